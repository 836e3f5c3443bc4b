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
from tui import daytext
from tui.content import line
from tui.dialogs.confirm import ConfirmDialog
from tui.screens import playbook_found, playbook_rows
from tui.screens.importing_rows import GO_ON
from tui.screens.page import Page
from tui.screens.playbook_document import DocumentArea, DocumentPane
from tui.screens.playbook_rows import PROFILE
from tui.screens.playbook_sheets import Reading, Sections
from tui.screens.profile_asking import agreed
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.document import Problem
    from playbook.settings import Settings
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.screens.page import BookPage
    from tui.writing import Desk

_PAGES = {
    "questions": "tui.screens.profile:ProfileScreen",
    "history": "tui.screens.playbook_history:HistoryScreen",
}


class PlaybookScreen(Page[Change]):
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
    PlaybookScreen #both { height: 1fr; }
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
        self._settings: Settings | None = None
        self._draft: Settings | None = None
        """The document as it last made sense."""
        self._problems: tuple[Problem, ...] = ()
        self._trouble = ""
        self._told_of = ""
        """The text of which the trouble was told: it goes with the next change."""
        self._section = PROFILE

    def page(self) -> ComposeResult:
        """The sections, what one of them says, the document; below, what was found in it."""
        with Horizontal(id="both"):
            yield Sections(id="sections")
            yield Reading(id="reading")
            yield DocumentPane()
        yield Static(Content(""), id="found")

    def on_mount(self) -> None:
        """Read the settings in force."""
        super().on_mount()
        self.load()

    def keys(self) -> list[Key]:
        """What works now: saving where something changed, the fault where there is one."""
        found: list[Key] = []
        if self._problems:
            found.append(("ctrl+g", "to the fault", "fault"))
        elif self._changed():
            found.append(("ctrl+s", "saves", "save"))
        words: list[Key] = [("enter", "goes in", "go_in"), ("tab", "as a document", "turn")]
        found += [("tab", "in words", "turn")] if self._editing else words
        found += [("ctrl+d", "default", "default"), ("ctrl+f", "finds", "find")]
        if not self._changed():
            found += [("f2", "questions", "visit('questions')"), ("f3", "history", "visit('history')")]
        return [*found, *super().keys()]

    @work(exclusive=True)
    async def load(self) -> None:
        """Show the settings in force."""
        try:
            self._settings = self._draft = await self._desk.run(lambda book: book.settings())
        except NotYetError as error:
            self._tell(str(error))
            return
        self._area.load_text(document.render(self._settings))
        self._fill()

    @on(TextArea.Changed)
    def _check(self, event: TextArea.Changed) -> None:
        """Check the document as it stands."""
        event.stop()
        if self._area.text != self._told_of:
            self._trouble = ""
        if self._settings is not None:
            settings, self._problems = document.parse(self._area.text)
            self._draft = settings or self._draft
            self._fill()
        self._draw()

    @on(Sections.Chosen, "#sections")
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Show a section, or go into it."""
        event.stop()
        if event.value == GO_ON:
            self.action_go_in()
        else:
            self._section = str(event.value)
            if self._editing:
                self._area.go_to(self._section)
            self._fill(top=True)

    @on(Reading.Chosen, "#reading")
    def _edit(self, event: Sheet.Chosen) -> None:
        """Change a setting in the document."""
        event.stop()
        if isinstance(event.value, str):
            self._to_document(event.value)

    def action_go_in(self) -> None:
        """From the list into the section; from a setting into the document."""
        reading = self.query_one(Reading)
        if self._editing:
            self._area.go_to(self._section)
            self._area.focus()
        elif reading.has_focus:
            reading.action_choose()
        else:
            reading.focus()

    def action_turn(self) -> None:
        """From the words to the document and back, at the same place."""
        if not self._editing:
            reading = self.query_one(Reading)
            at = reading.value if reading.has_focus else None
            self._to_document(at if isinstance(at, str) else self._section)
            return
        self._section = self._area.section
        self.remove_class("-document")
        self._fill(top=True)
        self.query_one(Sections).focus()
        self.draw_keys()

    def action_fault(self) -> None:
        """Go to the first fault."""
        if self._problems:
            self._to_document("")
            self._area.put(self._problems[0].line, self._problems[0].column)

    def action_default(self) -> None:
        """Put the setting at the highlight or the cursor back to its default."""
        self._problems = document.parse(self._area.text)[1]
        if any(not problem.key for problem in self._problems):
            self._tell(f"Mend line {self._problems[0].line} first; ctrl+g goes there.")
            return
        dotted = self._area.setting if self._editing else str(self.query_one(Reading).value)
        self._tell(self._area.take_default(dotted))

    def action_find(self) -> None:
        """Open the line that finds words."""
        self._to_document("")
        self.query_one(DocumentPane).open_find()

    @on(DocumentPane.Looked)
    def _looked(self, event: DocumentPane.Looked) -> None:
        """Say where words stand nowhere."""
        event.stop()
        self._tell("" if event.found else "Nowhere in the playbook.")

    @work(exclusive=True, group="visit")
    async def action_visit(self, name: str) -> None:
        """Open the questions or the history; what they changed closes this page too (R1)."""
        if self._changed():
            self._tell("Save first, or leave: this page holds a change.")
            return
        module, _, kind = _PAGES[name].partition(":")
        page: BookPage = getattr(import_module(module), kind)(self._desk, self._clock)
        answer = await self.app.push_screen_wait(page)
        if isinstance(answer, Change):
            self.dismiss(answer)

    def action_save(self) -> None:
        """Save what differs; with a fault nothing changes."""
        settings, self._problems = document.parse(self._area.text)
        if settings is None:
            self._draw()
            self.action_fault()
        elif settings == self._settings:
            self._tell("Nothing was changed.")
        else:
            self.store(settings)

    @work(exclusive=True)
    async def store(self, settings: Settings) -> None:
        """Show what a changed profile does, then write the settings; the page closes with the change."""
        now = self._clock.now()
        try:
            if not await agreed(self, self._desk, settings, self._tell):
                return
            change = await self._desk.run(lambda book: book.set_settings(settings, now))
        except NotYetError as error:
            self._tell(str(error))
            return
        self.dismiss(change)

    def action_back(self) -> None:
        """Close the line that finds; else leave, and a changed document asks first."""
        if self.query_one(DocumentPane).close_find():
            self._tell("")
        else:
            self.leave()

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """Ask where something would be lost, then go."""
        if self._changed():
            question = ConfirmDialog(None, "Leave without saving?", rule="Nothing of this page was saved yet.")
            if await self.app.push_screen_wait(question) is None:
                return
        self.dismiss(None)

    @property
    def _area(self) -> DocumentArea:
        return self.query_one(DocumentArea)

    @property
    def _editing(self) -> bool:
        return self.has_class("-document")

    def _changed(self) -> bool:
        return self._settings is not None and self._area.text != document.render(self._settings)

    def _to_document(self, dotted: str) -> None:
        """Show the document, at a setting or section where one is named."""
        self.add_class("-document")
        if dotted:
            self._area.go_to(".".join(dotted.split(".")[:1]) if dotted.startswith(PROFILE) else dotted)
        self._area.focus()
        self.draw_keys()

    def _fill(self, *, top: bool = False) -> None:
        """Draw the list of sections and the section in words, by the document as it last made sense."""
        draft = self._draft
        if draft is None:
            return
        self.query_one(Sections).fill(lambda width: playbook_rows.sections(draft, width), value=self._section)
        section = self._section
        self.query_one(Reading).fill(lambda width: playbook_rows.reading(section, draft, width), top=top)

    def _tell(self, trouble: str) -> None:
        self._trouble, self._told_of = trouble, self._area.text
        self._draw()

    def _draw(self) -> None:
        self.query_one("#found", Static).update(self._found())
        self.aside(Content(daytext.plural(len(self._problems), "fault") if self._problems else ""))
        self.draw_keys()

    def _found(self) -> Content:
        if self._trouble:
            return line(self._trouble, "$text-warning")
        if self._problems:
            return playbook_found.faults(self._problems)
        if self._settings is None or self._draft is None or not self._changed():
            return Content("")
        return playbook_found.differences(self._settings, self._draft)
