"""Whose id an id is: some shapes are unique in the world, the others only mean something together with their source.

`company_id` 1 of two vendors is two firms, so a key is hashed with its source (DESIGN section 2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from playbook.codec import encode
from playbook.words import AccountId
from storage.importing.lexicon import squeeze

NAMESPACE: Final = UUID("6f0a7c1e-52d4-5c7b-9a53-3f5d0c1e7b44")
"""Of the ids of accounts: the same list imported on two machines gives the same accounts."""
WORLD: Final = "world"
OURS: Final = "notyet"
"""Source of what we exported ourselves: its ids are ids of the book."""
PRODUCT: Final = "-//notyet//notyet//EN"
"""What wrote a card or a calendar: us."""
OUR_PERSON, OUR_ACCOUNT = "notyet-person:", "notyet-account:"
"""How an id of ours begins on a card."""
_REGISTERS: Final = frozenset({"cik", "duns", "lei", "name", "domain", "person", "mail", "page"})

_SALESFORCE: Final = re.compile(r"^[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?$")
_PREFIX: Final = re.compile(r"^(?:0[0-9A-Z]{2}|a[0-9A-Za-z]{2})")
_GUID: Final = re.compile(r"^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$", re.IGNORECASE)
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHORT: Final = 15


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """An id as it is known again."""

    source: str
    """`WORLD` for ids that stand alone, else the list or the vendor they come from."""
    kind: str
    """`account` or `person`."""
    key: str

    @property
    def alone(self) -> bool:
        """Whether it is unique in the world."""
        return self.source == WORLD

    @property
    def register(self) -> str:
        """The register that gave it ("cik", "name", "domain"): two ids of one register are two firms."""
        register, mark, _ = self.key.partition(":")
        return register if mark and register in _REGISTERS else ""


def key(text: str, kind: str, source: str) -> Key:
    """Return the key of an id that stands in a list of `source`."""
    for mark in (OUR_PERSON, OUR_ACCOUNT):
        if text.startswith(mark):
            return Key(OURS, kind, text.removeprefix(mark))
    world = salesforce(text) or guid(text)
    return Key(WORLD, kind, world) if world else Key(source, kind, text)


def salesforce(text: str) -> str:
    """Return a Salesforce id in its 15 letters, empty where the text is none; the 18-letter form must check."""
    if not _SALESFORCE.match(text) or not _PREFIX.match(text):
        return ""
    short = text[:_SHORT]
    if not any(char.isdigit() for char in short[3:]) or (len(text) > _SHORT and text[_SHORT:] != _check(short)):
        return ""
    return short


def _check(short: str) -> str:
    """Return the three letters that tell upper from lower case in an 18-letter id."""
    parts = (short[start : start + 5] for start in range(0, _SHORT, 5))
    return "".join(_LETTERS[sum(char.isupper() << place for place, char in enumerate(part))] for part in parts)


def guid(text: str) -> str:
    """Return a GUID in lower case, empty where the text is none or the empty one."""
    found = _GUID.match(text)
    return found[1].lower() if found and found[1].strip("0-") else ""


def account_id(*parts: str) -> AccountId:
    """Return the id of an account: the same from the same parts, on every machine."""
    return AccountId(str(uuid5(NAMESPACE, encode(parts))))


def shape_of(names: Sequence[str]) -> str:
    """Return a name for lists of one shape: those that share their headings."""
    text = "|".join(sorted(map(squeeze, names)))
    return f"list {sha256(text.encode()).hexdigest()[:10]}"
