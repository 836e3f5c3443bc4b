"""`notyet playbook`: the document of every figure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "book.db")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.toml"
    file.write_text("[caps]\nday = 20\n", encoding="utf-8")
    return file


def test_it_is_shown_before_there_is_a_book(rep: Rep) -> None:
    told = rep.does("playbook", "show").out
    assert "day = 40" in told
    assert "R34" in told
    assert not rep.book.exists()


def test_a_file_is_taken_and_undone(rep: Rep, small: Path) -> None:
    rep.does("playbook", "edit", str(small))
    assert "day = 20" in rep.does("playbook", "show").out
    rep.does("undo")
    assert "day = 40" in rep.does("playbook", "show").out


def test_what_is_shown_can_be_taken_again(rep: Rep, tmp_path: Path) -> None:
    file = tmp_path / "shown.toml"
    file.write_text(rep.does("playbook", "show").out, encoding="utf-8")
    rep.does("playbook", "check", str(file))
    assert rep.does("playbook", "edit", str(file)).err == "Nothing was changed.\n"


def test_the_editor_is_opened(rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text(encoding='utf-8')\n"
        "file.write_text(text.replace('day = 40', 'day = 25'), encoding='utf-8')\nimport os, time\n"
        "os.utime(file, (time.time() + 9, time.time() + 9))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{editor}"')
    rep.does("playbook", "edit")
    assert "day = 25" in rep.does("playbook", "show").out


def test_an_editor_that_changes_nothing(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert rep.does("playbook", "edit").err == "Nothing was changed.\n"


def test_faults_are_named_with_their_line_and_nothing_changes(rep: Rep, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[caps]\nday = "many"\nfrist = 3\n', encoding="utf-8")
    for command in ("check", "edit"):
        ran = rep.types("playbook", command, str(bad))
        assert (ran.code, ran.out) == (1, "")
        assert "bad.toml" in ran.err
        assert "2" in ran.err
        assert "first" in ran.err
    assert not rep.book.exists()


def test_files_that_cannot_be_read(rep: Rep, tmp_path: Path) -> None:
    assert "can't be read" in rep.types("playbook", "check", str(tmp_path / "none.toml")).err
    latin = tmp_path / "latin.toml"
    latin.write_bytes("# é".encode("latin-1"))
    assert "not UTF-8" in rep.types("playbook", "check", str(latin)).err


def test_reset_goes_back_to_how_it_came(rep: Rep, small: Path) -> None:
    rep.does("playbook", "edit", str(small))
    rep.does("playbook", "reset", "--yes")
    assert "day = 40" in rep.does("playbook", "show").out
    assert rep.types("playbook", "reset", "--yes").code == 1


def test_a_person_is_asked_before_reset(rep: Rep, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.does("playbook", "edit", str(small))
    monkeypatch.setattr("tui.cli.settings.somebody_there", lambda: True)
    assert rep.types("playbook", "reset", stdin="n\n").code == 1
    assert "day = 20" in rep.does("playbook", "show").out
    assert rep.types("playbook", "reset", stdin="y\n").code == 0


@pytest.fixture
def picky(tmp_path: Path) -> Path:
    file = tmp_path / "picky.toml"
    file.write_text('[[profile]]\nfield = "industry"\ntest = "in"\nvalues = ["Steel"]\nmust = true\n', encoding="utf-8")
    return file


def test_r3_a_changed_profile_tells_who_comes_on_and_who_goes_off(rep: Rep, picky: Path) -> None:
    rep.does("add", "Acme", "--field", "industry=Legal")
    rep.does("add", "Globex", "--field", "industry=Steel")
    told = rep.does("playbook", "edit", str(picky), "--yes")
    assert "0 come on, 1 go off" in told.err
    assert "1 never touched: set aside" in told.err
    assert told.out == "playbook: profile\n"
    assert rep.does("playbook", "reset", "--yes").err.startswith("1 come on, 0 go off\n")


def test_r3_a_person_is_asked_with_the_numbers(rep: Rep, picky: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.does("add", "Acme", "--field", "industry=Legal")
    monkeypatch.setattr("tui.cli.settings.somebody_there", lambda: True)
    refused = rep.types("playbook", "edit", str(picky), stdin="n\n")
    assert refused.code == 1
    assert "0 come on, 1 go off" in refused.err
    assert '"Steel"' not in rep.does("playbook", "show").out
    assert rep.types("playbook", "edit", str(picky), stdin="y\n").code == 0
    assert 'values = ["Steel"]\nmust = true' in rep.does("playbook", "show").out


def test_r3_on_a_terminal_it_shows_that_it_runs(rep: Rep, picky: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.does("add", "Acme", "--field", "industry=Legal")
    monkeypatch.setattr("tui.cli.settings.on_a_terminal", lambda: True)
    assert "looking at 1 of 1 accounts" in rep.does("playbook", "edit", str(picky), "--yes").err


def test_the_history_tells_and_brings_back(rep: Rep, small: Path, picky: Path) -> None:
    assert "Nothing was changed yet" in rep.does("playbook", "history").err
    assert rep.does("playbook", "history", "--json").json == []
    rep.does("playbook", "edit", str(small))
    rep.does("playbook", "edit", str(picky))
    rep.does("undo")
    told = rep.does("playbook", "history").out
    assert told.split("\n")[0].startswith("2  2026-11-23 08:30  taken back")
    assert "caps.day 40 -> 20" in told
    newest, oldest = rep.does("playbook", "history", "--json").json
    assert (newest["number"], newest["undone"], oldest["undone"]) == (2, True, False)
    assert oldest["changes"] == [{"key": "caps.day", "before": "40", "after": "20"}]
    rep.does("playbook", "history", "--back", "0")
    assert "day = 40" in rep.does("playbook", "show").out
    assert rep.does("playbook", "history", "--back", "1").out == "playbook: caps.day\n"
    assert "day = 20" in rep.does("playbook", "show").out
    assert "There is no change 9" in rep.types("playbook", "history", "--back", "9").err


def test_the_rules_are_told_by_number_with_essay_and_where_they_are_met(rep: Rep) -> None:
    """R1 to R45, without a book."""
    told = rep.does("playbook", "rules").out
    assert "R16 The early no · S4" in told
    assert told.count("You meet it:") == 45
    one = rep.does("playbook", "rules", "r14").out
    assert one.startswith("R14 Call me back · S4")
    assert "R15" not in one
    (shown,) = rep.does("playbook", "rules", "5", "--json").json
    assert (shown["rule"], shown["essays"]) == ("R5", ["S2", "S4"])
    refused = rep.types("playbook", "rules", "R46")
    assert refused.code == 1
    assert "R1 to R45" in refused.err
    assert not rep.book.exists()
