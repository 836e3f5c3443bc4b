"""Erasing for good: nothing of the erased one is left, nothing of anybody else is lost (R5, R23, R38, R40; T32)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.bodies import AccountSet, EntityErased, PersonAdded, RemarkMade, StandingSet
from playbook.decision import Draft
from playbook.errors import Ambiguous, BookTrouble, NotFound
from playbook.facts import GAP
from playbook.words import AccountId, EntryId, Outcome, PersonId
from storage import engine, journal, paths, tables
from storage import erase as blanking
from storage.book import Book
from storage.dump_tables import differing, dump_tables
from storage.engine import Key
from storage.transaction import tx
from tests.storage.conftest import NOW, Rep

CANARIES = (b"quirrell", b"zebulon", b"5550199")
"""Words of the erased one that nobody else has."""


def put(book: Book, *drafts: Draft, label: str = "more") -> None:
    book.record(drafts, now=NOW, label=label)


@pytest.fixture
def acme(rep: Rep) -> AccountId:
    """An account with a person of an odd name, four No's and a note on each."""
    found = rep.add("Acme Zithers", domain="acme.example")
    fields = (("email", "zebulon@acme.example"), ("phone", "+13125550199"))
    put(rep.book, Draft(PersonId("new:1"), PersonAdded(found, "Zebulon Quirrell", fields)))
    for place in range(4):
        rep.log(found, Outcome.NO, note=f"Zebulon said no, {place}")
    return found


@pytest.fixture
def globex(rep: Rep, acme: AccountId) -> AccountId:  # noqa: ARG001  (comes after it)
    """Another account, in whose words the person stands."""
    found = rep.add("Globex", "Ray Ortiz", owner="Quirrell, Zebulon")
    rep.log(found, Outcome.NO, note="knows Zebulon Quirrell; ring 555-0199 there")
    put(rep.book, Draft(found, RemarkMade("note", "ask zebulon@acme.example about it", NOW.date())))
    put(rep.book, Draft(found, RemarkMade("note", "Ray likes mornings", NOW.date())))
    return found


def person(book: Book, account: AccountId) -> PersonId:
    return book.prospect(account, NOW).people[0].id


def hits(path: Path) -> list[tuple[str, bytes]]:
    """Every canary in any file of the planner, read once nobody has it open."""
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    return [(file.name, each) for file in files for each in CANARIES if each in file.read_bytes().lower()]


def test_a_person_goes_and_the_counts_stay_r5(book: Book, acme: AccountId, globex: AccountId, path: Path) -> None:
    before = {each: book.prospect(each, NOW).account.no_total for each in (acme, globex)}
    tally = book.tally(NOW.date())
    who = person(book, acme)
    would = book.erase_preview(who)
    assert (would.entries, would.stripped, would.notes, would.hashed) == (1, 4, 4, 2)
    assert [each.what for each in would.mentions] == ["account", "touch", "note"]
    assert all(each.marked and ("uirrell" in each.words or "zebulon" in each.words) for each in would.mentions)
    erased = book.erase(who, NOW)
    assert erased.cleaned.checked
    assert erased.cleaned.left == ()
    assert {each: book.prospect(each, NOW).account.no_total for each in (acme, globex)} == before
    assert book.tally(NOW.date()) == tally
    assert book.prospect(acme, NOW).people == ()
    assert {(each.note, each.person) for each in book.touches(acme)} == {("", None)}
    assert [each.note for each in book.touches(globex)] == [""]
    assert [each.text for each in book.prospect(globex, NOW).account.remarks] == ["Ray likes mornings"]
    assert book.prospect(globex, NOW).account.get("owner") == ""
    assert book.search("zebulon") == ()
    assert all(each.ok for each in book.doctor(NOW))
    book.close()
    assert hits(path) == []


