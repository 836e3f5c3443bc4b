"""The table of measurements, its list and its runs: every row has a name, and a run asks for what it measures."""

from __future__ import annotations

import csv
import sys
import tomllib
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal to fork", allow_module_level=True)

from benchmarks import __main__ as door
from benchmarks import made_list, report
from benchmarks.rows import ROWS
from benchmarks.stage import Sizes, Stage, alternating, said, took


def test_rows_have_names_of_their_own() -> None:
    assert len({row.key for row in ROWS}) == len(ROWS) >= 12


def test_every_floor_belongs_to_a_row() -> None:
    floors = tomllib.loads(door.FLOORS.read_text(encoding="utf-8"))

    assert all(name.partition(":")[0] in {row.key for row in ROWS} for name in floors)
    assert all(isinstance(why, str) and why for why in floors.values())


def test_kept_results_are_a_report() -> None:
    if not door.RESULTS.exists():
        pytest.skip("not measured yet")
    kept = report.from_json(door.RESULTS.read_text(encoding="utf-8"))

    assert not kept.quick
    assert {result.row for result in kept.results} <= {row.key for row in ROWS}


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
