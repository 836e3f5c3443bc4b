"""Every number of the settings, one more and one less: what a rep sees changes, and what it was is named here.

So nobody can change a figure of the playbook, or cut its wire, without a red test (R1-R45).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from playbook.settings import Settings
from tests.playbook import numbers_judged, numbers_seen

SEEN = {**numbers_judged.SEEN, **numbers_seen.SEEN}
ELSEWHERE = frozenset({"caps", "block", "spacing.comeback_late"})
"""Numbers that only a whole book shows (tests/storage/test_every_number.py): sections, and single keys."""
EXPECTED: dict[str, object] = {
    "fit.on_from": ("off", "off", "on", "on"),
    "fit.known_percent": ("unknown", "on", "on"),
    "fit.tier_a": 200.0,
    "fit.tier_b": 150.0,
    "fit.tier_c": 100.0,
    "fit.nothing_known": 50.0,
    "phrases.fiscal_month": "2027-01-01 None",
    "phrases.morning": "2026-11-24 09:00:00",
    "phrases.afternoon": "2026-11-24 14:00:00",
    "phrases.couple": "2026-12-07 None",
    "phrases.few": "2026-12-14 None",
    "spacing.rhythm[0]": (30, 30, 30, 29, 31),
    "spacing.rhythm[1]": (45, 45, 44, 46, 45),
    "spacing.rhythm[2]": (60, 59, 61, 60, 60),
    "spacing.dream": (30, 30, 30, 29, 31),
    "spacing.dream_a": (21, 21, 21, 21, 21),
    "spacing.burst[0]": (1, 1, 1, 1, 3),
    "spacing.burst[1]": (2, 2, 2, 4, 3),
    "spacing.burst[2]": (3, 3, 5, 4, 3),
    "spacing.burst[3]": (7, 6, 5, 5, 5),
    "spacing.burst[4]": (7, 7, 7, 7, 7),
    "spacing.chase[0]": (1, 1, 1, 1, 3),
    "spacing.chase[1]": (2, 2, 2, 4, 4),
    "spacing.chase[2]": (4, 6, 6, 6, 6),
    "spacing.comeback": (3, 3, 5, 4, 3),
    "spacing.value_every": (60, 120, 182, 240, 301),
    "spacing.value_quiet": (0, 0, 0, 1, 1, 1, 1, 1),
    "spacing.faded": ((14, 28, 42, 56), (14, 28, 42, 56), (14, 28, 42, 56), (14, 28, 42, 56), (14, 28, 42, 56)),
    "spacing.faded_times": ((14, 28, 42, 56), (14, 28, 42, 56), (14, 28, 42, 56), (14, 28, 42, 56), (14, 28, 42, 56)),
    "spacing.timing": (60, 59, 61, 60, 60),
    "spacing.value": (21, 21, 21, 21, 21),
    "spacing.priority": (91, 90, 90, 90, 90),
    "spacing.dream_most": (60, 59, 61, 60, 60),
    "spacing.tier_c": (45, 45, 44, 46, 45),
    "spacing.still_there": tuple(range(150, 180)),
    "spacing.all_set": (60, 59, 61, 60, 60),
    "spacing.tickle_first": (60, 59, 61, 60, 60),
    "spacing.tickle": (91, 90, 90, 90, 90),
    "spacing.talk": (7, 7, 7, 7, 7),
    "spacing.asked_work_days": (7, 7, 7, 7, 7),
    "spacing.gate_work_days": (2, 2, 2, 4, 4),
    "spacing.takes_step": (0, 1, 2, 3, 4, 5, 6, 7),
    "spacing.opening_lead[0]": ((88, 30), (89, 30), (90, 30), (90, 28), (90, 29)),
    "spacing.opening_lead[1]": ((88, 30), (89, 30), (90, 30), (90, 28), (90, 29)),
    "burst.voicemail_at[0]": (3, 6),
    "burst.voicemail_at[1]": (3, 6),
    "burst.voicemails": (2, 3, 4, 5),
    "guards.person_work_days": (7, 7, 7, 7, 7),
    "guards.account_work_days": (2, 2, 2, 4, 4),
    "hours.call_from": (8, 9, 10, 11, 12, 13, 14, 15, 16, 17),
    "hours.call_to": (8, 9, 10, 11, 12, 13, 14, 15, 16, 17),
    "hours.dial_from": (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20),
    "hours.dial_to": (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20),
    "drain.let_down": 2.0,
    "drain.make_up": 3.0,
    "drain.pity_order": 2.0,
    "drain.threshold": (4, 5, 6, 7, 8, 9, 10, 11),
    "drain.again": (6, 7, 8, 9, 10, 11),
    "drain.half_after": (726, 727, 728, 729, 730),
    "minutes.call": 1,
    "minutes.voicemail": 2,
    "minutes.talk": 8,
    "minutes.email": 5,
    "minutes.visit": 60,
}
"""What each number does at its default, from Monday 23 November 2026 on where days are counted."""


def numbers() -> Iterator[str]:
    """Every number of the settings: section, name, and its place where there are several."""
    for section in fields(Settings):
        held = getattr(Settings(), section.name)
        for field in fields(held) if is_dataclass(held) else ():
            value = getattr(held, field.name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield f"{section.name}.{field.name}"
            elif isinstance(value, tuple) and value and isinstance(value[0], int):
                yield from (f"{section.name}.{field.name}[{place}]" for place in range(len(value)))


def changed(key: str, by: int) -> Settings:
    """The settings with this one number changed."""
    section, _, name = key.partition(".")
    name, _, place = name.rstrip("]").partition("[")
    held = getattr(Settings(), section)
    value = getattr(held, name)
    new = tuple(each + by if str(at) == place else each for at, each in enumerate(value)) if place else value + by
    return replace(Settings(), **{section: replace(held, **{name: new})})


def below_range(key: str, by: int) -> bool:
    """Zero that may not go lower."""
    section, _, name = key.partition(".")
    value = getattr(getattr(Settings(), section), name.partition("[")[0])
    return by < 0 and value == 0


def test_no_number_is_without_an_observation() -> None:
    """A new number of the playbook needs a line in `numbers_seen.SEEN`."""
    here = {key for key in numbers() if not {key, key.partition(".")[0]} & ELSEWHERE}
    assert here == set(SEEN) == set(EXPECTED)


@pytest.mark.parametrize("key", SEEN)
def test_a_number_does_what_the_playbook_says(key: str) -> None:
    assert SEEN[key](Settings()) == EXPECTED[key]


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("key", SEEN)
def test_one_more_or_one_less_is_seen(key: str, by: int) -> None:
    if not below_range(key, by):
        assert SEEN[key](changed(key, by)) != EXPECTED[key]
