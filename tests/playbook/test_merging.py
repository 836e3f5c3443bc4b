"""Two made one: fields, plans, signs, standings, bars; and what is chosen where both say something (R28, R29, R38)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook import fold, fold_merged, merging, not_same
from playbook.bodies import (
    AccountAdded,
    AccountMerged,
    AccountSet,
    Body,
    PersonAdded,
    PersonMerged,
    PersonSet,
    RemarkMade,
    TouchAmended,
    TouchLogged,
)
from playbook.entry import Entry
from playbook.errors import BadInput, Refused
from playbook.facts import AccountFacts, Bar, Fields, PersonFacts, Remark, Signal, Step
from playbook.fold_roots import Merging, Roots, is_named, named
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Role,
    Standing,
    StepId,
    StepKind,
)
from tests.builders import DANA, MONDAY, NOW, RAY, account, person

CORP = AccountId("corp")
NEWEST = EntryId("m9")


def corp(*, touches: int = 0, **fields: str) -> AccountFacts:
    held = account(touches=touches, **fields)
    named_so: Fields = tuple(sorted((dict(held.fields) | {"name": "Acme Corp"}).items()))
    return replace(held, id=CORP, name="Acme Corp", fields=named_so)


def one_of(kept: AccountFacts, gone: AccountFacts) -> AccountFacts:
    one = fold_merged.accounts(kept, gone, kept.id, NEWEST)
    assert one is not None
    return one


def step(number: str, kind: StepKind, days: int = 5) -> Step:
    return Step(StepId(number), kind, Purpose.RHYTHM, MONDAY + timedelta(days=days), why=f"step {number}")


def test_the_kept_ones_word_stands_and_empty_fields_are_filled() -> None:
    one = one_of(account(city="Peoria", tags="expo, VIP"), corp(city="Chicago", state="IL", tags="vip, old"))
    assert one.name == "Acme Robotics"
    assert dict(one.fields) == {
        "name": "Acme Robotics", "city": "Peoria", "state": "IL", "tags": "expo, VIP, old", "also": "Acme Corp",
    }  # fmt: skip
    assert one.basis == NEWEST


def test_other_names_are_kept_once_and_the_standing_name_is_none_of_them() -> None:
    kept, gone = account(also="Acme Inc"), corp(also="ACME ROBOTICS; Old Acme; acme inc")
    assert fold_merged.other_names(kept, gone) == "Acme Inc; Acme Corp; Old Acme; acme inc"


def test_what_was_counted_adds_up_and_the_newest_touch_speaks() -> None:
    """R5: No's of both count; nothing is lost by a merge."""
    early, late = date(2026, 3, 2), date(2026, 10, 1)
    mine = replace(account(touches=2), nos=3, outlived=1, first_touch=late, last_touch=late, last_words="later",
                   last_outcome=Outcome.NO, last_reading=Reading.TIMING, rhythm_run=2)  # fmt: skip
    theirs = replace(corp(touches=4), nos=5, outlived=2, first_touch=early, last_touch=early, last_words="earlier",
                     added=date(2020, 1, 1), last_talk=early, sources=("crm",), rhythm_run=1)  # fmt: skip
    one = one_of(mine, theirs)
    other = one_of(theirs, mine)
    for each in (one, other):
        assert (each.nos, each.touches, each.outlived) == (8, 6, 3)
        assert (each.first_touch, each.last_touch, each.last_talk) == (early, late, early)
        assert (each.last_words, each.last_outcome, each.last_reading) == ("later", Outcome.NO, Reading.TIMING)
        assert (each.rhythm_run, each.added, each.sources) == (2, date(2020, 1, 1), ("crm",))


