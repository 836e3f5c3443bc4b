"""The journal saved to a file: whole under its name or not there at all, read by its owner only (DESIGN section 2)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from playbook.errors import BadInput, NotYetError, Refused
from storage import journal, journal_carrier, journal_lines, paths, writer
from storage.connection import Link
from storage.journal_lines import Told
from storage.transaction import glance
from storage.views_safe import Saved

CHUNK: Final = 2_000
"""Entries that are read at once: between two chunks other windows may write."""
STOPPED: Final = ("Saving was stopped.", "No file was left behind.")
_ROWS: Final = f"SELECT {', '.join(journal.ENVELOPE)} FROM entry WHERE id > ? AND seq <= ? ORDER BY id LIMIT ?"  # noqa: S608  (constants)


def save(link: Link, file: Path, told: Told, cancelled: Callable[[], bool], *, force: bool = False) -> Saved:
    """Write every entry that stands now to `file`, in the order of the fold; `force` replaces what is there.

    Raises:
        BadInput: the file exists, or is the book itself.
        Refused: `cancelled` said so.
        NotYetError: the folder or the disk does not take it; nothing is left behind.
    """
    _check(link, file, force=force)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with _fresh(part) as held:
            count = _write(link, held, told, cancelled)
            held.flush()
            os.fsync(held.fileno())
        _put(part, file, force=force)
        paths.to_disk(file.parent)
    except FileExistsError as error:
        raise _there(file) from error
    except OSError as error:
        raise NotYetError(f"{file} could not be written: {error.strerror}.", "Nothing was left behind.") from error
    finally:
        with suppress(OSError):  # what failed is being told; a file of our own name is all that could be left
            part.unlink(missing_ok=True)
    return Saved(file, count)


def _check(link: Link, file: Path, *, force: bool) -> None:
    if not file.name or file.is_dir():
        raise BadInput(f"{file} is a folder.", "Name a file to save to, such as notyet.jsonl.")
    if link.path.exists() and file.exists() and file.samefile(link.path):
        raise BadInput(f"{file} is the planner itself.", "Name another file to save to.")
    if file.is_symlink() or (file.exists() and not force):
        raise _there(file)


def _there(file: Path) -> BadInput:
    return BadInput(f"{file} exists already and was left as it is.", "Name another file, or add --force.")


def _fresh(part: Path) -> IO[str]:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="\n")


def _write(link: Link, held: IO[str], told: Told, cancelled: Callable[[], bool]) -> int:
    with glance(link) as db:
        top, everything = db.execute("SELECT coalesce(max(seq), 0), count(*) FROM entry").fetchone()
        first = journal_lines.header(link.path.name, writer.current(db), journal_carrier.unpushed(db))
    held.write(f"{first}\n")
    count = 0
    for rows in _chunks(link, top):
        held.writelines(f"{journal_lines.line(row)}\n" for row in rows)
        count += len(rows)
        told(count, everything)
        if cancelled():
            raise Refused(*STOPPED)
    return count


def _chunks(link: Link, top: int) -> Iterator[list[tuple[str, ...]]]:
    """Yield the entries that stood when saving began: the journal only grows, so they are one state of it."""
    last = ""
    while True:
        with glance(link) as db:
            rows = db.execute(_ROWS, (last, top, CHUNK)).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield rows


def _put(part: Path, file: Path, *, force: bool) -> None:
    """Give the finished file its name; without `force` never over another one, not even one made a moment ago."""
    if force:
        part.replace(file)
        return
    try:
        file.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A stick that knows no hard links: take the name first, then put the file over it.
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600))
        part.replace(file)
