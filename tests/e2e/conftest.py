"""What the tests in a real terminal stand on: a list as a CRM exports it, a book of it, an environment of its own."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]  # there is no pseudo-terminal to fork

NOW = "2026-11-23T08:30"
COLUMNS = (
    "Record ID", "Company name", "Phone Number", "City", "State/Region", "Industry", "Number of Employees",
    "First Name", "Last Name", "Job Title", "Email", "Lead Status",
)  # fmt: skip
TOWNS = (("Rockford", "IL", "815"), ("Toledo", "OH", "419"), ("Fresno", "CA", "559"), ("Denver", "CO", "303"))
FIRST = "Ada Ben Cleo Dev Elle Finn Gia Hal Ines Jon Kai Liv Max Nan".split()
LAST = "Abernoth Brackley Carrowmore Deepwell".split()
WORDS = "Amber Birch Cedar Dune Ember Fjord Grove Heath Iris Jade Kelp Larch Maple Nettle".split()


def crm_rows() -> list[tuple[str, ...]]:
    """Fourteen companies with one person each, as a CRM writes them."""
    rows: list[tuple[str, ...]] = []
    for number, (word, first) in enumerate(zip(WORDS, FIRST, strict=True)):
        city, state, code = TOWNS[number % len(TOWNS)]
        site = f"{word.lower()}wyck.example"
        told = f"{number + 90_000}|{word}wyck Castings|({code}) 555-01{10 + number}|{city}|{state}|Metal products|"
        told += f"{900 - 40 * number}|{first}|{LAST[number % len(LAST)]}|Plant Manager|{first.lower()}@{site}|Open"
        rows.append(tuple(told.split("|")))
    return rows


def write_list(path: Path, rows: list[tuple[str, ...]]) -> Path:
    """Write a list as a CRM exports it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return path


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    """A rep's environment: a modern terminal, a home of its own, nothing of this machine's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("XDG_", "PATH", "PYTHONPATH", "COVERAGE_"))
    }
    return {
        **kept, "HOME": str(home), "TZ": "America/Chicago", "LANG": "C.UTF-8", "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "PYTHONUTF8": "1",
    }  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, env: dict[str, str]) -> Path:
    """A book into which the installed command has imported the list."""
    from tests.e2e.terminal import running  # not at the top: Windows has no such terminal

    path = tmp_path / "notyet.db"
    listed = write_list(tmp_path / "hubspot-companies.csv", crm_rows())
    with running("--book", str(path), "--now", NOW, "import", str(listed), env=env) as terminal:
        terminal.wait("Import?")
        terminal.press("\r")
        assert terminal.close() == 0, terminal.screen
    return path
