"""The playbook's settings: read section by section, edited as a document, checked, previewed and saved at once (R3)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static, TextArea

from playbook import document
from playbook.errors import NotYetError
from storage.views import Change
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.importing_rows import GO_ON
from tui.screens.playbook_document import DocumentPane
from tui.screens.playbook_editing import PlaybookEditing
from tui.screens.playbook_sheets import Reading, Sections
from tui.screens.playbook_value import ValueLine
from tui.screens.profile_asking import agreed
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.settings import Settings
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.screens.page import BookPage
    from tui.writing import Desk

_PAGES = {
    "questions": "tui.screens.profile:ProfileScreen",
    "history": "tui.screens.playbook_history:HistoryScreen",
}


class PlaybookScreen(PlaybookEditing):
    """Read it, change it, save it whole or not at all; a changed profile shows what it does before it is saved."""

    TITLE_TEXT = "The playbook"
    AUTO_FOCUS: ClassVar[str] = "#sections"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "saves", priority=True, id="playbook.save"),
        Binding("ctrl+g", "fault", "to the fault", id="playbook.fault"),
        Binding("tab", "turn", "the document", priority=True, id="playbook.turn"),
        Binding("ctrl+d", "default", "takes its default", priority=True, id="playbook.default"),
        Binding("ctrl+f", "find", "finds", priority=True, id="playbook.find"),
        Binding("f2", "visit('questions')", "three questions", id="playbook.questions"),
        Binding("f3", "visit('history')", "history", id="playbook.history"),
    ]
    DEFAULT_CSS = """
    PlaybookScreen #both { height: 1fr; layers: base over; }
    PlaybookScreen #sections { width: 18; margin-right: 2; }
    PlaybookScreen DocumentPane { display: none; }
    PlaybookScreen.-document DocumentPane { display: block; }
    PlaybookScreen.-document #reading { display: none; }
    PlaybookScreen.-narrow #sections { width: 14; margin-right: 1; }
    PlaybookScreen.-document.-narrow #sections { display: none; }
    PlaybookScreen #found { height: auto; max-height: 9; margin-top: 1; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Show the settings of the desk's book."""
        super().__init__()
        self._desk = desk
        self._clock = clock

    def page(self) -> ComposeResult:
        """The sections, what one of them says, the document; below, what was found in it."""
        with Horizontal(id="both"):
            yield Sections(id="sections")
            yield Reading(id="reading")
            yield DocumentPane()
            yield ValueLine()
        yield Static(Content(""), id="found")

    def on_mount(self) -> None:
        """Read the settings in force."""
        super().on_mount()
        self.load()

    def keys(self) -> list[Key]:
        """What works now: a value that is written, saving where something changed, the fault where there is one."""
        if self.query_one(ValueLine).key is not None:
            return [("enter", "takes it", "take"), ("esc", "leaves it as it was", "back")]
        found: list[Key] = []
        if self.problems:
            found.append(("ctrl+g", "to the fault", "fault"))
        elif self.changed:
            found.append(("ctrl+s", "saves", "save"))
        inside = "changes it" if self.query_one(Reading).has_focus else "goes in"
        words: list[Key] = [("enter", inside, "go_in"), ("tab", "as a document", "turn")]
        found += [("tab", "in words", "turn")] if self.editing else words
        found += [("ctrl+d", "default", "default"), ("ctrl+f", "finds", "find")]
        if not self.changed:
            found += [("f2", "questions", "visit('questions')"), ("f3", "history", "visit('history')")]
        return [*found, *super().keys()]

    def on_descendant_focus(self) -> None:
        """Say what `enter` does here."""
        self.draw_keys()

    @work(exclusive=True)
    async def load(self) -> None:
        """Show the settings in force."""
        try:
            self.settings = self.draft = await self._desk.run(lambda book: book.settings())
        except NotYetError as error:
            self.tell(str(error))
            return
        self.area.load_text(document.render(self.settings))
        self.fill()

    @on(TextArea.Changed)
    def _check(self, event: TextArea.Changed) -> None:
        """Check the document as it stands."""
        event.stop()
        if self.area.text != self.told_of:
            self.trouble = ""
        if self.settings is not None:
            settings, self.problems = document.parse(self.area.text)
            self.draft = settings or self.draft
            self.fill()
        self.draw()

    @on(Sections.Chosen, "#sections")
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Show a section, or go into it."""
        event.stop()
        if not self.settled():
            return
        if event.value == GO_ON:
            self.action_go_in()
        else:
            self.section = str(event.value)
            if self.editing:
                self.area.go_to(self.section)
            self.fill(top=True)

    def action_turn(self) -> None:
        """From the words to the document and back, at the same place."""
        if not self.settled():
            return
        if not self.editing:
            reading = self.query_one(Reading)
            at = reading.value if reading.has_focus else None
            self.to_document(at if isinstance(at, str) else self.section)
            return
        self.section = self.area.section
        self.remove_class("-document")
        self.fill(top=True)
        self.query_one(Sections).focus()
        self.draw_keys()

    def action_find(self) -> None:
        """Open the line that finds words."""
        if not self.settled():
            return
        self.to_document("")
        self.query_one(DocumentPane).open_find()

    @on(DocumentPane.Looked)
    def _looked(self, event: DocumentPane.Looked) -> None:
        """Say where words stand nowhere."""
        event.stop()
        self.tell("" if event.found else "Nowhere in the playbook.")

    @work(exclusive=True, group="visit")
    async def action_visit(self, name: str) -> None:
        """Open the questions or the history; what they changed closes this page too (R1)."""
        if self.changed:
            self.tell("Save first, or leave: this page holds a change.")
            return
        module, _, kind = _PAGES[name].partition(":")
        page: BookPage = getattr(import_module(module), kind)(self._desk, self._clock)
        answer = await self.app.push_screen_wait(page)
        if isinstance(answer, Change):
            self.dismiss(answer)

    def action_save(self) -> None:
        """Save what differs; with a fault nothing changes."""
        if not self.settled():
            return
        settings, self.problems = document.parse(self.area.text)
        if settings is None:
            self.draw()
            self.action_fault()
        elif settings == self.settings:
            self.tell("Nothing was changed.")
        else:
            self.store(settings)

    @work(exclusive=True)
    async def store(self, settings: Settings) -> None:
        """Show what a changed profile does, then write the settings; the page closes with the change."""
        now = self._clock.now()
        try:
            if not await agreed(self, self._desk, settings, self.tell):
                return
            change = await self._desk.run(lambda book: book.set_settings(settings, now))
        except NotYetError as error:
            self.tell(str(error))
            return
        self.dismiss(change)

    def action_back(self) -> None:
        """Leave the value that is written, close the line that finds; else leave, and a changed document asks first."""
        if self.query_one(ValueLine).key is not None:
            self.close_value()
        elif self.query_one(DocumentPane).close_find():
            self.tell("")
        else:
            self.leave()

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """Ask where something would be lost, then go."""
        if self.holds_change:
            stay, go = Row("no", "stay", "ctrl+s saves"), Row("yes", "leave", "what was changed here is lost")
            question = ConfirmDialog(None, "Leave without saving?", rows=(stay, go))
            if await self.app.push_screen_wait(question) is None:
                return
        self.dismiss(None)
