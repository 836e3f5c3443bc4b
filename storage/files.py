"""Text that travels in the wheel: table definitions and data files, read by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def text(package: str, name: str) -> str:
    """Return the text of a file that stands in one of our packages: `text("storage", "schema.sql")`.

    `name` may name a folder too: `text("storage", "data/zones.toml")`.

    Raises:
        FileNotFoundError: the wheel lacks the file.
    """
    return files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")
