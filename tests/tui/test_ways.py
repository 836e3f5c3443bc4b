"""Every way to an account, and the mail that its link opens."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from playbook.decision import World
from playbook.facts import AccountFacts, Bar, Fields, PersonFacts, Remark
from playbook.fit import Fit
from playbook.value_library import Asset, AssetKind, Idea
from playbook.words import AssetId, Channel, EntryId, Purpose, Role, Standing, StepKind, Tier, Verdict
from storage.views import Prospect
from tests.builders import ACME, DANA, MONDAY, RAY, SETTINGS, account, person, step
from tests.tui.hosting import HOSTILE
from tui import letters, links, ways
from tui.target import RowKey, Target
from tui.widgets.shown import Shown

IDEA = Idea(
    Asset(AssetId("a"), "Webinar & more", AssetKind.INVITE, link="https://x.example/w", about="three plants"), None
)


def fields(**held: str) -> Fields:
    return tuple(sorted(held.items()))


def shown(
    facts: AccountFacts | None = None, *people: PersonFacts, channel: Channel | None = Channel.CALL,
    standing: Standing = Standing.WORKING, ideas: tuple[Idea, ...] = (),
) -> Shown:  # fmt: skip
    facts = facts or account(domain="acme.com", phone="+13125550100")
    everybody = people or (person(linkedin="linkedin.com/in/dana"), person(RAY, "Ray Ortiz"))
    fit = Fit(Verdict.ON, 80)
    prospect = Prospect(
        facts, everybody, World(MONDAY), fit, SETTINGS, standing, Tier.B, rank=1.0, touches=(), ideas=ideas
    )
    return Shown(prospect, Target(RowKey(ACME), facts.name, DANA, "Dana Cole", channel), MONDAY)


def mail(link: str) -> tuple[str, str, str]:
    """Return address, subject and body of a `mailto:`, as a mail program reads them."""
    parts = urlsplit(link)
    held = parse_qs(parts.query)
    return parts.path, held.get("subject", [""])[0], held.get("body", [""])[0]


def test_the_highlighted_person_leads_and_the_touchs_channel_stands_first() -> None:
    found = ways.ways(shown(channel=Channel.EMAIL))
    assert [(way.field, way.whose) for way in found] == [
        ("email", "Dana Cole"), ("phone", "Dana Cole"), ("linkedin", "Dana Cole"),
        ("phone", "Acme Robotics"), ("domain", "Acme Robotics"), ("phone", "Ray Ortiz"), ("email", "Ray Ortiz"),
    ]  # fmt: skip
    assert [way.verb for way in found[:4]] == ["mails", "dials", "opens", "dials"]
    assert all(links.safe(way.link) for way in found)


@pytest.mark.parametrize(
    ("channel", "link"),
    [
        (Channel.CALL, "tel:+13125550142"),
        (None, "tel:+13125550142"),
        (Channel.LINKEDIN, "https://linkedin.com/in/dana"),
        (Channel.VISIT, ""),
    ],
)
def test_one_key_takes_the_touchs_own_way(channel: Channel | None, link: str) -> None:
    way = ways.first(shown(channel=channel))
    assert ("" if way is None else way.link) == link


def test_an_extension_is_dialled_and_who_left_is_no_way() -> None:
    gone = replace(person(RAY, "Ray Ortiz"), gone=True)
    found = ways.ways(shown(account(), person(phone_ext="12"), gone))
    assert (found[0].plain, found[0].link) == ("+1 312 555 0142 ext 12", "tel:+13125550142;ext=12")
    assert {way.whose for way in found} == {"Dana Cole"}


def test_r38_what_is_barred_has_no_link_and_says_why() -> None:
    """R38: absolute; a bar by one channel leaves the others, a bar of the account leaves none but its site."""
    by_mail = replace(person(), bars=(Bar(EntryId("b"), DANA, Channel.EMAIL, words="stop"),))
    found = {way.field: way for way in ways.ways(shown(account(domain="acme.com"), by_mail))}
    assert (found["email"].link, found["email"].about) == ("", "do not contact (email): “stop”")
    assert found["phone"].link
    whole = replace(account(domain="acme.com"), bars=(Bar(EntryId("b")),))
    linked = [way.field for way in ways.ways(shown(whole, person())) if way.link]
    assert linked == ["domain"]
    assert ways.first(shown(whole, person())) is None


def test_r16_the_comeback_is_filled_in() -> None:
    """R16: the written comeback, in their words, to the person by name."""
    facts = replace(
        account(touches=1), steps=(step(Purpose.COMEBACK, MONDAY),),
        remarks=(Remark(EntryId("r"), "pain", "changeovers & [b]scrap[/b] 100%", MONDAY, DANA),),
    )  # fmt: skip
    way = ways.first(shown(facts, person(), channel=Channel.EMAIL))
    assert way is not None
    assert way.about == "the comeback filled in"
    to, subject, body = mail(way.link)
    assert (to, subject) == ("dana@acme.example", "Before you close the door")
    assert body.startswith("Dana,\r\n\r\n")
    assert "changeovers & [b]scrap[/b] 100%" in body


@pytest.mark.parametrize(
    ("standing", "about", "line"),
    [
        (Standing.DUMPED, "the polite decline filled in", SETTINGS.texts.decline),
        (Standing.PROPOSED_OFF, "the kind closing filled in", SETTINGS.texts.kind),
    ],
)
def test_r28_r29_the_kind_closing_and_the_polite_decline_are_filled_in(
    standing: Standing, about: str, line: str
) -> None:
    """R28, R29: quietly and nicely; what is said is what the settings say."""
    way = ways.first(shown(account(touches=1), person(), channel=Channel.EMAIL, standing=standing))
    assert way is not None
    assert (way.about, line in mail(way.link)[2]) == (about, True)


def test_r13_a_value_touch_gives_the_first_idea_and_an_ask_an_empty_mail() -> None:
    """R13: value is named; nothing is invented where there is no template for a touch."""
    gift = replace(account(touches=1), steps=(step(Purpose.VALUE, MONDAY, StepKind.SERIES),))
    way = ways.first(shown(gift, person(), channel=Channel.EMAIL, ideas=(IDEA,)))
    assert way is not None
    assert mail(way.link)[1:] == ("Webinar & more", "Dana,\r\n\r\nWebinar & more: three plants\r\nhttps://x.example/w")
    plain = ways.first(shown(account(touches=1), person(), channel=Channel.EMAIL, ideas=(IDEA,)))
    assert plain is not None
    assert (plain.link, plain.about) == ("mailto:dana@acme.example", "")


def test_hostile_fields_open_nothing_else() -> None:
    for text in HOSTILE:
        facts = account(domain=text, phone=text)
        found = ways.ways(shown(facts, person(DANA, text, Role.UNKNOWN, email=text, phone=text, linkedin=text)))
        assert all(not way.link or links.safe(way.link) for way in found)


def test_a_field_that_is_no_way_opens_nothing() -> None:
    there = shown()
    assert ways.way_of(there, None, "city", "Springfield") is None
    assert ways.way_of(there, None, "domain", " ") is None
    way = ways.way_of(there, None, "website", "acme.com")
    assert way is not None
    assert way.link == "https://acme.com"


def test_r28_the_kind_line_is_mailed_to_whoever_may_be_written_to() -> None:
    """R28, R38: the highlighted one first; a barred address and one who left are none."""
    there = shown().prospect
    kind = letters.kind_closing(SETTINGS.texts)
    way = ways.mail(there, RAY, kind)
    assert way is not None
    assert (way.whose, mail(way.link)[1]) == ("Ray Ortiz", "Thank you for your time")
    assert mail(way.link)[2].startswith(f"Ray,\r\n\r\n{SETTINGS.texts.kind}")
    nobody = shown(account(), replace(person(), bars=(Bar(EntryId("b"), DANA),)), replace(person(RAY), gone=True))
    assert ways.mail(nobody.prospect, DANA, kind) is None
