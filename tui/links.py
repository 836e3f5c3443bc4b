"""What this machine's phone, mail and browser are handed: `tel:`, `mailto:` and web addresses made of foreign text.

Every part is checked and percent-encoded here, so that a hostile name adds no header, no address and no other scheme.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from playbook.cleaning import clean_line, clean_note

if TYPE_CHECKING:
    from urllib.parse import SplitResult

MOST: Final = 1900
"""Characters of a link: Windows hands on 2,048 of them and cuts the rest without a word."""
_SUBJECT: Final = 120
_SHORTEST_NUMBER, _LONGEST_NUMBER = 3, 15
"""Digits of a number: an extension of a switchboard, and the longest of E.164."""
_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])", re.ASCII)
_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$'*+/=?^_`{|}~-]+)*", re.ASCII)
_DIALLED: Final = re.compile(r"tel:\+?\d{3,15}(?:;ext=\d{1,8})?", re.ASCII)
_MAILED: Final = re.compile(r"mailto:[\w.!$'*+~%-]+@[\w.-]+(?:\?[\w.!~*'()%&=-]*)?", re.ASCII)
_WEB: Final = ("http", "https")


def tel(number: str, extension: str = "") -> str:
    """Return what dials a number, its extension behind it; empty where it is none."""
    digits = _digits(number)
    if not _SHORTEST_NUMBER <= len(digits) <= _LONGEST_NUMBER:
        return ""
    plus = "+" if clean_line(number).lstrip("( ").startswith(("+", "\uff0b")) else ""
    more = _digits(extension)[:8]
    return f"tel:{plus}{digits}{f';ext={more}' if more else ''}"


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """Return what opens a mail to one address, subject and body filled in; empty where it is no address.

    The body is cut at a word where the whole would be longer than mail programs take (`MOST`).
    """
    local, _, domain = clean_line(address).rpartition("@")
    host = _host(domain)
    if not host or not _LOCAL.fullmatch(local):
        return ""
    to = f"mailto:{quote(local, safe='.!$*+~-_')}@{host}"
    head = clean_line(subject)[:_SUBJECT].rstrip()
    parts = [f"subject={_encoded(head)}"] if head else []
    room = MOST - len(to) - len("?&body=") - sum(map(len, parts))
    text = _fitting(clean_note(body), room)
    parts += [f"body={_encoded(text)}"] if text else []
    return f"{to}?{'&'.join(parts)}" if parts else to


def site(address: str) -> str:
    """Return what opens a web address; empty for one without a plain domain: no user, no port, no other scheme."""
    text = clean_line(address, 2 * MOST)
    if "\\" in text or " " in text:
        return ""
    if "://" not in text:
        text = f"https://{text}"
    parts = _split(text)
    host = "" if parts is None else _host(parts.netloc)
    if parts is None or not host or parts.scheme.casefold() not in _WEB:
        return ""
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    link = f"{parts.scheme.casefold()}://{host}{path}{f'?{query}' if query else ''}"
    return link if len(link) <= MOST else ""


def safe(link: str) -> bool:
    """Tell whether a link may be handed to the machine: one of the three, with nothing but what they are made of."""
    scheme = link.partition(":")[0]
    if scheme in _WEB:
        return site(link) == link
    return bool(_DIALLED.fullmatch(link) or _MAILED.fullmatch(link)) and len(link) <= MOST


def _digits(text: str) -> str:
    """Return the digits of a number in ASCII, full-width and Arabic ones too."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:
        return None


def _host(domain: str) -> str:
    """Return a domain as the network writes it, `bücher.example` in its ASCII form; empty for anything else."""
    try:
        host = domain.strip().rstrip(".").encode("idna").decode("ascii").casefold()
    except UnicodeError:
        return ""
    return host if _DOMAIN.fullmatch(host) else ""


def _encoded(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")


def _fitting(text: str, room: int) -> str:
    """Return as many whole words of a text as its encoded form has room for."""
    if len(_encoded(text)) <= room:
        return text
    short = text[: max(room, 0)]
    while short and len(_encoded(f"{short} …")) > room:
        short = short[: min(len(short) - 1, max(short.rfind(" "), 0) or len(short) - 1)]
    return f"{short.rstrip()} …" if short else ""
