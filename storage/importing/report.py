"""What an import did, for people and for scripts (DESIGN section 5: `import --json`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from playbook.facts import Value
from storage.importing.said import Remark

_SHOWN: Final = 12
"""Remarks of one kind that are put into words."""
_TITLES: Final = {
    "conflict": "where the list says something else: what stands was kept",
    "email": "addresses that cannot work, kept apart",
    "phone": "numbers that cannot be dialled, kept as written",
    "date": "days that could not be read, kept as written",
    "stands": "standings taken over from the list",
    "status": "words without a meaning here, kept as fields",
    "quote": "lines with broken quotes",
    "name": "rows that name nobody",
    "unlinked": "companies named by an id only",
    "past": "next activities that lie behind us, not planned",
    "kept": "standings that the planner's own outweighs",
    "barred": "people who must not be contacted, known by address or number",
    "owner": "owners in the lists",
    "refused": "files left out",
    "junk": "rows that look like tests",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """How many accounts or people are new, changed, the same."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that could not be used."""

    file: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which two lists, or a list and the book, say different things: what stands and what the list says."""

    file: str
    line: int
    who: str
    field: str
    stands: Value
    listed: Value


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A word of a status column, how often it stands there, and what it is taken for (R44)."""

    file: str
    heading: str
    word: str
    count: int
    meaning: str
    """customer, lost, unqualified, closed, barred, open, nothing; empty where it means nothing to us."""


@dataclass(frozen=True, slots=True)
class Party:
    """One of two that may be one."""

    name: str
    firm: str = ""
    file: str = ""
    """The list that it came with, empty for one of the book's own."""
    line: int = 0
    id: str = ""
    """Of one of the book's own."""

    def words(self) -> str:
        """Return it for people."""
        at = f", {self.firm}" if self.firm else ""
        where = f"{self.file}, line {self.line}" if self.line else "in the book"
        return f"{self.name}{at} ({where})"


@dataclass(frozen=True, slots=True)
class Likely:
    """Two that may be one, and what speaks for it: shown, never merged by itself."""

    kind: str
    """`account` or `person`."""
    one: Party
    other: Party
    why: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import, or would."""

    accounts: Moved
    people: Moved
    merged: int
    """Rows that were certain duplicates."""
    probable: int
    """Pairs that may be one: never merged silently."""
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """The first of each kind, in the order of the rows."""
    counts: tuple[tuple[str, int], ...] = ()
    """Remarks by kind, those that are not listed included."""
    files: tuple[str, ...] = ()
    action: str = ""
    """The action that one undo takes back; empty where nothing was written."""
    mend: tuple[str, ...] = ()
    """Files of skipped rows that can be mended and imported."""
    conflicts: tuple[Conflict, ...] = ()
    """The first of them, in the order of the rows."""
    statuses: tuple[StatusWord, ...] = ()
    mapped: bool = False
    """What the rep said of columns or status words is kept for the next list of these headings."""
    pairs: tuple[Likely, ...] = ()
    """The probable pairs."""

    def to_json(self) -> str:
        """Return it for scripts."""
        return json.dumps(self._plain(), ensure_ascii=False)

    def for_journal(self) -> str:
        """Return it as it stands in the record: counts, and the first of what was skipped."""
        plain = self._plain()
        for name in ("skipped", "notices", "conflicts", "statuses"):
            plain[name] = plain[name][:100]
        del plain["duplicates"]["pairs"]  # they are found anew whenever they are wanted
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def _plain(self) -> dict[str, Any]:
        return {
            "accounts": {"new": self.accounts.new, "changed": self.accounts.changed, "same": self.accounts.same},
            "people": {"new": self.people.new, "changed": self.people.changed, "same": self.people.same},
            "duplicates": {
                "merged": self.merged,
                "probable": self.probable,
                "pairs": [_pair(each) for each in self.pairs],
            },
            "skipped": [{"file": row.file, "line": row.line, "why": row.why} for row in self.skipped],
            "notices": [
                {"kind": each.kind, "file": each.file, "line": each.line, "text": each.text} for each in self.remarks
            ],
            "conflicts": [
                {
                    "file": each.file,
                    "line": each.line,
                    "who": each.who,
                    "field": each.field,
                    "stands": each.stands,
                    "list": each.listed,
                }
                for each in self.conflicts
            ],
            "statuses": [
                {
                    "file": each.file,
                    "column": each.heading,
                    "word": each.word,
                    "count": each.count,
                    "taken_for": each.meaning,
                }
                for each in self.statuses
            ],
            "mapping_kept": self.mapped,
            "counts": dict(self.counts),
            "files": list(self.files),
            "mend": list(self.mend),
        }

    def words(self) -> tuple[str, ...]:
        """Return it for people, line by line; every skipped row is named."""
        lines = [_moved("account", "accounts", self.accounts), _moved("person", "people", self.people)]
        if self.merged:
            lines.append(f"{self.merged} certain {_plural(self.merged, 'duplicate', 'duplicates')} merged")
        if self.probable:
            lines.append(f"{self.probable} that may be duplicates: left alone; notyet duplicates shows them")
            lines += [f"  {each.one.words()} and {each.other.words()}: {each.why}" for each in self.pairs[:_SHOWN]]
            lines += [f"  and {self.probable - _SHOWN} more"] if len(self.pairs) > _SHOWN else []
        for kind, count in self.counts:
            lines.append(f"{count} {titled(kind)}:")
            lines += self._listed(kind, count)
        if self.skipped:
            lines.append(f"{len(self.skipped)} {_plural(len(self.skipped), 'row', 'rows')} skipped:")
            lines += [f"  {row.file}, line {row.line}: {row.why}" for row in self.skipped]
        lines += [f"Mend and import: {path}" for path in self.mend]
        return tuple(lines)

    def _listed(self, kind: str, count: int) -> list[str]:
        """Return the first remarks of a kind; what many rows share stands in one line."""
        listed = [f"  {_where(each)}{each.text}" for each in self.remarks if each.kind == kind]
        shared = any(not each.line for each in self.remarks if each.kind == kind)
        more = 0 if shared else count - _SHOWN
        return [*listed[:_SHOWN], *([f"  and {more} more"] if more > 0 else [])]


def titled(kind: str) -> str:
    """Return what remarks of a kind are about, in a few words of the plural."""
    return _TITLES.get(kind, kind)


def _pair(pair: Likely) -> dict[str, Any]:
    return {
        "kind": pair.kind,
        "why": pair.why,
        "of": [
            {"name": each.name, "firm": each.firm, "file": each.file, "line": each.line, "id": each.id}
            for each in (pair.one, pair.other)
        ],
    }


def _where(remark: Remark) -> str:
    return f"{remark.file}, line {remark.line}: " if remark.line else (f"{remark.file}: " if remark.file else "")


def _moved(one: str, many: str, moved: Moved) -> str:
    total = moved.new + moved.changed + moved.same
    return f"{total} {_plural(total, one, many)}: {moved.new} new, {moved.changed} changed, {moved.same} the same"


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
