"""`notyet duplicates`: pairs in words and for scripts; two that are not the same are not shown again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.cli import stopping
from tui.cli.group import notyet

LIST = (
    "Company,City,Full Name,Email,Mobile\nNorthern Robotics Partners,Chicago,Dana Cole,dana@a.example,+13125550142\n"
    "Northern Robotics Partner,Chicago,D. Cole,,+13125550142\nGlobex,Rome,Ray Ortiz,ray@c.example,+13125550142\n"
)


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(notyet, ["--book", str(folder / "b.db"), "--now", "2026-11-23T08:30", *words])
    return found.exit_code, found.stdout, found.stderr


def test_pairs_are_shown_and_put_aside(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    assert run(tmp_path, "import", str(tmp_path / "list.csv"), "--yes")[0] == 0
    code, out, err = run(tmp_path, "duplicates")
    assert code == 0
    assert out.splitlines()[0] == "companies: names alike, the same place"
    assert "  Dana Cole · Northern Robotics Partners · dana@a.example · +13125550142 · Chicago" in out
    assert "2 pairs that may be one" in err
    plain = json.loads(run(tmp_path, "duplicates", "--json")[1])
    assert [pair["kind"] for pair in plain["pairs"]] == ["account", "person"]
    for pair in plain["pairs"]:
        ids = [each["id"] for each in pair["of"]]
        code, out, err = run(tmp_path, "duplicates", "--not-same", *ids)
        assert (code, out.startswith("Kept: not the same: "), "undo" in err) == (0, True, True)
    assert "Nobody looks like somebody else among 6" in run(tmp_path, "duplicates")[2]
    assert "not_same" not in run(tmp_path, "show", "Northern Robotics Partners")[1]
    code, _, err = run(tmp_path, "duplicates", "--not-same", *ids)
    assert (code, "said before" in err) == (1, True)
    assert run(tmp_path, "undo")[0] == 0
    assert json.loads(run(tmp_path, "duplicates", "--not-same", *ids, "--json")[1]) == {"not_same": ids}


def test_names_that_nobody_bears_are_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    run(tmp_path, "import", str(tmp_path / "list.csv"), "--yes")
    code, _, err = run(tmp_path, "duplicates", "--not-same", "Nobody", "Globex")
    assert (code, "Nobody" in err) == (1, True)
    assert run(tmp_path, "duplicates", "--not-same", "Globex")[0] == 2


def test_ctrl_c_stops_a_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    assert run(tmp_path, "import", str(tmp_path / "list.csv"), "--yes")[0] == 0
    monkeypatch.setattr(stopping.Stop, "asked", lambda _: True)
    code, out, err = run(tmp_path, "duplicates")
    assert (code, out) == (1, "")
    assert "The search was stopped. It changes nothing." in " ".join(err.split())
