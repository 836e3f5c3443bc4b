"""A line for the firm to which somebody went, and below it the account of that name that the book has (R21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.content import assemble
from tui.dialogs.choice import QUIET
from tui.dialogs.edit import EditDialog
from tui.dialogs.fields import Field
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.dialogs.frame import Whom
    from tui.firms import Finder


class FirmField(Vertical):
    """The line; what stands below it follows what is typed."""

    DEFAULT_CSS = """
    FirmField { height: auto; }
    FirmField > Field { margin-bottom: 0; }
    FirmField > #known { height: 1; margin: 0 0 1 16; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, finder: Finder | None, *, name: str) -> None:
        """Look names up with `finder`; the line is found as `#<name>`."""
        super().__init__()
        self._finder = finder
        self._field = Field("they went to", placeholder="the new firm, in the book or not", name=name)

    def compose(self) -> ComposeResult:
        """The line, and what the book has."""
        yield self._field
        yield Prose(Content(""), id="known")

    @on(Input.Changed)
    def _look_up(self) -> None:
        """Look the name up; a newer letter replaces an older search."""
        self.run_worker(self._found(self._field.line), exclusive=True)

    async def _found(self, name: str) -> None:
        firm = None if self._finder is None or not name else await self._finder(name)
        if firm is not None:
            said = assemble(("in the book: ", QUIET), (firm.name, "$accent"))
        else:
            said = assemble((f"{name}: new to the book" if name else "", QUIET))
        self.query_one("#known", Static).update(said)


class WentToDialog(EditDialog):
    """Where somebody went who left a while ago."""

    TITLE_TEXT = "Where did they go?"
    RULE = "R21  They follow as a new prospect, with the relation noted: a warm start."

    def __init__(self, whom: Whom, finder: Finder | None = None) -> None:
        """Ask for the firm of `whom`."""
        super().__init__(whom, "went to", "")
        self._finder = finder

    def body(self) -> ComposeResult:
        """One line and what the book has."""
        yield FirmField(self._finder, name="value")
