"""The numbers of a span in words: the same sections for the page, the terminal and the clipboard (R4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from playbook import daywords, fit, proof
from playbook.cleaning import clean_line
from playbook.outcomes import row as outcome_row
from playbook.spans import Period
from playbook.words import Outcome, OutcomeClass

if TYPE_CHECKING:
    from playbook.proof import Proof, Worked
    from playbook.spans import Span
    from storage.views import OutcomeCount
    from storage.views_numbers import Before, Numbers, Sums

Row = tuple[str, ...]
NOW_SCORED = "By the verdict that each account has now: the record keeps what happened, not the profile of that day."
GIVE_UP = 4
"""No's at which most reps stop (S2, S4): what came after them would have been lost."""
_BUCKETS = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 8), (9, 16), (17, 10_000))
_INCUMBENTS = 8
_HOUR = 60
_LABEL = 48
_PERCENT = 100
_COUNTED = (
    ("touches", "touches"), ("dials", "dials"), ("first touches", "first"), ("inbound", "inbound"),
    ("talks", "talks"), ("No's", "nos"), ("meetings", "meetings"), ("wins", "wins"),
)  # fmt: skip
"""What the work is told in, and the field of the sums that holds it."""
_RATED = frozenset({"talks", "nos", "meetings", "wins"})
_SHARE = "of touches"
"""What stands above "1 in 14"."""
_QUARTERS = {1: "Q1", 4: "Q2", 7: "Q3", 10: "Q4"}


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
        _work(numbers), _outcomes(numbers), _noes(numbers), _before(numbers.before), _profile(numbers.proof),
        _criteria(numbers.proof), _incumbents(numbers.proof), _promises(numbers), _dumps(numbers), _load(numbers),
    )  # fmt: skip
    return tuple(section for section in found if section.rows)


def title(numbers: Numbers) -> str:
    """Return what the numbers are of: "this quarter, Thu 1 Oct to Mon 23 Nov 2026"."""
    return ", ".join(part for part in (named(numbers.period, numbers.back, numbers.span), days(numbers.span)) if part)


def named(period: Period | None, back: int, span: Span) -> str:
    """Return how people call a span: "this week", "last month", "Q2 2026"; nothing where its days say it."""
    if period is None or (period is Period.TODAY and back > 1):
        return ""
    if period is Period.ALL:
        return "everything"
    if period is Period.TODAY:
        return ("today", "yesterday")[back]
    if back <= 1:
        return f"{('this', 'last')[back]} {period}"
    return {
        Period.WEEK: f"the week of {daywords.short(span.first)}",
        Period.MONTH: f"{daywords.MONTHS[span.first.month - 1]} {span.first.year}",
        Period.QUARTER: f"{_QUARTERS.get(span.first.month, '')} {span.first.year}",
        Period.YEAR: f"{span.first.year}",
    }[period]


def days(span: Span) -> str:
    """Return the days of a span: "Thu 1 Oct to Mon 23 Nov 2026"."""
    if span.first == span.last:
        return daywords.full(span.last)
    year = "" if span.first.year == span.last.year else f" {span.first.year}"
    return f"{daywords.dated(span.first)}{year} to {daywords.full(span.last)}"


def share(part: int, whole: int) -> str:
    """Return how often: "1 in 14", empty where it never came."""
    return f"1 in {whole / part:,.0f}" if part and whole >= part else ""


def minutes(count: int) -> str:
    """Return minutes as `45 min` or `12.5 h`."""
    return f"{count / _HOUR:,.1f} h" if count >= _HOUR else f"{count} min"


def noes(numbers: Numbers) -> tuple[tuple[str, int], ...]:
    """Return the No's by kind and reading, with how often each came, in the order of the outcome bar (R18)."""
    return tuple(
        (_no_words(each), each.touches) for each in numbers.outcomes if outcome_row(each.outcome).cls is OutcomeClass.NO
    )


def planned(numbers: Numbers) -> int:
    """Return the touches planned for the days ahead."""
    return sum(steps for _, steps in numbers.load)


