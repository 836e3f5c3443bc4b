"""Folding: the same name written twice is found again, two companies never become one (R44)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.folding import company_key, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Zoë   MÜLLER ", "zoe muller"),
        ("Straße Łódź Ærø", "strasse lodz aero"),
        ("ＡＢＣ ﬁne", "abc fine"),
        ("O’Brien – “x”", 'o\'brien - "x"'),
        ("İstanbul ılık", "istanbul ilik"),
        ("がか", "がか"),
        ("می\u200cخواهم", "میخواهم"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


SAME = [
    ("Ford Motor Co.", "The Ford Motor Company"),
    ("Acme, Inc.", "ACME"),
    ("Acme Co., Ltd.", "Acme Corporation"),
    ("Acme (Pty) Ltd", "Acme Pty. Limited"),
    ("Acme Pvt. Ltd.", "Acme Private Limited"),
    ("Müller GmbH & Co. KG", "Muller"),
    ("Barilla S.p.A.", "Barilla SpA"),
    ("Mærsk A/S", "Maersk AS"),
    ("Kabel spol. s r.o.", "Kabel, s. r. o."),
    ("Foo Sp. z o.o.", "Foo sp. zoo"),
    ("Cemex S.A.B. de C.V.", "CEMEX SAB de CV"),
    ("Société Générale SA", "Societe Generale"),
    ("Nokia Oyj", "Nokia Oy"),
    ("AT&T Inc.", "AT and T"),
    ("J. P. Morgan", "J.P. Morgan"),
    ("JPMorgan", "JPMorgan LLC"),
    ("U.S. Steel Corp.", "US Steel"),
    ("St. Mary's Hospital", "Saint Marys Hospital"),
    ("Smith Bros.", "Smith Brothers"),
    ("株式会社日立", "日立 (株)"),
    ("Tiffany & Co.", "Tiffany and Company"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_company_written_twice_has_one_key(one: str, other: str) -> None:
    """R44: certain duplicates of a list are found."""
    assert company_key(one) == company_key(other)


DIFFERENT = [
    ("Adventure Works", "Adventure Works Cycles"),
    ("Fabrikam, Inc.", "Fabrikam Residences"),
    ("Acme Group", "Acme"),
    ("Acme Holdings", "Acme"),
    ("Serenity Spa", "Serenity"),
    ("Smith & Co.", "Smith Ltd."),
    ("Ford Motor Company of Canada", "Ford Motor Company"),
    ("Amazon.com, Inc.", "Amazon"),
    ("The Limited", "Acme Limited"),
    ("L.L.C.", "Inc."),
    ("がか", "かか"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_companies_keep_two_keys(one: str, other: str) -> None:
    """R44: a false merge costs more than a duplicate."""
    assert company_key(one) != company_key(other)


def test_a_name_of_nothing_but_a_form_or_signs_is_its_own_key() -> None:
    assert company_key("The Company") == "company"
    assert company_key("The") == "the"
    assert company_key("?!") == "?!"
    assert company_key("  ") == ""


@given(st.text(max_size=40))
@example("ß\u0345")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


WORDS = ["the", "st", "&", "and", "s.a.", "a.b.", "gmbh", "co", "kg", "spa", "(株)", "x", "é", "'s", "ltd", "inc", "-"]


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_a_key_is_its_own_key_and_empty_only_for_an_empty_name(words: list[str]) -> None:
    name = " ".join(words)
    assert bool(company_key(name)) == bool(name)
    assert company_key(name.title()) == company_key(name)
