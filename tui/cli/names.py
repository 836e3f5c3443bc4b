"""Outcomes by their names on the command line (DESIGN section 5): `no`, `no:timing`, `wrong-number`, `won`."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from playbook.outcome_names import OWN_NAMES, WRITTEN, in_words, written
from playbook.outcomes import OUTCOMES, row
from playbook.words import Outcome, Reading

__all__ = ["NAMES", "OWN_NAMES", "OutcomeName", "in_words", "written"]


def _all_names() -> dict[str, tuple[Outcome, Reading | None]]:
    found: dict[str, tuple[Outcome, Reading | None]] = {}
    for known in OUTCOMES:
        found[known.outcome.value] = (known.outcome, None)
        for digit in known.digits:
            if digit.reading is not None:
                own = WRITTEN.get((known.outcome, digit.reading))
                found[own or f"{known.outcome}:{digit.reading}"] = (known.outcome, digit.reading)
    return found


NAMES = _all_names()
"""Every name, in the order of the outcome bar."""


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
