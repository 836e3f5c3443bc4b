"""Erasing somebody for good: by what they are known, what of other entries is left, the keyed hashes (R38, R40).

An erased entry's body becomes `{}`. Where the entry is about more than the erased one (a touch of a living account, a
list of many rows), `entity.erased` carries what is left of it, so that counts, plans and other people's rows stand.
"""

from __future__ import annotations

import dataclasses
import hmac
import json
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any, Final

from playbook import erasing_marks
from playbook.bodies import (
    AccountMerged,
    Body,
    ListLanded,
    ListSaid,
    PersonAdded,
    PersonMerged,
    PersonSet,
    PlaybookSet,
    RemarkMade,
    SignalSeen,
    TouchLogged,
    Unknown,
)
from playbook.erasing_marks import Marks
from playbook.facts import GAP
from playbook.words import AccountId, Outcome

GONE: Final = "(erased)"
"""Stands where a word must stand: in the name of another company, in a text of the settings."""
_FREE: Final = frozenset({"note", "words", "guess", "why", "text", "reason"})
"""Fields in which a rep writes what they like."""
_NAMES: Final = frozenset({"name", "title", "source"})
_PAIR: Final = 2


@dataclass(frozen=True)
class Finder:
    """Knows a text that holds one of these marks, however it is written."""

    marks: Marks

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return erasing_marks.pattern(self.marks)

    def holds(self, text: str) -> bool:
        """Return whether a text names somebody by name, address, number or page."""
        return self._pattern is not None and self._pattern.search(erasing_marks.plain(text)) is not None

    def cut(self, text: str) -> str:
        """Return a text with the marks taken out of it; one in which they hide is taken out whole."""
        left = erasing_marks.cut(self.marks, text, GONE)
        return GONE if self.holds(left) else left


def hashes(marks: Marks, key: str) -> tuple[str, ...]:
    """Return the keyed hashes of addresses, numbers and pages: HMAC-SHA256, so nobody can try them all (RELIABILITY 8).

    Names are not among them: a name is shared by many.
    """
    secret = bytes.fromhex(key)
    return tuple(
        sorted(hmac.new(secret, text.encode(), "sha256").hexdigest() for text in erasing_marks.known_by(marks))
    )


def without_people(body: Body, who: Collection[str]) -> Body | None:
    """Return what is left of an entry of others without these people; None for nothing, `body` itself where untouched.

    It goes by ids alone, so every machine that learns of the erasure leaves the same.
    """
    if isinstance(body, SignalSeen):
        return body  # a sign without a word: one seen with somebody who is gone counts no more (R21)
    if isinstance(body, ListSaid):
        rows = tuple(row for row in body.rows if row[2] not in who)
        return body if rows == body.rows else replace(body, rows=rows) if rows else None
    if isinstance(body, RemarkMade):
        return _remark(body) if body.person in who else body
    if isinstance(body, AccountMerged | PersonMerged):
        return None if body.into in who else body  # whoever was to be one with them stands alone
    if isinstance(body, PersonAdded | PersonSet):
        return _unseated(body) if body.account in who else body
    left: Body = _without(body, who)
    return body if left == body else left


def without_marks(body: Body, finder: Finder) -> Body | None:
    """Return what is left of an entry of others whose words hold the marks; None: nothing, `body`: none does."""
    left: Body | None
    if isinstance(body, Unknown):
        left = None if finder.holds(body.text) else body
    elif isinstance(body, RemarkMade):
        left = _remark(body) if finder.holds(body.text) else body
    elif isinstance(body, ListSaid):
        rows = tuple(row for row in map(_row(finder), body.rows) if row is not None)
        left = replace(body, rows=rows) if rows else None
    elif isinstance(body, ListLanded):
        report = json.dumps(_report(json.loads(body.report), finder), **_CANONICAL) if body.report else ""
        left = replace(body, source=_name(body.source, finder), report=report)
        left = body if not finder.holds(body.report) and left.source == body.source else left
    elif isinstance(body, PlaybookSet):
        left = replace(body, values=tuple((key, _name(value, finder)) for key, value in body.values))
    else:
        left = _marked(body, finder)
    return body if left == body else left


def texts(body: Body) -> tuple[str, ...]:
    """Return the words of an entry that a person may have written, for showing."""
    if isinstance(body, ListSaid):
        return tuple(row[3] for row in body.rows)
    return tuple(_texts(body))


_CANONICAL: Final[dict[str, Any]] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}


