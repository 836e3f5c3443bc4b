"""The call sheet as plain text of 80 columns: it prints as it stands, in any fixed letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, Final
from unicodedata import combining, east_asian_width

from playbook import daywords
from playbook.cleaning import clean_line
from playbook.outcomes import OUTCOMES
from storage.exporting.sheet import Call, CallSheet, name_of

WIDTH: Final = 80
_INDENT: Final = "           "
_LABEL: Final = 8
_LONG: Final = 1_000
_TEXTS: Final = tuple(item.name for item in fields(Call) if item.type == "str")
_LINES: Final = 2
"""Lines that a saying may take; a sheet is glanced at."""


def lines(sheet: CallSheet) -> Iterator[str]:
    """Yield the lines of a sheet, none wider than 80 cells."""
    yield _apart(f"notyet · call sheet · {daywords.full(sheet.day)}", f"printed {sheet.printed:%H:%M}")
    yield sheet.head()
    yield "=" * WIDTH
    if not sheet.calls:
        yield "Nothing is due. notyet pool shows who waits, notyet import FILE brings a list."
    number = 1
    for title, calls in (("PROMISES", sheet.promises), ("IN THEIR ORDER", sheet.others)):
        if calls and sheet.promises:
            yield ""
            yield title
        for call in calls:
            yield ""
            yield from _call(number, call)
            number += 1


def _call(number: int, call: Call) -> Iterator[str]:
    star = "* " if call.dream else ""
    call = _clean(call)
    tail = "  ".join(part for part in (call.way, f"No {call.nos}" if call.nos else "", call.fit) if part)
    head = f"{number:>3}  {call.due:<6}{star}{call.account}"
    yield _apart(head, tail)
    who = ", ".join(part for part in (call.person, call.title) if part) or "find a person"
    yield _apart(f"{_INDENT}{who}", call.there)
    reach = "   ".join(part for part in (call.phone, call.email) if part)
    if reach:
        yield _cut(f"{_INDENT}{reach}", WIDTH)
    last = f"last {call.last}" if call.last else "first touch"
    yield _cut(f"{_INDENT}{' · '.join(dict.fromkeys((call.reason, last)))}", WIDTH)
    for label, text in (("said", call.said), ("pain", call.pain), ("agreed", call.agreed)):
        yield from _labelled(label, text)
    yield from boxes()
    yield f"{_INDENT}note {'_' * (WIDTH - len(_INDENT) - 5)}"


def _clean(call: Call) -> Call:
    """Return a touch whose texts are one harmless line each."""
    told: dict[str, Any] = {name: clean_line(getattr(call, name), _LONG) for name in _TEXTS}
    return replace(call, **told)


def boxes() -> list[str]:
    """Return the outcomes with a box each to tick, in the order of the bar."""
    found = [f"[ ] {row.key} {name_of(row)}" for row in OUTCOMES]
    rows, line = [], _INDENT
    for box in found:
        cell = f"{box:<17}"
        if len(line) + len(box) > WIDTH:
            rows.append(line.rstrip())
            line = _INDENT
        line += cell
    return [*rows, line.rstrip()]


def _labelled(label: str, text: str) -> Iterator[str]:
    if not text:
        return
    room = WIDTH - len(_INDENT) - _LABEL
    wrapped = _wrapped(text, room)
    if len(wrapped) > _LINES:
        wrapped = [*wrapped[: _LINES - 1], _cut(f"{wrapped[_LINES - 1]} {wrapped[_LINES]}", room)]
    for place, line in enumerate(wrapped):
        yield f"{_INDENT}{label if place == 0 else '':<{_LABEL}}{line}"


def _wrapped(text: str, room: int) -> list[str]:
    """Break a text at its blanks, and inside a word only where it is wider than the line."""
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        while cells(word) > room:
            head = _head(word, room)
            found += [line, head] if line else [head]
            line, word = "", word[len(head) :]  # noqa: PLW2901  (what is left of it)
        if line and cells(line) + 1 + cells(word) > room:
            found.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*found, line] if line else found


def _apart(left: str, right: str) -> str:
    """Return a line with something at its right end; the left is cut before the right is."""
    if not right:
        return _cut(left, WIDTH)
    head = _cut(left, WIDTH - cells(right) - 2)
    return head + " " * (WIDTH - cells(head) - cells(right)) + right


def _cut(text: str, room: int) -> str:
    return text if cells(text) <= room else _head(text, room - 1).rstrip() + "…"


def _head(text: str, room: int) -> str:
    taken, width = 0, 0
    for char in text:
        width += cells(char)
        if width > room:
            break
        taken += 1
    return text[: max(taken, 1)]


def cells(text: Sequence[str]) -> int:
    """Return how many columns a text takes: a wide letter takes two, a mark on a letter none."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
