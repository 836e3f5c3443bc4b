"""What the import wizard shows: what each column is taken for, what would change, what came of it."""

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

    from storage.importing import Column, FilePlan, ImportReport

_ASKS = "Done. Next: three questions, who buys from you?"
GO_ON = "go on"
"""The value of the row that goes on."""
FORGET = "forget"
"""The value of the row that leaves aside what was said before."""
_MOST_WORDS = 60
_NAME, _TAKEN = 24, 22
_NARROW = 76
_HOW = {
    "name": "", "saved": "as you said before", "guess": "a guess", "content": "by its cells",
    "similar": "a slip of the pen", "told": "you said so", "own": "kept", "empty": "empty",
}  # fmt: skip
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


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
        rows += plain(section(_about(plan), width))
        for text in (plan.refused, plan.hint) if plan.refused else ():
            rows += plain(*([Piece(line, Look.WARN)] for line in wrapped(text, width)))
        rows += [_column(plan, column, width) for column in plan.columns]
        rows += plain([])
    return rows


def called(plan: FilePlan, column: Column) -> str:
    """Return by what name a column is mapped: its heading, its number where there are none."""
    return column.name if plan.header_line or plan.encoding == "cards" else f"Column {column.index + 1}"


def _about(plan: FilePlan) -> str:
    facts = [plan.title, plan.kind]
    if plan.saved_on:
        facts.append(f"as you mapped it on {plan.saved_on:%-d %b}")
    if not plan.header_line and plan.delimiter:
        facts.append("no headings: read by what stands in it")
    if plan.encoding:
        facts.append(plan.encoding if plan.sure else f"{plan.encoding}, a guess")
    if plan.delimiter:
        facts.append(_DELIMITERS.get(plan.delimiter, plan.delimiter))
    return cut(" · ".join(facts), 200)


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
    name_width = _NAME if width >= _NARROW else _NAME - 6
    head = (
        Piece(cell(called(plan, column), name_width - 1) + " ", Look.NAME),
        Piece(cell(taken, _TAKEN - 1) + " ", look),
    )
    rest = width - name_width - _TAKEN
    tail = f"{how} · {samples}" if how and samples else how or samples
    return SheetRow(
        (*head, Piece(cell(tail, max(rest, 0)), Look.MUTED)), ColumnKey(plan.path, column.index, plan.sheet)
    )


def brings(report: ImportReport) -> bool:
    """Tell whether an import would write anything worth it."""
    return bool(report.accounts.new + report.accounts.changed + report.people.new + report.people.changed)


def trial(report: ImportReport, width: int) -> list[SheetRow]:
    """Return what an import would do."""
    words = "Import it: one undo takes it all back" if brings(report) else "Nothing new in it: go back"
    return [*go_on(words), *statuses(report, width), *told(report, width)]


def statuses(report: ImportReport, width: int) -> list[SheetRow]:
    """Return every status word with its count and what it is taken for; each can be changed (R44)."""
    if not report.statuses:
        return []
    from storage.importing.standing import in_words

    rows = plain(section("status words · enter changes one", width))
    for each in report.statuses[:_MOST_WORDS]:
        words = in_words(each.meaning)
        look = Look.TEXT if each.meaning else Look.WARN
        head = Piece(cell(each.word, _NAME - 1) + " ", Look.NAME)
        count = Piece(f"{each.count:>7,}  ", Look.MUTED)
        rows.append(SheetRow((head, count, Piece(cell(words, max(width - _NAME - 9, 0)), look)), each))
    if len(report.statuses) > _MOST_WORDS:
        rows += plain([Piece(f"and {len(report.statuses) - _MOST_WORDS} more words, kept as fields", Look.MUTED)])
    return [*rows, *plain([])]


def done(report: ImportReport, width: int, *, asks: bool = False) -> list[SheetRow]:
    """Return what came of an import; `asks`: the book has no profile yet, three questions make one (R1)."""
    words = "Done: to the first touch" if report.action else "Nothing new in it: the book is as it was"
    return [*go_on(_ASKS if asks else words), *told(report, width)]


def told(report: ImportReport, width: int) -> list[SheetRow]:
    """Return a report line by line: sums, then what to look at, then every skipped row with its reason."""
    rows: list[SheetRow] = []
    for text in report.words():
        lead = "  " if text.startswith("  ") else ""
        look = Look.MUTED if lead else Look.TEXT
        for number, line in enumerate(wrapped(text.strip(), width - len(lead) * 2)):
            rows.append(SheetRow((Piece(lead + (lead if number else "") + line, look),)))
    return rows
