"""An id is known again in the list it comes from; only ids that are unique in the world stand alone."""

from __future__ import annotations

import pytest

from storage.importing import ids
from storage.importing.ids import Key

SHORT = "0018c00002AbCdE"
GUID = "6f0a7c1e-52d4-5c7b-9a53-3f5d0c1e7b44"


def test_the_two_forms_of_a_salesforce_id_are_one() -> None:
    assert ids.salesforce(SHORT) == SHORT
    assert ids.salesforce(SHORT + ids._check(SHORT)) == SHORT


@pytest.mark.parametrize(
    "text",
    ["", "12", SHORT + "XXX", SHORT + "A", "Characteristics", "0AccountManager", "aBCDEFGHIJKLMNO", "12345678901234x"],
)
def test_what_is_no_salesforce_id(text: str) -> None:
    assert ids.salesforce(text) == ""


def test_guids_in_any_spelling() -> None:
    assert ids.guid("{" + GUID.upper() + "}") == GUID
    assert ids.guid("00000000-0000-0000-0000-000000000000") == ""
    assert ids.guid("12") == ""


def test_an_id_of_one_list_says_nothing_in_another() -> None:
    assert ids.key("1", "account", "hubspot") != ids.key("1", "account", "zoho")
    assert not ids.key("1", "account", "hubspot").alone
    assert ids.key(GUID, "account", "hubspot") == Key(ids.WORLD, "account", GUID)
    assert ids.key(SHORT, "person", "x").alone


def test_the_same_list_gives_the_same_accounts_on_two_machines() -> None:
    assert ids.account_id("hubspot", "1") == ids.account_id("hubspot", "1")
    assert ids.account_id("hubspot", "1") != ids.account_id("hubspo", "t1")


def test_lists_of_one_shape_share_a_source() -> None:
    assert ids.shape_of(["Company", "E-mail"]) == ids.shape_of(["email", "COMPANY"])
    assert ids.shape_of(["Company"]) != ids.shape_of(["Firm"])
