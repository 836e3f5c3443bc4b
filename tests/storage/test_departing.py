"""Those of whom nothing is left go many at a time, and the book says what a fold of each would say (R39)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.bodies import AccountAdded, PersonAdded, PersonSet, RemarkMade, SignalSeen, TouchLogged
from playbook.decision import Draft
from playbook.drain import SIGNS
from playbook.entry import Entry
from playbook.errors import Refused
from playbook.facts import AccountFacts
from playbook.words import AccountId, ActionId, Outcome, PersonId
from storage import departing, finder, kept_states, refold
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.views import Change
from tests.conftest import ZONE
from tests.storage.conftest import NOW, Rep
from tests.storage.test_landing import firms, land, refs, tables_of
from tests.storage.test_properties import DEEDS, Day, Deed, a_book, few

_EVERY = 10**9
deeds = st.lists(
    st.tuples(st.sampled_from((*DEEDS, "bring", "bring", "back", "older")), st.integers(0, 40), st.integers(0, 40)),
    max_size=18,
)


class LongDay(Day):
    """A rep who also brings lists; nothing is remembered of keys, so that everything taken back is looked up."""

    def do(self, deed: Deed) -> None:
        kept_states.of(self.book._link.db).forget()
        if deed[0] == "bring":
            self._bring(deed[1], deed[2])
            self.actions.append(self.book.newest_action()[0])  # type: ignore[index]
        elif deed[0] == "back":
            self._back(deed[1])
        else:
            super().do(deed)

    def _bring(self, one: int, two: int) -> None:
        """Firms with their people, somebody for a firm that stands, and somebody who goes from one to the other."""
        known, day = self._living(one), NOW.date()
        first, second, ann, bob = (AccountId(f"new:{number}") for number in range(4))
        drafts = [
            Draft(first, AccountAdded(f"Brought {one}")),
            Draft(second, AccountAdded(f"Brought {two}")),
            Draft(ann, PersonAdded(first, "Ann")),
            Draft(bob, PersonAdded(known, "Bob")),
            Draft(first, RemarkMade("note", "seen", day)),
            Draft(known, SignalSeen(SIGNS[two % len(SIGNS)].name, day, PersonId(bob))),
        ]
        there = self.book.prospect(known, NOW).people
        if there and two % 3 == 0:
            drafts.append(Draft(there[0].id, PersonSet(account=second)))
        if two % 3 == 1:
            drafts.append(Draft(ann, PersonSet(account=known)))
        self._write(drafts)

    def _back(self, one: int) -> None:
        """Take back the first that was done, whatever stands on it."""
        if self.actions:
            try:
                self.book.undo(NOW, self.actions[one % max(1, len(self.actions) // 2)])
            except Refused:
                return


@contextmanager
def at_most(many: int) -> Iterator[None]:
    """Fold so many one by one; more go, and come into search, many at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(departing, "FEW", many)
        patch.setattr(departing, "PIECE", 2)
        patch.setattr(finder, "OFTEN", max(many, 1))
        yield


