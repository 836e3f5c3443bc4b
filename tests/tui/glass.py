"""Short words for tests of the main screen: what stands where, and what the book says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.seeding import NOW
from tui.app import NotYet
from tui.widgets.dream_list import DreamList
from tui.widgets.dump_list import DumpList
from tui.widgets.quiet_line import QuietLine
from tui.widgets.today_list import TodayList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playbook.words import AccountId
    from storage.book import Book
    from storage.views import DreamRow, DumpRow, Prospect, TodayRow
    from tui.screens.main import Main

T = TypeVar("T")


def app_of(pilot: Pilot[Path]) -> NotYet:
    return cast("NotYet", pilot.app)


def main(pilot: Pilot[Path]) -> Main:
    return app_of(pilot).main


def today(pilot: Pilot[Path]) -> tuple[TodayRow, ...]:
    return main(pilot).query_one(TodayList).rows


def dreams(pilot: Pilot[Path]) -> tuple[DreamRow, ...]:
    return main(pilot).query_one(DreamList).rows


def dump(pilot: Pilot[Path]) -> tuple[DumpRow, ...]:
    return main(pilot).query_one(DumpList).rows


def line(pilot: Pilot[Path]) -> str:
    """The quiet line: what happened, the day that follows, the keys."""
    said = main(pilot).query_one(QuietLine).said
    keys = " ".join(f"{hint.key} {hint.what}" + (f"→{hint.day}" if hint.day else "") for hint in said.keys)
    return " | ".join(part for part in (said.text, said.following, keys) if part)


def highlighted(pilot: Pilot[Path]) -> str:
    target = main(pilot).active().highlighted
    return "" if target is None else target.name


def glass(pilot: Pilot[Path]) -> str:
    """What stands on the glass, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    lines = ("".join(segment.text for segment in strip).rstrip() for strip in strips)
    return "\n".join(lines).replace("\u00a0", " ")


async def ask(pilot: Pilot[Path], what: Callable[[Book], T]) -> T:
    """Ask the book itself."""
    return await app_of(pilot).desk.run(what)


async def prospect(pilot: Pilot[Path], account: AccountId) -> Prospect:
    return await ask(pilot, lambda book: book.prospect(account, NOW))


def type_ahead(pilot: Pilot[Path], keys: Sequence[str]) -> None:
    """Hand keys to the app faster than it can work them off."""
    for key in keys:
        letter = key if len(key) == 1 else None
        pilot.app.post_message(events.Key("space" if key == " " else key, letter))


async def until(pilot: Pilot[Path], seen: Callable[[], bool]) -> None:
    """Wait until something is so; a test that waits for ever fails."""
    for _ in range(1_000):
        if seen():
            return
        await pilot.pause(0.01)
    pytest.fail("it never came to be")
