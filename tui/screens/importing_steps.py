"""The steps of the import wizard: what they are called, what each of them says, and the way they go."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from textual.content import Content

from tui import daytext
from tui.dialogs.choice import QUIET
from tui.widgets.stages import Stage

if TYPE_CHECKING:
    from storage.importing import Progress


class Step(StrEnum):
    """Where the wizard stands."""

    FILES = "files"
    COLUMNS = "columns"
    TRIAL = "trial"
    WORKING = "working"
    DONE = "done"


_WAY = {Step.FILES: "files", Step.COLUMNS: "columns", Step.TRIAL: "what would change", Step.DONE: "report"}
SAID = {
    Step.FILES: "step 1 of 4", Step.COLUMNS: "step 2 of 4", Step.TRIAL: "step 3 of 4", Step.DONE: "step 4 of 4",
}  # fmt: skip
"""Each step at the right of the title."""
GOES_ON = {
    Step.COLUMNS: "goes on, or changes a column", Step.TRIAL: "goes on, or changes a status word",
}  # fmt: skip
"""What `enter` does where it does more than go on."""
WORKING_SAID = "Nothing is written yet: this only looks."
LANDING_SAID = "It lands all at once, at the end, after a checked backup of the book."
STOPPING = "Stopping: the book stays as it was …"
STOPPED = "The import was stopped: the book is as it was before."
"""What is said when the planner is left while an import runs."""
LANDED = "The import had landed already: it stands among the imports, where it can be taken back."
_LABELS = {
    "reading": "Read the lists", "linking": "Find people's companies", "matching": "Match them with the book",
    "looking": "Look for duplicates", "comparing": "Compare who is alike", "backing up": "Back the book up first",
    "preparing": "Make it ready", "landing": "Write",
}  # fmt: skip
_COUNTED = {
    "linking": ("person", "people"), "matching": ("account",), "looking": ("record",), "comparing": ("pair",),
    "preparing": ("entry", "entries"), "landing": ("row",),
}  # fmt: skip
"""What is counted."""
_PHASES = tuple(_LABELS)
_DRY = _PHASES[:5]
CSS = """
    ImportScreen #trail { height: 1; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ImportScreen Files, ImportScreen #working, ImportScreen #sheet { display: none; }
    ImportScreen.-files Files, ImportScreen.-working #working { display: block; }
    ImportScreen.-columns #sheet, ImportScreen.-trial #sheet, ImportScreen.-done #sheet { display: block; }
    ImportScreen #working { height: auto; }
    ImportScreen.-narrow Files.-some .words { display: none; }
    ImportScreen #promise { height: auto; margin-top: 1; color: $foreground-muted; }
    """
"""How the page looks: only what belongs to the step is shown."""


def trail(step: Step) -> Content:
    """Return the way through the wizard: what was passed has a tick, where you are stands out."""
    places = list(_WAY)
    here = places.index(step)
    parts: list[Content] = []
    for place, (each, words) in enumerate(_WAY.items()):
        if place < here:
            parts.append(Content.styled(f"✓ {words}", QUIET))
        elif each is step:
            parts.append(Content.styled(f"{place + 1} {words}", "bold $primary"))
        else:
            parts.append(Content.styled(f"{place + 1} {words}", QUIET))
    return Content.styled(" → ", QUIET).join(parts)


def stages(progress: Progress | None, *, dry: bool, rows: int) -> tuple[tuple[Stage, ...], int]:
    """Return the stages of a run and the place of the one that goes on; `rows`: how many were read until now."""
    phases = _DRY if dry else _PHASES
    phase = phases[0] if progress is None or progress.phase not in phases else progress.phase
    here = phases.index(phase)
    found = []
    for place, name in enumerate(phases):
        figure = _figure(progress, rows) if name == phase else ""
        if name == "reading" and place < here:
            figure = daytext.plural(rows, "row")
        counted = progress is not None and name == phase
        done, total = (progress.done, progress.total) if counted and progress is not None else (0, 0)
        found.append(Stage(_LABELS[name], figure, done, total))
    return tuple(found), here


def _figure(progress: Progress | None, rows: int) -> str:
    if progress is None:
        return "opening them …"
    if progress.phase == "reading":
        return f"{daytext.plural(rows, 'row')} read"
    if progress.phase in _COUNTED:
        return f"{progress.done:,} of {daytext.plural(progress.total, *_COUNTED[progress.phase])}"
    return "a checked copy …"
