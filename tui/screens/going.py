"""The main screen's ways out: pages, palette, quit. In a block they wait: one at a time (R35)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Literal

from textual.screen import Screen

from tui import commands, keys
from tui.commands import Pane
from tui.widgets.quiet_line import Said as Line
from tui.widgets.quiet_line import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playbook.facts import Fields
    from tui.doors import Doors
    from tui.writing import Desk

ONE_AT_A_TIME = (
    "One prospect at a time: lists, numbers and imports wait. esc goes back to the lists, {book.block} ends the block."
)


class Going(Screen[None]):
    """Opens pages over the main screen."""

    pane: Pane
    """What has the keys."""
    blocked: str
    """Why keys wait, empty when they don't."""
    ready: bool
    """The book is open."""
    doors: Doors

    desk: Desk
    """The book's thread."""

    def welcome(self, groups: Sequence[Fields], then: Callable[[], None]) -> None:
        """Call `then` unless somebody with such fields was erased and the rep leaves them out (R38)."""
        from tui import readmitting

        self.run_worker(readmitting.ask(self.app, self.desk, groups, then), name="welcome", group="welcome")

    @abstractmethod
    def say(self, line: Line) -> None:
        """Change the quiet line."""

    def tell(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say one sentence."""
        self.say(Line(text, tone))

    def waits(self, action: str) -> bool:
        """Tell whether this action waits until the block is over, and say so (R35)."""
        waiting = self.pane is Pane.BLOCK and not commands.in_block(action)
        if waiting:
            self.tell(keys.keyed(ONE_AT_A_TIME))
        return waiting

    def action_search(self) -> None:
        """Find anyone."""
        self._go("search")

    def action_help(self) -> None:
        """Every key."""
        self._go("help")

    def action_import_list(self) -> None:
        """Import a list."""
        self._go("import_list")

    def action_playbook(self) -> None:
        """The playbook's settings."""
        self._go("playbook")

    def action_go(self, page: str) -> None:
        """A page on the whole book."""
        if not self.ready:
            self.tell(self.blocked)
        elif not self.waits(f"go('{page}')"):
            self.doors.page(page)

    def action_palette(self) -> None:
        """Every command by name."""
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        """Leave; what is queued is written first."""
        await self.app.action_quit()

    def _go(self, door: Literal["search", "help", "import_list", "playbook"]) -> None:
        if not self.ready:
            self.tell(self.blocked)
        elif not self.waits(door):
            getattr(self.doors, door)()
