"""Who comes back into work without a plan gets a next step, and one undo takes it all back (R3, R6)."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from playbook.bodies import AccountSet, Barred, DumpKept, RemarkMade, SignalSeen, StepSet
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.errors import BookTrouble, Refused
from playbook.facts import Value
from playbook.moves import unbar
from playbook.settings import Criterion, FitRules, Settings
from playbook.words import AccountId, Outcome, Purpose, Standing
from storage import journal, resuming, review, scoring
from storage.book import Book
from storage.dump_tables import Rows, dump_tables
from storage.ids import IdSource
from storage.transaction import Unsure
from tests.storage.conftest import NOW, Rep
from tests.storage.test_transaction import fail

STEEL = Criterion("industry", "in", ("Steel",), 0, must=True)
BIG = Criterion("employees", "at least", ("50",))
NAMED = Criterion("Name", "contains", ("one",), 0, must=True)
TAGGED = Criterion("tag", "in", ("vip",), 0, never=True)
PROFILES = ((), (STEEL,), (BIG,), (STEEL, BIG), (NAMED,), (TAGGED, BIG))
LATER = NOW + timedelta(days=3)


def profiled(book: Book, *profile: Criterion) -> Settings:
    return replace(book.settings(), profile=profile)


def bare(rep: Rep, name: str = "Acme", **about: Value) -> AccountId:
    """An account that was touched and lost its plan while it was off profile."""
    account = rep.add(name, "Dana Cole", **about)
    rep.log(account, Outcome.NO_ANSWER)
    if rep.book.settings().profile != (STEEL,):
        rep.book.set_settings(profiled(rep.book, STEEL), NOW)
    assert rep.book.prospect(account, NOW).standing is Standing.PROPOSED_OFF
    ended = tuple(step.id for step in rep.book.prospect(account, NOW).account.steps)
    rep.book.record((Draft(account, StepSet(ended=ended)),), now=NOW, label="ended")
    return account


def content(book: Book) -> dict[str, Rows]:
    """The tables, without the stack of what can be taken back."""
    found = dump_tables(book._link.db)
    del found["action"]
    return found


def unplanned(book: Book) -> int:
    query = "SELECT count(*) FROM account WHERE standing = 'working' AND next_on IS NULL"
    return int(book.ask(lambda db: db.execute(query).fetchone())[0])


def as_rebuilt(book: Book) -> bool:
    before = dump_tables(book._link.db)
    book.rebuild(NOW)
    return dump_tables(book._link.db) == before


def test_r6_a_changed_profile_gives_those_back_on_it_a_next_step_and_one_undo_takes_all_back(rep: Rep) -> None:
    """R3, R6."""
    account = bare(rep, industry="Legal")
    wanted = profiled(rep.book)
    told = rep.book.rescored(wanted)
    assert (told.resumed, told.back, told.moves) == (1, 1, True)
    before = content(rep.book)
    change = rep.book.set_settings(wanted, LATER)
    seen = rep.book.prospect(account, LATER)
    (step,) = seen.account.steps
    assert (seen.standing, step.purpose, step.why.split(":")[0]) == (
        Standing.WORKING, Purpose.RHYTHM, "rhythm of 30 days",
    )  # fmt: skip
    assert (step.on - LATER.date()).days in range(27, 34)
    assert (len(change.entries), account in change.accounts, change.label) == (2, True, "playbook: profile")
    assert rep.book.newest_action() == (change.action, "playbook: profile")
    assert as_rebuilt(rep.book)
    rep.book.undo(LATER)
    assert content(rep.book) == before
    rep.book.redo(LATER)
    assert rep.book.prospect(account, LATER).account.steps == (step,)


def test_r2_one_that_is_not_known_to_fit_is_asked_about_and_gets_no_rhythm(rep: Rep) -> None:
    account = bare(rep, industry="Legal")
    rep.book.set_settings(profiled(rep.book, Criterion("plant", "in", ("Forge",), 0, must=True)), LATER)
    (step,) = rep.book.prospect(account, LATER).account.steps
    assert (step.purpose, step.rule) == (Purpose.RESEARCH, "R2")


def test_r9_many_who_come_back_on_one_day_are_spread_over_the_window(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is placed beside those placed before it, also over the border of a chunk."""
    monkeypatch.setattr(resuming, "CHUNK", 2)
    accounts = [bare(rep, f"Firm {number}", industry="Legal") for number in range(7)]
    change = rep.book.set_settings(profiled(rep.book), LATER)
    days = Counter(step.on for account in accounts for step in rep.book.prospect(account, LATER).account.steps)
    assert sorted(days.values()) == [1, 2, 2, 2]  # the working days around a Christmas
    assert (len(change.entries), unplanned(rep.book)) == (8, 0)
    assert as_rebuilt(rep.book)


