"""Lists carry standing (R44): customer, lost, unqualified, barred, next activity; unknown words are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from playbook.errors import BadInput
from storage.importing.folded import fold
from storage.importing.lexicon import squeeze, statuses, words_of
from storage.importing.said import StandingSaid

if TYPE_CHECKING:
    from storage.importing.rows import Line

EVERY_CHANNEL: Final = "all"
CUSTOMER: Final = "customer"
LOST: Final = "lost"
UNQUALIFIED: Final = "unqualified"
CLOSED: Final = "closed"
OPEN: Final = "open"
NOTHING: Final = "nothing"
"""What a rep says of a word that means nothing for where somebody stands."""
_BARRED: Final = "barred"
_STRONGEST: Final = (_BARRED, CLOSED, CUSTOMER, LOST, UNQUALIFIED, OPEN)
_TAKEN: Final = {
    _BARRED: "do not contact",
    CLOSED: "out of business",
    CUSTOMER: "a customer, so nobody cold-calls them",
    LOST: "lost, so the rhythm goes on",
    UNQUALIFIED: "set aside",
}
"""What a standing of a list becomes, in a rep's words."""
CHOICES: Final = ("pool", "customer", "lost", "set aside", "out of business", "do not contact", "nothing")
"""What a status word may be taken for, as a rep says it."""
_CALLED: Final = {
    "pool": OPEN, "open": OPEN, "prospect": OPEN, "customer": CUSTOMER, "won": CUSTOMER, "lost": LOST,
    "setaside": UNQUALIFIED, "unqualified": UNQUALIFIED, "off": UNQUALIFIED, "outofbusiness": CLOSED, "closed": CLOSED,
    "donotcontact": _BARRED, "barred": _BARRED, "dnc": _BARRED, "nothing": NOTHING, "ignore": NOTHING, "none": NOTHING,
}  # fmt: skip
_SAYS: Final = {
    OPEN: "pool", CUSTOMER: "customer", LOST: "lost", UNQUALIFIED: "set aside", CLOSED: "out of business",
    _BARRED: "do not contact", NOTHING: "nothing",
}  # fmt: skip
_BARS: Final = (("row.no_contact", EVERY_CHANNEL), ("row.no_call", "call"), ("row.no_email", "email"))
_FIELDS: Final = frozenset(
    {"row.status", "row.customer", "row.lost", "row.next_activity", "row.note", *(field for field, _ in _BARS)}
)
_NOWHERE: Final = StandingSaid()


def read(line: Line) -> StandingSaid:
    """Return where a row says that somebody stands; the status itself stays a field."""
    if line.lacks(_FIELDS):
        return _NOWHERE
    meanings = {_meaning(line, column.name, text): text for column, text in line.columns("row.status")}
    ticked = {
        channel: heads
        for field, channel in _BARS
        if (heads := [column.name for column, _ in line.columns(field)]) and line.ticked(field)
    }
    bars = list(ticked)
    if line.ticked("row.customer"):
        meanings[CUSTOMER] = meanings.get(CUSTOMER, "customer")
    lost = line.take("row.lost")
    if lost:
        meanings[LOST] = lost
    if _BARRED in meanings:
        bars.insert(0, EVERY_CHANNEL)
    strongest = next((meaning for meaning in _STRONGEST[1:] if meaning in meanings), "") if meanings else ""
    words = meanings.get(_BARRED if _BARRED in meanings else strongest, "")
    following = line.day("row.next_activity")
    notes = _notes(line)
    return StandingSaid(
        strongest, words, tuple(dict.fromkeys(bars)), date.fromisoformat(following) if following else None, notes,
        meanings.get(_BARRED) or ", ".join([head for heads in ticked.values() for head in heads]),
    )  # fmt: skip


def _notes(line: Line) -> str:
    found = line.columns("row.note")
    for column, _ in found:
        line.drop(column)
    return " · ".join([text for _, text in found])


def _meaning(line: Line, heading: str, text: str) -> str:
    """Return what a status means; the more parts of it we know the better ("Closed - Won", "customer; partner")."""
    word = squeeze(text)
    meaning = line.sheet.words[word] if word in line.sheet.words else statuses().meaning.get(word, "")
    line.statuses.append((heading, text, meaning))
    if meaning == NOTHING:
        return ""
    if not meaning:
        line.remark("status", f'"{heading}" says "{text}", which has no meaning here')
    elif meaning != OPEN:
        line.remark("stands", f'"{heading}" says "{text}": {_TAKEN[meaning]}')
    return meaning


def meant(words: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return status words as they are compared, each with the standing that a rep's word for it means.

    Raises:
        BadInput: no standing is called so.
    """
    found = []
    for word, what in words:
        meaning = _CALLED.get(squeeze(what), "")
        if not meaning or not squeeze(word):
            raise BadInput(f'No standing is called "{what}".', f"Say one of: {', '.join(CHOICES)}.")
        found.append((squeeze(word), meaning))
    return tuple(found)


def in_words(meaning: str) -> str:
    """Return what a status is taken for, as a rep reads it."""
    return _SAYS.get(meaning, "no meaning: kept as a field")


def is_mine(owner: str, mine: str) -> bool:
    """Return whether a row's owner is the rep: their name, a word of it, or their address."""
    wanted, found = fold(mine), fold(owner)
    return wanted == found or wanted in words_of(owner) or wanted == found.partition("@")[0]
