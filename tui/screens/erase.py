"""Erasing a person or an account for good: whom, what goes, the entries of others, the result (R38)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from playbook.errors import NotYetError
from playbook.words import AccountId
from storage.erase_views import Erased, ErasePreview, Mention
from tui import erase_words
from tui.content import assemble, line
from tui.dialogs.fields import LineInput
from tui.screens import erase_sheet
from tui.screens.erase_confirm import EraseConfirm
from tui.screens.page import Page
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import EntryId
    from storage.views import Hit, Prospect
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk


class EraseScreen(Page[Erased]):
    """Whom, what goes, and the end of it; leaves with what was erased, or with nothing."""

    TITLE_TEXT = "Erase"
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="erase.down"),
        Binding("up", "move(-1)", "up", show=False, id="erase.up"),
        Binding("space", "mark", "marks", show=False, id="erase.mark"),
        Binding("e", "erase", "erases", show=False, id="erase.erase"),
    ]
    DEFAULT_CSS = """
    EraseScreen #words { background: $panel; padding: 0 1 !important; margin-bottom: 1; }
    EraseScreen #words:focus { background: $block-cursor-background; }
    """

    def __init__(self, desk: Desk, clock: Clock, account: AccountId | None = None) -> None:
        """Begin with an account, or with the question whom."""
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._account = account
        self._found: Prospect | None = None
        self._would: ErasePreview | None = None
        self._kept: frozenset[EntryId] = frozenset()
        self._done: Erased | None = None
        self._busy = False

    def page(self) -> ComposeResult:
        """The line and what it finds; later the look at what goes."""
        yield LineInput("", placeholder="a name, a company, an address, a number", id="words")
        yield Sheet(id="lines")

    def on_mount(self) -> None:
        """Show the account that was meant, or ask."""
        super().on_mount()
        self._sheet.lit = True
        if self._account is None:
            self.find()
        else:
            self.open_account(self._account)

    def keys(self) -> list[Key]:
        """What works now."""
        if self._done is not None or self._busy:
            return super().keys()
        if self._would is None:
            return [("enter", "chooses", "choose"), ("↑ ↓", "moves", "move(1)"), *super().keys()]
        marks: list[Key] = [("space", "marks an entry of others", "mark")] if self._would.mentions else []
        return [("e", "erases", "erase"), *marks, *super().keys()]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Search again."""
        event.stop()
        if self._would is None:
            self.find()

    @on(Input.Submitted)
    @on(Sheet.Chosen)
    def _chosen(self, event: Input.Submitted | Sheet.Chosen) -> None:
        """Go on with the row."""
        event.stop()
        self.action_choose()

    @work(exclusive=True)
    async def find(self) -> None:
        """Ask the book; what was typed meanwhile wins."""
        words = self.query_one("#words", LineInput).line
        if not words and self._found is not None:
            self._draw_whom(self._found)
            return
        hits: tuple[Hit, ...] = ()
        try:
            if words:
                hits = await self._desk.run(lambda book: book.search(words))
        except NotYetError as error:
            self._say(error)
            return
        self._sheet.fill(partial(erase_sheet.firms, hits, words), top=True)

    @work(exclusive=True)
    async def open_account(self, account: AccountId) -> None:
        """Show the account and its people."""
        now = self._clock.now()
        try:
            self._found = await self._desk.run(lambda book: book.prospect(account, now))
        except NotYetError as error:
            self._say(error)
            return
        self._draw_whom(self._found)

    def _draw_whom(self, found: Prospect) -> None:
        self._sheet.fill(lambda width: erase_sheet.whom(found, width), top=True)

    @work(exclusive=True)
    async def look(self, target: str) -> None:
        """Read what would go and show it, with the marks."""
        self.aside(Content("looking through the record …"))
        try:
            would = await self._desk.read(lambda book: book.erase_preview(target))
        except NotYetError as error:
            self._say(error)
            return
        self._would = would
        self._kept = frozenset(each.entry for each in would.mentions if not each.marked)
        self.query_one("#words").display = False
        self._sheet.focus()
        self.aside(Content(""))
        self.query_one("#title").update(line(f"Erase {would.name}"))  # type: ignore[attr-defined]
        self._draw_preview(top=True)
        self.draw_keys()

    def _draw_preview(self, *, top: bool = False) -> None:
        would, kept = self._would, self._kept
        if would is not None:
            self._sheet.fill(lambda width: erase_sheet.preview(would, kept, width), top=top)

    def action_move(self, step: int) -> None:
        """Move the highlight while the line keeps the keys."""
        self._sheet.action_move(step)

    def action_choose(self) -> None:
        """Choose whom, or turn a mark over."""
        value = self._sheet.value
        if self._would is not None:
            self.action_mark()
        elif isinstance(value, str) and self._is_searching:
            self._account, self._found = AccountId(value), None
            with self.prevent(Input.Changed):
                self.query_one("#words", LineInput).value = ""
            self.open_account(self._account)
        elif isinstance(value, str):
            self.look(value)

    @property
    def _is_searching(self) -> bool:
        """Whether the rows are accounts found, whose people are shown next."""
        return bool(self.query_one("#words", LineInput).line) or self._account is None

    def action_mark(self) -> None:
        """Turn the mark of an entry of others over."""
        value = self._sheet.value
        if isinstance(value, Mention) and not self._busy and self._done is None:
            self._kept ^= {value.entry}
            self._draw_preview()

    def action_erase(self) -> None:
        """Ask for the name, then erase."""
        if self._would is not None and not self._busy and self._done is None:
            self.erase(self._would)

    @work(exclusive=True, group="erase")
    async def erase(self, would: ErasePreview) -> None:
        """Ask, erase, tell what became of it."""
        backups = await self.app.push_screen_wait(EraseConfirm(would))
        if backups is None:
            return
        self._busy = True
        self.draw_keys()
        now, kept = self._clock.now(), self._kept
        try:
            self._done = await self._desk.run(
                lambda book: book.erase(would.target, now, keep=kept, backups=backups, told=self._tell)
            )
        except NotYetError as error:
            self._say(error)
            return
        finally:
            self._busy = False
            self.draw_keys()
        erased = self._done
        self.aside(Content(""))
        self.query_one("#title").update(Content("Erased"))  # type: ignore[attr-defined]
        self._sheet.fill(lambda width: erase_sheet.done(erased, width), top=True)

    def _tell(self, phase: str, at: int, total: int) -> None:
        """Say how far it is; called on the book's thread."""
        self.app.call_from_thread(self.aside, Content(erase_words.phase(phase, at, total)))

    def action_back(self) -> None:
        """Leave with what was done; one step back from a look; while it runs nothing leaves."""
        if self._busy:
            return
        if self._done is not None or self._would is None:
            self.dismiss(self._done)
            return
        self._would = None
        words = self.query_one("#words", LineInput)
        words.display = True
        words.focus()
        self.query_one("#title").update(Content(self.TITLE_TEXT))  # type: ignore[attr-defined]
        self.draw_keys()
        self.find()

    @property
    def _sheet(self) -> Sheet:
        return self.query_one("#lines", Sheet)

    def _say(self, error: NotYetError) -> None:
        self.aside(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))
