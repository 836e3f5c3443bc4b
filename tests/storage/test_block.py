"""Blocks out of the journal: laps, what a block brought, and the look after it (R35, R30, R43)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playbook import moves
from playbook.block import Block
from playbook.bodies import BlockEnded, BlockStarted
from playbook.decision import Draft
from playbook.words import AccountId, EntryId, Outcome, Reading, Standing
from storage import block, look
from storage.book import Book
from storage.views_block import BlockSummary, HourCount, NoCount
from tests.storage.conftest import NOW, Rep
from tests.storage.rows import Rows, account, lay
from tests.storage.test_query_plans import scans

NOBODY = AccountId("")


def later(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def start(book: Book, minutes: float, resumes: str = "") -> EntryId:
    body = BlockStarted(120, EntryId(resumes))
    return book.record((Draft(NOBODY, body),), now=NOW + later(minutes), label="block").entries[0]


def end(book: Book, minutes: float) -> None:
    book.record((Draft(NOBODY, BlockEnded()),), now=NOW + later(minutes), label="block")


def log(rep: Rep, whom: AccountId, after: float, outcome: Outcome, **more: object) -> None:
    rep.now = NOW + later(after)
    rep.log(whom, outcome, **more)


def newest(book: Book) -> Block:
    found = book.block()
    assert found is not None
    return found


def summary(book: Book, minutes: float = 0) -> BlockSummary:
    found = book.block_summary(NOW + later(minutes))
    assert found is not None
    return found


def test_r35_before_the_first_block_there_is_none(book: Book) -> None:
    assert book.block() is None
    assert book.block_summary(NOW) is None


def test_r35_a_block_runs_ends_and_counts_its_own_time(book: Book) -> None:
    number = start(book, 0)
    running = newest(book)
    end(book, 42)
    ended = newest(book)

    assert (running.id, running.minutes, running.open, running.touched) == (number, 120, True, None)
    assert not ended.open
    assert ended.worked(NOW + later(500)) == later(42)


def test_r35_one_that_was_left_is_closed_at_its_last_touch_and_goes_on_in_a_new_lap(book: Book, rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    first = start(book, 0)
    log(rep, acme, 30, Outcome.NO_ANSWER)
    left = newest(book)
    assert left.left == NOW + later(30)

    end(book, 30)
    start(book, 200, first)
    going = newest(book)

    assert (going.id, len(going.laps), going.open) == (first, 2, True)
    assert going.worked(NOW + later(210)) == later(40)
    log(rep, acme, 205, Outcome.NO)
    assert summary(book, 210).touches == 2


def test_r35_what_happened_between_two_laps_or_after_the_end_is_no_part_of_the_block(book: Book, rep: Rep) -> None:
    accounts = [rep.add(name, "Dana Cole") for name in ("a", "b", "c", "d")]
    log(rep, accounts[0], 1, Outcome.TALK)
    first = start(book, 2)
    log(rep, accounts[1], 3, Outcome.NO)
    end(book, 4)
    log(rep, accounts[2], 5, Outcome.TALK)
    start(book, 6, first)
    end(book, 8)
    log(rep, accounts[3], 9, Outcome.TALK)

    found = summary(book, 10)
    assert (found.touches, found.talks, found.no_total, found.block.worked(NOW)) == (1, 0, 1, later(4))


def test_r35_the_summary_counts_talks_nos_by_reading_meetings_minutes_and_first_touches(book: Book, rep: Rep) -> None:
    old, new, third = (rep.add(name, "Dana Cole") for name in ("old", "new", "third"))
    for number in range(8):
        rep.add(f"pool {number}")
    log(rep, old, -9000, Outcome.NO_ANSWER)
    start(book, 0)
    log(rep, old, 1, Outcome.NO, reading=Reading.TIMING, minutes=3)
    log(rep, old, 2, Outcome.NO, minutes=1)
    log(rep, new, 3, Outcome.ALL_SET, minutes=2)
    log(rep, new, 4, Outcome.TALK, minutes=20)
    log(rep, third, 40, Outcome.MEETING, minutes=9)
    log(rep, third, 41, Outcome.MEETING, reading=Reading.LOST, minutes=0)
    log(rep, third, 42, Outcome.NO_ANSWER, inbound=True, minutes=1)

    found = summary(book, 60)

    assert (found.touches, found.talks, found.meetings, found.minutes) == (6, 3, 1, 36)
    assert found.nos == (
        NoCount(Outcome.NO, None, 1), NoCount(Outcome.NO, Reading.TIMING, 1), NoCount(Outcome.ALL_SET, None, 1)
    )  # fmt: skip
    assert (found.no_total, found.first, found.owed) == (3, 2, 3)
    assert found.hours == (HourCount(8, 4, 1), HourCount(9, 2, 2))
    assert (found.won, found.dumped) == (0.0, 0)


def test_r35_what_was_taken_back_is_not_counted_and_an_amended_touch_once(book: Book, rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    start(book, 0)
    rep.now = NOW + later(1)
    decision = rep.draw(acme, Outcome.NO)
    logged = book.record(moves.touch(decision), now=rep.now, label="No")
    said = replace(decision, said=replace(decision.said, reading=Reading.VALUE))
    book.record(moves.amend(logged.entries[0], said), now=rep.now, label="", join=logged.action)
    assert summary(book).nos == (NoCount(Outcome.NO, Reading.VALUE, 1),)

    book.undo(NOW + later(2))
    assert (summary(book).touches, summary(book).nos, summary(book).first) == (0, (), 0)


def test_r39_undo_passes_over_the_marks_of_a_block_and_redo_survives_them(book: Book, rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    start(book, 1)
    end(book, 2)

    assert book.undo(NOW).label == "no"
    start(book, 3)
    assert book.redo(NOW).label == "no"
    assert newest(book).open


def test_r40_a_rebuild_keeps_the_block_and_makes_no_action_of_it(book: Book, rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    start(book, 1)
    log(rep, acme, 2, Outcome.TALK)
    before = (book.block(), book.block_summary(NOW), book.newest_action())

    book.rebuild(NOW)
    assert (book.block(), book.block_summary(NOW), book.newest_action()) == before
    assert [each.what for each in book.doctor(NOW) if not each.ok] == []


def test_a_block_of_another_machine_is_none_of_ours(book: Book, reopen: Callable[..., Book]) -> None:
    start(book, 1)
    entries = book.ask(lambda db: db.execute("SELECT count(*) FROM entry WHERE kind = 'block.started'").fetchone())
    assert entries == (1,)
    book._link.db.execute("UPDATE entry SET writer = 'elsewhere'")
    assert reopen().block() is None


def test_r30_hours_may_go_to_dream_clients_and_the_best_of_the_pool(book: Book, rep: Rep) -> None:
    stars = [rep.add(f"star {number}", "Dana Cole") for number in range(2)]
    for star in stars:
        rep.now = NOW - timedelta(days=200)
        book.record((moves.star(book.prospect(star, rep.now).account, rep.now.date()),), now=rep.now, label="star")
        rep.log(star, Outcome.NO)
    for number in range(5):
        rep.add(f"pool {number}", spend=1000 * (number + 1))
    gone = rep.add("Umbrella", "Al Berg")
    book.record((moves.dump(book.prospect(gone, NOW).account, NOW.date(), "", 9.5),), now=NOW, label="dumped")
    start(book, 0)
    log(rep, stars[0], 1, Outcome.NO)
    book.refresh_day(NOW + timedelta(days=1))

    found = summary(book, 2)

    assert [row.name for row in found.dreams] == ["star 1"], "the other one was touched today"
    assert next(row.name for row in found.pool) == "pool 4"
    assert len(found.pool) == 3
    assert (found.won, found.dumped) == (9.5, 1)


def test_r43_the_look_names_the_three_with_most_minutes_and_no_yes(book: Book, rep: Rep) -> None:
    names = ("quiet", "leech", "buyer", "second", "third", "gone", "old")
    ids = {name: rep.add(name, "Al Berg") for name in names}
    for name, days, minutes, outcome in (
        ("quiet", 1, 1, Outcome.NO_ANSWER), ("leech", 5, 300, Outcome.TALK), ("leech", 89, 300, Outcome.NO),
        ("buyer", 5, 900, Outcome.MEETING), ("second", 3, 40, Outcome.MY_TIME), ("third", 3, 30, Outcome.NO),
        ("gone", 3, 800, Outcome.TALK), ("old", 90, 800, Outcome.TALK), ("old", 200, 1, Outcome.TALK),
    ):  # fmt: skip
        rep.now = NOW - timedelta(days=days)
        rep.log(ids[name], outcome, minutes=minutes)
    lost = ids["second"]
    rep.now = NOW - timedelta(days=1)
    rep.log(lost, Outcome.MEETING, reading=Reading.LOST, minutes=0)
    sign = moves.signal(book.prospect(ids["leech"], NOW).account, "fun", NOW.date())
    book.record((sign,), now=NOW, label="sign")
    book.record((moves.dump(book.prospect(ids["gone"], NOW).account, NOW.date()),), now=NOW, label="dumped")

    found = book.look(NOW)

    assert [row.name for row in found.rows] == ["leech", "second", "third"], "a lost one is no yes, nor is a talk"
    leech = found.rows[0]
    assert (leech.look.minutes, leech.touches, leech.nos, leech.person_name) == (600, 2, 1, "Al Berg")
    assert [each.sign for each in leech.signals] == ["fun"]
    assert leech.look.offered == "little-payoff"
    assert leech.look.times == 15
    assert found.days == 90


def test_r43_the_look_keeps_to_the_settings_and_to_a_book_without_touches(book: Book, rep: Rep) -> None:
    assert book.look(NOW).rows == ()
    acme = rep.add("Acme", "Dana Cole")
    rep.now = NOW - timedelta(days=10)
    rep.log(acme, Outcome.TALK)
    short = replace(book.settings(), block=replace(book.settings().block, look_days=10))
    book.set_settings(short, NOW)
    assert book.look(NOW).rows == ()


def test_summary_and_look_walk_through_no_big_table(tmp_path: Path) -> None:
    """DESIGN section 7: what they cost hangs on the block and on the last 90 days, not on the book."""
    db = lay(tmp_path / "rows.notyet")
    found = Rows(db)
    found.add(account("acme"), account("gone", stated=Standing.DUMPED, dumped_on=NOW.date()))
    found.touch("acme", note="audit")
    settings = found.settings
    db.execute("INSERT INTO meta (key, value) VALUES ('writer', 'w') ON CONFLICT DO UPDATE SET value = 'w'")
    db.execute(
        "INSERT INTO entry (id, writer, wseq, action, at, kind, body)"
        " VALUES ('a', 'w', 900, 'a', ?, 'block.started', '{\"minutes\":120}')",
        (NOW.isoformat(),),
    )

    assert scans(db, lambda: block.summary(db, settings, NOW)) == []
    assert scans(db, lambda: look.queue(db, settings, NOW)) == []
    db.close()
