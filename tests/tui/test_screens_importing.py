"""The import wizard: files, columns, what would change, the import, and one undo that takes it back (R39, R44)."""

from __future__ import annotations

import asyncio
import os
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import openpyxl  # type: ignore[import-untyped]
import pytest
from textual import events

from playbook.errors import BookTrouble
from storage.book import Book
from storage.importing import ImportCancelled, ImportReport, Moved, Progress, Skipped, StatusWord
from storage.importing.report import Likely, Party
from tests.builders import NOW
from tests.tui.conftest import Open
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown, typed
from tests.tui.stocked import Stock, stocked
from tui.content import cells
from tui.dialogs.field import FieldDialog, in_words
from tui.dialogs.fields import LineInput
from tui.dialogs.path import PathInput, read_path
from tui.screens import importing_report, importing_steps
from tui.screens.importing import ImportScreen
from tui.screens.importing_files import Chosen
from tui.screens.importing_folder import FolderDialog, start
from tui.screens.importing_run import Run
from tui.screens.importing_said import Say
from tui.screens.importing_steps import Step
from tui.screens.sheet import Sheet, SheetRow

if TYPE_CHECKING:
    from tui.app import NotYet

LIST = """Company,Phone,State,Contact,E-mail,Gizmo
Hooli,+1 312 555 0142,IL,Kim Sato,kim@hooli.com,7
"[@click=app.bell]Acme[/]",,TX,Dana \x1b]52;c;aGk=\x07Cole,dana@acme.com,8
,,,,,9
"""


