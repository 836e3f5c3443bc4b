"""A guest in today's list: an account that no list holds, there because the rep works it from its page (R29, R45)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import people
from playbook.words import Group, Purpose
from storage.views import TodayRow

if TYPE_CHECKING:
    from datetime import date

    from storage.views import Prospect


def row(prospect: Prospect, today: date) -> TodayRow:
    """Return the row of an account for today's list: whom and how a touch by hand is likely to be."""
    account = prospect.account
    person = people.lead(account, prospect.people, len(prospect.settings.burst.channels))
    return TodayRow(
        account=account.id,
        name=account.name,
        group=Group.WARM,
        purpose=Purpose.HAND,
        reason="from its page",
        due=today,
        person=None if person is None else person.id,
        person_name="" if person is None else person.name,
        title="" if person is None else person.get("title"),
        channel=people.channel_for(None, account, person),
        nos=account.no_total,
        fit=prospect.fit.score,
        verdict=prospect.fit.verdict,
        dream=account.dream,
        standing=prospect.standing,
        there=prospect.world.there,
        last_on=account.last_touch,
    )