def _remark(body: RemarkMade) -> RemarkMade | None:
    """A gap found at the dump point counts on without its words (R26); any other remark is nothing but its words."""
    return replace(body, text=GONE, person=None) if body.about == GAP else None


def _unseated(body: PersonAdded | PersonSet) -> Body | None:
    """Return what is left of somebody's coming to a firm that is no more: they sit where they were said to sit else."""
    if isinstance(body, PersonAdded):
        return replace(body, account=AccountId(""))
    left = replace(body, account=None)
    return None if left == PersonSet(source=body.source) else left


def _without(value: Any, who: Collection[str]) -> Any:  # noqa: ANN401  (any body, and what is nested in it)
    found: dict[str, Any] = {}
    about = getattr(value, "person", None) in who
    for each in dataclasses.fields(value):
        held = getattr(value, each.name)
        if dataclasses.is_dataclass(held):
            found[each.name] = _without(held, who)
        elif isinstance(held, tuple) and held and dataclasses.is_dataclass(held[0]):
            found[each.name] = tuple(_without(item, who) for item in held)
            about = about or any(getattr(item, "person", None) in who for item in held)
    if about:
        found |= {
            each.name: "" for each in dataclasses.fields(value) if each.name in _FREE and _is_theirs(value, each.name)
        }
        if getattr(value, "person", None) in who:
            found["person"] = None
    return replace(value, **found) if found else value


def _is_theirs(value: object, name: str) -> bool:
    """The provider that was named at an "all set" is no word about a person (R18)."""
    return not (name == "words" and isinstance(value, TouchLogged) and value.outcome is Outcome.ALL_SET)


def _marked(value: Any, finder: Finder) -> Any:  # noqa: ANN401  (as _without)
    if isinstance(value, str) and not isinstance(value, Enum):
        return "" if finder.holds(value) else value
    if isinstance(value, tuple):
        return tuple(_pair(item, finder) if _is_pair(item) else _marked(item, finder) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    held = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    return replace(
        value, **{name: _name(item, finder) if name in _NAMES else _marked(item, finder) for name, item in held.items()}
    )


def _is_pair(item: object) -> bool:
    return isinstance(item, tuple) and len(item) == _PAIR and isinstance(item[0], str)


def _pair(item: tuple[str, Any], finder: Finder) -> tuple[str, Any]:
    name, value = item
    return (name, _name(value, finder) if name in _NAMES else _marked(value, finder))


def _name(value: Any, finder: Finder) -> Any:  # noqa: ANN401  (a value of a field)
    return finder.cut(value) if isinstance(value, str) and finder.holds(value) else value


def _row(finder: Finder) -> Callable[[tuple[str, str, str, str]], tuple[str, str, str, str] | None]:
    def left(row: tuple[str, str, str, str]) -> tuple[str, str, str, str] | None:
        kind, key, entity, said = row
        if finder.holds(key):
            return None
        return (
            (kind, key, entity, json.dumps(_report(json.loads(said), finder), **_CANONICAL))
            if finder.holds(said)
            else row
        )

    return left


def _report(plain: Any, finder: Finder) -> Any:  # noqa: ANN401  (JSON)
    """Return what is left of what a report or a list says: a remark, a row or a pair that holds the marks goes."""
    if isinstance(plain, list):
        return [_report(item, finder) for item in plain if not _says(item, finder)]
    if isinstance(plain, dict):
        return {name: _report(item, finder) for name, item in plain.items() if not _says(item, finder)}
    return plain


def _says(item: Any, finder: Finder) -> bool:  # noqa: ANN401  (JSON)
    if isinstance(item, str):
        return finder.holds(item)
    if isinstance(item, dict):
        item = list(item.values())
    return isinstance(item, list) and any(isinstance(each, str) and finder.holds(each) for each in item)


def _texts(value: Any) -> Iterable[str]:  # noqa: ANN401  (as _without)
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _texts(getattr(value, each.name))


def meet(mine: Any, theirs: Any) -> Any:  # noqa: ANN401  (JSON)
    """Return what stands in both of what two machines left of one entry: each may have erased somebody else."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return {name: meet(held, theirs[name]) for name, held in mine.items() if name in theirs}
    if isinstance(mine, list) and isinstance(theirs, list):
        if len(mine) == len(theirs):
            return [meet(*pair) for pair in zip(mine, theirs, strict=True)]
        return [item for item in mine if item in theirs]
    if not isinstance(mine, str) or mine == theirs:
        return mine if mine == theirs else None
    return GONE if mine and theirs else ""
