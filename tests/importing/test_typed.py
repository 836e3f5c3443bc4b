"""What a rep types is settled as a list is."""

from __future__ import annotations

import pytest

from playbook import moves
from playbook.bodies import AccountAdded, AccountSet, PersonAdded, PersonSet
from playbook.facts import Fields
from playbook.words import AccountId, PersonId
from storage.importing.typed import settled

ACME = AccountId("acme")
DANA = PersonId("dana")


def added(*fields: tuple[str, str], usual: str = "US") -> dict[str, object]:
    (draft,) = settled([moves.add_account("Acme", fields)], usual)
    assert isinstance(draft.body, AccountAdded)
    assert draft.body.name == "Acme"
    return dict(draft.body.fields)


def changed(*fields: tuple[str, str]) -> Fields:
    (draft,) = settled([moves.set_account(ACME, fields)])
    assert isinstance(draft.body, AccountSet)
    return draft.body.fields


def test_a_company_gets_its_place_phone_figures_and_zone() -> None:
    """R36: the zone follows from the phone or the state."""
    found = added(
        ("domain", "https://www.acme.example/about"), ("employees", "1,200"), ("phone", "(312) 555-0142 ext 4"),
        ("spend", "$1.2M"), ("state", "Illinois"), ("tags", "a; b"),
    )  # fmt: skip
    assert found == {
        "country": "US", "domain": "acme.example", "employees": 1200, "phone": "+13125550142", "phone_ext": "4",
        "spend": 1_200_000, "state": "IL", "tags": "a, b", "zone": "America/Chicago",
    }  # fmt: skip


def test_a_zone_set_by_hand_stands() -> None:
    """R36."""
    assert added(("phone", "+1 312 555 0142"), ("zone", "Europe/Paris"))["zone"] == "Europe/Paris"


def test_what_cannot_be_read_is_kept() -> None:
    found = added(("email", "not an address"), ("employees", "many"), ("plant colour", "red"))
    assert found == {"email_bad": "not an address", "employees (list)": "many", "plant colour": "red"}


def test_a_person_is_read_in_their_companys_country() -> None:
    drafts = [
        moves.add_account("Acme", (("country", "France"),)),
        moves.add_person(
            moves.FRESH, "Dana Cole", (("phone", "01 42 68 53 00"), ("role", "champion"), ("note x", "hey"))
        ),
    ]
    body = settled(drafts)[1].body
    assert isinstance(body, PersonAdded)
    held = dict(body.fields)
    assert (body.name, held["phone"], held["zone"]) == ("Dana Cole", "+33142685300", "Europe/Paris")
    assert (held["role"], held["note x"]) == ("champion", "hey")


@pytest.mark.parametrize(
    ("typed", "settled_as"),
    [
        ((("phone", "312 555 0199"),), (("phone", "+13125550199"), ("phone_ext", ""))),
        ((("email", "Dana@Acme.example"),), (("email", "dana@acme.example"), ("email_bad", ""))),
        ((("email", "nothing"),), (("email", ""), ("email_bad", "nothing"))),
        ((("state", ""),), (("state", ""),)),
        ((("zone", "America/Denver"),), (("zone", "America/Denver"),)),
        ((("name", "New Name"),), (("name", "New Name"),)),
        ((("employees", "many"),), (("employees", "many"),)),
    ],
)
def test_a_change_touches_only_what_was_typed(typed: Fields, settled_as: Fields) -> None:
    assert changed(*((name, str(value)) for name, value in typed)) == settled_as


def test_a_company_learns_its_zone_from_its_first_person() -> None:
    """R36."""
    drafts = [moves.add_account("Acme"), moves.add_person(moves.FRESH, "Dana Cole", (("phone", "312 555 0142"),))]
    body = settled(drafts)[0].body
    assert isinstance(body, AccountAdded)
    assert dict(body.fields)["zone"] == "America/Chicago"


def test_somebody_for_a_company_that_is_there() -> None:
    (draft,) = settled([moves.add_person(ACME, "Dana Cole", (("phone", "312 555 0142"),))])
    assert isinstance(draft.body, PersonAdded)
    assert dict(draft.body.fields)["phone"] == "+13125550142"


def test_a_persons_change() -> None:
    (draft,) = settled([moves.set_person(DANA, (("mobile", "415 555 0100"), ("title", "COO")))])
    assert isinstance(draft.body, PersonSet)
    assert draft.body.fields == (("mobile", "+14155550100"), ("title", "COO"))


def test_other_drafts_pass() -> None:
    drafts = (moves.set_person(DANA, gone=True), moves.bar(ACME))
    assert settled(drafts) == drafts
