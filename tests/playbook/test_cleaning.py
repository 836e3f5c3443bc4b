"""Cleaning: what reaches the book can be shown on any terminal (RELIABILITY section 6, R44)."""

from __future__ import annotations

from unicodedata import category, is_normalized

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.cleaning import LINE, NOTE, clean_line, clean_note, for_cell, is_plain

JOINERS = "\u200c\u200d"
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"]),
        st.sampled_from("\u200c\u200d\u3164\u115f\u2800 \n\t\r\u0301\u0308\u0327e\u1100\u1161\u11a8"),
    ),
    max_size=60,
)


def is_harmless(text: str) -> bool:
    return all(category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or char in JOINERS for char in text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Acme", "Acme"),
        ("  Acme \t Robotics\r\n", "Acme Robotics"),
        ("\x1b]52;c;aGk=\x07Acme\x1b[2J", "]52;c;aGk= Acme [2J"),
        ("a\x9bb\x7fc\x00d", "a b c d"),
        ("one\u2028two\u2029three", "one two three"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("\ufeffz\u200be\u2060r\u00ado", "zero"),
        ("\u200ea\u200fb\u061cc\u2066d\u206fe\U000e0041f", "abcdef"),
        ("x\u3164y\u115fz\u1160\uffa0", "xyz"),
        ("no\u00a0break\u2003em\u3000wide\u2800dots", "no break em wide dots"),
        ("lone\ud800\ue000\U000f0000\ufffe\ufdd0", "lone\ufffd\ufffd\ufffd\ufffd\ufffd"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("Z\u0301\u0301\u0301\u0301\u0301\u0301algo", "\u0179\u0301\u0301\u0301algo"),
        ("a\u0316\u0317\u0318\u200d\u0319b", "a\u0316\u0317\u0318\u200db"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\u200d\u200dAcme \u200c\u200d x\u200d\u200d\u200dy", "Acme x\u200dy"),
        ("[b]Bob [/] =1+1", "[b]Bob [/] =1+1"),
        ("", ""),
    ],
)
def test_a_line_keeps_its_words_and_loses_what_harms(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


def test_emoji_of_several_parts_stay_whole() -> None:
    assert clean_line("\U0001f469\u200d\U0001f680 Ann") == "\U0001f469\u200d\U0001f680 Ann"


def test_a_note_keeps_its_lines() -> None:
    assert clean_note(" one\r\n\ttwo\rthree \n\n\n\n four\n ") == "one\ntwo\nthree\n\nfour"


def test_lengths_are_capped() -> None:
    assert len(clean_line("x" * 1000)) == LINE
    assert len(clean_note("x" * 10_000)) == NOTE
    assert clean_line("ab cd", 3) == "ab"
    assert clean_note("ab\ncd", 3) == "ab"
    assert clean_line("abc", -1) == clean_note("abc", 0) == ""


def test_cells_lose_what_terminals_measure_differently() -> None:
    assert for_cell("\u2764\ufe0f ok \U0001f44d\U0001f3fd") == "\u2764 ok \U0001f44d"


@given(HOSTILE, st.integers(0, 40))
@example("e\u200b\u0301", 5)
@example("\u1100\u200b\u1161", 5)
def test_a_clean_line_is_harmless_and_cleaning_again_changes_nothing(text: str, limit: int) -> None:
    clean = clean_line(text, limit)
    assert is_harmless(clean)
    assert len(clean) <= limit
    assert clean == clean.strip()
    assert "  " not in clean
    assert is_normalized("NFC", clean)
    assert clean_line(clean, limit) == clean


@given(HOSTILE, st.integers(0, 60))
def test_a_clean_note_is_harmless_but_for_its_line_breaks(text: str, limit: int) -> None:
    clean = clean_note(text, limit)
    assert is_harmless(clean.replace("\n", ""))
    assert len(clean) <= limit
    assert "\n\n\n" not in clean
    assert clean_note(clean, limit) == clean


@given(HOSTILE | st.text(st.characters(max_codepoint=127)))
def test_a_plain_text_is_clean_already(text: str) -> None:
    if is_plain(text):
        assert clean_line(text, len(text)) == clean_note(text, len(text)) == text


@pytest.mark.parametrize("text", [" a", "a ", "a  b", "a\tb", "a\n", "\x7f", "é", "\x1b[1m"])
def test_what_cleaning_may_change_is_not_plain(text: str) -> None:
    assert is_plain("Acme, Inc. (=1+1)")
    assert not is_plain(text)
