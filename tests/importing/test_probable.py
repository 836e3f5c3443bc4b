"""Pairs that may be one: what speaks for it, what does not, and how seldom it is wrong (DESIGN 6, LIBRARIES 2)."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.importing import probable, probable_blocks
from storage.importing.likeness import likeness, near
from storage.importing.probable import ACCOUNT, PERSON, One, number, why
from storage.importing.probable_blocks import Blocks
from tests.importing.conftest import Desk

DANA = One("1", PERSON, "Dana Cole", "f", "Acme", ("dana.cole@acme.example",), ("125550142",), city="Chicago")
ACME = One("1", ACCOUNT, "Northern Robotics Partners", domain="northern.example", phones=("125550100",), city="Chicago")


def person(name: str, **more: object) -> One:
    return replace(One("2", PERSON, name), **more)  # type: ignore[arg-type]


def firm(name: str, **more: object) -> One:
    return replace(One("2", ACCOUNT, name), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("dana cole", "cole dana", 3),
        ("dana cole", "dana m cole", 2),
        ("jonathan cole", "jonathon cole", 2),
        ("d cole", "dana cole", 2),
        ("dana cole", "dnaa cole", 2),
        ("dana cole", "cole dnaa", 2),
        ("dana", "dana cole", 1),
        ("dana", "dana", 1),
        ("jon smith", "jan smith", 0),
        ("dana cole", "ray ortiz", 0),
        ("", "dana", 0),
        ("dana", "ray", 0),
        ("d c", "dana cole", 0),
        ("dana cole", "dana", 1),
        ("ann lee may", "bob lee may", 0),
        ("anna10 lee", "anna11 lee", 0),
    ],
)
def test_likeness_of_names(one: str, other: str, like: int) -> None:
    assert likeness(tuple(one.split()), tuple(other.split())) == like
    assert likeness(tuple(other.split()), tuple(one.split())) == like


@pytest.mark.parametrize(
    "other",
    [
        person("Cole Dana", firm="f"),
        person("D. Cole", phones=("125550142",)),
        person("Dana M. Cole", firm="f"),
        person("Dnaa Cole", mails=("dana.cole@gmail.com",)),
        person("Dana Cole", mails=("dana.cole@eu.acme.example",)),
        person("Dana", mails=("dana.cole@acme.example",)),
        person("Danna Colle", mails=("dana.cole@acme.example",)),
        person("Dana", mails=("dnaa.cole@acme.example",)),
        person("Dana Cole", city="chicago"),
    ],
)
def test_what_speaks_for_one_person(other: One) -> None:
    assert why(DANA if other.city == "" else replace(DANA, firm="", mails=()), other)


@pytest.mark.parametrize(
    "other",
    [
        person("Ray Ortiz", phones=("125550142",), firm="f"),
        person("Dana Cole", firm="g", mails=("dana.cole@globex.example",)),
        person("Dana Cole", city="Chicago", firm="g"),
        person("Dan Cole", firm="f"),
        person("Dana", firm="f"),
        person("Ray Ortiz", mails=("dana.cole@acme.example",)),
        person("Dana Cole"),
        person("dana.cole@acme.example", firm="f"),
    ],
)
def test_what_speaks_for_nothing(other: One) -> None:
    """A shared switchboard, one full name at two firms, two names that differ by a letter."""
    assert why(DANA, other) == ()


def test_birthdays_speak_for_and_against() -> None:
    born = replace(DANA, born="1980-03-22")
    assert why(born, person("Dnaa Cole", born="1980-03-22")) == ("names alike", "born on the same day")
    assert why(born, person("Dana", born="1980-03-22", city="Chicago"))
    assert why(born, person("Dana", born="1980-03-22")) == ()
    assert why(born, person("Ray Ortiz", born="1980-03-22")) == ()
    assert why(born, person("Ray Ortiz", born="1980-03-22", mails=DANA.mails))[0] == "names that differ"
    assert why(born, person("Dana Cole", born="1955-11-02", firm="f")) == ()
    assert why(born, person("Dana Cole", born="1980-03-23", firm="f"))


def test_addresses_that_begin_alike() -> None:
    own = replace(DANA, mails=("dcole77@acme.example",))
    assert why(own, person("Dana Cole", mails=("dcole77@globex.example",)))
    assert why(replace(own, mails=("rocketeer@a.example",)), person("Dana Cole", mails=("rocketeer@b.example",)))
    assert why(replace(own, mails=("info@a.example",)), person("Dana Cole", mails=("info@b.example",))) == ()
    assert why(replace(own, mails=("info@a.example",)), person("Dana Cole", mails=("info@a.example",))) == ()
    assert why(own, person("Dana Cole", mails=("dcole78@acme.example",))) == ()


def test_what_a_rep_said_stands() -> None:
    twin = person("Dana Cole", firm="f")
    assert why(DANA, twin)
    assert why(replace(DANA, apart="9 2"), twin) == why(DANA, replace(twin, apart="1")) == ()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (firm("Partners Northern Robotics", city="Chicago"), "the same place"),
        (firm("Northern Robotics Partner", postcode=""), "no place says otherwise"),
        (firm("NorthernRobotics Partners", city="chicago"), "the same place"),
        (firm("Northern Robotics", domain="northern.co.uk"), "sites of one name, northern"),
        (firm("Northern Robotix Partners", phones=("125550100",), city="Rome"), "the same number"),
    ],
)
def test_what_speaks_for_one_firm(other: One, reason: str) -> None:
    assert reason in why(ACME, other)


@pytest.mark.parametrize(
    "other",
    [
        firm("Northern Robotics Partners", city="Rome"),
        firm("Northern Robotics Partners 2", city="Chicago"),
        firm("Globex", phones=("125550100",), domain="northern.example"),
        firm("???"),
        firm("Northern Robotics Partners", domain="other.example"),
        firm("Northern Bakeries", city="Chicago"),
    ],
)
def test_two_firms_stay_two(other: One) -> None:
    assert why(ACME, other) == ()


def test_numbers_are_compared_by_their_last_nine_digits() -> None:
    assert number("+1 (312) 555-0142 x7") == number("312.555.0142") == "125550142"
    assert number("12345") == number("") == ""


def test_blocks_find_what_comparing_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    ones, _ = people_with_errors(90)
    everybody = {frozenset((a.id, b.id)) for a, b in combinations(ones, 2) if why(a, b)}
    with Blocks() as blocks:
        blocks.add(ones)
        found = {frozenset((pair.one.id, pair.other.id)) for pair in blocks.pairs()}
        assert len(list(blocks.pairs(most=3))) == 3
    assert found <= everybody
    assert len(found) >= len(everybody) * 0.97
    monkeypatch.setattr(probable_blocks, "_CROWD", 1)
    with Blocks(sealed=True) as blocks:
        blocks.add(ones)
        assert len(list(blocks.pairs())) > len(everybody) * 0.5  # neighbours alone


def test_firms_of_whom_nothing_can_speak_are_not_even_read() -> None:
    """Names that begin alike are neighbours by the thousand; their keys and sites say before that they are two."""
    names = ("Bakery", "Foundry", "Printing", "Logistics", "Dental Care")
    ones = [replace(ACME, id=name, name=f"Northern Robotics {name}", domain="", phones=()) for name in names]
    with Blocks() as blocks:
        blocks.add(ones)
        assert not list(blocks.pairs())
        assert blocks._load.cache_info().misses == 0
        sites = [
            replace(ones[1], id=end, name=f"Northern Robotics {end}", domain=f"acme.{end}") for end in ("de", "com")
        ]
        blocks.add([replace(ones[0], id="twin"), *sites])
        found = {(pair.one.id, pair.other.id) for pair in blocks.pairs()}
    assert found == {("Bakery", "twin"), ("de", "com")}


slips = st.sampled_from(["left out", "put in", "changed", "swapped"])


@given(st.text("abcdefg.@1", min_size=9, max_size=20), st.integers(0, 18), slips)
def test_two_addresses_a_slip_apart_begin_or_end_alike(mail: str, place: int, slip: str) -> None:
    """What is asked first, since it costs little, turns no pair away that the slower question would find."""
    at = place % (len(mail) - 1)
    head, two, tail = mail[:at], mail[at : at + 2], mail[at + 2 :]
    meant = {"left out": two[1:], "put in": f"{two[0]}x{two[1]}", "changed": f"x{two[1]}", "swapped": two[::-1]}
    other = head + meant[slip] + tail
    assert near(mail, other, 1)
    assert probable._half_alike(mail, other)
    assert probable._half_alike(other, mail)


def test_two_of_the_books_own_are_no_news_to_an_import() -> None:
    old = [replace(ACME, id=str(place), fresh=False) for place in range(3)]
    with Blocks() as blocks:
        assert blocks.count == 0
        blocks.add(old)
        assert not list(blocks.pairs())
        assert len(list(blocks.pairs(every=True))) == 3


def people_with_errors(count: int) -> tuple[list[One], dict[str, int]]:
    """People of whom each comes up to four times: typed wrong, swapped, with blanks, with another address."""
    chance = random.Random(7)  # noqa: S311  (a test's own people)
    parts = ["ka", "lor", "mi", "ten", "ra", "sol", "vex", "bor", "din", "gal", "fer", "nis"]

    def word() -> str:
        return "".join(chance.choice(parts) for _ in range(3)).title()

    def typo(text: str) -> str:
        place = chance.randrange(1, len(text) - 1)
        return text[:place] + chance.choice(["", text[place] * 2, "x"]) + text[place + 1 :]

    ones: list[One] = []
    truth: dict[str, int] = {}
    for who in range(count):
        first, last = word(), word()
        born = f"19{chance.randrange(50, 99)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        mail = f"{word().lower()}{chance.randrange(10, 99)}@{word().lower()}.com"
        city = word()
        for _ in range(chance.randrange(1, 5)):
            name = f"{last} {first}" if chance.random() < 0.2 else f"{first} {last}"
            name = typo(name) if chance.random() < 0.3 else name
            mails = () if chance.random() < 0.2 else (typo(mail) if chance.random() < 0.2 else mail,)
            number = str(len(ones))
            ones.append(One(number, PERSON, name, mails=mails, born=born if chance.random() < 0.9 else "", city=city))
            truth[number] = who
    return ones, truth


def test_precision_comes_before_recall() -> None:
    ones, truth = people_with_errors(400)
    clusters: dict[int, int] = defaultdict(int)
    for who in truth.values():
        clusters[who] += 1
    wanted = sum(size * (size - 1) // 2 for size in clusters.values())
    with Blocks() as blocks:
        blocks.add(ones)
        right = [truth[pair.one.id] == truth[pair.other.id] for pair in blocks.pairs()]
    assert sum(right) >= len(right) * 0.97
    assert sum(right) >= wanted * 0.7


def test_an_import_shows_its_pairs_and_merges_none(desk: Desk) -> None:
    desk.bring("Company,Full Name,Email,City\nAcme Robotics,Dana Cole,dana@acme.example,Chicago\n", "old.csv")
    report = desk.bring(
        "Company,Full Name,Email,Phone\nAcme Robotics,Dnaa Cole,d.cole@acme.example,\nGlobex,Ray Ortiz,,+13125550142\n"
        "Globex Holding,R. Ortiz,,+13125550142\n",
        "new.csv",
    )
    assert (report.people.new, report.people.changed, report.probable) == (3, 0, 2)
    shown = [(pair.one.name, pair.one.line, pair.other.name, pair.other.line) for pair in report.pairs]
    assert sorted(shown) == [("Dnaa Cole", 2, "Dana Cole", 0), ("Ray Ortiz", 3, "R. Ortiz", 4)]
    words = "\n".join(report.words())
    assert "2 that may be duplicates" in words
    assert "Dana Cole, Acme Robotics (in the book)" in words
    plain = json.loads(report.to_json())["duplicates"]
    assert (plain["probable"], [len(pair["of"]) for pair in plain["pairs"]]) == (2, [2, 2])
    again = desk.again([desk.folder / "new.csv"])
    assert (again.probable, again.action) == (0, "")


def test_many_pairs_are_counted_and_the_first_are_named(desk: Desk) -> None:
    rows = "".join(f"Dana Cole,d{place}@acme.example,Acme\n" for place in range(7))
    report = desk.bring(f"Name,Email,Company\n{rows}")
    assert (report.people.new, report.probable) == (7, 21)
    assert "  and 9 more" in report.words()


def test_nothing_new_asks_the_book_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring("Company\nAcme\n")
    monkeypatch.setattr("storage.importing.probable_lists.duplicates", None)
    assert desk.again([desk.folder / "list.csv"]).pairs == ()
    assert probable.ALIKE == 94
