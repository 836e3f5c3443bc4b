"""An account's page: everything known, everything that happened, fields changed in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from playbook import moves
from playbook.facts import Opening, Remark, Signal, Step, Touch
from playbook.words import AccountId
from tests.builders import NOW
from tests.tui.hosting import SIZES, Host, harmless, shown, typed
from tests.tui.stocked import PAIN, Stock, stocked
from tui import outside
from tui.screens.account import AccountAnswer, AccountScreen
from tui.screens.account_facts import WENT_TO, Held, HeldStanding, HeldStar
from tui.screens.account_record import HeldDay
from tui.screens.sheet import Sheet


async def settle(app: Host, pilot: Any) -> None:
    await pilot.pause()
    for worker in list(app.workers):
        if worker.group != "edit":
            await worker.wait()
    await pilot.pause()


Key = str | type | Callable[[object], bool]


def field(name: str) -> Callable[[object], bool]:
    """Tell the line of a field."""
    return lambda value: isinstance(value, Held) and value.field == name


async def to(pilot: Any, wanted: type | Callable[[object], bool]) -> None:
    """Go to the first line of that kind, whichever half it stands on."""
    screen = pilot.app.screen
    for half in ("record", "facts"):
        sheet = screen.query_one(f"#{half}", Sheet)
        for row in sheet.rows:
            if row.value is not None and (
                isinstance(row.value, wanted) if isinstance(wanted, type) else wanted(row.value)
            ):
                if not screen.has_class(f"-{half}"):
                    await pilot.press("tab")
                await pilot.press("home")
                while sheet.value != row.value:
                    await pilot.press("down")
                return
    pytest.fail(f"no line is {wanted}")


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
            for words in ("Acme Robotics", "dream client", "plan", PAIN):
                assert words in glass, words
            await pilot.press("end")
            glass = shown(app)
            for words in (
                "opening",
                "funding",
                "bid out our own specification",
                "a sign of tomorrow",
                "“after the audit”",
                "came into",
            ):
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
            await to(pilot, field("industry"))
            await pilot.press("enter")
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
            await pilot.press(*typed(" Ops"), "enter")
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


async def test_an_outcome_key_is_handed_on(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test() as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            await pilot.press("n")
            await pilot.pause()
        assert app.answers == [AccountAnswer("n")]


async def answered(stock: Stock, turns: Sequence[Sequence[Key]], account: AccountId | None = None) -> str:
    """Press keys on the page in turns, each after what the one before asked; return the glass.

    A kind of line, or what tells one, moves the highlight there.
    """
    app = Host()
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(page(stock, account))
        await settle(app, pilot)
        for turn in turns:
            for key in turn:
                if isinstance(key, str):
                    await pilot.press(key)
                else:
                    await to(pilot, key)
            await settle(app, pilot)
            await settle(app, pilot)
        return shown(app)


async def test_r45_a_note_on_any_touch_by_one_key_and_its_time_by_another(tmp_path: Path) -> None:
    """R45, R27: from the account's page; the plan stays, and undo brings the record back."""
    async with stocked(tmp_path) as stock:
        before = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        glass = await answered(stock, [[Touch, "space"], typed("call me after the audit"), ["enter"]])
        assert "call me after the audit" in glass
        assert "space its note" in glass
        await answered(stock, [[Touch, "@"], [*typed("yesterday 16:00"), "tab", *typed("0"), "enter"]])
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
        glass = await answered(stock, [[Remark, "enter"], [*typed(" and a half"), "enter"]])
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
        await answered(stock, [[field(WENT_TO), "enter"], [*typed(firm), "enter"]])
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
            await to(pilot, field("industry"))
            await pilot.press("enter")
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
            await to(pilot, field("phone"))
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press(*typed("212 555 0142"), "enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
        found = await stock.desk.run(lambda book: book.prospect(stock.hostile, NOW))
        assert found.account.get("zone") == "America/New_York"
        assert found.account.get("phone") == "+12125550142"


async def test_r10_a_step_is_moved_by_hand_ended_and_brought_back(tmp_path: Path) -> None:
    """R10: nothing moves a promise silently; R6: where it ended something else stands; R39: u takes it back."""
    async with stocked(tmp_path) as stock:
        before = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        step = before.account.steps[0]
        glass = await answered(
            stock,
            [[Step, "enter"], ["enter"], [*typed("1 Nov 2026"), "enter"], ["ctrl+u", *typed("nonsense"), "enter"],
             ["escape"]],
        )  # fmt: skip
        assert "Nothing was written." in glass
        glass = await answered(stock, [[Step, "enter"], [*typed("2026-12-10"), "enter"]])
        assert "u takes it back" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert next(each.on for each in found.account.steps if each.id == step.id) == date(2026, 12, 10)
        await answered(stock, [[lambda value: isinstance(value, Step) and value.id == step.id, "enter"], ["ctrl+g"]])
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert step.id not in {each.id for each in found.account.steps}
        assert found.account.steps
        glass = await answered(stock, [["u"], ["u"], ["ctrl+r"], ["u"]])
        assert "Taken back: step of" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.account.steps == before.account.steps


async def test_r33_a_day_of_the_reps_own_is_planned_beside_the_plan(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        asked: list[list[Key]] = [
            [HeldDay, "enter"],
            ["enter"],
            [*typed("2026-12-14"), "tab", *typed("the fair"), "enter"],
        ]
        glass = await answered(stock, asked)
        assert "the fair" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        (hand,) = [each for each in found.account.steps if each.kind == "hand"]
        assert (hand.on, hand.why, hand.person) == (date(2026, 12, 14), "the fair", stock.dana)


async def test_r6_the_standing_is_said_in_place_and_back_again(tmp_path: Path) -> None:
    """R6, R44: a customer, and what the plan says again; a barred one has its own question."""
    async with stocked(tmp_path) as stock:
        await answered(stock, [[HeldStanding, "enter"], ["1"]])
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert (found.standing, found.account.steps) == ("customer", ())
        glass = await answered(stock, [[HeldStanding, "enter"], ["1"]])
        assert "working" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.account.steps
        glass = await answered(stock, [[HeldStanding, "enter"]], stock.hostile)
        assert "What are they?" not in glass


async def test_r19_r24_the_star_and_the_signs_in_place(tmp_path: Path) -> None:
    """R19: a star by its line or its key; R24: signs are ticked, and what stands behind one is noted."""
    async with stocked(tmp_path) as stock:
        glass = await answered(stock, [[HeldStar, "enter"], ["*"]])
        assert "dream client · Acme Robotics. u takes it back." in glass
        glass = await answered(stock, [["!"], ["2", "enter"], [Signal]])
        assert "enter notes why" in glass
        glass = await answered(stock, [[Signal, "enter"], ["enter"]])
        assert "A sign has no words of its own" in glass
        assert "Write what they did, or leave" in glass
        assert "enter writes a note" in glass
        await answered(stock, [[Signal, "enter"], [*typed("the spec was ours"), "enter"]])
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.account.dream
        assert len(found.account.signals) == 3
        assert found.account.remarks[-1].text.endswith(": the spec was ours")


async def test_r22_an_opening_is_said_better_and_its_touches_follow_its_day(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        before = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        asked: list[list[Key]] = [
            [Opening, "enter"], ["enter"],
            [Opening, "enter"], ["ctrl+u", *typed("new plant"), "tab", "tab", *typed("2027-05-03"), "enter"],
        ]  # fmt: skip
        glass = await answered(stock, asked)
        assert "new plant" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert [each.text for each in found.account.openings] == ["new plant"], "it stands instead of the old one"
        planted = [each.on for each in found.account.steps if each.purpose == "opening"]
        assert planted == [date(2027, 2, 2), date(2027, 4, 5)]
        await stock.desk.run(lambda book: book.undo(NOW))
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert found.account.steps == before.account.steps
        assert found.account.openings == before.account.openings, "undo brings the old one back (R39)"


async def test_a_person_and_a_note_are_added_in_place(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        glass = await answered(
            stock,
            [["+"], ["1"], [*typed("Ray Ortiz"), "enter"], ["tab", "space"], [*typed("asks for a pilot"), "enter"],
             ["+"], ["escape"]],
        )  # fmt: skip
        assert "Ray Ortiz" in glass
        found = await stock.desk.run(lambda book: book.prospect(stock.acme, NOW))
        assert {each.name for each in found.people} >= {"Ray Ortiz"}
        assert found.account.remarks[-1].text == "asks for a pilot"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links that were handed to the machine."""
    found: list[str] = []

    def start(link: str) -> bool:
        found.append(link)
        return True

    monkeypatch.setattr(outside, "_started", start)
    return found


def theirs(name: str) -> Callable[[object], bool]:
    """Tell a field of the first person."""
    return lambda value: isinstance(value, Held) and value.field == name and value.person is not None


async def test_every_line_is_copied_by_one_key(tmp_path: Path) -> None:
    lines: list[tuple[type | Callable[[object], bool], str]] = [
        (Step, "follow-up"), (Remark, PAIN), (Touch, "Acme"), (Opening, "O'Brien"), (Signal, ""),
        (field("domain"), "acme.com"), (theirs("phone"), "+13125550142"), (field("tags"), ""),
    ]  # fmt: skip
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            for kind, text in lines:
                app.copied = ""
                await to(pilot, kind)
                await pilot.press("ctrl+y")
                assert text in app.copied
                assert bool(app.copied) == bool(text)
            assert "Nothing stands on this line yet." in shown(app)


async def test_a_field_is_dialled_mailed_and_opened_by_one_key(tmp_path: Path, ran: list[str]) -> None:
    """A line that is no link offers every way instead; the key line says what the key does here."""
    async with stocked(tmp_path) as stock:
        app = Host()
        async with app.run_test(size=(120, 40)) as pilot:
            app.show(page(stock))
            await settle(app, pilot)
            for kind, does in ((field("domain"), "opens"), (theirs("email"), "mails"), (theirs("phone"), "dials")):
                await to(pilot, kind)
                assert f"ctrl+o {does}" in shown(app)
                await pilot.press("ctrl+o")
                await settle(app, pilot)
            assert ran == ["https://acme.com", "mailto:dana@acme.com", "tel:+13125550142"]
            assert "Handed to this machine's phone: +1 312 555 0142." in shown(app)
            await to(pilot, field("tags"))
            await pilot.press("ctrl+o")
            await pilot.pause()
            await pilot.press("1")
            await settle(app, pilot)
            assert len(ran) == 4
            await pilot.click("#record", offset=(4, 0))
            await pilot.pause()
            assert app.screen.has_class("-record")


async def test_r38_a_barred_number_is_not_dialled_from_the_page(tmp_path: Path, ran: list[str]) -> None:
    """R38: absolute, and it says so."""
    async with stocked(tmp_path) as stock:
        glass = await answered(stock, [[theirs("phone"), "ctrl+o"]], stock.hostile)
        assert "do not contact" in glass
        assert ran == []


async def test_undo_with_nothing_to_take_back_is_said(tmp_path: Path) -> None:
    async with stocked(tmp_path) as stock:
        glass = await answered(stock, [["ctrl+r"]])
        assert "There is nothing to redo" in glass
