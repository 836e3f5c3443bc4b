"""The numbers of a span, and the proof in them (R4, R10, R30, R34-R36)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from playbook import moves
from playbook.outcomes import OUTCOMES
from playbook.proof import Promises, Sides, Worked
from playbook.settings import Criterion, Settings
from playbook.spans import Period, Span
from playbook.words import Channel, Outcome, Purpose, Reading, StepKind
from storage import proof
from storage.book import Book
from storage.ids import IdSource
from storage.numbers_span import AHEAD, numbers
from storage.views import OutcomeCount
from storage.views_numbers import Before, DayCount, Sums, Won
from tests.storage.conftest import Rep
from tests.storage.rows import CHICAGO, MONDAY, NOW, Rows, account, ago, lay, person, step

STEEL = Criterion("industry", "in", ("Steel",))
QUARTER = Span(date(2026, 10, 1), MONDAY)


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour, 0), CHICAGO)


def test_r4_the_sums_of_a_span(rows: Rows) -> None:
    """R4: touches of ours, calls among them, talks, No's, meetings, wins, what came in, minutes, by day and outcome."""
    rows.add(account("a", touches=9, first_touch=ago(8)), account("b", touches=1, first_touch=ago(1)))
    for on, outcome, more in (
        (ago(8), Outcome.NO_ANSWER, {"minutes": 1}),
        (ago(1), Outcome.NO, {"minutes": 2, "reading": Reading.TIMING}),
        (ago(1), Outcome.NO, {"minutes": 3, "inbound": True}),
        (ago(1), Outcome.MEETING, {"minutes": 8}),
        (MONDAY, Outcome.VALUE, {"minutes": 5, "channel": Channel.EMAIL}),
        (MONDAY, Outcome.FADED, {"counts": False}),
        (MONDAY, Outcome.MEETING, {"reading": Reading.WON}),
        (MONDAY, Outcome.MEETING, {"reading": Reading.LOST}),
        (ago(400), Outcome.TALK, {"minutes": 99}),
    ):
        rows.touch("a", on, outcome, **more)

    found = numbers(rows.db, rows.settings, Span(ago(8), MONDAY), NOW)

    assert found.sums == Sums(touches=6, dials=5, talks=3, nos=2, meetings=1, wins=1, inbound=1, first=2, minutes=19)
    assert found.days == (
        DayCount(ago(8), 1), *(DayCount(ago(back)) for back in range(7, 1, -1)),
        DayCount(ago(1), 2, 1, 2, 1), DayCount(MONDAY, 3, 2, 0, 0),
    )  # fmt: skip
    assert found.outcomes[:2] == (
        OutcomeCount(Outcome.NO_ANSWER, None, 1, 1), OutcomeCount(Outcome.NO, None, 1, 3)
    )  # fmt: skip
    assert numbers(rows.db, rows.settings, Period.ALL, NOW).span == Span(ago(400), MONDAY)
    assert numbers(rows.db, rows.settings, Period.ALL, NOW).sums.minutes == 118


