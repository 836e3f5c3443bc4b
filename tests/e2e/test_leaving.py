"""A polite kill and a closed window: the terminal is given back, the code says why, what was logged stands."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW
from tests.e2e.terminal import RESTORED, running
from tests.e2e.test_morning import ready, touches


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back(book: Path, env: dict[str, str], number: signal.Signals, code: int) -> None:
    """RELIABILITY F11: alternate screen, mouse, cursor, pasting and echo as before, and 128 + the signal as code."""
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.until(ready, "dates on the keys")
        assert not terminal.echoes()
        terminal.press("n")
        terminal.wait("1/40 touches")
        terminal.raw.clear()
        terminal.signal(number)
        assert terminal.close() == code, terminal.screen
    for sequence in RESTORED:
        assert sequence in terminal.raw, sequence
    assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
    assert terminal.echoed
    assert [outcome for _, outcome in touches(book)] == ["no"]


def test_a_key_on_its_way_is_saved(book: Path, env: dict[str, str]) -> None:
    """Pressed, and the window closed in the same moment: the touch is in the book or was never shown as saved."""
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.until(ready, "dates on the keys")
        terminal.press("n")
        terminal.wait("1/40 touches")
        terminal.press("v")
        terminal.signal(signal.SIGTERM)
        assert terminal.close() == 143
    saved = [outcome for _, outcome in touches(book)]
    assert saved in (["no"], ["no", "voicemail"])


def test_q_leaves_quietly(book: Path, env: dict[str, str]) -> None:
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.until(ready, "dates on the keys")
        terminal.press("q")
        assert terminal.close() == 0
    assert all(sequence in terminal.raw for sequence in RESTORED)
    assert terminal.echoed
