"""`notyet backup --list`, `restore`, `journal save` and `merge`, `doctor --mend`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage import backup_names, paths
from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    rep = Rep(tmp_path / "book.db")
    rep.does("add", "Acme", "--phone", "+1 312 555 0142")
    rep.does("log", "Acme", "no:timing")
    return rep


def test_the_first_writing_command_of_a_day_makes_a_backup(rep: Rep) -> None:
    """RELIABILITY section 5: none before there is anything to lose, one a day from then on."""
    folder = paths.backups_of(rep.book)
    assert [each.name for each in backup_names.listed(folder)] == ["20261123-083000.db"]
    Rep(rep.book, "2026-11-24T09:00").does("today")
    assert len(backup_names.listed(folder)) == 1, "reading writes nothing"
    Rep(rep.book, "2026-11-24T09:00").does("add", "Globex")
    Rep(rep.book, "2026-11-24T10:00").does("add", "Initech")
    assert [each.name for each in backup_names.listed(folder)] == ["20261124-090000.db", "20261123-083000.db"]


def test_backups_are_listed(rep: Rep) -> None:
    ran = rep.does("backup", "--list")
    assert "20261123-083000.db" in ran.out
    assert "notyet restore" in ran.err
    (row,) = rep.does("backup", "--list", "--json").json
    assert (row["entries"], row["trouble"], row["encrypted"]) == (1, "", False)
    for file in backup_names.listed(paths.backups_of(rep.book)):
        file.write_bytes(b"x" * 9000)
    assert "is no planner" in rep.does("backup", "--list").out
    for file in backup_names.listed(paths.backups_of(rep.book)):
        file.unlink()
    ran = rep.does("backup", "--list")
    assert (ran.out, "no backup yet" in ran.err) == ("", True)


def test_a_restore_says_what_it_loses_and_asks(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.does("backup")
    rep.does("add", "Globex")
    ran = rep.types("restore")
    assert ran.code == 1
    assert "1 entry newer than this backup would be lost: 1 new account." in ran.err
    assert "Add --yes" in ran.err
    assert "would be lost" in rep.does("restore", "--dry-run").err
    rep.does("show", "Globex")
    monkeypatch.setattr("tui.cli.confirming.somebody_there", lambda: True)
    assert "Nothing was restored" in rep.types("restore", stdin="n\n").err
    ran = rep.types("restore", stdin="y\n")
    assert ran.code == 0
    assert "Restored 20261123-083000-1.db." in ran.out
    assert "The replaced planner is kept" in ran.out
    assert rep.types("show", "Globex").code == 1
    assert "nothing to take back" in rep.types("undo").err


def test_a_restore_for_scripts(rep: Rep) -> None:
    name = backup_names.listed(paths.backups_of(rep.book))[0].name
    would = rep.does("restore", name, "--dry-run", "--json").json
    assert (would["restored"], would["kept"], would["lost"]) == (False, None, 1)
    done = rep.does("restore", name, "--yes", "--json").json
    assert done["restored"]
    assert Path(done["kept"]).exists()
    assert "no backup" in rep.types("restore", "nothing.db", "--yes").err


@pytest.mark.parametrize("left", [b"", b"damaged" * 999, None])
def test_a_lost_book_names_the_way_back_and_it_works(rep: Rep, left: bytes | None) -> None:
    """T12, T17: a missing, an empty and a damaged file."""
    rep.book.unlink()
    if left is not None:
        rep.book.write_bytes(left)
    ran = rep.types("add", "Globex")
    assert (ran.code, "notyet restore" in ran.err) == (1, True)
    ran = rep.does("restore", "--yes")
    assert "nobody can say what is newer" in ran.err
    assert rep.does("show", "Acme").code == 0


def test_a_journal_is_carried_to_another_machine(rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DESIGN section 2: saved, merged once, and once more."""
    file = str(tmp_path / "carried.jsonl")
    ran = rep.does("journal", "save", file)
    assert (ran.out, "2 entries saved" in ran.err) == (f"{file}\n", True)
    assert rep.types("journal", "save", file).code == 1
    assert rep.does("journal", "save", file, "--force", "--json").json == {"file": file, "entries": 2}
    other = Rep(tmp_path / "other.db")
    other.does("add", "Globex")
    assert "2 entries would be merged" in other.does("journal", "merge", file, "--dry-run").out
    ran = other.types("journal", "merge", file)
    assert (ran.code, "Add --yes" in ran.err) == (1, True)
    monkeypatch.setattr("tui.cli.confirming.somebody_there", lambda: True)
    assert "Nothing was merged" in other.types("journal", "merge", file, stdin="n\n").err
    ran = other.types("journal", "merge", file, stdin="y\n")
    assert "2 entries merged, about 1 account or person." in ran.out
    assert "2 entries of copy" in ran.out
    assert other.does("show", "Acme", "--json").json["no_count"] == 1
    assert "Nothing new: all 2 entries stand here already." in other.does("journal", "merge", file).out
    told = other.does("journal", "merge", file, "--json").json
    assert (told["new"], told["known"], told["clock_ahead_seconds"]) == (0, 2, None)
    assert "Added Globex" in other.does("undo").out


