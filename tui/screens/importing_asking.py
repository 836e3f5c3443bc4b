"""What the import wizard asks and looks into: files, columns, status words, and the three questions of R1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from playbook.errors import NotYetError
from playbook.profiling import questions
from storage.views import Change
from tui.course import Course
from tui.screens.importing_columns import asked, looked_into
from tui.screens.importing_files import Files
from tui.screens.importing_rows import ColumnKey
from tui.screens.importing_said import Say, asked_word
from tui.screens.importing_steps import Step
from tui.screens.page import Page
from tui.widgets.told import Told

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.words import ActionId
    from storage.importing import Column, FilePlan, ImportReport, StatusWord
    from tui.clock import Clock
    from tui.writing import Desk


class Asking(Page[Change]):
    """The wizard's questions, and what was answered so far."""

    def __init__(self, desk: Desk, clock: Clock, paths: tuple[Path, ...] = ()) -> None:
        """Import into the desk's book; `paths` are chosen from the start."""
        super().__init__(classes="-files")
        self._desk = desk
        self._clock = clock
        self._paths = paths
        self._step = Step.FILES
        self._plans: tuple[FilePlan, ...] = ()
        self._headings: dict[ColumnKey, Column] = {}
        self._say_of = Say()
        self._report: ImportReport | None = None
        self._asks = False
        """The book has no profile yet: the report leads to the three questions (R1)."""
        self._saved: Change | None = None
        """The profile that they made: it is what undo takes back first (R39)."""

    def go(self, step: Step) -> None:
        """Show a step."""
        raise NotImplementedError

    def try_or_land(self, *, dry: bool) -> object:
        """Run the import, tried or for good."""
        raise NotImplementedError

    def leave(self) -> None:
        """Leave with what landed."""
        raise NotImplementedError

    @work(exclusive=True, group="browse")
    async def browse(self) -> None:
        """Look for a file in the folders; the dialog is loaded when it is wanted."""
        from tui.screens.importing_folder import FolderDialog, start

        today = self._clock.now().date()
        path = await self.app.push_screen_wait(FolderDialog(start(self.files.paths), today))
        if path is not None:
            self.say(self.files.add(path))
            self.draw_keys()

    @work(exclusive=True, group="columns")
    async def change(self, key: ColumnKey) -> None:
        """Ask what a column is, and look at the files again."""
        if await asked(self.app, self._plans, self._headings[key], key, self._say_of.columns):
            await self._look()

    @work(exclusive=True, group="columns")
    async def change_word(self, said: StatusWord) -> None:
        """Ask what a status word is taken for, and try the import again (R44)."""
        if await asked_word(self.app, said, self._say_of):
            self.try_or_land(dry=True)

    @work(exclusive=True, group="columns")
    async def look(self, *, again: bool = False) -> None:
        """Look into the files and go to their columns."""
        if not again:
            self._say_of.clear()
        self._headings.clear()
        await self._look()

    @work(exclusive=True, group="profile")
    async def ask_profile(self) -> None:
        """Ask the three questions of R1, then leave; skipped or not, the import stands."""
        from tui.screens.profile import ProfileScreen

        self._asks = False
        saved = await self.app.push_screen_wait(ProfileScreen(self._desk, self._clock))
        self._saved = saved if isinstance(saved, Change) else None
        self.leave()

    @work(exclusive=True, group="import")
    async def take_back(self, action: ActionId) -> None:
        """Take it back; `esc` stops that."""
        now, course = self._clock.now(), Course("Taking back")
        try:
            change = await self.going(self._desk, course, lambda book: book.undo(now, action, course.heard))
        except NotYetError as error:
            self.say(str(error))
            return
        self.dismiss(change)

    async def worth_asking(self) -> bool:
        """Whether something landed in a book without a profile, with columns that can be asked about (R1)."""
        if self._report is None or not self._report.action:
            return False
        return await self._desk.run(lambda book: not book.settings().profile and bool(questions(book.columns())))

    @property
    def files(self) -> Files:
        """The first step."""
        return self.query_one(Files)

    def say(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self.query_one("#told", Told).say(words, trouble=True)

    def promise(self, words: str) -> None:
        """Say under the stages what becomes of the book."""
        self.query_one("#promise", Static).update(words)

    async def _look(self) -> None:
        try:
            self._plans = await looked_into(self._desk, tuple(self.files.paths), self._say_of)
        except NotYetError as error:
            self.say(str(error))
            return
        if not self._headings:
            self._headings = {
                ColumnKey(plan.path, column.index, plan.sheet): column
                for plan in self._plans
                for column in plan.columns
            }
        self.go(Step.COLUMNS)
