"""What search can find."""

from __future__ import annotations

import pytest

from storage.search_text import account_text, person_text, phone_words, remark_text
from tests.storage.rows import account, person


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("+1 312 555 0142", "13125550142 3125550142 125550142 25550142 5550142 0142"),
        ("0142", "0142"),
        ("110", "110"),
        ("ext", ""),
        ("", ""),
    ],
)
def test_a_phone_is_found_by_its_endings(phone: str, words: str) -> None:
    assert phone_words(phone) == words


def test_an_account_is_found_by_what_is_known_of_it() -> None:
    known = {"domain": "acme.example", "city": "Zürich", "tags": "Expo, VIP", "phone": "+41 44 555"}

    assert account_text(account("a", name="Acme & Söhne", known=known)) == (
        "acme & sohne acme.example zurich expo, vip 4144555 4555"
    )


def test_a_person_is_found_with_their_firm() -> None:
    known = {"title": "COO", "email": "ray@initech.example", "mobile": "0142"}

    assert person_text(person("p", "i", name="Ray Ortiz", known=known), "Initech") == (
        "ray ortiz coo ray@initech.example initech 0142"
    )


def test_a_remark_is_found_with_its_firm() -> None:
    assert remark_text("Changeovers eat\na shift", "Acme") == "changeovers eat a shift acme"
