"""`python -m benchmarks`: measure rows of the table, print it, and keep it as JSON."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import peers, published, report
from benchmarks.figures import Report, Result
from benchmarks.machine import Calm, machine, moment
from benchmarks.rows import ROWS, Row
from benchmarks.stage import COMMAND, Sizes, Stage, beforehand
from benchmarks.terminal import MissedError

PEERS = "peers"
QUICK = Sizes(500, 1_000, 3_000)


def main(args: Sequence[str] | None = None) -> int:
    """Measure what is asked for; 1 where a limit is passed that has no floor."""
    told = _parser().parse_args(args)
    if told.list:
        _out("\n".join(f"{row.key:<12}{row.about}" for row in ROWS))
        return 0
    if not COMMAND.exists():
        _out(f"There is no {COMMAND.name} beside {sys.executable}: make setup")
        return 1
    sizes = _sizes(told.sizes) if told.sizes else QUICK if told.quick else Sizes()
    stage = Stage(told.folder.resolve(), sizes, quick=told.quick, tell=_tell)
    with_peers = not told.no_peers and (not told.rows or PEERS in told.rows)
    rows = [row for row in ROWS if not told.rows or row.key in told.rows]
    said = "" if told.rows else beforehand(stage.unmade())
    if said:
        _tell(said)
    made = _measure(stage, rows, told.peers if with_peers else None)
    whole = not (told.rows or told.quick or told.sizes)
    out = told.out or (published.RESULTS if whole else None)
    if out is not None:
        out.write_text(report.to_json(made), encoding="utf-8")
    floors = published.floors()
    _out(report.markdown(made, floors))
    if out == published.RESULTS:
        published.main()
    passed = any(each.met is False and report.key(each) not in floors for each in made.results)
    return int(passed and not told.quick)


def _measure(stage: Stage, rows: Sequence[Row], others: str | None) -> Report:
    calm = Calm()
    results: list[Result] = []
    skipped: list[str] = []
    for row in rows:
        _tell(row.about)
        calm.look()
        try:
            for result in row.measure(stage):
                _tell(report.line(result))
                results.append(result)
        except (MissedError, subprocess.CalledProcessError) as error:
            skipped.append(f"{row.key}: what should have come did not")
            _tell(f"{error}")
        stage.sweep()
    calm.look()
    found = peers.Found((), ("other programs, left out",)) if others is None else peers.run(stage, _tell, others)
    stage.clear()
    return Report(
        moment(), stage.quick, machine(), calm.noise(results), tuple(results), found.results,
        (*skipped, *found.skipped),
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description="Measure notyet against its budgets.")
    names = [*(row.key for row in ROWS), PEERS]
    parser.add_argument("rows", nargs="*", metavar="ROW", help="only these rows: " + ", ".join(names))
    parser.add_argument("--list", action="store_true", help="name the rows and leave")
    parser.add_argument("--quick", action="store_true", help="few runs on small books, to see that it works")
    parser.add_argument("--sizes", metavar="S,M,B", help="accounts of the small, the middle and the big book")
    parser.add_argument("--folder", type=Path, default=Path(".bench"), help="where books are kept for the next run")
    parser.add_argument("--peers", default="", metavar="DIR", help="a folder with other programs")
    parser.add_argument("--no-peers", action="store_true", help="leave other programs out")
    kept = f"benchmarks/{published.RESULTS.name}"
    parser.add_argument("--out", type=Path, help=f"the report as JSON; a whole run writes {kept} and README's table")
    return parser


def _sizes(told: str) -> Sizes:
    small, middle, big = (int(each) for each in told.split(","))
    return Sizes(small, middle, big)


def _out(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
