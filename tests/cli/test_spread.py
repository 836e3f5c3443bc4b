"""`notyet spread` and `leave`: shown first, written as one action (R34, R37)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep

WEEK = "2026-12-07..2026-12-11"


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    document = tmp_path / "caps.toml"
    document.write_text("[caps]\nday = 1\nfirst = 0\nfirst_full = 0\n", encoding="utf-8")
    rep.does("add", "Acme Robotics", "--person", "Dana Cole", "--phone", "+1 312 555 0142")
    rep.does("playbook", "edit", str(document))
    return rep


def late(rep: Rep, count: int = 3) -> None:
    for number in range(count):
        rep.does("add", f"Company {number}", "--phone", f"+1 312 555 010{number}")
        rep.does("log", f"Company {number}", "no-answer")
    rep.now = "2026-11-24T08:30"


def test_r34_a_spread_is_shown_and_written_with_yes(rep: Rep) -> None:
    """R34: nothing moves before --yes; undo takes it back."""
    late(rep)
    ran = rep.does("spread", "--days", "2")
    assert ran.out.splitlines() == ["Wed 25 Nov 2026  0 → 1", "Fri 27 Nov 2026  0 → 1"]
    assert "2 of 2 held back would move; promises and openings stay." in ran.err
    assert "Nothing was written: --yes writes it" in ran.err
    assert rep.does("held", "--json").json["held_back"] == 2
    assert rep.does("spread", "--days", "2", "--yes").out.splitlines()[-1] == "spread 2 over 2 days"
    assert rep.does("held", "--json").json["held_back"] == 0
    assert "spread 2 over 2 days" in rep.does("undo").out
    assert rep.does("held", "--json").json["held_back"] == 2


def test_r34_what_finds_no_room_is_said(rep: Rep) -> None:
    late(rep, 5)
    found = rep.does("spread", "--days", "2", "--json").json
    assert (found["held_back"], found["moves"], found["stays"], found["room"], found["written"]) == (4, 2, 2, 1, None)
    assert found["days"][0] == {"date": "2026-11-25", "before": 0, "after": 1}
    assert "2 find no room and stay held back" in rep.does("spread", "--days", "2").err
    assert rep.does("spread", "--days", "4", "--yes", "--json").json["written"] == "spread 4 over 4 days"


def test_r34_somebody_at_the_terminal_is_asked(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    late(rep)
    monkeypatch.setattr("tui.cli.spread.somebody_there", lambda: True)
    assert "Nothing was written" in rep.types("spread", stdin="n\n").err
    assert rep.types("spread", stdin="y\n").out.splitlines()[-1].startswith("spread 2 over 10")


def test_r37_coming_back_is_told_once_a_backlog_waits(rep: Rep) -> None:
    """R37."""
    late(rep)
    assert "Welcome back" not in rep.does("today").err
    rep.now = "2026-12-04T08:30"
    assert "Welcome back: 2 are held back (R37)" in rep.does("today").err


def test_nothing_to_spread(rep: Rep) -> None:
    assert "Nothing is held back." in rep.does("spread").err
    assert rep.types("spread", "--yes").code == 1
    assert rep.types("spread", "--days", "1").code == 2


def test_r37_days_off_are_listed_entered_and_removed(rep: Rep) -> None:
    assert "No days off ahead" in rep.does("leave").err
    ran = rep.does("leave", "7", "Dec", "to", "11", "Dec")
    assert ran.out.splitlines()[-1] == "days off Mon 7 Dec - Fri 11 Dec 2026"
    assert "5 working days, back on Mon 14 Dec 2026." in ran.err
    assert rep.does("leave", "--list").out == f"{WEEK}  Mon 7 Dec - Fri 11 Dec 2026\n"
    assert rep.does("leave", "--json").json == {"leave": [{"first": "2026-12-07", "last": "2026-12-11"}]}
    rep.now = "2026-12-01T08:30"
    assert "Away Mon 7 Dec - Fri 11 Dec 2026 (R37)." in rep.does("today").err
    rep.does("leave", WEEK, "--remove")
    assert rep.does("leave", "--list").out == ""


def promise(rep: Rep, name: str, day: str) -> None:
    rep.does("log", name, "callback", "--when", day, "--no-value")


def test_r37_a_promise_without_an_answer_refuses_the_leave(rep: Rep) -> None:
    """R37, R10: each is asked, nothing moves silently."""
    promise(rep, "Acme", "2026-12-08")
    ran = rep.types("leave", WEEK)
    assert ran.code == 1
    assert "1 promises fall into these days and need an answer: Acme Robotics. Nothing was changed." in ran.err
    assert rep.does("leave", "--list").out == ""


@pytest.mark.parametrize(
    ("answer", "day"),
    [
        (("--keep-all",), "2026-12-08"),
        (("--keep", "Acme"), "2026-12-08"),
        (("--move-all", "back"), "2026-12-14"),
        (("--move-all", "2026-12-04"), "2026-12-04"),
        (("--move", "Acme=2026-12-03", "--keep-all"), "2026-12-03"),
    ],
)
def test_r37_promises_are_kept_or_moved(rep: Rep, answer: tuple[str, ...], day: str) -> None:
    promise(rep, "Acme", "2026-12-08")
    found = rep.does("leave", WEEK, *answer, "--json").json
    assert (found["first"], found["last"], found["back"], found["planned"]) == (
        "2026-12-07",
        "2026-12-11",
        "2026-12-14",
        0,
    )
    assert [each["account"] for each in found["promises"]] == ["Acme Robotics"]
    (step,) = rep.does("show", "Acme", "--json").json["plan"]
    assert (step["on"], step["promise"]) == (day, True)


def test_r37_a_promise_is_handed_over(rep: Rep) -> None:
    promise(rep, "Acme", "2026-12-08")
    rep.does("leave", WEEK, "--hand-over", "Acme=Ana")
    (step,) = rep.does("show", "Acme", "--json").json["plan"]
    assert not step["promise"]
    assert "handed over to Ana" in rep.does("show", "Acme").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("soon",), 1),
        ((WEEK, "--move", "Acme"), 2),
        ((WEEK, "--move", "Acme=blue"), 1),
        ((WEEK, "--move-all", "2026-12-09"), 1),
        ((WEEK, "--keep", "Nobody"), 1),
    ],
)
def test_what_is_not_understood_changes_nothing(rep: Rep, words: tuple[str, ...], code: int) -> None:
    promise(rep, "Acme", "2026-12-08")
    assert rep.types("leave", *words).code == code
    assert rep.does("leave", "--list").out == ""
