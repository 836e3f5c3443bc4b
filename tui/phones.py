"""The number that a call to an account takes: whom it is for first, then the others, then the switchboard (R38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from playbook import guards, people
from playbook.words import Channel
from tui import keys
from tui.widgets.shown import dialled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.facts import PersonFacts
    from playbook.words import PersonId
    from storage.views import Prospect

_FIELDS: Final = ("phone", "mobile")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to copy, or why there is none."""

    number: str
    words: str
    """What to tell the rep."""


def first(prospect: Prospect, person: PersonId | None = None) -> Phone:
    """Return the number of this person, else of whom a touch would be for, else any; a barred one never (R38)."""
    account = prospect.account
    barred = False
    for whom in _whom(prospect, person):
        holder = account if whom is None else whom
        value = next((holder.get(field) for field in _FIELDS if holder.get(field)), "")
        if value and guards.barred(account, whom, Channel.CALL) is not None:
            barred = True
        elif value:
            name = account.name if whom is None else f"{whom.name}, {account.name}"
            return Phone(dialled(value), f"Copied, if your terminal allows it: {dialled(value)} · {name}")
    if barred:
        return Phone("", f"{account.name} must not be called: nothing was copied (R38).")
    return Phone("", f"No phone of {account.name} is known: enter opens it, {keys.key('account.add')} adds one there.")


def _whom(prospect: Prospect, person: PersonId | None) -> Iterator[PersonFacts | None]:
    here = [each for each in prospect.people if not each.gone]
    lead = people.lead(prospect.account, prospect.people, len(prospect.settings.burst.channels))
    here.sort(key=lambda each: (each.id != person, lead is None or each.id != lead.id))
    yield from here
    yield None
