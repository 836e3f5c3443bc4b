"""What is typed by hand gets its number, place and zone as an import gives them (R36)."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.dialogs.settled import settled


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"phone": "(312) 555-0142 ext 7"}, {"phone_ext": "7", "zone": "America/Chicago"}),
        ({"state": "illinois"}, {"state": "IL", "zone": "America/Chicago"}),
        ({"state": "Bavaria", "country": "Germany"}, {"country": "DE", "zone": "Europe/Berlin"}),
        ({"employees": "1,200", "revenue": "$1.2M"}, {"employees": 1200, "revenue": 1200000}),
        ({"employees": "a lot"}, {"employees": "a lot"}),
        ({"phone": "call the desk"}, {"phone": "call the desk"}),
        ({"phone": "+13125550142", "zone": "Europe/Rome"}, {"zone": "Europe/Rome"}),
        ({}, {}),
    ],
)
def test_r36_fields_are_settled(fields: dict[str, str], wanted: dict[str, object]) -> None:
    found = dict(settled(tuple(sorted(fields.items()))))
    assert {key: found.get(key) for key in wanted} == wanted


@given(st.dictionaries(st.sampled_from(["phone", "mobile", "state", "country", "employees", "spend", "x"]), st.text()))
def test_r36_no_text_breaks_it_and_nothing_is_lost(fields: dict[str, str]) -> None:
    found = dict(settled(tuple(sorted(fields.items()))))
    assert set(fields) <= set(found)


def test_the_number_library_is_loaded_only_for_a_number() -> None:
    code = (
        "import sys; from tui.dialogs.settled import settled; settled((('state', 'IL'),));"
        "print('phonenumbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
