"""`notyet pool` and `held`: who waits, what is held back, the ways out (R32, R34)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    for number in range(3):
        rep.does("add", f"Company {number}", "--phone", f"+1 312 555 010{number}")
    return rep


def cap(rep: Rep, folder: Path, figures: str) -> None:
    document = folder / "caps.toml"
    document.write_text(f"[caps]\n{figures}\n", encoding="utf-8")
    rep.does("playbook", "edit", str(document))


def test_r32_the_pool_for_eyes_and_scripts(rep: Rep, tmp_path: Path) -> None:
    """R32: a pool under ten days of quota says so and offers import and research."""
    ran = rep.does("pool")
    assert ran.out.count("Company") == 3
    assert "3 wait: 0 days at 5 first touches a day." in ran.err
    assert "The pool is low (R32): notyet import FILE" in ran.err
    assert "The pool is low: 3 wait (R32)" in rep.does("today").err
    cap(rep, tmp_path, "pool_days = 0")
    assert "low" not in rep.does("pool").err
    assert "low" not in rep.does("today").err


def test_words_narrow_the_pool(rep: Rep) -> None:
    found = rep.does("pool", "company", "2", "--json").json
    assert {"waiting", "unknown", "quota", "low", "more", "accounts"} <= found.keys()
    assert (found["waiting"], [row["account"] for row in found["accounts"]]) == (3, ["Company 2"])
    assert {"account_id", "verdict", "fit", "tier", "opening", "local_time"} <= found["accounts"][0].keys()


def test_a_long_pool_says_so(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.pool.pool.__defaults__", ("", 2))
    assert "Only the best 2 are listed" in rep.does("pool").err


def test_r34_held_back_in_its_order_with_the_ways_out(rep: Rep, tmp_path: Path) -> None:
    cap(rep, tmp_path, "day = 1\nfirst = 0\nfirst_full = 0\nfull_percent = 10")
    rep.does("add", "Company 3", "--phone", "+1 312 555 0103")
    for number in range(4):
        rep.does("log", f"Company {number}", "no-answer")
    rep.now = "2026-11-24T08:30"
    ran = rep.does("held")
    assert len(ran.out.splitlines()) == 3
    assert "3 held back by the cap of 1 a day; they keep their order (R34)." in ran.err
    assert "The book is full: 4 live at 1 a day (R32)." in ran.err
    assert "a higher cap: 1 → 2 a day, frees 20 touches in these days" in ran.err
    found = rep.does("held", "--json").json
    assert (found["held_back"], found["cap"], found["full"], found["over"], found["room"]) == (3, 1, True, False, 20)
    assert found["ways"][0]["way"] == "a higher cap"
    assert len(found["touches"]) == 3


def test_r6_the_forgotten_are_said(rep: Rep, tmp_path: Path) -> None:
    """R6: being held back is no excuse."""
    cap(rep, tmp_path, "day = 1\nfirst = 0\nfirst_full = 0")
    for number in range(3):
        rep.does("log", f"Company {number}", "no-answer")
    rep.now = "2027-11-24T08:30"
    assert "2 of them are forgotten" in rep.does("held").err


def test_nothing_held_back(rep: Rep) -> None:
    ran = rep.does("held")
    assert ran.out == ""
    assert "0 held back" in ran.err
    assert "spread" not in ran.err


def test_without_a_book_it_is_refused(tmp_path: Path) -> None:
    for command in ("pool", "held", "spread", "leave"):
        ran = Rep(tmp_path / "none.db").types(command)
        assert ran.code == 1
        assert "There is no book yet" in ran.err
