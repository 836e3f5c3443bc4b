"""Totals and lines about a list are listed as left out; a firm of that name is not."""

from __future__ import annotations

import pytest

from storage.importing import footers
from tests.importing.conftest import Desk

LIST = "Company,Phone,Revenue\nAcme,312-555-0142,5\nTotal,,5\nCopyright 2026 somebody. All rights reserved.,,\n"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["Total", "", "1338000.5"], footers.TOTAL),
        (["", "Summe", "3"], footers.TOTAL),
        (["Total", "totalenergies.example", "3"], ""),
        (["Total", "+33 1 99 00 12 34"], ""),
        (["Total"], ""),
        (["Total Tools", "3"], ""),
        (["Confidential Information - Do Not Distribute", ""], footers.ABOUT),
        (["Copyright House", "312-555-0142"], ""),
        ([""], ""),
    ],
)
def test_what_is_no_row(cells: list[str], why: str) -> None:
    assert footers.why(cells) == why


def test_it_is_listed_and_not_imported(desk: Desk) -> None:
    report = desk.bring(LIST)
    assert [(each.line, each.why) for each in report.skipped] == [(3, footers.TOTAL), (4, footers.ABOUT)]
    assert set(desk.accounts()) == {"Acme"}
