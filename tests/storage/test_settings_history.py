"""Every change of the playbook with its day, its maker, what it changed, and what it left (DESIGN section 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from playbook.errors import Refused
from playbook.settings import Caps, Criterion, Settings, Spacing
from storage.book import Book
from storage.settings_rows import label
from tests.storage.conftest import NOW

LATER = NOW + timedelta(days=3)


def test_changes_stand_newest_first_with_what_they_left(book: Book) -> None:
    """R39."""
    assert book.settings_history() == ()
    first = replace(Settings(), caps=Caps(day=45))
    second = replace(first, spacing=Spacing(dream=28), profile=(Criterion("industry", "in", ("Steel",)),))
    made = book.set_settings(first, NOW)
    book.set_settings(second, LATER)
    newest, oldest = book.settings_history()
    assert (oldest.action, oldest.at, oldest.undone) == (made.action, NOW, False)
    assert oldest.changes == (("caps.day", "40", "45"),)
    assert newest.changes == (
        ("profile[1]", "none", "industry in Steel (weight 3)"),
        ("spacing.dream", "30", "28"),
    )
    assert (oldest.after, newest.after, newest.at) == (first, second, LATER)


def test_what_was_taken_back_changed_nothing_and_a_day_comes_back(book: Book) -> None:
    first = replace(Settings(), caps=Caps(day=45))
    book.set_settings(first, NOW)
    book.set_settings(replace(first, caps=Caps(day=80)), NOW)
    book.undo(LATER)
    book.set_settings(replace(first, spacing=Spacing(dream=28)), LATER)
    third, second, oldest = book.settings_history()
    assert [each.undone for each in (third, second, oldest)] == [False, True, False]
    assert second.changes == (("caps.day", "45", "80"),)
    assert third.changes == (("spacing.dream", "30", "28"),), "it is told against what stood, not what was taken back"
    book.set_settings(oldest.after, LATER)
    assert book.settings() == first
    book.undo(LATER)
    assert book.settings() == third.after


def test_a_rebuild_and_another_window_tell_the_same(book: Book, reopen: Callable[..., Book]) -> None:
    book.set_settings(replace(Settings(), caps=Caps(day=45)), NOW)
    told = book.settings_history()
    book.rebuild(NOW)
    assert book.settings_history() == told == reopen().settings_history()


def test_undo_names_what_was_changed() -> None:
    """R39."""
    plain = Settings()
    assert label(plain, replace(plain, caps=Caps(day=45))) == "playbook: caps.day"
    many = replace(plain, caps=Caps(day=45, first=6, weave=5), profile=(Criterion("a", "in", ("b",)),))
    assert label(plain, many) == "playbook: caps.day, caps.first, caps.weave and 1 more"


def test_nothing_changed_is_refused(book: Book) -> None:
    with pytest.raises(Refused):
        book.set_settings(Settings(), NOW)
