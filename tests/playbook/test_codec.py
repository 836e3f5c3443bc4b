"""Values to canonical text and back: what JSON holds in the field's own type is taken, anything else is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from playbook import codec
from playbook.bodies import AccountSet, ListSaid
from playbook.words import Channel


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    score: float = 0.0
    count: int = 0
    channel: Channel | None = None
    on: date | None = None
    tags: tuple[str, ...] = ()
    said: str | int = ""


@dataclass(frozen=True, slots=True)
class Lone:
    """One field only: it is read another way than several."""

    days: frozenset[date] = frozenset()


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
    assert codec.decode(Sample, '{"name":"Acme","said":7}').said == 7, "what may be either is taken as it came"
    assert [type(value) for value in (found.name, found.score, found.count)] == [str, float, int]


@pytest.mark.parametrize("text", [' {"name":"Acme"}', '{"name":"Acme"}\n', '{"newer":1,"name":"Acme","newest":[]}'])
def test_what_another_program_wrote_is_read_too(text: str) -> None:
    """Blanks around it, and fields of a newer version before and after those that are known."""
    assert codec.decode(Sample, text) == Sample("Acme")


@pytest.mark.parametrize("text", ["", "  ", '{"name":"Acme"} {}', '{"name":"Acme"', "Acme"])
def test_what_is_no_json_is_refused_in_the_words_of_the_library(text: str) -> None:
    with pytest.raises(ValueError, match=r"\(char \d+\)"):
        codec.decode(Sample, text)


@pytest.mark.parametrize("word", ['"pigeon"', "[]", "7", "{}"])
def test_a_word_that_is_none_of_ours_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="Channel"):
        codec.decode(Sample, f'{{"name":"Acme","channel":{word}}}')


def test_a_set_is_written_in_order_and_comes_back() -> None:
    held = Lone(frozenset({date(2026, 11, 24), date(2026, 11, 23)}))
    assert codec.encode(held) == '{"days":["2026-11-23","2026-11-24"]}'
    assert codec.decode(Lone, codec.encode(held)) == held
    assert codec.encode(Lone()) == "{}"


def test_fields_come_back_with_names_that_are_texts() -> None:
    found = codec.decode(AccountSet, '{"fields":[["city","Gary"],["size",7],[8,true]],"v":1}')
    assert found.fields == (("city", "Gary"), ("size", 7), ("8", True))
    with pytest.raises(ValueError, match="unpack"):
        codec.decode(AccountSet, '{"fields":[["city"]],"v":1}')


def test_rows_of_a_list_come_back_as_they_went() -> None:
    said = ListSaid("crm", (("account", "A-1", "acme", "[]"), ("person", "P-1", "dana", '["="]')))
    assert codec.decode(ListSaid, codec.encode(said)) == said
    with pytest.raises(ValueError, match="zip"):
        codec.decode(ListSaid, '{"source":"crm","rows":[["account","A-1"]],"v":1}')
