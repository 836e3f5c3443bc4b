"""The plots of the numbers page: days and what came of them, hours of talks, No's before a yes, what lies ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from playbook import daywords
from tui.numbers_words import noes
from tui.widgets.looks import Look
from tui.widgets.plot_canvas import Drawing, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.views_numbers import DayCount, Numbers

_BESIDE = 9
"""Cells that names and figures take beside the bars."""
_MOST_NOES = 24
_MONDAY = 0
_WORK_DAYS = 5
_WEEK = 7

_SAID: dict[str, Callable[[date], str]] = {
    "month": lambda day: f"{daywords.MONTHS[day.month - 1]} {day.year % 100:02}", "year": lambda day: f"{day.year}",
}  # fmt: skip
"""How a bar of a month or a year is named; others by their first day."""

Points = tuple[tuple[float, float], ...]


def drawing_of(name: str, numbers: Numbers, width: int) -> Drawing | None:
    """Return the plot beside the section of that name for a width, None where there is nothing to plot."""
    made = _PLOTS.get(name)
    drawing = None if made is None else made(numbers, width - _BESIDE)
    return drawing if drawing is not None and any(series.points for series in drawing.series) else None


def _work(numbers: Numbers, room: int) -> Drawing | None:
    """Touches by day, week, month or year, whichever fits; below them what came of them. One day is no plot."""
    if len(numbers.days) <= 1:
        return None
    unit, groups = _grouped(numbers.days, room)
    counts = (("talks", _talks, Look.GOOD), ("No's", _noes, Look.TEXT), ("meetings", _meetings, Look.GOOD))
    rows = tuple(
        Series(name, _points([sum(map(count, group)) for group in groups]), "row", look)
        for name, count, look in counts
        if any(map(count, numbers.days))
    )
    touches = Series("touches", _points([sum(map(_touches, group)) for group in groups]), "bars")
    return Drawing((touches, *rows), f"touches a {unit}", ticks=_ticks([group[0].day for group in groups], unit))


def _grouped(days: Sequence[DayCount], room: int) -> tuple[str, list[list[DayCount]]]:
    """Return the finest of day, week, month and year whose bars fit, and the days of each bar."""
    keys: tuple[tuple[str, Callable[[DayCount], object]], ...] = (
        ("day", lambda each: each.day),
        ("week", lambda each: each.day - timedelta(days=each.day.weekday())),
        ("month", lambda each: (each.day.year, each.day.month)),
        ("year", lambda each: each.day.year),
    )
    made = ((unit, [list(group) for _, group in groupby(days, key)]) for unit, key in keys)
    return next((found for found in made if len(found[1]) <= room), ("year", [list(days)]))


def _ticks(days: Sequence[date], unit: str) -> tuple[tuple[float, str], ...]:
    """Name the bars: of days the Mondays, of all else each one; the axis drops what has no room."""
    said = _SAID.get(unit, daywords.short)
    few = len(days) <= _WEEK
    return tuple(
        (float(place), said(day))
        for place, day in enumerate(days)
        if unit != "day" or few or day.weekday() == _MONDAY
    )  # fmt: skip


def _hours(numbers: Numbers, room: int) -> Drawing:
    """Talks by the hour of their day."""
    del room
    held = dict(numbers.hours)
    hours = range(min(held, default=0), max(held, default=-1) + 1)
    points = tuple((float(hour), float(held.get(hour, 0))) for hour in hours)
    ticks = tuple((float(hour), f"{hour}") for hour in hours)
    return Drawing((Series("talks", points, "bars", Look.GOOD),), "when they talk", "hour of their day", "talks", ticks)


def _kinds(numbers: Numbers, room: int) -> Drawing:
    """No's by kind and reading, a bar each."""
    del room
    found = noes(numbers)
    ticks = tuple((float(place), label) for place, (label, _) in enumerate(found))
    points = _points([count for _, count in found])
    return Drawing((Series("No's", points, "across"),), "what kind of No", "", "No's", ticks)


def _before(numbers: Numbers, room: int) -> Drawing:
    """Accounts by the No's that they had said before the first yes (R5)."""
    held = {each.nos: each.accounts for each in numbers.before}
    most = min(_MOST_NOES, max(room // 2, 1))
    noes_said = range(min(max(held, default=-1), most) + 1)
    counts = [held.get(count, 0) for count in noes_said]
    if held:
        counts[-1] += sum(accounts for count, accounts in held.items() if count > most)
    ticks = tuple((float(count), f"{count}{'+' if count == most else ''}") for count in noes_said)
    bars = Series("accounts", _points(counts), "bars")
    return Drawing((bars,), "how many No's before the yes", "No's", "accounts", ticks)


def _profile(numbers: Numbers, room: int) -> Drawing | None:
    """Meetings in 100 touches on and off profile; too few touches make no bar."""
    del room
    found = numbers.proof
    sides = (("on profile", found.on), ("off profile", found.off), ("not known", found.unknown))
    told = [(name, work.share) for name, work in sides if work.share is not None]
    if not found.profiled or not told:
        return None
    ticks = tuple((float(place), name) for place, (name, _) in enumerate(told))
    points = _points([share or 0.0 for _, share in told])
    return Drawing((Series("meetings", points, "across"),), "meetings in 100 touches", ticks=ticks)


def _dumps(numbers: Numbers, room: int) -> Drawing:
    """Hours a quarter that were won, by the day of the dump, and how many were let go (R30)."""
    del room
    found = numbers.won.days
    ticks = tuple((float(place), daywords.short(day)) for place, (day, _, _) in enumerate(found))
    hours = Series("hours", _points([hours for _, _, hours in found]), "bars", Look.GOOD)
    gone = Series("let go", _points([count for _, count, _ in found]), "row")
    return Drawing((hours, gone), "hours won", "", "a quarter", ticks)


def _load(numbers: Numbers, room: int) -> Drawing | None:
    """Planned touches against the cap: each day where it fits, else the mean of a week's working days (R34)."""
    if not any(steps for _, steps in numbers.load):
        return None
    cap = Series("cap", ((0.0, float(numbers.cap)),), "rule", Look.WARN)
    if len(numbers.load) <= room - len(f"cap {numbers.cap}"):
        days = [day for day, _ in numbers.load]
        bars = Series("planned", _points([steps for _, steps in numbers.load]), "bars", Look.NEXT)
        return Drawing((bars, cap), "planned touches a day", ticks=_ticks(days, "day"))
    weeks = [list(week) for _, week in groupby(numbers.load, lambda pair: pair[0] - timedelta(days=pair[0].weekday()))]
    means = [sum(steps for _, steps in week) / max(_worked(week), 1) for week in weeks]
    bars = Series("planned", _points(means), "bars", Look.NEXT)
    ticks = _ticks([week[0][0] for week in weeks], "week")
    return Drawing((bars, cap), "planned touches a working day", "", "week by week", ticks)


def _worked(week: Iterable[tuple[date, int]]) -> int:
    return sum(day.weekday() < _WORK_DAYS for day, _ in week)


def _points(counts: Sequence[float]) -> Points:
    return tuple((float(place), float(count)) for place, count in enumerate(counts))


def _touches(day: DayCount) -> int:
    return day.touches


def _noes(day: DayCount) -> int:
    return day.nos


def _talks(day: DayCount) -> int:
    return day.talks


def _meetings(day: DayCount) -> int:
    return day.meetings


_PLOTS: dict[str, Callable[[Numbers, int], Drawing | None]] = {
    "work": _work, "outcomes": _hours, "noes": _kinds, "before": _before, "profile": _profile, "dumps": _dumps,
    "load": _load,
}  # fmt: skip
