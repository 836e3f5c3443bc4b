"""The two ends of a run: what the start left undone, and whether anybody still sees the screen."""

from __future__ import annotations

import errno
import gc
import sys


def collect_again() -> None:
    """Turn the collector on that the start turned off; what was loaded until now stays for good."""
    if not gc.isenabled():
        gc.enable()
        gc.freeze()


def terminal_is_there() -> bool:
    """Tell whether the terminal still takes output: one that was closed answers with an error."""
    if sys.platform == "win32" or not sys.__stderr__:
        return True
    import termios

    try:
        termios.tcgetattr(sys.__stderr__.fileno())
    except termios.error as error:
        return bool(error.args[0] != errno.EIO)
    return True
