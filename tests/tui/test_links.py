"""Links made of foreign text: what is handed to phone, mail and browser holds nothing but what it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.hosting import HOSTILE
from tui import links

BAD = (
    "javascript:alert(1)", "file:///etc/passwd", "ftp://acme.com", "https://u:p@acme.com", "acme.com\\@evil.com",
    "https://acme.com:8080", "http://127.0.0.1/", "https://[::1", "localhost", "//acme.com", "acme .com", "", "-",
    f"acme.com/{'x' * 2000}", "a" * 300 + ".com",
)  # fmt: skip
"""What is no site."""


@pytest.mark.parametrize(
    ("number", "extension", "link"),
    [
        ("+1 (312) 555-0142", "", "tel:+13125550142"),
        ("(+49) 30 1234", "12", "tel:+49301234;ext=12"),
        ("３１２ ５５５ ０１４２", "", "tel:3125550142"),
        ("call me", "", ""),
        ("+1;rm -rf", "", ""),
        (" ", "", ""),
        ("+1234567890123456", "", ""),
    ],
)
def test_a_number_is_dialled_in_plain_digits(number: str, extension: str, link: str) -> None:
    assert links.tel(number, extension) == link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("dana@acme.com", "mailto:dana@acme.com"),
        ("o'brien@acme.com", "mailto:o%27brien@acme.com"),
        ("d@münchen.example", "mailto:d@xn--mnchen-3ya.example"),
        ("dana@acme.com?bcc=evil@x.com", ""),
        ("a@b@c.com", ""),
        ("Dana <d@acme.com>", ""),
        ("d%0a@acme.com", ""),
        ("d@localhost", ""),
        ("none", ""),
    ],
)
def test_a_mail_goes_to_one_address_and_to_no_other(address: str, link: str) -> None:
    assert links.mailto(address) == link


def test_subject_and_body_are_encoded_and_add_no_header() -> None:
    link = links.mailto("d@acme.com", "Hi & bye\r\nBcc: evil@x.com", "Dana,\n\n[b]ö & ?=%")
    assert link.startswith("mailto:d@acme.com?subject=Hi%20%26%20bye%20Bcc%3A%20evil%40x.com&body=Dana%2C%0D%0A%0D%0A")
    assert link.endswith("%5Bb%5D%C3%B6%20%26%20%3F%3D%25")
    assert links.safe(link)


@pytest.mark.parametrize("text", ["after the audit " * 400, "漢字 " * 900, "漢" * 4000])
def test_a_long_mail_is_cut_at_a_word_and_stays_within_what_mail_programs_take(text: str) -> None:
    link = links.mailto("d@acme.com", "s", text)
    assert 1200 < len(link) <= links.MOST
    assert link.endswith("%20%E2%80%A6")
    assert links.safe(link)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("acme.com", "https://acme.com"),
        ("HTTP://ACME.com/a?x=1&y=[2]", "http://acme.com/a?x=1&y=%5B2%5D"),
        ("münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("linkedin.com/in/dana", "https://linkedin.com/in/dana"),
        *((bad, "") for bad in BAD),
    ],
)
def test_a_site_has_a_plain_domain(address: str, link: str) -> None:
    assert links.site(address) == link


@pytest.mark.parametrize(
    "link",
    ["", "--help", "data:text/html,x", "tel:+1 2", "tel:12", "mailto:a@b.c\n", "mailto:a", "http://acme.com/ x", "x"],
)
def test_what_was_not_made_here_is_not_handed_on(link: str) -> None:
    assert not links.safe(link)


@given(st.text() | st.sampled_from(HOSTILE), st.text(), st.text())
def test_whatever_is_typed_a_link_is_safe_or_empty(text: str, subject: str, body: str) -> None:
    for link in (links.tel(text, subject), links.site(text), links.mailto(text, subject, body),
                 links.mailto("d@acme.com", subject, body)):  # fmt: skip
        assert not link or links.safe(link)
