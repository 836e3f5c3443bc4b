"""The dump queue and what was dumped (R2, R21, R25, R26, R29, R30)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from playbook.bodies import Dumped
from playbook.codec import encode_body
from playbook.facts import AccountFacts, Opening, Remark, Signal
from playbook.settings import Criterion, Settings
from playbook.words import EntryId, Outcome, PersonId, Purpose, Standing, StepKind
from storage.dream import dream
from storage.dump import dump_queue, dumped_list
from storage.views_numbers import DumpedList
from storage.worth import worth
from tests.storage.rows import CHICAGO, MONDAY, NOW, Rows, account, ago, lay, person, step

STEEL = (Criterion("industry", "in", ("Steel",), must=True),)


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def seen(sign: str, on: date, who: str = "") -> Signal:
    return Signal(EntryId(f"{sign}{on}"), sign, on, PersonId(who) if who else None)


def drainer(number: str, who: str = "", known: dict[str, str] | None = None) -> AccountFacts:
    """An account that bid out our specification and vanished."""
    signals = (seen("bid-out", ago(40), who), seen("vanished", ago(30), who))
    return account(number, known=known, touches=5, nos=4, last_touch=ago(10), signals=signals)


def dumped(rows: Rows, number: str, hours: float, *, dead: bool = False, on: date = MONDAY) -> None:
    """Log a dump into the journal, as an action."""
    rows.entries += 1
    entry = f"e{rows.entries:06}"
    rows.db.execute(
        "INSERT INTO entry (id, writer, wseq, action, at, kind, entity, body) VALUES (?, 'w', ?, ?, ?, ?, ?, ?)",
        (entry, rows.entries, entry, datetime.combine(on, time(9), CHICAGO).isoformat(), Dumped.kind, number,
         encode_body(Dumped(on, hours=hours))),
    )  # fmt: skip
    rows.db.execute(
        "INSERT INTO action (id, label, dead, decided, newest) VALUES (?, '', ?, ?, ?)", (entry, dead, entry, entry)
    )


def test_r25_proposals_stand_with_their_evidence_most_hours_first(rows: Rows) -> None:
    """R2, R25, R26: why, in words; hours of the last 90 days; an account set aside is only counted."""
    rows.settings = Settings(profile=STEEL)
    steel = {"industry": "Steel"}
    rows.add(
        drainer("umbrella", known=steel),
        account("stark", touches=2, known={"industry": "Bread"}),
        account("wayne", touches=2, known=steel, remarks=(Remark(EntryId("r"), "gap", "they need ISO 13485", ago(3)),)),
        account("fine", touches=9, nos=40, known=steel),
        account("aside", known={"industry": "Bread"}),
    )  # fmt: skip
    rows.touch("stark", ago(5), minutes=90)
    rows.touch("umbrella", ago(5), minutes=570)
    rows.touch("umbrella", ago(100), minutes=600)

    queue = dump_queue(rows.db, rows.settings, NOW)

    assert [(row.account, row.why, row.hours, row.score) for row in queue.rows] == [
        ("umbrella", "signals", 9.5, 4.0), ("stark", "off profile", 1.5, 0.0), ("wayne", "gap", 0.0, 0.0),
    ]  # fmt: skip
    assert "bid out our own specification" in queue.rows[0].evidence[0]
    assert queue.rows[1].evidence == ("must: industry in Steel · Bread · not met",)
    assert "they need ISO 13485" in queue.rows[2].evidence[0]
    assert (queue.rows[0].nos, queue.set_aside, queue.dumped, queue.hours_won) == (4, 1, 0, 0.0)


def test_r21_signals_seen_with_a_leaver_stop_counting(rows: Rows) -> None:
    """R21: gone, or at another firm now."""
    rows.add(person("gone", "a", gone=True), person("moved", "elsewhere"), person("here", "c"))
    rows.add(drainer("a", "gone"), drainer("b", "moved"), drainer("c", "here"), drainer("d"))

    assert {row.account for row in dump_queue(rows.db, rows.settings, NOW).rows} == {"c", "d"}


def test_r24_a_proposal_that_aged_away_is_not_shown(rows: Rows) -> None:
    """R24: the column may be a night old; what is shown is of today."""
    rows.add(drainer("a"))
    later = NOW.replace(year=NOW.year + 3)

    assert len(dump_queue(rows.db, rows.settings, NOW).rows) == 1
    assert dump_queue(rows.db, rows.settings, later).rows == ()


def test_r30_hours_won_are_those_of_the_living_dumps(rows: Rows) -> None:
    """R30: the newest dump of each dumped account; not one taken back, not one revived since."""
    rows.add(account("a", stated=Standing.DUMPED, dumped_on=ago(3)), account("c"))
    rows.add(account("b", stated=Standing.DUMPED, dumped_on=ago(9)))
    dumped(rows, "a", 20.0)
    dumped(rows, "a", 9.5)
    dumped(rows, "a", 7.0, dead=True)
    dumped(rows, "b", 21.5)
    dumped(rows, "c", 100.0)

    queue = dump_queue(rows.db, rows.settings, NOW)

    assert (queue.hours_won, queue.dumped, queue.rows) == (31.0, 2, ())


def test_r29_the_dumped_list_tells_what_happened_since(rows: Rows) -> None:
    """R29: later news stands as "since then"."""
    rows.add(
        account("a", stated=Standing.DUMPED, dumped_on=ago(9), nos=7, signals=(seen("fun", ago(99)),)),
        account(
            "b", stated=Standing.DUMPED, dumped_on=ago(3), dump_reason="no budget, ever", dream=True,
            openings=(Opening(EntryId("o1"), "funding", ago(30)), Opening(EntryId("o2"), "merger", ago(1)),
                      Opening(EntryId("o3"), "other", ago(1), text="new plant")),
        ),
        account("c", stated=Standing.DUMPED),
    )  # fmt: skip
    dumped(rows, "b", 2.5)

    rows.touch("b", ago(1), Outcome.TALK, inbound=True, note="they ask again")
    rows.touch("b", ago(2), Outcome.NO, inbound=True)
    rows.touch("b", ago(20), Outcome.NO, inbound=True, note="before")

    found = dumped_list(rows.db, rows.settings, NOW)

    assert [(row.account, row.on, row.hours, row.reason) for row in found.rows] == [
        ("b", ago(3), 2.5, "no budget, ever"), ("a", ago(9), 0.0, ""), ("c", None, 0.0, ""),
    ]  # fmt: skip
    assert found.rows[0].news == (
        (ago(2), "they contacted us"), (ago(1), "merger"), (ago(1), "new plant"),
        (ago(1), "they contacted us: they ask again"),
    )  # fmt: skip
    assert (found.rows[0].dream, found.rows[1].nos, found.rows[1].news, found.hours_won) == (True, 7, (), 2.5)


def test_r30_the_hours_go_to_dream_clients_and_the_best_of_the_pool(rows: Rows) -> None:
    """R30: an opening first, then the silent; of the pool the best rank first, none that is off or unknown."""
    rows.settings = Settings(profile=STEEL)
    steel = {"industry": "Steel"}
    opening = step("s1", Purpose.OPENING, MONDAY, StepKind.SERIES)
    rows.add(
        account("late", dream=True, touches=3, last_touch=ago(75), known=steel),
        account("open", opening, dream=True, touches=3, last_touch=ago(1), known=steel),
        account("small", known=steel),
        account("big", known=steel | {"tier": "A"}),
        account("aside", known={"industry": "Bread"}),
        account("who-knows"),
        *(account(f"more-{number}", dream=True, touches=1, last_touch=ago(1), known=steel) for number in range(5)),
    )

    found = worth(rows.db, rows.settings, NOW)

    assert [(each.account, each.why, each.fit) for each in found] == [
        ("open", "dream", None), ("late", "dream", None), ("more-0", "dream", None), ("big", "pool", 100),
        ("small", "pool", 100),
    ]  # fmt: skip
    assert found[1].silence == 1.5
    assert [each.last for each in found] == [ago(1), ago(75), ago(1), None, None]
    assert [each.account for each in found[:3]] == [row.account for row in dream(rows.db, rows.settings, NOW)[:3]]


def test_an_empty_queue(rows: Rows) -> None:
    queue = dump_queue(rows.db, rows.settings, NOW)

    assert (queue.rows, queue.set_aside, queue.hours_won, queue.dumped) == ((), 0, 0.0, 0)
    assert dumped_list(rows.db, rows.settings, NOW) == DumpedList((), 0.0, ())
