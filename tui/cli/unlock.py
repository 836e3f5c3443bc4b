"""The passphrase of an encrypted book: asked once a call, on the terminal, without echo.

Never an argument, which every program of the machine can read, and never in the environment, which children inherit. A
script names a file of its own in `NOTYET_PASSPHRASE_FILE`; a pipe does as well (`<(pass show notyet)`), so the words
need not lie on the disk at all. stdin stays for the lists and answers that commands take from it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from playbook.errors import BadInput, Refused
from tui.cli.say import somebody_there, talk

if TYPE_CHECKING:
    from storage.engine import Key

VARIABLE: Final = "NOTYET_PASSPHRASE_FILE"
TRIES: Final = 3
_LONGEST: Final = 4096
"""Bytes that are read of a passphrase file."""
_OTHERS: Final = 0o077
_WARNING: Final = (
    "A forgotten passphrase cannot be recovered, by nobody: there is no second key and no back door.\n"
    "Write it down now and keep the paper away from this machine."
)


def key_of(path: Path, or_this: Path | None = None) -> Key | None:
    """Return what opens a book, None where it is plain or not there yet.

    `or_this`: a copy that the passphrase may open instead, where the book is damaged.

    Raises:
        WrongKey: three times wrong.
        Refused: nobody can be asked.
        BookTrouble: SQLCipher is not installed.
    """
    from storage import engine

    if engine.kind(path) is not engine.Kind.SEALED:
        return None
    engine.need()
    file = named()
    if file is not None:
        return engine.Key(read(file))
    _somebody(path)
    return _asked(path, path if or_this is None else or_this)


def key_for_restoring(path: Path, name: str) -> Key | None:
    """Return what opens a book, or, where it is lost, damaged or plain, the backup that is to take its place.

    `name`: what the rep called that backup; empty: the newest.

    Raises:
        NotYetError: as `key_of`.
    """
    from storage import backup_names, engine, paths

    kept = Path(name).expanduser()
    file = kept if kept.is_file() else backup_names.newest(paths.backups_of(path))
    if file is None or (not name and engine.kind(path) is engine.Kind.PLAIN):
        return key_of(path)
    return key_of(path, file) or key_of(file)


def named() -> Path | None:
    """Return the file that `NOTYET_PASSPHRASE_FILE` names, None where it names none."""
    place = os.environ.get(VARIABLE, "")
    return Path(place) if place else None


def read(file: Path) -> str:
    """Return the passphrase in a file: its first line, without the end of the line.

    Raises:
        BadInput: it cannot be read, is empty, or others may read it.
    """
    try:
        with file.open("rb") as held:
            about = os.fstat(held.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_mode & _OTHERS and sys.platform != "win32":
                raise BadInput(f"Others may read {file}: it was not used.", f"Make it your own: chmod 600 {file}")
            first = held.read(_LONGEST).decode("utf-8").splitlines()[:1]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The passphrase file {file} cannot be read.", "Nothing was changed.") from error
    if not first or not first[0]:
        raise BadInput(f"The passphrase file {file} is empty.", "Nothing was changed.")
    return first[0]


def new_key(file: Path | None, path: Path) -> Key:
    """Return a new passphrase: out of a file, else asked twice on the terminal.

    Raises:
        BadInput: it is too short.
        Refused: the two differ, or nobody can be asked.
    """
    from storage import sealing

    if file is not None:
        return sealing.fit_to_be_key(read(file))
    _somebody(path)
    talk(_WARNING)
    first = _prompt(f"New passphrase ({sealing.SHORTEST} characters at least; four odd words are good)")
    key = sealing.fit_to_be_key(first)
    if _prompt("The same again") != first:
        raise Refused("The two are not the same. Nothing was changed.", "Do it again, slowly.")
    return key


def _asked(path: Path, or_this: Path) -> Key:
    from storage import sealing
    from storage.engine import Key
    from storage.trouble import WrongKey

    for left in range(TRIES - 1, -1, -1):
        key = Key(_prompt(f"Passphrase of {path.name}"))
        if any(sealing.opens(file, key) for file in dict.fromkeys((path, or_this))):
            return key
        if left:
            talk(f"That does not open it. {left} more {'try' if left == 1 else 'tries'}; ctrl+c leaves.")
    raise WrongKey(path)


def _somebody(path: Path) -> None:
    if not somebody_there():
        raise Refused(
            f"{path.name} needs a passphrase, and nobody is there to be asked. Nothing was changed.",
            f"Name a file that only you can read and that holds it: {VARIABLE}=FILE",
        )


def _prompt(words: str) -> str:
    said: str = click.prompt(words, hide_input=True, err=True)
    return said
