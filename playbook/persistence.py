"""Persistence: the burst, the chase and the rhythm (R5-R8, R17, R18, R42).

No count of No's or of unanswered attempts ever ends a plan here (R5): what is spent hands over to what comes next.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from playbook import days, daywords, guards, people
from playbook.bodies import PersonAdded
from playbook.case import AHEAD, Case, Plan, next_step, one
from playbook.decision import Draft
from playbook.facts import PersonFacts, Step
from playbook.renewal import replace
from playbook.words import Channel, Intent, Outcome, PersonId, Purpose, Role, Standing, StepKind, Verdict

CALL_FIRST = (Channel.CALL, Channel.EMAIL, Channel.LINKEDIN)
MAIL_FIRST = (Channel.EMAIL, Channel.LINKEDIN, Channel.CALL)
_PROMISE: Final = StepKind.PROMISE
_CHASE: Final = Purpose.CHASE
_ASK: Final = Intent.ASK
_INSTEAD = {Channel.LINKEDIN: MAIL_FIRST}
"""What stands in for a channel of the burst that is missing or barred (R17); else a call, then mail."""
_CHASED = frozenset({
    Purpose.CALLBACK, Purpose.RETURN, Purpose.FOLLOW_UP, Purpose.REFERRAL, Purpose.ANSWER, Purpose.OPENING,
})  # fmt: skip
"""Unanswered after a talk, promise, meeting, referral or reply (R42). An opening too (R22): the news won't wait for the
next lead, and while one lies ahead the rhythm is silent."""


def unanswered(case: Case) -> Plan:
    """Nobody was reached: chase what was owed, go on with what was begun, else with the burst."""
    answered = case.answered
    attempt = owed(case)
    if attempt:
        return chase(case, attempt)
    if answered is not None and answered.purpose in _GOES_ON:
        return _GOES_ON[answered.purpose](case, answered)
    return burst(case)


def owed(case: Case) -> int:
    """Return which try of the chase comes next, 0 where nothing was owed (R42)."""
    answered = case.answered
    for step in case.kept:
        if step.kind is _PROMISE:
            return 1
    if answered is None:
        return 0
    return answered.attempt + 1 if answered.purpose is _CHASE else int(answered.purpose in _CHASED)


def gatekeeper(case: Case) -> Plan:
    """Somebody else answered: as unanswered, and the name that they gave is kept (PLAYBOOK section G)."""
    plan = unanswered(case)
    if not case.said.name:
        return plan
    fields = (("role", str(Role.GATEKEEPER)),)
    kept = Draft(PersonId("new:1"), PersonAdded(case.account.id, case.said.name, fields, source="answered the phone"))
    return replace(plan, drafts=(kept,))


def chase(case: Case, attempt: int) -> Plan:
    """Return try `attempt` of the chase by another channel; once its tries are spent, the rhythm (R42).

    Where nobody was talked with yet (an opening), what is left of their burst comes before the rhythm (R17).
    """
    gaps = case.settings.spacing.chase
    if attempt > len(gaps):
        return replace(burst(case), standing=Standing.WORKING)
    wanted = MAIL_FIRST if case.said.channel is Channel.CALL else CALL_FIRST
    why = f"try {attempt} of {len(gaps)} after a promise, talk or reply, by another channel"
    on = days.to_work_day(case.work_days(gaps[attempt - 1]), case.off)
    step = next_step(case, Purpose.CHASE, on, case.person, wanted, rule="R42", why=why, attempt=attempt)
    return one(step) if step.channel is not None else research(case)


def burst(case: Case) -> Plan:
    """Return the next attempt of the burst, the next person's first, or the rhythm (R17)."""
    person = case.person
    ladder = case.settings.burst.channels
    tried = case.account.front_burst if person is None else person.burst
    over = case.account.last_talk is not None if person is None else person.burst_over
    if over or case.promised():
        return rhythm(case)
    again = person is not None and guards.same_attempt(person, case.day, case.said.at.hour, case.said.channel)
    made = tried if again else tried + 1
    if made < len(ladder):
        return attempt(case, person, made + 1)
    return hand_over(case)


def hand_over(case: Case) -> Plan:
    """Return the burst of the next person who had none, or the rhythm; an unknown fit gets one burst only (R2, R17)."""
    fresh = next((each for each in _fresh(case) if each.id != case.said.person), None)
    if fresh is None or case.gated() or case.promised():
        return rhythm(case)
    return attempt(case, fresh, fresh.burst + 1)


def attempt(case: Case, person: PersonFacts | None, number: int) -> Plan:
    """Return attempt `number` (from 1) of a person's burst: other channel, other hour (R17)."""
    ladder = case.settings.burst.channels
    gaps = case.settings.spacing.burst
    gap = gaps[min(max(number - 2, 0), len(gaps) - 1)]
    wanted = (ladder[number - 1], *_INSTEAD.get(ladder[number - 1], CALL_FIRST))
    on = case.not_a_pest(case.exact(gap), person)
    hour = None if person is None else person.last_hour
    told = case.said.at.hour if number > 1 else hour
    other = "" if told is None else f", not at {told} o'clock"
    voicemail = ", leave a voicemail" if number in case.settings.burst.voicemail_at else ""
    step = next_step(
        case,
        Purpose.BURST,
        on,
        person,
        wanted,
        rule="R17",
        why=f"attempt {number} of {len(ladder)}{voicemail}{other}{_purpose(case)}",
        attempt=number,
    )
    return one(step) if step.channel is not None else research(case)


def _fresh(case: Case) -> list[PersonFacts]:
    limit = len(case.settings.burst.channels)
    return [each for each in people.reachable(case.account, case.people) if not each.burst_over and each.burst < limit]