def later(before: tuple[Before, ...]) -> tuple[int, int]:
    """Return how many said yes after the No at which most give up, and how many did at all (R5)."""
    return sum(each.accounts for each in before if each.nos > GIVE_UP), sum(each.accounts for each in before)


def _no_words(count: OutcomeCount) -> str:
    row = outcome_row(count.outcome)
    read = bool(row.digits) and row.digits[0].reading is not None
    return str(count.reading or ("not read" if read else row.label))


def _work(numbers: Numbers) -> Section:
    """The sums, beside them those of the span before, and how often each came."""
    sums = numbers.sums
    before = None if numbers.earlier is None else numbers.earlier[1]
    each = f"{sums.minutes / sums.touches:.1f} min each" if sums.touches else ""
    rows = [
        (label, f"{getattr(sums, name):,}", _was(before, name), share(getattr(sums, name), sums.touches))
        if name in _RATED
        else (label, f"{getattr(sums, name):,}", _was(before, name), "")
        for label, name in _COUNTED
    ]
    rows.append(("time", minutes(sums.minutes), "" if before is None else minutes(before.minutes), each))
    notes = () if numbers.days or sums.first else ("Nothing was logged in these days.",)
    if numbers.earlier is None:
        return Section("work", "the work", tuple((row[0], row[1], row[3]) for row in rows), ("", "", _SHARE), notes)
    return Section(
        "work", "the work", tuple(rows), ("", "", "before", _SHARE), (*notes, f"before: {days(numbers.earlier[0])}")
    )


def _was(before: Sums | None, name: str) -> str:
    return "" if before is None else f"{getattr(before, name):,}"


def _outcomes(numbers: Numbers) -> Section:
    rows = []
    for each in numbers.outcomes:
        parted = "" if each.outcome is Outcome.WRONG else ","
        reading = f"{parted} {each.reading}" if each.reading else ""
        label = f"{outcome_row(each.outcome).label}{reading}"
        rows.append((label, f"{each.touches:,}", minutes(each.minutes) if each.minutes else ""))
    return Section("outcomes", "what came of it", tuple(rows))


def _noes(numbers: Numbers) -> Section:
    found = noes(numbers)
    total = sum(count for _, count in found)
    rows = tuple((label, f"{count:,}", f"{_PERCENT * count / total:.0f} %") for label, count in found)
    return Section("noes", "No's by kind and reading", rows)


def _before(before: tuple[Before, ...]) -> Section:
    lost, total = later(before)
    counts = [(low, high, sum(each.accounts for each in before if low <= each.nos <= high)) for low, high in _BUCKETS]
    rows = tuple(
        (_bucket(low, high), f"{accounts:,}", f"{_PERCENT * accounts / total:.0f} %")
        for low, high, accounts in counts
        if accounts
    )
    said = f"{lost:,} of {total:,} said yes after the fourth No: who gives up there loses them."
    return Section("before", "No's before the first yes", rows, ("No's", "accounts", ""), (said,) if lost else ())


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


def _label(foreign: str) -> str:
    """Return a foreign name or a criterion as one harmless line that leaves room for figures."""
    label = clean_line(foreign)
    return label if cell_len(label) <= _LABEL else f"{set_cell_size(label, _LABEL - 1).rstrip()}…"


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
    rows = (("accounts let go", f"{won.dumps:,}"), ("hours won a quarter", f"{won.hours:,.1f}"))
    return Section("dumps", "let go", rows if won.dumps else ())


def _load(numbers: Numbers) -> Section:
    busiest = max(numbers.load, key=lambda pair: pair[1], default=None)
    if busiest is None or not planned(numbers):
        return Section("load", "the next 90 days", ())
    rows = (
        ("planned touches", f"{planned(numbers):,}"),
        ("fullest day", f"{daywords.short(busiest[0])}: {busiest[1]:,}"),
        ("cap a day", f"{numbers.cap:,}"),
    )
    return Section("load", "the next 90 days", rows)
