"""Fit of an account against the profile, explained (R1) and overruled by the rep (R2)."""

from __future__ import annotations

from functools import lru_cache

from playbook.amounts import Span, number, span
from playbook.facts import AccountFacts
from playbook.settings import Criterion, FitRules, Settings
from playbook.values import dataclass
from playbook.words import Verdict

TESTS = ("in", "not in", "between", "at least", "contains")
"""The tests that a criterion may name."""

_USUAL_WEIGHT = Criterion("", "in", ()).weight
_MET = {True: "met", False: "not met", None: "unknown"}
_LONGEST = 60
_BOTH = 2
_PERCENT = 100
_ANSWERS = 8_192
"""Answers that are remembered."""


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion on one account."""

    criterion: Criterion
    held: str
    """What the account's field says, empty where unknown."""
    met: bool | None
    """Whether the test holds, None where the field cannot tell. A `never` is good when it is not met."""

    @property
    def good(self) -> bool | None:
        """Whether it speaks for the account, None where unknown."""
        return None if self.met is None else self.met != self.criterion.never

    def words(self) -> str:
        """Say it: "must: industry in Steel, Plastics · Steel · met"."""
        criterion = self.criterion
        bound = "must: " if criterion.must else "never: " if criterion.never else ""
        return f"{bound}{demand(criterion)} · {self.held[:_LONGEST] or 'empty'} · {_MET[self.met]}"


@dataclass(frozen=True, slots=True)
class Fit:
    """The verdict on an account and how it came about (R1)."""

    verdict: Verdict
    score: int | None
    """0-100, None without a profile or while nothing is known."""
    results: tuple[Result, ...] = ()
    profiled: bool = True
    """False: there is no profile yet, and every account counts as on profile."""
    said: str = ""
    """The rep's overruling in words, empty for none (R2)."""

    def words(self) -> tuple[str, ...]:
        """Explain the verdict, a line per criterion, the rep's own word first."""
        lines = tuple(result.words() for result in self.results) if self.profiled else ("no profile yet",)
        return (self.said, *lines) if self.said else lines

    def against(self) -> tuple[str, ...]:
        """Only what speaks against the account: the rep's own word and the criteria that failed (R2)."""
        failed = tuple(result.words() for result in self.results if result.good is False)
        return (self.said, *failed) if self.said else failed

    def missing(self) -> tuple[str, ...]:
        """Name the fields that would settle an unknown verdict (R2: asked at the first touch)."""
        return tuple(dict.fromkeys(result.criterion.field for result in self.results if result.met is None))


def fit(account: AccountFacts, settings: Settings) -> Fit:
    """Return the fit of an account against the profile (R1): off, unknown or on, the rep's overruling applied (R2)."""
    profile = settings.profile
    results = tuple(_result(account, criterion) for criterion in profile)
    verdict, score = _judge(results, settings.fit) if results else (Verdict.ON, None)
    reason = f": {account.fit_reason}" if account.fit_reason else ""
    if account.fit_said == "fits":
        return Fit(Verdict.ON, score, results, bool(profile), f"you said it fits{reason}")
    if account.fit_said == "off":
        return Fit(Verdict.OFF, score, results, bool(profile), f"you said it is off profile{reason}")
    return Fit(verdict, score, results, bool(profile))


def known_enough(fit: Fit) -> bool:
    """Tell whether some wish is met, so that a comeback has something to stand on (R16)."""
    return any(result.met and not result.criterion.never for result in fit.results)


def weight(criterion: Criterion) -> int:
    """Return what a criterion weighs: a must or never decides by itself and weighs nothing.

    Unless it was given a weight other than the usual one, which cannot be told from none given.
    """
    bound = criterion.must or criterion.never
    return 0 if bound and criterion.weight == _USUAL_WEIGHT else criterion.weight


def _judge(results: tuple[Result, ...], rules: FitRules) -> tuple[Verdict, int | None]:
    bound = [result.good for result in results if result.criterion.must or result.criterion.never]
    total = sum(weight(result.criterion) for result in results)
    known = sum(weight(result.criterion) for result in results if result.good is not None)
    met = sum(weight(result.criterion) for result in results if result.good)
    enough = known * _PERCENT >= total * rules.known_percent
    score = (200 * met + known) // (2 * known) if known else None  # rounded half up, as it is shown
    if False in bound or (enough and score is not None and score < rules.on_from):
        return Verdict.OFF, score
    if not enough or None in bound:
        return Verdict.UNKNOWN, score
    return Verdict.ON, 100 if score is None else score


def _result(account: AccountFacts, criterion: Criterion) -> Result:
    held = _held(account, criterion.field)
    return Result(criterion, held, _met(criterion, held) if held else None)


@lru_cache(maxsize=_ANSWERS)
def _met(criterion: Criterion, held: str) -> bool | None:
    """Whether the field's text passes; a book asks the same of the same text again and again."""
    if criterion.field.casefold() in {"tag", "tags"} and criterion.test in {"in", "not in", "contains"}:
        tags = [tag.strip() for tag in held.split(",") if tag.strip()]
        if criterion.test == "not in":
            return all(_test(criterion, tag) for tag in tags)
        return any(_test(criterion, tag) for tag in tags)
    return _test(criterion, held)


def _held(account: AccountFacts, name: str) -> str:
    """The field's text; "tag" means the tags, and a custom column is found whatever its case."""
    folded = name.strip().casefold()
    if folded == "name":
        return account.name
    wanted = "tags" if folded == "tag" else folded
    found = account.get(name) or next((str(value) for key, value in account.fields if key.casefold() == wanted), "")
    return found.strip()


def _test(criterion: Criterion, held: str) -> bool | None:
    """Whether the text passes; None for a test of a newer version, or bounds that nothing can be told from."""
    values = criterion.values
    if criterion.test == "in":
        return any(_same(held, value) for value in values)
    if criterion.test == "not in":
        return not any(_same(held, value) for value in values)
    if criterion.test == "contains":
        return any(value.strip().casefold() in held.casefold() for value in values if value.strip())
    if criterion.test == "at least" and values:
        return _inside(held, values[0], "")
    if criterion.test == "between" and len(values) == _BOTH:
        return _inside(held, values[0], values[1])
    return None


def _same(held: str, value: str) -> bool:
    if held.casefold() == value.strip().casefold():
        return True
    figure = number(held)
    return figure is not None and figure == number(value)


def _inside(held: str, low: str, high: str) -> bool | None:
    """Compare as amounts, or as text where a bound is none: ISO days and postcodes. An empty bound is open."""
    floor, top = span(low), span(high)
    if (low.strip() and floor is None) or (high.strip() and top is None):
        said = held.casefold()
        return low.strip().casefold() <= said and (not high.strip() or said <= high.strip().casefold())
    value = span(held)
    return None if value is None else _within(value, floor, top)


def _within(value: Span, floor: Span | None, top: Span | None) -> bool | None:
    """Whether a number or a range ("51-200") lies inside; None where it only overlaps."""
    least = value.low if floor is None else floor.low
    most = value.high if top is None else top.high
    if least <= value.low and value.high <= most:
        return True
    return False if value.high < least or value.low > most else None


def demand(criterion: Criterion) -> str:
    """Return what a criterion asks for, in words: "industry in Steel, Plastics"."""
    values = criterion.values
    if criterion.test == "between" and len(values) == _BOTH:
        return f"{criterion.field} between {values[0] or 'any'} and {values[1] or 'any'}"
    return f"{criterion.field} {criterion.test} {', '.join(values)}"
