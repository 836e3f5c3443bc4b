"""Today's list: order, cap, first touches (R32-R34, R36)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import codec, ordering
from playbook.facts import AccountFacts, Bar
from playbook.settings import Caps, Criterion, Settings
from playbook.standing import planned
from playbook.words import (
    AccountId,
    Channel,
    EntryId,
    Group,
    Intent,
    Outcome,
    PersonId,
    Purpose,
    Role,
    Standing,
    StepId,
    StepKind,
    Verdict,
)
from storage.today import today
from storage.today_words import reach
from storage.views import Today, TodayRow
from tests.storage.rows import MONDAY, NOW, Rows, account, ago, bar, lay, new_step, person, step

T = TypeVar("T")


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def names(found: Today) -> list[str]:
    return [row.account for row in found.rows]


def free(found: Sequence[TodayRow]) -> set[str]:
    return {row.account for row in found if row.group in ordering.UNCAPPED}


def settings(**caps: int) -> Settings:
    return Settings(caps=replace(Caps(), **caps))


def test_r33_groups_stand_in_their_order(rows: Rows) -> None:
    """R33."""
    rows.add(
        account("research", step("s1", Purpose.RESEARCH, MONDAY)),
        account("rhythm", step("s2", Purpose.RHYTHM, MONDAY)),
        account("value", step("s3", Purpose.RHYTHM, MONDAY, intent=Intent.VALUE)),
        account("dream", step("s4", Purpose.RHYTHM, MONDAY), dream=True),
        account("warm", step("s5", Purpose.CHASE, MONDAY)),
        account("opening", step("s6", Purpose.SUCCESSOR, MONDAY)),
        account("promise", step("s7", Purpose.CALLBACK, MONDAY, StepKind.PROMISE)),
    )

    assert names(today(rows.db, rows.settings, NOW)) == [
        "promise", "opening", "warm", "dream", "value", "rhythm", "research",
    ]  # fmt: skip


def test_r33_nothing_of_tomorrow_is_shown(rows: Rows) -> None:
    rows.add(account("later", step("s", Purpose.RHYTHM, ago(-1))))

    assert today(rows.db, rows.settings, NOW).rows == ()


def test_r10_overdue_promises_lead_then_the_hour_decides(rows: Rows) -> None:
    """R10, R33."""
    rows.add(
        account("no-hour", step("s1", Purpose.CALLBACK, MONDAY, StepKind.PROMISE)),
        account("at-ten", step("s2", Purpose.CALLBACK, MONDAY, StepKind.PROMISE, at=time(10))),
        account("at-nine", step("s3", Purpose.CALLBACK, MONDAY, StepKind.PROMISE, at=time(9))),
        account("late", step("s4", Purpose.CALLBACK, ago(2), StepKind.PROMISE, at=time(16))),
    )

    found = today(rows.db, rows.settings, NOW)

    assert names(found) == ["late", "at-nine", "at-ten", "no-hour"]
    assert [row.reason for row in found.rows] == [
        "promise, 2 days late",
        "promise 09:00",
        "promise 10:00",
        "promise today",
    ]


def test_r10_an_hour_named_on_their_clock_is_shown_on_ours(rows: Rows) -> None:
    """R10: stored with its zone, shown both ways."""
    eastern = step("s1", Purpose.CALLBACK, MONDAY, StepKind.PROMISE, at=time(10), zone="America/New_York")
    nowhere = step("s2", Purpose.CALLBACK, MONDAY, StepKind.PROMISE, at=time(10), zone="Atlantis/Centre")
    rows.add(account("east", eastern), account("nowhere", nowhere))

    found = today(rows.db, rows.settings, NOW)

    assert [(row.account, row.at) for row in found.rows] == [("east", time(9)), ("nowhere", time(10))]


def test_r33_the_rhythm_goes_by_urgency(rows: Rows) -> None:
    """R33: ((late + 1) / gap) x rank."""
    rows.add(
        account("slow", step("s1", Purpose.RHYTHM, ago(5), gap=60)),
        account("quick", step("s2", Purpose.RHYTHM, ago(2), gap=7)),
        account("big", step("s3", Purpose.RHYTHM, ago(2), gap=7), known={"tier": "A"}),
    )

    assert names(today(rows.db, rows.settings, NOW)) == ["big", "quick", "slow"]


def test_r33_an_open_office_goes_first_among_equals(rows: Rows) -> None:
    """R33, R36: a tie-breaker, and their wall time stands on the row."""
    rows.add(
        account("a-closed", step("s1", Purpose.CHASE, MONDAY), known={"zone": "Asia/Tokyo"}),
        account("b-open", step("s2", Purpose.CHASE, MONDAY), known={"zone": "America/New_York"}),
        account("c-unknown", step("s3", Purpose.CHASE, MONDAY)),
        account("d-later", step("s4", Purpose.CHASE, ago(1)), known={"zone": "Asia/Tokyo"}),
    )

    found = today(rows.db, rows.settings, NOW)

    assert names(found) == ["d-later", "b-open", "a-closed", "c-unknown"]
    assert [row.open for row in found.rows] == [False, True, False, None]
    assert found.rows[1].there is not None
    assert f"{found.rows[1].there:%H:%M}" == "09:30"
    assert found.rows[3].there is None


def test_r36_the_persons_zone_goes_before_the_accounts(rows: Rows) -> None:
    rows.add(
        account("acme", step("s1", Purpose.CHASE, MONDAY, person="dana"), known={"zone": "America/Chicago"}),
        person("dana", "acme", known={"phone": "+13125550142", "zone": "America/Denver"}),
    )

    (row,) = today(rows.db, rows.settings, NOW).rows

    assert row.there is not None
    assert f"{row.there:%H:%M}" == "07:30"


def test_an_account_shows_once_with_its_most_pressing_step(rows: Rows) -> None:
    due = (
        step("s1", Purpose.HAND, ago(3), StepKind.HAND),
        step("s2", Purpose.CALLBACK, MONDAY, StepKind.PROMISE),
        step("s3", Purpose.VALUE, MONDAY, StepKind.SERIES),
    )
    rows.add(account("acme", *due), account("other", step("s4", Purpose.HAND, MONDAY, StepKind.HAND)))

    found = today(rows.db, rows.settings, NOW)

    assert [(row.account, row.step) for row in found.rows] == [("acme", "s2"), ("other", "s4")]
    assert found.held_back == 0


def test_many_due_steps_of_one_account_hide_nobody(rows: Rows) -> None:
    many = [step(f"s{number:02}", Purpose.HAND, ago(9), StepKind.HAND) for number in range(30)]
    rows.add(account("acme", *many), account("globex", step("z", Purpose.HAND, MONDAY, StepKind.HAND)))

    assert names(today(rows.db, settings(day=2, first=0), NOW)) == ["acme", "globex"]


def test_r34_the_cap_holds_back_and_counts(rows: Rows) -> None:
    """R34: promises and openings are never held back."""
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(number))) for number in range(12)))
    rows.add(account("promise", step("p", Purpose.CALLBACK, MONDAY, StepKind.PROMISE)))
    rows.add(account("opening", step("o", Purpose.OPENING, MONDAY, StepKind.SERIES)))

    found = today(rows.db, settings(day=3), NOW)

    assert names(found) == ["promise", "opening", "a11", "a10", "a09"]
    assert (found.cap, found.done, found.held_back) == (3, 0, 9)


def test_r34_touches_of_today_take_room(rows: Rows) -> None:
    """R34: what counts and is ours; not yesterday's, not theirs, not what is no touch."""
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, MONDAY)) for number in range(12)))
    rows.touch("a00")
    rows.touch("a01", ago(1))
    rows.touch("a02", inbound=True)
    rows.touch("a03", outcome=Outcome.FADED, counts=False)

    found = today(rows.db, settings(day=3), NOW)

    assert (found.done, len(found.rows), found.held_back) == (1, 2, 10)


