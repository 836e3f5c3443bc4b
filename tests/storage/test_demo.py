from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import phonenumbers
import pytest

from playbook import codec, days, guards
from playbook.bodies import DumpKept, NewStep, OpeningSeen, Revived, StandingSet, StepSet, TouchLogged
from playbook.errors import Refused
from playbook.facts import AccountFacts, PersonFacts
from playbook.outcomes import row
from playbook.settings import Settings
from playbook.words import Group, Purpose, Standing, StepKind, Verdict
from storage import demo, free_days
from storage.book import Book
from storage.demo.script import script
from storage.dump_tables import dump_tables

MONDAY = date(2026, 11, 23)
DAYS = (MONDAY, date(2026, 11, 28), date(2028, 2, 29), date(2027, 1, 1))
"""A Monday, a Saturday, a leap day, a holiday at the turn of a year."""
FICTION = re.compile(r"\+1\d{3}55501\d\d|\+441614960\d{3}|\+494066969\d{3}|\+3346571\d{4}|\+4631390\d{4}")
"""Numbers that the regulators keep free for stories."""


@dataclass(frozen=True)
class Built:
    day: date
    path: Path
    state: Path

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(8, 30), ZoneInfo(demo.ZONE))

    def open(self) -> Book:
        return Book.open(self.path, now=self.now, create=False, state=self.state)

    def read(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True))


def build(folder: Path, day: date) -> Built:
    built = Built(day, folder / "demo.db", folder / "state")
    demo.make(built.path, day, state=built.state)
    return built


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Built]:
    """Build each day's book once."""
    return cache(lambda day: build(tmp_path_factory.mktemp("demo"), day))


@pytest.fixture(params=DAYS, ids=str)
def built(request: pytest.FixtureRequest, shelf: Callable[[date], Built]) -> Built:
    return shelf(request.param)


@pytest.fixture
def monday(shelf: Callable[[date], Built]) -> Built:
    return shelf(MONDAY)


def entries(built: Built) -> list[tuple[str, ...]]:
    with built.read() as db:
        return db.execute("SELECT id, action, at, kind, entity, body, actor FROM entry ORDER BY id").fetchall()


def accounts(built: Built) -> list[tuple[Standing, AccountFacts]]:
    with built.read() as db:
        rows = db.execute("SELECT standing, facts FROM account ORDER BY id").fetchall()
    return [(Standing(stands), codec.decode(AccountFacts, facts)) for stands, facts in rows]


def people(built: Built) -> list[PersonFacts]:
    with built.read() as db:
        return [codec.decode(PersonFacts, facts) for (facts,) in db.execute("SELECT facts FROM person ORDER BY id")]


def test_the_same_day_gives_the_same_book(monday: Built, tmp_path: Path) -> None:
    """And it belongs to this machine: what its rep did last can be taken back (R39)."""
    again = build(tmp_path, MONDAY)
    assert {each.name for each in tmp_path.iterdir()} == {"demo.db", "state"}
    assert entries(again) == entries(monday)
    with again.read() as mine, monday.read() as theirs:
        assert dump_tables(mine) == dump_tables(theirs)
    with closing(again.open()) as book:
        newest = book.newest_action()
        assert newest is not None
        assert " · " in newest[1]
        assert book.undo(again.now).action == newest[0]


def test_every_group_of_the_day_is_there(built: Built) -> None:
    """R33: all groups, a list that fills a morning and no more; nobody new on a day off (R37)."""
    with closing(built.open()) as book:
        today = book.today(built.now)
    groups = Counter(each.group for each in today.rows)
    works = built.day not in {date(2026, 11, 28), date(2027, 1, 1)}
    assert set(groups) == (set(Group) if works else set(Group) - {Group.FIRST})
    assert 18 <= len(today.rows) + (0 if works else 10) <= 25
    assert today.held_back == 0
    assert today.done == 0
    assert {Purpose.BURST, Purpose.RHYTHM, Purpose.CHASE, Purpose.COMEBACK, Purpose.SUCCESSOR} <= {
        each.purpose for each in today.rows
    }
    assert any(each.at is not None for each in today.rows)
    assert max(each.late for each in today.rows) <= 16
    assert 30 <= today.pool <= 45


def test_the_dream_client_of_seven_years(built: Built) -> None:
    """S2: seven years, No 41, two million a year, and then she has left (R21, R23)."""
    with closing(built.open()) as book:
        rows = book.dream(built.now)
        first = book.prospect(rows[0].account, built.now)
    assert 8 <= len(rows) <= 10
    assert (int(rows[0].years), rows[0].spend, rows[0].opening) == (7, 2_000_000, "person left")
    assert first.account.nos + int(first.account.get("nos_before")) == 41
    assert any(person.gone for person in first.people)
    assert sum(bool(sum(each.quarters)) for each in rows) == len(rows)


def test_the_dump_queue_has_each_reason(built: Built) -> None:
    """R2, R19, R25, R26: a round, a gap, off profile, and a dream client among the drainers; R30: hours won."""
    with closing(built.open()) as book:
        queue = book.dump_queue(built.now)
    assert 4 <= len(queue.rows) <= 6
    assert {each.why for each in queue.rows} == {"signals", "gap", "off profile"}
    assert all(each.evidence for each in queue.rows)
    assert any(each.rounds for each in queue.rows)
    assert any(each.dream for each in queue.rows)
    assert queue.dumped == 3
    assert queue.hours_won > 10


def test_every_standing_and_every_verdict(built: Built) -> None:
    """R1, R6: each state that the book can show has its example."""
    held = accounts(built)
    assert 145 <= len(held) <= 160
    assert {stands for stands, _ in held} == set(Standing)
    with built.read() as db:
        assert {Verdict(found) for (found,) in db.execute("SELECT DISTINCT verdict FROM account")} == set(Verdict)
    about = {remark.about for _, facts in held for remark in facts.remarks}
    assert {"pain", "agreed", "note"} <= about


