"""What one row of a list says: about a firm, about a person, about where both stand. Nothing here looks at the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook.facts import Fields
from storage.importing.ids import Key


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row that a rep should see; `kind` groups them."""

    kind: str
    """`email`, `phone`, `status`, `date`, `quote`, `name`, `conflict`, `owner`, `unlinked`, `past`, `kept`,
    `barred`."""
    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FirmSaid:
    """A firm as a row names it."""

    name: str
    """Empty where the row gives only an id or a domain."""
    keys: tuple[Key, ...] = ()
    domain: str = ""
    """Of its site, as the list says it."""
    mail_domain: str = ""
    """Of the row's address, where it speaks for a firm."""
    fields: Fields = ()
    soft: Fields = ()
    """What the row says of its person, good for the firm as long as all its people agree."""

    @property
    def empty(self) -> bool:
        """Whether the row names no firm at all."""
        return not (self.name or self.keys or self.domain)


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """A person as a row names them."""

    name: str
    keys: tuple[Key, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """All their numbers, to tell them apart."""
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class StandingSaid:
    """Where a row says that somebody stands (R44)."""

    meaning: str = ""
    """customer, lost, unqualified, closed, open; empty where the row says nothing that we know."""
    words: str = ""
    """The status as the list writes it."""
    bars: tuple[str, ...] = ()
    """Channels that may not be used; `all` for every one."""
    next_activity: date | None = None
    note: str = ""
    barred_by: str = ""
    """What of the list bars them: the status, or the heading of the column that is ticked."""


@dataclass(frozen=True, slots=True)
class RowSaid:
    """One row, read."""

    file: int
    line: int
    firm: FirmSaid
    person: PersonSaid | None
    standing: StandingSaid = StandingSaid()
    listed: bool = False
    """The row is one of a list of firms, not of people."""
    skip: str = ""
    """Why it cannot be used, empty if it can."""
    remarks: tuple[Remark, ...] = ()
    statuses: tuple[tuple[str, str, str], ...] = ()
    """Heading, word and meaning of each of its statuses (R44)."""
