"""The demo book: a believable territory with two years of history, made by the real rules, the same at every build."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from playbook.bodies import AssetAdded
from playbook.decision import Draft
from playbook.errors import Refused
from playbook.settings import Settings
from playbook.words import AccountId
from storage import actions, free_days, journal, opening, paths, settings_rows, tables
from storage.connection import Link
from storage.demo.casting import Casting
from storage.demo.chances import Chances
from storage.demo.script import Script, script
from storage.demo.stage import Stage
from storage.demo.territory import Territory
from storage.demo.turns import Rep
from storage.demo.walk import Walk, starts
from storage.demo.watch import Watch, Week
from storage.transaction import tx

ZONE: Final = "America/Chicago"
"""The demo rep's zone, where nobody names another."""
_MORNING: Final = time(6, 0)


def make(path: Path, day: date, *, zone: str = ZONE, state: Path | None = None) -> None:
    """Make the demo book at `path` as it stands in the morning of `day`: everything due, nothing done yet.

    The same day and zone give the same entries at every build. On a day off it stands as on the working day before.
    `state` is the machine's own folder, the usual one where it is None.

    Raises:
        Refused: something is at `path` already; it was left as it is.
        BookTrouble: the file cannot be made.
    """
    if path.exists():
        raise Refused(f"{path} exists already and was left as it is.", "Name a file that does not exist yet.")
    making = path.with_name(f"{path.name}.making")
    making.unlink(missing_ok=True)
    _fill(making, day, zone, state)
    making.replace(path)
    for left in (paths.lock_of(making), making.with_name(f"{making.name}-journal")):
        left.unlink(missing_ok=True)


def _fill(path: Path, day: date, zone: str, state: Path | None) -> None:
    """Make the whole book; until it is whole it does not stand under its own name."""
    now = datetime.combine(day, _MORNING, ZoneInfo(zone))
    link, pen = opening.open_book(path, now=now, ids=None, create=True, state=state)
    try:
        territory = _lived(link, day, zone)
        with tx(link) as db:
            journal.append(db, territory.entries, pen.writer)
            for action, entries in groupby(territory.entries, attrgetter("action")):
                actions.note(db, list(entries), pen.writer, territory.labels[action])
            tables.rebuild(db)
            tables.new_day(db, day)
    finally:
        link.db.close()


def _lived(link: Link, day: date, zone: str) -> Territory:
    """Live the two years in memory."""
    cast = script()

    @cache
    def around(country: str, year: int) -> frozenset[date]:
        return free_days.holidays_of(link.db, country, date(year, 1, 1))

    def days_off(country: str, day: date) -> frozenset[date]:
        return around(country, day.year)

    week = Week(day, starts(cast), lambda each: days_off("US", each))
    settings = Settings(profile=cast.profile)
    territory = Territory(settings, days_off, _dice("ids"))
    casting = Casting(cast, _dice("names"), week.target)
    rep = Rep(territory, casting, cast, _dice("talks"), zone)
    chances = Chances(territory, rep, casting, cast, _dice("outcomes"))
    stage = Stage(territory, rep, casting, cast, week)
    clock = _dice("clock")
    _set_up(territory, cast, Watch(week.first, zone, clock))
    Walk(territory, rep, chances, stage, casting, cast).run(week, zone, clock)
    return territory


def _dice(use: str) -> Random:
    """Return the dice of one use: always the same, so that a new line in one list moves nothing in another."""
    return Random(f"notyet demo {use}")  # noqa: S311  (must repeat, guards nothing)


def _set_up(territory: Territory, cast: Script, watch: Watch) -> None:
    """Write the profile and the value library, as a rep would before the first list."""
    nobody = AccountId("")
    territory.write(settings_rows.changes(Settings(), territory.settings), watch.next(), "playbook: profile")
    for title, kind in cast.assets:
        territory.write((Draft(nobody, AssetAdded(title, (("kind", kind),))),), watch.next(), f"value added · {title}")