def test_promises_and_series_all_stay_and_of_two_next_steps_the_newest() -> None:
    """DESIGN section 2."""
    kept = replace(account(), steps=(step("a/0", StepKind.NEXT), step("a/1", StepKind.PROMISE, 9)))
    gone = replace(corp(), steps=(step("b/0", StepKind.NEXT, 3), step("b/1", StepKind.SERIES, 1)))
    assert [each.id for each in one_of(kept, gone).steps] == ["b/1", "b/0", "a/1"]
    plans = merging.plans(kept, gone)
    assert [each.id for each in plans.end] == ["a/0"]
    assert [each.id for each in merging.promises(plans.stay)] == ["a/1"]


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        (None, None, None),
        (Standing.DUMPED, Standing.DUMPED, Standing.DUMPED),
        (Standing.CLOSED, Standing.DUMPED, Standing.CLOSED),
        (Standing.DUMPED, None, None),
        (None, Standing.DUMPED, None),
        (Standing.DUMPED, Standing.CUSTOMER, Standing.CUSTOMER),
        (Standing.TALKING, Standing.CLOSED, Standing.TALKING),
        (Standing.CUSTOMER, Standing.TALKING, Standing.CUSTOMER),
        (Standing.BARRED, Standing.CUSTOMER, Standing.BARRED),
        (None, Standing.BARRED, Standing.BARRED),
        (Standing.SET_ASIDE, None, None),
    ],
)
def test_the_standing_of_two_that_are_worked(
    mine: Standing | None, theirs: Standing | None, stands: Standing | None
) -> None:
    """R28, R38, R44: dumped only if both were; a bar and a customer outweigh everything."""
    kept = replace(account(touches=1), stated=mine, dumped_on=MONDAY if mine is Standing.DUMPED else None)
    gone = replace(corp(touches=1), stated=theirs, dump_reason="drains" if theirs is Standing.DUMPED else "")
    one = one_of(kept, gone)
    assert one.stated is stands
    if stands is Standing.DUMPED:
        assert (one.dumped_on, one.dump_reason, one.steps) == (MONDAY, "drains", ())
    elif stands is not Standing.CLOSED:
        assert (one.dumped_on, one.dump_reason) == (None, "")


@pytest.mark.parametrize("turned", [False, True])
def test_what_only_a_list_brought_again_stays_dumped(turned: bool) -> None:  # noqa: FBT001
    """R29: nothing but a reason revives it."""
    gone, fresh = replace(corp(touches=3), stated=Standing.DUMPED, dump_reason="drains"), account()
    one = one_of(fresh, gone) if turned else one_of(gone, fresh)
    assert (one.stated, one.dump_reason) == (Standing.DUMPED, "drains")


def test_two_set_aside_and_never_touched_stay_so() -> None:
    aside = replace(account(), stated=Standing.SET_ASIDE)
    assert one_of(aside, corp()).stated is Standing.SET_ASIDE


def test_a_bar_and_a_star_of_either_stand() -> None:
    """R38, R19."""
    bar = Bar(EntryId("e5"), None, None, "never again")
    gone = replace(corp(), bars=(bar,), dream=True, dream_since=MONDAY)
    one = one_of(account(), gone)
    assert (one.stated, one.bars, one.dream, one.dream_since) == (Standing.BARRED, (bar,), True, MONDAY)
    by_mail = replace(bar, channel=Channel.EMAIL)
    assert one_of(account(), replace(corp(), bars=(by_mail,))).stated is None


def test_signs_that_a_keep_has_judged_stand_before_the_fresh_ones() -> None:
    """R25: the sum is proposed by what was not judged yet."""

    def sign(entry: str) -> Signal:
        return Signal(EntryId(entry), "pity", MONDAY)

    mine = replace(account(), signals=(sign("e1"), sign("e4")), kept_signals=1, kept_score=4, kept_on=MONDAY)
    one = one_of(mine, replace(corp(), signals=(sign("e2"), sign("e3")), kept_signals=1, kept_score=2))
    assert [each.entry for each in one.signals] == ["e1", "e2", "e3", "e4"]
    assert (one.kept_signals, one.kept_score, one.kept_on) == (2, 6, MONDAY)
    said = replace(account(), remarks=(Remark(EntryId("e8"), "note", "b", MONDAY),))
    told = replace(corp(), remarks=(Remark(EntryId("e7"), "pain", "a", MONDAY),), fit_said="fits", fit_reason="big")
    one = one_of(said, told)
    assert [each.text for each in one.remarks] == ["a", "b"]
    assert (one.fit_said, one.fit_reason) == ("fits", "big")


