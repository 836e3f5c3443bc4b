"""Which row of a list is which account or person, and what that list said of it last (DESIGN section 6)."""

from __future__ import annotations

import json
from typing import Final

from playbook.facts import Fields, Value
from storage.views import SourceRef

__all__ = ["FIRM", "NOTE", "STANDING", "STEP", "SourceRef", "said_of", "text_of"]

FIRM: Final = "~firm"
"""The account under which a list said somebody works."""
STANDING: Final = "~standing"
NOTE: Final = "~note"
STEP: Final = "~step"
"""Names of what a list said that is no field; no heading can be called so."""


def text_of(said: Fields) -> str:
    """Return what a list said as canonical JSON."""
    return json.dumps(sorted(said), ensure_ascii=False, separators=(",", ":"))


def said_of(text: str) -> dict[str, Value]:
    """Return what a list said; of a text that an older version wrote, what can be read."""
    plain = json.loads(text)
    return dict(plain.items() if isinstance(plain, dict) else plain)
