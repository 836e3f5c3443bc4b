"""What the doctor found as lines: a mark, what was looked at, and words; what can be mended below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.content import cell
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.doctor_words import Finding, Looking
    from tui.widgets.lines import Line

_MARK, _WHAT = 6, 12
_WELL = "Nothing to mend. The doctor comes when you ask; a quick look at the file goes with each day's first backup."
_COMMAND = ". Run: notyet doctor --mend"
"""What the command says; here a key does it."""


def sheet(found: Sequence[Finding], width: int, *, over: bool = True) -> list[SheetRow]:
    """Return the page's lines for a width: what is not well stands first. `over`: everything was looked at."""
    ordered = sorted(found, key=lambda each: each.ok)
    rows = plain(*(line for each in ordered for line in _lines(each, width)))
    if over and found and all(each.ok for each in found):
        rows += plain([], *([Piece(text, Look.MUTED)] for text in wrapped(_WELL, width)))
    return rows


def stages(far: Looking | None) -> tuple[tuple[Stage, ...], int]:
    """Return how far a look over the book is: how many things, and how much of the one that takes long."""
    if far is None:
        return (Stage("Look the book over"),), 0
    whole = Stage("Look the book over", f"{far.place} of {far.count} things", far.place, far.count)
    figure = f"{far.done:,} of {far.total:,} {far.of}" if far.total else far.of
    return (whole, Stage(f"now: {far.what}", figure)), 0


def mending() -> tuple[Stage, ...]:
    """Return what stands while it mends: it goes to its end, for a table made half is worth nothing."""
    return (Stage("Mend it", "this goes to its end: minutes on a very big book"),)


def _lines(found: Finding, width: int) -> Iterator[Line]:
    mark = Piece(cell("well" if found.ok else "!!", _MARK), Look.GOOD if found.ok else Look.BAD)
    look = Look.MUTED if found.ok else Look.TEXT
    what = Piece(cell(found.what, _WHAT), Look.TEXT if found.ok else Look.NAME)
    blank = Piece(" " * (_MARK + _WHAT))
    words = found.words.removesuffix(_COMMAND) if found.mend else found.words
    for number, text in enumerate(wrapped(words, width - _MARK - _WHAT)):
        yield [*((mark, what) if number == 0 else (blank,)), Piece(text, look)]
    if found.mend:
        for text in wrapped(f"m {found.mend}", width - _MARK - _WHAT):
            yield [blank, Piece(text, Look.NEXT)]
