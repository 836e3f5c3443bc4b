"""A list from its bytes to what its rows say: what reads it, where its headings are, what its columns are taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from playbook.errors import BadInput
from storage.importing import (
    columns,
    delimiting,
    firms,
    header,
    mails,
    own_lists,
    phones,
    side_by_side,
    sniffing,
    vcards,
    workbooks,
)
from storage.importing.cells import clean
from storage.importing.columns import Mapping, Reading
from storage.importing.delimiting import Row
from storage.importing.plan import ACCOUNTS, DEALS, PEOPLE, UNKNOWN, Column, FilePlan, called
from storage.importing.rows import Sheet
from storage.importing.sniffing import Form
from storage.importing.subjects import FIRM, PERSON
from storage.importing.workbooks import SheetHead

Asked = Callable[[], None]
"""Raises where the rep cancelled."""

_SAMPLE: Final = 400
_SHOWN: Final = 5
_ENOUGH: Final = 2
_MOST_COLUMNS_SHOWN: Final = 30
_DEALS: Final = "it holds deals, not accounts: the planner is no deal pipeline."
_DEALS_HINT: Final = "Import the accounts and people behind the deals."
_RECORD: Final = "it is the record of an export of notyet, which tells and is not read back."
_RECORD_HINT: Final = "Import accounts.csv and people.csv; the whole record moves by: notyet journal save, and merge."
_HIDDEN: Final = "this sheet is hidden, so it was left out."
_HIDDEN_HINT: Final = "If you want it, show it in the workbook, save, and import again."


class Source(Protocol):
    """What yields the rows of a list, anew each time."""

    def rows(self, asked: Asked | None = None) -> Generator[Row]:
        """Yield the rows that are not blank."""


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list that was looked into."""

    plan: FilePlan
    source: Source
    head: header.Header
    reading: Reading
    near: str
    """The country to which most of its international numbers belong."""

    def rows(self, asked: Asked | None = None) -> Generator[Row]:
        """Yield the rows below the headings; `asked` raises where the rep cancelled. Closing it ends the reading."""
        with closing(self.source.rows(asked)) as found:
            yield from self.head.below(found)

    def sheet(self, number: int, usual: str, mine: str) -> Sheet:
        """Return what its rows are read with."""
        return Sheet(number, self.plan.title, self.reading, usual, mine, self.near)


def lists(
    path: Path, mapping: Mapping = (), *, months_lead: bool = True, asked: Asked | None = None
) -> tuple[OpenedList | FilePlan, ...]:
    """Look into a file: one list, or one a sheet of a workbook; what is left out of it is a plan that says why.

    Raises:
        NotFound: there is no such file.
        BadInput: it holds no list of rows; a list that is one and of no use says so in its plan.
    """
    form = sniffing.form(path)
    if form is Form.WORKBOOK:
        return _workbook(path, mapping, asked, months_lead=months_lead)
    if form is Form.CARDS:
        return (_cards(path, mapping),)
    return tuple(_parted(*_text(path), mapping, months_lead=months_lead))


def look(path: Path, mapping: Mapping = (), *, months_lead: bool = True) -> OpenedList:
    """Look into a list that is text.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no list of rows; a list that is one and of no use says so in its plan.
    """
    return _opened(*_text(path), mapping, months_lead=months_lead)


def _text(path: Path) -> tuple[FilePlan, Source, list[Row]]:
    letters = sniffing.sniff(path)
    shape = delimiting.shape(path, letters)
    first = list(islice(delimiting.rows(path, shape), _SAMPLE))
    if not first:
        raise BadInput(f"{called(path)} holds no rows.")
    plan = FilePlan(path, encoding=letters.encoding, sure=letters.sure, delimiter=shape.delimiter)
    return plan, delimiting.TextRows(path, shape), first


def _parted(
    plan: FilePlan, source: Source, first: Sequence[Row], mapping: Mapping, *, months_lead: bool
) -> Iterator[OpenedList]:
    """Open a list; two tables side by side are two."""
    tables = side_by_side.tables(first)
    for table in tables:
        part = replace(plan, sheet=" · ".join(filter(None, (plan.sheet, table.called))))
        yield _opened(part, table.of(source), table.cut(first), mapping, months_lead=months_lead)
    if not tables:
        yield _opened(plan, source, first, mapping, months_lead=months_lead)