def test_r4_every_figure_agrees_with_a_count_of_its_own(rows: Rows) -> None:
    """R4, R5, R18, R32: a seeded year of touches, counted a second time by plain loops, for spans of every kind."""
    rows.settings = Settings(profile=(STEEL,))
    logged = _year(rows, Random(5))  # noqa: S311  (the same year at every run)
    firsts: dict[str, date] = {}
    for firm, on, *_ in sorted(logged, key=lambda each: each[1]):
        firsts.setdefault(firm, on)
    for wanted, back in ((Period.WEEK, 0), (Period.WEEK, 1), (Period.MONTH, 2), (Period.QUARTER, 1), (Period.ALL, 0)):
        found = numbers(rows.db, rows.settings, wanted, NOW, back=back)
        inside = [each for each in logged if found.span.first <= each[1] <= found.span.last]
        ours = [each for each in inside if each[4] and not each[5]]

        assert found.sums.touches == len(ours)
        assert found.sums.dials == sum(each[7] is Channel.CALL for each in ours)
        assert found.sums.talks == sum(each[2] in TALKS for each in inside)
        assert found.sums.nos == sum(each[2] in {Outcome.NO, Outcome.ALL_SET} for each in inside)
        assert found.sums.meetings == sum(each[2] is Outcome.MEETING and each[3] is None for each in inside)
        assert found.sums.wins == sum(each[3] is Reading.WON for each in inside)
        assert found.sums.inbound == sum(each[5] for each in inside)
        assert found.sums.minutes == sum(each[6] for each in inside)
        assert found.sums.first == sum(found.span.first <= on <= found.span.last for on in firsts.values())

        for name in ("touches", "talks", "nos", "meetings"):
            assert sum(getattr(each, name) for each in found.days) == getattr(found.sums, name), name
        assert sum(each.touches for each in found.outcomes) == len(inside)
        assert sum(each.minutes for each in found.outcomes) == found.sums.minutes
        assert sum(each.touches for each in found.outcomes if each.outcome in {Outcome.NO, Outcome.ALL_SET}) == (
            found.sums.nos
        )
        assert sum(count for _, count in found.hours) == sum(each[2] in TALKS and not each[5] for each in inside)
        sides = (found.proof.on, found.proof.off, found.proof.unknown)
        for name, total in (("touches", found.sums.touches), ("meetings", found.sums.meetings),
                            ("wins", found.sums.wins), ("minutes", found.sums.minutes)):  # fmt: skip
            assert sum(getattr(side, name) for side in sides) == total, name
        (criterion,) = found.proof.criteria
        assert criterion.met + criterion.missed + criterion.unknown == sum(sides, start=Worked())
        assert list(found.before) == _befores(logged, found.span)
        if found.earlier is not None:
            assert found.earlier[1] == numbers(rows.db, rows.settings, found.earlier[0], NOW).sums


TALKS = {row.outcome for row in OUTCOMES if row.talk}
CAME = (
    (Outcome.NO_ANSWER, None, True), (Outcome.NO, None, True), (Outcome.NO, Reading.TIMING, True),
    (Outcome.ALL_SET, None, True), (Outcome.TALK, None, True), (Outcome.MEETING, None, True),
    (Outcome.MEETING, Reading.WON, True), (Outcome.MEETING, Reading.LOST, True), (Outcome.FADED, None, False),
)  # fmt: skip
Logged = tuple[str, date, Outcome, Reading | None, bool, bool, int, Channel]


def _year(rows: Rows, luck: Random) -> list[Logged]:
    """Log five hundred touches at a dozen accounts, on days of their own order."""
    plan = sorted((ago(luck.randrange(380)), f"firm-{luck.randrange(12)}") for _ in range(500))
    firsts = {firm: on for on, firm in reversed(plan)}
    logged: list[Logged] = []
    for on, firm in plan:
        outcome, reading, counts = luck.choice(CAME)
        channel, inbound, minutes = luck.choice((Channel.CALL, Channel.EMAIL)), luck.random() < 0.1, luck.randrange(9)
        logged.append((firm, on, outcome, reading, counts, inbound, minutes, channel))
    for number, firm in enumerate(sorted(firsts)):
        noes = sum(each[0] == firm and each[2] in {Outcome.NO, Outcome.ALL_SET} for each in logged)
        known = {"industry": ("Steel", "Bread", "")[number % 3]}
        rows.add(account(firm, touches=1, first_touch=firsts[firm], nos=noes, known=known))
    for firm, on, outcome, reading, counts, inbound, minutes, channel in logged:
        rows.touch(firm, on, outcome, reading=reading, counts=counts, inbound=inbound, minutes=minutes, channel=channel)
    return logged


def _befores(logged: list[Logged], span: Span) -> list[Before]:
    """Count the No's before each account's first yes, in the order in which they were logged."""
    noes: Counter[str] = Counter()
    said: dict[str, tuple[date, int]] = {}
    for firm, on, outcome, reading, *_ in logged:
        if outcome in {Outcome.NO, Outcome.ALL_SET}:
            noes[firm] += 1
        elif outcome is Outcome.MEETING and reading is not Reading.LOST:
            said.setdefault(firm, (on, noes[firm]))
    counts = Counter(count for on, count in said.values() if span.first <= on <= span.last)
    return [Before(count, accounts) for count, accounts in sorted(counts.items())]


