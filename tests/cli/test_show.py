"""`notyet show`, `search`, `dream` and `dump`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from playbook import drain, moves
from playbook.facts import Opening
from playbook.words import EntryId
from storage.book import Book
from tests.cli.running import Rep
from tui.cli import look

PROFILE = """
[[profile]]
field = "state"
test = "in"
values = ["IL"]
must = true
"""


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    rep.does(
        "add", "Acme Robotics", "--person", "Dana Cole", "--title", "VP Ops", "--phone", "+1 312 555 0142",
        "--field", "state=IL", "--field", "spend=2000000", "--note", "changeovers eat a shift", "--dream",
    )  # fmt: skip
    rep.does("add", "Globex", "--phone", "+1 415 555 0100", "--field", "state=CA")
    return rep


@pytest.fixture
def profiled(rep: Rep, tmp_path: Path) -> Rep:
    file = tmp_path / "profile.toml"
    file.write_text(PROFILE, encoding="utf-8")
    rep.does("playbook", "edit", str(file))
    return rep


def test_the_shape_that_scripts_rely_on(profiled: Rep) -> None:
    """DESIGN section 5."""
    profiled.does("log", "Acme", "callback", "--when", "6 months", "--note", "audit first")
    found = profiled.does("show", "Acme Robotics", "--json").json
    assert {
        "id", "name", "standing", "fit", "dream", "no_count", "people", "touches", "plan", "signals", "openings",
    } <= found.keys()  # fmt: skip
    assert {"verdict", "score", "criteria"} <= found["fit"].keys()
    assert (found["fit"]["verdict"], found["fit"]["score"]) == ("on", 100)
    assert found["fit"]["criteria"][0]["met"] is True
    assert (found["name"], found["standing"], found["dream"]) == ("Acme Robotics", "working", True)
    assert {"at", "outcome", "reading", "channel", "person", "note", "minutes"} <= found["touches"][0].keys()
    assert {"on", "at", "channel", "purpose", "promise", "rule"} <= found["plan"][0].keys()
    assert [step["on"] for step in found["plan"]] == sorted(step["on"] for step in found["plan"])


def test_every_touch_is_shown(rep: Rep) -> None:
    for day in range(20):
        rep.now = f"2026-12-{day + 1:02}T09:00"
        rep.does("log", "Acme", "no-answer")
    assert len(rep.does("show", "Acme", "--json").json["touches"]) == 20


def test_for_people_it_is_in_words(profiled: Rep) -> None:
    profiled.does("log", "Acme", "callback", "--when", "6 months", "--note", "audit first")
    told = profiled.does("show", "Acme").out
    for words in (
        "* Acme Robotics · working · on profile 100", "Dana Cole · VP Ops", "note: changeovers eat a shift", "promise",
        "R14", "call back", "audit first",
    ):  # fmt: skip
        assert words in told, words


def test_what_happened_is_in_words(rep: Rep) -> None:
    rep.does("log", "Acme", "barred", "--person", "Dana", "--words", "stop")
    rep.does("log", "Globex", "barred", "--whole-account")
    assert "do not contact" in rep.does("show", "Acme").out
    told = rep.does("show", "Globex").out
    assert "DO NOT CONTACT" in told
    assert "nothing planned" in told


def test_signs_and_openings_are_shown(rep: Rep) -> None:
    """R22, R24."""
    seen = Opening(EntryId(""), "contract renewal", date(2026, 11, 23), on=date(2027, 3, 1), text="renewal of the line")
    now = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    book = Book.open(rep.book, now=now)
    found = book.prospect(book.find("Acme"), now)
    sign = drain.SIGNS[0].name
    drafts = (
        moves.signal(found.account, sign, now.date()),
        moves.opening(found.account, found.people, seen, found.world, found.settings),
    )
    book.record(drafts, now=now, label="seen")
    book.close()
    told = rep.does("show", "Acme").out
    assert "opening: renewal of the line, Mon 1 Mar 2027" in told
    assert f"sign: {sign}, Mon 23 Nov 2026" in told
    shown = rep.does("show", "Acme", "--json").json
    assert shown["signals"] == [{"sign": sign, "on": "2026-11-23", "person": None}]
    assert shown["openings"][0]["on"] == "2027-03-01"


def test_search_finds_by_name_note_and_phone(rep: Rep) -> None:
    for words in ("acme", "dana", "changeovers", "5550142"):
        assert [hit["account"] for hit in rep.does("search", words, "--json").json] == ["Acme Robotics"], words
    assert rep.does("search", "glo").out.startswith("Globex")


def test_search_that_finds_nothing_says_so(rep: Rep) -> None:
    ran = rep.does("search", "zzz")
    assert (ran.out, ran.err) == ("", "Nothing found.\n")


def test_dream_clients(rep: Rep) -> None:
    (row,) = rep.does("dream", "--json").json
    assert (row["account"], row["no_count"], row["spend"]) == ("Acme Robotics", 0, 2_000_000)
    assert rep.does("dream").out.splitlines()[1].startswith("Acme Robotics")
    assert "2.0M" in rep.does("dream").out


def test_no_dream_clients_says_how_to_star_one(tmp_path: Path) -> None:
    rep = Rep(tmp_path / "other.db")
    rep.does("add", "Globex")
    assert "--dream" in rep.does("dream").err


def test_r2_off_profile_and_touched_waits_in_the_dump_queue(profiled: Rep) -> None:
    profiled.does("log", "Globex", "off-profile")
    profiled.does("log", "Globex", "no-answer", "--at", "08:00")
    queue = profiled.does("dump", "--json").json
    assert queue["set_aside"] + len(queue["queue"]) == 1
    ran = profiled.does("dump")
    assert "proposed" in ran.err


@pytest.mark.parametrize(
    ("amount", "said"), [(None, ""), (950.0, "950"), (9_500.0, "9.5k"), (2e6, "2.0M"), (3.2e9, "3.2B")]
)
def test_money(amount: float | None, said: str) -> None:
    assert look._money(amount) == said
