"""Hostile names in every pane, on the card, in the bar, the lines and the palette: literal, harmless, no action."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from playbook import moves
from playbook.facts import Opening
from playbook.words import AccountId, EntryId, Outcome
from storage.book import Book
from storage.ids import IdSource
from tests.tui.conftest import opened, settle
from tests.tui.glass import glass, main, today, until
from tests.tui.hosting import HOSTILE, harmless
from tests.tui.seeding import NOW, Territory, fields
from tests.tui.test_terminal import terminal
from tui.app import NotYet

pytestmark = pytest.mark.painted

NAMES = [name for name in HOSTILE if name]
OURS = re.compile(
    rb"\x1b\[[0-9;?<>=]*[a-zA-Z$]|\x1b\[[0-9;?]*\$p|\x1b\][0-9]+;?[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78]|\x1bP[^\x1b]*\x1b\\"
)
"""What Textual itself writes."""


def lay(path: Path) -> None:
    """A book in which every text that comes from outside is hostile, as an older version might have let it in."""
    book = Book.open(path, now=NOW, ids=IdSource.seeded(2), state=path.parent / "state")
    territory = Territory(book)
    try:
        for number, name in enumerate(NAMES):
            more = {"city": name, "incumbent": name, "industry": name, "domain": name, "phone": name, "zone": name}
            drafts = (
                moves.add_account(name, fields(**more)),
                moves.add_person(moves.FRESH, name, fields(title=name, phone=name, email=name, role=name)),
            )
            change = book.record(drafts, now=territory.at(90), label=name)
            account = AccountId(dict(change.ids)["new:1"])
            territory.log(account, 60, Outcome.NO, note=name, words=name)
            for about in ("pain", "agreed", "note"):
                territory.do(moves.remark(account, about, name, NOW.date()), 50)
            seen = book.prospect(account, NOW)
            opening = Opening(EntryId(""), name, NOW.date(), text=name)
            territory.do(moves.opening(seen.account, seen.people, opening, seen.world, seen.settings), 40)
            if number % 2:
                territory.do(moves.star(seen.account, NOW.date()), 40)
                territory.do(moves.signal(seen.account, name, NOW.date()), 40)
                territory.do(moves.signal(seen.account, "bid-out", NOW.date()), 40)
                territory.do(moves.signal(seen.account, "vanished", NOW.date()), 40)
    finally:
        book.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "notyet.db"
    lay(path)
    return path


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40)])
async def test_every_pane_shows_hostile_text_literally(hostile: Path, size: tuple[int, int]) -> None:
    async with opened(hostile, size=size) as pilot:
        for pane in range(3):
            for _ in range(len(main(pilot).active().rows)):
                text = glass(pilot)
                assert harmless(text), (pane, text)
                assert {cell_len(row) <= size[0] for row in text.split("\n")} == {True}
                await pilot.press("j")
                await settle(pilot)
            await pilot.press("tab")
            await settle(pilot)
        assert any(name in glass(pilot) for name in ("Acme [/x] Ltd", "[b]bold[/b]", "O'Brien \\", "[@click=app"))
        await pilot.press("enter")
        await settle(pilot)
        assert harmless(glass(pilot))


async def test_clicks_on_hostile_text_run_nothing(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(NotYet, "action_bell", lambda _: rung.append(1))
    async with opened(hostile) as pilot:
        for place, row in enumerate(today(pilot)):
            if "@click" in row.name:
                for x in range(0, 76, 5):
                    await pilot.click("#today", offset=(x, place))
                    await pilot.pause()
                    if pilot.app.screen is not main(pilot):
                        await pilot.press("escape")
                for y in range(0, 20, 2):
                    await pilot.click("#card", offset=(12, y))
                await pilot.click("#bar-title", offset=(5, 0))
    assert rung == []


async def test_lines_and_palette_show_hostile_text_literally(hostile: Path, tmp_path: Path) -> None:
    del hostile
    path = tmp_path / "notyet.db"
    lay(path)
    async with opened(path) as pilot:
        for _ in NAMES:
            await pilot.press("a")
            await settle(pilot)
            assert harmless(glass(pilot))
            main(pilot)._unblock()
        await pilot.press("u")
        await settle(pilot)
        assert harmless(glass(pilot))
        await pilot.press("ctrl+p")
        await pilot.press(*"acme")
        await pilot.pause(0.8)
        assert harmless(glass(pilot))
        await pilot.press("escape")


_PLAIN = "\r\n\x00\u200d\u200c\u200e"
"""Line ends, joiners inside words, and the mark by which we fence a right-to-left name."""


def test_not_one_foreign_control_byte_reaches_the_terminal(hostile: Path) -> None:
    with terminal(hostile, words="left") as desk:
        desk.wait("no answer")
        for key in ("j", "j", "j", "j", "j", "\t", "j", "\t", "j", "\t", "q"):
            desk.type(key, 0.3)
        desk.close()
        left = OURS.sub(b"", desk.raw).decode("utf-8", "replace")
    foreign = {char for char in left if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and char not in _PLAIN}
    assert foreign == set()


async def test_renaming_keeps_columns_in_line(hostile: Path) -> None:
    async with opened(hostile, size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(today(pilot)))
        rows = main(pilot).active()
        widths = {cell_len("".join(piece.text for piece in rows.pieces(row, 70))) for row in rows.rows}
        assert widths == {70}
