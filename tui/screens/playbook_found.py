"""What stands below the playbook: faults with their lines, else what saving would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from playbook import document
from tui.content import assemble, line
from tui.dialogs.choice import QUIET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.document import Problem
    from playbook.settings import Settings

_MOST = 6


def faults(problems: Sequence[Problem]) -> Content:
    """Return the first faults, a line each, and how many more there are."""
    shown = [_fault(problem) for problem in problems[:_MOST]]
    more = len(problems) - len(shown)
    return Content("\n").join([*shown, *([line(f"and {more} more", QUIET)] if more else [])])


def differences(old: Settings, new: Settings) -> Content:
    """Return what saving would change: before and after, a line each."""
    changes = document.diff(old, new)
    shown = [
        assemble((key, "bold"), "  ", (before, QUIET), " → ", (after, "$accent"))
        for key, before, after in changes[: _MOST + 1]
    ]
    return Content("\n").join(shown)


def _fault(problem: Problem) -> Content:
    hint = f" ({problem.hint})" if problem.hint else ""
    key = f"{problem.key}: " if problem.key else ""
    return assemble(
        (f"line {problem.line}  ", "bold $text-warning"),
        (f"{key}expected {problem.expected}, got {problem.got}{hint}", "$text-warning"),
    )
