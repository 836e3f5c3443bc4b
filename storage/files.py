"""Text that travels in the wheel: table definitions and data files, read by name.

The packages lie side by side on the disk, so plain paths do: `importlib.resources` loads a zip reader at every start.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent.parent


@cache
def text(package: str, name: str) -> str:
    """Return the text of a file that stands in one of our packages: `text("storage", "schema.sql")`.

    `name` may name a folder too: `text("storage", "data/zones.toml")`.

    Raises:
        FileNotFoundError: the wheel lacks the file.
    """
    return _HERE.joinpath(*package.split("."), *name.split("/")).read_text(encoding="utf-8")
