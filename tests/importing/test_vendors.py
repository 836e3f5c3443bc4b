"""The headings of the vendors' exports, and what they are taken for."""

from __future__ import annotations

import pytest

from storage.importing import preview
from tests.importing.conftest import Desk

SHAPES = {
    "salesforce contacts": (
        "Id,Salutation,FirstName,LastName,AccountId,Title,Department,MailingStreet,MailingCity,MailingState,MailingPostalCode,"
        "MailingCountry,Phone,MobilePhone,Email,HasOptedOutOfEmail,DoNotCall,LastActivityDate,OwnerId,SystemModstamp",
        "003x0000002xLCVAA2,Ms,Dana,Cole,001x0000002xLCWAA2,Buyer,Ops,1 Main,Austin,TX,73301,US,(312) 555-0142,,d@acme.example,0,1,"
        "2026-01-01,005x0000000fNSiAAM,2026-01-01",
        "salesforce", "people", {"FirstName": "person.first", "AccountId": "firm.id", "MailingCity": "person.city", "MobilePhone":
        "person.phone.mobile", "HasOptedOutOfEmail": "row.no_email", "DoNotCall": "row.no_call", "OwnerId": "own", "Id": "person.id"},
    ),
    "hubspot companies": (
        "Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Company Domain Name",
        "1234,Acme,Dana,2026-01-01,(312) 555-0142,2026-02-02,Austin,United States,Steel,acme.example",
        "hubspot", "accounts", {"Record ID": "firm.id", "Company name": "firm.name", "Company owner": "row.owner", "Phone Number":
        "firm.phone", "City": "firm.city", "Last Activity Date": "row.last_contact", "Company Domain Name": "firm.domain"},
    ),
    "pipedrive people": (
        "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Mobile,Person - Owner,"
        "Person - Next activity date,Organization - Address,Person - Label",
        "1,Dana Cole,Acme,d@acme.example,+1 312 555 0142,Ray,2026-12-01,1 Main St,Hot",
        "pipedrive", "people", {"Person - Name": "person.name", "Person - Organization": "firm.name", "Person - Email - Work":
        "person.email.work", "Person - Phone - Mobile": "person.phone.mobile", "Person - Next activity date": "row.next_activity",
        "Organization - Address": "firm.street", "Person - Owner": "row.owner", "Person - ID": "person.id", "Person - Label": "person.tags"},
    ),
    "dynamics accounts": (
        "(Do Not Modify) Account,(Do Not Modify) Row Checksum,Account Name,Main Phone,Address 1: City,Address 1: State/Province,Primary Contact",
        "f793e813-4210-4bf3-a812-711418de25d2,x,Acme,(312) 555-0142,Austin,TX,Dana Cole",
        "dynamics", "accounts", {"(Do Not Modify) Account": "firm.id", "Account Name": "firm.name", "Main Phone": "firm.phone",
        "Address 1: City": "firm.city", "Primary Contact": "person.name", "(Do Not Modify) Row Checksum": "own"},
    ),
    "zoho leads": (
        "Lead Id,Lead Owner,Company,First Name,Last Name,Designation,Email,Phone,Mobile,Website,Lead Source,Lead Status,Industry,"
        "No. of Employees,Annual Revenue,Email Opt Out",
        "zcrm_1,Ray,Acme,Dana,Cole,Buyer,d@acme.example,(312) 555-0142,,acme.example,Web,Contacted,Steel,50,$5M,false",
        "zoho", "people", {"Designation": "person.title", "No. of Employees": "firm.employees", "Annual Revenue": "firm.revenue",
        "Lead Source": "person.source", "Lead Owner": "row.owner", "Lead Id": "person.id"},
    ),
    "close leads": (
        "id,display_name,status_label,url,primary_contact_name,primary_contact_primary_email,primary_contact_primary_phone",
        "lead_1,Acme,Customer,https://acme.example,Dana Cole,d@acme.example,+13125550142",
        "close", "people", {"display_name": "firm.name", "status_label": "row.status", "url": "firm.domain", "primary_contact_name":
        "person.name", "primary_contact_primary_email": "person.email", "primary_contact_primary_phone": "person.phone"},
    ),
    "linkedin": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Ada,Lovelace,https://www.linkedin.com/in/ada,,Engines,CEO,14 May 2026",
        "linkedin", "people", {"URL": "person.linkedin", "Position": "person.title", "Connected On": "person.since"},
    ),
    "outlook": (
        "First Name,Last Name,Company,Department,Job Title,Business Street,Business City,Business Phone,Home Phone,Mobile Phone,"
        "E-mail Address,E-mail 2 Address,Web Page,Notes,Categories,Business Fax",
        "Dana,Cole,Acme,Ops,Buyer,1 Main,Austin,(312) 555-0142,,,d@acme.example,x@acme.example,acme.example,hi,VIP,(312) 555-0199",
        "outlook", "people", {"Business Street": "person.street", "Business Phone": "person.phone.work", "E-mail 2 Address":
        "person.email.other", "Web Page": "firm.domain", "Notes": "row.note", "Categories": "person.tags", "Business Fax": "own"},
    ),
    "google": (
        "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Website 1 - Value",
        "Dana,Cole,Acme,Buyer,* Work,d@acme.example ::: x@acme.example,Mobile,+1 312-555-0142,acme.example",
        "google", "people", {"Organization Name": "firm.name", "Organization Title": "person.title", "E-mail 1 - Value": "person.email",
        "Phone 1 - Value": "person.phone", "E-mail 1 - Label": "own"},
    ),
    "apollo": (
        "First Name,Last Name,Title,Company,Company Name for Emails,Email,Email Status,Seniority,Work Direct Phone,Corporate Phone,"
        "# Employees,Industry,Person Linkedin Url,Website,City,State,Country,Company City,Annual Revenue,Last Contacted,Stage",
        "Dana,Cole,Buyer,Acme,Acme,d@acme.example,Verified,Manager,(312) 555-0142,(312) 555-0199,50,steel,http://linkedin.com/in/dana,"
        "acme.example,Austin,Texas,United States,Dallas,5000000,2026-01-01,Cold",
        "apollo", "people", {"# Employees": "firm.employees", "Work Direct Phone": "person.phone.direct", "Corporate Phone": "firm.phone",
        "Company City": "firm.city", "City": "person.city", "Email Status": "own", "Stage": "row.status", "Person Linkedin Url":
        "person.linkedin"},
    ),
    "german": (
        "Firma,Anrede,Vorname,Name,Funktion,Telefon,E-Mail-Adresse,Straße,PLZ,Ort,Land,Branche,Mitarbeiterzahl,Jahresumsatz,Wiedervorlage,Bemerkung",
        "Acme GmbH,Frau,Dana,Köhler,Einkäuferin,030 1234567,d@acme.example,Hauptstr. 1,10115,Berlin,Deutschland,Stahl,50,\"8,48 Mrd\",01.12.2026,x",
        "", "people", {"Name": "person.last", "Vorname": "person.first", "Funktion": "person.title", "Ort": "person.city", "Land":
        "person.country", "Wiedervorlage": "row.next_activity", "Jahresumsatz": "firm.revenue", "Bemerkung": "row.note"},
    ),
    "french": (
        "Société,Prénom,Nom,Fonction,Téléphone,Portable,Courriel,Ville,Code postal,Pays,Secteur d'activité,Effectif,Chiffre d'affaires,Relance",
        "Acme SA,Dana,Dupont,Acheteuse,01 23 45 67 89,06 12 34 56 78,d@acme.example,Paris,75001,France,Acier,50,3 M€,01/12/2026",
        "", "people", {"Nom": "person.last", "Courriel": "person.email", "Portable": "person.phone.mobile", "Effectif": "firm.employees",
        "Relance": "row.next_activity"},
    ),
    "spanish": (
        "Empresa,Nombre,Apellidos,Cargo,Teléfono,Correo electrónico,Ciudad,Estado,País,Facturación,Notas",
        "Acme SL,Dana,García,Compras,612 345 678,d@acme.example,Madrid,Activo,España,1.200.000 €,x",
        "", "people", {"Nombre": "person.first", "Apellidos": "person.last", "Estado": "person.state", "Cargo": "person.title",
        "Correo electrónico": "person.email"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_vendors_export_is_recognised(desk: Desk, shape: str) -> None:
    heads, row, vendor, kind, fields = SHAPES[shape]
    path = desk.write(f"{heads}\n{row}\n")
    (plan,) = preview([path])
    assert plan.refused == ""
    assert plan.kind == kind
    assert plan.source == vendor or (not vendor and plan.source.startswith("list "))
    taken = {column.name: column.field for column in plan.columns}
    assert {name: taken[name] for name in fields} == fields
    report = desk.again([path])
    assert report.accounts.new == 1
    assert desk.again([path]).action == ""


def test_everything_else_is_kept_as_a_field(desk: Desk) -> None:
    heads, row, *_ = SHAPES["apollo"]
    desk.bring(f"{heads}\n{row}\n")
    dana, acme = desk.people()["Dana Cole"], desk.accounts()["Acme"]
    assert [dana.get(name) for name in ("Email Status", "Seniority", "phone", "city", "state", "country")] == [
        "Verified", "Manager", "+13125550142", "Austin", "TX", "US",
    ]  # fmt: skip
    assert [acme.get(name) for name in ("city", "state", "phone", "revenue", "employees", "domain", "last_contact", "zone")] == [
        "Dallas", "TX", "+13125550199", "5000000", "50", "acme.example", "2026-01-01", "America/Chicago",
    ]  # fmt: skip


def test_german_figures_phones_and_days(desk: Desk) -> None:
    heads, row, *_ = SHAPES["german"]
    desk.bring(f"{heads}\n{row}\n")
    acme, dana = desk.accounts()["Acme GmbH"], desk.people()["Dana Köhler"]
    assert acme.number("revenue") == 8_480_000_000
    assert [step.on.isoformat() for step in acme.steps] == ["2026-12-01"]
    assert (dana.get("phone"), dana.get("zone"), dana.get("postcode")) == ("+49301234567", "Europe/Berlin", "10115")
