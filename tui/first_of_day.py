"""What the app does at the day's first start, beside the rep's work (DESIGN section 2)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tui.writing import Desk


async def look(desk: Desk, now: datetime) -> tuple[str, bool]:
    """Check the book and back it up, once a day; return what the rep should know, and whether the book is damaged.

    A damaged book is written no more from here on.
    """
    work = await desk.run(lambda book: book.first_of_day(now))
    found = await asyncio.get_running_loop().run_in_executor(None, work)
    if found.trouble:
        await desk.run(lambda book: book.read_only_from_now(found.trouble))
    return found.trouble or found.warning, bool(found.trouble)
