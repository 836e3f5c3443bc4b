"""What all pages share: a title with one quiet rule below it, the page itself, and the keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

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
    from collections.abc import Callable

    from textual.app import ComposeResult

    from storage.book import Book
    from tui.clock import Clock
    from tui.course import Course
    from tui.writing import Desk

Came = TypeVar("Came")
TICK = 0.1
"""Seconds between two words on how far something long is."""


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

    course: Course | None = None
    """What is being written on the book's thread: `esc` stops it."""

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
        line, course = self.query_one("#key-line", Keys), self.course
        stops: list[Key] = [("esc", "stops it", "back")] if course is not None and course.may_stop else []
        line.show(stops if self.busy else self.keys())

    def aside(self, words: Content) -> None:
        """Say something at the right of the title."""
        self.query_one("#aside", Static).update(words)

    def action_back(self) -> None:
        """Leave without an answer; what runs is stopped first."""
        if not self.stops():
            self.dismiss(None)

    @property
    def busy(self) -> bool:
        """Whether something long runs: a second one beside it would be meant for what the first one leaves."""
        return self.course is not None and self.course.long

    def stops(self) -> bool:
        """Stop what runs; return whether anything does."""
        if self.course is not None:
            self.course.cancel()
        return self.course is not None

    def say_far(self, course: Course) -> None:
        """Say how far it is: at the right of the title, where a page has no better place."""
        self.aside(Content(course.far))

    async def going(self, desk: Desk, course: Course, work: Callable[[Book], Came]) -> Came:
        """Do something on the book's thread that may take long; meanwhile the page says how far it is."""
        aside = self.query_one("#aside", Static).content
        self.course = course
        ticks = self.set_interval(TICK, self._course_ticks)
        self._course_ticks()
        try:
            return await desk.run(work)
        finally:
            ticks.stop()
            self.course = None if self.course is course else self.course
            if self.query("#key-line"):  # the page may have closed meanwhile
                self.query_one("#aside", Static).update(aside)
                self.draw_keys()

    def _course_ticks(self) -> None:
        """Say how far it is, once it is long enough to be heard of."""
        if self.course is not None and self.course.long:
            self.say_far(self.course)
            self.draw_keys()


class BookPage(Page[Change | AccountId]):
    """A page on the whole book; it leaves with a change, with an account to open, or with nothing."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read through the desk, on the clock's day."""
        super().__init__()
        self.desk = desk
        self.clock = clock
