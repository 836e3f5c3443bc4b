"""The bigger dialogs as they look, at 60, 80 and 120 columns, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from playbook.decide import decide
from playbook.decision import Decision, GateAnswers, Said
from playbook.facts import Signal, Step
from playbook.words import Channel, EntryId, Outcome, Purpose, StepId, StepKind
from tests.builders import DANA, NOW, SETTINGS, WORLD, account, person
from tests.tui.hosting import SIZES, Host, posed, typed
from tui import themes
from tui.cli import phrase
from tui.dialogs.add import AddDialog
from tui.dialogs.barred import BarredDialog
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.confirm import DumpDialog
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import GateDialog
from tui.dialogs.meeting import MeetingDialog
from tui.dialogs.signals import SignalsDialog
from tui.dialogs.talk import TalkDialog
from tui.dialogs.when import Zones

WHOM = Whom("Acme [b]Robotics", "Dana Cole", "call")
ZONES = Zones("America/Chicago", "Europe/London")
PROMISE = Step(StepId("s"), StepKind.PROMISE, Purpose.CALLBACK, date(2027, 5, 24), why="after the audit")
SIGNALS = (Signal(EntryId("e"), "fun", date(2026, 3, 2)), Signal(EntryId("f"), "bid-out", date(2026, 9, 9)))


def read(words: str) -> Any:
    return phrase.read(words, NOW, SETTINGS.phrases)


def planner(outcome: Outcome) -> Callable[[Any], Decision]:
    base = Said(outcome, NOW, person=DANA, channel=Channel.CALL)
    return lambda answer: decide(account(touches=3), (person(),), answer.into(base), SETTINGS, WORLD)


def dump() -> Dialog[Any]:
    evidence = ("9 Sep 2026: bid out our own specification",)
    return DumpDialog(WHOM, plan=(PROMISE,), kind_line=SETTINGS.texts.kind, fits=True, hours=9.5, evidence=evidence)


CASES: dict[str, tuple[Callable[[], Dialog[Any]], list[str]]] = {
    "callback": (lambda: CallbackDialog(WHOM, read, planner(Outcome.CALLBACK), ZONES), typed("6 months")),
    "gate": (lambda: GateDialog(WHOM, GateAnswers(pain_found=False), planner(Outcome.MY_TIME)), []),
    "meeting": (lambda: MeetingDialog(WHOM, read, planner(Outcome.MEETING), ZONES), typed("thu 3pm")),
    "talk": (lambda: TalkDialog(WHOM, read, planner(Outcome.TALK), questions=SETTINGS.texts.questions), []),
    "signals": (lambda: SignalsDialog(WHOM, SIGNALS), ["3"]),
    "dump": (dump, []),
    "barred": (lambda: BarredDialog(WHOM), []),
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
