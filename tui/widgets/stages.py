"""Long work as it goes on: each of its stages in a line, and of the one that runs how much is done of how much.

No spinner: what moves here was done. Where nobody can know how much is left, the words say what is done and no bar is
drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.content import cell, cells
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size
    from textual.strip import Strip

    from tui.widgets.lines import Line

_DONE, _HERE, _AHEAD = "✓ ", "▸ ", "· "
_FULL, _LEFT = "━", "─"
_LABEL = 26
_SHARE = 5
"""Cells of "100 %"."""
_WIDEST = 90
"""Cells of a line: a bar across a wide screen says no more."""
_ROOMY = 76
"""Cells from which words and bar stand side by side."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of long work."""

    label: str
    figure: str = ""
    """How much of it was done, in words: "4,200 of 9,800 accounts"."""
    done: int = 0
    total: int = 0
    """How much of how much, for the bar; 0: nobody knows how much there is."""

    @property
    def share(self) -> float:
        """How much of it was done, from 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total > 0 else 0.0


class Stages(Widget):
    """The stages of what is under way; the one at `here` runs, those before it are done."""

    DEFAULT_CSS = """
    Stages { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  (the name that Textual gives it)
        """Start without any."""
        super().__init__(id=id)
        self.stages: tuple[Stage, ...] = ()
        self.here = 0

    def show(self, stages: Sequence[Stage], here: int) -> None:
        """Draw these; only a change costs anything."""
        wanted = tuple(stages)
        if (wanted, here) == (self.stages, self.here):
            return
        taller = len(wanted) != len(self.stages)
        self.stages, self.here = wanted, here
        self.refresh(layout=taller)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line a stage; on a narrow screen one more, for the bar."""
        del container, viewport
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._lines(self.size.width)
        return draw(self, lines[y] if y < len(lines) else (), self.size.width)

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for place, stage in enumerate(self.stages):
            lines += _stage(stage, place - self.here, min(width, _WIDEST))
        return lines


def _stage(stage: Stage, ahead: int, width: int) -> list[Line]:
    """Return a stage: done (`ahead` under 0), running (0) or still to come."""
    if ahead:
        sign = Piece(_DONE, Look.GOOD) if ahead < 0 else Piece(_AHEAD, Look.MUTED)
        return [[sign, Piece(cell(stage.label, _LABEL), Look.MUTED), Piece(stage.figure, Look.MUTED)]]
    head = [Piece(_HERE, Look.NEXT), Piece(cell(stage.label, _LABEL), Look.NAME)]
    used = cells(_HERE) + _LABEL
    if width < _ROOMY:
        figure = Piece(cell(stage.figure, max(width - used, 0)), Look.TEXT)
        bar = [[Piece(" " * cells(_HERE)), *_bar(stage, width - cells(_HERE))]] if stage.total else []
        return [[*head, figure], *bar]
    half = (width - used) // 2
    return [[*head, Piece(cell(stage.figure, half), Look.TEXT), *(_bar(stage, width - used - half))]]


def _bar(stage: Stage, room: int) -> Line:
    """Return a bar and its share in figures: colour and length are not the only signs."""
    if not stage.total:
        return []
    length = max(room - _SHARE - 1, 0)
    full = int(length * stage.share)
    share = f"{int(stage.share * 100)} %"
    return [
        Piece(_FULL * full, Look.NEXT),
        Piece(_LEFT * (length - full), Look.RULE),
        Piece(" " + cell(share, _SHARE, right=True), Look.TEXT),
    ]
