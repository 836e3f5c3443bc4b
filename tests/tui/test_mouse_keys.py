"""Everything that the mouse can press has a key that does the same: both run the same action with the same value.

The actions are listened to and not run, so that one start of the app serves all targets: each is clicked where it
stands on the glass, then its key is pressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Region
from textual.style import Style

from tests.tui.test_walk_keys import outward
from tests.tui.walking import DIALOGS, STATIONS, Open, Walk, furnish, glass, hosted, walking
from tui import commands, keymap
from tui.commands import Pane
from tui.dialogs.choice import Rows
from tui.dialogs.keys import Keys
from tui.screens.merging import MergeScreen
from tui.screens.pool import PoolScreen
from tui.screens.sheet import Sheet
from tui.widgets.banner import Banner
from tui.widgets.key_line import KeyLine
from tui.widgets.outcome_bar import OutcomeBar
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.today_list import TodayList

__all__ = ["outward"]

Call = tuple[str, tuple[object, ...]]
"""An action and its values."""
Place = tuple[int, int]
_NAMES = {shown: name for name, shown in keymap.SHOWN.items()} | {"esc": "escape", "-": "minus", "&": "ampersand"}
ENOUGH = 6
"""Dialogs of different kinds in which a row is picked: they share one list."""
SEVERAL = frozenset({"↑", "←", "type"})
"""Hints that name more than one key: the mouse has the wheel, and the rows themselves."""
ON_A_WIDGET = frozenset({"space ticks", "tab folder, search"})
"""Keys that the line or the list with the focus takes itself: what they do is compared on the glass."""


def named(shown: str) -> str:
    """Return the name of a key that a key line shows."""
    return _NAMES.get(shown) or keymap.read(shown)


def runs(hint: Content) -> str:
    """Return the action that a click on a hint runs."""
    said = next(span.style.meta["@click"] for span in hint.spans if isinstance(span.style, Style))
    return f"action_{said.removeprefix('screen.').partition('(')[0]}"


@contextmanager
def heard(node: DOMNode, *names: str) -> Iterator[list[Call]]:
    """Listen to these methods of a screen, or to all its actions, instead of running them."""
    calls: list[Call] = []

    def listener(name: str) -> Callable[..., object]:
        def listen(*values: object, **more: object) -> None:
            calls.append((name, (*values, *more.values())))

        async def awaited(*values: object) -> None:
            listen(*values)

        return awaited if iscoroutinefunction(getattr(node, name)) else listen

    wanted = names or tuple(name for name in dir(node) if name.startswith("action_"))
    for name in wanted:
        setattr(node, name, listener(name))
    try:
        yield calls
    finally:
        for name in wanted:
            delattr(node, name)


async def clicked(walk: Walk, calls: list[Call], x: int, y: int) -> list[Call]:
    calls.clear()
    await walk.pilot.click(offset=(x, y))
    await walk.pilot.pause()
    return [*calls]


async def pressed(walk: Walk, calls: list[Call], key: str) -> list[Call]:
    calls.clear()
    await walk.pilot.press(key)
    await walk.pilot.pause()
    return [*calls]


def placed(walk: Walk, text: str, region: Region) -> Place | None:
    """Return the cell of the first letter of a text in a region of the glass."""
    for y, line in enumerate(glass(walk.screen).split("\n")[region.y : region.bottom], region.y):
        at = line.find(text)
        if at >= 0:
            return cell_len(line[:at]), y
    return None


async def hints(walk: Walk, reach: Open, where: str, seen: set[tuple[str, object]]) -> list[str]:
    """Click each hint of the key line of a page, and press its key; return those that do not do the same.

    `seen`: hints with what they run, which pages share: each is tried once.
    """
    found = []
    for hint, region in [(hint, line.region) for line in walk.screen.query(Keys) for hint in line._keys]:
        screen, shown = walk.screen, hint.plain.split()[0]
        place = placed(walk, hint.plain, region)
        what = (hint.plain, getattr(type(screen), runs(hint)))
        if place is None or shown in SEVERAL or re.fullmatch(r"\d-\d", shown) or what in seen:
            continue
        seen.add(what)
        if hint.plain in ON_A_WIDGET:
            by_mouse, by_key = await effects(walk, reach, place, named(shown))
        else:
            names = [name for name in dir(screen) if name.startswith("action_")]
            merging = isinstance(screen, MergeScreen)
            with heard(screen, *names, *(("write",) if merging else ())) as calls:
                by_mouse = await clicked(walk, calls, *place)
                by_key = await pressed(walk, calls, named(shown))
            if merging and by_mouse == [("action_merge", ())]:
                # It hears the message of its key itself: what it runs first is listened to.
                by_mouse, by_key = [("write", ())], [(name, ()) for name, _ in by_key]
        if not by_mouse or by_mouse[:1] != by_key[:1]:
            found.append(f"{where}, {hint.plain!r}: the mouse runs {by_mouse}, the key runs {by_key}")
    return found


async def effects(walk: Walk, reach: Open, place: Place, key: str) -> tuple[list[Call], list[Call]]:
    """Return what stands after a click, and after a key: each on the page as it opens."""
    await walk.pilot.click(offset=place)
    await walk.rest()
    by_mouse = glass(walk.screen)
    await walk.back()
    await reach(walk)
    await walk.press(key)
    return [("stands", (by_mouse,))], [("stands", (glass(walk.screen),))]


PLACES: dict[str, Open] = {
    name: reach
    for name, reach in STATIONS.items()
    if name.startswith("page ")
    or name in {"account", "search", "help", "explain", "playbook", "erase", "merge", "import"}
}


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("outward")
async def test_what_the_mouse_presses_on_a_page_its_key_does_too(tmp_path: Path) -> None:
    path = tmp_path / "notyet.db"
    furnish(path)
    found: list[str] = []
    seen: set[tuple[str, object]] = set()
    async with walking(path) as walk:
        found += await on_the_main_screen(walk)
        for name, reach in PLACES.items():
            await reach(walk)
            found += await hints(walk, reach, name, seen)
            await walk.back()
    assert not found, "\n".join(found)
    assert len(seen) > 2 * len(PLACES)


async def on_the_main_screen(walk: Walk) -> list[str]:
    """Press every target of the main screen; return those whose key does something else."""
    found = [
        *await outcomes(walk),
        *await footers(walk),
        *await panes(walk),
        *await rows(walk),
        *await marks(walk),
        *await banner(walk),
        *await tour(walk),
    ]
    await walk.back()
    return found


def differing(what: str, by_mouse: object, by_key: object) -> list[str]:
    return [] if by_mouse and by_mouse == by_key else [f"{what}: the mouse does {by_mouse}, the key does {by_key}"]


async def outcomes(walk: Walk) -> list[str]:
    """Every cell of the outcome bar."""
    main, bar = walk.app.main, walk.app.main.query_one(OutcomeBar)
    found = []
    for column in bar._grid(bar.size.width).columns:
        for y, cell in enumerate(column.cells):
            with heard(main, "take_outcome", "action_inbound") as calls:
                by_mouse = await clicked(walk, calls, bar.region.x + column.start, bar.region.y + y)
                found += differing(cell.name, by_mouse, await pressed(walk, calls, cell.key))
    return found


async def footers(walk: Walk) -> list[str]:
    """Every key of the footer, in each pane."""
    found, main = [], walk.app.main
    for pane in (Pane.TODAY, Pane.DUMP):
        main.open_pane(pane)
        await walk.rest()
        line = main.query_one(KeyLine)
        for command, start, _ in line._placed():
            listened = (walk.app, "action_command_palette") if command.id == "book.palette" else (main,)
            with heard(*listened) as calls:
                by_mouse = await clicked(walk, calls, line.region.x + start, line.region.y)
                by_key = await pressed(walk, calls, command.now[0])
            found += differing(f"{command.id} in {pane}", by_mouse, by_key)
    await walk.back()
    return found


async def panes(walk: Walk) -> list[str]:
    """Tabs on a narrow screen, titles on a wide one; what stands right of them opens a page of the palette."""
    found, main = [], walk.app.main
    offered = {each.action for each in commands.palette()}
    for size in ((60, 24), (120, 40)):
        await walk.pilot.resize_terminal(*size)
        await walk.back()
        with heard(main, "open_pane") as calls:
            by_key = await pressed(walk, calls, "tab")
        if size[0] < 80:
            tabs = main.query_one(PaneTabs)
            place = (tabs.region.x + len(tabs._tabs[0][1]) + 5, tabs.region.y)
        else:
            title = main.query_one("#dream-title")
            place = (title.region.x + 1, title.region.y)
        with heard(main, "open_pane") as calls:
            found += differing(f"panes at {size[0]}", await clicked(walk, calls, *place), by_key)
        for each in main.query("PaneTitle"):
            action = getattr(each, "_action", "")
            found += [f"{action} of a title is no command"] if action and action not in offered else []
    return found


async def rows(walk: Walk) -> list[str]:
    """A click highlights as the arrows do, two open as `enter` does."""
    main, rows = walk.app.main, walk.app.main.query_one(TodayList)
    place = (rows.region.x + 10, rows.region.y + 2)
    await walk.pilot.click(offset=place)
    by_mouse = rows.cursor
    rows.go_to(0)
    await walk.press("j", "j")
    found = differing("a row", by_mouse, rows.cursor)
    with heard(main, "action_open") as calls:
        await walk.pilot.click(offset=place, times=2)
        await walk.pilot.pause()
        twice = [*calls]
        found += differing("a row twice", twice, await pressed(walk, calls, "enter"))
    return found


async def marks(walk: Walk) -> list[str]:
    """The sign before a row of a page, and the row itself."""
    await STATIONS["page pool"](walk)
    screen, sheet = walk.screen, walk.screen.query_one(Sheet)
    assert isinstance(screen, PoolScreen)
    await walk.pilot.click(offset=(sheet.region.x + 2, sheet.region.y))
    await walk.rest()
    by_mouse = set(screen.marked)
    await walk.press("home", "space", "home")
    found = [] if by_mouse and not screen.marked else ["a mark: space does not take off what the mouse marked"]
    with heard(screen, "action_open") as calls:
        await walk.pilot.click(offset=(sheet.region.x + 9, sheet.region.y), times=2)
        await walk.pilot.pause()
        twice = [*calls]
        found += differing("a row of a page twice", twice, await pressed(walk, calls, "enter"))
    await walk.back()
    return found


async def banner(walk: Walk) -> list[str]:
    """The ways out of a damaged book: commands that the palette has too, as the words say."""
    main, band = walk.app.main, walk.app.main.query_one(Banner)
    band.show("The file is damaged: nothing is written.")
    await walk.rest()
    found = []
    for page in ("backups", "doctor"):
        place = placed(walk, f"ctrl+p {page}", band.region)
        assert place is not None, page
        with heard(main, "action_go") as calls:
            by_mouse = await clicked(walk, calls, *place)
        offered = [("action_go", (page,))] if commands.command(f"book.{page}") in commands.palette() else []
        found += differing(f"banner {page}", by_mouse, offered)
    band.show("")
    await walk.rest()
    return found


async def tour(walk: Walk) -> list[str]:
    """The box of the tour: its first hint skips a step, its second one ends it."""
    main = walk.app.main
    found, counts = [], []
    for by_mouse in (True, False):
        await STATIONS["tour"](walk)
        line = main.query_one("#tour-keys", Keys)
        for hint in (line._keys[0], line._keys[-1]):
            place = placed(walk, hint.plain, line.region)
            assert place is not None, hint.plain
            if by_mouse:
                await walk.pilot.click(offset=place)
                await walk.rest()
            else:
                await walk.press(named(hint.plain.split()[0]))
            counts.append("over" if main.tour is None else main.tour.count)
    if counts[:2] != counts[2:] or counts[1] != "over":
        found.append(f"the tour: {counts}")
    return found


@pytest.mark.timeout(900)
async def test_a_row_of_a_dialog_is_picked_by_mouse_as_by_its_digit() -> None:
    found: list[str] = []
    seen: set[type] = set()
    async with hosted() as walk:
        for name, reach in DIALOGS.items():
            if len(seen) == ENOUGH:
                break
            await reach(walk)
            rows = walk.screen.focused
            if isinstance(rows, Rows) and len(rows.rows) > 1 and type(walk.screen) not in seen:
                seen.add(type(walk.screen))
                found += differing(name, *await picked(walk, rows))
            await walk.back()
    assert len(seen) == ENOUGH
    assert not found, "\n".join(found)


async def picked(walk: Walk, rows: Rows) -> tuple[list[Call], list[Call]]:
    """Pick the second row of a list by mouse and by digit."""
    line = next(at for at, (index, _) in enumerate(rows._lines()) if index == 1)
    region = rows.content_region
    with heard(rows, "_pick") as calls:
        return await clicked(walk, calls, region.x + 3, region.y + line), await pressed(walk, calls, "2")
