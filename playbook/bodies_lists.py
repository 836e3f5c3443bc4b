"""Bodies of entries that fill lists: settings, the value library, what imported lists said (DESIGN section 2)."""

from __future__ import annotations

from typing import ClassVar

from playbook.facts import Fields, Value
from playbook.values import dataclass


@dataclass(frozen=True, slots=True)
class PlaybookSet:
    """Settings change: dotted key and value as JSON text, or the whole document under the key `document`."""

    kind: ClassVar[str] = "playbook.set"
    values: Fields
    v: int = 1


@dataclass(frozen=True, slots=True)
class AssetAdded:
    """Something to give: a row of the value library (R13)."""

    kind: ClassVar[str] = "asset.added"
    title: str
    fields: tuple[tuple[str, Value], ...] = ()
    v: int = 1


@dataclass(frozen=True, slots=True)
class AssetSet:
    """Fields of a value asset change, `title` among them; `gone` takes it out of the library (R13)."""

    kind: ClassVar[str] = "asset.set"
    fields: tuple[tuple[str, Value], ...] = ()
    gone: bool | None = None
    v: int = 1


@dataclass(frozen=True, slots=True)
class ListLanded:
    """A list was imported: its name, what it said, and its report (as JSON text)."""

    kind: ClassVar[str] = "list.landed"
    source: str
    report: str
    v: int = 1


@dataclass(frozen=True, slots=True)
class ListSaid:
    """What a list said of whom, so that its next version is compared with that, not with the rep's words."""

    kind: ClassVar[str] = "list.said"
    source: str
    rows: tuple[tuple[str, str, str, str], ...]
    """`account` or `person`, the row's key in that source, the entity, and its fields as canonical JSON."""
    v: int = 1


@dataclass(frozen=True, slots=True)
class ListMapped:
    """What the columns of a list with these headings were taken for: found again for the next list of that shape."""

    kind: ClassVar[str] = "list.mapped"
    headings: tuple[str, ...]
    mapping: Fields
    """Heading and field."""
    words: Fields = ()
    """Word of a status column and the standing it was taken for (R44)."""
    v: int = 1
