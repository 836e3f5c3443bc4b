"""Three questions on the columns found make a first profile (R1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import fit as rules
from playbook.facts import AccountFacts
from playbook.profiling import (
    MOST,
    QUESTIONS,
    Answer,
    Ask,
    Column,
    Held,
    Question,
    answered,
    may_ask,
    questions,
    ticked,
    toggled,
)
from playbook.settings import Criterion, Settings
from playbook.words import AccountId, Verdict


def column(field: str, *values: tuple[str, int], book: int = 100) -> Column:
    held = tuple(Held(value, accounts) for value, accounts in values)
    return Column(field, book, sum(accounts for _, accounts in values), held)


def figures(field: str, numbers: list[float], book: int = 0) -> Column:
    values = tuple(Held(str(number), 1) for number in numbers)
    return Column(field, book or len(numbers), len(numbers), values, tuple(sorted(numbers)))


INDUSTRY = column("industry", ("Steel", 40), ("Plastics", 35), ("Legal", 20))
STATE = column("state", ("IL", 60), ("TX", 40))
SIZE = figures("employees", [float(n) for n in range(1, 901)])


def only(*columns: Column) -> Question:
    [found] = questions(columns)
    return found


@pytest.mark.parametrize(
    "field",
    ["Account ID", "company_id", "Name", "Contact Name", "Phone", "Mobile (work)", "E-Mail", "website", "domain",
     "Street", "postcode", "city", "Created Date", "owner", "Status as listed", "zone", "tier", "description"],
)  # fmt: skip
def test_r1_never_asked_about_names_ids_phones_and_the_like(field: str) -> None:
    assert not may_ask(field)
    assert questions([column(field, ("a", 50), ("b", 50))]) == ()


@pytest.mark.parametrize("field", ["industry", "tags", "country", "Plant kind", "ERP", "Buying centre"])
def test_r1_known_fields_and_any_column_of_ones_own_may_be_asked_about(field: str) -> None:
    assert only(column(field, ("a", 50), ("b", 50))).field == field


def test_r1_what_kind_how_big_and_where_come_first() -> None:
    own = column("Plant kind", ("forge", 34), ("press", 33), ("mill", 33))
    found = questions([own, STATE, SIZE, column("incumbent", ("X", 51), ("Y", 49)), INDUSTRY])
    assert [(each.field, each.ask) for each in found] == [
        ("industry", Ask.WHICH), ("employees", Ask.SIZE), ("state", Ask.PLACE)
    ]  # fmt: skip
    assert found[0].words == "Which of these usually buy from you?"
    assert len(found) == QUESTIONS


def test_r1_where_one_of_these_is_missing_the_best_other_column_is_asked() -> None:
    even = column("Plant kind", ("forge", 34), ("press", 33), ("mill", 33))
    uneven = column("ERP", ("old", 80), ("new", 20))
    assert [each.field for each in questions([uneven, even, SIZE])] == ["Plant kind", "employees", "ERP"]
    assert [each.field for each in questions([STATE])] == ["state"]
    revenue = figures("revenue", [float(n * 1000) for n in range(1, 100)])
    assert [each.field for each in questions([STATE, revenue])] == ["revenue", "state"]
    own = figures("Beds", [float(n) for n in range(1, 100)])
    assert [(each.field, each.ask) for each in questions([own])] == [("Beds", Ask.SIZE)]


@pytest.mark.parametrize(
    "poor",
    [
        column("industry", ("Steel", 20), ("Plastics", 20)),
        column("industry", ("Steel", 100)),
        column("industry", ("Steel", 96), ("Plastics", 4)),
        column("industry", *((f"kind {n}", 2) for n in range(MOST * 2)), book=MOST * 4),
        column("industry", *((f"kind {n}", 1) for n in range(20)), book=20),
        column("industry", book=0),
        column("employees", ("many", 50), ("few", 50)),
        figures("employees", [5.0] * 50),
        figures("employees", [1.0, 2.0, 3.0]),
    ],
    ids=["half empty", "one value", "nearly one", "too many", "one each", "empty book", "no figures", "one size",
         "three accounts"],
)  # fmt: skip
def test_r1_a_column_that_tells_nobody_apart_is_not_asked_about(poor: Column) -> None:
    assert questions([poor]) == ()


def test_r1_numbers_of_a_register_are_no_sizes() -> None:
    """Whole figures that nobody shares, outside the known sizes, tell whom and not how big."""
    register = figures("CIK", [float(7_919 * n * n % 999_983) for n in range(1, 200)])
    assert questions([register]) == ()
    assert only(figures("employees", list(register.numbers))).ask is Ask.SIZE
    for sizes in ([float(n) for n in range(200)], [n / 7 for n in range(200)], [50_000.0 * n for n in range(200)]):
        assert only(figures("Volume", sizes)).ask is Ask.SIZE


def test_r1_states_may_be_many_and_what_is_not_offered_is_known() -> None:
    found = only(column("state", *((f"S{n}", 4) for n in range(MOST + 20)), book=4 * (MOST + 20)))
    assert len(found.options) == MOST + 20
    assert found.whole
    some = only(column("industry", *((f"kind {n}", 10) for n in range(MOST)), ("rest", 1), book=10 * MOST + 1))
    assert not some.whole
    every = answered((), some, frozenset(range(len(some.options))))
    assert len(every[0].values) == MOST, "not all that the column says: it stays a wish"


def test_r1_the_books_own_thirds_in_figures_that_a_rep_would_say() -> None:
    assert [(each.words, each.values, each.accounts) for each in only(SIZE).options] == [
        ("up to 300", ("0", "300"), 300), ("301 to 600", ("301", "600"), 300), ("601 and more", ("601", ""), 300),
    ]  # fmt: skip
    money = only(figures("revenue", [1_234_567.0 * n for n in range(1, 10)]))
    assert [each.words for each in money.options] == ["up to 3.7M", "3.7M to 7.4M", "7.4M and more"]
    odd = only(figures("spend", [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]))
    assert [each.words for each in odd.options] == ["up to 1.5", "1.5 to 3.5", "3.5 and more"]
    assert odd.options[0].values == ("0", "1.5")
    thousands = only(figures("spend", [11_000.0 * n for n in range(1, 10)]))
    assert thousands.options[0].words == "up to 33k"
    debts = only(figures("spend", [-50.0, -40.0, -30.0, -20.0, 10.0, 20.0]))
    assert debts.options[0].values == ("-50", "-40")
    assert sum(each.accounts for each in debts.options) == 6


def test_r1_ticks_turn_over_and_sizes_have_no_hole() -> None:
    which, size = only(INDUSTRY), only(SIZE)
    assert toggled(which, frozenset({0}), 2) == {0, 2}
    assert toggled(which, frozenset({0, 2}), 0) == {2}
    assert toggled(size, frozenset({0}), 2) == {0, 1, 2}
    assert toggled(size, frozenset(), 1) == {1}
    assert toggled(size, frozenset({0, 1, 2}), 1) == {0}
    assert toggled(size, frozenset({0, 1, 2}), 2) == {0, 1}
    assert toggled(size, frozenset({1}), 1) == frozenset()


def test_r1_an_answer_is_a_wish_and_musts_stay() -> None:
    must = Criterion("industry", "in", ("Steel",), 0, must=True)
    other = Criterion("tags", "contains", ("press",))
    old = Criterion("Industry", "in", ("Wood",), 5)
    which = only(INDUSTRY)
    assert answered((must, other, old), which, frozenset({1, 0})) == (
        must, other, Criterion("industry", "in", ("Steel", "Plastics"))
    )  # fmt: skip
    assert answered((old, other), which, frozenset()) == (other,)
    assert answered((old,), which, frozenset({0, 1, 2})) == ()
    size = only(SIZE)
    assert answered((), size, frozenset({0, 1})) == (Criterion("employees", "between", ("0", "600")),)
    assert answered((), size, frozenset({1, 2})) == (Criterion("employees", "at least", ("301",)),)
    named = Criterion("employees", "in", ("500",))
    assert answered((named,), size, frozenset({1})) == (named, Criterion("employees", "between", ("301", "600")))


def test_r1_asked_again_the_questions_begin_where_the_profile_stands() -> None:
    which, size = only(INDUSTRY), only(SIZE)
    profile = (Criterion("industry", "in", ("legal", "Wood")), Criterion("employees", "at least", ("301",)))
    assert ticked(which, profile) == {2}
    assert ticked(size, profile) == {1, 2}
    assert ticked(size, (Criterion("employees", "between", ("0", "600")),)) == {0, 1}
    assert ticked(size, (Criterion("employees", "at least", ("many",)),)) == frozenset()
    assert ticked(size, (Criterion("employees", "between", ("0", "many")),)) == frozenset()
    assert ticked(which, (Criterion("industry", "in", ("Steel",), never=True),)) == frozenset()


@given(st.lists(st.integers(0, 10**7), min_size=6, max_size=60), st.sets(st.integers(0, 2), min_size=1))
def test_r1_whoever_was_ticked_is_on_profile_and_the_counts_are_true(sizes: list[int], wanted: set[int]) -> None:
    found = questions([figures("employees", [float(size) for size in sizes])])
    for question in found:
        ticks: frozenset[int] = frozenset()
        for place in wanted & set(range(len(question.options))):
            ticks = toggled(question, ticks, place)
        profile = answered((), question, ticks)
        if not profile:
            continue
        settings = Settings(profile=profile)
        accounts = [AccountFacts(AccountId("a"), "A", (("employees", size),)) for size in sizes]
        on = sum(rules.fit(each, settings).verdict is Verdict.ON for each in accounts)
        low = question.options[min(ticks)].values[0]
        top = question.options[max(ticks)].values[1]
        assert on == sum(float(low) <= size and (not top or size <= float(top)) for size in sizes)
        assert ticked(question, profile) == ticks
        if len(ticks) == 1:
            assert on == question.options[min(ticks)].accounts


def test_customers_stand_beside_their_value() -> None:
    """R1: who buys already is the best hint."""
    held = Column("industry", 10, 10, (Held("Steel", 6, 4), Held("Wood", 4)))
    assert only(held).options[0] == Answer("Steel", 6, ("Steel",), 4)
