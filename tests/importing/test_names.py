"""Names are taken apart where that is plain, and never alike where two people may be meant."""

from __future__ import annotations

import pytest

from storage.importing import names
from storage.importing.names import PersonName


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("", "Dana", "", "Cole"), PersonName("Dana Cole", "Dana", "Cole")),
        (("", "Dana", "M.", "Cole"), PersonName("Dana M. Cole", "Dana", "Cole")),
        (("Dr. Dana Cole", "Dana", "", "Cole"), PersonName("Dr. Dana Cole", "Dana", "Cole")),
        (("Dana", "Dana", "", "Cole"), PersonName("Dana Cole", "Dana", "Cole")),
        (("", "", "", "Cole"), PersonName("Cole", "", "Cole")),
        (("", "", "", ""), PersonName("")),
        (("Cole, Dana", "", "", ""), PersonName("Dana Cole", "Dana", "Cole")),
        (("Dana Cole, PhD", "", "", ""), PersonName("Dana Cole, PhD", "Dana", "Cole")),
        (("Dana Cole,", "", "", ""), PersonName("Dana Cole,", "Dana", "Cole")),
        (("Dr. Dana J. Cole Jr.", "", "", ""), PersonName("Dr. Dana J. Cole Jr.", "Dana", "Cole")),
        (("Dana van der Berg", "", "", ""), PersonName("Dana van der Berg", "Dana", "van der Berg")),
        (("Dana", "", "", ""), PersonName("Dana")),
        (("Dr.", "", "", ""), PersonName("Dr.")),
    ],
)
def test_a_persons_name(parts: tuple[str, str, str, str], found: PersonName) -> None:
    assert names.person(*parts) == found


def test_a_share_class_is_no_part_of_a_firms_name() -> None:
    assert names.firm("Alphabet Inc. (Class A)") == "Alphabet Inc."
    assert names.firm("Acme (Chicago)") == "Acme (Chicago)"
    assert names.firm(" (Class A)") == " (Class A)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "Dana Cole"),
        ("Dana Cole", "COLE, Dana"),
        ("Dana Cole", "Dana"),
        ("Dana", "Dana Cole"),
        ("D. Cole", "Dana Cole"),
        ("Dana Cole", "D Cole"),
        ("Jonathan Smith", "Jonathon Smith"),
        ("***", "***"),
    ],
)
def test_people_that_may_be_one(one: str, other: str) -> None:
    assert names.people_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon Smith", "Jan Smith"),
        ("Dana Cole", "Ray Ito"),
        ("Dana Cole", "Rina Cole"),
        ("***", "Dana"),
        ("Jonathan Alexander Smithson", "Jonathan Smithsen"),
        ("D. Cole", "Ray Cole"),
        ("Dana Cole", "R. Cole"),
    ],
)
def test_people_that_are_two(one: str, other: str) -> None:
    assert not names.people_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Inc.", "ACME"),
        ("Acme", "Acme Robotics"),
        ("Acme Robo", "Acme Robotics"),
        ("Data Base", "Database"),
        ("Studio 54", "Studio 54 Berlin"),
    ],
)
def test_firms_that_may_be_one(one: str, other: str) -> None:
    assert names.firms_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Globex"),
        ("", "Acme"),
        ("Acme", ""),
        ("Studio 54", "Studio 55"),
        ("Acme", "Ac"),
        ("Foo Bar", "Foo Baz"),
    ],
)
def test_firms_that_are_two(one: str, other: str) -> None:
    assert not names.firms_alike(one, other)
