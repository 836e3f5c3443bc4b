"""What keeping the record safe shows: journals saved and merged, backups, what a restore would lose, findings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from playbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """A journal that was saved to a file."""

    file: Path
    entries: int


@dataclass(frozen=True, slots=True)
class ForeignWriter:
    """One copy of a book that wrote some of what came."""

    name: str
    """Its random name."""
    entries: int
    """How many of the new entries it wrote."""
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought, or would bring."""

    files: tuple[Path, ...]
    entries: int
    """Entries in the files, each once."""
    new: int
    writers: tuple[ForeignWriter, ...] = ()
    """Who wrote the new ones, most first."""
    accounts: int = 0
    """Accounts and people that the new ones are about."""
    unknown: tuple[str, ...] = ()
    """Kinds of a newer version: kept and passed on."""
    renumbered: int = 0
    """Entries whose number was taken here: kept under the name that is never pushed."""
    blanked: int = 0
    """Entries of erased people and companies that are kept without their words."""
    held: tuple[Path, ...] = ()
    """Backups that hold something of them still."""
    ahead: timedelta | None = None
    """How far the newest id lies ahead of this machine's clock; None where it doesn't."""

    @property
    def known(self) -> int:
        """Entries that stood here already."""
        return self.entries - self.new


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in the list."""

    file: Path
    made: datetime
    """Local wall time, out of its name."""
    size: int
    """Bytes."""
    entries: int | None = None
    """None where it was not looked into or cannot be read."""
    newest: date | None = None
    """Day of its newest touch."""
    trouble: str = ""
    """What is wrong with it; empty: nothing was found."""
    sealed: bool = False
    """Encrypted: looked into with the book's own passphrase only."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands in the book and not in a backup."""

    backup: BackupRow
    readable: bool
    """The book in use can be read at all; where it can't nothing is known of what would be lost."""
    entries: int = 0
    words: tuple[str, ...] = ()
    """Counts in words: "12 touches", "2 new accounts"."""
    newest: tuple[str, ...] = ()
    """The newest actions among them, newest first."""
    bars: int = 0
    """Do-not-contact bars that are carried over (R38)."""
    erased: int = 0
    """Erasures that are carried over."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that stands in the book's place now."""

    book: Path
    backup: Path
    kept: Path | None
    """The replaced book; None where there was none."""
    made: Path | None
    """The backup of it that was made before; None where it could not be read."""
    lost: Lost


@dataclass(frozen=True, slots=True)
class FirstOfDay:
    """What the day's first start found."""

    backup: Path | None = None
    """The day's backup; None where it stood already or could not be made."""
    trouble: str = ""
    """What is wrong with the book itself, with what to do: it must not be written any more."""
    warning: str = ""
    """Why there is no backup today, or what the rep should know about where the book lies."""
