"""Which two may be one and the same: names that are like each other, and something else that speaks for it.

Never merged by itself, always shown. What speaks for it is a number, an address, a birthday, a firm or a place of both;
a switchboard that many share, or one name at two firms, says nothing (DESIGN section 6, LIBRARIES section 2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final

from storage.importing import mails, names
from storage.importing.folded import company_key, fold
from storage.importing.lexicon import words_of
from storage.importing.likeness import PART, SAME, TYPED_TWICE, likeness, near

PERSON: Final = "person"
ACCOUNT: Final = "account"
ALIKE: Final = 94
"""Of 100: firms' names from here on are like each other (LIBRARIES section 2: no false pair among 80)."""

NEAR: Final = 80
"""Below, two names are not like each other at all."""
_NAMED: Final = ("names that differ", "one of two names", "names alike", "the same name")
_BLURRED: Final = 60
_LOCAL: Final = 5
_NUMBER: Final = 7
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class One:
    """An account or a person as far as it is compared."""

    id: str
    kind: str
    name: str
    firm: str = ""
    """Id of a person's firm; empty where they have none of a name."""
    firm_name: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """Their last nine digits."""
    born: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postcode: str = ""
    domain: str = ""
    fresh: bool = True
    """It came with a list; two of the book's own are not compared while a list comes in."""
    file: str = ""
    line: int = 0
    apart: str = ""
    """Ids of those that it is not, as a rep said (playbook.not_same)."""
    at: str = ""
    at_name: str = ""
    """The account where a person sits, whether it speaks for them or not."""
    shown: tuple[str, ...] = ()
    """Its numbers as they stand in the book."""

    @property
    def cells(self) -> tuple[object, ...]:
        """All that it was made of, in the order of the fields."""
        return _CELLS(self)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its name, in their order."""
        return words_of(self.name) if "@" not in self.name else ()

    @cached_property
    def key(self) -> str:
        """The name of a firm as it is compared."""
        return company_key(self.name)

    @cached_property
    def family(self) -> str:
        """The name of a site without its ending: `acme` of acme.com and acme.co.uk."""
        return family(self.domain) if self.domain else ""


_CELLS: Final = attrgetter(*One.__dataclass_fields__)


def family(domain: str) -> str:
    """Return the name of a site without its ending."""
    return mails.main_domain(domain).split(".")[0]


def number(text: str) -> str:
    """Return what of a number is compared: its last nine digits, nothing for a short one."""
    digits = "".join(_DIGITS.findall(text.partition(" x")[0]))
    return digits[-9:] if len(digits) >= _NUMBER else ""


def why(one: One, other: One) -> tuple[str, ...]:
    """Return what speaks for two being one, empty where nothing does or a rep said that they are not."""
    if (one.apart and other.id in one.apart.split()) or (other.apart and one.id in other.apart.split()):
        return ()
    return _people(one, other) if one.kind == PERSON else _firms(one, other)


def _people(one: One, other: One) -> tuple[str, ...]:
    if not _may_speak(one, other):
        return ()
    like = likeness(one.words, other.words)
    reasons = _by_address(one, other, like)
    apart = _told_apart(one, other) and not reasons
    if apart or not (like or reasons):
        return ()
    if one.born and one.born == other.born and (like > PART or reasons or (like and _same_city(one, other))):
        reasons.append("born on the same day")
    if like > PART:
        reasons += ["the same number"] if set(one.phones) & set(other.phones) else []
        reasons += [f"both at {one.firm_name or 'one firm'}"] if one.firm and one.firm == other.firm else []
    if like == SAME and not reasons and _homeless(one, other):
        reasons.append("the same city, and no firm says otherwise")
    if not reasons:
        return ()
    return ("names alike" if not like and _blurred(one, other) else _NAMED[like], *reasons)


def _may_speak(one: One, other: One) -> bool:
    """Return whether anything could speak for two people, whatever their names: most who share a block end here."""
    return bool(
        (one.firm and one.firm == other.firm)
        or (one.born and one.born == other.born)
        or not set(one.phones).isdisjoint(other.phones)
        or (not (one.firm and other.firm) and _homeless(one, other))
        or _mails_speak(one, other)
    )


def _mails_speak(one: One, other: One) -> bool:
    for mine in one.mails:  # loops: of a list's namesakes all who share a block are compared, and few say anything
        for theirs in other.mails:
            if mine == theirs or _same_local(mine, theirs, one, other) or _near_mail(mine, theirs):
                return True
    return False


def _told_apart(one: One, other: One) -> bool:
    """Return whether two birthdays, further apart than a slip of the pen, tell two people apart."""
    return bool(one.born and other.born) and not near(one.born, other.born, 2)


def _same_city(one: One, other: One) -> bool:
    return bool(one.city) and fold(one.city) == fold(other.city)


def _homeless(one: One, other: One) -> bool:
    """Return whether two of one full name live in one city, and neither is known to be elsewhere."""
    full = len(one.words) > 1 and not (one.firm and other.firm)
    return full and _same_city(one, other) and not (one.born or other.born or (one.mails and other.mails))


def _by_address(one: One, other: One, like: int) -> list[str]:
    shared = {mail for mail in one.mails if mail in other.mails and not mails.is_desk(mail)}
    if shared:
        known = like or (one.born and one.born == other.born) or _blurred(one, other)
        return ["the same address"] if known else []
    for mine in one.mails:
        for theirs in other.mails:
            if like > PART and _same_local(mine, theirs, one, other):
                return ["addresses that begin alike"]
            if like and _near_mail(mine, theirs):
                return ["addresses a slip apart"]
    return []


def _blurred(one: One, other: One) -> bool:
    """Return whether two names behind one address are likely one, written badly: half of the letters in their order."""
    from rapidfuzz import fuzz

    return bool(one.words and other.words) and fuzz.token_sort_ratio(one.name, other.name) >= _BLURRED


def _same_local(mine: str, theirs: str, one: One, other: One) -> bool:
    """Return whether what stands before the @ speaks for one person: not a mere name at two firms, not a desk."""
    local, _, here = mine.partition("@")
    if len(local) < _LOCAL or not theirs.startswith(local):
        return False
    there, _, where = theirs.partition("@")
    if local != there or mails.is_desk(mine):
        return False
    free = not (mails.domain_of(mine) and mails.domain_of(theirs))
    return (
        free or mails.main_domain(here) == mails.main_domain(where) or not _is_name(local, (*one.words, *other.words))
    )


def _is_name(local: str, words: tuple[str, ...]) -> bool:
    """Return whether an address is made of a name alone: "dana.cole", "dcole"; figures in it make it one's own."""
    if _DIGITS.search(local):
        return False
    return all(any(word.startswith(part) or part.endswith(word) for word in words) for part in _LETTERS.findall(local))


