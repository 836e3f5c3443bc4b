"""What an import would do and what came of it: a table of figures, then all that wants a look, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.content import cell, cells
from tui.screens.importing_rows import go_on
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import cut, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.importing import ImportReport

ASKS = "Go on: three questions, who buys from you?"
DONE = "Go on: to the first touch"
SAME = "Nothing new in it: the book is as it was"
IMPORT = "Import it: one undo takes it all back"
LOOK_AGAIN = "Nothing new in it: go back"
TAKE_BACK = "u takes all of it back at once. Later it stands among the imports: ctrl+p, then imports."
_MEND = "Rows that can be mended lie here: correct them in a spreadsheet, then import the file."
_MOST = 500
"""Rows of one kind that are listed; the others are counted, and lie in the file of skipped rows."""
_MOST_WORDS = 60
_WORD, _COUNT, _TAKEN = 26, 7, 27
_LABEL, _FIGURE = 14, 10
_LINE = 8
_ELSEWHERE = frozenset({"conflict", "stands", "status"})
"""Kinds of remarks that a part of their own shows."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something at a line of a list."""

    file: str
    line: int
    text: str


def brings(report: ImportReport) -> bool:
    """Tell whether an import would write anything worth it."""
    return bool(report.accounts.new + report.accounts.changed + report.people.new + report.people.changed)


def trial(report: ImportReport, width: int) -> list[SheetRow]:
    """Return what an import would do."""
    return [
        *go_on(IMPORT if brings(report) else LOOK_AGAIN),
        *_figures(report, "what would change", width),
        *_statuses(report, width),
        *_details(report, width),
    ]


def done(report: ImportReport, width: int, *, asks: bool = False) -> list[SheetRow]:
    """Return what came of an import; `asks`: the book has no profile yet, three questions make one (R1)."""
    if not report.action:
        return [*go_on(SAME), *_figures(report, "what was found", width), *_details(report, width)]
    taken = [[Piece(text, Look.TEXT)] for text in wrapped(TAKE_BACK, width)]
    return [
        *go_on(ASKS if asks else DONE),
        *_figures(report, "what changed", width),
        *plain(*taken, []),
        *_mend(report, width),
        *_details(report, width),
    ]


def _figures(report: ImportReport, title: str, width: int) -> list[SheetRow]:
    """Return the figures: what is new, changed and the same, and below it what else happened to the rows."""
    heads = ("new", "changed", "same")
    line = [Piece(" " * _LABEL), *(Piece(cell(head, _FIGURE, right=True), Look.MUTED) for head in heads)]
    rows = plain(section(title, width), line)
    for label, moved in (("accounts", report.accounts), ("people", report.people)):
        figures = (moved.new, moved.changed, moved.same)
        rows += plain([Piece(cell(label, _LABEL)), *(_figure(each) for each in figures)])
    return [*rows, *plain(*(_other(*each, width) for each in _others(report) if each[1]), [])]


def _figure(count: int) -> Piece:
    return Piece(cell(f"{count:,}", _FIGURE, right=True), Look.NAME if count else Look.MUTED)


def _others(report: ImportReport) -> Iterator[tuple[str, int, str, Look]]:
    counts = dict(report.counts)
    yield "merged", report.merged, "certain doubles: one each", Look.TEXT
    yield "skipped", len(report.skipped), "rows of no use: see below", Look.WARN
    yield "lists left out", counts.get("refused", 0), "below, with the reason", Look.WARN
    yield "conflicts", counts.get("conflict", 0), "the list says otherwise: what stands is kept", Look.WARN
    yield "may be one", report.probable, "pairs, left alone: ctrl+p, then duplicates", Look.TEXT


def _other(label: str, count: int, words: str, look: Look, width: int) -> list[Piece]:
    room = max(width - _LABEL - _FIGURE - 2, 0)
    return [
        Piece(cell(label, _LABEL), look),
        Piece(cell(f"{count:,}", _FIGURE, right=True), Look.NAME),
        Piece("  " + cut(words, room), Look.MUTED),
    ]