@pytest.mark.parametrize(
    "body", [AccountSet((("industry", "Steel"),)), DumpKept(NOW.date(), "new plant", overrules_profile=True)]
)
def test_r6_an_edit_or_a_keep_that_brings_one_back_plans_its_next_step(rep: Rep, body: AccountSet | DumpKept) -> None:
    account = bare(rep, industry="Legal")
    before = content(rep.book)
    change = rep.book.record((Draft(account, body),), now=LATER, label="edited")
    assert rep.book.prospect(account, LATER).account.steps
    assert (len(change.entries), unplanned(rep.book)) == (2, 0)
    assert as_rebuilt(rep.book)
    rep.book.undo(LATER)
    assert content(rep.book) == before


def test_r38_a_lifted_bar_gives_back_a_next_step(rep: Rep) -> None:
    account = rep.add("Acme", "Dana Cole")
    rep.log(account, Outcome.NO_ANSWER)
    ended = StepSet(ended=tuple(step.id for step in rep.book.prospect(account, NOW).account.steps))
    rep.book.record((Draft(account, Barred(words="never again")), Draft(account, ended)), now=NOW, label="barred")
    seen = rep.book.prospect(account, NOW)
    assert (seen.standing, seen.account.steps) == (Standing.BARRED, ())
    lifted = unbar(account, tuple(bar.entry for bar in seen.account.bars), "they called")
    rep.book.record((lifted,), now=LATER, label="may be called again")
    assert rep.book.prospect(account, LATER).account.steps
    assert as_rebuilt(rep.book)


def test_r6_a_list_that_brings_one_back_plans_its_next_step_and_its_undo_takes_it(rep: Rep) -> None:
    account = bare(rep, industry="Legal")
    before = content(rep.book)
    told = iter([Draft(account, AccountSet((("industry", "Steel"),), "crm"))])
    had = rep.book.size().entries
    rep.book.land(told, iter(()), now=LATER, label="import", source="crm", report="{}", cancelled=lambda: False)
    assert rep.book.prospect(account, LATER).account.steps
    assert rep.book.size().entries == had + 3
    assert as_rebuilt(rep.book)
    rep.book.undo(LATER)
    assert content(rep.book) == before


def test_r6_what_two_copies_left_without_a_step_is_found_and_mended(rep: Rep) -> None:
    """An entry of another copy adds no step by itself: the doctor finds the account, `go_on` gives it one."""
    account = bare(rep, industry="Legal")
    assert rep.book.go_on(LATER) is None
    change = rep.book.record(
        (
            Draft(
                account,
                AccountSet((("industry", "Steel"),)),
            ),
        ),
        now=LATER,
        label="edited",
    )
    entries = tuple(journal.of_action(rep.book._link.db, change.action))
    rep.book.undo(LATER)
    with tempfile.TemporaryDirectory() as folder:
        other = Book.open(Path(folder) / "notyet.db", now=NOW, ids=IdSource.seeded(9), state=Path(folder) / "state")
        every = [entry for entry in _all(rep.book._link.db) if entry.id < change.action]
        other.absorb([*every, entries[0]], "elsewhere")
        (finding,) = (each for each in other.doctor(LATER) if each.what == "next steps")
        assert finding.words == "1 without a next step: Acme. Run: notyet doctor --mend"
        mended = other.go_on(LATER)
        assert mended is not None
        assert (mended.accounts, mended.label) == ((account,), "next steps")
        assert all(each.ok for each in other.doctor(LATER))
        other.close()


def _all(db: sqlite3.Connection) -> list[Entry]:
    entities = [row[0] for row in db.execute("SELECT DISTINCT entity FROM entry ORDER BY entity")]
    return sorted(journal.of_entities(db, entities), key=lambda entry: entry.id)


def test_a_failed_commit_of_a_changed_profile_writes_its_next_steps_once(rep: Rep) -> None:
    account = bare(rep, industry="Legal")
    wanted = profiled(rep.book)
    fail(rep.book, "COMMIT", sqlite3.SQLITE_IOERR)
    with pytest.raises(Unsure):
        rep.book.set_settings(wanted, LATER)
    try:
        rep.book.set_settings(wanted, LATER)
    except Refused:
        assert rep.book.settings() == wanted  # it had gone through
    assert len(rep.book.prospect(account, LATER).account.steps) == 1


