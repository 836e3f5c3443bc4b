"""Lists without headings, as they are bought: a column is told by its cells and neighbours, or says that it guesses."""

from __future__ import annotations

import pytest

from storage.importing.columns import Reading, recognise
from storage.importing.header import find
from tests.importing.conftest import Desk
from tests.importing.reading import grid, written

AMERICAN = (
    (
        "ACME TOOL INC|COLE, DANA|PRESIDENT|dana@acmetool.example|(312) 555-0142|100 N LA SALLE ST|CHICAGO|IL|60602|45|"
        "$5,000,000|3544|333514"
    ),
    (
        "BAKER LLC|BAKER, THOMAS R|OWNER|tom@bakerllc.example|(630) 555-0119|22 OAK AVE|NAPERVILLE|IL|60540|12|"
        "$1,200,000|1711|238220"
    ),
    (
        "LAKESIDE GROUP|NGUYEN, LINH|OFFICE MANAGER||(847) 555-0177|9 SHERIDAN RD STE 4|EVANSTON|IL|60201|130|"
        "$3,400,000|8021|621210"
    ),
)


def read(*lines: str) -> Reading:
    rows = grid(*lines)
    return recognise(find(rows), rows)


def fields(*lines: str) -> list[str]:
    return [column.field for column in read(*lines).columns]


def test_a_bought_list_is_read_column_by_column() -> None:
    reading = read(*AMERICAN)
    assert [column.field for column in reading.columns] == [
        "firm.name", "person.name", "person.title", "person.email", "person.phone", "person.street", "person.city",
        "person.state", "person.postcode", "firm.employees", "firm.revenue", "own", "own",
    ]  # fmt: skip
    assert [reading.columns[place].how for place in (9, 10)] == ["guess", "content"]
    assert [column.name for column in reading.columns[11:]] == ["SIC", "NAICS"], "codes stay fields, with their names"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("Dana|Cole|Acme Robotics|dana@acme-robotics.example",
          "Tom|Baxter|Umbrella Logistics|tbaxter@umbrella.example"),
         ["person.first", "person.last", "firm.name", "person.email"]),
        (("Ward|Dennis|CFO|Gulf LLC|d@gulf.example|Mobile|AL",
          "Boone|Carol|Director|Bayou Inc|c@bayou.example|Tulsa|OK"),
         ["person.last", "person.first", "person.title", "firm.name", "person.email", "person.city", "person.state"]),
        (("Hartmann GmbH|Industriestr. 12|70565|Stuttgart|0711 7894560|www.hartmann.example|85",
          "Lange AG|Ringstraße 99|04109|Leipzig|0341 998877|lange.example|310"),
         ["firm.name", "firm.street", "firm.postcode", "firm.city", "firm.phone", "firm.domain", "firm.employees"]),
        (("Foundry Inc|Gordon|Pike|88 Front St E|Toronto|ON|M5E 1B8",
          "Salmon Ltd|Rene|Paquette|900 W Georgia St|Vancouver|BC|V6C 2W6"),
         ["firm.name", "person.first", "person.last", "firm.street", "firm.city", "firm.state", "firm.postcode"]),
        (("Mr|Ottokar|Wagnerin|Wagner Corp|219-555-0110", "Ms|Zelda|Grantova|Grant Inc|330-555-0121"),
         ["own", "person.first", "person.last", "firm.name", "person.phone"]),
        (("Alpine Tours|(970) 555-0111|alpine.example", "Vail Bikes|(970) 555-0122|vail.example"),
         ["firm.name", "firm.phone", "firm.domain"]),
        (("Acme Inc|51-200|1978|France", "Globex Ltd|11-50|1990|Germany"),
         ["firm.name", "firm.employees", "own", "firm.country"]),
        (("Acme Inc|2026-01-02|7", "Globex Ltd|2026-01-03|7"), ["firm.name", "own", "own"]),
        (("Acme Inc|a.example|b.example", "Globex Ltd|c.example|d.example"), ["firm.name", "firm.domain", "own"]),
    ],
)  # fmt: skip
def test_other_orders_and_countries(lines: tuple[str, ...], wanted: list[str]) -> None:
    assert fields(*lines) == wanted


def test_two_columns_of_figures_are_nobodys_headcount() -> None:
    found = fields("Acme Inc|12|88|(970) 555-0111", "Globex Ltd|45|3|(970) 555-0112")
    assert found == ["firm.name", "own", "own", "firm.phone"]


def test_words_that_tell_nothing_are_left_to_the_rep(desk: Desk) -> None:
    path = written(desk.folder, "Falcon,Miller,x1\nRiver,Stone,x2\nBrook,Hunter,x3\n")
    report = desk.again([path], mapping=(("Column 1", "first"), ("2", "last"), ("Column 3", "company")))
    assert (report.people.new, report.accounts.new) == (3, 3)
    assert desk.people()["Brook Hunter"].get("last") == "Hunter"


def test_a_bought_list_lands_with_its_first_row(desk: Desk) -> None:
    text = "\n".join(line.replace("|", ";") for line in AMERICAN)
    report = desk.bring(text + "\n")
    assert (report.accounts.new, report.people.new, report.skipped) == (3, 3, ())
    held = dict(desk.accounts()["ACME TOOL INC"].fields)
    assert (held["employees"], held["revenue"], held["NAICS"]) == (45, 5_000_000, "333514")
    assert desk.people()["THOMAS R BAKER"].get("phone") == "+16305550119"


def test_between_street_and_postcode_the_town_stands_before_its_county() -> None:
    """Lists of Britain come so."""
    found = fields(
        "Thames Print Ltd|Mrs|Helen|Shaw|Managing Director|Unit 4, Kiln Lane|Reading|Berkshire|RG1 4PN|0118 496 0101",
        "Pennine Castings Ltd|Mr|Ian|Booth|Works Director|Mill Road|Huddersfield|West Yorkshire|HD1 2NE|01484 496010",
        "Clyde Marine|Mr|Fraser|Bell|Owner|2 Dock St|Glasgow||G5 8LS|0141 496 0103",
    )
    assert [each.split(".")[1] for each in found[6:9]] == ["city", "state", "postcode"]
