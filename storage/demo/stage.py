"""The stories: turns that a few companies take in spite of chance, so that the demo's day shows everything at once.

A beat is logged through the same rules as any touch. One that must `land` waits for the day on which the rules put its
next step on the demo's day; nothing is ever dated by hand.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from playbook import drain, moves
from playbook.decision import Draft
from playbook.facts import AccountFacts, Opening
from playbook.words import AccountId, Channel, EntryId
from storage.demo.casting import Casting
from storage.demo.script import Beat, Script, Story
from storage.demo.territory import Territory
from storage.demo.turns import Rep, Turn
from storage.demo.watch import Watch, Week

_DAY: Final = timedelta(days=1)


class Stage:
    """Plays the beats of every story in their order."""

    def __init__(self, territory: Territory, rep: Rep, casting: Casting, script: Script, week: Week) -> None:
        """Play for the last day of `week`."""
        self._territory = territory
        self._rep = rep
        self._casting = casting
        self._script = script
        self._week = week
        self._makers = {
            "signal": self._signal, "pain": self._remark, "agreed": self._remark, "note": self._remark,
            "opening": self._opening, "dump": self._dump, "keep": self._keep, "industry": _news,
        }  # fmt: skip
        self._next: dict[str, int] = {}
        self._firms: dict[str, AccountId] = {}

    def holds(self, account: AccountFacts, day: date) -> bool:
        """Return whether only the story may do more than give to this account now."""
        story = self._script.stories.get(account.name)
        return story is not None and day >= self._week.target - story.hold * _DAY

    def opens(self, account: AccountFacts) -> bool:
        """Return whether the account's first touch is one of its story: it has no tape for others."""
        story = self._script.stories.get(account.name)
        return story is not None and not story.tape

    def play(self, day: date, watch: Watch) -> None:
        """Play what is on today."""
        for story in self._script.stories.values():
            account = self._account(story.company)
            while account is not None and (beat := self._on(story, day, watch)) is not None:
                self._next[story.company] = self._next.get(story.company, 0) + 1
                self._act(beat, account, watch)

    def _account(self, name: str) -> AccountId | None:
        if name not in self._firms:
            accounts = self._territory.accounts.values()
            self._firms |= {account.name: account.id for account in accounts if account.name == name}
        return self._firms.get(name)

    def _on(self, story: Story, day: date, watch: Watch) -> Beat | None:
        place = self._next.get(story.company, 0)
        beat = story.beats[place] if place < len(story.beats) else None
        if beat is None or day < self._week.on_or_before(self._week.target - beat.back * _DAY):
            return None
        return beat if not beat.land or self._lands(beat, story, watch) else None

    def _lands(self, beat: Beat, story: Story, watch: Watch) -> bool:
        """Whether today is the day: the next step falls on the target, or would fall behind it tomorrow."""
        account = self._firms[story.company]
        target = self._week.target
        tomorrow = self._week.after(watch.day)
        falls = self._rep.draw(self._turn(beat, account, watch.now)).next_on
        if tomorrow >= target or falls is None or falls >= target:
            return True
        later = self._rep.draw(self._turn(beat, account, watch.on(tomorrow))).next_on
        return later is None or later > target

    def _act(self, beat: Beat, account: AccountId, watch: Watch) -> None:
        at = watch.next(beat.minutes or 1)
        if beat.does == "touch":
            self._rep.log(self._turn(beat, account, at))
            return
        facts = self._territory.accounts[account]
        self._territory.write((self._makers[beat.does](beat, facts, at),), at, f"{beat.does} · {facts.name}")

    def _turn(self, beat: Beat, account: AccountId, at: datetime) -> Turn:
        facts = self._territory.accounts[account]
        step = next((step for step in facts.steps if step.on <= at.date()), None)
        person, channel = self._rep.aim(facts, step)
        told = [each for each in self._territory.staff(account) if not each.gone]
        if beat.who >= 0 and (step is None or step.person is None or beat.channel):
            person = told[beat.who] if beat.who < len(told) else person
        firm = next((each for each in self._script.newcomers if each.name == beat.firm), None)
        return Turn(
            account, beat.said, at, step, None if person is None else person.id,
            Channel(beat.channel) if beat.channel else channel, beat.minutes, beat.text, beat.words, beat.name,
            self._day(beat.when), beat.at, firm, beat.gap, beat.account,
        )  # fmt: skip

    def _day(self, when: int | None) -> date | None:
        """The day that is named: a working day on or before it, as people name days."""
        return None if when is None else self._week.on_or_before(self._week.target + when * _DAY)

    def _signal(self, beat: Beat, facts: AccountFacts, at: datetime) -> Draft:
        seen = next(iter(self._territory.staff(facts.id)), None)
        return moves.signal(facts, beat.said, at.date(), None if seen is None else seen.id)

    def _remark(self, beat: Beat, facts: AccountFacts, at: datetime) -> Draft:
        whose = next(iter(self._territory.staff(facts.id)), None)
        return moves.remark(facts.id, beat.does, beat.said, at.date(), None if whose is None else whose.id)

    def _opening(self, beat: Beat, facts: AccountFacts, at: datetime) -> Draft:
        on = None if beat.when is None else self._week.target + beat.when * _DAY
        seen = Opening(EntryId(""), beat.said, at.date(), on, None, beat.words)
        staff, world = self._territory.staff(facts.id), self._territory.world(facts, at)
        return moves.opening(facts, staff, seen, world, self._territory.settings)

    def _dump(self, beat: Beat, facts: AccountFacts, at: datetime) -> Draft:
        return moves.dump(facts, at.date(), beat.said, round(self._territory.hours(facts.id, at.date()), 1))

    def _keep(self, beat: Beat, facts: AccountFacts, at: datetime) -> Draft:
        settings, staff = self._territory.settings, self._territory.staff(facts.id)
        points = int(drain.score(facts.signals, at.date(), settings.drain))
        world = self._territory.world(facts, at)
        return moves.keep(facts, staff, at.date(), beat.said, points, world, settings)


def _news(beat: Beat, facts: AccountFacts, at: datetime) -> Draft:
    del at
    return moves.set_account(facts.id, (("industry", beat.said),))
