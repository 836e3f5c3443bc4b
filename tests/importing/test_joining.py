"""Which rows are one firm or one person: certain ones are merged, a shared switchboard is no duplicate."""

from __future__ import annotations

import pytest

from storage.importing import Moved
from tests.importing.conftest import Desk


def test_one_domain_and_like_names_are_one_firm(desk: Desk) -> None:
    report = desk.bring(
        "Company,Website,Industry\nCloudScale,https://www.cloudscale.example/x,Cloud\n"
        "CloudScale Technologies,cloudscale.example,Clouds\nUmbrella,cloudscale.example,Pharma\n"
    )
    assert (report.accounts, report.merged) == (Moved(2, 0, 0), 1)
    texts = {remark.text for remark in report.remarks}
    assert texts == {
        "CloudScale: industry stays Cloud; the list says Clouds",
        "CloudScale: name stays CloudScale; the list says CloudScale Technologies",
    }


def test_one_name_with_other_ids_or_places_is_two_firms(desk: Desk) -> None:
    """A shared name with different ids or addresses is no duplicate, nor is a shared number."""
    report = desk.bring(
        "Id,Name,Phone,BillingCity,IsDeleted\n"
        "001x0000002xLCVAA2,????????,(555) 555-1212,Tokyo,false\n"
        "001x0000002xLCWAA2,????????,(555) 555-1212,Osaka,false\n"
    )
    assert (report.accounts.new, report.merged) == (2, 0)
    report = desk.bring("Company,City,Street\nAcme,Rome,a\nAcme,Oslo,b\nAcme,Rome,c\nAcme,,\n", name="places.csv")
    assert (report.accounts.new, report.merged) == (3, 1)
    again = desk.bring("Company,City,Street\nAcme,Rome,a\nAcme,Oslo,b\nAcme,Rome,c\nAcme,,\n", name="places.csv")
    assert (again.accounts, again.action) == (Moved(0, 0, 3), "")


def test_one_name_and_two_sites_are_two_firms(desk: Desk) -> None:
    report = desk.bring("Company,Website\nApex,apex.example\nApex,apex-digital.example\n")
    assert report.accounts.new == 2
    assert desk.bring("Company,Website,Size\nApex,third.example,5\n", name="more.csv").accounts.new == 1


def test_securities_of_one_firm_are_one_account(desk: Desk) -> None:
    report = desk.bring(
        'Symbol,Security,Headquarters Location,CIK\nGOO,Goo Inc. (Class A),"San Jose, California",0001652044\n'
        'GOOL,Goo Inc. (Class C),"San Jose, California",1652044\nFOO,Foo Corp,"Dublin, Ireland",99\n'
    )
    assert (report.accounts.new, report.merged) == (2, 1)
    goo = desk.accounts()["Goo Inc."]
    assert [goo.get(name) for name in ("city", "state", "country", "zone", "Symbol")] == [
        "San Jose",
        "CA",
        "US",
        "America/Los_Angeles",
        "GOO",
    ]
    assert desk.accounts()["Foo Corp"].get("zone") == "Europe/Dublin"
    assert [remark.text for remark in report.remarks] == ["Goo Inc.: Symbol stays GOO; the list says GOOL"]


def test_one_address_and_like_names_are_one_person(desk: Desk) -> None:
    report = desk.bring(
        "Full Name,Email,Company,Title,Phone\nM. Chen,M.CHEN@techflow.example,TechFlow,,\n"
        "Michael Chen,m.chen@techflow.example,techflow,CTO,(312) 555-0142\n"
        "Clarice Uzzell,shared@moz.example,Moz,,\nNancey Windibank,shared@moz.example,Moz,,\n"
    )
    assert (report.people.new, report.merged) == (3, 1)
    chen = desk.people()["Michael Chen"]
    assert (chen.get("first"), chen.get("title"), chen.get("phone")) == ("Michael", "CTO", "+13125550142")
    again = desk.bring((desk.folder / "list.csv").read_text())
    assert (again.people, again.action) == (Moved(0, 0, 3), "")


