"""The numbers of the settings that only a whole book shows, one more and one less (R27, R32, R34, R35, R37, R43).

The rest stands in tests/playbook/test_every_number.py, which also says that none is without an observation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from playbook import block, look, pool, relief
from playbook.look import Spent
from playbook.settings import Settings
from playbook.words import AccountId, Group, Outcome, Purpose, StepKind
from storage import look as looking
from storage import spread
from storage.today import today
from tests.playbook.test_every_number import ELSEWHERE, below_range, changed, numbers
from tests.storage.rows import MONDAY, NOW, Rows, account, ago, lay, step

See = Callable[[Settings], object]


@contextmanager
def book(due: int, waiting: int = 0) -> Iterator[Rows]:
    """A book with so many rhythm steps due today and so many accounts in the pool."""
    with TemporaryDirectory() as folder:
        db = lay(Path(folder) / "rows.notyet")
        rows = Rows(db)
        rows.add(
            *(account(f"due{each:03}", step(f"s{each}", Purpose.RHYTHM, MONDAY), touches=1) for each in range(due)),
            *(account(f"new{each:03}") for each in range(waiting)),
        )
        yield rows
        db.close()


def shown(settings: Settings) -> int:
    """Touches of a day with more than enough due and nobody new (R34)."""
    with book(60) as rows:
        return len(today(rows.db, settings, NOW).rows)


def owed(settings: Settings) -> int:
    """First touches owed in the morning (R32)."""
    with book(0, 30) as rows:
        return today(rows.db, settings, NOW).owed


def owed_when_full(settings: Settings) -> int:
    """First touches owed where the coming days are full (R32)."""
    crowded = replace(settings, caps=replace(settings.caps, day=1))
    with book(60, 30) as rows:
        return today(rows.db, crowded, NOW).owed


def woven(settings: Settings) -> int:
    """Place of the first of the first touches (R32)."""
    with book(60, 30) as rows:
        groups = [row.group for row in today(rows.db, settings, NOW).rows]
        return groups.index(Group.FIRST)


def taken(settings: Settings) -> int:
    """First touches after one `>` (R32)."""
    with book(0, 60) as rows:
        return len(today(rows.db, settings, NOW, more=settings.caps.more).rows)


def researched(settings: Settings) -> int:
    """Research rows shown on a day that holds back (R6)."""
    with book(60) as rows:
        rows.add(*(account(f"who{each}", step(f"r{each}", Purpose.RESEARCH, MONDAY)) for each in range(5)))
        return sum(row.group is Group.RESEARCH for row in today(rows.db, settings, NOW).rows)


def full_from(settings: Settings) -> int:
    """Touches in the coming days from which the book is full (R32)."""
    return next(ahead for ahead in count() if relief.is_full(ahead, settings))


def low_under(settings: Settings) -> int:
    """Waiting accounts from which the pool is no longer low (R32)."""
    return next(waiting for waiting in count() if not pool.is_low(waiting, settings))


def spread_over(settings: Settings) -> int:
    """Working days over which a backlog is spread (R34)."""
    with book(60) as rows:
        return len(spread.preview(rows.db, settings, NOW, frozenset()).spread.days)


def greeted_after(settings: Settings) -> tuple[int, ...]:
    """Days without a touch after which a backlog greets the rep (R37)."""
    found = []
    for days in range(1, 9):
        with book(60) as rows:
            rows.touch("due001", ago(days))
            if spread.coming_back(rows.db, settings, NOW, frozenset()) is not None:
                found.append(days)
    return tuple(found)


def comebacks_skipped(settings: Settings) -> tuple[int, ...]:
    """Days late at which a written comeback is skipped (R37)."""
    found = []
    for late in range(5, 16):
        with book(60) as rows:
            rows.add(account("back", step("c", Purpose.COMEBACK, ago(late), StepKind.SERIES), touches=1))
            if spread.preview(rows.db, settings, NOW, frozenset()).skipped:
                found.append(late)
    return tuple(found)


def pause(settings: Settings) -> tuple[int, ...]:
    """Minutes counted of one look at the clock after so many minutes of silence (R27)."""
    return tuple(
        block.measured([NOW, NOW + timedelta(minutes=silent)], settings.block.pause).minutes(99)
        for silent in range(1, 9)
    )  # fmt: skip


def spent(*minutes: int) -> list[Spent]:
    return [Spent(AccountId(f"a{place}"), each, False) for place, each in enumerate(minutes)]  # noqa: FBT003


def looked_at(settings: Settings) -> int:
    """Accounts of the look after a block (R43)."""
    return len(look.looks(spent(9, 8, 7, 6, 5, 4), settings.block))


def looked_back(settings: Settings) -> tuple[int, ...]:
    """Ages of a touch that the look still sees (R43)."""
    found = []
    for age in range(85, 96):
        with book(1) as rows:
            rows.touch("due000", ago(age), Outcome.NO_ANSWER, minutes=30)
            if looking.queue(rows.db, settings, NOW).rows:
                found.append(age)
    return tuple(found)


def little_payoff(settings: Settings) -> tuple[int, ...]:
    """Times the median of minutes from which "lots of work, little payoff" is offered (R43)."""
    return tuple(
        times for times in range(2, 9)
        if look.looks(spent(10 * times + 1, 10, 10, 10, 10), settings.block)[0].offered
    )  # fmt: skip


def over_at(settings: Settings) -> str:
    """How the clock of a block names its length (R35)."""
    return block.clock(timedelta(), settings.block.minutes)


SEEN: dict[str, tuple[See, object]] = {
    "caps.day": (shown, 40),
    "caps.first": (owed, 5),
    "caps.first_full": (owed_when_full, 1),
    "caps.weave": (woven, 7),
    "caps.more": (taken, 20),
    "caps.research": (researched, 1),
    "caps.ahead_work_days": (full_from, 721),
    "caps.full_percent": (full_from, 721),
    "caps.pool_days": (low_under, 50),
    "caps.spread_work_days": (spread_over, 10),
    "caps.back_work_days": (greeted_after, (6, 7, 8)),
    "spacing.comeback_late": (comebacks_skipped, (11, 12, 13, 14, 15)),
    "block.minutes": (over_at, "0:00 of 2:00"),
    "block.pause": (pause, (1, 2, 3, 4, 5, 99, 99, 99)),
    "block.look": (looked_at, 3),
    "block.look_days": (looked_back, (85, 86, 87, 88, 89)),
    "block.times_median": (little_payoff, (5, 6, 7, 8)),
}
"""Setting -> how it is seen, and what is seen at its default."""


def test_no_number_of_the_day_is_without_an_observation() -> None:
    sections = {key for key in ELSEWHERE if "." not in key}
    wanted = {key for key in numbers() if key.partition(".")[0] in sections} | (ELSEWHERE - sections)
    assert set(SEEN) == wanted


@pytest.mark.parametrize("key", SEEN)
def test_a_number_does_what_the_playbook_says(key: str) -> None:
    see, expected = SEEN[key]
    assert see(Settings()) == expected


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("key", SEEN)
def test_one_more_or_one_less_is_seen(key: str, by: int) -> None:
    see, expected = SEEN[key]
    if not below_range(key, by):
        assert see(changed(key, by)) != expected
