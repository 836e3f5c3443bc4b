"""`notyet import`: lists into the book, shown before they land, taken back by one undo (DESIGN section 6)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from playbook.errors import NotFound
from storage.paths import private_folder
from tui.cli.say import answer, one_line, out, somebody_there, talk
from tui.cli.session import Session, pass_session
from tui.cli.stopping import FarLine, stoppable

if TYPE_CHECKING:
    from storage.importing import FilePlan, ImportReport, Progress, Remembered

_PHASES = {
    "reading": "Reading", "linking": "Finding companies", "matching": "Matching",
    "looking": "Looking for duplicates", "comparing": "Comparing", "backing up": "Backing up",
    "preparing": "Preparing", "landing": "Writing",
}  # fmt: skip
_WIDE = 30
_SAMPLE = 24
_WORDS = 40
"""Status words that are shown before it asks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options as they were typed."""

    files: tuple[Path, ...]
    mapping: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    forget: bool
    dry_run: bool
    mine: str
    skipped_to: Path | None


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help='What a column is: "Ph. No=person.phone".')
@click.option("--status", "statuses", multiple=True, metavar="WORD=STANDING",
              help='What a status word is taken for: "Nurturing=pool" (R44).')  # fmt: skip
@click.option("--forget-mapping", "forget", is_flag=True, help="Forget what you said of lists of these headings.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--mine", default="", metavar="NAME", help="Only rows whose owner is NAME (R44).")
@click.option("--skipped-to", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where files of the skipped rows go, to be mended; else beside the book.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def import_files(  # noqa: PLR0913  (an option each)
    session: Session,
    *,
    files: tuple[Path, ...],
    pairs: tuple[str, ...],
    statuses: tuple[str, ...],
    forget: bool,
    dry_run: bool,
    yes: bool,
    mine: str,
    skipped_to: Path | None,
    as_json: bool,
) -> None:
    """Bring lists in: accounts, people, or both in several files that belong together.

    On a terminal it shows what each column is taken for and asks; in a script it goes ahead. One undo takes an import
    back, and the same file again changes nothing.
    """
    for file in files:
        if not file.is_file():
            raise NotFound(f"There is no file {file}.", "Nothing was imported.")
    mapping = tuple(_pair(text, "--map", "COLUMN=FIELD") for text in pairs)
    words = tuple(_pair(text, "--status", "WORD=STANDING") for text in statuses)
    wanted = Wanted(files, mapping, words, forget, dry_run, mine, skipped_to)
    if not yes and not as_json and somebody_there() and not _agreed(session, wanted):
        talk("Nothing was imported.")
        raise click.exceptions.Exit(1)
    report = _imported(session, wanted)
    if as_json:
        answer(json.loads(report.to_json()))
        return
    for line in report.words():
        out(line)
    _told(report, dry_run=dry_run)


def _told(report: ImportReport, *, dry_run: bool) -> None:
    """Say what can be done about it."""
    if report.mapped and report.action:
        talk("What you said of the columns is kept for the next list of these headings.")
    if report.action:
        talk("notyet undo takes the whole import back.")
    elif dry_run:
        talk("Only tried: nothing was written.")


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    column, parted, field = text.rpartition("=")
    if not parted or not column or not field:
        msg = f"{text!r} is no mapping; write it as {form}"
        raise click.BadParameter(msg, param_hint=option)
    return column, field.strip()


def _agreed(session: Session, wanted: Wanted) -> bool:
    """Show what the files are taken for and what would happen; ask."""
    from storage.importing import preview

    for plan in preview(wanted.files, wanted.mapping, known=_known(session), forget=wanted.forget):
        _show(plan)
    if wanted.dry_run:
        return True
    tried = _imported(session, replace(wanted, dry_run=True))
    _show_statuses(tried)
    for line in tried.words()[:2]:
        talk(line)
    if tried.conflicts:
        talk(f"In {len(tried.conflicts)} places the list says something else: what stands is kept.")
    if tried.skipped:
        talk(f"{len(tried.skipped)} rows can't be used; the report names each.")
    return click.confirm("Import?", default=True, err=True)


def _known(session: Session) -> tuple[Remembered, ...]:
    """What the rep said of lists at earlier imports."""
    from storage.importing import mappings

    if not session.path.exists():
        return ()
    with session.reading() as book:
        return book.ask(mappings)


def _show_statuses(tried: ImportReport) -> None:
    """Show each status word with its count and what it is taken for (R44)."""
    from storage.importing.standing import in_words

    if tried.statuses:
        talk("Status words; change one with --status WORD=STANDING:")
    for each in tried.statuses[:_WORDS]:
        talk(f"  {one_line(each.word)[:_WIDE]:<{_WIDE}}  {each.count:>6}  {in_words(each.meaning)}")
    if len(tried.statuses) > _WORDS:
        talk(f"  and {len(tried.statuses) - _WORDS} more; --dry-run --json lists them")


def _show(plan: FilePlan) -> None:
    if plan.refused:
        talk(f"{plan.title}: {plan.refused} {plan.hint}".rstrip())
        return
    saved = f", as you mapped it on {plan.saved_on:%-d %b}" if plan.saved_on else ""
    headless = "" if plan.header_line else ", without headings: read by what stands in it"
    talk(f"{plan.title}: {plan.kind}, {plan.encoding}{'' if plan.sure else ' (a guess)'}{headless}{saved}")
    for column in plan.columns:
        samples = (row[column.index] for row in plan.samples if column.index < len(row) and row[column.index])
        said = ", ".join(one_line(text)[:_SAMPLE] for text in list(dict.fromkeys(samples))[:3])
        taken = {"own": "kept as it is", "skip": "left out"}.get(column.field, column.field)
        guess = f'  a guess: else --map "{column.name}=..."' if column.how == "guess" else ""
        talk(f"  {one_line(column.name)[:_WIDE]:<{_WIDE}}  {taken:<20}  {said}{guess}")


def _imported(session: Session, wanted: Wanted) -> ImportReport:
    from storage.importing import run_import

    with _book_for(session, wanted) as place, stoppable() as stop, place.writing() as book:
        own = place.path.with_name(f"{place.path.stem}-skipped")
        folder = private_folder(wanted.skipped_to or own)
        line = _Line()
        try:
            return run_import(
                book, wanted.files, now=place.now, mapping=wanted.mapping, words=wanted.words, forget=wanted.forget,
                dry_run=wanted.dry_run, mine=wanted.mine, progress=line.tell, cancelled=stop.asked,
                skipped_to=None if wanted.dry_run else folder,
            )  # fmt: skip
        finally:
            line.end()
            if folder == own:
                with suppress(OSError):  # with files in it it stays
                    folder.rmdir()


@contextmanager
def _book_for(session: Session, wanted: Wanted) -> Iterator[Session]:
    """The book itself; a trial without a book runs in one that vanishes."""
    if not wanted.dry_run or session.path.exists():
        yield session
        return
    with TemporaryDirectory() as folder:
        yield Session(Path(folder) / session.path.name, session.now)


class _Line:
    """The line of progress, by the phases of an import."""

    def __init__(self) -> None:
        self._drawn = FarLine(_PHASES["reading"])

    def tell(self, progress: Progress) -> None:
        """Draw how far it is."""
        self._drawn.tell(progress.done, progress.total, _PHASES.get(progress.phase, progress.phase))

    def end(self) -> None:
        """Leave the line empty."""
        self._drawn.end()