def test_one_name_and_other_addresses_are_probable_only(desk: Desk) -> None:
    report = desk.bring(
        "Full Name,Email,Company,LinkedIn\nDaniel Lee,daniel@bright.example,Bright,linkedin.com/in/lee\n"
        "Daniel Lee,d.lee@bright.example,Bright,linkedin.com/in/lee\n"
    )
    assert (report.people.new, report.merged, report.probable) == (2, 0, 1)
    report = desk.bring("Name,Email,Company\nDaniel Lee,lee@bright.example,Bright\n", name="other.csv")
    assert (report.people.new, report.probable) == (1, 2)


def test_one_page_and_like_names_are_one_person(desk: Desk) -> None:
    report = desk.bring(
        "Name,LinkedIn,Company,Email\nAda Lovelace,https://www.linkedin.com/in/ada/,Engines,\n"
        "Ada,linkedin.com/in/ada?x=1,Looms,a@looms.example\nBob,linkedin.com/in/ada,Looms,\n"
    )
    assert (report.people.new, report.merged) == (2, 1)


def test_the_same_row_twice_is_one(desk: Desk) -> None:
    report = desk.bring(
        "Name,Phone,Company\n" + "Dana Cole,(312) 555-0142,Acme\n" * 3 + "Dana Cole,(212) 555-1234,Acme\n"
    )
    assert (report.people.new, report.merged, report.probable) == (2, 2, 1)
    report = desk.bring("Name,Phone\n" + "Ray Ortiz,(312) 555-0199\n" * 2, name="alone.csv")
    assert (report.people.new, report.merged) == (1, 1)


def test_rows_of_one_id_are_one_person_unless_their_names_disagree(desk: Desk) -> None:
    report = desk.bring(
        "Contact ID,Name,Email,Company\n"
        "7,Dana Cole,a@acme.example,Acme\n7,D. Cole,b@acme.example,Acme\n7,Ray Ortiz,,Acme\n"
    )
    assert (report.people.new, report.merged) == (2, 1)
    assert desk.people()["Dana Cole"].get("email") == "a@acme.example"


def test_accounts_and_people_join_by_id_name_or_domain(desk: Desk) -> None:
    people = (
        "First Name,Last Name,Email,Company Name,company_id,Lifecycle Stage,Record ID\n"
        "Dana,Cole,dana@else.example,,1,lead,11\n"
        "Ray,Ortiz,ray@x.example,globex inc,,lead,12\nKim,Sato,kim@mail.initech.example,,,lead,13\n"
        "Lou,Reed,lou@gmail.com,,9,lead,14\nSue,Ray,sue@new.example,,9,lead,15\n"
    )
    firms = (
        "Name,Company Domain Name,company_id,Lifecycle Stage\nAcme,acme.example,1,lead\nGlobex,globex.example,2,lead\n"
        "Initech,www.initech.example,3,lead\n"
    )
    report = desk.again([desk.write(people, "people.csv"), desk.write(firms, "firms.csv")])
    named = {
        person.name: next(each.name for each in desk.accounts().values() if each.id == person.account)
        for person in desk.people().values()
    }
    assert named == {
        "Dana Cole": "Acme",
        "Ray Ortiz": "Globex",
        "Kim Sato": "Initech",
        "Lou Reed": "Lou Reed",
        "Sue Ray": "new.example",
    }
    assert dict(report.counts) == {"unlinked": 1}
    assert desk.again([desk.folder / "people.csv", desk.folder / "firms.csv"]).action == ""


def test_people_find_the_company_of_an_earlier_import_by_its_id(desk: Desk) -> None:
    desk.bring("Name,Domain,company_id,Record ID,Lifecycle Stage\nAcme,acme.example,1,1,lead\n", "firms.csv")
    report = desk.bring(
        "First Name,Last Name,Email,company_id,Record ID,Lifecycle Stage\nDana,Cole,d@gmail.com,1,7,lead\n"
    )
    assert report.accounts == Moved(0, 0, 1)
    assert desk.people()["Dana Cole"].account == desk.accounts()["Acme"].id


