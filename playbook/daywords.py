"""Days in words, the same on every machine and in every locale."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short(day: date) -> str:
    """Return `24 May`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def dated(day: date) -> str:
    """Return `Mon 24 May`."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def full(day: date) -> str:
    """Return `Mon 24 May 2027`."""
    return f"{dated(day)} {day.year}"


def on_key(day: date, today: date) -> str:
    """Return a date of at most 6 cells for an outcome key: `today`, `Tue 24` within 13 days, else `22 Jan`."""
    if day == today:
        return "today"
    near = 0 < (day - today).days <= 13  # noqa: PLR2004  (the width of the cell decides, DESIGN section 4)
    return f"{WEEKDAYS[day.weekday()]} {day.day}" if near else short(day)
