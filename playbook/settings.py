"""The playbook settings: every number that a rule uses, with its default (DESIGN section 3).

Days are calendar days unless a name ends in `_work_days`. The TOML document, its comments and its checks are built from
the `setting` metadata of each field by `playbook.document`.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from playbook.values import dataclass
from playbook.words import Channel

OURS = "our choice"
"""Origin of a default that neither an essay, nor the field, nor a law names."""


def setting(
    default: Any,  # noqa: ANN401
    *,
    unit: str,
    rule: str,
    low: float | None = None,
    high: float | None = None,
    origin: str = OURS,
) -> Any:  # noqa: ANN401
    """Return a field with its default, unit, range, rule and origin: what stands as its comment in the document.

    `origin` is as PLAYBOOK.md marks the figure: seed, field n, law; else our choice.
    """
    return field(default=default, metadata={"unit": unit, "rule": rule, "low": low, "high": high, "origin": origin})


@dataclass(frozen=True, slots=True)
class FitRules:
    """How the profile becomes a verdict and a rank (R1, PLAYBOOK "Words")."""

    on_from: int = setting(60, unit="fit, 0 to 100", rule="R1", low=1, high=100)
    known_percent: int = setting(50, unit="percent of the weight", rule="R1", low=1, high=100)
    tier_a: float = setting(2.0, unit="times the fit", rule="R1", low=0, high=10)
    tier_b: float = setting(1.5, unit="times the fit", rule="R1", low=0, high=10)
    tier_c: float = setting(1.0, unit="times the fit", rule="R1", low=0, high=10)
    nothing_known: int = setting(50, unit="fit, 0 to 100", rule="R2", low=0, high=100)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Gaps between touches (R8, R14-R18, R42)."""

    rhythm: tuple[int, ...] = setting((30, 45, 60), unit="days", rule="R8", low=1, high=60)
    dream: int = setting(30, unit="days", rule="R8", low=1, high=60)
    dream_a: int = setting(21, unit="days", rule="R8", low=1, high=60)
    burst: tuple[int, ...] = setting((1, 2, 3, 5, 7), unit="days", rule="R17", low=1, high=30, origin="field 1, 8")
    chase: tuple[int, ...] = setting((1, 2, 4), unit="working days", rule="R42", low=1, high=30)
    comeback: int = setting(3, unit="days", rule="R16", low=2, high=5)
    value_every: int = setting(60, unit="days", rule="R14", low=14, high=180, origin="seed")
    value_quiet: int = setting(21, unit="days", rule="R14", low=0, high=90)
    faded: int = setting(14, unit="days", rule="R15", low=7, high=60)
    faded_times: int = setting(4, unit="touches", rule="R15", low=1, high=8)
    timing: int = setting(60, unit="days", rule="R18", low=1, high=180)
    value: int = setting(21, unit="days", rule="R18", low=1, high=180)
    priority: int = setting(90, unit="days", rule="R18", low=1, high=180)
    dream_most: int = setting(60, unit="days", rule="R18", low=1, high=180)
    still_there: int = setting(180, unit="days", rule="R18", low=30, high=730)
    all_set: int = setting(60, unit="days", rule="R18", low=1, high=180)
    tickle_first: int = setting(60, unit="days", rule="R31", low=7, high=365)
    tickle: int = setting(90, unit="days", rule="R31", low=7, high=365)
    talk: int = setting(7, unit="days", rule="R8", low=1, high=60)
    asked_work_days: int = setting(5, unit="working days", rule="R8", low=1, high=30)
    gate_work_days: int = setting(2, unit="working days", rule="R26", low=1, high=30)
    takes_step: int = setting(7, unit="days", rule="R15", low=0, high=30)
    opening_lead: tuple[int, ...] = setting((90, 30), unit="days", rule="R22", low=1, high=365)
    tier_c: int = setting(0, unit="days for tier C, 0: as the others", rule="R34", low=0, high=90)
    comeback_late: int = setting(10, unit="days late, then skipped after leave", rule="R37", low=1, high=60)


@dataclass(frozen=True, slots=True)
class Burst:
    """The first attempts (R17)."""

    channels: tuple[Channel, ...] = setting(
        (Channel.CALL, Channel.EMAIL, Channel.CALL, Channel.CALL, Channel.LINKEDIN, Channel.CALL),
        unit="channels",
        rule="R17",
    )
    voicemail_at: tuple[int, ...] = setting((3, 6), unit="attempts that leave a voicemail", rule="R17", low=1, high=12)
    voicemails: int = setting(2, unit="voicemails", rule="R17", low=0, high=6, origin="field 4")


@dataclass(frozen=True, slots=True)
class Caps:
    """How much fits into a day (R32, R34)."""

    day: int = setting(40, unit="touches", rule="R34", low=1, high=400)
    first: int = setting(5, unit="first touches", rule="R32", low=0, high=100)
    first_full: int = setting(1, unit="first touches", rule="R32", low=0, high=100)
    weave: int = setting(7, unit="touches", rule="R32", low=1, high=50)
    more: int = setting(10, unit="first touches", rule="R32", low=1, high=100)
    research: int = setting(1, unit="research rows kept inside the cap", rule="R6", low=0, high=100)
    ahead_work_days: int = setting(20, unit="working days", rule="R32", low=5, high=60)
    full_percent: int = setting(90, unit="percent", rule="R32", low=10, high=100)
    pool_days: int = setting(10, unit="days of quota under which the pool is low", rule="R32", low=0, high=60)
    spread_work_days: int = setting(10, unit="working days", rule="R34", low=2, high=60)
    back_work_days: int = setting(3, unit="working days without a touch, then a spread", rule="R37", low=1, high=60)


