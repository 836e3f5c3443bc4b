"""A list as a CRM exports it, of any length, the same at every run: what the import is measured with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

COLUMNS: Final = (
    "Record ID", "Company name", "Company Domain Name", "Phone Number", "Street Address", "City", "State/Region",
    "Postal Code", "Country/Region", "Industry", "Number of Employees", "Annual Revenue", "Create Date",
    "Company owner", "LinkedIn Company Page", "Description", "First Name", "Last Name", "Job Title", "Email",
    "Lead Status",
)  # fmt: skip
_SEED: Final = 5


def _words(told: str) -> tuple[str, ...]:
    return tuple(told.split())


_STATES: Final = (
    ("IL", "815"), ("OH", "419"), ("CA", "559"), ("CO", "303"), ("OK", "918"), ("NE", "402"), ("GA", "478"),
    ("OR", "503"), ("TX", "214"), ("NY", "315"), ("PA", "717"), ("MI", "616"), ("WI", "414"), ("IA", "563"),
)  # fmt: skip
_TRADES: Final = ("Metal products", "Plastics", "Food", "Packaging", "Logistics", "Textiles", "Machinery", "Bakeries")
_FIRST: Final = _words(
    "Ada Alma Anton Ben Bruno Carla Cleo Cora Dev Dina Elle Emil Enzo Fay Finn Gia Greta Hal Hugo Ida Ines Jon Jude Kai"
    " Kira Lars Lena Liv Luis Max Mila Nan Nora Odin Ola Otto Pia Quin Rae Remy Rosa Sam Sol Tess Theo Tom Uma Val Vera"
)
_TITLES: Final = ("Plant Manager", "VP Operations", "Owner", "Head of Purchasing", "Maintenance Lead")
_ABOUT: Final = (
    "Family firm in the third generation, two plants, sells through dealers in the region",
    "Makes parts to order for the car industry; runs three shifts and looks for people",
    "Distributor with a workshop of its own, moved to a new site two years ago",
)
_SYLLABLES: Final = _words("ber dal fen gor hal jor kel lin mar nor pel ras sel tor ul ven wes yar zel bri cal dun")
_TOWNS: Final = tuple(one + two for one in _SYLLABLES[:8] for two in ("ton", "field", "ford", "burg", "ham"))


def written(path: Path, rows: int) -> Path:
    """Write a list of so many rows, a company and somebody in it each; return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_rows(rows))
    return path


def _word(chance: Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).title()


def _rows(rows: int) -> Iterator[tuple[str, ...]]:
    chance = Random(_SEED)  # noqa: S311  (invented companies)
    for number in range(rows):
        name, last = _word(chance, 4), _word(chance, 3)
        state, code = chance.choice(_STATES)
        city = f"{chance.choice(_TOWNS)}{_SYLLABLES[int(code) % len(_SYLLABLES)]}".title()
        first = chance.choice(_FIRST)
        site = f"{name.lower()}{number}.example"
        phone = f"({code}) {chance.randrange(200, 999)}-{chance.randrange(10_000):04}"
        yield (
            str(90_000 + number), f"{name} {chance.choice(_TRADES)}", site, phone,
            f"{chance.randrange(1, 9_999)} {last} Street", city, state, f"{chance.randrange(10_000, 99_999)}",
            "United States", chance.choice(_TRADES), str(chance.randrange(5, 2_000)),
            f"{chance.randrange(1, 900) * 100_000}", f"202{chance.randrange(7)}-0{chance.randrange(1, 10)}-14 10:12",
            "Alex Morgan", f"https://linkedin.example/company/{name.lower()}-{number}", chance.choice(_ABOUT),
            first, last, chance.choice(_TITLES), f"{first.lower()}@{site}", "Open",
        )  # fmt: skip