def test_a_merge_gives_next_steps(rep: Rep, tmp_path: Path) -> None:
    """R6: whom the other machine left without a step gets one here."""
    account = rep.does("show", "Acme", "--json").json["id"]
    file = tmp_path / "carried.jsonl"
    rep.does("journal", "save", str(file))
    ended = file.read_text().splitlines()[-1].replace("touch.logged", "step.set")
    head = ended[: ended.index('"body"')]
    touch = head[7:43]
    newer = f"{touch[:14]}7fff{touch[18:]}"
    line = (
        head.replace(touch, newer).replace('"wseq":2', '"wseq":3')
        + f'"body":"{{\\"ended\\":[\\"{touch}/0\\"],\\"v\\":1}}"}}'
    )
    file.write_text("\n".join([*file.read_text().splitlines(), line]) + "\n")
    other = Rep(tmp_path / "other.db")
    ran = other.does("journal", "merge", str(file), "--yes")
    plan = other.does("show", account, "--json").json["plan"]
    assert plan
    assert "1 account had no next step and got one (R6)" in ran.out


def test_what_a_merge_refuses_names_the_line(rep: Rep, tmp_path: Path) -> None:
    file = tmp_path / "bent.jsonl"
    rep.does("journal", "save", str(file))
    file.write_text(file.read_text() + "{\n")
    ran = Rep(tmp_path / "other.db").types("journal", "merge", str(file), "--yes")
    assert ran.code == 1
    assert "bent.jsonl, line 4: it is no JSON. Nothing was merged." in ran.err


def test_the_doctor_mends_on_demand(rep: Rep) -> None:
    db = sqlite3.connect(rep.book)
    db.execute("UPDATE account SET nos = 99")
    db.commit()
    db.close()
    paths.backups_of(rep.book).chmod(0o755)
    found = {each["what"]: each for each in rep.types("doctor", "--json").json["findings"] if not each["ok"]}
    assert {name: each["mend"] for name, each in found.items()} == {
        "tables": "makes every table anew from the journal", "rights": "lets nobody but you read them",
    }  # fmt: skip
    assert "--mend makes every table anew" in rep.types("doctor").err
    ran = rep.does("doctor", "--mend")
    assert "Closed 1 to others." in ran.err
    assert "NOT WELL" not in ran.out


def test_the_doctor_says_where_nothing_can_be_mended(rep: Rep) -> None:
    db = sqlite3.connect(rep.book)
    db.execute("UPDATE entry SET wseq = 9 WHERE wseq = 2")
    db.commit()
    db.close()
    ran = rep.types("doctor", "--mend")
    assert (ran.code, "each line says what to do" in ran.err) == (1, True)
