"""What an export is asked for, what it says meanwhile, and what it made: frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from playbook.errors import Refused


@dataclass(frozen=True, slots=True)
class Format:
    """One way out of the book."""

    name: str
    """As it is typed: `csv`."""
    title: str
    files: str
    """What it writes, for people."""
    whom: str
    """For whom it is, in a line."""


FORMATS: Final = (
    Format("csv", "CSV", "accounts, people, touches, plan …", "for any program, and the way back in"),
    Format("xlsx", "Excel", "one workbook, a sheet a list", "for a spreadsheet: phones stay text"),
    Format("json", "JSON", "a line an account", "for scripts: everything that is known"),
    Format("ics", "Calendar", "promises, meetings, dated openings", "for your calendar; the next one updates"),
    Format("vcf", "Cards", "everybody, as vCard 4.0", "for the phone and the address book"),
    Format("md", "Briefs", "a page an account", "to read before a call, or to hand over"),
)
"""Every format, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted."""

    form: str
    """A name of `FORMATS`."""
    folder: Path
    now: datetime
    """On the rep's clock."""
    only: str = ""
    """A search: only what it finds; empty: the whole book."""
    force: bool = False
    """Files of an earlier export may be replaced."""
    bom: bool = True
    """CSV begins with a byte order mark, which Excel needs to read UTF-8."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is, in accounts."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was written."""

    path: Path
    what: str
    """What it holds: "accounts"."""
    rows: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made."""

    form: str
    folder: Path
    accounts: int
    files: tuple[Made, ...]
    notes: tuple[str, ...] = ()
    """What a rep should know of it."""


class ExportCancelled(Refused):
    """The rep stopped it: no file got its name."""

    def __init__(self) -> None:
        """Say what was kept."""
        super().__init__("The export was stopped.", "No file was written; what was there before is as it was.")


Told = Callable[[Progress], None]
Asked = Callable[[], bool]