def test_r34_a_promise_kept_takes_no_room(rows: Rows) -> None:
    """R34: the cap is for unpromised touches; what the step was stands in the entry that planned it."""
    rows.add(account("acme"), account("globex"), account("initech"))
    planned_by = rows.plan(
        "acme",
        new_step(0, Purpose.CALLBACK, StepKind.PROMISE),
        new_step(1, Purpose.RHYTHM),
        new_step(2, Purpose.SUCCESSOR),
    )
    rows.touch("acme", kept=[f"{planned_by}/0"])
    rows.touch("globex", kept=[f"{planned_by}/1"])
    rows.touch("initech", kept=[f"{planned_by}/2"])

    assert today(rows.db, settings(day=3), NOW).done == 1


def test_r34_a_day_worked_beyond_the_cap_holds_everything_back(rows: Rows) -> None:
    rows.add(account("acme", step("s", Purpose.RHYTHM, MONDAY)), account("globex"))
    for _ in range(5):
        rows.touch("globex")

    found = today(rows.db, settings(day=3, first=0), NOW)

    assert (found.rows, found.held_back) == ((), 1)


@pytest.mark.parametrize("stated", [Standing.DUMPED, Standing.BARRED, Standing.CLOSED])
def test_r29_r38_nobody_who_is_let_go_is_planned(rows: Rows, stated: Standing) -> None:
    """R29, R38: dumped, barred and closed accounts never show, whatever stands in their plan."""
    rows.add(account("acme", step("s", Purpose.CALLBACK, MONDAY, StepKind.PROMISE), stated=stated))

    found = today(rows.db, rows.settings, NOW)

    assert (found.rows, found.held_back) == ((), 0)


