"""Take everything away again: every format a module, all of them fed by one state of the book.

`run.export` writes files, `wish` says what may be wanted, `records` streams accounts out of the book, `placing` keeps
files private and whole. What goes out as CSV comes back as it went (storage/importing/own_lists.py).
"""

from __future__ import annotations

from storage.exporting.wish import FORMATS, ExportCancelled, Exported, Format, Made, Progress, Wish

__all__ = ["FORMATS", "ExportCancelled", "Exported", "Format", "Made", "Progress", "Wish"]
