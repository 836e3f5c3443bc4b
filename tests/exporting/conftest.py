"""A book with somebody in every standing, and the ways out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playbook.bodies import (
    AccountAdded,
    Barred,
    Body,
    Dumped,
    NewStep,
    OpeningSeen,
    PersonAdded,
    PersonSet,
    RemarkMade,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchLogged,
)
from playbook.decision import Draft
from playbook.facts import Fields, Value
from playbook.words import AccountId, Channel, Outcome, PersonId, Purpose, Reading, Standing, StepKind
from storage.book import Book
from storage.exporting import Exported, Wish
from storage.exporting.run import export
from storage.ids import IdSource
from storage.importing import ImportReport, run_import

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))
MONDAY = NOW.date()


def fields(**held: Value) -> Fields:
    return tuple(sorted(held.items()))


@dataclass
class Desk:
    """A rep with a book and a folder."""

    book: Book
    folder: Path

    def record(self, *drafts: tuple[str, Body]) -> dict[str, str]:
        """Write one action; returns the ids of what it added."""
        made = self.book.record([Draft(AccountId(who), body) for who, body in drafts], now=NOW, label="test")
        return dict(made.ids)

    def account(self, name: str, *people: str, **held: Value) -> str:
        """Add an account and people by name; returns its id."""
        drafts: list[tuple[str, Body]] = [("new:1", AccountAdded(name, fields(**held)))]
        drafts += [
            (f"new:{place}", PersonAdded(AccountId("new:1"), person, (("phone", "+13125550142"),)))
            for place, person in enumerate(people, 2)
        ]
        return self.record(*drafts)["new:1"]

    def out(self, form: str, name: str = "out", **more: object) -> Exported:
        """Export the book."""
        return export(self.book, Wish(form, self.folder / name, NOW, **more))  # type: ignore[arg-type]  # handed on

    def text(self, form: str, file: str, **more: object) -> str:
        """Export the book, and return the text of one file."""
        made = self.out(form, "out", **more)
        return (made.folder / file).read_bytes().decode("utf-8-sig")

    def bring(self, paths: Sequence[Path]) -> ImportReport:
        """Import files."""
        return run_import(self.book, paths, now=NOW)

    def entries(self) -> int:
        """Entries of the journal."""
        return self.book.size().entries


def opened(folder: Path, seed: int = 1) -> Desk:
    """An empty book in a folder of its own."""
    return Desk(Book.open(folder / "b.db", now=NOW, ids=IdSource.seeded(seed), state=folder / "state"), folder)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = opened(tmp_path)
    yield found
    found.book.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """An empty book beside it."""
    found = opened(tmp_path / "other", seed=2)
    yield found
    found.book.close()


def stock(desk: Desk) -> None:
    """Fill a book with everything that an account and a person may be."""
    acme = desk.account(
        "Acme Robotics", "Dana Cole", domain="acme.example", phone="+13125550100", phone_ext="7", tags="expo, vip",
        tier="A", zone="America/Chicago", employees=250, revenue=1.2e6, Segment="north", Score=4.5, Postbox="0120",
        description="Makes arms.\nAnd legs.", nos_before=3, pursued_since="2019",
    )  # fmt: skip
    person = desk.book.prospect(AccountId(acme), NOW).people[0].id
    desk.record(
        (acme, StandingSet(date(2020, 2, 1), None, dream=True)),
        (person, PersonSet(fields(title="VP Ops", phone_ext="12", email="dana@acme.example", mobile="+13125550199"))),
        (acme, TouchLogged(date(2026, 10, 1), "America/Chicago", Outcome.NO, Reading.TIMING, person=person,
                           channel=Channel.CALL, note="after the audit, not before")),
        (acme, RemarkMade("pain", "changeovers eat a shift", MONDAY, person)),
        (acme, RemarkMade("agreed", "budget in Q1", MONDAY)),
        (acme, SignalSeen("bid-out", MONDAY)),
        (acme, OpeningSeen("renewal", MONDAY, date(2027, 3, 1), text="contract ends")),
        (acme, StepSet(steps=(
            NewStep(1, StepKind.PROMISE, Purpose.CALLBACK, date(2026, 12, 7), time(9, 15), "Europe/Berlin",
                    Channel.CALL, PersonId(person), why="call me in two weeks"),
            NewStep(2, StepKind.PROMISE, Purpose.CALLBACK, date(2027, 5, 24), why="in spring"),
            NewStep(3, StepKind.NEXT, Purpose.RHYTHM, date(2027, 1, 22)),
        ))),
    )  # fmt: skip
    for name, body in (
        ("Dumped Ltd", Dumped(date(2026, 9, 1), "no gap")),
        ("Barred Inc", Barred(None, "never again")),
        ("Kunde GmbH", StandingSet(MONDAY, Standing.CUSTOMER)),
        ("Closed SA", StandingSet(MONDAY, Standing.CLOSED)),
        ("Quiet Mails", Barred(Channel.EMAIL, "no mails")),
        ("Off Profile", TouchLogged(MONDAY, "America/Chicago", Outcome.OFF_PROFILE, note="too small", counts=False)),
        ("It Fits", TouchLogged(MONDAY, "America/Chicago", Outcome.FITS, counts=False)),
    ):
        desk.record((desk.account(name, f"Somebody at {name}"), body))
    gone = desk.account("Left Behind", "Lee Gone", "Pat Barred")
    lee, pat = (person.id for person in desk.book.prospect(AccountId(gone), NOW).people)
    desk.record((lee, PersonSet(gone=True)), (pat, Barred(None, "asked us: stop, now")), (pat, Barred(Channel.CALL)))
    desk.record(("new:1", PersonAdded(AccountId(acme), "Kim Moved", fields(zone="Asia/Tokyo"), AccountId(gone))))
    desk.account("名前 株式会社", "山田 太郎")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stocked book, made once; copied, never opened."""
    desk = opened(tmp_path_factory.mktemp("stocked"))
    stock(desk)
    desk.book.close()
    return desk.folder / "b.db"


@pytest.fixture
def stocked(template: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(template, tmp_path / "b.db")
    found = opened(tmp_path, seed=3)
    yield found
    found.book.close()
