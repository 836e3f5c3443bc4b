"""What the panes read after real actions in a real book: log, amend, undo, star, dump, rename, restart, rebuild."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest

from playbook import moves
from playbook.moves import amend
from playbook.settings import Settings
from playbook.words import Channel, Group, Outcome, PersonId, Purpose, Reading, Standing
from storage.book import Book
from storage.numbers import outcomes
from storage.views import OutcomeCount
from tests.storage.conftest import NOW, Rep

WEEK = timedelta(days=7)


def test_a_first_touch_leaves_the_pool_and_pays_what_is_owed(rep: Rep) -> None:
    """R32."""
    firms = [rep.add(f"Firm {number}", "Dana Cole") for number in range(7)]
    before = rep.book.today(NOW)
    rep.log(firms[0], Outcome.NO_ANSWER)
    after = rep.book.today(NOW)
    rep.book.undo(NOW)

    assert [row.group for row in before.rows] == [Group.FIRST] * 7
    assert {row.channel for row in before.rows} == {Channel.CALL}
    assert (before.owed, before.pool, before.done) == (5, 7, 0)
    assert (after.owed, after.pool, after.done, len(after.rows)) == (4, 6, 1, 6)
    assert rep.book.today(NOW) == before


def test_r10_r34_a_promise_comes_up_on_its_day_and_keeping_it_takes_no_room(rep: Rep) -> None:
    """R10, R14, R34."""
    acme = rep.add("Acme", "Dana Cole")
    on = NOW.date() + WEEK
    rep.log(acme, Outcome.CALLBACK, when=on, when_at=time(10), when_zone="America/New_York", words="in a week at ten")
    rep.now = NOW + WEEK
    (row,) = rep.book.today(rep.now).rows
    kept = rep.draw(acme, Outcome.NO_ANSWER)
    rep.log(acme, Outcome.NO_ANSWER)
    done = rep.book.today(rep.now).done

    assert (row.group, row.reason, row.at, row.person_name) == (Group.PROMISE, "promise 09:00", time(9), "Dana Cole")
    assert kept.kept == (row.step,)
    assert done == 0


def test_a_promise_whose_touch_was_amended_is_known_all_the_same(rep: Rep) -> None:
    """R34, R39: the step is looked up in the newest words of the touch that planned it."""
    acme = rep.add("Acme", "Dana Cole")
    first = rep.draw(acme, Outcome.TALK)
    change = rep.log(acme, Outcome.TALK)
    again = rep.draw(acme, Outcome.CALLBACK, when=NOW.date() + WEEK, step=None)
    seen = rep.book.prospect(acme, NOW)
    rep.book.record(
        amend(change.entries[0], again, first), now=NOW, label="amended", basis=seen.account.basis, join=change.action
    )
    rep.now = NOW + WEEK
    (row,) = rep.book.today(rep.now).rows
    rep.log(acme, Outcome.TALK, step=row.step)

    assert row.group is Group.PROMISE
    assert rep.book.today(rep.now).done == 0


def test_the_record_is_read_as_it_was_amended(rep: Rep) -> None:
    """R39, R45: tally, outcomes, card and search follow a digit and a note."""
    acme = rep.add("Acme", "Dana Cole")
    said = rep.draw(acme, Outcome.NO)
    change = rep.log(acme, Outcome.NO)
    read = rep.draw(acme, Outcome.NO, reading=Reading.PRIORITY, note="after the plant audit", step=None)
    rep.book.record(amend(change.entries[0], read, said), now=NOW, label="No", join=change.action)

    (touch,) = rep.book.prospect(acme, NOW).touches
    (hit,) = rep.book.search("audit")
    assert (touch.reading, touch.note) == (Reading.PRIORITY, "after the plant audit")
    assert (hit.person_name, hit.detail) == ("Dana Cole", "after the plant audit")
    assert rep.book.tally(NOW.date()).nos == 1
    assert outcomes(rep.book._link.db, NOW.date(), NOW.date()) == (OutcomeCount(Outcome.NO, Reading.PRIORITY, 1, 1),)


def test_search_follows_a_new_name_a_move_and_an_undo(rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    globex = rep.add("Globex")
    rep.log(acme, Outcome.TALK, note="budget in spring")
    rep.book.record([moves.set_account(acme, (("name", "Zenith"),))], now=NOW, label="renamed")

    assert rep.book.search("acme") == ()
    assert [hit.account for hit in rep.book.search("zenith budget")] == [acme]

    dana = rep.book.prospect(acme, NOW).people[0].id
    rep.book.record([moves.set_person(PersonId(dana), (), account=globex)], now=NOW, label="moved")

    assert [hit.account for hit in rep.book.search("dana")] == [globex]
    assert rep.book.prospect(acme, NOW).person_names == ((dana, "Dana Cole"),)

    rep.book.undo(NOW)
    rep.book.undo(NOW)

    assert [hit.account for hit in rep.book.search("dana")] == [acme]
    assert rep.book.find("acme") == acme


def test_the_newest_touched_stands_first_in_search(rep: Rep) -> None:
    firms = [rep.add(f"Acme {number}", "Dana Cole") for number in range(3)]
    for firm in (firms[1], firms[0], firms[2]):
        rep.log(firm, Outcome.NO_ANSWER)
        rep.now += timedelta(days=1)

    order = [firms[2], firms[0], firms[1]]
    assert [hit.account for hit in rep.book.search("")] == order
    assert [hit.account for hit in rep.book.search("a")] == order
    assert [hit.account for hit in rep.book.search("da", 2)] == order[:2]


def test_r19_r20_a_star_brings_the_account_into_the_dream_pane(rep: Rep) -> None:
    """R19, R20, R23."""
    acme = rep.add("Acme", "Dana Cole", spend=2_000_000, incumbent="Initech")
    rep.log(acme, Outcome.NO)
    rep.book.record([moves.star(rep.book.prospect(acme, NOW).account, NOW.date())], now=NOW, label="dream")

    (row,) = rep.book.dream(NOW)
    later = rep.book.dream(NOW + timedelta(days=200))[0]

    assert (row.name, row.nos, row.touches, row.spend, row.incumbent) == ("Acme", 1, 1, 2_000_000.0, "Initech")
    assert (row.person_name, row.quarters[-1], row.silence) == ("Dana Cole", 1, 0.0)
    assert (row.next_on is not None, later.silence > 1) == (True, True)


def test_r21_who_left_puts_the_account_among_the_openings(rep: Rep) -> None:
    """R21, R33: today, at the top, whatever the cap."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.LEFT)

    found = rep.book.today(NOW)

    assert [(row.group, row.purpose) for row in found.rows] == [(Group.OPENING, Purpose.SUCCESSOR)]


