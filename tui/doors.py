"""The ways out of the main screen and back: pages that other keys open, and what they answer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from playbook.errors import NotYetError
from tui import aim as aims
from tui import commands, offers
from tui.commands import Pane
from tui.widgets.quiet_line import Said as Line
from tui.widgets.quiet_line import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from textual.screen import Screen

    from playbook.words import AccountId
    from storage.erase_views import Erased
    from storage.views import Change
    from tui.aim import Drawn
    from tui.app import NotYet
    from tui.clock import Clock
    from tui.screens.account import AccountAnswer
    from tui.screens.first_start import FirstStart
    from tui.screens.main import Main
    from tui.screens.page import BookPage
    from tui.writing import Desk

_ACTIONS = {
    command.own if command.own != "space" else " ": command.action for command in commands.COMMANDS if command.keys
}

PAGES = {
    "pool": "tui.screens.pool:PoolScreen",
    "held": "tui.screens.held:HeldScreen",
    "spread": "tui.screens.spread:SpreadScreen",
    "leave": "tui.screens.leave:LeaveScreen",
    "library": "tui.screens.value_library:LibraryScreen",
    "dumped": "tui.screens.dumped:DumpedScreen",
    "numbers": "tui.screens.numbers:NumbersScreen",
    "forecast": "tui.screens.forecast:ForecastScreen",
    "imports": "tui.screens.imports:ImportsScreen",
    "profile": "tui.screens.profile:ProfileScreen",
    "block": "tui.screens.block_summary:BlockSummaryScreen",
    "duplicates": "tui.screens.duplicates:DuplicatesScreen",
    "export": "tui.screens.export:ExportScreen",
    "backups": "tui.screens.backups:BackupsScreen",
    "doctor": "tui.screens.doctor:DoctorScreen",
    "look": "tui.screens.block_look:LookScreen",
    "keys": "tui.screens.rekeying:KeysScreen",
}
"""Pages on the whole book by their name in the table of commands; each is loaded when it is first wanted."""


class Doors:
    """Opens pages over the main screen."""

    def __init__(self, main: Main, desk: Desk, clock: Clock) -> None:
        """Open over `main`."""
        self._main = main
        self._desk = desk
        self._clock = clock

    def account(self, account: AccountId, *, live: bool) -> None:
        """Open an account's page; `live`: it is the highlighted one, else a key there makes it a guest of today."""
        from tui.screens.account import AccountScreen

        back = self._back_from_account if live else partial(self._back_from_guest, account)
        self._main.app.push_screen(AccountScreen(self._desk, self._clock, account), back)

    def search(self) -> None:
        """Open the search; what is found opens its page."""
        from tui.screens.search import SearchScreen

        self._push(SearchScreen(self._desk, self._clock), self._found)

    def explain(self, drawn: Drawn) -> None:
        """Explain what is highlighted: a touch with its outcomes, in the dump queue the evidence."""
        from storage.views import DreamRow, DumpRow
        from tui.asking import whom
        from tui.screens.evidence import EvidenceScreen, of_dream
        from tui.screens.explain import ExplainScreen, reason

        today = self._clock.now().date()
        rows = self._main.active()
        row = rows.row_of(drawn.target.key)
        if isinstance(row, DumpRow):
            self._push(EvidenceScreen(row))
            return
        if isinstance(row, DreamRow):
            why = of_dream(row, today)
        else:
            why = reason(drawn.prospect.account, drawn.target.step, today)
        self._push(ExplainScreen(whom(drawn.target), drawn.decisions, today, why))

    def help(self, over: Screen[Any] | None = None) -> None:
        """Open the list of all keys; those of the page that stands come first."""
        from tui.screens.help import HelpScreen

        self._push(HelpScreen(over if over is not None and over is not self._main else None))

    def playbook(self) -> None:
        """Open the playbook's settings."""
        from tui.screens.playbook import PlaybookScreen

        self._push(PlaybookScreen(self._desk, self._clock), self._changed)

    def page(self, name: str) -> None:
        """Open a page on the whole book; it leaves with a change, an account to open, or nothing."""
        if name == "erase":
            self.erase()
            return
        module, _, kind = PAGES[name].partition(":")
        screen: BookPage = getattr(import_module(module), kind)(self._desk, self._clock)
        self._push(screen, self._left)

    def erase(self) -> None:
        """Open the erasing of the highlighted account or its people, or of whoever is typed (R38)."""
        from tui.screens.erase import EraseScreen

        target = self._main.active().highlighted
        account = None if target is None else target.account
        self._push(EraseScreen(self._desk, self._clock, account), self._erased)

    def _push(self, page: Screen[Any], then: Callable[[Any], None] | None = None) -> None:
        """Open a page; one that stands already is not opened a second time over itself."""
        app = self._main.app
        stands = next((each for each in app.screen_stack if type(each) is type(page)), None)
        if stands is None:
            app.push_screen(page, then)
        elif stands is app.screen:
            app.notify("This page is open already.", markup=False)
        else:
            app.notify("That page is open below this one: esc goes back to it.", markup=False)

    def first_start(self) -> None:
        """Offer three ways to begin an empty book."""
        from tui.screens.first_start import FirstStartScreen

        self._main.app.push_screen(FirstStartScreen(), self._begin)

    def import_list(self) -> None:
        """Import a list; the panes are read again when it landed."""
        from tui.screens.importing import ImportScreen

        self._push(ImportScreen(self._desk, self._clock), self._changed)

    def _begin(self, answer: FirstStart | None) -> None:
        if answer is not None:
            self._main.run_worker(self._begun(answer), name="begin", group="begin")

    async def _begun(self, answer: FirstStart) -> None:
        """Set the size of the day, then go the way that was chosen."""
        from tui.screens.first_start import Begin

        if answer.begin in {Begin.DEMO, Begin.TOUR}:
            await self._demo(tour=answer.begin is Begin.TOUR)
            return
        now = self._clock.now()
        try:
            settings = await self._desk.run(lambda book: book.settings())
            wanted = answer.settings(settings)
            if wanted != settings:
                await self._desk.run(lambda book: book.set_settings(wanted, now))
        except NotYetError as error:
            self._main.trouble(error)
            return
        self._main.reload()
        if answer.begin is Begin.IMPORT:
            self.import_list()
        else:
            self._main.action_add()

    def tour(self) -> None:
        """Take the tour: at once where this is a demo book, else in one of its own."""
        if self._main.tour is not None:
            self._main.tell("The tour stands already: enter skips a step, esc ends it.")
        elif self._app.toured or self._app.path.parent == _demo_of(self._clock.now().date()).parent:
            self._main.begin_tour()
        else:
            self._main.run_worker(self._demo(tour=True), name="tour", group="begin")

    def tour_ended(self) -> None:
        """Go back to the rep's own book where the tour began there; else stay on the demo book."""
        home = self._app.home
        if self._app.toured and home is not None:
            self._main.run_worker(self._app.reopen(home), name="home", group="begin")
        else:
            self._main.tell("The tour is over. This is the demo book: try anything, your own book is not touched.")

    @property
    def _app(self) -> NotYet:
        from tui.app import NotYet

        app = self._main.app
        if not isinstance(app, NotYet):
            raise TypeError
        return app

    async def _demo(self, *, tour: bool = False) -> None:
        """Make today's demo book in a file of its own, and open it in place of this one; nothing is written to this."""
        self._main.tell("Making the demo book: two years of work by the rules …", Tone.PLAIN)
        today = self._clock.now().date()
        path = await asyncio.get_running_loop().run_in_executor(None, _made, today)
        self._app.tour_next = tour
        await self._app.reopen(path)

    def _found(self, account: Change | AccountId | None) -> None:
        if not isinstance(account, str):
            self._changed(account)
            return
        rows = self._main.active()
        place = next((place for place, row in enumerate(rows.rows) if rows.target_of(row).account == account), None)
        if place is not None:
            rows.go_to(place)
        self.account(account, live=place is not None)

    def _back_from_account(self, answer: AccountAnswer | None) -> None:
        if answer is None:
            return
        if answer.changes or answer.erased:
            self._main.reload()
        action = _ACTIONS.get(answer.key)
        if action is not None:
            self._main.call_next(self._main.run_action, action)

    def _back_from_guest(self, account: AccountId, answer: AccountAnswer | None) -> None:
        """A key on the page of somebody whom no list holds: they stand in today's list, and the key is theirs."""
        key = "" if answer is None else answer.key
        self._back_from_account(None if answer is None else replace(answer, key=""))
        if key in _ACTIONS:
            self._main.run_worker(self._welcome(account, _ACTIONS[key]), name="guest", group="guest")

    async def _welcome(self, account: AccountId, action: str) -> None:
        from tui import guest

        now = self._clock.now()
        try:
            prospect = await self._desk.run(lambda book: book.prospect(account, now))
        except NotYetError as error:
            self._main.trouble(error)
            return
        self._main.open_pane(Pane.TODAY)
        rows = self._main.active()
        known = next((row for row in rows.rows if rows.target_of(row).account == account), None)
        rows.put_back(known or guest.row(prospect, now.date()))
        aim = self._main.work.aim()
        if aim is not None:
            self._main.reader.keep(aims.draw(prospect, aim, now, self._main.reader.zone))
            self._main.aimed()
        await self._main.run_action(action)

    def _left(self, answer: Change | AccountId | None) -> None:
        if isinstance(answer, str):
            self.account(answer, live=False)
        else:
            self._changed(answer)

    def _erased(self, erased: Erased | None) -> None:
        """Read everything again, and say what is gone; no key takes that back."""
        if erased is not None:
            self._main.session.last = None
            from tui import erase_words

            self._main.say(Line(erase_words.done(erased)[0], Tone.SAVED))
            self._main.reload()

    def _changed(self, change: Change | None) -> None:
        """Read everything again, and say what a page did: `u` takes that back now, and digits add to nothing."""
        if change is not None:
            self._main.session.last = None
            self._main.say(Line(change.label, Tone.SAVED, keys=(offers.UNDO,)))
            self._main.reload()


def _demo_of(today: date) -> Path:
    """Return where the demo book of a day lies; the command `demo` opens the same one."""
    from storage.paths import places

    return places().state / "demo" / f"{today.isoformat()}.db"


def _made(today: date) -> Path:
    """Return the demo book of a day, made where it isn't there yet."""
    from storage.demo import make
    from storage.paths import private_folder

    path = _demo_of(today)
    if not path.exists():
        make(private_folder(path.parent) / path.name, today)
    return path
