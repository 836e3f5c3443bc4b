"""The steps of the import wizard, and what they are called."""

from __future__ import annotations

from enum import StrEnum

PHASES = {"reading": "Reading the list", "matching": "Matching it with the book", "landing": "Writing"}
"""What an import does, in words."""


class Step(StrEnum):
    """Where the wizard stands."""

    FILES = "files"
    COLUMNS = "columns"
    TRIAL = "trial"
    WORKING = "working"
    DONE = "done"


SAID = {
    Step.FILES: "1 of 4 · the files", Step.COLUMNS: "2 of 4 · the columns", Step.TRIAL: "3 of 4 · what would change",
    Step.WORKING: "working", Step.DONE: "4 of 4 · done",
}  # fmt: skip
"""Each step at the right of the title."""