def test_r2_off_profile_is_not_planned(rows: Rows) -> None:
    """R2: touched and off waits in the dump queue; never touched and off is set aside."""
    rows.settings = Settings(profile=(Criterion("industry", "in", ("Steel",), must=True),))
    rows.add(
        account("touched", step("s", Purpose.RHYTHM, MONDAY), known={"industry": "Bread"}, touches=2),
        account("aside", known={"industry": "Bread"}),
    )

    found = today(rows.db, rows.settings, NOW)

    assert (found.rows, found.held_back, found.pool, found.set_aside) == ((), 0, 0, 1)


def test_r10_a_promise_stands_though_the_account_is_off_profile(rows: Rows) -> None:
    """R2, R10: it waits for the dump, and its promise comes up on its day all the same; its rhythm does not."""
    rows.settings = Settings(profile=(Criterion("industry", "in", ("Steel",), must=True),))
    promise = step("s1", Purpose.CALLBACK, MONDAY, StepKind.PROMISE)
    rows.add(account("acme", promise, step("s2", Purpose.TICKLE, MONDAY), known={"industry": "Bread"}, touches=2))

    found = today(rows.db, rows.settings, NOW)

    assert [(row.account, row.purpose) for row in found.rows] == [("acme", Purpose.CALLBACK)]
    assert (found.rows[0].standing, found.held_back) == (Standing.PROPOSED_OFF, 0)


@pytest.mark.parametrize("off", [frozenset({MONDAY}), frozenset()])
def test_r37_nobody_new_is_owed_on_a_day_off(rows: Rows, off: frozenset[date]) -> None:
    """R37: days off get no first touches; what was promised or is due still stands, and `>` still takes more."""
    rows.add(*(account(f"p{number}") for number in range(9)))
    found = today(rows.db, rows.settings, NOW, off=off)
    assert (found.owed, len(found.rows)) == ((0, 0) if off else (5, 9))
    assert len(today(rows.db, rows.settings, NOW, more=3, off=off).rows) == (3 if off else 9)


def test_the_index_of_who_is_due_names_the_planned_standings() -> None:
    """`account_next` counts who is due: it must name exactly the standings whose steps are live."""
    named = {Standing.WORKING, Standing.TALKING, Standing.POOL, Standing.CUSTOMER}

    assert {each for each in Standing if planned(each)} == named


def test_r32_first_touches_are_reserved_inside_the_cap_and_woven_in(rows: Rows) -> None:
    """R32: five a day, one after every seven others."""
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(number))) for number in range(18)))
    rows.add(*(account(f"p{number}") for number in range(9)))

    found = today(rows.db, settings(day=20), NOW)
    firsts = [place for place, row in enumerate(found.rows) if row.group is Group.FIRST]

    assert len(found.rows) == 20
    assert firsts == [7, 15, 17, 18, 19]
    assert (found.owed, found.pool, found.held_back) == (5, 9, 3)


