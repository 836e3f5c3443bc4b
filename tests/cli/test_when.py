"""`notyet when`: the reader of phrases by itself (R14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "book.db")


def test_the_shape_that_scripts_rely_on(rep: Rep) -> None:
    """DESIGN section 5."""
    found = rep.does("when", "next Tuesday at 3", "--on", "2026-11-23", "--json").json
    assert found.keys() >= {"date", "time", "understood", "sure", "others"}
    assert (found["date"], found["time"]) == ("2026-12-01", "15:00")
    assert isinstance(found["sure"], bool)


def test_what_says_no_day_is_null_with_the_reason(rep: Rep) -> None:
    ran = rep.starts("when", "when pigs fly", "--json")
    assert ran.code == 0
    assert ran.json["date"] is None
    assert ran.json["why"]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "9999-12-31T12:00"])
def test_a_day_of_another_age_exits_2(rep: Rep, on: str) -> None:
    ran = rep.types("when", "6 months", "--on", on)
    assert (ran.code, ran.out) == (2, "")
    assert f"'{on}' is no date" in ran.err


def test_for_people_the_day_is_data_and_how_it_was_read_is_talk(rep: Rep) -> None:
    ran = rep.does("when", "tomorrow")
    assert ran.out == "Tue 24 Nov 2026\n"
    assert ran.err


def test_for_people_what_says_no_day_is_refused(rep: Rep) -> None:
    ran = rep.types("when", "when", "pigs", "fly")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("notyet: ")


def test_what_may_be_another_day_is_said(rep: Rep) -> None:
    ran = rep.does("when", "6 months")
    assert ran.out == "Sun 23 May 2027\n"
    assert ran.err == "Sun 23 May 2027, in 6 months; no working day, the next is Mon 24 May 2027\n"


def test_a_bare_day_is_the_morning_unless_the_clock_was_set(rep: Rep, tmp_path: Path) -> None:
    late = Rep(tmp_path / "book.db", now="2026-11-23T15:00")
    assert late.does("when", "in 2 hours", "--on", "2026-11-24", "--json").json["time"] == "17:00"
    assert late.does("when", "in 2 hours", "--on", "2026-11-24T09:00", "--json").json["time"] == "11:00"
    from click.testing import CliRunner

    from tui.cli.group import notyet

    bare = CliRunner().invoke(notyet, ["--book", str(rep.book), "when", "in 2 hours", "--on", "2026-11-24"])
    assert bare.stdout == "Tue 24 Nov 2026 10:30\n"


def test_a_day_that_is_none_exits_2(rep: Rep) -> None:
    assert rep.types("when", "tomorrow", "--on", "someday").code == 2


def test_the_books_conventions_are_used(rep: Rep, tmp_path: Path) -> None:
    assert rep.does("when", "3/4", "--json").json["date"] == "2027-03-04"
    file = tmp_path / "ours.toml"
    file.write_text("[phrases]\nmonth_first = false\n", encoding="utf-8")
    rep.does("playbook", "edit", str(file))
    assert rep.does("when", "3/4", "--json").json["date"] == "2027-04-03"


def test_asking_makes_no_book(rep: Rep) -> None:
    rep.does("when", "tomorrow")
    assert not rep.book.exists()


def test_r14_days_off_and_country_are_the_books_or_as_said(rep: Rep, tmp_path: Path) -> None:
    assert rep.does("when", "after Easter", "--json").json["date"] == "2027-03-29"
    assert rep.does("when", "after Easter", "--country", "gb", "--json").json["date"] == "2027-03-30"
    assert rep.does("when", "Labour Day", "--country", "DE", "--json").json["date"] == "2027-05-01"
    assert rep.does("when", "Thursday", "--json").json["better"] is None
    file = tmp_path / "ours.toml"
    file.write_text('[hours]\ncountry = "GB"\nleave = ["2026-12-07"]\n', encoding="utf-8")
    rep.does("playbook", "edit", str(file))
    assert rep.does("when", "after Easter", "--json").json["date"] == "2027-03-30"
    assert rep.does("when", "Dec 7", "--json").json["better"] == "2026-12-08"
    assert rep.does("when", "Thursday", "--country", "US", "--json").json["better"] == "2026-11-27"


def test_a_country_that_is_none_exits_2(rep: Rep) -> None:
    ran = rep.types("when", "tomorrow", "--country", "Germany")
    assert (ran.code, ran.out) == (2, "")
    assert "two letters" in ran.err
