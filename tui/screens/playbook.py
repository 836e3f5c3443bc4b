"""The playbook settings as a document: every number of every rule, checked and saved as one undoable action (R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static, TextArea

from playbook import document
from playbook.cleaning import clean_note
from playbook.errors import NotYetError
from storage.views import Change
from tui import daytext
from tui.content import assemble, line
from tui.dialogs.choice import QUIET
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from playbook.document import Problem
    from playbook.settings import Settings
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_MOST_LINES = 6
_PASTE = 100_000


class DocumentArea(TextArea):
    """The document; what is pasted is cleaned before it is drawn."""

    DEFAULT_CSS = """
    DocumentArea { border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; }
    DocumentArea:focus { border: none; }
    """

    def on_paste(self, event: events.Paste) -> None:
        """Take the clipboard, cleaned."""
        event.prevent_default()
        event.stop()
        self.insert(clean_note(event.text, _PASTE))


class PlaybookScreen(Page[Change]):
    """Edit, check as you type, save; nothing changes while a fault stands."""

    TITLE_TEXT = "The playbook"
    AUTO_FOCUS: ClassVar[str] = "#document"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "saves", priority=True, id="playbook.save"),
        Binding("ctrl+g", "fault", "to the fault", id="playbook.fault"),
    ]
    DEFAULT_CSS = """
    PlaybookScreen #document { height: 1fr; }
    PlaybookScreen #found { height: auto; max-height: 9; margin-top: 1; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Edit the settings of the desk's book."""
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._settings: Settings | None = None
        self._problems: tuple[Problem, ...] = ()
        self._trouble = ""

    def page(self) -> ComposeResult:
        """The document and what was found in it."""
        yield DocumentArea("", show_line_numbers=True, soft_wrap=True, id="document")
        yield Static(Content(""), id="found")

    def on_mount(self) -> None:
        """Read the settings in force."""
        super().on_mount()
        self.load()

    def keys(self) -> list[Key]:
        """Saving where something changed, the fault where there is one."""
        found: list[Key] = []
        if self._problems:
            found.append(("ctrl+g", "to the fault", "fault"))
        elif self._changed():
            found.append(("ctrl+s", "saves", "save"))
        return [*found, *super().keys()]

    @work(exclusive=True)
    async def load(self) -> None:
        """Show the settings in force as a document."""
        try:
            self._settings = await self._desk.run(lambda book: book.settings())
        except NotYetError as error:
            self._tell(str(error))
            return
        self._area.load_text(document.render(self._settings))

    @on(TextArea.Changed)
    def _check(self, event: TextArea.Changed) -> None:
        """Check the document as it stands."""
        event.stop()
        self._trouble = ""
        self._problems = document.parse(self._area.text)[1] if self._settings is not None else ()
        self._draw()

    def action_fault(self) -> None:
        """Go to the first fault."""
        if self._problems:
            first = self._problems[0]
            self._area.move_cursor((first.line - 1, max(first.column - 1, 0)), center=True)
            self._area.focus()

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
        """Write the settings; the page closes with the change."""
        now = self._clock.now()
        try:
            change = await self._desk.run(lambda book: book.set_settings(settings, now))
        except NotYetError as error:
            self._tell(str(error))
            return
        self.dismiss(change)

    def action_back(self) -> None:
        """Leave; a changed document asks first."""
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

    def _changed(self) -> bool:
        return self._settings is not None and self._area.text != document.render(self._settings)

    def _tell(self, trouble: str) -> None:
        self._trouble = trouble
        self._draw()

    def _draw(self) -> None:
        self.query_one("#found", Static).update(self._found())
        self.aside(Content(daytext.plural(len(self._problems), "fault") if self._problems else ""))
        self.draw_keys()

    def _found(self) -> Content:
        if self._trouble:
            return line(self._trouble, "$text-warning")
        if self._problems:
            shown = [_fault(problem) for problem in self._problems[:_MOST_LINES]]
            more = len(self._problems) - len(shown)
            return Content("\n").join([*shown, *([line(f"and {more} more", QUIET)] if more else [])])
        return Content("\n").join(self._differences()[: _MOST_LINES + 1])

    def _differences(self) -> list[Content]:
        """What saving would change: before and after."""
        new = document.parse(self._area.text)[0] if self._changed() else None
        if self._settings is None or new is None:
            return []
        changes = document.diff(self._settings, new)
        return [
            assemble((key, "bold"), "  ", (before, QUIET), " → ", (after, "$accent")) for key, before, after in changes
        ]


def _fault(problem: Problem) -> Content:
    hint = f" ({problem.hint})" if problem.hint else ""
    key = f"{problem.key}: " if problem.key else ""
    return assemble(
        (f"line {problem.line}  ", "bold $text-warning"),
        (f"{key}expected {problem.expected}, got {problem.got}{hint}", "$text-warning"),
    )
