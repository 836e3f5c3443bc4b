"""What is held back, in its order, and the ways out of a full book (R32, R34)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from playbook.relief import Remedy
from playbook.settings import Caps, Settings
from playbook.words import Outcome, Purpose, Standing, StepKind
from storage.book import Book
from storage.held import held
from storage.today import today
from storage.views_day import Held
from tests.storage.conftest import NOW, Rep
from tests.storage.rows import MONDAY, Rows, account, ago, lay, step
from tests.storage.rows import NOW as ROWS_NOW


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def caps(**more: int) -> Settings:
    return Settings(caps=replace(Caps(), **more))


def read(rows: Rows, settings: Settings, most: int = 100) -> Held:
    return held(rows.db, settings, ROWS_NOW, frozenset(), most)


def busy(rows: Rows, count: int) -> None:
    rows.add(
        *(account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(number))) for number in range(count)),
        account("promise", step("p", Purpose.CALLBACK, MONDAY, StepKind.PROMISE)),
        account("opening", step("o", Purpose.OPENING, MONDAY, StepKind.SERIES)),
    )


def test_r34_today_and_held_back_are_one_list_cut_by_the_cap(rows: Rows) -> None:
    """R34: they keep their order; promises and openings are never among them."""
    busy(rows, 12)
    settings = caps(day=5, first=0)
    shown = [row.account for row in today(rows.db, settings, ROWS_NOW).rows]
    found = read(rows, settings)
    assert shown == ["promise", "opening", "a11", "a10", "a09", "a08", "a07"]
    assert [row.account for row in found.rows] == ["a06", "a05", "a04", "a03", "a02", "a01", "a00"]
    assert (found.held_back, found.cap, found.day) == (7, 5, MONDAY)
    assert found.rows[0].reason == "ask, rhythm 30 d, 6 d late"


def test_r34_offices_that_are_open_decide_among_equals_and_nobody_falls_between(rows: Rows) -> None:
    """R33, R34: what today's list leaves out is held back, whoever is open."""
    zones = ("Asia/Tokyo", "America/Chicago", "America/New_York", "")
    rows.add(
        *(
            account(f"a{number:03}", step(f"s{number:03}", Purpose.RHYTHM, MONDAY), known={"zone": zones[number % 4]})
            for number in range(120)
        )
    )
    settings = caps(day=7, first=0)
    shown = {row.account for row in today(rows.db, settings, ROWS_NOW).rows}
    kept = {row.account for row in read(rows, settings, 200).rows}
    assert (len(shown), len(kept), len(shown | kept)) == (7, 113, 120)


def test_r6_being_held_back_is_no_excuse(rows: Rows) -> None:
    """R6: whoever was not touched for twice the gap and ten working days is counted, on profile only."""
    rows.add(
        account("first", step("s0", Purpose.CHASE, ago(1)), last_touch=ago(10), touches=1),
        account("lost", step("s1", Purpose.RHYTHM, ago(40), gap=30), last_touch=ago(80), touches=3),
        account("fresh", step("s2", Purpose.RHYTHM, ago(2), gap=30), last_touch=ago(32), touches=3),
    )
    found = read(rows, caps(day=1, first=0))
    assert ([row.account for row in found.rows], found.forgotten) == (["lost", "fresh"], 1)


def test_a_long_list_is_counted_and_not_read(rows: Rows) -> None:
    busy(rows, 12)
    found = read(rows, caps(day=2, first=0), most=3)
    assert (len(found.rows), found.held_back) == (3, 10)


def test_r34_room_for_everything_holds_nothing_back(rows: Rows) -> None:
    busy(rows, 3)
    found = read(rows, caps())
    assert (found.rows, found.held_back, found.full, found.over, found.ways) == ((), 0, False, False, ())


def test_r32_a_full_book_says_so_with_its_ways_out(rows: Rows) -> None:
    """R32, R34: "the book is full: 33 live at 1 a day", and what each way frees."""
    rows.add(
        *(
            account(f"a{number:02}", step(f"s{number:02}", Purpose.RHYTHM, ago(number - 10)), touches=1)
            for number in range(30)
        ),
        account("leech", step("l", Purpose.RHYTHM, MONDAY), touches=1),
        account("star", step("d", Purpose.RHYTHM, MONDAY), touches=1, dream=True),
        account("talk", step("t", Purpose.RETURN, ago(-90)), touches=1, stated=Standing.TALKING),
    )
    rows.db.execute("UPDATE account SET proposed = 'signals' WHERE id = 'leech'")
    found = read(rows, caps(day=1))
    assert (found.full, found.over, found.live, found.room) == (True, True, 33, 20)
    assert found.ahead == 31
    assert {way.remedy: (way.what, way.frees) for way in found.ways} == {
        Remedy.FEWER_FIRST: ("1 → 0 a day", 20),
        Remedy.TIER_C: ("31 accounts", 19),
        Remedy.HIGHER_CAP: ("1 → 2 a day", 20),
        Remedy.DUMP: ("1 proposed", 1),
        Remedy.TICKLE: ("31 of tier C", 31),
    }
    assert today(rows.db, caps(day=1), ROWS_NOW).over


def test_r34_a_way_out_is_one_undoable_action(rep: Rep, book: Book) -> None:
    """R34, R39."""
    for number in range(30):
        rep.log(rep.add(f"Company {number}", "Dana Cole"), Outcome.NO_ANSWER)
    book.set_settings(caps(day=1), NOW)
    found = book.held(NOW)
    way = next(way for way in found.ways if way.remedy is Remedy.HIGHER_CAP)
    assert way.settings is not None
    book.set_settings(way.settings, NOW)
    assert book.settings().caps.day == 2
    assert not book.held(NOW).full
    book.undo(NOW)
    assert book.settings().caps.day == 1