def _statuses(report: ImportReport, width: int) -> list[SheetRow]:
    """Return every status word with its count and what it is taken for; each can be changed (R44)."""
    if not report.statuses:
        return []
    from storage.importing.standing import in_words

    rows = plain(section("status words · enter changes one", width))
    name = _WORD if width >= 2 * _WORD + _COUNT else width // 3
    for each in report.statuses[:_MOST_WORDS]:
        look = Look.TEXT if each.meaning else Look.WARN
        head = Piece(cell(each.word, name - 1) + " ", Look.NAME)
        count = Piece(cell(f"{each.count:,}", _COUNT, right=True) + "  ", Look.MUTED)
        room = max(width - name - _COUNT - 2, 0)
        taken = Piece(cell(in_words(each.meaning), min(room, _TAKEN)), look)
        rest, both = max(room - _TAKEN, 0), f"  {each.heading}, {each.file}"
        where = Piece(both if cells(both) <= rest else cut(f"  {each.heading}", rest), Look.MUTED)
        rows.append(SheetRow((head, count, taken, where), each))
    if len(report.statuses) > _MOST_WORDS:
        rows += plain([Piece(f"and {len(report.statuses) - _MOST_WORDS} more words, kept as fields", Look.MUTED)])
    return [*rows, *plain([])]


def _mend(report: ImportReport, width: int) -> list[SheetRow]:
    """Return where the rows lie that were left out: `c` copies a path, `o` opens its folder."""
    if not report.mend:
        return []
    taught = [[Piece(text, Look.MUTED)] for text in wrapped(_MEND, width)]
    files = [SheetRow((Piece(_end_of(path, width), Look.NAME),), Path(path)) for path in report.mend]
    return [*plain(section("to mend", width), *taught), *files, *plain([])]


def _end_of(path: str, room: int) -> str:
    """Return a path; of one that is too long its end, which tells the file."""
    if cells(path) <= room:
        return cut(path, room)
    return "…" + cut(path[-(room - 1) :], room - 1)


def _details(report: ImportReport, width: int) -> list[SheetRow]:
    """Return everything that wants a look, each kind under its title with its count."""
    skipped = [Found(each.file, each.line, each.why) for each in report.skipped]
    clashes = [
        Found(each.file, each.line, f"{each.who}, {each.field}: {each.stands} stays, the list says {each.listed}")
        for each in report.conflicts
    ]
    pairs = [Found("", 0, f"{each.one.words()} and {each.other.words()}: {each.why}") for each in report.pairs]
    counts = dict(report.counts)
    rows = _listed("skipped rows", skipped, len(skipped), width)
    rows += _listed("conflicts: what stands is kept", clashes, counts.get("conflict", 0), width)
    rows += _listed("may be one and the same", pairs, report.probable, width)
    for kind, count in report.counts:
        if kind not in _ELSEWHERE:
            found = [Found(each.file, each.line, each.text) for each in report.remarks if each.kind == kind]
            rows += _listed(_titled(kind), found, count, width)
    return rows


def _titled(kind: str) -> str:
    from storage.importing.report import titled

    return "lists left out" if kind == "refused" else titled(kind)


def _listed(title: str, found: list[Found], count: int, width: int) -> list[SheetRow]:
    """Return one kind: its title with the count, then line by line, under the name of each list."""
    if not count:
        return []
    rows = plain(section(f"{title} · {count:,}", width))
    for file, group in _by_file(found[:_MOST]):
        rows += plain([Piece(cut(file, width), Look.MUTED)]) if file else []
        for each in group:
            rows += _found(each, width)
    more = count - min(len(found), _MOST)
    return [*rows, *plain(*([[Piece(f"and {more:,} more", Look.MUTED)]] if more > 0 else []), [])]


def _by_file(found: Iterable[Found]) -> Iterator[tuple[str, list[Found]]]:
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.file, []).append(each)
    yield from groups.items()


def _found(found: Found, width: int) -> list[SheetRow]:
    """Return what was found at a line: its number straight above the others, its words beside it."""
    number = f"{found.line:,}" if found.line else ""
    room = width - _LINE - 2
    texts = [cut(found.text, room)] if cells(found.text) <= room else wrapped(found.text, room)
    return plain(
        *(
            [Piece(cell("" if place else number, _LINE, right=True) + "  ", Look.MUTED), Piece(text, Look.TEXT)]
            for place, text in enumerate(texts)
        )
    )
