"""`notyet export`: take the book away in a format that others read (DESIGN section 5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage.exporting.wish import FORMATS, Wish
from tui.cli.say import answer, out, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.stopping import FarLine, stoppable

if TYPE_CHECKING:
    from storage.exporting import Exported
    from storage.exporting.wish import Progress

_FEW = 12
_HELP = """Take the book away into the folder DIR, which is made where it is missing.

\b
csv   accounts, people, overview, touches, plan, signals, openings, remarks.
      accounts.csv and people.csv come back by notyet import as they went.
xlsx  the same lists as sheets of one workbook: phones stay text.
json  accounts.jsonl, JSON lines: one account a line, the keys of
      notyet show --json, and beside them bars, stated, tier_by_hand,
      fit_by_hand, fit_reason, dream_since, dumped_on, dump_reason, kept_on,
      added, first_touch, last_touch, last_talk, lists; a person's bars,
      dead_channels, came_from; ids of touches and steps.
ics   promises, meetings and dated openings, not the rhythm. The same event
      keeps its UID, so the next export updates a calendar.
vcf   everybody as vCard 4.0; who must not be contacted has no number.
md    a brief an account, to read before a call or to hand over.

Files are readable by you alone, and nothing is overwritten without --force.
"""


@click.command(help=_HELP)
@click.argument("form", metavar="FORMAT", type=click.Choice([each.name for each in FORMATS]))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--only", default="", metavar="SEARCH", help="Only what a search finds: 'steel is:dream tag:expo'.")
@click.option("--force", is_flag=True, help="Replace the files of an earlier export.")
@click.option("--no-bom", is_flag=True, help="CSV without the mark by which Excel knows UTF-8.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def export(  # noqa: PLR0913  (an option each)
    session: Session, *, form: str, folder: Path, only: str, force: bool, no_bom: bool, as_json: bool
) -> None:
    """Take the book away."""
    wish = Wish(form, folder, session.now, only, force, not no_bom)
    made = _made(session, wish)
    if as_json:
        answer(
            {
                "format": made.form,
                "folder": str(made.folder),
                "accounts": made.accounts,
                "files": [{"path": str(each.path), "what": each.what, "rows": each.rows} for each in made.files],
            }
        )
        return
    table([(each.what, str(each.rows), str(each.path)) for each in made.files[:_FEW]])
    if len(made.files) > _FEW:
        out(f"and {len(made.files) - _FEW} more in {made.folder}")
    talk(f"{made.accounts} accounts. The files are readable by you alone; names and numbers are in them.")


def _made(session: Session, wish: Wish) -> Exported:
    from storage.exporting.run import export as write

    line = FarLine("Writing")

    def far(progress: Progress) -> None:
        line.tell(progress.done, progress.total)

    with stoppable() as stop, session.reading() as book:
        try:
            return write(book, wish, progress=far, cancelled=stop.asked)
        finally:
            line.end()
