"""`notyet erase`: shown, asked, done, told (R38)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Rep


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    """Two companies; a note at one names somebody of the other."""
    found = Rep(tmp_path / "notyet.db")
    found.does("add", "Acme Zithers", "--person", "Zebulon Quirrell", "--email", "zebulon@acme.example")
    found.does("log", "Acme Zithers", "no", "--note", "he said no")
    found.does("add", "Globex", "--person", "Zebulon Quirrell", "--note", "ask Zebulon Quirrell of Acme")
    return found


def test_a_dry_run_shows_what_would_go_and_changes_nothing(rep: Rep) -> None:
    ran = rep.does("erase", "Acme", "--person", "Zebulon Quirrell", "--dry-run")
    assert ran.out == ""
    assert "1 touch with them" in ran.err
    assert "ask Zebulon Quirrell of Acme" in ran.err
    assert "[x] Globex · note" in ran.err
    assert "[ ] Zebulon Quirrell · person" in ran.err
    would = rep.does("erase", "Acme", "--person", "Zebulon Quirrell", "--dry-run", "--json").json
    assert (would["entries"], would["touches_kept_without_person"], would["hashed"]) == (1, 1, 1)
    assert [each["blanked"] for each in would["mentions"]] == [True, False]
    assert rep.does("show", "Acme", "--json").json["people"]


def test_it_asks_and_without_anybody_refuses(rep: Rep) -> None:
    ran = rep.types("erase", "Acme Zithers")
    assert ran.code == 1
    assert "nobody is there to be asked" in ran.err
    assert "can't be undone" in ran.err


@pytest.mark.parametrize(("said", "code"), [("zebulon quirrell\n", 0), ("Zebulon\n", 1)])
def test_the_name_is_typed(rep: Rep, said: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.erase.somebody_there", lambda: True)
    ran = rep.types("erase", "Acme", "--person", "Zebulon Quirrell", stdin=said)
    assert ran.code == code, ran
    assert bool(rep.does("show", "Acme", "--json").json["people"]) is bool(code)


def test_r5_a_person_goes_and_the_no_stays(rep: Rep) -> None:
    ran = rep.does("erase", "Acme", "--person", "Zebulon Quirrell", "--yes")
    assert "Erased:" in ran.out
    assert "backups were rewritten without them" in ran.out
    assert "1 entry of others keeps its words" in ran.out
    shown = rep.does("show", "Acme", "--json").json
    assert (shown["people"], shown["no_count"]) == ([], 1)
    assert rep.does("doctor").code == 0


def test_numbers_keep_and_take_single_entries(rep: Rep) -> None:
    done = rep.does(
        "erase", "Acme", "--person", "Zebulon Quirrell", "--yes", "--json", "--keep", "1", "--take", "2"
    ).json
    assert [each["blanked"] for each in done["mentions"]] == [False, True]
    assert done["erased"]["kept"] == 1
    assert done["erased"]["checked"]
    beyond = rep.types("erase", "Acme Zithers", "--yes", "--keep", "99")
    assert beyond.code == 1
    assert "no number 99" in beyond.err


def test_an_account_goes_and_backups_may_stay(rep: Rep) -> None:
    rep.does("backup")
    done = rep.does("erase", "Acme Zithers", "--yes", "--keep-backups", "--json").json
    assert done["account"]
    assert done["people"] == 1
    assert done["erased"]["backups_rewritten"] == []
    assert len(done["erased"]["backups_left"]) >= 2
    assert rep.types("show", "Acme Zithers").code == 1


def test_whom_must_be_said_and_known(rep: Rep) -> None:
    assert rep.types("erase").code == 2
    assert rep.types("erase", "--person", "Nobody", "--yes").code == 1
    several = rep.types("erase", "--person", "Zebulon Quirrell", "--yes")
    assert several.code == 1
    assert "Globex" in several.err


def test_undo_passes_over_it(rep: Rep) -> None:
    rep.does("erase", "Acme", "--person", "Zebulon Quirrell", "--yes")
    rep.does("undo")
    assert rep.does("show", "Acme", "--json").json["people"] == []


def test_r38_added_again_only_with_the_reps_word(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.does("erase", "Acme Zithers", "--yes")
    wanted = ("add", "--to", "Globex", "--person", "Zeb", "--email", "ZEBULON@acme.example")
    refused = rep.types(*wanted)
    assert refused.code == 1
    assert "erased on 23 Nov 2026" in refused.err
    monkeypatch.setattr("tui.cli.add.somebody_there", lambda: True)
    assert rep.types(*wanted, stdin="n\n").code == 1
    assert rep.types(*wanted, stdin="y\n").code == 0
    assert rep.types(*wanted, "--again").code == 0
    assert rep.types("add", "Hooli", "--person", "Kim Sato", "--email", "kim@hooli.example").code == 0


def test_a_person_of_an_erased_account_is_told_when_the_terminal_watches(
    rep: Rep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.erase.somebody_there", lambda: True)
    ran = rep.does("erase", "Acme Zithers", "--yes", "--json")
    assert "clearing the file" in ran.err
    assert json.loads(ran.out)["erased"]["entries"] >= 3