def test_r32_r6_the_book_is_full_when_more_is_due_today_than_fits(rows: Rows) -> None:
    """R32, R6: a burst books one attempt at a time, so the days ahead look empty; one first touch, not five."""
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, MONDAY)) for number in range(21)))
    rows.add(*(account(f"p{number}") for number in range(9)))

    fits, over = today(rows.db, settings(day=21), NOW), today(rows.db, settings(day=20), NOW)

    assert (fits.full, fits.owed, fits.held_back) == (False, 5, 5)
    assert (over.full, over.owed, over.held_back, over.ahead) == (True, 1, 2, 1)


def test_r32_the_book_is_as_full_at_noon_as_in_the_morning(rows: Rows) -> None:
    """R32: first touches made today do not make it full, touches of the others do not empty it."""
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, MONDAY)) for number in range(19)))
    rows.add(*(account(f"p{number}") for number in range(9)))
    firsts = [account(f"f{number}", touches=1, first_touch=MONDAY, last_touch=MONDAY) for number in range(3)]
    others = [account(f"o{number}", touches=2, first_touch=ago(9), last_touch=MONDAY) for number in range(2)]
    for firm in (*firsts, *others):
        rows.add(firm)
        rows.touch(firm.id)

    found = {day: today(rows.db, settings(day=day), NOW) for day in (20, 21)}

    assert (found[21].full, found[21].owed) == (False, 2)
    assert (found[20].full, found[20].owed) == (True, 0)


def test_r6_a_place_of_the_day_stays_for_research_that_is_held_back(rows: Rows) -> None:
    """R6, R33: research comes last, and still it comes up while more is due than fits."""
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(number))) for number in range(30)))
    rows.add(*(account(f"r{number}", step(f"r{number}", Purpose.RESEARCH, ago(number))) for number in range(3)))

    found = today(rows.db, settings(day=20), NOW)

    assert [row.group for row in found.rows] == [Group.RHYTHM] * 19 + [Group.RESEARCH]
    assert (found.rows[-1].account, found.held_back) == ("r2", 13)


def test_r6_research_takes_no_place_where_its_account_is_shown_already(rows: Rows) -> None:
    """R6: the place goes back to what else is due; without any research nothing is kept."""
    both = (step("b0", Purpose.CHASE, MONDAY, StepKind.SERIES), step("b1", Purpose.RESEARCH, MONDAY))
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(number))) for number in range(30)))
    rows.add(account("both", *both))

    found = today(rows.db, settings(day=20), NOW)

    assert [row.group for row in found.rows] == [Group.WARM] + [Group.RHYTHM] * 19
    assert len({row.account for row in found.rows}) == 20


def test_r32_free_room_is_filled_up_to_twice_the_quota(rows: Rows) -> None:
    """R32: never more than twice, however free the day."""
    rows.add(*(account(f"p{number:02}") for number in range(30)))

    found = today(rows.db, rows.settings, NOW)

    assert (len(found.rows), found.owed, found.full) == (10, 5, False)


def test_r32_more_takes_further_ones_beyond_the_cap(rows: Rows) -> None:
    """R32: `>`."""
    rows.add(*(account(f"p{number:02}") for number in range(30)))

    assert len(today(rows.db, rows.settings, NOW, 10).rows) == 20
    assert len(today(rows.db, settings(day=4), NOW, 10).rows) == 14
    assert len(today(rows.db, rows.settings, NOW, 100).rows) == 30


def test_r32_owed_counts_today_only(rows: Rows) -> None:
    """R32: what was started today is paid; what was missed yesterday is not owed."""
    rows.add(*(account(f"p{number:02}") for number in range(30)))
    for number in range(3):
        firm = account(f"f{number}", touches=1, first_touch=MONDAY, last_touch=MONDAY)
        rows.add(firm)
        rows.touch(firm.id)

    found = today(rows.db, rows.settings, NOW)

    assert (found.owed, len(found.rows), found.done) == (2, 7, 3)


