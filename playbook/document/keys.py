"""The table of settings, read off the dataclasses: one `Key` for each value (DESIGN section 3)."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any, Final, get_args, get_origin, get_type_hints

from playbook.document.words import WORDS
from playbook.settings import Settings
from playbook.words import Channel

_WIDE: Final = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """One setting: where it stands, what it holds, what it is for."""

    section: str
    name: str
    item: type
    """Class of the value, or of each value of a list: bool, int, float, str or Channel."""
    many: bool
    """A list of such values."""
    default: Any
    unit: str
    rule: str
    origin: str
    """Where the default comes from: seed, field n, law, our choice."""
    low: float | None
    high: float | None

    @property
    def dotted(self) -> str:
        """The key as people and the journal write it: `caps.day`."""
        return f"{self.section}.{self.name}"

    @property
    def says(self) -> str:
        """What the setting is for, in one line."""
        return WORDS[self.dotted]

    @property
    def is_hour(self) -> bool:
        """Whether the value is an hour of the day: people type those as times."""
        return self.unit.startswith("hour")

    def range(self) -> str:
        """The range in words, empty without one."""
        if self.low is None or self.high is None:
            return ""
        return f"{self.low:g} to {self.high:g}"


def _read_keys() -> tuple[Key, ...]:
    found: list[Key] = []
    for section, kind in get_type_hints(Settings).items():
        if section == "profile":
            continue
        hints = get_type_hints(kind)
        for item in dataclasses.fields(kind):
            hint = hints[item.name]
            many = get_origin(hint) is tuple
            meta = item.metadata
            found.append(
                Key(
                    section, item.name, get_args(hint)[0] if many else hint, many, item.default,
                    meta["unit"], meta["rule"], meta["origin"], meta["low"], meta["high"],
                )
            )  # fmt: skip
    return tuple(found)


KEYS: Final = _read_keys()
"""Every setting but the profile, in the order of the document."""
SECTIONS: Final = tuple(dict.fromkeys(key.section for key in KEYS))
"""The tables of the document, in its order."""


def value_of(settings: Settings, key: Key) -> Any:  # noqa: ANN401  (bool, int, float, str or a tuple of those)
    """Return what the settings hold under a key."""
    return getattr(getattr(settings, key.section), key.name)


def literal(value: object) -> str:
    """Return a value as TOML writes it; a long list of texts stands on several lines."""
    if isinstance(value, tuple):
        parts = [literal(part) for part in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) <= _WIDE else "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
    if isinstance(value, Channel | str):
        return _quoted(str(value))
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
