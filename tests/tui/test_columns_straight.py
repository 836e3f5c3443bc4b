"""Columns stay straight: a row with a Japanese, full-width, Arabic or Hebrew name stands as a plain one does.

Each page holds rows that differ in nothing but the name. They are read off the glass, cell by cell: what stands behind
the name must begin at the same cell in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from playbook import assets, moves
from playbook.settings import Caps
from playbook.value_library import Asset, AssetKind
from playbook.words import AccountId, AssetId, Outcome
from storage.book import Book
from storage.ids import IdSource
from tests.tui.hosting import typed
from tests.tui.numbered import REPORT
from tests.tui.seeding import NOW, Territory, settle
from tests.tui.walking import Walk, walking
from tui import reading
from tui.content import FENCE
from tui.screens.sheet import Sheet
from tui.widgets.row_list import RowList

NAMES = (
    "Plain Works", "Zeta", "A much longer name", "日本精密工業", "ＡＢＣ株式会社", "شركة الروبوتات", "חברת הרובוטים",
    "👩\u200d🚀 Rockets", "日本 שלום ＡＢ",
)  # fmt: skip
ENOUGH = 6
"""Names that must be seen whole for a page to prove anything."""
SIZES = ((60, 60), (80, 60), (120, 60))


def lay(path: Path) -> None:
    """A book in which every list holds a row of each name, alike in all else."""
    book = Book.open(path, now=NOW, ids=IdSource.seeded(7), state=path.parent / "state")
    try:
        settle(book)
        book.set_settings(replace(book.settings(), caps=replace(Caps(), day=len(NAMES))), NOW)
        t = Territory(book)
        for name in NAMES:
            _today(t, f"{name} today")
            _worked(t, f"{name} held")
            _dream(t, f"{name} starred")
            _drains(t, f"{name} drains")
            _gone(t, f"{name} gone")
            _added(t, f"{name} waits")
            book.record(
                (assets.add(Asset(AssetId(""), name, AssetKind.INVITE, about="talk", fits=("food",))),),
                now=NOW, label="asset",
            )  # fmt: skip
            draft = moves.add_account(f"{name} landed")
            book.land(iter([draft]), iter(()), now=NOW, label=name, source=name, report=REPORT, cancelled=bool)
            for ending in ("", " GmbH"):
                t.add(f"{name}{ending}", domain=f"x{NAMES.index(name)}.example", country="FR")
        book.refresh_day(NOW)
    finally:
        book.close()


def _added(t: Territory, name: str) -> AccountId:
    return t.add(
        name, ("Kim Sato", "COO"), city="Bonn", country="DE", industry="food", employees=300, spend=400_000,
        zone="America/Chicago",
    )  # fmt: skip


def _worked(t: Territory, name: str) -> AccountId:
    account = _added(t, name)
    t.log(account, 60, Outcome.NO)
    return account


def _today(t: Territory, name: str) -> None:
    t.log(_worked(t, name), 20, Outcome.CALLBACK, when=NOW.date(), value_between=False)


def _dream(t: Territory, name: str) -> None:
    account = _worked(t, name)
    t.do(moves.star(t.book.prospect(account, t.at(50)).account, t.at(50).date()), 50)


def _drains(t: Territory, name: str) -> None:
    account = _worked(t, name)
    for sign in ("huge-potential", "bid-out", "vanished", "apologised"):
        t.do(moves.signal(t.book.prospect(account, t.at(30)).account, sign, t.at(30).date()), 30)


def _gone(t: Territory, name: str) -> None:
    account = _worked(t, name)
    t.do(moves.dump(t.book.prospect(account, t.at(9)).account, t.at(9).date(), "too small", 9.5), 9)


def starts(line: str, name: str, ending: str) -> tuple[int, ...] | None:
    """Return the cells at which a name and the words behind it begin in a line; None: the name isn't there, or cut."""
    found = re.search(f"{re.escape(name)}{ending}{FENCE}?(?= |$)", line)
    if found is None:
        return None
    behind = (cell_len(line[: word.start()]) for word in re.finditer(r"(?<= )[^ ]", line) if word.start() > found.end())
    return cell_len(line[: found.start()]), *behind


Open = Callable[[Walk], Awaitable[None]]


def keys(*names: str) -> Open:
    async def go(walk: Walk) -> None:
        await walk.press(*names)

    return go


def page(name: str) -> Open:
    async def go(walk: Walk) -> None:
        walk.app.main.doors.page(name)
        await walk.rest()

    return go


PAGES: dict[str, tuple[Open, str]] = {
    "today": (keys(), " today"),
    "dream": (keys("tab"), " starred"),
    "dump": (keys("tab", "tab"), " drains"),
    "search": (keys("slash", *typed("bonn is:pool")), " waits"),
    "pool": (page("pool"), " waits"),
    "held": (page("held"), "(?: held| starred| drains)"),
    "let go": (page("dumped"), " gone"),
    "library": (page("library"), ""),
    "imports": (page("imports"), ""),
    "duplicates": (page("duplicates"), "(?: GmbH)?(?=.? +=)"),
}
"""How to reach each list, and what stands behind the name in those of its rows that are alike."""
FIRST_ONLY = frozenset({"duplicates"})
"""Lists in which the two names of a row stand in one sentence: only where it begins is a column."""


def listed(walk: Walk) -> list[str]:
    """Return the lines of the list that has the keys, and of no other one."""
    rows = walk.screen.focused
    if not isinstance(rows, RowList):
        rows = walk.screen.query_one(Sheet)
    region = rows.region
    strips = walk.screen._compositor.render_strips()[region.y : region.bottom]
    return ["".join(segment.text for segment in strip.crop(region.x, region.right)) for strip in strips]


def columns(walk: Walk, ending: str) -> dict[str, tuple[int, ...]]:
    """Return the cells at which the columns of each row start, by the row's line."""
    return {line: start for line in listed(walk) for name in NAMES if (start := starts(line, name, ending)) is not None}


@pytest.mark.timeout(240)
async def test_columns_stand_straight_whatever_script_a_name_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "QUIET", 0.01)
    path = tmp_path / "notyet.db"
    lay(path)
    wrong = []
    async with walking(path, size=(120, 60)) as walk:
        await walk.back()
        for name, (reach, ending) in PAGES.items():
            await reach(walk)
            for size in SIZES:
                await walk.pilot.resize_terminal(*size)
                await walk.rest()
                found = columns(walk, ending)
                starting = {start[:1] if name in FIRST_ONLY else start for start in found.values()}
                names = {each for each in NAMES if any(each in line for line in found)}
                if len(starting) != 1 or len(names) < ENOUGH:
                    wrong.append("\n".join((f"{name} at {size[0]}: {len(names)} names", *found)))
            await walk.back()
    assert not wrong, "\n".join(wrong)


def test_the_measure_sees_a_column_that_one_row_pushes_aside() -> None:
    straight = [f"  {name}{' ' * (20 - cell_len(name))}Bonn   No 1" for name in NAMES]
    assert {starts(line, name, "") for line, name in zip(straight, NAMES, strict=True)} == {(2, 22, 29, 32)}
    counted = [f"  {name.ljust(20)}Bonn   No 1" for name in NAMES]
    assert len({starts(line, name, "") for line, name in zip(counted, NAMES, strict=True)}) > 1, "letters are no cells"
