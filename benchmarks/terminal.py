"""A program in a real pseudo-terminal: when each byte came, and what the screen showed then.

Bytes are only taken in while something is measured; the emulator reads them afterwards, so its work is in no figure.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

import pyte

from benchmarks.pseudo import Pseudo

COLUMNS: Final = 120
LINES: Final = 40
PATIENCE: Final = 60.0
"""Seconds after which something that should be on the screen is missed for good."""
_RESTLESS: Final = 5.0
"""Seconds after which a program that never is quiet is looked at as it is."""


class MissedError(Exception):
    """What was waited for did not come; the message shows the screen."""


class Terminal(Pseudo):
    """One run of a program; a context that ends it."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start it."""
        self._cells: dict[int, dict[int, pyte.screens.Char]] = {}
        self._came: list[tuple[float, bytes]] = []
        self.written = 0
        """Bytes that it wrote."""
        self.begun = time.perf_counter()
        """Moment of its start, and from then on of the last key."""
        super().__init__(command, env, COLUMNS, LINES)

    def __enter__(self) -> Self:
        """Hand it out."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, _: TracebackType | None) -> None:
        """End it, however far it is."""
        self.close()

    @property
    def screen(self) -> list[str]:
        """The lines of the screen."""
        return self.lines

    def press(self, keys: str) -> None:
        """Press keys; what was written until now is read, and the stopwatch starts."""
        self._show()
        self.begun = time.perf_counter()
        super().press(keys)

    def painted(self, *holds: Callable[[list[str]], bool], quiet: float) -> list[float]:
        """Return the milliseconds until the screen was first as each asks; read on until it is quiet for so long.

        Raises:
            MissedError: it never was.
        """
        at: dict[int, float] = {}
        while len(at) < len(holds):
            going = self._gather(quiet)
            while self._came:
                moment, data = self._came.pop(0)
                self._changed(data)
                for place, each in enumerate(holds):
                    if place not in at and each(self.screen):
                        at[place] = (moment - self.begun) * 1000
            if len(at) < len(holds) and not going:
                raise MissedError("\n".join(self.screen))
        return [at[place] for place in range(len(holds))]

    def settled(self, holds: Callable[[list[str]], bool], quiet: float) -> float:
        """Return the milliseconds until a screen that is as asked was whole: no cell changed any more.

        Raises:
            MissedError: it never was.
        """
        last = None
        while last is None or not holds(self.screen):
            going = self._gather(quiet)
            while self._came:
                moment, data = self._came.pop(0)
                last = moment if self._changed(data) else last
            if not going:
                raise MissedError("\n".join(self.screen))
        return (last - self.begun) * 1000

    def rest(self, seconds: float) -> int:
        """Let it be for so long; return the bytes that it wrote meanwhile."""
        before, until = self.written, time.perf_counter() + seconds
        while self.read(until):
            pass
        self._show()
        return self.written - before

    def close(self) -> None:
        """End it and wait for its end."""
        with suppress(OSError):
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.perf_counter() + PATIENCE
        while self.read(deadline):
            pass
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self.pid, 0)
            os.close(self._master)

    def _gather(self, quiet: float) -> bool:
        """Take in what comes until nothing comes for `quiet` seconds; False where it is in vain to wait for more."""
        until = time.perf_counter() + _RESTLESS
        while self.read(time.perf_counter() + quiet) and time.perf_counter() < until:
            pass
        return not self.gone and time.perf_counter() - self.begun < PATIENCE

    def _show(self) -> None:
        while self._came:
            self._changed(self._came.pop(0)[1])

    def taken(self, data: bytes) -> None:
        """Keep them with their moment: the emulator's work is in no figure."""
        self._came.append((time.perf_counter(), data))
        self.written += len(data)

    def _changed(self, data: bytes) -> bool:
        """Show some bytes; return whether they changed a cell, its letter or its colours."""
        self._screen.dirty.clear()
        self.feed(data)
        fresh = {line: dict(self._screen.buffer[line]) for line in self._screen.dirty}
        changed = any(self._cells.get(line) != cells for line, cells in fresh.items())
        self._cells.update(fresh)
        return changed
