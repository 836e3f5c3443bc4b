"""The one queue of writes: jobs run in the order of their keys, one after another, on the book's own thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol, TypeVar

from playbook.errors import NotYetError

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.book import Book
    from tui.jobs import Job

Answer = TypeVar("Answer")


class Desk(Protocol):
    """What runs a function on the book's thread (`storage.desk.Desk`)."""

    async def run(self, fn: Callable[[Book], Answer], /) -> Answer:
        """Run it and hand its answer back; exceptions reach the awaiter."""
        ...

    async def read(self, fn: Callable[[Book], Answer], /) -> Answer:
        """Do as `run`, for reading only: a cancelled wait stops the reading."""
        ...


class Writer:
    """Queues jobs without awaiting, and tells what became of each only after COMMIT."""

    def __init__(self, desk: Desk, done: Callable[[Job], None], failed: Callable[[Job], None]) -> None:
        """`done` and `failed` are called on the app's own thread, one job after another."""
        self._desk = desk
        self._done = done
        self._failed = failed
        self._queue: asyncio.Queue[Job] = asyncio.Queue()
        self.pending: list[Job] = []
        """Queued or being written, in their order."""

    @property
    def busy(self) -> bool:
        """Something waits to be written or is being written."""
        return bool(self.pending)

    def put(self, job: Job) -> None:
        """Queue a job; never waits."""
        self.pending.append(job)
        self._queue.put_nowait(job)

    async def work(self) -> None:
        """Write jobs until cancelled."""
        while True:
            job = await self._queue.get()
            try:
                await self._desk.run(job.run)
            except NotYetError as error:
                job.error = error
            self.pending.remove(job)
            if job.error is None:
                self._done(job)
            else:
                self._failed(job)
            self._queue.task_done()

    async def drain(self) -> None:
        """Wait until everything queued so far was written or refused."""
        await self._queue.join()
