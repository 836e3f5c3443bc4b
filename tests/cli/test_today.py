"""`notyet today`: for eyes, for pipes, for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    rep.does("add", "Acme Robotics", "--person", "Dana Cole", "--title", "VP Ops", "--phone", "+1 312 555 0142")
    rep.does("add", "Globex", "--phone", "+1 312 555 0143", "--dream")
    return rep


def test_the_shape_that_scripts_rely_on(rep: Rep) -> None:
    """DESIGN section 5."""
    found = rep.does("today", "--json").json
    assert {"date", "cap", "held_back", "owed", "touches"} <= found.keys()
    assert (found["date"], found["cap"], found["held_back"]) == ("2026-11-23", 40, 0)
    promised = {
        "account", "account_id", "person", "channel", "due", "at", "group", "reason", "no_count", "fit", "local_time",
    }  # fmt: skip
    assert all(promised <= touch.keys() for touch in found["touches"])
    acme = next(touch for touch in found["touches"] if touch["account"] == "Acme Robotics")
    assert (acme["person"], acme["channel"], acme["group"], acme["no_count"]) == ("Dana Cole", "call", "first", 0)


def test_a_promise_stands_first_with_its_hour(rep: Rep) -> None:
    """R33."""
    rep.does("log", "Acme", "callback", "--when", "tomorrow at 3pm")
    rep.now = "2026-11-24T08:00"
    first = rep.does("today", "--json").json["touches"][0]
    assert (first["account"], first["group"], first["at"], first["due"]) == (
        "Acme Robotics", "promise", "15:00", "2026-11-24",
    )  # fmt: skip
    assert rep.does("today").out.startswith("15:00  ")


def test_a_pipe_gets_rows_without_heading_and_talk_goes_to_stderr(rep: Rep) -> None:
    ran = rep.starts("today")
    assert len(ran.out.splitlines()) == 2
    assert "Acme Robotics" in ran.out
    assert "\x1b" not in ran.out
    assert "Mon 23 Nov 2026 · 2 left · 0 of 40" in ran.err


def test_a_terminal_gets_a_heading(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.today.on_a_terminal", lambda: True)
    assert rep.does("today").out.splitlines()[0].startswith("due ")
    assert not rep.does("today", "--plain").out.startswith("due ")


def test_r34_what_is_held_back_is_said(rep: Rep, tmp_path: Path) -> None:
    small = tmp_path / "small.toml"
    small.write_text("[caps]\nday = 1\nfirst = 1\n", encoding="utf-8")
    rep.does("playbook", "edit", str(small))
    for name in ("Acme", "Globex"):
        rep.does("log", name, "no-answer")
    rep.now = "2026-11-24T08:30"
    ran = rep.does("today")
    assert "1 held back by the cap of 1 a day (R34)." in ran.err


def test_r32_more_first_touches(rep: Rep) -> None:
    for number in range(12):
        rep.does("add", f"Company {number}", "--phone", f"+1 312 555 01{number:02}")
    usual = len(rep.does("today", "--json").json["touches"])
    assert len(rep.does("today", "--more", "3", "--json").json["touches"]) == min(14, usual + 3)


def test_r32_a_full_book_is_said(rep: Rep, tmp_path: Path) -> None:
    small = tmp_path / "small.toml"
    small.write_text("[caps]\nday = 1\nfirst = 1\nfull_percent = 10\n", encoding="utf-8")
    rep.does("playbook", "edit", str(small))
    for name in ("Acme", "Globex"):
        rep.does("log", name, "no-answer")
    rep.does("add", "Initech", "--phone", "+1 312 555 0144")
    rep.does("log", "Initech", "no-answer")
    assert "The book is full: 3 live at 1 a day (R32); notyet held shows the ways out." in rep.does("today").err


def test_an_empty_day_says_what_to_do(rep: Rep) -> None:
    rep.does("log", "Acme", "no-answer")
    rep.does("log", "Globex", "no-answer")
    ran = rep.does("today")
    assert ran.out == ""
    assert "notyet import FILE" in ran.err
