"""Minutes of a touch where nobody measured them (R27)."""

from __future__ import annotations

from typing import Final

from playbook.decision import Said
from playbook.outcomes import row
from playbook.settings import Minutes
from playbook.words import WRITTEN, Channel, Outcome

_VISIT: Final = Channel.VISIT
_VOICEMAIL: Final = Outcome.VOICEMAIL


def spent(said: Said, minutes: Minutes) -> int:
    """Return whole minutes: those said, else the default of outcome and channel; 0 for what is no touch."""
    if said.minutes is not None:
        return said.minutes
    known = row(said.outcome)
    if not known.counts:
        return 0
    if said.channel is _VISIT:
        return minutes.visit
    if said.outcome is _VOICEMAIL:
        return minutes.voicemail
    if said.channel in WRITTEN:
        return minutes.email
    return minutes.talk if known.talk else minutes.call
