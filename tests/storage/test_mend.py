"""Merges in a book: bars, promises, lists, search, later entries; split by number; many at once (R28, R38, R39)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from playbook import merging, moves
from playbook.bodies import (
    AccountMerged,
    Barred,
    Dumped,
    ListSaid,
    PersonMerged,
    PersonSet,
    RemarkMade,
    SignalSeen,
    StandingSet,
    StepSet,
)
from playbook.bulk import Deed, Wanted, label
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.errors import Ambiguous, BadInput, NotFound
from playbook.facts import Fields
from playbook.words import AccountId, ActionId, EntryId, Outcome, PersonId, Standing
from storage import aliases, mend_fields
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.views import Change
from tests.storage.conftest import NOW, Rep
from tests.storage.test_properties import said


def merged(book: Book, gone: AccountId, kept: AccountId, *take: str) -> Change:
    one, other = book.side(kept).account, book.side(gone).account
    return book.record(merging.accounts(one, other, take), now=NOW, label=merging.label(one, other))


def same_as_rebuilt(book: Book) -> None:
    stepped = dump_tables(book._link.db)
    book.rebuild(NOW)
    assert dump_tables(book._link.db) == stepped


def test_everything_of_both_is_found_on_the_one_that_stays(rep: Rep, book: Book) -> None:
    """DESIGN section 2: touches, signs, people of both; R5: their No's add up."""
    robotics, corp = rep.add("Acme Robotics", "Dana Cole"), rep.add("Acme Corp", "Ray Ortiz", city="Peoria")
    rep.log(robotics, Outcome.NO)
    rep.log(corp, Outcome.NO, note="after the audit")
    day = NOW.date()
    book.record([Draft(corp, SignalSeen("pity", day)), Draft(corp, RemarkMade("pain", "changeovers", day))],
                now=NOW, label="said")  # fmt: skip
    merged(book, corp, robotics)
    seen = book.prospect(robotics, NOW, touches=9)
    assert (seen.account.nos, len(seen.touches), len(seen.people)) == (2, 2, 2)
    assert {touch.account for touch in seen.touches} == {robotics}
    assert (len(seen.account.signals), len(seen.account.remarks), seen.account.get("city")) == (1, 1, "Peoria")
    assert sum(step.kind == "next" for step in seen.account.steps) == 1
    for words in ("acme corp", "acme robotics", "ray ortiz", "audit", "changeovers"):
        assert [hit.account for hit in book.search(words)] == [robotics], words
    with pytest.raises(NotFound):
        book.prospect(corp, NOW)
    same_as_rebuilt(book)


def test_undo_splits_them_as_they_were_and_later_touches_stay_with_the_root(rep: Rep, book: Book) -> None:
    """R39: also when the merge is not the newest action."""
    robotics, corp = rep.add("Acme Robotics", "Dana Cole"), rep.add("Acme Corp", "Ray Ortiz")
    rep.log(corp, Outcome.NO)
    before = said(book, undo_stack=False)
    action = merged(book, corp, robotics).action
    assert before != said(book, undo_stack=False)
    book.undo(NOW)
    assert said(book, undo_stack=False) == before
    book.redo(NOW)
    rep.log(robotics, Outcome.TALK)
    (listed,) = book.merges()
    assert (listed.number, listed.gone_name, listed.kept_name, listed.undone) == (
        1,
        "Acme Corp",
        "Acme Robotics",
        False,
    )
    book.undo(NOW, action)
    assert [touch.outcome for touch in book.prospect(robotics, NOW, touches=9).touches] == [Outcome.TALK]
    assert [touch.outcome for touch in book.prospect(corp, NOW, touches=9).touches] == [Outcome.NO]
    assert book.merges()[0].undone
    same_as_rebuilt(book)