def test_a_printed_call_sheet_goes_too(book: Book, acme: AccountId) -> None:
    """T32: it may name whoever is erased; it is written anew at the next print."""
    sheet = paths.places(book.path).sheet
    paths.private_folder(sheet.parent)
    sheet.write_text("Acme Robotics", encoding="utf-8")
    book.erase(acme, NOW)
    assert not sheet.exists()


def test_the_account_goes_with_its_people(book: Book, acme: AccountId, globex: AccountId, path: Path) -> None:
    put(book, Draft(globex, RemarkMade("note", "they buy from Acme Zithers too", NOW.date())))
    would = book.erase_preview(acme)
    assert would.whole_account
    assert would.people == ("Zebulon Quirrell",)
    assert would.touches == 4
    erased = book.erase(acme, NOW)
    assert erased.cleaned.left == ()
    with pytest.raises(NotFound):
        book.prospect(acme, NOW)
    assert [each.text for each in book.prospect(globex, NOW).account.remarks] == ["Ray likes mornings"]
    assert all(each.ok for each in book.doctor(NOW))
    book.close()
    assert hits(path) == []


def test_a_person_first_and_the_account_later(book: Book, acme: AccountId) -> None:
    """What the first erasure left of the touches goes with the account."""
    book.erase(person(book, acme), NOW)
    assert len(book.touches(acme)) == 4
    book.erase(acme, NOW)
    left = book.ask(lambda db: db.execute("SELECT count(*) FROM entry WHERE body LIKE '%\"left\":%'").fetchone()[0])
    assert left == 0
    assert book.search("acme") == ()
    assert all(each.ok for each in book.doctor(NOW))


def test_words_that_the_rep_keeps_stay_and_are_told(book: Book, acme: AccountId, globex: AccountId) -> None:
    would = book.erase_preview(person(book, acme))
    touch = next(each.entry for each in would.mentions if each.what == "touch")
    erased = book.erase(would.target, NOW, keep={touch})
    assert erased.kept == 1
    assert [each.note for each in book.touches(globex)] == ["knows Zebulon Quirrell; ring 555-0199 there"]
    assert erased.cleaned.left == ("Zebulon Quirrell",)


def test_a_namesake_is_somebody_else_until_marked(book: Book, rep: Rep, acme: AccountId) -> None:
    other = rep.add("Initech", "Zebulon Quirrell")
    would = book.erase_preview(person(book, acme))
    (namesake,) = [each for each in would.mentions if each.what == "person"]
    assert not namesake.marked
    book.erase(would.target, NOW)
    assert [each.name for each in book.prospect(other, NOW).people] == ["Zebulon Quirrell"]
    book.erase(person(book, other), NOW, keep=())


def test_a_marked_namesake_keeps_its_place_without_a_name(book: Book, rep: Rep, acme: AccountId) -> None:
    other = rep.add("Initech", "Zebulon Quirrell")
    book.erase(person(book, acme), NOW, keep=())
    assert [each.name for each in book.prospect(other, NOW).people] == ["(erased)"]


def test_a_number_that_others_have_is_nobodys_own_r44(book: Book, rep: Rep, acme: AccountId) -> None:
    other = rep.add("Initech")
    put(book, Draft(PersonId("new:1"), PersonAdded(other, "Kim Sato", (("phone", "+13125550199"),))))
    would = book.erase_preview(person(book, acme))
    assert would.hashed == 1
    book.erase(would.target, NOW)
    assert book.prospect(other, NOW).people[0].get("phone") == "+13125550199"
    assert book.erased_before({"phone": "+13125550199"}) is None
    assert book.erased_before({"email": "Zebulon@ACME.example"}) == NOW.date()


def test_a_gap_counts_on_without_its_words_r26(book: Book, acme: AccountId) -> None:
    who = person(book, acme)
    put(book, Draft(acme, RemarkMade(GAP, "Zebulon wants it in red", NOW.date(), who)))
    book.erase(who, NOW)
    assert [(each.about, each.text, each.person) for each in book.prospect(acme, NOW).account.remarks] == [
        (GAP, "(erased)", None)
    ]


