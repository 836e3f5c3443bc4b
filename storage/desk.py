"""The desk: one thread that opens, uses and closes the book, so no screen ever waits on the disk (STYLE section 4).

What a screen asks for is a function of the book: `rows = await desk.run(lambda book: book.today(now))`. Jobs run one
after the other in the order in which they were asked for.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from playbook.errors import BookTrouble
from storage import hearing
from storage.book import Book
from storage.engine import Key
from storage.hearing import Hearer
from storage.ids import IdSource

T = TypeVar("T")
_CLOSED: Final = ("The planner's file is closed.", "Start notyet again.")


class Desk:
    """Owns a book on a thread of its own."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        ids: IdSource | None = None,
        state: Path | None = None,
        key: Key | None = None,
    ) -> None:
        """Name the file and the clock, and what opens an encrypted book; nothing is opened yet."""
        self._path = path
        self._now = now
        self._ids = ids
        self._state = state
        self._key = key
        self._thread: ThreadPoolExecutor | None = None
        self._book: Book | None = None
        self._stopping = threading.Event()

    async def start(self, heard: Hearer = hearing.nobody) -> None:
        """Open the book, on its thread; `heard` hears how far it is where an older version's tables are made anew.

        Raises:
            BookTrouble: it cannot be opened; the desk stays closed.
        """
        self._stopping.clear()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="book")
        try:
            await asyncio.wrap_future(self._thread.submit(self._open, heard))
        except BaseException:
            self._end()
            raise

    async def run(self, work: Callable[[Book], T]) -> T:
        """Do the work on the book's thread and return what it returns; what it raises is raised here.

        A cancelled wait does not stop work that has begun: what was to be saved is saved.
        """
        return await asyncio.wrap_future(self._pool().submit(self._work, work))

    async def read(self, work: Callable[[Book], T]) -> T:
        """Do as `run`, for reading only: a cancelled wait stops the reading, so nothing queues behind it."""
        stopped = threading.Event()
        future = self._pool().submit(self._read, work, stopped)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            stopped.set()
            raise

    async def stop(self) -> None:
        """Finish what was asked for, close the book and end the thread; a second call does nothing.

        Tables that are being made anew stay the older version's: the next start makes them.
        """
        self._stopping.set()
        pool, self._thread = self._thread, None
        if pool is None:
            return
        await asyncio.wrap_future(pool.submit(self._close))
        pool.shutdown()

    def _pool(self) -> ThreadPoolExecutor:
        if self._thread is None:
            raise BookTrouble(*_CLOSED)
        return self._thread

    def _end(self) -> None:
        pool, self._thread = self._thread, None
        if pool is not None:
            pool.shutdown()

    def _open(self, heard: Hearer) -> None:
        def hears(what: str, done: int, total: int) -> None:
            if self._stopping.is_set():
                raise BookTrouble(*_CLOSED)
            heard(what, done, total)

        self._book = Book.open(
            self._path, now=self._now(), ids=self._ids, state=self._state, key=self._key, heard=hears
        )

    def _close(self) -> None:
        book, self._book = self._book, None
        if book is not None:
            book.close()

    def _work(self, work: Callable[[Book], T]) -> T:
        if self._book is None:
            raise BookTrouble(*_CLOSED)
        return work(self._book)

    def _read(self, work: Callable[[Book], T], stopped: threading.Event) -> T:
        if self._book is None:
            return self._work(work)
        self._book.stop_when(stopped.is_set)
        try:
            return self._work(work)
        finally:
            self._book.stop_when(None)
