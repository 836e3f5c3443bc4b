"""`notyet dumped` and what `show` tells of the long record (R23, R29, R30, R45)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from playbook import moves
from storage.book import Book
from tests.cli.running import Rep

NOW = datetime.fromisoformat("2026-11-23T08:30-06:00")


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    rep.does(
        "add", "Acme Robotics", "--person", "Dana Cole", "--phone", "+1 312 555 0142", "--field", "nos_before=12",
        "--field", "incumbent=Oldway", "--field", "incumbent_since=2021", "--field", "pursued_since=2019",
    )  # fmt: skip
    rep.does("add", "Globex", "--dream")
    rep.does("add", "Hooli")
    return rep


def let_go(rep: Rep, name: str) -> None:
    book = Book.open(rep.book, now=NOW)
    facts = book.prospect(book.find(name), NOW).account
    book.record([moves.dump(facts, NOW.date(), "a leech", 9.5)], now=NOW, label="dumped")
    book.close()


def test_r29_r30_the_dumped_list(rep: Rep) -> None:
    let_go(rep, "Acme")
    rep.now = "2026-12-01T09:00"
    rep.does("log", "Acme", "talk", "--inbound", "--note", "a tender")

    found = rep.does("dumped", "--json").json
    assert found["hours_won"] == 9.5
    (row,) = found["dumped"]
    assert (row["account"], row["dumped"], row["reason"], row["hours"], row["no_count"]) == (
        "Acme Robotics", "2026-11-23", "a leech", 9.5, 12,
    )  # fmt: skip
    assert row["since_then"] == [{"on": "2026-12-01", "what": "they contacted us: a tender"}]
    assert [(each["account"], each["why"]) for each in found["spend_on"]] == [("Globex", "dream"), ("Hooli", "pool")]

    ran = rep.does("dumped")
    assert "1 Dec 2026: they contacted us: a tender" in ran.out
    assert "Spend them on: Globex (dream), Hooli (pool)" in ran.out
    assert "1 let go, 9.5 h a quarter won." in ran.err


def test_nobody_was_let_go(rep: Rep) -> None:
    ran = rep.does("dumped")
    assert (ran.out, ran.err) == ("", "Nobody was let go yet: d on a row of the dump queue does it.\n")
    assert rep.does("dumped", "--json").json["dumped"] == []


def test_r30_the_pool_tells_its_fit(rep: Rep, tmp_path: Path) -> None:
    file = tmp_path / "profile.toml"
    text = '[[profile]]\nfield = "incumbent"\ntest = "contains"\nvalues = ["Old"]\nmust = true\n'
    file.write_text(text, encoding="utf-8")
    rep.does("add", "Wayne", "--field", "incumbent=Oldway")
    rep.does("playbook", "edit", str(file))
    let_go(rep, "Hooli")
    assert "(pool, fit 100)" in rep.does("dumped").out


def test_r23_the_long_record_stands_in_show_and_dream(rep: Rep) -> None:
    rep.does("log", "Acme", "no", "--note", "after the audit", "--at", "2026-11-20T15:45")
    record = rep.does("show", "Acme", "--json").json
    assert record["last_said"] == "after the audit"
    assert {
        key: record["record"][key] for key in ("pursued_since", "nos_before", "incumbent", "incumbent_since", "last")
    } == {
        "pursued_since": "2019-01-01", "nos_before": 12, "incumbent": "Oldway", "incumbent_since": "2021-01-01",
        "last": "2026-11-20",
    }  # fmt: skip
    told = rep.does("show", "Acme").out
    assert "pursued since Tue 1 Jan 2019 · 12 No's before the book · with Oldway since 2021" in told
    assert "never touched" in rep.does("show", "Globex").out
    (row,) = rep.does("dream", "--json").json
    assert (row["nos_before"], row["outlived"], row["person_since"], row["rhythm_passed"]) == (0, 0, None, None)


def test_r45_a_touch_made_earlier_is_told_with_its_time(rep: Rep) -> None:
    """R45: the last thing they said stands above the history."""
    rep.does("log", "Acme", "no", "--note", "after the audit", "--at", "2026-11-20T15:45")
    told = rep.does("show", "Acme").out
    assert "Fri 20 Nov 2026 15:00" in told or "Fri 20 Nov 2026 15:45" in told
    assert told.index("said last: after the audit") < told.index("-- touches")


def test_r30_an_empty_pool_leaves_nobody_to_spend_them_on(tmp_path: Path) -> None:
    rep = Rep(tmp_path / "other.db")
    rep.does("add", "Acme")
    let_go(rep, "Acme")
    assert "Spend them on" not in rep.does("dumped").out


def test_r10_show_says_whose_hour_a_promise_names(rep: Rep) -> None:
    """R10: Dana sits where the rep does; somebody on another clock has an hour of their own."""
    rep.does("add", "Initech", "--person", "Ray Ortiz", "--phone", "+44 20 7946 0958")
    for name in ("Acme", "Initech"):
        rep.does("log", name, "callback", "--when", "tomorrow 8:45")
    assert "24 Nov 2026 08:45 · promise" in rep.does("show", "Acme").out
    assert "24 Nov 2026 08:45 there · promise" in rep.does("show", "Initech").out
