"""Outcomes by their names on the command line (DESIGN section 5): `no`, `no:timing`, `wrong-number`, `won`."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from playbook.outcomes import OUTCOMES, row
from playbook.words import Outcome, Reading

OWN_NAMES: dict[str, tuple[Outcome, Reading]] = {
    "wrong-person": (Outcome.WRONG, Reading.PERSON),
    "wrong-number": (Outcome.WRONG, Reading.NUMBER),
    "bounced": (Outcome.WRONG, Reading.BOUNCED),
    "won": (Outcome.MEETING, Reading.WON),
    "lost": (Outcome.MEETING, Reading.LOST),
}
"""Readings that go by a name of their own."""

_WRITTEN = {pair: name for name, pair in OWN_NAMES.items()}


def _all_names() -> dict[str, tuple[Outcome, Reading | None]]:
    found: dict[str, tuple[Outcome, Reading | None]] = {}
    for known in OUTCOMES:
        found[known.outcome.value] = (known.outcome, None)
        for digit in known.digits:
            if digit.reading is not None:
                own = _WRITTEN.get((known.outcome, digit.reading))
                found[own or f"{known.outcome}:{digit.reading}"] = (known.outcome, digit.reading)
    return found


NAMES = _all_names()
"""Every name, in the order of the outcome bar."""


def written(outcome: Outcome, reading: Reading | None) -> tuple[str, str | None]:
    """Return the name of an outcome as it stands in JSON, and the reading where the name doesn't say it."""
    if reading is None:
        return outcome.value, None
    own = _WRITTEN.get((outcome, reading))
    return (own, None) if own else (outcome.value, reading.value)


def in_words(outcome: Outcome, reading: Reading | None) -> str:
    """Return an outcome as people read it: `No (timing)`."""
    label = row(outcome).label
    return label if reading is None else f"{label} ({reading})"


class OutcomeName(click.ParamType[tuple[Outcome, Reading | None]]):
    """An outcome by its name; a near miss is told what it probably meant."""

    name = "outcome"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None  # noqa: ANN401  (click's own)
    ) -> tuple[Outcome, Reading | None]:  # fmt: skip
        """Read the name."""
        if isinstance(value, tuple):
            return value
        found = NAMES.get(str(value).strip().casefold())
        if found is not None:
            return found
        from difflib import get_close_matches

        near = get_close_matches(str(value), NAMES, n=1)
        meant = f" Did you mean {near[0]!r}?" if near else f" Names: {', '.join(NAMES)}."
        return self.fail(f"no such outcome: {str(value)!r}.{meant}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the names."""
        del ctx, param
        return [
            CompletionItem(name, help=row(pair[0]).help) for name, pair in NAMES.items() if name.startswith(incomplete)
        ]