def test_one_that_the_book_does_not_know_yet_takes_nothing_away() -> None:
    """SYNC: a merge may come before those whom it merges."""
    assert fold_merged.accounts(None, None, "acme", NEWEST) is None
    alone = fold_merged.accounts(None, corp(), "acme", NEWEST)
    assert alone is not None
    assert (alone.id, alone.name) == ("acme", "Acme Corp")
    assert fold_merged.people(None, None, "dana", NEWEST) is None
    barred = replace(person(RAY), bars=(Bar(EntryId("e1"), RAY),))
    one = fold_merged.people(None, barred, DANA, NEWEST)
    assert one is not None
    assert (one.id, one.bars[0].person) == (DANA, DANA)


def joined(kept: PersonFacts, gone: PersonFacts) -> PersonFacts:
    one = fold_merged.people(kept, gone, kept.id, NEWEST)
    assert one is not None
    return one


def test_two_people_add_up() -> None:
    """R17, R38: one burst, the bars of both, both addresses."""
    mine = replace(person(role=Role.UNKNOWN, mobile=""), burst=2, nos=1, touches=3, last_touch=MONDAY, no_run=1)
    theirs = replace(
        person(RAY, "D. Cole", title="COO"), burst=4, nos=2, touches=5, talked=True, no_run=7,
        bars=(Bar(EntryId("e1"), RAY, Channel.CALL),), bad=frozenset({Channel.TEXT}),
    )  # fmt: skip
    one = joined(mine, theirs)
    assert (one.name, one.role, one.burst, one.nos, one.touches) == ("Dana Cole", Role.DECISION_MAKER, 4, 3, 8)
    assert (one.talked, one.no_run, one.bad) == (True, 1, frozenset({Channel.TEXT}))
    assert one.bars == (Bar(EntryId("e1"), DANA, Channel.CALL),)
    assert (one.get("email"), one.get("email_2")) == ("dana@acme.example", "ray@acme.example")
    assert (one.get("also"), one.get("title")) == ("D. Cole", "COO")
    assert joined(theirs, mine).no_run == 1


def test_a_second_address_fills_an_empty_one_and_never_pushes_out() -> None:
    full = person(email_2="other@acme.example")
    assert joined(full, person(RAY)).get("email_2") == "other@acme.example"
    assert joined(person(email=""), person(RAY)).get("email") == "ray@acme.example"


@pytest.mark.parametrize(("elsewhere", "gone"), [(False, True), (True, False)])
def test_whoever_left_the_same_firm_has_left(elsewhere: bool, gone: bool) -> None:  # noqa: FBT001
    left = replace(person(RAY), gone=True, account=CORP if elsewhere else person().account)
    assert joined(person(), left).gone is gone


def test_conflicts_name_what_both_say() -> None:
    kept = account(city="Peoria", phone="1", tags="a", state="IL")
    gone = corp(city="Chicago", phone="2", tags="b", state="il")
    assert merging.conflicts(kept, gone) == (
        merging.Conflict("name", "Acme Robotics", "Acme Corp"),
        merging.Conflict("city", "Peoria", "Chicago"),
        merging.Conflict("phone", "1", "2"),
    )


def test_a_merge_is_one_entry_and_what_was_chosen() -> None:
    kept, gone = account(city="Peoria"), corp(city="Chicago")
    assert [each.body for each in merging.accounts(kept, gone)] == [AccountMerged(kept.id)]
    drafts = merging.accounts(kept, gone, ("city", "name"))
    assert [each.entity for each in drafts] == [CORP, kept.id]
    assert drafts[1].body == AccountSet((("also", "Acme Robotics"), ("city", "Chicago"), ("name", "Acme Corp")))
    assert merging.label(kept, gone) == "merge Acme Corp into Acme Robotics"


def test_people_merge_the_same_way() -> None:
    drafts = merging.people(person(), person(RAY, "D. Cole"), ("email",))
    assert drafts[0].body == PersonMerged(DANA)
    assert drafts[1].body == PersonSet((("email", "ray@acme.example"),))
    assert len(merging.people(person(), person(RAY))) == 1


