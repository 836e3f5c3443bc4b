"""What the screen reads: the lists when the desk is quiet, and the highlighted account at once, newest wish first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from playbook.errors import NotFound, NotYetError
from playbook.values import dataclass
from tui import aim as aims
from tui.aim import Aim, Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from playbook.words import AccountId
    from storage.views import DreamRow, DumpQueue, Prospect, Tally, Today
    from tui.clock import Clock
    from tui.writing import Desk, Writer

QUIET = 0.25
"""Seconds without a key before the lists are read again: type-ahead never meets a new order."""


@dataclass(frozen=True, slots=True)
class Board:
    """The lists and the day's numbers, read in one go."""

    today: Today
    tally: Tally
    dreams: tuple[DreamRow, ...]
    dump: DumpQueue
    read_only: str = ""
    sealed: bool = False
    """The book is encrypted."""


async def read_board(desk: Desk, now: datetime, more: int, wanted: Callable[[], bool]) -> Board | None:
    """Read the lists one after the other, so that a key which is saved meanwhile waits for one of them at most.

    None: `wanted` said no in between. What changed in between is for the caller to know: then all are read again.
    """
    today, tally, read_only, sealed = await desk.run(
        lambda book: (book.today(now, more), book.tally(now.date()), book.read_only, book.sealed)
    )
    dreams = await desk.run(lambda book: book.dream(now)) if wanted() else ()
    dump = await desk.run(lambda book: book.dump_queue(now)) if wanted() else None
    return None if dump is None else Board(today, tally, dreams, dump, read_only, sealed)


class Told(Protocol):
    """Who takes what was read."""

    def board(self, board: Board) -> None:
        """The lists."""

    def drawn(self, drawn: Drawn) -> None:
        """The highlighted account."""

    def trouble(self, error: NotYetError) -> None:
        """What could not be read, and why."""


class Reader:
    """One loop of reads, so that answers come in the order of the questions; superseded ones are dropped."""

    def __init__(self, desk: Desk, writer: Writer, clock: Clock, told: Told) -> None:
        """`told` takes the answers, on the app's own thread."""
        self._desk = desk
        self._writer = writer
        self._clock = clock
        self._told = told
        self._wake = asyncio.Event()
        self._aim: Aim | None = None
        self._ahead: tuple[Aim, ...] = ()
        self._cache: dict[Aim, Drawn] = {}
        self._old: set[Aim] = set()
        """What stands in the cache until it was read again."""
        self._board_at: float | None = None
        self._keys = 0
        self._busy = False
        self._zone = ""
        self.shown = asyncio.Event()
        """What the first screen shows was read: the lists, and the highlighted account where there is one."""
        self.more = 0
        """First touches beyond the usual (R32)."""

    @property
    def zone(self) -> str:
        """The rep's zone, asked for once and off the app's own thread."""
        return self._zone

    def known(self, aim: Aim) -> Drawn | None:
        """Return what was drawn for this aim, None where it is not there yet."""
        return self._cache.get(aim)

    def keep(self, drawn: Drawn) -> None:
        """Take in what was drawn elsewhere from facts that were read here."""
        self._cache[drawn.aim] = drawn

    def want(self, aim: Aim | None, ahead: Iterable[Aim] = ()) -> None:
        """Read the account of this aim next, then those that are likely to follow."""
        self._aim, self._ahead = aim, tuple(ahead)
        self._wake.set()

    def want_board(self, after: float | None = None) -> None:
        """Read the lists once nothing was pressed for `after` seconds, `QUIET` where nothing is said."""
        loop = asyncio.get_running_loop()
        after = QUIET if after is None else after
        self._board_at = loop.time() + after
        loop.call_later(after, self._wake.set)

    def pressed(self) -> None:
        """A key was pressed: lists that are being read now are late, and are read again when it is quiet."""
        self._keys += 1
        if self._board_at is not None:
            self.want_board()

    @property
    def idle(self) -> bool:
        """Nothing is wanted that was not read."""
        return self._board_at is None and not self._busy and self._next_aim() is None

    def forget(self, accounts: Iterable[AccountId] | None = None) -> None:
        """Forget what was drawn for these accounts, or for all."""
        gone = None if accounts is None else set(accounts)
        self._cache = (
            {} if gone is None else {aim: drawn for aim, drawn in self._cache.items() if aim.target.account not in gone}
        )

    def renew(self) -> None:
        """Read what is shown again; it stands until then, so that no key falls on nothing. The rest is forgotten."""
        self._old = {aim for aim in (self._aim,) if aim is not None and aim in self._cache}
        self._cache = {aim: self._cache[aim] for aim in self._old}
        self._wake.set()

    async def fetch(self, account: AccountId) -> Prospect | None:
        """Read one account at once; None where it can't be read, which is told."""
        now = self._clock.now()
        try:
            return await self._desk.run(lambda book: book.prospect(account, now))
        except NotYetError as error:
            self._told.trouble(error)
            return None

    async def work(self) -> None:
        """Read until cancelled."""
        loop = asyncio.get_running_loop()
        self._zone = await loop.run_in_executor(None, lambda: self._clock.zone)
        while True:
            await self._wake.wait()
            self._wake.clear()
            self._busy = True
            while await self._read_one():
                pass
            self._busy = False
            if self._board_at is None:
                self.shown.set()

    async def _read_one(self) -> bool:
        """Answer the most urgent wish; False where none is left."""
        aim = self._next_aim()
        if aim is not None:
            await self._draw(aim)
            return True
        if self._board_is_due():
            await self._read_board()
            return True
        return False

    def _next_aim(self) -> Aim | None:
        wanted = (self._aim, *(self._ahead if not self._writer.busy else ()))
        return next((aim for aim in wanted if aim is not None and self._wants(aim)), None)

    def _wants(self, aim: Aim) -> bool:
        return aim not in self._cache or aim in self._old

    async def _draw(self, aim: Aim) -> None:
        now, zone = self._clock.now(), self._zone
        self._old.discard(aim)
        try:
            drawn = await self._desk.run(lambda book: aims.draw(book.prospect(aim.target.account, now), aim, now, zone))
        except NotYetError as error:
            self._aim = None if aim == self._aim else self._aim
            self._ahead = ()
            # Lists that are about to be read say by themselves who is gone: an undo of an import takes its rows away.
            if self._board_at is None or not isinstance(error, NotFound):
                self._told.trouble(error)
            return
        self._cache[aim] = drawn
        if aim == self._aim:
            self._told.drawn(drawn)
            self.shown.set()

    def _board_is_due(self) -> bool:
        if self._board_at is None or self._writer.busy:
            return False
        return asyncio.get_running_loop().time() >= self._board_at

    async def _read_board(self) -> None:
        keys, self._board_at = self._keys, None
        now, more = self._clock.now(), self.more
        try:
            board = await read_board(self._desk, now, more, lambda: self._rests(keys))
        except NotYetError as error:
            self._told.trouble(error)
            return
        if board is not None and self._rests(keys):
            self._told.board(board)
        else:
            self.want_board()

    def _rests(self, keys: int) -> bool:
        """No key came since so many, and nothing waits to be saved."""
        return keys == self._keys and not self._writer.busy
