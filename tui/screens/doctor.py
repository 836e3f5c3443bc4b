"""The doctor's page: the book looked over, and mended where something is not well (R6, R40)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook.errors import Refused
from tui import daytext
from tui.content import assemble
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.screens import doctor_sheet
from tui.screens.doctor_sheet import sheet
from tui.screens.safe import SafePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.book import Book
    from storage.doctor_words import Finding, Looking
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.widgets.stages import Stage
    from tui.writing import Desk

_RULE = "R40  The record itself is never touched: every table follows from it."
_STOPPED = "The look was stopped: what was found until then stands above. r looks again."


class DoctorScreen(SafePage):
    """What was looked at, a line each; `m` mends after a question."""

    TITLE_TEXT = "Doctor"
    STOPS = "stops looking"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mend", "mends", id="doctor.mend"),
        Binding("r", "look", "looks again", id="doctor.look"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Look when it is shown."""
        super().__init__(desk, clock)
        self._found: tuple[Finding, ...] = ()
        self._far: Looking | None = None
        self._stopped = False
        self._mending = False

    def on_mount(self) -> None:
        """Look the book over."""
        super().on_mount()
        self.action_look()

    def keys(self) -> list[Key]:
        """Mending stands there where something can be mended."""
        if self._mending:
            return []
        if self.working:
            return super().keys()
        mends: list[Key] = [("m", "mends", "mend")] if any(each.mend for each in self._found) else []
        return [*mends, ("r", "looks again", "look"), *super().keys()]

    def stop_work(self) -> bool:
        """Stop looking; what is mended is mended to its end."""
        self._stopped = True
        return False

    def stages(self) -> tuple[Sequence[Stage], int]:
        """How far the look is, and what was found until now."""
        if self._mending:
            return doctor_sheet.mending(), 0
        if self._far is not None and self._far.found != self._found:
            self._found = self._far.found
            self._draw(over=False)
        return doctor_sheet.stages(self._far)

    def action_back(self) -> None:
        """Stop looking, or leave; nothing leaves while tables are made anew."""
        if not self._mending:
            super().action_back()

    @work(group="look")
    async def action_look(self) -> None:
        """Look at everything."""
        if not self.working:
            await self._look()

    async def _look(self, before: str = "") -> None:
        now, self._stopped, self._far, self._found = self.clock.now(), False, None, ()
        self._draw(over=False)

        def examine(book: Book) -> tuple[Finding, ...]:
            book.stop_when(lambda: self._stopped)
            try:
                return book.doctor(now, self._told)
            finally:
                book.stop_when(None)

        found = await self.watched(lambda: self.desk.run(examine))
        if found is not None:
            self._found = found
            self.say(before)
        elif self._stopped:
            self.say(_STOPPED)
        if self.is_attached:
            self._draw(over=found is not None)

    def _told(self, far: Looking) -> None:
        """Take in how far it is, on the book's thread; raises where it is to stop."""
        self._far = far
        if self._stopped:
            raise Refused(_STOPPED)

    @work(group="mend")
    async def action_mend(self) -> None:
        """Say what would be done, ask, do it, and look again."""
        wanted = tuple(each for each in self._found if each.mend)
        if not wanted or self.working or not self.is_current:
            return
        now = self.clock.now()
        dialog = ConfirmDialog(
            None,
            "Mend it?",
            rows=(Row("no", "leave it", "nothing changes"), Row("yes", "mend it")),
            facts=("\n".join(f"{each.what}: {each.mend}" for each in wanted),),
            rule=_RULE,
        )
        if await self.app.push_screen_wait(dialog) is None:
            return
        self._mending = True
        try:
            done = await self.watched(lambda: self.desk.run(lambda book: book.mend(wanted, now)))
        finally:
            self._mending = False
        if done is not None:
            await self._look("\n".join(done))

    def _draw(self, *, over: bool) -> None:
        found = self._found
        self.rows.fill(lambda width: sheet(found, width, over=over), top=True)
        wrong = sum(not each.ok for each in found)
        words = daytext.plural(wrong, "thing is not well", "things are not well") if wrong else "all is well"
        shown = assemble((words, "$text-warning" if wrong else "$text-success")) if found and over else Content("")
        self.aside(shown)
        self.draw_keys()
