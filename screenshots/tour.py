"""The animated tour of the README: frames of the real app, played by CSS inside one SVG; no script and no font in it.

A line that stands in several frames is drawn once, with the moments at which it is seen: that keeps the file small.
Where nothing moves (an old viewer, somebody who asked for less motion) it is a picture of one moment.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rich.cells import cell_len

from screenshots import blocks, posing
from screenshots.posing import BLANKS, RICH_CELL, RICH_LINE, RICH_RECT, RICH_TEXT, Scene
from tui import themes

SIZE: Final = (120, 36)
CELL, LINE, LETTERS = 10.0, 20.0, 16.4
"""Width of a cell, height of a line, size of a letter, in units of the picture."""
BASE: Final = 15.0
"""From the top of a line to the foot of its letters."""
_EDGE, _CAPTION, _GAP = 20.0, 74.0, 14.0
_RECT = re.compile(r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"')
_TEXT = re.compile(r'<text class="[\w-]+-(r\d+)" x="([\d.]+)" y="([\d.]+)" [^>]*>([^<]*)</text>')
_STYLE = re.compile(r"-(r\d+) \{ ([^}]*) \}")
_NIGHT = themes.NIGHT_PALETTE
_TYPED = 0.2
"""Seconds that two typed letters stand."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One thought of the tour: what is pressed, what is said of it, and how long its end stands."""

    words: str
    seconds: float
    keys: tuple[str, ...] = ()
    """As people write them; shown as key caps before the words."""
    beats: tuple[tuple[str, float], ...] = ()
    """Steps that are seen, and for how long each stands; the last one stands for `seconds`."""
    before: tuple[str, ...] = ()
    """Steps that are not seen."""


def _pairs(text: str) -> list[str]:
    """Return a text as it is typed, two letters at a time."""
    return [text[place : place + 2] for place in range(0, len(text), 2)]


CHAPTERS: Final = (
    Chapter("Half past eight. The next touch stands first, and every key shows the day it would plan.", 4.2),
    Chapter("She said No. Saved: it means not yet, and the next one is there already.", 3.4, ("n",), (("n", 0),)),
    Chapter("It was about value: one digit, and the day moves.", 2.8, ("2",), (("2", 0),)),
    Chapter("Not what you meant? Taken back, whatever it was.", 2.6, ("u",), (("u", 0),)),
    Chapter(
        "They named a day? Type it as they said it.", 2.6, ("c",),
        (("c", 0.9), *((f"type:{two}", _TYPED) for two in _pairs("in six months, after the audit"))),
    ),
    Chapter("Booked, and things of value on the way there.", 2.8, ("enter",), (("enter", 0),)),
    Chapter("A block: one prospect at a time, and nothing else on the desk.", 2.8, ("b",), (("b", 0),)),
    Chapter(
        "One key each, and the next one is there.", 1.1, ("v", "n", "h"),
        (("v", 0.9), ("n", 0.9), ("h", 0)), ("wait:9",),
    ),
    Chapter("The block ends with its numbers.", 2.8, ("b",), (("pick:yes", 0),), ("wait:41", "b")),
    Chapter("And the quarter with its own, to copy to whoever asks.", 4.0, (), (("do:book.numbers", 0),), ("escape",)),
)  # fmt: skip
STILL: Final = 1
"""The chapter that is seen where nothing moves."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on the screen for a while: the lines, each as a piece of SVG."""

    lines: tuple[str, ...]
    chapter: int
    seconds: float


