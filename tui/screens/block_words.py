"""What a block brought, in words: the same lines on its summary and on the clipboard (R35, R30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import block as rules
from playbook import outcomes
from tui import daytext
from tui.widgets.lines import joined

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.views import DreamRow
    from storage.views_block import BlockSummary, HourCount, LookQueue, LookRow, NoCount, PoolPick


def when(summary: BlockSummary) -> str:
    """Return the block's day and hours: "Mon 23 Nov, 08:30 to 10:32"."""
    first, last = summary.block.laps[0].start, summary.block.laps[-1].end
    day = daytext.long(first.date(), summary.day)
    return f"{day}, {daytext.clock(first)}" + ("" if last is None else f" to {daytext.clock(last)}")


def numbers(summary: BlockSummary, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return the block's numbers, each with its aside."""
    at_work = f"{daytext.plural(summary.minutes, 'minute')} with prospects" if summary.touches else ""
    rows = [
        (f"{rules.clock(summary.block.worked(now), summary.block.minutes)} h", at_work),
        (daytext.plural(summary.touches, "touch", "touches"), daytext.plural(summary.dials, "dial")),
        (
            daytext.plural(summary.talks, "talk"),
            joined((daytext.plural(summary.meetings, "meeting"), after_words(summary.after))),
        ),
        (daytext.plural(summary.no_total, "No", "No's"), ", ".join(no_words(each) for each in summary.nos)),
        (daytext.plural(summary.first, "first touch", "first touches"), f"{summary.owed} still owed today"),
    ]
    if summary.off:
        rows.append((f"{summary.on:,} on profile", f"{summary.off:,} off profile"))
    return tuple(rows)


def after_words(noes: tuple[int, ...]) -> str:
    """Say after how many No's the yeses came, with pride (R5)."""
    *most, last = [f"{count:,}" for count in noes if count] or [""]
    if not last:
        return ""
    said = f"{', '.join(most)} and {last}" if most else last
    word = "No" if said == "1" else "No's"
    return f"after {said} {word}"


def no_words(count: NoCount) -> str:
    """Return one kind of No: "3 timing", "2 not read yet", "1 all set"."""
    known = outcomes.row(count.outcome)
    unread = "not read" if known.digits and known.digits[0].reading is not None else known.label
    return f"{count.times} {count.reading or unread}"


def won(summary: BlockSummary) -> str:
    """Return the hours that dumping won, and what they are for (R30)."""
    if not summary.dumped:
        return "Nobody was let go yet: hours are won by it. Spend yours on"
    gone = daytext.plural(summary.dumped, "account")
    return f"{summary.won:,.0f} h a quarter won by letting {gone} go. Spend them on"


def dream_words(row: DreamRow, today: date) -> str:
    """Return why a dream client is worth the next hour: its opening, else its silence."""
    quiet = "never touched" if row.last_on is None else f"last touched {daytext.ago(row.last_on, today)}"
    return row.opening or joined((quiet, f"No {row.nos}" if row.nos else ""))


def pool_words(row: PoolPick) -> str:
    """Return why an account of the pool is worth the next hour: its fit."""
    return f"never touched · fit {row.verdict}" if row.fit is None else f"never touched · fit {row.fit}"


def look_title(queue: LookQueue) -> str:
    """Return "The look: 3 accounts took the most time"."""
    return f"The look: {look_words(queue)}"


def look_words(queue: LookQueue) -> str:
    """Return "3 accounts took the most time and said no yes"."""
    return f"{daytext.plural(len(queue.rows), 'account')} took the most time and said no yes"


def took(row: LookRow, days: int) -> str:
    """Return what an account took: "9.5 h in 90 days, 14 touches, No 6"."""
    minutes = row.look.minutes
    time = f"{minutes / 60:.1f} h" if minutes >= 60 else daytext.plural(minutes, "minute")  # noqa: PLR2004  (an hour)
    nos = f"No {row.nos}" if row.nos else ""
    return joined((f"{time} in {days} days", daytext.plural(row.touches, "touch", "touches"), nos))


def short(summary: BlockSummary) -> str:
    """Return the summary in two sentences, for a chat."""
    kinds = ", ".join(no_words(each) for each in summary.nos)
    said = (
        daytext.plural(summary.touches, "touch", "touches"), daytext.plural(summary.dials, "dial"),
        daytext.plural(summary.talks, "talk"),
        daytext.plural(summary.no_total, "No", "No's") + (f" ({kinds})" if kinds else ""),
        " ".join(part for part in (daytext.plural(summary.meetings, "meeting"), after_words(summary.after)) if part),
        daytext.plural(summary.first, "first touch", "first touches"),
    )  # fmt: skip
    gone = daytext.plural(summary.dumped, "account")
    hours = f" {summary.won:,.0f} h a quarter won by letting {gone} go." if summary.dumped else ""
    return f"Block of {when(summary)}: {', '.join(said)}.{hours}"


def text(summary: BlockSummary, queue: LookQueue, now: datetime) -> str:
    """Return the whole summary as plain text, for the clipboard."""
    lines = [f"Block of {when(summary)}", ""]
    lines += [f"{head:<22}{aside}".rstrip() for head, aside in numbers(summary, now)]
    lines += ["", won(summary)]
    lines += [f"  {row.name}: {dream_words(row, summary.day)}" for row in summary.dreams]
    lines += [f"  {row.name}: {pool_words(row)}" for row in summary.pool]
    lines += ["", look_title(queue)] if queue.rows else []
    lines += [f"  {row.name}: {took(row, queue.days)}" for row in queue.rows]
    lines += ["", *(_hour(each) for each in summary.hours)]
    return "\n".join(lines) + "\n"


def _hour(each: HourCount) -> str:
    touches = daytext.plural(each.touches, "touch", "touches")
    return f"{each.hour:02}:00  {touches}, {daytext.plural(each.talks, 'talk')}"
