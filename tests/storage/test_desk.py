from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from playbook.errors import BookTrouble, NotFound
from playbook.words import AccountId
from storage import tables
from storage.book import Book
from storage.desk import Desk
from storage.hearing import ACCOUNTS, SEARCH
from storage.ids import IdSource
from tests.storage.conftest import NOW, Rep


@pytest_asyncio.fixture
async def desk(path: Path, state: Path) -> AsyncIterator[Desk]:
    made = Desk(path, lambda: NOW, ids=IdSource.seeded(1), state=state)
    await made.start()
    yield made
    await made.stop()


def _note(done: list[int], number: int, _: Book) -> None:
    done.append(number)


async def test_the_book_lives_on_one_thread(desk: Desk) -> None:
    threads = {await desk.run(lambda _: threading.get_ident()) for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_what_is_raised_reaches_the_awaiter(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await desk.run(lambda book: book.prospect(AccountId("nobody"), NOW))
    assert await desk.run(lambda book: book.size().accounts) == 0


async def test_jobs_run_in_the_order_they_were_asked_for(desk: Desk) -> None:
    done: list[int] = []
    await asyncio.gather(*(desk.run(partial(_note, done, number)) for number in range(20)))
    assert done == list(range(20))


async def test_stop_waits_for_what_was_asked_for(desk: Desk, path: Path, state: Path) -> None:
    def add(book: Book) -> None:
        Rep(book).add("Acme Robotics")

    waiting = [asyncio.ensure_future(desk.run(add)) for _ in range(5)]
    await asyncio.sleep(0)
    await desk.stop()
    await asyncio.gather(*waiting)
    book = Book.open(path, now=NOW, state=state)
    assert book.size().accounts == 5
    book.close()


async def test_a_stopped_desk_says_so(desk: Desk) -> None:
    await desk.stop()
    await desk.stop()
    with pytest.raises(BookTrouble, match="closed"):
        await desk.run(lambda book: book.size())


async def test_a_book_that_cannot_be_opened_leaves_no_thread(tmp_path: Path, state: Path) -> None:
    desk = Desk(tmp_path, lambda: NOW, state=state)
    before = threading.active_count()
    with pytest.raises(BookTrouble, match="folder"):
        await desk.start()
    assert threading.active_count() == before
    await desk.stop()


async def test_a_cancelled_read_is_stopped_and_a_later_write_is_not(desk: Desk) -> None:
    begun = threading.Event()

    def slow(book: Book) -> None:
        begun.set()
        book._link.db.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1e9) SELECT max(x) FROM n"
        )

    reading = asyncio.ensure_future(desk.read(slow))
    await asyncio.get_running_loop().run_in_executor(None, begun.wait)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    change = await desk.run(lambda book: Rep(book).add("Acme Robotics"))
    assert change
    assert await desk.read(lambda book: book.size().accounts) == 1


async def test_a_desk_whose_book_is_gone_says_so(desk: Desk) -> None:
    """What was queued behind the closing finds no book."""
    await desk.run(lambda _: desk._close())
    await desk.run(lambda _: None) if desk._book else desk._close()
    for ask in (desk.run, desk.read):
        with pytest.raises(BookTrouble, match="closed"):
            await ask(lambda book: book.size())


async def test_a_desk_that_was_never_started_can_be_stopped(path: Path) -> None:
    desk = Desk(path, lambda: NOW)
    desk._end()
    await desk.stop()


async def test_an_older_versions_tables_are_made_anew_with_figures_and_leaving_leaves_them(
    desk: Desk, path: Path, state: Path
) -> None:
    """Left meanwhile, the book opens again and makes them then."""

    def grow_old(book: Book) -> None:
        Rep(book).add("Acme Robotics", "Dana Cole")
        book._link.db.execute("UPDATE meta SET value = '0.0' WHERE key = ?", (tables.MARK,))

    await desk.run(grow_old)
    await desk.stop()
    heard: list[tuple[str, int, int]] = []
    reached, gate = threading.Event(), threading.Event()

    def hears(*far: str | int) -> None:
        heard.append(far)  # type: ignore[arg-type]
        reached.set()
        gate.wait(5)

    opening = asyncio.ensure_future(desk.start(hears))
    await asyncio.to_thread(reached.wait, 5)
    leaving = asyncio.ensure_future(desk.stop())
    await asyncio.sleep(0)
    gate.set()
    with pytest.raises(BookTrouble, match="closed"):
        await opening
    await leaving
    assert heard == [(ACCOUNTS, 1, 2)]
    again = Desk(path, lambda: NOW, ids=IdSource.seeded(2), state=state)
    heard.clear()
    await again.start(hears)
    assert heard == [(ACCOUNTS, 1, 2), (ACCOUNTS, 2, 2), (SEARCH, 0, 1), (SEARCH, 1, 1)]
    assert await again.run(lambda book: book.size().accounts) == 1
    await again.stop()
