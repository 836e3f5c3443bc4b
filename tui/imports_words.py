"""An import in words, out of the report that it left in the record (R39)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.views_numbers import TakenBack

_SHOWN = 12
Report = dict[str, object]


def counts(report: str, room: int = 1_000) -> str:
    """Return "120 accounts new, 340 people new, 4 skipped"; "nothing new" where the report tells of nothing.

    `room`: cells that there are; what has none left falls away whole.
    """
    held = _read(report)
    parts = []
    for kind, one, many in (("accounts", "account", "accounts"), ("people", "person", "people")):
        for how in ("new", "changed"):
            count = _number(_part(held, kind).get(how))
            if count:
                parts.append(f"{count:,} {one if count == 1 else many} {how}")
    skipped = len(_listed(held, "skipped"))
    parts += [f"{skipped:,} skipped"] if skipped else []
    while len(parts) > 1 and len(", ".join(parts)) > room:
        parts.pop()
    return ", ".join(parts) or "nothing new"


def told(report: str) -> tuple[str, ...]:
    """Return the report line by line: counts, files, what was skipped and why."""
    held = _read(report)
    lines = [counts(report), *(f"file: {name}" for name in _listed(held, "files"))]
    merged = _number(_part(held, "duplicates").get("merged"))
    probable = _number(_part(held, "duplicates").get("probable"))
    lines += [f"{merged} certain duplicates merged"] if merged else []
    lines += [f"{probable} that may be duplicates, left alone"] if probable else []
    mend = [f"to mend and import: {path}" for path in _listed(held, "mend")]
    return (*lines, *_rows(held, "skipped", "why"), *mend, *_rows(held, "notices", "text"))


def effect(would: TakenBack) -> str:
    """Say what taking it back does: "118 accounts go; 2 stay, since later entries stand on them: Acme, Globex"."""
    goes = "1 account goes" if would.go == 1 else f"{would.go} accounts go"
    if not would.stay:
        return f"{goes}; nothing else was built on them."
    names = ", ".join(name for _, name in would.stay[:_SHOWN])
    more = len(would.stay) - _SHOWN
    verb = "stays" if len(would.stay) == 1 else "stay"
    tail = f" and {more} more" if more > 0 else ""
    return f"{goes}; {len(would.stay)} {verb}, since later entries stand on them: {names}{tail}."


def _rows(held: Report, key: str, words: str) -> Iterator[str]:
    rows = [row for row in _listed(held, key) if isinstance(row, dict)]
    for row in rows[:_SHOWN]:
        where = f"{row.get('file', '')}, line {row['line']}: " if row.get("line") else ""
        yield f"{where}{row.get(words, '')}"
    if len(rows) > _SHOWN:
        yield f"and {len(rows) - _SHOWN} more"


def _part(held: Report, key: str) -> Report:
    part = held.get(key)
    return part if isinstance(part, dict) else {}


def _listed(held: Report, key: str) -> list[object]:
    rows = held.get(key)
    return rows if isinstance(rows, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _read(report: str) -> Report:
    """Return the report as it was written; another version's that is no such text tells nothing."""
    try:
        held = json.loads(report)
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}
