"""The bodies of the journal's entries, one frozen class a kind (DESIGN section 2).

`kind` is the journal's word. Bodies are written as canonical JSON by `playbook.codec`; a kind that this version does
not know is kept as `Unknown` and passed on untouched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from playbook.facts import Fields, Value
from playbook.happenings import Move, NewStep, OpeningSeen, RemarkMade, SignalSeen, StepSet, TouchAmended, TouchLogged
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    Standing,
)

__all__ = [
    "AccountAdded",
    "AccountSet",
    "ActionRedone",
    "ActionUndone",
    "AssetAdded",
    "AssetSet",
    "Barred",
    "BlockEnded",
    "BlockStarted",
    "Body",
    "DumpKept",
    "Dumped",
    "Known",
    "ListLanded",
    "ListSaid",
    "Move",
    "NewStep",
    "OpeningSeen",
    "PersonAdded",
    "PersonSet",
    "PlaybookSet",
    "RemarkMade",
    "Revived",
    "SignalSeen",
    "StandingSet",
    "StepSet",
    "TouchAmended",
    "TouchLogged",
    "Unbarred",
    "Unknown",
]


@dataclass(frozen=True, slots=True)
class AccountAdded:
    """A company enters the book."""

    kind: ClassVar[str] = "account.added"
    name: str
    fields: Fields = ()
    source: str = ""
    v: int = 1


@dataclass(frozen=True, slots=True)
class AccountSet:
    """Fields of a company change; last writer wins per field. An empty text clears a field."""

    kind: ClassVar[str] = "account.set"
    fields: Fields
    source: str = ""
    v: int = 1


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """Someone enters the book."""

    kind: ClassVar[str] = "person.added"
    account: AccountId
    name: str
    fields: Fields = ()
    came_from: AccountId | None = None
    source: str = ""
    v: int = 1


@dataclass(frozen=True, slots=True)
class PersonSet:
    """Fields of a person change; `account` moves them to another firm (R21) and bars travel along."""

    kind: ClassVar[str] = "person.set"
    fields: Fields = ()
    account: AccountId | None = None
    came_from: AccountId | None = None
    gone: bool | None = None
    source: str = ""
    v: int = 1


@dataclass(frozen=True, slots=True)
class DumpKept:
    """A proposal to dump was looked at and the account kept, with the reason (R2, R25)."""

    kind: ClassVar[str] = "dump.kept"
    on: date
    reason: str
    score: int = 0
    overrules_profile: bool = False
    steps: tuple[NewStep, ...] = ()
    v: int = 1


@dataclass(frozen=True, slots=True)
class Dumped:
    """Let go, quietly (R28)."""

    kind: ClassVar[str] = "dump.dumped"
    on: date
    reason: str = ""
    hours: float = 0.0
    """Hours of the last 90 days: what is won a quarter (R30)."""
    v: int = 1


@dataclass(frozen=True, slots=True)
class Revived:
    """Back from the dump, with a reason (R29): signals start anew, the No total stays."""

    kind: ClassVar[str] = "dump.revived"
    on: date
    reason: str
    steps: tuple[NewStep, ...] = ()
    v: int = 1


@dataclass(frozen=True, slots=True)
class StandingSet:
    """A standing said by the rep or by a list (R44); None lets it follow from the plan again."""

    kind: ClassVar[str] = "standing.set"
    on: date
    standing: Standing | None
    dream: bool | None = None
    reason: str = ""
    steps: tuple[NewStep, ...] = ()
    v: int = 1


@dataclass(frozen=True, slots=True)
class Barred:
    """Do not contact (R38); the entity is a person or an account."""

    kind: ClassVar[str] = "contact.barred"
    channel: Channel | None = None
    words: str = ""
    v: int = 1


@dataclass(frozen=True, slots=True)
class Unbarred:
    """Names the bars that it lifts; a bar set elsewhere meanwhile stands (SYNC section 4)."""

    kind: ClassVar[str] = "contact.unbarred"
    bars: tuple[EntryId, ...]
    words: str = ""
    v: int = 1


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
class BlockStarted:
    """A prospecting block begins (R35), or goes on after it was left."""

    kind: ClassVar[str] = "block.started"
    minutes: int
    resumes: EntryId = EntryId("")
    """The `block.started` of the lap before, where it goes on with one that was left; empty: a new block."""
    v: int = 1


@dataclass(frozen=True, slots=True)
class BlockEnded:
    """A prospecting block ends."""

    kind: ClassVar[str] = "block.ended"
    v: int = 1


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """An action is dead until a newer `action.redone` names it (R39)."""

    kind: ClassVar[str] = "action.undone"
    undone: ActionId
    v: int = 1


@dataclass(frozen=True, slots=True)
class ActionRedone:
    """An action is alive again."""

    kind: ClassVar[str] = "action.redone"
    redone: ActionId
    v: int = 1


@dataclass(frozen=True, slots=True)
class Unknown:
    """A kind of a newer version: kept and passed on as it is."""

    kind: str
    text: str


Known = (
    AccountAdded | AccountSet | PersonAdded | PersonSet | TouchLogged | TouchAmended | StepSet | SignalSeen
    | OpeningSeen | RemarkMade | DumpKept | Dumped | Revived | StandingSet | Barred | Unbarred | PlaybookSet
    | AssetAdded | AssetSet | ListLanded | ListSaid | BlockStarted | BlockEnded | ActionUndone | ActionRedone
)  # fmt: skip
Body = Known | Unknown
