"""Whom a key is for: bound at the moment of the key press, never looked up again (DESIGN section 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.values import dataclass
from tui.content import listed

if TYPE_CHECKING:
    from textual.content import Content

    from playbook.words import AccountId, Channel, PersonId, StepId
    from storage.views import DreamRow, DumpRow, TodayRow


@dataclass(frozen=True, slots=True)
class RowKey:
    """What makes a row itself, whatever the order of its list."""

    account: AccountId
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An account, the step that is worked, the person and the channel."""

    key: RowKey
    name: str
    person: PersonId | None = None
    person_name: str = ""
    channel: Channel | None = None
    snoozed: int = 0
    nos: int = 0
    dream: bool = False

    @property
    def account(self) -> AccountId:
        """The account."""
        return self.key.account

    @property
    def step(self) -> StepId | None:
        """The step whose row it is, None for a first touch or a row of another list."""
        return self.key.step

    def with_person(self, person: PersonId | None, name: str) -> Target:
        """The same row, for another person."""
        return replace(self, person=person, person_name=name)

    def with_channel(self, channel: Channel | None) -> Target:
        """The same row, by another channel."""
        return replace(self, channel=channel)

    def whom(self) -> Content:
        """Return "Initech · Ray Ortiz · email"."""
        return listed([(self.name, "bold"), self.person_name, "" if self.channel is None else str(self.channel)])


def of_today(row: TodayRow) -> Target:
    """Return the target of a row of today's list."""
    return Target(
        RowKey(row.account, row.step),
        row.name,
        row.person,
        row.person_name,
        row.channel,
        snoozed=row.snoozed,
        nos=row.nos,
        dream=row.dream,
    )


def of_dream(row: DreamRow) -> Target:
    """Return the target of a dream client."""
    return Target(RowKey(row.account), row.name, row.person, row.person_name, nos=row.nos, dream=True)


def of_dump(row: DumpRow) -> Target:
    """Return the target of a row of the dump queue."""
    return Target(RowKey(row.account), row.name, nos=row.nos, dream=row.dream)
