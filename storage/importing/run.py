"""An import from files to the book: staged, matched, drafted, and landed in one transaction (DESIGN section 6)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playbook.bodies import ListMapped
from playbook.decision import Draft
from playbook.errors import BookTrouble, Refused
from playbook.words import AccountId
from storage.importing import drafted, mending, probable_lists, remembered, staged, staging, standing
from storage.importing.barring import LeftOut
from storage.importing.columns import Mapping
from storage.importing.drafting import Counts, Drafter
from storage.importing.known import Known
from storage.importing.linking import Linker
from storage.importing.opening_lists import Said
from storage.importing.plan import ImportCancelled, Progress
from storage.importing.probable_blocks import Blocks
from storage.importing.report import ImportReport, Moved, StatusWord
from storage.importing.said import Remark
from storage.importing.scratch import Scratch
from storage.importing.staged import Firm
from storage.importing.staging import Wish
from storage.importing.tally import Tally
from storage.views import Written

if TYPE_CHECKING:
    from storage.book import Book

BACKING: Final = "backing up"
_HUNDRED: Final = 100
_HALF: Final = 50
_EVERY: Final = 50
_SELDOM: Final = 20_000
"""New things between two searches for circles of Python's: an import makes none, and each search looks in vain."""


def run_import(  # noqa: PLR0913  (each is one thing that a rep may say)
    book: Book,
    paths: Sequence[Path],
    *,
    now: datetime,
    mapping: Mapping = (),
    words: Mapping = (),
    forget: bool = False,
    dry_run: bool = False,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    mine: str = "",
    skipped_to: Path | None = None,
) -> ImportReport:
    """Import lists into the book as one action, and return what came of it.

    `mapping` says what columns are, `words` what status words are taken for ("Nurturing", "pool"); both are kept for
    the next list of these headings, `forget` drops what was kept. `dry_run` writes nothing; `mine` names the rep whose
    rows are wanted (R44); `skipped_to` is a folder for files of the rows that could not be used.

    Raises:
        NotFound: a file is not there.
        BadInput: none of the files can be imported, or a mapping names no column.
        ImportCancelled: `cancelled` said so; the book is as it was.
        BookTrouble: the book cannot be written; it is as it was.
    """
    said = Said(mapping, standing.meant(words), book.ask(remembered.every), forget)
    wish = replace(_wish(book, said, mine), progress=progress, cancelled=cancelled)
    with _old_things_rest(), Scratch(book.path.parent, sealed=book.sealed) as scratch:
        tally = staging.stage(paths, scratch, wish)
        drafter = _draft(book, scratch, tally, wish, now)
        mend = mending.write(scratch, tally, skipped_to) if skipped_to is not None and not dry_run else ()
        report = _report(scratch, tally, drafter, mend)
        if dry_run:
            return report
        kept = _kept(tally, wish.say)
        return _land(book, scratch, replace(report, mapped=bool(kept)), wish, now, kept)


@contextmanager
def _old_things_rest() -> Iterator[None]:
    """Keep Python's search for circles off what was there before, and let it look seldom: a tenth of a long import."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(max(_SELDOM, usual[0]) if usual[0] else 0, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _wish(book: Book, said: Said, mine: str) -> Wish:
    """Return what an import is asked to do: as the rep says, and as their settings have it."""
    held = book.settings()
    return Wish(said, mine, held.hours.country or "US", held.phrases.month_first, left_out=LeftOut(book).why)


def _kept(tally: Tally, say: Said) -> tuple[ListMapped, ...]:
    """Return what of this import's mapping is kept for the next list of the same headings."""
    if not say.anything:
        return ()
    bodies = (remembered.drafted(each.key, each.mapping, each.words) for each in tally.mapped)
    before = {each.headings: remembered.drafted(each.headings, each.mapping, each.words) for each in say.known}
    return tuple(
        body
        for body in dict.fromkeys(bodies)
        if body != before.get(body.headings, remembered.drafted(body.headings, (), ()))
    )


