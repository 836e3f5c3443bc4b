"""Who is who in the app: side by side, merged, moved, split; pairs that look alike; many marked rows (R38, R39)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from playbook.bodies import AccountAdded, Barred, PersonAdded
from playbook.decision import Draft
from playbook.words import AccountId, PersonId
from storage.views import Change
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, Host, harmless, shown
from tests.tui.stocked import Stock, stocked
from tui import themes
from tui.screens.account import AccountAnswer, AccountScreen
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.merging import MergeScreen
from tui.screens.pool import PoolScreen
from tui.screens.search import SearchScreen
from tui.screens.sheet import Sheet


async def rest(pilot: Any) -> None:
    """Wait until nothing is under way but questions that wait for the rep."""
    for _ in range(1_000):
        await asyncio.sleep(0.005)
        if all(each.group in {"edit", "bulk"} or each.is_finished for each in pilot.app.workers):
            break
    await pilot.pause()


async def press(pilot: Any, *keys: str) -> None:
    """Press keys one by one; words in angle brackets are written at once."""
    for key in keys:
        if key.startswith("<"):
            line = pilot.app.focused
            assert isinstance(line, Input)
            line.insert_text_at_cursor(key[1:-1])
        else:
            await pilot.press(key)
        await rest(pilot)


async def twin(stock: Stock, name: str = "Acme Robotics Inc", **fields: str) -> AccountId:
    """Add a firm that is Acme once more."""
    drafts = (
        Draft(AccountId("new:1"), AccountAdded(name, tuple(sorted(fields.items())))),
        Draft(PersonId("new:2"), PersonAdded(AccountId("new:1"), "Ray Ortiz")),
    )
    change = await stock.desk.run(lambda book: book.record(drafts, now=NOW, label="added"))
    return AccountId(dict(change.ids)["new:1"])


@pytest.mark.parametrize(("size", "theme"), [((60, 20), themes.NIGHT), ((120, 40), themes.DAWN)])
async def test_both_stand_side_by_side_and_become_one(tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    """R39: one action; the word chosen stands."""
    async with stocked(tmp_path) as stock:
        other = await twin(stock, state="WI", industry="Anvils")
        app = Host(theme)
        async with app.run_test(size=size) as pilot:
            app.show(MergeScreen(stock.desk, stock.clock, stock.acme, other))
            await rest(pilot)
            assert harmless(shown(app))
            assert "Acme Robotics Inc" in shown(app)
            await press(pilot, "space", "enter")
        (change,) = app.answers
        assert isinstance(change, Change)
        assert change.label == "merge Acme Robotics Inc into Acme Robotics"
        side = await stock.desk.run(lambda book: book.side(stock.acme))
        assert side.account.name == "Acme Robotics Inc"


async def test_the_other_one_may_stay(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        other = await twin(stock)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(MergeScreen(stock.desk, stock.clock, stock.acme, other))
            await rest(pilot)
            await press(pilot, "tab", "enter")
        assert app.answers[0].label == "merge Acme Robotics into Acme Robotics Inc"


@pytest.mark.parametrize("name", [HOSTILE[1], HOSTILE[5], HOSTILE[7]])
async def test_foreign_names_are_only_text(tmp_path: Path, name: str) -> None:
    async with stocked(tmp_path) as stock:
        other = await twin(stock, name)
        app = Host()
        async with app.run_test(size=(60, 20)) as pilot:
            app.show(MergeScreen(stock.desk, stock.clock, stock.acme, other))
            await rest(pilot)
            assert harmless(shown(app))
            await press(pilot, "escape")
        assert app.answers == [None]


async def test_what_is_gone_meanwhile_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(MergeScreen(stock.desk, stock.clock, stock.acme, AccountId("nobody")))
            await rest(pilot)
            assert "no longer in the book" in shown(app)
            await press(pilot, "enter", "space")
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(MergeScreen(stock.desk, stock.clock, stock.acme, stock.acme))
            await rest(pilot)
            await press(pilot, "enter")
            assert "same already" in shown(app)


async def test_a_bar_and_a_star_are_told_before(tmp_path: Path) -> None:
    """R38, R19."""
    async with stocked(tmp_path) as stock:
        other = await twin(stock)
        drafts = (Draft(other, Barred(None, "never")),)
        await stock.desk.run(lambda book: book.record(drafts, now=NOW, label="barred"))
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(MergeScreen(stock.desk, stock.clock, stock.acme, other))
            await rest(pilot)
            assert "the bar of either stands" in shown(app)
            assert "It is barred" in shown(app)
            await press(pilot, "tab")
            assert "star of a dream client" in shown(app)


async def on_page(stock: Stock, app: Host, pilot: Any, account: AccountId) -> None:
    app.show(AccountScreen(stock.desk, stock.clock, account))
    await rest(pilot)


async def test_from_an_accounts_page_it_is_merged_and_split_again(tmp_path: Path) -> None:
    """R39: also when the merge is not the newest action."""
    async with stocked(tmp_path) as stock:
        other = await twin(stock)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await on_page(stock, app, pilot, stock.acme)
            await press(pilot, "ampersand", "1")
            assert "Which company is Acme Robotics too?" in shown(app)
            await press(pilot, "<robotics inc>", "enter")
            assert "Acme Robotics Inc into Acme Robotics" in shown(app)
            await press(pilot, "enter")
            assert "takes it back" in shown(app)
            await press(pilot, "ampersand")
            assert "are two" in shown(app)
            await press(pilot, "2")
            side = await stock.desk.run(lambda book: book.side(other))
            assert side.account.name == "Acme Robotics Inc"
            await press(pilot, "ampersand", "escape", "escape")
        (answer,) = app.answers
        assert isinstance(answer, AccountAnswer)
        assert len(answer.changes) == 2


async def test_people_are_merged_and_moved_on_the_page(tmp_path: Path) -> None:
    """R38: bars travel; R21: a correction."""
    async with stocked(tmp_path) as stock:
        dana = await stock.desk.run(lambda book: book.side(stock.acme).people[0])
        drafts = (Draft(PersonId("new:1"), PersonAdded(stock.acme, "D. Cole")),)
        await stock.desk.run(lambda book: book.record(drafts, now=NOW, label="added"))
        before = await stock.desk.run(lambda book: book.side(stock.acme).people)
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await on_page(stock, app, pilot, stock.acme)
            await press(pilot, "tab")
            facts = app.screen.query_one("#facts", Sheet)
            facts.cursor = next(
                place for place, row in enumerate(facts.rows) if getattr(row.value, "person", None) == dana.id
            )
            await press(pilot, "ampersand", "2", "1", "enter")
            after = await stock.desk.run(lambda book: book.side(stock.acme).people)
            assert len(after) == len(before) - 1
            facts.cursor = next(
                place for place, row in enumerate(facts.rows) if getattr(row.value, "person", None) is not None
            )
            held = facts.value
            await press(pilot, "ampersand")
            await press(pilot, "3" if len(after) > 1 else "2", "<globex>", "enter", "2")
            found = await stock.desk.run(lambda book: book.person(held.person))  # type: ignore[attr-defined]
            assert found.account_name.startswith("Globex")


async def test_a_new_field_is_put_on_the_page_and_a_wrong_value_refused(tmp_path: Path) -> None:
    """R36, R40."""
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            await on_page(stock, app, pilot, stock.acme)
            await press(pilot, "tab")
            facts = app.screen.query_one("#facts", Sheet)
            place = next(n for n, row in enumerate(facts.rows) if getattr(row.value, "field", "") == "another field")
            facts.cursor = place
            await press(pilot, "enter", "enter")
            assert "needs a name" in shown(app)
            await press(pilot, "<shoe size>", "down", "<42>", "enter")
            assert (await stock.desk.run(lambda book: book.side(stock.acme))).account.get("shoe size") == "42"
            facts.cursor = next(
                n for n, row in enumerate(facts.rows) if getattr(row.value, "field", "") == "another field"
            )
            await press(pilot, "enter", "<tier>", "down", "<Z>", "enter")
            assert "cannot be read" in shown(app)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_pairs_that_look_alike_are_merged_or_told_apart(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        held = await stock.desk.run(lambda book: book.side(stock.acme).account)
        fields = {name: str(value) for name, value in held.fields if name in {"state", "city", "domain", "phone"}}
        await twin(stock, "Acme Robotics Inc", **(fields or {"state": "IL"}))
        app = Host()
        async with app.run_test(size=size) as pilot:
            app.show(DuplicatesScreen(stock.desk, stock.clock))
            await rest(pilot)
            assert harmless(shown(app))
            assert "2 pairs ·" in shown(app)
            await press(pilot, "minus")
            await rest(pilot)
            assert "1 pair ·" in shown(app)
            await press(pilot, "u")
            await rest(pilot)
            await press(pilot, "home", "enter", "enter", "escape")
        (change,) = app.answers
        assert isinstance(change, Change)
        assert change.label.startswith("merge Acme Robotics")


async def test_a_pair_opens_its_account_and_an_empty_page_teaches(tmp_path: Path) -> None:
    async with stocked(tmp_path, empty=True) as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(DuplicatesScreen(stock.desk, stock.clock))
            await rest(pilot)
            assert "Lists bring doubles" in shown(app)
            await press(pilot, "enter", "minus", "u", "ctrl+o", "escape")
        assert app.answers == [None]
    async with stocked(tmp_path / "full") as stock:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(DuplicatesScreen(stock.desk, stock.clock))
            await rest(pilot)
            await press(pilot, "ctrl+o")
        assert app.answers in ([stock.acme], [stock.hostile])


async def test_marked_rows_of_a_search_are_changed_in_one_action(tmp_path: Path) -> None:
    """R39, R38: what a rule forbids is left out and told."""
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(SearchScreen(stock.desk, stock.clock))
            await rest(pilot)
            await press(pilot, "tab", "ctrl+a")
            count = len(app.screen.query_one(Sheet).rows)
            assert f"{count} marked" in shown(app)
            await press(pilot, "ctrl+a", "space", "space")
            assert "2 marked" in shown(app)
            await press(pilot, "ampersand", "1", "enter")
            assert "A word is needed" in shown(app)
            await press(pilot, "<expo>", "enter")
            assert "2 accounts tagged expo" in shown(app)
            await press(pilot, "2")
            assert len(await stock.desk.run(lambda book: book.found("tag:expo"))) == 2
            await press(pilot, "tab", "escape")
        (change,) = app.answers
        assert change.label == "2 accounts tagged expo"


async def test_two_marked_rows_of_the_pool_are_merged(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await twin(stock)
        await twin(stock, "Acme Robotics GmbH")
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(PoolScreen(stock.desk, stock.clock))
            await rest(pilot)
            await press(pilot, "space", "space")
            assert "2 marked" in shown(app)
            await press(pilot, "ampersand", "9", "enter")
            assert len(await stock.desk.run(lambda book: book.merges())) == 1
            await press(pilot, "home", "space", "ampersand", "5", "<soon>", "enter")
            assert "A length is needed" in shown(app)
            await press(pilot, "escape", "ampersand", "8", "2")
            dumped = await stock.desk.run(lambda book: book.dumped(NOW))
            assert [row.reason for row in dumped.rows] == ["junk"]


async def test_a_deed_that_changes_nothing_says_so(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        await twin(stock)
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            app.show(PoolScreen(stock.desk, stock.clock))
            await rest(pilot)
            await press(pilot, "space", "ampersand", "6", "<why not>", "enter")
            await rest(pilot)
            found = await stock.desk.run(lambda book: book.newest_action())
            assert found is not None
            assert "kept" not in found[1]
