"""The planner in a browser: one process of it for each window, behind a small server of this machine.

textual-serve brings the terminal that runs in the page and the way to talk with a planner behind it; who may come in,
the page itself and how a window ends are ours. Everything here is imported by `notyet serve` alone.
"""

from __future__ import annotations

from typing import Final

DRIVER: Final = "tui.serving.driver:Glass"
"""What draws the planner in a browser; Textual reads its name from the environment."""
