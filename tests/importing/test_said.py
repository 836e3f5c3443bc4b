"""What one row says."""

from __future__ import annotations

import pytest

from storage.importing.ids import Key
from storage.importing.said import FirmSaid


@pytest.mark.parametrize(
    ("firm", "empty"),
    [
        (FirmSaid(""), True),
        (FirmSaid("", mail_domain="acme.example", fields=(("city", "Chicago"),)), True),
        (FirmSaid("Acme"), False),
        (FirmSaid("", (Key("world", "account", "1"),)), False),
        (FirmSaid("", domain="acme.example"), False),
    ],
)
def test_a_row_names_a_firm_by_name_id_or_site(firm: FirmSaid, empty: bool) -> None:  # noqa: FBT001
    assert firm.empty is empty
