"""A phrase cut into canonical words: `Jan. 12th` becomes `mo1 o12`, `six weeks` becomes `6 week` (R14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from playbook.cleaning import clean_line
from playbook.folding import fold
from playbook.phrases.grammar import Grammar

MOST: Final = 300
"""Characters of a phrase that are read."""

_NAMES: Final = {
    "monday": "wd0", "tuesday": "wd1", "wednesday": "wd2", "thursday": "wd3", "friday": "wd4", "saturday": "wd5",
    "sunday": "wd6", "january": "mo1", "february": "mo2", "september": "mo9", "october": "mo10", "november": "mo11",
    "december": "mo12", "tomorrow": "tomorrow",
}  # fmt: skip
"""Names long enough that one slip leaves no doubt; never shown as sure."""
_SHORTEST, _LONGEST = 5, 10
_TENS: Final = 20
_HUNDRED: Final = 100
_LAST_DAY: Final = 31
_FIGURES: Final = frozenset("123456789")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.ASCII)
ORDINAL: Final = re.compile(r"o\d+")
"""A canonical ordinal."""
_GLUED: Final = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)", re.ASCII)
_NAMED: Final = re.compile(r"([a-z]{3,9})\.?(\d{1,2})((?:st|nd|rd|th)?)", re.ASCII)
_SPLIT: Final = re.compile(r"(?:(?<!\d)[:!?()\[\]]|[:!?()\[\]](?!\d)|[;,\u2026]|\s-+(?=\s|$)|\.{2,})")
_DOTTED_DATE: Final = re.compile(r"\d{1,2}\.\d{1,2}\.", re.ASCII)


@dataclass(frozen=True, slots=True)
class Lexed:
    """A phrase in canonical words, and beside each the word as it was written."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    guessed: bool = False
    """A word was taken for a name that it is one letter away from ("thursady")."""

    @property
    def text(self) -> str:
        """The canonical words in one line."""
        return " ".join(self.words)


def lex(phrase: str, grammar: Grammar) -> Lexed:
    """Return the canonical words of a phrase; only its first 300 characters are read."""
    text = fold(clean_line(phrase, MOST))
    for expression, to in grammar.rewrites:
        text = " ".join(expression.sub(to, text).split())
    text = _SPLIT.sub(" , ", f" {' '.join(text.split())} ")
    text = _holiday_names(grammar).sub(lambda found: f" hol_{_holiday_keys(grammar)[found[0]]} ", text)
    pairs: list[tuple[str, str]] = []
    for word in text.split():
        pairs.extend((_canonical(part, grammar), part) for part in _parts(word, grammar))
    pairs = _joined(pairs, grammar)
    while pairs and pairs[-1][0] == ",":
        pairs.pop()
    near = [(_near(word), written) if word == written else (word, written) for word, written in pairs]
    return Lexed(tuple(word for word, _ in near), tuple(written for _, written in near), guessed=near != pairs)


def _near(word: str) -> str:
    """Return the day or month whose name is one slip of the finger away, else the word itself."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return word
    return next((token for name, token in _NAMES.items() if is_one_slip(word, name)), word)


def is_one_slip(word: str, name: str) -> bool:
    """Tell whether one letter is missing, too much, another one, or two neighbours stand the wrong way round."""
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    start = next((i for i, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), len(name))
    one, other = word[start:], name[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one == other[1:] or one[1:] == other


def _parts(word: str, grammar: Grammar) -> list[str]:
    """Cut `3w`, `dec15` and the dot behind a word off; what has no date in it stays whole."""
    if word.endswith(".") and not _DOTTED_DATE.fullmatch(word):
        bare = word.rstrip(".")
        known = bare.isdecimal() or bare in grammar.lexicon or _canonical(bare, grammar) in grammar.glued.values()
        return [*_parts(bare, grammar), *([] if known else [","])] if bare else []
    glued = _GLUED.fullmatch(word)
    if glued and glued[2] in grammar.glued:
        return [glued[1], grammar.glued[glued[2]]]
    named = _NAMED.fullmatch(word)
    if named and grammar.lexicon.get(named[1], "").startswith(("mo", "wd")):
        return [named[1], named[2] + named[3]]
    return [word]


def _canonical(word: str, grammar: Grammar) -> str:
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal and 1 <= int(ordinal[1]) <= _LAST_DAY:
        return f"o{int(ordinal[1])}"
    number = grammar.numbers.get(word)
    if number is not None and word not in grammar.loose:
        return f"{number:g}"
    return grammar.lexicon.get(word, word)


def _joined(pairs: list[tuple[str, str]], grammar: Grammar) -> list[tuple[str, str]]:
    """Join number words: twenty five to 25, thirty first to o31, a hundred and two hundred to figures."""
    found: list[tuple[str, str]] = []
    for word, written in pairs:
        before, said = found[-1] if found else ("", "")
        spoken = said in grammar.numbers and said not in grammar.loose and before.isdecimal()
        joined = _tens_and(int(before), word, written, grammar) if spoken else None
        if joined is not None:
            found[-1] = (joined, written)
        elif written == "hundred" and (before == "a" or spoken):
            found[-1] = (str(int(before) * _HUNDRED) if spoken else word, written)
        else:
            found.append((word, written))
    return found


def _tens_and(tens: int, word: str, written: str, grammar: Grammar) -> str | None:
    """Return twenty and five as 25, thirty and first as o31, or None where the two do not join."""
    if tens not in range(_TENS, _HUNDRED, 10):
        return None
    if written in grammar.numbers and word in _FIGURES:
        return str(tens + int(word))
    if word.startswith("o") and word[1:] in _FIGURES and tens + int(word[1:]) <= _LAST_DAY:
        return f"o{tens + int(word[1:])}"
    return None


@lru_cache(maxsize=2)
def _name_table(names: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    keys = dict(names)
    longest = sorted(keys, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), keys


def _names(grammar: Grammar) -> tuple[tuple[str, str], ...]:
    return tuple((name, holiday.key) for holiday in grammar.holidays.values() for name in holiday.names)


def _holiday_names(grammar: Grammar) -> re.Pattern[str]:
    return _name_table(_names(grammar))[0]


def _holiday_keys(grammar: Grammar) -> dict[str, str]:
    return _name_table(_names(grammar))[1]
