"""Rows marked in a list, and what is done to all of them: `space` or `%` marks, `ctrl+a` all, `&` does it (R39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work

from playbook import bulk
from playbook.bulk import Deed, Wanted
from playbook.errors import NotYetError
from playbook.words import AccountId
from tui.dialogs import bulk as questions
from tui.screens.page import Page
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from storage.views import Change
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk


class MarkingPage(Page[Any]):
    """A page with a list of accounts, of which some can be marked."""

    desk: Desk
    clock: Clock
    change: Change | None = None
    """The newest thing that was written here: the lists behind this page are read again."""
    marked: set[AccountId]

    def shown(self) -> tuple[AccountId, ...]:
        """Return the accounts in the list."""
        return tuple(AccountId(row.value) for row in self.query_one(Sheet).rows if isinstance(row.value, str))

    def redraw(self) -> None:
        """Draw the list again: marks came or went."""
        raise NotImplementedError

    def read_again(self) -> None:
        """Read the list again: something was written."""
        raise NotImplementedError

    def trouble_was(self, error: NotYetError) -> None:
        """Say why nothing was written."""
        raise NotImplementedError

    def marking_keys(self) -> list[Key]:
        """The keys of marking, as they work now."""
        keys: list[Key] = [("space", "marks", "mark"), ("ctrl+a", "all", "mark_all")]
        return [*keys, ("&", f"with the {len(self.marked):,} marked", "bulk")] if self.marked else keys

    def action_mark(self) -> None:
        """Mark the highlighted account, or take the mark off, and go on."""
        sheet = self.query_one(Sheet)
        if isinstance(sheet.value, str):
            self.marked ^= {AccountId(sheet.value)}
            self.redraw()
            sheet.action_move(1)

    def action_mark_all(self) -> None:
        """Mark everybody shown; once more takes all marks off."""
        every = set(self.shown())
        self.marked = self.marked - every if every <= self.marked else self.marked | every
        self.redraw()

    def action_bulk(self) -> None:
        """Do something to all marked accounts."""
        if self.marked:
            self.many(tuple(sorted(self.marked)))

    @work(exclusive=True, group="bulk")
    async def many(self, accounts: tuple[AccountId, ...]) -> None:
        """Ask what, ask once what that needs, show what it comes to, and write it as one action."""
        try:
            change = await self._many(accounts)
        except NotYetError as error:
            self.trouble_was(error)
            return
        if change is None:
            return
        self.change = change
        self.marked.clear()
        self.read_again()
        self.notify(f"{change.label}. u takes it back.", markup=False)

    async def _many(self, accounts: tuple[AccountId, ...]) -> Change | None:
        asked = await self.app.push_screen_wait(questions.deed(len(accounts)))
        if asked is None:
            return None
        if asked.choice == questions.MERGE:
            from tui.screens.merging import MergeScreen

            kept, gone = accounts
            return await self.app.push_screen_wait(MergeScreen(self.desk, self.clock, kept, gone))
        wanted = await self._wanted(Deed(asked.choice), len(accounts))
        return None if wanted is None else await self._agreed(accounts, wanted)

    async def _wanted(self, deed: Deed, count: int) -> Wanted | None:
        today = self.clock.now().date()
        needs = bulk.needs(deed)
        if not needs:
            return Wanted(deed, today)
        said = await self.app.push_screen_wait(questions.AskOnceDialog(count, needs))
        if said is None:
            return None
        return Wanted(deed, today, said.value if needs != "day" else "", questions.length(said.value))

    async def _agreed(self, accounts: tuple[AccountId, ...], wanted: Wanted) -> Change | None:
        now = self.clock.now()
        done = await self.desk.read(lambda book: book.bulk(accounts, wanted, now))
        if not done.drafts:
            self.notify(f"Nothing was changed: {done.words()}.", markup=False)
            return None
        label = bulk.label(wanted, done.count)
        if await self.app.push_screen_wait(questions.agree(label, done.left)) is None:
            return None
        self.notify(f"Writing: {label} …", markup=False)
        return await self.desk.run(lambda book: book.record(done.drafts, now=now, label=label))
