"""How a piece of a row looks: a closed list of names, each with its colour in every theme.

Colours come from the theme's variables directly. Component classes would say the same, but Textual resolves each of
them for each widget at every change of focus, which cost a third of the start and most of a `tab`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from tui.contrast import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.widget import Widget


class Look(StrEnum):
    """What a piece of a row is to the eye."""

    TEXT = "text"
    NAME = "name"
    MUTED = "muted"
    NEXT = "next"
    """What comes next: an hour, a date."""
    KEY = "key"
    """A key to press."""
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    DREAM = "dream"
    RULE = "rule"


class Ground(StrEnum):
    """What a line lies on; the value is the theme's variable."""

    PAGE = ""
    CURSOR = "row-highlight"
    CURSOR_BLURRED = "row-highlight-blurred"


class Piece(NamedTuple):
    """A piece of a row: text that passed `tui.content.cell` already, and its look."""

    text: str
    look: Look = Look.TEXT


_VARIABLES = {
    Look.TEXT: ("foreground", False),
    Look.NAME: ("foreground", True),
    Look.MUTED: ("text-muted", False),
    Look.NEXT: ("text-accent", True),
    Look.KEY: ("text-primary", True),
    Look.GOOD: ("text-success", False),
    Look.WARN: ("text-warning", False),
    Look.BAD: ("text-error", True),
    Look.DREAM: ("text-secondary", False),
    Look.RULE: ("rule-line", False),
}
"""The theme's variable of each look, and whether it is bold."""

_AUTO = "auto"
_known: dict[tuple[str, Color, Ground], dict[Look, Style]] = {}


def draw(widget: Widget, pieces: Iterable[Piece], width: int, under: Ground = Ground.PAGE) -> Strip:
    """Return the pieces as one line of exactly `width` cells on their ground."""
    looks = _looks(widget, under)
    return Strip([Segment(text, looks[look]) for text, look in pieces]).adjust_cell_length(width, looks[Look.TEXT])


def _looks(widget: Widget, under: Ground) -> dict[Look, Style]:
    """Return the style of each look on this widget's ground, in the theme of the moment."""
    page = widget.background_colors[1]
    key = (widget.app.theme, page, under)
    found = _known.get(key)
    if found is None:
        found = _known[key] = _made(widget.app.theme_variables, page, under)
    return found


def _made(variables: Mapping[str, str], page: Color, under: Ground) -> dict[Look, Style]:
    """Return the styles on a ground; a theme's faint text is made legible, a rule stays a line."""
    if page.ansi is not None and under is Ground.CURSOR:
        # Sixteen colours that the terminal chose: only its own two, changed over, are sure to be read.
        return {look: Style(reverse=True, bold=bold) for look, (_, bold) in _VARIABLES.items()}
    ground = mixed(variables.get(under, ""), page) if under else page
    back = ground.rich_color
    made: dict[Look, Style] = {}
    for look, (name, bold) in _VARIABLES.items():
        colour = mixed(variables.get(name, ""), ground)
        shown = colour if look is Look.RULE else legible(colour, ground)
        made[look] = Style(color=shown.rich_color, bgcolor=back, bold=bold)
    return made


def mixed(value: str, ground: Color) -> Color:
    """Return a theme's value as the colour that it has on this ground; an unknown one contrasts with it."""
    words = value.split()
    if not words or words[0] == _AUTO:
        share = float(words[1].rstrip("%")) / 100 if len(words) > 1 else 1.0
        return ground + ground.get_contrast_text(share)
    colour = Color.parse(words[0])
    return colour if colour.ansi is not None else ground + colour
