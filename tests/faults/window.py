"""One window of the real program in a pseudo-terminal, and what its screen called saved."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from tests.e2e.terminal import Terminal
from tests.faults.books import NOW_TEXT, OUTCOMES
from tui.screens.main import SEEN

COLUMNS, LINES = 80, 24
_HELD = 0.1
"""Seconds after which a second press of a key is one of its own (DESIGN section 1)."""
_LOOKS_UP = 0.3
"""How often a rep who types on looks whether it was saved."""
_SAVED = re.compile(r"✓ [^\n]*?(Works \d{3})")
_COUNTED = re.compile(r"(\d+)/200 touches")
_DATED = re.compile(r"n[ !]+No\s+(?:\d+ [A-Z]|[A-Z][a-z]{2} \d)")


class Window(Terminal):
    """A run of the planner on a book; what its quiet line acknowledges is collected with every byte that it draws."""

    def __init__(self, book: Path, env: Mapping[str, str], *, now: str = NOW_TEXT) -> None:
        """Start it."""
        self.saved: dict[str, None] = {}
        """Accounts that the quiet line called saved, in their order; it says so only after COMMIT."""
        self.counted = 0
        """Most touches that the header ever counted."""
        super().__init__(("--book", str(book), "--now", now), env, columns=COLUMNS, lines=LINES)

    def ready(self) -> None:
        """Wait until dates stand on the keys: the book is open and its first row was read."""
        self.until(lambda screen: _DATED.search(screen) is not None, "dates on the keys")

    def rattle(self, keys: str, dice: Random, *, most: float = 0.02) -> None:
        """Press keys one after another, 1 to 20 ms apart unless said otherwise, reading on in between."""
        for key in keys:
            self.press(key)
            self.pump(dice.uniform(0.001, most))

    def work(self, keys: str, dice: Random) -> None:
        """Press keys as `rattle` does, but look up at the screen after some: until what was pressed so far is saved."""
        for place, key in enumerate(keys, 1):
            self.rattle(key, dice)
            if dice.random() < _LOOKS_UP:
                self.until(lambda _, wanted=place: self.counted >= wanted, f"{place} touches")  # type: ignore[misc]

    def insist(self, key: str, shown: str) -> None:
        """Press a key on a highlight that moved by itself, once a rep has seen that: until then keys wait."""
        self.pump(SEEN + _HELD)
        self.press(key)
        self.wait(shown)

    def freeze(self) -> None:
        """Stop it, as a closed lid does."""
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.signal(signal.SIGCONT)

    def feed(self, data: bytes) -> None:
        super().feed(data)
        screen = self.screen
        self.saved.update(dict.fromkeys(_SAVED.findall(screen)))
        self.counted = max([self.counted, *(int(found) for found in _COUNTED.findall(screen))])


@contextmanager
def opened(book: Path, env: Mapping[str, str], *, now: str = NOW_TEXT) -> Iterator[Window]:
    """Open a window on a book; whatever happens, it is gone afterwards."""
    window = Window(book, env, now=now)
    try:
        yield window
    finally:
        with suppress(ProcessLookupError):
            window.thaw()
        window.kill()


def keys(dice: Random, length: int) -> str:
    """Return outcome keys in a random order, no two alike side by side: a key held down counts once (DESIGN 1)."""
    chosen = ""
    while len(chosen) < length:
        chosen += dice.choice([key for key in OUTCOMES if key != chosen[-1:]])
    return chosen
