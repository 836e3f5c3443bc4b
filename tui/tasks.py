"""What is no outcome: snooze, star, signs, dump, keep, note, add. Each asks once where it must, bound to its row."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from playbook import drafting, drain, moves, reviving
from playbook.bodies import StepSet
from playbook.facts import Signal
from playbook.moves import Snooze
from playbook.words import EntryId, Outcome, Standing, StepKind, Verdict
from tui import adding, daytext, keys, letters, ways
from tui.asking import whom
from tui.dialogs import reason
from tui.dialogs.answers import AccountAdded
from tui.dialogs.answers_value import AssetAnswer
from tui.dialogs.confirm import ConfirmDialog, DeclineDialog, DumpDialog
from tui.dialogs.note import NoteDialog
from tui.dialogs.signals import SignalsDialog

if TYPE_CHECKING:
    from datetime import date

    from playbook.decision import Draft
    from playbook.words import StepId
    from storage.views import Prospect
    from tui.asking import Opener
    from tui.clock import Clock
    from tui.dialogs.answers import Added, ConfirmAnswer, NoteAnswer, ReasonAnswer, SignalsAnswer
    from tui.dialogs.answers_value import ReviveAnswer
    from tui.jobs import Press, PutOff
    from tui.target import Target
    from tui.work import Work

ASKS_AT = 5
"""The snooze at which the row asks (PLAYBOOK section G)."""


class Tasks:
    """Asks and queues."""

    def __init__(self, opener: Opener, work: Work, clock: Clock) -> None:
        """Ask through `opener`."""
        self._opener = opener
        self._work = work
        self._clock = clock

    @property
    def _today(self) -> date:
        return self._clock.now().date()

    def snooze(self, target: Target, prospect: Prospect | None) -> None:
        """Put a step off to tomorrow; a promise and the fifth time ask first (R10)."""
        step = None if prospect is None else moves.step_of(prospect.account, target.step)
        if step is not None and step.kind is StepKind.PROMISE:
            question, rule = "Move a promise?", "R10  A promise is theirs: nothing moves it silently."
            facts = (f"They were told {daytext.long(step.on, self._today)}: {step.why or 'call back'}",)
        elif target.snoozed >= ASKS_AT - 1:
            question, rule = (
                f"Put off {target.snoozed} times. Once more?",
                keys.keyed("R31  {outcome.not-now} tickles what fits and isn't ready."),
            )
            facts = (keys.keyed("{account.dump} lets it go, {outcome.not-now} tickles it; both free the morning."),)
        else:
            self._put_off(target)
            return
        dialog = ConfirmDialog(whom(target), question, facts=facts, rule=rule)
        self._opener.show(dialog, lambda answer: self._put_off(target) if answer.choice == "yes" else None)

    def _put_off(self, target: Target) -> None:
        self._work.put_off(f"put off · {target.name}", partial(_snoozed, target, Snooze.TOMORROW), target)

    def put_off_to(self, job: PutOff, choice: Snooze) -> None:
        """Change the day of a snooze just made; it counts once."""
        target = job.target
        if target is not None:
            self._work.join(job, f"put off to {choice} · {target.name}", partial(_shifted, target, choice))

    def end(self, press: Press, step: StepId) -> None:
        """End a promise that no longer stands, joined to the touch in which they said so (R10)."""
        if press.target is not None:
            words = f"{press.label} · promise ended"
            self._work.join(
                press, words, lambda now: (moves.end(now.account, now.people, (step,), now.world, now.settings),)
            )

    def star(self, target: Target, cost: str) -> None:
        """Set or take off the dream star, and say what that costs (R19)."""
        today = self._today
        words = f"{'no dream client any more' if target.dream else 'dream client'} · {target.name}"
        self._work.do(words, lambda now: (moves.star(now.account, today),), target, aside=cost)

    def signs(self, target: Target, prospect: Prospect) -> None:
        """Note signs of a time drainer (R24)."""

        def noted(answer: SignalsAnswer) -> None:
            if answer.seen:
                words = f"{daytext.plural(len(answer.seen), 'sign')} · {target.name}"
                told = _proposed(answer.seen, self._today, prospect)
                self._work.do(words, partial(_signs, answer.seen, self._today, target), target, aside=told)

        self._opener.show(SignalsDialog(whom(target), prospect.account.signals), noted)

    def dump(self, target: Target, prospect: Prospect) -> None:
        """Let an account go, quietly and nicely (R28)."""
        proposal = drain.proposal(prospect.account, prospect.fit, prospect.settings, self._today)
        dialog = DumpDialog(
            whom(target),
            account=prospect.account,
            kind_line=prospect.settings.texts.kind,
            fits=prospect.fit.verdict is not Verdict.OFF,
            hours=prospect.hours_90,
            evidence=() if proposal is None else proposal.evidence,
        )
        dialog.mail = ways.mail(prospect, target.person, letters.kind_closing(prospect.settings.texts))

        def settle(answer: ConfirmAnswer) -> None:
            if answer.choice == "tickle":
                self._work.press(Outcome.NOT_NOW)
            elif answer.choice == "dump":
                seen = () if proposal is None else proposal.evidence
                today, why, hours = self._today, answer.reason or " · ".join(seen), prospect.hours_90
                self._work.do(
                    f"dumped · {target.name}",
                    lambda now: (moves.dump(now.account, today, why, hours),),
                    target,
                    leaves=True,
                )

        self._opener.show(dialog, settle)

    def declined(self, target: Target, prospect: Prospect) -> None:
        """Somebody who was let go contacts us: what was, the polite line, and the way back (R29)."""
        history = drafting.history(prospect.touches, prospect.account)
        dialog = DeclineDialog(whom(target), line=prospect.settings.texts.decline, history=history)
        dialog.mail = ways.mail(prospect, target.person, letters.decline(prospect.settings.texts))

        def settle(answer: ConfirmAnswer) -> None:
            if answer.choice == "revive":
                self.keep(target, prospect)

        self._opener.show(dialog, settle)

    def keep(self, target: Target, prospect: Prospect) -> str:
        """Keep what is proposed, or take back what was dumped, with a reason; returns why not, where it can't."""
        if prospect.standing is Standing.DUMPED:
            self._opener.show(reason.revive(whom(target), prospect.promised), partial(self._revive, target))
            return ""
        off = prospect.fit.verdict is Verdict.OFF
        proposal = drain.proposal(prospect.account, prospect.fit, prospect.settings, self._today)
        if proposal is None and not off:
            return f"{target.name} is not proposed for dumping, so there is nothing to keep."
        score = 0 if proposal is None else int(proposal.score)
        dialog = reason.overrule(whom(target)) if off else reason.keep(whom(target))
        self._opener.show(dialog, partial(self._kept, target, score, off))
        return ""

    def _kept(self, target: Target, score: int, overrules: bool, answer: ReasonAnswer) -> None:  # noqa: FBT001
        today = self._today

        def build(now: Prospect) -> tuple[Draft, ...]:
            kept = moves.keep(
                now.account, now.people, today, answer.text, score, now.world, now.settings, overrules=overrules
            )
            return (kept,)

        self._work.do(f"kept · {target.name}", build, target, leaves=True)

    def _revive(self, target: Target, answer: ReviveAnswer) -> None:
        today = self._today

        def build(now: Prospect) -> tuple[Draft, ...]:
            again = reviving.offered([step for step in now.promised if step in answer.promises], today)
            back = reviving.revive(now.account, now.people, today, answer.text, again, now.world, now.settings)
            return (back,)

        self._work.do(f"revived · {target.name}", build, target)

    def note(self, target: Target) -> None:
        """A note on the account, where no touch was just logged (R45)."""
        today = self._today

        def noted(answer: NoteAnswer) -> None:
            if answer.text:
                person = target.person
                self._work.do(
                    f"note · {target.name}",
                    lambda now: (moves.remark(now.account.id, "note", answer.text, today, person),),
                    target,
                )

        self._opener.show(NoteDialog(whom(target)), noted)

    def add(self, target: Target | None, prospect: Prospect | None) -> None:
        """Add an account; where one is highlighted, also someone or something to it."""
        about = None if target is None else whom(target)
        dialog = adding.dialog(prospect, self._clock, None if target is None else target.person, about)
        self._opener.show(dialog, partial(self.added, target))

    def added(self, target: Target | None, answer: Added) -> None:
        """Queue what was added; who was erased before is welcome only on the rep's word (R38)."""
        groups = adding.fields(answer)
        if groups:
            self._opener.welcome(groups, partial(self._put, target, answer))
        else:
            self._put(target, answer)

    def _put(self, target: Target | None, answer: Added) -> None:
        words = adding.words(answer, "" if target is None else target.name)
        if isinstance(answer, AccountAdded | AssetAnswer):
            self._work.add(words, adding.drafts(answer, self._today, None))
        elif target is not None:
            self._work.do(words, partial(adding.here, answer, self._today), target)


