"""What all pages share: a title with one quiet rule below it, the page itself, and the keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from playbook.words import AccountId
from storage.views import Change
from tui.dialogs.frame import Answer
from tui.dialogs.keys import Key, Keys
from tui.dialogs.once import Once

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.clock import Clock
    from tui.writing import Desk


class Page(Once[Answer]):
    """A page of its own; `esc` goes back."""

    TITLE_TEXT: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="page.back"),
        Binding("question_mark", "app.page_help", "its keys and rules", show=False, id="page.help"),
    ]
    DEFAULT_CSS = """
    Page { background: $background; }
    Page > #head { height: 2; padding: 0 2; border-bottom: solid $rule-line; }
    Page > #head > #title { width: auto; max-width: 100%; text-style: bold; }
    Page > #head > #aside { width: 1fr; text-align: right; color: $foreground-muted; }
    Page > #head > Static { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Page > #page { height: 1fr; padding: 1 2 0 2; }
    Page > #key-line { padding: 1 2 0 2; }
    """

    def compose(self) -> ComposeResult:
        """Lay out title, page and keys."""
        with Horizontal(id="head"):
            yield Static(self.title_content(), id="title")
            yield Static(Content(""), id="aside")
        with Vertical(id="page"):
            yield from self.page()
        yield Keys(id="key-line")

    def title_content(self) -> Content:
        """Return the title; names in it are foreign text."""
        return Content(self.TITLE_TEXT)

    def page(self) -> ComposeResult:
        """Yield what stands on the page."""
        yield from ()

    def on_mount(self) -> None:
        """Draw the keys once everything stands."""
        self.draw_keys()

    def keys(self) -> list[Key]:
        """Return the keys that work now; `esc` goes back."""
        return [("esc", "back", "back")]

    def draw_keys(self) -> None:
        """Draw the key line again: what works has changed."""
        self.query_one("#key-line", Keys).show(self.keys())

    def aside(self, words: Content) -> None:
        """Say something at the right of the title."""
        self.query_one("#aside", Static).update(words)

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class BookPage(Page[Change | AccountId]):
    """A page on the whole book; it leaves with a change, with an account to open, or with nothing."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read through the desk, on the clock's day."""
        super().__init__()
        self.desk = desk
        self.clock = clock
