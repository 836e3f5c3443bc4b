"""Backups: made, checked, put back; and the record carried to another machine (DESIGN section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, runtime_checkable

from textual import on, work
from textual.binding import Binding, BindingType

from playbook.errors import NotYetError
from tui import backup_words, daytext
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.record_file import RecordFileDialog
from tui.screens.backups_jobs import Job
from tui.screens.backups_sheet import sheet
from tui.screens.safe import SafePage
from tui.screens.sheet import Sheet, plain, said

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from storage.views_safe import BackupRow
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.widgets.stages import Stage
    from tui.writing import Desk

Answer = TypeVar("Answer")
_SAVE = "It holds everything, names and notes too: keep it as you keep the book. Only you may read it."
_MERGE = "Nothing comes twice, nothing is lost, in any order. What is new is shown before anything is merged."
_READING = "Looking into the backups …"
_FOR_GOOD = "No undo takes this back; the planner as it stands is backed up first."


@runtime_checkable
class Reopens(Protocol):
    """An app that can open the book anew."""

    async def reopen(self, path: Path, words: str = "") -> None:
        """Close the book, and open the file that lies at `path` now; `words` are said there first."""


class BackupsScreen(SafePage):
    """The list of backups; `enter` puts one back after it said what that would lose."""

    TITLE_TEXT = "Backups"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "make", "makes one", id="backups.make"),
        Binding("c", "check", "checks it", id="backups.check"),
        Binding("s", "save", "saves the record", id="backups.save"),
        Binding("m", "merge", "merges a record", id="backups.merge"),
    ]

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read when it is shown."""
        super().__init__(desk, clock)
        self._found: tuple[BackupRow, ...] = ()
        self._checked: set[Path] = set()
        self._job: Job | None = None

    def on_mount(self) -> None:
        """Read the list: a look into each file."""
        super().on_mount()
        self.rows.fill(lambda width: plain(*said((_READING,), width)))
        self.read()

    def keys(self) -> list[Key]:
        """What works now: while something runs, stopping it."""
        if self.working:
            return super().keys()
        rows: list[Key] = [("enter", "restores", "restore"), ("c", "checks", "check")] if self._found else []
        return [
            *rows, ("b", "new one", "make"), ("s", "saves record", "save"), ("m", "merges", "merge"),
            *super().keys(),
        ]  # fmt: skip

    def stop_work(self) -> bool:
        """Leaving does not wait for a file."""
        if self._job is not None:
            self._job.cancel()
        return super().stop_work()

    def stages(self) -> tuple[Sequence[Stage], int]:
        """How far the job is."""
        return ((), 0) if self._job is None else self._job.stages

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the list and draw it."""
        try:
            self._found = await self.desk.read(lambda book: book.backups())
        except NotYetError as error:
            self.rows.fill(lambda _: [])
            self.trouble(error)
            return
        self._draw()

    def _draw(self, value: Path | None = None) -> None:
        today = self.clock.now().date()
        found, checked = self._found, frozenset(self._checked)
        self.rows.fill(lambda width: sheet(found, checked, today, width), value=value)
        self.count(daytext.plural(len(found), "backup") if found else "")
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Put the row's backup back."""
        event.stop()
        self.action_restore()

    @work(group="job")
    async def action_make(self) -> None:
        """Make a backup now."""
        if not self._free:
            return
        job = Job(None, self.clock.now())
        made = await self._do(job, lambda: self.desk.run(job.make))
        if made is not None:
            self._checked.add(made)
            self.say("The copy was checked and is whole.")
            self.read()

    @work(group="job")
    async def action_check(self) -> None:
        """Check the highlighted backup whole."""
        file = self._highlighted
        if file is None or not self._free:
            return
        job = Job(file, self.clock.now())
        row = await self._do(job, lambda: self.desk.run(job.check))
        if row is None:
            return
        self._checked.discard(file)
        if not row.trouble:
            self._checked.add(file)
        self.say(f"Not whole: {row.trouble}" if row.trouble else "")
        self._found = tuple(row if each.file == file else each for each in self._found)
        self._draw(file)

    @work(group="job")
    async def action_restore(self) -> None:
        """Say what putting it back would lose, ask, and do it; then the book is opened anew."""
        file = self._highlighted
        if file is None or not self._free:
            return
        job = Job(file, self.clock.now())
        lost = await self._do(job, lambda: self.desk.run(job.lose))
        if lost is None:
            return
        dialog = ConfirmDialog(
            None,
            f"Put back the backup of {lost.backup.made:%a %d %b, %H:%M}?",
            rows=(Row("no", "leave it", "nothing changes"), Row("yes", "put it back", "the replaced planner is kept")),
            facts=("\n".join([*backup_words.loses(lost), _FOR_GOOD]),),
        )
        if await self.app.push_screen_wait(dialog) is None:
            return
        restoring = Job(file, self.clock.now())
        done = await self._do(restoring, lambda: self.desk.run(restoring.restore))
        if done is None:
            return
        self.say("\n".join(backup_words.restored(done)))
        if isinstance(self.app, Reopens):
            await self.app.reopen(done.book, backup_words.opened_again(done))

    @work(group="job")
    async def action_save(self) -> None:
        """Save the whole record to a file."""
        if not self._free:
            return
        now = self.clock.now()
        path = await self.desk.run(lambda book: book.path)
        value = str(path.with_name(f"{path.stem}-{now:%Y-%m-%d}.jsonl"))
        dialog = RecordFileDialog("Save the whole record to", _SAVE, value, there=False)
        file = await self.app.push_screen_wait(dialog)
        if file is None:
            return
        job = Job(file, self.clock.now())
        saved = await self._do(job, lambda: self.desk.run(job.save))
        if saved is not None:
            entries = backup_words.count(saved.entries, "entry", "entries")
            self.say(f"{entries} saved: {saved.file}\nOn the other machine: m on this page, or notyet journal merge.")

    @work(group="job")
    async def action_merge(self) -> None:
        """Look at the record of another machine, say what is new, ask, and merge it."""
        if not self._free:
            return
        dialog = RecordFileDialog("Merge the record saved on another machine", _MERGE, "", there=True)
        file = await self.app.push_screen_wait(dialog)
        if file is None:
            return
        job = Job(file, self.clock.now())
        would = await self._do(job, lambda: self.desk.read(job.look))
        if would is None:
            return
        if not would.new:
            self.say("\n".join(backup_words.merged(would, done=False)))
            return
        ask = ConfirmDialog(
            None,
            "Merge it?",
            rows=(Row("no", "leave it", "nothing changes"), Row("yes", "merge it")),
            facts=("\n".join([*backup_words.merged(would, done=False), _FOR_GOOD]),),
        )
        if await self.app.push_screen_wait(ask) is not None:
            await self._merge(Job(file, self.clock.now()))

    async def _merge(self, job: Job) -> None:
        """Merge it, and tell what came of it."""
        done = await self._do(job, lambda: self.desk.run(job.merge))
        if done is None:
            return
        told, planned = done
        more = f"{daytext.plural(planned, 'account')} had no next step and got one (R6)."
        self.say("\n".join([*backup_words.merged(told, done=True), *([more] if planned else [])]))
        self.read()

    @property
    def _free(self) -> bool:
        """Whether nothing runs and nothing is asked."""
        return not self.working and self.is_current

    async def _do(self, job: Job, run: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """Run a job and show how far it is."""
        self._job = job
        try:
            return await self.watched(run)
        finally:
            self._job = None

    @property
    def _highlighted(self) -> Path | None:
        value = self.rows.value
        return next((row.file for row in self._found if row.file == value), None)