def test_r32_an_empty_pool_owes_nothing(rows: Rows) -> None:
    found = today(rows.db, rows.settings, NOW)

    assert (found.owed, found.pool, found.rows, found.day) == (0, 0, (), MONDAY)


def test_r32_a_full_book_starts_one_a_day(rows: Rows) -> None:
    """R32: over 90 % of the next 20 working days; promises do not count."""
    caps = settings(day=2)
    rows.add(*(account(f"p{number:02}") for number in range(9)))
    rows.add(
        *(
            account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(-1 - number % 20)))
            for number in range(36)
        )
    )
    rows.add(
        *(
            account(f"c{number:02}", step(f"c{number:02}", Purpose.CALLBACK, ago(-2), StepKind.PROMISE))
            for number in range(9)
        )
    )

    before = today(rows.db, caps, NOW)
    rows.add(account("last", step("last", Purpose.RHYTHM, ago(-28))))
    after = today(rows.db, caps, NOW)
    rows.add(account("beyond", step("beyond", Purpose.RHYTHM, ago(-29))))

    assert (before.ahead, before.full, before.owed) == (36, False, 5)
    assert (after.ahead, after.full, after.owed, len(after.rows)) == (37, True, 1, 2)
    assert today(rows.db, caps, NOW).ahead == 37


def test_r32_what_today_cannot_hold_weighs_on_the_days_ahead(rows: Rows) -> None:
    rows.add(*(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, MONDAY)) for number in range(40)))

    found = today(rows.db, settings(day=2), NOW)

    assert (found.ahead, found.full) == (38, True)


def test_r37_days_off_make_the_span_longer(rows: Rows) -> None:
    """R37: working days are the rep's own."""
    rows.add(account("later", step("s", Purpose.RHYTHM, ago(-29))))

    assert today(rows.db, rows.settings, NOW).ahead == 0
    assert today(rows.db, rows.settings, NOW, 0, frozenset({ago(-1)})).ahead == 1


def test_r2_r32_the_best_of_the_pool_comes_first_and_the_unknown_last(rows: Rows) -> None:
    """R2, R32."""
    steel, illinois = Criterion("industry", "in", ("Steel",), weight=3), Criterion("state", "in", ("IL",), weight=1)
    rows.settings = Settings(profile=(steel, illinois))
    rows.add(
        account("unknown", known={"tier": "A"}),
        account("good", known={"industry": "Steel", "state": "OH"}),
        account("better", known={"industry": "Steel", "state": "IL"}),
        account("best", known={"industry": "Steel", "state": "IL", "tier": "A"}),
    )

    found = today(rows.db, rows.settings, NOW)

    assert names(found) == ["best", "better", "good", "unknown"]
    assert [row.reason for row in found.rows] == ["first touch"] * 3 + ["first touch: does it fit?"]
    assert [row.verdict for row in found.rows] == [Verdict.ON] * 3 + [Verdict.UNKNOWN]
    assert found.rows[0].fit == 100
    assert {row.purpose for row in found.rows} == {Purpose.FIRST}


def test_r17_a_first_touch_goes_to_the_lead_by_the_first_channel_that_reaches(rows: Rows) -> None:
    """R17, R38: role order; not who left, not who is barred."""
    champ = {"name": "Champ", "email": "c@acme.example", "phone": "+1312", "title": "COO"}
    rows.add(
        account("acme"),
        person("gate", "acme", role=Role.GATEKEEPER),
        person("boss", "acme", role=Role.DECISION_MAKER, gone=True),
        person("chief", "acme", role=Role.DECISION_MAKER, bars=(bar(),)),
        person("champ", "acme", role=Role.CHAMPION, bars=(bar(Channel.CALL),), known=champ),
        account("globex"),
        person("lin", "globex", known={"linkedin": "in/lin"}),
        account("hooli", known={"phone": "+13125550100"}),
        account("initech"),
        person("nameless", "initech", known={}),
    )  # fmt: skip

    found = {row.account: row for row in today(rows.db, rows.settings, NOW).rows}

    assert {name: (row.person, row.channel) for name, row in found.items()} == {
        "acme": ("champ", Channel.EMAIL),
        "globex": ("lin", Channel.LINKEDIN),
        "hooli": (None, Channel.CALL),
        "initech": ("nameless", None),
    }
    assert (found[AccountId("acme")].person_name, found[AccountId("acme")].title) == ("Champ", "COO")


