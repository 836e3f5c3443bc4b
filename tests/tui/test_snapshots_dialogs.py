"""The bigger dialogs as they look, at 60, 80 and 120 columns, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from playbook.decide import decide
from playbook.decision import Decision, GateAnswers, Said
from playbook.facts import Signal, Step, Touch
from playbook.value_library import Asset, AssetKind, Idea
from playbook.words import AssetId, Channel, EntryId, Outcome, Purpose, StepId, StepKind
from tests.builders import ACME, DANA, NOW, SETTINGS, WORLD, account, person
from tests.tui.hosting import SIZES, Host, posed, typed
from tui import themes
from tui.cli import phrase
from tui.dialogs.add import AddDialog
from tui.dialogs.asset import AssetDialog
from tui.dialogs.barred import BarredDialog
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.confirm import DeclineDialog, DumpDialog
from tui.dialogs.faded import FadedDialog
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import GateDialog
from tui.dialogs.gatekeeper import GatekeeperDialog
from tui.dialogs.left import LeftDialog
from tui.dialogs.meeting import MeetingDialog
from tui.dialogs.reason import ReviveDialog
from tui.dialogs.signals import SignalsDialog
from tui.dialogs.talk import TalkDialog
from tui.dialogs.touch import TouchDialog
from tui.dialogs.value import ValueDialog
from tui.dialogs.when import Zones
from tui.firms import Firm

WHOM = Whom("Acme [b]Robotics", "Dana Cole", "call")
ZONES = Zones("America/Chicago", "Europe/London")
PROMISE = Step(StepId("s"), StepKind.PROMISE, Purpose.CALLBACK, date(2027, 5, 24), why="after the audit")
SIGNALS = (Signal(EntryId("e"), "fun", date(2026, 3, 2)), Signal(EntryId("f"), "bid-out", date(2026, 9, 9)))


def read(words: str) -> Any:
    return phrase.read(words, NOW, SETTINGS.phrases)


async def in_the_book(name: str) -> Firm | None:
    return Firm(ACME, "Hooli GmbH") if name == "hooli gmbh" else None


def planner(outcome: Outcome) -> Callable[[Any], Decision]:
    base = Said(outcome, NOW, person=DANA, channel=Channel.CALL)
    return lambda answer: decide(account(touches=3), (person(),), answer.into(base), SETTINGS, WORLD)


HISTORY = (
    "Let go 1 Oct 2026: one round too many",
    "Last touch 2 Sep 2026: No, “bid”",
    "No 4, 9 touches of ours in all",
)
TOUCH = Touch(
    EntryId("t"), ACME, DANA, NOW.date(), NOW, Outcome.NO, None, Channel.CALL, inbound=False, minutes=8, note="the bid"
)
WEBINAR = Asset(AssetId("a"), "Webinar on [b]changeovers", AssetKind.INVITE, about="three plants tell", fits=("food",))
IDEAS = (Idea(WEBINAR, None, "food"), Idea(replace(WEBINAR, title="製造業向けの事例集"), date(2026, 9, 3)))


def value() -> Dialog[Any]:
    return ValueDialog(WHOM, IDEAS, SETTINGS.guards)


def dump() -> Dialog[Any]:
    evidence = ("9 Sep 2026: bid out our own specification",)
    held = replace(account(), steps=(PROMISE,))
    return DumpDialog(WHOM, account=held, kind_line=SETTINGS.texts.kind, fits=True, hours=9.5, evidence=evidence)


CASES: dict[str, tuple[Callable[[], Dialog[Any]], list[str]]] = {
    "callback": (lambda: CallbackDialog(WHOM, read, planner(Outcome.CALLBACK), ZONES), typed("6 months")),
    "gate": (lambda: GateDialog(WHOM, GateAnswers(pain_found=False), planner(Outcome.MY_TIME)), []),
    "gatekeeper": (lambda: GatekeeperDialog(WHOM), []),
    "left": (lambda: LeftDialog(WHOM, in_the_book), ["tab", *typed("hooli gmbh")]),
    "meeting": (lambda: MeetingDialog(WHOM, read, planner(Outcome.MEETING), ZONES), typed("thu 3pm")),
    "talk": (lambda: TalkDialog(WHOM, read, planner(Outcome.TALK), questions=SETTINGS.texts.questions), []),
    "signals": (lambda: SignalsDialog(WHOM, SIGNALS), ["3"]),
    "dump": (dump, []),
    "barred": (lambda: BarredDialog(WHOM), []),
    "value": (value, [*typed("just following up"), "enter"]),
    "faded": (lambda: FadedDialog(WHOM, read, agreed=("pilot on line 3", "budget in Q1"), proposal=True), ["2"]),
    "revive": (lambda: ReviveDialog(WHOM, (PROMISE,)), typed("they merged")),
    "decline": (lambda: DeclineDialog(WHOM, line=SETTINGS.texts.decline, history=HISTORY), []),
    "touch": (lambda: TouchDialog(WHOM, TOUCH, NOW, "when"), typed("yesterday 16:00")),
    "asset": (lambda: AssetDialog(read, WEBINAR), []),
    "add-account": (lambda: AddDialog(WHOM, read, "account"), []),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", CASES)
def test_dialog(snap_compare: Any, name: str, size: tuple[int, int]) -> None:
    make, keys = CASES[name]
    assert snap_compare(Host(), run_before=posed(make(), keys), terminal_size=size)


@pytest.mark.parametrize("name", ["callback", "barred"])
def test_dialog_by_day(snap_compare: Any, name: str) -> None:
    make, keys = CASES[name]
    assert snap_compare(Host(themes.DAWN), run_before=posed(make(), keys), terminal_size=(80, 24))
