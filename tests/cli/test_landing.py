"""`notyet import`: what it shows, asks, writes and takes back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import click
import pytest

from tests.cli.running import Rep
from tui.cli import landing

PEOPLE = """First Name,Last Name,Company,Email,Phone,State,Employees,Ph. No
Dana,Cole,Acme Robotics,dana@acme.example,+1 312 555 0142,IL,250,
Ray,Ortiz,Acme Robotics,ray@acme.example,,IL,250,
Kim,Sato,Globex,kim@globex.example,+1 415 555 0100,CA,40,
,,,not-an-address,,,,
"""


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "book.db")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    return file


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.landing.somebody_there", lambda: True)


def test_the_shape_that_scripts_rely_on(rep: Rep, people: Path) -> None:
    """DESIGN section 5."""
    found = rep.does("import", str(people), "--json").json
    assert found["accounts"] == {"new": 2, "changed": 0, "same": 0}
    assert found["people"] == {"new": 3, "changed": 0, "same": 0}
    assert found["duplicates"].keys() >= {"merged", "probable"}
    (skipped,) = found["skipped"]
    assert (skipped["file"], skipped["line"]) == ("people.csv", 5)
    assert skipped["why"]


def test_the_same_file_again_changes_nothing(rep: Rep, people: Path) -> None:
    rep.does("import", str(people))
    found = rep.does("import", str(people), "--json").json
    assert found["accounts"] == {"new": 0, "changed": 0, "same": 2}
    assert found["people"]["new"] == 0


def test_a_script_is_not_asked_and_gets_the_report(rep: Rep, people: Path) -> None:
    ran = rep.starts("import", str(people))
    assert ran.code == 0
    assert ran.out.startswith("2 accounts: 2 new")
    assert "people.csv, line 5: " in ran.out
    assert "notyet undo" in ran.err
    assert "\r" not in ran.err


def test_one_undo_takes_the_import_back(rep: Rep, people: Path) -> None:
    """R39."""
    rep.does("import", str(people))
    assert rep.does("undo").out == "Taken back: import people.csv\n"
    assert rep.does("search", "acme", "--json").json == []


def test_a_trial_writes_nothing_and_makes_no_book(rep: Rep, people: Path) -> None:
    ran = rep.does("import", str(people), "--dry-run")
    assert ran.out.startswith("2 accounts: 2 new")
    assert "nothing was written" in ran.err
    assert [path.name for path in people.parent.iterdir()] == ["people.csv"]


def test_skipped_rows_can_be_mended(rep: Rep, people: Path, tmp_path: Path) -> None:
    ran = rep.does("import", str(people))
    mend = tmp_path / "book-skipped" / "people-skipped.csv"
    assert f"Mend and import: {mend}" in ran.out
    text = mend.read_text(encoding="utf-8").replace('"not-an-address"', '"lee@initech.example"')
    mend.write_text(text, encoding="utf-8")
    assert rep.does("import", str(mend), "--json").json["people"]["new"] == 1


def test_skipped_rows_go_where_they_were_wanted(rep: Rep, people: Path, tmp_path: Path) -> None:
    rep.does("import", str(people), "--skipped-to", str(tmp_path / "mend"))
    assert (tmp_path / "mend" / "people-skipped.csv").exists()
    assert not (tmp_path / "book-skipped").exists()


@pytest.mark.usefixtures("somebody")
def test_a_person_sees_the_columns_and_is_asked(rep: Rep, people: Path) -> None:
    ran = rep.types("import", str(people), stdin="n\n")
    assert ran.code == 1
    assert "people.csv: people, " in ran.err
    assert "person.email" in ran.err
    assert "dana@acme.example" in ran.err
    assert "1 rows can't be used" in ran.err
    assert "Nothing was imported." in ran.err
    assert rep.types("import", str(people), stdin="y\n").out.startswith("2 accounts: 2 new")
    assert rep.does("import", str(people), "--yes").out.startswith("2 accounts: 0 new")
    assert "person.email" in rep.does("import", str(people), "--dry-run").err


@pytest.mark.usefixtures("somebody")
def test_a_file_that_cannot_be_read_is_told_before_asking(rep: Rep, people: Path, tmp_path: Path) -> None:
    broken = tmp_path / "picture.csv"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    ran = rep.types("import", str(people), str(broken), stdin="n\n")
    assert "picture.csv: " in ran.err
    assert rep.types("import", str(broken), "--yes").code == 1


def test_a_column_is_what_the_rep_says(rep: Rep, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Firm,Zzz\nAcme,Globex Power\n", encoding="utf-8")
    rep.does("import", str(file), "--map", "Zzz=firm.incumbent")
    assert rep.does("show", "Acme", "--json").json["fields"]["incumbent"] == "Globex Power"


@pytest.mark.parametrize("pair", ["nothing", "=x", "x="])
def test_a_mapping_that_is_none_exits_2(rep: Rep, people: Path, pair: str) -> None:
    assert rep.types("import", str(people), "--map", pair).code == 2


def test_a_mapping_of_no_column_is_refused(rep: Rep, people: Path) -> None:
    assert rep.types("import", str(people), "--map", "Nowhere=person.phone").code == 1


def test_a_missing_file_is_refused(rep: Rep, tmp_path: Path) -> None:
    ran = rep.types("import", str(tmp_path / "none.csv"))
    assert ran.code == 1
    assert "There is no file" in ran.err
    assert not rep.book.exists()


def test_ctrl_c_leaves_the_book_as_it_was(rep: Rep, people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.does("add", "Initech")
    tell = landing._Line.tell

    def told(self: landing._Line, progress: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        tell(self, progress)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(landing._Line, "tell", told)
    ran = rep.types("import", str(people))
    assert ran.code == 1
    assert "as it was" in ran.err
    assert rep.does("search", "acme", "--json").json == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_progress_is_one_line_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from storage.importing import Progress

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    line = landing._Line()
    for done in (0, 50, 50, 100):
        line.tell(Progress("reading", done, 100))
    line.tell(Progress("landing", 0, 0))
    line.end()
    drawn = click.unstyle(capsys.readouterr().err)
    assert [part.strip() for part in drawn.split("\r")] == [
        "", "Reading   0 %", "Reading  50 %", "Reading 100 %", "Writing 100 %", "", "",
    ]  # fmt: skip


def test_r44_what_is_said_of_columns_and_status_words_is_kept_shown_and_forgotten(rep: Rep, tmp_path: Path) -> None:
    path = tmp_path / "moods.csv"
    path.write_text("Company,Mood,Status\nHooli,red,Gold\nInitech,blue,Gold\n", encoding="utf-8")
    found = rep.does("import", str(path), "--map", "Mood=industry", "--status", "Gold=customer", "--json").json
    assert found["mapping_kept"]
    assert found["statuses"] == [
        {"file": "moods.csv", "column": "Status", "word": "Gold", "count": 2, "taken_for": "customer"}
    ]
    assert found["conflicts"] == []
    path.write_text("Company,Mood,Status\nGlobex,red,Gold\n", encoding="utf-8")
    again = rep.does("import", str(path), "--dry-run", "--json").json
    assert again["statuses"][0]["taken_for"] == "customer"
    gone = rep.does("import", str(path), "--forget-mapping", "--json").json
    assert gone["statuses"][0]["taken_for"] == ""
