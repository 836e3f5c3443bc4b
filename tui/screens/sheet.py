"""A page drawn line by line: headings, facts, and rows that can be highlighted; only what is in sight is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from tui.widgets.lines import wrapped
from tui.widgets.looks import Ground, Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from tui.widgets.lines import Line

_SIGN = 2


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line; with a value it can be highlighted and chosen."""

    line: tuple[Piece, ...]
    value: object = None


def plain(*lines: Line) -> list[SheetRow]:
    """Return lines that only stand there."""
    return [SheetRow(tuple(line)) for line in lines]


def said(texts: Sequence[str], width: int) -> list[Line]:
    """Return what an empty page says: its first sentence, and what it teaches in a quiet colour."""
    looks = (Look.TEXT, *(Look.MUTED for _ in texts[1:]))
    return [[Piece(each, look)] for text, look in zip(texts, looks, strict=True) for each in wrapped(text, width)]


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

    @dataclass
    class Chosen(Message):
        """`enter` or a click on a row with a value."""

        sheet: Sheet
        value: object

        @property
        def control(self) -> Sheet:
            """The sheet, for selectors."""
            return self.sheet

    def __init__(self, *, id: str) -> None:  # noqa: A002  (the name that Textual gives it)
        """Start empty."""
        super().__init__(id=id)
        self.rows: list[SheetRow] = []
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
        ground = (Ground.CURSOR if lit else Ground.CURSOR_BLURRED) if here else Ground.PAGE
        sign = Piece("▸ " if here and lit else "  ", Look.NEXT)
        return draw(self, (sign, *row.line), width, ground)

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
        """Choose by mouse."""
        place = event.y + self.scroll_offset.y
        if place in self._places():
            self._go_to(place)
            self.post_message(self.Chosen(self, self.value))

    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self.rows) if row.value is not None]

    def _go_to(self, place: int) -> None:
        self.cursor = place
        self.refresh()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        self.scroll_to_region(Region(0, max(self.cursor, 0), self.size.width, 1), animate=False, force=True)

    def _lay_out(self, value: object) -> None:
        width = self.scrollable_content_region.width
        if not width or self._filler is None:
            return
        self.rows = self._filler(max(width - _SIGN, 1))
        places = self._places()
        wanted, self._wanted = value if self._wanted is None else self._wanted, None
        same = [place for place in places if self.rows[place].value == wanted]
        self.cursor = (same or places or [-1])[0]
        self.virtual_size = Size(width, len(self.rows))
        self.refresh()
        if same:
            self.call_after_refresh(self._keep_in_sight)