def test_what_cannot_be_chosen_is_refused() -> None:
    with pytest.raises(BadInput, match="nothing to choose for phone"):
        merging.accounts(account(), corp(), ("phone",))
    same = replace(corp(), name="Acme Robotics", fields=account().fields)
    with pytest.raises(BadInput) as told:
        merging.accounts(account(), same, ("name",))
    assert "contradict" in told.value.hint
    with pytest.raises(Refused):
        merging.accounts(account(), account())
    with pytest.raises(Refused):
        merging.people(person(), person())


def test_a_move_is_a_correction() -> None:
    """R21: no firm is noted where they came from."""
    (draft,) = merging.moved(person(), CORP)
    assert draft.body == PersonSet(account=CORP, gone=False)
    with pytest.raises(Refused):
        merging.moved(person(), person().account)


def test_roots_follow_chains_and_leave_circles_open() -> None:
    roots = Roots()
    assert roots.merge("a", "b") == ("a", "b")
    assert roots.merge("b", "c") == ("b", "c")
    assert roots.merge("c", "a") is None
    assert roots.table() == {"a": "c", "b": "c"}
    assert roots.of("z") == "z"


def test_bodies_tell_whom_they_name() -> None:
    touch = TouchLogged(MONDAY, "", Outcome.NO, person=DANA)
    assert named(TouchAmended(EntryId("e1"), touch)) == {DANA}
    assert named(RemarkMade("note", "x", MONDAY)) == set()
    assert is_named(touch, {str(DANA): "ray"})
    assert not is_named(touch, {"else": "ray"})


def test_whom_a_rep_told_apart_stays_told_apart() -> None:
    kept, gone = account(not_same="x"), corp(not_same=f"y {account().id}")
    assert dict(one_of(kept, gone).fields)[not_same.FIELD] == "x y"


def entries(*told: tuple[str, Body]) -> list[Entry]:
    return [
        Entry(EntryId(f"e{place}"), ActionId(f"e{place}"), NOW, entity, body)
        for place, (entity, body) in enumerate(told)
    ]


def test_each_is_folded_by_itself_until_the_merge_and_both_as_one_from_then_on() -> None:
    """DESIGN section 2: the order of the fold stays the entries' ids."""
    merging_both = Merging(fold.step_account, fold_merged.accounts)
    for entry in entries(
        ("acme", AccountAdded("Acme Robotics")), ("corp", AccountAdded("Acme Corp", (("city", "Peoria"),))),
        ("acme", AccountSet((("city", ""),))), ("corp", AccountMerged(AccountId("acme"))),
        ("corp", AccountSet((("state", "IL"),))), ("acme", AccountMerged(AccountId("corp"))),
    ):  # fmt: skip
        merging_both.take(entry)
    one = merging_both.state("corp")
    assert one is not None
    assert (one.id, one.get("city"), one.get("state"), one.get("also")) == ("acme", "Peoria", "IL", "Acme Corp")


def test_touches_of_two_people_are_those_of_the_one_who_stays() -> None:
    firm = AccountId("acme")
    people = Merging(fold.step_person, fold_merged.people, people=True)
    for entry in entries(
        ("dana", PersonAdded(firm, "Dana Cole")), ("ray", PersonAdded(firm, "D. Cole")),
        ("acme", TouchLogged(MONDAY, "", Outcome.NO, person=RAY)), ("ray", PersonMerged(DANA)),
        ("acme", TouchLogged(MONDAY, "", Outcome.NO, person=RAY)),
    ):  # fmt: skip
        people.take(entry)
    one = people.state("ray")
    assert one is not None
    assert (one.id, one.nos) == (DANA, 2)


def test_the_entry_type_is_what_the_fold_reads() -> None:
    entry = Entry(NEWEST, ActionId("m9"), NOW, CORP, AccountMerged(AccountId("acme")))
    assert entry.body.kind == "account.merged"
    assert PersonMerged(PersonId("x")).kind == "person.merged"