def test_r25_r30_a_dump_takes_the_account_out_and_counts_what_is_won(rep: Rep) -> None:
    """R25, R28, R30: proposed with its evidence, dumped by the rep, taken back by undo."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.TALK, minutes=90)
    for sign in ("bid-out", "vanished"):
        rep.book.record([moves.signal(rep.book.prospect(acme, NOW).account, sign, NOW.date())], now=NOW, label=sign)
    (row,) = rep.book.dump_queue(NOW).rows
    facts = rep.book.prospect(acme, NOW).account
    rep.book.record([moves.dump(facts, NOW.date(), "a leech", row.hours)], now=NOW, label="dumped")
    after = rep.book.dump_queue(NOW)
    (gone,) = rep.book.dumped(NOW).rows
    (hit,) = rep.book.search("is:dumped")
    rep.now = NOW + WEEK

    assert (row.why, row.hours, row.score) == ("signals", 1.5, 4.0)
    assert (after.rows, after.hours_won, after.dumped) == ((), 1.5, 1)
    assert (gone.account, gone.hours, gone.reason, gone.on) == (acme, 1.5, "a leech", NOW.date())
    assert hit.standing is Standing.DUMPED
    assert rep.book.today(rep.now).rows == ()

    rep.book.undo(NOW)

    assert (rep.book.dump_queue(NOW).hours_won, len(rep.book.dump_queue(NOW).rows)) == (0.0, 1)


def test_r40_everything_reads_the_same_after_a_restart_and_a_rebuild(rep: Rep, reopen: Callable[..., Book]) -> None:
    """R40: the panes are rebuilt from the journal, row for row."""
    firms = [rep.add(f"Acme {number}", "Dana Cole", state="IL", tags="Expo") for number in range(6)]
    for firm, outcome in zip(firms, (Outcome.NO, Outcome.TALK, Outcome.NO_ANSWER, Outcome.VALUE), strict=False):
        rep.log(firm, outcome, note=f"said at {firm}")
        rep.now += timedelta(hours=1)
    rep.book.undo(rep.now)
    rep.book.record([moves.star(rep.book.prospect(firms[0], NOW).account, NOW.date())], now=rep.now, label="dream")

    def everything(book: Book) -> list[object]:
        day = NOW + 5 * WEEK
        asked = ("", "acme", "said", "is:dream", "tag:expo state:il", "dana")
        return [
            book.today(NOW), book.today(day), book.dream(day), book.dump_queue(day), book.size(),
            book.tally(NOW.date()),
            *(book.prospect(firm, day) for firm in firms), *(sorted(map(repr, book.search(text))) for text in asked),
        ]  # fmt: skip

    before = everything(rep.book)
    rep.book.close()
    again = reopen()
    reopened = everything(again)
    again.rebuild(rep.now)

    assert reopened == before
    assert everything(again) == before


def test_r37_the_reps_own_leave_counts(rep: Rep) -> None:
    """R37: the span of R32 is 20 working days of the rep."""
    acme = rep.add("Acme", "Dana Cole")
    days = NOW.date() + timedelta(days=31)
    later = moves.by_hand(rep.book.prospect(acme, NOW).account, days, None, "")
    rep.book.record([later], now=NOW, label="a date")
    hours = Settings().hours

    assert rep.book.today(NOW).ahead == 0

    away = Settings(hours=replace(hours, leave=("2026-11-24..2026-12-04",)))
    rep.book.set_settings(away, NOW)

    assert rep.book.today(NOW).ahead == 1


@pytest.mark.parametrize("text", ["Acme", "acm"])
def test_the_command_line_finds_an_account_by_its_name(rep: Rep, text: str) -> None:
    assert rep.add("Acme") == rep.book.find(text)
