"""What an import shows before, while and after it works: frozen values, no row of a list among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.cleaning import clean_line
from playbook.errors import NotYetError

ACCOUNTS = "accounts"
PEOPLE = "people"
DEALS = "deals"
UNKNOWN = "unknown"


def called(path: Path) -> str:
    """Return a file's name as it may be shown: file names are foreign text too."""
    return clean_line(path.name)


class ImportCancelled(NotYetError):  # noqa: N818  (the field's word reads better)
    """The rep took the import back while it ran: the book is as it was."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("Import cancelled: the book is as it was.")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    phase: str
    """`reading`, `linking`, `matching`, `looking`, `comparing`, `backing up`, `preparing` or `landing`.

    One that has nothing to do is not told. While it lands, and only then, others wait.
    """
    done: int
    total: int
    """In bytes while reading, people and companies while linking, accounts while matching, accounts and people of the
    book while looking for duplicates, pairs while comparing; while backing up in hundredths; then entries, then rows.
    """
    rows: int = 0
    """Rows read so far, while reading: how many there are is known at the end only."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list and what it is taken for."""

    index: int
    """Its place, from 0."""
    name: str
    """Its heading, told apart from others of the same name; "Column 5" where it has none."""
    field: str
    """What it is taken for: a name of storage/data/columns.toml, `own` for a field of its own, `skip` for nothing."""
    how: str
    """`name`, `content`, `similar`, `told`, `saved`, `guess`, `own` or `empty`."""
    as_money: bool = False
    """A field of its own that holds amounts: kept as figures, so that a profile can compare them (R1)."""
    months_lead: bool = True
    """3/4 means March 4 in this column."""
    scale: float = 1.0
    """What a bare figure stands for, by the unit in the heading: 1,000 in "Revenue (in 000s USD)"."""
    label: int = -1
    """Place of the column that says of each row what this one holds (work, mobile, fax); -1 for none."""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file is taken for, before anything is read into the book."""

    path: Path
    kind: str = UNKNOWN
    """`accounts`, `people`, `deals` or `unknown`."""
    source: str = ""
    """Whose ids stand in it: a vendor, or the shape of the list."""
    encoding: str = ""
    sure: bool = True
    """False: the encoding was voted for by the letters."""
    delimiter: str = ""
    header_line: int = 0
    """Line of the headings, 0 for a list without."""
    columns: tuple[Column, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    """The first rows, cleaned."""
    refused: str = ""
    """Why it cannot be imported, empty if it can."""
    hint: str = ""
    saved_on: date | None = None
    """The day on which the rep mapped a list of these headings, where what they said then holds."""
    sheet: str = ""
    """Which of a workbook's sheets it is, empty where the file holds one list."""

    @property
    def title(self) -> str:
        """What the list is called: its file, and its sheet where there are several."""
        return f"{called(self.path)} · {self.sheet}" if self.sheet else called(self.path)
