"""The main screen: three panes, the card and the outcome bar; it lays out and routes, and decides nothing."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import on

from playbook.words import Outcome
from tui import messages, panes
from tui.commands import WORKED, Pane
from tui.held import Held
from tui.reading import Reader
from tui.screens.lasting import Lasting
from tui.session import Session
from tui.target import of_today
from tui.upshot import Upshot
from tui.widgets.banner import Banner
from tui.widgets.brief import Brief
from tui.widgets.card import Card
from tui.widgets.dream_list import DreamList
from tui.widgets.dump_list import DumpList
from tui.widgets.header import DayHeader
from tui.widgets.outcome_bar import OutcomeBar
from tui.widgets.pane_title import PaneTitle
from tui.widgets.quiet_line import QuietLine, Tone
from tui.widgets.quiet_line import Said as Line
from tui.widgets.shown import Shown, fit_words
from tui.widgets.today_list import TodayList
from tui.work import Work
from tui.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from playbook.errors import NotYetError
    from storage.views import Prospect, TodayRow
    from tui.aim import Aim, Drawn
    from tui.asking import Asking
    from tui.clock import Clock
    from tui.dialogs.frame import Dialog
    from tui.doors import Doors
    from tui.jobs import Press
    from tui.reading import Board
    from tui.target import Target
    from tui.tasks import Tasks
    from tui.writing import Desk

SEEN = 0.3
"""Seconds for which outcome keys wait after the highlight moved by itself."""
STALE = timedelta(minutes=1)
"""Age at which what was drawn is drawn again."""
OPENING = "Opening the book …"


class Main(Lasting):
    """The morning's screen."""

    def __init__(self, clock: Clock, *, held: Held | None = None) -> None:
        """Show an empty desk until `attach` brings the book."""
        super().__init__(classes="-today")
        self.clock = clock
        self.held = held or Held()
        self.blocked = OPENING
        self._drawn_at = clock.now()
        self._aimed_at: Aim | None = None
        self.ready = False
        self.session = Session()
        self.work = Work(self, self.session, clock)
        self.upshot = Upshot(self, self.session, clock)

    @cached_property
    def asking(self) -> Asking:
        """The dialogs of outcomes; they are loaded when the first one is needed, or the desk is idle."""
        from tui import firms
        from tui.asking import Asking

        return Asking(self, self.work, self.clock, lambda name: self.desk.run(lambda book: firms.called(book, name)))

    @cached_property
    def tasks(self) -> Tasks:
        """What is no outcome; loaded as the dialogs are."""
        from tui.tasks import Tasks

        return Tasks(self, self.work, self.clock)

    def on_mount(self) -> None:
        """Say that the book is being opened."""
        self.title_panes()
        if self.blocked:
            self.tell(self.blocked)

    def attach(self, desk: Desk, doors: Doors) -> None:
        """The book is open: read it, and let keys through."""
        self.doors, self.desk = doors, desk
        self.writer = Writer(desk, self.upshot.done, self.upshot.failed)
        self.reader = Reader(desk, self.writer, self.clock, self)
        self.work.attach(self.writer, self.reader)
        self.upshot.attach(self.reader)
        self.ready = True
        self.run_worker(self.writer.work(), name="writer", group="desk")
        self.run_worker(self.reader.work(), name="reader", group="desk")
        self.reload()

    def reload(self) -> None:
        """Read everything again: a new day, or another window wrote."""
        self.reader.forget()
        self.reader.want_board(0)
        self.aimed()
        self.adopt()

    def tick(self) -> None:
        """Once a second: the block's clock; an account drawn a while ago is drawn again, for theirs went on (R36)."""
        self.beat()
        if self.ready and self.clock.now() - self._drawn_at > STALE:
            self._drawn_at = self.clock.now()
            self.reader.renew()
            self.reader.want(self.work.aim(), self.work.ahead())

    def settled(self) -> bool:
        """Tell whether everything queued was written and everything wanted was read."""
        return self.ready and not self.writer.busy and self.reader.idle

    # What the work asks for

    def say(self, line: Line) -> None:
        """Change the quiet line."""
        self.query_one(QuietLine).say(self.toured(line))

    def aimed(self) -> None:
        """Draw what the next key is for: at once where it was read, else when it is."""
        if not self.ready:
            return
        aim, drawn = self.work.aim(), self.work.drawn()
        self._aimed_at = aim
        self.work.watch()
        self.tour_aimed()
        self.query_one("#bar-title", PaneTitle).say(self._aside(), title="" if aim is None else aim.target.whom().plain)
        bar = self.query_one(OutcomeBar)
        if self.pane not in WORKED:
            bar.rest()
        elif drawn is None:
            bar.wait()
        if drawn is not None:
            self._draw(drawn)
        elif aim is None:
            self._show_card(None)
        self.reader.want(aim, self.work.ahead())

    def jumped(self) -> None:
        """The highlight moved by itself: keys wait until the rep has seen it."""
        rows = self.active()
        name = "" if rows.highlighted is None else rows.highlighted.name
        self.blocked = f"The highlight moved to {name}: press again."
        self.set_timer(SEEN, self._unblock)

    def ask(self, dialog: str, press: Press) -> None:
        """Open the dialog that an outcome needs, with its account's facts."""
        if press.target is not None:
            self.with_prospect(press.target, partial(self.asking.outcome, dialog, press))

    def show(self, dialog: Dialog[Any], then: Callable[[Any], object]) -> None:
        """Show a dialog; `then` is not called where the rep cancelled."""

        def settle(answer: Any) -> None:  # noqa: ANN401  (each dialog's own)
            if answer is not None:
                then(answer)
            elif not self.session.fresh:
                self.tell("Nothing was written.")

        self.app.push_screen(dialog, settle)

    def with_prospect(self, target: Target, then: Callable[[Prospect], None]) -> None:
        """Call `then` with the account, at once where it was drawn; keys wait until it is there."""
        drawn = self.work.drawn()
        if drawn is not None and drawn.target.account == target.account:
            then(drawn.prospect)
            return
        self.blocked = f"{target.name}{self.READING}"
        self.run_worker(self._fetch(target, then), name="fetch", group="fetch")

    async def _fetch(self, target: Target, then: Callable[[Prospect], None]) -> None:
        prospect = await self.reader.fetch(target.account)
        self._unblock()
        if prospect is not None:
            then(prospect)

    def cost_of_star(self, target: Target) -> str:
        """Return what the dream clients cost a day once this one is starred, or is no longer (R19)."""
        count = 0 if self.shown_board is None else len(self.shown_board.dreams)
        return panes.stars(max(count + (-1 if target.dream else 1), 0))

    # What was read

    def board(self, board: Board) -> None:
        """Show the lists; where the highlight's row is gone, keys wait until the rep has seen that."""
        before = self.active().highlighted
        self.shown_board = board
        today = board.today.day
        today_list, dream_list = self.query_one(TodayList), self.query_one(DreamList)
        today_list.today = dream_list.today = today
        today_list.why_empty = panes.nothing_today(board)
        today_list.show(self._ordered(board.today.rows))
        dream_list.show(board.dreams)
        self.query_one(DumpList).show_queue(board.dump)
        self.query_one(DayHeader).show(board.today, board.tally)
        self.query_one(DayHeader).warn("read-only" if board.read_only else "")
        self.query_one(Banner).show(board.read_only)
        self.query_one(DayHeader).seal(sealed=board.sealed)
        self.title_panes()
        after = self.active().highlighted
        if self.blocked == OPENING:
            self.blocked = ""
            self.say(Line(self.greeting, Tone.ASKS))
        elif before is not None and after is not None and before.key != after.key:
            self.jumped()
        self.reader.forget()
        self.aimed()
        self.ran_dry()

    def drawn(self, drawn: Drawn) -> None:
        """Show the highlighted account and the dates of its keys."""
        if self.work.drawn() is drawn:
            self._draw(drawn)

    def trouble(self, error: NotYetError) -> None:
        """Say what could not be read."""
        self.say(Line(f"{error.message} {error.hint}".rstrip(), Tone.TROUBLE))

    def _ordered(self, rows: tuple[TodayRow, ...]) -> tuple[TodayRow, ...]:
        """Put what was snoozed to later today at the end."""
        later = set(self.session.later)
        return tuple(sorted(rows, key=lambda row: of_today(row).key in later)) if later else rows

    def _draw(self, drawn: Drawn) -> None:
        now = self.clock.now()
        self.query_one("#bar-title", PaneTitle).say(self._aside(drawn), title=drawn.target.whom().plain)
        if self.pane in WORKED:
            self.query_one(OutcomeBar).show(drawn.decisions, now.date(), inbound=drawn.aim.inbound)
        self._show_card(Shown(drawn.prospect, drawn.target, now.date(), drawn.decision(Outcome.VOICEMAIL).next_on, now))

    def _show_card(self, shown: Shown | None) -> None:
        self.query_one(Card).show(shown)
        self.query_one(Brief).show(shown)
        title = self.query_one("#card-title", PaneTitle)
        short = "" if shown is None else fit_words(shown.prospect, short=True)
        title.say(self.beside_name(shown), title="" if shown is None else shown.target.name, short=short)
        self.slide(None if shown is None else shown.target.account)

    def _aside(self, drawn: Drawn | None = None) -> str:
        return panes.bar_aside(self.pane, self.work.aim(), drawn, self.clock.now().date())

    def _unblock(self) -> None:
        self.blocked = ""

    # Events

    def on_key(self, event: events.Key) -> None:
        """Keep when each key was pressed; ask about a capital letter."""
        self.held.note(event.key, event.time)
        if event.character is not None and len(event.character) == 1 and event.character.isupper():
            event.stop()
            self.tell(f"{event.character}: Caps Lock? All keys are small letters.", Tone.ASKS)

    @on(messages.Highlighted)
    def _highlighted(self) -> None:
        if self.work.aim() != self._aimed_at:
            self.aimed()

    @on(messages.RowClicked)
    def _row_clicked(self) -> None:
        self.session.fresh = False

    @on(messages.AccountWanted)
    def _account_wanted(self, event: messages.AccountWanted) -> None:
        if self.ready:
            self.doors.account(event.target.account, live=True)

    @on(messages.Opened)
    def _opened(self) -> None:
        self.action_open()

    @on(messages.OutcomeClicked)
    def _outcome_clicked(self, event: messages.OutcomeClicked) -> None:
        if event.outcome is None:
            self.action_inbound()
        else:
            self.take_outcome(event.outcome)

    @on(messages.PaneClicked)
    def _pane_clicked(self, event: messages.PaneClicked) -> None:
        self.open_pane(Pane(event.pane))

    @on(messages.CommandClicked)
    async def _command_clicked(self, event: messages.CommandClicked) -> None:
        await self.run_action(event.action)
