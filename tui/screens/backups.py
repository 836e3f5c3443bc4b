"""Backups: made, checked, put back; and the record carried to another machine (DESIGN section 2)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, runtime_checkable

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from tui import backup_words, daytext
from tui.content import assemble, note
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.record_file import RecordFileDialog
from tui.screens.backups_jobs import Job
from tui.screens.backups_sheet import sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from storage.views_safe import BackupRow
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

Answer = TypeVar("Answer")
_BEAT = 0.2
_SAVE = "It holds everything, names and notes too: keep it as you keep the book. Only you may read it."
_MERGE = "Nothing comes twice, nothing is lost, in any order. What is new is shown before anything is merged."
_FOR_GOOD = "No undo takes this back; the planner as it stands is backed up first."


@runtime_checkable
class Reopens(Protocol):
    """An app that can open the book anew."""

    async def reopen(self, path: Path) -> None:
        """Close the book, and open the file that lies at `path` now."""


class BackupsScreen(BookPage):
    """The list of backups; `enter` puts one back after it said what that would lose."""

    TITLE_TEXT = "Backups"
    AUTO_FOCUS: ClassVar[str] = "#backups"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "make", "makes one", id="backups.make"),
        Binding("c", "check", "checks it", id="backups.check"),
        Binding("s", "save", "saves the record", id="backups.save"),
        Binding("m", "merge", "merges a record", id="backups.merge"),
        Binding("x", "stop", "stops", id="backups.stop"),
        Binding("q", "back", "back", show=False, id="backups.back"),
    ]
    DEFAULT_CSS = """
    BackupsScreen #backups { height: 1fr; }
    BackupsScreen #done { height: auto; max-height: 50%; margin-top: 1; display: none; }
    BackupsScreen #done { border-top: solid $rule-line; color: $foreground-muted; }
    BackupsScreen #done.-shown { display: block; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self._found: tuple[BackupRow, ...] = ()
        self._checked: set[Path] = set()
        self._job: Job | None = None
        self._changed = False

    def page(self) -> ComposeResult:
        """The list, and what was done."""
        yield Sheet(id="backups")
        yield Static(Content(""), id="done")

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works now: while something runs, stopping it."""
        if self._job is not None:
            return [("x", "stops it", "stop")]
        rows: list[Key] = [("enter", "restores", "restore"), ("c", "checks", "check")] if self._found else []
        return [
            *rows, ("b", "new one", "make"), ("s", "saves record", "save"), ("m", "merges", "merge"),
            *super().keys(),
        ]  # fmt: skip

    def stop_work(self) -> None:
        """Leaving does not wait for a file."""
        if self._job is not None:
            self._job.cancel()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the list and draw it."""
        try:
            self._found = await self.desk.read(lambda book: book.backups())
        except NotYetError as error:
            self._trouble(error)
            return
        self._draw()

    def _draw(self, value: Path | None = None) -> None:
        today = self.clock.now().date()
        found, checked = self._found, frozenset(self._checked)
        self.query_one("#backups", Sheet).fill(lambda width: sheet(found, checked, today, width), value=value)
        self.aside(Content(daytext.plural(len(found), "backup") if found else ""))
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Put the row's backup back."""
        event.stop()
        self.action_restore()

    @work(exclusive=True, group="job")
    async def action_make(self) -> None:
        """Make a backup now."""
        if self._job is not None:
            return
        now = self.clock.now()
        made = await self._do(lambda: self.desk.run(lambda book: book.back_up(now)))
        if made is not None:
            self._checked.add(made)
            self._say("The copy was checked and is whole.")
            self.read()

    @work(exclusive=True, group="job")
    async def action_check(self) -> None:
        """Check the highlighted backup whole."""
        file = self._highlighted
        if file is None or self._job is not None:
            return
        row = await self._do(lambda: self.desk.run(lambda book: book.check_backup(file)))
        if row is None:
            return
        self._checked.discard(file)
        if not row.trouble:
            self._checked.add(file)
        self._say(f"Not whole: {row.trouble}" if row.trouble else "")
        self._found = tuple(row if each.file == file else each for each in self._found)
        self._draw(file)

    @work(exclusive=True, group="job")
    async def action_restore(self) -> None:
        """Say what putting it back would lose, ask, and do it; then the book is opened anew."""
        file, now = self._highlighted, self.clock.now()
        if file is None or self._job is not None:
            return
        lost = await self._do(lambda: self.desk.run(lambda book: book.would_lose(file)))
        if lost is None:
            return
        dialog = ConfirmDialog(
            None,
            f"Put back the backup of {lost.backup.made:%a %d %b, %H:%M}?",
            rows=(Row("yes", "put it back", "the replaced planner is kept"), Row("no", "leave it", "nothing changes")),
            facts=("\n".join([*backup_words.loses(lost), _FOR_GOOD]),),
        )
        if await self.app.push_screen_wait(dialog) is None:
            return
        done = await self._do(lambda: self.desk.run(lambda book: book.restore(file, now)))
        if done is None:
            return
        self._say("\n".join(backup_words.restored(done)))
        if isinstance(self.app, Reopens):
            self.app.notify("\n".join(backup_words.restored(done)), markup=False, timeout=10)
            await self.app.reopen(done.book)

    @work(exclusive=True, group="job")
    async def action_save(self) -> None:
        """Save the whole record to a file."""
        if self._job is not None:
            return
        now = self.clock.now()
        path = await self.desk.run(lambda book: book.path)
        value = str(path.with_name(f"{path.stem}-{now:%Y-%m-%d}.jsonl"))
        dialog = RecordFileDialog("Save the whole record to", _SAVE, value, there=False)
        file = await self.app.push_screen_wait(dialog)
        if file is None:
            return
        job = Job(file, now)
        saved = await self._long(job, "Saving", lambda: self.desk.run(job.save), entries=True)
        if saved is not None:
            entries = backup_words.count(saved.entries, "entry", "entries")
            self._say(f"{entries} saved: {saved.file}\nOn the other machine: m on this page, or notyet journal merge.")

    @work(exclusive=True, group="job")
    async def action_merge(self) -> None:
        """Look at the record of another machine, say what is new, ask, and merge it."""
        if self._job is not None:
            return
        dialog = RecordFileDialog("Merge the record saved on another machine", _MERGE, "", there=True)
        file = await self.app.push_screen_wait(dialog)
        if file is None:
            return
        job = Job(file, self.clock.now())
        would = await self._long(job, "Reading", lambda: self.desk.read(job.look), entries=False)
        if would is None:
            return
        if not would.new:
            self._say("\n".join(backup_words.merged(would, done=False)))
            return
        ask = ConfirmDialog(
            None,
            "Merge it?",
            rows=(Row("yes", "merge it"), Row("no", "leave it", "nothing changes")),
            facts=("\n".join([*backup_words.merged(would, done=False), _FOR_GOOD]),),
        )
        if await self.app.push_screen_wait(ask) is None:
            return
        done = await self._long(job, "Merging", lambda: self.desk.run(job.merge), entries=False)
        if done is not None:
            told, planned = done
            more = f"{daytext.plural(planned, 'account')} had no next step and got one (R6)."
            self._say("\n".join([*backup_words.merged(told, done=True), *([more] if planned else [])]))
            self.read()

    def action_stop(self) -> None:
        """Stop what runs."""
        self.stop_work()

    def action_back(self) -> None:
        """Leave, unless something runs that has to be stopped first."""
        if self._job is None:
            super().action_back()

    async def _long(self, job: Job, what: str, run: Callable[[], Awaitable[Answer]], *, entries: bool) -> Answer | None:
        """Run a job and say how far it is."""
        self._job = job
        self.draw_keys()
        beat = self.set_interval(_BEAT, lambda: self._say(job.far(what, entries=entries)))
        self._say(job.far(what, entries=entries))
        try:
            return await self._do(run)
        finally:
            beat.stop()
            self._job = None
            self.draw_keys()

    async def _do(self, run: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """Run something; a refusal is said and gives nothing."""
        try:
            return await run()
        except NotYetError as error:
            self._trouble(error)
            return None

    @property
    def _highlighted(self) -> Path | None:
        value = self.query_one("#backups", Sheet).value
        return next((row.file for row in self._found if row.file == value), None)

    def _say(self, words: str) -> None:
        done = self.query_one("#done", Static)
        done.set_class(bool(words), "-shown")
        done.update(note(words))

    def _trouble(self, error: NotYetError) -> None:
        done = self.query_one("#done", Static)
        done.set_class(True, "-shown")  # noqa: FBT003  (Textual's own signature)
        done.update(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))
