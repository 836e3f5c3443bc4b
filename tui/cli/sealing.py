"""`notyet encrypt`, `decrypt` and `passphrase`: the book for the road.

Commands only: the app has the book open while it stands, and the file is exchanged for another one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from playbook.errors import NotFound, Refused
from tui.cli import unlock
from tui.cli.say import answer, out, somebody_there, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from storage.engine import Key
    from storage.sealing import Resealed

_JSON = click.option("--json", "as_json", is_flag=True, help="For scripts.")
_FILE = click.Path(path_type=Path, dir_okay=False)
_TRACES: Final = (
    "What lay readable on this disk until now was deleted, which is not wiped: encrypt the whole disk too.\n"
    "Lists, exports and saved journals elsewhere stay as they are; the demo book holds invented companies only."
)


@click.command()
@_JSON
@pass_session
def encrypt(session: Session, *, as_json: bool) -> None:
    """Encrypt the book and all of its backups with a passphrase (AES-256, by SQLCipher).

    A kill or a power cut leaves the old book or the new one; called again it does what is left.
    """
    _there(session)
    key = session.key or unlock.new_key(unlock.named(), session.path)
    done = _reseal(session, None, key)
    _tell(session, done, as_json=as_json, now="encrypted")
    if not as_json:
        talk(_TRACES)


@click.command()
@click.option("--yes", is_flag=True, help="Don't ask.")
@_JSON
@pass_session
def decrypt(session: Session, *, yes: bool, as_json: bool) -> None:
    """Take the encryption off the book and all of its backups; whoever has the disk can read them then."""
    _there(session)
    key = _known(session)
    if not yes:
        if not somebody_there():
            raise Refused("Decrypting asks before it does so. Nothing was changed.", "Say --yes.")
        click.confirm("Book and backups will lie readable on this disk. Go on", abort=True, err=True)
    _tell(session, _reseal(session, key, None), as_json=as_json, now="plain")


@click.command()
@click.option(
    "--new-file", type=_FILE, metavar="FILE", help="Read the new one from FILE, which only you can read (for scripts)."
)
@_JSON
@pass_session
def passphrase(session: Session, *, new_file: Path | None, as_json: bool) -> None:
    """Change the passphrase of an encrypted book and of all its backups."""
    _there(session)
    old = _known(session)
    new = unlock.new_key(new_file, session.path)
    if new == old:
        raise Refused("That is the passphrase it has. Nothing was changed.")
    _tell(session, _reseal(session, old, new), as_json=as_json, now="under the new passphrase")


def _there(session: Session) -> None:
    from storage import engine

    engine.need()
    if not session.path.exists():
        raise NotFound(f"There is no book yet at {session.path}.", "Begin one: notyet import FILE, or notyet add NAME.")


def _known(session: Session) -> Key:
    if session.key is None:
        raise Refused(f"{session.path.name} is not encrypted. Nothing was changed.", "To encrypt it: notyet encrypt")
    return session.key


def _reseal(session: Session, old: Key | None, new: Key | None) -> Resealed:
    from storage import sealing

    return sealing.reseal(session.path, old, new, lambda file: talk(f"{file.name} ..."))


def _tell(session: Session, done: Resealed, *, as_json: bool, now: str) -> None:
    if as_json:
        answer({
            "book": str(session.path), "changed": done.book, "copies": [str(file) for file in done.copies],
            "left": [{"file": str(left.file), "why": left.why} for left in done.left],
        })  # fmt: skip
    else:
        out(f"{session.path} is {now}." if done.book else f"{session.path} was {now} already.")
        if done.copies:
            talk(f"So are {len(done.copies)} copies of it." if len(done.copies) > 1 else "So is its one copy.")
    if done.left:
        for left in done.left:
            talk(f"Left as it was: {left.file}. {left.why}")
        many = len(done.left) > 1
        raise Refused(
            f"{len(done.left)} {'copies' if many else 'copy'} could not be brought along.",
            "Look at what stayed, delete what you don't need, and do it again for the rest.",
        )
