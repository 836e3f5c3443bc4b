"""Rows marked in a list, and what is done to all of them: `space` or `%` marks, `ctrl+a` all, `&` does it (R39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from playbook import bulk
from playbook.bulk import Deed, Wanted
from playbook.errors import NotYetError
from playbook.words import AccountId
from tui.dialogs import bulk as questions
from tui.screens.bulk_run import BulkRun
from tui.screens.listing import ListPage
from tui.screens.sheet import Sheet
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from storage.views import Change
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

MARKED = Piece("✓ ", Look.GOOD)
UNMARKED = Piece("  ")


class MarkingPage(ListPage):
    """A page with a list of accounts, of which some can be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,percent_sign", "mark", "mark", show=False, id="marking.mark"),
        Binding("ctrl+a", "mark_all", "mark all", show=False, id="marking.all"),
        Binding("ampersand", "bulk", "with the marked", show=False, id="marking.bulk"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Start with nothing marked."""
        super().__init__(desk, clock)
        self.marked: set[AccountId] = set()

    def shown(self) -> tuple[AccountId, ...]:
        """Return the accounts that `ctrl+a` means."""
        return tuple(AccountId(row.value) for row in self.query_one(Sheet).rows if isinstance(row.value, str))

    def redraw(self) -> None:
        """Draw the list again: marks came or went."""
        raise NotImplementedError

    def marking_keys(self) -> list[Key]:
        """The keys of marking, as they work now."""
        if not self.marked:
            return [("space", "marks", "mark"), ("ctrl+a", "all", "mark_all")]
        clears = set(self.shown()) <= self.marked
        every: Key = ("ctrl+a", "clears" if clears else "all", "mark_all")
        return [("&", f"with the {len(self.marked):,} marked", "bulk"), ("space", "marks", "mark"), every]

    def back_keys(self) -> list[Key]:
        """What `esc` does now: it takes the marks off, or leaves."""
        return [("esc", "clears the marks" if self.marked else "back", "back")]

    def action_mark(self) -> None:
        """Mark the highlighted account, or take the mark off, and go on."""
        sheet = self.query_one(Sheet)
        if isinstance(sheet.value, str):
            self.marked ^= {AccountId(sheet.value)}
            self.redraw()
            sheet.action_move(1)

    @on(Sheet.MarkClicked)
    def _mark_clicked(self, event: Sheet.MarkClicked) -> None:
        """Turn one mark over by mouse."""
        event.stop()
        if isinstance(event.value, str):
            self.marked ^= {AccountId(event.value)}
            self.redraw()

    def action_mark_all(self) -> None:
        """Mark everybody; once more takes all marks off."""
        every = set(self.shown())
        self.marked = self.marked - every if every <= self.marked else self.marked | every
        self.redraw()

    def action_bulk(self) -> None:
        """Do something to all marked accounts."""
        if self.marked and self.course is None:
            self.many(tuple(sorted(self.marked)))

    def action_back(self) -> None:
        """Take the marks off first; while a deed on many runs, stop that."""
        if self.course is None and self.marked and not self.finding:
            self.marked.clear()
            self.redraw()
        else:
            super().action_back()

    @work(exclusive=True, group="bulk")
    async def many(self, accounts: tuple[AccountId, ...]) -> None:
        """Ask what, ask once what that needs, show what it comes to, and write it as one action."""
        try:
            change = await self._many(accounts)
        except NotYetError as error:
            self.trouble(error)
            return
        if change is not None:
            self.marked.clear()
            self.wrote(change)

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
        said = await self.app.push_screen_wait(questions.AskOnceDialog(count, deed))
        if said is None:
            return None
        return Wanted(deed, today, said.value if needs != "day" else "", questions.length(said.value))

    async def _agreed(self, accounts: tuple[AccountId, ...], wanted: Wanted) -> Change | None:
        run = BulkRun(accounts, wanted, self.clock.now())
        done = await self.going(self.desk, run, run.look)
        if not done.drafts:
            self.refuse(f"Nothing was changed: {done.words()}.")
            return None
        self.settle()
        if await self.app.push_screen_wait(questions.agree(run.label, done.left)) is None:
            return None
        return await self.going(self.desk, run, run.write)
