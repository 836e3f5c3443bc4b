"""Outcomes by their names in files and on the command line (DESIGN section 5): `no`, `wrong-number`, `won`."""

from __future__ import annotations

from playbook.outcomes import row
from playbook.words import Outcome, Reading

OWN_NAMES: dict[str, tuple[Outcome, Reading]] = {
    "wrong-person": (Outcome.WRONG, Reading.PERSON),
    "wrong-number": (Outcome.WRONG, Reading.NUMBER),
    "bounced": (Outcome.WRONG, Reading.BOUNCED),
    "won": (Outcome.MEETING, Reading.WON),
    "lost": (Outcome.MEETING, Reading.LOST),
}
"""Readings that go by a name of their own."""

WRITTEN = {pair: name for name, pair in OWN_NAMES.items()}
"""Their names by what they mean."""


def written(outcome: Outcome, reading: Reading | None) -> tuple[str, str | None]:
    """Return the name of an outcome as it stands in JSON, and the reading where the name doesn't say it."""
    if reading is None:
        return outcome.value, None
    own = WRITTEN.get((outcome, reading))
    return (own, None) if own else (outcome.value, reading.value)


def in_words(outcome: Outcome, reading: Reading | None) -> str:
    """Return an outcome as people read it: `No (timing)`."""
    label = row(outcome).label
    return label if reading is None else f"{label} ({reading})"
