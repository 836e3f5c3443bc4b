"""When the program itself fails: a file that says where, without one name or value of the book (RELIABILITY F12)."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def report(error: BaseException, now: datetime) -> str:
    """Return the places of an error and its kind; neither its words nor any value, for both may hold names."""
    lines = [f"notyet {_version()} · {now:%Y-%m-%d %H:%M} · {type(error).__module__}.{type(error).__qualname__}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__qualname__}:")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def keep(error: BaseException, now: datetime, folder: Path) -> Path | None:
    """Write the report into `folder`; None where that fails too."""
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(report(error, now))
    except OSError:
        return None
    return path


def words(path: Path | None) -> str:
    """Return what the rep reads after a crash."""
    kept = f"Where it happened stands in {path}, without any name." if path else "Its report could not be written."
    return f"notyet failed and closed. Everything that was shown as saved is in the book.\n{kept}\n"


def _place(filename: str) -> str:
    """Return a file from its package on: a home folder's name is a name too."""
    parts = Path(filename).parts
    start = next((place for place, part in enumerate(parts) if part in {"tui", "storage", "playbook"}), None)
    return "/".join(parts[start:]) if start is not None else Path(filename).name


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("notyet")
    except PackageNotFoundError:
        return "?"
