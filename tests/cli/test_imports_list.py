"""`notyet imports`: the list, a report, and the undo of an older one (R39)."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from playbook.words import ActionId
from storage.views import Landed
from tests.builders import NOW
from tests.cli.running import Rep
from tui.cli import imports
from tui.imports_words import counts, told

FIRST = "Company,Email,Person\nAcme Robotics,dana@acme.example,Dana Cole\nGlobex,kim@globex.example,Kim Sato\n,,\n"
SECOND = "Company,State\nHooli,IL\n"


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND)):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        rep.does("import", str(file), "--yes")
    return rep


def test_r39_every_import_with_its_number_counts_and_report(rep: Rep) -> None:
    found = rep.does("imports", "--json").json
    assert [(each["number"], each["undone"]) for each in found] == [(2, False), (1, False)]
    assert found[1]["report"]["accounts"]["new"] == 2
    lines = rep.does("imports").out.splitlines()
    assert "1 account new" in lines[1]
    assert "2 accounts new, 2 people new" in lines[2]
    assert "file: first.csv" in rep.does("imports", "--report", "1").out


def test_r39_an_older_import_goes_whatever_was_done_since(rep: Rep) -> None:
    """R39: accounts without later entries go, the others stay and are listed; redo brings it back."""
    rep.does("log", "Acme", "no")
    ran = rep.does("imports", "--undo", "1")
    assert ran.out.splitlines()[1:] == ["stays: Acme Robotics"]
    assert rep.types("show", "Globex").code == 1
    assert "taken back" in rep.does("imports").out
    again = rep.types("imports", "--undo", "1")
    assert again.code == 1
    assert "taken back already" in again.err
    rep.does("redo")
    assert rep.types("show", "Globex").code == 0


def test_r39_for_scripts_it_says_who_stayed(rep: Rep) -> None:
    rep.does("log", "Acme", "no")
    found = rep.does("imports", "--undo", "1", "--json").json
    assert (found["gone"], found["stayed"]) == (1, ["Acme Robotics"])


def test_r39_somebody_is_asked_first_with_the_numbers(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def confirm(question: str, *, abort: bool, err: bool) -> bool:
        asked.append(question)
        assert abort
        assert err
        raise click.Abort

    monkeypatch.setattr(imports, "somebody_there", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    ran = rep.types("imports", "--undo", "2")
    assert (ran.code, asked) == (1, ["Take it back?"])
    assert "1 account goes; nothing else was built on them." in ran.err
    assert rep.types("show", "Hooli").code == 0


def test_a_number_that_is_no_import_is_refused(rep: Rep) -> None:
    ran = rep.types("imports", "--undo", "3")
    assert ran.code == 1
    assert "There is no import 3" in ran.err


def test_without_an_import_it_says_how_to_begin(tmp_path: Path) -> None:
    rep = Rep(tmp_path / "other.db")
    rep.does("add", "Acme")
    assert "notyet import FILE" in rep.does("imports").err


@pytest.mark.parametrize(
    "report", ["", "[]", "7", '{"accounts": 5, "skipped": 3, "files": {}}', '{"accounts": {"new": "many"}}', "{"]
)
def test_a_report_of_another_version_is_no_trouble(report: str) -> None:
    assert counts(report) == "nothing new"
    assert told(report) == ("nothing new",)


def test_a_long_report_is_cut() -> None:
    rows = ",".join(f'{{"file":"a.csv","line":{line},"why":"no name"}}' for line in range(2, 20))
    report = (
        f'{{"skipped":[{rows},4],"duplicates":{{"merged":2,"probable":3}},"notices":[{{"text":"odd"}}],'
        '"people":{"changed":1}}'
    )
    lines = told(report)
    assert lines[0] == "1 person changed, 19 skipped"
    assert lines[1:4] == (
        "2 certain duplicates merged", "3 that may be duplicates, left alone", "a.csv, line 2: no name"
    )  # fmt: skip
    assert lines[-2:] == ("and 6 more", "odd")


def test_a_report_that_is_no_json_is_null_for_scripts() -> None:
    landed = Landed(ActionId("a"), "import", NOW, "crm", "{", undone=False)
    assert imports._shape(1, landed)["report"] is None
