"""What a command says: data on stdout, talk on stderr, and never a control byte in either.

Text out of the book was cleaned at the door; it is cleaned once more here, because an older version or another machine
may have let something in (RELIABILITY section 6).
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, time
from unicodedata import combining, east_asian_width

import click

from playbook.cleaning import clean_line, clean_note
from playbook.errors import NotYetError

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A JSON value."""

_LONG = 1_000_000
_GAP = "  "


def one_line(text: str) -> str:
    """Return text as one harmless line, uncut."""
    return clean_line(text, _LONG)


class Unsaid(NotYetError):  # noqa: N818  (the field's word, as its siblings)
    """What a command had to say could not be written; its deed was done before and stands (RELIABILITY T9)."""


@contextmanager
def telling() -> Iterator[None]:
    """Write to stdout inside; a full disk or a broken one behind it is said in words, a closed pipe ends quietly.

    Raises:
        Unsaid: the answer did not get out.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:  # `notyet today | head`: click's own way out
            raise
        raise Unsaid(
            f"The answer could not be written to the output: {error.strerror}.",
            "What the command did stands: look with notyet today or notyet show before you do it again.",
        ) from error


def out(text: str = "") -> None:
    """Put data on stdout."""
    with telling():
        click.echo(_lines(text))


def verbatim(text: str) -> None:
    """Put text on stdout that is ours to the letter, or was cleaned before."""
    with telling():
        click.echo(text)


def talk(text: str) -> None:
    """Say something on stderr; where that fails there is nobody left to tell, and the work goes on."""
    with suppress(OSError):
        click.echo(_lines(text), err=True)


def _lines(text: str) -> str:
    """Clean a text and keep the blanks before its first line: they are ours."""
    clean = clean_note(text, _LONG)
    return text[: len(text) - len(text.lstrip(" "))] + clean if clean else ""


def answer(value: Json) -> None:
    """Put a JSON value on stdout, readable for people too where the stream can hold every letter."""
    wide = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    with telling():
        click.echo(json.dumps(_harmless(value), ensure_ascii=not wide, indent=2))


def _harmless(value: Json) -> Json:
    if isinstance(value, str):
        return clean_note(value, _LONG)
    if isinstance(value, Mapping):
        return {one_line(key): _harmless(held) for key, held in value.items()}
    if isinstance(value, Sequence):
        return [_harmless(held) for held in value]
    return value


def on_a_terminal() -> bool:
    """Whether a person reads stdout; else it is plain."""
    return sys.stdout.isatty()


def somebody_there() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def table(rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> None:
    """Put rows on stdout in columns; on a terminal the last column is cut to fit, in a pipe nothing is."""
    if not rows:
        return
    clean = [[one_line(cell) for cell in row] for row in ((head, *rows) if head else rows)]
    widths = [max(_cells(row[column]) for row in clean) for column in range(len(clean[0]))]
    room = shutil.get_terminal_size().columns if on_a_terminal() else 0
    for number, row in enumerate(clean):
        padded = [cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)]
        line = _cut(_GAP.join(padded).rstrip(), room)
        with telling():
            click.echo(click.style(line, bold=True) if head and number == 0 else line)


def _cut(line: str, room: int) -> str:
    if not room or _cells(line) <= room:
        return line
    while _cells(line) >= room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def hour(at: time | datetime | None) -> str:
    """Return a time of day as 08:30, empty for none."""
    return "" if at is None else f"{at:%H:%M}"