class Styles:
    """Short names for the looks of text, the same in every frame."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._names: dict[str, str] = {}

    def name(self, look: str) -> str:
        """Return the class of a look."""
        return self._names.setdefault(look, f"s{len(self._names)}")

    @property
    def css(self) -> str:
        """Return the rules."""
        return "".join(f".{name}{{{look}}}" for look, name in self._names.items())


def lines_of(svg: str, styles: Styles) -> tuple[str, ...]:
    """Take a picture of the app apart into its lines: ground first, then text."""
    looks = {name: look.replace(": ", ":").replace("; ", ";").strip(" ;") for name, look in _STYLE.findall(svg)}
    rows: dict[int, list[str]] = defaultdict(list)
    for fill, x, y, width in _RECT.findall(svg):
        cells = round(float(width) / RICH_CELL)
        if fill != _NIGHT.background:
            at = round(float(x) / RICH_CELL) * CELL
            row = round((float(y) - RICH_RECT) / RICH_LINE)
            rows[row].append(
                f'<rect x="{at:g}" y="-{BASE:g}" width="{cells * CELL:g}" height="{LINE:g}" fill="{fill}"/>'
            )
    for name, x, y, text in _TEXT.findall(svg):
        piece = _piece(html.unescape(text), float(x) / RICH_CELL, styles.name(looks[name]))
        rows[round((float(y) - RICH_TEXT) / RICH_LINE)].append(piece)
    return tuple("".join(rows[row]) for row in range(SIZE[1]))


def _piece(text: str, column: float, style: str) -> str:
    """Return a run of text, without the blanks at its ends; they only make it long."""
    bare = text.strip(BLANKS)
    if not bare:
        return ""
    at = round(column) + len(text) - len(text.lstrip(BLANKS))
    if all(letter in blocks.PARTS for letter in bare):
        return blocks.drawn(bare, at * CELL, -BASE, CELL, LINE, style)
    body = html.escape(bare.replace("\xa0", " "), quote=False)
    return f'<text x="{at * CELL:g}" textLength="{cell_len(bare) * CELL:g}" class="{style}">{body}</text>'


async def _film(place: Path, styles: Styles) -> list[Frame]:
    found: list[Frame] = []
    async with posing.opened(Scene(()), place, SIZE) as (pilot, app):
        for number, chapter in enumerate(CHAPTERS):
            await posing.perform(pilot, app, chapter.before)
            for step, seconds in chapter.beats or (("", 0),):
                await posing.perform(pilot, app, (step,) if step else ())
                found.append(Frame(lines_of(posing.plain(app), styles), number, seconds))
            found[-1] = replace(found[-1], seconds=chapter.seconds)
    return found


def drawn(place: Path) -> str:
    """Return the tour as SVG; `place`: a studio."""
    styles = Styles()
    return _svg(asyncio.run(_film(place, styles)), styles)


def _svg(frames: Sequence[Frame], styles: Styles) -> str:
    width = SIZE[0] * CELL + 2 * _EDGE
    height = SIZE[1] * LINE + 2 * _EDGE + _CAPTION
    seen: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for row in range(SIZE[1]):
        when: dict[str, list[int]] = defaultdict(list)
        for number, frame in enumerate(frames):
            when[frame.lines[row]].append(number)
        for line, numbers in when.items():
            if line:
                placed = f'<g transform="translate({_EDGE:g} {_EDGE + BASE + row * LINE:g})">{line}</g>'
                seen[tuple(numbers)].append(placed)
    for number in range(len(CHAPTERS)):
        said = tuple(place for place, frame in enumerate(frames) if frame.chapter == number)
        seen[said].append(_caption(number, height))
    films, groups = _played(frames, seen)
    return _PAGE.format(
        width=f"{width:g}", height=f"{height:g}", css=styles.css, films=films, groups="\n".join(groups), night=_NIGHT,
        letters=LETTERS, alt=html.escape(" ".join(chapter.words for chapter in CHAPTERS)), line=height - _CAPTION,
        right=width, seconds=f"{sum(frame.seconds for frame in frames):g}",
    )  # fmt: skip


def _played(frames: Sequence[Frame], seen: dict[tuple[int, ...], list[str]]) -> tuple[str, list[str]]:
    """Return the CSS that shows each group at its frames, and the groups."""
    total = sum(frame.seconds for frame in frames)
    starts = [sum(frame.seconds for frame in frames[:number]) / total * 100 for number in range(len(frames))]
    still = max(number for number, frame in enumerate(frames) if frame.chapter == STILL)
    rules, groups = [], []
    for number, (numbers, pieces) in enumerate(seen.items()):
        body = "".join(pieces)
        if len(numbers) == len(frames):
            groups.append(f"<g>{body}</g>")
            continue
        rules.append(f"@keyframes k{number}{{{_moments(numbers, starts)}}}#g{number}{{animation-name:k{number}}}")
        hidden = "" if still in numbers else ' visibility="hidden"'
        groups.append(f'<g id="g{number}" class="f"{hidden}>{body}</g>')
    return "".join(rules), groups


def _moments(numbers: tuple[int, ...], starts: Sequence[float]) -> str:
    """Return the moments at which a group comes and goes."""
    found, before = [], None
    for number, start in enumerate(starts):
        now = number in numbers
        if now != before:
            found.append(f"{start:.3f}%{{visibility:{'visible' if now else 'hidden'}}}")
            before = now
    return "".join(found)


def _caption(number: int, height: float) -> str:
    """Return the words of a chapter, its key caps before them, and how far the tour is."""
    chapter = CHAPTERS[number]
    base = height - _CAPTION / 2
    parts, at = [], _EDGE + CELL
    for key in chapter.keys:
        wide = 22.0 + 12.0 * len(key)
        parts.append(
            f'<rect x="{at:g}" y="{base - 19:g}" width="{wide:g}" height="38" rx="7" fill="{_NIGHT.panel}" '
            f'stroke="{_NIGHT.rule}"/><text class="k" x="{at + wide / 2:g}" y="{base + 7:g}">{html.escape(key)}</text>'
        )
        at += wide + _GAP
    parts.append(f'<text class="c" x="{at:g}" y="{base + 8:g}">{html.escape(chapter.words, quote=False)}</text>')
    parts.append(_dots(number, base))
    return "".join(parts)


def _dots(number: int, base: float) -> str:
    right = SIZE[0] * CELL + _EDGE
    first = right - 16.0 * len(CHAPTERS)
    return "".join(
        f'<circle cx="{first + 16 * each:g}" cy="{base:g}" r="{4 if each == number else 3}" '
        f'fill="{_NIGHT.accent if each == number else _NIGHT.rule}"/>'
        for each in range(len(CHAPTERS))
    )


_PAGE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{alt}">
<style>
text{{font:{letters}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}}
text.c{{font:500 21px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:{night.text}}}
text.k{{font-size:19px;font-weight:bold;fill:{night.accent};text-anchor:middle}}
rect{{shape-rendering:crispEdges}}rect[rx]{{shape-rendering:auto}}
{css}
.f{{animation:{seconds}s step-end infinite}}
{films}
@media (prefers-reduced-motion:reduce){{.f{{animation:none!important}}}}
</style>
<rect width="{width}" height="{height}" rx="12" fill="{night.background}"/>
<rect y="{line:g}" width="{right:g}" height="1" fill="{night.rule}"/>
{groups}
</svg>
"""
