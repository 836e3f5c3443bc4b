"""Block mode (R35): the main screen with one big card instead of its lists, a clock, and the same way of a key press.

The block runs on while the rep is back at the lists; `b` returns to its card, and on the card `b` ends it.
"""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.geometry import Offset

from playbook import block as rules
from playbook.bodies import BlockEnded, BlockStarted
from playbook.decision import Draft
from playbook.errors import NotYetError
from playbook.words import AccountId
from tui import daytext, footers, keys, panes
from tui.block import Watch
from tui.commands import Pane
from tui.jobs import Press
from tui.screens import block_text
from tui.screens.laid import Laid
from tui.widgets import card_text
from tui.widgets.block_clock import BlockClock
from tui.widgets.card import Card
from tui.widgets.header import DayHeader
from tui.widgets.key_line import KeyLine
from tui.widgets.quiet_line import Hint, Tone
from tui.widgets.quiet_line import Said as Line
from tui.widgets.shown import fit_words
from tui.widgets.today_list import TodayList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from playbook.block import Block
    from tui.clock import Clock
    from tui.dialogs.answers import ConfirmAnswer
    from tui.dialogs.frame import Dialog
    from tui.dialogs.minutes import MinutesAnswer
    from tui.widgets.shown import Shown
    from tui.writing import Desk, Writer

BEGINS = "The block begins."
ENDS = "The block ends: what was pressed is being saved."
NOTHING = "Nothing is left for a block today. {touch.more} takes ten more."
NOBODY = "Nothing is left for a block today, and nobody waits."
SLIDE = 0.18
"""Seconds in which the next card slides in."""


