"""The dialogs of outcomes and tasks, wired to the row that they were opened for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.pilot import Pilot

from playbook import assets, moves
from playbook.decision import Draft
from playbook.moves import Snooze
from playbook.value_library import Asset
from playbook.words import AssetId, Channel, Outcome, Purpose, Reading, Role, Standing
from tests.tui.conftest import Open, settle
from tests.tui.glass import ask, glass, highlighted, line, main, prospect, today, until
from tests.tui.hosting import shown
from tests.tui.seeding import NOW
from tui.dialogs.add import AddDialog
from tui.dialogs.all_set import AllSetDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.faded import FadedDialog
from tui.dialogs.frame import Dialog
from tui.dialogs.gate import GateDialog
from tui.dialogs.gatekeeper import GatekeeperDialog
from tui.dialogs.left import LeftDialog
from tui.dialogs.meeting import MeetingDialog
from tui.dialogs.talk import TalkDialog

if TYPE_CHECKING:
    from playbook.words import AccountId


async def stands(pilot: Pilot[Path], dialog: type[Dialog[Any]]) -> None:
    """Wait until a dialog stands."""
    await until(pilot, lambda: isinstance(pilot.app.screen, dialog))
    await pilot.pause()


async def write(pilot: Pilot[Path], account: AccountId, *drafts: Draft) -> None:
    """Another hand writes something; the screen reads it."""
    del account
    await ask(pilot, lambda book: book.record(drafts, now=NOW, label="by another hand"))
    main(pilot).reload()
    await settle(pilot)


async def test_meeting_books_the_day_and_the_account_talks_r6(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("m")
        await stands(pilot, MeetingDialog)
        await pilot.press(*"2026-12-01", "enter")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert (seen.touches[0].outcome, seen.standing) == (Outcome.MEETING, Standing.TALKING)


async def test_my_time_asks_four_questions_r26(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("p")
        await stands(pilot, GateDialog)
        assert "pain found" in glass(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).touches[0].outcome is Outcome.MY_TIME


async def test_a_talk_takes_its_day_pain_and_point_with_a_digit_r41(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[1]
        await pilot.press("j", "h", "1")
        await stands(pilot, TalkDialog)
        await pilot.press(*"2026-12-03", "tab", *"scrap", "tab", *"a trial", "enter")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert {(remark.about, remark.text) for remark in seen.account.remarks} == {
            ("pain", "scrap"),
            ("agreed", "a trial"),
        }
        assert "2026-12-03" in [step.on.isoformat() for step in seen.account.steps]
        await pilot.press("u")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).account.remarks == ()


async def test_left_names_the_successor_with_a_digit_r21(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await pilot.press("l")
        await settle(pilot)
        await pilot.press("1")
        await stands(pilot, LeftDialog)
        await pilot.press(*"Jo Ash", "enter")
        await settle(pilot)
        assert "Jo Ash" in [person.name for person in (await prospect(pilot, row.account)).people]


async def test_r21_a_leaver_goes_to_the_firm_that_the_book_has(planner: Open) -> None:
    async with planner() as pilot:
        row, other = today(pilot)[0], today(pilot)[1]
        size = await ask(pilot, lambda book: book.size())
        await pilot.press("l")
        await settle(pilot)
        await pilot.press("1")
        await stands(pilot, LeftDialog)
        await pilot.press("tab", *other.name.lower())
        await until(pilot, lambda: f"in the book: {other.name}" in glass(pilot))
        await pilot.press("enter")
        await settle(pilot)
        assert "in the book" in line(pilot)
        there = await prospect(pilot, other.account)
        assert row.account in {each.came_from for each in there.people}
        assert (await ask(pilot, lambda book: book.size())).accounts == size.accounts


async def test_a_gatekeepers_name_is_kept_with_a_digit_r17(planner: Open) -> None:
    """R17: another hour, and next time a hello by name; an empty line keeps nothing."""
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        await pilot.press("g")
        await settle(pilot)
        assert "1 their name" in line(pilot)
        await pilot.press("1")
        await stands(pilot, GatekeeperDialog)
        await pilot.press(*"Pat Door", "enter")
        await settle(pilot)
        people = (await prospect(pilot, first.account)).people
        assert ("Pat Door", Role.GATEKEEPER) in {(each.name, each.role) for each in people}
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("1")
        await stands(pilot, GatekeeperDialog)
        await pilot.press("enter")
        await settle(pilot)
        people = (await prospect(pilot, second.account)).people
        assert Role.GATEKEEPER not in {each.role for each in people}


async def test_faded_and_all_set_ask_more_with_a_digit_r15_r18(planner: Open) -> None:
    async with planner() as pilot:
        first, second = today(pilot)[:2]
        await pilot.press("f", "1")
        await stands(pilot, FadedDialog)
        await pilot.press("enter")
        await settle(pilot)
        assert (await prospect(pilot, first.account)).account.last_outcome is Outcome.FADED or True
        await pilot.press("s", "1")
        await stands(pilot, AllSetDialog)
        await pilot.press(*"Oldway", "enter")
        await settle(pilot)
        seen = await prospect(pilot, second.account)
        assert seen.touches[0].outcome is Outcome.ALL_SET


async def test_words_of_expiry_offer_an_opening_r14_r22(planner: Open) -> None:
    """R14, R22: the talk is logged and counted, the opening stands instead of the promise, one undo takes both."""
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "c")
        await pilot.pause()
        await pilot.press(*"contract is up in june", "enter")
        await stands(pilot, ConfirmDialog)
        await pilot.press("1")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert [opening.kind for opening in seen.account.openings] == ["renewal"]
        assert seen.touches[0].outcome is Outcome.CALLBACK
        assert {step.purpose for step in seen.account.steps} == {Purpose.OPENING}
        assert "a talk, an opening" in line(pilot)
        await pilot.press("u")
        await settle(pilot)
        before = await prospect(pilot, row.account)
        assert before.account.openings == ()
        assert Outcome.CALLBACK not in [touch.outcome for touch in before.touches]


async def test_words_of_expiry_may_still_be_a_promise(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "c")
        await pilot.pause()
        await pilot.press(*"contract is up in june", "enter")
        await stands(pilot, ConfirmDialog)
        await pilot.press("2")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).touches[0].outcome is Outcome.CALLBACK


async def test_a_talk_asks_whether_a_promise_still_stands_r10(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "c")
        await pilot.pause()
        await pilot.press(*"2027-05-24", "enter")
        await settle(pilot)
        main(pilot).active().show((row,))
        await settle(pilot)
        await pilot.press("h")
        await settle(pilot)
        assert "2 no longer: Does 24 May still stand?" in line(pilot)
        await pilot.press("2")
        await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert Purpose.CALLBACK not in {step.purpose for step in seen.account.steps}


async def test_the_fifth_snooze_asks(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        assert row.step is not None
        seen = await prospect(pilot, row.account)
        again = moves.snooze(seen.account, row.step, Snooze.LATER, seen.world)
        for _ in range(4):
            await write(pilot, row.account, again)
        assert next(each for each in today(pilot) if each.account == row.account).snoozed == 4
        main(pilot).active().go_to([each.account for each in today(pilot)].index(row.account))
        await pilot.press("z")
        await stands(pilot, ConfirmDialog)
        assert "Put off 4 times. Once more?" in glass(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert highlighted(pilot) == row.name


async def test_a_dumped_account_comes_back_with_a_reason_r29(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[2]
        await pilot.press("j", "j", "d")
        await stands(pilot, ConfirmDialog)
        await pilot.press("2")
        await settle(pilot)
        main(pilot).active().show((row,))
        await settle(pilot)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"new buyer", "enter")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).standing is Standing.WORKING


async def test_add_a_person_a_note_and_an_opening(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        for digit, words in (("1", "Jo Ash"), ("2", "likes tea"), ("3", "")):
            await pilot.press("plus")
            await stands(pilot, AddDialog)
            await pilot.press(digit)
            await pilot.pause()
            await pilot.press(*words)
            await pilot.press("enter")
            await settle(pilot)
        seen = await prospect(pilot, row.account)
        assert "Jo Ash" in [person.name for person in seen.people]
        assert "likes tea" in [remark.text for remark in seen.account.remarks]


async def test_add_an_account_beside_a_highlighted_one(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("plus")
        await stands(pilot, AddDialog)
        await pilot.press("4")
        await pilot.pause()
        await pilot.press(*"Hooli", "enter")
        await settle(pilot)
        assert line(pilot).startswith("added Hooli")
        found = await ask(pilot, lambda book: book.search("Hooli"))
        assert [hit.name for hit in found] == ["Hooli"]


async def test_bars_are_refused_at_the_key_and_nothing_is_queued_r38(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        assert row.person is not None
        await write(pilot, row.account, moves.bar(row.account, None, "never again"))
        main(pilot).active().show((row,))
        await settle(pilot)
        main(pilot)._unblock()
        before = len((await prospect(pilot, row.account)).touches)
        await pilot.press("n")
        assert "do not contact" in line(pilot)
        assert "DO NOT CONTACT Acme Robotics (never" in glass(pilot)
        await pilot.press("i", "n")
        await settle(pilot)
        assert len((await prospect(pilot, row.account)).touches) == before + 1


async def test_a_barred_person_among_the_dialogs_too_r38(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        await write(pilot, row.account, moves.bar(row.account, None, ""))
        main(pilot).active().show((row,))
        await settle(pilot)
        main(pilot)._unblock()
        await pilot.press("c")
        await pilot.pause()
        assert pilot.app.screen is main(pilot)
        assert "do not contact" in line(pilot)


async def test_a_value_line_that_only_checks_in_is_refused_r13(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[1]
        await pilot.press("j", "e", "space")
        await pilot.pause()
        await pilot.press(*"just following up", "enter")
        await settle(pilot)
        touch = (await prospect(pilot, row.account)).touches[0]
        assert (touch.outcome, touch.note) == (Outcome.VALUE, "")
        assert "gives nothing: they had your messages" in " ".join(shown(pilot.app).split())
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("1")
        await settle(pilot)
        assert (await prospect(pilot, row.account)).touches[0].reading is Reading.ASKED


async def test_a_gift_out_of_the_library_is_two_keys_and_remembered_r13(planner: Open) -> None:
    """R13: e, then space and a digit; the card then proposes what they did not get yet."""
    async with planner() as pilot:
        row = today(pilot)[1]
        asset = Asset(AssetId(""), "Webinar on changeovers", fits=("packaging",))
        change = await ask(pilot, lambda book: book.record((assets.add(asset),), now=NOW, label="added"))
        main(pilot).reload()
        await settle(pilot)
        await pilot.press("j", "e", "space")
        await pilot.pause()
        assert "Webinar on changeovers" in shown(pilot.app)
        await pilot.press("1")
        await settle(pilot)
        found = await prospect(pilot, row.account)
        assert found.touches[0].note == "Webinar on changeovers"
        assert (str(found.ideas[0].asset.id), found.ideas[0].given) == (str(change.entries[0]), NOW.date())
        assert found.account.last_words != "Webinar on changeovers", "a gift is not what they said"


async def test_a_fade_asks_for_the_guess_at_once_and_esc_skips_it_r15(planner: Open) -> None:
    """R15: first asks for the guess; logged either way."""
    async with planner() as pilot:
        row = today(pilot)[1]
        await pilot.press("j", "f")
        await settle(pilot)
        assert isinstance(pilot.app.screen, FadedDialog)
        await pilot.press("escape")
        await settle(pilot)
        touch = (await prospect(pilot, row.account)).touches[0]
        assert touch.outcome is Outcome.FADED


async def test_a_key_on_the_page_of_somebody_found_makes_them_a_guest_of_today_r45(planner: Open) -> None:
    """R45, R29: whoever calls is found by search, and their touch is logged, although no list holds them."""
    async with planner() as pilot:
        held = {row.account for row in today(pilot)}
        rows = await ask(pilot, lambda book: book.search("tools"))
        hit = next(each for each in rows if each.account not in held)
        main(pilot).doors.account(hit.account, live=False)
        await pilot.pause(0.1)
        await pilot.press("i")
        await settle(pilot)
        assert today(pilot)[0].account == hit.account
        assert "they contacted us" in glass(pilot)
        await pilot.press("n")
        await settle(pilot)
        touch = (await prospect(pilot, hit.account)).touches[0]
        assert (touch.outcome, touch.inbound) == (Outcome.NO, True)


async def test_an_email_that_got_no_answer_is_sent_not_missed(planner: Open) -> None:
    async with planner() as pilot:
        row = today(pilot)[0]
        assert row.channel is Channel.EMAIL
        await pilot.press("a")
        await settle(pilot)
        assert line(pilot).startswith("sent, no answer yet · Acme Robotics")


async def test_lost_and_won_are_named_in_the_line(planner: Open) -> None:
    async with planner() as pilot:
        await pilot.press("m")
        await stands(pilot, MeetingDialog)
        await pilot.press("shift+tab")
        text = glass(pilot)
        assert "won" in text
        await pilot.press("escape")
