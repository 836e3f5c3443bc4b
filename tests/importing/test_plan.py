"""What an import shows before it begins."""

from __future__ import annotations

from pathlib import Path

from storage.importing.plan import FilePlan, ImportCancelled


def test_a_rep_who_cancels_hears_that_nothing_happened() -> None:
    assert ImportCancelled().message == "Import cancelled: the book is as it was."


def test_a_file_is_nothing_until_it_was_looked_into() -> None:
    plan = FilePlan(Path("list.csv"))
    assert (plan.kind, plan.refused, plan.columns) == ("unknown", "", ())
