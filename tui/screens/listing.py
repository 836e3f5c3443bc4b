"""What all pages with a list share: a line at the foot that says what was done, and a key that takes it back (R39)."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from playbook.errors import NotYetError
from playbook.words import AccountId
from tui import phones
from tui.content import line
from tui.course import Course
from tui.dialogs.fields import LineInput
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import PersonId
    from storage.book import Book
    from storage.views import Change
    from tui.dialogs.keys import Key

SHORT, TIGHT = 28, 20
"""Lines of a terminal under which what stands around the list is set tighter, and as tight as it can be."""
_GOOD, _TROUBLE, _QUIET = "$text-success", "$text-warning", "$foreground-muted"


class ListPage(BookPage):
    """A page with a list: `u` takes back the newest action and names it, and the list is read again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u,ctrl+z", "undo", "undo", show=False, id="list.undo"),
        Binding("ctrl+r", "redo", "redo", show=False, id="list.redo"),
        Binding("slash", "find", "narrows", show=False, id="list.find"),
        Binding("down", "list", "to the list", show=False, id="list.list"),
        Binding("ctrl+y", "copy_phone", "copies the phone", show=False, id="list.copy-phone"),
        Binding("q", "back", "back", show=False, id="list.back"),
    ]
    DEFAULT_CSS = """
    ListPage #said { height: auto; margin-top: 1; }
    ListPage .line { background: $panel; padding: 0 1 !important; margin-bottom: 1; }
    ListPage .line:focus { background: $block-cursor-background; }
    ListPage.-tight #said { margin-top: 0; }
    ListPage .-hidden { display: none; }
    ListPage.-finding .-hidden { display: block; }
    """

    FINDS: ClassVar[str] = ""
    """What the line says that narrows the list; empty: the page has no such line."""
    FINDS_ALWAYS: ClassVar[bool] = False
    """The line stands there from the start, else `/` brings it."""

    change: Change | None = None
    """The newest thing that was written here: the lists behind this page are read again."""

    def page(self) -> ComposeResult:
        """The line that narrows, the list, and what was done."""
        if self.FINDS:
            field = LineInput(placeholder=self.FINDS, id="words")
            field.add_class("line", *(() if self.FINDS_ALWAYS else ("-hidden",)))
            yield field
        yield from self.body()
        yield Static(Content(""), id="said")

    def on_resize(self) -> None:
        """Leave the rows what there is on a short screen."""
        self.set_class(self.size.height < SHORT, "-short")
        self.set_class(self.size.height < TIGHT, "-tight")

    @abstractmethod
    def body(self) -> ComposeResult:
        """Yield what stands above the line at the foot."""

    @abstractmethod
    def read_again(self) -> None:
        """Read the list again: something was written."""

    def standing(self) -> Content:
        """Return what the foot says while nothing was just done."""
        return Content("")

    @property
    def account(self) -> AccountId | None:
        """The highlighted account; None where the list is of other things."""
        value = self.query_one(Sheet).value
        return AccountId(value) if isinstance(value, str) else None

    @property
    def person(self) -> PersonId | None:
        """Who of them is meant; None: whom a touch would be for."""
        return None

    @property
    def words(self) -> str:
        """What the list is narrowed by; empty for everything."""
        return self.query_one("#words", LineInput).line if self.FINDS else ""

    @property
    def finding(self) -> bool:
        """The line has the keys."""
        return bool(self.FINDS) and self.query_one("#words").has_focus

    def finding_keys(self) -> list[Key]:
        """What works while the line has the keys."""
        return [("enter", "to the list", "list"), ("esc", "everything again" if self.words else "to the list", "back")]

    def undo_keys(self) -> list[Key]:
        """Taking back, once something was done here."""
        return [("u", "takes it back", "undo")] if self.change is not None else []

    def done(self, words: str) -> None:
        """Say what was done."""
        self._say(line(f"✓ {words}", _GOOD))

    def tell(self, words: str) -> None:
        """Say how it stands."""
        self._say(line(words, _QUIET))

    def trouble(self, error: NotYetError) -> None:
        """Say why nothing was written."""
        self.refuse(str(error))

    def refuse(self, words: str) -> None:
        """Say what is missing."""
        self._say(line(words, _TROUBLE))

    def say_far(self, course: Course) -> None:
        """Say at the foot how far it is."""
        stops = "  esc stops it, with nothing changed." if course.may_stop else ""
        self.tell(f"{course.far}{stops}")

    def settle(self) -> None:
        """Let the foot say again how the page stands."""
        self._say(self.standing())

    def wrote(self, change: Change) -> None:
        """Keep what was written, say it, and read the list again."""
        self.change = change
        self.done(f"{change.label}.")
        self.read_again()

    def action_back(self) -> None:
        """Show everything again; then leave, and say what was changed; what runs is stopped first."""
        if self.stops():
            return
        if self.finding or self.words:
            self.end_finding()
        else:
            self.dismiss(self.change)

    def end_finding(self) -> None:
        """Show everything again."""
        self.query_one("#words", LineInput).value = ""
        self.remove_class("-finding")
        self.action_list()

    def action_find(self) -> None:
        """Write in the line that narrows the list."""
        if self.FINDS:
            self.add_class("-finding")
            self.query_one("#words").focus()
            self.call_after_refresh(self.draw_keys)

    def action_list(self) -> None:
        """Give the keys to the list."""
        self.query_one(Sheet).focus()
        self.call_after_refresh(self.draw_keys)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow the list as it is typed."""
        event.stop()
        self.narrow()

    def narrow(self) -> None:
        """Show what the line finds."""
        self.read_again()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Give the keys back to the list."""
        event.stop()
        self.submitted()

    def submitted(self) -> None:
        """`enter` in the line."""
        self.action_list()

    def action_undo(self) -> None:
        """Take back the newest action, also one that was done elsewhere; it is named."""
        if not self.busy:
            self._turn(redo=False)

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        if not self.busy:
            self._turn(redo=True)

    @work(exclusive=True, group="turn")
    async def _turn(self, *, redo: bool) -> None:
        now, course = self.clock.now(), Course("Bringing back" if redo else "Taking back")
        self.tell("Bringing it back …" if redo else "Taking it back …")

        def turn(book: Book) -> Change:
            return book.redo(now, course.heard) if redo else book.undo(now, heard=course.heard)

        try:
            change = await self.going(self.desk, course, turn)
        except NotYetError as error:
            self.trouble(error)
            return
        words = "Brought back" if redo else "Taken back"
        self.wrote(replace(change, label=f"{words}: {change.label}"))

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """`enter`, or a click that means it."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted account."""
        account = self.account
        if account is not None:
            self.dismiss(account)

    def action_copy_phone(self) -> None:
        """Copy the phone of the highlighted account."""
        account = self.account
        if account is not None:
            self.copy_phone(account, self.person)

    @work(exclusive=True, group="copy")
    async def copy_phone(self, account: AccountId, person: PersonId | None) -> None:
        """Copy the number that a call would take; a barred one stays where it is (R38)."""
        now = self.clock.now()
        try:
            prospect = await self.desk.read(lambda book: book.prospect(account, now, touches=0))
        except NotYetError as error:
            self.trouble(error)
            return
        found = phones.first(prospect, person)
        if found.number:
            self.app.copy_to_clipboard(found.number)
            self.done(found.words)
        else:
            self.refuse(found.words)

    def _say(self, words: Content) -> None:
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words.plain)
