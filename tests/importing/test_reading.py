"""Addresses, names, numbers, places, ids: what each text is read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.importing import ids, mails, merging, names, phones, places
from storage.importing.mails import Mails
from storage.importing.phones import Phone
from storage.importing.places import Place


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("TEST@Ex.Com", Mails(("test@ex.com",))),
        ("Joe <joe@acme.co>", Mails(("joe@acme.co",))),
        ("mailto:a@b.example", Mails(("a@b.example",))),
        ("a@b.example; c@d.example", Mails(("a@b.example", "c@d.example"))),
        ("a@b.example ::: a@b.example", Mails(("a@b.example",))),
        ("joe@acme.co,", Mails(("joe@acme.co",))),
        ("brian @acme.com", Mails((), "brian @acme.com")),
        ("a@b", Mails((), "a@b")),
        ("a@b.c", Mails((), "a@b.c")),
        ("sarah.miller", Mails((), "sarah.miller")),
        ("x@Wario,Inc..com", Mails((), "x@Wario,Inc..com")),
        (".a@b.example", Mails((), ".a@b.example")),
        ("a..b@c.example", Mails((), "a..b@c.example")),
        ("a@1.2.3.4", Mails((), "a@1.2.3.4")),
        ("a@b.example; junk", Mails(("a@b.example",), "junk")),
        ("", Mails(())),
        ("x" * 260 + "@b.example", Mails((), "x" * 260 + "@b.example")),
    ],
)
def test_addresses(text: str, read: Mails) -> None:
    assert mails.read(text) == read


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.acme.com/about", "acme.com"),
        ("HTTP://ACME.COM", "acme.com"),
        ("acme.io/", "acme.io"),
        ("//www2.acme.de:8080", "acme.de"),
        ("https://linkedin.com/company/x", ""),
        ("gmail.com", ""),
        ("not a site", ""),
        ("1.2.3.4", ""),
        ("", ""),
        ("user@acme.com", "acme.com"),
    ],
)
def test_sites(text: str, domain: str) -> None:
    assert mails.firm_site(text) == domain


def test_domains_speak_for_firms() -> None:
    assert mails.domain_of("a@mail.acme.co.uk") == "acme.co.uk"
    assert mails.domain_of("a@gmail.com") == ""
    assert mails.main_domain("eu.acme.com") == "acme.com"
    assert mails.is_desk("info@acme.com")
    assert not mails.is_desk("dana@acme.com")


@pytest.mark.parametrize(
    ("parts", "first", "last", "full"),
    [
        (("Maria Anders",), "Maria", "Anders", "Maria Anders"),
        (("Smith, John",), "John", "Smith", "John Smith"),
        (("Dr. John Q. Public Jr.",), "John", "Public", "Dr. John Q. Public Jr."),
        (("田中太郎",), "", "", "田中太郎"),
        (("José Pedro Freyre",), "José", "Pedro Freyre", "José Pedro Freyre"),
        (("Cher",), "", "", "Cher"),
        (("Cole, MBA",), "", "", "Cole, MBA"),
        (("",), "", "", ""),
        (("", "Ada", "", "Lovelace"), "Ada", "Lovelace", "Ada Lovelace"),
        (("A. L.", "Ada", "B", "Lovelace"), "Ada", "Lovelace", "Ada B Lovelace"),
        (("Ada Byron Lovelace", "Ada", "", "Lovelace"), "Ada", "Lovelace", "Ada Byron Lovelace"),
    ],
)
def test_names_of_people(parts: tuple[str, ...], first: str, last: str, full: str) -> None:
    found = names.person(*parts)
    assert (found.first, found.last, found.full) == (first, last, full)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Michael Chen", "M. Chen", True),
        ("Julia Taylor", "Taylor Julia", True),
        ("Jonathan Smith", "Jonathon Smith", True),
        ("Sarah", "Sarah Johnson", True),
        ("", "x", True),
        ("李", "李", True),
        ("!!", "!!", True),
        ("!!", "??", False),
        ("Jon Smith", "Jan Smith", False),
        ("Clarice Uzzell", "Nancey Windibank", False),
        ("John Smith", "Jane Smith", False),
        ("Ann B Lee", "Ann Bo Leigh Kim", False),
    ],
)
def test_like_names(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    assert names.people_alike(one, other) is alike
    assert names.people_alike(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("CloudScale", "CloudScale Technologies", True),
        ("Bright Future Tech", "Bright Future Technologies", True),
        ("ACME Corporation", "ACME CORP", True),
        ("Cloud Scale", "CloudScale", True),
        ("Company 1", "Company 10", False),
        ("Fox", "News Corp", False),
        ("Acme", "", False),
        ("Apex", "Apes", False),
    ],
)
def test_like_firms(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    assert names.firms_alike(one, other) is alike


def test_a_share_class_is_no_part_of_a_name() -> None:
    assert names.firm("Alphabet Inc. (Class A)") == "Alphabet Inc."
    assert names.firm("(Class A)") == "(Class A)"


@pytest.mark.parametrize(
    ("text", "countries", "read"),
    [
        ("(415) 901-7000", ("US",), [Phone("+14159017000", "", valid=True, zones=("America/Los_Angeles",))]),
        ("+44 20 7123 4567", (), [Phone("+442071234567", "", valid=True, zones=("Europe/London",))]),
        ("(415) 901-7000 ext 12", ("US",), [Phone("+14159017000", "12", valid=True, zones=("America/Los_Angeles",))]),
        ("1-955-371-0847 x371", ("US",), [Phone("1-955-371-0847", "371")]),
        ("06 12 34 56 78", ("US", "FR"), [Phone("+33612345678", "", valid=True, zones=("Europe/Paris",))]),
        ("2125551234.0", ("US",), [Phone("+12125551234", "", valid=True, zones=("America/New_York",))]),
        ("+1 800 555 1234", (), [Phone("+18005551234", "", valid=True)]),
        ("BusinessPhone", ("US",), [Phone("BusinessPhone")]),
        ("", ("US",), []),
        ("not-a-phone 1", ("US",), [Phone("not-a-phone 1")]),
        ("tel:123", ("US",), [Phone("123")]),
        ("(415) 901-7000 or ask", ("US",), [Phone("+14159017000", "", valid=True, zones=("America/Los_Angeles",))]),
    ],
)
def test_numbers(text: str, countries: tuple[str, ...], read: list[Phone]) -> None:
    assert list(phones.read(text, countries)) == read


@pytest.mark.parametrize("between", [" / ", "; ", " ::: ", " or ", " x 9 / ", "  "])
def test_two_numbers_in_a_cell(between: str) -> None:
    found = phones.read(f"(415) 901-7000{between}(212) 961-7500", ("US",))
    assert [number.text for number in found] == ["+14159017000", "+12129617500"]


def test_what_looks_like_a_number() -> None:
    assert phones.looks("(415) 901-7000 ext. 12")
    assert not phones.looks("12345")
    assert not phones.looks("2024 sales")
    assert Phone("+1", "2").whole == "+1 x2"


def test_the_country_that_prevails_among_numbers() -> None:
    assert phones.prevailing(["+91 9988776655", "9988776654", ""]) == "IN"
    assert phones.prevailing(["+1 312 555 0142", "+44 20 7123 4567"]) == ""
    assert phones.prevailing(["5551234", ""]) == ""
    assert phones.prevailing(["+0 000"]) == ""


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_is_not(text: str) -> None:
    phones.looks(text)
    phones.read(text, ("US", ""))
    places.split(text)
    mails.read(text)
    mails.site(text)
    names.person(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Saint Paul, Minnesota", Place("Saint Paul", "MN", "US")),
        ("Dublin, Ireland", Place("Dublin", "", "IE")),
        ("Arlington, Virginia[2]", Place("Arlington", "VA", "US")),
        ("Washington, D.C.", Place("Washington", "DC", "US")),
        ("Atlanta, Georgia", Place("Atlanta", "GA", "US")),
        ("Austin, TX, USA", Place("Austin", "TX", "US")),
        ("Toronto, Ontario", Place("Toronto", "ON", "CA")),
        ("London", Place("London")),
        ("Bermuda", Place("", "", "BM")),
        ("Bavaria", Place("", "BY", "DE")),
        ("Columbus, Ohio; Detroit, Michigan", Place("Columbus, Ohio; Detroit, Michigan", "", "US", plain=False)),
        ("Warmley, Bristol, United Kingdom", Place("Warmley, Bristol, United Kingdom", "", "GB", plain=False)),
        ("Lyon, Rhône, France", Place("Lyon, Rhône, France", "Rhône", "FR", plain=False)),
        ("a, b, Ohio", Place("a, b, Ohio", "OH", "US", plain=False)),
        ("a, b", Place("a, b", plain=False)),
        ("a, b, c, d", Place("a, b, c, d", plain=False)),
        (",", Place(",", plain=False)),
        ("Rome; Oslo, Norway", Place("Rome; Oslo, Norway", "", "", plain=False)),
    ],
)
def test_places_in_one_cell(text: str, place: Place) -> None:
    assert places.split(text) == place


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        (("Rome", "", "Italia"), Place("Rome", "", "IT")),
        (("Austin", "Texas", ""), Place("Austin", "TX", "US")),
        (("Toronto", "Ontario", "Canada"), Place("Toronto", "ON", "CA")),
        (("x", "CA", ""), Place("x", "CA", "US")),
        (("x", "Quebec", ""), Place("x", "QC", "CA")),
        (("x", "Berkshire", "UK"), Place("x", "Berkshire", "GB")),
        (("x", "TX", "Atlantis"), Place("x", "TX", "Atlantis")),
        (("", "", ""), Place()),
    ],
)
def test_places_in_three_columns(columns: tuple[str, str, str], place: Place) -> None:
    assert places.settle(*columns, "US") == place


@pytest.mark.parametrize(
    ("state", "country", "zone"),
    [
        ("CA", "US", "America/Los_Angeles"),
        ("CA", "", "America/Los_Angeles"),
        ("ON", "CA", "America/Toronto"),
        ("", "DE", "Europe/Berlin"),
        ("", "US", ""),
        ("", "", ""),
        ("zz", "US", ""),
        ("", "Spain", "Europe/Madrid"),
        ("", "Atlantis", ""),
    ],
)
def test_zones_of_places(state: str, country: str, zone: str) -> None:
    """R36: the state first, then a country of one zone."""
    assert places.zone(state, country) == zone


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("U.K.", "GB"),
        ("uk", "GB"),
        ("Deutschland", "DE"),
        ("Côte d'Ivoire", "CI"),
        ("de", "DE"),
        ("Estados Unidos", "US"),
        ("Royaume-Uni", "GB"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_countries(text: str, country: str) -> None:
    assert places.country(text) == country


def test_ids_that_stand_alone() -> None:
    assert ids.salesforce("001x0000002xLCVAA2") == "001x0000002xLCV" == ids.salesforce("001x0000002xLCV")
    assert ids.salesforce("001x0000002xLCVAA3") == ""
    assert ids.salesforce("Acme Robotics 01") == ""
    assert ids.salesforce("001abcdefghijkl") == ""
    assert ids.guid("{F793E813-4210-4BF3-A812-711418DE25D2}") == "f793e813-4210-4bf3-a812-711418de25d2"
    assert ids.guid("00000000-0000-0000-0000-000000000000") == ""
    assert ids.key("1", "account", "hubspot") != ids.key("1", "account", "zoho")
    assert ids.key("001x0000002xLCVAA2", "account", "a") == ids.key("001x0000002xLCV", "account", "b")
    assert ids.account_id("id", "x") == ids.account_id("id", "x") != ids.account_id("idx", "")
    assert ids.shape_of(["Name", "E-mail"]) == ids.shape_of(["EMAIL", "name"]) != ids.shape_of(["name"])


def test_fields_are_joined_one_by_one() -> None:
    found = merging.join(
        {"city": "Rome", "phone": "+14159017000"}, {"city": "ROME", "phone": "(415) 901-7000", "size": 5}
    )
    assert found == merging.Joined({"city": "Rome", "phone": "+14159017000", "size": 5})
    found = merging.join(
        {"tags": "a, b", "last_contact": "2024-01-01", "x": ""},
        {"tags": "b, c", "last_contact": "2024-02-01", "x": "y"},
    )
    assert found.fields == {"tags": "a, b, c", "last_contact": "2024-02-01", "x": "y"}
    found = merging.join({"industry": "Steel", "zone": "a"}, {"industry": "Iron", "zone": "b"})
    assert [clash.words() for clash in found.clashes] == ["industry stays Steel; the list says Iron"]


def test_better_spellings() -> None:
    assert merging.better_firm("ACME CORP", "Acme Corp.") == "Acme Corp."
    assert merging.better_firm("Acme", "Globex") == "Acme"
    assert merging.better_firm("", "Globex") == "Globex"
    assert merging.better_person("M. Chen", "Michael Chen") == "Michael Chen"
    assert merging.better_person("sarah johnson", "Sarah Johnson") == "Sarah Johnson"
    assert merging.better_person("Sarah Johnson", "sarah johnson") == "Sarah Johnson"
    assert merging.better_person("Dana", "Ray") == "Dana"
    assert merging.better_person("", "Ray") == "Ray"


def test_what_people_agree_on() -> None:
    held = merging.agreed({}, {"city": "Rome", "state": "x"})
    held = merging.agreed(held, {"city": "rome", "state": "y"})
    assert merging.agreed(held, {"state": "x"}) == {"city": "Rome", "state": None}
