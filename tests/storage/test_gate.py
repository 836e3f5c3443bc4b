"""The gate of the profile from end to end: pool, first touch, one burst, the answer, the queue (R2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from playbook.bodies import DumpKept
from playbook.decision import Draft
from playbook.settings import Criterion
from playbook.words import AccountId, Outcome, Purpose, Standing, Verdict
from storage.views import TodayRow
from tests.storage.conftest import NOW, Rep

PROFILE = (Criterion("industry", "in", ("Steel",)), Criterion("employees", "at least", ("50",), weight=2))


@pytest.fixture
def gated(rep: Rep) -> Rep:
    rep.book.set_settings(replace(rep.book.settings(), profile=PROFILE), NOW)
    return rep


def row(rep: Rep, account: AccountId) -> TodayRow:
    return next(each for each in rep.book.today(rep.now).rows if each.account == account)


def burst_through(rep: Rep, account: AccountId) -> list[Purpose]:
    """Work every attempt of the burst; return what was planned after each."""
    found = []
    for _ in range(len(rep.book.settings().burst.channels)):
        rep.log(account, Outcome.NO_ANSWER)
        [step] = rep.book.prospect(account, rep.now).account.steps
        found.append(step.purpose)
        rep.now += timedelta(days=(step.on - rep.now.date()).days)
    return found


def test_r2_the_unknown_waits_behind_on_profile_and_its_first_touch_asks(gated: Rep) -> None:
    unknown = gated.add("Aaa first by name", "Al", city="Gary")
    on = gated.add("Zzz last by name", "Bo", industry="Steel", employees=80)
    order = [each.account for each in gated.book.today(NOW).rows]
    assert order == [on, unknown]
    assert "does it fit?" in row(gated, unknown).reason
    assert gated.book.prospect(unknown, NOW).fit.missing() == ("industry", "employees")


def test_r2_an_unknown_gets_one_burst_and_no_rhythm_until_it_is_settled(gated: Rep) -> None:
    unknown = gated.add("Acme", "Al")
    planned = burst_through(gated, unknown)
    assert planned == [Purpose.BURST] * 5 + [Purpose.RESEARCH]
    [step] = gated.book.prospect(unknown, gated.now).account.steps
    assert "does it fit?" in step.why
    gated.log(unknown, Outcome.NO_ANSWER)
    assert [each.purpose for each in gated.book.prospect(unknown, gated.now).account.steps] == [Purpose.RESEARCH]
    gated.log(unknown, Outcome.FITS)
    gated.log(unknown, Outcome.NO_ANSWER)
    fits = gated.book.prospect(unknown, gated.now)
    assert fits.fit.verdict is Verdict.ON
    assert [each.purpose for each in fits.account.steps] == [Purpose.RHYTHM]


def test_r2_off_untouched_is_set_aside_and_off_touched_waits_in_the_queue(gated: Rep) -> None:
    aside = gated.add("Aside", "Al", industry="Legal", employees=5)
    touched = gated.add("Touched", "Bo")
    gated.log(touched, Outcome.NO_ANSWER)
    gated.log(touched, Outcome.OFF_PROFILE, note="too small")
    queue = gated.book.dump_queue(NOW)
    assert gated.book.prospect(aside, NOW).standing is Standing.SET_ASIDE
    assert (queue.set_aside, [each.account for each in queue.rows]) == (1, [touched])
    assert queue.rows[0].why == "off profile"
    assert gated.book.prospect(touched, NOW).standing is Standing.PROPOSED_OFF
    assert not {aside, touched} & {each.account for each in gated.book.today(NOW).rows}


def test_r2_keeping_it_overrules_the_profile_and_survives_rescoring(gated: Rep) -> None:
    """R3: whatever profile comes later, the rep's word stands, with its reason."""
    touched = gated.add("Touched", "Bo", industry="Steel", employees=80)
    gated.log(touched, Outcome.NO_ANSWER)
    held = gated.book.settings()
    strict = replace(held, profile=(Criterion("industry", "in", ("Wood",), 0, must=True),))
    gated.book.set_settings(strict, NOW)
    assert [each.account for each in gated.book.dump_queue(NOW).rows] == [touched]
    kept = Draft(touched, DumpKept(NOW.date(), "their new plant is ours", overrules_profile=True))
    gated.book.record((kept,), now=NOW, label="kept")
    assert gated.book.dump_queue(NOW).rows == ()
    for profile in (PROFILE, strict.profile, ()):
        gated.book.set_settings(replace(held, profile=profile), NOW)
        found = gated.book.prospect(touched, NOW)
        assert (found.fit.verdict, found.standing) == (Verdict.ON, Standing.WORKING)
        assert "their new plant is ours" in found.fit.words()[0]
        assert gated.book.dump_queue(NOW).rows == ()
