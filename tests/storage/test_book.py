"""The book as screens and commands use it: record, undo, redo, settings, two windows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from playbook import moves
from playbook.bodies import (
    AccountAdded,
    AccountSet,
    Barred,
    PersonAdded,
    PersonSet,
    RemarkMade,
    SignalSeen,
    StandingSet,
    TouchAmended,
    TouchLogged,
    Unbarred,
)
from playbook.decision import Draft
from playbook.errors import Ambiguous, BookTrouble, NotFound, Refused, Stale
from playbook.settings import Criterion, Settings
from playbook.words import AccountId, ActionId, EntryId, Outcome, PersonId, Reading, Standing, Verdict
from storage import engine, journal
from storage.book import Book
from storage.dump_tables import dump_tables
from tests.storage.conftest import NOW, Rep


def tables_of(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every table but the undo stack, which says that something was done and taken back."""
    found = dump_tables(book._link.db)
    del found["action"]
    return found


def test_a_touch_is_written_with_its_plan(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole")
    change = rep.log(acme, Outcome.NO_ANSWER)
    seen = rep.book.prospect(acme, NOW)
    assert change.accounts == (acme,)
    assert change.label == "no-answer"
    assert seen.standing is Standing.WORKING
    assert [touch.outcome for touch in seen.touches] == [Outcome.NO_ANSWER]
    assert len(seen.account.steps) == 1
    assert seen.account.basis == change.entries[0]


def test_placeholders_of_one_call_are_one_id(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole", "Ray Ortiz")
    assert [person.account for person in rep.book.prospect(acme, NOW).people] == [acme, acme]


def test_a_note_that_reads_like_a_placeholder_stays_a_note(rep: Rep) -> None:
    acme = rep.add("Acme Robotics")
    rep.book.record([Draft(acme, RemarkMade("note", "new:1", NOW.date()))], now=NOW, label="note")
    assert [remark.text for remark in rep.book.prospect(acme, NOW).account.remarks] == ["new:1"]


def test_a_stale_basis_writes_nothing(rep: Rep) -> None:
    """R39, DESIGN section 2: the keys were drawn before another entry came."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    drawn = rep.draw(acme, Outcome.NO)
    rep.log(acme, Outcome.NO_ANSWER)
    entries = rep.book.size().entries
    with pytest.raises(Stale, match="Acme Robotics changed"):
        rep.book.record(moves.touch(drawn), now=NOW, label="No", basis=drawn.basis)
    assert rep.book.size().entries == entries


def test_a_basis_of_an_account_that_is_gone_is_stale(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole")
    drawn = rep.draw(acme, Outcome.NO)
    rep.book.undo(NOW)
    with pytest.raises(Stale, match="no longer"):
        rep.book.record(moves.touch(drawn), now=NOW, label="No", basis=drawn.basis)


def test_keys_drawn_before_an_amendment_are_stale(rep: Rep) -> None:
    """R39: a digit changes the plan though the touch stands."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    change = rep.log(acme, Outcome.NO)
    drawn = rep.draw(acme, Outcome.NO_ANSWER)
    amend(rep, acme, change.entries[0], change.action)
    with pytest.raises(Stale):
        rep.book.record(moves.touch(drawn), now=NOW, label="", basis=drawn.basis)


def amend(rep: Rep, account: AccountId, touch: EntryId, action: ActionId, **more: Any) -> None:
    bodies = [entry.body for entry in journal.of_entities(rep.book._link.db, [account])]
    plain = next(body for body in bodies if isinstance(body, TouchLogged))
    told: dict[str, Any] = {"reading": Reading.TIMING} | more
    draft = Draft(account, TouchAmended(touch, replace(plain, **told)))
    rep.book.record([draft], now=NOW, label="timing", join=action)


def test_a_digit_joins_its_touch_and_one_undo_takes_both(rep: Rep) -> None:
    """R39."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    before = tables_of(rep.book)
    change = rep.log(acme, Outcome.NO)
    amend(rep, acme, change.entries[0], change.action)
    assert rep.book.prospect(acme, NOW).touches[0].reading is Reading.TIMING
    assert rep.book.newest_action() == (change.action, "no")
    undone = rep.book.undo(NOW)
    assert (undone.label, undone.action) == ("no", change.action)
    assert tables_of(rep.book) == before


def test_the_newest_digit_counts(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole")
    change = rep.log(acme, Outcome.NO)
    amend(rep, acme, change.entries[0], change.action)
    amend(rep, acme, change.entries[0], change.action, reading=Reading.VALUE, note="later")
    touch = rep.book.prospect(acme, NOW).touches[0]
    assert (touch.reading, touch.note) == (Reading.VALUE, "later")


def test_a_digit_may_move_the_touch_to_another_person(rep: Rep) -> None:
    """R39: both people are folded again, and both come back with an undo."""
    acme = rep.add("Acme Robotics", "Dana Cole", "Ray Ortiz")
    dana, ray = rep.book.prospect(acme, NOW).people
    change = rep.log(acme, Outcome.NO)
    amend(rep, acme, change.entries[0], change.action, person=ray.id)
    assert {who.id: who.nos for who in rep.book.prospect(acme, NOW).people} == {dana.id: 0, ray.id: 1}
    amend(rep, acme, change.entries[0], change.action, person=dana.id)
    assert {who.id: who.nos for who in rep.book.prospect(acme, NOW).people} == {dana.id: 1, ray.id: 0}
    rep.book.undo(NOW)
    assert {who.nos for who in rep.book.prospect(acme, NOW).people} == {0}


def test_nothing_joins_an_action_that_was_taken_back(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole")
    change = rep.log(acme, Outcome.NO)
    rep.book.undo(NOW)
    with pytest.raises(Stale, match="taken back"):
        rep.book.record([Draft(acme, AccountSet((("city", "Gary"),)))], now=NOW, label="", join=change.action)
    with pytest.raises(Stale):
        rep.book.record([Draft(acme, AccountSet((("city", "Gary"),)))], now=NOW, label="", join=ActionId("none"))


def test_undo_goes_to_any_depth_across_restarts_and_redo_brings_it_back(rep: Rep, reopen: Callable[..., Book]) -> None:
    """R39."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    states = [tables_of(rep.book)]
    for outcome in (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.NO, Outcome.NOT_NOW):
        rep.log(acme, outcome)
        states.append(tables_of(rep.book))
    book = rep.book
    for state in reversed(states[:-1]):
        book = reopen()
        book.undo(NOW)
        assert tables_of(book) == state
    for state in states[1:]:
        book = reopen()
        book.redo(NOW)
        assert tables_of(book) == state
    with pytest.raises(Refused, match="nothing to redo"):
        book.redo(NOW)


def test_a_new_action_empties_redo(rep: Rep) -> None:
    """R39."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    rep.log(acme, Outcome.NO_ANSWER)
    rep.book.undo(NOW)
    rep.log(acme, Outcome.VOICEMAIL)
    with pytest.raises(Refused):
        rep.book.redo(NOW)
    rep.book.undo(NOW)
    rep.book.redo(NOW)
    assert rep.book.prospect(acme, NOW).account.last_outcome is Outcome.VOICEMAIL


def test_undo_of_nothing_says_so(book: Book) -> None:
    assert book.newest_action() is None
    with pytest.raises(Refused, match="nothing to take back"):
        book.undo(NOW)
    with pytest.raises(NotFound):
        book.undo(NOW, ActionId("none"))


def test_an_older_action_is_taken_back_by_name_once(rep: Rep) -> None:
    """R39."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    older = rep.book.record([Draft(acme, AccountSet((("city", "Gary"),)))], now=NOW, label="city").action
    rep.log(acme, Outcome.NO)
    assert rep.book.undo(NOW, older).label == "city"
    seen = rep.book.prospect(acme, NOW).account
    assert (seen.get("city"), seen.nos) == ("", 1)
    with pytest.raises(Refused, match="already"):
        rep.book.undo(NOW, older)


def test_nothing_to_write_is_refused(book: Book) -> None:
    with pytest.raises(Refused):
        book.record([], now=NOW, label="")


def test_settings_are_entries_and_undone_like_any(rep: Rep) -> None:
    """R39, DESIGN section 3."""
    old = rep.book.settings()
    new = replace(old, caps=replace(old.caps, day=20), hours=replace(old.hours, zone="Europe/Berlin"))
    rep.book.set_settings(new, NOW)
    assert rep.book.settings() == new
    with pytest.raises(Refused):
        rep.book.set_settings(new, NOW)
    rep.book.set_settings(Settings(), NOW)
    assert rep.book.settings() == Settings()
    assert tables_of(rep.book)["setting"] == []
    rep.book.undo(NOW)
    assert rep.book.settings() == new
    rep.book.undo(NOW)
    assert rep.book.settings() == old


def test_a_changed_profile_scores_the_whole_book_and_comes_back(rep: Rep) -> None:
    """R3: in one undoable step; nobody is dumped by it."""
    steel, bank = rep.add("Acme Steel", industry="Steel"), rep.add("First Bank", industry="Banking")
    before = tables_of(rep.book)
    profile = (Criterion("industry", "in", ("Steel",), must=True),)
    change = rep.book.set_settings(replace(rep.book.settings(), profile=profile), NOW)
    assert bank in change.accounts
    assert rep.book.prospect(bank, NOW).standing is Standing.SET_ASIDE
    assert rep.book.prospect(bank, NOW).fit.verdict is Verdict.OFF
    assert rep.book.prospect(steel, NOW).standing is Standing.POOL
    rep.book.undo(NOW)
    assert tables_of(rep.book) == before


def test_signals_seen_with_who_left_stop_counting(rep: Rep) -> None:
    """R21."""
    acme = rep.add("Acme Robotics", "Dana Cole", "Ray Ortiz")
    dana = rep.book.prospect(acme, NOW).people[0].id
    seen = [Draft(acme, SignalSeen(sign, NOW.date(), dana)) for sign in ("bid-out", "vanished")]
    rep.book.record(seen, now=NOW, label="signals")
    assert [row.account for row in rep.book.dump_queue(NOW).rows] == [acme]
    rep.book.record([Draft(dana, PersonSet(gone=True))], now=NOW, label="left")
    assert rep.book.dump_queue(NOW).rows == ()
    rep.book.undo(NOW)
    assert len(rep.book.dump_queue(NOW).rows) == 1
    before = tables_of(rep.book)
    rep.book.rebuild(NOW)
    assert tables_of(rep.book) == before


def test_two_windows_write_and_see_each_other(rep: Rep, reopen: Callable[..., Book]) -> None:
    other = Rep(reopen(ids=None))
    version = rep.book.data_version()
    acme = other.add("Acme Robotics", "Dana Cole")
    assert rep.book.data_version() != version
    rep.log(acme, Outcome.NO_ANSWER)
    other.log(acme, Outcome.VOICEMAIL)
    rep.log(acme, Outcome.NO)
    assert rep.book.prospect(acme, NOW) == other.book.prospect(acme, NOW)
    assert rep.book.prospect(acme, NOW).account.touches == 3
    numbers = rep.book._link.db.execute("SELECT count(*), max(wseq), count(DISTINCT writer) FROM entry").fetchone()
    assert numbers == (5, 5, 1)
    assert other.book.undo(NOW).label == "no"


def test_a_name_finds_its_account(rep: Rep) -> None:
    acme = rep.add("Acme Robotics")
    rep.add("Globex")
    rep.add("Globex")
    assert rep.book.find("acme robotics") == acme
    assert rep.book.find(acme) == acme
    with pytest.raises(Ambiguous):
        rep.book.find("Globex")
    with pytest.raises(NotFound):
        rep.book.find("Initech")


def test_the_day_moves_tiers_and_old_signals_once(rep: Rep) -> None:
    """R24: half after two years; tiers move at the day's start only."""
    sizes = [rep.add(f"Firm {size}", employees=size) for size in (10, 20, 30, 40, 50, 60)]
    assert {rep.book.prospect(firm, NOW).tier for firm in sizes} == {"C"}
    moved = rep.book.refresh_day(NOW + timedelta(days=1))
    assert set(moved) == set(sizes[2:])
    assert [rep.book.prospect(firm, NOW).tier for firm in sizes] == ["C", "C", "B", "B", "A", "A"]
    assert rep.book.refresh_day(NOW + timedelta(days=1)) == ()
    before = tables_of(rep.book)
    rep.book.rebuild(NOW + timedelta(days=1))
    assert tables_of(rep.book) == before
    drafts = [Draft(sizes[0], SignalSeen("bid-out", NOW.date()))]
    rep.book.record(drafts, now=NOW, label="signal")
    assert rep.book.refresh_day(NOW + timedelta(days=800)) == (sizes[0],)
    assert rep.book._link.db.execute("SELECT drain FROM account WHERE id = ?", (sizes[0],)).fetchone() == (1.0,)


def test_a_row_moved_to_another_firm_leaves_the_first(rep: Rep) -> None:
    """R21: people fold by themselves."""
    acme, globex = rep.add("Acme Robotics", "Dana Cole"), rep.add("Globex")
    dana = rep.book.prospect(acme, NOW).people[0].id
    change = rep.book.record([Draft(dana, PersonSet(account=globex))], now=NOW, label="moved")
    assert set(change.accounts) == {acme, globex}
    assert rep.book.prospect(acme, NOW).people == ()
    assert [who.id for who in rep.book.prospect(globex, NOW).people] == [dana]
    assert [hit.account for hit in rep.book.search("dana")] == [globex]


def test_a_renamed_account_is_found_by_its_new_name_everywhere(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole")
    rep.log(acme, Outcome.NO, note="changeovers")
    rep.book.record([Draft(acme, RemarkMade("pain", "eats a shift", NOW.date()))], now=NOW, label="pain")
    rep.book.record([Draft(acme, AccountSet((("name", "Initech"),)))], now=NOW, label="name")
    for words in ("initech", "initech dana", "initech changeovers", "initech shift"):
        assert [hit.account for hit in rep.book.search(words)] == [acme], words
    assert rep.book.search("acme") == ()
    before = tables_of(rep.book)
    rep.book.rebuild(NOW)
    assert tables_of(rep.book) == before


def test_the_journal_only_grows(rep: Rep) -> None:
    """R40: not by UPDATE, DELETE or INSERT OR REPLACE; only the envelope may move."""
    rep.add("Acme Robotics")
    db = rep.book._link.db
    for statement in (
        "DELETE FROM entry",
        "UPDATE entry SET body = '{}'",
        "UPDATE entry SET at = ''",
        "UPDATE entry SET id = ''",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry",
    ):
        with pytest.raises(engine.errors(), match=r"grows|never changes|only blanked"):
            db.execute(statement)
    db.execute("UPDATE entry SET writer = 'other'")
    assert db.execute("SELECT count(*) FROM entry").fetchone() == (1,)


def test_entries_about_nobody_known_change_no_table(rep: Rep) -> None:
    before = tables_of(rep.book)
    drafts = [Draft(AccountId("nobody"), AccountSet((("city", "Gary"),)))]
    assert rep.book.record(drafts, now=NOW, label="").accounts == ()
    assert tables_of(rep.book) == before


def test_a_bar_on_a_person_is_folded_into_the_person(rep: Rep) -> None:
    """R38."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    dana = rep.book.prospect(acme, NOW).people[0].id
    change = rep.book.record([Draft(dana, Barred())], now=NOW, label="do not contact")
    assert [bar.person for bar in rep.book.prospect(acme, NOW).people[0].bars] == [dana]
    rep.book.record([Draft(dana, Unbarred((change.entries[0],)))], now=NOW, label="lifted")
    assert rep.book.prospect(acme, NOW).people[0].bars == ()


def test_an_added_account_can_be_barred_in_the_same_action(rep: Rep) -> None:
    drafts = [Draft(AccountId("new:1"), AccountAdded("Acme")), Draft(AccountId("new:1"), Barred())]
    change = rep.book.record(drafts, now=NOW, label="added")
    assert rep.book.prospect(change.accounts[0], NOW).standing is Standing.BARRED


def test_an_added_person_can_be_barred_in_the_same_action(rep: Rep) -> None:
    """R38."""
    acme = rep.add("Acme")
    kim = PersonId("new:1")
    rep.book.record([Draft(kim, PersonAdded(acme, "Kim")), Draft(kim, Barred())], now=NOW, label="added")
    assert len(rep.book.prospect(acme, NOW).people[0].bars) == 1


def test_a_person_named_by_a_touch_only_comes_later(rep: Rep) -> None:
    """People of another machine may arrive after the touch that names them."""
    acme = rep.add("Acme Robotics")
    rep.log(acme, Outcome.NO, person=PersonId("somebody"))
    assert rep.book.prospect(acme, NOW).people == ()
    assert rep.book.prospect(acme, NOW).account.nos == 1


def test_a_locked_book_says_so_and_the_key_works_again_later(
    rep: Rep, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    """RELIABILITY T7: another program holds the file."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    monkeypatch.setattr("storage.transaction.BUSY_MS", 50)
    rep.book._link.db.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(rep.book.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BookTrouble, match="Another window"):
        rep.log(acme, Outcome.NO)
    assert rep.book.prospect(acme, now).account.nos == 0
    other.execute("ROLLBACK")
    rep.log(acme, Outcome.NO)
    assert rep.book.prospect(acme, now).account.nos == 1
    other.close()


def test_a_touch_made_earlier_stands_at_its_day_and_hour(rep: Rep) -> None:
    """R45."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    body = TouchLogged(NOW.date() - timedelta(days=3), "America/Chicago", Outcome.NO, hour=16)
    rep.book.record([Draft(acme, body)], now=NOW, label="No")
    touch = rep.book.prospect(acme, NOW).touches[0]
    assert (touch.on, touch.at.isoformat()) == (body.on, "2026-11-20T16:00:00-06:00")


def test_the_panes_read_the_book(rep: Rep) -> None:
    acme = rep.add("Acme Robotics", "Dana Cole")
    rep.log(acme, Outcome.NO)
    rep.book.record([Draft(acme, StandingSet(NOW.date(), None, dream=True))], now=NOW, label="dream")
    assert [row.account for row in rep.book.dream(NOW)] == [acme]
    assert rep.book.tally(NOW.date()).nos == 1
    assert [touch.outcome for touch in rep.book.touches(acme)] == [Outcome.NO]
    assert rep.book.today(NOW).done == 1
    assert rep.book.size().people == 1


def test_entries_of_another_machine_are_taken_in_once(rep: Rep, reopen: Callable[..., Book]) -> None:
    """SYNC section 4."""
    first = rep.add("Acme Robotics")
    entries = list(journal.of_entities(rep.book._link.db, [first]))
    assert reopen(ids=None).absorb(entries, "another machine") is None


def test_a_person_may_come_in_the_same_action_as_their_touch(rep: Rep) -> None:
    """R42: referred to somebody new."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    draft = Draft(PersonId("new:1"), PersonAdded(acme, "Kim Sato"))
    touch = Draft(acme, TouchLogged(NOW.date(), "", Outcome.NO, person=PersonId("new:1")))
    change = rep.book.record([touch, draft], now=NOW, label="No")
    kim = PersonId(dict(change.ids)["new:1"])
    before = tables_of(rep.book)
    assert {who.id: who.nos for who in rep.book.prospect(acme, NOW).people}[kim] in {0, 1}
    rep.book.rebuild(NOW)
    assert tables_of(rep.book) == before
