"""What the card offers for the touch that is up: two ideas, a draft, a script, a question to ask (R13, R16, R41)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import drafting, moves, series
from playbook.value_library import TWO
from playbook.words import Channel, Intent, Purpose, Standing
from tui import daytext
from tui.widgets.lines import labelled, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from playbook.facts import Step
    from playbook.value_library import Idea
    from tui.widgets.lines import Line
    from tui.widgets.shown import Shown

COPY = "ctrl+y copies it"
_GIVES = frozenset({Purpose.VALUE, Purpose.FADED, Purpose.TICKLE, Purpose.COMEBACK})
_RINGS = frozenset({Purpose.BURST, Purpose.CHASE, Purpose.RHYTHM, Purpose.FIRST})
_UNKNOWN = "Nothing is known to answer with yet: no pain, no note, no fit. Find one first; none is made up here."


def worked(shown: Shown) -> Step | None:
    """Return the step that the next touch works: the row's own, else the first that is due."""
    account = shown.prospect.account
    own = moves.step_of(account, shown.target.step)
    return own or next((step for step in account.steps if step.on <= shown.today), None)


def gives(step: Step | None) -> bool:
    """Tell whether a step gives something: two ideas stand on its card (R13)."""
    return step is not None and (step.purpose in _GIVES or step.intent is Intent.VALUE)


def ideas(shown: Shown) -> tuple[Idea, ...]:
    """Return the two ideas of a card whose step gives something, none on any other."""
    return shown.prospect.ideas[:TWO] if gives(worked(shown)) else ()


def ask(shown: Shown) -> str:
    """Return the question that an ask carries while no pain is known (R41)."""
    if gives(worked(shown)) or shown.prospect.standing in {Standing.DUMPED, Standing.BARRED, Standing.CUSTOMER}:
        return ""
    return drafting.question(shown.prospect.account, shown.prospect.settings.texts)


def draft(shown: Shown) -> tuple[str, str]:
    """Return the line that stands ready to be copied, and what it is: ("", "") for none."""
    prospect = shown.prospect
    account, texts, step = prospect.account, prospect.settings.texts, worked(shown)
    if prospect.standing is Standing.DUMPED:
        return texts.decline, "Decline"
    if step is not None and step.purpose is Purpose.COMEBACK:
        return drafting.comeback(account, prospect.people, shown.target.person, prospect.fit, texts), "Draft"
    if shown.target.channel is Channel.CALL and step is not None and step.purpose in _RINGS:
        script = drafting.voicemail(account, prospect.people, shown.target.person, shown.again, texts)
        return script, "Script" if script else ""
    return "", ""


def copied(shown: Shown | None) -> tuple[str, str]:
    """Return what `ctrl+y` copies, and what to say of it; an empty text where the card offers nothing."""
    if shown is None:
        return "", "Nothing is highlighted."
    text, _ = draft(shown)
    if text:
        return text, "Copied, if your terminal allows it: make it yours before it goes."
    link = next((idea.asset.link for idea in ideas(shown) if idea.asset.link), "")
    return (link, "The first idea's link is copied.") if link else ("", "This card has no draft to copy.")


def lines(shown: Shown, width: int) -> list[Line]:
    """Return what the card offers, as its lines."""
    found: list[Line] = []
    step = worked(shown)
    guess = series.guessed(shown.prospect.account.steps) if step is not None and step.purpose is Purpose.FADED else ""
    if guess:
        found += labelled("Quiet", f"your guess: {guess}", width, Look.TEXT)
    text, name = draft(shown)
    if text:
        found += [*labelled(name, f"“{text}”", width, Look.TEXT), *labelled("", COPY, width, Look.KEY)]
    elif name == "Draft":
        found += labelled(name, _UNKNOWN, width, Look.WARN)
    for place, idea in enumerate(ideas(shown)):
        found += labelled("Give" if place == 0 else "or", _idea(idea, shown), width, Look.GOOD)
    return found


def pain(shown: Shown, width: int) -> list[Line]:
    """Return that no pain is known, with the playbook's questions; the one that this ask carries leads (R41)."""
    asks = shown.prospect.settings.texts.questions
    now = ask(shown)
    found = labelled("Pain", "No pain yet. Ask:" if now else "No pain yet.", width, Look.WARN)
    rest = [each for each in asks if each != now]
    for question, look in [(now, Look.TEXT), *((each, Look.MUTED) for each in rest)]:
        if question:
            sign = "▸ " if question == now else "  "
            found += [
                [Piece(" " * 8), Piece(sign if number == 0 else "  ", Look.NEXT), Piece(text, look)]
                for number, text in enumerate(wrapped(question, width - 10))
            ]
    return found


def _idea(idea: Idea, shown: Shown) -> str:
    asset = idea.asset
    about = f": {asset.about}" if asset.about else ""
    fits = f", fits “{idea.because}”" if idea.because else ""
    got = f", they got it {daytext.short(idea.given, shown.today)}" if idea.given else ""
    return f"{asset.title}{about}{fits}{got}"
