"""What the playbook page holds while it is changed: the draft, its faults, and the value that is written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Static

from playbook import document
from playbook.document import edit as document_edit
from playbook.document.keys import value_of
from storage.views import Change
from tui import daytext
from tui.content import assemble, line
from tui.dialogs.choice import QUIET
from tui.screens import playbook_found, playbook_rows
from tui.screens.page import Page
from tui.screens.playbook_document import DocumentArea
from tui.screens.playbook_rows import PROFILE
from tui.screens.playbook_sheets import Reading, Sections
from tui.screens.playbook_value import ValueLine

if TYPE_CHECKING:
    from playbook.document import Problem
    from playbook.document.keys import Key
    from playbook.settings import Settings
    from tui.screens.sheet import Sheet


class PlaybookEditing(Page[Change]):
    """Settings as they stand, as they would be saved, and as one of them is written over its row."""

    def __init__(self) -> None:
        """Start unread, with the first section."""
        super().__init__()
        self.settings: Settings | None = None
        """In force."""
        self.draft: Settings | None = None
        """The document as it last made sense."""
        self.problems: tuple[Problem, ...] = ()
        self.trouble = ""
        self.told_of = ""
        """The text of which the trouble was told: it goes with the next change."""
        self.section = PROFILE

    @property
    def area(self) -> DocumentArea:
        """The document."""
        return self.query_one(DocumentArea)

    @property
    def editing(self) -> bool:
        """The document is in sight."""
        return self.has_class("-document")

    @property
    def changed(self) -> bool:
        """The document says something else than the settings in force."""
        return self.settings is not None and self.area.text != document.render(self.settings)

    @property
    def holds_change(self) -> bool:
        """Something would be lost by leaving."""
        return self.changed or self.query_one(ValueLine).moved

    @on(Reading.Chosen, "#reading")
    def _edit(self, event: Sheet.Chosen) -> None:
        """Change a setting where it stands."""
        event.stop()
        if isinstance(event.value, str):
            self.change(event.value)

    def change(self, dotted: str) -> None:
        """Write a setting over its row; a switch turns over, and what needs several lines is changed as a document."""
        if not self.settled():
            return
        key, draft = document_edit.key_named(dotted), self.draft
        if key is None or draft is None or any(not problem.key for problem in self.problems):
            self.to_document(dotted)
            return
        value = value_of(draft, key)
        written = document_edit.on_a_line(key, value)
        if key.item is bool:
            self.area.take(key, "false" if value else "true")
        elif written is None:
            self.to_document(dotted)
        else:
            self.query_one(ValueLine).open(key, written, self._place())
            self._judge()
            self.draw_keys()

    @on(Reading.Moved)
    def _moved(self, event: Reading.Moved) -> None:
        """Keep the value that is written over its row."""
        event.stop()
        self.call_after_refresh(self._follow)

    def on_mount(self) -> None:
        """Follow the section where it scrolls."""
        super().on_mount()
        self.watch(self.query_one(Reading), "scroll_y", self._follow, init=False)

    def action_take(self) -> None:
        """The same by mouse on the key line."""
        self.query_one(ValueLine).action_take()

    @on(ValueLine.Taken)
    def _taken(self, event: ValueLine.Taken) -> None:
        """Put it into the draft, if it can stand."""
        event.stop()
        self.settled()

    def settled(self) -> bool:
        """Take the value that is being written; False, and why, where it can't stand."""
        written = self.query_one(ValueLine)
        if written.key is None:
            return True
        fault = self.area.fault(written.key, written.line)
        if fault:
            self.tell(fault)
            return False
        self.area.take(written.key, written.line)
        self.close_value()
        return True

    @on(ValueLine.Left)
    def _left(self, event: ValueLine.Left) -> None:
        """Leave it as it was."""
        event.stop()
        self.close_value()

    @on(Input.Changed, "#value")
    def _typed(self, event: Input.Changed) -> None:
        """Check it as it is typed."""
        event.stop()
        self._judge()

    def close_value(self) -> None:
        """Close the line; the section has the keys again."""
        self.query_one(ValueLine).close()
        self.query_one(Reading).focus()
        self.tell("")

    def action_go_in(self) -> None:
        """From the list into the section; from a setting to its value; in the document to the section."""
        reading = self.query_one(Reading)
        if self.editing:
            self.area.go_to(self.section)
            self.area.focus()
        elif reading.has_focus:
            reading.action_choose()
        else:
            reading.focus()

    def action_fault(self) -> None:
        """Go to the first fault."""
        if self.problems:
            self.to_document("")
            self.area.put(self.problems[0].line, self.problems[0].column)

    def action_default(self) -> None:
        """Put the setting at the highlight or the cursor back to its default."""
        self.problems = document.parse(self.area.text)[1]
        if any(not problem.key for problem in self.problems):
            self.tell(f"Mend line {self.problems[0].line} first; ctrl+g goes there.")
            return
        held = self.query_one(ValueLine).key
        if held is not None:
            self.close_value()
        dotted = self.area.setting if self.editing else str(self.query_one(Reading).value)
        self.tell(self.area.take_default(dotted))

    def to_document(self, dotted: str) -> None:
        """Show the document, at a setting or section where one is named."""
        self.query_one(ValueLine).close()
        self.add_class("-document")
        if dotted:
            self.area.go_to(".".join(dotted.split(".")[:1]) if dotted.startswith(PROFILE) else dotted)
        self.area.focus()
        self.draw_keys()

    def fill(self, *, top: bool = False) -> None:
        """Draw the list of sections and the section in words, by the document as it last made sense."""
        draft, held = self.draft, self.settings
        if draft is None or held is None:
            return
        self.query_one(Sections).fill(lambda width: playbook_rows.sections(draft, width), value=self.section)
        section = self.section
        self.query_one(Reading).fill(lambda width: playbook_rows.reading(section, draft, width, held), top=top)

    def tell(self, trouble: str) -> None:
        """Say something below the page until the next change."""
        self.trouble, self.told_of = trouble, self.area.text
        self.draw()

    def draw(self) -> None:
        """Draw what was found, how much is not saved, and the keys."""
        self.query_one("#found", Static).update(self._found())
        self.aside(Content(self._unsaved()))
        self.draw_keys()

    def _unsaved(self) -> str:
        if self.problems:
            return daytext.plural(len(self.problems), "fault")
        if self.settings is None or self.draft is None or not self.changed:
            return ""
        count = len(document.diff(self.settings, self.draft))
        return f"{daytext.plural(count, 'change')} not saved" if count else "nothing changed but the layout"

    def _found(self) -> Content:
        if self.trouble:
            return line(self.trouble, "$text-warning")
        if self.problems:
            return playbook_found.faults(self.problems)
        if self.settings is None or self.draft is None or not self.changed:
            return Content("")
        return playbook_found.differences(self.settings, self.draft)

    def _judge(self) -> None:
        """Say below the page what is expected of the value that is written, or what it would change."""
        written = self.query_one(ValueLine)
        if written.key is None:
            return
        fault = self.area.fault(written.key, written.line)
        said = line(fault, "$text-warning") if fault else _fits(written.key)
        self.query_one("#found", Static).update(said)

    def _follow(self) -> None:
        if self.query_one(ValueLine).key is not None:
            self.query_one(ValueLine).put(self._place())

    def _place(self) -> Region:
        """Where the value of the highlighted setting stands, from the corner of what holds both lists."""
        reading = self.query_one(Reading)
        held = reading.region.offset - self.query_one("#both").region.offset
        row = reading.cursor - reading.scroll_offset.y
        lead = playbook_rows.VALUE_FROM
        return Region(held.x + lead, held.y + row, reading.scrollable_content_region.width - lead, 1)


def _fits(key: Key) -> Content:
    facts = " · ".join(part for part in (key.unit, key.range(), key.rule) if part)
    return assemble((key.dotted, "bold"), "  ", (facts, QUIET))
