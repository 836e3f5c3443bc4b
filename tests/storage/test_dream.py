"""The dream pane (R19, R20, R22, R23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from playbook.facts import Opening
from playbook.words import AccountId, EntryId, Outcome, PersonId, Purpose, Role
from storage.dream import dream, quarter
from storage.views import DreamRow
from tests.storage.rows import MONDAY, NOW, Rows, account, ago, bar, lay, person, step


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def test_r20_openings_then_silence_then_rank(rows: Rows) -> None:
    """R20: an opening leads, then who has gone quiet longest, then the higher rank."""
    seen = Opening(EntryId("o1"), "funding", ago(2))
    rows.add(
        account("small", dream=True, touches=1, last_touch=MONDAY),
        account("big", dream=True, touches=1, last_touch=MONDAY, known={"tier": "A"}),
        account("quiet", dream=True, touches=1, last_touch=ago(60)),
        account("quieter", dream=True, touches=1, last_touch=ago(90)),
        account("open", step("s", Purpose.OPENING, MONDAY), dream=True, openings=(seen,), touches=1, last_touch=ago(1)),
        account("no-dream", touches=1, last_touch=ago(300)),
    )  # fmt: skip

    found = dream(rows.db, rows.settings, NOW)

    assert [row.account for row in found] == ["open", "quieter", "quiet", "big", "small"]
    assert [row.silence for row in found] == [0.0, 2.0, 1.0, 0.0, 0.0]
    assert [row.opening for row in found] == ["funding", "", "", "", ""]


def test_r23_the_long_record(rows: Rows) -> None:
    """R23: pursued since, No's, touches, spend, incumbent, the decision-maker, last, next, touches per quarter."""
    rows.add(
        account(
            "globex", step("s1", Purpose.RHYTHM, ago(-9)), dream=True, nos=29, touches=90, first_touch=date(2024, 3, 1),
            last_touch=ago(21), outlived=4,
            known={"pursued_since": "2019-11-23", "spend": "2000000", "incumbent": "Initech", "nos_before": "12",
                   "incumbent_since": "2021"},
        ),
        person("a-gate", "globex", role=Role.GATEKEEPER),
        person(
            "boss", "globex", name="Bo Boss", role=Role.DECISION_MAKER,
            known={"since": "2022-05", "phone": "+13125550142"},
        ),
        person("barred", "globex", role=Role.DECISION_MAKER, bars=(bar(),)),
    )  # fmt: skip
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2026, 9, 30), date(2026, 10, 1), ago(21)):
        rows.touch("globex", day)
    rows.touch("globex", ago(20), Outcome.FADED, counts=False)

    (row,) = dream(rows.db, rows.settings, NOW)

    assert row == DreamRow(
        AccountId("globex"), "Globex", date(2019, 11, 23), row.years, 41, 90, 2_000_000.0, "Initech", 0.0,
        PersonId("boss"), "Bo Boss", ago(21), ago(-9), "", (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
        date(2022, 5, 1), date(2021, 1, 1), 12, 4, 0.7,
    )  # fmt: skip
    assert round(row.years, 2) == 7.0


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ("2019-11-23", date(2019, 11, 23)), ("2019-11", date(2019, 11, 1)), ("2019", date(2019, 1, 1)),
        ("long ago", ago(400)), ("", ago(400)),
    ],
)  # fmt: skip
def test_r23_pursued_since_may_predate_the_book(rows: Rows, said: str, since: date) -> None:
    rows.add(account("globex", dream=True, known={"pursued_since": said}))

    (row,) = dream(rows.db, rows.settings, NOW)

    assert row.since == since
    assert (row.person, row.person_name, row.last_on, row.next_on, row.spend) == (None, "", None, None, None)


def test_a_record_without_any_day_has_no_years(rows: Rows) -> None:
    rows.add(account("globex", dream=True, added=None))

    (row,) = dream(rows.db, rows.settings, NOW)

    assert (row.since, row.years) == (None, 0.0)


def test_r22_an_opening_is_open_while_a_step_stands_for_it(rows: Rows) -> None:
    """R22: the touch that takes its step closes it."""
    old = Opening(EntryId("o1"), "funding", ago(90))
    new = Opening(EntryId("o2"), "contract renewal", ago(2), on=ago(-60), text="their contract ends")
    rows.add(
        account("a-closed", step("s1", Purpose.RHYTHM, MONDAY), dream=True, openings=(old, new)),
        account("b-dated", step("s2", Purpose.OPENING, MONDAY), dream=True, openings=(new, old)),
        account("c-unsaid", step("s3", Purpose.SUCCESSOR, MONDAY), dream=True),
    )

    assert {row.account: row.opening for row in dream(rows.db, rows.settings, NOW)} == {
        "a-closed": "", "b-dated": "their contract ends, 22 Jan", "c-unsaid": "opening",
    }  # fmt: skip


def test_quarters_are_counted_through_the_years() -> None:
    assert quarter(date(2026, 1, 1)) - quarter(date(2025, 12, 31)) == 1
    assert quarter(date(2026, 3, 31)) == quarter(date(2026, 1, 1))


def test_no_dream_clients(rows: Rows) -> None:
    assert dream(rows.db, rows.settings, NOW) == ()
