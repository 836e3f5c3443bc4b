"""Where each key of a TOML text stands: tomllib gives values without their lines, and a problem needs its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Path = tuple[str | int, ...]
Lines = dict[Path, int]

_BARE: Final = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEY: Final = rf"{_BARE}(?:[ \t]*\.[ \t]*{_BARE})*"
_HEADER: Final = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY})[ \t]*\]")
_PAIR: Final = re.compile(rf"[ \t]*({_KEY})[ \t]*=")
_PART: Final = re.compile(_BARE)
_TOKEN: Final = re.compile(
    r"""#[^\n]*|"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[\[{]|[\]}]|\n""", re.DOTALL
)


def line_at(lines: Lines, path: Path) -> int:
    """Return the line of a key, or of the nearest table around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def lines_of(text: str) -> Lines:
    """Return the line (from 1) of every key and table header of a text that tomllib has accepted."""
    lines: Lines = {}
    for path, line, _ in statements(text):
        _note(lines, path, line)
    return lines


def statements(text: str) -> Iterator[tuple[Path, int, int]]:
    """Yield each key and table header of a text that tomllib has accepted: its path, its first and its last line."""
    counts: dict[Path, int] = {}
    table: Path = ()
    line, at = 1, 0
    while at < len(text):
        end = _end_of_statement(text, at)
        breaks = text.count("\n", at, end)
        last = line + breaks - (1 if text[at:end].endswith("\n") else 0)
        if header := _HEADER.match(text, at):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield table, line, last
        elif pair := _PAIR.match(text, at):
            yield table + _parts(pair[1]), line, last
        line += breaks
        at = end


def _note(lines: Lines, path: Path, line: int) -> None:
    """Note the line of a key, and of the tables around it where they begin here (`caps.day = 3`)."""
    for end in range(1, len(path) + 1):
        lines.setdefault(path[:end], line)


def _parts(key: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def _end_of_statement(text: str, at: int) -> int:
    """Return the place after the line break that ends the statement: brackets and texts may run over lines."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        sign = token[0]
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "\n" and depth <= 0:
            return token.end()
    return len(text)
