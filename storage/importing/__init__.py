"""Any list in: CSV of every vendor, recognised by name and by content, staged beside the book, landed as one action.

`preview` says what a file is taken for; `run_import` imports. Reading and matching happen in a scratch database, so a
cancelled import leaves the book as it was, and one undo takes a whole import back.
"""

from __future__ import annotations

from storage.importing.plan import Column, FilePlan, ImportCancelled, Progress
from storage.importing.remembered import Remembered
from storage.importing.remembered import every as mappings
from storage.importing.report import Conflict, ImportReport, Moved, Skipped, StatusWord
from storage.importing.run import run_import
from storage.importing.said import Remark
from storage.importing.staging import preview

__all__ = [
    "Column",
    "Conflict",
    "FilePlan",
    "ImportCancelled",
    "ImportReport",
    "Moved",
    "Progress",
    "Remark",
    "Remembered",
    "Skipped",
    "StatusWord",
    "mappings",
    "preview",
    "run_import",
]
