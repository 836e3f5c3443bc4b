"""The terminal of the measurements: what it shows, when a screen is whole, and that nobody is left behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal to fork", allow_module_level=True)

from benchmarks import desk
from benchmarks.terminal import MissedError, Terminal

QUIET = 0.05
_TOLD = r"""
import os, tty
tty.setraw(0)
os.write(1, b'one\r\ntwo')
told = {b'a': b'\x1b[1;1Hone', b'b': b'\x1b[2;1Hthree', b'c': b'\x1b[2;1H\x1b[31mthree'}
while True:
    os.write(1, told[os.read(0, 1)])
"""
"""Answers `a` with what stands there already, `b` with another word, `c` with another colour."""


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color"}
    with Terminal((sys.executable, "-c", _TOLD), env) as found:
        found.settled(lambda screen: screen[1].startswith("two"), QUIET)
        yield found


def test_it_shows_what_a_program_writes(terminal: Terminal) -> None:
    assert terminal.screen[0].rstrip() == "one"
    assert terminal.rest(0.0) == 0


def test_a_screen_is_whole_when_no_cell_changes(terminal: Terminal) -> None:
    terminal.press("b")
    assert terminal.settled(lambda screen: screen[1].startswith("three"), QUIET) > 0
    written = terminal.written

    terminal.press("c")
    assert terminal.settled(desk.always, QUIET) > 0
    assert terminal.written > written


def test_bytes_that_change_nothing_paint_nothing(terminal: Terminal) -> None:
    terminal.press("ab")
    whole = terminal.settled(lambda screen: screen[1].startswith("three"), QUIET)
    terminal.press("ab")
    terminal.rest(QUIET)

    terminal.press("b")
    first, second = terminal.painted(desk.always, lambda screen: screen[1].startswith("three"), quiet=QUIET)
    assert whole > 0
    assert first == second


def test_what_never_comes_is_told_with_the_screen(terminal: Terminal) -> None:
    os.kill(terminal.pid, 9)
    with pytest.raises(MissedError, match="two"):
        terminal.painted(lambda screen: "four" in screen[0], quiet=QUIET)


def test_the_program_is_gone_afterwards() -> None:
    with Terminal((sys.executable, "-c", "import time; time.sleep(60)"), dict(os.environ)) as terminal:
        pid = terminal.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_program_that_is_not_there_ends() -> None:
    with Terminal(("no-such-program",), {"PATH": "/nowhere"}) as terminal, pytest.raises(MissedError):
        terminal.settled(desk.always, QUIET)


def test_it_inherits_nothing_that_was_not_said() -> None:
    """Libraries set variables beside `os.environ`: readline's COLUMNS once made a program draw for another window."""
    told = "import os; print(os.environ.get('COLUMNS'), os.get_terminal_size().columns, 'told'); input()"
    os.putenv("COLUMNS", "7")
    try:
        with Terminal((sys.executable, "-c", told), {"PATH": os.environ["PATH"]}) as terminal:
            terminal.settled(lambda screen: "told" in screen[0], QUIET)
            assert terminal.screen[0].split() == ["None", "120", "told"]
    finally:
        os.unsetenv("COLUMNS")


def test_the_highlight_is_read_off_the_planners_screen() -> None:
    screen = [
        " notyet",
        "",
        " Today ━━━━  24 left",
        " ▸ 08:45 promise  Acme Robotics    Dana",
        "   open  chase  Globex  Kim",
    ]

    assert desk.at_row("Acme Robotics")(screen)
    assert not desk.at_row("Globex")(screen)
    assert desk.highlighted(screen[:3]) == ""
    assert not desk.ready(screen)
    assert desk.ready([*screen, " a no answer Tue 24  n No         23 Dec  s all set"])
