"""How somebody is reached, as an export may say it: a channel that is barred or dead gives no number (R38)."""

from __future__ import annotations

from playbook import guards
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import Channel

PHONES = (("phone", "phone"), ("mobile", "mobile"))
MAILS = (("email", "e-mail"), ("email_2", "e-mail"))


def open_to(account: AccountFacts, person: PersonFacts | None, channel: Channel) -> bool:
    """Return whether nothing forbids a channel, and it was not found dead."""
    dead = person is not None and channel in person.bad
    return not dead and guards.barred(account, person, channel) is None


def ways(account: AccountFacts, person: PersonFacts | None) -> list[str]:
    """Return how somebody is reached, a line a way; who must not be contacted has none (R38)."""
    found: list[str] = []
    if open_to(account, person, Channel.CALL):
        found += [f"{word} {_dialled(person, field)}" for field, word in PHONES if person and person.get(field)]
        if account.get("phone") and not any(line.startswith("phone") for line in found):
            found.append(f"switchboard {account.get('phone')}")
    if open_to(account, person, Channel.EMAIL):
        found += [f"{word} {person.get(field)}" for field, word in MAILS if person and person.get(field)]
    return found


def _dialled(person: PersonFacts, field: str) -> str:
    ext = person.get("phone_ext") if field == "phone" else ""
    return f"{person.get(field)} ext. {ext}" if ext else person.get(field)


def forbidden(account: AccountFacts, person: PersonFacts | None) -> tuple[str, ...]:
    """Return what must not be done, in words: `do not contact`, `do not contact by call` (R38)."""
    bars = (*account.bars, *(() if person is None else person.bars))
    if any(bar.channel is None for bar in bars):
        words = next(bar.words for bar in bars if bar.channel is None)
        return (f"DO NOT CONTACT{f': {words}' if words else ''}",)
    return tuple(dict.fromkeys(f"DO NOT CONTACT by {bar.channel}" for bar in bars))
