"""What is written is what the program does: generated parts are fresh, named things exist, no doubtful figure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tui.cli import docs
from tui.cli.group import COMMANDS
from tui.cli.names import NAMES

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_readme_is_fresh() -> None:
    assert docs.fresh(read("README.md")) == read("README.md"), "run: make docs"


def test_a_missing_mark_is_told() -> None:
    with pytest.raises(ValueError, match="marks of keys"):
        docs.fresh("no marks here")


def test_docs_writes_the_file_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    stale = re.sub(r"(<!-- keys -->).*(<!-- /keys -->)", r"\1\2", read("README.md"), flags=re.DOTALL)
    readme.write_text(stale, encoding="utf-8")
    docs.main(readme)
    docs.main(readme)
    assert capsys.readouterr().out == "README.md is written anew\nREADME.md is fresh\n"
    assert readme.read_text(encoding="utf-8") == read("README.md")


def test_figures_of_one_fault_made_by_several_hands_are_one_row(tmp_path: Path) -> None:
    figure = {"fault": "killed", "made": "SIGKILL", "count": 75, "of": "kills", "acknowledged": 400, "lost": 0,
              "doubled": 1, "worst_ms": 30, "rule": "T1", "date": "2026-11-23", "seed": "s"}  # fmt: skip
    other = figure | {"worst_ms": 46, "lost": 2}
    alone = figure | {"fault": "cut", "rule": "T3", "worst_ms": 0}
    file = tmp_path / "figures.json"
    file.write_text("".join(json.dumps(each) + "\n" for each in (alone, figure, other)), encoding="utf-8")
    assert docs.reliability_table(file).splitlines()[2:] == [
        "| killed | SIGKILL | 150 kills | 800 | 2 | 2 | 46 ms | 2026-11-23 |",
        "| cut | SIGKILL | 75 kills | 400 | 0 | 1 | – | 2026-11-23 |",
    ]


def test_every_command_that_the_readme_shows_exists() -> None:
    names = {listed.name for listed in COMMANDS}
    shown = set(re.findall(r"^notyet ([a-z]+)|`notyet ([a-z]+)", read("README.md"), flags=re.MULTILINE))
    assert {one or other for one, other in shown} <= names


def test_help_of_log_names_every_outcome() -> None:
    """DESIGN section 5 promises these names to scripts."""
    promised = (
        "no-answer, voicemail, gatekeeper, no, no:timing, no:value, no:priority, all-set, not-now, callback, faded, "
        "wrong-person, wrong-number, bounced, left, value, value:asked, talk, meeting, won, lost, my-time, "
        "off-profile, fits, barred"
    ).split(", ")
    assert set(promised) <= set(NAMES)


def test_links_lead_somewhere() -> None:
    for name in TEXTS:
        for target in re.findall(r"\]\(([^)#]+)\)", read(name)):
            if target != "screenshots/main.svg":  # drawn by `make shots`, which has its own check
                assert (ROOT / target).exists(), f"{name}: {target}"


def test_no_doubtful_figure_is_quoted() -> None:
    """Figures without a source (80 % of sales on the fifth contact and its kin) cost a README its trust."""
    doubtful = re.compile(r"80 ?%|48 ?%|44 ?%|25-30 ?%|50-70 ?%|5th-12th|fifth to twelfth", re.IGNORECASE)
    for name in TEXTS:
        assert not doubtful.search(read(name)), name


def test_makefile_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    for name in TEXTS:
        named = set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", read(name), flags=re.MULTILINE))
        assert {one or other for one, other in named} <= targets, name


def test_ci_runs_what_people_run() -> None:
    script = read(".ci/run")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("make test")
    assert "NOTYET_LISTS" in script
