"""What of a list is made before the lock is what would come of it under the lock, whoever writes meanwhile."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count, groupby
from pathlib import Path

import pytest

from playbook import codec
from playbook.bodies import (
    AccountAdded,
    AccountMerged,
    AccountSet,
    AssetAdded,
    Barred,
    Body,
    Dumped,
    NewStep,
    PersonAdded,
    PersonSet,
    RemarkMade,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchLogged,
)
from playbook.decision import Draft
from playbook.errors import Refused
from playbook.words import AccountId, Channel, Outcome, PersonId, Purpose, Standing, StepKind
from storage import tables
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from storage.keeping import never
from storage.landing_ahead import Ahead
from storage.landing_aside import Aside
from storage.views import Change, SourceRef, Written
from tests.storage.conftest import NOW, Rep

TODAY = NOW.date()
SIXTH = AccountId("01920000-0000-8000-8000-000000000006")
Act = Callable[[Book], None]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def firm(number: int, *more: Body, size: int = 0) -> list[Draft]:
    """A company of a list, with somebody there and what else is said of it."""
    account, person = AccountId(f"01920000-0000-8000-8000-{number:012}"), PersonId(f"new:{number}")
    fields = (("city", "Joliet"), ("employees", size or number + 1), ("state", "IL"))
    return [
        Draft(account, AccountAdded(f"Firm {number}", fields, "crm")),
        Draft(person, PersonAdded(account, f"Person {number}", (("email", f"p{number}@firm{number}.example"),))),
        *(Draft(account, body) for body in more),
    ]


def list_of(known: AccountId) -> list[Draft]:
    """A list with everything that an import may say, of newcomers and of somebody whom the book knows."""
    step = NewStep(1, StepKind.HAND, Purpose.HAND, TODAY + timedelta(days=9), rule="R44", why="in the list")
    return [
        *firm(1, StandingSet(TODAY, None, dream=True), RemarkMade("note", "Runs three shifts", TODAY)),
        *firm(2, StandingSet(TODAY, Standing.CUSTOMER, reason="list", steps=(step,))),
        *firm(3, StepSet(steps=(step,), why="list"), TouchLogged(TODAY, "", Outcome.FITS, note="said", counts=False)),
        *firm(4, Dumped(TODAY, "went silent"), SignalSeen("bid-out", TODAY)),
        *firm(5, Barred(words="left the trade")),
        Draft(PersonId("new:5"), Barred(Channel.CALL)),
        Draft(PersonId("new:1"), PersonSet(gone=True)),
        # Seen with somebody of whom the list speaks later: nothing of this company can be made before the lock.
        *firm(6, SignalSeen("bid-out", TODAY, PersonId("new:60")), SignalSeen("unpaid-work", TODAY)),
        Draft(PersonId("new:60"), PersonAdded(SIXTH, "Ray Ortiz")),
        Draft(known, AccountSet((("city", "Peoria"), ("employees", 900)), "crm")),
        Draft(PersonId("new:7"), PersonAdded(known, "Kim Sato")),
        Draft(AccountId(""), AssetAdded("Our guide")),
    ]


def refs(known: AccountId) -> Iterator[SourceRef]:
    yield SourceRef("crm", "account", "A-0", known, '[["city","Peoria"]]')
    for number in range(1, 6):
        yield SourceRef("crm", "account", f"A-{number}", f"01920000-0000-8000-8000-{number:012}", '["="]')
        yield SourceRef("list", "person", f"P-{number}", f"new:{number}", "[]")


def land(
    book: Book, drafts: Iterable[Draft | Written], said: Iterable[SourceRef] = (), cancelled: Callable[[], bool] = never
) -> Change:
    return book.land(drafts, said, now=NOW, label="import crm.csv", source="crm", report="{}", cancelled=cancelled)


def told_apart(book: Book) -> tuple[object, ...]:
    """Everything that stands in a book, its fresh ids by the order in which they were written down."""
    db = book._link.db
    entries = db.execute("SELECT wseq, kind, entity, body, actor, at, id, action FROM entry ORDER BY seq").fetchall()
    tables_told = dump_tables(db)
    order: dict[str, str] = {}
    for text in (repr(row) for row in entries):
        for number in ID.findall(text):
            order.setdefault(number, f"#{len(order)}")

    def plain(row: object) -> str:
        return ID.sub(lambda found: order.get(found[0], found[0]), repr(row))

    cuts = db.execute("SELECT key, value FROM meta WHERE key <> 'writer' ORDER BY key").fetchall()
    return [plain(row) for row in entries], {name: sorted(map(plain, rows)) for name, rows in tables_told.items()}, cuts


def as_rebuilt(book: Book) -> None:
    """The tables say what the journal says, and its numbers have no gap."""
    db = book._link.db
    before = dump_tables(db)
    book.rebuild(NOW)
    assert dump_tables(db) == before
    assert "landed" not in [name for _, name, _ in db.execute("PRAGMA database_list")], "nothing stays attached"
    for many, newest in db.execute("SELECT count(*), max(wseq) FROM entry GROUP BY writer"):
        assert many == newest
    assert not any(tables.cut_tiers(db, (-1.0, -1.0))), "everybody stands in the tier of the book's sizes"


def folded_under_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the book never be the one for which rows were made: everything waits for the lock, as it once did."""
    monkeypatch.setattr(Ahead, "holds", lambda self, _: not self.places)


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Hears how often rows had to be made anew, and whether none were made."""
    heard: list[bool] = []
    made = Ahead.again

    def told(self: Ahead, *, alone: bool) -> None:
        heard.append(alone)
        made(self, alone=alone)

    monkeypatch.setattr(Ahead, "again", told)
    return heard


@pytest.mark.parametrize("chunk", [500, 3])
def test_rows_made_before_the_lock_are_those_of_folding_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[bool], chunk: int
) -> None:
    monkeypatch.setattr("storage.landing_ahead.CHUNK", chunk)
    monkeypatch.setattr("storage.landing_over.PIECE", chunk)
    found = []
    for way in ("ahead", "under"):
        with pytest.MonkeyPatch.context() as patched:
            if way == "under":
                folded_under_the_lock(patched)
            book = Book.open(tmp_path / way / "b.db", now=NOW, ids=IdSource.seeded(1), state=tmp_path / way / "s")
            rep = Rep(book)
            known, worked = rep.add("Acme", "Dana Cole", employees=5), rep.add("Initech", "Bo", employees=70)
            rep.log(worked, Outcome.NO)
            land(book, iter(list_of(known)), refs(known))
            found.append(told_apart(book))
            as_rebuilt(book)
            book.undo(NOW)
            as_rebuilt(book)
            book.redo(NOW)
            as_rebuilt(book)
            found[-1] += (dump_tables(book._link.db)["standing_count"], dump_tables(book._link.db)["day_load"])
            book.close()
    assert again == [False, False, True], "only the second time, and in the end everything waits"
    assert found[0] == found[1]


@pytest.mark.parametrize("texts", [False, True])
def test_the_text_of_a_draft_is_the_journals_unless_ids_come_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, texts: bool
) -> None:
    """An import wrote its entries once: a text is made anew only where ids come into it."""
    encode = codec.encode_body
    made: list[str] = []

    def spied(body: Body) -> str:
        made.extend([body.name] if isinstance(body, AccountAdded) else [])
        return encode(body)

    found = []
    for way in ("plain", "spied"):
        book = Book.open(tmp_path / way / "b.db", now=NOW, ids=IdSource.seeded(1), state=tmp_path / way / "s")
        drafts: list[Draft | Written] = [*list_of(Rep(book).add("Acme"))]
        if way == "spied":
            monkeypatch.setattr(codec, "encode_body", spied)
            drafts = [_as_text(each) if texts else each for each in drafts]
            made.clear()
        land(book, iter(drafts))
        found.append(told_apart(book))
        book.close()
    assert found[0] == found[1]
    assert made == ([] if texts else [f"Firm {number}" for number in range(1, 7)])


def _as_text(draft: Draft | Written) -> Written:
    assert isinstance(draft, Draft)
    return Written(draft.entity, draft.body.kind, codec.encode_body(draft.body))


def test_newcomers_are_made_before_the_lock_and_whoever_is_known_waits(book: Book, rep: Rep) -> None:
    known = rep.add("Acme")
    placed: list[int | None] = []
    with Aside(book._link) as aside:
        ahead = Ahead(book._link, book._pen, aside, NOW, lambda: None)
        ahead.stamp(list_of(known))
        placed += [place for (place,) in aside.db.execute("SELECT place FROM stamped ORDER BY seq")]
        assert ahead.rows > len(placed)
        late = set(ahead._late)
    assert [place for place in placed if place] == list(range(1, ahead.places + 1))
    assert placed.count(None) == 6, "what follows the sign of somebody unknown, the known company, the asset"
    assert SIXTH in late
    assert book.size().accounts == 1, "nothing of it is in the book"


def test_statements_under_the_lock_do_not_grow_with_the_newcomers(tmp_path: Path) -> None:
    """DESIGN section 7, another window waits at most 5 s: what Python did for each row is done before BEGIN."""
    few, many = (_locked(tmp_path / str(rows), rows) for rows in (200, 1_000))
    assert len(many) <= len(few) + 6, many  # twice the entry of what the list said, with its rows and its action
    assert sum("INSERT INTO main.account" in each for each in many) == 1


def _locked(folder: Path, rows: int) -> list[str]:
    book = Book.open(folder / "book.db", now=NOW, ids=IdSource.seeded(1), state=folder / "state")
    said: list[str] = []
    book._link.db.set_trace_callback(said.append)
    firms = (draft for number in range(rows) for draft in firm(number, size=7))
    land(book, firms, (SourceRef("crm", "account", f"{n:09}", f"01920000-0000-8000-8000-{n:012}") for n in range(rows)))
    book.close()
    # A trigger says itself and the statement that wakes it, once for each row.
    runs = [each for each, _ in groupby(each for each in said if not each.startswith("--"))]
    return runs[runs.index("BEGIN IMMEDIATE") : runs.index("COMMIT")]


def other_window(book: Book, tmp_path: Path) -> Book:
    """Another window on the same file, whose ids sort behind all that the first one makes."""
    later = IdSource.seeded(2, ms=1_700_000_500_000)
    return Book.open(book.path, now=NOW, ids=later, state=tmp_path / "state", key=book._link.key)


def meanwhile(drafts: list[Draft], act: Callable[[], object]) -> Iterator[Draft]:
    """Yield a list in whose midst somebody else does something."""
    half = len(drafts) // 2
    yield from drafts[:half]
    act()
    yield from drafts[half:]


def test_what_another_window_writes_meanwhile_is_older_than_the_list(
    book: Book, rep: Rep, tmp_path: Path, again: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """R39: `u` takes the list back first, and there is nothing to redo; numbers of the one writer have no gap."""
    monkeypatch.setattr("storage.landing_ahead.CHUNK", 3)
    acme = rep.add("Acme", "Dana Cole")
    window = other_window(book, tmp_path)

    def works() -> None:
        Rep(window).log(acme, Outcome.NO)
        Rep(window).log(acme, Outcome.NO_ANSWER)
        window.undo(NOW)

    change = land(book, meanwhile(list_of(acme), works), refs(acme))
    assert again == []
    assert book.newest_action() == (change.action, "import crm.csv")
    assert change.action > max(
        id_ for (id_,) in book._link.db.execute("SELECT id FROM entry WHERE kind = 'touch.logged'")
    )
    with pytest.raises(Refused, match="nothing to redo"):
        window.redo(NOW)
    assert book.undo(NOW).label == "import crm.csv"
    assert book.redo(NOW).label == "import crm.csv"
    as_rebuilt(book)
    window.close()


def with_profile(window: Book) -> None:
    held = window.settings()
    window.set_settings(replace(held, fit=replace(held.fit, tier_a=3.0)), NOW)


def with_new_day(window: Book) -> None:
    window.refresh_day(NOW + timedelta(days=1))


def with_its_company(window: Book) -> None:
    window.record(firm(2), now=NOW, label="added")


def with_a_merge(window: Book) -> None:
    gone = firm(2)[0]
    (into,) = (hit.account for hit in window.search("Acme"))
    window.record([gone], now=NOW, label="added")
    window.record([Draft(gone.entity, AccountMerged(into))], now=NOW, label="merged")


def with_its_return(window: Book) -> None:
    window.redo(NOW)


@pytest.mark.parametrize("act", [with_profile, with_new_day, with_its_company, with_a_merge, with_its_return])
def test_a_book_that_moved_meanwhile_is_looked_at_again(
    book: Book,
    rep: Rep,
    tmp_path: Path,
    again: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Book], None],
) -> None:
    """Other settings, another day, one of the newcomers added, merged or brought back: rows are made anew, once."""
    monkeypatch.setattr("storage.landing_ahead.CHUNK", 3)
    acme = rep.add("Acme", "Dana Cole", employees=30)
    window = other_window(book, tmp_path)
    if act is with_its_return:
        with_its_company(window)
        window.undo(NOW)
    land(book, meanwhile(list_of(acme), lambda: act(window)), refs(acme))
    assert again == [False]
    as_rebuilt(book)
    window.close()


def test_tiers_are_right_where_another_window_moved_the_sizes(book: Book, rep: Rep, tmp_path: Path) -> None:
    """The cuts through which rows were made are guessed from the book of then."""
    rep.add("Acme", employees=5)
    window = other_window(book, tmp_path)
    drafts = [draft for number in range(6) for draft in firm(number)]

    def grows() -> None:
        for size in (400, 500, 600, 700):
            Rep(window).add(f"Big {size}", employees=size)

    made = Ahead._finish

    def grows_after(self: Ahead) -> None:
        made(self)
        grows()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Ahead, "_finish", grows_after)
        land(book, iter(drafts))
    assert dict(book._link.db.execute("SELECT tier, count(*) FROM account GROUP BY tier")) == {"A": 3, "B": 4, "C": 4}
    as_rebuilt(book)
    window.close()


def test_of_two_lists_the_one_that_lands_last_has_the_last_word(book: Book, tmp_path: Path) -> None:
    """What another window's list said meanwhile of the same row is older, by its ids and in the table."""
    window = other_window(book, tmp_path)
    drafts = firm(1)

    def lands() -> None:
        other = AccountId("01920000-0000-8000-8000-0000000000ff")
        land(
            window, iter([Draft(other, AccountAdded("Hooli"))]), iter([SourceRef("crm", "account", "A", other, "[1]")])
        )

    land(book, meanwhile(drafts, lands), iter([SourceRef("crm", "account", "A", drafts[0].entity, "[2]")]))
    assert book._link.db.execute("SELECT said FROM source_ref").fetchall() == [("[2]",)]
    as_rebuilt(book)
    window.close()


