"""The mail that a link opens: subject and body from the playbook's templates, by what the touch is for (R13, R16, R28).

Nothing is invented: where there is neither a template nor a gift for the touch, the mail is empty but for its address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.words import Standing
from tui.widgets import offered

if TYPE_CHECKING:
    from playbook.facts import PersonFacts
    from playbook.settings import Texts
    from playbook.value_library import Idea
    from tui.widgets.shown import Shown


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in a mail before the rep makes it theirs."""

    subject: str = ""
    body: str = ""
    kind: str = ""
    """What it is, in a word or two: "the comeback"; empty for an empty mail."""


BLANK = Letter()


def kind_closing(texts: Texts) -> Letter:
    """Return the kind line of letting go (R28)."""
    return Letter("Thank you for your time", texts.kind, "the kind closing")


def decline(texts: Texts) -> Letter:
    """Return the polite no to somebody who was let go and asks again (R29)."""
    return Letter("Thank you for thinking of us", texts.decline, "the polite decline")


def letter(shown: Shown, person: PersonFacts | None) -> Letter:
    """Return the mail to `person` that suits the touch that is up."""
    return greeted(_fitting(shown), person)


def _fitting(shown: Shown) -> Letter:
    standing, texts = shown.prospect.standing, shown.prospect.settings.texts
    if standing is Standing.DUMPED:
        return decline(texts)
    if standing is Standing.PROPOSED_OFF:
        return kind_closing(texts)
    text, name = offered.draft(shown)
    if name == "Draft" and text:
        return Letter("Before you close the door", text, "the comeback")
    ideas = offered.ideas(shown)
    return _gift(ideas[0]) if ideas else BLANK


def _gift(idea: Idea) -> Letter:
    """Return a mail that gives the first idea of the card, and asks for nothing (R13; S4)."""
    asset = idea.asset
    parts = (f"{asset.title}: {asset.about}" if asset.about else asset.title, asset.link)
    return Letter(asset.title, "\n".join(part for part in parts if part), "the first idea")


def greeted(found: Letter, person: PersonFacts | None) -> Letter:
    """Begin with the person's first name, as a mail does; a template that greets by itself is left alone."""
    name = "" if person is None else person.get("first") or person.name.split(" ", 1)[0]
    if not found.body or not name or found.body.startswith(name):
        return found
    return Letter(found.subject, f"{name},\n\n{found.body}\n", found.kind)
