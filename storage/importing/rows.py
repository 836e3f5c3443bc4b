"""A row becomes what it says: cells are cleaned, read as what their columns are, given to the firm or the person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from playbook.facts import ACCOUNT_FIELDS, PERSON_FIELDS, Value
from storage.importing import cells, dates, firms, footers, labels, own_lists, people, standing, subjects
from storage.importing.columns import OWN, SKIP, Reading
from storage.importing.delimiting import Row
from storage.importing.lexicon import truth
from storage.importing.plan import Column
from storage.importing.said import FirmSaid, Remark, RowSaid

_OURS: Final = frozenset({*ACCOUNT_FIELDS, *PERSON_FIELDS, "last_contact", "name"})
_LONG: Final = frozenset({"row.note", "firm.description", "person.description"})
_JUNK: Final = re.compile(r"\b(?:test|testing|dummy|asdf\w*|qwerty)\b|[a-z]\d{8,}|^[?\W_]{3,}$", re.IGNORECASE)
"""Names that list makers leave behind: told, so that a rep can throw them out, and imported."""
_JUNK_WORDS: Final = ("test", "dummy", "asdf", "qwerty")
_OF_FIRMS: Final = re.compile(
    r"^(?:company|account|organization|firm)|\b(?:sic|naics|naf|ape|founded|established|technologies)\b", re.IGNORECASE
)
"""Headings of fields of a list's own that are the company's, whoever the list is about."""
_NOTHING: Final = "no name, no company, no e-mail that can work and no phone that can be dialled"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose columns are known."""

    number: int
    name: str
    reading: Reading
    usual: str
    """ISO code of the country for which phones and states without one are read."""
    mine: str = ""
    """Whose rows are wanted; empty: everybody's."""
    near: str = ""
    """ISO code of the country to which most of its international numbers belong."""
    words: dict[str, str] = field(default_factory=dict)
    """Squeezed status words and what the rep takes them for (R44)."""
    beside: str = ""
    """Source of a list that came in with this one and whose ids name its firms."""
    by_field: dict[str, list[Column]] = field(default_factory=dict, init=False)
    """The columns of each field."""
    labelled: list[Column] = field(default_factory=list, init=False)
    """Columns of which another one says on each row what they hold."""
    wanted: list[tuple[int, Callable[[str], str]]] = field(default_factory=list, init=False)
    """The places of the columns that mean anything, each with what cleans its cells."""
    own: dict[int, tuple[Column, str, bool]] = field(default_factory=dict, init=False)
    """By place: a column, what it is called as a field of the list's own, and whether that is the firm's."""

    def __post_init__(self) -> None:
        """Settle once what each row asks of its columns."""
        for column in self.reading.columns:
            self.by_field.setdefault(column.field, []).append(column)
            if column.label >= 0:
                self.labelled.append(column)
            if column.field != SKIP:
                self.wanted.append((column.index, cells.clean_long if column.field in _LONG else cells.clean))
            self.own[column.index] = column, own_name(column.name), _about_firm(column, self.reading.subject)


