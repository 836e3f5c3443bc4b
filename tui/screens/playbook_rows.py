"""The playbook as a rep reads it: sections with what was changed, each setting as its value and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from playbook.document.keys import KEYS, SECTIONS, Key, literal, value_of
from playbook.document.profile import words_of
from playbook.document.words import SECTIONS as SAID_OF
from playbook.settings import OURS
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import cut, even, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from playbook.settings import Settings

PROFILE: Final = "profile"
EVERY: Final = (PROFILE, *SECTIONS)
"""The sections of the list, in the order of the document."""
CHANGED: Final = "●"
_NAME = 18
VALUE_FROM: Final = 4 + _NAME
"""Cells before a value: the list's sign, the mark of a change, the name."""
_PROFILE_SAID = "Who usually buys from you. Without criteria everybody is on profile."
_NO_PROFILE = "no criteria yet: f2 asks three questions"


def changed(settings: Settings) -> dict[str, int]:
    """Return how many settings of each section stand at something else than their default."""
    found = dict.fromkeys(EVERY, 0)
    found[PROFILE] = len(settings.profile)
    for key in KEYS:
        found[key.section] += value_of(settings, key) != key.default
    return found


def sections(settings: Settings, width: int) -> list[SheetRow]:
    """Return the list of sections; those with changes bear a sign and their number."""
    counts = changed(settings)
    return [SheetRow(_section(name, counts[name], width), name) for name in EVERY]


def _section(name: str, count: int, width: int) -> tuple[Piece, ...]:
    mark = Piece(f"{CHANGED} " if count else "  ", Look.DREAM)
    tail = f"{count}" if count else ""
    room = max(width - cells(mark.text) - cells(tail), 0)
    return (mark, Piece(cell(name, room), Look.NAME if count else Look.TEXT), Piece(tail, Look.MUTED))


def reading(section: str, settings: Settings, width: int, held: Settings | None = None) -> list[SheetRow]:
    """Return a section in words: what it is about, then each setting with its value; `held` is what is in force."""
    if section == PROFILE:
        return _profile(settings, width)
    rows = plain(*_said(SAID_OF[section], width), [])
    for key in KEYS:
        if key.section == section:
            rows += _setting(key, settings, width, held or settings)
    return rows


def _profile(settings: Settings, width: int) -> list[SheetRow]:
    rows = plain(*_said(_PROFILE_SAID, width), [])
    if not settings.profile:
        first, *rest = even(_NO_PROFILE, width)
        return [
            *rows,
            SheetRow((Piece(first, Look.NEXT),), PROFILE),
            *plain(*([Piece(line, Look.NEXT)] for line in rest)),
        ]
    for place, wish in enumerate(settings.profile):
        first, *rest = even(words_of(wish), width)
        rows.append(SheetRow((Piece(first, Look.NAME),), f"{PROFILE}.{place}"))
        rows += plain(*([Piece(f"  {line}", Look.NAME)] for line in even(" ".join(rest), width - 2)))
    return rows


def _setting(key: Key, settings: Settings, width: int, in_force: Settings) -> list[SheetRow]:
    value, before = value_of(settings, key), value_of(in_force, key)
    moved = value != key.default
    held = " ".join(literal(value).split())
    name = Piece(cell(key.name.replace("_", " "), _NAME), Look.NAME)
    mark = Piece(f"{CHANGED} " if moved else "  ", Look.DREAM)
    room = max(width - _NAME - cells(mark.text), 1)
    short = cut(held, room)
    unit = f" {key.unit}" if value == before else f" was {' '.join(literal(before).split())}, not saved · {key.unit}"
    unit = cut(unit, room - cells(short)) if cells(held) < room else ""
    row = SheetRow((mark, name, Piece(short, Look.NEXT if moved else Look.TEXT), Piece(unit, Look.MUTED)), key.dotted)
    return [row, *plain(*_said(key.says, width, lead=2), *_facts(key, moved=moved, width=width), [])]


def _facts(key: Key, *, moved: bool, width: int) -> list[list[Piece]]:
    default = " ".join(literal(key.default).split())
    found = [
        f"default {default}" if moved else "",
        key.range(),
        key.rule,
        key.origin if key.origin == OURS else f"({key.origin})",
    ]
    return _said(" · ".join(part for part in found if part), width, lead=2)


def _said(words: str, width: int, *, lead: int = 0) -> list[list[Piece]]:
    look = Look.MUTED if lead else Look.TEXT
    return [[Piece(" " * lead + line, look)] for line in wrapped(words, width - lead)]
