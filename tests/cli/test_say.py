"""Output: clean, in columns, plain in a pipe."""

from __future__ import annotations

import io
import json
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import say

HOSTILE = "Acme\x1b]52;c;aGk=\x07 \u202eboR\x9b2J\x00"


def test_data_goes_to_stdout_and_talk_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    say.out("data")
    say.talk("talk")
    assert capsys.readouterr() == ("data\n", "talk\n")


def test_no_control_byte_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    say.out(HOSTILE)
    say.talk(HOSTILE)
    say.table([(HOSTILE, HOSTILE)], (HOSTILE, "b"))
    say.answer({HOSTILE: [HOSTILE]})
    both = capsys.readouterr()
    foreign = {char for char in both.out + both.err if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160}
    assert not foreign
    assert "\u202e" not in both.out + both.err


@given(st.text())
def test_a_table_row_is_one_line(text: str) -> None:
    clean = say.one_line(text)
    assert len(clean.splitlines()) <= 1


def test_columns_stand_under_each_other_whatever_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    say.table([("Acme", "x"), ("日本電気", "y"), ("Pébéo", "z")], ("name", "end"))
    assert capsys.readouterr().out.splitlines() == ["name      end", "Acme      x", "日本電気  y", "Pébéo     z"]


def test_a_table_of_nothing_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say.table([], ("name",))
    assert capsys.readouterr().out == ""


def test_a_terminal_cuts_long_lines_and_a_pipe_does_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    say.table([("x" * 200,)])
    assert capsys.readouterr().out == "x" * 200 + "\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    say.table([("x" * 200,), ("short",)])
    assert capsys.readouterr().out.splitlines() == ["x" * 39 + "…", "short"]


def test_json_keeps_every_kind_of_value(capsys: pytest.CaptureFixture[str]) -> None:
    value: say.Json = {"a": [1, 2.5, True, None, "é\nb"], "b": {"c": "日本"}}
    say.answer(value)
    assert json.loads(capsys.readouterr().out) == value


def test_json_is_ascii_where_the_stream_is_not_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr("sys.stdout", narrow)
    say.answer({"name": "日本"})
    narrow.seek(0)
    printed = narrow.read()
    assert printed.isascii()
    assert json.loads(printed) == {"name": "日本"}


def test_hours() -> None:
    assert (say.hour(time(8, 5)), say.hour(None)) == ("08:05", "")
