"""The grammar file of the phrases is read as it stands, and a fault in it is named (R14)."""

from __future__ import annotations

from importlib.resources import files

import pytest

from playbook.phrases.grammar import parse_grammar

TEXT = files("playbook").joinpath("data/phrases.toml").read_text(encoding="utf-8")
GRAMMAR = parse_grammar(TEXT)


def test_a_wrong_expression_is_named_with_its_pattern() -> None:
    broken = TEXT + '\n[[pattern]]\nname = "broken"\nmatch = "(?P<x>"\nmeans = "same"\nexamples = []\n'
    with pytest.raises(ValueError, match=r"phrases.toml, pattern 'broken': "):
        parse_grammar(broken)


def test_a_file_that_is_no_toml_or_lacks_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="at line 1"):
        parse_grammar("[[[")
    with pytest.raises(KeyError, match="macros"):
        parse_grammar("")


def test_macros_leave_groups_alone_and_are_expanded_inside_macros() -> None:
    [first] = [pattern for pattern in GRAMMAR.patterns if pattern.name == "the coming weekday"]
    assert first.expression.fullmatch("this coming wd4")
    assert "<" not in first.expression.pattern.replace("?P<", "").replace("?<", "")


def test_each_pattern_tells_its_name_once_and_each_holiday_its_key() -> None:
    names = [pattern.name for pattern in (*GRAMMAR.clocks, *GRAMMAR.patterns)]
    assert len(names) == len(set(names))
    said = [name for holiday in GRAMMAR.holidays.values() for name in holiday.names]
    assert len(said) == len(set(said))


def test_the_same_text_is_parsed_once() -> None:
    assert parse_grammar(TEXT) is GRAMMAR
