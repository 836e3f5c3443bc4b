"""Foreign text, made safe at the door: nothing that moves a cursor, hides or turns text gets into the book.

Cleaning is not escaping: a clean name may still hold `[b]` or `=1+1`, and every glass shows it as plain content.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, normalize

LINE: Final = 200
"""Characters of a name or any other one-line value."""
NOTE: Final = 4000
"""Characters of a note."""

_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
_JOINERS: Final = "\u200c\u200d"
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
_BLANKS: Final = frozenset("\u2800")
_MOST_MARKS: Final = 3
_LAST_OF_PLANE: Final = 0xFFFE
_NONE_ARABIC: Final = range(0xFDD0, 0xFDF0)

_LONE_JOINER = re.compile(rf"(?:^|(?<= ))[{_JOINERS}]+|(?<=[{_JOINERS}])[{_JOINERS}]+")
_SPACES = re.compile(r" {2,}")
_BREAKS = re.compile(r"\r\n?")
_BLANK_LINES = re.compile(r"\n{3,}")
_WIDE = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")


def clean_line(text: str, limit: int = LINE) -> str:
    """Return foreign text as one harmless line of at most `limit` characters.

    Surrogates and private use become U+FFFD, controls and every kind of blank one space, invisible and turning
    characters go, joiners stay inside words (names, emoji), accents are composed (NFC), at most three marks stand on
    one letter. Cleaning twice changes nothing.
    """
    return _harmless(text)[: max(limit, 0)].rstrip(" ")


def clean_note(text: str, limit: int = NOTE) -> str:
    """Return a foreign note: as `clean_line`, but its line breaks stay, with at most one empty line in a row."""
    lines = (_harmless(line) for line in _BREAKS.sub("\n", text).split("\n"))
    whole = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(" \n")
    return whole[: max(limit, 0)].rstrip(" \n")


def is_plain(text: str) -> bool:
    """Return whether a text is plain ASCII without a blank too many, as most are: cleaning would change nothing."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip(" ")


def for_cell(text: str) -> str:
    """Return a clean line without what terminals measure differently: emoji variants and skin tones."""
    return _WIDE.sub("", text)


class _Table(dict[int, int | str | None]):
    """What becomes of each character; asked once a character, then remembered."""

    def __missing__(self, code: int) -> int | str | None:
        """Judge a character met for the first time."""
        self[code] = found = _judge(code)
        return found


_TABLE: Final = _Table()


def _judge(code: int) -> int | str | None:
    char = chr(code)
    kind = category(char)
    if kind in {"Cs", "Co"} or code & _LAST_OF_PLANE == _LAST_OF_PLANE or code in _NONE_ARABIC:
        return _REPLACED
    if kind in {"Cc", "Zs", "Zl", "Zp"} or char in _BLANKS:
        return " "
    if char in _FILLERS or (kind == "Cf" and char not in _JOINERS):
        return None
    return code


def _harmless(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = _thin_marks(normalize("NFC", text.translate(_TABLE)))
        text = _LONE_JOINER.sub("", text)
    return (_SPACES.sub(" ", text) if "  " in text else text).strip(" ")


def _thin_marks(text: str) -> str:
    """Keep three marks on a letter; joiners do not start the count again."""
    kept: list[str] = []
    marks = 0
    for char in text:
        if category(char).startswith("M"):
            marks += 1
            if marks > _MOST_MARKS:
                continue
        elif char not in _JOINERS:
            marks = 0
        kept.append(char)
    return "".join(kept)
