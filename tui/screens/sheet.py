"""A page drawn line by line: headings, facts, and rows that can be highlighted; only what is in sight is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.widget import Widget

from tui import keys
from tui.widgets.lines import even
from tui.widgets.looks import Ground, Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from tui.widgets.lines import Line

_SIGN = 2
MARKS = 2
"""Cells of the mark behind the sign, in lists of which rows can be marked."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line; with a value it can be highlighted and chosen."""

    line: tuple[Piece, ...] | Callable[[], tuple[Piece, ...]]
    """Its pieces, or what makes them once the line is in sight: a list of fifty thousand costs what is seen of it."""
    value: object = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands in it."""
        return self.line() if callable(self.line) else self.line


def plain(*lines: Line) -> list[SheetRow]:
    """Return lines that only stand there."""
    return [SheetRow(tuple(line)) for line in lines]


def said(texts: Sequence[str], width: int) -> list[Line]:
    """Return what an empty page says: its first sentence, and in a quiet colour what it teaches, thoughts apart."""
    lines: list[Line] = []
    for place, text in enumerate(texts):
        look = Look.MUTED if place else Look.TEXT
        lines += [*([[]] if place else []), *([Piece(each, look)] for each in even(keys.keyed(text), width))]
    return lines


Filler = Callable[[int], list[SheetRow]]
"""Returns the rows for a width."""


class Sheet(ScrollView, can_focus=True):
    """Rows for a width; arrows move the highlight over rows with a value, or scroll where there are none."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Sheet {
        height: 1fr; width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", show=False, id="sheet.down"),
        Binding("up,k", "move(-1)", "up", show=False, id="sheet.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="sheet.page-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="sheet.page-up"),
        Binding("home", "end(-1)", "first", show=False, id="sheet.home"),
        Binding("end", "end(1)", "last", show=False, id="sheet.end"),
        Binding("enter", "choose", "choose", show=False, id="sheet.choose"),
    ]

    TWICE: ClassVar[bool] = False
    """A click highlights and a second one chooses, as in a list of accounts; else the first one chooses."""
    AIR: ClassVar[int] = 0
    """Cells between the rows and the scrollbar."""
    hovered: var[int] = var(-1, init=False)
    """Place of the line under the mouse, -1 for none."""

    @dataclass
    class Chosen(Message):
        """`enter` or a click on a row with a value."""

        sheet: Sheet
        value: object

        @property
        def control(self) -> Sheet:
            """The sheet, for selectors."""
            return self.sheet

    @dataclass
    class Highlighted(Message):
        """The highlight went to another row, or to none."""

        sheet: Sheet
        value: object

        @property
        def control(self) -> Sheet:
            """The sheet, for selectors."""
            return self.sheet

    @dataclass
    class MarkClicked(Message):
        """A click on the sign before a row: it is marked, or its mark goes."""

        value: object

    def __init__(self, *, id: str) -> None:  # noqa: A002  (the name that Textual gives it)
        """Start empty."""
        super().__init__(id=id)
        self.rows: list[SheetRow] = []
        self._holding: list[int] = []
        self._told: object = None
        self.cursor = -1
        """Place of the highlight, -1 where no row has a value."""
        self.lit = False
        """Draw the highlight as if the sheet had the focus: a line above it has the keys."""
        self._filler: Filler | None = None
        self._wanted: object = None
        """Where the highlight goes when the sheet is laid out first."""

    @property
    def value(self) -> object:
        """What the highlighted row stands for, None for none."""
        return self.rows[self.cursor].value if 0 <= self.cursor < len(self.rows) else None

    def fill(self, filler: Filler, *, top: bool = False, value: object = None) -> None:
        """Show what `filler` returns, now and at every new width; the highlight goes to `value`, else it stays."""
        self._filler = filler
        self._wanted = value
        self._lay_out(None if top else self.value)
        if top:
            self.scroll_to(y=0, animate=False, force=True)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out(self.value)

    def on_focus(self) -> None:
        """Show that keys are for this sheet."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they are not."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self.rows):
            return draw(self, (), width)
        row = self.rows[place]
        here = place == self.cursor
        lit = self.lit or self.has_focus
        ground = Ground.CURSOR if here and lit else Ground.PAGE
        if not ground and row.value is not None and (here or place == self.hovered):
            ground = Ground.CURSOR_BLURRED
        sign = Piece("▸ " if here and lit else "  ", Look.NEXT)
        return draw(self, (sign, *row.pieces), width, ground)

    def action_move(self, step: int) -> None:
        """Move the highlight to the next row with a value, or scroll."""
        places = self._places()
        if not places:
            self.scroll_relative(y=step, animate=False)
            return
        ahead = [place for place in places if (place - self.cursor) * step > 0]
        if ahead:
            self._go_to(min(ahead) if step > 0 else max(ahead))
        else:
            self.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Move by a page."""
        places = self._places()
        if not places:
            self.scroll_relative(y=step * self.size.height, animate=False)
            return
        wanted = self.cursor + step * max(self.size.height - 1, 1)
        self._go_to(min(places, key=lambda place: abs(place - wanted)))

    def action_end(self, step: int) -> None:
        """Move to the first or the last row."""
        places = self._places()
        if places:
            self._go_to(places[-1] if step > 0 else places[0])
        self.scroll_to(y=self.max_scroll_y if step > 0 else 0, animate=False, force=True)

    def action_choose(self) -> None:
        """Choose the highlighted row; without one the page may want the key."""
        self.post_message(self.Chosen(self, self.value))

    def on_click(self, event: events.Click) -> None:
        """Choose by mouse; in a list of accounts the first click only highlights, or turns a mark over."""
        place = event.y + self.scroll_offset.y
        if not 0 <= place < len(self.rows) or self.rows[place].value is None:
            return
        self._go_to(place)
        if self.TWICE and event.x < _SIGN + MARKS:
            self.post_message(self.MarkClicked(self.value))
        elif event.chain > 1 or not self.TWICE:
            self.post_message(self.Chosen(self, self.value))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self.hovered = event.y + self.scroll_offset.y

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = -1

    def watch_hovered(self, before: int, now: int) -> None:
        """Draw both lines again."""
        for place in (before, now):
            if 0 <= place < len(self.rows):
                self.refresh_line(place)

    def _places(self) -> list[int]:
        return self._holding

    def _go_to(self, place: int) -> None:
        before, self.cursor = self.cursor, place
        for each in (before, place):
            self.refresh_line(each)
        self._keep_in_sight()
        self._tell()

    def _tell(self) -> None:
        """Say where the highlight is, where that is news."""
        if self.value != self._told:
            self._told = self.value
            self.post_message(self.Highlighted(self, self.value))

    def _keep_in_sight(self) -> None:
        """Scroll to the highlight; to the very top where it is the first one, so that what stands above it is read."""
        if self.cursor in self._holding[:1] and self.cursor < self.size.height:
            self.scroll_to(y=0, animate=False, force=True)
            return
        self.scroll_to_region(Region(0, max(self.cursor, 0), self.size.width, 1), animate=False, force=True)

    def _lay_out(self, value: object) -> None:
        width = self.scrollable_content_region.width
        if not width or self._filler is None:
            return
        self.rows = self._filler(max(width - _SIGN - self.AIR, 1))
        self._holding = places = [place for place, row in enumerate(self.rows) if row.value is not None]
        wanted, self._wanted = value if self._wanted is None else self._wanted, None
        same = [place for place in places if self.rows[place].value == wanted]
        self.cursor = (same or places or [-1])[0]
        self.virtual_size = Size(width, len(self.rows))
        self.refresh()
        self._tell()
        if same:
            self.call_after_refresh(self._keep_in_sight)


class Listing(Sheet):
    """A list of accounts or things: the mouse highlights with one click and opens with two, as on the main screen."""

    TWICE = True
    AIR = 1


class Heading(Widget):
    """What stands above the columns of the list below it."""

    DEFAULT_CSS = """
    Heading { height: 1; }
    """

    _line: tuple[Piece, ...] = ()

    def show(self, line: tuple[Piece, ...]) -> None:
        """Draw other words; where there are none, the line goes."""
        if line != self._line:
            self._line = line
            self.refresh()
        self.display = bool(line)

    def render_line(self, y: int) -> Strip:
        """Draw it, set in as the rows are."""
        del y
        return draw(self, (Piece(" " * _SIGN), *self._line), self.size.width)
