"""Blocks of a terminal as rectangles: as letters they leave gaps, because no font fills a line of a picture."""

from __future__ import annotations

from itertools import groupby
from typing import Final

PARTS: Final[dict[str, tuple[float, float, float, float]]] = {
    **{letter: (0.0, 1 - eighth / 8, 1.0, eighth / 8) for eighth, letter in enumerate("▁▂▃▄▅▆▇█", 1)},
    **{letter: (0.0, 0.0, eighth / 8, 1.0) for eighth, letter in enumerate("▏▎▍▌▋▊▉", 1)},
    "▀": (0.0, 0.0, 1.0, 0.5), "▔": (0.0, 0.0, 1.0, 0.125), "▐": (0.5, 0.0, 0.5, 1.0), "▕": (0.875, 0.0, 0.125, 1.0),
}  # fmt: skip
"""Left, top, width and height of each block, in parts of a cell."""


def drawn(text: str, left: float, top: float, cell: float, line: float, style: str) -> str:
    """Return a run of blocks as rectangles; equal ones side by side that fill their cells are one."""
    found, column = [], 0
    for letter, run in groupby(text):
        many = len(list(run))
        across, down, wide, high = PARTS[letter]
        if wide == 1:
            found.append(_rect(left + column * cell, top + down * line, many * cell, high * line, style))
        else:
            found += [
                _rect(left + (column + each + across) * cell, top + down * line, wide * cell, high * line, style)
                for each in range(many)
            ]
        column += many
    return "".join(found)


def _rect(left: float, top: float, width: float, height: float, style: str) -> str:
    figures = f'x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {figures} class="{style}" shape-rendering="crispEdges"/>'
