"""`notyet numbers`: shape, words, spans (R4, R5, R10, R30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Rep
from tui.cli.numbers import KEYS

PROFILE = """
[[profile]]
field = "state"
test = "in"
values = ["IL"]
must = true
"""


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db", "2026-11-10T10:00")
    for name, state in (("Acme Robotics", "IL"), ("Globex", "CA")):
        rep.does("add", name, "--person", "Dana Cole", "--phone", "+1 312 555 0142", "--field", f"state={state}")
    rep.does("log", "Acme", "no:timing")
    rep.does("log", "Globex", "no-answer", "--minutes", "3")
    rep.now = "2026-11-12T10:00"
    rep.does("log", "Acme", "meeting", "--when", "2026-11-30")
    rep.now = "2026-11-23T08:30"
    return rep


def test_r4_the_shape_that_scripts_rely_on(rep: Rep, tmp_path: Path) -> None:
    """DESIGN section 5: more keys may come, none goes."""
    file = tmp_path / "profile.toml"
    file.write_text(PROFILE, encoding="utf-8")
    rep.does("playbook", "edit", str(file))
    found = rep.does("numbers", "--json").json

    assert found.keys() >= {
        "from", "to", "touches", "dials", "first_touches", "inbound", "talks", "nos", "meetings", "wins", "minutes",
        "outcomes", "days", "talk_hours", "nos_before_yes", "profile", "criteria", "incumbents", "promises", "dumps",
        "load", "cap",
    }  # fmt: skip
    assert found.keys() == KEYS.keys(), "each key is documented"
    assert {line.split("  ")[0] for line in rep.does("numbers", "--keys").out.splitlines()} == KEYS.keys()
    assert (found["from"], found["to"]) == ("2026-10-01", "2026-11-23")
    assert (found["touches"], found["talks"], found["nos"], found["meetings"]) == (3, 1, 1, 1)
    assert {"outcome": "no", "reading": "timing", "count": 1, "minutes": 1} in found["outcomes"]
    assert found["nos_before_yes"] == [{"nos": 1, "accounts": 1}]
    assert found["profile"]["scored"] == "now"
    assert (found["profile"]["on"]["touches"], found["profile"]["off"]["minutes"]) == (2, 3)
    assert found["profile"]["on"]["meetings_in_100"] is None
    (criterion,) = found["criteria"]
    assert (criterion["criterion"], criterion["met"]["meetings"], criterion["not_met"]["touches"]) == (
        "state in IL", 1, 1,
    )  # fmt: skip
    assert len(found["load"]) == 90


@pytest.mark.parametrize(
    ("args", "first", "last", "touches"),
    [
        (("--span", "today"), "2026-11-23", "2026-11-23", 0),
        (("--span", "month"), "2026-11-01", "2026-11-23", 3),
        (("--span", "all"), "2026-11-10", "2026-11-23", 3),
        (("--from", "2026-11-11"), "2026-11-11", "2026-11-23", 1),
        (("--from", "2026-11-10", "--to", "2026-11-11"), "2026-11-10", "2026-11-11", 2),
        (("--to", "2026-11-10"), "2026-11-10", "2026-11-10", 2),
        (("--span", "week", "--back", "2"), "2026-11-09", "2026-11-15", 3),
        (("--span", "month", "--back", "1"), "2026-10-01", "2026-10-31", 0),
        (("--back", "1"), "2026-07-01", "2026-09-30", 0),
        (("--span", "all", "--back", "9"), "2026-11-10", "2026-11-23", 3),
    ],
)
def test_r4_a_span_is_named_or_said_in_days(
    rep: Rep, args: tuple[str, ...], first: str, last: str, touches: int
) -> None:
    found = rep.does("numbers", *args, "--json").json
    assert (found["from"], found["to"], found["touches"]) == (first, last, touches)


def test_r4_for_people_it_is_text_that_pastes_well(rep: Rep) -> None:
    told = rep.does("numbers").out
    assert told.splitlines()[0] == "Numbers: this quarter, Thu 1 Oct to Mon 23 Nov 2026"
    for words in (
        "THE WORK", "No's before the first yes".upper(), "No, timing", "on profile        3", "too few",
        "No profile yet", "THE NEXT 90 DAYS",
    ):  # fmt: skip
        assert words in told, words
    assert rep.does("numbers", "--plain").out == told
    assert rep.does("numbers", "--from", "2026-11-10").out.startswith("Numbers: Tue 10 Nov to Mon 23 Nov 2026")
    assert rep.does("numbers", "--from", "2025-11-10").out.startswith("Numbers: Mon 10 Nov 2025 to Mon 23 Nov 2026")


def test_r4_every_figure_of_the_page_is_in_the_json(rep: Rep, tmp_path: Path) -> None:
    file = tmp_path / "profile.toml"
    file.write_text(PROFILE, encoding="utf-8")
    rep.does("playbook", "edit", str(file))
    rep.does("log", "Globex", "callback", "--when", "2026-12-14")
    held = set(_figures(rep.does("numbers", "--json").json))
    rows = [line.split("\t")[1:] for line in rep.does("numbers", "--sheet").out.splitlines()[1:]]
    told = {figure for row in rows for cell in row[1:] for figure in re.findall(r"\d+(?:\.\d+)?", cell)}
    # Minutes stand as hours and shares as per cent there: what is worked out of two figures that are in it.
    worked_out = {figure for row in rows for cell in row[1:] if cell.endswith((" h", " %")) for figure in cell.split()}
    assert told - worked_out <= held


def _figures(value: object) -> Iterator[str]:
    """Every number of a JSON value, as the page writes it."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _figures(each)
    elif isinstance(value, list):
        for each in value:
            yield from _figures(each)
    elif isinstance(value, int | float):
        yield from (f"{value}", f"{value:.0f}", f"{value:.1f}", "1")
    elif isinstance(value, str):
        yield from (figure.lstrip("0") or "0" for figure in re.findall(r"\d+", value))


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("--short", "This quarter (Thu 1 Oct to Mon 23 Nov 2026): 3 touches"),
        ("--markdown", "## Numbers: this quarter"),
        ("--sheet", "numbers\tthis quarter"),
        ("--plain", "Numbers: this quarter"),
    ],
)
def test_r4_each_form_that_pastes_well(rep: Rep, form: str, head: str) -> None:
    assert rep.does("numbers", form).out.startswith(head)


def test_days_the_wrong_way_round_and_two_spans_are_refused(rep: Rep) -> None:
    wrong = rep.types("numbers", "--from", "2026-11-23", "--to", "2026-11-01")
    assert (wrong.code, wrong.out) == (1, "")
    assert "lies after" in wrong.err
    both = rep.types("numbers", "--span", "week", "--from", "2026-11-01")
    assert both.code == 1
    assert "not both" in both.err


def test_an_empty_book_says_that_nothing_was_logged(tmp_path: Path) -> None:
    rep = Rep(tmp_path / "other.db")
    rep.does("add", "Globex")
    assert "Nothing was logged in these days." in rep.does("numbers").out


def test_r10_promises_stand_in_the_numbers(rep: Rep) -> None:
    rep.does("log", "Globex", "callback", "--when", "2026-12-14")
    assert rep.does("numbers", "--json").json["promises"] == {"kept": 0, "late": 0, "open": 1, "overdue": 0, "ahead": 1}
    rep.now = "2026-12-15T09:00"
    assert rep.does("numbers", "--json").json["promises"]["overdue"] == 1
    rep.does("log", "Globex", "no-answer")
    assert rep.does("numbers", "--json").json["promises"] == {"kept": 0, "late": 1, "open": 0, "overdue": 0, "ahead": 0}
