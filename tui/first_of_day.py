"""What the app does at the day's first start, beside the rep's work (DESIGN section 2)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playbook.errors import NotYetError

if TYPE_CHECKING:
    from datetime import datetime

    from tui.app import NotYet
    from tui.writing import Desk


async def look(desk: Desk, now: datetime) -> tuple[str, bool]:
    """Check the book and back it up, once a day; return what the rep should know, and whether the book is damaged.

    A damaged book is written no more from here on.
    """
    await desk.run(lambda book: book.keep_calendars())
    work = await desk.run(lambda book: book.first_of_day(now))
    found = await asyncio.get_running_loop().run_in_executor(None, work)
    if found.trouble:
        await desk.run(lambda book: book.read_only_from_now(found.trouble))
    return found.trouble or found.warning, bool(found.trouble)


async def welcome_back(app: NotYet) -> None:
    """Offer to spread what waited, to a rep who comes back from leave or a gap (R37)."""
    now = app.clock.now()
    try:
        back = await app.desk.read(lambda book: book.coming_back(now))
    except NotYetError as error:
        app.report(error)
        return
    if back is not None and app.screen is app.main:
        app.main.doors.page("spread")
