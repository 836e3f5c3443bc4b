"""The playbook as one commented TOML document: shown, edited, checked, compared (DESIGN section 3).

`render` writes it, `parse` reads it and names every problem at once, `diff` says what a new one changes. Whatever is
wrong, nothing of a document with problems is taken.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, Final, get_type_hints

from playbook.document.check import Fault, check, shown
from playbook.document.keys import KEYS, SECTIONS, Key, literal, value_of
from playbook.document.lines import Path, line_at, lines_of
from playbook.document.profile import NAMES, check_part, check_whole, render_profile, words_of
from playbook.document.words import SECTIONS as SAID_OF
from playbook.settings import OURS, Criterion, Settings

_HEAD: Final = """\
# The playbook: every number that a rule uses. Change a line and save: a fault is named with its line.
# Days are calendar days unless working days are said. A line taken out goes back to its default.
# Below each meaning: unit, range, default, rule, and where the default comes from. (seed) stands in the essays,
# (field n) was measured by others, (law) is one; the rest is our choice, and may be yours.
"""
_PLACE: Final = re.compile(r" ?\((?:at line (\d+), column (\d+)|at end of document)\)$")
_CLOCK: Final = re.compile(r"=\s*\d{1,2}:\d\d\s*(?:#.*)?$", re.ASCII)
_LONG: Final = 70
_BY_NAME: Final = {(key.section, key.name): key for key in KEYS}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a document: where it stands, what was expected, what stands there."""

    source: str
    """File name, or `playbook`."""
    line: int
    """Line, from 1."""
    key: str
    """Dotted key (`caps.day`, `profile[2].weight`); empty for a fault of TOML itself."""
    expected: str
    got: str
    hint: str = ""
    """The key that was probably meant, or another way out; may be empty."""
    column: int = 0
    """Column, from 1; 0 where only the line is known."""

    def __str__(self) -> str:
        """The whole problem as one line."""
        place = f"{self.source}, line {self.line}" + (f", column {self.column}" if self.column else "")
        key = f"{self.key}: " if self.key else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {key}expected {self.expected}, got {self.got}{hint}"


def render(settings: Settings) -> str:
    """Return the settings as a TOML document, each value under its meaning, unit, range, default, rule and origin."""
    parts = [_HEAD, render_profile(settings.profile)]
    for section in SECTIONS:
        rows = [_row(key, value_of(settings, key)) for key in KEYS if key.section == section]
        parts.append(f"[{section}]\n# {SAID_OF[section]}\n\n" + "\n".join(rows))
    return "\n".join(parts)


def parse(text: str, name: str = "playbook") -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read a document called `name`: the settings, or None and every problem in the order of its lines.

    Keys that are not there take their default.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        return None, (Problem(name, 1, "", "lists of at most two levels", "hundreds of open brackets"),)
    except ValueError as fault:
        return None, (_syntax_problem(str(fault), text, name),)
    reading = _Reading(name, lines_of(text))
    settings = reading.settings(data)
    if reading.problems:
        return None, tuple(sorted(reading.problems, key=lambda problem: problem.line))
    return settings, ()


def diff(old: Settings, new: Settings) -> tuple[tuple[str, str, str], ...]:
    """Return (dotted key, old text, new text) of every setting that differs; criteria come as `profile[n]` in words."""
    changes = []
    for index in range(max(len(old.profile), len(new.profile))):
        before, after = (_criterion_words(settings, index) for settings in (old, new))
        if before != after:
            changes.append((f"profile[{index + 1}]", before, after))
    for key in KEYS:
        held, wanted = value_of(old, key), value_of(new, key)
        if held != wanted:
            changes.append((key.dotted, literal(held), literal(wanted)))
    return tuple(changes)


def _criterion_words(settings: Settings, index: int) -> str:
    return words_of(settings.profile[index]) if index < len(settings.profile) else "none"


def _row(key: Key, value: object) -> str:
    plain = " ".join(literal(key.default).split())
    default = "as it stands" if value == key.default and len(plain) > _LONG else plain
    origin = key.origin if key.origin == OURS else f"({key.origin})"
    facts = [key.unit, key.range(), f"default {default}", key.rule, origin]
    about = " · ".join(fact for fact in facts if fact)
    return f"# {key.says}\n#   {about}\n{key.name} = {literal(value)}\n"


def _syntax_problem(fault: str, text: str, name: str) -> Problem:
    lines = text.split("\n")
    place = _PLACE.search(fault)
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (max(len(text.splitlines()), 1), 0)
    got = lines[min(line, len(lines)) - 1]
    hint = "an hour is written as a number, as 8" if _CLOCK.search(got) else _PLACE.sub("", fault)
    return Problem(name, line, "", "a line of TOML, as key = value", shown(got.strip()), hint, column)