def test_r33_a_row_says_whom_how_and_why(rows: Rows) -> None:
    """R33: the reason stands on each row."""
    last = ago(44)
    rows.add(
        account(
            "acme",
            step("s1", Purpose.RHYTHM, ago(1), gap=45, person="dana", channel=Channel.EMAIL, snoozed=2),
            nos=7, touches=9, first_touch=ago(90), last_touch=last, dream=True,
        ),
        person("dana", "acme", name="Dana Cole", known={"title": "VP Operations", "email": "d@acme.example"}),
    )  # fmt: skip

    (row,) = today(rows.db, rows.settings, NOW).rows

    assert row == TodayRow(
        AccountId("acme"), "Acme", Group.DREAM, Purpose.RHYTHM, "ask, rhythm 45 d, 1 d late", ago(1), StepId("s1"),
        person=PersonId("dana"), person_name="Dana Cole", title="VP Operations", channel=Channel.EMAIL, late=1, nos=7,
        dream=True, snoozed=2, last_on=last,
    )  # fmt: skip


def test_a_value_touch_names_the_promise_it_stands_before(rows: Rows) -> None:
    """R14."""
    rows.add(
        account(
            "acme",
            step("s1", Purpose.VALUE, MONDAY, StepKind.SERIES),
            step("s2", Purpose.CALLBACK, date(2027, 5, 24), StepKind.PROMISE),
        )
    )

    assert today(rows.db, rows.settings, NOW).rows[0].reason == "value before 24 May"


def test_r42_a_chase_counts_its_own_tries(rows: Rows) -> None:
    rows.add(
        account("acme", step("s1", Purpose.CHASE, MONDAY, attempt=2)),
        account("b", step("s2", Purpose.BURST, MONDAY, attempt=2)),
    )

    assert [row.reason for row in today(rows.db, rows.settings, NOW).rows] == ["chase 2 of 3", "burst 2 of 6"]


def test_r38_a_row_never_offers_a_barred_channel(rows: Rows) -> None:
    """R38: a bar of the person, a bar of the account, a number found dead, somebody who left."""
    no_calls = (Bar(EntryId("x"), None, Channel.CALL),)
    rows.add(
        account("a", step("s1", Purpose.CHASE, MONDAY, person="pa", channel=Channel.CALL)),
        person("pa", "a", bars=(bar(Channel.CALL),)),
        account("b", step("s2", Purpose.CHASE, MONDAY, person="pb", channel=Channel.CALL), bars=no_calls),
        person("pb", "b"),
        account("c", step("s3", Purpose.CHASE, MONDAY, person="pc", channel=Channel.EMAIL)),
        person("pc", "c", bad=frozenset({Channel.EMAIL})),
        account("d", step("s4", Purpose.CHASE, MONDAY, person="pd", channel=Channel.CALL)),
        person("pd", "d", gone=True),
        person("heir", "d"),
    )  # fmt: skip

    found = today(rows.db, rows.settings, NOW).rows

    assert [(row.person, row.channel) for row in found] == [
        ("pa", Channel.EMAIL), ("pb", Channel.EMAIL), ("pc", Channel.CALL), ("heir", Channel.CALL),
    ]  # fmt: skip


def test_r21_who_moved_to_another_firm_is_not_called_for_the_old_one(rows: Rows) -> None:
    """R21: the step still names the person; the row takes who is there."""
    rows.add(
        account("acme", step("s1", Purpose.CHASE, MONDAY, person="dana", channel=Channel.CALL)),
        account("globex"),
        person("dana", "globex"),
        person("heir", "acme", name="The Heir"),
    )

    row = today(rows.db, rows.settings, NOW).rows[0]

    assert (row.account, row.person, row.person_name, row.channel) == ("acme", "heir", "The Heir", Channel.CALL)