def test_people_find_the_company_of_an_earlier_import_by_its_domain_or_name(desk: Desk) -> None:
    desk.bring("Company,Website\nAcme Robotics,acme.example\nApex,\nApex,\n", "firms.csv")
    report = desk.bring("Name,Email\nDana Cole,dana@acme.example\n", "a.csv")
    assert report.accounts == Moved(0, 0, 1)
    report = desk.bring("Name,Email,Company\nRay Ortiz,ray@gmail.com,ACME Robotics Inc.\n", "b.csv")
    assert report.accounts == Moved(0, 0, 1)
    report = desk.bring("Name,Email\nRay Ortiz,ray@gmail.com\n", "c.csv")
    assert (report.accounts, report.people) == (Moved(0, 0, 1), Moved(0, 0, 1))


def test_of_two_accounts_of_one_name_nobody_knows_which(desk: Desk) -> None:
    desk.bring("Company,City\nApex,Rome\nApex,Oslo\n", "firms.csv")
    report = desk.bring("Name,Email,Company\nDana Cole,d@gmail.com,Apex\n", "people.csv")
    assert (report.accounts.new, report.probable) == (1, 2)


def test_a_domain_that_unlike_firms_share_is_nobodys(desk: Desk) -> None:
    rows = "".join(f"P{n} Q{n},p{n}@demo.example,Company {n}\n" for n in range(12))
    report = desk.bring(f"Name,Email,Company\n{rows}Alone Person,alone@demo.example,\n")
    assert (report.accounts.new, report.people.new) == (13, 13)
    assert all(facts.get("domain") == "" for name, facts in desk.accounts().items() if name.startswith("Company"))


@pytest.mark.parametrize("firm", ["Self-employed", "Freelance", "N/A", "Retired"])
def test_a_company_that_is_none_joins_nobody(desk: Desk, firm: str) -> None:
    report = desk.bring(f"Name,Email,Company\nDana Cole,d@gmail.com,{firm}\nRay Ortiz,r@gmail.com,{firm}\n")
    assert set(desk.accounts()) == {"Dana Cole", "Ray Ortiz"}
    assert report.accounts.new == 2


def test_what_people_agree_on_is_good_for_their_firm(desk: Desk) -> None:
    desk.bring(
        "Name,Email,Company,City,Country,Budget,Last Contact\n"
        "Dana Cole,d@acme.example,Acme,Rome,Italy,$1.2M,2026-01-05\n"
        "Ray Ortiz,r@acme.example,Acme,Milan,IT,,2026-03-05\nKim Sato,k@gmail.com,,Oslo,Norway,5k,2026-02-01\n"
    )
    acme, kim = desk.accounts()["Acme"], desk.accounts()["Kim Sato"]
    assert [acme.get(name) for name in ("city", "country", "zone", "spend", "last_contact", "domain")] == [
        "",
        "IT",
        "Europe/Rome",
        "1200000",
        "2026-03-05",
        "acme.example",
    ]
    assert [kim.get(name) for name in ("city", "country", "spend", "last_contact")] == [
        "Oslo",
        "NO",
        "5000",
        "2026-02-01",
    ]


def test_a_list_of_sites_alone_names_firms_by_them(desk: Desk) -> None:
    report = desk.bring("Website,Industry\nhttps://www.acme.example/,Steel\nglobex.example,Iron\nacme.example,Steel\n")
    assert (report.accounts.new, report.merged) == (2, 1)
    assert desk.accounts()["acme.example"].get("domain") == "acme.example"
    assert desk.bring("Website\nacme.example\n", "b.csv").accounts == Moved(0, 0, 1)


def test_an_id_that_nothing_explains_is_of_no_use(desk: Desk) -> None:
    report = desk.bring("Account ID,Company,Industry\n7,,Steel\n8,Acme,Iron\n")
    assert report.accounts.new == 1
    assert [(row.line, row.why) for row in report.skipped] == [
        (2, "it names a company by an id only, and nobody there")
    ]
    text = "Name,Email,Account ID,Industry\nDana Cole,d@gmail.com,7,Steel\nRay Ortiz,r@gmail.com,7,Steel\n"
    desk.bring(text, "b.csv")
    assert desk.accounts()["Dana Cole"].get("industry") == "Steel"
    assert desk.bring(text, "b.csv").action == ""


def test_rows_without_a_company_may_disagree_about_it(desk: Desk) -> None:
    report = desk.bring("Name,Email,Industry\nA B,a@x.example,Steel\nC D,c@x.example,Iron\n")
    assert report.accounts.new == 1
    assert [remark.text for remark in report.remarks] == ["x.example: industry stays Steel; the list says Iron"]


