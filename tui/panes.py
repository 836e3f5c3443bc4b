"""The words of the panes' titles and tabs: what counts in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.words import Verdict
from tui import daytext, keys
from tui.commands import Pane

if TYPE_CHECKING:
    from datetime import date

    from storage.views import Today
    from tui.aim import Aim, Drawn
    from tui.reading import Board

ORDER = (Pane.TODAY, Pane.DREAM, Pane.DUMP)
NAMES = {Pane.TODAY: "Today", Pane.DREAM: "Dream clients", Pane.DUMP: "Dump queue"}
_SHORT = {Pane.TODAY: "Today", Pane.DREAM: "Dream", Pane.DUMP: "Dump"}
_NARROW = 70
FULL = "the book is full"
"""R32 has it so; a title without room says its last word alone."""


def aside(board: Board, pane: Pane) -> str:
    """Return what stands beside the tabs, which hold the counts already."""
    if pane is Pane.TODAY:
        return today_aside(board)
    said = info(board, pane)
    if pane is Pane.DUMP:
        return said
    return said.split(" · ", 1)[1] if " · " in said else ""


def shorter(said: str) -> str:
    """Return what stands beside a title in fewer words, for where the whole of it has no room; empty for no others."""
    return said.replace(FULL, FULL.rpartition(" ")[2]) if FULL in said else ""


def today_info(board: Board) -> str:
    """Return "22 left · 12 held back · the book is full: 420 live at 40 a day" (R32, R34); a low pool says so."""
    today = board.today
    full = f"{FULL}: {today.live:,} live at {today.cap} a day" if today.full else ""
    held = f"{today.held_back:,} held back" if today.held_back else ""
    off = f"{today.set_aside:,} set aside" if today.set_aside and not held and not full else ""
    return _joined(f"{len(today.rows):,} left", held, full or _low(board), off)


def today_aside(board: Board) -> str:
    """Return the same beside the tabs of a narrow screen, in 28 cells: "full: 420 live, 12 held"."""
    today = board.today
    held = f"{today.held_back:,} held back" if today.held_back else ""
    if today.full:
        return f"full: {today.live:,} live{f', {today.held_back:,} held' if held else f' at {today.cap} a day'}"
    off = f"{today.set_aside:,} set aside" if today.set_aside else ""
    return held or _low(board) or off


def nothing_today(board: Board) -> tuple[str, ...]:
    """Return why today's list is empty, and what brings something into it."""
    today = board.today
    if today.empty:
        return (
            "The book is empty.",
            "Today lists whom to touch and why: promises, openings, then what is due.",
            "{account.add} adds your first prospect; {book.palette}, then import, brings a whole list.",
        )
    if today.away is not None and today.away[0] <= today.day:
        return (
            f"You are away until {daytext.long(today.away[1], today.day)}.",
            "Nothing is planned; {book.search} finds anyone.",
        )
    if today.held_back:
        held = f"The cap of {today.cap} a day is reached: {today.held_back:,} held back, in their order."
        more = (_MORE,) if today.pool else ()
        return (held, "{book.held} shows them, {book.spread} spreads them over the coming days.", *more)
    done = f"All done: {daytext.plural(today.done, 'touch', 'touches')} today." if today.done else ""
    return (done or "Nothing is due today.", *_ways_on(today), "{book.search} finds anyone, {account.add} adds one.")


def _ways_on(today: Today) -> tuple[str, ...]:
    """Return where more comes from: the pool, a wider profile, another list (R32, R3)."""
    if today.pool:
        return (_MORE,)
    aside = (f"{today.set_aside:,} are off profile and set aside: {{book.palette}}, then profile, says who buys.",)
    return (*(aside if today.set_aside else ()), POOL_EMPTY)


_MORE = "{touch.more} takes ten more first touches out of the pool."
POOL_EMPTY = "Nobody waits in the pool: {book.palette}, then import, brings a list."
"""There is no first touch to take."""


def waiting(board: Board) -> int:
    """Return how many wait in the pool for a first touch beside those who stand on today's list."""
    return board.today.pool - sum(row.step is None for row in board.today.rows)


def _low(board: Board) -> str:
    """A pool under 10 days of quota says so (R32); an empty book has other words."""
    today = board.today
    return f"pool low: {today.pool:,} wait" if today.low and (today.rows or today.done) else ""


def dream_info(board: Board) -> str:
    """Return how many there are, and how many have been quiet for too long."""
    quiet = sum(1 for row in board.dreams if row.silence > 0)
    return _joined(f"{len(board.dreams):,}" if board.dreams else "", f"{quiet:,} too quiet" if quiet else "")


def dump_info(board: Board) -> str:
    """Return the hours won so far (R30); what was set aside is a line of the pane."""
    won = board.dump.hours_won
    return f"{won:,.0f} h won" if won >= 1 else ""


def info(board: Board, pane: Pane) -> str:
    """Return what counts in a pane."""
    return {Pane.TODAY: today_info, Pane.DREAM: dream_info, Pane.DUMP: dump_info}[pane](board)


def tabs(board: Board | None, width: int) -> tuple[tuple[str, str], ...]:
    """Return the tabs as (pane, label) with their counts."""
    names = _SHORT if width < _NARROW else NAMES
    counts = dict.fromkeys(ORDER, 0)
    if board is not None:
        counts = {Pane.TODAY: len(board.today.rows), Pane.DREAM: len(board.dreams), Pane.DUMP: len(board.dump.rows)}
    return tuple((str(pane), f"{names[pane]} {f'{counts[pane]:,}' if counts[pane] else ''}".rstrip()) for pane in ORDER)


def bar_aside(pane: Pane, aim: Aim | None, drawn: Drawn | None, today: date) -> str:
    """Return what stands beside whom the keys are for: direction, time, warnings (R11, R36), a doubt about fit (R2)."""
    if aim is None:
        return ""
    if pane is Pane.DUMP:
        return "outcomes rest"
    when = "" if aim.at is None else f"{daytext.short(aim.at.date(), today)} at {daytext.clock(aim.at)}"
    return _joined("they contacted us" if aim.inbound else "", when, *(_remarks(drawn) if drawn is not None else ()))


def _remarks(drawn: Drawn) -> list[str]:
    parts = [f"! {notice.text}" for notice in drawn.decisions[0].notices] if drawn.decisions else []
    fit = drawn.prospect.fit
    if fit.verdict is Verdict.UNKNOWN:
        missing = ", ".join(fit.missing()) or "nothing"
        yes, no = keys.key("outcome.fits"), keys.key("outcome.off-profile")
        parts.append(f"does it fit? {yes} or {no}; missing: {missing}")
    return parts


def stars(count: int) -> str:
    """Return what dream clients cost: "61 dream clients = 3 touches a day" (R19)."""
    a_day = round(count / _A_MONTH)
    cost = f"{daytext.plural(a_day, 'touch', 'touches')} a day" if a_day else "less than a touch a day"
    return f"{daytext.plural(count, 'dream client')} = {cost}"


_A_MONTH = 21
"""Working days of a dream client's rhythm: what a star costs a day."""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