def rhythm(case: Case, gap: int | None = None, intent: Intent | None = None, rule: str = "R8") -> Plan:
    """Return the rhythm step: `gap` days from the touch, else R8's own; silent while something promised lies ahead."""
    if case.promised():
        ahead = min(step.on for step in case.left if step.kind in AHEAD)
        return Plan(why=f"what is planned stands, next {daywords.short(ahead)}", rule="R8")
    if case.world.verdict is Verdict.OFF:
        return Plan(why="off profile: it waits in the dump queue", rule="R2")
    wait = case.rhythm_gap() if gap is None else gap
    if case.world.verdict is Verdict.UNKNOWN:
        return does_it_fit(case, wait)
    person = _turn(case)
    if person is None and not people.channels(case.account, None):
        return research(case)
    meant = _intent(case) if intent is None else intent
    wanted = CALL_FIRST if meant is _ASK else MAIL_FIRST
    on = case.not_a_pest(case.placed(wait), person)
    still = _still_there(case, on)
    if still:
        why, meant, rule = still, Intent.ASK, "R18"
    else:
        kind = f"an ask{_purpose(case)}" if meant is _ASK else "a value touch"
        why = f"{'dream client, ' if case.dream else ''}rhythm of {wait} days: {kind}"
    step = next_step(case, Purpose.RHYTHM, on, person, wanted, rule=rule, why=why, intent=meant)
    return one(step) if step.channel is not None else research(case)


def _purpose(case: Case) -> str:
    """No pain yet: an ask carries one of the questions that find it, another one each time (R41, S3)."""
    questions = case.settings.texts.questions
    return "" if case.pain or not questions else f"; find the pain: {questions[case.account.touches % len(questions)]}"


def _still_there(case: Case, on: date) -> str:
    """Return the question about the provider where the step comes first after each 180 days since "all set" (R18)."""
    since = case.day if case.said.outcome is Outcome.ALL_SET else case.account.all_set_on
    every = case.settings.spacing.still_there
    if since is None or (on - since).days // every == (case.day - since).days // every:
        return ""
    provider = case.account.get("incumbent")
    return f"still with {provider}? ask" if provider else "is their provider still there? ask"


def _turn(case: Case) -> PersonFacts | None:
    """The rhythm turns through the people once their bursts are spent; a No keeps it with the person (R17)."""
    person = case.person
    if person is not None and not person.gone and people.channels(case.account, person) and not case.row.unanswered:
        return person
    return people.after(case.account, case.people, case.said.person)


def _intent(case: Case) -> Intent:
    answered = case.answered
    if case.row.gift:
        return Intent.ASK
    if answered is not None and answered.purpose is Purpose.RHYTHM:
        return Intent.VALUE if answered.intent is Intent.ASK else Intent.ASK
    return Intent.ASK if case.account.rhythm_asks else Intent.VALUE


def does_it_fit(case: Case, gap: int) -> Plan:
    """Return the question that an unknown fit leaves open: no rhythm before it is answered (R2).

    It names the person of the touch while they can be reached, else whoever can (R38).
    """
    person = case.person
    able = person is not None and not person.gone and bool(people.channels(case.account, person))
    whom = person if able else people.lead(case.account, case.people, len(case.settings.burst.channels))
    step = next_step(
        case, Purpose.RESEARCH, case.exact(gap), whom, CALL_FIRST, rule="R2", why="does it fit? y or o decides"
    )
    return one(step)


def research(case: Case) -> Plan:
    """Return the step that finds a person: nobody can be reached (R6)."""
    step = next_step(
        case, Purpose.RESEARCH, case.exact(1), None, CALL_FIRST, rule="R6", why="find a person: nobody can be reached"
    )
    return one(step)


def successor_again(case: Case, answered: Step) -> Plan:
    """Return the next try for the successor of one who left, with a burst of its own (R21)."""
    gaps = case.settings.spacing.burst
    number = max(1, answered.attempt)
    if number > len(gaps):
        return rhythm(case)
    step = next_step(
        case, Purpose.SUCCESSOR, case.exact(gaps[number - 1]), None, CALL_FIRST, rule="R21",
        why=f"find the successor, attempt {number + 1}", attempt=number + 1,
    )  # fmt: skip
    return one(step)


def tickle(case: Case, gap: int) -> Plan:
    """Return the next small gift for what fits and isn't ready (R31)."""
    whom = _tickled(case)
    return tickle_on(case, case.not_a_pest(case.placed(gap), whom), f"tickle: something of value in {gap} days")


def tickle_on(case: Case, on: date, why: str) -> Plan:
    """Return the gift on a day that is settled (R31)."""
    step = next_step(case, Purpose.TICKLE, on, _tickled(case), MAIL_FIRST, rule="R31", why=why, intent=Intent.VALUE)
    return one(step) if step.channel is not None else research(case)


def _tickled(case: Case) -> PersonFacts | None:
    person = case.person
    if person is not None and people.channels(case.account, person):
        return person
    return people.lead(case.account, case.people, len(case.settings.burst.channels))


def _tickled_again(case: Case, answered: Step) -> Plan:
    del answered
    return tickle(case, case.settings.spacing.tickle)


def _called_successor(case: Case, answered: Step) -> Plan:
    """A successor with a name has a burst of their own (R21); one without is looked for."""
    return burst(case) if answered.person is not None else successor_again(case, answered)


def _faded_still(case: Case, answered: Step) -> Plan:
    """After the four gifts the rhythm, calls included (R15)."""
    del answered
    return rhythm(case)


_GOES_ON: dict[Purpose, Callable[[Case, Step], Plan]] = {
    Purpose.TICKLE: _tickled_again,
    Purpose.SUCCESSOR: _called_successor,
    Purpose.FADED: _faded_still,
}
"""What goes on where the touch of such a step was not answered."""
