"""The bodies of the journal's entries, one frozen class a kind (DESIGN section 2).

`kind` is the journal's word. Bodies are written as canonical JSON by `playbook.codec`; a kind that this version does
not know is kept as `Unknown` and passed on untouched.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from playbook.bodies_lists import AssetAdded, AssetSet, ListLanded, ListMapped, ListSaid, PlaybookSet
from playbook.facts import Fields
from playbook.happenings import Move, NewStep, OpeningSeen, RemarkMade, SignalSeen, StepSet, TouchAmended, TouchLogged
from playbook.values import dataclass
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    PersonId,
    Standing,
)

__all__ = [
    "AccountAdded",
    "AccountMerged",
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
    "EntityErased",
    "Known",
    "ListLanded",
    "ListMapped",
    "ListSaid",
    "Move",
    "NewStep",
    "OpeningSeen",
    "PersonAdded",
    "PersonMerged",
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
class AccountMerged:
    """A company is another one: from now on everything of it is read as that one's; undo splits them again."""

    kind: ClassVar[str] = "account.merged"
    into: AccountId
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
class PersonMerged:
    """Somebody is the same person as another one; undo splits them again."""

    kind: ClassVar[str] = "person.merged"
    into: PersonId
    v: int = 1


@dataclass(frozen=True, slots=True)
class EntityErased:
    """What the journal says of an account, a person, or in one entry is blank from here on, wherever it is merged.

    The entity is the account's, the person's or the entry's id. It belongs to no undo. `hashes` are keyed hashes of
    the addresses and numbers that were erased, so that a list cannot bring them back (R38); they tell nobody.
    """

    kind: ClassVar[str] = "entity.erased"
    on: date
    key: str = ""
    """Key of the hashes, hexadecimal."""
    hashes: tuple[str, ...] = ()
    left: str = ""
    """Where the entity is an entry: what is left of its body without the erased words, as canonical JSON."""
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
    AccountAdded | AccountSet | AccountMerged | PersonAdded | PersonSet | PersonMerged | EntityErased | TouchLogged
    | TouchAmended | StepSet | SignalSeen | OpeningSeen | RemarkMade | DumpKept | Dumped | Revived | StandingSet
    | Barred | Unbarred | PlaybookSet | AssetAdded | AssetSet | ListLanded | ListSaid | ListMapped | BlockStarted
    | BlockEnded | ActionUndone | ActionRedone
)  # fmt: skip
Body = Known | Unknown
