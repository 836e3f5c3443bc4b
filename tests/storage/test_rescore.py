"""A changed profile is shown before it is saved, and dumps nobody (R1-R3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from playbook.bodies import Barred, Body, Dumped, DumpKept, RemarkMade, StandingSet
from playbook.decision import Draft
from playbook.facts import Value
from playbook.settings import Criterion, FitRules, Settings
from playbook.words import AccountId, Outcome, Standing, Verdict
from storage import rescore
from storage.book import Book
from storage.views_profile import Rescored
from tests.storage.conftest import NOW, Rep

STEEL = Criterion("industry", "in", ("Steel",))
BIG = Criterion("employees", "at least", ("50",))
NAMED = Criterion("Name", "contains", ("one",), 0, must=True)
TAGGED = Criterion("tag", "in", ("vip",), 0, never=True)
PROFILES = ((), (STEEL,), (BIG,), (STEEL, BIG), (NAMED,), (TAGGED, STEEL), (Criterion(" Plant ", "in", ("forge",)),))


def profiled(book: Book, *profile: Criterion, fit: FitRules | None = None) -> Settings:
    return replace(book.settings(), profile=profile, fit=fit or FitRules())


def stands(book: Book) -> dict[AccountId, tuple[Verdict, Standing, str]]:
    rows = book.ask(lambda db: db.execute("SELECT id, verdict, standing, proposed FROM account").fetchall())
    return {AccountId(number): (Verdict(verdict), Standing(held), why) for number, verdict, held, why in rows}


def mixed(rep: Rep) -> dict[str, AccountId]:
    """Companies in every standing, some judged by the rep."""
    fields: dict[str, dict[str, Value]] = {
        "pool one": {"industry": "Steel", "employees": 90}, "pool two": {"industry": "Legal", "tags": "vip, north"},
        "worked one": {"industry": "steel", "employees": 10}, "worked two": {"industry": "Legal", "employees": 900},
        "blank one": {}, "fits": {"industry": "Legal"}, "off one": {"industry": "Steel"},
        "customer one": {"industry": "Legal"}, "dumped": {"industry": "Legal"}, "barred": {"industry": "Legal"},
        "gone": {"industry": "Legal"}, "gap one": {"industry": "Legal", "Plant": "Forge"},
        "talking": {"industry": "Legal"},
    }  # fmt: skip
    found = {name: rep.add(name, f"{name} person", **about) for name, about in fields.items()}
    for name in ("worked one", "worked two", "fits", "customer one", "dumped", "barred", "gap one", "talking"):
        rep.log(found[name], Outcome.NO_ANSWER)
    rep.log(found["off one"], Outcome.OFF_PROFILE)
    day = NOW.date()
    told: tuple[tuple[str, Body], ...] = (
        ("fits", DumpKept(day, "new plant", overrules_profile=True)),
        ("dumped", Dumped(day, "a leech", 2.0)),
        ("barred", Barred(words="never again")),
        ("gap one", RemarkMade("gap", "no stainless", day)),
        ("customer one", StandingSet(day, Standing.CUSTOMER)),
        ("gone", StandingSet(day, Standing.CLOSED)),
        ("talking", StandingSet(day, Standing.TALKING)),
    )
    for name, body in told:
        rep.book.record((Draft(found[name], body),), now=NOW, label=name)
    return found


def compared(before: dict[AccountId, tuple[Verdict, Standing, str]], book: Book, kept: int) -> Rescored:
    """What a re-scoring really did, counted from the rows before and after."""
    after = stands(book)
    ended = {Standing.CUSTOMER, Standing.DUMPED, Standing.BARRED, Standing.CLOSED}
    scored = {number: row for number, row in after.items() if row[1] not in ended}
    now = Counter(verdict for verdict, _, _ in scored.values())
    to = Counter(row[0] for number, row in scored.items() if row[0] != before[number][0])
    aside = Standing.SET_ASIDE
    return Rescored(
        len(scored), now[Verdict.ON], now[Verdict.OFF], now[Verdict.UNKNOWN],
        to[Verdict.ON], to[Verdict.OFF], to[Verdict.UNKNOWN],
        sum(bool(row[2]) and not before[number][2] for number, row in scored.items()),
        sum(row[1] is aside and before[number][1] is not aside for number, row in scored.items()),
        sum((before[number][1] is aside and row[1] is not aside) or (bool(before[number][2]) and not row[2])
            for number, row in scored.items()),
        kept,
    )  # fmt: skip


def test_r3_the_preview_says_what_rescoring_then_does(rep: Rep) -> None:
    mixed(rep)
    for profile in (*PROFILES[1:], *reversed(PROFILES[:-1])):
        wanted = profiled(rep.book, *profile)
        told = rep.book.rescored(wanted)
        before = stands(rep.book)
        rep.book.set_settings(wanted, NOW)
        assert told == compared(before, rep.book, kept=2), profile
        assert told.moves == (before != stands(rep.book))


def test_r3_the_figures_of_the_fit_rescore_the_book_too(rep: Rep) -> None:
    mixed(rep)
    rep.book.set_settings(profiled(rep.book, STEEL, BIG), NOW)
    strict = profiled(rep.book, STEEL, BIG, fit=FitRules(on_from=100, known_percent=100))
    told, before = rep.book.rescored(strict), stands(rep.book)
    rep.book.set_settings(strict, NOW)
    assert told == compared(before, rep.book, kept=2)
    assert told.go_unknown


def test_r3_looking_writes_nothing_and_tells_how_far_it_is(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    mixed(rep)
    monkeypatch.setattr(rescore, "CHUNK", 5)
    before, version = stands(rep.book), rep.book.size().entries
    heard: list[tuple[int, int]] = []
    rep.book.rescored(profiled(rep.book, STEEL), lambda done, total: heard.append((done, total)))
    assert heard == [(5, 13), (10, 13), (13, 13)]
    assert (stands(rep.book), rep.book.size().entries) == (before, version)


def test_r3_nobody_is_dumped_by_a_profile_and_one_undo_takes_it_back(rep: Rep) -> None:
    found = mixed(rep)
    before = stands(rep.book)
    rep.book.set_settings(profiled(rep.book, Criterion("industry", "in", ("Nothing",), 0, must=True)), NOW)
    after = stands(rep.book)
    dumped = {number for number, row in after.items() if row[1] is Standing.DUMPED}
    assert dumped == {found["dumped"]}
    assert after[found["worked one"]] == (Verdict.OFF, Standing.PROPOSED_OFF, "off profile")
    assert after[found["pool one"]][1] is Standing.SET_ASIDE
    assert rep.book.newest_action() is not None
    assert rep.book.undo(NOW).label == "playbook: profile"
    assert stands(rep.book) == before


def test_r2_a_kept_account_stays_through_every_rescoring(rep: Rep) -> None:
    found = mixed(rep)
    for profile in PROFILES:
        wanted = profiled(rep.book, *profile)
        if wanted != rep.book.settings():
            rep.book.set_settings(wanted, NOW + timedelta(days=1))
        kept = rep.book.prospect(found["fits"], NOW)
        assert (kept.fit.verdict, kept.standing) == (Verdict.ON, Standing.WORKING)
        assert kept.fit.said == "you said it fits: new plant"
        assert found["fits"] not in {row.account for row in rep.book.dump_queue(NOW).rows}
        assert rep.book.prospect(found["off one"], NOW).fit.verdict is Verdict.OFF


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "industry": st.sampled_from(["Steel", "Legal"]), "employees": st.sampled_from([5, 500, "51-200"]),
        "tags": st.sampled_from(["vip", "north"]), "plant": st.sampled_from(["forge", "mill"]),
    },
)  # fmt: skip


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(FIELDS, min_size=1, max_size=4), st.lists(st.sampled_from(PROFILES), min_size=1, max_size=3))
def test_r3_whatever_the_book_the_preview_is_true(
    rep: Rep, firms: list[dict[str, Value]], profiles: list[tuple[Criterion, ...]]
) -> None:
    for number, about in enumerate(firms):
        account = rep.add(f"firm {'one' if number % 2 else 'two'}", "Someone", **about)
        if number % 3:
            rep.log(account, Outcome.NO_ANSWER)
    for profile in profiles:
        wanted = profiled(rep.book, *profile)
        told, before = rep.book.rescored(wanted), stands(rep.book)
        if wanted == rep.book.settings():
            assert not told.moves
            continue
        rep.book.set_settings(wanted, NOW)
        assert told == compared(before, rep.book, kept=0)
