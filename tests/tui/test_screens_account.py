"""An account's page: everything known, everything that happened, fields changed in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook import moves
from playbook.words import AccountId
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown, typed
from tests.tui.stocked import PAIN, Stock, stocked
from tui.screens.account import AccountAnswer, AccountScreen, link_of
from tui.screens.account_facts import Held
from tui.screens.sheet import Sheet


async def settle(app: Host, pilot: Any) -> None:
    await pilot.pause()
    for worker in list(app.workers):
        if worker.group != "edit":
            await worker.wait()
    await pilot.pause()


def page(stock: Stock, account: AccountId | None = None) -> AccountScreen:
    return AccountScreen(stock.desk, stock.clock, stock.acme if account is None else account)


@pytest.mark.parametrize("size", SIZES)
async def test_the_record_is_told_in_words_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=size) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            glass = shown(app)
            for words in ("Acme Robotics", "dream client", "plan", PAIN, "opening", "funding"):
                assert words in glass, words
            await pilot.press("end")
            glass = shown(app)
            for words in ("bid out our own specification", "a sign of tomorrow", "“after the audit”", "came into"):
                assert words in glass, words
            assert harmless(glass)


async def test_both_halves_stand_side_by_side_only_where_there_is_room(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            assert "lead score" in shown(app)
            assert "what happened" in shown(app)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert "lead score" not in shown(app)
            await pilot.press("tab")
            await pilot.pause()
            assert "lead score" in shown(app)
            await pilot.press("shift+tab")
            await pilot.pause()
            assert "lead score" not in shown(app)


async def test_hostile_names_and_bars_stand_as_text(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock, stock.hostile))
            await settle(app, pilot)
            glass = shown(app)
            assert "DO NOT CONTACT [@click=app.bell]Acme[/]" in glass
            assert "never touched" in glass
            assert "Nothing is planned" in glass
            assert harmless(glass)


async def test_r40_a_field_is_changed_in_place_and_can_be_undone(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("tab", "home", "down", "enter")
            await pilot.pause()
            await pilot.press(*typed("Steel"), "enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "Steel" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        ((answer),) = app.answers
        assert [change.label for change in answer.changes] == ["industry changed · Acme Robotics"]
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.account.get("industry") == "Steel"
        await stock.desk.run(lambda book: book.undo(NOW))
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.account.get("industry") == ""


async def test_a_persons_field_is_theirs(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("tab")
            sheet = app.screen.query_one("#facts", Sheet)
            place = next(
                n for n, row in enumerate(sheet.rows) if isinstance(row.value, Held) and row.value.field == "title"
            )
            await pilot.click("#facts", offset=(4, place))
            await pilot.pause()
            await pilot.press("end", *typed(" Ops"), "enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.people[0].get("title") == "VP Ops"


async def test_a_name_cannot_be_emptied_and_the_same_value_writes_nothing(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("tab", "home", "enter")
            await pilot.pause()
            await pilot.press("ctrl+u", "enter")
            await pilot.pause()
            assert "A name is needed" in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            await pilot.press("q")
            await pilot.pause()
        assert app.answers == [AccountAnswer()]


async def test_values_are_copied_and_links_opened(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("ctrl+o", "tab", "home")
            await pilot.press("ctrl+y")
            assert app.copied == "Acme Robotics"
            sheet = app.screen.query_one("#facts", Sheet)
            while not (isinstance(sheet.value, Held) and sheet.value.field == "domain"):
                await pilot.press("down")
            await pilot.press("ctrl+o")
            assert app.copied == "https://acme.com"


@pytest.mark.parametrize(
    ("field", "value", "link"),
    [
        ("phone", "+1 (312) 555-0142", "tel:+13125550142"),
        ("email", "dana@acme.com", "mailto:dana@acme.com"),
        ("email", "none", ""),
        ("domain", "http://acme.com", "http://acme.com"),
        ("linkedin", "linkedin.com/in/dana", "https://linkedin.com/in/dana"),
        ("city", "Springfield", ""),
        ("phone", " ", ""),
    ],
)
def test_links_of_fields(field: str, value: str, link: str) -> None:
    assert link_of(Held(field, field, value)) == link


async def test_an_outcome_key_is_handed_on(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("n")
            await pilot.pause()
        assert app.answers == [AccountAnswer("n")]


async def answered(stock: Stock, keys: list[list[str]], account: AccountId | None = None) -> str:
    """Press keys on the page in turns, each after what the one before asked; return the glass."""
    app = Host()
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(page(stock, account))
        await settle(app, pilot)
        for turn in keys:
            await pilot.press(*turn)
            await settle(app, pilot)
            await settle(app, pilot)
        return shown(app)


async def test_r45_a_note_on_any_touch_by_one_key_and_its_time_by_another(tmp_path: Path) -> None:
    """R45, R27: from the account's page; the plan stays, and undo brings the record back."""
    async with stocked(tmp_path) as stock:
        before = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        down = ["home", "down"]
        glass = await answered(stock, [[*down, "space"], typed("call me after the audit"), ["enter"]])
        assert "call me after the audit" in glass
        assert "space note" in glass
        await answered(stock, [[*down, "@"], [*typed("yesterday 16:00"), "tab", "end", *typed("0"), "enter"]])
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        moved = found.touches[0]
        assert (moved.note, moved.at.hour) == (before.touches[0].note + "call me after the audit", 16)
        assert moved.minutes == before.touches[0].minutes * 10
        assert [step.on for step in found.account.steps] == [step.on for step in before.account.steps]
        for _ in range(2):
            await stock.desk.run(lambda book: book.undo(NOW))
        again = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert again.touches == before.touches


