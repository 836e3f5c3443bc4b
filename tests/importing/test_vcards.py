"""Cards of vCard 2.1, 3.0 and 4.0 in the shapes of phones and programs; broken ones cost only themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.errors import BadInput
from storage.importing import preview
from storage.importing.vcards_held import held
from storage.importing.vcards_lines import cards
from tests.importing.conftest import Desk

OUTLOOK = """BEGIN:VCARD\r
VERSION:2.1\r
N;LANGUAGE=en-us:Cole;Dana;May,Ann;Ms.;Jr.\r
FN:Ms. Dana May Ann Cole Jr.\r
ORG:Acme, Inc.;Plant;Line 3\r
TITLE:VP Operations\r
NOTE;ENCODING=QUOTED-PRINTABLE:Likes mornings=0D=0A=\r
=C3=A9t=C3=A9 only\r
TEL;WORK;VOICE:(312) 555-0142\r
TEL;CELL;VOICE:MobilePhone\r
TEL;WORK;FAX:(312) 555-0143\r
ADR;HOME:;;1 Home Lane;Evanston;IL;60201;United States of America\r
ADR;WORK;PREF:;Suite 5;24 Route 41;Chicago;IL;60601;United States of America\r
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:24 Route 41=0D=0A=\r
Chicago\r
URL;WORK:http://www.acme.example/about\r
BDAY:19800322\r
EMAIL;PREF;INTERNET:dana@acme.example\r
PHOTO;TYPE=JPEG;ENCODING=BASE64:\r
 /9j/4AAQSkZJRgABAQEAYABgAAD\r
\r
KEY;X509;ENCODING=BASE64:\r
    MIIDITCCAoqgAwIBAgIQT52W2Waw\r
