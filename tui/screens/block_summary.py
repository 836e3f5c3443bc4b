"""The summary of a block: what it brought, what its hours may go to, and the way to the look (R35, R30, R43)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from tui.content import assemble, line
from tui.dialogs.choice import QUIET
from tui.screens import block_rows, block_words
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import AccountId
    from storage.views import Change
    from storage.views_block import BlockSummary, LookQueue
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

COPIED = {
    "text": "The summary is on the clipboard, if your terminal allows it.",
    "short": "Its short form is on the clipboard, if your terminal allows it.",
}


class BlockSummaryScreen(BookPage):
    """Numbers and a plot; `enter` goes on to the look, or opens the account that is highlighted."""

    TITLE_TEXT = "The block"
    AUTO_FOCUS: ClassVar[str] = "#numbers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y,c", "copy('text')", "copies it", id="block.copy"),
        Binding("s", "copy('short')", "copies it short", id="block.copy-short"),
        Binding("q", "back", "back", show=False, id="block.back"),
    ]
    DEFAULT_CSS = """
    BlockSummaryScreen #said { height: auto; color: $foreground-muted; }
    BlockSummaryScreen #said.-trouble { color: $text-warning; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read the newest block through the desk."""
        super().__init__(desk, clock)
        self._found: tuple[BlockSummary | None, LookQueue] | None = None
        self._change: Change | None = None

    def page(self) -> ComposeResult:
        """The numbers with their plot, what was done."""
        yield Sheet(id="numbers")
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works now."""
        if self._found is None or self._found[0] is None:
            return super().keys()
        copies: list[Key] = [("ctrl+y", "copies it", "copy('text')"), ("s", "short", "copy('short')")]
        return [("enter", "goes on", "choose"), ("↑ ↓", "moves", "move"), *copies, *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the block and who is to be looked at."""
        now = self.clock.now()
        try:
            self._found = await self.desk.run(lambda book: (book.block_summary(now), book.look(now)))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}", trouble=True)
            return
        summary, queue = self._found
        if summary is not None:
            self.aside(assemble((block_words.when(summary), QUIET)))
        self.query_one(Sheet).fill(lambda width: block_rows.rows(summary, queue, now, width), value=block_rows.LOOK)
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Go on to the look, or to an account."""
        event.stop()
        if event.value == block_rows.LOOK:
            self._look()
        elif isinstance(event.value, str):
            self.dismiss(_account(event.value))

    def action_choose(self) -> None:
        """The same by mouse on the key line."""
        self.query_one(Sheet).action_choose()

    def action_move(self) -> None:
        """Move by mouse on the key line."""
        self.query_one(Sheet).action_move(1)

    def action_copy(self, form: str) -> None:
        """Copy the summary as text: all of it, or in two sentences."""
        summary, queue = self._found or (None, None)
        if summary is None or queue is None:
            return
        now = self.clock.now()
        self.app.copy_to_clipboard(
            block_words.short(summary) if form == "short" else block_words.text(summary, queue, now)
        )
        self._say(COPIED[form])

    def action_back(self) -> None:
        """Leave; what the look noted is told."""
        self.dismiss(self._change)

    def _look(self) -> None:
        from tui.screens.block_look import LookScreen

        self.app.push_screen(LookScreen(self.desk, self.clock), self._looked)

    def _looked(self, answer: Change | AccountId | None) -> None:
        """The look was done: its answer is the summary's too."""
        if isinstance(answer, str):
            self.dismiss(answer)
        else:
            self._change = answer or self._change
            self.read()

    def _say(self, text: str, *, trouble: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.update(line(text))
        said.set_class(trouble, "-trouble")


def _account(value: str) -> AccountId:
    from playbook.words import AccountId

    return AccountId(value)
