"""The main screen as it looks: three sizes, both themes, a frozen clock, a seeded book; full, empty, high and wide.

After a wanted change: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look at every picture.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from storage.book import Book
from storage.ids import IdSource
from tests.tui.album import Album, Pose
from tests.tui.conftest import make
from tests.tui.seeding import NOW
from tests.tui.stillness import rested
from tui import themes

HIGH_AND_WIDE = ((80, 50), (200, 60))
"""Beyond the three sizes: a high terminal shows the card below its list, a wide one has room for everything."""


def pressed(*keys: str) -> Pose:
    """Return what presses keys, each once the desk is at rest."""

    async def pose(pilot: Pilot[Any]) -> None:
        for key in keys:
            await pilot.press(key)
            await rested(pilot)

    return pose


async def test_today(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed())


async def test_today_high_and_wide(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed(), sizes=HIGH_AND_WIDE)


async def test_after_a_no(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed("n"))


async def test_dream_clients(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed("tab"))


async def test_dump_queue(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed("tab", "tab"))


async def test_card(album: Album, book_path: Path) -> None:
    """The card alone on the screen: it is opened where one pane is shown at a time."""
    await album(make(book_path), pressed("enter"), sizes=((60, 24), (80, 24)))


async def test_a_refusal_and_an_inbound_touch(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed("i", "comma", "r"), sizes=((80, 24),), looks=(themes.NIGHT,))


async def test_in_the_terminals_own_colours(album: Album, book_path: Path) -> None:
    """Sixteen colours: the highlighted row changes them over."""
    await album(make(book_path), pressed("j"), sizes=((80, 24),), looks=("ansi-dark", "ansi-light"))


async def test_an_empty_book(album: Album, tmp_path: Path) -> None:
    path = tmp_path / "notyet.db"
    Book.open(path, now=NOW, ids=IdSource.seeded(3), state=tmp_path / "state").close()
    await album(make(path), pressed("escape"))


async def test_a_window_that_is_too_small_says_so(album: Album, book_path: Path) -> None:
    await album(make(book_path), pressed(), sizes=((50, 12),), looks=(themes.NIGHT,))
