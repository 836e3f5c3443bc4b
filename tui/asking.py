"""The dialogs of the outcomes: each is bound to its row before it opens, and its answer is logged for that row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from playbook import daywords, moves
from playbook.bodies import SignalSeen
from playbook.decision import Decision, Draft, GateAnswers, Said
from playbook.settings import Hours, Phrases
from playbook.words import Outcome, Verdict
from tui import aim as aims
from tui.dialogs.all_set import AllSetDialog
from tui.dialogs.answers import CallbackAnswer, FadedAnswer, TalkAnswer
from tui.dialogs.barred import BarredDialog
from tui.dialogs.callback import CallbackDialog
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.faded import FadedDialog
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.gate import GateDialog
from tui.dialogs.gatekeeper import GatekeeperDialog
from tui.dialogs.happened import HappenedDialog
from tui.dialogs.left import LeftDialog
from tui.dialogs.meeting import MeetingDialog
from tui.dialogs.note import NoteDialog
from tui.dialogs.talk import TalkDialog
from tui.dialogs.tickle import TickleDialog
from tui.dialogs.value import ValueDialog
from tui.dialogs.when import Reader as DayReader
from tui.dialogs.when import Zones
from tui.dialogs.wrong import WrongDialog

if TYPE_CHECKING:
    from playbook.facts import Fields
    from playbook.phrases import Understood
    from storage.views import Prospect
    from tui.aim import Drawn
    from tui.clock import Clock
    from tui.firms import Finder
    from tui.jobs import Press
    from tui.target import Target
    from tui.work import Work


class Answer(Protocol):
    """What a dialog of an outcome answers."""

    def into(self, said: Said, /) -> Said:
        """Merge it into what is said."""
        ...


class Opener(Protocol):
    """What shows a dialog."""

    def show(self, dialog: Dialog[Any], then: Callable[[Any], object]) -> None:
        """Show it; `then` gets its answer, and is not called where the rep cancelled."""

    def welcome(self, groups: Sequence[Fields], then: Callable[[], None]) -> None:
        """Call `then` unless somebody with such fields was erased and the rep leaves them out (R38)."""


_CODE = 2
"""Letters of a country's code."""
_POINTS = 3
"""Points agreed that stand in a dialog."""


def _days(decision: Decision) -> str:
    """The days that a decision plans: "4 Mar and 3 May"."""
    return " and ".join(daywords.short(step.on) for step in decision.steps)


def whom(target: Target) -> Whom:
    """Return whom a dialog is about, as it stands at its top."""
    return Whom(target.name, target.person_name, "" if target.channel is None else str(target.channel))


def day_reader(prospect: Prospect | None, clock: Clock) -> DayReader:
    """Return what reads their words on this rep's day, with the days off of both sides (R14)."""
    from tui.cli import phrase

    if prospect is None:
        return partial(_read, phrase.read, clock, Phrases(), frozenset(), Hours().country)
    off = prospect.world.days_off | prospect.world.their_days_off
    theirs = prospect.account.get("country").strip().upper()
    country = theirs if len(theirs) == _CODE else prospect.settings.hours.country
    return partial(_read, phrase.read, clock, prospect.settings.phrases, off, country)


def _read(
    read: Callable[..., Understood], clock: Clock, conventions: object, off: frozenset[Any], country: str, words: str
) -> Understood:
    return read(words, clock.now(), conventions, off, country)


