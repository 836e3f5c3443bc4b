"""The import wizard: files, columns, what would change, then the import itself with progress and cancel (R44)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, ProgressBar, Static

from playbook.errors import NotYetError
from playbook.profiling import questions
from playbook.words import ActionId
from storage.views import Change
from tui.content import line, note
from tui.screens import importing_rows
from tui.screens.importing_columns import asked, looked_into
from tui.screens.importing_files import Files
from tui.screens.importing_rows import FORGET, GO_ON, ColumnKey
from tui.screens.importing_run import Run
from tui.screens.importing_said import Say, asked_word
from tui.screens.importing_steps import CSS, GOES_ON, PHASES, SAID, Step
from tui.screens.page import Page
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from storage.importing import Column, FilePlan, ImportReport, StatusWord
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_TICK = 0.1


class ImportScreen(Page[Change]):
    """Answers the import as one change that undo takes back, or None where nothing was written."""

    TITLE_TEXT = "Import a list"
    AUTO_FOCUS: ClassVar[str] = "#path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "browse", "browses", id="import.browse"),
        Binding("ctrl+t", "drop", "takes the last one out", id="import.drop"),
    ]
    DEFAULT_CSS = CSS

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
        self._run: Run | None = None
        self._asks = False
        """The book has no profile yet: the report leads to the three questions (R1)."""

    def page(self) -> ComposeResult:
        """The files, the sheet, the work under way."""
        yield Files(self._paths)
        yield Sheet(id="sheet")
        with Vertical(id="working"):
            yield Static(Content(""), id="phase")
            yield ProgressBar(total=100, show_eta=False)
        yield Static(Content(""), id="trouble")

    def on_mount(self) -> None:
        """Begin with the files."""
        super().on_mount()
        self._go(Step.FILES)

    def on_unmount(self) -> None:
        """An import under way stops with its page."""
        self.stop_work()

    def stop_work(self) -> None:
        """Stop an import under way, the book stays as it was: the page goes, or the app leaves."""
        if self._run is not None:
            self._run.cancel()

    def keys(self) -> list[Key]:
        """What works at this step."""
        if self._step is Step.FILES:
            chosen = bool(self._files.paths)
            goes = "goes on" if chosen and not self._files.typed else "adds it"
            drop: list[Key] = [("ctrl+t", "takes the last one out", "drop")] if chosen else []
            return [("enter", goes, "accept"), ("ctrl+o", "browses", "browse"), *drop, *super().keys()]
        if self._step is Step.WORKING:
            return [("esc", "cancels, the book stays as it was", "back")]
        words = GOES_ON.get(self._step, "goes on")
        back: list[Key] = [("esc", "later, to the first touch", "back")] if self._asks else super().keys()
        return [("enter", words, "accept"), *back]

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Add the file that was typed, or go on."""
        event.stop()
        self.action_accept()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Go on, or change a column."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Do what `enter` does at this step."""
        self._say("")
        if self._step is Step.FILES:
            self._take_path()
            return
        value = self.query_one(Sheet).value
        if isinstance(value, ColumnKey):
            self.change(value)
        elif value == GO_ON:
            self._go_on()
        elif value == FORGET:
            self._say_of.forget = True
            self.look(again=True)
        elif value is not None:
            self.change_word(cast("StatusWord", value))

    def action_back(self) -> None:
        """One step back; while it works, cancel; from the first step, leave."""
        if self._step is Step.WORKING and self._run is not None:
            self._run.cancel()
        elif self._step is Step.COLUMNS:
            self._go(Step.FILES)
        elif self._step is Step.TRIAL:
            self._go(Step.COLUMNS)
        else:
            self._leave()

    def action_drop(self) -> None:
        """Take the last file out of the list."""
        if self._step is Step.FILES:
            self._files.drop()
            self.draw_keys()

    def action_browse(self) -> None:
        """Choose a file in the folders."""
        if self._step is Step.FILES:
            self.browse()

    @work(exclusive=True, group="browse")
    async def browse(self) -> None:
        """Open the file picker; it is loaded when it is wanted."""
        from tui.dialogs.path import picker

        path = await self.app.push_screen_wait(picker())
        if path is not None:
            self._say(self._files.add(path))
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

    @work(exclusive=True, group="import")
    async def try_or_land(self, *, dry: bool) -> None:
        """Run the import on the book's thread, tried or for good."""
        before = self._step
        run = Run(tuple(self._files.paths), self._say_of, mine=self._files.mine, now=self._clock.now(), dry=dry)
        self._run = run
        self._go(Step.WORKING)
        timer = self.set_interval(_TICK, self._tick)
        try:
            self._report = await self._desk.run(run)
        except NotYetError as error:
            self._go(before)
            self._say(str(error))
            return
        finally:
            timer.stop()
        self._asks = not dry and await self._worth_asking()
        self._go(Step.TRIAL if dry else Step.DONE)

    @work(exclusive=True, group="profile")
    async def ask_profile(self) -> None:
        """Ask the three questions of R1, then leave; skipped or not, the import stands."""
        from tui.screens.profile import ProfileScreen

        self._asks = False
        await self.app.push_screen_wait(ProfileScreen(self._desk, self._clock))
        self._leave()

    async def _worth_asking(self) -> bool:
        """Whether something landed in a book without a profile, with columns that can be asked about (R1)."""
        if self._report is None or not self._report.action:
            return False
        return await self._desk.run(lambda book: not book.settings().profile and bool(questions(book.columns())))

    @property
    def _files(self) -> Files:
        return self.query_one(Files)

    @on(Input.Changed, "#path")
    def _typing(self) -> None:
        """What `enter` does depends on the line."""
        self.draw_keys()

    def _take_path(self) -> None:
        if self._files.typed:
            self._say(self._files.take())
            self.draw_keys()
        elif self._files.paths:
            self.look()
        else:
            self._say("Name a file first; ctrl+o looks for it.")

    async def _look(self) -> None:
        try:
            self._plans = await looked_into(self._desk, tuple(self._files.paths), self._say_of)
        except NotYetError as error:
            self._say(str(error))
            return
        if not self._headings:
            self._headings = {
                ColumnKey(plan.path, column.index, plan.sheet): column
                for plan in self._plans
                for column in plan.columns
            }
        self._go(Step.COLUMNS)

    def _go_on(self) -> None:
        if self._step is Step.COLUMNS:
            self.try_or_land(dry=True)
        elif self._step is Step.DONE and self._asks:
            self.ask_profile()
        elif self._step is Step.DONE:
            self._leave()
        elif self._report is not None and importing_rows.brings(self._report):
            self.try_or_land(dry=False)
        else:
            self._leave()

    def _tick(self) -> None:
        progress = None if self._run is None else self._run.progress
        if progress is None:
            return
        self.query_one("#phase", Static).update(line(PHASES.get(progress.phase, progress.phase)))
        self.query_one(ProgressBar).update(total=max(progress.total, 1), progress=progress.done)

    def _go(self, step: Step) -> None:
        self._step = step
        for each in Step:
            self.set_class(each is step, f"-{each}")
        self.aside(Content(SAID[step]))
        self._fill(step)
        self.draw_keys()

    def _fill(self, step: Step) -> None:
        sheet, report = self.query_one(Sheet), self._report
        if step is Step.FILES:
            self._files.write()
        elif step is Step.COLUMNS:
            sheet.fill(lambda width: importing_rows.columns(self._plans, width))
            sheet.focus()
        elif report is not None and step is not Step.WORKING:
            asks = self._asks
            rows = importing_rows.trial if step is Step.TRIAL else partial(importing_rows.done, asks=asks)
            sheet.fill(lambda width: rows(report, width), top=True)
            sheet.focus()

    def _leave(self) -> None:
        report = self._report
        if report is None or not report.action:
            self.dismiss(None)
            return
        label = f"import {', '.join(report.files)}"
        self.dismiss(Change(ActionId(report.action), (), (), label))

    def _say(self, words: str) -> None:
        self.query_one("#trouble", Static).update(note(words))
