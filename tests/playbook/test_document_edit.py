"""The document as text: the setting under the cursor, and one setting back to its default (DESIGN section 3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.document import parse, render
from playbook.document.edit import (
    as_literal,
    key_named,
    on_a_line,
    place_of,
    section_at,
    setting_at,
    with_default,
    with_value,
)
from playbook.document.keys import KEYS, Key, value_of
from playbook.settings import Caps, Criterion, Guards, Settings, Spacing

CHANGED = Settings(
    profile=(Criterion("industry", "in", ("Steel",)),),
    spacing=Spacing(rhythm=(20, 50), dream=28),
    caps=Caps(day=45),
    guards=Guards(refused=("any news", "just checking whether you had time to look at what I sent you last week")),
)


def test_every_setting_is_found_from_its_line_and_from_the_comment_above() -> None:
    text = render(CHANGED)
    for key in KEYS:
        line = place_of(text, key.dotted)
        assert setting_at(text, line) == key.dotted
        assert setting_at(text, line - 1) == key.dotted
        assert setting_at(text, line - 2) == key.dotted
        assert section_at(text, line) == key.section


def test_between_settings_and_below_the_last_one_there_is_none() -> None:
    text = "[caps]\n\n# a day\nday = 3\n\n\n"
    assert [setting_at(text, line) for line in range(1, 7)] == ["", "", "caps.day", "caps.day", "", ""]
    assert [section_at(text, line) for line in (1, 4)] == ["caps", "caps"]


def test_what_stands_above_all_tables_is_the_profile() -> None:
    """R1."""
    text = render(CHANGED)
    assert section_at(text, 1) == "profile"
    assert section_at(text, place_of(text, "profile")) == "profile"
    assert place_of(text, "nothing") == 1


def test_a_list_on_several_lines_is_one_setting() -> None:
    text = render(CHANGED)
    first = place_of(text, "guards.refused")
    assert text.split("\n")[first - 1] == "refused = ["
    assert setting_at(text, first + 2) == "guards.refused"
    assert parse(with_default(text, "guards.refused"))[0] == replace(CHANGED, guards=Guards())


def test_a_note_of_ones_own_stays() -> None:
    text = "[caps]\n# my own words\nday = 3 # few\n  first = 2\n"
    assert with_default(text, "caps.day") == "[caps]\n# my own words\nday = 40\n  first = 2\n"
    assert with_default(text, "caps.first") == "[caps]\n# my own words\nday = 3 # few\n  first = 5\n"


@pytest.mark.parametrize("dotted", ["caps.weave", "caps.dya", "profile"])
def test_what_does_not_stand_there_changes_nothing(dotted: str) -> None:
    assert with_default("[caps]\nday = 3\n", dotted) == "[caps]\nday = 3\n"


def test_a_setting_is_known_by_its_name() -> None:
    key = key_named("caps.day")
    assert key is not None
    assert key.default == 40
    assert key_named("caps.dya") is None


@given(st.sampled_from(KEYS))
def test_one_setting_goes_back_and_all_others_stay(key: object) -> None:
    dotted = getattr(key, "dotted", "")
    found, faults = parse(with_default(render(CHANGED), dotted))
    assert faults == ()
    section, name = dotted.split(".")
    held = getattr(CHANGED, section)
    assert found == replace(CHANGED, **{section: replace(held, **{name: getattr(key, "default", None)})})


def test_every_value_that_stands_on_a_line_is_read_back_as_it_was() -> None:
    document, settings = render(CHANGED), Settings()
    for key in KEYS:
        line = on_a_line(key, value_of(settings, key))
        if line is None:
            assert key.many, "only lists of sentences need several lines"
            continue
        found, faults = parse(with_value(document, key.dotted, as_literal(key, line)))
        assert faults == ()
        assert found is not None
        assert value_of(found, key) == value_of(settings, key), key.dotted


@pytest.mark.parametrize(
    ("dotted", "line", "written"),
    [
        ("caps.day", " 45 ", "45"),
        ("caps.day", "045", "45"),
        ("caps.day", "4x", '"4x"'),
        ("caps.day", "", '""'),
        ("caps.day", "4.5", "4.5"),
        ("fit.tier_a", "2.5", "2.5"),
        ("fit.tier_a", "nan", '"nan"'),
        ("hours.call_from", "8:00", '"8:00"'),
        ("phrases.month_first", "false", "false"),
        ("phrases.month_first", "no", '"no"'),
        ("spacing.rhythm", "30, 45,,60 ,", "[30, 45, 60]"),
        ("burst.channels", "call, email", '["call", "email"]'),
        ("hours.leave", "", "[]"),
        ("texts.kind", 'say "no" \\ ]', '"say \\"no\\" \\\\ ]"'),
    ],
)
def test_what_is_typed_on_a_line_becomes_a_value_and_never_two(dotted: str, line: str, written: str) -> None:
    key = key_named(dotted)
    assert key is not None
    assert as_literal(key, line) == written


@given(st.sampled_from(KEYS), st.text(max_size=40))
def test_whatever_is_typed_the_document_stays_one_that_toml_reads(key: Key, line: str) -> None:
    """A fault names this setting; no other one is touched."""
    line = " ".join(line.split())
    settings, faults = parse(with_value(render(CHANGED), key.dotted, as_literal(key, line)))
    assert all(fault.key.startswith(key.dotted) for fault in faults)
    if settings is not None:
        others = [each for each in KEYS if each != key]
        assert [value_of(settings, each) for each in others] == [value_of(CHANGED, each) for each in others]


def test_a_setting_that_stands_nowhere_stays_away() -> None:
    assert with_value("[caps]\n", "caps.day", "3") == "[caps]\n"
    assert with_default("[caps]\n", "no.such") == "[caps]\n"
