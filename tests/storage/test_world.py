"""The world of a decision: load, days off, their clock (R36, R37)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest

from playbook.bodies import NewStep, StepSet
from playbook.decision import Draft
from playbook.settings import Criterion
from playbook.words import Purpose, StepKind, Tier, Verdict
from storage import free_days, world
from storage.book import Book
from storage.ids import IdSource
from tests.storage.conftest import NOW, Rep

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """No holiday is known yet in each test."""
    _forget(monkeypatch)


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a new process."""
    monkeypatch.setattr(free_days, "_known", {})
    monkeypatch.setattr(free_days, "_asked", WeakKeyDictionary())


def test_the_world_holds_load_days_off_and_their_clock(rep: Rep) -> None:
    acme = rep.add("Acme", country="DE", zone="Europe/Berlin", industry="Steel")
    ahead = enumerate((3, 3, 199, 200))
    steps = tuple(NewStep(number, StepKind.HAND, Purpose.HAND, TODAY + timedelta(days=day)) for number, day in ahead)
    rep.book.record([Draft(acme, StepSet(steps=steps))], now=NOW, label="dates")
    seen = rep.book.prospect(acme, NOW).world
    assert (len(seen.load), seen.load[0], seen.load[3], seen.load[199]) == (world.DAYS, 0, 2, 1)
    assert date(2026, 11, 26) in seen.days_off
    assert date(2027, 5, 1) in seen.their_days_off
    assert date(2026, 11, 26) not in seen.their_days_off
    assert seen.there is not None
    assert (seen.there.hour, seen.there.minute) == (15, 30)
    assert (seen.today, seen.verdict, seen.tier, seen.fit_known) == (TODAY, Verdict.ON, Tier.C, False)


def test_an_unknown_zone_or_country_is_nothing(rep: Rep) -> None:
    """R36: unknown is unknown, never guessed here."""
    seen = rep.book.prospect(rep.add("Acme", country="XX", zone="Mars/Base"), NOW).world
    assert (seen.there, seen.their_days_off) == (None, frozenset())


def test_fit_speaks_in_the_world(rep: Rep) -> None:
    """R1, R16."""
    acme = rep.add("Acme", industry="Steel")
    profile = (Criterion("industry", "in", ("Steel",)),)
    rep.book.set_settings(replace(rep.book.settings(), profile=profile), NOW)
    assert rep.book.prospect(acme, NOW).world.fit_known


def test_leave_is_days_and_ranges(book: Book) -> None:
    """R37."""
    held = book.settings()
    leave = ("2026-12-01", "2026-12-24 .. 2027-01-03")
    book.set_settings(replace(held, hours=replace(held.hours, country="", leave=leave)), NOW)
    off = free_days.rep_days_off(book._link.db, book.settings(), TODAY)
    assert len(off) == 12
    assert {date(2026, 12, 1), date(2026, 12, 24), date(2027, 1, 3)} <= off


def test_the_calendar_is_asked_once_and_kept_in_the_book(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading it takes longer than the first screen may."""
    acme = rep.add("Acme", country="de")
    first = rep.book.prospect(acme, NOW).world
    rep.add("Globex")
    _forget(monkeypatch)
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert rep.book.prospect(acme, NOW).world == first


def test_what_was_only_looked_at_is_kept_too(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start after which nothing was logged does not make the next one load the calendar again."""
    acme = rep.add("Acme", country="de")
    first = rep.book.prospect(acme, NOW).world
    rep.book.keep_calendars()
    assert not free_days.lacks(rep.book._link.db)
    before = rep.book._link.db.total_changes
    rep.book.keep_calendars()
    assert rep.book._link.db.total_changes == before
    _forget(monkeypatch)
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert rep.book.prospect(acme, NOW).world == first


def test_a_second_book_of_one_run_keeps_its_calendars_too(
    rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tour's book comes first, then the rep's own: each of its starts would load the calendar."""
    rep.book.prospect(rep.add("Acme", country="DE"), NOW)
    other = Rep(Book.open(tmp_path / "own" / "notyet.db", now=NOW, state=tmp_path / "own", ids=IdSource.seeded(2)))
    first = other.book.prospect(globex := other.add("Globex", country="DE"), NOW).world
    assert free_days.lacks(other.book._link.db)
    other.book.keep_calendars()
    _forget(monkeypatch)
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert other.book.prospect(globex, NOW).world == first
    other.book.close()


def test_what_two_books_asked_is_kept_without_quarrel(rep: Rep, reopen: Callable[..., Book]) -> None:
    acme = rep.add("Acme", country="DE")
    other = Rep(reopen(ids=None))
    rep.book.prospect(acme, NOW)
    other.book.prospect(acme, NOW)
    other.add("Globex")
    rep.add("Initech")
    rows = rep.book._link.db.execute("SELECT count(*) FROM meta WHERE key LIKE 'holidays DE %'").fetchone()
    assert rows == (4,)
