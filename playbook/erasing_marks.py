"""By what somebody is known: names, addresses, numbers, pages, and how each is found again in a text (R38)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from playbook.facts import AccountFacts, PersonFacts, Value
from playbook.folding import fold

_DIGITS: Final = re.compile(r"\D+")
_PAGE: Final = re.compile(r"^(?:[a-z]+://)?(?:[a-z]{2,3}\.)?(?:www\.)?")
_TAIL: Final = 7
"""Digits of a number as it is written in its own town."""
_FAR: Final = 9
"""Digits at the end by which a number is told from all others: country code and trunk zero stand before them or not."""
_NORTH_AMERICA: Final = 11
"""Digits of a number with the country code 1: without it, area and all, it has one more than others need."""
_ALONE: Final = r"(?<!\d)(?<!\d[\s.\-/)])(?<!\d\)\s)"
"""No digit of an area stands before: the same seven are somebody else's in another one."""
_BETWEEN_DIGITS: Final = r"[\s().\-/\u2010-\u2015]*"
_BETWEEN_WORDS: Final = r"[\s.,_\-]+"
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """What somebody is known by."""

    names: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """Digits alone, country code first where it is known."""
    pages: tuple[str, ...] = ()
    """Pages of people and the sites of companies, without scheme."""

    def __add__(self, other: Marks) -> Marks:
        """Return the marks of both, each once."""
        return Marks(
            _once(self.names + other.names), _once(self.mails + other.mails), _once(self.phones + other.phones),
            _once(self.pages + other.pages),
        )  # fmt: skip


def of_person(person: PersonFacts, firm: AccountFacts | None = None) -> Marks:
    """Return what a person is known by; the number of their firm's own desk is nobody's."""
    found = of_fields(dict(person.fields))
    desk = digits(firm.get("phone")) if firm is not None else ""
    parts = " ".join(filter(None, (person.get("first"), person.get("last"))))
    names = [person.name, parts] if " " in parts else [person.name]
    return Marks(
        _once(name for name in names if name and "@" not in name), found.mails,
        tuple(phone for phone in found.phones if phone != desk), found.pages,
    )  # fmt: skip


def of_account(account: AccountFacts) -> Marks:
    """Return what a company is known by: its name, its desk, its address, its site."""
    found = of_fields(dict(account.fields))
    site = page(account.get("domain"))
    return Marks((account.name,), found.mails, found.phones, _once((*found.pages, *([site] if site else []))))


def of_fields(fields: Mapping[str, Value]) -> Marks:
    """Return the addresses, numbers and pages among the fields of somebody."""
    held = {name: str(value) for name, value in fields.items()}
    mails = (mail for name, value in held.items() if name.startswith("email") for mail in value.split("; "))
    phones = (digits(held[name]) for name in ("phone", "mobile") if name in held)
    return Marks(
        (), _once(mail.strip().casefold() for mail in mails if "@" in mail),
        _once(each for each in phones if len(each) >= _TAIL), _once(filter(None, (page(held.get("linkedin", "")),))),
    )  # fmt: skip


def known_by(marks: Marks) -> tuple[str, ...]:
    """Return the normal forms that are hashed, each with its kind before it."""
    return (
        *(f"mail:{mail}" for mail in marks.mails), *(f"phone:{phone}" for phone in marks.phones),
        *(f"page:{each}" for each in marks.pages),
    )  # fmt: skip


def digits(phone: str) -> str:
    """Return the digits of a number, without an extension."""
    return _DIGITS.sub("", re.split(r"(?i)\s*(?:ext|x|;|#)", phone, maxsplit=1)[0])


def page(text: str) -> str:
    """Return a page in one spelling: no scheme, no country before the host, no query, no slash at the end."""
    plain = text.strip().casefold().partition("?")[0].partition("#")[0].rstrip("/")
    return _PAGE.sub("", plain)


def ending(phone: str) -> str:
    """Return the end of a number that tells it from all others."""
    return phone[-10:] if phone.startswith("1") and len(phone) == _NORTH_AMERICA else phone[-_FAR:]


def plain(text: str) -> str:
    """Return a text as the pattern reads it; also one that stands in JSON, where a line break is two letters."""
    return fold(text.replace("\\n", " "))


def pattern(marks: Marks) -> re.Pattern[str] | None:
    """Return what finds any of the marks in a `plain` text; None for no marks."""
    parts = [
        *(_bounded(_BETWEEN_WORDS.join(map(re.escape, words)), words) for words in _spelled(marks.names)),
        *(rf"(?<![\w.+\-]){re.escape(fold(mail))}(?!\w)" for mail in marks.mails),
        *(_dialled(phone) for phone in marks.phones),
        *(rf"(?<![\w.\-])(?:www\.|[a-z]{{2}}\.)?{re.escape(fold(each))}(?![\w\-])" for each in marks.pages),
    ]
    return re.compile("|".join(parts)) if parts else None


def cut(marks: Marks, text: str, gone: str) -> str:
    """Return a text with names, addresses, numbers and pages as they are usually written replaced."""
    parts = [
        *(_BETWEEN_WORDS.join(map(re.escape, name.split())) for name in marks.names), *map(re.escape, marks.mails),
        *(rf"(?:\+?\d{{1,5}}{_BETWEEN_DIGITS})??{_dialled(phone)}" for phone in marks.phones),
        *map(re.escape, marks.pages),
    ]  # fmt: skip
    return re.sub("|".join(parts), gone, text, flags=re.IGNORECASE) if parts else text


def _dialled(phone: str) -> str:
    """A number as it is written anywhere: its telling end, or its last seven digits where none stands before them."""
    far = _BETWEEN_DIGITS.join(ending(phone))
    if len(phone) <= _FAR:
        return rf"(?<!\d){far}(?!\d)"
    return rf"(?:{far}|{_ALONE}{_BETWEEN_DIGITS.join(phone[-_TAIL:])})(?!\d)"


def _spelled(names: Iterable[str]) -> list[list[str]]:
    """Return the words of each name in both orders: "Dana Cole" is "Cole, Dana" in many a list."""
    found = []
    for name in names:
        words = re.split(r"[\s,]+", fold(name).strip(" ,."))
        found.append(words)
        if len(words) >= _TWO:
            found.append([words[-1], *words[:-1]])
    return [words for words in found if any(words)]


def _bounded(body: str, words: list[str]) -> str:
    """A word ends where its letters do; scripts without blanks between words have no such end."""
    before = r"(?<!\w)" if _cased(words[0][:1]) else ""
    after = r"(?!\w)" if _cased(words[-1][-1:]) else ""
    return f"{before}{body}{after}"


def _cased(letter: str) -> bool:
    return letter.isdigit() or letter.lower() != letter.upper()


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))
