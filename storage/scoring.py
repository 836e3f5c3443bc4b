"""The fit of accounts whose judged fields say the same, found once (R1, R3).

A profile looks at a few fields of an account's facts. Reading these out of the row's text and remembering the answer
makes a pass over a hundred thousand accounts a matter of a second or two.
"""

from __future__ import annotations

from typing import Any, Final

from playbook import proof
from playbook.facts import AccountFacts, Fields
from playbook.fit import Fit, fit
from playbook.settings import Settings
from playbook.words import AccountId

Plain = dict[str, Any]
"""An account's facts as the JSON of its row holds them: what stands at its default is left out."""

_MOST: Final = 20_000
"""Answers that are remembered: of a book in which no two accounts say the same not all are kept in memory."""


class Scoring:
    """Judges accounts by the profile of some settings."""

    def __init__(self, settings: Settings) -> None:
        """Judge by the profile and the figures of these settings."""
        self._settings = settings
        self._judged = {criterion.field.strip().casefold() for criterion in settings.profile}
        self._judged |= {criterion.field.casefold() for criterion in settings.profile}
        if "tag" in self._judged:
            self._judged.add("tags")
        self._known: dict[tuple[str, ...], tuple[Fit, str]] = {}

    def judge(self, plain: Plain) -> tuple[Fit, str]:
        """Return the fit of an account, its reason left aside, and how each criterion stands, a sign each (R4)."""
        held: Fields = tuple((key, value) for key, value in plain.get("fields", ()) if key.casefold() in self._judged)
        name, said = plain["name"] if "name" in self._judged else "", plain.get("fit_said", "")
        known = (name, said, *(f"{key}={value}" for key, value in held))
        found = self._known.get(known)
        if found is None:
            if len(self._known) == _MOST:
                self._known.clear()
            seen = fit(AccountFacts(AccountId(""), name, held, fit_said=said), self._settings)
            found = self._known[known] = seen, "".join(proof.sign(result) for result in seen.results)
        return found
