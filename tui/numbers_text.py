"""The numbers of a span as text to paste: whole, in three lines for a chat, as Markdown, or for a spreadsheet (R4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from playbook import daywords, proof
from storage.formulas import guarded
from tui import daytext
from tui.numbers_words import Row, Section, days, minutes, named, noes, sections, title
from tui.widgets.plot_canvas import sparkline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from storage.views_numbers import Numbers, Sums

_RUN = 48
"""Cells of the run of the days: it fits into a mail."""
_FIGURE = re.compile(r"[\d,]+(\.\d+)?")
_MARKS = re.compile(r"([\\|*_`\[\]<>#~])")


def text(numbers: Numbers) -> str:
    """Return the numbers as plain text with straight columns: for a mail, or a terminal."""
    lines = [f"Numbers: {title(numbers)}"]
    for section in sections(numbers):
        lines += ["", section.title.upper(), *_table(section), *section.notes]
        lines += _run(numbers) if section.name == "work" else []
    return "\n".join(lines)


def short(numbers: Numbers) -> str:
    """Return the numbers in a few sentences: for a chat."""
    name = named(numbers.period, numbers.back, numbers.span)
    dated = days(numbers.span)
    head = f"{name[:1].upper()}{name[1:]} ({dated})" if name else dated
    lines = [f"{head}: {_said(numbers.sums, numbers)}."]
    if numbers.earlier is not None:
        span, sums = numbers.earlier
        lines.append(f"Before that ({days(span)}): {_said(sums)}.")
    return "\n".join([*lines, *_sentences(numbers)])


def _said(sums: Sums, numbers: Numbers | None = None) -> str:
    kinds = "" if numbers is None else ", ".join(f"{count:,} {label}" for label, count in noes(numbers))
    plural = daytext.plural
    parts = [
        plural(sums.touches, "touch", "touches"), plural(sums.dials, "dial"), plural(sums.talks, "talk"),
        plural(sums.nos, "No", "No's") + (f" ({kinds})" if kinds else ""), plural(sums.meetings, "meeting"),
        plural(sums.wins, "win"), plural(sums.first, "first touch", "first touches"), minutes(sums.minutes),
    ]  # fmt: skip
    return ", ".join(parts)


def _sentences(numbers: Numbers) -> list[str]:
    """What is worth a sentence beside the sums: promises, the profile, hours won."""
    kept, found = numbers.promises, numbers.proof
    lines = []
    if kept.kept or kept.late or kept.overdue:
        lines.append(f"Promises: {kept.kept:,} kept on their day, {kept.late:,} late, {kept.overdue:,} overdue.")
    if found.profiled and found.on.touches and found.off.touches:
        lines.append(f"On against off profile: {proof.against(found.on, found.off)}.")
    if numbers.won.dumps:
        gone = daytext.plural(numbers.won.dumps, "account")
        lines.append(f"Let go: {gone}, {numbers.won.hours:,.1f} h a quarter won.")
    return lines


def markdown(numbers: Numbers) -> str:
    """Return the numbers as Markdown tables; foreign names in them stay names."""
    lines = [f"## Numbers: {title(numbers)}"]
    for section in sections(numbers):
        head = section.head or tuple("" for _ in section.rows[0])
        rule = ["---", *("---:" for _ in head[1:])]
        lines += ["", f"### {section.title}", ""]
        lines += [f"| {' | '.join(map(_escaped, row))} |" for row in (head,)] + [f"| {' | '.join(rule)} |"]
        lines += [f"| {' | '.join(map(_escaped, row))} |" for row in section.rows]
        lines += [line for note in section.notes for line in ("", _escaped(note))]
    return "\n".join(lines)


def spreadsheet(numbers: Numbers) -> str:
    """Return the numbers parted by tabs, a section beside each row; no spreadsheet runs what a name says."""
    rows = [(section.title, *row) for section in sections(numbers) for row in section.rows]
    heads = [("numbers", title(numbers))]
    return "\n".join("\t".join(map(_bare, row)) for row in (*heads, *rows))


FORMS: dict[str, Callable[[Numbers], str]] = {
    "text": text, "short": short, "markdown": markdown, "sheet": spreadsheet,
}  # fmt: skip
"""Every form to paste, by its name."""


def _escaped(cell: str) -> str:
    return _MARKS.sub(r"\\\1", cell)


def _bare(cell: str) -> str:
    """Return a cell as a spreadsheet takes it: figures without their commas, text that it does not run."""
    return cell.replace(",", "") if _FIGURE.fullmatch(cell) else guarded(" ".join(cell.split()))


def _run(numbers: Numbers) -> list[str]:
    """The days as a run of blocks, nothing for a single one."""
    if len(numbers.days) <= 1:
        return []
    first, last = numbers.days[0].day, numbers.days[-1].day
    blocks = sparkline([each.touches for each in numbers.days], _RUN)
    return [f"day by day, {daywords.short(first)} to {daywords.short(last)}: {blocks}"]


def _table(section: Section) -> list[str]:
    rows = [section.head, *section.rows] if section.head else list(section.rows)
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row: Row, widths: list[int]) -> Iterable[str]:
    """Pad by terminal cells: names may be Japanese; the label stands left, figures right."""
    gaps = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
    yield row[0] + gaps[0]
    yield from (gap + cell for gap, cell in zip(gaps[1:], row[1:], strict=True))
