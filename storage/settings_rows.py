"""The playbook settings as rows: dotted key and JSON value, the newest living entry wins per key (DESIGN section 3).

A setting that stands at its default has no row, so a better default of a later version reaches everybody who never
touched it. A value that this version cannot read, from a newer one, gives the default and stays in its row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from playbook import codec
from playbook.bodies import PlaybookSet
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.settings import Settings
from playbook.words import AccountId

Rows = tuple[tuple[str, str], ...]
_PROFILE = "profile"
_NAMED = 3
"""Keys that the label of a change names."""


def read(db: sqlite3.Connection) -> Settings:
    """Return the settings in force."""
    return settings_of(tuple(db.execute("SELECT key, value FROM setting ORDER BY key")))


def rows_of(settings: Settings) -> Rows:
    """Return what differs from the defaults, by key."""
    plain = json.loads(codec.encode(settings))
    found = {_PROFILE: plain.pop(_PROFILE)} if _PROFILE in plain else {}
    found |= {f"{section}.{name}": value for section, held in plain.items() for name, value in held.items()}
    return tuple(sorted((key, _text(value)) for key, value in found.items()))


@lru_cache(maxsize=8)
def settings_of(rows: Rows) -> Settings:
    """Return the settings that these rows make."""
    settings = Settings()
    for key, value in rows:
        settings = _with(settings, key, value)
    return settings


def difference(old: Settings, new: Settings) -> Rows:
    """Return the keys that must be written to come from `old` to `new`; an empty text means the default."""
    before, after = dict(rows_of(old)), dict(rows_of(new))
    gone = {key: "" for key in before if key not in after}
    return tuple(sorted((gone | {key: text for key, text in after.items() if before.get(key) != text}).items()))


def changes(old: Settings, new: Settings) -> tuple[Draft, ...]:
    """Return the draft that leads from `old` to `new`; none where nothing differs."""
    values = difference(old, new)
    return (Draft(AccountId(""), PlaybookSet(values)),) if values else ()


def label(old: Settings, new: Settings) -> str:
    """Return what a change of the settings is called, so that undo names it: "playbook: profile, caps.day"."""
    keys = [key for key, _ in difference(old, new)]
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return f"playbook: {', '.join(keys[:_NAMED])}{more}"


def fold(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the rows that living `playbook.set` entries make, in the order of their ids."""
    found: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.body, PlaybookSet):
            found |= {key: str(value) for key, value in entry.body.values}
    return {key: value for key, value in found.items() if value}


def _with(settings: Settings, key: str, value: str) -> Settings:
    section, _, name = key.partition(".")
    plain = json.loads(codec.encode(settings))
    try:
        held: Any = json.loads(value)
        if name:
            plain[section] = {**plain.get(section, {}), name: held}
        else:
            plain[section] = held
        return codec.decode(Settings, json.dumps(plain))
    except (ValueError, TypeError, AttributeError):
        return settings


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
