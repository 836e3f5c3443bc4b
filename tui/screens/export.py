"""The page that takes everything away: what, where, only what a search finds; progress, cancel, and where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from playbook.errors import NotYetError
from storage.exporting import ExportCancelled
from tui import opening
from tui.content import line
from tui.dialogs.fields import Field
from tui.dialogs.path import read_path
from tui.screens import exporting_rows as rows
from tui.screens.exporting_run import TakeAway
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet
from tui.widgets.stages import Stage, Stages
from tui.widgets.told import Told

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.book import Book
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.screens.exporting_run import Taken
    from tui.writing import Desk

_TICK = 0.1
_QUIET = "only you can read the files"
_STOPPED = "The export was stopped: no file was written."


class ExportScreen(BookPage):
    """Formats to choose from, a folder, a search; `enter` takes it away, `c` copies the path of what was made."""

    TITLE_TEXT = "Export"
    AUTO_FOCUS: ClassVar[str] = "#sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replace", "replaces", show=False, id="export.replace"),
        Binding("c", "copy", "copies the path", show=False, id="export.copy"),
        Binding("o", "open_folder", "opens the folder", show=False, id="export.open"),
        Binding("q", "back", "back", show=False, id="export.back"),
    ]
    DEFAULT_CSS = """
    ExportScreen #where { height: auto; padding: 0 1 0 2; }
    ExportScreen #where Static { width: 11; }
    ExportScreen #stages { display: none; }
    ExportScreen.-working #stages { display: block; }
    ExportScreen.-working #where, ExportScreen.-working Sheet { display: none; }
    ExportScreen.-done #where, ExportScreen.-empty #where { display: none; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Offer everything; where it goes is known once the book is asked."""
        super().__init__(desk, clock)
        self._run: TakeAway | None = None
        self._refused = ""
        """What was refused since files of it are there already; `r` replaces them."""
        self.taken: Taken | None = None

    def page(self) -> ComposeResult:
        """Where to, only what; what may be taken; the work under way."""
        with Vertical(id="where"):
            yield Field("folder", placeholder="a folder; it is made where it is missing", name="folder")
            yield Field("only", placeholder="a search; empty: the whole book", name="only")
        yield Sheet(id="sheet")
        yield Stages(id="stages")
        yield Told()

    def on_mount(self) -> None:
        """Ask the book where it lies, and whether there is anything."""
        super().on_mount()
        self.query_one("#folder", Input).max_length = None
        self.begin()

    def on_unmount(self) -> None:
        """An export under way stops with its page."""
        self.stop_work()

    def stop_work(self) -> bool:
        """Stop an export under way: no file gets its name."""
        if self._run is None:
            return False
        self._run.cancel()
        return True

    def what_came(self) -> str:
        """Say that it was stopped, or where it lies where it was done already."""
        return _STOPPED if self.taken is None else f"The export is done: {self.taken.folder}"

    def keys(self) -> list[Key]:
        """What works now."""
        if self.has_class("-working"):
            return [("esc", "cancels, no file is written", "back")]
        if self.taken is not None:
            return [
                ("c", "copies the path", "copy"), ("o", "opens the folder", "open_folder"),
                ("esc", "takes more away", "back"),
            ]  # fmt: skip
        if self.has_class("-empty"):
            return super().keys()
        replace: list[Key] = [("r", "replaces them", "replace")] if self._refused else []
        here: list[Key] = [("enter", "takes it away", "accept"), ("tab", "folder, search", "next_field")]
        return [*replace, *here, *super().keys()]

    @work(exclusive=True)
    async def begin(self) -> None:
        """Fill the page."""
        today = self.clock.now().date().isoformat()

        def read(book: Book) -> tuple[Path, int]:
            return book.path, book.size().accounts

        try:
            path, accounts = await self.desk.run(read)
        except NotYetError as error:
            self._say(str(error))
            return
        folder = self.query_one("#folder", Input)
        folder.value = folder.value or str(rows.default_folder(path, today))
        self.set_class(not accounts, "-empty")
        self._offer()

    def _offer(self) -> None:
        """Show what may be taken away."""
        self.taken = None
        self.remove_class("-done")
        self.aside(Content("") if self.has_class("-empty") else line(_QUIET))
        filler = rows.empty if self.has_class("-empty") else rows.offered
        self.query_one(Sheet).fill(filler, top=True)
        self.query_one(Sheet).focus()
        self.draw_keys()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """A line is written: on to the list."""
        event.stop()
        self.query_one(Sheet).focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        """Another folder is another question."""
        self._refused = ""
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Take the row away, or copy the path of a file."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Do what `enter` does."""
        value = self.query_one(Sheet).value
        if isinstance(value, Path):
            self.action_copy()
        elif isinstance(value, str):
            self.take(value, force=False)

    def action_next_field(self) -> None:
        """Go to the next line, as `tab` does."""
        self.focus_next()

    def action_replace(self) -> None:
        """Take away again what was refused, over the files that are there."""
        if self._refused:
            self.take(self._refused, force=True)

    def action_copy(self) -> None:
        """Copy the path of the highlighted file, else of the folder."""
        if self.taken is None:
            return
        value = self.query_one(Sheet).value
        path = value if isinstance(value, Path) else self.taken.folder
        self.app.copy_to_clipboard(str(path))
        self.query_one(Told).say(f"Copied: {path}")

    @work(exclusive=True, group="folder")
    async def action_open_folder(self) -> None:
        """Open the folder of what was made."""
        if self.taken is not None:
            self.query_one(Told).say(await opening.folder(self.app, self.taken.folder))

    def action_back(self) -> None:
        """While it works, cancel; from what was made, back to the list; from the list, leave."""
        if self.has_class("-working"):
            self.stop_work()
        elif self.taken is not None:
            self._say("")
            self._offer()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="export")
    async def take(self, what: str, *, force: bool) -> None:
        """Write it on the book's thread."""
        typed, only = self.query_one("#folder", Input).value.strip(), self.query_one("#only", Input).value
        if not typed:
            self._say("Name a folder first.")
            return
        self._say("")
        now = self.clock.now()
        self._run = TakeAway(what, read_path(typed), only=only, force=force, now=now)
        self._refused = ""
        self._works(working=True)
        timer = self.set_interval(_TICK, self._tick)
        try:
            found = await self.desk.run(self._run)
        except NotYetError as error:
            self._refuse(what, error)
            return
        finally:
            timer.stop()
            self._run = None
            self._works(working=False)
        self._show(found)

    def _refuse(self, what: str, error: NotYetError) -> None:
        """Say why; files that are there may be replaced by a key."""
        there = not isinstance(error, ExportCancelled) and "--force" in error.hint
        self._refused = what if there else ""
        hint = "r replaces them; or name another folder." if there else error.hint
        self._say(f"{error.message}\n{hint}")

    def _show(self, found: Taken) -> None:
        self.taken = found
        self.add_class("-done")
        self.query_one(Sheet).fill(lambda width: rows.taken(found, width), top=True)
        self.query_one(Sheet).focus()
        count = len(found.files)
        self.aside(Content(f"{count:,} {'file' if count == 1 else 'files'} written"))
        self.draw_keys()

    def _works(self, *, working: bool) -> None:
        self.set_class(working, "-working")
        self._tick()
        if not working:
            self.query_one(Sheet).focus()
        self.draw_keys()

    def _tick(self) -> None:
        progress = None if self._run is None else self._run.progress
        stage = Stage("Read the book and write", "opening it …")
        if progress is not None:
            words = f"{progress.done:,} of {progress.total:,} accounts"
            stage = Stage("Read the book and write", words, progress.done, progress.total)
        self.query_one(Stages).show((stage,), 0)

    def _say(self, words: str) -> None:
        self.query_one(Told).say(words, trouble=True)
