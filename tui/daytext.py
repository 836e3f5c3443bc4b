"""Days, hours and sums as a rep reads them on the glass; short and of a known width."""

from __future__ import annotations

from datetime import date, datetime, time

from playbook import daywords

DASH = "-"
_ABOUT_A_YEAR = 330
"""Days from which a bare day and month would be taken for the coming one."""


def short(on: date | None, today: date) -> str:
    """Return a day in at most 6 cells: `today`, `Tue 24` within 13 days, `22 Jan`, or `Jan'28` for another year's."""
    if on is None:
        return DASH
    if abs((on - today).days) > _ABOUT_A_YEAR:
        return f"{daywords.MONTHS[on.month - 1]}'{on.year % 100:02}"
    return daywords.on_key(on, today)


def long(on: date, today: date) -> str:
    """Return a day in a sentence: `Mon 23 Nov`, with its year where that is another one."""
    return daywords.dated(on) if on.year == today.year else daywords.full(on)


def clock(at: time | datetime | None) -> str:
    """Return an hour as `08:30`, empty for none."""
    return "" if at is None else f"{at:%H:%M}"


def money(amount: float | None) -> str:
    """Return a sum in at most 6 cells: `$2.0M`, `$850k`; a dash where it is unknown."""
    if amount is None:
        return DASH
    for unit, size in (("B", 1e9), ("M", 1e6), ("k", 1e3)):
        if amount >= size * 0.9995:
            scaled = amount / size
            return f"${scaled:.0f}{unit}" if scaled >= 100 else f"${scaled:.1f}{unit}"  # noqa: PLR2004  (four figures never fit)
    return f"${amount:.0f}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return `1 talk`, `2 talks` or `2,000 talks`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def ago(last: date, today: date) -> str:
    """Return when something was last done: `today`, `25d ago`, `3y2m ago`."""
    return "today" if last >= today else f"{span(last, today)} ago"


def span(first: date | None, today: date) -> str:
    """Return how long ago as `3y2m`, `5m`, `12d`, `today`; a dash where it never was."""
    if first is None:
        return DASH
    days = (today - first).days
    if days <= 0:
        return "today"
    months = (today.year - first.year) * 12 + today.month - first.month - (today.day < first.day)
    if months < 1:
        return f"{days}d"
    years, rest = divmod(months, 12)
    if not years:
        return f"{months}m"
    return f"{years}y{rest}m" if rest else f"{years}y"
