"""What goes out as CSV or cards comes back as it went: nothing new in its own book, everything in an empty one."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.bodies import AccountAdded, Barred, PersonAdded, StandingSet
from playbook.cleaning import clean_line
from playbook.facts import ACCOUNT_FIELDS, PERSON_FIELDS, Value
from playbook.words import AccountId, Channel, Standing
from storage.demo import make
from storage.formulas import bared, guarded
from storage.importing import cells, preview
from tests.exporting.conftest import MONDAY, NOW, Desk, fields, opened
from tests.exporting.payloads import PAYLOADS

LISTS = ("accounts.csv", "people.csv")


def lists(desk: Desk, name: str) -> list[Path]:
    made = desk.out("csv", name)
    return [made.folder / each for each in LISTS]


def comes_back(desk: Desk, other: Desk) -> None:
    """Both properties of the round trip."""
    one = lists(desk, "one")
    before = desk.entries()
    again = desk.bring(one)
    assert (again.accounts.new, again.accounts.changed, again.people.new, again.people.changed) == (0, 0, 0, 0)
    assert not again.skipped
    assert desk.entries() == before
    brought = other.bring(one)
    assert (brought.accounts.new, brought.people.new) == (desk.book.size().accounts, desk.book.size().people)
    for was, now in zip(one, lists(other, "two"), strict=True):
        assert now.read_bytes() == was.read_bytes()


def test_every_standing_field_and_bar_comes_back(stocked: Desk, other: Desk) -> None:
    comes_back(stocked, other)
    acme = other.book.prospect(other.book.find("Acme Robotics"), NOW)
    account = acme.account
    assert account.dream
    assert account.dream_since is not None
    assert (account.hand_tier, account.get("tags"), account.get("phone_ext")) == ("A", "expo, vip", "7")
    held = dict(account.fields)
    assert (held["Score"], held["employees"], held["Postbox"], held["Segment"]) == (4.5, 250, "0120", "north")
    assert account.get("description") == "Makes arms.\nAnd legs."
    assert [step.on.isoformat() for step in account.steps] == ["2026-12-07"]
    dana = next(person for person in acme.people if person.name == "Dana Cole")
    assert (dana.get("phone_ext"), dana.get("mobile"), dana.get("email")) == ("12", "+13125550199", "dana@acme.example")
    stands = {
        name: other.book.prospect(other.book.find(name), NOW).standing
        for name in ("Dumped Ltd", "Barred Inc", "Kunde GmbH", "Closed SA")
    }
    assert list(stands.values()) == [Standing.DUMPED, Standing.BARRED, Standing.CUSTOMER, Standing.CLOSED]
    left = other.book.prospect(other.book.find("Left Behind"), NOW)
    lee, pat = (next(each for each in left.people if each.name == name) for name in ("Lee Gone", "Pat Barred"))
    assert lee.gone
    assert [(bar.channel, bar.words) for bar in pat.bars] == [(None, "asked us: stop, now"), (Channel.CALL, "")]


def test_r38_a_bar_of_an_old_list_is_laid_on_who_is_in_the_book(stocked: Desk, other: Desk) -> None:
    """R38: absolute. Everything else that stands in the book stays as it is."""
    paths = lists(stocked, "one")
    other.bring(paths)
    other.book.undo(NOW)
    number = other.account("Barred Inc")
    other.bring(paths[:1])
    found = other.book.prospect(AccountId(number), NOW)
    assert found.standing is Standing.BARRED
    assert [bar.words for bar in found.account.bars] == ["never again"]


def test_the_demo_book_comes_back(tmp_path: Path, other: Desk) -> None:
    from storage.book import Book

    make(tmp_path / "demo.db", MONDAY, state=tmp_path / "state")
    book = Book.open(tmp_path / "demo.db", now=NOW, state=tmp_path / "state")
    comes_back(Desk(book, tmp_path), other)
    book.close()


def test_what_is_only_told_is_refused_by_name(stocked: Desk) -> None:
    """touches.csv holds account names: taken for a list of accounts it would make notes and new firms."""
    made = stocked.out("csv")
    refused = {plan.path.name: plan.refused for plan in preview([each.path for each in made.files])}
    told = {name for name, why in refused.items() if why}
    assert told == {
        "overview.csv", "touches.csv", "plan.csv", "signals.csv", "openings.csv", "remarks.csv"
    }  # fmt: skip
    assert "record of an export" in refused["touches.csv"]


def test_a_list_of_ours_may_still_be_mapped_by_hand(stocked: Desk) -> None:
    path = lists(stocked, "one")[0]
    (plan,) = preview([path], (("Industry", "skip"),))
    assert plan.source != "notyet"


def test_a_row_without_its_id_is_skipped_and_told(desk: Desk) -> None:
    desk.folder.mkdir(exist_ok=True)
    path = desk.folder / "accounts.csv"
    path.write_text('"notyet account id","Account"\r\n"","Acme"\r\n"a-1",""\r\n"a-2","Globex"\r\n', encoding="utf-8")
    people = desk.folder / "people.csv"
    people.write_text(
        '"notyet person id","notyet account id","Account","Name","Figures","More fields"\r\n'
        '"p-1","a-2","Globex","","",""\r\n"p-2","a-2","Globex","Dana","{","{""x"":null,""~own"":""1"",""y"":2}"\r\n',
        encoding="utf-8",
    )
    report = desk.bring([path, people])
    assert [(skip.file, skip.line) for skip in report.skipped] == [
        ("accounts.csv", 2), ("accounts.csv", 3), ("people.csv", 2)
    ]  # fmt: skip
    assert (report.accounts.new, report.people.new) == (1, 1)
    assert dict(desk.book.prospect(AccountId("a-2"), NOW).people[0].fields)["y"] == 2


def test_people_alone_bring_their_accounts(stocked: Desk, other: Desk) -> None:
    report = other.bring(lists(stocked, "one")[1:])
    assert report.people.new == stocked.book.size().people
    assert other.book.find("Acme Robotics") == stocked.book.find("Acme Robotics")


def test_a_colleagues_book_is_joined_not_doubled(stocked: Desk, other: Desk) -> None:
    """The same firm under another id: certain by its site, so nothing is added twice."""
    other.account("Acme Robotics", domain="acme.example")
    brought = other.bring(lists(stocked, "one"))
    assert brought.accounts.new == stocked.book.size().accounts - 1
    assert len(other.book.search("Acme Robotics")) == 1


def test_twins_in_the_book_stay_two(desk: Desk, other: Desk) -> None:
    for _ in range(2):
        desk.account("Acme", "Dana Cole", domain="acme.example")
    comes_back(desk, other)


def test_cards_change_nothing_in_their_own_book(stocked: Desk) -> None:
    path = stocked.out("vcf").files[0].path
    before = stocked.entries()
    report = stocked.bring([path])
    assert (report.accounts.changed, report.people.changed, report.accounts.new, report.people.new) == (0, 0, 0, 0)
    assert stocked.entries() == before


def test_cards_bring_people_into_an_empty_book(stocked: Desk, other: Desk) -> None:
    report = other.bring([stocked.out("vcf").files[0].path])
    assert report.people.new == stocked.book.size().people
    people = other.book.prospect(other.book.find("Acme Robotics"), NOW).people
    dana = next(person for person in people if person.name == "Dana Cole")
    assert (dana.get("phone"), dana.get("phone_ext"), dana.get("title")) == ("+13125550142", "12", "VP Ops")


TEXTS = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(max_size=30),
    st.sampled_from(["none", "N/A", "-", "0120", "4.50", "true", "1e5"]),
).map(clean_line)
NAMES = TEXTS.filter(bool)
VALUES: st.SearchStrategy[Value] = st.one_of(
    NAMES, st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, allow_nan=False), st.booleans()
)
OWN = st.one_of(NAMES, st.sampled_from(["Phone", "Account", "field x", "notyet account id", "Figures", "Tier"]))
CHANNELS = st.one_of(st.none(), st.sampled_from(Channel))
ACCOUNTS = st.tuples(
    NAMES, st.dictionaries(st.sampled_from(ACCOUNT_FIELDS[1:]), NAMES, max_size=4),
    st.dictionaries(OWN, VALUES, max_size=4),
    st.lists(st.tuples(CHANNELS, TEXTS), max_size=2), st.booleans(),
    st.sampled_from([None, Standing.CUSTOMER, Standing.CLOSED, Standing.TALKING, Standing.SET_ASIDE]),
    st.lists(st.tuples(NAMES, st.dictionaries(st.sampled_from(PERSON_FIELDS[1:]), NAMES, max_size=4)), max_size=2),
)  # fmt: skip


@settings(max_examples=12)
@given(st.lists(ACCOUNTS, min_size=1, max_size=4))
def test_any_book_comes_back(accounts: list[tuple[object, ...]]) -> None:
    """Hostile names, fields called like ours, figures and texts that look like them, bars, standings."""
    with tempfile.TemporaryDirectory() as folder:
        desk, other = opened(Path(folder) / "one"), opened(Path(folder) / "two", seed=2)
        try:
            for account in accounts:
                fill(desk, *account)
            comes_back(desk, other)
        finally:
            desk.book.close()
            other.book.close()


def fill(desk: Desk, *told: object) -> None:
    """Add one account of the strategy."""
    name, known, own, bars, dream, stands, people = told
    assert isinstance(name, str)
    assert isinstance(known, dict)
    assert isinstance(own, dict)
    assert isinstance(bars, list)
    assert isinstance(people, list)
    everything = {field: value for field, value in (own | known).items() if field != "name"}
    added = AccountAdded(name, tuple(sorted(everything.items())))
    number = desk.record(("new:1", added))["new:1"]
    desk.record(*((number, Barred(channel, words)) for channel, words in bars), (number, StandingSet(MONDAY, None)))
    if dream:
        desk.record((number, StandingSet(MONDAY, None, dream=True)))
    if isinstance(stands, Standing) and not any(channel is None for channel, _ in bars):
        desk.record((number, StandingSet(MONDAY, stands)))
    for person, held in people:
        body = PersonAdded(AccountId(number), person, tuple(sorted(held.items())))
        desk.record(("new:1", body))


def test_t25_forty_payloads_go_out_guarded_and_come_back_whole(desk: Desk, other: Desk) -> None:
    """T25: what a spreadsheet would run begins with a quote, and the importer takes exactly that one away."""
    assert len(PAYLOADS) == 40
    names = [clean_line(payload) or "x" for payload in PAYLOADS]
    drafts = [(f"new:{place}", AccountAdded(name, fields(city=name, Words=name))) for place, name in enumerate(names)]
    ids = desk.record(*drafts)
    desk.record(*(
        (f"new:{place}", PersonAdded(AccountId(ids[f"new:{place}"]), name)) for place, name in enumerate(names)
    ))  # fmt: skip
    one = lists(desk, "one")
    for path in one:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        assert len(rows) == 40
        assert not [cell for row in rows for cell in row.values() if cell[:1] in set("=+-@\t\r\n\0＝＋－＠")]
        held = [row.get("Words") or row["Name"] for row in rows]
        assert sorted(bared(cell) for cell in held) == sorted(names)
        assert all(
            cell in {name, f"'{name}"} for cell, name in zip(sorted(held, key=bared), sorted(names), strict=True)
        )
    other.bring(one)
    for place, name in enumerate(names):
        found = other.book.prospect(AccountId(ids[f"new:{place}"]), NOW)
        assert (found.account.name, found.account.get("Words"), found.people[0].name) == (name, name, name)
    assert lists(other, "two")[0].read_bytes() == one[0].read_bytes()


def test_a_guarded_cell_of_anybody_is_bared_of_one_quote() -> None:
    """The general reader takes away what our guard added, whoever's list it is (skipped rows are guarded too)."""
    for payload in PAYLOADS:
        text = clean_line(payload)
        assert cells.clean(guarded(text)) == cells.clean(text) or text.startswith(("=", "'"))
        assert bared(guarded(payload)) == payload
