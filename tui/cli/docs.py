"""Writes the generated parts of README.md: keys, habits, rules, commands, figures (`python -m tui.cli.docs`).

A part stands between `<!-- name -->` and `<!-- /name -->`; a test fails where README and program disagree.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playbook.rules import ESSAYS, RULES
from tui.cli.group import COMMANDS
from tui.commands import key_table
from tui.habits import habit_tables

README = Path(__file__).resolve().parent.parent.parent / "README.md"
FIGURES = README.parent / "tests" / "faults" / "figures.json"
"""What the last `make torture` counted, one JSON object a line (tests/faults/counting.py)."""


def command_list() -> str:
    """Return the commands as a Markdown table."""
    rows = [f"| `notyet {listed.name}` | {listed.help} |" for listed in COMMANDS]
    return "\n".join(["| Command | Does |", "|---|---|", *rows]) + "\n"


def rule_table() -> str:
    """Return the rules as a Markdown table: what each says, where it comes from, where a rep meets it."""
    rows = [f"| {each.code} {each.name} | {each.says} | {each.essays} | {each.met} |" for each in RULES]
    return "\n".join(["| Rule | Says | From | You meet it |", "|---|---|---|---|", *rows]) + "\n"


def essay_list() -> str:
    """Return the essays as a Markdown list."""
    return "".join(f"- **{code}** {name}\n" for code, name in ESSAYS)


def reliability_table(figures: Path = FIGURES) -> str:
    """Return as a Markdown table how often each fault was made and what was lost, by the fault's number in the plan."""
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for line in figures.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        place = int(told["rule"].removeprefix("T")), told["fault"]
        found[place] = _together(found[place], told) if place in found else told
    rows = [
        f"| {each['fault']} | {each['made']} | {each['count']:,} {each['of']} | {_or_none(each['acknowledged'])}"
        f" | {each['lost']} | {each['doubled']} | {_or_none(each['worst_ms'], ' ms')} | {each['date']} |"
        for _, each in sorted(found.items())
    ]
    head = (
        "| Fault | How it is made | Made | Saved, says the screen | Lost | Doubled | Slowest start after | Measured |"
    )
    return "\n".join([head, "|---|---|--:|--:|--:|--:|--:|---|", *rows]) + "\n"


def _or_none(figure: int, unit: str = "") -> str:
    """Return a figure, a dash where the fault leaves none to count."""
    return f"{figure:,}{unit}" if figure else "–"


def _together(one: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return one figure of two of the same fault: it was made by several hands of dice."""
    summed = {name: one[name] + more[name] for name in ("count", "acknowledged", "lost", "doubled")}
    return one | summed | {"worst_ms": max(one["worst_ms"], more["worst_ms"]), "date": max(one["date"], more["date"])}


Parts = Mapping[str, Callable[[], str]]
"""What draws a generated part, by the name of its marks."""
PARTS: Parts = {
    "keys": key_table, "essays": essay_list, "rules": rule_table, "commands": command_list,
    "reliability": reliability_table, "habits": habit_tables,
}  # fmt: skip
"""The parts that the program itself knows; what is measured of it lies beside the measurements and is handed in."""


def fresh(text: str, parts: Parts = PARTS) -> str:
    """Return a README with these generated parts made anew.

    Raises:
        ValueError: a mark is missing.
    """
    for name, make in parts.items():
        head, opened, rest = text.partition(f"<!-- {name} -->")
        _, closed, tail = rest.partition(f"<!-- /{name} -->")
        if not opened or not closed:
            raise ValueError(f"README.md lacks the marks of {name}")
        text = f"{head}{opened}\n{make()}{closed}{tail}"
    return text


def main(readme: Path = README, parts: Parts = PARTS) -> None:
    """Write the parts; say whether anything changed."""
    before = readme.read_text(encoding="utf-8")
    after = fresh(before, parts)
    if after != before:
        readme.write_text(after, encoding="utf-8")
    sys.stdout.write("README.md is written anew\n" if after != before else "README.md is fresh\n")


if __name__ == "__main__":
    main()