def test_r3_a_rescoring_that_is_stopped_leaves_the_book_as_it_was(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is stopped: nothing of it stands, and it can be done again."""
    monkeypatch.setattr(review, "CHUNK", 2)
    monkeypatch.setattr("storage.book._STEPS", 50)
    for number in range(12):
        bare(rep, f"Firm {number}", industry="Legal")
    wanted = profiled(rep.book, BIG)
    before, entries = dump_tables(rep.book._link.db), rep.book.size().entries
    for patience in (0, 1, 5, 20, 60, 100, 150):
        left = iter(range(patience))
        rep.book.stop_when(lambda left=left: next(left, None) is None)  # type: ignore[misc]
        with pytest.raises(BookTrouble, match="stopped"):
            rep.book.set_settings(wanted, LATER)
        rep.book.stop_when(None)
        assert not rep.book._link.db.in_transaction
        assert (dump_tables(rep.book._link.db), rep.book.size().entries) == (before, entries)
    rep.book.set_settings(wanted, LATER)
    assert unplanned(rep.book) == 0


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "industry": st.sampled_from(["Steel", "Legal"]), "employees": st.sampled_from([5, 500, "51-200"]),
        "tags": st.sampled_from(["vip", "north"]), "contract_end": st.sampled_from(["2026-12-20", "2030-01"]),
    },
)  # fmt: skip
DEED = st.sampled_from(["", "touched", "ended", "no", "signal", "gap", "note", "barred", "kept"])
CHANGE = st.tuples(st.sampled_from(PROFILES), st.sampled_from([30, 60]), st.sampled_from([(90, 30), (10,)]))


def do(rep: Rep, account: AccountId, deed: str) -> None:
    """Bring an account into one of the ways in which it may stand before a profile changes."""
    if deed and deed != "gap":
        rep.log(account, Outcome.NO if deed == "no" else Outcome.NO_ANSWER)
    day = NOW.date()
    steps = tuple(step.id for step in rep.book.prospect(account, NOW).account.steps)
    bodies = {
        "signal": SignalSeen("vanished", day), "gap": RemarkMade("gap", "no stainless", day),
        "note": RemarkMade("note", "said so", day), "barred": Barred(),
        "kept": DumpKept(day, "big", 1, overrules_profile=True), "ended": StepSet(ended=steps),
    }  # fmt: skip
    if deed in bodies:
        rep.book.record((Draft(account, bodies[deed]),), now=NOW, label=deed)  # type: ignore[arg-type]


@contextmanager
def opened() -> Iterator[Rep]:
    with tempfile.TemporaryDirectory() as folder:
        book = Book.open(Path(folder) / "notyet.db", now=NOW, ids=IdSource.seeded(3), state=Path(folder) / "state")
        try:
            yield Rep(book)
        finally:
            book.close()


@hypothesis_settings(max_examples=20)
@given(st.lists(st.tuples(FIELDS, DEED), min_size=1, max_size=6), st.lists(CHANGE, min_size=1, max_size=3))
def test_r3_r6_whatever_the_profile_nobody_is_dumped_nobody_is_without_a_step_and_undo_is_exact(
    firms: list[tuple[dict[str, Value], str]], changes: list[tuple[tuple[Criterion, ...], int, tuple[int, ...]]]
) -> None:
    """R3, R6, R39: and a rebuild gives the same tables."""
    with opened() as rep:
        book = rep.book
        for number, (about, deed) in enumerate(firms):
            do(rep, rep.add(f"firm {'one' if number % 2 else 'two'}", "Someone", **about), deed)
        book.go_on(NOW)
        for profile, on_from, lead in changes:
            spacing = replace(book.settings().spacing, opening_lead=lead)
            wanted = replace(book.settings(), profile=profile, fit=FitRules(on_from=on_from), spacing=spacing)
            if wanted == book.settings():
                continue
            before, told = content(book), book.rescored(wanted)
            change = book.set_settings(wanted, NOW)
            assert (unplanned(book), len(change.entries) - 1) == (0, told.resumed)
            counts = dict(book.ask(lambda db: db.execute("SELECT standing, accounts FROM standing_count").fetchall()))
            assert Standing.DUMPED not in counts
            after = content(book)
            book.undo(NOW)
            assert content(book) == before
            book.redo(NOW)
            assert content(book) == after
        assert as_rebuilt(book)


def test_what_is_remembered_of_a_scoring_has_an_end(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book in which no two accounts say the same is scored right, though not all of it is kept in memory."""
    monkeypatch.setattr(scoring, "_MOST", 2)
    monkeypatch.setattr(review, "_MOST", 2)
    for number in range(6):
        rep.add(f"firm {number}", employees=number * 20, contract_end=f"2027-01-{number + 10}")
    rep.book.set_settings(profiled(rep.book, BIG), NOW)
    verdicts = rep.book.ask(lambda db: db.execute("SELECT verdict FROM account ORDER BY name").fetchall())
    assert [verdict for (verdict,) in verdicts] == ["off", "off", "off", "on", "on", "on"]
    assert as_rebuilt(rep.book)
