"""Every import with what it brought, and the way to take an older one back (R39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook.errors import NotYetError
from storage.views import Change, Landed
from tui import daytext, keys
from tui.course import Course
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.frame import Whom
from tui.imports_words import effect
from tui.screens.imports_sheet import sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet
from tui.widgets.told import Told

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_RULE = "R39  Accounts without later entries go, the others stay; {after.redo} brings all of it back."


class ImportsScreen(BookPage):
    """The list of imports; `enter` shows a report, `delete` or a click takes one back after a question."""

    TITLE_TEXT = "Imports"
    AUTO_FOCUS: ClassVar[str] = "#imports"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "take_back", "takes it back", id="imports.undo"),
        Binding("i", "import_list", "imports a list", id="imports.import"),
        Binding("q", "back", "back", show=False, id="imports.back"),
    ]
    DEFAULT_CSS = """
    ImportsScreen #imports { height: 1fr; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self._found: tuple[Landed, ...] = ()
        self._shown: Landed | None = None

    def page(self) -> ComposeResult:
        """The list, and what was refused."""
        yield Sheet(id="imports")
        yield Told()

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works on a row, where there is one."""
        rows: list[Key] = (
            [("enter", "shows its report", "report"), ("del", "takes it back", "take_back")] if self._found else []
        )
        return [*rows, ("i", "imports a list", "import_list"), *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the list and draw it."""
        try:
            self._found = await self.desk.run(lambda book: book.imports())
        except NotYetError as error:
            self._say(error)
            return
        self._draw()
        self.aside(Content(daytext.plural(len(self._found), "import") if self._found else ""))
        self.draw_keys()

    def _draw(self) -> None:
        today, found, shown = self.clock.now().date(), self._found, self._shown
        self.query_one("#imports", Sheet).fill(lambda width: sheet(found, today, width, shown))

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
        self._draw()

    def action_import_list(self) -> None:
        """Import a list; what landed is said on the main screen, as everything that was done."""
        from tui.screens.importing import ImportScreen

        self.app.push_screen(ImportScreen(self.desk, self.clock), self._landed)

    def _landed(self, change: Change | None) -> None:
        if change is not None:
            self.dismiss(change)

    def action_take_back(self) -> None:
        """Take the highlighted import back, after a question with its numbers."""
        landed = self._highlighted
        if landed is None:
            return
        if landed.undone:
            self.query_one(Told).say("That one was taken back already.")
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
                rows=(Row("no", "leave it", "nothing changes"), Row("yes", "take it back")),
                facts=(effect(would),),
                rule=keys.keyed(_RULE),
            )
            if await self.app.push_screen_wait(dialog) is None:
                return
            now = self.clock.now()
            course = Course("Taking back")
            change = await self.going(self.desk, course, lambda book: book.undo(now, landed.action, course.heard))
        except NotYetError as error:
            self._say(error)
            return
        self.dismiss(change)

    @property
    def _highlighted(self) -> Landed | None:
        value = self.query_one("#imports", Sheet).value
        return value if isinstance(value, Landed) else None

    def _say(self, error: NotYetError) -> None:
        self.query_one(Told).trouble(error)
