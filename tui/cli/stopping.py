"""Long work at the command line: ctrl+c stops it whole, and one line on stderr says how far it is."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from playbook.errors import Refused

_WIDE = 30


class Stop:
    """Whether ctrl+c was pressed: the work stops at its next look and leaves nothing half done."""

    def __init__(self) -> None:
        """Not yet."""
        self._asked = False

    def asked(self) -> bool:
        """Return whether it was."""
        return self._asked

    def ask(self, *_: object) -> None:
        """Stop at the next look."""
        self._asked = True


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Let ctrl+c ask for an end instead of breaking off."""
    stop = Stop()
    before = signal.signal(signal.SIGINT, stop.ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class FarLine:
    """The one line of progress on stderr; in a pipe there is none."""

    def __init__(self, words: str) -> None:
        """`words` say what is done, until `tell` says something else: "Writing"."""
        self._words = words
        self._shown = ""
        self._live = sys.stderr.isatty()

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Draw how far it is, where that changed."""
        self._words = words or self._words
        percent = 100 if not total else min(100, done * 100 // total)
        self._draw(f"{self._words} {percent:3} %")

    def count(self, done: int, what: str) -> None:
        """Draw how much was done, where nobody knows of how much: "12,000 pairs compared"."""
        self._draw(f"{self._words}, {done:,} {what}")

    def _draw(self, text: str) -> None:
        if self._live and text != self._shown:
            click.echo(f"\r{text:<{max(_WIDE, len(self._shown))}}", nl=False, err=True)
            self._shown = text

    def end(self) -> None:
        """Leave the line empty."""
        if self._shown:
            click.echo(f"\r{'':<{max(_WIDE, len(self._shown))}}\r", nl=False, err=True)


@contextmanager
def heard(words: str) -> Iterator[Callable[[str, int, int], None]]:
    """Give what a book may tell of an undo or a rebuild: the line says how far it is, ctrl+c takes all of it back."""
    line = FarLine(words)
    with stoppable() as stop:

        def tell(_what: str, done: int, total: int) -> None:
            if stop.asked():
                raise Refused("It was stopped.", "Nothing was changed.")
            line.tell(done, total)

        try:
            yield tell
        finally:
            line.end()
