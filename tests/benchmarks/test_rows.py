"""The table of measurements, its list and its runs: every row has a name, and a run asks for what it measures."""

from __future__ import annotations

import csv
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal to fork", allow_module_level=True)

from benchmarks import __main__ as door
from benchmarks import books, importing, lists, made_list, published, report
from benchmarks.books import Wanted
from benchmarks.rows import ROWS
from benchmarks.stage import Sizes, Stage, alternating, beforehand, said, took
from tests.storage.rows import Rows, account, lay, person


def test_rows_have_names_of_their_own() -> None:
    assert len({row.key for row in ROWS}) == len(ROWS) >= 12


def test_every_floor_belongs_to_a_row() -> None:
    floors = published.floors()

    assert all(name.partition(":")[0] in {row.key for row in ROWS} for name in floors)
    assert all(floors.values())


def test_every_row_stands_in_one_table_of_the_report() -> None:
    """A row that no table names would be measured and never shown."""
    assert sorted(key for keys in report.GROUPS.values() for key in keys) == sorted(row.key for row in ROWS)


def test_kept_results_are_a_report() -> None:
    kept = report.from_json(published.RESULTS.read_text(encoding="utf-8"))

    assert not kept.quick
    assert {result.row for result in kept.results} <= {row.key for row in ROWS}


def test_a_whole_run_ends_with_the_readme_and_a_part_of_one_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[Path] = []
    monkeypatch.setattr(published, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(published, "main", lambda: written.append(published.RESULTS))
    monkeypatch.setattr(door, "COMMAND", tmp_path)
    monkeypatch.setattr(door, "ROWS", ())

    assert door.main(["--no-peers", "--quick", "--folder", str(tmp_path / "bench")]) == 0
    assert not written
    assert not published.RESULTS.exists()
    assert door.main(["--no-peers", "--folder", str(tmp_path / "bench")]) == 0
    assert written == [published.RESULTS]
    assert report.from_json(published.RESULTS.read_text(encoding="utf-8")).skipped == ("other programs, left out",)
    said = capsys.readouterr().err
    assert "of 1,000, 10,000, 100,000, 100,000, 100,000 accounts: about 10 minutes and 7.8 GB" in said


def test_a_wait_is_told_in_words() -> None:
    assert beforehand(()) == ""
    assert "of 500, 1,000 accounts: about 3 seconds and 0.0 GB" in beforehand([Wanted(500), Wanted(1_000)])


def test_what_a_row_leaves_goes_and_what_rows_share_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(tmp_path)
    monkeypatch.setattr(books, "book", lambda *_: Path(__file__))
    monkeypatch.setattr(Stage, "settle", lambda *_: None)
    shared = stage.shared(1_000)
    own = stage.copy(1_000, 0, "own")

    stage.sweep()

    assert shared.exists()
    assert stage.shared(1_000) == shared
    assert not own.parent.exists()


def test_the_list_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["--list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(ROWS)


def test_works_take_turns() -> None:
    done: list[str] = []

    def work(name: str) -> float:
        done.append(name)
        return float(len(done))

    first, second = alternating(3, lambda: work("a"), lambda: work("b"))

    assert "".join(done) == "abbaab"
    assert (len(first), len(second)) == (3, 3)
    assert took(lambda: None) >= 0


def test_a_quick_run_does_less_but_enough_for_a_median() -> None:
    assert Stage(Path(), quick=True).runs(60) == 10
    assert Stage(Path(), quick=True).runs(6) == 3
    assert Stage(Path()).runs(60) == 60


def test_a_crowd_is_its_share_of_the_book() -> None:
    assert Sizes().due(30_000) == 30_000
    assert Sizes(1, 2, 10_000).due(30_000) == 3_000
    assert said(10_000, 3_000) == "10,000 accounts, 3,000 due"


def test_a_made_list_is_the_same_at_every_run(tmp_path: Path) -> None:
    first, second = (made_list.written(tmp_path / name, 50) for name in ("a.csv", "b.csv"))

    assert first.read_bytes() == second.read_bytes()
    with first.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 51
    assert {len(row) for row in rows} == {len(made_list.COLUMNS)}
    assert len({row[0] for row in rows}) == 51


def test_two_books_are_made_alike_where_a_search_begins(tmp_path: Path) -> None:
    """What the small book holds is what the big one holds newest, in the same order."""
    files = [tmp_path / "small.db", tmp_path / "big.db"]
    for file, names in zip(files, (("acme", "globex"), ("globex", "hooli", "acme", "zeta")), strict=True):
        with closing(lay(file)) as db:
            Rows(db).add(*(account(name) for name in names), person("dana", "acme"))

    lists.alike(*files)

    found = []
    for file in files:
        with closing(sqlite3.connect(file)) as db:
            found.append(db.execute("SELECT owner, text FROM finder ORDER BY rowid DESC").fetchall())
    assert found[1][: len(found[0])] == found[0]
    assert len(found[0]) == 3
    assert len(found[1]) == 5


def test_what_is_searched_stands_in_the_book(tmp_path: Path) -> None:
    """Words of its names and remarks, whichever the lot falls on, the same at every run."""
    file = tmp_path / "book.db"
    with closing(lay(file)) as db:
        rows = Rows(db)
        rows.add(*(account(f"acme-{number}") for number in range(9)), account("トヨタ", name="トヨタ"))
        rows.touch("acme-1", note="the foreman decides")
        texts = [text for (text,) in db.execute("SELECT text FROM finder")]

    found = lists.beginnings(file, 5)
    assert found == lists.beginnings(file, 5)
    assert len(found) == 5
    assert all(any(f" {word}" in f" {text}" for text in texts) for word in found)


def test_a_programs_memory_is_its_own(tmp_path: Path) -> None:
    """A program's most memory counts from that of who started it, which is much once books were made."""
    much = bytearray(150_000_000)
    much[::4096] = bytes(len(range(0, len(much), 4096)))
    assert importing._peak(Stage(tmp_path), sys.executable, "-c", "pass")[1] < 60
