"""Erasing in the app: whom, what goes, the marks, the name typed, the result told (R38)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest

from playbook.bodies import RemarkMade
from playbook.decision import Draft
from playbook.errors import BookTrouble, NotFound
from playbook.words import AccountId
from storage.book import Book
from storage.erase_views import Cleaned, Erased
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown, typed
from tests.tui.stocked import Stock, stocked
from tui import erase_words, readmitting
from tui.dialogs.fields import LineInput
from tui.screens.erase import EraseScreen
from tui.screens.sheet import Sheet


async def opened(stock: Stock, app: Host, pilot: Any, account: AccountId | None = None) -> None:
    app.show(EraseScreen(stock.desk, stock.clock, account))
    await rest(app, pilot)


async def rest(app: Host, pilot: Any) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def told(app: Host, pilot: Any, words: str) -> str:
    """Wait until these words stand on the glass: an erasure asks in a dialog of its own."""
    for _ in range(200):
        await pilot.pause(0.02)
        if words in shown(app):
            return shown(app)
    raise AssertionError(shown(app))


async def named(app: Host, pilot: Any, name: str) -> None:
    """Write the name into the last question, and answer it."""
    app.screen.query_one("#name", LineInput).value = name
    await pilot.press("enter")


async def mention(stock: Stock) -> None:
    """A note at another company names Dana."""
    other = await stock.desk.run(lambda book: book.find("Globex 00"))
    drafts = [Draft(other, RemarkMade("note", "ask Dana Cole of Acme Robotics about the audit", NOW.date()))]
    await stock.desk.run(lambda book: book.record(drafts, now=NOW, label="note"))


async def test_an_account_and_its_people_are_offered_at_every_size(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await mention(stock)
        app = Host()
        async with app.run_test(size=SIZES[-1]) as pilot:
            await opened(stock, app, pilot, stock.acme)
            for size in (*SIZES, (60, 18)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert harmless(shown(app))
                assert "step 1 of 3 · whom" in shown(app)
                assert "The whole account" in shown(app)
                assert "Dana" in shown(app)
                await pilot.press("down", "enter")
                glass = await told(app, pilot, "This goes")
                assert harmless(glass)
                assert "step 2 of 3 · what goes" in glass
                assert "these count on" in " ".join(glass.split())
                await pilot.press("escape")
                await rest(app, pilot)
            assert "The whole account" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        assert app.answers == [None]


async def test_hostile_names_stand_as_they_are(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(60, 18)) as pilot:
            await opened(stock, app, pilot, stock.hostile)
            assert harmless(shown(app))
            await pilot.press("enter")
            await rest(app, pilot)
            assert harmless(await told(app, pilot, "This goes"))
            await pilot.resize_terminal(120, 40)
            await pilot.press("e")
            assert harmless(await told(app, pilot, "Type the name"))


async def test_an_erasure_is_stopped_while_its_backup_is_made_and_never_after(  # noqa: PLR0915  (one way through)
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the backup stands nothing is erased, and `esc` stops it; what is begun is done to its end, and says so."""
    gates = {name: threading.Event() for name in ("backup", "journal")}
    reached = {name: threading.Event() for name in gates}
    erase = Book.erase

    def slow(book: Book, target: str, now: datetime, *, told: Callable[[str, int, int], None], **more: Any) -> Erased:
        def waits(phase: str, at: int, total: int) -> None:
            told(phase, at, total)
            if phase in gates:
                reached[phase].set()
                gates[phase].wait(10)

        return erase(book, target, now, told=waits, **more)

    monkeypatch.setattr(Book, "erase", slow)
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot, stock.acme)
            page = cast("EraseScreen", app.screen)
            assert not page.stop_work()
            await pilot.press("enter")
            await told(app, pilot, "This goes")
            for stops in (True, False):
                await pilot.press("e")
                await told(app, pilot, "Erase for good?")
                await named(app, pilot, "Acme Robotics")
                await asyncio.to_thread(reached["backup"].wait, 5)
                assert "stops it, nothing is erased" in await told(app, pilot, "▸ Backing up")
                if stops:
                    await pilot.press("escape")
                gates["backup"].set()
                if stops:
                    await told(app, pilot, "The erasure was stopped: nothing was erased.")
                    assert page.what_came() == "The erasure was stopped: nothing was erased."
                    gates["backup"].clear()
                    reached["backup"].clear()
            await asyncio.to_thread(reached["journal"].wait, 5)
            assert "stops it" not in await told(app, pilot, "▸ Erasing")
            await pilot.press("escape")
            assert page.stop_work()
            gates["journal"].set()
            assert "step 3 of 3 · erased" in await told(app, pilot, "Erased:")
            assert page.what_came().startswith("Erased:")
        with pytest.raises(NotFound):
            await stock.desk.run(lambda book: book.find("Acme Robotics"))


