"""Every screen at every size, by night and by day: it fits, it is read by everybody, no name does harm.

One start of the app serves all screens; each is brought up once and resized while it stands (DESIGN section 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.geometry import Region

from tests.tui.hosting import Host, harmless
from tests.tui.walking import (
    DIALOGS,
    SIZES,
    STATIONS,
    Open,
    Walk,
    faint,
    furnish,
    glass,
    hosted,
    key_lines,
    outside,
    overlapping,
    screens,
    unbound,
    unfocused,
    walking,
)  # fmt: skip
from tui import reading, themes
from tui.dialogs.frame import Dialog
from tui.widgets.prose import Prose, forsaken

ELSEWHERE = {
    "MoveDialog": "test_screens_day.py",
    "HandOverDialog": "test_screens_day.py",
    "EraseConfirm": "test_screens_erase.py",
    "FolderDialog": "test_screens_importing.py",
}
"""Dialogs that want more than a book to stand, each with the test that shows them."""
OTHER_WAYS = frozenset({"tab does not reach Card(id='card')", "tab does not reach Reading(id='reading')"})
"""On the main screen `tab` goes from pane to pane, and the arrows reach the card; in the playbook `enter` goes in."""
BY_HAND = frozenset({"no key does what 'space note' says"})
"""Keys that the account's page hands to the main screen; test_screens_account.py presses them."""


def unfit(walk: Walk) -> Iterator[str]:
    """Yield what does not fit at this size."""
    yield from outside(walk)
    yield from overlapping(walk)
    yield from key_lines(walk)
    yield from hidden(walk)
    if not harmless(glass(walk.screen)):
        yield "a control byte or a turning character stands on the glass"


def hidden(walk: Walk) -> Iterator[str]:
    """Yield what a dialog must show on every terminal and does not: its title, the way out, what has the focus."""
    screen = walk.screen
    if not isinstance(screen, Dialog):
        return
    text = glass(screen)
    if str(screen.title_text()) not in text:
        yield "the title is cut"
    if "esc " not in text or (screen.CANCEL == Dialog.CANCEL and "writes nothing" not in text):
        yield "it does not say what esc does"
    yield from (f"a word stands alone in {each.id}" for each in screen.query(Prose) if lonely(each))
    seen = screen.query_one("#body").region
    if screen.focused is not None and not screen.focused.region.intersection(seen).area:
        yield "what has the focus is out of sight"


def lonely(prose: Prose) -> bool:
    """A short word stands alone on the last line of its paragraph."""
    width, height = prose.content_size
    return forsaken([strip.text for strip in prose.render_lines(Region(0, 0, width, height))], width)


async def left(walk: Walk) -> list[str]:
    """Leave; of a dialog by `esc`, and nothing is answered."""
    screen, app = walk.screen, walk.pilot.app
    if isinstance(screen, Dialog):
        await walk.press("escape")
    stays = walk.screen is screen and isinstance(screen, Dialog)
    answer = app.answers[-1] if isinstance(app, Host) and app.answers else None
    await walk.back()
    return ["esc does not leave it"] * stays + ([] if answer is None else [f"esc answers {answer}"])


async def walked(
    walk: Walk, stations: Mapping[str, Open], sizes: Sequence[tuple[int, int]] = SIZES
) -> tuple[set[str], list[str]]:
    """Walk; return the screens that were seen, and all that is wrong."""
    seen, found = set(), []
    for name, reach in stations.items():
        await reach(walk)
        seen.add(type(walk.screen).__name__)
        found += [f"{name}: {each}" for each in unbound(walk) if each not in BY_HAND]
        if isinstance(walk.screen, CommandPalette):
            await walk.back()
            continue
        for look in (themes.DAWN, themes.NIGHT):
            walk.pilot.app.theme = look
            await walk.rest()
            found += [f"{name}, {look}: {each}" for each in faint(walk)]
        for size in sizes:
            await walk.pilot.resize_terminal(*size)
            await walk.rest()
            found += [f"{name} at {size[0]}x{size[1]}: {each}" for each in unfit(walk)]
        found += [f"{name}: {each}" for each in await unfocused(walk) if each not in OTHER_WAYS]
        found += [f"{name}: {each}" for each in await left(walk)]
    return seen, found


@pytest.mark.timeout(900)
async def test_every_screen_fits_and_is_read_by_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "QUIET", 0.01)
    path = tmp_path / "notyet.db"
    furnish(path)
    async with walking(path) as walk:
        seen, found = await walked(walk, STATIONS)
    async with hosted() as walk:
        asked, unasked = await walked(walk, DIALOGS, SIZES[:2])  # their pictures show 80 columns
    assert found + unasked == []
    missing = {each.__name__ for each in screens()} - seen - asked - set(ELSEWHERE)
    assert sorted(missing) == [], "no station of tests/tui/walking.py shows these"


@pytest.mark.parametrize(("name", "file"), ELSEWHERE.items())
def test_what_does_not_walk_is_shown_elsewhere(name: str, file: str) -> None:
    known = {each.__name__ for each in screens()}
    assert name in known
    assert Path(__file__).with_name(file).is_file()
