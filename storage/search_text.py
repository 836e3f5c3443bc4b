"""What search can find: the folded words of an account, a person, a remark (DESIGN section 4, "Search").

Text and query go through the same `fold`, so "Müller" is found by "muller" and a phone by its last four digits.
"""

from __future__ import annotations

import re
from typing import Final

from playbook.facts import AccountFacts, PersonFacts
from playbook.folding import fold

_DIGITS: Final = re.compile(r"\D+")
_TAILS: Final = (10, 9, 8, 7, 4)
"""Lengths of the endings under which a phone is found: without country code, without area, "the one on 0142"."""

_ACCOUNT_WORDS: Final = ("also", "domain", "email", "city", "industry", "tags", "incumbent", "description")
_PERSON_WORDS: Final = ("also", "first", "last", "title", "department", "email", "email_2", "linkedin")


def phone_words(phone: str) -> str:
    """Return the words under which a phone is found: all its digits, and its endings."""
    digits = _DIGITS.sub("", phone) if phone else ""
    tails = (digits[-length:] for length in _TAILS if length < len(digits))
    return " ".join((digits, *tails)) if digits else ""


def account_text(account: AccountFacts) -> str:
    """Return the words of an account: its name, where it is, its phone."""
    said = dict(account.fields)
    words = [str(said[name]) for name in _ACCOUNT_WORDS if name in said]
    return _joined((account.name, *words, phone_words(str(said.get("phone", "")))))


def person_text(person: PersonFacts, firm: str) -> str:
    """Return the words of a person; their firm's name is among them, so that "acme dana" finds Dana of Acme."""
    said = dict(person.fields)
    words = [str(said[name]) for name in _PERSON_WORDS if name in said]
    numbers = [phone_words(str(said.get(name, ""))) for name in ("phone", "mobile")]
    return _joined((person.name, *words, firm, *numbers))


def remark_text(text: str, firm: str) -> str:
    """Return the words of a note, a pain or an agreed point, with the firm's name."""
    return _joined((text, firm))


def _joined(words: tuple[str, ...]) -> str:
    return fold(" ".join(word for word in words if word))