def test_undo_passes_over_it_and_redo_of_older_actions_stays_blank(book: Book, acme: AccountId) -> None:
    who = person(book, acme)
    last = book.newest_action()
    assert last is not None
    book.undo(NOW)
    nos = book.prospect(acme, NOW).account.no_total
    book.erase(who, NOW)
    assert book.newest_action() != last
    book.redo(NOW)
    assert book.prospect(acme, NOW).account.no_total == nos + 1
    assert {each.note for each in book.touches(acme)} == {""}
    while book.newest_action() is not None:
        book.undo(NOW)
        assert all(each.ok for each in book.doctor(NOW))
    assert book.search("acme") == ()


def test_labels_lose_the_name(book: Book, acme: AccountId, globex: AccountId) -> None:
    put(book, Draft(globex, StandingSet(NOW.date(), None, dream=True)), label="dream, says Zebulon Quirrell")
    book.erase(person(book, acme), NOW)
    assert book.newest_action() is not None
    labels = book.ask(lambda db: [row[0] for row in db.execute("SELECT label FROM action ORDER BY id")])
    assert not [each for each in labels if "uirrell" in each]
    assert "dream, says (erased)" in labels
    book.rebuild(NOW)
    assert book.ask(lambda db: [row[0] for row in db.execute("SELECT label FROM action ORDER BY id")]) == labels


def test_the_key_is_made_once_and_carried_along(book: Book, rep: Rep, acme: AccountId) -> None:
    other = rep.add("Initech", "Kim Sato")
    book.erase(person(book, acme), NOW)
    book.erase(person(book, other), NOW)
    bodies = [each.body for each in book.ask(blanking.erasures)]
    keys = {each.key for each in bodies if isinstance(each, EntityErased) and each.hashes}
    assert len(keys) == 1
    assert len(keys.pop()) == 64


@pytest.mark.usefixtures("globex")
def test_a_rebuild_says_the_same(book: Book, acme: AccountId) -> None:
    book.erase(person(book, acme), NOW)
    before = book.ask(dump_tables)
    book.rebuild(NOW)
    assert differing(before, book.ask(dump_tables)) == ()


def test_backups_are_rewritten_or_named(book: Book, acme: AccountId, path: Path) -> None:
    kept = book.back_up(NOW)
    would = book.erase_preview(person(book, acme))
    assert would.backups == (kept,)
    erased = book.erase(would.target, NOW, backups=False)
    assert kept in erased.cleaned.held
    assert len(erased.cleaned.held) == 2  # the one before the erasure as well
    second = book.erase(acme, NOW)
    assert set(second.cleaned.rewritten) >= set(erased.cleaned.held)
    assert all(each.ok for each in book.doctor(NOW))
    book.close()
    assert hits(path) == []


def test_an_unreadable_backup_is_named(book: Book, acme: AccountId) -> None:
    kept = book.back_up(NOW)
    kept.write_bytes(b"no planner at all")
    erased = book.erase(person(book, acme), NOW)
    assert erased.cleaned.held == (kept,)


def test_files_of_the_rep_are_named(book: Book, acme: AccountId, path: Path) -> None:
    old = path.with_name("notyet.replaced-20261101-080000.db")
    old.touch()
    assert book.erase_preview(acme).yours == (old,)
    assert book.erase(acme, NOW).yours == (old,)