def everything(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """All tables, and search in its order."""
    found = dump_tables(book._link.db)
    found["finder"] = book._link.db.execute("SELECT text, owner, account, sort FROM finder ORDER BY rowid").fetchall()
    found["owners"] = book._link.db.execute(
        "SELECT count(*), count(finder.owner) FROM finder_row"
        " LEFT JOIN finder ON finder.rowid = docid AND finder.owner = finder_row.owner"
    ).fetchall()
    return found


@few
@given(deeds)
def test_many_at_a_time_says_what_one_by_one_says(list_of_deeds: list[Deed]) -> None:
    """R39, R40: after each deed, in every table, in the order of search, and in a rebuild."""
    with a_book() as one, a_book() as many:
        slow, fast = LongDay(one), LongDay(many)
        for deed in list_of_deeds:
            with at_most(_EVERY):
                slow.do(deed)
            with at_most(0):
                fast.do(deed)
            assert everything(many) == everything(one)
        before = dump_tables(many._link.db)
        many.rebuild(NOW)
        assert dump_tables(many._link.db) == before


def brings(book: Book, *drafts: Draft) -> Change:
    return book.record(drafts, now=NOW, label="brought")


NEW = AccountId("new:1")


def somebody_works_there(rep: Rep) -> list[ActionId]:
    """The firm stays as long as Kim works there, and goes with her."""
    firm = brings(rep.book, Draft(NEW, AccountAdded("Brought")))
    kim = brings(rep.book, Draft(PersonId("new:1"), PersonAdded(AccountId(dict(firm.ids)[NEW]), "Kim")))
    return [firm.action, kim.action]


def a_touch_named_somebody_else(rep: Rep) -> list[ActionId]:
    """Dana stays, with one touch less."""
    dana = rep.book.prospect(rep.add("Acme", "Dana Cole"), NOW).people[0].id
    touch = TouchLogged(NOW.date(), ZONE, Outcome.NO, person=dana)
    return [brings(rep.book, Draft(NEW, AccountAdded("Brought")), Draft(NEW, touch)).action]


def a_sign_was_seen_with_them(rep: Rep) -> list[ActionId]:
    """A sign that was seen with somebody who is not here any more weighs less (R21)."""
    acme = rep.add("Acme", "Dana Cole")
    bob = brings(rep.book, Draft(PersonId("new:1"), PersonAdded(acme, "Bob")))
    who = PersonId(dict(bob.ids)["new:1"])
    brings(rep.book, *(Draft(acme, SignalSeen(sign.name, NOW.date(), who)) for sign in SIGNS))
    return [bob.action]


@pytest.mark.parametrize("case", [somebody_works_there, a_touch_named_somebody_else, a_sign_was_seen_with_them])
def test_whoever_needs_a_look_gets_one(case: Callable[[Rep], list[ActionId]]) -> None:
    """R39: what stands on somebody who goes is what a fold of everybody says."""
    with a_book() as one, a_book() as many:
        for action, other in zip(case(Rep(one)), case(Rep(many)), strict=True):
            for book in (one, many):
                kept_states.of(book._link.db).forget()
            with at_most(_EVERY):
                one.undo(NOW, action)
            with at_most(0):
                many.undo(NOW, other)
            assert everything(many) == everything(one)


def test_a_long_import_goes_without_a_fold(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of everybody whom only the import told of not one history is read; whom somebody worked is folded."""
    rep.add("Acme", "Dana Cole", employees=5)
    rep.book.rebuild(NOW)
    land(rep.book, firms(300), refs(300))
    called = rep.book.find("Firm 7")
    touched = rep.log(called, Outcome.NO)
    folded: list[str] = []
    fold = refold._folded

    def heard(number: str, entries: Sequence[Entry]) -> tuple[AccountFacts | None, dict[str, date]]:
        folded.append(number)
        return fold(number, entries)

    monkeypatch.setattr(refold, "_folded", heard)
    action = rep.book.imports()[0].action
    change = rep.book.undo(NOW, action)
    assert change.stayed == (called,)
    assert folded == [called]
    assert touched.accounts == (called,)
    before = tables_of(rep.book)
    rep.book.rebuild(NOW)
    assert tables_of(rep.book) == before


def test_it_says_how_far_it_is_and_stops_at_any_word(rep: Rep) -> None:
    """What was done never goes back, ends at all of it, and a stop leaves the book as it was."""
    land(rep.book, firms(700), refs(700))
    before = dump_tables(rep.book._link.db)
    heard: list[tuple[str, int, int]] = []
    rep.book.undo(NOW, heard=lambda *word: heard.append(word))
    rep.book.redo(NOW)
    assert {total for what, _, total in heard if what == "accounts and people"} == {1400}
    done = [done for what, done, _ in heard if what == "accounts and people"]
    assert done == sorted(done)
    assert done[-1] == 1400
    again = dump_tables(rep.book._link.db)
    assert {name: rows for name, rows in again.items() if name != "action"} == {
        name: rows for name, rows in before.items() if name != "action"
    }
    for place in range(len(heard)):
        words = count()

        def stops(*_: object, place: int = place, words: count[int] = words) -> None:
            if next(words) == place:
                raise Refused("Stopped.")

        with pytest.raises(Refused, match="Stopped"):
            rep.book.undo(NOW, heard=stops)
        assert dump_tables(rep.book._link.db) == again