def test_a_visit_needs_no_address(rows: Rows) -> None:
    rows.add(
        account("a", step("s1", Purpose.HAND, MONDAY, person="pa", channel=Channel.VISIT)),
        person("pa", "a", known={}, bars=(bar(Channel.CALL),)),
        account("b", step("s2", Purpose.HAND, MONDAY, person="pb", channel=Channel.VISIT)),
        person("pb", "b", bars=(bar(Channel.VISIT),)),
    )

    found = today(rows.db, rows.settings, NOW).rows

    assert [(row.person, row.channel) for row in found] == [("pa", Channel.VISIT), ("pb", Channel.CALL)]


def test_nobody_reachable_is_research(rows: Rows) -> None:
    """R6: nobody reachable, so the next step is "find a person"; the row looks no further."""
    rows.add(account("acme", step("s1", Purpose.RESEARCH, MONDAY, why="find a person")))

    (row,) = today(rows.db, rows.settings, NOW).rows

    assert (row.person, row.channel, row.reason) == (None, None, "research: find a person")


def test_reach_clears_who_cannot_be_touched() -> None:
    row = TodayRow(
        AccountId("a"), "A", Group.WARM, Purpose.HAND, "", MONDAY, person=PersonId("gone"), person_name="G", title="T"
    )

    told = reach(row, account("a"), [person("gone", "a", gone=True)])

    assert (told.person, told.person_name, told.title, told.channel) == (None, "", "", None)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Purpose.RHYTHM, Purpose.CHASE, Purpose.VALUE, Purpose.RESEARCH, Purpose.OPENING]),
            st.integers(0, 90), st.sampled_from([1, 7, 30, 45, 60]), st.sampled_from(["A", "B", "C"]),
            st.sampled_from(["", "Asia/Tokyo", "America/New_York"]), st.booleans(),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_sql_orders_as_the_rules_do(drawn: list[tuple[Purpose, int, int, str, str, bool]]) -> None:
    """R33: one order, written twice (SQL picks, playbook.ordering settles): they agree on any book."""
    firms: dict[str, AccountFacts] = {}
    for number, (purpose, late, gap, tier, zone, dream) in enumerate(drawn):
        name = f"a{number:02}"
        firms[name] = account(
            name, step(f"s{number:02}", purpose, ago(late), gap=gap), known={"tier": tier, "zone": zone}, dream=dream
        )
    with TemporaryDirectory() as folder:
        db = lay(Path(folder) / "rows.notyet")
        Rows(db).add(*firms.values())
        every = today(db, settings(day=400), NOW).rows
        few = today(db, settings(day=8, first=0), NOW)
        gaps = {row.account: firms[row.account].steps[0].gap for row in every}
        ranks = dict(db.execute("SELECT id, rank FROM account"))
        db.close()

    again = ordering.arrange(every, lambda row: gaps[row.account], lambda row: ranks[row.account])
    shown, held = ordering.cap_rows(again, 8)

    assert [row.account for row in every] == [row.account for row in again]
    assert free(few.rows) == free(shown)
    assert len(few.rows) == len(shown)
    assert few.held_back == len(held)


def test_facts_of_most_rows_are_never_decoded(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that knows whom and how is shown without reading a record."""
    rows.add(
        account("acme", step("s1", Purpose.CHASE, MONDAY, person="dana", channel=Channel.CALL)), person("dana", "acme")
    )
    decoded: list[type] = []
    plain = codec.decode

    def noted(kind: type[T], text: str) -> T:
        decoded.append(kind)
        return plain(kind, text)

    monkeypatch.setattr(codec, "decode", noted)

    today(rows.db, rows.settings, NOW)

    assert AccountFacts not in decoded


def test_r32_ten_more_are_used_up_like_all_others(rows: Rows) -> None:
    """R32: `>` takes ten more, not ten more for ever."""
    usual = 2 * rows.settings.caps.first
    for number in range(usual + 15):
        rows.add(account(f"pool{number:02}"))
    started = [f"done{number:02}" for number in range(usual + 4)]
    for name in started:
        rows.add(account(name, touches=1, first_touch=NOW.date(), last_touch=NOW.date()))
        rows.touch(name, on=NOW.date())

    assert len(today(rows.db, rows.settings, NOW).rows) == 0
    assert len(today(rows.db, rows.settings, NOW, more=10).rows) == 6