class Line:
    """The filled cells of a row, handed out once: what nobody takes stays a field of its own."""

    def __init__(self, sheet: Sheet, row: Row) -> None:
        """Clean the cells of a row."""
        self.sheet = sheet
        self.number = row.line
        self.remarks: list[Remark] = []
        self.statuses: list[tuple[str, str, str]] = []
        """Heading, word and what it is taken for, for each filled status."""
        self._more: list[tuple[Column, str, str]] = []
        self._known = labels.of_row(sheet.by_field, sheet.labelled, row) if sheet.labelled else sheet.by_field
        self._left: dict[int, str] = {}
        raw, width = row.cells, len(row.cells)
        for place, cleaned in sheet.wanted:
            if place < width and raw[place] and (text := cleaned(raw[place])):
                self._left[place] = text

    def lacks(self, fields: frozenset[str]) -> bool:
        """Return whether the list has no column of any of these fields: then there is nothing to ask of its rows."""
        return self._known.keys().isdisjoint(fields)

    def columns(self, *fields: str) -> list[tuple[Column, str]]:
        """Return the filled columns of some fields in the order of the fields, without taking them."""
        known, left = self._known, self._left
        found: list[tuple[Column, str]] = []
        for name in fields:  # a row asks forty times, of fields that most lists have not
            if name in known:
                found += [(column, left[column.index]) for column in known[name] if column.index in left]
        return found

    def take(self, *fields: str) -> str:
        """Return the first filled cell of these fields; others that say the same are taken with it."""
        found = ""
        known, left = self._known, self._left
        for name in fields:
            for column in known.get(name, ()):
                text = left.get(column.index, "")
                if text and (not found or text.casefold() == found.casefold()):
                    found = found or text
                    del left[column.index]
        return found

    def texts(self, fields: Mapping[str, str]) -> dict[str, Value]:
        """Take some fields, and return what stands in them under the names that they are given."""
        known = self._known
        return {name: self.take(field) for field, name in fields.items() if field in known}

    def first(self, column: Column) -> None:
        """Put a column before the others of its field."""
        known = self._known.get(column.field, [])
        self._known = {**self._known, column.field: [column, *(each for each in known if each is not column)]}

    def drop(self, column: Column) -> None:
        """Take a cell away."""
        self._left.pop(column.index, None)

    def put(self, column: Column, text: str) -> None:
        """Keep a cell in a better spelling."""
        self._left[column.index] = text

    def keep(self, column: Column, texts: Iterable[str]) -> None:
        """Keep what else stood in a cell under names of its own: "Phone 2"."""
        self._more += [(column, f"{column.name} {place}", text) for place, text in enumerate(texts, 2)]

    def ticked(self, name: str) -> bool:
        """Return whether a column of ticks says yes; what is neither yes nor no stays a field of its own."""
        says = False
        for column, text in self.columns(name):
            answer = truth(text)
            if answer is None:
                self.remark("status", f'"{column.name}" says neither yes nor no: "{text}"')
            else:
                self.drop(column)
            says = says or bool(answer)
        return says

    def day(self, name: str) -> str:
        """Return the day of a field in ISO form; what is no day is told and stays a field of its own."""
        for column, text in self.columns(name):
            found = dates.day(text, months_lead=column.months_lead)
            if found is not None:
                self.drop(column)
                return found.isoformat()
            self.remark("date", f'"{column.name}" holds no day that can be read: "{text}"')
        return ""

    def since(self, name: str) -> str:
        """Return since when something is so, in ISO form: a day, or the month or year alone (R23)."""
        for column, text in self.columns(name):
            if dates.is_year_or_month(text):
                self.drop(column)
                return text.strip()
        return self.day(name)

    def remark(self, kind: str, text: str) -> None:
        """Note something that a rep should see."""
        self.remarks.append(Remark(kind, self.sheet.name, self.number, text))

    def own_fields(self) -> tuple[dict[str, Value], dict[str, Value]]:
        """Return what is left as fields of the firm and of the person."""
        firm: dict[str, Value] = {}
        person: dict[str, Value] = {}
        own = self.sheet.own
        for place, text in self._left.items():
            if text:
                column, name, about_firm = own[place]
                (firm if about_firm else person)[name] = _own_value(column, text)
        for column, heading, text in self._more:
            (firm if own[column.index][2] else person)[own_name(heading)] = _own_value(column, text)
        return firm, person


def own_name(heading: str) -> str:
    """Return the name of a field of a list's own; a field of ours keeps its name to itself."""
    name = heading.lstrip("~")
    return f"{name} (list)" if name.lower() in _OURS or not name else name


def _about_firm(column: Column, subject: str) -> bool:
    if column.field != OWN:
        owner = column.field.partition(".")[0]
        return owner == subjects.FIRM if owner in {subjects.FIRM, subjects.PERSON} else subject == subjects.FIRM
    return subject == subjects.FIRM or _OF_FIRMS.search(column.name) is not None


def _own_value(column: Column, text: str) -> Value:
    amount = cells.money(text) if column.as_money else None
    return text if amount is None else cells.tidy(amount)


def read(sheet: Sheet, row: Row) -> RowSaid:
    """Return what a row says."""
    if sheet.reading.vendor == own_lists.OURS:
        return own_lists.read(sheet.reading.columns, sheet.reading.kind, sheet.number, row)
    line = Line(sheet, row)
    if row.fault:
        line.remark("quote", f"{row.fault}; the row was read as well as it goes")
    refused = row.unusable or footers.why(map(cells.clean, row.cells)) or _refused(line)
    if refused:
        return RowSaid(sheet.number, row.line, FirmSaid(""), None, skip=refused, remarks=tuple(line.remarks))
    stands = standing.read(line)
    firm = firms.read(line)
    reached = people.read(line, firm)
    firm, person = reached.firm, reached.person
    for name in (firm.name, person.name if person else ""):
        if is_junk(name):
            line.remark("junk", f"{name} looks like a test")
    skip = _NOTHING if person is None and firm.empty else ""
    listed = sheet.reading.subject == subjects.FIRM
    return RowSaid(
        sheet.number, row.line, firm, person, stands, listed, skip, tuple(line.remarks), tuple(line.statuses)
    )


def is_junk(name: str) -> bool:
    """Return whether a name is one that list makers leave behind; of plain words their letters tell it soonest."""
    if name.isascii() and name.replace(" ", "").isalpha():
        small = name.lower()
        return any(word in small for word in _JUNK_WORDS) and _JUNK.search(name) is not None
    return _JUNK.search(name) is not None


def _refused(line: Line) -> str:
    """Return why a row is not wanted: deleted where it comes from, or another's account (R44)."""
    if line.ticked("row.deleted"):
        return "it is deleted in the list it comes from"
    owner = next((text for _, text in line.columns("row.owner")), "")
    if line.sheet.mine and owner and not standing.is_mine(owner, line.sheet.mine):
        return f"it belongs to {owner}"
    return ""
