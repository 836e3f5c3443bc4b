"""Everyone who was let go: why, the hours won, what happened since, and `r` to bring one back (R29, R30)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook import reviving
from playbook.errors import NotYetError
from playbook.folding import fold
from playbook.words import AccountId
from storage.views_numbers import DumpedList, DumpedRow, Worth
from tui import daytext
from tui.dialogs import reason
from tui.dialogs.frame import Whom
from tui.screens.dumped_sheet import sheet
from tui.screens.listing import ListPage
from tui.screens.sheet import Listing, Sheet, SheetRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.book import Book
    from storage.views import Change
    from tui.clock import Clock
    from tui.dialogs.answers_value import ReviveAnswer
    from tui.dialogs.keys import Key
    from tui.writing import Desk


class DumpedScreen(ListPage):
    """The dumped list; nothing on it plans anything, and only the rep brings somebody back."""

    TITLE_TEXT = "Let go"
    FINDS = "a name, or a word of the reason"
    AUTO_FOCUS: ClassVar[str] = "#dumped"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "revive", "revives", show=False, id="dumped.revive")]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self._found: DumpedList | None = None

    def body(self) -> ComposeResult:
        """The list."""
        yield Listing(id="dumped")

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.tell("Reading who was let go …")
        self.read()

    def keys(self) -> list[Key]:
        """What works on a row, where there is one."""
        if self.finding:
            return self.finding_keys()
        rows: list[Key] = [
            ("enter", "opens", "open"), ("r", "brings it back", "revive"), ("/", "narrows", "find"),
            ("ctrl+y", "copies the phone", "copy_phone"),
        ]  # fmt: skip
        return [*(rows if self._any else []), *self.undo_keys(), *super().keys()]

    @property
    def account(self) -> AccountId | None:
        """Who was let go, or whom the hours are for."""
        value = self.query_one(Sheet).value
        return value.account if isinstance(value, DumpedRow | Worth) else None

    @property
    def _any(self) -> bool:
        return self._found is not None and bool(self._found.rows)

    def read_again(self) -> None:
        """Read the list again."""
        self.read()

    def narrow(self) -> None:
        """Show whom the line finds; everybody was read already."""
        self._draw()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the list and draw it."""
        now, first = self.clock.now(), self._found is None
        try:
            self._found = await self.desk.read(lambda book: book.dumped(now))
        except NotYetError as error:
            self.trouble(error)
            return
        if first:
            self.settle()
        self._draw()

    def _draw(self) -> None:
        found = self._narrowed()
        value = self.query_one(Sheet).value or next(iter(found.rows), None)
        self.query_one(Sheet).fill(self._rows, value=value)
        won = f" · {found.hours_won:,.1f} hours a quarter won" if found.hours_won else ""
        self.aside(Content(daytext.plural(len(found.rows), "account") + won if self._any else ""))
        self.draw_keys()

    def _narrowed(self) -> DumpedList:
        """Whom the line finds, and whom to spend the hours on while it is empty."""
        found, words = self._found or DumpedList((), 0.0, ()), fold(self.words).split()
        if not words:
            return found
        rows = tuple(row for row in found.rows if all(word in fold(f"{row.name} {row.reason}") for word in words))
        return replace(found, rows=rows, worth=(), hours_won=sum(row.hours for row in rows))

    def _rows(self, width: int) -> list[SheetRow]:
        if self._found is None:
            return []
        return sheet(self._narrowed(), self.clock.now().date(), width, words=self.words)

    def action_revive(self) -> None:
        """Bring the highlighted account back, with a reason."""
        value = self.query_one(Sheet).value
        if isinstance(value, DumpedRow):
            self.revive(value)
        elif self._any:
            self.refuse("r brings back who was let go: highlight one of them.")

    @work(exclusive=True, group="revive")
    async def revive(self, row: DumpedRow) -> None:
        """Ask why and which promises stand again, and write it as one action."""
        try:
            now = self.clock.now()
            found = await self.desk.run(lambda book: book.prospect(row.account, now))
            answer = await self.app.push_screen_wait(reason.revive(Whom(row.name), found.promised))
            if answer is None:
                return
            change = await self.desk.run(lambda book: self._write(book, row, answer))
        except NotYetError as error:
            self.trouble(error)
            return
        self.wrote(change)

    def _write(self, book: Book, row: DumpedRow, answer: ReviveAnswer) -> Change:
        """Build it on the account as it stands by then."""
        now = self.clock.now()
        found = book.prospect(row.account, now)
        again = reviving.offered([step for step in found.promised if step in answer.promises], now.date())
        draft = reviving.revive(
            found.account, found.people, now.date(), answer.text, again, found.world, found.settings
        )
        return book.record((draft,), now=now, label=f"revived · {row.name}", basis=found.account.basis)