def test_r4_an_earlier_span_is_whole_and_compared_with_the_whole_one_before(rows: Rows) -> None:
    rows.add(account("a", touches=1, first_touch=ago(70)))
    for back in (70, 8, 1, 0):
        rows.touch("a", ago(back))
    last = numbers(rows.db, rows.settings, Period.WEEK, NOW, back=1)
    assert (last.span, last.sums.touches, last.since) == (Span(ago(7), ago(1)), 1, ago(70))
    assert last.earlier == (Span(ago(14), ago(8)), Sums(touches=1, dials=1))
    assert [each.touches for each in last.days] == [0, 0, 0, 0, 0, 0, 1]
    assert numbers(rows.db, rows.settings, Period.ALL, NOW, back=3).earlier is None
    assert numbers(rows.db, rows.settings, Period.QUARTER, NOW, back=1).earlier is None, "before the record"
    assert numbers(rows.db, rows.settings, Span(ago(1), MONDAY), NOW).earlier == (Span(ago(3), ago(2)), Sums())


def test_r4_an_empty_book_has_empty_numbers(rows: Rows) -> None:
    found = numbers(rows.db, rows.settings, Period.ALL, NOW)
    assert (found.span, found.sums, found.days, found.hours, found.before) == (Span(MONDAY, MONDAY), Sums(), (), (), ())
    assert (found.promises, found.won, {steps for _, steps in found.load}) == (Promises(), Won(), {0})


def test_r36_talks_stand_by_the_hour_of_their_day(rows: Rows) -> None:
    """R36: the person's zone, else the account's, else the rep's own hour; what came in says nothing about when."""
    rows.add(
        account("east", known={"zone": "America/New_York"}), account("here"),
        account("odd", known={"zone": "Mars/Base"}),
        person("kim", "east", known={"zone": "America/Los_Angeles"}),
    )  # fmt: skip
    rows.touch("east", MONDAY, Outcome.TALK)
    rows.touch("east", MONDAY, Outcome.TALK, who="kim")
    for _ in range(2):
        rows.touch("here", MONDAY, Outcome.CALLBACK)
    rows.touch("odd", MONDAY, Outcome.MEETING)
    rows.touch("here", MONDAY, Outcome.TALK, inbound=True)
    rows.touch("here", MONDAY, Outcome.NO)

    assert numbers(rows.db, rows.settings, Period.TODAY, NOW).hours == ((7, 1), (9, 3), (10, 1))


def test_r4_noes_before_the_first_yes(rows: Rows) -> None:
    """R4, R5: at accounts whose first yes fell into the span; No's before the book count, a lost one is no yes."""
    rows.add(
        account("patient", nos=3, known={"nos_before": "20"}), account("quick"), account("twice"), account("lost"),
    )  # fmt: skip
    for back in (300, 200, 40):
        rows.touch("patient", ago(back), Outcome.NO if back > 100 else Outcome.ALL_SET)
    rows.touch("patient", ago(3), Outcome.MEETING)
    rows.touch("patient", ago(3), Outcome.NO)
    rows.touch("patient", ago(2), Outcome.MEETING)
    rows.touch("quick", ago(3), Outcome.MEETING, reading=Reading.WON)
    rows.touch("twice", ago(300), Outcome.MEETING)
    rows.touch("twice", ago(3), Outcome.MEETING)
    rows.touch("lost", ago(3), Outcome.MEETING, reading=Reading.LOST)

    assert proof.noes_before(rows.db, QUARTER) == (Before(0, 1), Before(23, 1))


