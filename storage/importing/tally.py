"""What an import gathers for its report while it works: counts, remarks, and the first of each kind of remark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from storage.importing.merging import Clash
from storage.importing.plan import called
from storage.importing.report import Conflict, Likely
from storage.importing.said import Remark, RowSaid

if TYPE_CHECKING:
    from storage.importing.opening_lists import Mapped

LISTED: Final = 200
"""Remarks of one kind that are listed; the others are counted."""

_MOST_WORDS: Final = 500
"""Different status words that are counted: a column of free text is no status."""
_SHARED: Final = frozenset({"stands", "status"})
"""Kinds of remarks that many rows share: each text stands once, with its count."""


@dataclass(slots=True)
class Tally:
    """The counts of one import."""

    paths: Sequence[Path] = ()
    """The files, by number."""
    sources: Sequence[str] = ()
    """Whose ids stand in each file."""
    titles: Sequence[str] = ()
    """What each is called: its file, and its sheet where there are several."""
    heads: Sequence[tuple[str, ...]] = ()
    """The headings of each."""
    mapped: Sequence[Mapped] = ()
    """The lists with what the rep said of each."""
    statuses: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    """List, heading, word and meaning of the status columns, with how often each stands there (R44)."""
    conflicts: list[Conflict] = field(default_factory=list)
    pairs: tuple[Likely, ...] = ()
    """Pairs that may be one and are left alone."""
    unusable: list[tuple[int, int, str]] = field(default_factory=list)
    """File, line and reason of rows that turned out to be of no use."""
    merged: int = 0
    """Rows that were certain duplicates."""
    counts: Counter[str] = field(default_factory=Counter)
    """Remarks by kind."""
    words: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Remarks that many rows share, by kind, file and text: what a status is taken for, or that it means nothing."""
    listed: list[Remark] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """The names of the lists, by number."""
        return list(self.titles) or [called(path) for path in self.paths]

    def note(self, remarks: Iterable[Remark]) -> None:
        """Take in what rows remark."""
        for remark in remarks:
            self.counts[remark.kind] += 1
            if remark.kind in _SHARED:
                self.words[remark.kind, remark.file, remark.text] += 1
            elif self.counts[remark.kind] <= LISTED:
                self.listed.append(remark)

    def take(self, remarks: Iterable[Remark], statuses: Iterable[tuple[str, str, str]], file: int) -> None:
        """Take in what a row remarks and where it says that somebody stands."""
        self.note(remarks)
        for heading, word, meaning in statuses:
            key = (self.files[file], heading, word, meaning)
            if key in self.statuses or len(self.statuses) < _MOST_WORDS:
                self.statuses[key] += 1

    def clash(self, row: RowSaid, name: str, clash: Clash) -> None:
        """Take in a disagreement between two rows of one firm or person."""
        self.conflict(row.file, row.line, name, clash)

    def conflict(self, file: int, line: int, name: str, clash: Clash) -> None:
        """Take in a disagreement about somebody, found at a line."""
        self.note([Remark("conflict", self.files[file], line, f"{name}: {clash.words()}")])
        if len(self.conflicts) < LISTED:
            self.conflicts.append(Conflict(self.files[file], line, name, clash.field, clash.kept, clash.other))
