"""The frame of the pages that keep the book safe: rows, the work under way in stages, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content

from playbook.errors import NotYetError
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet
from tui.widgets.stages import Stages
from tui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from tui.dialogs.keys import Key
    from tui.widgets.stages import Stage

Answer = TypeVar("Answer")
_TICK = 0.1
"""Seconds between two looks at how far the work is."""


class SafePage(BookPage):
    """Rows that stand; while something runs, its stages above them, and `esc` stops it."""

    AUTO_FOCUS: ClassVar[str] = "#rows"
    STOPS: ClassVar[str] = "stops it"
    """What `esc` does while something runs."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "back", "back", show=False, id="safe.back")]
    DEFAULT_CSS = """
    SafePage #rows { height: 1fr; }
    SafePage #stages { display: none; margin: 0 0 1 2; }
    SafePage.-working #stages { display: block; }
    """

    _timer: Timer | None = None
    _said = ""

    @property
    def working(self) -> bool:
        """Whether something runs."""
        return self.has_class("-working")

    def page(self) -> ComposeResult:
        """The work under way, the rows, what came of it."""
        yield Stages(id="stages")
        yield Sheet(id="rows")
        yield Told()

    def on_unmount(self) -> None:
        """What runs stops with its page."""
        self.stop_work()

    def keys(self) -> list[Key]:
        """What works now: while something runs, stopping it."""
        return [("esc", self.STOPS, "back")] if self.working else super().keys()

    def stop_work(self) -> bool:
        """Stop what runs; return whether anything does."""
        return self.working

    def what_came(self) -> str:
        """Say what came of what was stopped: what was said of it last."""
        return self._said

    def stages(self) -> tuple[Sequence[Stage], int]:
        """Return the stages of what runs, and the place of the one that goes on."""
        return (), 0

    @property
    def rows(self) -> Sheet:
        """The rows of the page."""
        return self.query_one("#rows", Sheet)

    def action_back(self) -> None:
        """Stop what runs; else leave."""
        if self.working:
            self.stop_work()
        else:
            super().action_back()

    async def watched(self, run: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """Run something long and show how far it is; a refusal is said and gives nothing."""
        self.say("")
        self._works(working=True)
        try:
            return await run()
        except NotYetError as error:
            self.trouble(error)
            return None
        finally:
            self._works(working=False)

    def _works(self, *, working: bool) -> None:
        if not self.query(Stages):
            return  # the page is gone: nobody looks
        self.set_class(working, "-working")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(_TICK, self._tick) if working else None
        self._tick()
        self.draw_keys()

    def _tick(self) -> None:
        self.query_one("#stages", Stages).show(*self.stages())

    def say(self, words: str) -> None:
        """Say what came of it, empty for nothing."""
        self._said = words
        for told in self.query(Told):
            told.say(words)

    def trouble(self, error: NotYetError) -> None:
        """Say what did not work."""
        self._said = str(error)
        for told in self.query(Told):
            told.trouble(error)

    def count(self, words: str) -> None:
        """Say how many there are, at the right of the title."""
        self.aside(Content(words))