def test_r4_on_against_off_profile_by_criterion_and_by_incumbent(rows: Rows) -> None:
    """R4: by the verdict that each account has now."""
    rows.settings = Settings(profile=(STEEL,))
    rows.add(
        account("on", touches=1, known={"industry": "Steel", "incumbent": "Oldway"}),
        account("off", touches=1, known={"industry": "Bread", "incumbent": "oldway"}),
        account("unknown", touches=1),
    )
    for firm, outcome, minutes in (
        ("on", Outcome.NO_ANSWER, 1), ("on", Outcome.MEETING, 8), ("off", Outcome.NO, 3), ("off", Outcome.FADED, 0),
        ("unknown", Outcome.MEETING, 5),
    ):  # fmt: skip
        rows.touch(firm, MONDAY, outcome, minutes=minutes, counts=outcome is not Outcome.FADED)
    rows.touch("on", MONDAY, Outcome.MEETING, reading=Reading.WON, inbound=True)
    rows.touch("on", ago(400), Outcome.MEETING)

    found = proof.proven(rows.db, rows.settings, QUARTER)

    on, off, unknown = Worked(2, 9, 1, 1), Worked(1, 3), Worked(1, 5, 1)
    assert (found.on, found.off, found.unknown, found.profiled) == (on, off, unknown, True)
    assert found.criteria == (Sides(STEEL, on, off, unknown),)
    assert found.incumbents == (("Oldway", on + off),)


def test_r3_r4_a_changed_profile_puts_the_same_touches_on_another_side(rep: Rep) -> None:
    """R4 tells by the verdict of now, so R3's re-scoring moves what was done already."""
    acme = rep.add("Acme", "Dana Cole", industry="Bread")
    rep.log(acme, Outcome.NO)
    before = rep.book.numbers(Period.TODAY, rep.now).proof
    rep.book.set_settings(Settings(profile=(STEEL,)), rep.now)
    after = rep.book.numbers(Period.TODAY, rep.now).proof

    assert (before.on.touches, before.profiled) == (1, False)
    assert (after.on.touches, after.off.touches, after.profiled) == (0, 1, True)
    rep.book.undo(rep.now)
    assert rep.book.numbers(Period.TODAY, rep.now).proof == before


def promised(rep: Rep, days: int) -> None:
    """A company that named a day so many days ahead."""
    firm = rep.add(f"Firm {days}", "Dana Cole")
    when = rep.now.date() + timedelta(days=days)
    rep.log(firm, Outcome.CALLBACK, when=when, words="then", value_between=False)


def worked(rep: Rep, days: int, on: int) -> None:
    """The promise of that company is worked so many days from the start."""
    rep.now = NOW + timedelta(days=on)
    firm = rep.book.find(f"Firm {days}")
    steps = rep.book.prospect(firm, rep.now).account.steps
    rep.log(firm, Outcome.NO_ANSWER, step=next(each.id for each in steps if each.kind is StepKind.PROMISE))


def test_r10_promises_kept_late_overdue_and_ahead(rep: Rep) -> None:
    """R4, R10: kept on their day, kept after it, open and overdue, open and ahead; undone touches kept nothing."""
    for days in (3, 4, 7, 8, 30):
        promised(rep, days)
    worked(rep, 3, 3)
    worked(rep, 4, 7)
    worked(rep, 7, 7)
    rep.book.undo(rep.now)
    now = NOW + timedelta(days=10)

    found = rep.book.numbers(Period.ALL, now).promises

    assert found == Promises(kept=1, late=1, overdue=2, ahead=1)
    assert rep.book.numbers(Period.TODAY, now).promises == Promises(0, 0, 2, 1)
    rep.book.rebuild(now)
    assert rep.book.numbers(Period.ALL, now).promises == found
    assert all(finding.ok or finding.what == "forgotten" for finding in rep.book.doctor(now))


def test_r10_a_digit_on_the_touch_keeps_the_promise_kept(rep: Rep) -> None:
    """R39: an amended touch is refolded, and still knows what it kept."""
    promised(rep, 3)
    rep.now = NOW + timedelta(days=3)
    firm = rep.book.find("Firm 3")
    decision = rep.draw(firm, Outcome.NO)
    change = rep.book.record(moves.touch(decision), now=rep.now, label="No")
    assert decision.kept
    timing = replace(decision, said=replace(decision.said, reading=Reading.TIMING))
    amended = moves.amend(change.entries[0], timing, decision)
    rep.book.record(amended, now=rep.now, label="No", join=change.action)

    assert rep.book.numbers(Period.TODAY, rep.now).promises == Promises(kept=1)


