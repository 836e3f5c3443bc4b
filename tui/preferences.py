"""What this machine likes, apart from any book: its theme and its keys, in `config.toml` (DESIGN section 3).

Other lines of the file are the rep's own and stay; what is written is read back before it replaces the file.
"""

from __future__ import annotations

import os
import re
from dataclasses import field
from typing import TYPE_CHECKING

from playbook.errors import Refused
from playbook.values import dataclass
from tui.rebinding import Rebound, Refusal, checked, ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_THEME = re.compile(r"(?m)^theme\s*=.*$")
_NAME = re.compile(r"[a-z0-9-]+")
_TABLE = re.compile(r"\s*\[")
_KEYS = re.compile(r"\s*\[\s*keys\s*\]\s*(#.*)?$")
KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the file says."""

    theme: str = ""
    """Empty where none was chosen."""
    keys: Rebound = field(default_factory=lambda: Rebound({}))
    trouble: str = ""
    """Why the file could not be read; everything is as it came then."""

    @property
    def words(self) -> str:
        """What the rep should know of it: nothing, or why a line was not taken."""
        if self.trouble:
            return self.trouble
        if not self.keys.refused:
            return ""
        more = len(self.keys.refused) - 1
        rest = f" And {more} more: notyet keys --check" if more else ""
        return f"config.toml, keys: {self.keys.refused[0].why}.{rest}"


def read(path: Path) -> Preferences:
    """Return what this machine likes; a file that cannot be read changes nothing and says so."""
    if not path.exists():
        return Preferences()
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Preferences(trouble=f"config.toml was not read, all keys are as they came: {_reason(error)}.")
    theme = found.get("theme", "")
    return Preferences(theme if isinstance(theme, str) else "", _rebound(found.get(KEYS, {})))


def theme(path: Path) -> str:
    """Return the theme that was chosen; empty where none was, or the file cannot be read."""
    return read(path).theme


def keep_theme(path: Path, name: str) -> bool:
    """Write the theme into the file, whose other lines stay; False where that can't be done."""
    if not _NAME.fullmatch(name):
        return False
    try:
        before = _text(path)
        head, table, tail = _parted(before)
        line = f'theme = "{name}"'
        head = _THEME.sub(line, head, count=1) if _THEME.search(head) else f"{line}\n{head}"
        _write(path, f"{head}{table}{tail}")
    except (OSError, UnicodeDecodeError):
        return False
    return True


def keep_keys(path: Path, chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Write the keys that are not the table's own; comments and all other lines stay, a line of ours may go.

    Raises:
        Refused: the file cannot be read or written, or holds what could not be kept; it was left as it was.
    """
    import tomllib

    try:
        before = _text(path)
        old = tomllib.loads(before)
        after = _with_keys(before, chosen)
        new = tomllib.loads(after)
        same = {name: value for name, value in old.items() if name != KEYS}
        if {name: value for name, value in new.items() if name != KEYS} != same or _rebound(
            new.get(KEYS, {})
        ).keys != dict(chosen):
            raise Refused("The keys were not saved: config.toml is written in a way that could not be kept.", _BY_HAND)
        _write(path, after)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"The keys were not saved: {_reason(error)}.", _BY_HAND) from error


_BY_HAND = "It was left as it was; notyet keys --check says where it lies."


def _rebound(found: object) -> Rebound:
    if not isinstance(found, dict):
        return Rebound({}, (Refusal(KEYS, 'keys is a table: [keys], then "outcome.no" = "k"'),))
    return checked(_flat(found))


def _flat(found: Mapping[str, object]) -> dict[str, object]:
    """Return dotted names also where they were written as tables: `outcome.no` is a table of TOML."""
    flat: dict[str, object] = {}
    for name, value in found.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": key for inner, key in _flat(value).items()}
        else:
            flat[name] = value
    return flat


def _with_keys(text: str, chosen: Mapping[str, tuple[str, ...]]) -> str:
    """Return the text with these lines under `[keys]`, and no others of ours there."""
    lines = text.splitlines()
    start = next((place for place, line in enumerate(lines) if _KEYS.match(line)), None)
    wanted = [f'"{name}" = "{" ".join(keys)}"' for name, keys in chosen.items()]
    if start is None:
        gap = [""] if lines and lines[-1].strip() and wanted else []
        made = [*lines, *gap, *(["[keys]", *wanted] if wanted else [])]
        return "\n".join(made) + "\n" if made else ""
    end = next((place for place in range(start + 1, len(lines)) if _TABLE.match(lines[place])), len(lines))
    kept = [line for line in map(_left, lines[start + 1 : end]) if line is not None]
    return "\n".join([*lines[: start + 1], *wanted, *kept, *lines[end:]]) + "\n"


def _left(line: str) -> str | None:
    """Return what stays of a line below `[keys]`: comments, and as one what was not taken; keys are written anew."""
    if not line.strip() or line.lstrip().startswith("#"):
        return line
    import tomllib

    try:
        named = _flat(tomllib.loads(line))
    except tomllib.TOMLDecodeError:
        return line
    return None if all(name in ids() for name in named) else f"# {line}"


def _parted(text: str) -> tuple[str, str, str]:
    """Part a file before its first table: what stands above belongs to no table."""
    found = re.search(r"(?m)^\s*\[", text)
    return (text, "", "") if found is None else (text[: found.start()], "", text[found.start() :])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    """Put the new text in the old one's place as a whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)  # noqa: PTH105  (one call, both names in sight)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return str(error.strerror or error)
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    return str(error)
