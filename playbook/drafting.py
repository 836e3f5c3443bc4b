"""Lines to send or to say, made of what is known and nothing else (R16, R17, R41; S3, S4).

A draft never invents: each clause comes from a field, a remark or a touch; where nothing is known there is no draft.
"""

from __future__ import annotations

from datetime import date
from zlib import crc32

from playbook import daywords
from playbook.facts import AccountFacts, PersonFacts, Remark, Touch
from playbook.fit import Fit
from playbook.outcomes import row
from playbook.settings import Texts
from playbook.words import Outcome, PersonId, Verdict

_LONGEST = 160
"""Characters of a quotation in a draft: a mail, not a record."""
_FIELDS = {"industry": "in {}", "state": "in {}", "country": "in {}", "incumbent": "working with {}"}
"""Fields whose value can be said to the person in plain words; figures and tags can't."""


def comeback(
    account: AccountFacts, people: tuple[PersonFacts, ...], whom: PersonId | None, fit: Fit, texts: Texts
) -> str:
    """Return the written comeback to an early No: why 30 minutes are worth it, and what to discuss (R16).

    It stands on pain, else on a point agreed, else on a note, else on the criteria that they meet; empty where none of
    these is known.
    """
    told = _reason(account, people, whom, fit)
    if told is None:
        return ""
    return _filled(texts.comeback, {"reason": told[0], "topic": told[1], "name": _first_name(people, whom)})


def stands_on(account: AccountFacts, fit: Fit) -> str:
    """Return on what a comeback stands, in a word: `pain`, `agreed`, `note` or `fit`; empty for nothing (R16)."""
    kinds = ("pain", "agreed", "note")
    found = next((kind for kind in kinds if _newest(account, kind) is not None), "")
    return found or ("note" if account.last_words else "fit" if _met(account, fit) else "")


def voicemail(
    account: AccountFacts, people: tuple[PersonFacts, ...], whom: PersonId | None, again: date | None, texts: Texts
) -> str:
    """Return what to say after the tone: who, what about, and that we try again, so nobody owes a call (R17).

    Empty where there is nothing to speak about yet, or no next day.
    """
    pain = _newest(account, "pain") or _newest(account, "agreed")
    name = _first_name(people, whom)
    if again is None or pain is None or not name:
        return ""
    held = {"name": name, "topic": _quote(pain.text), "day": daywords.dated(again)}
    return _filled(texts.voicemail, held)


def question(account: AccountFacts, texts: Texts) -> str:
    """Return the question that an ask carries while no pain is known (R41; S3: find and stir the pain first).

    The same for an account until it was touched again, then the next one. Empty where a pain is known.
    """
    if not texts.questions or _newest(account, "pain") is not None:
        return ""
    return texts.questions[(crc32(account.id.encode()) + account.touches) % len(texts.questions)]


def history(touches: tuple[Touch, ...], account: AccountFacts) -> tuple[str, ...]:
    """Return what passed between us in three lines at most, for the moment when a dumped one calls (R29)."""
    lines = []
    if account.dumped_on is not None:
        why = f": {account.dump_reason}" if account.dump_reason else ""
        lines.append(f"Let go {_day(account.dumped_on)}{why}")
    since = next((touch for touch in touches if touch.outcome is not Outcome.OFF_PROFILE), None)
    if since is not None:
        said = f", “{_cut(since.note)}”" if since.note else ""
        lines.append(f"Last touch {_day(since.on)}: {row(since.outcome).label}{said}")
    count = f"No {account.no_total}, " if account.no_total else ""
    lines.append(f"{count}{account.touches} touches of ours in all")
    return tuple(lines)


def _reason(
    account: AccountFacts, people: tuple[PersonFacts, ...], whom: PersonId | None, fit: Fit
) -> tuple[str, str] | None:
    """Return why it is worth it and what to discuss, from the strongest thing known; None for nothing."""
    pain, agreed, note = (_newest(account, kind) for kind in ("pain", "agreed", "note"))
    if pain is not None:
        return f"{_who_said(pain, people, whom)} “{_quote(pain.text)}”.", "what that costs you and what would end it"
    if agreed is not None:
        return f"we agreed on this: {_quote(agreed.text)}.", "what the next step on it would be"
    noted = note.text if note is not None else account.last_words
    if noted:
        return f"I kept this from our last contact: “{_quote(noted)}”.", "how that stands today"
    met = _met(account, fit)
    return None if not met else (f"firms {met} are those whom we help most.", "whether that holds for you too")


def _who_said(pain: Remark, people: tuple[PersonFacts, ...], whom: PersonId | None) -> str:
    if pain.person is not None and pain.person == whom:
        return "you told me"
    speaker = next((each.name for each in people if each.id == pain.person), "")
    return f"{speaker} told me" if speaker else "your firm told me"


def _met(account: AccountFacts, fit: Fit) -> str:
    """Return what they meet of the profile in words: "in packaging, in IL"; empty where nothing can be said so."""
    if fit.verdict is Verdict.OFF:
        return ""
    met = [result for result in fit.results if result.good and not result.criterion.never]
    named = dict.fromkeys(result.criterion.field.casefold() for result in met)
    said = [_FIELDS[name].format(account.get(name)) for name in named if name in _FIELDS and account.get(name)]
    return ", ".join(said[:2]) or ("of your size" if "employees" in named or "revenue" in named else "")


def _newest(account: AccountFacts, about: str) -> Remark | None:
    return next((remark for remark in reversed(account.remarks) if remark.about == about and remark.text), None)


def _first_name(people: tuple[PersonFacts, ...], whom: PersonId | None) -> str:
    person = next((each for each in people if each.id == whom), None)
    return "" if person is None else person.get("first") or person.name.split(" ", 1)[0]


def _filled(template: str, held: dict[str, str]) -> str:
    """Return the template with our own holes filled; any other brace of the rep's stays as it was typed."""
    for name, value in held.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _quote(text: str) -> str:
    return _cut(" ".join(text.split())).rstrip(".")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _day(day: date) -> str:
    return f"{daywords.short(day)} {day.year}"
