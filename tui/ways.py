"""Every way to an account: numbers, addresses, sites; the highlighted person first, what is barred refused (R38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from playbook import guards
from playbook.words import Channel
from tui import letters, links
from tui.widgets.shown import dialled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.facts import AccountFacts, PersonFacts
    from playbook.words import PersonId
    from storage.views import Prospect
    from tui.widgets.shown import Shown

_NUMBERS: Final = ("phone", "mobile")
_MAILS: Final = ("email", "email_2")
_SITES: Final = ("linkedin", "domain", "website")
_BY: Final = {
    **dict.fromkeys(_NUMBERS, Channel.CALL), **dict.fromkeys(_MAILS, Channel.EMAIL), "linkedin": Channel.LINKEDIN,
}  # fmt: skip
"""The channel that a field is a way of; a firm's own site is none."""
_WORDS: Final = {Channel.CALL: "dials", Channel.EMAIL: "mails", Channel.LINKEDIN: "opens"}
REACHES: Final = frozenset({*_NUMBERS, *_MAILS, *_SITES})
"""The fields that a link opens."""


@dataclass(frozen=True, slots=True)
class Way:
    """One number, address or site."""

    field: str
    plain: str
    """As people read it and as it is copied."""
    link: str
    """What opens it, empty where it may not be used or is none."""
    whose: str = ""
    about: str = ""
    """What to know: "the comeback filled in", "do not contact by call", "bounced"."""

    @property
    def channel(self) -> Channel | None:
        """The channel that it is a way of, None for a site."""
        return _BY.get(self.field)

    @property
    def verb(self) -> str:
        """What opening it does, in a word."""
        return "opens" if self.channel is None else _WORDS[self.channel]


def ways(shown: Shown) -> tuple[Way, ...]:
    """Return every way: the highlighted person by the touch's channel first, then theirs, the firm's, the others'."""
    prospect = shown.prospect
    here = [each for each in prospect.people if not each.gone]
    here.sort(key=lambda person: person.id != shown.target.person)
    first, rest = here[:1], here[1:]
    found = [way for person in first for way in _of(shown, person)]
    found += [*_of(shown, None), *(way for person in rest for way in _of(shown, person))]
    wanted = shown.target.channel
    if wanted is not None:
        lead = next((way for way in found if way.channel is wanted and way.link), None)
        if lead is not None:
            found.remove(lead)
            found.insert(0, lead)
    return tuple(found)


def first(shown: Shown) -> Way | None:
    """Return the way that the touch itself takes, None where there is no such link: a visit, a letter, a bar."""
    found = ways(shown)
    lead = found[0] if found else None
    if lead is None or not lead.link:
        return None
    return lead if shown.target.channel in {None, lead.channel} else None


def mail(prospect: Prospect, who: PersonId | None, letter: letters.Letter) -> Way | None:
    """Return the mail with this letter to the highlighted person, else to whoever has an address; None for nobody."""
    here = sorted((each for each in prospect.people if not each.gone), key=lambda each: each.id != who)
    for person in here:
        address, barred = person.get("email"), _forbidden(prospect, person, Channel.EMAIL)
        found = letters.greeted(letter, person)
        link = "" if barred else links.mailto(address, found.subject, found.body)
        if link:
            return Way("email", address, link, person.name)
    return None


def way_of(shown: Shown, person: PersonFacts | None, field: str, value: str) -> Way | None:
    """Return the way that a field opens, None where it is none: a city, a title, an empty line."""
    if field not in REACHES or not value.strip():
        return None
    account = shown.prospect.account
    return _way(shown, account, person, field, value)


def _of(shown: Shown, person: PersonFacts | None) -> Iterator[Way]:
    account = shown.prospect.account
    holder = account if person is None else person
    for field in (*_NUMBERS, *_MAILS, *_SITES):
        value = holder.get(field)
        if value:
            yield _way(shown, account, person, field, value)


def _way(shown: Shown, account: AccountFacts, person: PersonFacts | None, field: str, value: str) -> Way:
    whose = account.name if person is None else person.name
    channel = _BY.get(field)
    forbidden = "" if channel is None else _forbidden(shown.prospect, person, channel)
    if channel is Channel.CALL:
        extension = person.get("phone_ext") if person is not None and field == "phone" else ""
        plain = f"{dialled(value)} ext {extension}" if extension else dialled(value)
        return Way(field, plain, "" if forbidden else links.tel(value, extension), whose, forbidden)
    if channel is Channel.EMAIL:
        found = letters.letter(shown, person)
        link = "" if forbidden else links.mailto(value, found.subject, found.body)
        return Way(field, value, link, whose, forbidden or (f"{found.kind} filled in" if found.kind else ""))
    return Way(field, value, "" if forbidden else links.site(value), whose, forbidden)


def _forbidden(prospect: Prospect, person: PersonFacts | None, channel: Channel) -> str:
    """Return why a channel may not be used, in the words of the bar; empty where it may (R38)."""
    bar = guards.barred(prospect.account, person, channel)
    return "" if bar is None else guards.bar_notice(bar).text
