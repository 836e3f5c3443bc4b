"""`enter`: an account's page: everything known and everything that happened; fields are changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from playbook import outcomes
from playbook.errors import NotYetError
from playbook.facts import Touch
from playbook.words import AccountId
from tui import firms
from tui.content import assemble, line, listed
from tui.screens import account_mend
from tui.screens.account_edit import question
from tui.screens.account_facts import Held, facts
from tui.screens.account_record import record
from tui.screens.page import Page
from tui.screens.sheet import Sheet
from tui.widgets.shown import fit_words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from storage.book import Book
    from storage.erase_views import Erased
    from storage.views import Change, Prospect
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.firms import Firm
    from tui.writing import Desk

_ALL_TOUCHES = -1
_PASSED_ON = {row.key for row in outcomes.OUTCOMES} | {"i", "z", "*", "!", "d", "r", "+", " ", "@", "u"}
"""Keys that mean the same here as on the main screen: the page closes and the main screen takes them."""


_TOUCHED = {" ": "note", "@": "when"}
"""Keys that, on a touch of the record, write to that touch (R45)."""


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """What the page leaves behind."""

    key: str = ""
    """The key pressed here that belongs to the account: the main screen takes it."""
    changes: tuple[Change, ...] = ()
    """Fields that were changed."""
    erased: bool = False
    """It was erased from here, or somebody at it (R38)."""


class AccountScreen(Page[AccountAnswer]):
    """Facts on the left, the record on the right; one at a time where there is no room for both."""

    AUTO_FOCUS: ClassVar[str] = "#record"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "other_half", "facts or record", id="account.half"),
        Binding("ctrl+y", "copy", "copies", id="account.copy"),
        Binding("ctrl+o", "follow", "opens the link", id="account.follow"),
        Binding("ampersand", "mend", "who is who", id="account.mend"),
        Binding("delete", "erase", "erases for good", show=False, id="account.erase"),
        Binding("q", "back", "back", show=False, id="account.back"),
    ]
    DEFAULT_CSS = """
    AccountScreen #halves > #facts { width: 2fr; margin-right: 3; }
    AccountScreen #halves > #record { width: 3fr; }
    AccountScreen.-one #halves > #facts { margin-right: 0; }
    AccountScreen.-one.-record #facts { display: none; }
    AccountScreen.-one.-facts #record { display: none; }
    AccountScreen #trouble { height: auto; color: $text-warning; }
    """
    TWO = 110
    """Columns from which both halves stand side by side."""

    def __init__(self, desk: Desk, clock: Clock, account: AccountId) -> None:
        """Show `account`; outcome keys close the page and are handed on (`AccountAnswer.key`)."""
        super().__init__(classes="-record")
        self._desk = desk
        self._clock = clock
        self._account = account
        self._prospect: Prospect | None = None
        self._changes: tuple[Change, ...] = ()

    def page(self) -> ComposeResult:
        """Both halves."""
        with Horizontal(id="halves"):
            yield Sheet(id="facts")
            yield Sheet(id="record")
        yield Static(Content(""), id="trouble")

    def on_mount(self) -> None:
        """Read the account."""
        super().on_mount()
        self.read()

    def on_resize(self) -> None:
        """One half or two."""
        self.set_class(self.size.width < self.TWO, "-one")
        self.draw_keys()

    def keys(self) -> list[Key]:
        """What works on the half that has the keys."""
        here = self.has_class("-facts")
        half = ("tab", "what happened" if here else "facts", "other_half")
        own: list[Key] = [("enter", "changes it", "edit")]
        if here:
            own.append(("ctrl+y", "copies it", "copy"))
        elif self._prospect is not None and self._prospect.touches:
            own += [("space", "note", "edit('note')"), ("@", "its time", "edit('when')")]
        link: list[Key] = [("ctrl+o", "opens the link", "follow")] if here and self._link() else []
        return [half, *own, ("&", "who is who", "mend"), ("del", "erases", "erase"), *link, *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the account again and draw it."""
        now = self._clock.now()
        try:
            self._prospect = await self._desk.run(lambda book: book.prospect(self._account, now, touches=_ALL_TOUCHES))
        except NotYetError as error:
            self._say(error)
            return
        prospect = self._prospect
        self.query_one("#title", Static).update(line(prospect.account.name, "bold"))
        there = prospect.world.there
        self.aside(listed([fit_words(prospect), f"{there:%H:%M} there" if there else ""]))
        self.query_one("#facts", Sheet).fill(lambda width: facts(prospect, width))
        self.query_one("#record", Sheet).fill(lambda width: record(prospect, now.date(), width))
        self.draw_keys()

    def action_other_half(self) -> None:
        """Give the keys to the other half."""
        to_facts = not self.has_class("-facts")
        self.set_class(to_facts, "-facts")
        self.set_class(not to_facts, "-record")
        self.query_one("#facts" if to_facts else "#record").focus()
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Change what is highlighted."""
        event.stop()
        self.action_edit()

    def action_edit(self, first: str = "note") -> None:
        """Change what is highlighted: a field, a touch, a pain; or lift a bar."""
        self.edit(first)

    @work(exclusive=True, group="edit")
    async def edit(self, first: str) -> None:
        """Ask about the highlighted line and write the answer as one action."""
        prospect, now = self._prospect, self._clock.now()
        asked = None if prospect is None else question(self._sheet.value, prospect, now, first, self._firm)
        if asked is None:
            return
        answer = await self.app.push_screen_wait(asked.dialog)
        if answer is None:
            return

        def write(book: Book) -> Change | None:
            drafts = asked.build(book, answer)
            return book.record(drafts, now=now, label=asked.words) if drafts else None

        try:
            change = await self._desk.run(write)
        except NotYetError as error:
            self._say(error)
            return
        if change is not None:
            self._changes = (*self._changes, change)
            self.read()

    def action_mend(self) -> None:
        """Merge this company or somebody here, move somebody, split a merge."""
        if self._prospect is not None:
            self.mend(self._prospect)

    @work(exclusive=True, group="edit")
    async def mend(self, prospect: Prospect) -> None:
        """Ask who is who, and show what became of it; where this company went into another, that one is shown."""
        held = self._held() if self.has_class("-facts") else None
        try:
            change = await account_mend.mend(
                self, self._desk, self._clock, prospect, None if held is None else held.person
            )
            if change is None:
                return
            self._changes = (*self._changes, change)
            account = self._account
            roots = await self._desk.run(lambda book: book.roots([account]))
        except NotYetError as error:
            self._say(error)
            return
        self._account = AccountId(roots.get(account, account))
        self._say_line(f"{change.label}. u takes it back.")
        self.read()

    async def _firm(self, name: str) -> Firm | None:
        """Look a firm up by its name (R21)."""
        return await self._desk.run(lambda book: firms.called(book, name))

    def action_erase(self) -> None:
        """Open the erasing of this account or of one of its people; what went is gone from here at once (R38)."""
        from tui.screens.erase import EraseScreen

        self.app.push_screen(EraseScreen(self._desk, self._clock, self._account), self._erased)

    def _erased(self, erased: Erased | None) -> None:
        if erased is not None:
            self.dismiss(AccountAnswer(changes=self._changes, erased=True))

    def action_copy(self) -> None:
        """Copy the highlighted field."""
        held = self._held()
        if held is not None and held.value:
            self.app.copy_to_clipboard(held.value)

    def action_follow(self) -> None:
        """Open the highlighted phone, address or site with whatever this machine opens it with."""
        link = self._link()
        if link:
            self.app.open_url(link)

    def action_back(self) -> None:
        """Leave, and say what was changed."""
        self.dismiss(AccountAnswer(changes=self._changes))

    def on_key(self, event: events.Key) -> None:
        """Hand an outcome's key to the main screen."""
        key = event.character or ""
        if key in _TOUCHED and not self.has_class("-facts") and isinstance(self._sheet.value, Touch):
            event.stop()
            event.prevent_default()
            self.action_edit(_TOUCHED[key])
        elif key in _PASSED_ON:
            event.stop()
            event.prevent_default()
            self.dismiss(AccountAnswer(key, self._changes))

    @property
    def _sheet(self) -> Sheet:
        """The half that has the keys."""
        return self.query_one("#facts" if self.has_class("-facts") else "#record", Sheet)

    def _held(self) -> Held | None:
        value = self.query_one("#facts", Sheet).value
        return value if isinstance(value, Held) else None

    def _link(self) -> str:
        held = self._held()
        return link_of(held) if held is not None else ""

    def _say(self, error: NotYetError) -> None:
        self._say_line(f"{error.message} {error.hint}".rstrip())

    def _say_line(self, text: str) -> None:
        self.query_one("#trouble", Static).update(assemble(text))


def link_of(held: Held) -> str:
    """Return what opens a field: `tel:`, `mailto:` or its site; empty for none."""
    value = held.value.strip()
    if not value:
        return ""
    if held.field in {"phone", "mobile"}:
        return f"tel:{''.join(char for char in value if char.isdigit() or char == '+')}"
    if held.field.startswith("email") and "@" in value:
        return f"mailto:{value}"
    if held.field in {"domain", "linkedin", "website"}:
        return value if value.startswith(("https://", "http://")) else f"https://{value}"
    return ""