@dataclass(frozen=True, slots=True)
class Guards:
    """What keeps a rep from being a pest (R11-R13)."""

    person_work_days: int = setting(5, unit="working days", rule="R11", low=0, high=30)
    account_work_days: int = setting(2, unit="working days", rule="R11", low=0, high=30)
    value_words: str = setting("refuse", unit="refuse or warn", rule="R13")
    refused: tuple[str, ...] = setting(
        (
            "just following up",
            "touching base",
            "checking in",
            "hope you're okay",
            "haven't heard from you",
            "left you several voicemails",
        ),
        unit="phrases",
        rule="R13",
        origin="seed",
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """Their clock and ours (R36, R37)."""

    zone: str = setting("", unit="IANA zone, empty: this machine's", rule="R36")
    country: str = setting("US", unit="ISO country of your holidays", rule="R37")
    call_from: int = setting(8, unit="hour there", rule="R36", low=0, high=23)
    call_to: int = setting(18, unit="hour there", rule="R36", low=1, high=24)
    dial_from: int = setting(8, unit="hour there", rule="R36", low=0, high=23, origin="law, field 26")
    dial_to: int = setting(21, unit="hour there", rule="R36", low=1, high=24, origin="law, field 26")
    leave: tuple[str, ...] = setting((), unit="days or ranges: 2026-12-24..2027-01-03", rule="R37")


@dataclass(frozen=True, slots=True)
class Drain:
    """When an account is proposed for dumping (R24-R25)."""

    let_down: float = setting(2.0, unit="points", rule="R24", low=0, high=10)
    make_up: float = setting(1.0, unit="points", rule="R24", low=0, high=10)
    pity_order: float = setting(2.0, unit="points", rule="R24", low=0, high=10)
    threshold: float = setting(4.0, unit="points", rule="R25", low=1, high=50)
    again: float = setting(2.0, unit="points", rule="R25", low=1, high=50)
    half_after: int = setting(730, unit="days", rule="R24", low=30, high=3650)


@dataclass(frozen=True, slots=True)
class Block:
    """The prospecting block and the look after it (R27, R35, R43)."""

    minutes: int = setting(120, unit="minutes", rule="R35", low=5, high=600)
    pause: int = setting(5, unit="minutes after which the clock of a touch stops", rule="R27", low=1, high=60)
    look: int = setting(3, unit="accounts", rule="R43", low=0, high=10)
    look_days: int = setting(90, unit="days without a yes", rule="R43", low=7, high=730)
    times_median: float = setting(5.0, unit="times the median of minutes", rule="R43", low=1, high=100)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes by channel where nobody measured (R27)."""

    call: int = setting(1, unit="minutes", rule="R27", low=0, high=600)
    voicemail: int = setting(2, unit="minutes", rule="R27", low=0, high=600)
    talk: int = setting(8, unit="minutes", rule="R27", low=0, high=600)
    email: int = setting(5, unit="minutes", rule="R27", low=0, high=600)
    visit: int = setting(60, unit="minutes", rule="R27", low=0, high=600)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the profile (R1)."""

    field: str
    """Field of the account, known or custom."""
    test: str
    """`in`, `not in`, `between`, `at least` or `contains`."""
    values: tuple[str, ...]
    """One value, two bounds for `between`, a list for `in` and `not in`; compared without case."""
    weight: int = 3
    """1-5; 0 where `must` or `never` is set."""
    must: bool = False
    never: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """Lines that are offered to copy, and the questions that find pain (R16, R28, R29, R41)."""

    comeback: str = setting(
        "I hear you. Before you close the door: {reason} Thirty minutes would be worth it, to discuss {topic}.",
        unit="template", rule="R16",
    )  # fmt: skip
    kind: str = setting(
        "Thank you for your time. I don't think we are the right fit for what you need, and I'd rather say so now.",
        unit="template", rule="R28",
    )  # fmt: skip
    decline: str = setting(
        "Thank you for thinking of us. We won't take part this time, and I wish you a good result.",
        unit="template",
        rule="R29",
    )
    voicemail: str = setting(
        "{name}, this is about {topic}. No need to call back: I will try you again on {day}.",
        unit="template", rule="R17",
    )  # fmt: skip
    questions: tuple[str, ...] = setting(
        (
            "What does it cost you when this goes wrong?",
            "What have you tried so far, and what stopped it?",
            "If nothing changes by next year, who feels it first?",
        ),
        unit="questions", rule="R41",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrases:
    """How callback phrases are read (R14)."""

    month_first: bool = setting(default=True, unit="3/4 is March 4", rule="R14")
    fiscal_month: int = setting(1, unit="first month of the fiscal year", rule="R14", low=1, high=12)
    morning: int = setting(9, unit="hour", rule="R14", low=5, high=12)
    afternoon: int = setting(14, unit="hour", rule="R14", low=12, high=18)
    next_weekday: str = setting("next week", unit="next week or coming: next Friday, said on a Monday", rule="R14")
    couple: int = setting(2, unit="a couple of them", rule="R14", low=2, high=4)
    few: int = setting(3, unit="a few of them", rule="R14", low=2, high=6)


@dataclass(frozen=True, slots=True)
class Settings:
    """The one document. `Settings()` is the playbook as the essays and PLAYBOOK.md give it."""

    profile: tuple[Criterion, ...] = ()
    fit: FitRules = FitRules()
    spacing: Spacing = Spacing()
    burst: Burst = Burst()
    caps: Caps = Caps()
    guards: Guards = Guards()
    hours: Hours = Hours()
    drain: Drain = Drain()
    block: Block = Block()
    minutes: Minutes = Minutes()
    texts: Texts = Texts()
    phrases: Phrases = Phrases()
