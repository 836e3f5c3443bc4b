"""The command itself: help, version, what it says to a typo and to a refusal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from playbook.errors import Refused
from tests.cli.running import ROOT, Rep
from tui import __main__
from tui.cli import group


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "book.db")


def test_help_lists_every_command_under_its_heading(rep: Rep) -> None:
    told = rep.does("--help").out
    assert all(f"  {listed.name} " in told and listed.help in told for listed in group.COMMANDS)
    assert "The day:" in told


@pytest.mark.parametrize("listed", group.COMMANDS, ids=lambda listed: listed.name)
def test_every_command_can_be_loaded_and_explains_itself(rep: Rep, listed: group.Listed) -> None:
    ran = rep.does(listed.name, "--help")
    assert ran.out.startswith("Usage: ")


def test_a_typo_is_told_what_it_meant_and_exits_2(rep: Rep) -> None:
    ran = rep.starts("tody")
    assert (ran.code, ran.out) == (2, "")
    assert "No such command 'tody'. Did you mean 'today'?" in ran.err


def test_an_unknown_option_exits_2(rep: Rep) -> None:
    ran = rep.types("today", "--jsn")
    assert ran.code == 2
    assert "--json" in ran.err


def test_the_version_is_data(rep: Rep) -> None:
    ran = rep.starts("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("notyet 0.")


def test_a_wrong_moment_exits_2(tmp_path: Path) -> None:
    ran = Rep(tmp_path / "book.db", now="soon").types("path")
    assert ran.code == 2
    assert "'soon' is no moment" in ran.err


@pytest.mark.parametrize("now", ["0001-01-01", "1969-12-31T12:00", "2200-01-01", "9999-12-31T23:59"])
def test_a_clock_of_another_age_exits_2(tmp_path: Path, now: str) -> None:
    """A slip of the finger is told, not counted with until it breaks."""
    ran = Rep(tmp_path / "book.db", now=now).types("when", "6 months")
    assert (ran.code, ran.out) == (2, "")
    assert f"'{now}' is no moment" in ran.err


def test_a_missing_book_is_refused_and_not_made(rep: Rep) -> None:
    """RELIABILITY 1: a mistyped name never becomes an empty planner."""
    for command in (
        ["today"], ["show", "Acme"], ["log", "Acme", "no"], ["search", "Acme"], ["dream"], ["dump"], ["undo"],
        ["backup"],
    ):  # fmt: skip
        ran = rep.starts(*command) if command == ["today"] else rep.types(*command)
        assert (ran.code, ran.out) == (1, ""), command
        assert "There is no book yet" in ran.err
        assert not rep.book.exists()


def test_a_refusal_is_told_on_stderr_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    group.Told(Refused("No.\x1b[2J", "Try again.")).show()
    group.Told(Refused("No.")).show()
    assert capsys.readouterr() == ("", "notyet: No. [2J\nTry again.\nnotyet: No.\n")


def test_the_book_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    monkeypatch.setenv("NOTYET_BOOK", str(tmp_path / "mine.db"))
    assert CliRunner().invoke(group.notyet, ["path"]).stdout == f"{tmp_path / 'mine.db'}\n"


def test_the_book_is_the_reps_own_otherwise(home: Path) -> None:
    from click.testing import CliRunner

    ran = CliRunner().invoke(group.notyet, ["path"])
    assert ran.stdout.startswith(str(home))
    assert "no book there yet" in ran.stderr


def test_no_color_is_honoured(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr("tui.cli.group.Session", lambda *_, **__: seen.append(click.get_current_context().color))
    monkeypatch.setattr("tui.cli.record.path.callback", lambda: None)
    monkeypatch.setenv("NO_COLOR", "1")
    rep.types("path")
    assert seen == [False]


def test_without_a_command_the_planner_opens(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr("tui.cli.opening.open_planner", lambda path, clock: opened.append((path, clock.now())))
    rep.does()
    ((path, now),) = opened
    assert path == rep.book
    assert f"{now:%Y-%m-%dT%H:%M}" == rep.now


def test_main_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["notyet", "--version"])
    for args in (None, ["--version"]):
        with pytest.raises(SystemExit) as left:
            __main__.main(args)
        assert left.value.code == 0
    assert capsys.readouterr().out.count("notyet 0.") == 2


def test_names_that_the_terminal_cannot_write_are_no_crash() -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    group._settle_streams([narrow, object()])
    narrow.write("日本")
    narrow.seek(0)
    assert narrow.read() == "??"


def test_a_closed_pipe_is_no_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "tui", "--help"]
    ran = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert "Traceback" not in ran.stderr


def test_completion_scripts_name_the_program(rep: Rep) -> None:
    for shell in ("bash", "zsh", "fish"):
        if shell != "bash":
            assert "_NOTYET_COMPLETE" in rep.does("completion", shell).out
    assert rep.types("completion", "tcsh").code == 2


def test_names_and_commands_agree() -> None:
    ctx = click.Context(group.notyet)
    names = group.notyet.list_commands(ctx)
    assert names == [listed.name for listed in group.COMMANDS]
    assert group.notyet.get_command(ctx, "nothing") is None


def test_a_moment_that_was_read_already_stays() -> None:
    moment = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert group.Moment().convert(moment, None, None) is moment


def test_the_shell_is_offered_names(rep: Rep) -> None:
    ran = rep.starts(_NOTYET_COMPLETE="bash_complete", COMP_WORDS="notyet to", COMP_CWORD="1")
    assert "today" in ran.out
