"""Two machines of which one erases what the other goes on with: every order of arrival ends in one clean book (R40)."""

from __future__ import annotations

import tempfile
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.bodies import AccountMerged, PersonAdded, PersonSet
from playbook.decision import Draft
from playbook.errors import BadInput
from playbook.words import AccountId, Outcome, PersonId
from storage import erase_owed, tables
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.transaction import tx
from tests.storage.conftest import NOW, Rep
from tests.storage.test_aliases import MENDS, Mending
from tests.storage.test_journal_merging import exchange
from tests.storage.test_properties import Deed, a_book, entries_of, said
from tui.backup_words import merged

few = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
ends = st.lists(
    st.tuples(st.sampled_from((*MENDS, "erase", "erase", "people")), st.integers(0, 12), st.integers(0, 12)),
    max_size=10,
)


class Ending(Mending):
    """A rep who also erases people and accounts."""

    def do(self, deed: Deed) -> None:
        what, one, two = deed
        if what == "erase":
            held = [row[0] for row in self.book._link.db.execute("SELECT id FROM account UNION SELECT id FROM person")]
            if held:
                self.book.erase(sorted(held)[(one + two) % len(held)], NOW, backups=False)
        else:
            super().do(deed)

    def _every(self, kind: str) -> list[str]:
        """Those that a screen offers: nobody merges or moves to what was erased before their eyes."""
        table = "account" if kind == "account.added" else "person"
        return [row[0] for row in self.book._link.db.execute(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608  (constants only)


def clean(book: Book) -> None:
    """The doctor finds nothing, and a rebuild says what stands."""
    assert [each for each in book.doctor(NOW) if not each.ok and each.what not in {"next steps", "backup"}] == []
    stands = dump_tables(book._link.db)
    book.rebuild(NOW)
    assert dump_tables(book._link.db) == stands


@few
@given(ends, ends, ends, st.randoms(use_true_random=False))
def test_machines_that_erase_end_alike(both: list[Deed], mine: list[Deed], theirs: list[Deed], random: Random) -> None:
    """SYNC section 4: whatever one machine erases and the other goes on with."""
    order = random.choice(list(permutations(range(2))))
    with tempfile.TemporaryDirectory() as home, a_book(1) as one, a_book(2) as two:
        day = Ending(one)
        for deed in both:
            day.do(deed)
        two.absorb(entries_of(one), "first")
        for deed in mine:
            day.do(deed)
        away = Ending(two)
        for deed in theirs:
            away.do(deed)
        for _ in range(2):
            exchange([one, two], Path(home), order)
        clean(one)
        clean(two)
        for book in (one, two):
            with tx(book._link) as db:
                tables.retier(db)  # tiers move at a merge that brings something, and one of them brought nothing
        assert said(one) == said(two)


def write(book: Book, number: str, body: PersonAdded | PersonSet | AccountMerged) -> str:
    change = book.record([Draft(AccountId(number), body)], now=NOW, label="said")
    return dict(change.ids).get("new:1", number)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_who_was_added_to_an_erased_firm_goes_with_it_and_who_moved_there_goes_back(
    order: tuple[int, int], tmp_path: Path
) -> None:
    with a_book(1) as one, a_book(2) as two:
        rep = Rep(one)
        acme, globex, hooli = (
            rep.add(name, person) for name, person in (("Acme", "Ann"), ("Globex", "Bo"), ("Hooli", "Cy"))
        )
        two.absorb(entries_of(one), "first")
        ann, bo, cy = (two.prospect(firm, NOW).people[0].id for firm in (acme, globex, hooli))
        one.record([Draft(PersonId(ann), PersonSet(account=hooli))], now=NOW, label="moved Ann")
        one.erase(acme, NOW, backups=False)
        added = write(two, "new:1", PersonAdded(acme, "Zebulon Quirrell", (("phone", "+13125550199"),)))
        write(two, bo, PersonSet(account=acme))
        write(two, hooli, AccountMerged(acme))
        exchange([one, two], tmp_path, order)
        exchange([one, two], tmp_path, order)
        for book in (one, two):
            clean(book)
            seats = dict(book._link.db.execute("SELECT id, account FROM person"))
            assert seats == {ann: hooli, bo: globex, cy: hooli}
            assert "Zebulon" not in str(book._link.db.execute("SELECT body FROM entry").fetchall())
            Rep(book).log(hooli, Outcome.NO)
            clean(book)
        assert added not in seats


def test_a_move_away_from_an_erased_firm_can_be_taken_back_and_brought_back(rep: Rep, book: Book) -> None:
    """R39: undo leaves them without a firm, so without a row; redo seats them again."""
    acme, hooli = rep.add("Acme", "Ann"), rep.add("Hooli", "Cy")
    ann = book.prospect(acme, NOW).people[0].id
    book.record([Draft(PersonId(ann), PersonSet(account=hooli))], now=NOW, label="moved Ann")
    book.erase(acme, NOW, backups=False)
    stands = dump_tables(book._link.db)["person"]
    book.undo(NOW)
    clean(book)
    assert len(dump_tables(book._link.db)["person"]) == 1
    book.redo(NOW)
    clean(book)
    assert dump_tables(book._link.db)["person"] == stands


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_r38_who_was_erased_stays_away_under_the_id_that_another_machine_gave_them(
    order: tuple[int, int], tmp_path: Path
) -> None:
    """One list on two machines makes two of a person: the erasure of one takes the other along, and no namesake."""
    with a_book(1) as one, a_book(2) as two:
        acme = Rep(one).add("Acme", "Cy")
        two.absorb(entries_of(one), "first")
        zeb = (("email", "zeb@acme.example"), ("phone", "+13125550199"))
        here = write(one, "new:1", PersonAdded(acme, "Zeb", zeb))
        there = write(two, "new:1", PersonAdded(acme, "Zeb", zeb))
        write(two, "new:1", PersonAdded(acme, "Zeb", (("email", "another@acme.example"),)))
        Rep(two).log(acme, Outcome.NO, person=PersonId(there), note="Zeb said so")
        one.erase(here, NOW, backups=False)
        exchange([one, two], tmp_path, order)
        exchange([one, two], tmp_path, order)
        for book in (one, two):
            clean(book)
            mails = {row[0] for row in book._link.db.execute("SELECT email FROM person WHERE name = 'Zeb'")}
            assert mails == {"another@acme.example"}
            assert "zeb@acme" not in str(book._link.db.execute("SELECT body FROM entry").fetchall())
        back = write(one, "new:1", PersonAdded(acme, "Zeb", zeb))
        exchange([one, two], tmp_path, order)
        assert two._link.db.execute("SELECT name FROM person WHERE id = ?", (back,)).fetchone() == ("Zeb",)


@pytest.mark.parametrize("into", ["person", "nobody"])
def test_a_journal_that_takes_a_person_for_an_account_is_refused_whole(into: str, tmp_path: Path) -> None:
    """Ours never writes one; folded, people would turn into companies on one machine and not on the next."""
    with a_book(1) as one, a_book(2) as two:
        acme = Rep(one).add("Acme", "Ann")
        ann = one.prospect(acme, NOW).people[0].id
        two.absorb(entries_of(one), "first")
        gone, stays = (acme, ann) if into == "person" else (ann, "01a206c9-633c-7000-a36e-8dd6f490aaaa")
        write(two, gone, AccountMerged(AccountId(stays)))
        file = two.save_journal(tmp_path / "two.jsonl").file
        before = dump_tables(one._link.db)
        with pytest.raises(BadInput, match="takes a person for an account"):
            one.merge_journal([file], NOW)
        assert dump_tables(one._link.db) == before
        clean(one)


def test_people_who_stand_under_an_id_merged_as_a_company_are_refused(tmp_path: Path) -> None:
    with a_book(1) as one, a_book(2) as two:
        acme = Rep(two).add("Acme", "Ann")
        ann = two.prospect(acme, NOW).people[0].id
        write(one, Rep(one).add("Globex"), AccountMerged(AccountId(ann)))
        file = two.save_journal(tmp_path / "two.jsonl").file
        with pytest.raises(BadInput, match="takes a person for an account"):
            one.merge_journal([file], NOW)


def test_r38_a_machine_that_hears_of_an_erasure_cleans_its_file_and_names_its_backups(tmp_path: Path) -> None:
    """Backups stay as they are: whoever sends an erasure must not reach into them."""
    with a_book(1) as one, a_book(2) as two:
        acme = Rep(one).add("Acme Zithers", "Zebulon Quirrell")
        two.absorb(entries_of(one), "first")
        one.erase(acme, NOW, backups=False)
        file = one.save_journal(tmp_path / "one.jsonl").file
        told = two.merge_journal([file], NOW)
        assert (told.blanked, len(told.held)) == (2, 1)
        assert f"1 backup holds them until newer ones take their place: {told.held[0].name}" in " ".join(
            merged(told, done=True)
        )
        assert not erase_owed.is_owed(two._link.db)
        assert b"quirrell" not in two._link.path.read_bytes().lower()
        clean(two)
