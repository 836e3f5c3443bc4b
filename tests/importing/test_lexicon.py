"""The words of lists are data: every line of them is of use and none contradicts another."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from storage.importing import lexicon


def test_a_word_is_compared_without_case_accents_and_punctuation() -> None:
    assert lexicon.squeeze("  É-mail_Address: ") == "emailaddress"
    assert lexicon.words_of("O’Neil & Söhne_GmbH") == ("o", "neil", "sohne", "gmbh")


def test_headings_of_four_languages_are_known() -> None:
    names = lexicon.headings().names
    assert {names[lexicon.squeeze(word)] for word in ("Company", "Firma", "Entreprise", "Empresa")} == {"firm.name"}
    assert {names[lexicon.squeeze(word)] for word in ("Phone", "Telefon", "Téléphone", "Teléfono")} == {"any.phone"}


def test_every_word_that_a_mapping_may_say_is_a_field() -> None:
    words = lexicon.headings()
    assert set(words.told.values()) <= set(words.names.values())
    assert {field for _, field in words.similar} <= set(words.names.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [("YES", True), ("x", True), ("ja", True), ("No", False), ("-", False), ("0", False), ("maybe", None), ("", None)],
)
def test_ticks(text: str, says: bool | None) -> None:  # noqa: FBT001
    assert lexicon.truth(text) is says


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("Closed Won", "customer"),
        ("Closed/Lost", "lost"),
        ("DNC", "barred"),
        ("Junk", "unqualified"),
        ("Bankrupt", "closed"),
        ("New", "open"),
    ],
)
def test_statuses(status: str, meaning: str) -> None:
    """R44."""
    assert lexicon.statuses().meaning[lexicon.squeeze(status)] == meaning


def test_every_zone_of_the_data_is_one() -> None:
    """R36."""
    places = lexicon.places()
    zones = {state.zone for states in places.states.values() for state in states.values()} | set(places.zones.values())
    for name in zones | set(places.aliases.values()):
        assert ZoneInfo(name).key == name
