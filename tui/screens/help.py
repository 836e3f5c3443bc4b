"""`f1`: every key, habit and page, found by typing; on a page its own keys and rules stand first.

Drawn from the tables, so that it can never disagree with them.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tui import keymap
from tui.dialogs.fields import LineInput
from tui.page_help import ABOUT
from tui.screens.help_sheet import Entry, Section, lines, of_commands, of_habits, of_palette, of_rules
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

    from tui.dialogs.keys import Key

_HINT = "what do you want to do? delete, vacation, csv …"


class HelpScreen(Page[None]):
    """All keys by group; those of the page that was left come first."""

    TITLE_TEXT = "Help"
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="help.down"),
        Binding("up", "move(-1)", "up", show=False, id="help.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="help.page-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="help.page-up"),
        Binding("home", "end(-1)", "first", show=False, priority=True, id="help.first"),
        Binding("end", "end(1)", "last", show=False, priority=True, id="help.last"),
    ]
    DEFAULT_CSS = """
    HelpScreen #words { background: $panel; padding: 0 1 !important; margin-bottom: 1; }
    HelpScreen #words:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    def __init__(self, over: Screen[object] | None = None) -> None:
        """Tell everything; first the keys and rules of the page that it was opened from."""
        super().__init__()
        self._page = _of_page(over)
        self._pages: list[Section] = []

    def page(self) -> ComposeResult:
        """The line and the sheet."""
        yield LineInput(placeholder=_HINT, id="words")
        yield Sheet(id="help")

    def on_mount(self) -> None:
        """Fill it; the keys of the other pages follow when those are loaded."""
        super().on_mount()
        self.query_one(Sheet).can_focus = False
        self.query_one(Sheet).fill(self._rows)
        self.run_worker(self._load(), name="pages", group="pages")

    def keys(self) -> list[Key]:
        """Moving has keys too; esc empties the line first."""
        return [("type", "finds", "write"), ("↑ ↓", "moves", "page(1)"), *super().keys()]

    def action_write(self) -> None:
        """Give the keys to the line, by mouse too."""
        self.query_one("#words").focus()

    def action_move(self, step: int) -> None:
        """A line up or down."""
        self.query_one(Sheet).action_move(step)

    def action_page(self, step: int) -> None:
        """A page up or down."""
        self.query_one(Sheet).action_page(step)

    def action_end(self, step: int) -> None:
        """To the first or the last line."""
        self.query_one(Sheet).action_end(step)

    def action_back(self) -> None:
        """Empty the line; then leave."""
        words = self.query_one("#words", LineInput)
        if words.value:
            words.value = ""
        else:
            super().action_back()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Show what is called that."""
        event.stop()
        self.query_one(Sheet).fill(self._rows, top=True)

    async def _load(self) -> None:
        """Read the keys of every page; the modules of pages are loaded when they are first wanted."""
        from tui.doors import PAGES

        places = (*PAGES.values(), *_ELSEWHERE)
        self._pages = await asyncio.get_running_loop().run_in_executor(None, lambda: list(map(_of_class, places)))
        self.query_one(Sheet).fill(self._rows)

    def _rows(self, width: int) -> list[SheetRow]:
        parts = (self._page, [*of_commands(), of_palette()], of_habits(), self._pages)
        return plain(*lines(parts, self.query_one("#words", LineInput).line, width))


_ELSEWHERE = (
    "tui.screens.account:AccountScreen", "tui.screens.search:SearchScreen", "tui.screens.playbook:PlaybookScreen",
    "tui.screens.importing:ImportScreen", "tui.screens.erase:EraseScreen",
)  # fmt: skip
"""Pages that other keys open than the table of pages."""


def rows(width: int) -> list[SheetRow]:
    """Return the help of the main screen for a width."""
    return plain(*lines(([*of_commands(), of_palette()], of_habits()), "", width))


def _of_page(over: Screen[object] | None) -> list[Section]:
    """Return what the page is, its keys of now, and its rules."""
    if not isinstance(over, Page):
        return []
    about = ABOUT.get(type(over).__name__)
    title = over.title_content().plain
    keys = tuple(Entry(shown[0], "", shown[1]) for shown in [*over.keys()])
    what = Entry("", "", about.what, pressed=False) if about is not None else None
    found = [Section(f"This page: {title}", ((what,) if what else ()) + keys, labelled=False)]
    if about is not None and about.rules:
        found.append(of_rules(about.rules))
    return found


def _of_class(place: str) -> Section:
    """Return a page's keys as its class names them; what it does in each moment stands at its own foot."""
    module, _, name = place.partition(":")
    kind = getattr(import_module(module), name)
    bound = [each for each in kind.BINDINGS if isinstance(each, Binding)]
    rows = tuple(Entry(" ".join(map(keymap.written, each.key.split(","))), "", each.description) for each in bound)
    what = Entry("", "", ABOUT[name].what, pressed=False)
    return Section(
        f"Page: {Content(kind.TITLE_TEXT or name.removesuffix('Screen')).plain}", (what, *rows), labelled=False
    )
