"""The first half of an import: lists are read and matched among themselves; the book is not asked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playbook.errors import BadInput
from storage.importing import columns, rows
from storage.importing.columns import Mapping
from storage.importing.delimiting import Row
from storage.importing.files import OpenedList, check_mapping, look
from storage.importing.matching import Stager
from storage.importing.plan import ACCOUNTS, FilePlan, ImportCancelled, Progress, called
from storage.importing.report import Skipped
from storage.importing.said import Remark
from storage.importing.scratch import Scratch
from storage.importing.tally import Tally

_EVERY: Final = 200
"""Rows between two looks at whether the rep cancelled."""

Told = Callable[[Progress], None]
Asked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an import is asked to do."""

    mapping: Mapping = ()
    mine: str = ""
    """Whose rows are wanted (R44); empty: everybody's."""
    usual: str = "US"
    """The rep's country, for phones and states that name none."""
    months_lead: bool = True
    progress: Told | None = None
    cancelled: Asked | None = None

    def tell(self, phase: str, done: int, total: int) -> None:
        """Tell how far it is, and stop where the rep said so."""
        self.check()
        if self.progress is not None:
            self.progress(Progress(phase, done, total))

    def check(self) -> None:
        """Raise `ImportCancelled` where the rep said so."""
        if self.cancelled is not None and self.cancelled():
            raise ImportCancelled


def preview(paths: Sequence[Path], mapping: Mapping = ()) -> tuple[FilePlan, ...]:
    """Return what each file is taken for; one that cannot be read says so in its plan.

    Raises:
        BadInput: the mapping names a column that no file has.
    """
    columns.check_meanings(mapping)
    opened = _open(paths, mapping, months_lead=True)
    check_mapping([each for each in opened if isinstance(each, OpenedList)], mapping)
    return tuple(each.plan if isinstance(each, OpenedList) else each for each in opened)


def _open(paths: Sequence[Path], mapping: Mapping, *, months_lead: bool) -> list[OpenedList | FilePlan]:
    found: list[OpenedList | FilePlan] = []
    for path in paths:
        try:
            found.append(look(path, mapping, months_lead=months_lead))
        except BadInput as error:
            found.append(FilePlan(path, refused=error.message.removeprefix(f"{called(path)} "), hint=error.hint))
    return found


def stage(paths: Sequence[Path], scratch: Scratch, wish: Wish) -> Tally:
    """Read lists into `scratch`, firms first, and match them among themselves.

    Raises:
        NotFound: a file is not there.
        BadInput: none of the files can be imported, or a mapping names no column.
        ImportCancelled: the rep said so.
    """
    if not paths:
        raise BadInput("No file was named.")
    columns.check_meanings(wish.mapping)
    opened = _open(paths, wish.mapping, months_lead=wish.months_lead)
    lists = [each for each in opened if isinstance(each, OpenedList)]
    check_mapping(lists, wish.mapping)
    usable = sorted((each for each in lists if not each.plan.refused), key=_order)
    plans = [each.plan if isinstance(each, OpenedList) else each for each in opened]
    refused = [plan for plan in plans if plan.refused]
    if not usable:
        raise BadInput(f"{called(refused[0].path)}: {refused[0].refused}", refused[0].hint)
    tally = Tally([each.plan.path for each in usable], [each.plan.source for each in usable])
    tally.note(Remark("refused", called(plan.path), 0, plan.refused) for plan in refused)
    _read(usable, scratch, wish, tally)
    return tally


def _order(opened: OpenedList) -> tuple[bool, bool]:
    """Put lists of firms before those of people, and people with their firms' sites before people without."""
    return opened.plan.kind != ACCOUNTS, not any(column.field == "firm.domain" for column in opened.reading.columns)


def _read(usable: list[OpenedList], scratch: Scratch, wish: Wish, tally: Tally) -> None:
    stager = Stager(scratch, tally)
    total = sum(each.plan.path.stat().st_size for each in usable)
    done = 0
    scratch.run("BEGIN")
    for number, opened in enumerate(usable):
        sheet = opened.sheet(number, wish.usual, wish.mine)
        before = done
        for count, row in enumerate(opened.rows()):
            if count % _EVERY == 0:
                wish.tell("reading", done, total)
            said = rows.read(sheet, row)
            tally.note(said.remarks)
            if said.skip:
                _skip(scratch, number, row, said.skip)
            else:
                stager.add(said)
            done += sum(map(len, row.cells)) + len(row.cells)
        done = before + opened.plan.path.stat().st_size
    scratch.run("COMMIT")
    wish.tell("reading", total, total)


def _skip(scratch: Scratch, number: int, row: Row, why: str) -> None:
    scratch.run(
        "INSERT INTO skipped (file, line, why, cells) VALUES (?, ?, ?, ?)",
        number,
        row.line,
        why,
        json.dumps(row.cells, ensure_ascii=False),
    )


def skipped(scratch: Scratch, tally: Tally) -> tuple[Skipped, ...]:
    """Return every row that was not used, and why."""
    held = [(file, line, why) for file, line, why in scratch.each("SELECT file, line, why FROM skipped")]
    return tuple(Skipped(tally.files[file], line, why) for file, line, why in sorted([*held, *tally.unusable]))


def write_skipped(scratch: Scratch, tally: Tally, folder: Path) -> tuple[str, ...]:
    """Write the skipped rows of each list to a file that can be mended and imported; return their paths."""
    written: list[str] = []
    for (number,) in scratch.all("SELECT DISTINCT file FROM skipped ORDER BY file"):
        path = tally.paths[number]
        target = folder / f"{path.stem}-skipped.csv"
        if str(target) in written:
            target = folder / f"{path.stem}-skipped-{number + 1}.csv"
        head = look(path).head.names
        with target.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, quoting=csv.QUOTE_ALL)
            out.writerow([_guarded(name) for name in head])
            for (cells,) in scratch.each("SELECT cells FROM skipped WHERE file = ? ORDER BY line", number):
                out.writerow([_guarded(cell) for cell in json.loads(cells)])
        written.append(str(target))
    return tuple(written)


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula; the importer takes the mark off again."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"} else cell  # noqa: RUF001