def test_a_bar_of_either_stands_and_outlives_what_a_list_says(rep: Rep, book: Book) -> None:
    """R38."""
    robotics, corp = rep.add("Acme Robotics"), rep.add("Acme Corp")
    book.record([Draft(corp, Barred(None, "never again"))], now=NOW, label="barred")
    merged(book, corp, robotics)
    assert book.prospect(robotics, NOW).standing is Standing.BARRED
    book.record([Draft(robotics, StandingSet(NOW.date(), Standing.CUSTOMER))], now=NOW, label="a list")
    assert book.prospect(robotics, NOW).standing is Standing.BARRED
    same_as_rebuilt(book)


def test_one_let_go_and_one_worked_go_on_with_a_step(rep: Rep, book: Book) -> None:
    """R6, R28: nobody falls between the standings; one undo takes the step back too."""
    robotics, corp = rep.add("Acme Robotics", "Dana Cole"), rep.add("Acme Corp")
    rep.log(robotics, Outcome.NO)
    steps = book.prospect(robotics, NOW).account.steps
    book.record([Draft(robotics, StepSet(ended=tuple(step.id for step in steps)))], now=NOW, label="ended")
    book.record([Draft(corp, Dumped(NOW.date(), "drains"))], now=NOW, label="let go")
    before = said(book, undo_stack=False)
    merged(book, corp, robotics)
    seen = book.prospect(robotics, NOW)
    assert seen.standing is Standing.WORKING
    assert seen.account.steps
    book.undo(NOW)
    assert said(book, undo_stack=False) == before


def test_promises_that_a_dump_ended_are_offered_after_a_merge_too(rep: Rep, book: Book) -> None:
    """R29."""
    robotics, corp = rep.add("Acme Robotics"), rep.add("Acme Corp", "Ray Ortiz")
    rep.log(corp, Outcome.CALLBACK, when=NOW.date() + timedelta(days=30), words="in a month")
    book.record([Draft(corp, Dumped(NOW.date(), "drains", 3.0))], now=NOW, label="let go")
    merged(book, corp, robotics)
    seen = book.prospect(robotics, NOW)
    assert seen.standing is Standing.DUMPED
    assert [step.why for step in seen.promised]
    assert book.dumped(NOW).hours_won == 3.0


def test_both_lists_lead_to_the_one_that_stays(rep: Rep, book: Book) -> None:
    """DESIGN section 6: the next import of either list finds its firm."""
    robotics, corp = rep.add("Acme Robotics"), rep.add("Acme Corp")
    rows = (("account", "7", str(corp), "{}"), ("account", "8", str(robotics), "{}"))
    book.record([Draft(AccountId(""), ListSaid("crm", rows))], now=NOW, label="listed")
    entities = "SELECT key, entity FROM source_ref ORDER BY key"
    merged(book, corp, robotics)
    assert book._link.db.execute(entities).fetchall() == [("7", robotics), ("8", robotics)]
    again = (("account", "9", str(corp), "{}"),)
    book.record([Draft(AccountId(""), ListSaid("crm", again))], now=NOW, label="listed again")
    assert book._link.db.execute(entities).fetchall()[-1] == ("9", robotics)
    same_as_rebuilt(book)
    book.undo(NOW)
    book.undo(NOW)
    assert book._link.db.execute(entities).fetchall() == [("7", corp), ("8", robotics)]


def test_what_comes_later_for_the_one_that_went_lands_on_the_root(rep: Rep, book: Book) -> None:
    """SYNC section 4: another machine does not know of the merge yet."""
    robotics, corp = rep.add("Acme Robotics"), rep.add("Acme Corp", "Ray Ortiz")
    ray = book.side(corp).people[0].id
    merged(book, corp, robotics)
    book.record([moves.set_account(corp, (("city", "Peoria"),))], now=NOW, label="edited there")
    later = EntryId("ffffffff-ffff-7fff-bfff-ffffffffffff")
    note = RemarkMade("note", "from the other laptop", NOW.date(), ray)
    book.absorb([Entry(later, ActionId(later), NOW, corp, note)], "elsewhere")
    seen = book.prospect(robotics, NOW).account
    assert (seen.get("city"), seen.remarks[-1].text) == ("Peoria", "from the other laptop")
    assert aliases.entries_of(book._link.db, corp)[-1].id == later
    assert book.roots((corp, ray)) == {corp: robotics}
    same_as_rebuilt(book)


