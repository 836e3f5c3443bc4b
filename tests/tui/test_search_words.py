"""The filters of the search: offered, completed, explained; a wrong one says what is possible (DESIGN section 4)."""

from __future__ import annotations

import pytest

from storage.search_query import parse
from tui.screens import search_words
from tui.screens.search_words import completed, hint, meaning, taken


def words(text: str, width: int = 120) -> str:
    return hint(text, width).plain.strip()


def test_an_empty_line_offers_the_filters_that_fit() -> None:
    assert words("") == "or is:dream  is:dumped  fit:on  no:>5  silent:>90d  tag:  state:"
    assert words("", 30) == "or is:dream  is:dumped"


@pytest.mark.parametrize(
    ("text", "whole"),
    [("is:dr", "is:dream"), ("acme si", "acme silent:"), ("fit:u", "fit:unknown"), ("is:set", "is:set-aside"),
     ("acme", None), ("is:dream", None), ("", None), ("is:dream ", None), ("s", None)],
)  # fmt: skip
def test_the_last_word_is_completed(text: str, whole: str | None) -> None:
    assert completed(text) == whole


async def test_the_line_is_offered_the_completion() -> None:
    assert await search_words.Completing().get_suggestion("acme is:ba") == "acme is:barred"


def test_what_may_stand_behind_a_name_is_listed() -> None:
    assert words("is:").startswith("is:dream  is:pool")
    assert words("fit:") == "fit:on  fit:off  fit:unknown  → completes"
    assert words("no:") == "No's of its record: no:>5, no:3, no:<2"
    assert words("acme sil") == "silent:  → completes"


def test_a_wrong_filter_says_what_is_possible() -> None:
    assert words("fit:maybe acme") == "fit:maybe is left out. fit: takes on, off, unknown."
    assert words("is:foo").startswith("is:foo is left out. is: takes dream, pool")
    assert "no:>5" in words("no:many acme")


def test_what_is_understood_is_said() -> None:
    told = words("is:dream is:dumped fit:on no:>5 silent:>90d tag:expo state:il acme")
    assert (
        told
        == "only dream clients · dumped · on profile · 6 No's or more · 91 silent days or more · tagged expo · in IL"
    )
    assert words("no:3") == "only 3 No's"
    assert words("no:<2") == "only at most 1 No"
    assert words("no:>2 no:<5 x") == "only 3 to 4 No's"
    assert words("no:>5 no:<2 x") == "only no number of No's at all"
    assert words("acme") == ""
    assert meaning(parse("").filters) == ""


def test_a_click_puts_a_word_into_the_line() -> None:
    assert taken("", 2) == "fit:on"
    assert taken("acme is:b", 0) == "acme is:barred"
    assert taken("acme", 7) == "acme"
