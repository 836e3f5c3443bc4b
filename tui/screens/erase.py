"""Erasing a person or an account for good: whom, what goes, the entries of others, the result (R38)."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from playbook.errors import NotYetError, Refused
from playbook.words import AccountId
from storage.erase_views import Erased, ErasePreview, Mention
from tui import erase_words
from tui.content import line
from tui.dialogs.fields import LineInput
from tui.screens import erase_sheet
from tui.screens.erase_confirm import EraseConfirm
from tui.screens.page import Page
from tui.screens.sheet import Sheet
from tui.widgets.stages import Stages
from tui.widgets.told import Told

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import EntryId
    from storage.views import Hit, Prospect
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk


_TICK = 0.1
"""Seconds between two looks at how far it is."""
_STEPS = ("step 1 of 3 · whom", "step 2 of 3 · what goes", "step 3 of 3 · erased")
_STOPPED = "The erasure was stopped: nothing was erased."


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
    EraseScreen #stages { display: none; margin: 0 0 1 2; }
    EraseScreen.-working #stages { display: block; }
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
        self._far: tuple[str, int, int] | None = None
        """How far it is; set on the book's thread."""
        self._stop = False
        self._lock = threading.Lock()
        """Held where one thread tells and the other stops: an erasure that began is never said to be stopped."""

    def page(self) -> ComposeResult:
        """The line and what it finds; later the look at what goes."""
        yield LineInput("", placeholder="a name, a company, an address, a number", id="words")
        yield Stages(id="stages")
        yield Sheet(id="lines")
        yield Told()

    def on_mount(self) -> None:
        """Show the account that was meant, or ask."""
        super().on_mount()
        self._sheet.lit = True
        self.aside(Content(_STEPS[0]))
        if self._account is None:
            self.find()
        else:
            self.open_account(self._account)

    def keys(self) -> list[Key]:
        """What works now."""
        if self._busy:
            stops: list[Key] = [("esc", "stops it, nothing is erased", "back")]
            return stops if erase_words.may_stop(self._far) and not self._stop else []
        if self._done is not None:
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
        self._told.say("Looking through the record …")
        try:
            would = await self._desk.read(lambda book: book.erase_preview(target))
        except NotYetError as error:
            self._say(error)
            return
        self._would = would
        self._kept = frozenset(each.entry for each in would.mentions if not each.marked)
        self.query_one("#words").display = False
        self._sheet.focus()
        self._told.say("")
        self.aside(Content(_STEPS[1]))
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
        self._busy, self._far, self._stop = True, None, False
        self.add_class("-working")
        timer = self.set_interval(_TICK, self._tick)
        self._tick()
        now, kept = self._clock.now(), self._kept
        try:
            self._done = await self._desk.run(
                lambda book: book.erase(would.target, now, keep=kept, backups=backups, told=self._tell)
            )
        except NotYetError as error:
            self._say(error)
            return
        finally:
            timer.stop()
            self._busy = False
            self.remove_class("-working")
            self.draw_keys()
        erased = self._done
        self.aside(Content(_STEPS[2]))
        self.query_one("#title").update(Content("Erased"))  # type: ignore[attr-defined]
        self._sheet.fill(lambda width: erase_sheet.done(erased, width), top=True)

    def stop_work(self) -> bool:
        """Stop before anything is erased; once it is begun it goes to its end."""
        with self._lock:
            self._stop = self._busy and erase_words.may_stop(self._far)
        return self._busy

    def what_came(self) -> str:
        """Say that it was stopped, or what was erased."""
        return _STOPPED if self._done is None else erase_words.done(self._done)[0]

    def on_unmount(self) -> None:
        """What was not begun yet stops with its page."""
        self.stop_work()

    def _tell(self, phase: str, at: int, total: int) -> None:
        """Take in how far it is, on the book's thread; raises where it is to stop, before anything is erased."""
        with self._lock:
            if self._stop and not erase_words.may_stop((phase, at, total)):
                raise Refused(_STOPPED)
            self._far = phase, at, total

    def _tick(self) -> None:
        self.query_one(Stages).show(*erase_words.stages(self._far))
        self.draw_keys()

    def action_back(self) -> None:
        """Leave with what was done; one step back from a look; while it runs, stop it as long as that is possible."""
        if self._busy:
            self.stop_work()
            return
        if self._done is not None or self._would is None:
            self.dismiss(self._done)
            return
        self._would = None
        words = self.query_one("#words", LineInput)
        words.display = True
        words.focus()
        self._told.say("")
        self.aside(Content(_STEPS[0]))
        self.query_one("#title").update(Content(self.TITLE_TEXT))  # type: ignore[attr-defined]
        self.draw_keys()
        self.find()

    @property
    def _sheet(self) -> Sheet:
        return self.query_one("#lines", Sheet)

    @property
    def _told(self) -> Told:
        return self.query_one(Told)

    def _say(self, error: NotYetError) -> None:
        self._told.trouble(error)
