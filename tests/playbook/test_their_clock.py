"""Their clock: the person's zone, else the account's, else the rep's (R36)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from playbook import guards
from playbook.settings import Hours
from playbook.words import Channel, Outcome
from tests.builders import DANA, NOW, RAY, WORLD, Desk, account, person

NIGHT = datetime(2026, 11, 23, 22, 10, tzinfo=NOW.tzinfo)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=NOW.tzinfo)


def test_r36_a_persons_own_clock_goes_before_the_accounts() -> None:
    world = replace(WORLD, there=NOON, clocks=((DANA, NIGHT),))
    assert (world.clock_of(DANA), world.clock_of(RAY), world.clock_of(None)) == (NIGHT, NOON, NOON)
    notice = guards.dial_notice(world, Channel.CALL, Hours(), DANA)
    assert notice is not None
    assert notice.text == "it is 22:10 there: no calls before 8:00 or after 21:00"
    assert guards.dial_notice(world, Channel.CALL, Hours(), RAY) is None


def test_r36_an_unknown_zone_is_the_reps_own() -> None:
    """R36: "else the rep's"; the words say that it is only that."""
    notice = guards.dial_notice(WORLD, Channel.CALL, Hours(), DANA, NIGHT)
    assert notice is not None
    assert notice.text.startswith("it is 22:10 here, and their zone is unknown: ")
    assert guards.dial_notice(WORLD, Channel.CALL, Hours(), DANA, NOON) is None


@pytest.mark.parametrize(("channel", "warned"), [(Channel.CALL, True), (Channel.EMAIL, False)])
def test_r36_the_warning_stands_beside_the_keys(channel: Channel, *, warned: bool) -> None:
    """R36: a dial before 8 or after 21 warns and is not refused; a mail may go at night."""
    desk = Desk(account(), (person(),))
    desk.world = replace(desk.world, there=NOON, clocks=((DANA, NIGHT),))
    decision = desk.draw(Outcome.NO_ANSWER, channel=channel)
    assert any(notice.rule == "R36" for notice in decision.notices) is warned
    assert decision.refusal is None
