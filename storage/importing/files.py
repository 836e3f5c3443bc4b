"""A list from its bytes to what its rows say: sniffed, delimited, its headings found, its columns recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Final

from playbook.errors import BadInput
from storage.importing import columns, delimiting, header, phones, sniffing
from storage.importing.cells import clean
from storage.importing.columns import Mapping, Reading
from storage.importing.delimiting import Row, Shape
from storage.importing.plan import DEALS, UNKNOWN, FilePlan, called
from storage.importing.rows import Sheet

_SAMPLE: Final = 400
_SHOWN: Final = 5
_MOST_COLUMNS_SHOWN: Final = 30
_DEALS: Final = "it holds deals, not accounts: the planner is no deal pipeline."
_DEALS_HINT: Final = "Import the accounts and people behind the deals."


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list that was looked into."""

    plan: FilePlan
    shape: Shape
    head: header.Header
    reading: Reading
    near: str
    """The country to which most of its international numbers belong."""

    def rows(self, told: Callable[[int], None] | None = None) -> Iterator[Row]:
        """Yield the rows below the headings; `told` hears the bytes read."""
        return (row for row in delimiting.rows(self.plan.path, self.shape, told) if self.head.heads(row))

    def sheet(self, number: int, usual: str, mine: str) -> Sheet:
        """Return what its rows are read with."""
        return Sheet(number, called(self.plan.path), self.reading, usual, mine, self.near)


def look(path: Path, mapping: Mapping = (), *, months_lead: bool = True) -> OpenedList:
    """Look into a list.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no list of rows; a list that is one and of no use says so in its plan.
    """
    letters = sniffing.sniff(path)
    shape = delimiting.shape(path, letters)
    first = list(islice(delimiting.rows(path, shape), _SAMPLE))
    if not first:
        raise BadInput(f"{called(path)} holds no rows.")
    head = header.find(first)
    body = [row for row in first if head.heads(row)]
    reading = columns.recognise(head, body, mapping, months_lead=months_lead)
    samples = tuple(tuple(clean(cell) for cell in row.cells) for row in body[:_SHOWN])
    plan = FilePlan(
        path,
        reading.kind,
        reading.source,
        letters.encoding,
        letters.sure,
        shape.delimiter,
        head.line,
        reading.columns,
        samples,
    )
    numbers = [
        text for column in reading.columns if ".phone" in column.field for text in columns.column_of(body, column.index)
    ]
    return OpenedList(_judged(plan, head), shape, head, reading, phones.prevailing(numbers))


def _judged(plan: FilePlan, head: header.Header) -> FilePlan:
    if plan.kind == DEALS:
        return replace(plan, refused=_DEALS, hint=_DEALS_HINT)
    if plan.kind == UNKNOWN:
        shown = ", ".join(head.names[:_MOST_COLUMNS_SHOWN])
        return replace(
            plan, refused=f"no column holds a company, a person, an e-mail or a phone. Its columns: {shown}.",
            hint='Say which is which: --map "column=company" --map "column=email".',
        )  # fmt: skip
    return plan


def check_mapping(opened: Sequence[OpenedList], mapping: Mapping) -> None:
    """Refuse a mapping of a column that no list has.

    Raises:
        BadInput: with the heading that was probably meant.
    """
    names = [name for each in opened for name in each.head.names]
    if not names:
        return
    for word in columns.unknown_words(names, mapping):
        near = get_close_matches(word, names, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Columns: {', '.join(names[:_MOST_COLUMNS_SHOWN])}"
        raise BadInput(f'No list has a column "{word}".', hint)
