"""What no undo takes back is asked for: on a terminal, or answered beforehand by `--yes`."""

from __future__ import annotations

import click

from playbook.errors import Refused
from tui.cli.say import somebody_there


def confirmed(question: str) -> bool:
    """Ask on the terminal; return whether the answer was yes.

    Raises:
        Refused: nobody is there to answer.
    """
    if not somebody_there():
        raise Refused("Nothing was changed: this asks first, and nobody is there to answer.", "Add --yes to answer.")
    return click.confirm(question, err=True)
