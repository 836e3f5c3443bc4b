"""Whose clock a prospect goes by: a zone of the person, else of the account, else unknown (R36)."""

from __future__ import annotations

from playbook import moves
from playbook.words import Outcome
from storage.book import Book
from tests.storage.conftest import NOW, Rep


def test_r36_a_person_in_another_zone_has_a_clock_of_their_own(rep: Rep, book: Book) -> None:
    acme = rep.add("Acme", "Dana Cole", "Ray Ortiz", zone="America/Chicago")
    dana, ray = (person.id for person in book.prospect(acme, NOW).people)
    book.record((moves.set_person(ray, (("zone", "Asia/Tokyo"),)),), now=NOW, label="zone")
    world = book.prospect(acme, NOW).world
    there, far = world.clock_of(dana), world.clock_of(ray)
    assert there is not None
    assert far is not None
    assert (f"{there:%a %H:%M}", f"{far:%a %H:%M}") == ("Mon 08:30", "Mon 23:30")
    assert [notice.rule for notice in rep.draw(acme, Outcome.NO_ANSWER, person=ray).notices] == ["R36"]
    assert rep.draw(acme, Outcome.NO_ANSWER, person=dana).notices == ()


def test_r36_a_zone_that_is_none_is_unknown(rep: Rep, book: Book) -> None:
    acme = rep.add("Acme", "Dana Cole", zone="Mars/Base")
    (dana,) = (person.id for person in book.prospect(acme, NOW).people)
    assert book.prospect(acme, NOW).world.clock_of(dana) is None
    assert rep.draw(acme, Outcome.NO_ANSWER).notices == ()
