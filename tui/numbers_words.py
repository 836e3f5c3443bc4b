"""The numbers of a span in words: the same sections for the page, the terminal and the clipboard (R4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from playbook import daywords, fit, proof
from playbook.cleaning import clean_line
from playbook.outcomes import row as outcome_row
from playbook.spans import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playbook.proof import Proof, Worked
    from storage.views_numbers import Before, Numbers

Row = tuple[str, ...]
NOW_SCORED = "By the verdict that each account has now: the record keeps what happened, not the profile of that day."
GIVE_UP = 4
"""No's at which most reps stop (S2, S4): what came after them would have been lost."""
_BUCKETS = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 8), (9, 16), (17, 10_000))
_INCUMBENTS = 8
_HOUR = 60
_LABEL = 48
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, rows of cells, the first of them the label, and what there is to say about them."""

    name: str
    """What a plot beside it is called by."""
    title: str
    rows: tuple[Row, ...]
    head: Row = ()
    notes: tuple[str, ...] = ()


def sections(numbers: Numbers) -> tuple[Section, ...]:
    """Return everything there is to tell, in the order of the page; what has nothing to tell is left out."""
    found = (
        _work(numbers), _outcomes(numbers), _before(numbers.before), _profile(numbers.proof),
        _criteria(numbers.proof), _incumbents(numbers.proof), _promises(numbers), _dumps(numbers), _load(numbers),
    )  # fmt: skip
    return tuple(section for section in found if section.rows)


def title(numbers: Numbers, period: Period | None = None) -> str:
    """Return what the numbers are of: "this quarter, Thu 1 Oct to Mon 23 Nov 2026"."""
    span = numbers.span
    days = (
        daywords.full(span.last)
        if span.first == span.last
        else f"{daywords.dated(span.first)}{_year(numbers)} to {daywords.full(span.last)}"
    )
    name = {None: "", Period.TODAY: "today", Period.ALL: "everything"}.get(period, f"this {period}")
    return ", ".join(part for part in (name, days) if part)


def text(numbers: Numbers, period: Period | None = None) -> str:
    """Return the numbers as plain text that pastes well: for a manager, or a terminal."""
    lines = [f"Numbers: {title(numbers, period)}"]
    for section in sections(numbers):
        lines += ["", section.title.upper(), *_table(section), *section.notes]
    return "\n".join(lines)


def share(part: int, whole: int) -> str:
    """Return how often: "1 in 14", empty where it never came."""
    return f"1 in {whole / part:,.0f}" if part and whole >= part else ""


def minutes(count: int) -> str:
    """Return minutes as `45 min` or `12.5 h`."""
    return f"{count / _HOUR:.1f} h" if count >= _HOUR else f"{count} min"


def _year(numbers: Numbers) -> str:
    return "" if numbers.span.first.year == numbers.span.last.year else f" {numbers.span.first.year}"


def _table(section: Section) -> list[str]:
    rows = [section.head, *section.rows] if section.head else list(section.rows)
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def _label(foreign: str) -> str:
    """Return a foreign name or a criterion as one harmless line that leaves room for figures."""
    label = clean_line(foreign)
    return label if cell_len(label) <= _LABEL else f"{set_cell_size(label, _LABEL - 1).rstrip()}…"


def _padded(row: Row, widths: list[int]) -> Iterable[str]:
    """Pad by terminal cells: names may be Japanese; the label stands left, figures right."""
    gaps = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
    yield row[0] + gaps[0]
    yield from (gap + cell for gap, cell in zip(gaps[1:], row[1:], strict=True))


def _work(numbers: Numbers) -> Section:
    sums = numbers.sums
    rows = (
        ("touches", f"{sums.touches:,}", minutes(sums.minutes)),
        ("of them calls", f"{sums.dials:,}", ""),
        ("first touches", f"{sums.first:,}", ""),
        ("they contacted us", f"{sums.inbound:,}", ""),
        ("talks", f"{sums.talks:,}", share(sums.talks, sums.touches)),
        ("No's", f"{sums.nos:,}", share(sums.nos, sums.touches)),
        ("meetings", f"{sums.meetings:,}", share(sums.meetings, sums.touches)),
        ("wins", f"{sums.wins:,}", share(sums.wins, sums.touches)),
    )
    nothing = not (numbers.days or sums.first)
    notes = ("Nothing was logged in these days.",) if nothing else ()
    return Section("work", "the work", rows, notes=notes)


def _outcomes(numbers: Numbers) -> Section:
    rows = []
    for each in numbers.outcomes:
        reading = f", {each.reading}" if each.reading else ""
        rows.append(
            (
                f"{outcome_row(each.outcome).label}{reading}",
                f"{each.touches:,}",
                minutes(each.minutes) if each.minutes else "",
            )
        )
    return Section("outcomes", "what came of it", tuple(rows))


def _before(before: tuple[Before, ...]) -> Section:
    total = sum(each.accounts for each in before)
    counts = [(low, high, sum(each.accounts for each in before if low <= each.nos <= high)) for low, high in _BUCKETS]
    rows = tuple(
        (_bucket(low, high), f"{accounts:,}", f"{_PERCENT * accounts / total:.0f} %")
        for low, high, accounts in counts
        if accounts
    )
    later = sum(each.accounts for each in before if each.nos > GIVE_UP)
    lost = f"{later} of {total} said yes after the fourth No: who gives up there loses them."
    return Section("before", "No's before the first yes", rows, ("No's", "accounts", ""), (lost,) if later else ())


def _bucket(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low} and more" if high == _BUCKETS[-1][1] else f"{low}-{high}"


def _profile(found: Proof) -> Section:
    sides = (("on profile", found.on), ("off profile", found.off), ("not known", found.unknown))
    rows = tuple(_worked(name, work) for name, work in sides if work.touches or work.meetings)
    if not found.profiled:
        notes: tuple[str, ...] = ("No profile yet, so every account counts as on profile: the playbook page has it.",)
    else:
        notes = (f"On against off: {proof.against(found.on, found.off)}.", NOW_SCORED)
    return Section("profile", "on against off profile", rows, _HEAD, notes if rows else ())


_HEAD = ("", "touches", "min each", "meetings", "wins", "per 100")


def _worked(name: str, work: Worked) -> Row:
    each = work.minutes_each
    told = "too few" if work.share is None else f"{work.share:.1f}"
    return (
        name, f"{work.touches:,}", "" if each is None else f"{each:.1f}", f"{work.meetings:,}", f"{work.wins:,}", told
    )  # fmt: skip


def _criteria(found: Proof) -> Section:
    rows = tuple(
        (_label(fit.demand(sides.criterion)), proof.counted(sides.met), proof.counted(sides.missed))
        for sides in found.criteria
    )
    told = any(sides.met.touches or sides.missed.touches for sides in found.criteria)
    return Section("criteria", "meetings by criterion", rows if told else (), ("", "met", "not met"))


def _incumbents(found: Proof) -> Section:
    rows = tuple(_worked(_label(name), work) for name, work in found.incumbents[:_INCUMBENTS])
    more = len(found.incumbents) - len(rows)
    return Section("incumbents", "by their provider", rows, _HEAD, (f"and {more} more",) if more > 0 else ())


def _promises(numbers: Numbers) -> Section:
    found = numbers.promises
    rows = (
        ("kept on their day", f"{found.kept:,}"),
        ("kept late", f"{found.late:,}"),
        ("open, overdue", f"{found.overdue:,}"),
        ("open, ahead", f"{found.ahead:,}"),
    )
    return Section("promises", "promises", rows if any((found.kept, found.late, found.overdue, found.ahead)) else ())


def _dumps(numbers: Numbers) -> Section:
    won = numbers.won
    rows = (("accounts let go", f"{won.dumps:,}"), ("hours won a quarter", f"{won.hours:.1f}"))
    return Section("dumps", "let go", rows if won.dumps else ())


def _load(numbers: Numbers) -> Section:
    busiest = max(numbers.load, key=lambda pair: pair[1], default=None)
    planned = sum(steps for _, steps in numbers.load)
    if busiest is None or not planned:
        return Section("load", "the next 90 days", ())
    rows = (
        ("planned touches", f"{planned:,}"),
        ("fullest day", f"{daywords.short(busiest[0])}: {busiest[1]:,}"),
        ("cap a day", f"{numbers.cap:,}"),
    )
    return Section("load", "the next 90 days", rows)
