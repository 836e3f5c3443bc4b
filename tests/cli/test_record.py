"""`notyet path`, `backup` and `doctor`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from playbook.bodies import StepSet
from playbook.decision import Draft
from storage import book as books
from storage.book import Book
from tests.cli.running import Rep
from tests.storage.conftest import NOW
from tui.cli import stopping


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    rep.does("add", "Acme", "--phone", "+1 312 555 0142")
    rep.does("log", "Acme", "no:timing")
    return rep


def test_path_is_data(rep: Rep) -> None:
    assert rep.does("path") == rep.starts("path")
    assert rep.does("path").out == f"{rep.book}\n"


def test_a_backup_is_a_book(rep: Rep) -> None:
    ran = rep.does("backup")
    copy = Rep(Path(ran.out.strip()))
    assert copy.does("show", "Acme", "--json").json["touch_count"] == 1
    assert Path(rep.does("backup", "--json").json["backup"]).exists()


def test_the_doctor_finds_a_good_book_well(rep: Rep) -> None:
    """R6: the forgotten are counted, and there are none."""
    ran = rep.does("doctor")
    assert "NOT WELL" not in ran.out
    assert "1 account · 0 people · 1 touch ·" in ran.out
    found = {each["what"]: each for each in rep.does("doctor", "--json").json["findings"]}
    assert found["forgotten"]["ok"]


def test_the_doctor_sees_and_mends_tables_that_do_not_say_what_the_journal_says(rep: Rep) -> None:
    """R40."""
    db = sqlite3.connect(rep.book)
    db.execute("UPDATE account SET nos = 99")
    db.commit()
    db.close()
    ran = rep.types("doctor")
    assert ran.code == 1
    assert "NOT WELL" in ran.out
    assert "--mend" in ran.err
    assert rep.types("doctor", "--json").json["ok"] is False
    assert rep.does("doctor", "--rebuild").err.startswith("Making the tables anew")


def test_r6_the_doctor_gives_a_step_to_who_has_none_and_undo_takes_it_back(rep: Rep, tmp_path: Path) -> None:
    book = Book.open(rep.book, now=NOW, state=tmp_path / "another copy")
    acme = book.find("Acme")
    (step,) = book.prospect(acme, NOW).account.steps
    book.record((Draft(acme, StepSet(ended=(step.id,))),), now=NOW, label="ended")
    book.close()
    ran = rep.types("doctor")
    assert (ran.code, "1 without a next step: Acme. Run: notyet doctor --mend" in ran.out) == (1, True)
    mended = rep.does("doctor", "--rebuild")
    assert "Planned a next step for 1 who had none (R6); notyet undo takes it back." in mended.err
    assert len(rep.does("show", "Acme", "--json").json["plan"]) == 1
    assert "next steps" in rep.does("undo").out
    assert rep.types("doctor").code == 1


def test_r6_the_forgotten_are_no_fault_of_the_tables(rep: Rep) -> None:
    """R6: who waits for a touch is told so; a rebuild would not help them."""
    ran = Rep(rep.book, "2027-11-23T08:30").types("doctor")
    assert (ran.code, "not touched for far too long: Acme" in ran.out) == (1, True)
    assert "--rebuild" not in ran.err
    assert "notyet today" in ran.err


def test_r39_r40_what_takes_long_is_heard_of_and_ctrl_c_stops_it_whole(
    rep: Rep, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A doctor's look, a rebuild, an undo: stopped, the book is as it was."""
    rep.does("log", "Acme", "no")
    asked = stopping.Stop.asked
    for command, words in (
        ("doctor", "The look was stopped."), ("doctor --rebuild", "It was stopped."), ("undo", "It was stopped."),
    ):  # fmt: skip
        monkeypatch.setattr(stopping.Stop, "asked", lambda _: True)
        ran = rep.types(*command.split())
        assert (ran.code, words in ran.err) == (1, True), ran
        monkeypatch.setattr(stopping.Stop, "asked", asked)
    assert rep.does("show", "Acme", "--json").json["touch_count"] == 2
    assert rep.does("undo").out.startswith("Taken back:")
    assert rep.does("redo").out.startswith("Brought back:")


def test_r40_a_long_statement_of_the_doctor_is_stopped_inside(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    asks = iter([False])
    monkeypatch.setattr(books, "_STEPS", 1)
    monkeypatch.setattr(stopping.Stop, "asked", lambda _: next(asks, True))
    ran = rep.types("doctor")
    assert ran.code == 1
    assert "The look was stopped. Nothing was changed." in " ".join(ran.err.split())
