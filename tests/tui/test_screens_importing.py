"""The import wizard: files, columns, what would change, the import, and one undo that takes it back (R39, R44)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest
from textual import events

from playbook.errors import BookTrouble
from storage.importing import ImportCancelled, Progress
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown, typed
from tests.tui.stocked import Stock, stocked
from tui.dialogs.field import FieldDialog, in_words
from tui.dialogs.path import PathInput, picker, read_path
from tui.screens.importing import ImportScreen
from tui.screens.importing_run import Run
from tui.screens.importing_said import Say
from tui.screens.importing_steps import Step
from tui.screens.sheet import Sheet

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

    @property
    def glass(self) -> str:
        return shown(self.app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_goes_in_step_by_step_and_one_undo_takes_it_back(tmp_path: Path, size: tuple[int, int]) -> None:
    path = listed(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            wizard = Wizard(stock, pilot, app)
            await wizard.open()
            assert "1 of 4" in wizard.glass
            wizard.page.query_one(PathInput).value = str(path)
            await wizard.press("enter")
            assert "list.csv" in wizard.glass
            await wizard.press("enter", until=Step.COLUMNS)
            assert "company name" in wizard.glass
            assert "its own field" in wizard.glass
            assert harmless(wizard.glass)
            await wizard.press("enter", until=Step.TRIAL)
            assert "2 accounts: 2 new" in wizard.glass
            assert "1 row skipped" in wizard.glass
            assert (await stock.desk.run(lambda book: book.size())).accounts == 0
            await wizard.press("enter", until=Step.DONE)
            assert harmless(wizard.glass)
            await wizard.press("enter")
        assert [answer.label for answer in app.answers] == ["import list.csv"]
        assert (await stock.desk.run(lambda book: book.size())).accounts == 2
        undone = await stock.desk.run(lambda book: book.undo(NOW))
        assert undone.action == app.answers[0].action or undone.label == "import list.csv"
        assert (await stock.desk.run(lambda book: book.size())).accounts == 0


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


async def test_a_column_is_changed_and_kept_as_its_own(tmp_path: Path) -> None:
    path = listed(tmp_path)
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            wizard = Wizard(stock, pilot, app, path)
            await wizard.open()
            await wizard.press("enter", until=Step.COLUMNS)
            await wizard.press("end", "enter")
            assert "What is “Gizmo”?" in wizard.glass
            await wizard.press(*typed("employees"), "enter")
            await wizard.press()
            assert "company employees" in wizard.glass
            assert "you said so" in wizard.glass
            await wizard.press("enter")
            await wizard.press(*typed("own"), "enter")
            await wizard.press()
            assert "company employees" not in wizard.glass
            await wizard.press("home", "down", "down", "enter", *typed("own"), "enter")
            await wizard.press()
            assert "Phone as listed" in wizard.glass
            await wizard.press("enter", *typed("skip"), "enter")
            await wizard.press()
            assert "skipped" in wizard.glass
            await wizard.press("enter", "escape")
            await wizard.press("escape", until=Step.FILES)
            await wizard.press("enter", until=Step.COLUMNS)
            assert "its own field" in wizard.glass, "other files, other columns: nothing is carried over"
            await wizard.press("end", "enter", *typed("own"), "enter")
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
                if "Reading the list" in wizard.glass:
                    break
            assert "25%" in wizard.glass
            await wizard.press("ctrl+o", "ctrl+t")
            await wizard.press("escape", until=Step.COLUMNS)
            assert "the book is as it was" in wizard.glass
        run = Run((path,), Say(), mine="", now=NOW, dry=False)
        run.cancel()
        with pytest.raises(ImportCancelled):
            await stock.desk.run(run)
        assert (await stock.desk.run(lambda book: book.size())).accounts == 0


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


async def test_files_are_found_in_the_folders(tmp_path: Path, home: Path) -> None:
    listed(home, name="mine.csv")
    listed(home, name="secret.exe")
    listed(home, name="a[b]c\x1b[31m.csv")
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(100, 30)) as pilot:
            wizard = Wizard(stock, pilot, app)
            await wizard.open()
            await wizard.press("ctrl+o")
            for _ in range(100):
                await pilot.pause(0.02)
                if "mine.csv" in wizard.glass:
                    break
            assert "mine.csv" in wizard.glass
            assert "secret.exe" not in wizard.glass
            assert harmless(wizard.glass)
            app.screen.dismiss(home / "mine.csv")
            await wizard.press()
            assert "mine.csv" in wizard.glass
            await wizard.press("ctrl+o")
            app.screen.dismiss(None)
            await wizard.press()
            assert len(wizard.page._files.paths) == 1


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
    assert picker(tmp_path) is not None


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
        assert [answer.label for answer in app.answers] == ["import firms.csv"]
        assert await stock.desk.run(lambda book: book.newest_action()) is not None
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
                if "a customer, so nobody" in wizard.glass:
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
            await wizard.press(*typed("industry"), "enter")
            await wizard.press()
            assert "you said so" in wizard.glass
