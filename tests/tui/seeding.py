"""A small territory for the screens, made by the real rules: the same book at every run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playbook import moves
from playbook.decide import decide
from playbook.decision import Draft, Said
from playbook.facts import Fields, Opening, Value
from playbook.settings import Criterion
from playbook.words import AccountId, Channel, EntryId, Outcome, PersonId, Reading
from storage.book import Book
from storage.ids import IdSource
from storage.views import Change

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=CHICAGO)
"""Monday, half past eight."""

PROFILE = (
    Criterion("industry", "in", ("robotics", "packaging", "food", "automotive"), weight=3),
    Criterion("employees", "between", ("50", "2000"), weight=2),
)


def fields(**known: Value) -> Fields:
    return tuple(sorted((name, value) for name, value in known.items() if value != ""))


@dataclass
class Territory:
    """Adds companies and works them on days gone by."""

    book: Book
    now: datetime = NOW

    def at(self, days_ago: int, hour: int = 10) -> datetime:
        return (self.now - timedelta(days=days_ago)).replace(hour=hour, minute=0)

    def add(self, name: str, *people: tuple[str, str], days_ago: int = 400, **about: Value) -> AccountId:
        """Add a company; its people as (name, title), the first one decides."""
        drafts = [moves.add_account(name, fields(**about))]
        for number, (person, title) in enumerate(people, 2):
            known = fields(
                title=title,
                role="decision-maker" if number == 2 else "influencer",
                phone=f"+1312555{len(name) * 37 % 900 + number:04}",
                email=f"{person.split(' ', maxsplit=1)[0].lower()}@{about.get('domain', 'example.test')}",
            )
            drafts.append(moves.add_person(moves.FRESH, person, known, number))
        change = self.book.record(tuple(drafts), now=self.at(days_ago), label=f"added {name}")
        return AccountId(dict(change.ids)["new:1"])

    def log(self, account: AccountId, days_ago: int, outcome: Outcome, **more: object) -> Change:
        """Log an outcome on a day gone by, as its key would have."""
        at = self.at(days_ago)
        seen = self.book.prospect(account, at)
        step = seen.account.steps[0] if seen.account.steps else None
        person = (step.person if step else None) or (seen.people[0].id if seen.people else None)
        channel = (step.channel if step else None) or Channel.CALL
        said = Said(outcome, at, person=person, channel=channel, step=step.id if step else None, answered=True)
        said = replace(said, **more)  # type: ignore[arg-type]
        decision = decide(seen.account, seen.people, said, seen.settings, seen.world)
        assert decision.refusal is None, decision.refusal
        return self.book.record(moves.touch(decision), now=at, label=str(outcome), basis=decision.basis)

    def do(self, draft: Draft, days_ago: int, label: str = "done") -> None:
        self.book.record((draft,), now=self.at(days_ago), label=label)


def settle(book: Book) -> None:
    """Give the book its profile."""
    book.set_settings(replace(book.settings(), profile=PROFILE), NOW - timedelta(days=500))


def seed(path: Path, state: Path, firms: int = 40) -> None:
    """Make the book at `path`."""
    book = Book.open(path, now=NOW - timedelta(days=500), ids=IdSource.seeded(11), state=state)
    try:
        settle(book)
        territory = Territory(book)
        _named(territory)
        _many(territory, firms)
        book.refresh_day(NOW)
    finally:
        book.close()


def _named(t: Territory) -> None:
    acme = t.add(
        "Acme Robotics", ("Dana Cole", "VP Operations"), ("Ray Ortiz", "Plant manager"), industry="robotics",
        employees=240, city="Chicago", state="IL", domain="acme.example", zone="America/Chicago", spend=850_000,
        incumbent="Oldway Systems",
    )  # fmt: skip
    t.log(acme, 120, Outcome.NO)
    t.log(acme, 90, Outcome.VALUE, note="webinar on changeovers")
    t.log(acme, 60, Outcome.NO, reading=Reading.TIMING, note="after the audit, not before")
    t.do(moves.remark(acme, "pain", "changeovers eat a shift a week", t.at(60).date()), 60)
    t.do(moves.remark(acme, "agreed", "pilot on line 3", t.at(60).date()), 60)
    t.log(acme, 20, Outcome.CALLBACK, when=NOW.date(), words="Monday before nine", value_between=False)
    globex = t.add(
        "Globex", ("Mia Stone", "COO"), industry="packaging", employees=900, state="NY", spend=2_000_000,
        domain="globex.example", zone="America/New_York",
    )  # fmt: skip
    initech = t.add(
        "Initech", ("Ray Ortiz", "Chief operating officer"), ("Bo Li", "Buyer"), industry="food", employees=400,
        state="TX", spend=1_200_000, domain="initech.example", zone="America/Chicago",
    )  # fmt: skip
    for account in (globex, initech):
        t.do(moves.star(t.book.prospect(account, t.at(390)).account, t.at(390).date()), 390)
        for days in range(380, 40, -34):
            t.log(account, days, Outcome.NO)
    seen = t.book.prospect(globex, t.at(2))
    opening = Opening(EntryId(""), "left", t.at(2).date(), text="their COO left")
    t.do(moves.opening(seen.account, seen.people, opening, seen.world, seen.settings), 2)
    umbrella = t.add("Umbrella Foods", ("Al Berg", "Buyer"), industry="food", employees=300, spend=400_000)
    t.log(umbrella, 70, Outcome.TALK)
    for sign in ("huge-potential", "bid-out", "vanished", "apologised"):
        t.do(moves.signal(t.book.prospect(umbrella, t.at(30)).account, sign, t.at(30).date()), 30)
    stark = t.add("Stark Legal", ("Pat Quinn", "Partner"), industry="legal", employees=12)
    t.log(stark, 40, Outcome.NO_ANSWER)
    t.add(
        "日本精密工業株式会社", ("田中 太郎", "工場長"), industry="automotive", employees=1500, country="JP",
        zone="Asia/Tokyo",
    )  # fmt: skip


_FIRST = ("Kim", "Lee", "Ana", "Tom", "Eve", "Sam", "Joe", "Ida", "Max", "Zoe")
_LAST = ("Sato", "Novak", "Brandt", "Okafor", "Lind", "Moreau", "Costa", "Ivers")
_WORDS = ("North", "Blue", "Iron", "River", "Silver", "Stone", "Green", "Lake")
_KINDS = ("Packaging", "Foods", "Robotics", "Motors", "Tools")
_TITLES = ("Plant manager", "VP Operations", "Head of maintenance", "Buyer")


def _many(t: Territory, firms: int) -> None:
    for number in range(firms):
        name = f"{_WORDS[number % 8]} {_KINDS[number % 5]} {number // 8 + 1}"
        who = f"{_FIRST[number % 10]} {_LAST[number % 8]}"
        account = t.add(
            name,
            (who, _TITLES[number % 4]),
            industry=("packaging", "food", "robotics", "automotive", "tools")[number % 5],
            employees=60 + number * 31 % 900,
            spend=50_000 + number * 7919 % 900_000,
            zone="America/Chicago" if number % 3 else "America/Los_Angeles",
            state="IL" if number % 3 else "CA",
        )
        if number % 4 == 0:
            continue
        for days in (48, 47, 45, 42, 37, 30)[: 1 + number % 6]:
            t.log(account, days + number % 3, Outcome.NO_ANSWER if number % 3 else Outcome.NO)


def person_ids(book: Book, account: AccountId) -> list[PersonId]:
    """The people of an account, in their order."""
    return [person.id for person in book.prospect(account, NOW).people]
