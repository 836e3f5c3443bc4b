"""`notyet` and `python -m tui`: one door for the planner and its commands."""

from __future__ import annotations

from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; never returns, the exit code tells how it went."""
    from tui.cli.group import notyet

    notyet.main(args=None if args is None else list(args), prog_name="notyet")


if __name__ == "__main__":
    main()
