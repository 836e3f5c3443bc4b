"""Search as you type, and one account by its name (DESIGN section 4)."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from playbook.errors import Ambiguous, NotFound
from playbook.facts import Remark
from playbook.settings import Criterion, Settings
from playbook.words import AccountId, EntryId, Outcome, PersonId, Standing
from storage import search_ways
from storage.search import everything, find, search
from storage.search_filters import are_few, newest, sieve
from storage.search_query import parse
from storage.search_reading import Reading
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
        " ".join(f"state:{each}" for each in ("oh", *"abcdefgh")): "b",
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
    monkeypatch.setattr("storage.search_ways._MOST_ROWS", 4)

    assert names(rows.db, "globex") == ["acme"]


def ways(db: sqlite3.Connection, text: str, most: int) -> list[tuple[list[str], int]]:
    """What each of the ways to some words finds by itself, and how many turns it took; the third is not always one."""
    query = parse(text)
    passing = sieve(query.filters, MONDAY)
    both = (search_ways._walk(db, query, passing, most), search_ways._look(db, query, passing, most, lambda: None))
    turns = [list(way) for way in (*both, search_ways._apart(db, query, passing))]
    return [(sorted(each[-1] or ()), len(each)) for each in turns if each != [None]]


WORDS = "acme|ac|a|zeta|ray.o|ray ortiz|ортиз|0142|312 555|(312) 555-01|トヨタ|zz|audit".split("|")
FILTERS = "is:dream|is:pool is:working|no:>2|no:3|no:<2|silent:>9d|silent:=7d|tag:vip|state:il|fit:on".split("|")
FIRMS = ("Acme", "Zeta Acme", "Ортиз", "トヨタ Acme", "Brac", "Ac-me Zeta", "Müller_ac")
PEOPLE = ("Ray Ortiz", "Ray.Ortiz", "Zoë Acton")


@pytest.mark.parametrize("seed", range(4))
def test_every_way_finds_what_a_plain_look_at_every_row_finds(
    rows: Rows, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """By the newest rows, by those who pass, by an index of the few: one answer, and the order of the walk."""
    laid = random.Random(seed)  # noqa: S311  (rows, no secret)
    _lay_any(rows, laid)
    monkeypatch.setattr("storage.search_ways._ACCOUNTS", 3)
    monkeypatch.setattr("storage.search_ways._ROWS", 1)
    monkeypatch.setattr("storage.search_ways._FEW_ROWS", laid.choice((0, 9, 900)))
    monkeypatch.setattr("storage.search_ways._DOCS", laid.choice((0, 300)))
    monkeypatch.setattr("storage.search_ways._BEFORE", laid.choice((1, 2)))
    monkeypatch.setattr("storage.search_ways._FEW_ACCOUNTS", laid.choice((2, 99)))
    monkeypatch.setattr("storage.search_ways._FEW_REMARKED", laid.choice((5, 99)))
    for _ in range(40):
        asked = " ".join(laid.sample(FILTERS, laid.randrange(1, 3)))
        word = laid.choice(WORDS)
        by_side = names(rows.db, asked)
        found = [each for each, _ in ways(rows.db, f"{word} {asked}", 999)]
        plain = set(everything(rows.db, word, today=MONDAY)) & set(by_side)

        assert found == [sorted(plain)] * len(found), (word, asked)
        assert sorted(names(rows.db, f"{word} {asked}")) == sorted(plain)
        for sought in (False, True):
            with monkeypatch.context() as patched:
                patched.setattr("storage.search_filters._side", lambda *_: None)
                patched.setattr("storage.search_filters._are_few_days", lambda *_, said=sought: said)
                assert names(rows.db, asked) == by_side
                assert sorted(names(rows.db, f"{word} {asked}")) == sorted(plain)


def _lay_any(rows: Rows, laid: random.Random) -> None:
    """Thirty accounts of any kind, some of them with people, pain and notes."""
    for number in range(30):
        name = (
            laid.choice(("Acme", "Zeta Acme", "Ортиз", "トヨタ Acme", "Brac", "Ac-me Zeta", "Müller_ac")) + f" {number}"
        )
        known = {"state": laid.choice(("IL", "il", "OH", "")), "tags": laid.choice(("", "VIP", "vip, expo"))}
        pain = Remark(EntryId(f"r{number}"), "pain", laid.choice(("Audit!", "zz", "тoyota")), MONDAY)
        said = laid.random() < 0.3
        rows.add(
            account(
                f"n{number:02}", name=name, known=known, nos=laid.randrange(6), dream=laid.random() < 0.2,
                touches=1, last_touch=laid.choice((ago(7), ago(30), ago(laid.randrange(99)), None)),
                remarks=(pain,) if laid.random() < 0.3 else (), last_outcome=Outcome.NO if said else None,
            )
        )  # fmt: skip
        if laid.random() < 0.5:
            rows.add(person(f"p{number:02}", f"n{number:02}", name=laid.choice(PEOPLE)))
        if said:
            rows.touch(f"n{number:02}", note=laid.choice(("the audit, again", "аудит ac", "toyota: トヨタ")))


def test_the_shorter_way_ends_the_search(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of the same state may lie far from the newest: a walk through all that match would read on and on."""
    monkeypatch.setattr("storage.search_ways._ROWS", 3)
    monkeypatch.setattr("storage.search_ways._ACCOUNTS", 9)
    here, there = {"state": "IL"}, {"state": "TX"}
    rows.add(*(account(f"acme-{number}", known=here, touches=1, last_touch=ago(number)) for number in range(12)))
    rows.add(account("zeta", known=here, touches=1, last_touch=ago(390)))
    rows.add(*(account(f"acme-of-{number}", known=there) for number in range(80)))

    (_, walk), (_, look), _ = ways(rows.db, "acme state:IL", 6)
    assert look < walk
    (_, walk), (_, look), _ = ways(rows.db, "zeta state:TX", 6)
    assert walk < look
    assert [hit.account for hit in search(rows.db, "acme state:IL", 6)] == [f"acme-{number}" for number in range(6)]
    assert [hit.account for hit in search(rows.db, "zeta state:IL", 6)] == ["zeta"]


