"""The summary of a block and the look after it (R35, R30, R43)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from playbook import moves
from playbook.bodies import BlockEnded, BlockStarted
from playbook.decide import decide
from playbook.decision import Draft, Said
from playbook.errors import BookTrouble
from playbook.words import AccountId, Channel, Outcome, Reading
from storage.book import Book
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown
from tests.tui.stocked import Stock, stocked
from tui.dialogs.choice import Checklist
from tui.screens import block_words
from tui.screens.block_look import LookScreen
from tui.screens.block_summary import BlockSummaryScreen
from tui.screens.page import BookPage

NOBODY = AccountId("")


def log(book: Book, account: AccountId, after: float, outcome: Outcome, **more: Any) -> None:
    at = NOW + timedelta(minutes=after)
    found = book.prospect(account, at)
    person = found.people[0].id if found.people else None
    said = replace(Said(outcome, at, person=person, channel=Channel.CALL, answered=True), **more)
    decision = decide(found.account, found.people, said, found.settings, found.world)
    book.record(moves.touch(decision), now=at, label=str(outcome))


def worked(book: Book) -> None:
    """A block of fifty minutes: three No's, a talk, a meeting, two first touches."""
    names = {number: book.find(f"Globex {number:02}") for number in range(6)}
    acme = book.find("Acme")
    book.record((Draft(NOBODY, BlockStarted(120)),), now=NOW, label="block")
    log(book, acme, 1, Outcome.NO, reading=Reading.TIMING, minutes=3)
    log(book, acme, 2, Outcome.NO, minutes=1)
    log(book, names[0], 3, Outcome.ALL_SET, minutes=2)
    log(book, names[1], 35, Outcome.TALK, minutes=20)
    log(book, names[1], 36, Outcome.MEETING, minutes=600)
    book.record((Draft(NOBODY, BlockEnded()),), now=NOW + timedelta(minutes=50), label="block")


def leech(book: Book, name: str = "Globex 07", minutes: int = 300, account: AccountId | None = None) -> None:
    """Somebody who takes hours and says no yes."""
    log(book, account or book.find(name), -30, Outcome.TALK, minutes=minutes)


async def put(app: Host, pilot: Pilot[None], screen: Screen[Any]) -> None:
    app.show(screen)
    for _ in range(400):
        await pilot.pause(0.01)
        if isinstance(screen, BlockSummaryScreen) and screen._found is not None:
            break
        if isinstance(screen, LookScreen) and screen._queue is not None:
            break
    await pilot.pause()
    await pilot.pause()


def page(stock: Stock, kind: type[BookPage]) -> Any:
    return kind(stock.desk, stock.clock)


