"""`notyet path`, `backup` and `doctor`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import Rep


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
    assert "1 accounts · 0 people · 1 touches" in ran.out
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
    assert "--rebuild" in ran.err
    assert rep.types("doctor", "--json").json["ok"] is False
    assert rep.does("doctor", "--rebuild").err.startswith("Making the tables anew")
