"""The summary of a block as lines: its numbers beside its plot, the look, and whom to spend the hours on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import daytext
from tui.content import cell, cells, fitting
from tui.screens import block_words
from tui.screens.numbers_sheet import BESIDE, MEASURE, height_of, side_by_side
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.lines import cut, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.plot_canvas import Drawing, Series, plotted

if TYPE_CHECKING:
    from datetime import datetime

    from playbook.words import AccountId
    from storage.views_block import BlockSummary, LookQueue
    from tui.widgets.lines import Line

LOOK = "look"
"""The value of the row that goes on to the look."""
_LEFT, _GAP = 54, 4
_HEAD = 18
_NAME = 24
_WIDEST = 110
_TEACHES = (
    "{book.block} on the main screen begins one: one prospect at a time, timed. Its numbers stand here afterwards, to "
    "copy with one key: touches, talks, No's by kind, meetings, and whom to spend your hours on."
)
NO_BLOCK = ("No block was worked yet.", _TEACHES)


def rows(summary: BlockSummary | None, queue: LookQueue | None, now: datetime, width: int) -> list[SheetRow]:
    """Return the page's lines for a width."""
    if summary is None or queue is None:
        return plain(*said(NO_BLOCK, min(width, MEASURE)))
    room = min(width, _WIDEST)
    drawing = drawing_of(summary)
    below = [*_look(queue, room), *_spend(summary, room)]
    if drawing is None:
        return [*plain(*_table(summary, now, room), []), *below]
    if width >= BESIDE:
        plot = plotted(drawing, width - _LEFT - _GAP, height_of(drawing))
        return [*plain(*side_by_side(_table(summary, now, _LEFT), plot, _LEFT + _GAP), []), *below]
    plot = plotted(drawing, width, height_of(drawing))
    return [*plain(*_table(summary, now, width), []), *below, *plain([], *plot)]


def _table(summary: BlockSummary, now: datetime, width: int) -> list[Line]:
    lines: list[Line] = [section("the work", width)]
    for head, aside in block_words.numbers(summary, now):
        first, *rest = wrapped(aside, max(width - _HEAD, 1)) or [""]
        lines.append([Piece(cell(head, min(_HEAD, width)), Look.NAME), Piece(first, Look.MUTED)])
        lines += [[Piece(" " * _HEAD + line, Look.MUTED)] for line in rest]
    return lines


def drawing_of(summary: BlockSummary) -> Drawing | None:
    """Return the block in equal stretches, None for a single one."""
    slices = summary.slices
    if len(slices) <= 1:
        return None
    minutes = int((slices[1].start - slices[0].start).total_seconds()) // 60
    counts = (
        ("talks", [each.talks for each in slices], Look.GOOD), ("No's", [each.nos for each in slices], Look.TEXT),
    )  # fmt: skip
    touches = Series("touches", _points([each.touches for each in slices]), "bars")
    below = tuple(Series(name, _points(found), "row", look) for name, found, look in counts if any(found))
    ticks = tuple((float(place), daytext.clock(each.start)) for place, each in enumerate(slices))
    return Drawing((touches, *below), "the block", "", f"touches in {_length(minutes)}", ticks)


def _length(minutes: int) -> str:
    return f"{minutes} minutes" if minutes < 60 else "an hour" if minutes == 60 else "a day"  # noqa: PLR2004  (an hour)


def _points(counts: list[int]) -> tuple[tuple[float, float], ...]:
    return tuple((float(place), float(count)) for place, count in enumerate(counts))


def _look(queue: LookQueue, width: int) -> list[SheetRow]:
    if not queue.rows:
        return []
    names = ", ".join(row.name for row in queue.rows)
    return [
        *plain(section("the look", width)),
        SheetRow((Piece(cut(block_words.look_words(queue), width), Look.NAME),), LOOK),
        *plain(*([Piece(line, Look.MUTED)] for line in wrapped(names, width)), []),
    ]


def _spend(summary: BlockSummary, width: int) -> list[SheetRow]:
    found = plain(section("hours won", width))
    found += plain(*([Piece(line, Look.TEXT)] for line in wrapped(block_words.won(summary), width)))
    dreams = [
        (row.account, f"* {row.name}", block_words.dream_words(row, summary.day), Look.DREAM) for row in summary.dreams
    ]
    pool = [(row.account, row.name, block_words.pool_words(row), Look.TEXT) for row in summary.pool]
    picks = [*dreams, *pool]
    widest = max((cells(name) for _, name, _, _ in picks), default=0)
    return [*found, *(_pick(*each, min(max(widest, _NAME), width // 2), width) for each in picks)]


def _pick(account: AccountId, name: str, why: str, look: Look, room: int, width: int) -> SheetRow:
    head = Piece(cell(name, room), look)
    left = width - cells(head.text)
    return SheetRow((head, Piece(cut(f"  {fitting(why, left - 2)}", left), Look.MUTED)), account)
