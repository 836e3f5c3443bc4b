"""Lines to send or to say: from what is known, and never invented (R16, R17, R29, R41)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from playbook import drafting
from playbook.facts import AccountFacts, Remark, Touch
from playbook.fit import fit
from playbook.settings import Criterion, Settings, Texts
from playbook.words import Channel, EntryId, Outcome
from tests.builders import ACME, CHICAGO, DANA, MONDAY, RAY, account, person

TEXTS = Texts()
PEOPLE = (person(), person(RAY, "Ray Ortiz"))
PLAIN = Settings()
PROFILED = replace(
    PLAIN,
    profile=(
        Criterion("industry", "in", ("food",)),
        Criterion("employees", "at least", ("50",)),
        Criterion("state", "in", ("TX",), never=True),
    ),
)


def said(about: str, text: str, who: str = "") -> Remark:
    return Remark(EntryId(text), about, text, MONDAY, DANA if who == "dana" else RAY if who == "ray" else None)


def drafted(facts: AccountFacts, settings: Settings = PLAIN) -> str:
    return drafting.comeback(facts, PEOPLE, DANA, fit(facts, settings), settings.texts)


@pytest.mark.parametrize(
    ("who", "words"),
    [("dana", "you told me “a shift a week”."), ("ray", "Ray Ortiz told me"), ("", "your firm told me")],
)
def test_r16_a_comeback_stands_on_the_pain_and_says_whose_words_they_are(who: str, words: str) -> None:
    """R16: why thirty minutes are worth it, and what to discuss."""
    facts = replace(account(industry="food"), remarks=(said("pain", "a shift a week.", who), said("note", "n")))
    text = drafted(facts)
    assert words in text
    assert "Thirty minutes would be worth it, to discuss what that costs you" in text
    assert drafting.stands_on(facts, fit(facts, PLAIN)) == "pain"


def test_r16_without_pain_it_stands_on_what_was_agreed_then_a_note_then_the_last_words() -> None:
    agreed = replace(account(), remarks=(said("note", "liked line 3"), said("agreed", "pilot on line 3")))
    assert "we agreed on this: pilot on line 3." in drafted(agreed)
    noted = replace(account(), remarks=(said("note", "liked line 3"),))
    assert "“liked line 3”" in drafted(noted)
    heard = replace(account(), last_words="after the audit")
    assert "“after the audit”" in drafted(heard)
    assert [drafting.stands_on(each, fit(each, PLAIN)) for each in (agreed, noted, heard)] == ["agreed", "note", "note"]


def test_r16_with_nothing_but_fit_it_says_only_what_they_meet() -> None:
    """R16: never invents: figures and what speaks against them are not said."""
    food = account(industry="food", state="IL", employees="90")
    assert "firms in food are those whom we help most." in drafted(food, PROFILED)
    sized = account(employees="90")
    assert "firms of your size" in drafted(sized, PROFILED)
    assert drafting.stands_on(sized, fit(sized, PROFILED)) == "fit"


def test_r16_where_nothing_is_known_there_is_no_draft() -> None:
    for facts, settings in ((account(), PLAIN), (account(industry="law", employees="3"), PROFILED)):
        assert drafted(facts, settings) == ""
        assert drafting.stands_on(facts, fit(facts, settings)) == ""
    off = account(industry="food", employees="3", state="TX")
    assert drafted(off, PROFILED) == ""


def test_r16_the_reps_own_template_is_filled_and_its_other_braces_stay() -> None:
    texts = replace(TEXTS, comeback="{name}: {reason} {topic} {date}")
    facts = replace(account(), remarks=(said("pain", "x" * 200, "dana"),))
    text = drafting.comeback(facts, PEOPLE, DANA, fit(facts, PLAIN), texts)
    assert text.startswith("Dana: you told me “xxx")
    assert "…" in text
    assert text.endswith("{date}")
    assert drafting.comeback(facts, PEOPLE, None, fit(facts, PLAIN), texts).startswith(": your firm") is False


def test_r17_a_voicemail_names_its_topic_and_when_we_call_again() -> None:
    facts = replace(account(), remarks=(said("agreed", "pilot on line 3"),))
    text = drafting.voicemail(facts, PEOPLE, DANA, date(2026, 11, 25), TEXTS)
    assert text.startswith("Dana, this is about pilot on line 3.")
    assert "I will try you again on Wed 25 Nov." in text
    assert drafting.voicemail(facts, PEOPLE, DANA, None, TEXTS) == ""
    assert drafting.voicemail(facts, PEOPLE, None, MONDAY, TEXTS) == ""
    assert drafting.voicemail(account(), PEOPLE, DANA, MONDAY, TEXTS) == "", "nothing to speak about: no script"


def test_r41_an_ask_carries_a_question_that_turns_with_each_touch_and_stands_still_between() -> None:
    """R41: rotating, stable per account and attempt; none once a pain is known."""
    asked = [drafting.question(account(touches=count), TEXTS) for count in range(6)]
    assert set(asked) == set(TEXTS.questions)
    assert asked[:3] == asked[3:]
    assert drafting.question(account(touches=2), TEXTS) == asked[2]
    known = replace(account(), remarks=(said("pain", "a shift"),))
    assert drafting.question(known, TEXTS) == ""
    assert drafting.question(account(), replace(TEXTS, questions=())) == ""


def test_r29_the_history_of_a_dumped_one_in_three_lines() -> None:
    at = datetime(2026, 9, 2, 9, 0, tzinfo=CHICAGO)
    touch = Touch(
        EntryId("t"), ACME, DANA, at.date(), at, Outcome.NO, None, Channel.CALL, inbound=False, minutes=1, note="bid"
    )
    facts = replace(account(), dumped_on=date(2026, 10, 1), dump_reason="one round too many", nos=4, touches=9)
    assert drafting.history((touch,), facts) == (
        "Let go 1 Oct 2026: one round too many",
        "Last touch 2 Sep 2026: No, “bid”",
        "No 4, 9 touches of ours in all",
    )
    quiet = replace(facts, dump_reason="", nos=0)
    assert drafting.history((replace(touch, note=""),), quiet)[:2] == ("Let go 1 Oct 2026", "Last touch 2 Sep 2026: No")
    assert drafting.history((), account()) == ("0 touches of ours in all",)


def test_a_first_name_of_its_own_field_comes_before_the_guess() -> None:
    facts = replace(account(), remarks=(said("pain", "a shift"),))
    named = (person(name="Dr. Dana Cole", first="Dana"),)
    assert drafting.voicemail(facts, named, DANA, MONDAY, TEXTS).startswith("Dana, ")
