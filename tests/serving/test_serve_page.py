"""The page: whole, from here alone, in the planner's colours."""

from __future__ import annotations

import re

import pytest

from tui import themes
from tui.serving import page

OUTSIDE = re.compile(rb"""(?:https?:|wss?:)?//[a-z0-9-]+\.[a-z]{2,}|@import|fonts\.g""", re.IGNORECASE)
UNFETCHED = re.compile(rb"""http://www\.w3\.org/2000/svg|/\*.*?\*/""", re.DOTALL)
"""A name, and what stylesheets say to people: their authors' licence."""
ADDRESS = "ws://127.0.0.1:8730/word/ws"


def test_no_file_of_the_page_names_an_outside_address() -> None:
    served = {name: file.bytes() for name, file in page.FILES.items()}
    served["page"] = page.html("notyet.db", themes.NIGHT, ADDRESS, 16).encode()
    for name, body in served.items():
        assert len(body) > 100, name
        if name != "mono.ttf":
            read = body if name.endswith(".js") else UNFETCHED.sub(b"", body)
            assert not OUTSIDE.search(read), (name, OUTSIDE.search(read))
    assert set(re.findall(rb'(?:src|href)="(?!\?)([^"]+)"', served["page"])) == {
        b"static/icon.svg", b"static/xterm.css", b"static/page.css", b"static/textual.js", b"static/page.js",
    }  # fmt: skip
    assert re.findall(rb"url\(([^)]+)\)", served["page.css"]) == [b'"mono.ttf"', b'"mono.ttf"']


def test_the_outside_is_found_where_it_is() -> None:
    assert OUTSIDE.search(b'<link href="https://fonts.googleapis.com/css">')
    assert OUTSIDE.search(b'<script src="//cdn.example/x.js">')


@pytest.mark.parametrize(
    ("theme", "colours"), [(themes.NIGHT, themes.NIGHT_PALETTE), (themes.DAWN, themes.DAWN_PALETTE)]
)
def test_the_rim_has_the_colours_of_the_planner(theme: str, colours: themes.Palette) -> None:
    text = page.html("notyet.db", theme, ADDRESS, 16)
    assert f"--background: {colours.background}" in text
    assert "$" not in text


def test_a_hostile_name_of_a_book_stays_text() -> None:
    text = page.html('</title><script>alert("x")</script>$title.db', themes.NIGHT, ADDRESS, 16)
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("asked", "size"), [("", 16), ("14", 14), ("1", 8), ("900", 40), ("-3", 16), ("1e9", 16), ("٣", 16), ("9" * 99, 16)]
)
def test_the_letters_have_a_size_within_reason(asked: str, size: int) -> None:
    assert page.size_of(asked) == size


def test_the_browser_is_told_to_fetch_nothing_from_elsewhere() -> None:
    told = page.headers("127.0.0.1:8730")
    policy = told["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "connect-src ws://127.0.0.1:8730;" in policy
    assert "frame-ancestors 'none'" in policy
    assert told["Referrer-Policy"] == "no-referrer"
    assert told["Cache-Control"] == "no-store"
