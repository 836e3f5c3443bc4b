"""Every import with what it brought, and the way to take an older one back (R39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from storage.views import Landed
from tui import daytext
from tui.content import assemble, note
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.frame import Whom
from tui.imports_words import effect, told
from tui.screens.imports_sheet import sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_RULE = "R39  Accounts without later entries go, the others stay; ctrl+r brings all of it back."


class ImportsScreen(BookPage):
    """The list of imports; `enter` shows a report, `delete` or a click takes one back after a question."""

    TITLE_TEXT = "Imports"
    AUTO_FOCUS: ClassVar[str] = "#imports"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "take_back", "takes it back", id="imports.undo"),
        Binding("q", "back", "back", show=False, id="imports.back"),
    ]
    DEFAULT_CSS = """
    ImportsScreen #imports { height: 1fr; }
    ImportsScreen #report { height: auto; max-height: 50%; margin-top: 1; color: $foreground-muted; }
    ImportsScreen #report { display: none; border-top: solid $rule-line; }
    ImportsScreen #report.-shown { display: block; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self._found: tuple[Landed, ...] = ()
        self._shown: Landed | None = None

    def page(self) -> ComposeResult:
        """The list, and the report of one."""
        yield Sheet(id="imports")
        yield Static(Content(""), id="report")

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works on a row, where there is one."""
        rows: list[Key] = (
            [("enter", "shows its report", "report"), ("del", "takes it back", "take_back")] if self._found else []
        )
        return [*rows, *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the list and draw it."""
        today = self.clock.now().date()
        try:
            self._found = await self.desk.run(lambda book: book.imports())
        except NotYetError as error:
            self._say(error)
            return
        self.query_one("#imports", Sheet).fill(lambda width: sheet(self._found, today, width))
        self.aside(Content(daytext.plural(len(self._found), "import") if self._found else ""))
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Show the report of the row."""
        event.stop()
        self.action_report()

    def action_report(self) -> None:
        """Show what the highlighted import found; again: put it away."""
        landed = self._highlighted
        if landed is None:
            return
        self._shown = None if landed == self._shown else landed
        report = self.query_one("#report", Static)
        report.set_class(self._shown is not None, "-shown")
        report.update(note("\n".join(told(landed.report))))

    def action_take_back(self) -> None:
        """Take the highlighted import back, after a question with its numbers."""
        landed = self._highlighted
        if landed is None:
            return
        if landed.undone:
            self.aside(Content("that one was taken back already"))
            return
        self.take_back(landed)

    @work(exclusive=True, group="undo")
    async def take_back(self, landed: Landed) -> None:
        """Say what goes and what stays, ask, and do it; the page closes with the change."""
        try:
            would = await self.desk.run(lambda book: book.taken_back(landed.action))
            dialog = ConfirmDialog(
                Whom(landed.source, daytext.clock(landed.at)),
                "Take this import back?",
                rows=(Row("yes", "take it back"), Row("no", "leave it", "nothing changes")),
                facts=(effect(would),),
                rule=_RULE,
            )
            if await self.app.push_screen_wait(dialog) is None:
                return
            now = self.clock.now()
            change = await self.desk.run(lambda book: book.undo(now, landed.action))
        except NotYetError as error:
            self._say(error)
            return
        self.dismiss(change)

    @property
    def _highlighted(self) -> Landed | None:
        value = self.query_one("#imports", Sheet).value
        return value if isinstance(value, Landed) else None

    def _say(self, error: NotYetError) -> None:
        self.aside(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))
