"""A real pseudo-terminal with the installed command in it: what a rep sees, presses and loses when the machine dies.

Nothing sleeps: every wait is a `select` on the terminal with a deadline, and a wait that fails shows the screen.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.pseudo import Pseudo

COMMAND = Path(sys.executable).with_name("notyet")
"""The command as it was installed; the whole path, so that it finds its packages."""
PATIENCE = 60.0
"""Seconds within which a screen must show what is waited for, on a machine that is busy with everything else too."""
RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
"""What gives the terminal back: the screen before, the mouse, the cursor, plain pasting."""


class Terminal(Pseudo):
    """One run of the planner; what it writes is kept as bytes and shown as a screen."""

    def __init__(self, args: Sequence[str], env: Mapping[str, str], *, columns: int = 120, lines: int = 40) -> None:
        """Start it."""
        self.raw = bytearray()
        """Every byte that it wrote."""
        self._code: int | None = None
        self.echoed = False
        """After its end: the terminal shows again what is typed."""
        super().__init__((str(COMMAND), *args), env, columns, lines)

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    def wait(self, *texts: str, gone: str = "") -> None:
        """Wait until all of these stand on the screen, and `gone` does not."""
        self.until(lambda screen: all(text in screen for text in texts) and not (gone and gone in screen), repr(texts))

    def until(self, holds: Callable[[str], bool], what: str) -> None:
        """Wait until the screen is as asked."""
        deadline = time.perf_counter() + PATIENCE
        while not holds(self.screen):
            alive = self.read(deadline)
            if holds(self.screen):
                return
            assert alive, f"waited for {what}; the screen:\n{self.screen}"

    def type(self, keys: str, apart: float) -> None:
        """Press keys one after another, so many seconds apart, reading on in between."""
        for key in keys:
            self.press(key)
            self.pump(apart)

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
            deadline = time.perf_counter() + PATIENCE
            while self.read(deadline):
                pass
            if time.perf_counter() >= deadline:
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

    def hang_up(self) -> int:
        """Close the terminal, as its window's cross does; return the code the program left with."""
        os.close(self._master)
        _, status = os.waitpid(self.pid, 0)
        self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def taken(self, data: bytes) -> None:
        """Keep them and show them."""
        self.raw += data
        super().taken(data)


@contextmanager
def running(*args: str, env: Mapping[str, str], columns: int = 120, lines: int = 40) -> Iterator[Terminal]:
    """Run the planner in a terminal; whatever happens, it is gone afterwards."""
    terminal = Terminal(args, env, columns=columns, lines=lines)
    try:
        yield terminal
    finally:
        terminal.kill()