def test_what_was_cut_short_is_finished_at_the_next_start(
    book: Book, acme: AccountId, path: Path, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    book.back_up(NOW)

    def dies(*_: object) -> None:
        raise BookTrouble("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("storage.erase_backups.clean", dies)
        with pytest.raises(BookTrouble):
            book.erase(person(book, acme), NOW)
    assert book.owes_cleaning()
    assert [each.what for each in book.doctor(NOW) if not each.ok] == ["erasure"]
    assert book.prospect(acme, NOW).people == ()
    book.close()
    again = reopen()
    assert not again.owes_cleaning()
    again.close()
    assert hits(path) == []


def test_a_start_that_cannot_clean_goes_on(
    book: Book, acme: AccountId, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise BookTrouble("the disk is full")

    monkeypatch.setattr("storage.erase_backups.clean", dies)
    with pytest.raises(BookTrouble):
        book.erase(person(book, acme), NOW)
    again = reopen()
    assert again.owes_cleaning()
    monkeypatch.undo()
    assert again.finish_erasure().rewritten
    assert not again.owes_cleaning()
    assert again.finish_erasure().rewritten == ()


def test_people_are_found_by_name_beginning_or_id(book: Book, rep: Rep, acme: AccountId) -> None:
    who = person(book, acme)
    other = rep.add("Initech", "Zebulon Quirrell")
    assert book.person_called(who) == who
    assert book.person_called("zebulon q", acme) == who
    with pytest.raises(Ambiguous, match="Initech"):
        book.person_called("Zebulon Quirrell")
    assert book.person_called("Zebulon Quirrell", other) == person(book, other)
    for nobody in ("", "Nobody"):
        with pytest.raises(NotFound):
            book.person_called(nobody)
    with pytest.raises(NotFound):
        book.erase("nobody", NOW)
    with pytest.raises(NotFound):
        book.erase_preview("nobody")


def test_an_erasure_from_elsewhere_blanks_what_stands_and_what_comes(
    book: Book, acme: AccountId, tmp_path: Path
) -> None:
    """Two machines, one erases: whichever way the journals go, both end blank and alike (SYNC section 4)."""
    other = Book.open(tmp_path / "two" / "notyet.db", now=NOW, state=tmp_path / "two" / "state")
    first = tmp_path / "first.jsonl"
    book.save_journal(first)
    other.merge_journal([first], NOW)
    late = Rep(other)
    late.log(acme, Outcome.NO, note="Zebulon again")
    other.record(
        [Draft(acme, RemarkMade("note", "Z. is on leave", NOW.date(), person(other, acme)))], now=NOW, label="n"
    )
    book.erase(person(book, acme), NOW)
    mine, theirs = tmp_path / "mine.jsonl", tmp_path / "theirs.jsonl"
    other.save_journal(theirs)
    book.save_journal(mine)
    book.merge_journal([theirs], NOW)
    other.merge_journal([mine], NOW)
    assert book.prospect(acme, NOW).account.no_total == other.prospect(acme, NOW).account.no_total == 5
    for each in (book, other):
        assert each.prospect(acme, NOW).people == ()
        assert {(touch.note, touch.person) for touch in each.touches(acme)} == {("", None)}
        assert each.prospect(acme, NOW).account.remarks == ()
        assert all(found.ok for found in each.doctor(NOW))
    tables_of = [
        {name: rows for name, rows in each.ask(dump_tables).items() if name != "action"} for each in (book, other)
    ]
    assert differing(*tables_of) == ()
    assert book.ask(_bodies) == other.ask(_bodies)
    other.close()


def _bodies(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return [
        (entry.id, entry.body.kind)
        for entry in journal.of_ids(db, [row[0] for row in db.execute("SELECT id FROM entry")])
    ]


def test_blanking_again_finds_nothing(book: Book, acme: AccountId) -> None:
    book.erase(person(book, acme), NOW)
    with tx(book._link) as db:
        assert blanking.blank_erased(db) == 0
        entries = blanking.erasures(db)
        assert blanking.carry_over(db, entries, "other") == 0


@pytest.mark.usefixtures("acme")
def test_a_book_without_erasures_has_nothing_to_blank(book: Book) -> None:
    with tx(book._link) as db:
        assert blanking.blank_erased(db) == 0
    assert book.erased_before({"email": "zebulon@acme.example"}) is None


def test_tables_of_an_older_version_are_made_anew(book: Book, acme: AccountId) -> None:
    who = person(book, acme)
    with tx(book._link) as db:
        db.execute("UPDATE meta SET value = 'old' WHERE key = ?", (tables.MARK,))
    backup = book.back_up(NOW)
    with tx(book._link) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (tables.mark(), tables.MARK))
    erased = book.erase(who, NOW)
    assert backup in erased.cleaned.rewritten


def test_two_machines_that_erase_different_people_leave_only_what_both_left(
    book: Book, rep: Rep, acme: AccountId, tmp_path: Path
) -> None:
    put(book, Draft(PersonId("new:1"), PersonAdded(acme, "Xanthippe Vole", ())))
    site = rep.add("Initech", owner="Zebulon Quirrell", champion="Xanthippe Vole", place="north")
    other = Book.open(tmp_path / "two" / "notyet.db", now=NOW, state=tmp_path / "two" / "state")
    files = [tmp_path / f"{name}.jsonl" for name in "abc"]
    book.save_journal(files[0])
    other.merge_journal([files[0]], NOW)
    book.erase(book.person_called("zebulon"), NOW)
    other.erase(other.person_called("xanthippe"), NOW)
    book.save_journal(files[1])
    other.save_journal(files[2])
    book.merge_journal([files[2]], NOW)
    other.merge_journal([files[1]], NOW)
    for each in (book, other):
        fields = dict(each.prospect(site, NOW).account.fields)
        assert fields["place"] == "north"
        assert not {"Zebulon Quirrell", "Xanthippe Vole"} & set(map(str, fields.values()))
        raw = each.ask(lambda db: [row[0] for row in db.execute("SELECT body FROM entry")])
        assert not [body for body in raw if "Zebulon" in body or "Xanthippe" in body]
        assert all(found.ok for found in each.doctor(NOW))
    other.close()


def test_a_second_edit_of_the_same_field_is_cleaned_too(book: Book, acme: AccountId, globex: AccountId) -> None:
    put(book, Draft(globex, AccountSet((("owner", "Zebulon  Quirrell"), ("city", "Peoria")))))
    book.erase(person(book, acme), NOW)
    facts = book.prospect(globex, NOW).account
    assert (facts.get("owner"), facts.get("city")) == ("", "Peoria")
    assert EntryId("") not in {each.entry for each in facts.remarks}


def test_an_encrypted_book_is_cleaned_and_checked_too(tmp_path: Path) -> None:
    """Its cells are read in the place of its bytes; its backups are rewritten with the same passphrase."""
    pytest.importorskip("sqlcipher3")
    path, key = tmp_path / "sealed" / "notyet.db", Key("four odd words here")
    sealed = Book.open(path, now=NOW, state=tmp_path / "state", key=key)
    rep = Rep(sealed)
    firm = rep.add("Acme Zithers", "Zebulon Quirrell")
    rep.log(firm, Outcome.NO, note="Zebulon Quirrell said no")
    kept = sealed.back_up(NOW)
    erased = sealed.erase(person(sealed, firm), NOW)
    assert (erased.cleaned.checked, erased.cleaned.left, erased.cleaned.held) == (True, (), ())
    assert kept in erased.cleaned.rewritten
    sealed.close()
    assert engine.kind(kept) is engine.Kind.SEALED
    Book.open(path, now=NOW, state=tmp_path / "state", key=key).close()


def test_a_long_note_is_shown_where_the_name_stands(book: Book, acme: AccountId, globex: AccountId) -> None:
    long = f"{'much was said about the plant. ' * 20}Ask Zebulon Quirrell. {'And more of it. ' * 20}"
    put(book, Draft(globex, RemarkMade("note", long, NOW.date())))
    shown = book.erase_preview(person(book, acme)).mentions[-1].words
    assert shown.startswith("…")
    assert "Zebulon Quirrell" in shown
    assert len(shown) < 170
