"""Small changes of the document as text: which setting stands at a line, one setting at another value or its default.

The text must be one that tomllib accepts; what else it says, comments of one's own, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from playbook.document.keys import KEYS, Key, literal
from playbook.document.lines import statements

_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_BY_NAME: Final = {key.dotted: key for key in KEYS}


def key_named(dotted: str) -> Key | None:
    """Return the setting of that name, None where there is none."""
    return _BY_NAME.get(dotted)


def setting_at(text: str, line: int) -> str:
    """Return the dotted key to which a line (from 1) belongs, its comment above it too; empty for none."""
    lines = text.split("\n")
    for key, first, last in _settings(text):
        if line <= last:
            above = lines[line - 1 : first - 1]
            return key.dotted if all(each.strip() for each in above) else ""
    return ""


def section_at(text: str, line: int) -> str:
    """Return the table in which a line (from 1) stands: `profile` for the criteria and for what stands above all."""
    heads = [(path, first) for path, first, _ in statements(text) if path]
    inside = [str(path[0]) for path, first in heads if first <= line]
    return inside[-1] if inside else "profile"


def place_of(text: str, dotted: str) -> int:
    """Return the line (from 1) of a setting or of a table; 1 where it doesn't stand."""
    wanted = tuple(dotted.split("."))
    return next((first for path, first, _ in statements(text) if path[: len(wanted)] == wanted), 1)


def with_default(text: str, dotted: str) -> str:
    """Return the document with one setting at its default; as it is where the setting doesn't stand there."""
    key = key_named(dotted)
    return text if key is None else with_value(text, dotted, literal(key.default))


def with_value(text: str, dotted: str, value: str) -> str:
    """Return the document with one setting at a value in TOML; as it is where the setting doesn't stand there."""
    found = next(((first, last) for key, first, last in _settings(text) if key.dotted == dotted), None)
    if found is None:
        return text
    first, last = found
    lines = text.split("\n")
    name = lines[first - 1].split("=", 1)[0].rstrip()
    return "\n".join([*lines[: first - 1], f"{name} = {value}", *lines[last:]])


def on_a_line(key: Key, value: object) -> str | None:
    """Return a value as people write it on a line: no quotes, lists parted by commas; None for a list of sentences."""
    if isinstance(value, tuple):
        parts = [str(part) for part in value]
        return None if key.item is str and any(" " in part for part in parts) else ", ".join(parts)
    return literal(value) if isinstance(value, bool | int | float) else str(value)


def as_literal(key: Key, line: str) -> str:
    """Return what was written on one line as TOML; whether it can stand is for `check` to say."""
    if not key.many:
        return _part(key, line.strip())
    parts = [part.strip() for part in line.split(",")]
    return f"[{', '.join(_part(key, part) for part in parts if part)}]"


def _part(key: Key, text: str) -> str:
    """A number as a number, a yes as a yes; all else is a text, and a number's check then names it."""
    if key.item in {int, float} and _NUMBER.fullmatch(text):
        return literal(float(text) if "." in text else int(text))
    return text if key.item is bool and text in {"true", "false"} else literal(text)


def _settings(text: str) -> Iterator[tuple[Key, int, int]]:
    """Every setting that stands in the text, with its first and last line."""
    for path, first, last in statements(text):
        key = _BY_NAME.get(".".join(map(str, path)))
        if key is not None:
            yield key, first, last
