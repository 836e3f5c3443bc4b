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
GOES_ON = {Step.COLUMNS: "goes on, or changes a column", Step.TRIAL: "goes on, or changes a status word"}
"""What `enter` does where it does more than go on."""
CSS = """
    ImportScreen Files, ImportScreen #working, ImportScreen Sheet { display: none; }
    ImportScreen.-files Files, ImportScreen.-working #working { display: block; }
    ImportScreen.-columns Sheet, ImportScreen.-trial Sheet, ImportScreen.-done Sheet { display: block; }
    ImportScreen #working { height: auto; }
    ImportScreen #phase { height: 1; }
    ImportScreen ProgressBar { width: 1fr; max-width: 80; }
    ImportScreen Bar { width: 1fr; }
    ImportScreen #trouble { height: auto; color: $text-warning; }
    """
"""How the page looks: only what belongs to the step is shown."""
