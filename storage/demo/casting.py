"""Who is in the demo's territory: companies and people as a list gives them, with numbers kept free for fiction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import lcm
from random import Random
from typing import Final

from playbook.bodies import AccountAdded, PersonAdded, StandingSet
from playbook.decision import Draft
from playbook.facts import Fields
from playbook.folding import fold
from playbook.words import AccountId, PersonId, Role, Standing
from storage.demo.script import Company, Place, Roll, Script, Seat, fields_of, thousands

_YEAR: Final = 365.25
_SHUFFLE: Final = 37
"""Coprime to the numbers of a range, so that neighbours in a list are no neighbours in the phone book."""
_RANGE: Final = 100
_BIG: Final = 700
_MIDDLE: Final = 250
"""Staff from which a company has three people, or two."""
_SINCE: Final = 8
"""Years that a decider of a dream client is in office, at most."""
_LEGAL: Final = frozenset({"gmbh", "ab", "and", "the"})
NOBODY: Final = "-"


class Casting:
    """Gives everybody a name, a seat, a number and an address; the same at every build."""

    def __init__(self, script: Script, random: Random, day: date) -> None:
        """Draw names from the script; offsets count from `day`."""
        self._script = script
        self._random = random
        self._day = day
        self._dialled: Counter[str] = Counter()
        self._named: Counter[str] = Counter()
        self._names = {
            tongue: (_shuffled(names.first, random), _shuffled(names.last, random))
            for tongue, names in script.names.items()
        }

    def roll(self, roll: Roll, on: date) -> Iterator[Draft]:
        """Yield the drafts of a list: companies with their standing and star, and their people."""
        number = 0
        for company in roll.companies:
            number += 1
            firm = AccountId(f"new:{number}")
            yield Draft(firm, AccountAdded(company.name, self.firm(company, roll.tags), roll.name))
            if company.status:
                yield Draft(firm, StandingSet(on, Standing(company.status), reason=f"{roll.name}: {company.status}"))
            if company.dream:
                yield Draft(firm, StandingSet(on, None, dream=True))
            for seat in self._seats(company):
                number += 1
                yield Draft(PersonId(f"new:{number}"), PersonAdded(firm, seat.name, self._person(company, seat)))

    def firm(self, company: Company, tags: str = "") -> Fields:
        """Return the fields of a company."""
        place = self._script.places[company.place]
        since = self._day - timedelta(days=round(company.years * _YEAR)) if company.years else None
        ends = self._day + timedelta(days=company.ends) if company.ends else None
        return fields_of(
            domain=domain(company), phone=self.phone(place), city=place.city, state=place.state,
            country=place.country, zone=place.zone, industry=company.industry, employees=company.staff,
            spend=thousands(company.spend), incumbent=company.by, tags=tags, nos_before=company.nos,
            pursued_since="" if since is None else since.isoformat(),
            contract_end="" if ends is None else ends.isoformat(),
        )  # fmt: skip

    def phone(self, place: Place) -> str:
        """Return the next number of a place that belongs to nobody; empty where there are none."""
        if not place.dial:
            return ""
        self._dialled[place.dial] += 1
        return f"+{int(place.dial) + self._dialled[place.dial] * _SHUFFLE % _RANGE}"

    def name(self, tongue: str) -> str:
        """Return a name that nobody else in the book has."""
        first, last = self._names[tongue]
        count = self._named[tongue]
        self._named[tongue] += 1
        round_ = count // lcm(len(first), len(last))
        return f"{first[count % len(first)]} {last[(count + round_) % len(last)]}"

    def somebody(self, place: Place, role: Role) -> Seat:
        """Return a person for that seat."""
        return Seat(self.name(place.names), self._random.choice(self._script.titles[role]), role)

    def reach(self, seat: Seat, site: str, place: Place) -> Fields:
        """Return what a person is reached by, with title and role; deciders have a line of their own."""
        first, _, last = seat.name.partition(" ")
        mail = "" if seat.mail == NOBODY or not site else f"{seat.mail or _mailbox(first, last)}@{site}"
        own = seat.role is Role.DECISION_MAKER and seat.mail != NOBODY
        return fields_of(
            title=seat.title, role=seat.role.value, email=mail, phone=self.phone(place) if own else "",
            linkedin=f"linkedin.example/in/{_mailbox(first, last)}" if seat.role is Role.CHAMPION else "",
        )  # fmt: skip

    def _person(self, company: Company, seat: Seat) -> Fields:
        place = self._script.places[company.place]
        since = {"since": str(self._day.year - self._random.randrange(1, _SINCE))} if company.dream else {}
        return tuple(sorted((*self.reach(seat, domain(company), place), *since.items())))

    def _seats(self, company: Company) -> tuple[Seat, ...]:
        told = self._script.people.get(company.name)
        if told is not None:
            return told
        place = self._script.places[company.place]
        roles = [Role.DECISION_MAKER]
        if company.staff > _MIDDLE:
            roles.append(self._random.choice((Role.CHAMPION, Role.INFLUENCER)))
        if company.staff > _BIG:
            roles.append(Role.GATEKEEPER)
        return tuple(self.somebody(place, role) for role in roles)


def domain(company: Company) -> str:
    """Return the site of a company: never one that exists."""
    words = [word for word in _plain(company.name).split() if word not in _LEGAL]
    return f"{company.domain or ''.join(words[:2])}.example"


def _shuffled(names: Sequence[str], random: Random) -> list[str]:
    return random.sample(names, len(names))


def _mailbox(first: str, last: str) -> str:
    return ".".join(_plain(word).replace(" ", "") for word in (first, last) if word)


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum() or letter == " ")
