"""Search as you type, and one account by its name (DESIGN section 4)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from playbook.errors import Ambiguous, NotFound
from playbook.facts import Remark
from playbook.settings import Criterion, Settings
from playbook.words import AccountId, EntryId, PersonId, Standing
from storage.search import find, search
from storage.views import Hit
from tests.storage.rows import MONDAY, Rows, account, ago, lay, person
from tests.storage.test_search_query import HOSTILE


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def names(db: sqlite3.Connection, text: str) -> list[str]:
    return [hit.account for hit in search(db, text, today=MONDAY)]


def test_words_find_names_people_phones_mails_notes_and_pain(rows: Rows) -> None:
    pain = Remark(EntryId("r1"), "pain", "Changeovers eat a shift a week", MONDAY, PersonId("ray"))
    firm = {"city": "Peoria", "state": "IL", "industry": "Machines"}
    coo = {"title": "COO", "email": "ray.ortiz@acme.example", "phone": "+13125550142"}
    rows.add(
        account("acme", name="Acme Robotics", known=firm, remarks=(pain,)),
        person("ray", "acme", name="Ray Ortiz", known=coo),
        account("globex"),
    )  # fmt: skip
    rows.touch("acme", ago(3), who="ray", note="Not before the audit in spring, he said")

    def only(text: str) -> Hit:
        (hit,) = search(rows.db, text)
        return hit

    ray = Hit(AccountId("acme"), "Acme Robotics", Standing.POOL, "Ray Ortiz", "COO", PersonId("ray"))
    assert only("robot") == Hit(AccountId("acme"), "Acme Robotics", Standing.POOL, detail="Peoria, IL · Machines")
    assert only("ortiz") == ray
    assert only("acme ray") == ray
    assert (only("0142").detail, only("312 555").detail, only("(312) 555-0142").detail) == ("+13125550142",) * 3
    assert only("ray.ortiz@acme").detail == "ray.ortiz@acme.example"
    assert only("changeovers").detail == "Changeovers eat a shift a week"
    assert only("changeovers").person_name == "Ray Ortiz"
    assert only("acme audit").detail == "Not before the audit in spring, he said"
    assert only("acme audit").person == "ray"
    assert names(rows.db, "hooli") == []


def test_the_newest_touched_comes_first(rows: Rows) -> None:
    rows.add(
        account("acme-old", touches=1, last_touch=ago(90)),
        account("acme-new", touches=1, last_touch=ago(1)),
        account("acme-never"),
    )
    rows.add(account("acme-mid", touches=1, last_touch=ago(30)))

    order = ["acme-new", "acme-mid", "acme-old", "acme-never"]
    assert names(rows.db, "acme") == order
    assert names(rows.db, "a") == order
    assert names(rows.db, "") == order
    assert [hit.account for hit in search(rows.db, "acme", 2)] == ["acme-new", "acme-mid"]
    assert [hit.account for hit in search(rows.db, "", 1)] == ["acme-new"]


def test_an_account_is_found_once_however_often_it_matches(rows: Rows) -> None:
    rows.add(account("acme"), person("a", "acme"), person("b", "acme"), account("acme-two"))
    for _ in range(9):
        rows.touch("acme", note="acme again")

    assert sorted(names(rows.db, "acme")) == ["acme", "acme-two"]


def test_a_long_note_is_cut_around_the_word(rows: Rows) -> None:
    rows.add(account("acme"))
    rows.touch("acme", note="first " * 30 + "\nthe audit " + "later " * 30)

    (hit,) = search(rows.db, "audit")

    assert "audit" in hit.detail
    assert (hit.detail[0], hit.detail[-1], len(hit.detail) <= 82) == ("…", "…", True)


def test_a_person_without_a_title_leaves_the_place(rows: Rows) -> None:
    rows.add(account("acme", known={"city": "Peoria"}), person("ray", "acme"))

    (hit,) = search(rows.db, "ray")

    assert (hit.person_name, hit.detail) == ("Ray", "Peoria")


def test_another_script_is_found_inside_words(rows: Rows) -> None:
    rows.add(
        account("toyota", name="株式会社トヨタ"), account("other", name="日産"), account("muller", name="Müller & Co")
    )

    assert names(rows.db, "トヨタ") == ["toyota"]
    assert names(rows.db, "トヨタ is:dream") == []
    assert names(rows.db, "MULLER") == ["muller"]
    assert names(rows.db, "mull &") == ["muller"]
    assert names(rows.db, "mull 日") == []


def test_filters_narrow_with_and_without_words(rows: Rows) -> None:
    rows.settings = Settings(profile=(Criterion("industry", "in", ("Steel",), must=True),))
    good = {"industry": "Steel", "state": "IL", "tags": "Expo, vip"}
    bread = {"industry": "Bread", "state": "OH", "tags": "expo 2027"}
    rows.add(
        account("acme-a", dream=True, nos=6, touches=9, last_touch=ago(91), known=good),
        account("acme-b", nos=5, touches=9, last_touch=ago(90), known=bread),
        account("acme-c", known={"state": "il"}),
        account("acme-d", stated=Standing.DUMPED, touches=1, last_touch=ago(2), known={"industry": "Steel"}),
        account("acme-e", stated=Standing.CUSTOMER, touches=1, last_touch=MONDAY, known={"industry": "Steel"}),
    )  # fmt: skip
    wanted = {
        "is:dream": "a", "is:dumped": "d", "is:customer": "e", "is:pool": "c", "is:dumped is:customer": "ed",
        "is:off": "b", "fit:on": "eda", "fit:off": "b", "fit:unknown": "c", "fit:unknown fit:off": "bc",
        "no:>5": "a", "no:5": "b", "no:>=5": "ba", "no:<1": "edc", "no:>4 no:<6": "b", "no:<=5": "edbc",
        "silent:>90d": "ac", "silent:90": "bac", "silent:>=13w": "ac", "silent:<90d": "ed", "silent:<=90d": "edb",
        "silent:=90d": "b", "silent:>9999999y": "c", "tag:expo": "a", "tag:VIP": "a", "tag:exp": "", "state:IL": "ac",
        "state:oh": "b", "is:dream fit:off": "", "is:half": "edbac",
    }  # fmt: skip

    for text, letters in wanted.items():
        order = [f"acme-{letter}" for letter in letters]
        assert names(rows.db, text) == order, text
        assert names(rows.db, f"acme {text}") == order, text


def test_silence_counts_from_the_day_of_the_book(rows: Rows) -> None:
    rows.add(account("acme", touches=1, last_touch=ago(90)))

    assert len(search(rows.db, "silent:90d")) == 1
    assert len(search(rows.db, "silent:91d")) == 0


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_no_text_is_an_error(rows: Rows, text: str) -> None:
    """Hostile input never raises."""
    search(rows.db, text)
    with pytest.raises(NotFound):
        find(rows.db, text)


def test_find_goes_from_the_surest_reading_to_the_loosest(rows: Rows) -> None:
    rows.add(
        account("id-1", name="Acme"), account("id-2", name="Acme Robotics"), account("id-3", name="ACME"),
        account("id-4", name="Müller Söhne"), account("Acme Robotics", name="Odd One"),
    )  # fmt: skip

    assert find(rows.db, "id-1") == "id-1"
    assert find(rows.db, "Acme Robotics") == "Acme Robotics"
    assert find(rows.db, "Acme") == "id-1"
    assert find(rows.db, "muller sohne") == "id-4"
    assert find(rows.db, "mull") == "id-4"
    assert find(rows.db, "SÖHNE") == "id-4"
    assert find(rows.db, "robot") == "id-2"


def test_find_never_guesses(rows: Rows) -> None:
    rows.add(
        account("id-1", name="Acme Robotics", known={"city": "Peoria"}), account("id-2", name="Acme Foods"),
        account("id-3", name="Globex"), account("id-4", name="Globex"),
    )  # fmt: skip

    with pytest.raises(Ambiguous) as several:
        find(rows.db, "acme")
    assert "id-1  Acme Robotics, Peoria" in several.value.message
    assert "id-2  Acme Foods" in several.value.message
    with pytest.raises(Ambiguous, match="id-3"):
        find(rows.db, "Globex")


def test_many_of_one_name_are_not_all_told(rows: Rows) -> None:
    rows.add(*(account(f"id-{number:02}", name="Globex") for number in range(12)))

    with pytest.raises(Ambiguous) as several:
        find(rows.db, "globex")

    assert several.value.message.count("id-") == 10
    assert "and more" in several.value.message


def test_find_names_what_is_spelled_alike(rows: Rows) -> None:
    rows.add(account("id-1", name="Initech"), account("id-2", name="Globex"))

    with pytest.raises(NotFound) as none:
        find(rows.db, "Lnitech")
    assert none.value.hint == "Did you mean “Initech”?"
    with pytest.raises(NotFound, match="notyet search"):
        find(rows.db, "Wayne Enterprises")
    with pytest.raises(NotFound):
        find(rows.db, "  ")


def test_reading_stops_when_enough_is_found(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """One account with an endless record does not hold a key press."""
    rows.add(account("globex"), account("acme"))
    for _ in range(9):
        rows.touch("acme", note="globex")
    monkeypatch.setattr("storage.search._MOST_ROWS", 4)

    assert names(rows.db, "globex") == ["acme"]


def test_a_filter_that_lets_many_through_finds_the_same(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few accounts are looked up first, many are filtered on the way: one answer."""
    rows.add(*(account(f"acme-{number}", nos=number, touches=1, last_touch=ago(number)) for number in range(9)))
    few = names(rows.db, "acme no:>3")
    monkeypatch.setattr("storage.search._MANY", 2)

    assert names(rows.db, "acme no:>3") == few == [f"acme-{number}" for number in range(4, 9)]


def test_what_matched_stands_beside_the_name_whatever_it_was(rows: Rows) -> None:
    """DESIGN section 4: a rep sees why somebody was found: the switchboard, the site, a tag, a mobile, an old name."""
    firm = {
        "city": "Peoria", "phone": "+13095550177", "domain": "acme.example", "tags": "expo2019", "incumbent": "Kessel",
        "description": "makes gears and nothing else",
    }  # fmt: skip
    ray = {"mobile": "+447700900123", "department": "Maintenance", "linkedin": "in/rayortiz"}
    rows.add(account("acme", name="Acme Robotics", known=firm), person("ray", "acme", name="Ray Ortiz", known=ray))

    def detail(text: str) -> str:
        (hit,) = search(rows.db, text)
        return hit.detail

    assert detail("acme peoria") == "Peoria"
    assert detail("0177") == "+13095550177"
    assert detail("acme.example") == "acme.example"
    assert detail("expo2019") == "tags expo2019"
    assert detail("kessel") == "with Kessel"
    assert detail("gears") == "makes gears and nothing else"
    assert detail("7700 900123") == "+447700900123"
    assert detail("maintenance") == "Maintenance"
