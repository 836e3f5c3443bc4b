"""The installed program on a pseudo-terminal: type-ahead, signals, what is left on the terminal, hostile bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from playbook.words import Outcome
from storage.book import Book
from storage.ids import IdSource
from storage.views import TodayRow
from tests.e2e.terminal import RESTORED, Terminal, running
from tests.tui import seeding

KEYS = {"a": Outcome.NO_ANSWER, "v": Outcome.VOICEMAIL, "g": Outcome.GATEKEEPER, "n": Outcome.NO}


@contextmanager
def terminal(book: Path, words: str = "set aside") -> Iterator[Terminal]:
    """The program in a terminal of its own, once these words stand on its screen."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with running("--book", str(book), "--now", "2026-11-23T08:30", env=env) as opened:
        opened.wait(words)
        yield opened


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
        desk.press("q")
        assert desk.close() == 0
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
        desk.press("n")
        desk.wait("✓")  # drawn after COMMIT only
        desk.signal(number)
        assert desk.close() == code
        for sequence in RESTORED:
            assert sequence in desk.raw
    with book_at(book_path, book_path.parent) as book:
        assert book.tally(seeding.NOW.date()).nos == 1


def test_a_closed_terminal_ends_the_program_and_nothing_saved_is_lost(book_path: Path) -> None:
    with terminal(book_path) as desk:
        desk.press("n")
        desk.wait("✓")  # drawn after COMMIT only
        assert desk.hang_up() == 129
    with book_at(book_path, book_path.parent) as book:
        assert book.tally(seeding.NOW.date()).nos == 1
