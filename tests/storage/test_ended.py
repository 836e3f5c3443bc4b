"""What a dump ended, and one touch as the journal holds it (R27, R29, R45)."""

from __future__ import annotations

from datetime import date

import pytest

from playbook import amending, moves, reviving
from playbook.errors import NotFound
from playbook.words import EntryId, Outcome, Purpose, Standing
from storage.book import Book
from tests.storage.conftest import NOW, Rep

SPRING = date(2027, 5, 24)


def test_r29_the_promises_that_the_dump_ended_are_offered_again(book: Book, rep: Rep) -> None:
    account = rep.add("Acme", "Dana")
    rep.log(account, Outcome.CALLBACK, when=SPRING, words="after the audit", value_between=False)
    assert book.prospect(account, NOW).promised == ()
    facts = book.prospect(account, NOW).account
    book.record((moves.dump(facts, NOW.date()),), now=NOW, label="dumped")
    seen = book.prospect(account, NOW)
    assert seen.standing is Standing.DUMPED
    assert [(step.on, step.why) for step in seen.promised] == [(SPRING, facts.steps[0].why)]
    assert book.promises_lost(account) == seen.promised
    again = reviving.offered(seen.promised, NOW.date())
    back = reviving.revive(seen.account, seen.people, NOW.date(), "merged", again, seen.world, seen.settings)
    book.record((back,), now=NOW, label="revived")
    after = book.prospect(account, NOW)
    assert [(step.purpose, step.on) for step in after.account.steps] == [(Purpose.CALLBACK, SPRING)]
    assert after.standing is Standing.WORKING
    book.undo(NOW)
    assert book.prospect(account, NOW).standing is Standing.DUMPED


def test_r45_a_touch_is_read_as_it_was_last_amended(book: Book, rep: Rep) -> None:
    account = rep.add("Acme", "Dana")
    entry = rep.log(account, Outcome.NO).entries[0]
    body = book.touched(entry)
    assert (body.outcome, body.note) == (Outcome.NO, "")
    for words in ("first", "second"):
        draft = amending.put_right(account, entry, book.touched(entry), note=words)
        book.record(draft, now=NOW, label="put right")
    assert book.touched(entry).note == "second"
    assert book.prospect(account, NOW).account.last_words == "second"
    book.undo(NOW)
    assert book.touched(entry).note == "first"
    with pytest.raises(NotFound):
        book.touched(EntryId("nothing"))