def test_r30_the_dumps_of_a_span_and_what_they_won(rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    facts = rep.book.prospect(acme, rep.now).account
    rep.book.record([moves.dump(facts, ago(30), "a leech", 9.5)], now=rep.now, label="dumped")

    assert rep.book.numbers(Span(ago(30), MONDAY), rep.now).won == Won(1, 9.5, ((ago(30), 1, 9.5),))
    assert rep.book.numbers(Span(ago(29), MONDAY), rep.now).won == Won()
    assert rep.book.dumped(rep.now).hours_won == 9.5
    assert rep.book.worth(rep.now) == ()


def test_r34_the_load_ahead_carries_what_is_overdue_today(rows: Rows) -> None:
    rows.add(
        account("late", step("s1", Purpose.RHYTHM, ago(9)), touches=1),
        account("now", step("s2", Purpose.RHYTHM, MONDAY), touches=1),
        account("soon", step("s3", Purpose.RHYTHM, ago(-5)), touches=1),
        account("far", step("s4", Purpose.RHYTHM, ago(-AHEAD)), touches=1),
    )
    load = numbers(rows.db, rows.settings, Period.TODAY, NOW).load

    assert (len(load), load[0], load[5], sum(steps for _, steps in load)) == (AHEAD, (MONDAY, 2), (ago(-5), 1), 3)


def scanned(db: sqlite3.Connection, read: Callable[[], object]) -> list[str]:
    """Lines of the plans of a read that walk through a table without an index."""
    ran: list[str] = []
    db.set_trace_callback(ran.append)
    read()
    db.set_trace_callback(None)
    plan = [str(row[3]) for each in ran for row in db.execute(f"EXPLAIN QUERY PLAN {each}")]
    assert any("touch_day" in line for line in plan)
    tables = ("touch", "account", "person", "trait", "entry", "step", "said", "talk")
    return [line for line in plan if line.startswith("SCAN") and line.split()[1] in tables and "INDEX" not in line]


def test_r4_no_table_is_walked_through(rows: Rows) -> None:
    rows.add(account("a"))
    rows.touch("a")
    assert scanned(rows.db, lambda: numbers(rows.db, rows.settings, Period.QUARTER, NOW)) == []


def test_r4_older_touches_cost_a_quarter_nothing(rows: Rows) -> None:
    """The same quarter out of a book ten times as big, within a tenth of the machine's steps."""

    def cost() -> int:
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        rows.db.set_progress_handler(count, 1)
        proof.proven(rows.db, rows.settings, QUARTER)
        proof.promises(rows.db, QUARTER, MONDAY)
        rows.db.set_progress_handler(None, 0)
        return steps

    rows.add(*(account(f"a{number}") for number in range(20)))
    for number in range(60):
        rows.touch(f"a{number % 20}", ago(number % 50))
    small = cost()
    rows.add(*(account(f"b{number}") for number in range(200)))
    for number in range(600):
        rows.touch(f"b{number % 200}", ago(100 + number))

    assert cost() <= small * 1.1


def test_r4_a_book_tells_the_same_after_it_was_opened_again(tmp_path: Path) -> None:
    path, state = tmp_path / "book.db", tmp_path / "state"
    book = Book.open(path, now=NOW, ids=IdSource.seeded(1), state=state)
    rep = Rep(book, NOW)
    rep.log(rep.add("Acme", "Dana Cole", incumbent="Oldway"), Outcome.NO)
    told = book.numbers(Period.WEEK, NOW)
    book.close()
    again = Book.open(path, now=NOW, ids=IdSource.seeded(2), state=state)
    assert again.numbers(Period.WEEK, NOW) == told
    assert told.proof.incumbents == (("Oldway", Worked(1, 1)),)
    again.close()
