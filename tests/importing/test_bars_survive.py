"""Do not contact survives every list: by id, by address and by number, under another row and another name (R38)."""

from __future__ import annotations

import pytest

from playbook import moves
from playbook.words import Channel
from tests.importing.conftest import NOW, Desk

FIRST = (
    "Id,Name,Email,Phone,Company\n003x0000002xLCVAA2,Dana Cole,dana@acme.example,(312) 555-0142,Acme\n"
    "003x0000002xLCWAA2,Ray Ortiz,ray@acme.example,312-555-0199,Acme\n"
)


@pytest.fixture
def barred(desk: Desk) -> Desk:
    """A rep who was told by Dana never to call or write again."""
    desk.bring(FIRST)
    dana = desk.people()["Dana Cole"]
    desk.book.record((moves.bar(dana.id, None, "never again"),), now=NOW, label="barred")
    return desk


def bars_of(desk: Desk, name: str) -> list[tuple[Channel | None, str]]:
    return [(bar.channel, bar.words) for bar in desk.people()[name].bars]


def test_r38_the_same_list_again_lifts_nothing(barred: Desk) -> None:
    barred.bring(FIRST.replace("Dana Cole", "Dana Cole-Smith").replace("0142", "0143"))
    assert bars_of(barred, "Dana Cole-Smith") == [(None, "never again")]


@pytest.mark.parametrize(
    "row",
    [
        "Dana Cole,DANA@acme.example,,Acme",
        "D. Cole,dana@acme.example,,Acme",
        "Daniela Cole,dana@acme.example,,Globex",
        "Dana C.,,+1 312 555 0142,Acme",
        "Daniela,,1.312.555.0142,Globex Holding",
    ],
)
def test_r38_another_list_with_their_address_or_number_brings_the_bar_along(barred: Desk, row: str) -> None:
    """R38: whoever stands behind that number said no."""
    barred.bring(f"Name,Email,Phone,Company\n{row}\n", "other.csv")
    reached = [
        person
        for person in barred.people().values()
        if "dana@acme.example" in person.get("email") or "+13125550142" in (person.get("phone"), person.get("mobile"))
    ]
    assert reached
    assert all(any(bar.channel is None for bar in person.bars) for person in reached), row


def test_r38_a_bar_on_one_channel_binds_that_channel_only(desk: Desk) -> None:
    desk.bring(FIRST)
    dana = desk.people()["Dana Cole"]
    desk.book.record((moves.bar(dana.id, Channel.EMAIL, "no mail"),), now=NOW, label="barred")
    desk.bring("Name,Email,Company\nDaniela,dana@acme.example,Globex\n", "other.csv")
    for person in desk.people().values():
        if person.get("email") == "dana@acme.example":
            assert [bar.channel for bar in person.bars] == [Channel.EMAIL]


def test_r38_a_firms_switchboard_bars_nobody_else(barred: Desk) -> None:
    """A number of the firm is not the person's: only who was barred stays so."""
    assert bars_of(barred, "Ray Ortiz") == []
    barred.bring("Name,Email,Company\nKim Sato,kim@acme.example,Acme\n", "other.csv")
    assert bars_of(barred, "Kim Sato") == []


def test_r38_a_barred_account_named_otherwise_stays_barred_by_its_domain(desk: Desk) -> None:
    desk.bring("Company,Website\nAcme,acme.example\n")
    account = desk.accounts()["Acme"]
    desk.book.record((moves.bar(account.id, None, "lawyer's letter"),), now=NOW, label="barred")
    desk.bring("Company,Website\nAcme Inc,https://www.acme.example/about\n", "other.csv")
    assert {desk.standing(name) for name in desk.accounts()} == {"barred"}


def test_r38_what_was_lifted_with_their_words_stays_lifted(barred: Desk) -> None:
    dana = barred.people()["Dana Cole"]
    barred.book.record(
        (moves.unbar(dana.id, tuple(bar.entry for bar in dana.bars), "she called"),), now=NOW, label="lifted"
    )
    barred.bring("Name,Email,Company\nDaniela,dana@acme.example,Globex\n", "other.csv")
    assert all(person.bars == () for person in barred.people().values())
