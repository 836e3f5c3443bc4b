"""The app: one book, one desk, one main screen; it watches the clock and other windows, and leaves cleanly."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import ModalScreen

from playbook.errors import NotYetError
from storage import paths
from storage.desk import Desk
from tui import bringing_up, crash, first_of_day, guarded, keymap, reading
from tui.doors import Doors
from tui.dressed import Dressed
from tui.ending import collect_again, terminal_is_there
from tui.palette import Accounts, Commands, Palette
from tui.rebinding import overlay
from tui.screens.main import Main
from tui.still import Still
from tui.widgets.quiet_line import Tone

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from textual.driver import Driver
    from textual.events import Event
    from textual.screen import Screen

    from tui.clock import Clock
    from tui.held import Held

POLL = 1.0
"""Seconds between two looks at the clock and at what other windows wrote."""
LEAVING = 5.0
"""Seconds for which a signal waits for what is being written; `q` waits until all of it is."""
AFTER_SIGNAL = 128
LEAVING_WORDS = "Leaving: what was pressed is being saved."


@runtime_checkable
class Busy(Protocol):
    """A page with long work that leaving does not wait for: an import stops, and the book stays as it was."""

    def stop_work(self) -> bool:
        """Stop it at its next row; return whether anything was under way."""

    def what_came(self) -> str:
        """Say what came of it, once it ended: it may have been done before it could be stopped."""


class NotYet(Dressed["Path"]):
    """The planner; leaves with the path of another book where that one is to be opened next."""

    TITLE = "notyet"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012  (as in the base class)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012
    COMMANDS = {Commands, Accounts}  # noqa: RUF012
    BINDINGS = [Binding("f1", "page_help", "help", show=False, id="book.help")]  # noqa: RUF012

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        desk: Desk | None = None,
        held: Held | None = None,
        block: bool = False,
        tour: bool = False,
    ) -> None:
        """Name the book and the clock; `block`, or on a demo book `tour`, begins once the lists are there."""
        super().__init__(paths.places(path).config)
        self.path = path
        self.clock = clock
        self.desk = desk or Desk(path, clock.now)
        self.main = Main(clock, held=held)
        self.main.block_wanted = block
        self.main.tour_wanted = tour
        self.toured = tour
        """This book was opened for the tour."""
        self.still = Still(self)
        self.home: Path | None = None
        """The rep's own book, where another one was opened for the tour: its end goes back there."""
        self.words_next = ""
        """What the next book opens with."""
        self.tour_next = False
        """The next book is opened for the tour."""
        self.day: date | None = None
        self._version = 0
        self._opened = False
        self._crashed = False
        self.main.greeting = self.liked.words
        keymap.use(self.liked.keys.keys)

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal's driver; ours goes on rightly after a stop (RELIABILITY T19)."""
        driver = super().get_driver_class()
        if sys.platform == "win32" or driver.__name__ != "LinuxDriver":
            return driver
        from tui.waking import Waking

        return Waking

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen."""
        return self.main

    def on_mount(self) -> None:
        """Listen for the end, then open the book behind the first frame."""
        self._listen()
        self.set_keymap(overlay(keymap.chosen()))
        self.theme_changed_signal.subscribe(self, self.keep_theme)
        self.run_worker(self._open(), name="open", group="desk")

    def on_ready(self) -> None:
        """The empty desk was painted: the next frame is the whole first screen."""
        self.still.begin()

    def report(self, error: NotYetError) -> None:
        """Say an error to the rep: in the quiet line, or over whatever page stands before it."""
        if self.screen is self.main:
            self.main.tell(f"{error.message} {error.hint}".rstrip(), Tone.TROUBLE)
        else:
            self.notify(str(error), severity="error", markup=False)

    async def on_event(self, event: Event) -> None:
        """Tell the block's stopwatch of each key and click, whichever page takes it (R27)."""
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            self.main.stirred()
        await super().on_event(event)

    def action_command_palette(self) -> None:
        """Offer every command, unless a block asks for one thing at a time (R35)."""
        if isinstance(self.screen, CommandPalette):
            return
        if isinstance(self.screen, ModalScreen):
            self.notify("First answer this, or leave it with esc: then the palette opens.", markup=False)
        elif self.screen is not self.main or not self.main.waits("palette"):
            self.push_screen(Palette())

    def action_page_help(self) -> None:
        """Tell the keys and the rules of the page that stands, and every other key below."""
        self.main.doors.help(self.screen)

    async def action_quit(self) -> None:
        """Leave once everything queued was written; a page that holds a change asks first."""
        await guarded.leave(self, self.leave)

    async def _open(self) -> None:
        try:
            await bringing_up.start(self.desk, self.main)
            now = self.clock.now()
            self.day = now.date()
            await self.desk.run(lambda book: book.refresh_day(now))
            new = await self.desk.run(lambda book: book.is_new())
            self._version = await self.desk.run(lambda book: book.data_version())
        except NotYetError as error:
            self.main.blocked = str(error.message)
            self.still.end()
            self.report(error)
            self._unopened(error)
            return
        self._opened = True
        self.main.attach(self.desk, Doors(self.main, self.desk, self.clock))
        self.run_worker(self.still.until(self.main.reader.shown), name="shown", group="desk")
        if new:
            self.still.end()
            self.main.doors.first_start()
        elif not self.main.block_wanted and not self.toured:
            self.set_timer(reading.QUIET, self._welcome)
        self.set_interval(POLL, self._look)
        self.set_interval(POLL, self.main.tick)  # clocks go on also while the book is busy
        self.set_timer(POLL, collect_again)
        self.set_timer(POLL, self._begin_day)

    def _unopened(self, error: NotYetError) -> None:
        """Say in full why the book could not be opened and where its backup lies: one line has no room (T12)."""
        from tui.dialogs.choice import Row
        from tui.dialogs.confirm import ConfirmDialog

        leave, facts = Row("leave", "leave", "nothing was changed"), filter(None, (error.message, error.hint))
        dialog = ConfirmDialog(None, "The planner was not opened", rows=(leave,), facts=tuple(facts))

        def gone(_: object) -> None:
            self.run_worker(self.leave(error.exit_code), name="leave", group="leave")

        self.push_screen(dialog, gone)

    def _welcome(self) -> None:
        self.run_worker(first_of_day.welcome_back(self), name="welcome", group="desk")

    def _begin_day(self) -> None:
        # Not yet called: an app that is left at this very moment would have a coroutine that nobody awaits.
        self.run_worker(self._first_of_day, name="first of day", group="day")  # type: ignore[arg-type]  # it may be one

    async def _first_of_day(self) -> None:
        """Check the book and back it up, once a day, while the rep works; a damaged book is written no more."""
        words = ""
        try:
            words, damaged = await first_of_day.look(self.desk, self.clock.now())
            if damaged:
                self.main.reload()
        except NotYetError as error:
            words = str(error)
        if self._opened and words:
            self.report(NotYetError(words))

    async def _look(self) -> None:
        """Once a second: a new day came, or another window wrote: read everything again."""
        if not self._opened:
            return
        if not terminal_is_there():  # its window went, and whoever got the signal kept it, as make does
            self._signalled(signal.Signals(1))
            return
        now = self.clock.now()
        try:
            version = await self.desk.run(lambda book: book.data_version())
            if now.date() != self.day:
                await self.desk.run(lambda book: book.refresh_day(now))
                self._begin_day()
        except NotYetError as error:
            if self._opened:
                self.report(error)
            return
        if (version, now.date()) != (self._version, self.day):
            self._version, self.day = version, now.date()
            self.main.reload()

    async def reopen(self, path: Path, words: str = "") -> None:
        """Close the book and open the file that lies at `path` now, a restored one; `words` are said there first."""
        self._opened, self.words_next = False, words
        await self.main.writer.drain()
        await self.desk.stop()
        self.exit(path)

    async def leave(self, code: int = 0, patience: float | None = None) -> None:
        """Write what is queued, for at most `patience` seconds, close the book, restore the terminal."""
        self.main.blocked = LEAVING_WORDS
        stopped = [screen for screen in self.screen_stack if isinstance(screen, Busy) and screen.stop_work()]
        if self._opened:
            self._opened = False
            if self.main.writer.busy and self.screen is self.main:
                self.main.tell(LEAVING_WORDS)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.main.writer.drain(), patience)
        await self.desk.stop()
        if code and not terminal_is_there():
            # Nothing is left to restore, and Textual would wait for ever for somebody to take its output.
            os._exit(code)
        self.exit(return_code=code, message=Text("\n".join(each.what_came() for each in stopped)))

    def _listen(self) -> None:
        """A closed terminal or a polite kill leaves as `q` does (RELIABILITY F11, T20)."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, partial(self._signalled, number))

    def _signalled(self, number: signal.Signals) -> None:
        self.run_worker(self.leave(AFTER_SIGNAL + number, LEAVING), name="leave", group="leave")

    def _fatal_error(self) -> None:
        """Replace Textual's traceback, which prints the values of every variable, names and phones among them."""
        if self._crashed:
            return
        self._crashed = True
        error = sys.exc_info()[1] or self._exception
        kept = None if error is None else crash.keep(error, self.clock.now(), paths.places(self.path).crash)
        self.panic(Text(crash.words(kept)))
