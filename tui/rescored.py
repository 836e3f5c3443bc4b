"""What another profile would make of the book, in a rep's words (R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import daytext

if TYPE_CHECKING:
    from storage.views_profile import Rescored

NOBODY = "Nobody moves: the book is as it is through this profile too."

NOBODY_LEFT = "Nobody at all would be on profile: is that who buys from you?"


def headline(found: Rescored) -> str:
    """Return the one line of R3: "17 come on, 42 go off"."""
    parts = [f"{found.come_on:,} come on", f"{found.go_off:,} go off"]
    if found.go_unknown:
        parts.append(f"{found.go_unknown:,} become unknown")
    return ", ".join(parts)


def sums(found: Rescored) -> str:
    """Return how the book stands then."""
    return f"then {found.on:,} on profile, {found.off:,} off, {found.unknown:,} unknown"


def places(found: Rescored) -> tuple[str, ...]:
    """Return where those go who move, a line each; nobody is dumped by a profile (R2, R3)."""
    lines = []
    if found.set_aside:
        lines.append(f"{found.set_aside:,} never touched: set aside")
    if found.proposed:
        lines.append(f"{found.proposed:,} touched: in the dump queue, you decide; a profile dumps nobody")
    if found.back:
        lines.append(f"{found.back:,} come back from there")
    if found.resumed:
        lines.append(f"{found.resumed:,} worked before and without a plan: each gets a next step")
    if found.kept:
        lines.append(f"{daytext.plural(found.kept, 'account')} you decided on yourself: your word stands")
    return tuple(lines)


def lines(found: Rescored) -> tuple[str, ...]:
    """Return all of it, the headline first."""
    if not found.moves:
        return (NOBODY, sums(found))
    alone = (NOBODY_LEFT,) if found.off and not found.on and not found.unknown else ()
    return (headline(found), sums(found), *alone, *places(found))
