"""E-mail addresses and web sites: what can work, what cannot, and which firm a domain speaks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from storage.importing.lexicon import cell_words

_ANGLED: Final = re.compile(r"<([^<>]+)>")
_SPLIT: Final = re.compile(r"\s*(?::::|[;,|]|\s[/-]\s)\s*")
"""Monday writes an address and its link: "joe@acme.com - joe@acme.com"."""
_LABEL: Final = r"[^\W_](?:[^\W_]|-(?!$|\.))*"
_ADDRESS: Final = re.compile(rf"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~\-\u0080-\uffff]+@({_LABEL}(?:\.{_LABEL})+)$")
_DOMAIN: Final = re.compile(rf"^{_LABEL}(?:\.{_LABEL})+$")
_SCHEME: Final = re.compile(r"^(?:[a-z][a-z0-9+]*:)?//", re.IGNORECASE)
_BEHIND: Final = re.compile(r"[/?#\s:,;]")
_WWW: Final = re.compile(r"^www\d?\.")
_LONGEST: Final = 254
_SECOND_LEVEL: Final = frozenset(
    ["co", "com", "org", "net", "ac", "gov", "edu", "ltd", "plc", "gob", "nom", "or", "ne", "go"]
)
"""As in co.uk, com.au, or.jp."""
_COUNTRY: Final = 2
_SOCIAL: Final = frozenset(
    ["linkedin.com", "facebook.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "xing.com", "google.com"]
)


@dataclass(frozen=True, slots=True)
class Mails:
    """The addresses of one cell."""

    good: tuple[str, ...]
    """Lower case, in their order."""
    bad: str = ""
    """What stands there and cannot work."""


def read(text: str) -> Mails:
    """Return the addresses of a clean cell: `Name <address>` and `mailto:` are read, blanks inside are refused."""
    if not text:
        return Mails(())
    if text == text.lower() and text[0] != "'" and "|" not in text and is_address(text):
        return Mails((text,))  # as most stand there: nothing is to be taken off or apart
    good: list[str] = []
    bad: list[str] = []
    for part in _SPLIT.split(text):
        angled = _ANGLED.search(part)
        address = (angled[1] if angled else part).strip().strip("'\"").rstrip(".").removeprefix("mailto:").lower()
        if not address:
            continue
        if is_address(address):
            good += [address] if address not in good else []
        else:
            bad.append(part.strip())
    return Mails(tuple(good), "; ".join(bad) if good else (text if bad else ""))


def is_address(text: str) -> bool:
    """Return whether an address can work: one @, no blank, a domain with a dot and an ending of two letters or more."""
    found = _ADDRESS.match(text)
    if not found or len(text) > _LONGEST:
        return False
    local, _, domain = text.rpartition("@")
    ending = domain.rsplit(".", 1)[1]
    return not (local.startswith(".") or ".." in local or ending.isdigit() or len(ending) < _COUNTRY)


def domain_of(address: str) -> str:
    """Return the domain of an address where it speaks for a firm: empty for gmail.com and its like."""
    domain = address.rpartition("@")[2]
    return "" if domain in cell_words().free_mail else main_domain(domain)


def is_desk(address: str) -> bool:
    """Return whether an address is a firm's desk (info@, sales@), not a person's."""
    return address.partition("@")[0] in cell_words().desks


def site(text: str) -> str:
    """Return the domain of a web address in any spelling, empty where the text is none."""
    host = text.lower()
    if not _DOMAIN.fullmatch(host):
        bare = _SCHEME.sub("", host.strip().strip("<>"))
        host = _BEHIND.split(bare, maxsplit=1)[0].rpartition("@")[2].rstrip(".")
    host = _WWW.sub("", host)
    ending = host.rsplit(".", 1)[-1]
    if not _DOMAIN.match(host) or len(ending) < _COUNTRY or ending.isdigit():
        return ""
    return host


def firm_site(text: str) -> str:
    """Return the domain of a firm's own site; a profile on a network that many share is none."""
    domain = site(text)
    return "" if main_domain(domain) in _SOCIAL or domain in cell_words().free_mail else domain


def main_domain(domain: str) -> str:
    """Return the part of a domain that is registered: `acme.co.uk` of `mail.eu.acme.co.uk`."""
    parts = domain.split(".")
    keep = 3 if len(parts) > 2 and len(parts[-1]) == _COUNTRY and parts[-2] in _SECOND_LEVEL else 2  # noqa: PLR2004
    return ".".join(parts[-keep:])