async def test_r35_the_summary_tells_what_the_journal_tells_at_every_size(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(worked)
        found = await stock.desk.run(lambda book: book.block_summary(NOW))
        assert found is not None
        assert (found.touches, found.talks, found.no_total, found.first, found.minutes) == (5, 2, 3, 2, 626)
        assert (found.dials, found.on, found.off, found.after) == (5, 5, 0, (0,))
        assert [(each.start.strftime("%H:%M"), each.touches, each.talks, each.nos) for each in found.slices] == [
            ("08:30", 3, 0, 3), ("08:45", 0, 0, 0), ("09:00", 2, 2, 0),
        ]  # fmt: skip
        assert sum(each.touches for each in found.slices) == found.touches
        app = Host()
        async with app.run_test(size=(120, 50)) as pilot:
            await put(app, pilot, page(stock, BlockSummaryScreen))
            for size in (*SIZES, (60, 18), (120, 50)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                seen = shown(app)
                for words in (
                    "0:50 of 2:00 h", "626 minutes", "5 touches", "5 dials", "2 talks", "1 meeting", "3 No's",
                    "2 first touches", "1 not read, 1 timing, 1 all set", f"{found.owed} still owed today",
                    "08:30 to 09:20",
                ):  # fmt: skip
                    assert words in seen
                assert harmless(seen)
            assert "touches in 15 minutes" in seen
            assert "talks" in seen


async def test_r35_one_key_copies_the_summary_as_text(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(worked)
        await stock.desk.run(leech)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await put(app, pilot, page(stock, BlockSummaryScreen))
            await pilot.press("s")
            await pilot.pause()
            assert "short form is on the clipboard" in shown(app)
            assert app.copied == (
                "Block of Mon 23 Nov, 08:30 to 09:20: 5 touches, 5 dials, 2 talks, 3 No's (1 not read, 1 timing, "
                "1 all set), 1 meeting, 2 first touches."
            )
            await pilot.press("ctrl+y")
            await pilot.pause()
            assert "on the clipboard" in shown(app)
            lines = app.copied.splitlines()
        assert lines[0] == "Block of Mon 23 Nov, 08:30 to 09:20"
        assert "3 No's                1 not read, 1 timing, 1 all set" in lines
        assert "The look: 3 accounts took the most time and said no yes" in lines
        assert "  Globex 07: 5.0 h in 90 days · 1 touch" in lines
        assert lines[-2:] == ["08:00  4 touches, 1 talk", "09:00  2 touches, 2 talks"]


def test_r5_a_yes_after_many_noes_is_said_with_pride() -> None:
    assert [block_words.after_words(said) for said in ((), (0,), (1,), (0, 7), (1, 2, 1234))] == [
        "", "", "after 1 No", "after 7 No's", "after 1, 2 and 1,234 No's",
    ]  # fmt: skip


async def test_r30_the_summary_says_what_dumping_won_and_whom_to_spend_it_on(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:

        def prepare(book: Book) -> None:
            gone = book.prospect(book.find("Globex 20"), NOW).account
            book.record((moves.dump(gone, NOW.date(), "", 9.5),), now=NOW, label="dumped")
            worked(book)

        await stock.desk.run(prepare)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await put(app, pilot, page(stock, BlockSummaryScreen))
            seen = shown(app)
            assert "h a quarter won by letting 1 account go. Spend them on" in seen
            assert seen.count("never touched") == 3
            await pilot.press("end", "enter")
            await pilot.pause()
        found = await stock.desk.run(lambda book: book.block_summary(NOW))
        assert found is not None
        assert app.answers == [found.pool[-1].account], "enter opens the one to spend them on"


async def test_the_summary_before_the_first_block_teaches_and_a_failing_book_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise BookTrouble("The disk fails.", "Try again.")

    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await put(app, pilot, page(stock, BlockSummaryScreen))
            assert "No block was worked yet" in shown(app)
            assert "b on the main screen begins one" in shown(app)
            await pilot.press("ctrl+y", "s", "enter", "escape")
            await pilot.pause()
            assert (app.answers, app.copied) == ([None], "")
            monkeypatch.setattr(Book, "block_summary", fails)
            monkeypatch.setattr(Book, "look", fails)
            for kind in (BlockSummaryScreen, LookScreen):
                app.show(page(stock, kind))
                await pilot.pause(0.1)
                assert "The disk fails. Try again." in shown(app)
                await pilot.press("escape")


async def test_r43_the_summary_goes_on_to_the_look_and_tells_what_it_noted(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(worked)
        await stock.desk.run(leech)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await put(app, pilot, page(stock, BlockSummaryScreen))
            assert "3 accounts took the most time" in shown(app)
            await pilot.press("enter")
            await pilot.pause(0.2)
            assert isinstance(app.screen, LookScreen)
            await pilot.press("6", "enter")
            await pilot.pause(0.1)
            await pilot.press("escape")
            await pilot.pause(0.2)
            assert isinstance(app.screen, BlockSummaryScreen)
            await pilot.press("escape")
            await pilot.pause()
        assert [answer.label for answer in app.answers] == ["1 sign · Globex 07"]


async def test_r43_opening_an_account_from_the_look_leaves_the_summary_too(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(worked)
        await stock.desk.run(leech)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await put(app, pilot, page(stock, BlockSummaryScreen))
            await pilot.press("enter")
            await pilot.pause(0.2)
            await pilot.press("o")
            await pilot.pause(0.2)
        assert app.answers == [await stock.desk.run(lambda book: book.find("Globex 07"))]


def leeches(book: Book) -> None:
    """Three who took hours, four who took minutes."""
    for number, minutes in enumerate((600, 300, 100, 4, 4, 4, 4)):
        leech(book, f"Globex {number + 10}", minutes)


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_r43_too_many_minutes_offer_a_sign_that_the_rep_ticks_or_not(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(leeches)
        app = Host()
        async with app.run_test(size=size) as pilot:
            await put(app, pilot, page(stock, LookScreen))
            await pilot.pause()
            seen = " ".join(shown(app).split())
            for words in ("▸ 9 · lots of work", "Globex 10", "10.0 h in 90 days · 1 touch", "1 of 3", "none seen"):
                assert words in seen
            assert "times the usual account: lots of work, little payoff?" in seen
            assert app.screen.query_one(Checklist).ticked == frozenset()


async def test_r43_one_account_after_the_other_and_each_is_one_action(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await stock.desk.run(leeches)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await put(app, pilot, page(stock, LookScreen))
            await pilot.pause()
            for keys, following in (
                (["enter"], "Globex 11"),
                (["6", "space", "space", "1"], ""),
                (["enter"], "Globex 12"),
            ):
                await pilot.press(*keys)
                await pilot.pause(0.2)
                assert following in shown(app)
            await pilot.press("space", "enter")
            await pilot.pause(0.2)
        assert [answer.label for answer in app.answers] == ["1 sign · Globex 12"]

        def noted(book: Book) -> list[list[str]]:
            names = ("Globex 10", "Globex 11", "Globex 12")
            return [[each.sign for each in book.prospect(book.find(name), NOW).account.signals] for name in names]

        assert await stock.desk.run(noted) == [[], ["huge-potential", "bid-out"], ["little-payoff"]]
        assert (await stock.desk.run(lambda book: book.undo(NOW))).label == "1 sign · Globex 12"
        assert (await stock.desk.run(lambda book: book.undo(NOW))).label == "2 signs · Globex 11"
        assert await stock.desk.run(noted) == [[], [], []]


async def test_r43_signs_seen_before_stand_beside_and_names_are_harmless(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:

        def prepare(book: Book) -> None:
            odd = dict(book.record((moves.add_account(HOSTILE[1]),), now=NOW, label="added").ids)
            leech(book, minutes=900, account=AccountId(odd["new:1"]))
            log(book, stock.acme, -20, Outcome.NO, minutes=800)
            seen = book.prospect(stock.acme, NOW).account
            book.record((moves.signal(seen, "bid-out", NOW.date()),), now=NOW, label="sign")

        await stock.desk.run(prepare)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await put(app, pilot, page(stock, LookScreen))
            assert HOSTILE[1] in shown(app)
            assert harmless(shown(app))
            await pilot.press("enter")
            await pilot.pause(0.1)
            assert "let-down · 2 times, last 23 Nov 2026" in shown(app)


async def test_r43_nobody_to_look_at_teaches_and_a_sign_that_cannot_be_saved_stays_ticked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise BookTrouble("The disk is full.", "Free some space.")

    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await put(app, pilot, page(stock, LookScreen))
            assert "Nobody to look at" in shown(app)
            await pilot.press("enter", "o", "space", "escape")
            await pilot.pause()
            assert app.answers == [None]

            def one(book: Book) -> None:
                added = book.record((moves.add_account("Umbrella"),), now=NOW, label="added")
                leech(book, account=AccountId(dict(added.ids)["new:1"]))

            await stock.desk.run(one)
            await put(app, pilot, page(stock, LookScreen))
            monkeypatch.setattr(Book, "record", full)
            await pilot.press("6", "enter")
            await pilot.pause(0.1)
            assert "The disk is full. Free some space." in shown(app)
            assert app.screen.query_one(Checklist).ticked == {"bid-out"}


def test_words_of_the_summary_where_there_is_nothing_yet() -> None:
    assert block_words.no_words(block_words_no(Outcome.NO, None)) == "2 not read"
    assert block_words.no_words(block_words_no(Outcome.NO, Reading.VALUE)) == "2 value"
    assert block_words.no_words(block_words_no(Outcome.ALL_SET, None)) == "2 all set"


def block_words_no(outcome: Outcome, read: Reading | None) -> Any:
    from storage.views_block import NoCount

    return NoCount(outcome, read, 2)