class _Reading:
    """One reading of a parsed document: collects every problem on its way."""

    def __init__(self, name: str, lines: dict[Path, int]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []

    def settings(self, data: dict[str, Any]) -> Settings:
        """Return the settings; worth nothing once there are problems."""
        parts: dict[str, Any] = {}
        for section, kind in get_type_hints(Settings).items():
            held = data.pop(section, None)
            if section == "profile":
                parts[section] = self._profile([] if held is None else held)
            elif held is not None:
                parts[section] = self._section(section, kind, held)
        for name in data:
            self._unknown((name,), name, ["profile", *SECTIONS])
        settings = Settings(**parts)
        faulty = {problem.key for problem in self.problems}
        for conflict in _conflicts(settings):
            if faulty.isdisjoint(conflict.keys):
                self._conflict(conflict)
        return settings

    def _section(self, section: str, kind: type, held: object) -> object:
        if not isinstance(held, dict):
            self._problem((section,), section, Fault(f"a table: [{section}]", held))
            return kind()
        values = {}
        for name, value in held.items():
            key = _BY_NAME.get((section, name))
            if key is None:
                self._unknown((section, name), f"{section}.{name}", [item.name for item in fields(kind)])
                continue
            try:
                values[name] = check(key, value)
            except Fault as fault:
                self._problem((section, name), key.dotted, fault)
        return kind(**values)

    def _profile(self, held: object) -> tuple[Criterion, ...]:
        if not isinstance(held, list) or not all(isinstance(table, dict) for table in held):
            self._problem(("profile",), "profile", Fault("tables: [[profile]]", held))
            return ()
        found = (self._criterion(index, table) for index, table in enumerate(held))
        return tuple(criterion for criterion in found if criterion is not None)

    def _criterion(self, index: int, table: dict[str, object]) -> Criterion | None:
        path, dotted = ("profile", index), f"profile[{index + 1}]"
        parts: dict[str, Any] = {}
        before = len(self.problems)
        for name, value in table.items():
            if name not in NAMES:
                self._unknown((*path, name), f"{dotted}.{name}", NAMES)
                continue
            try:
                parts[name] = check_part(name, value)
            except Fault as fault:
                self._problem((*path, name), f"{dotted}.{name}", fault)
        for name in ("field", "test", "values"):
            if name not in table:
                self.problems.append(
                    Problem(self.name, line_at(self.lines, path), dotted, f"a line {name} = ...", "none")
                )
        if len(self.problems) > before:
            return None
        try:
            return check_whole(Criterion(**parts), "weight" in parts)
        except Fault as fault:
            self._problem((*path, "values"), dotted, fault)
            return None

    def _conflict(self, conflict: _Conflict) -> None:
        paths = [tuple(key.split(".")) for key in conflict.keys]
        path = next((path for path in paths if path in self.lines), paths[0])
        self._problem(path, conflict.keys[0], Fault(conflict.expected, conflict.got))

    def _unknown(self, path: Path, dotted: str, known: list[str] | tuple[str, ...]) -> None:
        self.problems.append(
            Problem(
                self.name, line_at(self.lines, path), dotted, "a setting", "no such key", _meant(str(path[-1]), known)
            )
        )

    def _problem(self, path: Path, dotted: str, fault: Fault) -> None:
        self.problems.append(Problem(self.name, line_at(self.lines, path), dotted, fault.expected, fault.got))


def _meant(name: str, known: list[str] | tuple[str, ...]) -> str:
    elsewhere = [key.dotted for key in KEYS if key.name == name]
    near = get_close_matches(name, known, n=1)
    found = elsewhere[:1] or near or get_close_matches(name, [key.name for key in KEYS], n=1)
    return f"did you mean {found[0]}?" if found else ""


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Values that are possible alone, not together; the first key is the one to name."""

    keys: tuple[str, ...]
    expected: str
    got: object


def _conflicts(settings: Settings) -> Iterator[_Conflict]:
    hours, caps, rhythm = settings.hours, settings.caps, settings.spacing.rhythm
    if hours.call_from >= hours.call_to:
        yield _Conflict(
            ("hours.call_to", "hours.call_from"), f"an hour after call_from ({hours.call_from})", hours.call_to
        )
    if hours.dial_from >= hours.dial_to:
        yield _Conflict(
            ("hours.dial_to", "hours.dial_from"), f"an hour after dial_from ({hours.dial_from})", hours.dial_to
        )
    if caps.first > caps.day:
        yield _Conflict(("caps.first", "caps.day"), f"at most caps.day ({caps.day})", caps.first)
    if caps.first_full > caps.first:
        yield _Conflict(("caps.first_full", "caps.first"), f"at most caps.first ({caps.first})", caps.first_full)
    if list(rhythm) != sorted(rhythm):
        yield _Conflict(("spacing.rhythm",), "gaps that never shrink", list(rhythm))
