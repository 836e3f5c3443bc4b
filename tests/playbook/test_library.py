"""The value library: what suits an account, what it got least lately, and what entries make of an asset (R13; S4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook import assets, codec, guards, value_library
from playbook.bodies import AssetAdded, AssetSet
from playbook.facts import Remark
from playbook.value_library import STARTERS, Asset, AssetKind, Idea
from playbook.words import AssetId, EntryId
from tests.builders import MONDAY, SETTINGS, account

WEBINAR = Asset(AssetId("a"), "Webinar on changeovers", AssetKind.INVITE, fits=("changeover", "food"))
CASE = Asset(AssetId("b"), "Case study", AssetKind.ARTICLE)
LAW = Asset(AssetId("c"), "Guide for law firms", AssetKind.GUIDE, fits=("legal",))
FAIR = Asset(AssetId("d"), "Fair in Chicago", AssetKind.EVENT, until=MONDAY)
ALL = (WEBINAR, CASE, LAW, FAIR)


def titles(found: tuple[Idea, ...]) -> list[str]:
    return [idea.asset.title for idea in found]


def test_r13_what_suits_by_tag_industry_or_pain_comes_first_and_says_why() -> None:
    """R13: an invite that'd fit well for their business case (S4)."""
    by_industry = value_library.suiting(account(industry="Food"), ALL, {}, MONDAY)
    assert (by_industry[0].asset, by_industry[0].because) == (WEBINAR, "food")
    by_tag = value_library.suiting(account(tags="vip, Legal"), ALL, {}, MONDAY)
    assert (by_tag[0].asset, by_tag[0].because) == (LAW, "legal")
    pain = Remark(EntryId("e"), "pain", "a changeover eats a shift", MONDAY)
    by_pain = value_library.suiting(replace(account(), remarks=(pain,)), ALL, {}, MONDAY)
    assert by_pain[0].because == "changeover"
    note = replace(pain, about="note")
    assert value_library.suiting(replace(account(), remarks=(note,)), ALL, {}, MONDAY)[0].because == ""


def test_r13_what_suits_everybody_comes_before_what_was_made_for_others() -> None:
    assert titles(value_library.suiting(account(), (LAW, CASE), {}, MONDAY)) == ["Case study", "Guide for law firms"]


def test_r13_what_the_account_got_least_lately_comes_first() -> None:
    had = {CASE.id: MONDAY - timedelta(days=9), FAIR.id: MONDAY - timedelta(days=90)}
    found = value_library.suiting(account(), (CASE, FAIR, replace(CASE, id=AssetId("n"), title="New")), had, MONDAY)
    assert titles(found) == ["New", "Fair in Chicago", "Case study"]
    assert [idea.given for idea in found] == [None, had[FAIR.id], had[CASE.id]]


def test_r13_an_event_that_is_over_and_a_thing_taken_out_are_not_offered() -> None:
    gone = replace(CASE, gone=True)
    assert titles(value_library.suiting(account(), (FAIR, gone), {}, MONDAY)) == ["Fair in Chicago"]
    assert value_library.suiting(account(), (FAIR, gone), {}, MONDAY + timedelta(days=1)) == ()


def test_r13_two_ideas_always_of_the_essay_where_the_library_has_fewer() -> None:
    assert len(STARTERS) == 5
    assert titles(value_library.ideas(account(), (), {}, MONDAY)) == [each.title for each in STARTERS[:2]]
    assert titles(value_library.ideas(account(), (CASE,), {}, MONDAY)) == ["Case study", STARTERS[0].title]
    assert titles(value_library.ideas(account(), ALL, {}, MONDAY)) == ["Case study", "Fair in Chicago"]
    assert not any(guards.value_notice(f"{each.title} {each.about}", SETTINGS.guards) for each in STARTERS)


def test_words_fit_whole_and_scripts_without_blanks_inside() -> None:
    food = replace(WEBINAR, fits=("foo",))
    assert value_library.suiting(account(industry="Food"), (food,), {}, MONDAY)[0].because == ""
    short = replace(WEBINAR, fits=("a",))
    assert value_library.suiting(account(tags="a"), (short,), {}, MONDAY)[0].because == ""
    steel = replace(WEBINAR, fits=("鉄鋼",))
    assert value_library.suiting(account(industry="日本鉄鋼業"), (steel,), {}, MONDAY)[0].because == "鉄鋼"


def test_r13_entries_make_an_asset_and_the_last_writer_wins_per_field() -> None:
    number = AssetId("x")
    body = AssetAdded("Webinar", (("fits", " food, , changeover,food"), ("kind", "invite"), ("until", "2027-01-14")))
    first = value_library.step_asset(None, number, body)
    assert first == Asset(number, "Webinar", AssetKind.INVITE, fits=("food", "changeover"), until=date(2027, 1, 14))
    more = AssetSet((("about", "why"), ("kind", "hologram"), ("link", "x.example"), ("title", ""), ("until", "")))
    second = value_library.step_asset(first, number, more)
    assert second == Asset(number, "Webinar", AssetKind.IDEA, "x.example", "why", ("food", "changeover"))
    out = value_library.step_asset(second, number, AssetSet(gone=True))
    assert out is not None
    assert out.gone
    back = value_library.step_asset(out, number, AssetSet((("title", "W"), ("fits", "")), gone=False))
    assert back == replace(out, gone=False, title="W", fits=())
    assert value_library.step_asset(None, number, AssetSet(gone=True)) is None


lines = st.text(alphabet=st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), max_size=12)


@given(lines.filter(lambda text: text != ""), lines, lines, st.sampled_from(AssetKind), st.none() | st.dates())
def test_an_asset_written_and_read_again_is_the_same(
    title: str, link: str, about: str, kind: AssetKind, until: date | None
) -> None:
    wanted = Asset(AssetId("x"), title, kind, link, about, ("food", "law"), until)
    body = assets.add(wanted).body
    assert isinstance(body, AssetAdded)
    assert value_library.step_asset(None, wanted.id, body) == wanted
    assert codec.decode(Asset, codec.encode(wanted)) == wanted


def test_a_change_says_only_what_differs_and_nothing_where_nothing_does() -> None:
    wanted = replace(WEBINAR, title="Webinar", fits=(), link="x.example")
    (draft,) = assets.change(WEBINAR, wanted)
    assert draft.body == AssetSet((("fits", ""), ("link", "x.example"), ("title", "Webinar")))
    assert value_library.step_asset(WEBINAR, WEBINAR.id, AssetSet(draft.body.fields)) == wanted
    assert assets.change(WEBINAR, WEBINAR) == ()
    assert assets.remove(WEBINAR).body == AssetSet(gone=True)
    assert [draft.entity for draft in assets.starters()] == [""] * 5


def test_an_unreadable_day_is_none() -> None:
    assert value_library.day_of("soon") is None
