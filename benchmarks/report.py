"""The report as a table in Markdown and as JSON; both are pure, reading and writing files is the caller's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from benchmarks.figures import Kind, Limit, Machine, Measured, Noise, Report, Result, Stat, Unit

Floors = Mapping[str, str]
"""Row and what it is about ("row: what"), and why it cannot be lower than it is."""

_HEAD: Final = ("What", "Book", "notyet: median (p95)", "Yardstick: median (p95)", "Ratio", "Limit", "Kept")
_PEER_HEAD: Final = ("Program", "Job", "Its time: median (p95)", "notyet: median (p95)", "Its share of ours")
_FINE: Final = 10.0
_WHOLE: Final = 100.0


def markdown(report: Report, floors: Floors | None = None) -> str:
    """Return the report as Markdown: machine and noise, the table, the floors, the peers, what was left out."""
    known = floors or {}
    kept = [result.met for result in report.results if result.met is not None]
    told = [f"{_machine(report)} {sum(kept)} of {len(kept)} limits kept.", _noise(report.noise)]
    if report.quick:
        told.append("A quick run: few repeats and small books, to see that it works; not to be quoted.")
    parts = [" ".join(told), _table(_HEAD, (_cells(result, known) for result in report.results))]
    parts += [f"- **{result.what}**: {known[key(result)]}" for result in report.results if _floored(result, known)]
    if report.peers:
        parts += ["Beside other programs, each on the nearest same job:"]
        parts += [_table(_PEER_HEAD, map(_peer, report.peers))]
        parts += ["\n".join(f"- {peer.what}: {peer.note}" for peer in report.peers if peer.note)]
    if report.skipped:
        parts.append("Not measured: " + "; ".join(report.skipped) + ".")
    return "\n\n".join(part for part in parts if part) + "\n"


def key(result: Result) -> str:
    """Return the name under which a result's floor is kept."""
    return f"{result.row}: {result.what}"


def to_json(report: Report) -> str:
    """Return the report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Report:
    """Return the report of a JSON text that `to_json` wrote.

    Raises:
        KeyError: something that belongs to a report is not there.
        ValueError: it is no JSON, or names a unit that there is not.
    """
    told: dict[str, Any] = json.loads(text)
    noise = told["noise"]
    return Report(
        told["on"], told["quick"], Machine(**told["machine"]),
        Noise(_measured(noise["calm"]), noise["yardsticks"], noise["load"]),
        tuple(map(_result, told["results"])), tuple(map(_result, told["peers"])), tuple(told["skipped"]),
    )  # fmt: skip


def line(result: Result) -> str:
    """Return a result in one line, for whoever waits."""
    beside = "" if result.beside is None else f", {result.yardstick} {_said(result.beside)}"
    ratio = "" if result.ratio is None else f", ratio {result.ratio:.2f}"
    limit = "" if result.limit is None else f", limit {result.limit.words(result.ours.unit)}"
    kept = {None: "", True: ", kept", False: ", NOT KEPT"}[result.met]
    return f"  {result.what}, {result.book}: {_said(result.ours)}{beside}{ratio}{limit}{kept}"


def _result(told: dict[str, Any]) -> Result:
    beside, limit = told.pop("beside"), told.pop("limit")
    return Result(
        **(told | {"ours": _measured(told["ours"])}),
        beside=None if beside is None else _measured(beside),
        limit=None if limit is None else Limit(**(limit | {"kind": Kind(limit["kind"]), "stat": Stat(limit["stat"])})),
    )


def _measured(told: dict[str, Any]) -> Measured:
    return Measured(**(told | {"unit": Unit(told["unit"])}))


def _machine(report: Report) -> str:
    it = report.machine
    return (
        f"Measured {report.on} on {it.cores} cores ({it.cpu}), {it.memory_gb:.0f} GB, {it.system}, Python {it.python},"
        f" SQLite {it.sqlite}, Textual {it.textual}."
    )


def _noise(noise: Noise) -> str:
    return (
        f"Noise: a fixed sum took {number(noise.calm.median)} ms, p95 {number(noise.calm.p95)} ms; the middle half of a"
        f" yardstick's runs lies within {noise.yardsticks:.0%} of its median; highest load {noise.load:.1f}."
    )


def _floored(result: Result, floors: Floors) -> bool:
    return result.met is False and key(result) in floors


def _cells(result: Result, floors: Floors) -> tuple[str, ...]:
    beside = "" if result.beside is None else f"{result.yardstick}: {_said(result.beside)}"
    limit = "" if result.limit is None else result.limit.words(result.ours.unit)
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    what = f"{result.what} ({result.note})" if result.note else result.what
    return what, result.book, _said(result.ours), beside, ratio, limit, _kept(result, floors)


def _kept(result: Result, floors: Floors) -> str:
    if result.met is None:
        return ""
    return "yes" if result.met else "**no**, a floor: below" if _floored(result, floors) else "**no**"


def _peer(peer: Result) -> tuple[str, ...]:
    ours = "" if peer.beside is None else _said(peer.beside)
    share = "" if peer.ratio is None else f"{peer.ratio:.2f}"
    return peer.what, peer.book, _said(peer.ours), ours, share


def _said(it: Measured) -> str:
    unit = "" if it.unit is Unit.TIMES else f" {it.unit}"
    tail = "" if it.runs == 1 else f" ({number(it.p95)})"
    return f"{number(it.median)}{unit}{tail}"


def number(value: float) -> str:
    """Return a figure with as many digits as mean something: "0.42", "8.3", "1,234"."""
    if abs(value) >= _WHOLE or value == 0:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= _FINE else f"{value:.2f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