class Blocking(Laid):
    """Begins, shows, leaves and ends a block."""

    clock: Clock
    writer: Writer
    desk: Desk
    block: Block | None = None
    """The block that runs in this window."""
    block_wanted = False
    """`notyet block`: begin one as soon as the lists are there."""
    _said_over = False
    _slid: AccountId | None = None

    @abstractmethod
    def show(self, dialog: Dialog[Any], then: Callable[[Any], object]) -> None:
        """Show a dialog; `then` is not called where the rep cancelled."""

    @abstractmethod
    def trouble(self, error: NotYetError) -> None:
        """Say what could not be done."""

    def action_block(self) -> None:
        """Begin a block, go back to the one that runs, or, on its card, end it."""
        if not self.ready or self.blocked:
            self.tell(self.blocked, Tone.ASKS)
        elif self.pane is Pane.BLOCK:
            self._ask_end()
        elif self.block is not None:
            self.open_pane(Pane.BLOCK)
        elif not self.query_one(TodayList).rows:
            board = self.shown_board
            self.tell(keys.keyed(NOTHING if board is not None and panes.waiting(board) > 0 else NOBODY))
        else:
            self._under_way(BEGINS, self._begin)

    def open_pane(self, pane: Pane) -> None:
        """Give a pane the keys; the block has its own card, footer and stopwatch."""
        inside = pane is Pane.BLOCK
        card, text = self.query_one(Card), block_text.card if inside else card_text.card
        if inside and self.base is not Pane.TODAY:
            super().open_pane(Pane.TODAY)
        self.session.watch, self.session.fresh = (Watch(), False) if inside else (None, self.session.fresh)
        super().open_pane(pane)
        if card.text is not text:
            card.text = text
            card.show(card.shown)
        self.work.watch()
        self.beat()

    def foot(self) -> None:
        """Let the footer show what matters now."""
        logged = self.session.fresh and isinstance(self.session.last, Press)
        self.query_one(KeyLine).shown = footers.of(self.pane, logged=logged)

    def action_back(self, key: str) -> None:
        """From the block's card back to the lists; its clock goes on."""
        if self.pane is Pane.BLOCK:
            self.open_pane(self.base)
            self.say(Line("The block goes on.", keys=(Hint("b", "back to its card"),)))
        else:
            super().action_back(key)

    def beat(self) -> None:
        """Draw the block's clock; say once when its time is up."""
        block, header = self.block, self.query_one(DayHeader)
        if block is None:
            header.clock("")
            return
        now = self.clock.now()
        worked = block.worked(now)
        share = worked.total_seconds() / 60 / block.minutes
        header.clock(f"block {rules.clock(worked, block.minutes)}", share, line=self.pane is not Pane.BLOCK)
        self.query_one(BlockClock).show(share)
        if block.over(now) and not self._said_over:
            self._said_over = True
            ends = keys.keyed("{book.block} ends the block, or go on as you like.")
            self.tell(f"The {rules.hours(block.minutes)} are over: {ends}", Tone.ASKS)

    def stirred(self) -> None:
        """A key or a click, wherever it goes: the rep is at work (R27)."""
        if self.session.watch is not None:
            self.session.watch.stirred(self.clock.now())

    def ran_dry(self) -> None:
        """The lists were read: a block that was asked for begins, and one without a card ends by itself."""
        if self.block_wanted:
            self.block_wanted = False
            self.action_block()
        if self.pane is Pane.BLOCK and not self.query_one(TodayList).rows and self.blocked != ENDS:
            self._under_way(ENDS, self._end)

    def adopt(self) -> None:
        """Another window wrote: the block may have been ended there."""
        if self.block is not None:
            self.run_worker(self._adopted(), name="block", group="block")

    def slide(self, account: AccountId | None) -> None:
        """Let the card of another account slide in, unless motion is off or keys come faster than it."""
        fresh, self._slid = account != self._slid, account
        still = self.app.animation_level == "none" or len(self.writer.pending) > 1
        if self.pane is Pane.BLOCK and fresh and account is not None and not still:
            card = self.query_one(Card)
            card.offset = Offset(self.size.width // 4, 0)
            card.animate("offset", Offset(0, 0), duration=SLIDE, easing="out_cubic")

    def beside_name(self, shown: Shown | None) -> str:
        """Return what stands beside the card's name: the fit; in a block, where no row says it, why it is due too."""
        if shown is None:
            return ""
        row = self.query_one(TodayList).row_of(shown.target.key) if self.pane is Pane.BLOCK else None
        reason = "" if row is None else row.reason
        return " · ".join(part for part in (reason, fit_words(shown.prospect)) if part)

    def ask_minutes(self, press: Press) -> None:
        """Ask how long a visit took; the answer goes with its touch (R27)."""
        from tui.asking import whom
        from tui.dialogs.minutes import MinutesDialog

        target = press.bound.target if press.target is None else press.target
        usual = 0 if press.decision is None else press.decision.minutes

        def settle(answer: MinutesAnswer) -> None:
            press.minutes = usual if answer.minutes is None else answer.minutes
            self.work.take(press)

        self.show(MinutesDialog(whom(target), usual), settle)

    def _ask_end(self) -> None:
        from tui.dialogs.choice import Row
        from tui.dialogs.confirm import ConfirmDialog

        if self.block is None:
            return
        clock = rules.clock(self.block.worked(self.clock.now()), self.block.minutes)
        rows = (Row("yes", "end it", "what it brought, then the look"), Row("no", "go on"))
        dialog = ConfirmDialog(None, f"End the block? {clock}", rows=rows, rule="R35  One prospect at a time.")
        self.show(dialog, lambda _: self._under_way(ENDS, self._end))

    def _ask_left(self, left: Block) -> None:
        """A block was left by `q` or a crash: go on, begin a new one, or end it."""
        from tui.dialogs.choice import Row
        from tui.dialogs.confirm import ConfirmDialog

        today, start = self.clock.now().date(), left.laps[0].start
        clock = rules.clock(left.worked(left.left), left.minutes)
        on = Row("on", "go on with it", clock)
        new = Row("new", "begin a new one")
        both = (on, new) if left.left.date() == today else (new, on)
        fact = f"It began {daytext.long(start.date(), today)} at {daytext.clock(start)} and was left at {clock}."
        dialog = ConfirmDialog(
            None, "A block was left open", rows=(*both, Row("end", "end it", "show what it brought")), facts=(fact,),
            rule="R35  It is closed at its last touch: time away is no time of the block.",
        )  # fmt: skip

        def settle(answer: ConfirmAnswer) -> None:
            self._under_way(BEGINS, partial(self._left, left, answer.choice))

        self.show(dialog, settle)

    def _under_way(self, why: str, work: Callable[[], Awaitable[None]]) -> None:
        """Hold keys back, with the reason, until this is done."""
        self.blocked = why
        self.run_worker(self._done_or_told(why, work), name="block", group="block")

    async def _done_or_told(self, why: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except NotYetError as error:
            self.trouble(error)
        if self.blocked == why:
            self.blocked = ""

    async def _mark(self, body: BlockStarted | BlockEnded, at: datetime) -> None:
        """Write a mark of the clock behind everything that was pressed before it."""
        await self.writer.drain()
        draft = Draft(AccountId(""), body)
        await self.desk.run(lambda book: book.record((draft,), now=at, label="block"))

    async def _begin(self) -> None:
        """Begin, after asking about one that was left open."""
        left = await self.desk.run(lambda book: book.block())
        if left is not None and left.open:
            self._ask_left(left)
        else:
            await self._start()

    async def _start(self, resumes: Block | None = None) -> None:
        """Start a new block, or go on with one that was left."""
        settings = await self.desk.run(lambda book: book.settings())
        body = BlockStarted(settings.block.minutes)
        if resumes is not None:
            body = BlockStarted(resumes.minutes, resumes.laps[-1].entry)
        await self._mark(body, self.clock.now())
        self.block = await self.desk.run(lambda book: book.block())
        self._said_over = False
        self.blocked = ""
        self.open_pane(Pane.BLOCK)
        self.say(Line("One at a time: a key logs, the next card follows."))

    async def _end(self, at: datetime | None = None) -> None:
        """End the block at this moment, then show what it brought."""
        await self._mark(BlockEnded(), at or self.clock.now())
        self._out()
        self.doors.page("block")

    async def _left(self, left: Block, choice: str) -> None:
        """Close a block that was left at its last touch (R35), then do what the rep chose."""
        if choice == "end":
            await self._end(left.left)
            return
        await self._mark(BlockEnded(), left.left)
        await self._start(left if choice == "on" else None)

    async def _adopted(self) -> None:
        """Go on with the block as it stands in the book, or leave it where it was ended."""
        try:
            found = await self.desk.run(lambda book: book.block())
        except NotYetError as error:
            self.trouble(error)
            return
        if self.block is not None and found is not None and found.open and found.id == self.block.id:
            self.block = found
        elif self.block is not None:
            self._out()
            self.tell("The block was ended in another window.")

    def _out(self) -> None:
        self.block = None
        self.blocked = ""
        if self.pane is Pane.BLOCK:
            self.open_pane(self.base)
        self.beat()
