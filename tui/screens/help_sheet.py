"""The lines of the help: sections of keys and what they do, in one column or two, or only what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playbook import outcomes, rules
from tui import commands
from tui.content import cell, cells
from tui.finding import likeness
from tui.habits import HABITS
from tui.widgets.lines import even, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.commands import Command
    from tui.widgets.lines import Line

_LABEL = 12
_TWO_COLUMNS = 110
_GAP = 4
_MOST = 34
"""Cells at most of what stands at the left of a row."""
_LIKE = 0.6
"""How like a command must be to what was typed (tui/finding.py)."""
_DIGITS = {f"outcome.{row.outcome}": row.digits for row in outcomes.OUTCOMES}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: keys or a habit, a word, what it does."""

    keys: str
    label: str
    text: str
    command: Command | None = None
    pressed: bool = True
    """`keys` are keys; else words."""

    def has(self, key: str) -> bool:
        """Tell whether this is one of its keys."""
        return self.pressed and key.casefold() in self.keys.split()

    def like(self, typed: str) -> bool:
        """Tell whether it is what was typed."""
        words = typed.casefold().split()
        held = f"{self.keys} {self.label} {self.text}".casefold()
        if all(word in held for word in words):
            return True
        return self.command is not None and likeness(typed, self.command) >= _LIKE


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows."""

    title: str
    entries: tuple[Entry, ...]
    labelled: bool = True
    """Its rows have a word between key and text."""

    def label(self, width: int) -> int:
        """Return the cells of that word and the gap behind it: as wide as the longest where there is room for it."""
        longest = max((cells(each.label) for each in self.entries), default=0) + 2
        return min(max(_LABEL, longest), max(_LABEL, width // 3)) if self.labelled else 0


def of_commands() -> list[Section]:
    """Return every command that has a key, by group."""
    return [Section(group, tuple(_of(each) for each in members)) for group, members in commands.grouped()]


def of_palette() -> Section:
    """Return the commands without a key: the palette has them."""
    key = commands.command("book.palette").shown
    found = (each for each in commands.palette() if not each.now)
    rows = tuple(Entry(each.label, "", each.help, each, pressed=False) for each in found)
    return Section(f"By name: {key}, then", rows, labelled=False)


def of_rules(codes: Sequence[str]) -> Section:
    """Return the rules that a page keeps, with their essays."""
    known = [each for each in map(rules.rule, codes) if each is not None]
    rows = (Entry(each.code, each.name, " · ".join(filter(None, (each.says, each.essays)))) for each in known)
    return Section("The rules behind it", tuple(rows))


def of_habits() -> list[Section]:
    """Return the habits of other tools."""
    return [
        Section(
            f"Coming from {tool}",
            tuple(Entry(each.old, "", each.now, pressed=False) for each in habits),
            labelled=False,
        )
        for tool, habits in HABITS
    ]


def lines(parts: Sequence[Sequence[Section]], typed: str, width: int) -> list[Line]:
    """Return the help for a width: all of it, each part in two columns where there is room, or only what was typed."""
    if typed:
        everything = [each for part in parts for each in part]
        found = _keyed(everything, typed) or [_narrowed(each, typed) for each in everything]
        shown = _column([each for each in found if each.entries], width)
        return shown or [[Piece("Nothing is called that.", Look.TEXT)], [Piece("Fewer letters find more.", Look.MUTED)]]
    laid: list[Line] = []
    for part in filter(None, parts):
        laid += [[]] if laid else []
        laid += _column(part, width) if width < _TWO_COLUMNS or len(part) == 1 else _beside(part, (width - _GAP) // 2)
    return laid


def _keyed(sections: Sequence[Section], typed: str) -> list[Section]:
    """Return the rows of this very key, nothing where none has it."""
    found = [replace(each, entries=tuple(row for row in each.entries if row.has(typed))) for each in sections]
    return [each for each in found if each.entries]


def _narrowed(whole: Section, typed: str) -> Section:
    if all(word in whole.title.casefold() for word in typed.casefold().split()):
        return whole
    return replace(whole, entries=tuple(each for each in whole.entries if each.like(typed)))


def _beside(sections: Sequence[Section], half: int) -> list[Line]:
    """Part the sections where both columns are about as long; their order stays."""
    columns = [_column([each], half) for each in sections]
    heights = [len(each) + 1 for each in columns]
    place = min(range(len(columns) + 1), key=lambda each: abs(sum(heights[:each]) - sum(heights[each:])))
    left, right = _column(sections[:place], half), _column(sections[place:], half)
    found: list[Line] = []
    for row in range(max(len(left), len(right))):
        line = left[row] if row < len(left) else []
        taken = sum(cells(piece.text) for piece in line)
        rest = right[row] if row < len(right) else []
        found.append([*line, *([Piece(" " * (half + _GAP - taken)), *rest] if rest else [])])
    return found


def _column(sections: Sequence[Section], width: int) -> list[Line]:
    found: list[Line] = []
    for each in sections:
        if found:
            found.append([])
        found.append(section(each.title, width))
        for entry in each.entries:
            found += _entry(entry, each, width)
    return found


def _entry(entry: Entry, within: Section, width: int) -> list[Line]:
    """Return one row; its text stands below what is too long for the column at its left."""
    if not entry.keys and not entry.label:
        return [[Piece(text, Look.TEXT)] for text in wrapped(entry.text, width)]
    longest = max(cells(each.keys) for each in within.entries)
    key = min(longest, _MOST, width // 2) + 2
    label = within.label(width)
    look = Look.KEY if entry.pressed else Look.TEXT
    heads = wrapped(entry.keys, key - 2) or [""]
    room = width - key - label
    texts = [text for part in entry.text.split("\n") for text in even(part, room)] or [""]
    found: list[Line] = []
    for row in range(max(len(heads), len(texts))):
        head = heads[row] if row < len(heads) else ""
        word = cell(entry.label if row == 0 else "", max(label - 1, 0)) + (" " if label else "")
        line: Line = [Piece(cell(head, key), look), Piece(word, Look.TEXT)]
        found.append([*line, Piece(texts[row] if row < len(texts) else "", Look.MUTED)])
    return found


def _of(command: Command) -> Entry:
    digits = " · ".join(f"{digit.key} {digit.label}" for digit in _DIGITS.get(command.id, ()))
    text = "\n".join(filter(None, (command.help, digits)))
    return Entry(command.every_key, command.label, text, command)
