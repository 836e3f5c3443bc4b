"""The report as a table in Markdown and as JSON; both are pure, reading and writing files is the caller's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from benchmarks.figures import Kind, Limit, Machine, Measured, Noise, Report, Result, Stat, Unit

Floors = Mapping[str, str]
"""Row and what it is about ("row: what"), and why it cannot be lower than it is."""

_HEAD: Final = ("What", "Book", "notyet", "Beside it", "Ratio", "Limit", "Kept")
_PEER_HEAD: Final = ("Program", "Job", "It", "notyet", "It ÷ notyet")
_BRACKETS: Final = "The figures are medians, with the p95 in brackets where there were several runs."
_PEERS: Final = (
    "**Beside other programs**, each on the nearest same job; none of them does what notyet does. Their start counts"
    " until their list first stands, ours (with {ours}) until the whole screen is at rest; our key moves to the next"
    " touch, with its card and the dates of all keys."
)
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "At the keys": ("start", "outcome", "highlight", "draw", "log", "memory", "idle"),
    "Lists and search": ("today", "search", "growth"),
    "Long work": ("import", "beside", "rebuild", "forecast"),
    "From a script": ("today-json",),
}
"""The tables of a report: what each is about, and the rows in it."""
_FINE: Final = 10.0
_WHOLE: Final = 100.0


class _Notes:
    """What stands below the tables, numbered in the order in which it is first wanted."""

    def __init__(self, floors: Floors) -> None:
        self._floors = floors
        self._said: dict[str, str] = {}
        """Note and its first words."""

    def on(self, result: Result) -> str:
        """Return the mark of a result's own note: "" or " (1)"."""
        return self._mark(result.what, result.note) if result.note else ""

    def floor(self, result: Result) -> str:
        """Return the mark of the floor under a limit that is passed: "", or " (1)"."""
        known = "" if result.met is not False else self._floors.get(key(result), "")
        return self._mark(f"{result.what}, why not less", known) if known else ""

    def lines(self) -> str:
        """Return them as a numbered list."""
        return "\n".join(f"{place}. **{head}**: {text}" for place, (text, head) in enumerate(self._said.items(), 1))

    def _mark(self, head: str, text: str) -> str:
        self._said.setdefault(text.strip(), head)
        return f" ({list(self._said).index(text.strip()) + 1})"


def markdown(report: Report, floors: Floors | None = None) -> str:
    """Return the report as Markdown: machine and noise, a table a group, floors, peers, what was left out."""
    kept = [result.met for result in report.results if result.met is not None]
    told = [f"{_machine(report)} {sum(kept)} of {len(kept)} limits kept.", _noise(report.noise), _BRACKETS]
    if report.quick:
        told.append("A quick run: few repeats and small books, to see that it works; not to be quoted.")
    notes = _Notes(floors or {})
    parts = [" ".join(told), *(_group(name, report.results, notes) for name in GROUPS), notes.lines()]
    if report.peers:
        parts += [_PEERS.format(ours=report.peers[0].yardstick), _table(_PEER_HEAD, map(_peer, report.peers), 2)]
        parts += ["\n".join(dict.fromkeys(f"- {peer.what}: {peer.note}" for peer in report.peers if peer.note))]
    parts += [f"Not measured: {'; '.join(report.skipped)}." if report.skipped else "", _not_asked(report)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _group(name: str, results: Iterable[Result], notes: _Notes) -> str:
    rows = [_cells(result, notes) for key in GROUPS[name] for result in results if result.row == key]
    filled = [place for place, cells in enumerate(zip(*rows, strict=True)) if any(cells)]
    head, *lines = (tuple(row[place] for place in filled) for row in (_HEAD, *rows))
    return f"**{name}**\n\n{_table(head, lines, 2)}" if rows else ""


def _not_asked(report: Report) -> str:
    """Return which rows a run left out, so that a part of a table is not taken for the whole."""
    told = {result.row for result in report.results} | {each.partition(":")[0] for each in report.skipped}
    missing = [key for keys in GROUPS.values() for key in keys if key not in told]
    return f"A run of some rows only, without {', '.join(missing)}." if missing else ""


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


def _cells(result: Result, notes: _Notes) -> tuple[str, ...]:
    beside = "" if result.beside is None else f"{result.yardstick}: {_said(result.beside)}"
    limit = "" if result.limit is None else result.limit.words(result.ours.unit)
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    kept = {None: "", True: "yes", False: "**no**"}[result.met]
    what = result.what + notes.on(result)
    return what, result.book, _said(result.ours), beside, ratio, limit, kept + notes.floor(result)


def _peer(peer: Result) -> tuple[str, ...]:
    ours = "" if peer.beside is None else _said(peer.beside)
    share = "" if peer.ratio is None else f"{peer.ratio:.2f}"
    return peer.what, peer.book, _said(peer.ours), ours, share


def _said(it: Measured) -> str:
    unit = f" {it.unit}"
    tail = "" if it.runs == 1 else f" ({number(it.p95)})"
    return f"{number(it.median)}{unit}{tail}"


def number(value: float) -> str:
    """Return a figure with as many digits as mean something: "0.42", "8.3", "1,234"."""
    if abs(value) >= _WHOLE or value == 0:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= _FINE else f"{value:.2f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], words: int) -> str:
    """Return a table whose first columns hold words and whose others hold figures, which stand to the right."""
    under = tuple("---" if place < words else "--:" for place in range(len(head)))
    lines = [head, under, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
