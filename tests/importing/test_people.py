"""The person of a row: who they are, how they are reached, and what of them is good for their firm."""

from __future__ import annotations

import pytest

from playbook.facts import Value
from storage.importing import firms, people
from storage.importing.people import Reached
from storage.importing.said import PersonSaid
from tests.importing.reading import Cells, line

NAME = ("Name", "person.name", "Dana Cole")


def reached(cells: Cells, subject: str = "person") -> tuple[Reached, list[str]]:
    whole = line(cells, subject=subject)
    found = people.read(whole, firms.read(whole))
    return found, [remark.text for remark in whole.remarks]


def person(*cells: tuple[str, str, str]) -> PersonSaid:
    found = reached(cells)[0].person
    assert found is not None
    return found


def held(*cells: tuple[str, str, str]) -> dict[str, Value]:
    return dict(person(*cells).fields)


def test_a_person_by_name() -> None:
    found = person(("First", "person.first", "Dana"), ("Last", "person.last", "Cole"), ("Id", "person.id", "7"))
    assert (found.name, found.fields, found.keys[0].key) == ("Dana Cole", (("first", "Dana"), ("last", "Cole")), "7")


def test_all_that_is_known_of_them() -> None:
    found = held(
        NAME,
        ("Title", "person.title", "CEO"),
        ("Tags", "person.tags", "a;b"),
        ("Status", "row.status", "New"),
        ("Since", "person.since", "2020-05-01"),
        ("Role", "person.role", "nobody"),
        ("Buying Role", "person.role", "Budget Holder"),
        ("Street", "person.street", "1 Main"),
        ("City", "person.city", "Chicago"),
        ("State", "person.state", "IL"),
        ("Zip", "person.postcode", "60601"),
        ("Ext", "person.phone_ext", "9"),
        ("Direct", "person.phone.direct", "312 555 0142"),
        ("Mobile", "person.phone.mobile", "415 555 0100 x2"),
    )
    assert found == {
        "first": "Dana",
        "last": "Cole",
        "title": "CEO",
        "tags": "a, b",
        "status": "New",
        "since": "2020-05-01",
        "role": "decision-maker",
        "street": "1 Main",
        "city": "Chicago",
        "state": "IL",
        "country": "US",
        "postcode": "60601",
        "phone": "+13125550142",
        "phone_ext": "9",
        "mobile": "+14155550100 x2",
        "zone": "America/Chicago",
        "Role (list)": "nobody",
    }


def test_the_address_at_work_is_used_first_and_all_are_kept() -> None:
    found = person(
        NAME,
        ("Home", "person.email.home", "dana@gmail.com"),
        ("Email", "person.email", "d@acme.example; x"),
        ("Work", "person.email.work", "dana@acme.example"),
    )
    assert found.mails == ("dana@acme.example", "d@acme.example", "dana@gmail.com")
    fields = dict(found.fields)
    assert (fields["email"], fields["email_2"], fields["email_3"], fields["email_bad"]) == (*found.mails, "x")


def test_an_address_that_cannot_work_is_told() -> None:
    assert reached([NAME, ("Email", "person.email", "dana at acme")])[1] == ["this address cannot work: dana at acme"]


def test_an_address_where_the_name_should_stand_is_an_address() -> None:
    found, told = reached([("Name", "person.name", "Dana@Acme.example")])
    assert found.person is not None
    assert (found.person.name, found.person.mails) == ("dana@acme.example", ("dana@acme.example",))
    assert told == ["the row names nobody: kept as dana@acme.example"]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ([("Page", "person.linkedin", "linkedin.com/in/dana")], "linkedin.com/in/dana"),
        ([("Phone", "person.phone", "312 555 0142")], "+13125550142"),
        ([("Email", "person.email", "info@acme.example")], "info@acme.example"),
        ([("Company", "firm.name", "Acme"), ("Email", "person.email", "dana@acme.example")], "dana@acme.example"),
    ],
)
def test_somebody_without_a_name_is_called_by_what_reaches_them(cells: Cells, name: str) -> None:
    assert person(*cells).name == name


@pytest.mark.parametrize(
    ("cells", "subject"),
    [
        ([("Company", "firm.name", "Acme"), ("Email", "person.email", "info@acme.example")], "person"),
        ([("Company", "firm.name", "Acme"), ("Phone", "person.phone", "312 555 0142")], "person"),
        ([("Phone", "person.phone", "12")], "person"),
        ([("Company", "firm.name", "Acme"), ("Email", "person.email", "dana@acme.example")], "firm"),
        ([("Company", "firm.name", "Acme")], "person"),
    ],
)
def test_a_row_that_names_nobody_gives_what_it_has_to_the_firm(cells: Cells, subject: str) -> None:
    found = reached(cells, subject)[0]
    assert found.person is None
    given = dict(found.firm.fields)
    assert set(given) <= {"email", "phone", "zone"}
    assert bool(given) is (len(cells) > 1 or cells[0][1] == "person.phone")


def test_what_the_firm_learns_of_its_people() -> None:
    """R36: the firm's zone may follow from its people's."""
    found = reached(
        [
            ("Company", "firm.name", "Acme"),
            NAME,
            ("Email", "person.email", "dana@gmail.com; dana@eu.acme.com"),
            ("Country", "person.country", "Germany"),
            ("Owner", "row.owner", "Ray"),
        ]
    )[0]
    assert found.firm.mail_domain == "acme.com"
    assert found.firm.soft == (("country", "DE"), ("owner", "Ray"), ("zone", "Europe/Berlin"))


def test_a_zone_in_a_column_of_its_own_stands() -> None:
    """R36."""
    assert (
        held(NAME, ("TZ", "person.zone", "Asia/Tokyo"), ("Phone", "person.phone", "312 555 0142"))["zone"]
        == "Asia/Tokyo"
    )


def test_a_role_that_nobody_knows_stays_a_field() -> None:
    assert "role" not in held(NAME, ("Role", "person.role", "wizard"))


def test_nothing_of_a_row_that_names_nobody_is_lost() -> None:
    """Place, second number and second address of a company without a person are the company's."""
    found = reached([
        ("Company", "firm.name", "Alpen AG"), ("Ort", "person.city", "Luzern"), ("Land", "person.country", "CH"),
        ("PLZ", "person.postcode", "6003"), ("Str", "person.street", "Dorfstr. 3"),
        ("Tel", "person.phone", "041 234 56 78"), ("Mobil", "person.phone.mobile", "079 123 45 67"),
        ("Mail", "person.email", "info@alpen.example; sales@alpen.example"),
    ])[0]  # fmt: skip
    assert found.person is None
    assert dict(found.firm.fields) == {
        "city": "Luzern", "country": "CH", "postcode": "6003", "street": "Dorfstr. 3", "phone": "+41412345678",
        "mobile": "+41791234567", "email": "info@alpen.example", "email_2": "sales@alpen.example",
        "zone": "Europe/Zurich",
    }  # fmt: skip
