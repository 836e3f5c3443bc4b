"""Every key of every screen is pressed where it works: nothing breaks, and undo brings the book back (R39).

The keys come from the bindings themselves, so that a new one is pressed from the day it is there. What a key asks is
answered, and `u` is pressed where the key was, if the page has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from storage.book import Book
from storage.dump_tables import Rows, differing, dump_tables
from tests.tui.walking import DIALOGS, STATIONS, Walk, furnish, hosted, walking
from tui import outside, reading
from tui.dialogs import choice
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.frame import Dialog

WHERE = (
    "today", "dream", "dump", "card", "block", "search", "explain", "help", "erase", "merge", "evidence", "first start",
    "import", "import columns", "import trial", "account", "playbook", "playbook history",
)  # fmt: skip
STOPS = {name: reach for name, reach in STATIONS.items() if name in WHERE or name.startswith("page ")}
LEAVES = frozenset({"ctrl+q", "q", "ctrl+c"})
"""What leaves the planner from the main screen; test_app.py and tests/e2e/test_leaving.py press them."""
FOR_GOOD = frozenset({("ForecastScreen", "p")})
"""Keys that play for seconds; test_screens_forecast.py presses them."""
NOT_ANSWERED = frozenset({"page keys", "page export", "page backups", "page doctor", "page imports", "erase"})
"""Pages whose questions are about files or keys, or for good, or take back a whole import: their own tests answer."""
MOST = 8
"""Answers to one key, at most."""
DONE = "SELECT kind, action FROM entry WHERE seq > ? AND kind NOT LIKE 'block.%' GROUP BY action ORDER BY min(seq)"
"""What was done since, one row for each deed; the marks of a block's clock are none."""
Key = tuple[str, str]
"""The class whose binding it is, and the key."""


def owned(kind: type) -> Iterator[str]:
    """Yield the keys that this class itself binds."""
    bound: list[BindingType] = kind.__dict__.get("BINDINGS", [])
    for each in bound:
        named = each.key if isinstance(each, Binding) else each[0]
        yield from named.split(",")


def owner(node: DOMNode, key: str) -> str:
    """Return the name of the class of ours that binds this key of a node; empty for one of the library's own."""
    found = next((kind for kind in type(node).__mro__ if key in owned(kind)), None)
    return found.__name__ if found is not None and found.__module__.startswith("tui.") else ""


def keys_of(walk: Walk) -> list[Key]:
    """Return our keys that work on the screen as it stands."""
    main = len(walk.pilot.app.screen_stack) == 1
    found = ((owner(active.node, key), key) for key, active in walk.screen.active_bindings.items())
    return [(name, key) for name, key in found if name and not (main and key in LEAVES)]


class Told:
    """What the book says, read anew only where something was written since."""

    def __init__(self) -> None:
        self._changes = (-1, -1)
        self._rows: dict[str, Rows] = {}

    async def now(self, walk: Walk) -> dict[str, Rows]:
        """Return its tables; what was done and taken back is no part of them."""
        changes = await walk.app.desk.run(_changes)
        if changes != self._changes:
            found = await walk.app.desk.run(lambda book: dump_tables(book._link.db))
            self._rows = {name: rows for name, rows in found.items() if name != "action"}
            self._changes = changes
        return self._rows


def _changes(book: Book) -> tuple[int, int]:
    """Return what moves with each write: of this connection, and of any other one."""
    db = book._link.db
    return db.total_changes, int(db.execute("PRAGMA data_version").fetchone()[0])


async def newest(walk: Walk) -> int:
    return await walk.app.desk.run(lambda book: int(book._link.db.execute("SELECT max(seq) FROM entry").fetchone()[0]))


async def taken_back(walk: Walk, since: int) -> None:
    """Take back what was done since, as often as something was."""
    rows = await walk.app.desk.run(lambda book: book._link.db.execute(DONE, (since,)).fetchall())
    for kind, _ in reversed(rows):
        await walk.press("ctrl+r" if kind == "action.undone" else "u")


async def answered(walk: Walk) -> None:
    """Answer what a key asks, and what that asks in turn, until nothing is asked any more."""
    for _ in range(MOST):
        screen = walk.screen
        if not isinstance(screen, Dialog):
            return
        await _answer(walk, screen)
        for key in ("enter", "escape"):
            if walk.screen is screen:
                await walk.press(key)


async def _answer(walk: Walk, screen: Dialog[Any]) -> None:
    """Give one answer: of a question the row that does it (the first one changes nothing), else a word or a day."""
    if isinstance(screen.focused, choice.Rows):
        await walk.press("2" if isinstance(screen, ConfirmDialog) and len(screen.focused.rows) > 1 else "1")
    if walk.screen is screen and isinstance(screen.focused, Input | TextArea):
        await walk.press("3")


@pytest.fixture
def outward(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is opened outside of the test; the lists are read at once."""
    monkeypatch.setattr(reading, "QUIET", 0.01)
    monkeypatch.setattr(outside, "_ran", lambda _: True)


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("outward")
async def test_every_key_of_every_page_works_and_is_taken_back_r39(tmp_path: Path) -> None:
    path = tmp_path / "notyet.db"
    furnish(path)
    pressed: set[Key] = set()
    wrote: set[Key] = set()
    found: list[str] = []
    told = Told()
    async with walking(path, size=(80, 24)) as walk:
        for name, reach in STOPS.items():
            await reach(walk)
            for key in keys_of(walk):
                if key in pressed | FOR_GOOD:
                    continue
                pressed.add(key)
                before, since = await told.now(walk), await newest(walk)
                await walk.press(key[1])
                assert walk.app.is_running, f"{key} on {name} ended the planner"
                if name not in NOT_ANSWERED:
                    await answered(walk)
                wrote |= {key} if await newest(walk) > since else set()
                if "u" not in walk.screen.active_bindings:
                    await walk.back()
                await taken_back(walk, since)
                left = differing(before, await told.now(walk))
                found += [f"{key} on {name}: {', '.join(left)} not brought back"] if left else []
                if len(walk.app.screen_stack) > 1:
                    await walk.back()
                await reach(walk)
            await walk.back()
    assert len(wrote) > 20, "a walk that writes little proves little"
    assert not found, "\n".join(found)


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("outward")
async def test_every_key_of_every_dialog_works() -> None:
    pressed: set[Key] = set()
    async with hosted(size=(80, 24)) as walk:
        for reach in DIALOGS.values():
            await reach(walk)
            for key in keys_of(walk):
                if key not in pressed:
                    pressed.add(key)
                    await walk.press(key[1])
                    await walk.back()
                    await reach(walk)
            await walk.back()
    assert {"escape", "enter"} <= {key for _, key in pressed}
