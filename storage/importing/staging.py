"""The first half of an import: lists are read and matched among themselves; the book is not asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from playbook.errors import BadInput
from storage.importing import columns, joining, rows
from storage.importing.columns import Mapping
from storage.importing.delimiting import Row
from storage.importing.files import OpenedList, check_mapping
from storage.importing.matching import Stager
from storage.importing.opening_lists import Mapped, Said, open_all
from storage.importing.plan import ACCOUNTS, FilePlan, ImportCancelled, Progress
from storage.importing.remembered import Remembered
from storage.importing.report import Skipped
from storage.importing.said import Remark, RowSaid
from storage.importing.scratch import Scratch
from storage.importing.tally import Tally

_EVERY: Final = 200
"""Rows between two looks at whether the rep cancelled."""

Told = Callable[[Progress], None]
Asked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an import is asked to do."""

    say: Said = field(default_factory=Said)
    """What the rep says of columns and status words, now and before."""
    mine: str = ""
    """Whose rows are wanted (R44); empty: everybody's."""
    usual: str = "US"
    """The rep's country, for phones and states that name none."""
    months_lead: bool = True
    progress: Told | None = None
    cancelled: Asked | None = None
    left_out: Callable[[RowSaid], str] | None = None
    """Says why a row may not come in: it carries an address or number of somebody erased (R38)."""

    def tell(self, phase: str, done: int, total: int, rows: int = 0) -> None:
        """Tell how far it is, and stop where the rep said so."""
        self.check()
        if self.progress is not None:
            self.progress(Progress(phase, done, total, rows))

    def check(self) -> None:
        """Raise `ImportCancelled` where the rep said so."""
        if self.stopped:
            raise ImportCancelled

    @property
    def stopped(self) -> bool:
        """Whether the rep said so."""
        return self.cancelled is not None and self.cancelled()


def preview(
    paths: Sequence[Path], mapping: Mapping = (), *, known: Sequence[Remembered] = (), forget: bool = False
) -> tuple[FilePlan, ...]:
    """Return what each file is taken for; one that cannot be read says so in its plan.

    `known` is what the rep said of lists before (`book.ask(mappings)`); `forget` leaves it aside.

    Raises:
        BadInput: the mapping names a column that no file has.
    """
    columns.check_meanings(mapping)
    opened = open_all(paths, Said(mapping, known=tuple(known), forget=forget))
    check_mapping([each.opened for each in opened if isinstance(each, Mapped)], mapping)
    return tuple(each.plan if isinstance(each, Mapped) else each for each in opened)


def stage(paths: Sequence[Path], scratch: Scratch, wish: Wish) -> Tally:
    """Read lists into `scratch`, firms first, and match them among themselves.

    Raises:
        NotFound: a file is not there.
        BadInput: none of the files can be imported, or a mapping names no column.
        ImportCancelled: the rep said so.
    """
    if not paths:
        raise BadInput("No file was named.")
    columns.check_meanings(wish.say.mapping)
    opened = open_all(paths, wish.say, wish.check, months_lead=wish.months_lead)
    mapped = [each for each in opened if isinstance(each, Mapped)]
    check_mapping([each.opened for each in mapped], wish.say.mapping)
    taken = sorted((each for each in mapped if not each.plan.refused), key=lambda each: _order(each.opened))
    usable = [each.opened for each in taken]
    plans = [each.plan if isinstance(each, Mapped) else each for each in opened]
    refused = [plan for plan in plans if plan.refused]
    if not usable:
        raise BadInput(f"{refused[0].title}: {refused[0].refused}", refused[0].hint)
    tally = Tally(
        [each.plan.path for each in usable], [each.plan.source for each in usable],
        [each.plan.title for each in usable], [each.head.names for each in usable], mapped=taken,
    )  # fmt: skip
    tally.note(Remark("refused", plan.title, 0, plan.refused) for plan in refused)
    _read(taken, scratch, wish, tally)
    return tally


def _order(opened: OpenedList) -> tuple[bool, bool]:
    """Put lists of firms before those of people, and people with their firms' sites before people without."""
    return opened.plan.kind != ACCOUNTS, not any(column.field == "firm.domain" for column in opened.reading.columns)


def _read(taken: list[Mapped], scratch: Scratch, wish: Wish, tally: Tally) -> None:
    stager = Stager(scratch, tally)
    usable = [each.opened for each in taken]
    total = sum(each.plan.path.stat().st_size for each in usable)
    done = read = 0
    scratch.run("BEGIN")
    for number, opened in enumerate(usable):
        sheet = replace(
            opened.sheet(number, wish.usual, wish.mine),
            words=dict(taken[number].words),
            beside=joining.source_beside(opened, usable[:number], scratch),
        )
        before = done
        with closing(opened.rows(wish.check)) as found:
            for row in found:
                if read % _EVERY == 0:
                    wish.tell("reading", done, total, read)
                read += 1
                said = rows.read(sheet, row)
                gone = wish.left_out(said) if wish.left_out is not None else ""
                tally.take(() if gone else said.remarks, () if gone else said.statuses, number)
                if gone:  # nothing of it is kept: neither a remark nor a row to mend
                    tally.unusable.append((number, row.line, gone))
                elif said.skip:
                    _skip(scratch, number, row, said.skip)
                else:
                    stager.add(said)
                    _keep(scratch, row, said)
                done += sum(map(len, row.cells)) + len(row.cells)
        done = before + opened.plan.path.stat().st_size
    scratch.run("COMMIT")
    wish.tell("reading", total, total, read)


def _skip(scratch: Scratch, number: int, row: Row, why: str) -> None:
    scratch.run(
        "INSERT INTO skipped (file, line, why, cells) VALUES (?, ?, ?, ?)",
        number,
        row.line,
        why,
        json.dumps(row.cells, ensure_ascii=False),
    )


def _keep(scratch: Scratch, row: Row, said: RowSaid) -> None:
    """Keep the cells of a row that names a company by an id only: where no list explains it, the row is to be mended.

    Rows that give a name, a site or a person are always of use, so a usual list keeps none.
    """
    if said.person is None and not said.firm.name and not said.firm.domain:
        cells = json.dumps(row.cells, ensure_ascii=False)
        for key in said.firm.keys:
            scratch.run(
                "INSERT INTO id_only (source, key, file, line, cells) VALUES (?, ?, ?, ?, ?)",
                key.source, key.key, said.file, said.line, cells,
            )  # fmt: skip


def skipped(scratch: Scratch, tally: Tally) -> tuple[Skipped, ...]:
    """Return every row that was not used, and why."""
    held = [(file, line, why) for file, line, why in scratch.each("SELECT file, line, why FROM skipped")]
    return tuple(Skipped(tally.files[file], line, why) for file, line, why in sorted([*held, *tally.unusable]))
