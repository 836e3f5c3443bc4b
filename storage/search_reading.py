"""Whether a text says what a query asks, read without the word index: for the rows of a few accounts.

Asking the index for one row makes it look its words up anew, which costs more than reading the text. Where letters
beyond ASCII stand beside a word, only the index knows whether it begins there: then the answer is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from storage.search_query import Query

_RUN: Final = re.compile(r"[a-z0-9]+")
_FOREIGN: Final = b"\xff"
_BETWEEN: Final = bytes(
    place if chr(place).isalnum() and place < 128 else 32 if place < 128 else _FOREIGN[0]  # noqa: PLR2004  (ASCII)
    for place in range(256)
)
"""A blank in the place of all that parts words: in ASCII the index knows letters and figures alone."""
_END: Final = "\0"
_BETWEEN_ENDS: Final = b"\0" + _BETWEEN[1:]
"""The same, but for what parts texts that are read at once."""


class Reading:
    """A query, ready to be held beside folded texts."""

    def __init__(self, query: Query) -> None:
        """Take the words of a query."""
        self._inside = query.inside
        self._terms = tuple(tuple(_words(phrase) for phrase in term) for term in query.terms)
        self._together = _words(query.together) if query.together else None
        self._plain = all(phrase.isascii() for term in query.terms for phrase in term)
        self._follow = any(b" " in phrase[1:] for term in self._terms for phrase in term)
        self._only = self._terms[0][0] if self._is_one(query) else b""
        self.sure = _sure(query) if self._plain else ""
        """Stands in every text that says what is asked; empty where nothing does."""

    def says(self, text: str) -> bool | None:
        """Return whether a folded text says what is asked, None where only the index knows."""
        for word in self._inside:
            if word not in text:
                return False
        if not self._terms:
            return True
        if not self._plain:
            return None
        return self._says(b" " + text.encode().translate(_BETWEEN))

    def says_each(self, texts: Sequence[str]) -> list[bool | None]:
        """Return what `says` says of each text: where a single word is asked, it is sought in all of them at once."""
        whole = b" " + f"{_END} ".join(texts).encode().translate(_BETWEEN_ENDS) if self._only else b""
        parts = whole.split(_END.encode())
        if not self._only or len(parts) != len(texts):  # a text may hold what parts them
            return [self.says(text) for text in texts]
        if _FOREIGN in whole:
            return [self._says(words) for words in parts]
        only = self._only
        return [only in words for words in parts] if only in whole else [False] * len(parts)

    def _is_one(self, query: Query) -> bool:
        return (
            self._plain and not (query.inside or query.together or self._follow) and list(map(len, self._terms)) == [1]
        )

    def _says(self, words: bytes) -> bool | None:
        if self._said(words):
            return True
        return None if _FOREIGN in words and self._said(words.replace(_FOREIGN, b" ")) else False

    def _said(self, words: bytes) -> bool:
        if self._follow:
            words = b" " + b" ".join(words.split())
        for term in self._terms:
            for phrase in term:
                if phrase in words:
                    break
            else:
                return self._together is not None and self._together in words
        return True


def _words(phrase: str) -> bytes:
    """Return a phrase as it begins in a text of words: they follow one another, and the last may go on."""
    return " ".join(("", *_RUN.findall(phrase))).encode()


def _sure(query: Query) -> str:
    """Return the longest run of letters that no text can do without."""
    if query.together:
        return ""
    runs = [run for term in query.terms if len(term) == 1 for run in _RUN.findall(term[0])]
    return max(runs, key=len, default="")