def test_two_people_become_one_everywhere(rep: Rep, book: Book) -> None:
    """R38: the bar of either; touches and remarks name the one who stays."""
    acme = rep.add("Acme Robotics", "Dana Cole", "D. Cole")
    dana, other = (book.person(name, acme).person.id for name in ("Dana Cole", "D. Cole"))
    rep.log(acme, Outcome.NO, person=other, note="after the audit")
    book.record([Draft(acme, RemarkMade("note", "likes trains", NOW.date(), other)), Draft(other, Barred(None, "no"))],
                now=NOW, label="said")  # fmt: skip
    before = said(book, undo_stack=False)
    one, gone = book.person(dana).person, book.person(other).person
    book.record(merging.people(one, gone), now=NOW, label="merge")
    seen = book.prospect(acme, NOW, touches=9)
    assert [each.id for each in seen.people] == [dana]
    assert (seen.people[0].nos, len(seen.people[0].bars)) == (1, 1)
    assert {touch.person for touch in seen.touches} == {dana}
    assert seen.account.remarks[-1].person == dana
    assert book.person(other).person.id == dana
    assert book.merges()[0].person
    same_as_rebuilt(book)
    book.undo(NOW)
    assert said(book, undo_stack=False) == before


def test_a_moved_person_takes_the_bars_and_leaves_the_history(rep: Rep, book: Book) -> None:
    """R21, R38: a correction; what happened stays where it happened."""
    acme, globex = rep.add("Acme Robotics", "Dana Cole"), rep.add("Globex")
    dana = book.side(acme).people[0]
    rep.log(acme, Outcome.NO)
    book.record([Draft(dana.id, Barred(None, "no"))], now=NOW, label="barred")
    book.record(merging.moved(dana, globex), now=NOW, label="moved")
    assert len(book.prospect(acme, NOW, touches=9).touches) == 1
    (moved,) = book.prospect(globex, NOW).people
    assert (moved.account, len(moved.bars), moved.came_from) == (globex, 1, None)


def test_a_move_between_two_that_became_one_is_none(rep: Rep, book: Book) -> None:
    acme, corp = rep.add("Acme Robotics"), rep.add("Acme Corp", "Ray Ortiz")
    ray = book.side(corp).people[0].id
    merged(book, corp, acme)
    book.record([Draft(ray, PersonSet(account=acme))], now=NOW, label="moved")
    same_as_rebuilt(book)


def test_people_are_found_by_name_at_their_account(rep: Rep, book: Book) -> None:
    acme, globex = rep.add("Acme Robotics", "Dana Cole"), rep.add("Globex", "Dana Cole")
    assert book.person("dana cole", acme).account_name == "Acme Robotics"
    assert book.person("dana", globex).account == globex
    with pytest.raises(Ambiguous, match="Several people"):
        book.person("Dana Cole")
    with pytest.raises(NotFound, match="there"):
        book.person("Ray", acme)
    with pytest.raises(NotFound):
        book.person("")


def test_a_merge_of_somebody_erased_is_still_listed(book: Book) -> None:
    drafts = [Draft(AccountId("a"), AccountMerged(AccountId("b"))), Draft(PersonId("p"), PersonMerged(PersonId("q")))]
    book.record(drafts, now=NOW, label="odd")
    assert [each.gone_name for each in book.merges()] == ["somebody erased", "somebody erased"]
    with pytest.raises(NotFound):
        book.side(AccountId("a"))


