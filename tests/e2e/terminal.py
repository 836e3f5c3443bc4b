"""A real pseudo-terminal with the installed command in it: what a rep sees, presses and loses when the machine dies.

Nothing sleeps: every wait is a `select` on the terminal with a deadline, and a wait that fails shows the screen.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

COMMAND = Path(sys.executable).with_name("notyet")
"""The command as it was installed; the whole path, so that it finds its packages."""
PATIENCE = 20.0
"""Seconds within which a screen must show what is waited for, on a busy machine."""
RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
"""What gives the terminal back: the screen before, the mouse, the cursor, plain pasting."""

_CHUNK = 65_536
_NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b[P_^][^\x1b]*\x1b\\")
"""Questions to newer terminals; this one would print their ends."""
_OPEN_END = re.compile(rb"\x1b[^\x1b]{0,40}\Z")


class Terminal:
    """One run of the planner; what it writes is kept as bytes and shown as a screen."""

    def __init__(self, args: Sequence[str], env: Mapping[str, str], *, columns: int = 120, lines: int = 40) -> None:
        """Start it."""
        self.raw = bytearray()
        """Every byte that it wrote."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self._code: int | None = None
        self.echoed = False
        """After its end: the terminal shows again what is typed."""
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # a fork beside threads: the child only starts a program
            self.pid, self._master = pty.fork()
        if self.pid == 0:  # pragma: no cover  (the child is another program a moment later)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execve(COMMAND, [str(COMMAND), *args], dict(env))  # noqa: S606  (our own command)

    @property
    def screen(self) -> str:
        """The screen as text, with every blank as a plain one."""
        return "\n".join(self._screen.display).replace("\u00a0", " ")

    @property
    def columns(self) -> int:
        """How wide the window is."""
        return int(self._screen.columns)

    def wait(self, *texts: str, gone: str = "") -> None:
        """Wait until all of these stand on the screen, and `gone` does not."""
        self.until(lambda screen: all(text in screen for text in texts) and not (gone and gone in screen), repr(texts))

    def until(self, holds: Callable[[str], bool], what: str) -> None:
        """Wait until the screen is as asked."""
        deadline = time.monotonic() + PATIENCE
        while not holds(self.screen):
            alive = self._read(deadline)
            if holds(self.screen):
                return
            assert alive, f"waited for {what}; the screen:\n{self.screen}"

    def press(self, keys: str) -> None:
        """Press keys, as their bytes."""
        held = keys.encode()
        while held:
            held = held[os.write(self._master, held) :]

    def resize(self, columns: int, lines: int) -> None:
        """Pull the window to another size; the program is told by its signal (SIGWINCH), as by a real terminal."""
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def echoes(self) -> bool:
        """Tell whether the terminal shows what is typed, as it does for a shell."""
        local = termios.tcgetattr(self._master)[3]
        return isinstance(local, int) and bool(local & termios.ECHO)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def close(self) -> int:
        """Wait for its end, reading on; return the code it left with, negative for a signal that killed it."""
        if self._code is None:
            deadline = time.monotonic() + PATIENCE
            while self._read(deadline):
                pass
            if time.monotonic() >= deadline:
                self.signal(signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self._code = os.waitstatus_to_exitcode(status)
            self.echoed = self.echoes()
            os.close(self._master)
        return self._code

    def kill(self) -> None:
        """Kill it as a power cut would, and let it be read to the end."""
        if self._code is None:
            self.signal(signal.SIGKILL)
            self.close()

    def _read(self, deadline: float) -> bool:
        """Read what comes next; False at the end of the program or of patience."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:  # Linux: the other side is closed
            return False
        self.raw += data
        self._feed(data)
        return bool(data)

    def _feed(self, data: bytes) -> None:
        data = self._held + data
        tail = _OPEN_END.search(data)
        whole = data if tail is None else data[: tail.start()]
        self._held = b"" if tail is None else tail.group()
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", whole))


@contextmanager
def running(*args: str, env: Mapping[str, str], columns: int = 120, lines: int = 40) -> Iterator[Terminal]:
    """Run the planner in a terminal; whatever happens, it is gone afterwards."""
    terminal = Terminal(args, env, columns=columns, lines=lines)
    try:
        yield terminal
    finally:
        terminal.kill()
