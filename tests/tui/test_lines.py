"""How our own words are broken: no word is left alone, thoughts stand apart, what has no room falls away whole."""

from __future__ import annotations

from playbook.fit import Fit, Result
from playbook.settings import Criterion
from playbook.words import Verdict
from tui.backup_words import size
from tui.content import cells
from tui.screens import playbook_history, pool_rows
from tui.screens.search_words import hint
from tui.screens.sheet import said
from tui.widgets.lines import even, wrapped

TEXT = "The planner goes over ten working days, at most thirty a day beside first touches. Promises stay."


def test_no_word_is_left_alone_on_the_last_line() -> None:
    """At every width the lines say the same, fit, and are no more than they have to be."""
    alone = 0
    for width in range(24, len(TEXT) + 4):
        lines = even(TEXT, width)
        assert " ".join(lines) == TEXT
        assert max(map(cells, lines)) <= width
        assert len(lines) == len(wrapped(TEXT, width))
        alone += " " not in wrapped(TEXT, width)[-1]
        assert " " in lines[-1], f"at {width} cells"
    assert alone, "the plain breaking leaves one somewhere"


def test_what_cannot_be_better_stays() -> None:
    assert even("word", 20) == ["word"]
    assert even("", 20) == []
    assert even("onelongword another", 11) == ["onelongword", "another"]


def test_thoughts_of_an_empty_page_stand_apart() -> None:
    lines = said(("Nothing here.", "The first thought.", "The second one."), 40)
    texts = ["".join(piece.text for piece in line) for line in lines]
    assert texts == ["Nothing here.", "", "The first thought.", "", "The second one."]


def test_sizes_of_every_order() -> None:
    assert [size(500), size(5_200_000), size(1_594_900_000)] == ["1 kB", "5.0 MB", "1.5 GB"]


def test_r1_reasons_that_have_no_room_fall_away_whole_and_are_counted() -> None:
    fields = ("industry", "employees", "country")
    results = tuple(Result(Criterion(field, "in", ("any",)), held="Steel", met=True) for field in fields)
    fit = Fit(Verdict.ON, 100, results)
    told = [pool_rows.why(fit, width).plain for width in (80, 56, 40)]
    assert told == [
        "✓ industry · Steel   ✓ employees · Steel   ✓ country · Steel",
        "✓ industry · Steel   ✓ employees · Steel   and 1 more",
        "✓ industry · Steel   and 2 more",
    ]


def test_a_wrong_filter_names_as_many_words_as_two_lines_hold() -> None:
    wide, tight = hint("is:draem", 120).plain, hint("is:draem", 52).plain
    assert wide.endswith("closed.")
    assert tight.endswith(" …")
    assert len(wrapped(tight, 52)) <= 2


def test_a_long_change_of_the_playbook_is_told_whole() -> None:
    before, after = "industry in " + ", ".join(f"Trade {n}" for n in range(12)), "none"
    lines = playbook_history._moved(("profile[1]", before, after), 50, undone=False)
    told = ["".join(piece.text for piece in line) for line in lines]
    assert told[0].strip() == "profile 1"
    assert " ".join(" ".join(told[1:]).split()) == f"{before} → {after}"
    assert max(map(cells, told)) <= 50
