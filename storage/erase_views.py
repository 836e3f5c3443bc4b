"""What an erasure would do and did, for showing: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.words import EntryId


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry of others whose words hold a name, address or number of the erased one."""

    entry: EntryId
    where: str
    """Name of the account or person that it is about; empty for one on the whole book."""
    on: date
    what: str
    """Kind of entry in words."""
    words: str
    """Its words that hold the mark."""
    marked: bool = True
    """False by default only for a namesake: the name of another account or person."""


@dataclass(frozen=True, slots=True)
class ErasePreview:
    """What an erasure would blank."""

    target: str
    """Id of the account or person."""
    name: str
    whole_account: bool
    people: tuple[str, ...]
    """Names of the account's people, who go with it."""
    entries: int
    """Entries about them alone: they go whole."""
    touches: int
    """Touches that go with the account."""
    stripped: int
    """Touches of a living account that stay in every count, without person and words (R5, R23)."""
    notes: int
    """Notes and other words among what goes."""
    mentions: tuple[Mention, ...]
    backups: tuple[Path, ...]
    """Backups that hold them."""
    yours: tuple[Path, ...]
    """Files beside the book that may hold them and that are the rep's to delete."""
    hashed: int
    """Addresses, numbers and pages that no list can bring back (R38)."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of the file and the backups after an erasure."""

    rewritten: tuple[Path, ...] = ()
    held: tuple[Path, ...] = ()
    """Backups that hold them still: left as they are on the rep's word, or they could not be read."""
    left: tuple[str, ...] = ()
    """Marks that stand in the file still, in entries that the rep kept."""
    checked: bool = False
    """The file's bytes were searched for the marks."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did."""

    name: str
    entries: int
    """Entries blanked, those of others among them."""
    kept: int
    """Entries of others that the rep kept."""
    cleaned: Cleaned
    yours: tuple[Path, ...] = ()
