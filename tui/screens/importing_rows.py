"""What the import wizard shows of the files: what each column is taken for, with samples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.content import cell
from tui.dialogs.field import in_words
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import cut, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.importing import Column, FilePlan

GO_ON = "go on"
"""The value of the row that goes on."""
FORGET = "forget"
"""The value of the row that leaves aside what was said before."""
_NAME, _TAKEN = 26, 22
_NARROW = 76
_HOW = {
    "name": "", "saved": "as you said before", "guess": "a guess", "content": "by its cells",
    "similar": "a slip of the pen", "told": "you said so", "own": "kept", "empty": "empty",
}  # fmt: skip
_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_TELL = "Say which is which: enter on a column below."
_USUAL = frozenset({"utf-8", "utf-8-sig", "cards", "workbook"})
"""Encodings that nobody has to look at."""


@dataclass(frozen=True, slots=True)
class ColumnKey:
    """A column of a file, by its place."""

    path: Path
    index: int
    sheet: str = ""
    """The sheet of a workbook, empty where it is the only one."""


def go_on(words: str) -> list[SheetRow]:
    """Return the row that goes on, and a blank one below it."""
    return [SheetRow((Piece(words, Look.NAME),), GO_ON), *plain([])]


def columns(plans: Sequence[FilePlan], width: int) -> list[SheetRow]:
    """Return every column with samples and what it is taken for; files that cannot be read say why."""
    usable = any(not plan.refused for plan in plans)
    rows = go_on("Looks right: show what would change") if usable else []
    if any(plan.saved_on for plan in plans):
        rows[-1:] = [SheetRow((Piece("Forget what I said of these columns before", Look.TEXT),), FORGET), *plain([])]
    for plan in plans:
        rows += plain(section(cut(_about(plan), max(width - 2, 0)), width))
        for text in (plan.refused, _hint(plan)) if plan.refused else ():
            rows += plain(*([Piece(line, Look.WARN)] for line in wrapped(text, width)))
        rows += [_column(plan, column, width) for column in plan.columns]
        rows += plain([])
    return rows


def _hint(plan: FilePlan) -> str:
    """Return what to do about a list that is refused; here a column is told by a key, not by a command's option."""
    return _TELL if plan.columns and "--map" in plan.hint else plan.hint


def called(plan: FilePlan, column: Column) -> str:
    """Return by what name a column is mapped: its heading, its number where there are none."""
    return column.name if plan.header_line or plan.encoding == "cards" else f"Column {column.index + 1}"


def _about(plan: FilePlan) -> str:
    facts = [plan.title, plan.kind]
    if plan.saved_on:
        facts.append(f"as you mapped it on {plan.saved_on:%-d %b}")
    if not plan.header_line and plan.delimiter:
        facts.append("no headings: read by what stands in it")
    if plan.encoding and not (plan.sure and plan.encoding in _USUAL):
        facts.append(plan.encoding if plan.sure else f"{plan.encoding}, a guess")
    if plan.delimiter not in {"", ","}:
        facts.append(_DELIMITERS.get(plan.delimiter, plan.delimiter))
    return " · ".join(facts)


def _column(plan: FilePlan, column: Column, width: int) -> SheetRow:
    taken = in_words(column.field)
    how = _HOW.get(column.how, column.how)
    look = (
        Look.MUTED if column.field in {"own", "skip"} else Look.NEXT if column.how in {"told", "saved"} else Look.TEXT
    )
    if column.field == "own" and column.name != called(plan, column):
        taken = column.name
    found = (row[column.index] for row in plan.samples if column.index < len(row) and row[column.index])
    samples = " · ".join(dict.fromkeys(found))
    name_width = _NAME if width >= _NARROW else _NAME - 8
    head = (
        Piece(cell(called(plan, column), name_width - 1) + " ", Look.NAME),
        Piece(cell(taken, _TAKEN - 1) + " ", look),
    )
    rest = width - name_width - _TAKEN
    tail = f"{how} · {samples}" if how and samples else how or samples
    return SheetRow(
        (*head, Piece(cell(tail, max(rest, 0)), Look.MUTED)), ColumnKey(plan.path, column.index, plan.sheet)
    )
