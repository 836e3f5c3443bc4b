"""README's part on speed is drawn from the last whole run, and is fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import published, report
from tui.cli import docs


def test_readme_tells_the_last_run() -> None:
    text = docs.README.read_text(encoding="utf-8")

    assert docs.fresh(text, published.PARTS) == text, "run: make docs"


def test_the_part_is_drawn_from_the_kept_run_with_its_floors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = report.from_json(published.RESULTS.read_text(encoding="utf-8"))
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n", encoding="utf-8")

    published.main(readme)
    published.main(readme)

    drawn = report.markdown(kept, published.floors())
    assert readme.read_text(encoding="utf-8") == f"before\n<!-- speed -->\n{drawn}<!-- /speed -->\nafter\n"
    assert capsys.readouterr().out == "README.md is written anew\nREADME.md is fresh\n"
