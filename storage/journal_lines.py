"""A journal as JSON lines: an entry a line with its whole envelope, a first line that says what it is (SYNC 4).

A file of lines is foreign, even if it says that it is ours: each line is looked at before anything of it is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from playbook.errors import BadInput
from storage import ids, journal, journal_bodies

FORMAT: Final = "notyet journal"
VERSION: Final = 1
LONGEST: Final = 32 << 20
"""Bytes of a line; the report of a list of 100,000 rows has a tenth of it."""
_NEWEST_MS: Final = 7_258_118_400_000
"""The year 2200: a clock that is further ahead is no clock."""
_MOST: Final = 1 << 53
_SQLITE: Final = b"SQLite format 3\0"
_TEXTS: Final = {"actor": 200, "at": 40, "entity": 100, "kind": 61, "writer": 100}
"""Longest text of each column; those of ids have a form."""
Row = tuple[str, str, int, str, str, str, str, str, str]
"""An entry in the order of `journal.ENVELOPE`."""
Told = Callable[[int, int], None]
"""Told how far long work came: done and all."""


def header(book: str, writer: str, unpushed: Sequence[str] = ()) -> str:
    """Return the first line of a file.

    `unpushed`: writers of this copy whose entries other copies wrote under numbers that were taken here; they go to no
    server, and whoever merges the file keeps them as they are.
    """
    told = {"format": FORMAT, "version": VERSION, "book": book, "writer": writer, "unpushed": list(unpushed)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def line(row: Sequence[Any]) -> str:
    """Return the line of an entry; its body stands in it as the text that it is."""
    return json.dumps(dict(zip(journal.ENVELOPE, row, strict=True)), ensure_ascii=False, separators=(",", ":"))


def read(file: Path, told: Callable[[int], None] | None = None) -> Iterator[tuple[int, Row]]:
    """Yield line number and entry of a file; `told` hears how many bytes were read.

    Raises:
        BadInput: it is no journal, of a newer version, or a line is none; with its number.
    """
    if not file.is_file():
        raise BadInput(f"There is no file {file}.", "Name a file that `notyet journal save` wrote.")
    try:
        with file.open("rb") as held:
            _check_header(file, _line(file, 1, held))
            yield from _entries(file, held, told)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.", "Nothing of it was merged.") from error


def _entries(file: Path, held: BinaryIO, told: Callable[[int], None] | None) -> Iterator[tuple[int, Row]]:
    number = 1
    while raw := _line(file, number + 1, held):
        number += 1
        if told is not None:
            told(len(raw))
        if not raw.strip():
            continue
        try:
            found = _entry(raw)
        except ValueError as error:
            raise refused(file, number, str(error)) from error
        yield number, found


def refused(file: Path, number: int, why: str) -> BadInput:
    """Return the refusal of a line."""
    return BadInput(
        f"{file}, line {number}: {why}. Nothing was merged.", "Save the journal again where it was written."
    )


def _line(file: Path, number: int, held: BinaryIO) -> bytes:
    raw = held.readline(LONGEST + 1)
    if len(raw) > LONGEST:
        raise refused(file, number, f"it is longer than {LONGEST >> 20} MB")
    return raw


def _check_header(file: Path, raw: bytes) -> None:
    if raw.startswith(_SQLITE):
        raise BadInput(f"{file} is a planner's file, no journal.", "A backup is put back by: notyet restore")
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("version"), int):
        raise BadInput(f"{file} is no journal: its first line doesn't say so.", "notyet journal save writes one.")
    if told["version"] > VERSION:
        raise BadInput(
            f"{file} was saved by a newer notyet (version {told['version']}, this one reads {VERSION}).",
            "Install the newer version on this machine.",
        )


def _entry(raw: bytes) -> Row:
    """Return the entry of a line.

    Raises:
        ValueError: it is none.
    """
    if not raw.endswith(b"\n"):
        raise ValueError("it is cut off in the middle")
    try:
        told = json.loads(raw.decode())
    except UnicodeDecodeError:
        raise ValueError("it is no UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(told, dict) or told.keys() != set(journal.ENVELOPE):
        raise ValueError("it is no entry of a journal")
    _check_envelope(told)
    journal_bodies.check(told["kind"], told["body"])
    return (
        told["id"], told["writer"], told["wseq"], told["actor"], told["action"], told["at"], told["kind"],
        told["entity"], told["body"],
    )  # fmt: skip


def _check_envelope(told: dict[str, Any]) -> None:
    for name, value in told.items():
        if name != "wseq" and not (isinstance(value, str) and journal_bodies.clean(value)):
            raise ValueError(f"its {name} is no text")
    for name, most in _TEXTS.items():
        if len(told[name]) > most or not told[name].isprintable():
            raise ValueError(f"its {name} is none that a planner writes")
    for name in ("id", "action"):
        if not ids.is_id(told[name]) or ids.ms_of(told[name]) > _NEWEST_MS:
            raise ValueError(f"its {name} is no id of a planner")
    number = told["wseq"]
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _MOST or not told["writer"]:
        raise ValueError("its number is none")
    _check_moment(told["at"])


def _check_moment(text: str) -> None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("its time is none") from None
    if moment.utcoffset() is None or not 1900 < moment.year < 2200:  # noqa: PLR2004  (years that a clock shows)
        raise ValueError("its time is none")
