"""`notyet block`: the planner, opened in block mode (R35)."""

from __future__ import annotations

import click

from tui.cli.session import Session


@click.command()
@click.pass_obj
def block(session: Session) -> None:
    """Open the planner in block mode: one prospect at a time, timed.

    A block that was left open asks whether it goes on. Nothing to do today: the planner opens as usual and says so.
    """
    from tui.cli.opening import open_planner

    open_planner(session.path, session.clock, block=True)
