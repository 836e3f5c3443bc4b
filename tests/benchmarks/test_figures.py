"""Statistics and limits of the measurements; nothing is measured here."""

from __future__ import annotations

import pytest

from benchmarks.figures import Kind, Limit, Measured, Result, Stat, Unit


def measured(*samples: float) -> Measured:
    return Measured.of(samples, Unit.MS)


def result(ours: Measured, beside: Measured | None, limit: Limit | None) -> Result:
    return Result("key", "what", "book", ours, "yardstick", beside, limit)


def test_median_p95_and_spread() -> None:
    found = measured(*range(1, 102))

    assert (found.median, found.p95, found.runs) == (51, 96, 101)
    assert found.spread == pytest.approx(50 / 51)


def test_one_sample_is_its_own_median_and_p95() -> None:
    assert measured(3.0) == Measured(Unit.MS, 3.0, 3.0, 0.0, 1)


def test_a_p95_of_few_samples_is_none_that_was_not_seen() -> None:
    assert measured(1.0, 2.0).p95 <= 2.0


def test_nothing_measured_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        measured()


@pytest.mark.parametrize(
    ("limit", "allowed", "words"),
    [
        (Limit(Kind.TIMES, 1.5), 15.0, "1.5 ×"),
        (Limit(Kind.TIMES, 2.0, Stat.P95), 40.0, "2 × p95"),
        (Limit(Kind.OVER, 3.0), 13.0, "+ 3 ms"),
        (Limit(Kind.OVER, 10.0, Stat.P95), 30.0, "+ 10 ms p95"),
        (Limit(Kind.MOST, 2.0), 2.0, "2 ms"),
        (Limit(Kind.MOST, 15.0, said="15 × the CSV"), 15.0, "15 × the CSV"),
    ],
)
def test_limits(limit: Limit, allowed: float, words: str) -> None:
    assert limit.allowed(Measured(Unit.MS, 10.0, 20.0, 0.1, 9)) == allowed
    assert limit.words(Unit.MS) == words


def test_a_limit_beside_a_yardstick_wants_one() -> None:
    assert Limit(Kind.MOST, 2.0).allowed(None) == 2.0
    with pytest.raises(ValueError, match="yardstick"):
        Limit(Kind.TIMES, 2.0).allowed(None)


def test_a_limit_is_kept_up_to_itself_and_by_its_own_figure() -> None:
    ours, beside = Measured(Unit.MS, 15.0, 50.0, 0.0, 9), Measured(Unit.MS, 10.0, 20.0, 0.0, 9)

    assert result(ours, beside, Limit(Kind.TIMES, 1.5)).met is True
    assert result(ours, beside, Limit(Kind.TIMES, 1.4)).met is False
    assert result(ours, beside, Limit(Kind.TIMES, 2.4, Stat.P95)).met is False
    assert result(ours, beside, Limit(Kind.TIMES, 2.5, Stat.P95)).met is True
    assert result(ours, beside, None).met is None


def test_the_ratio_is_that_of_the_figure_that_counts() -> None:
    ours, beside = Measured(Unit.MS, 15.0, 50.0, 0.0, 9), Measured(Unit.MS, 10.0, 20.0, 0.0, 9)

    assert result(ours, beside, None).ratio == 1.5
    assert result(ours, beside, Limit(Kind.TIMES, 2.0, Stat.P95)).ratio == 2.5
    assert result(ours, None, None).ratio is None
    assert result(ours, Measured(Unit.MS, 0.0, 0.0, 0.0, 9), None).ratio is None
