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
