"""A list of rows with its own cursor, drawn line by line: ten thousand rows cost what twenty cost."""

from __future__ import annotations

from abc import abstractmethod
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.geometry import Region
from textual.reactive import var
from textual.scroll_view import ScrollView

from tui import keys
from tui.content import cell
from tui.messages import Highlighted, Opened, RowClicked
from tui.widgets.extent import reach
from tui.widgets.lines import wrapped
from tui.widgets.looks import Ground, Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from tui.target import RowKey, Target

Row = TypeVar("Row")


class Mark(StrEnum):
    """What is under way with a row; the sign stands before it."""

    SAVING = "…"
    FAILED = "!"


MARK_WIDTH = 2
AIR = 1
"""Cells between a row's last column and the scrollbar, where there is one."""


class RowList(ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows of one kind; the highlight belongs to a row, not to a place, and stays with it when the order changes."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    STAYS: ClassVar[bool] = False
    """A row stays when its touch is logged."""
    EMPTY: ClassVar[tuple[str, ...]] = ()
    """What an empty list says, a line each: what to do next."""

    cursor: var[int] = var(0, init=False)
    """Place of the highlight; meaningless where there is no row."""
    hovered: var[int] = var(-1, init=False)
    """Place of the row under the mouse, -1 for none."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (the name that Textual gives it)
        """Start empty."""
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self.marks: dict[RowKey, Mark] = {}
        self.read = False
        """The book was read: only then is an empty list really empty."""
        self.resting = False
        """Keys are for another list of this screen: the highlight is kept, and not shown."""

    @abstractmethod
    def target_of(self, row: Row) -> Target:
        """Return whom a key on this row is for."""

    @abstractmethod
    def pieces(self, row: Row, width: int) -> list[Piece]:
        """Return the row as pieces that fill `width` cells; the sign before it is not among them."""

    def empty_words(self) -> tuple[str, ...]:
        """Return what the list says without rows, a thought each."""
        return self.EMPTY

    def rest(self, *, resting: bool) -> None:
        """Say whether keys are for another list."""
        if resting is not self.resting:
            self.resting = resting
            self._refresh_cursor(self.cursor)

    @property
    def highlighted(self) -> Target | None:
        """Whom the next key is for."""
        return self.target_of(self.rows[self.cursor]) if 0 <= self.cursor < len(self.rows) else None

    @property
    def width(self) -> int:
        """Cells of a row: all but the scrollbar's, which keeps its place where nothing scrolls."""
        return self.scrollable_content_region.width

    @property
    def lines(self) -> int:
        """Lines that it scrolls over."""
        return len(self.rows)

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the highlight stays with its row, and where that is gone, at its place."""
        before = self.highlighted
        place = self.cursor
        self.rows, self.read = rows, True
        found = None if before is None else self.place_of(before.key)
        self._put_cursor(min(place, len(rows) - 1) if found is None else found)
        reach(self, self.width, self.lines)
        self.refresh()
        self._tell(before)

    def place_of(self, key: RowKey) -> int | None:
        """Return the place of a row, None where it isn't shown."""
        return next((place for place, row in enumerate(self.rows) if self.target_of(row).key == key), None)

    def row_of(self, key: RowKey) -> Row | None:
        """Return a row by its key, None where it isn't shown."""
        place = self.place_of(key)
        return None if place is None else self.rows[place]

    def highlight(self, key: RowKey) -> bool:
        """Put the highlight on a row; False where it isn't shown."""
        place = self.place_of(key)
        if place is None:
            return False
        self.go_to(place)
        return True

    def go_to(self, place: int) -> None:
        """Put the highlight at a place, or as near as there is a row."""
        before = self.highlighted
        self._put_cursor(max(0, min(place, len(self.rows) - 1)))
        self._tell(before)

    def go_on(self) -> None:
        """Put the highlight on the next row with which nothing is under way: below, else the nearest above."""
        below = range(self.cursor + 1, len(self.rows))
        above = range(self.cursor - 1, -1, -1)
        free = (
            place
            for place in (*below, *above)
            if self.marks.get(self.target_of(self.rows[place]).key) is not Mark.SAVING
        )
        place = next(free, None)
        if place is not None:
            self.go_to(place)

    def mark(self, key: RowKey, mark: Mark | None) -> None:
        """Set or take off the sign before a row."""
        if mark is None:
            self.marks.pop(key, None)
        else:
            self.marks[key] = mark
        place = self.place_of(key)
        if place is not None:
            self.refresh_line(place)

    def drop(self, key: RowKey) -> None:
        """Take a row out, its work being done; the highlight stays with its own row."""
        self.marks.pop(key, None)
        self.show(tuple(row for row in self.rows if self.target_of(row).key != key))

    def put_back(self, row: Row) -> None:
        """Put a row in before the highlight and highlight it: what was taken back stands where the eye is."""
        key = self.target_of(row).key
        if self.place_of(key) is None:
            place = max(0, min(self.cursor, len(self.rows)))
            self.show((*self.rows[:place], row, *self.rows[place:]))
        self.highlight(key)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.width
        place = y + self.scroll_offset.y
        if not self.rows:
            return self._empty_line(y, width)
        if place >= len(self.rows):
            return draw(self, (), width)
        row = self.rows[place]
        mark = self.marks.get(self.target_of(row).key)
        air = AIR if self.virtual_size.height > self.size.height else 0
        pieces = self.pieces(row, width - MARK_WIDTH - air)
        if mark is Mark.SAVING:
            pieces = [Piece(piece.text, Look.MUTED) for piece in pieces]
        return draw(self, (self._sign(place, mark), *pieces), width, self._ground(place))

    def on_resize(self) -> None:
        """Fill the new width."""
        reach(self, self.width, self.lines)
        self._scroll_to_cursor()

    def on_focus(self) -> None:
        """Show that keys are for this list now."""
        self._refresh_cursor(self.cursor)

    def on_blur(self) -> None:
        """Show that they are not."""
        self._refresh_cursor(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Highlight the row under the mouse; twice opens it."""
        place = event.y + self.scroll_offset.y
        if not 0 <= place < len(self.rows):
            return
        self.go_to(place)
        self.post_message(RowClicked())
        target = self.highlighted
        if event.chain > 1 and target is not None:
            self.post_message(Opened(target))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        place = event.y + self.scroll_offset.y
        self.hovered = place if 0 <= place < len(self.rows) else -1

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = -1

    def watch_hovered(self, before: int, now: int) -> None:
        """Draw both rows again."""
        self._refresh_cursor(before)
        self._refresh_cursor(now)

    def _put_cursor(self, place: int) -> None:
        before, self.cursor = self.cursor, max(place, 0)
        self._refresh_cursor(before)
        self._refresh_cursor(self.cursor)
        self._scroll_to_cursor()

    def _scroll_to_cursor(self) -> None:
        if self.rows and self.size.height:
            self.scroll_to_region(Region(0, self.cursor, self.width, 1), animate=False, force=True)

    def _refresh_cursor(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.refresh_line(place)

    def _tell(self, before: Target | None) -> None:
        now = self.highlighted
        if now != before:
            self.post_message(Highlighted(now))

    def _ground(self, place: int) -> Ground:
        if place == self.cursor and not self.resting:
            return Ground.CURSOR if self.has_focus else Ground.CURSOR_BLURRED
        return Ground.CURSOR_BLURRED if place == self.hovered else Ground.PAGE

    def _sign(self, place: int, mark: Mark | None) -> Piece:
        if mark is not None:
            return Piece(f"{mark} ", Look.BAD if mark is Mark.FAILED else Look.MUTED)
        if place == self.cursor and not self.resting:
            return Piece("▸ ", Look.NEXT if self.has_focus else Look.MUTED)
        return Piece("  ")

    def empty_lines(self, width: int) -> list[Piece]:
        """Return what an empty list says, a line each: its first thought stands out, a long one goes on below."""
        room = max(width - MARK_WIDTH, 0)
        lines: list[Piece] = []
        for place, words in enumerate(self.empty_words() if self.read else ()):
            look = Look.TEXT if place == 0 else Look.MUTED
            lines += [Piece(cell(line, room), look) for line in wrapped(keys.keyed(words), room)]
        return lines

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self.empty_lines(width)
        return draw(self, (Piece("  "), *(lines[y - 1 : y] if y else ())), width)
