"""The ways out of a full book and what each frees (R32, R34): nothing is done before the rep says so."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from playbook.settings import Caps, Settings
from playbook.values import dataclass

TIER_C_DAYS = 90
"""The rhythm that R34 offers for tier C."""
PER_FIRST = 5
"""Touches that a first touch brings within 18 days (R32)."""
_DAYS_A_WORK_DAY = 7 / 5
_HUNDRED = 100
_MOST = 400


class Remedy(StrEnum):
    """The ways out."""

    FEWER_FIRST = "fewer first touches"
    TIER_C = "90 days for tier C"
    HIGHER_CAP = "a higher cap"
    DUMP = "dump"
    TICKLE = "tickle"


@dataclass(frozen=True, slots=True)
class Load:
    """What the next 20 working days hold."""

    ahead: int
    """Unpromised touches, those held back today among them."""
    full: bool = False
    tier_c: int = 0
    """Tier C accounts in their rhythm, dream clients left out."""
    tier_c_a_day: float = 0.0
    """Their touches a calendar day at the gaps they are in now."""
    tier_c_ahead: int = 0
    """Their touches in these days."""
    proposed: int = 0
    """Accounts in the dump queue."""
    proposed_ahead: int = 0
    """Their touches in these days."""
    due: int = 0
    """Unpromised touches due today, those already made among them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out."""

    remedy: Remedy
    what: str
    """What changes, in words: "5 -> 1 a day"."""
    frees: int
    """Touches that it frees, or makes room for, in the next 20 working days."""
    settings: Settings | None = None
    """The settings that do it; None: the rep does it account by account."""
    note: str = ""


def is_over(ahead: int, settings: Settings) -> bool:
    """Tell whether the next 20 working days exceed the cap (R34)."""
    return ahead > settings.caps.day * settings.caps.ahead_work_days


def is_full(ahead: int, settings: Settings, due: int = 0) -> bool:
    """Tell whether the book is full (R32): the days ahead hold over 90 % of the cap, or today more than all of it.

    `due` counts the unpromised touches that are due today, those already made among them. A burst books one attempt at
    a time, so the days ahead look emptier than they will be; what is held back today is no guess (R6).
    """
    caps = settings.caps
    return due > caps.day or ahead * _HUNDRED > caps.day * caps.ahead_work_days * caps.full_percent


def quota(caps: Caps, *, full: bool) -> int:
    """Return the first touches of a day: fewer while the book is full (R32)."""
    return min(caps.first, caps.first_full) if full else caps.first


def ways(load: Load, settings: Settings) -> tuple[Way, ...]:
    """Return the ways out, those that a key takes first (R34), then dump and tickle (R32)."""
    found = (_fewer(load, settings), _tier_c(load, settings), _cap(load, settings), _dump(load), _tickle(load))
    return tuple(way for way in found if way is not None)


def _fewer(load: Load, settings: Settings) -> Way | None:
    caps = settings.caps
    usual = quota(caps, full=load.full)
    if not usual:
        return None
    target = usual // 2
    fewer = replace(caps, first=min(caps.first, target), first_full=min(caps.first_full, target))
    frees = (usual - target) * caps.ahead_work_days
    note = f"and about {PER_FIRST} that each of them would bring"
    return Way(Remedy.FEWER_FIRST, f"{usual:,} → {target:,} a day", frees, replace(settings, caps=fewer), note)


def _tier_c(load: Load, settings: Settings) -> Way | None:
    spacing = settings.spacing
    if spacing.tier_c >= TIER_C_DAYS or not load.tier_c:
        return None
    days = settings.caps.ahead_work_days * _DAYS_A_WORK_DAY
    frees = max(0, round(days * (load.tier_c_a_day - load.tier_c / TIER_C_DAYS)))
    wide = replace(settings, spacing=replace(spacing, tier_c=TIER_C_DAYS))
    what = f"{load.tier_c:,} {'account' if load.tier_c == 1 else 'accounts'}"
    return Way(Remedy.TIER_C, what, frees, wide, "once each had its next touch")


def _cap(load: Load, settings: Settings) -> Way | None:
    caps = settings.caps
    needed = -(-load.ahead * _HUNDRED // (caps.ahead_work_days * caps.full_percent))
    higher = min(_MOST, max(needed, caps.day + 1))
    if higher <= caps.day:
        return None
    room = (higher - caps.day) * caps.ahead_work_days
    # One day's backlog asks for no higher cap (it is spread), yet until it is gone the book stays full.
    note = "then the book is full no longer" if higher >= max(needed, load.due) else ""
    return Way(Remedy.HIGHER_CAP, f"{caps.day:,} → {higher:,} a day", room, _capped(settings, higher), note)


def _capped(settings: Settings, day: int) -> Settings:
    return replace(settings, caps=replace(settings.caps, day=day))


def _dump(load: Load) -> Way | None:
    if not load.proposed_ahead:
        return None
    return Way(Remedy.DUMP, f"{load.proposed:,} proposed", load.proposed_ahead, note="d in the dump queue")


def _tickle(load: Load) -> Way | None:
    if not load.tier_c_ahead:
        return None
    return Way(Remedy.TICKLE, f"{load.tier_c_ahead:,} of tier C", load.tier_c_ahead, note="t where it fits, not ready")
