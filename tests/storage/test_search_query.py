"""What a rep types into search, read (DESIGN section 4)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.folding import fold
from playbook.words import Standing, Verdict
from storage.search_query import MOST_WORDS, Filters, Query, Span, parse
from storage.search_reading import Reading

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from('ab1 "*()^-+:NOTANDOR.{}~\x00%_'), max_size=40),
    st.text(st.characters(), max_size=20),
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE finder USING fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
    )
    db.execute("INSERT INTO finder (text) VALUES ('acme robotics o''brien 13125550142')")
    yield db
    db.close()


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("acme", '"acme"*'),
        ("Acme  Müller", '"acme"* AND "muller"*'),
        ("O'Brien", '"o\'brien"*'),
        ("NOT", '"not"*'),
        ('say "hi"', '"say"* AND """hi"""*'),
        ("0142", '"0142"*'),
        ("555-0142", '("555-0142"* OR "5550142"*)'),
        ("+1 312", '(("+1"* OR "1"*) AND "312"*) OR "1312"*'),
        ("(312) 555 0142", '(("(312)"* OR "312"*) AND "555"* AND "0142"*) OR "3125550142"*'),
        ("24/7 inc", '("24/7"* OR "247"*) AND "inc"*'),
        ("", ""),
        ("   ", ""),
    ],
)
def test_words_become_prefixes(text: str, match: str) -> None:
    assert parse(text).match == match


@pytest.mark.parametrize("text", ["トヨタ", "株式会社", "서울", "กรุงเทพ", "&", "☎", "-"])
def test_words_that_the_index_does_not_know_are_looked_for_inside(text: str) -> None:
    found = parse(f"acme {text}")

    assert (found.match, len(found.inside), len(found.words)) == ('"acme"*', 1, 2)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("is:dream", Filters(dream=True)),
        ("is:dumped", Filters(standings=(Standing.DUMPED,))),
        ("IS:Customer is:pool", Filters(standings=(Standing.CUSTOMER, Standing.POOL))),
        ("is:set-aside is:aside", Filters(standings=(Standing.SET_ASIDE, Standing.SET_ASIDE))),
        ("fit:on fit:unknown", Filters(verdicts=(Verdict.ON, Verdict.UNKNOWN))),
        ("no:>5", Filters(nos=Span(6))),
        ("no:5", Filters(nos=Span(5, 5))),
        ("no:<=9 no:>=2 no:<12", Filters(nos=Span(2, 9))),
        ("no:=3 no:<2", Filters(nos=Span(3, 1))),
        ("silent:>90d", Filters(silent=Span(91))),
        ("silent:3m silent:<1y", Filters(silent=Span(90, 364))),
        ("silent:>=2w silent:7", Filters(silent=Span(14))),
        ("tag:Expo", Filters(tags=("expo",))),
        ("state:il", Filters(states=("IL",))),
    ],
)
def test_filters(text: str, filters: Filters) -> None:
    assert parse(text) == Query(filters=filters)


@pytest.mark.parametrize(
    "text", ["is:dr", "is:", "fit:maybe", "no:many", "no:>", "no:5d", "silent:soon", "tag:", "state:"]
)
def test_what_is_no_filter_yet_is_told_and_left_out(text: str) -> None:
    """As you type: half a filter neither fails nor hides what the words find."""
    assert parse(f"acme {text}") == Query('"acme"*', (), ("acme",), unread=(text,), terms=(("acme",),))


def test_words_beside_filters_and_colons() -> None:
    found = parse("acme is:dream http://acme.example")

    assert found.words == ("acme", "http://acme.example")
    assert found.filters == Filters(dream=True)
    assert not found.blank
    assert parse("is:dream").blank


def test_more_words_than_anyone_types_are_left_out() -> None:
    assert len(parse("a " * 90).words) == MOST_WORDS


@given(HOSTILE)
def test_no_text_is_an_error(index: sqlite3.Connection, text: str) -> None:
    """Hostile input never raises: neither here nor in SQLite."""
    query = parse(text)

    if query.match:
        index.execute("SELECT rowid FROM finder WHERE finder MATCH ?", (query.match,)).fetchall()
    assert parse(text) == query


@given(st.text("ab1 -'", max_size=12), st.text("ab1 -._éж", max_size=14))
def test_a_text_is_read_as_the_index_reads_it(index: sqlite3.Connection, typed: str, told: str) -> None:
    """Without the index, except where a letter beyond ASCII may stand before a word; and it is told then."""
    query, text = parse(typed), fold(told)
    index.execute("DELETE FROM finder")
    index.execute("INSERT INTO finder (text) VALUES (?)", (text,))

    def found(match: str) -> bool:
        return index.execute("SELECT 1 FROM finder WHERE finder MATCH ?", (match,)).fetchone() is not None

    reading = Reading(query)
    held = not query.match or found(query.match)
    assert reading.says(text) in {
        held and all(word in text for word in query.inside),
        *(() if text.isascii() else (None,)),
    }
    assert not query.match or found(query.short) or not held, "a shorter beginning finds more"
    assert reading.sure in text or not held


@pytest.mark.parametrize(
    ("typed", "text", "said"),
    [
        ("ac", "acme", True), ("me", "acme", False), ("me", "жme", None), ("me", "ж me", True), ("ж", "ж me", None),
        ("ray.ortiz", "ray  ortizж", True), ("ray.ortiz", "ray ж ortiz", None), ("312 555", "x 312555 y", True),
        ("トヨタ", "株式会社トヨタ", True), ("トヨタ me", "acme", False), ("(312)5", "a 3125", True),
    ],
)  # fmt: skip
def test_what_only_the_index_knows_is_left_to_it(typed: str, text: str, *, said: bool | None) -> None:
    assert Reading(parse(typed)).says(text) is said


@given(st.text("abc1 ", min_size=1, max_size=9).map(str.split).filter(bool))
def test_every_beginning_of_a_word_finds_it(index: sqlite3.Connection, words: list[str]) -> None:
    """As you type: a row of these words is found by any beginnings of them."""
    index.execute("DELETE FROM finder")
    index.execute("INSERT INTO finder (text) VALUES (?)", (" ".join(words),))
    typed = " ".join(word[: 1 + place % len(word)] for place, word in enumerate(words))

    assert index.execute("SELECT rowid FROM finder WHERE finder MATCH ?", (parse(typed).match,)).fetchone() is not None
