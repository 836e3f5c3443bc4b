"""Since when: a list may say a day, a month or a year, and the long record reads each (R23)."""

from __future__ import annotations

import pytest

from storage.importing.dates import is_year_or_month
from tests.importing.conftest import Desk

LIST = """Company,Pursued since,Incumbent,Incumbent since,Contract end
Acme,2019,Oldway,2021-03,2027-01-31
Globex,23.11.2019,Oldway,soon,2027
"""


def test_r23_a_year_or_a_month_is_kept_as_it_was_said(desk: Desk) -> None:
    """R23: what is no day at all stays beside it, as written; a contract ends on a day."""
    desk.bring(LIST)
    acme, globex = (desk.accounts()[name] for name in ("Acme", "Globex"))
    assert (acme.get("pursued_since"), acme.get("incumbent_since"), acme.get("contract_end")) == (
        "2019", "2021-03", "2027-01-31",
    )  # fmt: skip
    assert acme.pursued is not None
    assert acme.pursued.year == 2019
    assert globex.get("pursued_since") == "2019-11-23"
    assert (globex.get("incumbent_since"), globex.get("contract_end")) == ("", "")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2019", True), (" 2019-03 ", True), ("2019-13", False), ("2019-3", False), ("1819", False), ("", False)],
)
def test_r23_what_a_year_or_a_month_looks_like(text: str, *, is_one: bool) -> None:
    assert is_year_or_month(text) is is_one
