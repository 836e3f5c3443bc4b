"""A row of the pool, its columns, and why an account fits (R1, R32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from playbook.words import Verdict
from tui import daytext
from tui.content import assemble
from tui.screens.marking import MARKED, UNMARKED
from tui.screens.sheet import MARKS
from tui.widgets.columns import Cells, Column, Grid
from tui.widgets.lines import joined
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playbook.fit import Fit, Result
    from storage.views_day import PoolRow

POOL_EMPTY = (
    "Nobody waits for a first touch.",
    "i imports a list; esc, then {account.add} adds one company.",
    "Whoever is off the profile is set aside: a changed profile may bring them back.",
)
HIT_EMPTY = ("Nobody here is called that.", "Fewer letters find more; esc shows everybody again.")

_COLUMNS = (
    Column(),
    Column("industry", worth=3, least=10),
    Column("where", worth=4, least=8),
    Column("", worth=7),
    Column("there", right=True, worth=5),
    Column("fit", right=True, worth=9),
    Column("tier", worth=6),
)
_BETWEEN = "   "
_MET = {True: ("✓", "$text-success"), False: ("✗", "$text-error"), None: ("?", "$text-warning")}


def cells_of(row: PoolRow) -> Cells:
    """Return what stands in each column: name, industry, place, an opening, their hour, fit, tier."""
    return (
        Piece(row.name, Look.NAME),
        Piece(row.industry, Look.MUTED),
        Piece(", ".join(part for part in (row.city, row.state) if part) or row.country, Look.MUTED),
        Piece("opening" if row.opening else "", Look.GOOD),
        Piece(daytext.clock(row.there), Look.MUTED),
        Piece("?" if row.verdict is Verdict.UNKNOWN else fit_of(row), Look.TEXT),
        Piece(row.tier, Look.MUTED),
    )


def fit_of(row: PoolRow) -> str:
    """Return the fit; a dash while there is no profile."""
    return daytext.DASH if row.fit is None else str(row.fit)


def grid(rows: Sequence[PoolRow], width: int) -> tuple[Grid, Cells]:
    """Return the columns for these rows, and what stands above them."""
    columns = Grid(_COLUMNS, map(cells_of, rows), width - MARKS)
    head = columns.heading()
    return columns, (UNMARKED, *head) if head else ()


def waiting(row: PoolRow, columns: Grid, marked: bool) -> Callable[[], Cells]:  # noqa: FBT001  (a sign before the row)
    """Return what draws one account: its mark, then its columns."""
    return lambda: (MARKED if marked else UNMARKED, *columns.line(cells_of(row)))


def why(fit: Fit, width: int) -> Content:
    """Return why an account fits, in one line: what is met, what is not, what nobody knows (R1).

    What has no room falls away whole, and is counted.
    """
    if not fit.profiled:
        return assemble(("No profile yet: everybody fits. The palette's “profile” asks three questions.", ""))
    parts = [_result(result) for result in sorted(fit.results, key=_order)]
    parts = [*([assemble(fit.said)] if fit.said else []), *parts]
    for left in range(len(parts)):
        shown = parts[: len(parts) - left]
        told = Content(_BETWEEN).join([*shown, *([Content(f"and {left} more")] if left else [])])
        if told.cell_length <= width:
            return told
    return Content(_BETWEEN).join(parts)


def _order(result: Result) -> int:
    """What is known stands first, in the profile's own order."""
    return 1 if result.good is None else 0


def _result(result: Result) -> Content:
    sign, style = _MET[result.good]
    held = result.held or "nobody knows"
    return assemble((sign, style), f" {joined((result.criterion.field, held))}")