def _is(asked: Iterator[int], moment: int) -> bool:
    return next(asked) == moment


def test_a_list_cancelled_at_any_moment_leaves_nothing(book: Book, rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """T16, DESIGN section 6: while rows are made, while they come over, after the last of them."""
    monkeypatch.setattr("storage.landing_ahead.CHUNK", 4)
    monkeypatch.setattr("storage.landing_over.PIECE", 4)
    acme = rep.add("Acme", "Dana Cole")
    db = book._link.db
    before, entries = dump_tables(db), book.size().entries
    usual = db.execute("PRAGMA cache_size").fetchone()
    for moment in count():
        asked = count()
        try:
            land(book, iter(list_of(acme)), refs(acme), partial(_is, asked, moment))
        except Refused:
            assert (dump_tables(db), book.size().entries) == (before, entries), moment
            assert db.execute("PRAGMA cache_size").fetchone() == usual
            assert "landed" not in [name for _, name, _ in db.execute("PRAGMA database_list")]
            assert not [each for each in book.path.parent.iterdir() if "import" in each.name]
        else:
            break
    assert moment > 20
    as_rebuilt(book)


def test_what_lies_beside_the_book_goes_where_its_name_cannot_go_early(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows; and beside an encrypted book nothing of it can be read."""
    monkeypatch.setattr("storage.scratch_file._GOES_EARLY", False)
    seen: list[bytes] = []
    show = Aside.show

    def look(self: Aside) -> None:
        show(self)
        seen.extend(each.read_bytes() for each in book.path.parent.glob(".notyet-import-*"))

    monkeypatch.setattr(Aside, "show", look)
    land(book, iter(firm(1)))
    (lies,) = seen
    assert (b"Firm 1" in lies) is (book._link.key is None)
    assert not list(book.path.parent.glob(".notyet-import-*"))


def test_nothing_stays_where_it_cannot_be_attached(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_aside: Aside, _key: object) -> None:
        raise sqlite3.OperationalError("too many attached databases")

    monkeypatch.setattr(Aside, "_attach", refuses)
    monkeypatch.setattr("storage.scratch_file._GOES_EARLY", False)
    with pytest.raises(sqlite3.OperationalError, match="too many"):
        land(book, iter(firm(1)))
    assert not list(book.path.parent.glob(".notyet-import-*"))


def test_a_list_lands_after_a_commit_that_failed_half_way(book: Book, rep: Rep) -> None:
    """T9: the file is opened anew before anything is attached to it."""
    rep.add("Acme")
    held, book._link.suspect = book._link.db, True
    land(book, firm(1))
    assert book._link.db is not held
    assert book.size().accounts == 2


def test_how_far_it_is_under_the_lock_is_told_in_rows(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.landing_over.PIECE", 10)
    heard: list[tuple[int, int]] = []
    drafts = [draft for number in range(40) for draft in firm(number)]
    said = (SourceRef("crm", "account", f"A-{n}", f"01920000-0000-8000-8000-{n:012}") for n in range(40))
    book.land(
        drafts, said, now=NOW, label="x", source="x", report="{}", cancelled=lambda: False,
        told=lambda done, total: heard.append((done, total)),
    )  # fmt: skip
    assert heard == sorted(heard)
    assert len(heard) > 20
    assert heard[-1] == (400, 400)
