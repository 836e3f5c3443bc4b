"""What a draft adds is called `new:1` until the book gives it an id; a long list has a hundred thousand of them."""

from __future__ import annotations

from storage.ids import IdSource, packed, unpacked
from storage.placeholders import Placeholders


def test_each_placeholder_keeps_its_id() -> None:
    holders = Placeholders(IdSource.seeded(1).next)
    later, first = holders.real("new:700"), holders.real("new:0")
    assert later != first
    assert (holders.real("new:700"), holders.real("new:0")) == (later, first)
    assert holders.given() == (("new:0", first), ("new:700", later))


def test_what_is_no_placeholder_stays() -> None:
    holders = Placeholders(IdSource.seeded(1).next)
    for text in ("", "new:", "new:x", "new:01", "new:12345678", "anew:1", IdSource.seeded(2).next()):
        assert holders.real(text) == text
    assert holders.given() == ()


def test_an_id_is_sixteen_bytes() -> None:
    number = IdSource.seeded(3).next()
    assert len(packed(number)) == 16
    assert unpacked(packed(number)) == number
