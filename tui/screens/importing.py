"""The import wizard: files, columns, what would change, then the import itself with progress and cancel (R44)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from playbook.errors import NotYetError
from playbook.words import ActionId
from storage.views import Change
from tui import opening
from tui.screens import importing_report, importing_rows, importing_steps
from tui.screens.importing_asking import Asking
from tui.screens.importing_files import Chosen, Files
from tui.screens.importing_rows import FORGET, GO_ON, ColumnKey
from tui.screens.importing_run import Run
from tui.screens.importing_steps import CSS, GOES_ON, SAID, Step
from tui.screens.sheet import Sheet
from tui.widgets.stages import Stages
from tui.widgets.told import Told

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.importing import StatusWord
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_TICK = 0.1
"""Seconds between two looks at how far an import is."""


class ImportScreen(Asking):
    """Answers the import as one change that undo takes back, or None where nothing was written."""

    TITLE_TEXT = "Import a list"
    AUTO_FOCUS: ClassVar[str] = "#path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "browse", "browses", id="import.browse"),
        Binding("ctrl+t", "drop", "takes a file out", id="import.drop"),
        Binding("u", "take_back", "takes it back", id="import.undo"),
        Binding("c", "copy", "copies the path", id="import.copy"),
        Binding("o", "open_folder", "opens the folder", id="import.open"),
        Binding("q", "back", "back", show=False, id="import.back"),
        Binding(
            "enter", "accept", "goes on", show=False, id="import.accept"
        ),  # the sheet of a new step has no focus yet
    ]
    DEFAULT_CSS = CSS

    def __init__(self, desk: Desk, clock: Clock, paths: tuple[Path, ...] = ()) -> None:
        """Import into the desk's book; `paths` are chosen from the start."""
        super().__init__(desk, clock, paths)
        self._run: Run | None = None

    def page(self) -> ComposeResult:
        """The way, the files, the sheet, the work under way, what went wrong."""
        yield Static(Content(""), id="trail")
        yield Files(self._paths)
        yield Sheet(id="sheet")
        with Vertical(id="working"):
            yield Stages(id="stages")
            yield Static(Content(""), id="promise")
        yield Told()

    def on_mount(self) -> None:
        """Begin with the files."""
        super().on_mount()
        self.go(Step.FILES)

    def on_unmount(self) -> None:
        """An import under way stops with its page."""
        if self._run is not None:
            self._run.cancel()

    def stop_work(self) -> bool:
        """Stop an import under way, the book stays as it was: the page goes, or the app leaves."""
        if self._run is None or self._step is not Step.WORKING:
            return False
        self._run.cancel()
        self.promise(importing_steps.STOPPING)
        return not self._run.dry

    def what_came(self) -> str:
        """Say that it was stopped, or that it had landed already."""
        landed = self._report is not None and self._report.action
        return importing_steps.LANDED if landed else importing_steps.STOPPED

    def keys(self) -> list[Key]:
        """What works at this step."""
        if self._step is Step.FILES:
            chosen = bool(self.files.paths)
            goes = "goes on" if chosen and not self.files.typed else "adds it"
            drop: list[Key] = [("ctrl+t", "takes one out", "drop")] if chosen else []
            return [("enter", goes, "accept"), ("ctrl+o", "browses", "browse"), *drop, *super().keys()]
        if self._step is Step.WORKING:
            return [("esc", "stops it, the book stays as it was", "back")]
        if self._step is Step.DONE and self._report is not None and self._report.action:
            return self._keys_of_report()
        words = GOES_ON.get(self._step, "goes on")
        return [("enter", words, "accept"), ("esc", "one step back", "back")]

    def _keys_of_report(self) -> list[Key]:
        mend: list[Key] = [("c", "copies the path", "copy"), ("o", "opens the folder", "open_folder")]
        report = self._report
        files = mend if report is not None and report.mend else []
        later = "later, to the first touch" if self._asks else "back"
        return [("enter", "goes on", "accept"), ("u", "takes it back", "take_back"), *files, ("esc", later, "back")]

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

    @on(Input.Changed, "#path")
    @on(Chosen.Dropped)
    def _typing(self) -> None:
        """What `enter` does depends on the line and on what is chosen."""
        self.draw_keys()

    def action_accept(self) -> None:
        """Do what `enter` does at this step; while it works it does nothing, or a second one would land it twice."""
        if self._step is Step.WORKING:
            return
        self.say("")
        if self._step is Step.FILES:
            self._take_path()
            return
        value = self.query_one("#sheet", Sheet).value
        if isinstance(value, ColumnKey):
            self.change(value)
        elif isinstance(value, Path):
            self.action_copy()
        elif value == GO_ON:
            self._go_on()
        elif value == FORGET:
            self._say_of.forget = True
            self.look(again=True)
        elif value is not None:
            self.change_word(cast("StatusWord", value))

    def action_back(self) -> None:
        """One step back; while it works, stop; from the first step and the last, leave."""
        if self.stops():
            return
        if self._step is Step.WORKING:
            self.stop_work()
        elif self._step is Step.COLUMNS:
            self.go(Step.FILES)
        elif self._step is Step.TRIAL:
            self.go(Step.COLUMNS)
        else:
            self.leave()

    def action_drop(self) -> None:
        """Take the highlighted file out of the list."""
        if self._step is Step.FILES:
            self.files.drop()
            self.draw_keys()

    def action_browse(self) -> None:
        """Choose a file in the folders."""
        if self._step is Step.FILES:
            self.browse()

    def action_copy(self) -> None:
        """Copy the path of the file of skipped rows."""
        path = self._mend()
        if path is not None:
            self.app.copy_to_clipboard(str(path))
            self.query_one(Told).say(f"Copied: {path}")

    @work(exclusive=True, group="folder")
    async def action_open_folder(self) -> None:
        """Open the folder of the file of skipped rows."""
        path = self._mend()
        if path is not None:
            self.query_one(Told).say(await opening.folder(self.app, path.parent))

    def action_take_back(self) -> None:
        """Take what just landed back, all of it, and leave with that."""
        report = self._report
        if self._step is Step.DONE and report is not None and report.action and not self.busy:
            self.take_back(ActionId(report.action))

    @work(exclusive=True, group="import")
    async def try_or_land(self, *, dry: bool) -> None:
        """Run the import on the book's thread, tried or for good."""
        before = self._step
        run = Run(tuple(self.files.paths), self._say_of, mine=self.files.mine, now=self._clock.now(), dry=dry)
        self._run = run
        self.go(Step.WORKING)
        self.promise(importing_steps.WORKING_SAID if dry else importing_steps.LANDING_SAID)
        timer = self.set_interval(_TICK, self._tick)
        try:
            self._report = await self._desk.run(run)
        except NotYetError as error:
            self.go(before)
            self.say(str(error))
            return
        finally:
            timer.stop()
        self._asks = not dry and await self.worth_asking()
        self.go(Step.TRIAL if dry else Step.DONE)

    def _mend(self) -> Path | None:
        """Return the file of skipped rows that is highlighted, else the first; None for none."""
        if self._step is not Step.DONE or self._report is None or not self._report.mend:
            return None
        value = self.query_one("#sheet", Sheet).value
        return value if isinstance(value, Path) else Path(self._report.mend[0])

    def _take_path(self) -> None:
        if self.files.typed:
            self.say(self.files.take())
            self.draw_keys()
        elif self.files.paths:
            self.look()
        else:
            self.say("Name a file first; ctrl+o looks for it.")

    def _go_on(self) -> None:
        if self._step is Step.COLUMNS:
            self.try_or_land(dry=True)
        elif self._step is Step.DONE and self._asks:
            self.ask_profile()
        elif self._step is Step.DONE:
            self.leave()
        elif self._report is not None and importing_report.brings(self._report):
            self.try_or_land(dry=False)
        else:
            self.leave()

    def _tick(self) -> None:
        if self._run is not None:
            shown = importing_steps.stages(self._run.progress, dry=self._run.dry, rows=self._run.rows)
            self.query_one(Stages).show(*shown)

    def go(self, step: Step) -> None:
        """Show a step: where you are, what stands there, what works."""
        self._step = step
        for each in Step:
            self.set_class(each is step, f"-{each}")
        heads_for = step
        if step is Step.WORKING:
            heads_for = Step.TRIAL if self._run is not None and self._run.dry else Step.DONE
            self._tick()
        self.aside(Content(SAID[heads_for]))
        self.query_one("#trail", Static).update(importing_steps.trail(heads_for))
        self._fill(step)
        self.draw_keys()

    def _fill(self, step: Step) -> None:
        sheet, report = self.query_one("#sheet", Sheet), self._report
        if step is Step.FILES:
            self.files.write()
        elif step is Step.COLUMNS:
            sheet.fill(lambda width: importing_rows.columns(self._plans, width))
            sheet.focus()
        elif report is not None and step is not Step.WORKING:
            asks = self._asks
            rows = importing_report.trial if step is Step.TRIAL else partial(importing_report.done, asks=asks)
            sheet.fill(lambda width: rows(report, width), top=True)
            sheet.focus()

    def leave(self) -> None:
        """Leave with the import as one change, or with nothing."""
        report = self._report
        if report is None or not report.action:
            self.dismiss(None)
            return
        label, action = f"import {', '.join(report.files)}", ActionId(report.action)
        if self._saved is not None:
            label, action = f"{self._saved.label}, after {label}", self._saved.action
        self.dismiss(Change(action, (), (), label))
