"""The dialogs as they look, at 60, 80 and 120 columns, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from playbook.bulk import Deed
from playbook.decide import decide
from playbook.decision import Decision, GateAnswers, Said
from playbook.facts import Opening, Signal, Step, Touch
from playbook.value_library import Asset, AssetKind, Idea
from playbook.words import (
    AccountId,
    ActionId,
    AssetId,
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Purpose,
    Standing,
    StepId,
    StepKind,
)  # fmt: skip
from storage.views_mend import Merged
from tests.builders import ACME, DANA, NOW, SETTINGS, WORLD, account, person
from tests.tui.album import Album
from tests.tui.hosting import Host, posed, typed
from tui.cli import phrase
from tui.dialogs import bulk, mend_lines, merge
from tui.dialogs.add import AddDialog
from tui.dialogs.asset import AssetDialog
from tui.dialogs.barred import BarredDialog
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.confirm import ConfirmDialog, DeclineDialog, DumpDialog
from tui.dialogs.edit import EditDialog
from tui.dialogs.faded import FadedDialog
from tui.dialogs.field import FieldDialog
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import GateDialog
from tui.dialogs.happened import HappenedDialog
from tui.dialogs.left import LeftDialog
from tui.dialogs.meeting import MeetingDialog
from tui.dialogs.note import NoteDialog
from tui.dialogs.reach import ReachDialog
from tui.dialogs.reason import ReviveDialog
from tui.dialogs.record_file import RecordFileDialog
from tui.dialogs.signals import SignalsDialog
from tui.dialogs.status_word import StatusWordDialog
from tui.dialogs.step import HandDialog, StepDialog
from tui.dialogs.talk import TalkDialog
from tui.dialogs.tickle import TickleDialog
from tui.dialogs.touch import TouchDialog
from tui.dialogs.value import ValueDialog
from tui.dialogs.when import Zones
from tui.dialogs.wrong import WrongDialog
from tui.firms import Firm
from tui.ways import Way

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
    dialog = DumpDialog(WHOM, account=held, kind_line=SETTINGS.texts.kind, fits=True, hours=9.5, evidence=evidence)
    dialog.mail = WAYS[1]
    return dialog


WAYS = (
    Way("phone", "+1 312 555 0142 ext 12", "tel:+13125550142;ext=12", "Dana [b]Cole"),
    Way("email", "dana@acme.com", "mailto:dana@acme.com", "Dana [b]Cole", "the comeback filled in"),
    Way("email_2", "d.cole@home.example", "", "Dana [b]Cole", "do not contact (email)"),
    Way("domain", "acme.com", "https://acme.com", "Acme [b]Robotics"),
    Way("phone", "+81 3 1234 5678", "tel:+81312345678", "山田 太郎"),
)
OPENING = Opening(EntryId("o"), "funding", NOW.date(), date(2027, 3, 1), DANA, "they raised [b]money")
MANY = tuple(replace(person(), id=PersonId(str(place)), name=f"Person {place} 山田") for place in range(3))
FIELDS = ("firm.name", "firm.state", "firm.phone", "person.name", "person.title", "person.email", "row.status")
GONE = AccountId("gone")
MERGES = (Merged(1, ActionId("a"), NOW, GONE, "Acme Robots", ACME, "Acme [b]Robotics", person=False, undone=False),)


def wish(title: str = "Save the record to") -> Dialog[Any]:
    return RecordFileDialog(title, "The record is all that was ever logged: keep the file as you keep the planner.",
                            "~/notyet-record.jsonl", there=False)  # fmt: skip


CASES: dict[str, tuple[Callable[[], Dialog[Any]], list[str]]] = {
    "callback": (lambda: CallbackDialog(WHOM, read, planner(Outcome.CALLBACK), ZONES), typed("6 months")),
    "gate": (lambda: GateDialog(WHOM, GateAnswers(pain_found=False), planner(Outcome.MY_TIME)), []),
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
    "add": (lambda: AddDialog(WHOM, read), ["down"]),
    "add-account": (lambda: AddDialog(WHOM, read, "account"), []),
    "add-note": (lambda: AddDialog(WHOM, read, "note", people=((DANA, "Dana Cole"),), who=DANA), ["enter"]),
    "reach": (lambda: ReachDialog(WHOM, WAYS), ["down", "ctrl+y"]),
    "reach-nobody": (lambda: ReachDialog(WHOM, ()), []),
    "step": (lambda: StepDialog(WHOM, PROMISE, NOW, read), typed("next week")),
    "hand": (lambda: HandDialog(WHOM, NOW.date(), read), ["enter"]),
    "opening": (lambda: mend_lines.OpeningDialog(WHOM, OPENING, read), []),
    "standing": (lambda: mend_lines.standing(WHOM, (None, Standing.CUSTOMER, Standing.CLOSED)), []),
    "sign": (lambda: mend_lines.sign(WHOM, "bid out our own specification"), []),
    "note": (lambda: NoteDialog(WHOM, "after the audit,\nnot before [/b]"), []),
    "edit": (lambda: EditDialog(WHOM, "industry", "製造業 [red]"), []),
    "happened": (lambda: HappenedDialog(WHOM, NOW, minutes=8), typed("fri 9am")),
    "tickle": (lambda: TickleDialog(WHOM, read, planner(Outcome.NOT_NOW)), typed("3w")),
    "wrong": (lambda: WrongDialog(WHOM), []),
    "confirm": (lambda: ConfirmDialog(WHOM, "Move a promise?", facts=("They were told Mon 24 May: audit",)), []),
    "who-is-who": (lambda: merge.mend(WHOM, MANY[0], 2, MERGES), []),
    "record-file": (wish, []),
    "bulk": (lambda: bulk.deed(2), []),
    "bulk-once": (lambda: bulk.AskOnceDialog(1200, Deed.DUMP), []),
    "status-word": (lambda: StatusWordDialog("Kunde [b]", 1240, "customer"), []),
    "field": (lambda: FieldDialog("Tel. [b]dir", ("555 0142", "名前"), FIELDS, "firm.phone"), typed("p")),
}
"""Each stands for a family: one line is one line, whichever outcome asks it."""


@pytest.mark.parametrize("name", CASES)
async def test_dialog(album: Album, name: str) -> None:
    make, keys = CASES[name]
    await album(Host(), posed(make(), keys))
