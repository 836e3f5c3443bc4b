"""Everyone who was let go: why, the hours won, what happened since, and `r` to bring one back (R29, R30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook import reviving
from playbook.errors import NotYetError
from storage.views_numbers import DumpedRow, Worth
from tui import daytext
from tui.content import assemble
from tui.dialogs import reason
from tui.dialogs.frame import Whom
from tui.screens.dumped_sheet import sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.book import Book
    from storage.views import Change
    from tui.clock import Clock
    from tui.dialogs.answers_value import ReviveAnswer
    from tui.dialogs.keys import Key
    from tui.writing import Desk


class DumpedScreen(BookPage):
    """The dumped list; nothing on it plans anything, and only the rep brings somebody back."""

    TITLE_TEXT = "Let go"
    AUTO_FOCUS: ClassVar[str] = "#dumped"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "revive", "revives", id="dumped.revive"),
        Binding("q", "back", "back", show=False, id="dumped.back"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self._any = False

    def page(self) -> ComposeResult:
        """The list."""
        yield Sheet(id="dumped")

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works on a row, where there is one."""
        rows: list[Key] = [("enter", "opens", "open"), ("r", "brings it back", "revive")] if self._any else []
        return [*rows, *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the list and draw it."""
        now = self.clock.now()
        try:
            found = await self.desk.run(lambda book: book.dumped(now))
        except NotYetError as error:
            self._say(error)
            return
        self._any = bool(found.rows)
        self.query_one("#dumped", Sheet).fill(
            lambda width: sheet(found, now.date(), width), value=next(iter(found.rows), None)
        )
        won = f"{found.hours_won:.1f} hours a quarter won" if found.hours_won else ""
        self.aside(
            Content(daytext.plural(len(found.rows), "account") + (f" · {won}" if won else "") if found.rows else "")
        )
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Open the account."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted account's page."""
        value = self.query_one("#dumped", Sheet).value
        if isinstance(value, DumpedRow | Worth):
            self.dismiss(value.account)

    def action_revive(self) -> None:
        """Bring the highlighted account back, with a reason."""
        value = self.query_one("#dumped", Sheet).value
        if isinstance(value, DumpedRow):
            self.revive(value)
        elif self._any:
            self.aside(Content("highlight somebody who was let go"))

    @work(exclusive=True, group="revive")
    async def revive(self, row: DumpedRow) -> None:
        """Ask why and which promises stand again, and write it as one action; the page closes with it."""
        try:
            now = self.clock.now()
            found = await self.desk.run(lambda book: book.prospect(row.account, now))
            answer = await self.app.push_screen_wait(reason.revive(Whom(row.name), found.promised))
            if answer is None:
                return
            change = await self.desk.run(lambda book: self._write(book, row, answer))
        except NotYetError as error:
            self._say(error)
            return
        self.dismiss(change)

    def _write(self, book: Book, row: DumpedRow, answer: ReviveAnswer) -> Change:
        """Build it on the account as it stands by then."""
        now = self.clock.now()
        found = book.prospect(row.account, now)
        again = reviving.offered([step for step in found.promised if step in answer.promises], now.date())
        draft = reviving.revive(
            found.account, found.people, now.date(), answer.text, again, found.world, found.settings
        )
        return book.record((draft,), now=now, label=f"revived · {row.name}", basis=found.account.basis)

    def _say(self, error: NotYetError) -> None:
        self.aside(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))