def test_many_are_one_action_and_one_undo(rep: Rep, book: Book) -> None:
    """R39, R38: who is barred stays so, and is counted."""
    accounts = [rep.add(f"Firm {each}", "Dana Cole", tags="expo") for each in ("Ada", "Bob", "Cyd", "Gus", "Eve")]
    book.record([Draft(accounts[0], Barred(None, "no"))], now=NOW, label="barred")
    found = book.found("tag:expo")
    assert set(found) == set(accounts)
    assert book.found("firm gus") == (accounts[3],)
    assert len(book.found("")) == 5
    before = said(book, undo_stack=False)
    for deed, more in ((Deed.JUNK, {}), (Deed.TICKLE, {"days": 90}), (Deed.DUMP, {"text": "drains"})):
        wanted = replace(Wanted(deed, NOW.date()), **more)
        done = book.bulk(found, wanted, NOW)
        assert (done.count, sum(count for _, count in done.left)) == (4, 1)
        book.record(done.drafts, now=NOW, label=label(wanted, done.count))
        assert book.prospect(accounts[0], NOW).standing is Standing.BARRED
        book.undo(NOW)
        assert said(book, undo_stack=False) == before


@pytest.mark.parametrize(
    ("typed", "person", "stands"),
    [
        ({"phone": "312 555 0142", "state": "illinois"}, False,
         (("phone", "+13125550142"), ("state", "IL"), ("zone", "America/Chicago"))),
        ({"employees": "1,200", "spend": "$1.2M"}, False, (("employees", 1200), ("spend", 1_200_000))),
        ({"domain": "https://www.acme.com/x"}, False, (("domain", "acme.com"),)),
        ({"mobile": "+44 20 7946 0958"}, True, (("mobile", "+442079460958"), ("zone", "Europe/London"))),
        ({"country": "Germany"}, False, (("country", "DE"), ("zone", "Europe/Berlin"))),
        ({"shoe size": "42", "tier": "A"}, False, (("shoe size", "42"), ("tier", "A"))),
        ({"pursued_since": "2019"}, False, (("pursued_since", "2019"),)),
        ({"city": ""}, False, ()),
        ({"contract_end": "2027-06-30", "zone": "Asia/Tokyo"}, False,
         (("contract_end", "2027-06-30"), ("zone", "Asia/Tokyo"))),
    ],
)  # fmt: skip
def test_fields_by_hand_are_settled_like_a_list(typed: dict[str, str], person: bool, stands: Fields) -> None:  # noqa: FBT001
    """R36."""
    assert mend_fields.changed(typed, {}, person=person) == stands


@pytest.mark.parametrize(
    ("field", "value", "person"),
    [
        ("email", "dana@", True), ("phone", "call me", False), ("domain", "acme", False), ("employees", "many", False),
        ("tier", "D", False), ("role", "boss", True), ("zone", "Europe/Nowhere", False),
        ("contract_end", "June", False),
        ("since", "long ago", True), ("country", "Atlantis", False), ("name", "", False),
    ],
)  # fmt: skip
def test_what_a_field_cannot_hold_is_refused(field: str, value: str, person: bool) -> None:  # noqa: FBT001
    with pytest.raises(BadInput, match="Nothing was changed"):
        mend_fields.changed({field: value}, {"name": "Acme"}, person=person)


def test_a_cleared_field_is_cleared_and_a_zone_by_hand_stands() -> None:
    """R36."""
    assert mend_fields.changed({"phone": ""}, {"phone": "+13125550142"}, person=False) == (("phone", ""),)
    held = {"zone": "Asia/Tokyo"}
    assert mend_fields.changed({"state": "IL"}, held, person=False) == (("state", "IL"),)


def test_a_book_reopened_knows_its_merges(rep: Rep, book: Book, reopen: Callable[..., Book]) -> None:
    robotics, corp = rep.add("Acme Robotics"), rep.add("Acme Corp")
    merged(book, corp, robotics, "name")
    again = reopen()
    assert again.prospect(robotics, NOW).account.name == "Acme Corp"
    assert again.prospect(robotics, NOW).account.get("also") == "Acme Robotics"
