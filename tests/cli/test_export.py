"""`notyet export`, and the call sheet of `notyet today`."""

from __future__ import annotations

import gc
import json
import signal
from pathlib import Path

import pytest

from tests.cli.running import Rep
from tui.cli import stopping


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    for name in ("Acme Robotics", "Globex"):
        rep.does("add", name, "--person", f"Dana of {name}", "--phone", "+1 312 555 0142")
    return rep


def test_files_are_named_on_stdout_and_the_talk_is_beside(rep: Rep, tmp_path: Path) -> None:
    ran = rep.does("export", "csv", str(tmp_path / "out"))
    assert ran.out.splitlines()[0].split() == ["accounts", "2", str(tmp_path / "out" / "accounts.csv")]
    assert len(ran.out.splitlines()) == 8
    assert "2 accounts. The files are readable by you alone" in ran.err


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "vcf", "md"])
def test_every_format_by_command(rep: Rep, tmp_path: Path, form: str) -> None:
    told = rep.does("export", form, str(tmp_path / "out"), "--json").json
    assert (told["format"], told["accounts"], told["folder"]) == (form, 2, str(tmp_path / "out"))
    assert all(Path(each["path"]).stat().st_size for each in told["files"])


def test_only_force_and_no_mark(rep: Rep, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert rep.does("export", "json", out, "--only", "globex", "--json").json["accounts"] == 1
    refused = rep.types("export", "json", out)
    assert refused.code == 1
    assert "accounts.jsonl already" in refused.err
    assert "--force" in refused.err
    rep.does("export", "json", out, "--force")
    assert len((tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    rep.does("export", "csv", out, "--no-bom")
    assert not (tmp_path / "out" / "accounts.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_calendar_without_a_promise_is_refused_with_words(rep: Rep, tmp_path: Path) -> None:
    ran = rep.types("export", "ics", str(tmp_path / "out"))
    assert (ran.code, ran.out) == (1, "")
    assert "no calendar was written" in ran.err
    rep.does("log", "Acme", "callback", "--when", "2026-12-07")
    assert rep.does("export", "ics", str(tmp_path / "out"), "--json").json["files"][0]["rows"] == 1


def test_many_briefs_are_told_in_a_dozen_lines(rep: Rep, tmp_path: Path) -> None:
    for number in range(12):
        rep.does("add", f"Company {number}")
    ran = rep.does("export", "md", str(tmp_path / "out"))
    assert ran.out.splitlines()[-1] == f"and 2 more in {tmp_path / 'out'}"


def test_an_unknown_format_is_a_usage_error_and_no_book_is_said(tmp_path: Path) -> None:
    rep = Rep(tmp_path / "none.db")
    assert rep.types("export", "doc", str(tmp_path)).code == 2
    ran = rep.types("export", "csv", str(tmp_path / "out"))
    assert ran.code == 1
    assert "There is no book yet" in ran.err


def test_the_export_of_one_book_is_imported_by_another(rep: Rep, tmp_path: Path) -> None:
    rep.does("export", "csv", str(tmp_path / "out"))
    files = [str(tmp_path / "out" / name) for name in ("accounts.csv", "people.csv")]
    same = rep.does("import", *files, "--yes", "--json").json
    assert (same["accounts"]["new"], same["people"]["new"], same["duplicates"]["merged"]) == (0, 0, 0)
    other = Rep(tmp_path / "other.db")
    brought = other.does("import", *files, "--yes", "--json").json
    assert (brought["accounts"]["new"], brought["people"]["new"]) == (2, 2)
    shown = json.loads(other.does("show", "Acme", "--json").out)
    assert shown["id"] == json.loads(rep.does("show", "Acme", "--json").out)["id"]


def test_the_call_sheet_as_a_page(rep: Rep, tmp_path: Path) -> None:
    page = tmp_path / "today.html"
    ran = rep.does("today", "--html", str(page))
    assert ran.out == ""
    assert str(page) in ran.err
    text = page.read_text(encoding="utf-8")
    assert "Acme Robotics" in text
    assert "Mon 23 Nov 2026" in text
    assert rep.types("today", "--html", str(page)).code == 1
    rep.does("today", "--html", str(page), "--force")


def test_the_call_sheet_as_text(rep: Rep) -> None:
    lines = rep.does("today", "--plain").out.splitlines()
    assert lines[0].startswith("notyet · call sheet · Mon 23 Nov 2026")
    assert max(map(len, lines)) <= 80
    assert any("Acme Robotics" in line for line in lines)


def test_ctrl_c_asks_for_an_end_and_is_given_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping.stoppable() as stop:
        assert not stop.asked()
        signal.raise_signal(signal.SIGINT)
        assert stop.asked()
    assert signal.getsignal(signal.SIGINT) is before


def test_the_line_of_progress_is_drawn_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = stopping.FarLine("Writing")
    silent.tell(1, 2)
    silent.end()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    line = stopping.FarLine("Writing")
    line.tell(1, 2)
    line.tell(1, 2)
    line.tell(0, 0)
    line.count(12_000, "pairs compared")
    line.end()
    said = capsys.readouterr().err
    assert "Writing, 12,000 pairs compared" in said
    assert said.count("Writing  50 %") == 1
    assert "Writing 100 %" in said


def test_a_refusal_is_the_last_word(rep: Rep, tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    """What a writer had begun to read is closed with the book: left to the collector it failed after the refusal."""
    for form in ("md", "vcf", "json"):
        rep.does("export", form, str(tmp_path / form))
        ran = rep.types("export", form, str(tmp_path / form))
        gc.collect()
        assert (ran.code, ran.err.count("notyet")) == (1, 1 + ran.err.count("holds notyet"))
    assert not recwarn.list