class Asking:
    """Opens the dialog of an outcome or a digit, and hands the answer to the work."""

    def __init__(self, opener: Opener, work: Work, clock: Clock, finder: Finder | None = None) -> None:
        """Ask through `opener`; `finder` looks a firm up by its name (R21)."""
        self._opener = opener
        self._work = work
        self._clock = clock
        self._finder = finder
        self._outcomes: dict[str, Callable[[Press, Prospect], Dialog[Any]]] = {
            "callback": self._callback,
            "meeting": self._meeting,
            "wrong": lambda press, _: WrongDialog(self._whom(press)),
            "gate": self._gate,
            "barred": lambda press, _: BarredDialog(self._whom(press)),
        }
        self._digits: dict[str, Callable[[Press, Prospect], Dialog[Any]]] = {
            "all-set": lambda press, prospect: AllSetDialog(self._whom(press), prospect.account.get("incumbent")),
            "faded": self._faded,
            "talk": self._talk,
            "left": lambda press, _: LeftDialog(self._whom(press), self._finder),
            "gatekeeper": self._gatekeeper,
            "value": self._value,
            "not-now": self._not_now,
        }

    def outcome(self, dialog: str, press: Press, prospect: Prospect) -> None:
        """Ask what an outcome needs, then log it."""
        press = replace(press, prospect=prospect, target=aims.settled(press.bound.target, prospect))
        self._opener.show(self._outcomes[dialog](press, prospect), partial(self._log, press, prospect))

    def digit(self, dialog: str, press: Press, prospect: Prospect) -> None:
        """Ask what a digit needs, then amend the touch."""
        self._opener.show(self._digits[dialog](press, prospect), partial(self._amend, press))

    def note(self, press: Press) -> None:
        """Ask for a note on the touch just logged; on a gift, for what was given (R13)."""
        if press.outcome is Outcome.VALUE and press.prospect is not None:
            self.digit("value", press, press.prospect)
            return
        before = "" if press.decision is None else press.decision.said.note
        dialog = NoteDialog(self._whom(press), before)
        self._opener.show(dialog, lambda answer: self._work.amend(press, answer.into, plans=False))

    def happened(self, press: Press) -> None:
        """Ask when the touch just logged happened."""
        minutes = 0 if press.decision is None else press.decision.minutes
        dialog = HappenedDialog(self._whom(press), self._clock.now(), minutes=minutes)
        self._opener.show(dialog, lambda answer: self._work.amend(press, answer.into))

    def earlier(self, drawn: Drawn) -> None:
        """Ask when the touch about to be logged happened."""
        dialog = HappenedDialog(whom(drawn.target), self._clock.now())
        self._opener.show(dialog, lambda answer: self._work.change_aim(at=answer.at))

    def _log(self, press: Press, prospect: Prospect, answer: Answer) -> None:
        if isinstance(answer, CallbackAnswer) and answer.expiry:
            self._offer_opening(press, prospect, answer)
            return
        self._take(press, prospect, answer)

    def _take(self, press: Press, prospect: Prospect, answer: Answer) -> None:
        press.into = answer.into
        press.decision = press.decide(prospect)
        self._work.take_or_refuse(press)

    def _offer_opening(self, press: Press, prospect: Prospect, answer: CallbackAnswer) -> None:
        """Words of expiry or budget are an opening, whose touches come before it (R14, R22)."""
        planner = self._planner(press, prospect)
        opened = replace(answer, opening=True)
        dialog = ConfirmDialog(
            self._whom(press),
            "Is that the end of a contract?",
            rows=(
                Row("opening", "yes, an opening", f"touches on {_days(planner(opened))}"),
                Row("promise", "no, call on the day", f"a promise for {daywords.short(answer.on)}"),
            ),
            rule="R22  A renewal is decided long before its day. The talk counts either way.",
        )
        self._opener.show(
            dialog, lambda choice: self._take(press, prospect, opened if choice.choice == "opening" else answer)
        )

    def _amend(self, press: Press, answer: Answer) -> None:
        def remarks(decision: Decision) -> tuple[Draft, ...]:
            said = decision.said
            if isinstance(answer, FadedAnswer) and answer.vanished:
                return (Draft(decision.account, SignalSeen("vanished", said.at.date(), said.person)),)
            if not isinstance(answer, TalkAnswer):
                return ()
            pairs = answer.remarks()
            return tuple(
                moves.remark(decision.account, about, text, said.at.date(), said.person) for about, text in pairs
            )

        self._work.amend(press, answer.into, beside=remarks)

    def _callback(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        planner = self._planner(press, prospect)
        return CallbackDialog(
            self._whom(press), day_reader(prospect, self._clock), planner, self._zones(press, prospect)
        )

    def _meeting(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        planner = self._planner(press, prospect)
        return MeetingDialog(
            self._whom(press), day_reader(prospect, self._clock), planner, self._zones(press, prospect)
        )

    def _gate(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        account = prospect.account
        start = GateAnswers(
            gap=False,
            on_profile=prospect.fit.verdict is not Verdict.OFF,
            pain_found=any(each.about == "pain" for each in account.remarks),
            decider_reached=any(each.role == "decision-maker" and each.talked for each in prospect.people),
        )
        return GateDialog(self._whom(press), start, self._planner(press, prospect))

    def _talk(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        known = any(each.about == "pain" for each in prospect.account.remarks)
        questions = () if known else prospect.settings.texts.questions
        planner = self._planner(press, prospect)
        reader, zones = day_reader(prospect, self._clock), self._zones(press, prospect)
        return TalkDialog(self._whom(press), reader, planner, zones, questions=questions)

    def _faded(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        remarks = prospect.account.remarks
        agreed = [each.text for each in reversed(remarks) if each.about == "agreed"]
        sent = any(each.about == "proposal" for each in remarks)
        reader = day_reader(prospect, self._clock)
        return FadedDialog(self._whom(press), reader, agreed=agreed[:_POINTS], proposal=sent)

    def _not_now(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        return TickleDialog(self._whom(press), day_reader(prospect, self._clock), self._planner(press, prospect))

    def _gatekeeper(self, press: Press, _: Prospect) -> Dialog[Any]:
        return GatekeeperDialog(self._whom(press), "" if press.decision is None else press.decision.said.name)

    def _value(self, press: Press, prospect: Prospect) -> Dialog[Any]:
        said = "" if press.decision is None else press.decision.said.note
        return ValueDialog(self._whom(press), prospect.ideas, prospect.settings.guards, said)

    def _planner(self, press: Press, prospect: Prospect) -> Callable[[Answer], Decision]:
        """Decide from the account as it was before the touch: what is amended does not warn of itself (R11)."""
        before = prospect if press.prospect is None else press.prospect
        said = (
            press.said(prospect) if press.decision is None or not press.decision.said.answered else press.decision.said
        )
        return lambda answer: aims.decided(before, replace(answer.into(said), answered=True))

    def _zones(self, press: Press, prospect: Prospect) -> Zones:
        there = prospect.world.there
        theirs = "" if there is None else str(getattr(there.tzinfo, "key", ""))
        return Zones(theirs, prospect.settings.hours.zone or press.zone)

    def _whom(self, press: Press) -> Whom:
        return whom(press.bound.target if press.target is None else press.target)