\r
X-MS-MANAGER:Big Blue\r
REV:20261123T083000Z\r
END:VCARD\r
"""
APPLE = """BEGIN:VCARD
VERSION:3.0
N:Ortiz;Ray;;;
FN:Ray Ortiz
ORG:Globex;
item1.EMAIL;type=INTERNET;type=pref:ray@globex.example
item2.EMAIL;type=INTERNET:ray.home@gmail.com
item2.X-ABLabel:_$!<Home>!$_
item3.TEL:+1 312 555 0150
item3.X-ABLabel:_$!<Work>!$_
item4.TEL:312-555-0151
item4.X-ABLabel:AssistantPhone
TEL;type=CELL;type=VOICE;type=pref:+13125550152
item5.URL;type=pref:http\\://www.globex.example
item5.X-ABLabel:_$!<HomePage>!$_
X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ray-ortiz
X-SOCIALPROFILE;type=twitter:https://twitter.com/ray
CATEGORIES:expo,north\\, cold
NOTE:First line\\nSecond\\, and a very long one that is fol
 ded in the middle of a word
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 AAAA
UID:0e7602cc-443e-4b82-b4b1-90f62f99a199
END:VCARD
"""
FOUR = """BEGIN:VCARD
VERSION:4.0
FN:Kim Sato
N:Sato;Kim;;;
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-312-555-0160;ext=102
TEL;VALUE=uri;TYPE=home:tel:+1-312-555-0161
EMAIL;TYPE=work:mailto:kim@hooli.example
ORG:Hooli
ROLE:Plant manager
LANG:de
TZ:Europe/Berlin
RELATED;TYPE=spouse:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
PHOTO:https://example.com/never-fetched.jpg
SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/kim
END:VCARD
"""


def write(folder: Path, data: str | bytes, name: str = "cards.vcf") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def card(*lines: str, version: str = "3.0") -> str:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(tmp_path: Path, data: str | bytes) -> list[dict[str, str]]:
    return [held(each) for each in cards(write(tmp_path, data))]


def test_a_card_of_outlook(desk: Desk) -> None:
    report = desk.again([write(desk.folder, OUTLOOK)])
    assert (report.accounts.new, report.people.new, report.skipped) == (1, 1, ())
    dana, acme = desk.people()["Dana May Ann Cole"], desk.accounts()["Acme, Inc."]
    assert (dana.get("first"), dana.get("last"), dana.get("title")) == ("Dana", "Cole", "VP Operations")
    assert (dana.get("phone"), dana.get("mobile"), dana.get("Fax")) == ("+13125550142", "", "(312) 555-0143")
    assert (dana.get("department"), dana.get("Manager"), dana.get("birthday")) == ("Plant, Line 3", "Big Blue", "")
    assert dana.get("Home address").startswith("1 Home Lane, Evanston")
    assert (acme.get("domain"), acme.get("city"), acme.get("zone")) == ("acme.example", "Chicago", "America/Chicago")
    assert [remark.text for remark in acme.remarks] == ["Likes mornings\nété only"]
    again = desk.again([desk.folder / "cards.vcf"])
    assert (again.accounts.same, again.people.same, again.action) == (1, 1, "")


def test_a_card_of_apple(desk: Desk) -> None:
    desk.again([write(desk.folder, APPLE)])
    ray = desk.people()["Ray Ortiz"]
    assert (ray.get("email"), ray.get("email_2")) == ("ray@globex.example", "ray.home@gmail.com")
    assert (ray.get("phone"), ray.get("mobile"), ray.get("Assistant phone")) == (
        "+13125550150",
        "+13125550152",
        "312-555-0151",
    )
    assert (ray.get("linkedin"), ray.get("Twitter")) == (
        "https://www.linkedin.com/in/ray-ortiz",
        "https://twitter.com/ray",
    )
    assert ray.get("tags") == "expo, north, cold"
    globex = desk.accounts()["Globex"]
    assert globex.get("domain") == "globex.example"
    assert globex.remarks[0].text == "First line\nSecond, and a very long one that is folded in the middle of a word"


def test_a_card_of_version_four(desk: Desk) -> None:
    desk.again([write(desk.folder, FOUR)])
    kim = desk.people()["Kim Sato"]
    assert (kim.get("phone"), kim.get("phone_ext")) == ("+13125550160", "102")
    assert (kim.get("email"), kim.get("title"), kim.get("language")) == ("kim@hooli.example", "Plant manager", "de")
    assert (kim.get("zone"), kim.get("linkedin")) == ("Europe/Berlin", "https://www.linkedin.com/in/kim")
    assert not any("never-fetched" in str(value) or "urn:uuid:f81" in str(value) for _, value in kim.fields)


def test_several_cards_with_one_that_is_never_closed(desk: Desk) -> None:
    text = card("FN:A One", "TEL:+13125550101") + "BEGIN:VCARD\nFN:B Two\n" + card("FN:C Three", "TEL:+13125550103")
    report = desk.again([write(desk.folder, text + "BEGIN:VCARD\nFN:D Four\nTEL:5")], skipped_to=desk.folder)
    assert set(desk.people()) == {"A One", "C Three"}
    assert [(row.line, "never closed" in row.why) for row in report.skipped] == [(6, True), (13, True)]
    assert "D Four" in Path(report.mend[0]).read_text("utf-8")


def test_a_card_in_a_card_is_somebody_elses(tmp_path: Path) -> None:
    nested = card("FN:Boss", "AGENT:", *card("FN:Agent", "TEL:555").splitlines(), "TITLE:CEO", version="2.1")
    assert read(tmp_path, nested) == [{"Name": "Boss", "Job title": "CEO"}]
    inline = card("FN:Boss", "AGENT:BEGIN:VCARD\\nFN:Agent\\nEND:VCARD\\n", "TITLE:CEO")
    assert read(tmp_path, inline) == [{"Name": "Boss", "Job title": "CEO"}]


def test_companies_groups_and_numbers_alone(desk: Desk) -> None:
    text = (
        card(
            "ORG:Initech",
            "TEL;TYPE=WORK:+1 312 555 0170",
            "EMAIL:post@initech.example",
            "ADR:;;1 A St;Chicago;IL;60601;US",
        )
        + card("FN:Umbrella", "ORG:Umbrella", "CATEGORIES:expo")
        + card("KIND:group", "FN:Friends", version="4.0")
        + card("TEL;TYPE=CELL:+1 312 555 0171")
        + card("NICKNAME:Joey")
    )
    report = desk.again([write(desk.folder, text)])
    initech = desk.accounts()["Initech"]
    assert (initech.get("phone"), initech.get("email"), initech.get("city")) == (
        "+13125550170",
        "post@initech.example",
        "Chicago",
    )
    assert desk.accounts()["Umbrella"].get("tags") == "expo"
    assert set(desk.people()) == {"+13125550171"}
    assert ["group" in row.why for row in report.skipped] == [True, False]


def test_a_file_of_companies_alone_is_a_list_of_accounts(tmp_path: Path) -> None:
    (plan,) = preview([write(tmp_path, card("ORG:Initech", "URL:initech.example"))])
    assert (plan.kind, plan.source, plan.encoding) == ("accounts", "vcard", "vCard")
    assert [column.field for column in plan.columns] == ["firm.name", "firm.domain"]


@pytest.mark.parametrize(
    ("charset", "codec", "name"),
    [
        ("SHIFT_JIS", "shift_jis", "山田 太郎"),
        ("ISO-8859-1", "latin-1", "Jörg Müller"),
        ("Windows-1252", "cp1252", "Zoë “Z” Ångström"),
        ("UTF-8", "utf-8", "Łukasz Żak"),
        ("utf8-bogus", "utf-8", "Ñandú"),
    ],
)
def test_every_property_has_its_own_letters(tmp_path: Path, charset: str, codec: str, name: str) -> None:
    packed = "".join(f"={byte:02X}" for byte in name.encode(codec))
    quoted = card(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{packed}", version="2.1")
    assert read(tmp_path, quoted) == [{"Name": name}]
    plain = card(f"FN;CHARSET={charset}:@", version="2.1").encode().replace(b"@", name.encode(codec))
    assert read(tmp_path, plain) == [{"Name": name}]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"])
def test_the_file_has_its_letters(desk: Desk, codec: str) -> None:
    text = card("FN:Jörg Müller", "ORG:Äpfel & Söhne", "TEL:+49 30 901820")
    desk.again([write(desk.folder, text.encode(codec))])
    assert set(desk.people()) == {"Jörg Müller"}


def test_soft_line_breaks_that_go_wrong(tmp_path: Path) -> None:
    text = card(
        "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:C=C3=B4t=C3=A9;Ren=",
        "=C3=A9e;;;",
        "ORG;QUOTED-PRINTABLE:Acme=",
        "",
        "TITLE;ENCODING=QUOTED-PRINTABLE:Chief=20=",
        version="2.1",
    )
    assert read(tmp_path, text) == [
        {"Name": "Renée Côté", "First name": "Renée", "Last name": "Côté", "Company": "Acme", "Job title": "Chief"}
    ]


def test_folds_of_old_cards_keep_their_blank_and_new_ones_do_not(tmp_path: Path) -> None:
    lines = ("FN:Dana", " Cole", "TITLE;ENCODING=BASE64:", "  Q0VP")
    assert read(tmp_path, card(*lines, version="2.1")) == [{"Name": "Dana Cole", "Job title": "CEO"}]
    assert read(tmp_path, card("FN:Dana", "  Cole"))[0] == {"Name": "Dana Cole"}


def test_lines_that_belong_nowhere_are_joined_or_left(tmp_path: Path) -> None:
    text = card("stray words", 'X-A="b:FN', "FN:Dana Cole", "PHOTO;BASE64:AAAA", "BBBB==", "NOTE:one", "two", "GEO:1;2")
    assert read(tmp_path, "rubbish\n" + text + "END:VCARD\n") == [{"Name": "Dana Cole", "Note": "one\ntwo"}]


def test_lumps_are_not_read(tmp_path: Path) -> None:
    lump = card("FN:Dana", "X-PICTURE;ENCODING=b:" + "QUJD" * 3_000, "TITLE;ENCODING=b:QUJDR", "NOTE:" + "x" * 300_000)
    (found,) = read(tmp_path, lump)
    assert set(found) == {"Name", "Note"}
    assert len(found["Note"]) < 140_000
    assert len(read(tmp_path, card("FN:Dana", *(f"X-F{place}:v" for place in range(900))))[0]) < 420


def test_types_in_every_spelling(tmp_path: Path) -> None:
    for line in (
        "TEL;WORK;VOICE:1234567",
        "TEL;TYPE=work,voice:1234567",
        'TEL;TYPE="VOICE,WORK":1234567',
        "TEL;type=WORK;type=pref:1234567",
        "A.TEL;WORK:1234567",
    ):
        assert read(tmp_path, card("FN:D C", line)) == [{"Name": "D C", "Work phone": "1234567"}], line
    two = card("FN:D C", "EMAIL;WORK:b@x.example", "EMAIL;WORK;PREF:a@x.example", "EMAIL;HOME:c@x.example")
    assert read(tmp_path, two)[0]["Work email"] == "a@x.example; b@x.example"


def test_addresses_at_work_come_first_and_one_lump_is_a_street(tmp_path: Path) -> None:
    lump = read(tmp_path, card("FN:D C", "ADR;TYPE=HOME:;1 Lane\\n60201 Evanston;;;;;"))
    assert lump == [{"Name": "D C", "Street": "1 Lane, 60201 Evanston"}]
    box = read(tmp_path, card("FN:D C", "ADR:PO 5;;;Chicago;IL;;", "ADR;HOME:;;1 Lane;;;;", "ADR:;;;;;;"))
    assert box == [{"Name": "D C", "Street": "PO 5", "City": "Chicago", "State": "IL", "Home address": "1 Lane"}]


def test_more_of_a_kind_than_we_know_stays_a_field_of_its_own(tmp_path: Path) -> None:
    text = card(
        "FN:D C",
        "ORG:Acme",
        "ORG:Other;Unit",
        "TITLE:CEO",
        "TITLE:Owner",
        "URL:acme.example",
        "URL:blog.example",
        "URL;HOME:me.example",
        "X-LINKEDIN:linkedin.com/in/a",
        "X-LINKEDIN:linkedin.com/in/b",
        "X-SOCIALPROFILE:p.example",
        "TEL;PAGER:5551234",
        "X-SKYPE:dana.c",
        "X-MS-IMADDRESS:dana@im",
        "X-SPOUSE:Sam",
        "GENDER:F",
        "X-ABDATE:2000-01-01",
    )
    assert read(tmp_path, text) == [
        {
            "Name": "D C",
            "Company": "Acme",
            "Company 2": "Other, Unit",
            "Job title": "CEO",
            "Job title 2": "Owner",
            "Website": "acme.example",
            "Website 2": "blog.example",
            "Homepage": "me.example",
            "LinkedIn": "linkedin.com/in/a",
            "LinkedIn 2": "linkedin.com/in/b",
            "Profile": "p.example",
            "Pager": "5551234",
            "Skype": "dana.c",
            "IM": "dana@im",
        }
    ]


def test_names_with_commas_and_names_that_are_all_title(tmp_path: Path) -> None:
    assert read(tmp_path, card("FN:Cole, Dana", "N:Cole;Dana;;;"))[0]["Name"] == "Dana Cole"
    assert read(tmp_path, card("FN:Dr.", "N:;;;Dr.;"))[0]["Name"] == "Dr."
    assert read(tmp_path, card("N:Sato;Kim;;;"))[0]["Name"] == "Kim Sato"
    assert read(tmp_path, card("FN:山田 太郎", "N:山田;太郎;;;"))[0]["Name"] == "山田 太郎"


def test_a_mapping_overrules_a_column(desk: Desk) -> None:
    text = card("FN:Dana Cole", "X-REGION:North", "TEL:+13125550101")
    path = write(desk.folder, text)
    desk.again([path], mapping=(("Region", "territory"),))
    assert desk.people()["Dana Cole"].get("territory") == "North"
    with pytest.raises(BadInput, match="No list has a column"):
        desk.again([path], mapping=(("Regoin", "territory"),))


def test_a_text_that_calls_itself_cards_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="is called a file of vCards"):
        desk.again([write(desk.folder, "hello")])


def test_cards_of_any_name_are_cards(desk: Desk) -> None:
    desk.again([write(desk.folder, "\n" + APPLE.replace("BEGIN:VCARD", "begin:vcard"), "export.csv")])
    assert "Ray Ortiz" in desk.people()


def test_simple_cards_read_as_vobject_reads_them(tmp_path: Path) -> None:
    import vobject  # type: ignore[import-untyped]

    text = card("N:Cole;Dana;;;", "FN:Dana Cole", "ORG:Acme;Plant", "TITLE:VP\\, Ops", "EMAIL;TYPE=WORK:d@acme.example")
    judged, (ours,) = vobject.readOne(text), read(tmp_path, text)
    assert ours["Name"] == judged.fn.value
    assert (ours["First name"], ours["Last name"]) == (judged.n.value.given, judged.n.value.family)
    assert [ours["Company"], ours["Department"]] == judged.org.value
    assert (ours["Job title"], ours["Work email"]) == (judged.title.value, judged.email.value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*APPLE.splitlines(), *OUTLOOK.splitlines(), "", "=", ":", ";", '"', "BEGIN:VCARD"]),
        max_size=30,
    ),
    st.binary(max_size=40),
)
def test_no_file_of_cards_crashes(tmp_path: Path, lines: list[str], noise: bytes) -> None:
    path = write(tmp_path, "\n".join(["BEGIN:VCARD", *lines]).encode() + noise)
    for each in cards(path):
        assert all(isinstance(text, str) for text in held(each).values())
