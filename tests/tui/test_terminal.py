"""The installed program on a pseudo-terminal: type-ahead, signals, what is left on the terminal, hostile bytes."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from fcntl import ioctl
from pathlib import Path

import pytest

from playbook.words import Outcome
from storage.book import Book
from storage.ids import IdSource
from storage.views import TodayRow
from tests.tui import seeding

KEYS = {"a": Outcome.NO_ANSWER, "v": Outcome.VOICEMAIL, "g": Outcome.GATEKEEPER, "n": Outcome.NO}
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Alternate screen left, cursor shown, mouse and bracketed paste off."""
PATIENCE = 30.0


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, book: Path, size: tuple[int, int] = (120, 40)) -> None:
        self.seen = b""
        self.pid, self.master = pty.fork()
        if self.pid == 0:  # pragma: no cover  (the child)
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            words = [sys.executable, "-m", "tui", "--book", str(book), "--now", "2026-11-23T08:30"]
            os.execv(sys.executable, words)  # noqa: S606  (our own program)

    def wait(self, words: bytes) -> None:
        """Read until these words were drawn."""
        end = time.monotonic() + PATIENCE
        while words not in self.seen:
            if time.monotonic() > end or not self.read(0.2):
                pytest.fail(f"{words!r} never came: {self.seen[-2000:]!r}")

    def read(self, seconds: float) -> bool:
        """Read what was drawn meanwhile; False once the program is gone."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            found = os.read(self.master, 65536)
        except OSError:
            return False
        self.seen += found
        return bool(found)

    def type(self, keys: str, apart: float = 0.0) -> None:
        """Press keys, so many seconds apart; what is drawn is read on the way."""
        for key in keys:
            os.write(self.master, key.encode())
            self.read(apart)

    def end(self) -> int:
        """Wait for the program's end; returns its exit code."""
        while self.read(0.5):
            pass
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Close the terminal, and the program if it still runs."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master >= 0:
            os.close(self.master)


@contextmanager
def terminal(book: Path, size: tuple[int, int] = (120, 40), words: bytes = b"set aside") -> Iterator[Terminal]:
    opened = Terminal(book, size)
    try:
        opened.wait(words)
        yield opened
    finally:
        opened.close()


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A book whose today holds more than sixty rows."""
    path = tmp_path / "full" / "notyet.db"
    seeding.seed(path, tmp_path / "state", firms=100)
    with book_at(path, tmp_path) as book:
        settings = book.settings()
        book.set_settings(
            replace(settings, caps=replace(settings.caps, day=90, first=20)), seeding.NOW - timedelta(days=1)
        )
    return path


@contextmanager
def book_at(path: Path, folder: Path) -> Iterator[Book]:
    book = Book.open(path, now=seeding.NOW, ids=IdSource.seeded(3), state=folder / "state")
    try:
        yield book
    finally:
        book.close()


def test_sixty_keys_five_milliseconds_apart_none_on_a_wrong_row(full: Path, tmp_path: Path) -> None:
    with book_at(full, tmp_path) as book:
        rows: tuple[TodayRow, ...] = book.today(seeding.NOW).rows[:60]
    assert len(rows) == 60
    typed = "avgn" * 15
    with terminal(full) as desk:
        desk.type(typed, apart=0.005)
        desk.type("q")
        assert desk.end() == 0
    with book_at(full, tmp_path) as book:
        wrong = [
            (row.name, key)
            for row, key in zip(rows, typed, strict=True)
            if [
                touch.outcome
                for touch in book.prospect(row.account, seeding.NOW).touches
                if touch.on == seeding.NOW.date()
            ]
            != [KEYS[key]]
        ]
        assert wrong == []
        assert book.tally(seeding.NOW.date()).touches == 60


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_restore_the_terminal(book_path: Path, number: signal.Signals, code: int) -> None:
    with terminal(book_path) as desk:
        desk.type("n")
        desk.wait("✓".encode())  # drawn after COMMIT only
        os.kill(desk.pid, number)
        assert desk.end() == code
        for sequence in RESTORED:
            assert sequence in desk.seen
    with book_at(book_path, book_path.parent) as book:
        assert book.tally(seeding.NOW.date()).nos == 1


def test_a_closed_terminal_ends_the_program_and_nothing_saved_is_lost(book_path: Path) -> None:
    with terminal(book_path) as desk:
        desk.type("n")
        desk.wait("✓".encode())  # drawn after COMMIT only
        os.close(desk.master)
        desk.master = -1
        _, status = os.waitpid(desk.pid, 0)
        desk.pid = 0
        assert os.waitstatus_to_exitcode(status) == 129
    with book_at(book_path, book_path.parent) as book:
        assert book.tally(seeding.NOW.date()).nos == 1
