"""`notyet forecast`: the own book or an invented set, as a table and for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep
from tui.cli import forecast as command

KEYS = {
    "policy", "touches", "talks", "nos", "meetings", "meetings_per_1000", "won", "first_touches", "hours",
    "fullest_day", "forgotten", "given_up", "dumped", "dumped_touched", "pest", "refused", "promises",
    "promises_moved", "openings", "openings_caught", "openings_days_late", "gap_median", "gap_95", "size", "steady",
    "weeks",
}  # fmt: skip


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    rep.does("add", "Acme Robotics", "--person", "Dana Cole", "--phone", "+13125550142")
    return rep


def test_it_plays_an_invented_set_where_there_is_no_book(tmp_path: Path) -> None:
    ran = Rep(tmp_path / "none.db").does("forecast", "--years", "1", "--accounts", "3", "--json")
    told = ran.json
    assert not (tmp_path / "none.db").exists()
    assert (told["own_book"], told["accounts"], told["years"], told["seed"], told["cap"]) == (False, 3, 1, 1, 40)
    assert [set(game) for game in told["games"]] == [KEYS] * 6
    assert told["games"][0]["forgotten"] == told["games"][0]["pest"] == 0
    assert set(told["games"][0]["weeks"][0]) == {"load", "touches", "held_back", "accounts"}
    assert {each["source"] for each in told["assumptions"]} >= {"field 15", "field 19", "choice"}
    assert "not a prediction" in told["note"]


def test_it_plays_the_own_book_as_a_table_with_its_assumptions(rep: Rep) -> None:
    rep.does("log", "Acme Robotics", "no")
    ran = rep.does("forecast", "--years", "1", "--seed", "2")
    assert "1 year of your own book: 1 accounts, seed 2." in ran.err
    assert "predicts nothing" in ran.err
    assert ran.out.splitlines()[0].startswith("played as")
    assert [line.split("  ")[0] for line in ran.out.splitlines()[1:7]] == [
        "the playbook", "stop at No 8", "stop at No 4", "stop at No 1", "never dump", "open funnel",
    ]  # fmt: skip
    assert "choice: ours, without a source" in ran.out


def test_on_a_terminal_it_draws_and_says_how_far_it_is(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "on_a_terminal", lambda: True)
    monkeypatch.setattr(command, "somebody_there", lambda: True)
    ran = rep.does("forecast", "--years", "1")
    assert "╌ cap 40" in ran.out
    assert "size of the book" in ran.out
    assert "playing:" in ran.err


@pytest.mark.parametrize("said", [("--years", "0"), ("--years", "21"), ("--seed", "-1"), ("--accounts", "0")])
def test_impossible_wishes_are_refused(rep: Rep, said: tuple[str, str]) -> None:
    assert rep.types("forecast", *said).code == 2
