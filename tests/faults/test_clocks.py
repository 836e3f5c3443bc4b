"""T16, T18: clocks that jump, summer time, other zones, odd days; and imports that end half way."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults import books
from tests.faults.counting import Figure, count, publish
from tests.faults.straced import Ran, run_at
from tests.faults.straced import plain as plainly

ZONES = ("America/Chicago", "Europe/Berlin", "Asia/Tokyo", "Australia/Lord_Howe")
"""One far west, one far east, one that puts its clock on by half an hour."""
MOMENTS = (
    "2026-11-23T08:30", "2026-11-26T08:30", "2026-11-20T08:30", "2026-11-01T01:30", "2027-03-14T02:30",
    "2027-03-28T02:30", "2026-10-25T02:30", "2027-04-04T01:45", "2028-02-29T23:59", "2099-12-31T23:59",
)  # fmt: skip
"""As it is, three days on, three back, hours that summer time takes or gives twice, a leap day, the century's end."""


LOOKED = MOMENTS[:: count(3, 1)]


def planned(path: Path) -> list[tuple[str, str]]:
    """Every account's next day, as the book has it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute("SELECT name, next_on FROM account ORDER BY name").fetchall()


@pytest.mark.parametrize("zone", ZONES)
def test_no_day_moves_by_a_clock(zone: str, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T18: looking at the book under any clock and zone moves no due day; a touch is planned from its own local day."""
    path = books.copied(master, tmp_path)
    told = {**env, "TZ": zone}
    before = planned(path)
    for number, moment in enumerate(LOOKED):
        assert run_at(path, told, moment, "today", "--json").code == 0
        account = f"Works {number + 1:03}"
        ran = run_at(path, told, moment, "log", account, "voicemail", "--json")
        assert ran.code == 0, (moment, ran.err)
        plan = json.loads(ran.out)["plan"]
        day = datetime.fromisoformat(moment).date()
        assert all(date.fromisoformat(step["on"]) > day - timedelta(days=1) for step in plan), (moment, plan)
    assert planned(path)[len(LOOKED) :] == before[len(LOOKED) :]
    found = [touch.name for touch in books.touches(path)][-len(LOOKED) :]
    assert found == [f"Works {number + 1:03}" for number in range(len(LOOKED))], "the journal's order is the order told"
    books.reopened(path)
    publish(Figure(f"clock that jumps, {zone}", "--now and TZ", len(LOOKED), "moments", len(found), rule="T18"))


@pytest.mark.parametrize("zone", ZONES)
def test_undo_takes_the_newest_told_not_the_newest_by_the_clock(
    zone: str, master: Path, env: dict[str, str], tmp_path: Path
) -> None:
    """T18: a clock set back changes no order."""
    path, told = books.copied(master, tmp_path), {**env, "TZ": zone}
    assert run_at(path, told, "2026-11-26T08:30", "log", "Works 001", "no").code == 0
    assert run_at(path, told, "2026-11-23T08:30", "log", "Works 002", "no").code == 0
    assert run_at(path, told, "2026-11-20T08:30", "undo").code == 0
    alive = {touch.name: touch.alive for touch in books.touches(path)[-2:]}
    assert alive == {"Works 001": True, "Works 002": False}


BROKEN = (
    b"Company name,Phone\n"
    + b"".join(b"Firm %d,+1312555%04d\n" % (n, n) for n in range(250))
    + b'Firm "x,1\n"Firm 251',
    b"Company name,Phone\n"
    + b"".join(b"Firm %d,+1312555%04d\n" % (n, n) for n in range(250))
    + b"\x00\x01\xff\xfe" * 400,
    b"",
    b"\xff\xfe",
)


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_a_list_that_breaks_off_lands_whole_or_not_at_all(
    number: int, master: Path, env: dict[str, str], tmp_path: Path
) -> None:
    """T16: a refusal leaves no row; what lands is one import, and one undo takes all of it back."""
    path = books.copied(master, tmp_path / "book")
    listed = tmp_path / "list.csv"
    listed.write_bytes(BROKEN[number])
    assert plainly(path, env, "today").code == 0
    before = len(books.entries(path))
    ran: Ran = plainly(path, env, "import", "--yes", str(listed))
    assert "Traceback" not in ran.err
    books.reopened(path)
    if ran.code == 0:
        assert plainly(path, env, "undo").code == 0
        assert {name for name, _ in planned(path)} == {f"Works {number:03}" for number in range(1, books.FIRMS + 1)}
    else:
        assert len(books.entries(path)) == before