def test_words_of_remarks_are_not_read_beside_whom_nobody_spoke_to(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those who pass few may have remarks; of all others only names are read, however many remarks say the word."""
    monkeypatch.setattr("storage.search_ways._ROWS", 0)
    monkeypatch.setattr("storage.search_ways._ACCOUNTS", 1)
    monkeypatch.setattr("storage.search_ways._FEW_ROWS", 0)
    pain = Remark(EntryId("pain"), "pain", "the foreman left", MONDAY)
    rows.add(*(account(f"worked-{number}", touches=1, last_touch=ago(number)) for number in range(9)))
    for number in range(60):
        rows.touch(f"worked-{number % 9}", note="the foreman decides")
    rows.add(*(account(f"pool-{number}") for number in range(40)), account("foreman-tools"))
    rows.add(account("with-pain", remarks=(pain,)), account("with-a-word", last_outcome=Outcome.OFF_PROFILE))
    rows.touch("with-a-word", outcome=Outcome.OFF_PROFILE, counts=False, note="their foreman said so")
    wanted = ["foreman-tools", "with-a-word", "with-pain"]

    (walked, walk), (looked, look), (third, _) = ways(rows.db, "foreman silent:>900d", 50)
    assert walked == looked == third == wanted
    assert min(walk, look) > search_ways._BEFORE
    assert sorted(hit.account for hit in search(rows.db, "foreman silent:>900d")) == wanted
    assert search(rows.db, "decides silent:>900d") == ()
    monkeypatch.setattr("storage.search_ways._FEW_REMARKED", 1)
    assert len(ways(rows.db, "foreman silent:>900d", 50)) == 2, "two may have remarks"
    monkeypatch.setattr("storage.search_ways._FEW_REMARKED", 2)
    monkeypatch.setattr("storage.search_ways._FEW_NAMED", 0)
    assert len(ways(rows.db, "foreman silent:>900d", 50)) == 2, "a name holds it"


def steps(db: sqlite3.Connection, text: str) -> int:
    """The steps of SQLite's machine that finding all who pass takes."""
    done: list[None] = []
    db.set_progress_handler(lambda: done.append(None), 1)
    assert len(list(newest(db, sieve(parse(text).filters, MONDAY)))) == 9
    db.set_progress_handler(None, 0)
    return len(done)


@pytest.mark.parametrize("text", ["is:pool", "fit:unknown", "is:pool no:1", "is:pool fit:unknown no:1"])
def test_those_who_do_not_pass_are_not_read_one_by_one(rows: Rows, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A filter that few pass is sought on each day: a hundred more who do not pass take no step more."""
    monkeypatch.setattr("storage.search_filters._OF_A_SEEK", 1)
    monkeypatch.setattr("storage.search_filters._OF_A_DAY", 1)
    rows.add(*(account(f"few-{number}") for number in range(9)))
    many = [account(f"many-{number}", touches=1, last_touch=ago(number % 3)) for number in range(260)]
    rows.add(*many[:160])
    rows.db.execute("UPDATE account SET verdict = 'unknown', nos = 1 WHERE id LIKE 'few-%'")
    rows.db.execute("UPDATE account SET standing = 'working' WHERE id LIKE 'many-%'")
    before = steps(rows.db, text)

    rows.add(*many[160:])
    rows.db.execute("UPDATE account SET standing = 'working' WHERE id LIKE 'many-%'")

    assert steps(rows.db, text) == before


def test_who_is_known_to_be_few_is_read_to_the_end(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither way has an answer soon, the one through a word that many hold is not begun for nothing."""
    monkeypatch.setattr("storage.search_ways._ACCOUNTS", 2)
    monkeypatch.setattr("storage.search_ways._FEW_ROWS", 5)
    few = [account(f"zeta-{number}", dream=True, known={"state": "IL"}) for number in range(7)]
    rows.add(*(account(f"acme-{number}") for number in range(12)), *few)
    rows.db.execute("UPDATE account SET standing = 'working' WHERE dream = 1")
    asked: list[str] = []
    rows.db.set_trace_callback(asked.append)

    assert names(rows.db, "acm is:working") == []
    assert not [each for each in asked if "f.rowid & 127" in each]
    assert names(rows.db, "acm state:IL") == [], "nobody knows how many they are"
    assert [each for each in asked if "f.rowid & 127" in each]


TEXTS = ("", "acme", "xacme", "the acme", "x-acme (acme)", "ac-me zeta", "ray.ortiz", "0142 312 555", "zz audit")


@pytest.mark.parametrize("more", [(), ("жacme",), ("é acme", "xac"), ("x\0acme",)])
def test_texts_read_together_say_what_each_says(more: tuple[str, ...]) -> None:
    """Also where one holds letters that only the index knows, or the very sign that parts them."""
    texts = (*TEXTS, *more)
    for word in WORDS:
        reading = Reading(parse(word))
        assert reading.says_each(texts) == [reading.says(text) for text in texts], word


def test_of_many_who_pass_the_newest_touched_are_shown(rows: Rows) -> None:
    rows.add(*(account(f"acme-{number:03}", nos=1, touches=1, last_touch=ago(number)) for number in range(120)))

    assert names(rows.db, "acme no:>0") == [f"acme-{number:03}" for number in range(50)]


def test_all_rows_of_a_long_word_are_gathered_only_where_the_newest_do_not_do(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index keeps beginnings of three letters in order; of a longer one it merges all there are."""
    rows.add(*(account(f"acme-{number:03}") for number in range(100)), account("acmon"))
    asked: list[str] = []
    rows.db.set_trace_callback(asked.append)

    def matched(text: str) -> list[str]:
        asked.clear()
        assert names(rows.db, text)
        return [word for word in ('"acm"*', '"acme"*', '"acmo"*') if any(f"MATCH '{word}'" in each for each in asked)]

    assert matched("acme") == ['"acm"*']
    assert matched("acmo") == ['"acm"*', '"acmo"*'], "not enough of it: all are asked for"
    monkeypatch.setattr("storage.search_ways._ACCOUNTS", 1)
    monkeypatch.setattr("storage.search_ways._FEW_ROWS", 2)
    assert matched("acme is:pool") == ['"acm"*'], "most of the newest hold it: they are not counted"
    rows.add(account("other", name="Acmon Жacme"))
    assert matched("acme") == ['"acm"*', '"acme"*'], "whether a word begins beside a Cyrillic letter the index knows"


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


def test_whether_few_pass_is_told_where_an_index_counts_them(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a search goes on among them until it knows: passing all accounts only to count costs as much as a search."""
    monkeypatch.setattr("storage.search_filters._are_few_days", lambda *_: True)
    rows.add(*(account(f"acme-{number}", touches=1, last_touch=ago(number)) for number in range(5)), account("zeta"))

    def few(text: str, most: int) -> bool | None:
        return are_few(rows.db, sieve(parse(text).filters, MONDAY), most)

    assert (few("fit:on no:0", 6), few("fit:on no:0", 5)) == (True, False)
    assert (few("silent:>2d", 3), few("silent:>2d", 2)) == (True, False), "the fourth and fifth, and who never was"
    assert (few("silent:=2d", 1), few("silent:=2d", 0)) == (True, False)
    assert few("is:dumped", 0) is True, "a standing that few have"
    assert [few(text, 9) for text in ("is:dream", "state:IL", "fit:on tag:vip", "silent:>2d state:IL")] == [None] * 4
    monkeypatch.setattr("storage.search_filters._are_few_days", lambda *_: False)
    assert few("fit:on", 9) is None


def test_of_people_found_only_what_is_shown_beside_them_is_read(rows: Rows) -> None:
    """A page of an index each of a million touches, and all fields of fifty people, would be read for nothing."""
    rows.add(
        account("acme", name="Acme"),
        person("dana", "acme", name="Dana Cole", known={"title": "COO", "phone": "+13125550142"}),
    )
    asked: list[str] = []
    rows.db.set_trace_callback(asked.append)

    def told(text: str) -> tuple[str, bool]:
        asked.clear()
        (hit,) = search(rows.db, text)
        return hit.detail, any("touch AS t" in each for each in asked)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("playbook.codec.decode", _unasked)
        assert told("dana acme coo") == ("COO", False)
    assert told("dana 0142") == ("+13125550142", False)
    rows.touch("acme", ago(3), who="dana", note="Before the audit")
    assert told("audit") == ("Before the audit", True)


def _unasked(*_: object) -> NoReturn:
    raise AssertionError("all of a person was read")


def test_a_search_may_hold_the_pages_of_a_few_words(rows: Rows) -> None:
    """SQLite's usual 2 MB forget them from word to word in a large book; who never searches keeps these."""
    (usual,) = rows.db.execute("PRAGMA cache_size").fetchone()
    rows.add(account("acme", name="Acme"))

    assert names(rows.db, "acme") == ["acme"]
    assert (usual, rows.db.execute("PRAGMA cache_size").fetchone()) == (-2000, (-4000,))
