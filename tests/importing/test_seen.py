"""The filter before the scratch database: what was added is never said to be new, and most others are."""

from __future__ import annotations

from storage.importing.seen import Seen


def test_what_was_added_is_never_said_to_be_new() -> None:
    seen = Seen()
    marks = [("site", f"firm{number}.example") for number in range(2_000)]
    for mark in marks:
        seen.add(*mark)
    assert all(seen.may_hold(*mark) for mark in marks)
    others = sum(seen.may_hold("site", f"other{number}.example") for number in range(2_000))
    assert others < 40


def test_marks_of_other_kinds_and_places_are_other_marks() -> None:
    seen = Seen()
    seen.add("called", None, "dana cole")
    assert seen.may_hold("called", None, "dana cole")
    assert not any(seen.may_hold(*mark) for mark in (("called", 1, "dana cole"), ("name", "dana cole"), ("dana cole",)))


def test_it_stays_as_small_as_it_began() -> None:
    seen = Seen()
    size = len(seen._bits)
    for number in range(10_000):
        seen.add("name", str(number))
    assert len(seen._bits) == size == 1 << 18
