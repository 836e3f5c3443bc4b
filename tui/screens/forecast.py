"""The forecast page: what these rules do over years, as a table, plots and the assumptions behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from playbook.forecast import ACCOUNTS, SEED, YEARS
from playbook.forecast.book import invented
from tui.content import note
from tui.forecasting import MIX, Games
from tui.screens import forecast_sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from playbook.forecast import Forecast
    from playbook.forecast.book import Start
    from playbook.settings import Settings
    from playbook.words import ActionId
    from storage.book import Book
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

SPANS = (1, 3, 7, 10)
"""Years that `y` goes through."""
_LOOK_EVERY = 0.2
_BAR = 24
Kept = tuple[int, int, "Settings", "ActionId | None"]


class ForecastScreen(BookPage):
    """Plays the book forward in processes of its own; the page answers meanwhile."""

    TITLE_TEXT = "Forecast"
    AUTO_FOCUS: ClassVar[str] = "#forecast"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "years", "years", id="forecast.years"),
        Binding("s", "seed", "another seed", id="forecast.seed"),
        Binding("c", "stop", "stop", id="forecast.stop"),
        Binding("p", "play", "play", id="forecast.play"),
        Binding("q", "back", "back", show=False, id="forecast.back"),
    ]
    DEFAULT_CSS = """
    ForecastScreen #status { height: auto; margin: 0 2 1 2; }
    ForecastScreen #status.-quiet { display: none; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Start with seven years and the first seed."""
        super().__init__(desk, clock)
        self.years = YEARS
        self.seed = SEED
        self._games: Games | None = None
        self._key: Kept | None = None
        self._kept: dict[Kept, Forecast] = {}
        self.told: Forecast | None = None
        """What stands on the page."""
        self._timer: Timer | None = None

    def page(self) -> ComposeResult:
        """Yield how far it is, and what came out of it."""
        yield Static(id="status")
        yield Sheet(id="forecast")

    def on_mount(self) -> None:
        """Begin at once; what it assumes stands there meanwhile."""
        super().on_mount()
        self.query_one("#forecast", Sheet).fill(forecast_sheet.waiting, top=True)
        self.action_play()

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._end()

    def keys(self) -> list[Key]:
        """Return the keys that work now."""
        busy: Key = ("c", "stops", "stop") if self._games is not None else ("p", "plays again", "play")
        return [("y", "other years", "years"), ("s", "other luck", "seed"), busy, *super().keys()]

    def action_years(self) -> None:
        """Play more years, and from the longest the fewest again."""
        later = [span for span in SPANS if span > self.years]
        self.years = later[0] if later else SPANS[0]
        self.action_play()

    def action_seed(self) -> None:
        """Play with other luck."""
        self.seed += 1
        self.action_play()

    def action_stop(self) -> None:
        """Stop what is playing; what stands on the page stays."""
        if self._games is None:
            return
        self._end()
        self.draw_keys()
        self._say("Stopped. p plays it from the start.")

    def action_play(self) -> None:
        """Play, or show what was played with these years and this seed already."""
        self._end()
        self.aside(Content(f"{self.years} {'year' if self.years == 1 else 'years'} · seed {self.seed}"))
        self._say("Reading the book …")
        self.run_worker(self._begin(), group="forecast", exclusive=True)

    async def _begin(self) -> None:
        now = self.clock.now()

        def read(book: Book) -> tuple[Settings, ActionId | None, Start]:
            newest = book.newest_action()
            return book.settings(), None if newest is None else newest[0], book.forecast_start(now)

        try:
            settings, newest, start = await self.desk.run(read)
        except NotYetError as error:
            self._say(error.message)
            return
        self._key = (self.years, self.seed, settings, newest)
        if self._key in self._kept:
            self._show(self._kept[self._key])
            return
        if not start.members:
            start = invented(ACCOUNTS, self.seed, now.date(), MIX)
        self._games = Games(start, settings, self.seed, self.years)
        self._timer = self.set_interval(_LOOK_EVERY, self._look)
        self._look()
        self.draw_keys()

    def _look(self) -> None:
        """Say how far it is, and show it once it has ended."""
        games = self._games
        if games is None:
            return
        if not games.done:
            filled = round(games.share * _BAR)
            bar = "▇" * filled + "▁" * (_BAR - filled)
            whose = "your book" if games.start.own else "an invented set\nYour book has nobody to call yet."
            self._say(f"{bar}  {games.share:.0%} of {whose}")
            return
        try:
            told = games.result()
        except NotYetError as error:
            self._end()
            self.draw_keys()
            self._say(f"{error.message} {error.hint}")
            return
        self._end()
        if self._key is not None:
            self._kept[self._key] = told
        self._show(told)

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._games is not None:
            self._games.stop()
            self._games = None

    def _show(self, told: Forecast) -> None:
        self.told = told
        self.draw_keys()
        self._say("")
        self.query_one("#forecast", Sheet).fill(lambda width: forecast_sheet.sheet(told, width), top=True)

    def _say(self, text: str) -> None:
        status = self.query_one("#status", Static)
        status.update(note(text))
        status.set_class(not text, "-quiet")
