"""The call sheet as a file: a page for the browser, or text, as its name says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storage.exporting import sheet_html, sheet_plain
from storage.exporting.placing import placed

if TYPE_CHECKING:
    from storage.exporting.sheet import CallSheet


def write(sheet: CallSheet, path: Path, *, force: bool) -> Path:
    """Write a sheet privately; as text where the name ends in `.txt`, else as a page. Returns its path.

    Raises:
        Refused: something of that name is there and was not to be replaced.
        BookTrouble: the disk is full or failing, or nothing can be written there.
    """
    whole = path.expanduser().absolute()
    lines = sheet_plain.lines(sheet) if whole.suffix.lower() == ".txt" else sheet_html.page(sheet)
    with placed(whole.parent, force=force) as place:
        place.check([whole.name])
        place.text(whole.name).write("\n".join(lines) + "\n")
    return whole
