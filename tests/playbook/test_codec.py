"""Values to canonical text and back: what JSON holds in the field's own type is taken, anything else is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from playbook import codec
from playbook.words import Channel


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    score: float = 0.0
    count: int = 0
    channel: Channel | None = None
    on: date | None = None
    tags: tuple[str, ...] = ()


FULL = Sample("Acme", 1.5, 3, Channel.EMAIL, date(2026, 11, 23), ("expo", "vip"))


def test_a_value_comes_back_as_it_went() -> None:
    assert codec.decode(Sample, codec.encode(FULL)) == FULL
    assert codec.encode(Sample("Acme")) == '{"name":"Acme"}', "what holds its default is left out"


def test_a_plain_value_is_written_as_it_is() -> None:
    assert [codec.encode(value) for value in ("Acme", 3, None, True)] == ['"Acme"', "3", "null", "true"]


def test_what_is_of_another_type_is_read_as_the_field_says() -> None:
    """Another machine may write 2 for 2.0; a field that this version does not know is passed over."""
    found = codec.decode(Sample, '{"name":7,"score":2,"count":3.0,"channel":null,"newer":1}')
    assert found == Sample("7", 2.0, 3)
    assert [type(value) for value in (found.name, found.score, found.count)] == [str, float, int]


@pytest.mark.parametrize("word", ['"pigeon"', "[]", "7", "{}"])
def test_a_word_that_is_none_of_ours_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="Channel"):
        codec.decode(Sample, f'{{"name":"Acme","channel":{word}}}')
