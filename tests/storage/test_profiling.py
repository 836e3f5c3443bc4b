"""What the fields of the accounts hold: tallies for the three questions (R1)."""

from __future__ import annotations

import pytest

from playbook.bodies import StandingSet
from playbook.decision import Draft
from playbook.profiling import Column, Held, questions
from playbook.words import Standing
from storage import profiling
from storage.book import Book
from tests.storage.conftest import NOW, Rep


def column(book: Book, field: str) -> Column:
    [found] = [each for each in book.columns() if each.field == field]
    return found


def test_r1_values_are_counted_and_the_customers_among_them(rep: Rep) -> None:
    steel = rep.add("A", industry="Steel", phone="+13125550001", domain="a.com")
    rep.add("B", industry=" Steel ", **{"Plant kind": "forge"})
    rep.add("C", industry="Wood")
    rep.add("D")
    bought = Draft(steel, StandingSet(NOW.date(), Standing.CUSTOMER))
    rep.book.record((bought,), now=NOW, label="customer")
    assert column(rep.book, "industry") == Column("industry", 4, 3, (Held("Steel", 2, 1), Held("Wood", 1)))
    assert [each.field for each in rep.book.columns()] == ["Plant kind", "industry"], "no phone, no domain"


def test_r1_figures_stand_in_order_and_tags_one_by_one(rep: Rep) -> None:
    rep.add("A", employees=500, tags="press, north", ERP="new")
    rep.add("B", employees="1,200", tags="north , ,", ERP="v 2")
    rep.add("C", employees=80.5, tags=" ")
    found = column(rep.book, "employees")
    assert found.numbers == (80.5, 500.0, 1200.0)
    assert (column(rep.book, "tags").values, column(rep.book, "tags").filled) == (
        (Held("north", 2), Held("press", 1)),
        2,
    )
    assert column(rep.book, "ERP").numbers == ()


def test_r1_a_column_with_a_value_of_its_own_for_everybody_is_dropped(
    rep: Rep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiling, "MOST", 4)
    for number in range(8):
        rep.add(f"Firm {number}", revenue=1000 + number, **{"Their words": f"words {number}"})
    assert [each.field for each in rep.book.columns()] == ["revenue"]
    assert len(column(rep.book, "revenue").numbers) == 8


def test_r1_an_empty_book_asks_nothing(book: Book) -> None:
    assert questions(book.columns()) == ()
