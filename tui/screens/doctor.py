"""The doctor's page: the book looked over, and mended where something is not well (R6, R40)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from tui import daytext
from tui.content import assemble, note
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.doctor_sheet import sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.doctor_words import Finding
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_RULE = "R40  The record itself is never touched: every table follows from it."


class DoctorScreen(BookPage):
    """What was looked at, a line each; `m` mends after a question."""

    TITLE_TEXT = "Doctor"
    AUTO_FOCUS: ClassVar[str] = "#findings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mend", "mends", id="doctor.mend"),
        Binding("r", "look", "looks again", id="doctor.look"),
        Binding("q", "back", "back", show=False, id="doctor.back"),
    ]
    DEFAULT_CSS = """
    DoctorScreen #findings { height: 1fr; }
    DoctorScreen #done { height: auto; max-height: 50%; margin-top: 1; display: none; }
    DoctorScreen #done { border-top: solid $rule-line; color: $foreground-muted; }
    DoctorScreen #done.-shown { display: block; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Look when it is shown."""
        super().__init__(desk, clock)
        self._found: tuple[Finding, ...] = ()

    def page(self) -> ComposeResult:
        """The findings, and what was mended."""
        yield Sheet(id="findings")
        yield Static(Content(""), id="done")

    def on_mount(self) -> None:
        """Look the book over."""
        super().on_mount()
        self.action_look()

    def keys(self) -> list[Key]:
        """Mending stands there where something can be mended."""
        mends: list[Key] = [("m", "mends", "mend")] if any(each.mend for each in self._found) else []
        again: list[Key] = [("r", "looks again", "look")] if self._found else []
        return [*mends, *again, *super().keys()]

    @work(exclusive=True, group="look")
    async def action_look(self) -> None:
        """Look at everything; leaving the page stops it."""
        await self._look()

    async def _look(self) -> None:
        now = self.clock.now()
        self._found = ()
        self._draw()
        try:
            self._found = await self.desk.read(lambda book: book.doctor(now))
        except NotYetError as error:
            self._trouble(error)
            return
        self._draw()

    @work(exclusive=True, group="mend")
    async def action_mend(self) -> None:
        """Say what would be done, ask, do it, and look again."""
        wanted = tuple(each for each in self._found if each.mend)
        if not wanted:
            return
        now = self.clock.now()
        dialog = ConfirmDialog(
            None,
            "Mend it?",
            rows=(Row("yes", "mend it"), Row("no", "leave it", "nothing changes")),
            facts=("\n".join(f"{each.what}: {each.mend}" for each in wanted),),
            rule=_RULE,
        )
        if await self.app.push_screen_wait(dialog) is None:
            return
        try:
            done = await self.desk.run(lambda book: book.mend(wanted, now))
        except NotYetError as error:
            self._trouble(error)
            return
        self._say("\n".join(done))
        await self._look()

    def _draw(self) -> None:
        found = self._found
        self.query_one("#findings", Sheet).fill(lambda width: sheet(found, width), top=True)
        wrong = sum(not each.ok for each in found)
        words = daytext.plural(wrong, "thing is not well", "things are not well") if wrong else "all is well"
        self.aside(assemble((words, "$text-warning" if wrong else "$text-success")) if found else Content(""))
        self.draw_keys()

    def _say(self, words: str) -> None:
        done = self.query_one("#done", Static)
        done.set_class(bool(words), "-shown")
        done.update(note(words))

    def _trouble(self, error: NotYetError) -> None:
        done = self.query_one("#done", Static)
        done.set_class(True, "-shown")  # noqa: FBT003  (Textual's own signature)
        done.update(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))