def _workbook(
    path: Path, mapping: Mapping, asked: Asked | None, *, months_lead: bool
) -> tuple[OpenedList | FilePlan, ...]:
    """Open every sheet that is shown and not empty."""
    heads = workbooks.heads(path, _SAMPLE, asked)
    filled = [each for each in heads if each.rows or each.hidden]
    if not any(each.rows for each in filled):
        hidden = f" but hidden sheets: {_HIDDEN_HINT}" if filled else "."
        raise BadInput(f"{called(path)} holds no rows{hidden}")
    several = len(filled) > 1
    return tuple(
        opened for each in filled for opened in _sheet(path, each, mapping, several=several, months_lead=months_lead)
    )


def _sheet(
    path: Path, found: SheetHead, mapping: Mapping, *, several: bool, months_lead: bool
) -> Iterator[OpenedList | FilePlan]:
    """Open a sheet."""
    plan = FilePlan(path, encoding="workbook", sheet=found.name if several else "")
    if found.hidden:
        yield replace(plan, refused=_HIDDEN, hint=_HIDDEN_HINT)
        return
    width = workbooks.width_of(found.rows)
    first = [workbooks.filled_up(row, width) for row in found.rows]
    source = workbooks.SheetRows(path, found.place, width)
    yield from _parted(plan, source, first, mapping, months_lead=months_lead)


def _opened(plan: FilePlan, source: Source, first: Sequence[Row], mapping: Mapping, *, months_lead: bool) -> OpenedList:
    """Find the headings of a list among its first rows, and what its columns are taken for."""
    head = header.find(first)
    body = list(head.below(first))
    reading = columns.recognise(head, body, mapping, months_lead=months_lead)
    plan = replace(
        plan, kind=reading.kind, source=reading.source, header_line=head.line, columns=reading.columns,
        samples=_samples(body),
    )  # fmt: skip
    return OpenedList(_judged(plan, head), source, head, reading, _near(reading.columns, body))


def _samples(body: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(clean(cell) for cell in row.cells) for row in body[:_SHOWN])


def _near(found: Sequence[Column], body: Sequence[Row]) -> str:
    numbers = [text for column in found if ".phone" in column.field for text in columns.column_of(body, column.index)]
    return phones.prevailing(numbers) or _ending(found, body)


def _ending(found: Sequence[Column], body: Sequence[Row]) -> str:
    """Return the country in which most sites and addresses of a list end, where its numbers name none."""
    places = [column.index for column in found if column.field == "firm.domain" or ".email" in column.field]
    cells = (text for place in places for text in columns.column_of(body, place) if text)
    domains = [mails.site(text.rpartition("@")[2]) for text in cells]
    codes = Counter(firms.ending(domain) for domain in domains if domain)
    code, count = codes.most_common(1)[0] if codes else ("", 0)
    return code if count >= _ENOUGH and count * 2 > codes.total() else ""


def _cards(path: Path, mapping: Mapping) -> OpenedList:
    """Open a file of vCards: its columns are known fields, only a mapping says something else of one."""
    found = vcards.columns(path)
    if not found:
        raise BadInput(f"{called(path)} holds no card that says anything.", "Export the contacts again.")
    source = vcards.CardRows(path, tuple(column.name for column in found))
    first = list(islice(source.rows(), _SAMPLE))
    head = header.Header(0, source.names)
    told = {column.index: column for column in columns.recognise(head, first, mapping).columns if column.how == "told"}
    found = tuple(told.get(column.index, column) for column in found)
    people = any(column.field.startswith("person.") for column in found)
    kind, subject = (PEOPLE, PERSON) if people else (ACCOUNTS, FIRM)
    reading = Reading(found, kind, subject, vcards.SOURCE, vcards.SOURCE)
    plan = FilePlan(
        path, kind, vcards.SOURCE, "vCard", columns=found, samples=_samples([row for row in first if not row.unusable])
    )
    return OpenedList(plan, source, head, reading, _near(found, first))


def _judged(plan: FilePlan, head: header.Header) -> FilePlan:
    if plan.kind == own_lists.RECORD:
        return replace(plan, refused=_RECORD, hint=_RECORD_HINT)
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
