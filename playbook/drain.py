"""Time drainers: the signs of S1, their score and rounds, and what is proposed for the dump (R2, R24-R26).

No's, silence and unanswered calls are no part of it, of a dream client least of all (R19): only what the rep saw
them do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from playbook import daywords
from playbook.facts import GAP, AccountFacts, Remark, Signal
from playbook.fit import Fit
from playbook.guards import barred
from playbook.settings import Drain, Settings
from playbook.values import dataclass
from playbook.words import PersonId, Standing, Verdict

LURE, LET_DOWN, MAKE_UP, PITY = "lure", "let-down", "make-up", "pity"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a time drainer."""

    name: str
    """As it stands in the journal; never changes."""
    label: str
    sort: str
    """`lure`, `let-down`, `make-up` or `pity`."""


SIGNS = (
    Sign("huge-potential", "huge potential", LURE),
    Sign("just-enough", "just enough business to keep you interested", LURE),
    Sign("dangles", "dangles opportunities", LURE),
    Sign("great-questions", "asks great questions", LURE),
    Sign("fun", "fun to talk to", LURE),
    Sign("bid-out", "bid out our own specification", LET_DOWN),
    Sign("blamed-them", "blamed “them” for not buying", LET_DOWN),
    Sign("vanished", "vanished after the final proposal", LET_DOWN),
    Sign("little-payoff", "lots of work, little payoff", LET_DOWN),
    Sign("apologised", "apologised", MAKE_UP),
    Sign("really-close", "“it was really, really close”", MAKE_UP),
    Sign("wanted-you", "“I wanted to use you”", MAKE_UP),
    Sign("next-project", "gave details of the next project", MAKE_UP),
    Sign("pity-order", "gave a pity order", PITY),
)
"""The checklist, in the order of S1's cycle (R24, R43)."""

_PLACE = {sign.name: place for place, sign in enumerate(SIGNS)}
_SIGN = {sign.name: sign for sign in SIGNS}
_GONE = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})

SIGNALS, OFF_PROFILE = "signals", "off profile"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Why an account waits in the dump queue; the rep decides (R25)."""

    why: str
    """`gap`, `signals` or `off profile`: the first of them that holds."""
    evidence: tuple[str, ...]
    """In words, a line each, for every reason that holds."""
    score: float
    rounds: int


def without(signals: Sequence[Signal], leavers: Collection[PersonId]) -> tuple[Signal, ...]:
    """Return the signals that still count once these people have left: those seen with them stop counting (R21)."""
    return tuple(signal for signal in signals if signal.person not in leavers)


def score(signals: Sequence[Signal], today: date, drain: Drain) -> float:
    """Return the drain score (R24): let-down 2, make-up 1 once there is a let-down, pity order 2, lures 0.

    Half for what is over two years old. Signs of a newer version that this one does not know count nothing.
    """
    let_down = any(_sort(signal) == LET_DOWN for signal in signals)
    points = {LET_DOWN: drain.let_down, MAKE_UP: drain.make_up if let_down else 0.0, PITY: drain.pity_order}
    return sum((points.get(_sort(signal), 0.0) * _age(signal, today, drain) for signal in signals), start=0.0)


def rounds(signals: Sequence[Signal]) -> int:
    """Count the closed rounds (R24): lure, let-down, then make-up or pity order, in this order, again and again.

    Signs noted on one day count in S1's order, whatever the order of the keys.
    """
    closed = 0
    wanted = 0
    turn: tuple[frozenset[str], ...] = (frozenset({LURE}), frozenset({LET_DOWN}), frozenset({MAKE_UP, PITY}))
    for signal in _in_order(signals):
        if _sort(signal) in turn[wanted]:
            wanted += 1
        if wanted == len(turn):
            closed, wanted = closed + 1, 0
    return closed


def proposal(account: AccountFacts, fit: Fit, settings: Settings, today: date) -> Proposal | None:
    """Return why an account is proposed for the dump, None where nothing speaks for it (R2, R25, R26).

    The caller has taken out the signals seen with people who left (`without`). Nothing is proposed for an account that
    is dumped, barred or closed. An agreed gap goes before signals, signals before a lost profile.
    """
    if account.stated in _GONE or barred(account, None, None) is not None:
        return None
    points, closed = score(account.signals, today, settings.drain), rounds(account.signals)
    found: list[tuple[str, tuple[str, ...]]] = []
    if gaps := _gaps(account):
        found.append((GAP, tuple(f"{_day(gap.on)}: {gap.text}" for gap in gaps)))
    if _drains(account, points, closed, settings.drain):
        found.append((SIGNALS, _evidence(account.signals, closed)))
    if fit.verdict is Verdict.OFF and _off_counts(account):
        found.append((OFF_PROFILE, fit.against()))
    if not found:
        return None
    return Proposal(found[0][0], tuple(line for _, lines in found for line in lines), points, closed)


def _off_counts(account: AccountFacts) -> bool:
    """What was touched or planned is proposed, the rest set aside; a customer only by the rep's own word (R2)."""
    customer = account.stated is Standing.CUSTOMER and account.fit_said != "off"
    return not customer and (account.touches > 0 or bool(account.steps))


def _drains(account: AccountFacts, points: float, closed: int, drain: Drain) -> bool:
    """Score 4 or a closed round; after a keep only with a new let-down and two points more (R25)."""
    if points < drain.threshold and closed == 0:
        return False
    if account.kept_on is None:
        return True
    let_down = any(_sort(signal) == LET_DOWN for signal in _since_kept(account, account.kept_on))
    return let_down and points >= account.kept_score + drain.again


def _since_kept(account: AccountFacts, kept_on: date) -> Iterable[Signal]:
    """What was noted after the keep: by its place in the record, or by its day."""
    later = enumerate(account.signals)
    return (signal for place, signal in later if place >= account.kept_signals or signal.on > kept_on)


def _gaps(account: AccountFacts) -> list[Remark]:
    """Gaps found at the dump point since the last keep, as `_since_kept` (R26)."""
    gaps = [remark for remark in account.remarks if remark.about == GAP]
    kept = account.kept_on
    later = enumerate(gaps)
    return [gap for place, gap in later if kept is None or place >= account.kept_gaps or gap.on > kept]


def _evidence(signals: Sequence[Signal], closed: int) -> tuple[str, ...]:
    known = [signal for signal in _in_order(signals) if signal.sign in _SIGN]
    lines = tuple(f"{_day(signal.on)}: {_SIGN[signal.sign].label}" for signal in known)
    turns = "1 round closed" if closed == 1 else f"{closed} rounds closed"
    return (*lines, turns) if closed else lines


def _in_order(signals: Sequence[Signal]) -> list[Signal]:
    return sorted(signals, key=lambda signal: (signal.on, _PLACE.get(signal.sign, len(SIGNS)), signal.entry))


def _sort(signal: Signal) -> str:
    return _SIGN[signal.sign].sort if signal.sign in _SIGN else ""


def _age(signal: Signal, today: date, drain: Drain) -> float:
    return 0.5 if (today - signal.on).days > drain.half_after else 1.0


def _day(day: date) -> str:
    return f"{daywords.short(day)} {day.year}"