async def test_r41_a_pain_is_said_better_in_place(tmp_path: Path) -> None:
    """R41: the newest stands on the card, the earlier one stays in the record, with who said it."""
    async with stocked(tmp_path) as stock:
        glass = await answered(stock, [["home", "enter"], ["end", *typed(" and a half"), "enter"]])
        assert f"{PAIN} and a half" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert [(each.text, each.person) for each in found.account.remarks if each.about == "pain"] == [
            (PAIN, stock.dana),
            (f"{PAIN} and a half", stock.dana),
        ]


async def test_r38_a_bar_is_lifted_only_with_their_words(tmp_path: Path) -> None:
    """R38: enter on the red line asks what they said; empty is refused; undo bars again."""
    async with stocked(tmp_path) as stock:
        asked = await answered(stock, [["tab", "home", "enter"], ["enter"]], stock.hostile)
        assert "A reason is needed" in asked
        found = await stock.desk.run(lambda book: book.prospect(stock.hostile, NOW))
        assert found.standing == "barred"
        glass = await answered(stock, [["tab", "home", "enter"], [*typed("call us again"), "enter"]], stock.hostile)
        assert "DO NOT CONTACT" not in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.hostile, NOW))
        assert (found.standing, found.account.bars) == ("pool", ())
        await stock.desk.run(lambda book: book.undo(NOW))
        found = await stock.desk.run(lambda book: book.prospect(stock.hostile, NOW))
        assert found.standing == "barred"


@pytest.mark.parametrize(("firm", "count"), [("Nova Works", 1), ("globex 07", 0)])
async def test_r21_the_leavers_new_firm_is_named_later(tmp_path: Path, firm: str, count: int) -> None:
    """R21: they follow as a new prospect, with the relation noted; a firm of the book is not added twice."""
    async with stocked(tmp_path) as stock:
        await stock.desk.run(
            lambda book: book.record((moves.set_person(stock.dana, gone=True),), now=NOW, label="left")
        )
        before = (await stock.desk.run(lambda book: book.size())).accounts
        await answered(stock, [["tab", "end", "enter"], [*typed(firm), "enter"]])
        found = await stock.desk.run(lambda book: book.find(firm))
        seen = await stock.desk.run(lambda book: book.prospect(found, NOW))
        assert [(each.id, each.came_from, each.gone) for each in seen.people] == [(stock.dana, stock.acme, False)]
        assert (await stock.desk.run(lambda book: book.size())).accounts == before + count


async def test_an_account_that_an_undo_took_away_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            app.show(page(stock, AccountId("nobody")))
            await settle(app, pilot)
            assert "This account is not in the book." in shown(app)
            await pilot.press("tab", "enter", "ctrl+y")
            await pilot.pause()


async def test_a_refused_change_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("tab", "home", "down", "enter")
            await pilot.pause()
            await stock.desk.stop()
            await pilot.press(*typed("Steel"), "enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "The planner's file is closed." in shown(app)


async def test_r36_a_changed_number_brings_its_zone_along(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock, stock.hostile))
            await settle(app, pilot)
            await pilot.press("tab", "home")
            sheet = app.screen.query_one("#facts", Sheet)
            while not (isinstance(sheet.value, Held) and sheet.value.field == "phone"):
                await pilot.press("down")
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press(*typed("212 555 0142"), "enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
        found = await stock.desk.run(lambda book: book.prospect(stock.hostile, NOW))
        assert found.account.get("zone") == "America/New_York"
        assert found.account.get("phone") == "+12125550142"
