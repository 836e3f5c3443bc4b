"""The plots of the numbers page: touches and what came of them, hours of talks, No's before a yes, the load ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import daywords
from tui.widgets.plot_canvas import Drawing, Series

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from storage.views_numbers import DayCount, Numbers

_A_DAY, _A_WEEK, _A_MONTH = 1, 7, 30
_MOST = 120
"""Points beside each other: a longer span is summed by weeks, then by months of 30 days."""
_TICKS = 6
_MOST_NOES = 24


def drawing_of(name: str, numbers: Numbers) -> Drawing | None:
    """Return the plot beside the section of that name, None where there is none or nothing to plot."""
    made = _PLOTS.get(name)
    drawing = None if made is None else made(numbers)
    return drawing if drawing is not None and any(series.points for series in drawing.series) else None


def _work(numbers: Numbers) -> Drawing | None:
    """Touches and outcomes; nothing to see in a single day."""
    if len(numbers.days) <= 1:
        return None
    size = next((size for size in (_A_DAY, _A_WEEK) if len(numbers.days) / size <= _MOST), _A_MONTH)
    groups = [numbers.days[start : start + size] for start in range(0, len(numbers.days), size)]
    unit = {_A_DAY: "a day", _A_WEEK: "a week", _A_MONTH: "in 30 days"}[size]
    touches = Series("touches", _points([sum(map(_touches, group)) for group in groups]), "bars")
    came = (("No's", _noes), ("talks", _talks))
    marks = (Series(name, _seen([sum(map(count, group)) for group in groups]), "marks") for name, count in came)
    return Drawing(
        (touches, *marks), "touches and what came of them", "", unit, _ticks([group[0].day for group in groups])
    )


def _hours(numbers: Numbers) -> Drawing:
    held = dict(numbers.hours)
    hours = range(min(held, default=0), max(held, default=-1) + 1)
    points = tuple((float(hour), float(held.get(hour, 0))) for hour in hours)
    ticks = tuple((float(hour), f"{hour}") for hour in hours)
    return Drawing((Series("talks", points, "bars"),), "when they talk", "hour of their day", "talks", ticks)


def _before(numbers: Numbers) -> Drawing:
    held = {each.nos: each.accounts for each in numbers.before}
    noes = range(min(max(held, default=-1), _MOST_NOES) + 1)
    counts = [held.get(count, 0) for count in noes]
    if held:
        counts[-1] += sum(accounts for count, accounts in held.items() if count > _MOST_NOES)
    ticks = tuple((float(count), f"{count}{'+' if count == _MOST_NOES else ''}") for count in noes)
    return Drawing(
        (Series("accounts", _points(counts), "bars"),), "how many No's before the yes", "No's", "accounts", ticks
    )


def _load(numbers: Numbers) -> Drawing:
    days = [day for day, _ in numbers.load]
    cap = _points([numbers.cap] * len(days))
    steps = Series("planned", _points([steps for _, steps in numbers.load]), "bars")
    return Drawing((steps, Series("cap", cap)), "the load ahead", "", "touches a day", _ticks(days))


def _points(counts: Sequence[int]) -> tuple[tuple[float, float], ...]:
    return tuple((float(place), float(count)) for place, count in enumerate(counts))


def _seen(counts: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return the points that are worth a mark: none where nothing happened."""
    return tuple(point for point in _points(counts) if point[1])


def _ticks(days: Sequence[date]) -> tuple[tuple[float, str], ...]:
    every = max(1, len(days) // _TICKS)
    return tuple((float(place), daywords.short(days[place])) for place in range(0, len(days), every))


def _touches(day: DayCount) -> int:
    return day.touches


def _noes(day: DayCount) -> int:
    return day.nos


def _talks(day: DayCount) -> int:
    return day.talks


_PLOTS: dict[str, Callable[[Numbers], Drawing | None]] = {
    "work": _work, "outcomes": _hours, "before": _before, "load": _load,
}  # fmt: skip
