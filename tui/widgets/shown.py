"""An account as card and brief show it, and the small phrases that both use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook import guards
from playbook.values import dataclass
from playbook.words import Verdict
from storage.their_time import hour
from tui import daytext
from tui.widgets.looks import Look

_AMERICAN = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")

if TYPE_CHECKING:
    from datetime import date, datetime

    from playbook.facts import PersonFacts, Step
    from playbook.words import PersonId
    from storage.views import Prospect
    from tui.target import Target


@dataclass(frozen=True, slots=True)
class Shown:
    """An account as the card shows it: the facts, whom the next key is for, and the day."""

    prospect: Prospect
    target: Target
    today: date
    again: date | None = None
    """The day that a voicemail would plan: its script names it (R17)."""
    now: datetime | None = None
    """The rep's moment: an hour of another clock than theirs is marked as such."""

    def name_of(self, person: PersonId | None) -> str:
        """Return a person's name, empty where unknown."""
        names = dict(self.prospect.person_names)
        names.update({each.id: each.name for each in self.prospect.people})
        return "" if person is None else names.get(person, "")


def promised(step: Step, now: datetime | None) -> str:
    """Return "promise 08:45", with "there" behind it where the rep's clock shows another hour (R10)."""
    return f"promise {daytext.clock(step.at) if now is None else hour(step, now)}".rstrip()


def fit_words(prospect: Prospect, *, short: bool = False) -> str:
    """Return the verdict for the card's title: "on profile 86", or in short "fit 86", "off 12".

    What a rep said outdoes the points, which would contradict it.
    """
    fit = prospect.fit
    if not fit.profiled and not fit.said:
        return "" if short else "no profile yet"
    score = "" if fit.score is None or fit.said else f" {fit.score}"
    if short:
        verdict = "off" if fit.verdict is Verdict.OFF else "fit"
        return "fit ?" if fit.verdict is Verdict.UNKNOWN else f"{verdict}{score}"
    return "fit unknown" if fit.verdict is Verdict.UNKNOWN else f"{fit.verdict} profile{score}"


def their_time(shown: Shown) -> str:
    """Return "08:42 there, open to 18:00", empty where their zone is unknown (R36)."""
    world, hours = shown.prospect.world, shown.prospect.settings.hours
    there = world.clock_of(shown.target.person)
    if there is None:
        return ""
    inside = guards.office_open(there, hours, world.their_days_off)
    tail = f"open to {hours.call_to}:00" if inside else f"shut, opens {hours.call_from:02}:00"
    return f"{daytext.clock(there)} there, {tail}"


def fit_look(prospect: Prospect) -> Look:
    """Return how the verdict looks; the words say it too."""
    return {Verdict.ON: Look.GOOD, Verdict.OFF: Look.WARN, Verdict.UNKNOWN: Look.MUTED}[prospect.fit.verdict]


def whom(shown: Shown) -> PersonFacts | None:
    """Return the person whom the next key is for."""
    return next((person for person in shown.prospect.people if person.id == shown.target.person), None)


def dialled(number: str) -> str:
    """Return a North American number in the groups in which people read it; any other as it is."""
    found = _AMERICAN.fullmatch(number)
    return f"+1 {found[1]} {found[2]} {found[3]}" if found else number


def phone(person: PersonFacts) -> str:
    """Return a person's number with its extension."""
    number = dialled(person.get("phone") or person.get("mobile"))
    extension = person.get("phone_ext")
    return f"{number} ext {extension}" if number and extension else number


def reach(person: PersonFacts | None, shown: Shown) -> str:
    """Return the number or address of the channel that is up."""
    account = shown.prospect.account
    if shown.target.channel == "email":
        return (person.get("email") if person else "") or account.get("email")
    return (phone(person) if person else "") or dialled(account.get("phone"))