def _snoozed(target: Target, choice: Snooze, now: Prospect) -> tuple[Draft, ...]:
    step = target.step
    return () if step is None else (moves.snooze(now.account, step, choice, now.world),)


def _shifted(target: Target, choice: Snooze, now: Prospect) -> tuple[Draft, ...]:
    return tuple(
        replace(draft, body=replace(draft.body, snoozed=False)) if isinstance(draft.body, StepSet) else draft
        for draft in _snoozed(target, choice, now)
    )


def _ended(step: StepId, now: Prospect) -> tuple[Draft, ...]:
    return (moves.end(now.account, now.people, (step,), now.world, now.settings),)


def _proposed(seen: tuple[str, ...], today: date, prospect: Prospect) -> str:
    """What the line adds where these signs bring the account into the dump queue (R24, R25)."""
    account, fit, settings = prospect.account, prospect.fit, prospect.settings
    fresh = tuple(Signal(EntryId(f"~{place}"), sign, today) for place, sign in enumerate(seen))
    after = drain.proposal(replace(account, signals=(*account.signals, *fresh)), fit, settings, today)
    if after is None or drain.proposal(account, fit, settings, today) is not None:
        return ""
    why = daytext.plural(after.rounds, "round") if after.rounds else f"score {after.score:g}"
    return f"{why}: it waits in the dump queue"


def _signs(seen: tuple[str, ...], today: date, target: Target, now: Prospect) -> tuple[Draft, ...]:
    return tuple(moves.signal(now.account, sign, today, target.person) for sign in seen)
