"""One of several on a single line: left and right, space or the mouse turn it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.content import assemble
from tui.dialogs.choice import QUIET

if TYPE_CHECKING:
    from textual import events

LABEL = 16
"""Cells of a label, as in `tui.dialogs.fields`."""


class Pick(Widget, can_focus=True):
    """A label and a value that can be turned."""

    DEFAULT_CSS = """
    Pick { height: 1; width: 1fr; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "next", show=False, id="pick.next"),
        Binding("left", "turn(-1)", "before", show=False, id="pick.before"),
    ]

    at = reactive(0)
    """The value that stands, from 0."""

    @dataclass
    class Turned(Message):
        """Another value stands."""

        pick: Pick

        @property
        def control(self) -> Pick:
            """The line, for selectors."""
            return self.pick

    def __init__(self, label: str, values: tuple[tuple[str, str], ...], *, name: str, value: str = "") -> None:
        """`values` are (value, words); start at `value`, or at the first."""
        super().__init__(id=name)
        self._label = label
        self._values = values
        known = [each for each, _ in values]
        self.set_reactive(Pick.at, known.index(value) if value in known else 0)

    @property
    def value(self) -> str:
        """The value that stands."""
        return self._values[self.at][0]

    def render(self) -> Content:
        """Draw the label and the value between its arrows."""
        words = self._values[self.at][1]
        arrows = "$primary" if self.has_focus else QUIET
        return assemble(
            (self._label.ljust(LABEL) + " ", QUIET),
            ("◂ ", arrows),
            (words, "bold" if self.has_focus else ""),
            (" ▸", arrows),
        )

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  (Textual calls watchers so)
        """Show or hide the focus."""
        self.refresh()

    def action_turn(self, step: int) -> None:
        """Turn to the next value, or the one before; it goes round."""
        self.at = (self.at + step) % len(self._values)
        self.post_message(self.Turned(self))

    def on_click(self, event: events.Click) -> None:
        """Turn by mouse: left of the value goes back."""
        self.action_turn(-1 if event.x <= LABEL else 1)
