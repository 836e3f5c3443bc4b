"""The book is opened: where an older version made its tables they are made anew first, and the quiet line says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.course import Course

if TYPE_CHECKING:
    from storage.desk import Desk
    from tui.screens.main import Main

TICK = 0.5
"""Seconds between two words on how far it is."""
WORDS = "Bringing the book up to this version"


async def start(desk: Desk, main: Main) -> None:
    """Open the book; minutes on a very big one, with figures all the way. Leaving meanwhile leaves it as it was.

    Raises:
        BookTrouble: it cannot be opened.
    """
    course = Course(WORDS)

    def tick() -> None:
        if course.long:
            main.tell(course.far)

    ticks = main.set_interval(TICK, tick)
    try:
        await desk.start(course.heard)
    finally:
        ticks.stop()