def test_people_of_a_domain_that_two_firms_have_get_one_of_its_name(desk: Desk) -> None:
    report = desk.bring(
        "Name,Email,Company\nA B,a@x.example,Alpha\nC D,c@x.example,Beta\nE F,e@x.example,\nG H,g@x.example,\n"
    )
    assert set(desk.accounts()) == {"Alpha", "Beta", "x.example"}
    assert report.accounts.new == 3


def test_one_name_and_one_place_and_other_ids_stay_apart_and_come_back(desk: Desk) -> None:
    text = "Account ID,Company,City\n1,Apex,Rome\n2,Apex,Rome\n3,Apex,Rome\n"
    assert desk.bring(text).accounts.new == 3
    assert desk.bring(text).action == ""
    report = desk.bring("Account ID,Company,City\n4,Apex,Rome\n", "b.csv")
    assert report.accounts.new == 1
    assert len({facts.id for facts in desk.accounts().values()}) == 1


def test_registers_tell_firms_apart_only_from_their_own_kind(desk: Desk) -> None:
    desk.bring("Company,CIK,City\nAcme,1,Rome\n")
    assert desk.bring("Id,Name,City\n001x0000002xLCVAA2,Acme,Rome\n", "b.csv").accounts == Moved(0, 0, 1)
    assert desk.bring("Company,CIK,City\nAcme,2,Rome\n", "c.csv").accounts == Moved(1, 0, 0)
    assert desk.bring("Id,Name,City\n001x0000002xLCWAA2,Acme,Rome\n", "d.csv").accounts == Moved(0, 0, 1)
    assert desk.bring("Id,Name,City\n001x0000002xLCXAA2,Acme,Rome\n", "e.csv").accounts == Moved(1, 0, 0)


def test_two_sites_in_rows_of_one_id_are_told(desk: Desk) -> None:
    report = desk.bring("Account ID,Company,Website\n1,Acme,acme.example\n1,Acme,acme.test\n")
    assert [remark.text for remark in report.remarks] == ["Acme: domain stays acme.example; the list says acme.test"]


def test_ids_of_two_lists_of_one_import_name_the_same_firms(desk: Desk) -> None:
    """CompanyID 2 of the people is CompanyID 2 of the accounts that came with them, and so it is again later."""
    firms = desk.write("CompanyID,CompanyName,City\n1,Alpha Cranes,Boston\n2,Alpha Cranes,Denver\n", "firms.csv")
    people = desk.write(
        "ContactID,CompanyID,Name,Email\n11,1,Ed Moss,ed@gmail.com\n12,2,Flo Nash,flo@gmail.com\n", "people.csv"
    )
    report = desk.again([people, firms])
    assert (report.accounts.new, report.people.new) == (2, 2)
    homes = {facts.name: facts.account for facts in desk.people().values()}
    assert homes["Ed Moss"] != homes["Flo Nash"]
    again = desk.again([people])
    assert (again.accounts.new, again.people.same) == (0, 2)


def test_ids_of_two_lists_whose_names_differ_stay_apart(desk: Desk) -> None:
    firms = desk.write("CompanyID,CompanyName,City\n1,Alpha Cranes,Boston\n2,Beta Pumps,Denver\n", "firms.csv")
    people = desk.write(
        "CompanyID,Company,Name,Email\n1,Zeta Foods,Ed Moss,ed@gmail.com\n2,Iota Inc,Flo Nash,flo@gmail.com\n",
        "people.csv",
    )
    assert desk.again([people, firms]).accounts.new == 4


def test_what_people_of_two_lists_do_not_agree_on_is_nobodys_saying(desk: Desk) -> None:
    """Within a list and between lists: a firm is told only what all of its people say of it."""
    ann = desk.write("Company,Full Name,Email,City,State\nAcme,Ann Lee,ann@acme.example,Gary,IN\n", "ann.csv")
    bea = desk.write("Company,Full Name,Email,City,State\nAcme,Bea Ray,bea@acme.example,Peru,IN\n", "bea.csv")
    assert desk.again([ann, bea]).accounts.new == 1
    (acme,) = desk.accounts().values()
    assert (acme.get("city"), acme.get("state")) == ("", "IN")