def _draft(book: Book, scratch: Scratch, tally: Tally, wish: Wish, now: datetime) -> Drafter:
    """Match what was staged with the book and draft what changes."""
    known = Known(book, scratch, wish.check)
    scratch.run("BEGIN")
    Linker(scratch, known, tally).run(partial(wish.tell, "linking"))
    drafter = Drafter(scratch, known, tally, now.date())
    total = scratch.count("SELECT COUNT(*) FROM firm")
    done = last = 0

    def draft(firms: list[Firm]) -> None:
        for held in firms:
            drafter.firm(held)

    with Blocks(sealed=book.sealed) as blocks:
        while firms := staged.whole(scratch, last, _EVERY):
            wish.tell("matching", done, total)
            known.during(partial(draft, firms))
            blocks.add(drafter.write())
            done, last = done + len(firms), firms[-1].id
        wish.tell("matching", total, total)
        tally.pairs = probable_lists.find(book, blocks, wish)
    scratch.run("COMMIT")
    return drafter


def _report(scratch: Scratch, tally: Tally, drafter: Drafter, mend: tuple[str, ...]) -> ImportReport:
    shared = [
        Remark(kind, file, 0, f"{text} ({count} {'row' if count == 1 else 'rows'})")
        for (kind, file, text), count in tally.words.most_common(staging_limit())
    ]
    seen = tuple(StatusWord(*key[:3], count, key[3]) for key, count in tally.statuses.most_common())
    return ImportReport(
        _moved(drafter.accounts), _moved(drafter.people), tally.merged, len(tally.pairs),
        staging.skipped(scratch, tally), (*tally.listed, *shared), tuple(sorted(tally.counts.items())),
        tuple(tally.files), mend=mend, conflicts=tuple(tally.conflicts), statuses=seen, pairs=tally.pairs,
    )  # fmt: skip


def staging_limit() -> int:
    """Return how many different shared remarks are listed."""
    return 200


def _moved(counts: Counts) -> Moved:
    return Moved(counts.new, counts.changed, counts.same)


def _land(
    book: Book, scratch: Scratch, report: ImportReport, wish: Wish, now: datetime, kept: tuple[ListMapped, ...]
) -> ImportReport:
    total = scratch.count("SELECT COUNT(*) FROM draft")
    if not total and not kept and not scratch.count("SELECT COUNT(*) FROM ref"):
        return report
    names = ", ".join(report.files)
    scratch.rest()

    def landing() -> Iterator[Draft | Written]:
        yield from (Draft(AccountId(""), body) for body in kept)
        wish.tell(BACKING, _HUNDRED, _HUNDRED)
        for place, draft in enumerate(drafted.drafts(scratch)):
            if place % _EVERY == 0:
                wish.tell("preparing", place, total)
            yield draft
        wish.tell("preparing", total, total)

    backing = _Backing(wish)
    try:
        wish.tell(BACKING, 0, _HUNDRED)
        change = book.land(
            landing(), drafted.source_refs(scratch), now=now, label=f"import {names}", source=names,
            report=report.for_journal(), cancelled=wish.cancelled or _never,
            told=partial(wish.tell, "landing"), backed=backing.told,
        )  # fmt: skip
    except BaseException as error:
        for path in report.mend:  # nothing landed, so nothing of it is left beside the book either
            Path(path).unlink(missing_ok=True)
        if (isinstance(error, Refused) and wish.stopped) or (isinstance(error, BookTrouble) and backing.stopped):
            raise ImportCancelled from error
        raise
    return replace(report, action=change.action)


class _Backing:
    """Tells of a backup in hundredths: copying is half of it, and of the check nobody knows how far it is."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish
        self._done = 0
        self.stopped = False
        """The rep cancelled while SQLite asked whether it goes on: it knows such an end as trouble only."""

    def told(self, what: str, done: int, total: int) -> None:
        """Tell how far it is; a copy that somebody's writing begins anew doesn't go back."""
        here = done * _HALF // total if what == "copying" and total else _HALF
        self._done = max(self._done, here)
        self.stopped = self._wish.stopped
        self._wish.tell(BACKING, self._done, _HUNDRED)


def _never() -> bool:
    return False
