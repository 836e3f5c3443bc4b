"""By what somebody is found among many: the words of their blocks, and a firm's name as each order lays it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final

from storage.importing import mails
from storage.importing.folded import fold
from storage.importing.probable import PERSON, One

_LOCAL: Final = 3
Laid = tuple[str, str, str]
"""A name from the front, from the back, and its words in order."""


def words(one: One) -> list[str]:
    """Return the words of the blocks that somebody stands in."""
    return list(dict.fromkeys(_of_person(one) if one.kind == PERSON else _of_firm(one)))


def blocks(told: Iterable[str]) -> list[int]:
    """Return the keys of blocks, by their words."""
    return [_key(text) for text in told]


def laid(key: str) -> Laid:
    """Return a firm's key (R44) as each order lays it."""
    parts = key.split()
    compact = "".join(parts)
    return compact, compact[::-1], " ".join(sorted(parts))


def of_mail(mail: str) -> Iterator[str]:
    """Yield the words of an address that is somebody's own, not a desk's."""
    local, _, domain = mail.partition("@")
    yield f"local {local}"
    yield f"ahead {local[:_LOCAL]}@{domain}"
    yield f"behind {local[-_LOCAL:]}@{domain}"


def same_mail(mail: str) -> str:
    """Return the word of an address."""
    return f"mail {mail}"


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _of_person(one: One) -> Iterator[str]:
    letters = sorted({word[0] for word in one.words})
    for mail in one.mails:
        yield same_mail(mail)
        if not mails.is_desk(mail):
            yield from of_mail(mail)
    for letter in letters:
        yield from (f"phone {phone} {letter}" for phone in one.phones)
        if one.born:
            yield f"born {one.born} {letter}"
        if one.firm:
            yield f"firm {one.firm} {letter}"
    if is_homeless(one):
        yield f"name {' '.join(sorted(one.words))} {fold(one.city)}"


def is_homeless(one: One) -> bool:
    """Return whether a person is known by a whole name and a city alone, at no firm of a name."""
    return bool(one.city) and len(one.words) > 1 and not one.firm


def _of_firm(one: One) -> Iterator[str]:
    for phone in one.phones:
        yield from (f"phone {phone} {word[0]}" for word in one.key.split()[:3])
    if one.family:
        yield f"site {one.family}"
