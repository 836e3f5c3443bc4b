"""How a piece of a row looks: a closed list of names, each with its style in every theme."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class Look(StrEnum):
    """What a piece of a row is to the eye; the value is its component class."""

    TEXT = "look--text"
    NAME = "look--name"
    MUTED = "look--muted"
    NEXT = "look--next"
    """What comes next: an hour, a date, a key."""
    GOOD = "look--good"
    WARN = "look--warn"
    BAD = "look--bad"
    DREAM = "look--dream"
    RULE = "look--rule"
    KEY = "look--key"
    """A key to press."""


LOOKS_CSS = """
    & > .look--text { color: $foreground; }
    & > .look--name { color: $foreground; text-style: bold; }
    & > .look--muted { color: $text-muted; }
    & > .look--next { color: $text-accent; text-style: bold; }
    & > .look--good { color: $text-success; }
    & > .look--warn { color: $text-warning; }
    & > .look--bad { color: $text-error; text-style: bold; }
    & > .look--dream { color: $text-secondary; }
    & > .look--rule { color: $rule-line; }
    & > .look--key { color: $text-primary; text-style: bold; }
"""
"""Put into the `DEFAULT_CSS` of a widget that draws pieces, inside its own rule."""

COMPONENTS = frozenset(str(look) for look in Look)


class Piece(NamedTuple):
    """A piece of a row: text that passed `tui.content.cell` already, and its look."""

    text: str
    look: Look = Look.TEXT


def draw(widget: Widget, pieces: Iterable[Piece], width: int, under: str = "") -> Strip:
    """Return the pieces as one line of exactly `width` cells, on the ground of the component class `under`."""
    ground = Style(bgcolor=widget.get_component_rich_style(under).bgcolor) if under else Style()
    segments = []
    for text, look in pieces:
        segments.append(Segment(text, widget.get_component_rich_style(look) + ground))
    base = widget.get_component_rich_style(Look.TEXT) + ground
    return Strip(segments).adjust_cell_length(width, base)