def listed(folder: Path, text: str = LIST, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class Wizard:
    """The wizard in a host, driven as a rep would."""

    def __init__(self, stock: Stock, pilot: Any, app: Host, *paths: Path) -> None:
        self.page = ImportScreen(stock.desk, stock.clock, paths)
        self.app, self.pilot = app, pilot

    async def open(self) -> None:
        self.app.show(self.page)
        await self.pilot.pause()

    async def press(self, *keys: str, until: Step | None = None) -> None:
        await self.pilot.press(*keys)
        for _ in range(500):
            await self.pilot.pause(0.01)
            if until is None or self.page._step is until:
                break
        await self.pilot.pause()
        assert until is None or self.page._step is until

    async def says(self, field: str) -> None:
        """Say in the dialog what a column is."""
        self.app.screen.query_one("#words", LineInput).value = field
        await self.pilot.pause()
        await self.press("enter")

    async def sizes(self) -> list[str]:
        """Return what stands on the glass at every size, the largest last."""
        found = []
        for size in SIZES:
            await self.pilot.resize_terminal(*size)
            await self.pilot.pause()
            found.append(self.glass)
        return found

    @property
    def glass(self) -> str:
        return shown(self.app)


def figures(glass: str, label: str) -> list[str]:
    """Return the figures of a line of the report."""
    line = next(each for each in glass.splitlines() if each.strip().startswith(label))
    return line.replace(label, "", 1).split()


async def browsed(wizard: Wizard, *keys: str) -> None:
    """Press keys in the dialog of folders, and wait until the last of these stands on the glass."""
    await wizard.pilot.press(*keys[:-1])
    for _ in range(200):
        await wizard.pilot.pause(0.01)
        if keys[-1] in wizard.glass:
            return
    raise AssertionError(wizard.glass)


def read(row: SheetRow) -> str:
    """Return what stands on a row."""
    return "".join(piece.text for piece in (row.line() if callable(row.line) else row.line))


async def to_step(pilot: Any, page: ImportScreen, key: str, step: Step) -> None:
    """Press a key of the wizard in the planner, and wait for a step."""
    await pilot.press(key)
    for _ in range(500):
        await pilot.pause(0.01)
        if page._step is step:
            return
    raise AssertionError(page._step)


def many(folder: Path) -> tuple[Path, ...]:
    """Return lists that belong together, and one that doesn't."""
    accounts = listed(
        folder,
        "Account ID,Account Name,Industry\n001A000000aaaaaAAA,Acme,Robots\n001A000000bbbbbAAA,Globex,Logistics\n"
        "001A000000bbbbbAAA,Globex,Freight\n",
        "accounts.csv",
    )
    people = listed(folder, "Account ID,Name,Email\n001A000000aaaaaAAA,Dana Cole,dana@acme.com\n", "people.csv")
    cards = listed(
        folder, "BEGIN:VCARD\nVERSION:3.0\nFN:Kim Sato\nORG:Hooli\nEMAIL:kim@hooli.com\nEND:VCARD\n", "cards.vcf"
    )
    book = folder / "book.xlsx"
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in (
        ("Accounts", (("Company", "City"), ("Stark", "New York"))),
        ("People", (("Company", "Contact", "E-mail"), ("Stark", "Pepper Potts", "pepper@stark.com"))),
        ("Deals", (("Deal Name", "Amount", "Stage"), ("Pilot", 12, "Won"))),
    ):
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(book)
    return accounts, people, cards, book, listed(folder, name="more.csv")


async def test_a_list_goes_in_step_by_step_and_one_undo_takes_it_back(tmp_path: Path) -> None:  # noqa: PLR0915  (one way)
    path = listed(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=SIZES[-1]) as pilot:
            wizard = Wizard(stock, pilot, app)
            await wizard.open()
            for glass in await wizard.sizes():
                assert "step 1 of 4" in glass
                assert "1 files → 2 columns → 3 what would change → 4 report" in glass
            wizard.page.query_one(PathInput).value = str(path)
            await wizard.press("enter")
            assert all("list.csv" in glass for glass in await wizard.sizes())
            await wizard.press("enter", until=Step.COLUMNS)
            for glass in await wizard.sizes():
                assert "step 2 of 4" in glass
                assert "✓ files → 2 columns" in glass
                assert "company name" in glass
                assert "its own field" in glass
                assert harmless(glass)
            await wizard.press("enter", until=Step.TRIAL)
            for glass in await wizard.sizes():
                assert figures(glass, "accounts") == ["2", "0", "0"]
                assert figures(glass, "skipped")[0] == "1"
            assert "skipped rows · 1" in wizard.glass
            assert (await stock.desk.run(lambda book: book.size())).accounts == 0
            await wizard.press("enter", until=Step.DONE)
            for glass in await wizard.sizes():
                assert "✓ what would change → 4 report" in glass
                assert "takes it back" in glass
                assert harmless(glass)
            await wizard.press("enter")
        assert [answer.label for answer in app.answers] == ["import list.csv"]
        assert (await stock.desk.run(lambda book: book.size())).accounts == 2
        undone = await stock.desk.run(lambda book: book.undo(NOW))
        assert undone.action == app.answers[0].action or undone.label == "import list.csv"
        assert (await stock.desk.run(lambda book: book.size())).accounts == 0


async def test_r39_the_report_tells_where_skipped_rows_lie_and_takes_it_all_back(  # noqa: PLR0915  (one way through)
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R39: `u` on the report takes the import back; the file of skipped rows is named, copied, and shown."""
    opened: list[Path] = []

    async def show(_app: object, folder: Path) -> bool:
        opened.append(folder)
        return len(opened) == 1

    monkeypatch.setattr("tui.outside.show", show)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            wizard = Wizard(stock, pilot, app, listed(tmp_path))
            await wizard.open()
            await wizard.press("u", "c", "o", until=Step.FILES)
            wizard.page.query_one(PathInput).value = ""
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("u", "c", "enter", until=Step.TRIAL)
            await wizard.press("u", "o", "enter", until=Step.DONE)
            skipped = tmp_path / "book-skipped" / "list-skipped.csv"
            assert str(skipped) in wizard.glass.replace("\n", "")
            assert "Later it stands among the imports" in wizard.glass
            await wizard.press("c")
            assert app.copied == str(skipped)
            await wizard.press("down", "enter")
            assert app.copied == str(skipped)
            await wizard.press("o")
            assert f"Opened: {skipped.parent}" in wizard.glass
            await wizard.press("o")
            assert app.copied == str(skipped.parent)
            assert opened == [skipped.parent] * 2
            await wizard.press("u")
            await app.workers.wait_for_complete()
        assert [answer.label for answer in app.answers] == ["import list.csv"]
        assert (await stock.desk.run(lambda book: book.size())).accounts == 0


async def test_several_lists_of_several_kinds_go_in_at_once(tmp_path: Path) -> None:
    """CSV with ids, people that name them, a workbook of three sheets, vCards; one is taken out again by hand."""
    paths = many(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 50)) as pilot:
            wizard = Wizard(stock, pilot, app, *paths)
            await wizard.open()
            chosen = wizard.page.query_one(Chosen)
            assert all(path.name in wizard.glass for path in paths)
            await pilot.click(Chosen, offset=(6, 2))
            await pilot.pause()
            assert chosen.value == paths[1], "a click highlights, and starts nothing"
            chosen.focus()
            await wizard.press("end", "delete")
            assert len(wizard.page.files.paths) == len(paths) - 1
            await wizard.press("enter", until=Step.COLUMNS)
            glass = wizard.glass
            assert "book.xlsx · Accounts" in glass
            assert "book.xlsx · People" in glass
            assert "cards.vcf" in glass
            await wizard.press("end")
            assert "it holds deals, not accounts" in " ".join(wizard.glass.split())
            await wizard.press("home", "enter", until=Step.TRIAL)
            glass = wizard.glass
            assert figures(glass, "lists left out")[0] == "1"
            assert "what stands is kept" in glass
            assert "industry: Logistics stays, the list says Freight" in glass
            assert figures(glass, "conflicts")[0] == "1"
            await wizard.press("escape", until=Step.COLUMNS)


async def test_ctrl_q_stops_an_import_and_says_that_the_book_is_as_it_was(planner: Open, tmp_path: Path) -> None:
    """The app leaves at once; the landing that was under way is taken back by its own transaction."""
    path = listed(tmp_path)
    async with planner(size=(80, 24)) as pilot:
        app = cast("NotYet", pilot.app)
        before = await app.desk.run(lambda book: book.size())
        page = ImportScreen(app.desk, app.clock, (path,))
        app.push_screen(page)
        await pilot.pause()
        await to_step(pilot, page, "enter", Step.COLUMNS)
        await to_step(pilot, page, "enter", Step.TRIAL)
        gate = threading.Event()
        held = Run.__call__

        def waits(run: Run, book: Book) -> object:
            gate.set()
            run._stop.wait(10)
            return held(run, book)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Run, "__call__", waits)
            await pilot.press("enter")
            await asyncio.to_thread(gate.wait, 5)
            await pilot.press("ctrl+q")
            await app.workers.wait_for_complete()
        assert page.what_came() == "The import was stopped: the book is as it was before."
        assert [str(each) for each in app._exit_renderables] == [page.what_came()]
    again = Book.open(app.path, now=NOW, state=app.path.parent / "state")
    assert again.size() == before
    again.close()


def test_an_import_that_landed_before_it_could_be_stopped_says_so() -> None:
    page = ImportScreen(cast("Any", None), cast("Any", None))
    assert not page.stop_work(), "nothing is under way"
    page._report = ImportReport(Moved(1), Moved(), 0, 0, action="x")
    assert "had landed already" in page.what_came()


def test_a_report_of_many_skipped_rows_lists_the_first_and_counts_the_others() -> None:
    """Ten thousand rows of no use cost no more than what is listed."""
    skipped = tuple(Skipped("a.csv" if n % 2 else "b.csv", n, HOSTILE[n % 9] or "no name") for n in range(10_000))
    pairs = (Likely("account", Party("Acme"), Party("Acme Inc", line=3, file="a.csv"), "like names"),)
    words = tuple(StatusWord("a.csv", "Type", f"word {n}", 1, "") for n in range(70))
    report = ImportReport(Moved(1), Moved(), 1, 1, skipped, pairs=pairs, statuses=words, action="x", mend=("/" * 90,))
    for width in (56, 76, 116):
        for rows in (importing_report.trial(report, width), importing_report.done(report, width)):
            lines = [read(row) for row in rows]
            assert "and 9,500 more" in lines
            assert max(map(cells, lines)) <= width
    assert "and 10 more words, kept as fields" in [read(row) for row in importing_report.trial(report, 76)]
    assert read(importing_report.done(replace(report, action=""), 76)[0]) == importing_report.SAME


def test_the_stages_of_a_run_tell_how_much_of_how_much() -> None:
    told = partial(importing_steps.stages, dry=False, rows=1_200)
    shown_first, here = importing_steps.stages(None, dry=True, rows=0)
    assert (len(shown_first), here, shown_first[0].figure) == (5, 0, "opening them …")
    for phase, place, figure in (
        ("reading", 0, "1,200 rows read"),
        ("linking", 1, "5 of 20 people"),
        ("matching", 2, "5 of 20 accounts"),
        ("looking", 3, "5 of 20 records"),
        ("comparing", 4, "5 of 20 pairs"),
        ("backing up", 5, "a checked copy …"),
        ("preparing", 6, "5 of 20 entries"),
        ("landing", 7, "5 of 20 rows"),
    ):
        stages, here = told(Progress(phase, 5, 20, 1_200))
        assert (here, stages[here].figure) == (place, figure)
        assert stages[here].share == 0.25
        assert place == 0 or stages[0].figure == "1,200 rows"


async def test_the_same_list_again_brings_nothing(tmp_path: Path) -> None:
    path = listed(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        run = Run((path,), Say(), mine="", now=NOW, dry=False)
        await stock.desk.run(run)
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            assert "Nothing new in it" in wizard.glass
            await wizard.press("enter")
        assert app.answers == [None]
        again = await stock.desk.run(Run((path,), Say(), mine="", now=NOW, dry=False))
        assert not again.action


async def test_a_column_is_changed_and_kept_as_its_own(tmp_path: Path) -> None:  # noqa: PLR0915  (one way through)
    path = listed(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("end", "enter")
            assert "What is “Gizmo”?" in wizard.glass
            await wizard.says("employees")
            await wizard.press()
            assert "company employees" in wizard.glass
            assert "you said so" in wizard.glass
            await wizard.press("enter")
            await wizard.says("own")
            await wizard.press()
            assert "company employees" not in wizard.glass
            await wizard.press("home", "down", "down", "enter")
            await wizard.says("own")
            await wizard.press()
            assert "Phone as listed" in wizard.glass
            await wizard.press("enter")
            await wizard.says("skip")
            await wizard.press()
            assert "skipped" in wizard.glass
            await wizard.press("enter", "escape")
            await wizard.press("escape", until=Step.FILES)
            await wizard.press("enter", until=Step.COLUMNS)
            assert "its own field" in wizard.glass, "other files, other columns: nothing is carried over"
            await wizard.press("end", "enter")
            await wizard.says("own")
            await wizard.press()
            assert "its own field" in wizard.glass


async def test_a_file_that_is_no_list_says_why(tmp_path: Path) -> None:
    bad = listed(tmp_path, "%PDF-1.4 nothing", "bad.csv")
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, bad)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            assert "PDF" in wizard.glass
            assert "Looks right" not in wizard.glass
            await wizard.press("enter")
            assert wizard.page._step is Step.COLUMNS
            await wizard.press("escape", until=Step.FILES)
            await wizard.press("ctrl+t")
            assert "bad.csv" not in wizard.glass
            await wizard.press("ctrl+t", "enter")
            assert "Name a file first" in wizard.glass
            await wizard.press("escape")
        assert app.answers == [None]


async def test_a_path_that_leads_nowhere_and_a_file_that_vanished_are_said(tmp_path: Path) -> None:
    path = listed(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            wizard.page.query_one(PathInput).value = "/nowhere/x.csv"
            await wizard.press("enter")
            assert "There is no file" in wizard.glass
            wizard.page.query_one(PathInput).value = str(path)
            await wizard.press("enter")
            assert wizard.glass.count("list.csv") == 1, "the same file counts once"
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            path.unlink()
            await wizard.press("enter", until=Step.TRIAL)
            await wizard.press()
            await wizard.press("escape", until=Step.COLUMNS)
            await wizard.press("escape", until=Step.FILES)
            await wizard.press("enter")
            await wizard.press()
            assert "list.csv" in wizard.glass
            assert wizard.page._step is Step.FILES


async def test_cancelling_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    path = listed(tmp_path)

    class Slow:
        """A desk that works until it is cancelled."""

        async def run(self, work: Any, /) -> Any:
            if not isinstance(work, Run):
                return ()
            work._tell(Progress("reading", 1, 4))
            await asyncio.to_thread(work._stop.wait)
            raise ImportCancelled

        read = run

    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, path)
            wizard.page._desk = Slow()
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.WORKING)
            for _ in range(200):
                await pilot.pause(0.02)
                if "25 %" in wizard.glass:
                    break
            assert "25 %" in wizard.glass
            await wizard.press("ctrl+o", "ctrl+t")
            run = wizard.page._run
            wizard.page.action_accept()
            assert wizard.page._run is run, "a second enter begins no second run"
            await wizard.press("escape", until=Step.COLUMNS)
            assert "the book is as it was" in wizard.glass
        run = Run((path,), Say(), mine="", now=NOW, dry=False)
        run.cancel()
        with pytest.raises(ImportCancelled):
            await stock.desk.run(run)
        assert (await stock.desk.run(lambda book: book.size())).accounts == 0


async def test_enter_goes_on_before_the_new_step_has_the_focus(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, listed(tmp_path))
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            wizard.page.set_focus(None)
            await wizard.press("enter", until=Step.DONE)
        assert (await stock.desk.run(lambda book: book.size())).accounts == 2


async def test_leaving_while_it_works_stops_it(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, listed(tmp_path))
            wizard.page._run = run = Run((), Say(), mine="", now=NOW, dry=True)
            await wizard.open()
        assert run._stop.is_set()


async def test_trouble_with_the_book_comes_back_to_the_step_before(tmp_path: Path) -> None:
    class Shut:
        async def run(self, work: Any, /) -> Any:
            if not isinstance(work, Run):
                return ()
            raise BookTrouble("The disk is full.", "Make room.")

        read = run

    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app, listed(tmp_path))
            wizard.page._desk = Shut()
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter")
            await wizard.press(until=Step.COLUMNS)
            assert "The disk is full." in wizard.glass


async def test_files_are_found_in_the_folders(tmp_path: Path, home: Path) -> None:  # noqa: PLR0915  (one way through)
    """The newest list first; a folder opens, letters make the list shorter and find other files, too."""
    folder = home / "Downloads"
    inner = folder / "agency"
    inner.mkdir(parents=True)
    listed(inner, name="leads.xlsx")
    long = f"{'a list of an agency ' * 8}, final (2).csv"
    for age, name in enumerate(("mine.csv", "cards.vcf", "secret.exe", "a[b]c\x1b[31m.csv", ".hidden.csv", long)):
        path = listed(folder, name=name)
        os.utime(path, (NOW.timestamp() - age * 86_400,) * 2)
    (folder / "nowhere.csv").symlink_to(folder / "gone.csv")
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(100, 30)) as pilot:
            wizard = Wizard(stock, pilot, app)
            await wizard.open()
            await browsed(wizard, "ctrl+o", "mine.csv")
            assert harmless(wizard.glass)
            assert "secret.exe" not in wizard.glass
            assert "hidden" not in wizard.glass
            assert "final (2).csv" in wizard.glass, "of a long name both ends stand there"
            assert "today" in wizard.glass
            await browsed(wizard, "pageup", "agency/")
            await browsed(wizard, "down", "agency/")
            await browsed(wizard, "enter", "leads.xlsx")
            await browsed(wizard, "backspace", "mine.csv")
            await browsed(wizard, *"secret", "secret.exe")
            await wizard.press(*["backspace"] * 6, *"zzz", "enter")
            assert "Nothing here is called so." in wizard.glass
            await wizard.press(*["backspace"] * 3, "pagedown", "pageup", "down", "down", "enter")
            assert wizard.page.files.paths == [folder / "mine.csv"], "the newest list stands first"
            await browsed(wizard, "ctrl+o", "Which list?")
            await wizard.press("escape")
            assert len(wizard.page.files.paths) == 1
            await browsed(wizard, "ctrl+o", "Which list?")
            await pilot.click("#files", offset=(6, 3))
            await wizard.press()
            assert wizard.page.files.paths == [folder / "mine.csv", folder / "cards.vcf"]


async def test_a_whole_path_in_the_folders_opens_a_folder_or_takes_the_list(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "agency"
    folder.mkdir()
    path = listed(folder)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(100, 30)) as pilot:
            wizard = Wizard(stock, pilot, app)
            await wizard.open()
            for text in (str(folder), str(path)):
                await browsed(wizard, "ctrl+o", str(home)[:20])
                app.screen.query_one("#find", LineInput).value = text
                await browsed(wizard, "enter", "list.csv")
                if text == str(folder):
                    await wizard.press("escape")
            assert wizard.page.files.paths == [path]


async def test_a_folder_that_cannot_be_read_and_one_without_lists_say_so(tmp_path: Path) -> None:
    app = Host()
    async with app.run_test(size=(60, 18)) as pilot:
        app.show(FolderDialog(tmp_path, NOW.date()))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "No list here" in shown(app)
        dialog = cast("FolderDialog", app.screen)
        dialog.look(tmp_path / "gone")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "gone cannot be read: No such file or directory." in shown(app)
        dialog.look(Path("/"))
        await app.workers.wait_for_complete()
        await pilot.press("backspace")
        await pilot.pause()
        assert dialog._folder == Path("/")


def test_looking_for_a_list_begins_where_the_last_one_lay(tmp_path: Path, home: Path) -> None:
    assert start(()) == home
    (home / "Downloads").mkdir()
    assert start(()) == home / "Downloads"
    assert start((tmp_path / "x.csv",)) == tmp_path


@pytest.mark.parametrize(
    ("text", "name"),
    [("'{}'", "a b.csv"), ('"{}"', "a b.csv"), ("{}", "a b.csv"), ("file://{}", "a%20b.csv"), ("{}", "it's.csv")],
)
def test_a_dropped_path_is_understood(tmp_path: Path, text: str, name: str) -> None:
    wanted = tmp_path / name.replace("%20", " ")
    wanted.touch()
    assert read_path(text.format(tmp_path / name)) == wanted


def test_an_escaped_path_and_a_home_are_understood(tmp_path: Path, home: Path) -> None:
    assert read_path(rf"{tmp_path}/a\ b.csv") == tmp_path / "a b.csv"
    assert read_path("~/x.csv") == home / "x.csv"
    assert read_path("it's no path").name == "it's no path"


async def test_a_dropped_path_loses_its_control_bytes_only(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test() as pilot:
            wizard = Wizard(stock, pilot, app)
            await wizard.open()
            line = wizard.page.query_one(PathInput)
            line.post_message(events.Paste("\n~/two  blanks\x1b[2J.csv\nmore"))
            await pilot.pause()
            assert line.value == "~/two  blanks[2J.csv"


async def test_the_fields_grow_fewer_as_you_type(tmp_path: Path) -> None:
    del tmp_path
    app = Host()
    async with app.run_test() as pilot:
        app.show(
            FieldDialog(HOSTILE[1], (HOSTILE[0], ""), ("firm.name", "person.name", "own", "deal.x"), "person.name")
        )
        await pilot.pause()
        assert app.screen.query_one(Sheet).value == "person.name", "it starts at what the column is taken for"
        assert "For instance: Acme [/x] Ltd" in shown(app) or app.size.height < 30
        await pilot.press(*typed("zzz"), "enter")
        await pilot.pause()
        assert "No field is called so" in shown(app)
        await pilot.press("ctrl+u", "down", "up")
        await pilot.click(Sheet, offset=(4, 1))
        await pilot.pause()
    assert [answer.value for answer in app.answers] == ["skip"]


def test_fields_in_words() -> None:
    assert in_words("firm.name") == "company name"
    assert in_words("any.phone") == "phone"
    assert in_words("own") == "its own field"
    assert in_words("skip") == "skipped"
    assert in_words("deal.amount") == "deal amount"
    assert FieldDialog("x", (), ()).rule_text() == "Its first cells are empty."


async def test_r1_after_a_first_import_the_report_leads_to_the_questions(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    rows = [f"Firm {n:02},{('Steel', 'Legal', 'Wood')[n % 3]},{n * 30}" for n in range(1, 31)]
    path.write_text("\n".join(["Company,Industry,Employees", *rows]), encoding="utf-8")
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            await wizard.press("enter", until=Step.DONE)
            assert "three questions, who buys from you?" in wizard.glass
            for key in ("enter", "space", "enter", "escape", "enter"):
                await pilot.press(key)
                for _ in range(4):
                    await pilot.pause()
                    await stock.desk.run(lambda book: book.read_only)
                await pilot.pause()
        [answer] = app.answers
        assert answer.label == "playbook: profile, after import firms.csv", "the line names what u takes back first"
        assert (answer.action, "playbook: profile") == await stock.desk.run(lambda book: book.newest_action())
        [wish] = (await stock.desk.run(lambda book: book.settings())).profile
        assert (wish.field, wish.test, len(wish.values)) == ("industry", "in", 1)
        app = Host()
        path.write_text(path.read_text(encoding="utf-8") + "\nFirm 99,Steel,5", encoding="utf-8")
        async with app.run_test(size=(80, 24)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            await wizard.press("enter", until=Step.DONE)
            assert "three questions" not in wizard.glass, "there is a profile now"


async def test_r1_the_questions_may_wait(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    rows = [f"Firm {n:02},{('Steel', 'Legal')[n % 2]}" for n in range(12)]
    path.write_text("\n".join(["Company,Industry", *rows]), encoding="utf-8")
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            await wizard.press("enter", until=Step.DONE)
            await pilot.press("escape")
            await pilot.pause()
        assert [answer.label for answer in app.answers] == ["import firms.csv"]


async def test_r44_status_words_are_changed_and_the_mapping_is_found_again(tmp_path: Path) -> None:
    """What a rep says of a status word is tried at once, kept with the import, and shown at the next list."""
    words = "Company,Phone,Status\nHooli,+1 312 555 0142,Gold\nInitech,,Gold\n"
    path = listed(tmp_path, words)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("enter", until=Step.TRIAL)
            assert "no meaning: kept as a field" in wizard.glass
            await wizard.press("down", "enter")
            assert "What is “Gold”? It stands there 2 times." in wizard.glass
            await wizard.press("escape")
            await wizard.press("enter")
            await wizard.press("2", until=Step.TRIAL)
            for _ in range(100):
                await pilot.pause(0.02)
                if any(line.split()[:3] == ["Gold", "2", "customer"] for line in wizard.glass.splitlines()):
                    break
            await wizard.press("home", "enter", until=Step.DONE)
        async with Host().run_test(size=(120, 40)) as pilot:
            again = listed(tmp_path, words.replace("Hooli", "Globex"), "next.csv")
            wizard = Wizard(stock, pilot, cast("Host", pilot.app), again)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            assert "as you mapped it on 23 Nov" in wizard.glass
            await wizard.press("down", "enter")
            await wizard.press()
            assert "as you mapped it" not in wizard.glass
            assert wizard.page._say_of.forget


async def test_a_list_without_headings_says_what_it_guesses(tmp_path: Path) -> None:
    path = listed(tmp_path, "Acme Inc,312 555 0142,12,3544\nGlobex Ltd,312 555 0143,45,1711\n")
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            assert "no headings: read by what stands in it" in wizard.glass
            assert "a guess" in wizard.glass
            assert "SIC" in wizard.glass
            await wizard.press("end", "enter")
            assert "What is “Column 4”?" in wizard.glass
            await wizard.says("industry")
            await wizard.press()
            assert "you said so" in wizard.glass
