"""How long work is heard: what is done, how much of it, of how much.

A hearer is called on the book's thread, between two pieces. What it raises ends the work; inside a transaction nothing
of it stands then.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

Hearer = Callable[[str, int, int], None]
"""Hears what is done now, how much of it, and of how much."""

ACCOUNTS: Final = "accounts and people"
"""Rows are made to follow from the journal."""
SEARCH: Final = "search"
"""What search finds is written anew."""
OFTEN: Final = 100
"""Accounts between two words: a tenth of a second or two."""


_LOOK: Final = 0.1
"""Seconds between two looks at whether a long statement is still wanted."""


@contextmanager
def watched(db: sqlite3.Connection, still: Callable[[], object]) -> Iterator[None]:
    """Ask again and again, on a thread of its own, whether what runs is still wanted; where that raises, it is ended.

    For checks of a whole file: before SQLite 3.41 that is one step of its machine, in which no progress handler is
    called, a quarter of a minute on a very big book. What `still` raised is raised here.
    """
    from concurrent.futures import ThreadPoolExecutor

    over = threading.Event()

    def ask() -> None:
        try:
            while not over.wait(_LOOK):
                still()
        finally:
            # Again and again: an interrupt that comes between two statements ends none, and the next would run on.
            while not over.is_set():
                db.interrupt()
                over.wait(_LOOK)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="watch") as pool:
        asking = pool.submit(ask)
        try:
            yield
        finally:
            over.set()
            asking.result()


def nobody(_what: str, _done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""
