"""What waits in the scratch database: firms and people come back as they went in, and nobody asks past what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from playbook.facts import Value
from storage.importing import staged
from storage.importing.scratch import Scratch
from storage.importing.staged import Firm, Person

FIELDS: dict[str, Value] = {"city": "Gary", "employees": 40, "zone": "America/Chicago"}


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Scratch]:
    with Scratch(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    "said",
    [
        {"0": {"name": "Acme", "domain": "acme.example", **FIELDS}},
        {"0": dict(FIELDS)},
        {"0": {"name": "Acme", "city": "Gary"}, "1": {"name": "ACME", **FIELDS}},
        {"0": {**FIELDS, "name": "Acme"}},
        {"0": {"name": "Acme", **FIELDS, "employees": 41}},
        {"0": {}},
        {},
    ],
)
def test_what_each_file_said_comes_back_in_its_order(scratch: Scratch, said: staged.Said) -> None:
    """It is written in short where it is what the fields say; order counts, since remarks come in it."""
    held = Firm("Acme", 0, 2, fields=dict(FIELDS), said=said, id=1)
    somebody = Person(1, "Dana Cole", 0, 2, fields=dict(FIELDS), said=said, id=1)
    staged.put_firm(scratch, held)
    staged.put_person(scratch, somebody)
    for back in (staged.firm(scratch, 1), staged.person(scratch, 1)):
        assert list(back.fields.items()) == list(FIELDS.items())
        assert [(file, list(each.items())) for file, each in back.said.items()] == [
            (file, list(each.items())) for file, each in said.items()
        ]


def test_one_list_alone_is_written_once(scratch: Scratch) -> None:
    said: staged.Said = {"0": {"name": "Acme", **FIELDS}}
    staged.put_firm(scratch, Firm("Acme", 0, 2, fields=dict(FIELDS), said=said, id=1))
    ((text,),) = scratch.all("SELECT held FROM firm")
    assert text.count("America/Chicago") == 1


def test_what_waits_is_there_for_whoever_asks(scratch: Scratch) -> None:
    for number in range(2_500):
        scratch.later("INSERT INTO taken (entity) VALUES (?)", str(number))
    assert len(scratch._waiting["INSERT INTO taken (entity) VALUES (?)"]) == 500
    assert scratch.count("SELECT count(*) FROM taken") == 2_500
    asked: dict[str, Callable[[], object]] = {
        "one": lambda: scratch.one("SELECT 1 FROM taken WHERE entity = 'one'"),
        "all": lambda: scratch.all("SELECT 1 FROM taken WHERE entity = 'all'"),
        "each": lambda: list(scratch.each("SELECT 1 FROM taken WHERE entity = 'each'")),
        "run": lambda: scratch.run("DELETE FROM taken WHERE entity = 'run'"),
        "many": lambda: scratch.many("DELETE FROM taken WHERE entity = ?", [("many",)]),
    }
    for name, ask in asked.items():
        scratch.later("INSERT INTO taken (entity) VALUES (?)", name)
        ask()
        assert not scratch._waiting
    left = {name for (name,) in scratch.each("SELECT entity FROM taken WHERE entity > 'a'")}
    assert left == {"one", "all", "each"}
