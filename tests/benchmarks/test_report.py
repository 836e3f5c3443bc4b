"""The report: what stands in its table, and that its JSON comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks import report
from benchmarks.figures import Kind, Limit, Machine, Measured, Noise, Report, Result, Stat, Unit

YARD = Measured(Unit.MS, 400.0, 420.0, 0.04, 15)
KEPT = Result(
    "start", "start", "10,000 accounts", Measured(Unit.MS, 512.4, 540.0, 0.05, 15), "bare app", YARD,
    Limit(Kind.TIMES, 1.5),
)  # fmt: skip
MISSED = Result(
    "import", "import, staged", "100,000 rows", Measured(Unit.S, 42.0, 42.0, 0.0, 1), "insert",
    Measured(Unit.S, 4.2, 4.2, 0.0, 1), Limit(Kind.TIMES, 2.5), "a note",
)  # fmt: skip
KNOWN = Result("draw", "card", "any | all", Measured(Unit.BYTES, 0.0, 0.0, 0.0, 3))
PEER = Result("peers", "calcurse", "start", Measured(Unit.MS, 20.0, 30.0, 0.1, 9), "a book", YARD)
QUICK = False
WHOLE = Report(
    "2026-11-23 09:00", QUICK, Machine(2, "a processor", 25.3, "Linux x86_64", "3.11.7", "3.40.1", "8.2.8"),
    Noise(Measured(Unit.MS, 6.5, 7.25, 0.03, 40), 0.041, 1.26), (KEPT, MISSED, KNOWN), (PEER,), ("dooit is not here",),
)  # fmt: skip


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in text.splitlines() if line.startswith("| ")]


def test_a_line_a_result_and_a_table_a_group() -> None:
    text = report.markdown(WHOLE)
    keys, long = text.partition("**Long work**")[::2]

    assert rows(keys)[2] == [
        "| start", "10,000 accounts", "512 ms (540)", "bare app: 400 ms (420)", "1.28", "1.5 ×", "yes |",
    ]  # fmt: skip
    assert "**At the keys**" in keys
    assert "| card | any \\| all | 0 bytes (0) |  |  |  |  |" in keys
    assert rows(long)[2] == [
        "| import, staged (1)", "100,000 rows", "42.0 s", "insert: 4.20 s", "10.00", "2.5 ×", "**no** |",
    ]  # fmt: skip
    assert "\n1. **import, staged**: a note\n" in long
    assert "Lists and search" not in text


def test_machine_noise_and_what_is_missing_are_told() -> None:
    text = report.markdown(WHOLE)

    assert "1 of 2 limits kept" in text
    assert "2 cores (a processor), 25 GB, Linux x86_64, Python 3.11.7, SQLite 3.40.1, Textual 8.2.8" in text
    assert "p95 7.25 ms" in text
    assert "within 4% of its median" in text
    assert "\n\nNot measured: dooit is not here.\n\nA run of some rows only, without outcome, highlight, log, " in text
    assert "start" not in text.partition("some rows only")[2]


def test_a_column_that_nothing_fills_is_left_out() -> None:
    text = report.markdown(replace(WHOLE, results=(KNOWN,), peers=()))

    assert rows(text) == [
        ["| What", "Book", "notyet |"],
        ["| ---", "---", "--: |"],
        ["| card", "any \\| all", "0 bytes (0) |"],
    ]


def test_a_floor_stands_below_only_where_its_limit_is_missed() -> None:
    floors = {"import: import, staged": "fsync is\n", "start: start": "nothing to say"}
    again = replace(MISSED, book="10 rows", note="")

    text = report.markdown(replace(WHOLE, results=(again, *WHOLE.results)), floors)

    assert rows(text.partition("**Long work**")[2])[2][-1] == "**no** (1) |"
    assert rows(text.partition("**Long work**")[2])[3][-1] == "**no** (1) |"
    assert "\n1. **import, staged, why not less**: fsync is\n2. **import, staged**: a note\n" in text
    assert "nothing to say" not in text


def test_peers_are_told_apart() -> None:
    noted = replace(PEER, note="its own list")
    text = report.markdown(replace(WHOLE, peers=(PEER, noted, noted)))

    assert rows(text)[-1] == ["| calcurse", "start", "20.0 ms (30.0)", "400 ms (420)", "0.05 |"]
    assert text.count("- calcurse: its own list") == 1
    assert "none of them does what notyet does" in text
    assert "ours (with a book) until" in text


def test_json_comes_back_as_it_was() -> None:
    assert report.from_json(report.to_json(WHOLE)) == WHOLE


def test_what_is_no_report_is_an_error() -> None:
    told = json.loads(report.to_json(WHOLE))
    told["results"][0]["ours"]["unit"] = "miles"
    with pytest.raises(ValueError, match="miles"):
        report.from_json(json.dumps(told))
    del told["noise"]
    with pytest.raises(KeyError):
        report.from_json(json.dumps(told))


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0"), (0.042, "0.04"), (8.316, "8.32"), (42.0, "42.0"), (1234.5, "1,234")]
)
def test_figures_have_the_digits_that_mean_something(value: float, words: str) -> None:
    assert report.number(value) == words


def test_a_quick_run_says_so() -> None:
    quick = replace(WHOLE, quick=True, peers=())

    assert "not to be quoted" in report.markdown(quick)
    assert "Beside other programs" not in report.markdown(quick)


def test_a_line_for_whoever_waits() -> None:
    assert report.line(MISSED).endswith("42.0 s, insert 4.20 s, ratio 10.00, limit 2.5 ×, NOT KEPT")
    p95 = Limit(Kind.TIMES, 2.0, Stat.P95)
    assert "limit 2 × p95, kept" in report.line(Result("k", "w", "b", YARD, "y", YARD, p95))
