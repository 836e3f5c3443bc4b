"""What the card offers: two ideas, a draft, a script, a question (R13, R16, R17, R29, R41)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from playbook.facts import AccountFacts, Remark, Step
from playbook.fit import fit
from playbook.series import GUESSES
from playbook.value_library import STARTERS, Asset, AssetKind, Idea
from playbook.words import AssetId, Channel, EntryId, Intent, Purpose, Standing, StepId, StepKind, Tier
from storage.views import Prospect
from tests.builders import ACME, DANA, MONDAY, SETTINGS, WORLD, account, person
from tui.target import RowKey, Target
from tui.widgets import card_text, offered
from tui.widgets.brief import brief
from tui.widgets.shown import Shown

WEBINAR = Asset(
    AssetId("a"), "Webinar on changeovers", AssetKind.INVITE, "https://x.example/w", "why it helps", ("food",)
)
IDEAS = (Idea(WEBINAR, date(2026, 9, 3), "food"), Idea(STARTERS[1]), Idea(STARTERS[2]))
PAIN = Remark(EntryId("p"), "pain", "changeovers eat a shift a week", MONDAY, DANA)


def shown(purpose: Purpose | None = None, *remarks: Remark, **more: Any) -> Shown:
    """A card of a step of that purpose."""
    facts: AccountFacts = replace(account(touches=4), remarks=remarks, dumped_on=MONDAY)
    step = None
    if purpose is not None:
        step = Step(StepId("s"), StepKind.NEXT, purpose, MONDAY, person=DANA, intent=more.pop("intent", Intent.ASK))
        facts = replace(facts, steps=(step,))
    channel = more.pop("channel", Channel.EMAIL)
    standing = more.pop("standing", Standing.WORKING)
    held = Prospect(
        facts,
        (person(),),
        WORLD,
        fit(facts, SETTINGS),
        SETTINGS,
        standing,
        Tier.C,
        0.0,
        (),
        ideas=more.pop("ideas", IDEAS),
    )
    target = Target(RowKey(ACME, None if step is None else step.id), "Acme", DANA, "Dana Cole", channel)
    return Shown(held, target, MONDAY, more.pop("again", date(2026, 11, 25)))


def text(card: Shown, width: int = 60) -> str:
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in card_text.card(card, width))


@pytest.mark.parametrize("purpose", [Purpose.VALUE, Purpose.FADED, Purpose.TICKLE, Purpose.COMEBACK])
def test_r13_a_row_that_gives_shows_two_ideas_that_suit(purpose: Purpose) -> None:
    glass = text(shown(purpose, PAIN))
    assert "Give    Webinar on changeovers: why it helps, fits “food”" in glass
    assert "they got it 3 Sep" in " ".join(glass.split())
    assert STARTERS[1].title in glass
    assert STARTERS[2].title not in glass


def test_r13_a_rhythm_row_shows_them_only_on_its_value_turn() -> None:
    assert "Give" in text(shown(Purpose.RHYTHM, intent=Intent.VALUE))
    assert "Give" not in text(shown(Purpose.RHYTHM))
    assert "Give" not in text(shown())


def test_r16_a_comeback_row_shows_the_draft_and_one_key_copies_it() -> None:
    """R16: drafted from pain; the draft stands before the history."""
    card = shown(Purpose.COMEBACK, PAIN)
    glass = " ".join(text(card).split())
    assert "Draft “I hear you. Before you close the door: you told me “changeovers eat a shift a week”." in glass
    assert "ctrl+y copies it" in glass
    copied, said = offered.copied(card)
    assert copied.startswith("I hear you.")
    assert "Copied" in said


def test_r16_with_nothing_known_the_card_says_so_and_copies_nothing_made_up() -> None:
    card = shown(Purpose.COMEBACK, ideas=())
    assert "none is made up here" in " ".join(text(card).split())
    assert offered.copied(card) == ("", "This card has no draft to copy.")
    assert offered.copied(None)[0] == ""


def test_r17_a_call_row_has_a_script_for_the_tone_with_the_next_day_in_it() -> None:
    card = shown(Purpose.BURST, PAIN, channel=Channel.CALL)
    assert "Dana, this is about changeovers eat a shift a week." in offered.copied(card)[0]
    assert "Wed 25 Nov" in offered.copied(card)[0]
    assert "Script" in text(card)
    for quiet in (shown(Purpose.BURST, PAIN), shown(Purpose.BURST, channel=Channel.CALL)):
        assert "Script" not in text(quiet)


def test_r13_the_first_ideas_link_is_copied_where_there_is_no_draft() -> None:
    assert offered.copied(shown(Purpose.VALUE)) == ("https://x.example/w", "The first idea's link is copied.")


def test_r29_a_dumped_one_has_the_polite_line() -> None:
    card = shown(standing=Standing.DUMPED)
    assert offered.copied(card)[0] == SETTINGS.texts.decline
    assert "Decline" in text(card)
    assert offered.ask(card) == ""


def test_r41_no_pain_yet_stands_there_with_the_questions_and_an_ask_carries_one() -> None:
    card = shown(Purpose.RHYTHM)
    glass = text(card)
    assert "Pain    No pain yet. Ask:" in glass
    asked = offered.ask(card)
    assert f"▸ {asked}" in glass
    for question in SETTINGS.texts.questions:
        assert question in " ".join(glass.split())
    assert "No pain yet." in text(shown(Purpose.VALUE)), "a gift asks for nothing"
    assert offered.ask(shown(Purpose.VALUE)) == ""
    known = text(shown(Purpose.RHYTHM, PAIN))
    assert "“changeovers eat a shift a week” (Dana Cole)" in known
    assert "No pain yet" not in known


def test_r45_what_they_said_last_stands_above_the_history() -> None:
    card = shown(Purpose.RHYTHM, PAIN)
    facts = replace(card.prospect.account, last_words="after the audit")
    glass = text(replace(card, prospect=replace(card.prospect, account=facts)))
    assert "Said    “after the audit”" in glass
    assert glass.index("after the audit") < glass.index("plan ")


def test_the_brief_of_a_narrow_screen_carries_the_gift_or_the_question() -> None:
    def third(card: Shown) -> str:
        return "".join(piece.text for piece in brief(card, 78)[2])

    assert "give Webinar on changeovers" in third(shown(Purpose.VALUE))
    assert f"no pain yet: {offered.ask(shown(Purpose.RHYTHM))}"[:60] in third(shown(Purpose.RHYTHM))
    assert "pain “changeovers" in third(shown(Purpose.RHYTHM, PAIN))
    for width in (10, 40, 58):
        assert all(
            sum(len(piece.text) for piece in line) <= max(width, 30) for line in brief(shown(Purpose.VALUE), width)
        )


def test_r15_the_guess_at_a_fade_stands_on_its_card() -> None:
    card = shown(Purpose.FADED)
    told = dict(GUESSES)["swamped"]
    steps = tuple(replace(step, why=f"value 1 of 4: {told}") for step in card.prospect.account.steps)
    guessed = replace(card, prospect=replace(card.prospect, account=replace(card.prospect.account, steps=steps)))
    assert "your guess: swamped" in text(guessed)
    assert "your guess" not in text(card)
    other = replace(steps[0], id=StepId("t"), purpose=Purpose.RHYTHM)
    mixed = replace(guessed.prospect.account, steps=(*steps, other))
    row = replace(guessed.target, key=RowKey(ACME, other.id))
    elsewhere = replace(guessed, target=row, prospect=replace(guessed.prospect, account=mixed))
    assert "your guess" not in text(elsewhere)


@pytest.mark.parametrize(
    ("zone", "said"), [("America/Chicago", "promise 08:45 there"), ("Europe/London", "promise 08:45")]
)
def test_r10_an_hour_of_another_clock_says_so_on_the_card(zone: str, said: str) -> None:
    """R10: a named hour is theirs; the row shows the rep's hour, so the card says whose its own is."""
    step = Step(StepId("s"), StepKind.PROMISE, Purpose.CALLBACK, MONDAY, at=time(8, 45), zone=zone, person=DANA)
    card = shown()
    held = replace(card.prospect, account=replace(card.prospect.account, steps=(step,)))
    at = datetime(2026, 11, 23, 14, 30, tzinfo=ZoneInfo("Europe/London"))
    lines = text(replace(card, prospect=held, now=at)).splitlines()
    assert any(line.endswith(said) for line in lines)
