"""One account read in one go (DESIGN section 1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook.errors import NotFound
from playbook.facts import Touch
from playbook.settings import Criterion, Settings
from playbook.words import AccountId, Channel, Outcome, PersonId, Purpose, Reading, Standing, Tier, Verdict
from storage.prospect import prospect, read_touches
from tests.storage.rows import MONDAY, NOW, Rows, account, ago, lay, person, step

ACME = AccountId("acme")


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def test_it_holds_what_the_card_and_a_decision_need(rows: Rows) -> None:
    rows.settings = Settings(profile=(Criterion("industry", "in", ("Steel",)),))
    facts = account(
        "acme", step("s1", Purpose.RHYTHM, ago(-3)), touches=1, last_touch=ago(2),
        known={"industry": "Steel", "tier": "A", "zone": "America/New_York"},
    )  # fmt: skip
    dana = person("dana", "acme")
    rows.add(facts, dana, account("globex"), person("other", "globex"))
    entry = rows.touch(
        "acme", ago(2), Outcome.NO, who="dana", reading=Reading.TIMING, minutes=30, note="after the audit"
    )

    found = prospect(rows.db, ACME, rows.settings, NOW)

    assert found.account == facts
    assert found.people == (dana,)
    assert (found.standing, found.tier, found.rank) == (Standing.WORKING, Tier.A, 200.0)
    assert (found.fit.verdict, found.fit.score) == (Verdict.ON, 100)
    assert found.settings is rows.settings
    assert (found.world.today, found.world.load[3], found.world.tier) == (MONDAY, 1, Tier.A)
    assert found.world.there is not None
    (touch,) = found.touches
    assert touch == Touch(
        entry, ACME, PersonId("dana"), ago(2), touch.at, Outcome.NO, Reading.TIMING, Channel.CALL, False, 30,  # noqa: FBT003
        "after the audit",
    )  # fmt: skip
    assert touch.at.tzinfo is not None
    assert found.person_names == (("dana", "Dana"),)
    assert found.hours_90 == 0.5


def test_the_newest_touches_come_first_and_the_record_may_be_long(rows: Rows) -> None:
    rows.add(account("acme"))
    for days in range(20):
        rows.touch("acme", ago(days), minutes=6)

    found = prospect(rows.db, ACME, rows.settings, NOW)

    assert [touch.on for touch in found.touches] == [ago(days) for days in range(12)]
    assert len(prospect(rows.db, ACME, rows.settings, NOW, touches=3).touches) == 3
    assert len(read_touches(rows.db, ACME, -1)) == 20


def test_r30_hours_are_those_of_the_last_90_days(rows: Rows) -> None:
    """R30: the 90th day back is out, and so is what lies ahead."""
    rows.add(account("acme"), account("globex"))
    for days in (-1, 0, 89, 90):
        rows.touch("acme", ago(days), minutes=60)
    rows.touch("globex", minutes=600)

    assert prospect(rows.db, ACME, rows.settings, NOW).hours_90 == 2.0


def test_r21_who_moved_on_keeps_a_name_in_the_record(rows: Rows) -> None:
    """R21: the person follows to the new firm; the old record still names them."""
    rows.add(account("acme"), account("globex"), person("dana", "globex"))
    rows.touch("acme", who="dana")
    rows.touch("acme")

    found = prospect(rows.db, ACME, rows.settings, NOW)

    assert (found.people, found.person_names) == ((), (("dana", "Dana"),))


def test_an_account_that_is_gone_says_so(rows: Rows) -> None:
    with pytest.raises(NotFound, match="not in the book"):
        prospect(rows.db, ACME, rows.settings, NOW)


def test_the_reads_do_not_grow_with_the_record(rows: Rows) -> None:
    """A handful of statements, whatever the number of touches and people."""
    rows.add(account("acme"), *(person(f"p{number}", "acme") for number in range(20)))

    def statements() -> int:
        seen: list[str] = []
        rows.db.set_trace_callback(seen.append)
        prospect(rows.db, ACME, rows.settings, NOW)
        rows.db.set_trace_callback(None)
        return len(seen)

    statements()
    few = statements()
    for days in range(50):
        rows.touch("acme", ago(days), who=f"p{days % 20}")

    assert statements() == few
    assert few <= 8
