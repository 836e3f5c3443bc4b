"""The forecast page: what these rules do over years, as plots, a table and the assumptions behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from playbook.forecast import ACCOUNTS, SEED, YEARS
from playbook.forecast.book import invented
from tui import forecast_words as words
from tui.content import cell, cells
from tui.forecasting import MIX, Games
from tui.screens.page import BookPage
from tui.widgets.plot import Plot

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
_GAP = "  "
_NARROW = 72
_WIDE_ONLY = frozenset({"meetings", "hours"})

Kept = tuple[int, int, "Settings", "ActionId | None"]


class ForecastScreen(BookPage):
    """Plays the book forward in processes of its own; the page answers meanwhile."""

    TITLE_TEXT = "Forecast"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "years", "years", id="forecast.years"),
        Binding("s", "seed", "another seed", id="forecast.seed"),
        Binding("c", "stop", "stop", id="forecast.stop"),
        Binding("p", "play", "play", id="forecast.play"),
    ]
    DEFAULT_CSS = """
    ForecastScreen #status { height: auto; margin-bottom: 1; }
    ForecastScreen #plots { grid-size: 1; grid-rows: 15; height: auto; grid-gutter: 1 3; display: none; }
    ForecastScreen.-wide #plots { grid-size: 2; }
    ForecastScreen #told, ForecastScreen #remarks { height: auto; margin-bottom: 1; }
    ForecastScreen #assumed { height: auto; color: $foreground-muted; }
    ForecastScreen #forecast { height: 1fr; scrollbar-size-vertical: 1; }
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
        """Yield the status, the plots, the table and the assumptions, one under the other."""
        with VerticalScroll(id="forecast"):
            yield Static(id="status")
            yield Static(id="told")
            yield Static(id="remarks")
            with Grid(id="plots"):
                for place in range(len(words.DRAWINGS)):
                    yield Plot(id=f"plot-{place}")
            yield Static(id="assumed")

    def on_mount(self) -> None:
        """Begin at once."""
        super().on_mount()
        self.query_one("#forecast").focus()
        self.action_play()

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._end()

    def on_resize(self) -> None:
        """The table drops columns where it is narrow."""
        self._draw_table()

    def keys(self) -> list[Key]:
        """Return the keys that work now."""
        busy: Key = ("c", "stop", "stop") if self._games is not None else ("p", "play again", "play")
        return [("y", "years", "years"), ("s", "seed", "seed"), busy, ("esc", "back", "back")]

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
            whose = "your book" if games.start.own else "an invented set: your book has nobody to call yet"
            self._say(f"Playing {whose}  {bar} {games.share:.0%}")
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
        self._say("\n".join(words.headline(told)))
        self.query_one("#remarks", Static).update(Content("\n".join(words.remarks(told))))
        for place, draw in enumerate(words.DRAWINGS):
            drawing = draw(told)
            self.query_one(f"#plot-{place}", Plot).draw(
                drawing.series, title=drawing.title, x=drawing.x, y=drawing.y, ticks=drawing.ticks
            )
        self.query_one("#plots").display = True
        self._draw_table()

    def _draw_table(self) -> None:
        if self.told is None:
            return
        narrow = self.size.width < _NARROW
        columns = [place for place, name in enumerate(words.HEAD) if not (narrow and name in _WIDE_ONLY)]
        rows = [[row[place] for place in columns] for row in (words.HEAD, *words.rows(self.told))]
        widths = [max(cells(row[place]) for row in rows) for place in range(len(columns))]
        lines = [_line(row, widths) for row in rows]
        head = Content.styled(lines[0], "bold")
        self.query_one("#told", Static).update(Content("\n").join([head, *(Content(line) for line in lines[1:])]))
        said = [
            "What it assumes (field n: a published number; choice: ours, without a source)",
            *(f"{value:>8}  {source:<10}  {about}" for value, source, about in words.assumed(self.told)),
        ]
        self.query_one("#assumed", Static).update(Content("\n".join(said)))

    def _say(self, text: str) -> None:
        self.query_one("#status", Static).update(Content(text))


def _line(row: list[str], widths: list[int]) -> str:
    """Return a row with its name at the left and its numbers at the right of their columns."""
    name, *numbers = row
    return _GAP.join(
        [
            cell(name, widths[0]),
            *(cell(text, width, right=True) for text, width in zip(numbers, widths[1:], strict=True)),
        ]
    )
