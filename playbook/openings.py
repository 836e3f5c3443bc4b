"""The openings of R22 as a table: a change at the account that is worth a call.

A new kind of opening is one row here and one test. Every dated one plants its touches at the days of
`settings.Spacing.opening_lead` before it (90 and 30), an undated one is due today, so no row has a lead of its own.
"""

from __future__ import annotations

from playbook.values import dataclass

LEFT = "person left"
"""The opening that the outcome "left" makes by itself (R21)."""
RENEWAL = "renewal"
"""The opening that words of expiry or budget offer (R14)."""


@dataclass(frozen=True, slots=True)
class OpeningKind:
    """One row."""

    kind: str
    """What stands in the journal, so it never changes."""
    label: str
    """As it stands in a list to choose from."""
    means: str
    """Why it is worth a call."""
    text: str
    """What the row says where the rep wrote nothing."""


OPENINGS: tuple[OpeningKind, ...] = (
    OpeningKind(LEFT, "somebody left", "whoever follows has no provider to defend", "person left"),
    OpeningKind("person arrived", "somebody arrived", "the new one wants to change something", "person arrived"),
    OpeningKind(RENEWAL, "a contract ends", "they must decide anyway", "contract renewal"),
    OpeningKind("provider failure", "their provider failed them", "what was all set is not", "their provider failed"),
    OpeningKind("funding", "funding", "there is money, and a promise to spend it well", "funding"),
    OpeningKind("merger", "a merger", "two providers are one too many", "merger"),
    OpeningKind("reorganisation", "a reorganisation", "new people decide, old habits end", "reorganisation"),
    OpeningKind("new site", "a new site", "what a site needs is bought before it opens", "new site"),
    OpeningKind("in town", "I am in town", "you are there anyway: half an hour costs them little", "I am in town"),
    OpeningKind("other", "other", "something changed, and you heard of it", "opening"),
)

_BY_KIND = {row.kind: row for row in OPENINGS}


def words(kind: str, text: str = "") -> str:
    """Return what stands on the row of an opening: the rep's words, else the table's, else the kind itself."""
    known = _BY_KIND.get(kind)
    return text or (kind if known is None else known.text)