def test_nobody_is_forgotten(built: Built) -> None:
    """R6: the doctor finds nothing; no working account is without a step."""
    with closing(built.open()) as book:
        found = [each for each in book.doctor(built.now) if not each.ok]
    assert not found
    assert not [facts.name for stands, facts in accounts(built) if stands is Standing.WORKING and not facts.steps]


def planned(number: str, body: object) -> Iterator[tuple[str, NewStep]]:
    if isinstance(body, TouchLogged | StepSet | OpeningSeen | DumpKept | Revived | StandingSet):
        for step in body.steps:
            yield f"{number}/{step.n}", step


def test_promises_stand_where_they_were_made(built: Built) -> None:
    """R10: nothing moves one; each is kept by a touch on its day or later, or ended by something said."""
    promised: dict[str, NewStep] = {}
    for number, _, _, kind, _, body, _ in entries(built):
        held = codec.decode_body(kind, body)
        promised |= {name: step for name, step in planned(number, held) if step.kind is StepKind.PROMISE}
        if isinstance(held, TouchLogged):
            assert not held.moved
            assert all(held.on >= promised[name].on for name in held.kept if name in promised)
        if isinstance(held, StepSet):
            assert not held.moved
    standing = {str(step.id): step.on for _, facts in accounts(built) for step in facts.steps}
    assert promised
    assert all(standing.get(name, step.on) == step.on for name, step in promised.items())


def test_nobody_is_pestered(built: Built) -> None:
    """R11: no planned touch within five working days of a talk with or gift to the person, two to the account."""
    steps: dict[str, NewStep] = {}
    talked: dict[str, date] = {}
    gaps = Settings().guards
    off = free_days.calendar_of("US", built.day) | free_days.calendar_of("US", date(built.day.year - 2, 1, 1))
    for number, _, _, kind, entity, body, _ in entries(built):
        held = codec.decode_body(kind, body)
        steps |= dict(planned(number, held))
        if not isinstance(held, TouchLogged):
            continue
        bound = [steps[name] for name in held.kept if not guards.exempt(steps[name].kind, steps[name].purpose)]
        for whom, least in ((held.person, gaps.person_work_days), (entity, gaps.account_work_days)):
            if bound and whom in talked:
                assert days.add_work_days(talked[whom], least, off) <= held.on, (entity, held)
        if row(held.outcome).talk or row(held.outcome).gift:
            talked |= {name: held.on for name in (entity, held.person) if name}


def test_names_and_numbers_are_fiction(monday: Built) -> None:
    """Nobody real: mail goes to .example, phones are kept free for stories and are well-formed."""
    everybody = people(monday)
    phones = [each.get("phone") for each in everybody] + [facts.get("phone") for _, facts in accounts(monday)]
    phones = [phone for phone in phones if phone]
    assert phones
    assert [each for each in phones if not FICTION.fullmatch(each)] == []
    assert [each for each in phones if not phonenumbers.is_valid_number(phonenumbers.parse(each))] == []
    assert len(set(phones)) == len(phones)
    mails = [each.get("email") for each in everybody if each.get("email")]
    assert len(mails) > 200
    assert [mail for mail in mails if not re.fullmatch(r"[a-z.-]+@[a-z0-9.-]+\.example", mail)] == []
    assert len({each.name for each in everybody}) == len(everybody)


def test_names_try_the_screens(monday: Built) -> None:
    names = [facts.name for _, facts in accounts(monday)]
    assert any(len(name) > 80 for name in names)
    assert any(re.search(r"[\u3040-\u9fff]", name) for name in names)
    assert any(re.search(r"[äöüéå]", name) for name in names)


def test_people_left_and_were_followed(monday: Built) -> None:
    """R21: they work elsewhere now, with the relation noted, and can be reached there."""
    followed = [each for each in people(monday) if each.came_from is not None]
    assert len(followed) == len(script().newcomers)
    assert all(each.account != each.came_from and not each.gone for each in followed)
    assert all(each.get("email") for each in followed)
    assert sum(facts.outlived for _, facts in accounts(monday)) > len(followed)


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine")
    with pytest.raises(Refused, match="was left as it is"):
        demo.make(path, MONDAY)
    assert path.read_text() == "mine"


def test_the_script_names_only_who_is_in_it() -> None:
    held = script()
    names = [company.name for roll in held.rolls for company in roll.companies]
    everybody = {*names, *(company.name for company in held.newcomers)}
    assert len(names) == 150
    assert len(everybody) == len(names) + len(held.newcomers)
    assert {*held.stories, *held.people} <= everybody
    firms = {beat.firm for story in held.stories.values() for beat in story.beats if beat.firm}
    assert firms == {company.name for company in held.newcomers}


def test_the_history_was_made_by_the_rules(monday: Built) -> None:
    """Every planned step names its rule, and every touch the entry that it was decided from."""
    touches = [codec.decode_body(kind, body) for _, _, _, kind, _, body, _ in entries(monday) if kind == "touch.logged"]
    assert len(touches) > 1200
    for touch in touches:
        assert isinstance(touch, TouchLogged)
        assert touch.basis
        assert all(step.rule and step.why for step in touch.steps)
    assert {kind for _, _, _, kind, _, _, _ in entries(monday)} >= {
        "account.added", "account.set", "person.added", "person.set", "touch.logged", "signal.seen", "opening.seen",
        "remark.made", "dump.kept", "dump.dumped", "standing.set", "contact.barred", "playbook.set", "asset.added",
    }  # fmt: skip
    assert "values" in json.loads(entries(monday)[0][5])