async def test_without_an_account_it_asks_and_searches(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)
            assert "Whom shall the planner forget" in shown(app)
            await pilot.press("enter", "space")
            await pilot.press(*typed("zzz"))
            await rest(app, pilot)
            assert "Nothing found." in shown(app)
            await pilot.press(*["backspace"] * 4, *typed("acme"))
            await rest(app, pilot)
            assert "Acme Robotics" in shown(app)
            await pilot.press("enter")
            await rest(app, pilot)
            assert "The whole account" in shown(app)


async def test_r38_marks_turn_over_and_the_name_is_typed(tmp_path: Path) -> None:  # noqa: PLR0915  (one way through)
    """R38: a wrong name erases nobody; the right one erases, and says what became of it."""
    async with stocked(tmp_path) as stock:
        await mention(stock)
        await stock.desk.run(lambda book: book.back_up(NOW))
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot, stock.acme)
            await pilot.press("down", "enter")
            glass = await told(app, pilot, "This goes")
            assert "Entries of others that name them" in glass
            name = app.screen.query_one("#title").render()
            sheet = app.screen.query_one("#lines", Sheet)
            first = sum(line.count("✓") for line in glass.splitlines())
            await pilot.press("space")
            await pilot.pause()
            assert sum(line.count("✓") for line in shown(app).splitlines()) != first
            await pilot.press("enter")
            await pilot.pause()
            assert sheet.value is not None
            await pilot.press("e")
            await told(app, pilot, "Erase for good?")
            await pilot.press(*typed("Nobody"), "enter")
            assert "That is not the name" in await told(app, pilot, "That is not the name")
            await named(app, pilot, str(name).removeprefix("Erase "))
            glass = await told(app, pilot, "Erased:")
            assert "rewritten without them" in glass
            await pilot.press("space", "e", "escape")
            await pilot.pause()
        (erased,) = app.answers
        assert isinstance(erased, Erased)
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert stock.dana not in {each.id for each in found.people}
        assert found.account.no_total == 1


async def test_esc_in_the_question_erases_nobody(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(stock, app, pilot, stock.acme)
            await pilot.press("enter")
            await told(app, pilot, "This goes")
            await pilot.press("e")
            await told(app, pilot, "Erase for good?")
            await pilot.press("escape")
            await rest(app, pilot)
            assert "This goes" in shown(app)
        assert (await stock.desk.run(lambda book: book.find("Acme Robotics"))) == stock.acme


async def test_trouble_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot, AccountId("nobody"))
            assert "no such account" in shown(app).lower() or "not" in shown(app)
            await pilot.press("escape")
            await opened(stock, app, pilot, stock.acme)

            def full(*_: object, **__: object) -> None:
                raise BookTrouble("The disk is full.", "Free some space.")

            def gone(*_: object) -> None:
                raise NotFound("There is nobody of that name.")

            with monkeypatch.context() as patched:
                patched.setattr("storage.erase_run.preview", gone)
                await pilot.press("enter")
                await told(app, pilot, "There is nobody of that name.")
            await pilot.press("enter")
            await told(app, pilot, "This goes")
            monkeypatch.setattr("storage.erase_run.erase", full)
            await pilot.press("e")
            await told(app, pilot, "Erase for good?")
            await named(app, pilot, "Acme Robotics")
            await told(app, pilot, "The disk is full.")
            await pilot.press("escape")


async def test_a_search_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(stock, app, pilot)

            def broken(*_: object) -> None:
                raise BookTrouble("The disk does not answer.")

            monkeypatch.setattr("storage.search.search", broken)
            await pilot.press("a")
            await told(app, pilot, "The disk does not answer.")


def test_words_say_what_is_left_and_what_is_yours() -> None:
    files = tuple(Path(f"{number}.db") for number in range(5))
    erased = Erased("x", 1, 2, Cleaned((), files, ("dana",)), files[:1])
    said = "\n".join(erase_words.done(erased))
    assert "1 entry is blank" in said
    assert "2 entries of others keep" in said
    assert "Still in the file" in said
    assert "0.db, 1.db, 2.db and 2 more" in said
    assert "Yours to delete: 0.db" in said
    assert erase_words.phase("backups", 1, 3) == "clearing the backups 1 of 3"
    assert erase_words.phase("moon", 0, 1) == "moon …"


@pytest.mark.parametrize(("key", "added"), [("2", 1), ("1", 0)])
async def test_r38_who_was_erased_is_added_by_hand_only_on_the_reps_word(tmp_path: Path, key: str, added: int) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(lambda book: book.erase(stock.acme, NOW))
        await stock.desk.run(lambda book: book.erase(stock.hostile, NOW))
        app, welcomed = Host(), list[str]()
        groups = ((("email", "Dana@acme.com"),), ())
        async with app.run_test(size=(80, 24)) as pilot:
            app.run_worker(readmitting.ask(app, stock.desk, groups, lambda: welcomed.append("back")))
            assert harmless(await told(app, pilot, "was erased on"))
            await pilot.press(key)
            await rest(app, pilot)
            assert len(welcomed) == added
            app.run_worker(
                readmitting.ask(app, stock.desk, ((("email", "new@x.com"),),), lambda: welcomed.append("new"))
            )
            await rest(app, pilot)
            assert welcomed[-1] == "new"
