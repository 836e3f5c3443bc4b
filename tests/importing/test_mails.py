"""Addresses that can work are used, the others are kept and told; a domain speaks for a firm or for nobody."""

from __future__ import annotations

import pytest

from storage.importing import mails
from storage.importing.mails import Mails


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Mails(())),
        ("Dana@Acme.example", Mails(("dana@acme.example",))),
        ("Dana Cole <dana@acme.example>", Mails(("dana@acme.example",))),
        ("mailto:dana@acme.example.", Mails(("dana@acme.example",))),
        ("'dana@acme.example'", Mails(("dana@acme.example",))),
        ("a@x.example; b@x.example , a@x.example", Mails(("a@x.example", "b@x.example"))),
        ("a@x.example ::: b@x.example / c@x.example", Mails(("a@x.example", "b@x.example", "c@x.example"))),
        ("a@x.example; nothing", Mails(("a@x.example",), "nothing")),
        ("dana at acme; b@", Mails((), "dana at acme; b@")),
        ("a@x.example - a@x.example", Mails(("a@x.example",))),
        (";", Mails(())),
        ("dana cole@acme.example", Mails((), "dana cole@acme.example")),
    ],
)
def test_a_cell_of_addresses(text: str, found: Mails) -> None:
    assert mails.read(text) == found


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("dana@acme.example", True),
        ("d.o'neil+x@mail.acme.co.uk", True),
        ("müller@köln.example", True),
        (".dana@acme.example", False),
        ("da..na@acme.example", False),
        ("dana@acme", False),
        ("dana@acme.1", False),
        ("dana@acme.c", False),
        ("dana@1.2.3.44", False),
        ("dana@-acme.example", False),
        ("dana@acme-.example", False),
        ("a" * 250 + "@acme.example", False),
        ("dana@@acme.example", False),
    ],
)
def test_which_addresses_can_work(text: str, works: bool) -> None:  # noqa: FBT001
    assert mails.is_address(text) is works


def test_a_free_address_speaks_for_no_firm() -> None:
    assert mails.domain_of("dana@gmail.com") == ""
    assert mails.domain_of("dana@mail.eu.acme.co.uk") == "acme.co.uk"
    assert mails.domain_of("dana@eu.acme.com") == "acme.com"


def test_a_desk_is_nobody() -> None:
    assert mails.is_desk("info@acme.example")
    assert not mails.is_desk("dana@acme.example")


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.Acme.example/about?x=1", "acme.example"),
        ("acme.example", "acme.example"),
        ("//acme.example", "acme.example"),
        ("www2.acme.example:8080", "acme.example"),
        ("<http://acme.example>", "acme.example"),
        ("acme.example.", "acme.example"),
        ("http://user@acme.example/x", "acme.example"),
        ("Acme Inc.", ""),
        ("1.2.3.4", ""),
        ("acme.x", ""),
        ("", ""),
    ],
)
def test_a_site_in_any_spelling(text: str, domain: str) -> None:
    assert mails.site(text) == domain


def test_a_page_on_a_network_is_no_firms_own_site() -> None:
    assert mails.firm_site("https://uk.linkedin.com/company/acme") == ""
    assert mails.firm_site("gmail.com") == ""
    assert mails.firm_site("https://acme.example") == "acme.example"
