"""The lists of the playbook's pages: its sections, what one of them says, rows with lines of their own."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from tui.screens.importing_rows import GO_ON
from tui.screens.sheet import Sheet


class Sections(Sheet):
    """The sections: moving shows one, `enter` goes in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "choose", "goes in", show=False, id="playbook.sections.in")
    ]

    def action_choose(self) -> None:
        """Go into the section."""
        self.post_message(self.Chosen(self, GO_ON))

    def _go_to(self, place: int) -> None:
        super()._go_to(place)
        self.post_message(self.Chosen(self, self.value))


class Blocks(Sheet):
    """Rows with lines of their own below: the highlight keeps all of them in sight."""

    def _keep_in_sight(self) -> None:
        top = max(self.cursor, 0)
        below = next((place for place in self._places() if place > top), len(self.rows))
        self.scroll_to_region(Region(0, top, self.size.width, below - top), animate=False, force=True)


class Reading(Blocks):
    """A section in words: `enter` changes the highlighted setting, `left` goes back to the sections."""

    class Moved(Message):
        """Its rows were broken anew: what lies over one of them follows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "app.focus_previous", "sections", show=False, id="playbook.reading.out")
    ]

    def on_resize(self) -> None:
        """Tell what lies over a row; the rows are broken anew by the class below."""
        self.post_message(self.Moved())
