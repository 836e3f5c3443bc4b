"""README's part on speed, drawn from the last whole run (`python -m benchmarks.published`; `make bench` ends with it).

It is written the way of README's other generated parts, by `tui.cli.docs`, and lies here because the planner itself
knows nothing of its measurements.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from benchmarks import report
from tui.cli import docs

HERE: Final = Path(__file__).resolve().parent
RESULTS: Final = HERE / "results.json"
"""What the last whole `make bench` found."""
FLOORS: Final = HERE / "floors.toml"


def floors() -> report.Floors:
    """Return the limits that cannot be kept, each with the proof of its floor."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def speed() -> str:
    """Return the last whole run as Markdown."""
    return report.markdown(report.from_json(RESULTS.read_text(encoding="utf-8")), floors())


PARTS: Final[docs.Parts] = {"speed": speed}


def main(readme: Path = docs.README) -> None:
    """Write the part; say whether anything changed."""
    docs.main(readme, PARTS)


if __name__ == "__main__":
    main()
