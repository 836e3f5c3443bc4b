"""A paragraph keeps its last word company, on as many lines as it would have anyway."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Offset, Region
from textual.selection import Selection

from tui.widgets.prose import Prose

WIDTH = 30


class Page(App[None]):
    """One paragraph."""

    CSS = f"Prose {{ width: {WIDTH}; }}"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Prose(Content(self.text))


@pytest.mark.parametrize(
    ("text", "laid"),
    [
        ("It counts for the day that it is", ["It counts for the day that", "it is"]),
        ("What a rule forbids is left out", ["What a rule forbids is", "left out"]),
        ("Every line of these three stands and the second one is full now", [
            "Every line of these three", "stands and the second one is", "full now"]),
        ("Short", ["Short"]),
        ("Donaudampfschifffahrtsgesell day", ["Donaudampfschifffahrtsgesell", "day"]),
        ("two whole paragraphs here, the\nsecond one is just as short as it", [
            "two whole paragraphs here, the", "second one is just as short as", "it"]),
    ],
)  # fmt: skip
async def test_a_last_word_has_company_where_that_costs_no_line(text: str, laid: list[str]) -> None:
    """Nothing changes where no word is alone, or where it would cost a line."""
    app = Page(text)
    async with app.run_test():
        prose = app.query_one(Prose)
        width, height = prose.size
        lines = [strip.text for strip in prose.render_lines(Region(0, 0, width, height))]
        assert [line.rstrip() for line in lines] == laid
        assert {len(line) for line in lines} == {WIDTH}
        whole = prose.get_selection(Selection(Offset(0, 0), None))
        assert whole == (text, "\n"), "copied text has no breaks of ours"
