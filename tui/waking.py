"""Going on after a stop: the terminal is taken back, and its keys still have one reader (RELIABILITY T19).

Textual 8 starts its terminal anew at every SIGCONT, also where it never left: a second thread then reads the same keys,
the modes to restore are read from the raw terminal, and leaving waits for ever for a thread that waits for a key.
"""

from __future__ import annotations

import termios
import tty
from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class Waking(LinuxDriver):
    """The terminal of a planner that may be stopped without being asked."""

    def _sigcont_application(self, *args: Any) -> None:  # noqa: ANN401  (a signal handler's own signature)
        """Go on: start anew where we left the terminal (ctrl+z of a shell), else only take it back."""
        if self._key_thread is not None and self._key_thread.is_alive():
            self._loop.call_soon_threadsafe(self._take_back)
        else:
            super()._sigcont_application(*args)

    def _take_back(self) -> None:
        """Set what a shell may have changed meanwhile, and draw everything again."""
        if self._writer_thread is None or not self._app.is_running:
            return
        modes = termios.tcgetattr(self.fileno)
        modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
        modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
        modes[tty.CC][termios.VMIN] = 1
        termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h")  # the alternate screen, no cursor, word of focus
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self.flush()
        self._app.refresh(layout=True)
