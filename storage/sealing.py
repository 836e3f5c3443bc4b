"""Encrypting a book, taking that off again, another passphrase: the book first, then every copy of it.

The rule that a rep can remember: whatever lies beside the book opens as the book does. What was plain before lay
readable on the disk, and its old blocks cannot be wiped: whoever fears for a laptop encrypts its whole disk too
(RELIABILITY section 8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Final

from playbook.errors import BadInput, BookTrouble, Refused
from storage import backup_names, connection, engine, paths, restore_swap, sealing_copy
from storage.engine import Key, Kind
from storage.sealing_copy import convert
from storage.transaction import locked

REPLACED: Final = ".replaced-"
"""Follows the book's name in the name of one that a restore put aside."""
STRAY: Final = "It was left by work that was ended before its time, and can be read: delete it."
SHORTEST: Final = 8
"""Characters of a passphrase at least: SQLCipher's 256,000 rounds make each guess cost a tenth of a second."""
SHORT: Final = (
    f"That is too short: {SHORTEST} characters at least. Nothing was changed.",
    "Four words that do not belong together are easy to keep and hard to guess.",
)


@dataclass(frozen=True, slots=True)
class Left:
    """A copy that stayed as it was."""

    file: Path
    why: str


@dataclass(frozen=True, slots=True)
class Resealed:
    """What was done."""

    book: bool
    """The book itself; else it was so before."""
    copies: tuple[Path, ...]
    """Backups and replaced books that followed it."""
    left: tuple[Left, ...]
    """Those that did not."""


def fit_to_be_key(passphrase: str) -> Key:
    """Return a new passphrase as a key.

    Raises:
        BadInput: it is too short to keep anybody out, or holds what no keyboard sends.
    """
    if len(passphrase) < SHORTEST:
        raise BadInput(*SHORT)
    if not passphrase.isprintable():
        raise BadInput("A passphrase is one line of letters, digits, signs and blanks. Nothing was changed.")
    return Key(passphrase)


def is_sealed(path: Path) -> bool:
    """Return whether the book is encrypted, as far as its first page can tell."""
    return engine.kind(path) is Kind.SEALED


def opens(path: Path, key: Key) -> bool:
    """Return whether a passphrase opens an encrypted book.

    Raises:
        BookTrouble: SQLCipher is not installed, or the disk fails.
    """
    engine.need()
    return sealing_copy.opens(path, key)


def reseal(path: Path, old: Key | None, new: Key | None, going: Callable[[Path], None]) -> Resealed:
    """Bring the book and its copies from one key to another, None being none; `going` hears of each file before it.

    Called again after it was ended half way it does what is left: a plain book is encrypted before its copies, an
    encrypted one changes after them, so that what the book opens with is always known. No book of this process may be
    open.

    Raises:
        Sealed: `old` does not open the book.
        Refused: it may only be read.
        BookTrouble: damaged, newer, locked by another window, disk full or failing; the book is as it was.
    """
    engine.need()
    done = sealing_copy.opens(path, new)
    _may_be_replaced(path, new if done else old)
    with locked(paths.lock_of(path)):
        for left in sealing_copy.leftovers(path):
            sealing_copy.tidy(left)
        copies = _Copies(old, new, going)
        if old is not None:
            copies.follow(path)
        if not done:
            going(path)
            convert(path, old, new)
        if old is None:
            copies.follow(path)
        stray = (Left(file, STRAY) for file in _stray(path)) if new is not None else ()
        return Resealed(not done, tuple(copies.done), (*copies.left, *stray))


def unlike(path: Path, *, sealed: bool) -> tuple[Path, ...]:
    """Return the copies of the book that are plain though it is `sealed`, or encrypted though it is not."""
    wrong = Kind.PLAIN if sealed else Kind.SEALED
    return tuple(file for file in copies_of(path) if engine.kind(file) is wrong)


def copies_of(path: Path) -> tuple[Path, ...]:
    """Return backups and replaced books of a book, the newest backup first."""
    beside = sorted(file for file in path.parent.iterdir() if _was_replaced(path, file))
    return (*backup_names.listed(paths.backups_of(path)), *beside)


def _stray(path: Path) -> list[Path]:
    """Return readable files that work which was killed left: a restore, a backup, an erasure."""
    folder, work = paths.backups_of(path), restore_swap.work_folder(path)
    held = {path, *copies_of(path)}
    found = (*path.parent.glob(f"{escape(path.name)}.*"), *work.glob("*"), *folder.glob("*"))
    return sorted(file for file in found if file not in held and engine.kind(file) is Kind.PLAIN)


def _was_replaced(path: Path, file: Path) -> bool:
    """Whether a restore put this book aside: `notyet.replaced-20261123-083000.db`."""
    return file.name.startswith(f"{path.stem}{REPLACED}") and file.suffix == ".db"


def _may_be_replaced(path: Path, key: Key | None) -> None:
    link = connection.connect(path, create=False, key=key)
    link.db.close()
    if link.read_only:
        raise Refused(link.read_only, "Make the file and its folder writable, then do it again.")


class _Copies:
    """Brings the copies along, each for itself: one that is damaged does not keep the others back."""

    def __init__(self, old: Key | None, new: Key | None, going: Callable[[Path], None]) -> None:
        self.done: list[Path] = []
        self.left: list[Left] = []
        self._old, self._new, self._going = old, new, going

    def follow(self, path: Path) -> None:
        for file in copies_of(path):
            try:
                if sealing_copy.opens(file, self._new):
                    continue
                self._going(file)
                convert(file, self._old, self._new)
            except BookTrouble as error:
                self.left.append(Left(file, error.message))
            else:
                self.done.append(file)
