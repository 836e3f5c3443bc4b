"""What this machine likes, apart from any book: its theme, in `config.toml` (DESIGN section 3)."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"(?m)^theme\s*=.*$")
_NAME = re.compile(r"[a-z0-9-]+")


def theme(path: Path) -> str:
    """Return the theme that was chosen; empty where none was, or the file cannot be read."""
    try:
        chosen = tomllib.loads(path.read_text(encoding="utf-8")).get("theme", "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    return chosen if isinstance(chosen, str) else ""


def keep_theme(path: Path, name: str) -> bool:
    """Write the theme into the file, whose other lines stay; False where that can't be done."""
    if not _NAME.fullmatch(name):
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        line = f'theme = "{name}"'
        after = _LINE.sub(line, before, count=1) if _LINE.search(before) else f"{line}\n{before}"
        path.write_text(after, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return True
