"""The line on which one setting is written, over the row that shows it: checked as it is typed (R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.dialogs.fields import LineInput

if TYPE_CHECKING:
    from textual.geometry import Region

    from playbook.document.keys import Key


class ValueLine(LineInput):
    """Lies over the value of a setting; `enter` takes what is written, `esc` leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leaves it", show=False, id="playbook.value.leave"),
        Binding("enter,down,up", "take", "takes it", show=False, id="playbook.value.take"),
    ]
    DEFAULT_CSS = """
    ValueLine {
        display: none; position: absolute; layer: over; height: 1;
        background: $panel; color: $text-accent; text-style: bold;
    }
    ValueLine.-open { display: block; }
    """

    class Taken(Message):
        """What is written is to stand."""

    class Left(Message):
        """It stays as it was."""

    def __init__(self) -> None:
        """Start closed."""
        super().__init__(id="value")
        self.key: Key | None = None
        """The setting that is written; None while it is closed."""
        self._before = ""

    @property
    def moved(self) -> bool:
        """Whether something else stands on it than when it was opened."""
        return self.key is not None and self.value != self._before

    def open(self, key: Key, line: str, place: Region) -> None:
        """Write a setting here, its value as it stands."""
        self.key = key
        self.value = self._before = line
        self.put(place)
        self.add_class("-open")
        self.focus()
        self.action_end()

    def put(self, place: Region) -> None:
        """Lie there: column, line and width count from the parent's own corner."""
        self.styles.offset = (place.x, place.y)
        self.styles.width = max(place.width, 8)

    def close(self) -> None:
        """Go out of sight."""
        self.key = None
        self.remove_class("-open")

    def action_take(self) -> None:
        """Take it."""
        if self.key is not None:
            self.post_message(self.Taken())

    def action_leave(self) -> None:
        """Leave it."""
        self.post_message(self.Left())
