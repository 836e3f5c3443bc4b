"""A program in a pseudo-terminal, read by an emulator: what the measurements and the tests in a terminal stand on."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

import pyte

_CHUNK: Final = 65_536
_NOT_FOR_PYTE: Final = re.compile(rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b[P_^][^\x1b]*\x1b\\")
"""Questions to newer terminals; the emulator would print their ends."""
_OPEN_END: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^\]][^\x07\x1b]*)?\Z")
"""The beginning of a sequence whose rest comes with the next bytes."""


class Pseudo:
    """One run of a program; what it writes is shown at once, unless `taken` keeps it for later."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int, lines: int) -> None:
        """Start it in a window of that size.

        Nothing is inherited but `env`: beside `os.environ` a process may hold variables of its libraries (readline
        sets COLUMNS and LINES when pytest runs without workers), and the program would believe those.
        """
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self.gone = False
        """Its side of the terminal is closed."""
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # a fork beside threads: the child only starts a program
            self.pid, self._master = pty.fork()
        if self.pid == 0:  # pragma: no cover  (the child is another program a moment later)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            with suppress(OSError):
                os.execvpe(command[0], list(command), dict(env))  # noqa: S606  (a program of ours or beside ours)
            os._exit(127)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, with every blank as a plain one."""
        return [line.replace("\u00a0", " ") for line in self._screen.display]

    @property
    def columns(self) -> int:
        """How wide the window is."""
        return int(self._screen.columns)

    def press(self, keys: str) -> None:
        """Press keys, as their bytes."""
        held = keys.encode()
        while held:
            held = held[os.write(self._master, held) :]

    def resize(self, columns: int, lines: int) -> None:
        """Pull the window to another size; the program is told by its signal (SIGWINCH), as by a real terminal."""
        self._screen.resize(lines, columns)
        self.pull(columns, lines)

    def pull(self, columns: int, lines: int) -> None:
        """Tell the program another size; what it writes is shown in the old one."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def pump(self, seconds: float) -> None:
        """Read what comes for that long."""
        until = time.perf_counter() + seconds
        while self.read(until) and time.perf_counter() < until:
            pass

    def read(self, deadline: float) -> bool:
        """Take in what comes next; False where nothing does until the deadline (`perf_counter`), or at its end."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.perf_counter()))
        if not ready:
            return False
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:  # Linux: the other side is closed
            data = b""
        self.gone = not data
        if data:
            self.taken(data)
        return bool(data)

    def taken(self, data: bytes) -> None:
        """Bytes came: show them."""
        self.feed(data)

    def feed(self, data: bytes) -> None:
        """Show some bytes; a sequence that is cut off waits for its rest."""
        data = self._held + data
        tail = _OPEN_END.search(data)
        whole = data if tail is None else data[: tail.start()]
        self._held = b"" if tail is None else tail.group()
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", whole))
