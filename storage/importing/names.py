"""Names of people and firms: taken apart, and judged alike or not.

Alike here means "may be one and the same" and is only asked where something stronger already speaks for it: the same
id, the same e-mail, the same domain. Names alone never merge two people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from storage.importing.folded import company_key, fold
from storage.importing.lexicon import cell_words, words_of

_SHARE_CLASS: Final = re.compile(r"\s*\((?:class|series|cl\.?) [\w-]+\)\s*$", re.IGNORECASE)
_CLOSE: Final = 0.82
_STEM: Final = 4
_NICKNAME: Final = frozenset("\"'(“‘")  # noqa: RUF001  (quotes as people type them)
_GREETINGS: Final = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "herr", "frau", "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "srta"]
)
_INITIAL: Final = re.compile(r"^[^\W\d_]\.?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name and what of it is known."""

    full: str
    first: str = ""
    last: str = ""


def person(full: str, first: str = "", middle: str = "", last: str = "") -> PersonName:
    """Return a person's name from its columns; a whole name is taken apart where that is plain."""
    if first or last:
        whole = " ".join([part for part in (first, middle, last) if part])
        if not full:
            return PersonName(whole, first, last)
        full = whole if fold(_ungreeted(full)) == fold(whole) else full
        return PersonName(whole if _poorer(full, whole) else full, first, last)
    if not full:
        return PersonName("")
    if full.count(",") == 1:
        behind, ahead = (part.strip() for part in full.split(","))
        if ahead and behind and not set(words_of(ahead)) <= cell_words().behind:
            return PersonName(f"{ahead} {behind}", ahead, behind)
    return _apart(full)


def _ungreeted(full: str) -> str:
    """Return a name without the Mr or Frau in front; a Dr. stays part of it."""
    first, _, rest = full.partition(" ")
    return rest if fold(first).rstrip(".") in _GREETINGS else full


def _poorer(full: str, whole: str) -> bool:
    return len(fold(full)) < len(fold(whole))


def _apart(full: str) -> PersonName:
    words = full.replace(",", " ").split()
    while len(words) > 1 and fold(words[0]).rstrip(".") in cell_words().before:
        del words[0]
    while len(words) > 1 and fold(words[-1]).replace(".", "") in cell_words().behind:
        del words[-1]
    if len(words) < 2:  # noqa: PLR2004  (a first and a last name)
        return PersonName(full)
    rest = [word for word in words[1:] if word[0] not in _NICKNAME] or words[1:]
    while len(rest) > 1 and _INITIAL.match(rest[0]):
        del rest[0]
    return PersonName(full, words[0], " ".join(rest))


def firm(name: str) -> str:
    """Return a firm's name without the share class that a list of securities adds."""
    return (_SHARE_CLASS.sub("", name) or name) if "(" in name else name


def people_alike(one: str, other: str) -> bool:
    """Return whether two names behind one e-mail or id may be one person: spelling, initials, order, a missing half."""
    if not one or not other:
        return True
    here, there = sorted(words_of(one)), sorted(words_of(other))
    if not here or not there:
        return fold(one) == fold(other)
    if here == there or set(here) <= set(there) or set(there) <= set(here):
        return True
    if _initials_fit(words_of(one), words_of(other)):
        return True
    return len(here) == len(there) and _close(" ".join(here), " ".join(there)) and _same_start(here, there)


def _close(one: str, other: str) -> bool:
    """Return whether two texts are like each other; what bounds their likeness is asked first, it costs a tenth."""
    found = SequenceMatcher(None, one, other)
    return found.real_quick_ratio() >= _CLOSE and found.quick_ratio() >= _CLOSE and found.ratio() >= _CLOSE


def _initials_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one[-1] != other[-1]:
        return False
    return (len(one[0]) == 1 and other[0].startswith(one[0])) or (len(other[0]) == 1 and one[0].startswith(other[0]))


def _same_start(here: list[str], there: list[str]) -> bool:
    """Tell a slip of the pen from a relative: "Jon Smith" and "Jan Smith" are two, "Jonathan" and "Jonathon" one."""
    return all(one == other or _close(one, other) for one, other in zip(here, there, strict=True))


def firms_alike(one: str, other: str) -> bool:
    """Return whether two names on one domain may be one firm: the shorter opens the longer, figures are the same."""
    here, there = company_key(one).split(), company_key(other).split()
    if here == there:
        return True
    if not here or not there or _figures(here) != _figures(there):
        return False
    short, long = sorted((here, there), key=len)
    if "".join(here) == "".join(there):
        return True
    return all(_stem_fits(one, other) for one, other in zip(short, long, strict=False))


def _stem_fits(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long.startswith(short)


def _figures(words: list[str]) -> list[str]:
    return [word for word in words if any(char.isdigit() for char in word)]
