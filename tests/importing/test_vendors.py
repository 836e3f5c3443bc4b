"""The headings of the vendors' exports, and what they are taken for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from storage.importing import preview
from tests.importing.conftest import Desk

SHAPES = tomllib.loads((Path(__file__).parent / "vendors.toml").read_text(encoding="utf-8"))


def text(shape: str) -> str:
    """The list of one row."""
    return f"{SHAPES[shape]['heads']}\n{SHAPES[shape]['row']}\n"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_vendors_export_is_recognised(desk: Desk, shape: str) -> None:
    held = SHAPES[shape]
    path = desk.write(text(shape))
    (plan,) = preview([path])
    assert plan.refused == ""
    assert plan.kind == held["kind"]
    assert plan.source.startswith(held["vendor"] or "list ")
    taken = {column.name: column.field for column in plan.columns}
    assert {name: taken[name] for name in held["fields"]} == held["fields"]
    report = desk.again([path])
    assert report.accounts.new == 1
    assert desk.again([path]).action == ""


def test_everything_else_is_kept_as_a_field(desk: Desk) -> None:
    desk.bring(text("apollo"))
    dana, acme = desk.people()["Dana Cole"], desk.accounts()["Acme"]
    assert [dana.get(name) for name in ("Email Status", "Seniority", "phone", "city", "state", "country")] == [
        "Verified",
        "Manager",
        "+13125550142",
        "Austin",
        "TX",
        "US",
    ]
    assert [
        acme.get(name) for name in ("city", "state", "phone", "revenue", "employees", "domain", "last_contact", "zone")
    ] == [
        "Dallas",
        "TX",
        "+13125550199",
        "5000000",
        "50",
        "acme.example",
        "2026-01-01",
        "America/Chicago",
    ]


def test_german_figures_phones_and_days(desk: Desk) -> None:
    desk.bring(text("german"))
    acme, dana = desk.accounts()["Acme GmbH"], desk.people()["Dana Köhler"]
    assert acme.number("revenue") == 8_480_000_000
    assert [step.on.isoformat() for step in acme.steps] == ["2026-12-01"]
    assert (dana.get("phone"), dana.get("zone"), dana.get("postcode")) == ("+49301234567", "Europe/Berlin", "10115")
