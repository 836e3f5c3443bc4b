"""Merges: who is whom, whatever the order in which it came; undo splits; a rebuild says the same (R39, R40, SYNC)."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from playbook.bodies import AccountMerged, PersonMerged, PersonSet
from playbook.decision import Draft
from playbook.errors import NotYetError
from playbook.words import AccountId, PersonId
from storage.dump_tables import dump_tables
from tests.storage.conftest import NOW
from tests.storage.test_properties import DEEDS, Day, Deed, a_book, entries_of, few, living, said

MENDS = (*DEEDS, "merge", "join", "move", "merge", "join")
mended = st.lists(st.tuples(st.sampled_from(MENDS), st.integers(0, 12), st.integers(0, 12)), max_size=16)


class Mending(Day):
    """A rep who also merges companies and people, and moves people about."""

    def do(self, deed: Deed) -> None:
        what, one, two = deed
        ways = {"merge": self._merge, "join": self._join, "move": self._move}
        if what not in ways:
            super().do(deed)
            return
        try:
            ways[what](one, two)
        except NotYetError:
            return
        newest = self.book.newest_action()
        if newest is not None and newest[0] not in self.actions:
            self.actions.append(newest[0])

    def _every(self, kind: str) -> list[str]:
        """Everybody the journal ever added: the living ones, those taken back, those merged already."""
        query = "SELECT DISTINCT entity FROM entry WHERE kind = ? ORDER BY entity"
        return [row[0] for row in self.book._link.db.execute(query, (kind,))]

    def _merge(self, one: int, two: int) -> None:
        held = self._every("account.added")
        if held:
            gone, kept = held[one % len(held)], held[two % len(held)]
            self._write([Draft(AccountId(gone), AccountMerged(AccountId(kept)))])

    def _join(self, one: int, two: int) -> None:
        held = self._every("person.added")
        if held:
            gone, kept = held[one % len(held)], held[two % len(held)]
            self._write([Draft(PersonId(gone), PersonMerged(PersonId(kept)))])

    def _move(self, one: int, two: int) -> None:
        people, firms = self._every("person.added"), self._every("account.added")
        if people and firms:
            self._write(
                [Draft(PersonId(people[one % len(people)]), PersonSet(account=AccountId(firms[two % len(firms)])))]
            )


@few
@given(mended)
def test_a_rebuild_says_what_merges_said(deeds: list[Deed]) -> None:
    """R40: rows after merges, moves, undos are those of a rebuild."""
    with a_book() as book:
        day = Mending(book)
        for deed in deeds:
            day.do(deed)
        stepped = dump_tables(book._link.db)
        book.rebuild(NOW)
        assert dump_tables(book._link.db) == stepped


@few
@given(mended, mended)
def test_undo_splits_as_it_was(before: list[Deed], after: list[Deed]) -> None:
    """R39: a merge taken back is as if it had never been, and a redo merges again."""
    with a_book() as book:
        day = Mending(book)
        for deed in before:
            day.do(deed)
        for deed in after:
            old, actions = said(book, undo_stack=False), living(book)
            day.do(deed)
            new = said(book, undo_stack=False)
            if len(living(book)) == len(actions) + 1 and living(book)[:-1] == actions:
                book.undo(NOW)
                assert said(book, undo_stack=False) == old
                book.redo(NOW)
                assert said(book, undo_stack=False) == new


@few
@given(mended, st.randoms(use_true_random=False), st.integers(1, 7))
def test_merges_in_any_order_and_batching_give_one_result(deeds: list[Deed], random: Any, size: int) -> None:
    """SYNC section 4: repeats included; merges may come before those whom they merge."""
    with a_book() as book, a_book(2) as other:
        day = Mending(book)
        for deed in deeds:
            day.do(deed)
        entries = entries_of(book)
        shuffled = [*entries, *entries[::3]]
        random.shuffle(shuffled)
        for start in range(0, len(shuffled), size):
            other.absorb(shuffled[start : start + size], "another machine")
        assert said(other) == said(book)


@few
@given(mended, mended, mended)
def test_two_machines_that_merge_differently_converge(both: list[Deed], mine: list[Deed], theirs: list[Deed]) -> None:
    """SYNC section 4: what each merged, undid and moved offline gives one book on both."""
    with a_book() as book, a_book(2) as other:
        day = Mending(book)
        for deed in both:
            day.do(deed)
        other.absorb(entries_of(book), "first")
        for deed in mine:
            day.do(deed)
        away = Mending(other)
        for deed in theirs:
            away.do(deed)
        here, there = entries_of(book), entries_of(other)
        book.absorb(there, "second")
        other.absorb(here, "first")
        assert said(book) == said(other)
        merged = said(book)
        book.rebuild(NOW)
        assert said(book) == merged
