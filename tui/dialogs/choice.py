"""Short lists to choose from without leaving the keyboard: one of a few, or ticks on several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.content import assemble, cells, fitting, line

if TYPE_CHECKING:
    from textual import events

Value = TypeVar("Value")

DIGITS = "123456789"
"""The keys of the first lines of a list."""
_MARKS = 8
"""Cells of highlight, digit, mark and the gap before a hint."""

_LEAST = 8
"""Cells of a hint under which it says nothing: then it falls away."""

QUIET = "$foreground-muted"
"""The style of what is read second; a `Content` would draw `$text-muted` of Textual's own themes white."""


@dataclass(frozen=True, slots=True)
class Row(Generic[Value]):
    """One line of a list: what it stands for, its words, and a dim word on what follows."""

    value: Value
    label: str
    hint: str = ""
    heading: str = ""
    """A dim line above this row, where a group begins."""


class Rows(Widget, can_focus=True):
    """Lines with a highlight: digits and the mouse pick, arrows and `j` `k` move."""

    DEFAULT_CSS = """
    Rows { height: auto; width: 1fr; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False, id="rows.up"),
        Binding("down,j", "move(1)", "down", show=False, id="rows.down"),
        Binding("space", "pick", "pick", show=False, id="rows.pick"),
        Binding("enter", "choose", "choose", show=False, id="rows.choose"),
    ]

    TICKS: ClassVar[str] = ""
    """What a digit does where it only ticks; empty: it takes the line, which is the dialog's word."""
    cursor = reactive(0)
    """The highlighted row, from 0."""

    class Chosen(Message):
        """`enter` was pressed on the list."""

    @dataclass
    class Picked(Message):
        """A row was picked by digit, space or mouse."""

        rows: Rows
        index: int

        @property
        def control(self) -> Rows:
            """The list, for selectors."""
            return self.rows

    def __init__(self, rows: tuple[Row[str], ...], *, name: str) -> None:
        """Show the rows; the list is found as `#<name>`."""
        super().__init__(id=name)
        self.rows = rows

    def mark(self, index: int) -> Content:
        """Return what stands before a row."""
        raise NotImplementedError

    def picked(self, index: int) -> None:
        """Take a pick."""
        raise NotImplementedError

    def _lines(self) -> list[tuple[int | None, Content]]:
        """Every line drawn, with the row it belongs to; headings belong to none."""
        lines: list[tuple[int | None, Content]] = []
        for index, row in enumerate(self.rows):
            if row.heading and lines:
                lines.append((None, Content("")))
            if row.heading:
                lines.append((None, line(row.heading, QUIET)))
            lines.append((index, self._line(index, row)))
        return lines

    def _line(self, index: int, row: Row[str]) -> Content:
        here = index == self.cursor and self.has_focus
        parts = [
            Content.styled("▸ " if here else "  ", "$primary"),
            Content.styled(f"{DIGITS[index]} " if index < len(DIGITS) else "  ", "bold $primary"),
            self.mark(index),
            line(row.label, "bold" if here else ""),
        ]
        room = self.size.width - _MARKS - cells(row.label)
        hint = fitting(row.hint, room)
        if hint and room >= min(cells(hint), _LEAST):
            gap = max(self._column() - cells(row.label), 0) + 2
            parts.append(assemble((" " * gap + hint, QUIET)))
        return Content.assemble(*parts)

    def _column(self) -> int:
        """Cells of the widest label beside which the hints of all shorter ones stand whole; longer labels push theirs.

        Where that would line up fewer than half of the rows, each hint follows its label.
        """
        room = self.size.width - _MARKS
        rows = [(cells(row.label), cells(row.hint)) for row in self.rows]
        for widest, _ in sorted(rows, reverse=True):
            level = [hint for label, hint in rows if label <= widest]
            if widest + max(level) <= room:
                return widest if len(level) * 2 >= len(rows) else 0
        return 0

    def render(self) -> Content:
        """Draw all rows, each cut at the edge."""
        return Content("\n").join(line for _, line in self._lines())

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  (Textual calls watchers so)
        """Show or hide the highlight."""
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the highlight; past an end the focus moves on to the line beside the list."""
        there = self.cursor + step
        if 0 <= there < len(self.rows):
            self.cursor = there
        elif there < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()

    def watch_cursor(self) -> None:
        """Keep the highlight in sight where the sheet scrolls."""
        if not self.is_mounted:
            return
        place = next(at for at, (index, _) in enumerate(self._lines()) if index == self.cursor)
        sheet = self.parent
        if isinstance(sheet, Widget):
            sheet.scroll_to_region(Region(0, self.virtual_region.y + place, 1, 1), animate=False)

    def action_pick(self) -> None:
        """Pick the highlighted row."""
        self._pick(self.cursor)

    def action_choose(self) -> None:
        """Give `enter` to the dialog."""
        self.post_message(self.Chosen())

    def on_key(self, event: events.Key) -> None:
        """Pick by digit."""
        place = DIGITS.find(event.character) if event.character else -1
        if 0 <= place < len(self.rows):
            event.stop()
            self._pick(place)

    def on_click(self, event: events.Click) -> None:
        """Pick by mouse."""
        lines = self._lines()
        at = event.get_content_offset(self)
        if at is None or at.y >= len(lines):
            return
        index = lines[at.y][0]
        if index is not None:
            self._pick(index)

    def _pick(self, index: int) -> None:
        self.cursor = index
        self.picked(index)
        self.refresh()
        self.post_message(self.Picked(self, index))


class Choice(Rows):
    """One of a few."""

    def __init__(self, rows: tuple[Row[str], ...], *, name: str, value: str | None = None) -> None:
        """Start at `value`, or at the first row."""
        super().__init__(rows, name=name)
        values = [row.value for row in rows]
        self.set_reactive(Rows.cursor, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """What the highlighted row stands for."""
        return self.rows[self.cursor].value

    def mark(self, index: int) -> Content:
        """Show the one that counts, also while another line has the focus."""
        return Content.styled("● " if index == self.cursor else "○ ", "$primary" if index == self.cursor else QUIET)

    def picked(self, index: int) -> None:
        """The highlight is the pick."""


class Checklist(Rows):
    """Ticks on several."""

    TICKS = "ticks"

    def __init__(self, rows: tuple[Row[str], ...], *, name: str, ticked: frozenset[str] = frozenset()) -> None:
        """Start with some ticked."""
        super().__init__(rows, name=name)
        self.ticked = ticked

    def mark(self, index: int) -> Content:
        """Show the tick: a sign, not only a colour."""
        on = self.rows[index].value in self.ticked
        return Content.styled("✓ " if on else "· ", "bold $success" if on else QUIET)

    def picked(self, index: int) -> None:
        """Turn the tick over."""
        self.ticked = self.ticked ^ {self.rows[index].value}
