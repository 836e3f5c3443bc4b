"""When the program itself fails: a file that says where, without one name or value of the book (RELIABILITY F12).

Python's own last words print the error's message, and messages hold names. Every door to them is closed: the main
thread, other threads, what the collector meets, what nobody awaited.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from storage.paths import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType


def install(now: Callable[[], datetime], folder: Callable[[], Path]) -> None:
    """From now on a failure of the program is told without names, wherever it happens."""

    def told(error: BaseException | None) -> None:
        if error is not None:
            sys.stderr.write(words(keep(error, now(), folder())))

    def main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.stderr.write("Stopped.\n")
        else:
            told(error.with_traceback(trace))

    sys.excepthook = main
    threading.excepthook = lambda failed: told(failed.exc_value)
    sys.unraisablehook = lambda failed: told(failed.exc_value)
    logging.getLogger().addHandler(_Nameless(told))


class _Nameless(logging.Handler):
    """What libraries log of an error is told as a place; their words may hold anything."""

    def __init__(self, told: Callable[[BaseException | None], None]) -> None:
        """Tell errors through `told`; a log without an error says nothing."""
        super().__init__(logging.ERROR)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the error of a record."""
        self._told(record.exc_info[1] if record.exc_info else None)


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
        private_folder(folder)
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