def _near_mail(mine: str, theirs: str) -> bool:
    """Return whether one slip of the pen lies between two addresses; other figures are another person's."""
    return (
        len(mine) > TYPED_TWICE
        and abs(len(mine) - len(theirs)) <= 1
        and _half_alike(mine, theirs)
        and not mails.is_desk(mine)
        and _DIGITS.findall(mine) == _DIGITS.findall(theirs)
        and near(mine, theirs, 1)
    )


def _half_alike(mine: str, theirs: str) -> bool:
    """Return whether two texts begin or end alike: of two that lie one slip apart, what is before or behind it is."""
    half = min(len(mine), len(theirs)) // 2 - 1  # a slip is two letters at most, swapped
    return mine[:half] == theirs[:half] or mine[-half:] == theirs[-half:]


def _firms(one: One, other: One) -> tuple[str, ...]:
    if not one.key or not other.key or _DIGITS.findall(one.key) != _DIGITS.findall(other.key):
        return ()
    like = alike(one.key, other.key)
    if like < NEAR and not names.firms_alike(one.name, other.name):
        return ()
    reasons = []
    if one.family and one.family == other.family:
        reasons.append(f"sites of one name, {one.family}")
    if set(one.phones) & set(other.phones):
        reasons.append("the same number")
    if like >= ALIKE and not _elsewhere(one, other):
        there = _same_city(one, other) or (one.postcode and one.postcode == other.postcode)
        reasons.append("the same place" if there else "no place says otherwise")
    if not reasons:
        return ()
    return ("the same name" if one.key == other.key else "names alike", *reasons)


def alike(one: str, other: str) -> float:
    """Return how like two names of firms are, of 100: whatever the order of their words, with and without blanks."""
    from rapidfuzz import fuzz

    whole = float(fuzz.token_sort_ratio(one, other))
    return max(whole, float(fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))))


def _elsewhere(one: One, other: One) -> bool:
    """Return whether two firms are known to lie in different places, or to have sites of their own."""
    pairs = (
        (fold(one.city), fold(other.city)), (one.state, other.state), (one.country, other.country),
        (one.postcode.split("-")[0], other.postcode.split("-")[0]), (one.family, other.family),
    )  # fmt: skip
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)
