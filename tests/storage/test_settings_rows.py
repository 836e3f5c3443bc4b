"""Settings as rows: only what differs, one key at a time (DESIGN section 3)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from playbook.settings import Caps, Criterion, Hours, Settings, Spacing
from playbook.words import Channel
from storage.settings_rows import difference, rows_of, settings_of

words = st.text(max_size=8)
criteria = st.builds(Criterion, words, st.just("in"), st.tuples(words), st.integers(1, 5), st.booleans(), st.booleans())
caps = st.builds(Caps, day=st.integers(1, 400), first=st.integers(0, 100))
spacing = st.builds(Spacing, rhythm=st.lists(st.integers(1, 60), min_size=1, max_size=4).map(tuple))
hours = st.builds(Hours, zone=words, leave=st.lists(words, max_size=2).map(tuple))
any_settings = st.builds(
    Settings, profile=st.lists(criteria, max_size=3).map(tuple), caps=caps, spacing=spacing, hours=hours
)


@given(any_settings)
def test_settings_come_back_from_their_rows(settings: Settings) -> None:
    assert settings_of(rows_of(settings)) == settings


@given(any_settings, any_settings)
def test_a_difference_leads_from_one_to_the_other(old: Settings, new: Settings) -> None:
    rows = dict(rows_of(old)) | dict(difference(old, new))
    assert settings_of(tuple(sorted((key, value) for key, value in rows.items() if value))) == new


def test_only_what_differs_has_a_row() -> None:
    """A better default of a later version reaches everybody who never touched it."""
    assert rows_of(Settings()) == ()
    assert rows_of(replace(Settings(), caps=Caps(day=45))) == (("caps.day", "45"),)


def test_values_of_a_newer_version_give_the_default() -> None:
    rows = (
        ("burst.channels", '["pigeon"]'), ("caps.day", "45"), ("caps.new", "1"), ("drain", "7"), ("new.key", "true"),
        ("profile", '[{"odd":1}]'), ("texts.kind", "{not json"),
    )  # fmt: skip
    found = settings_of(rows)
    assert found == replace(Settings(), caps=Caps(day=45))
    assert Channel.CALL in found.burst.channels
