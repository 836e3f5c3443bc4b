"""Output: clean, in columns, plain in a pipe."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import ROOT, Rep
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


class Broken(io.StringIO):
    """A stream with a full disk behind it, or a pipe that nobody reads."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, _text: str, /) -> int:
        raise OSError(self.number, "No space left on device")


@pytest.mark.parametrize(
    "told",
    [lambda: say.out("data"), lambda: say.verbatim("data"), lambda: say.answer(1), lambda: say.table([("a", "b")])],
)
def test_an_answer_that_does_not_get_out_is_said_in_words(
    told: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """T9: the deed was done before; a traceback would make a rep do it twice."""
    monkeypatch.setattr("sys.stdout", Broken(errno.ENOSPC))
    with pytest.raises(say.Unsaid, match="could not be written") as told_so:
        told()
    assert "stands" in told_so.value.hint


def test_a_closed_pipe_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Broken(errno.EPIPE))
    with pytest.raises(BrokenPipeError):
        say.out("data")


def test_talk_that_nobody_can_hear_stops_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Broken(errno.EIO))
    say.talk("looking at 10 of 20")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_ends_in_words(tmp_path: Path) -> None:
    """T9: exit 1 and the reason on stderr; what was added stands."""
    rep = Rep(tmp_path / "b.db")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "--book", str(rep.book), "--now", rep.now, "add", "Acme"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Acme" in rep.does("today").out
