"""What comes of a touch where no story says it: dice with the weights of the data file, and words to go with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from playbook import days
from playbook.facts import AccountFacts, Step
from playbook.words import WRITTEN, Channel, Intent, Purpose, StepKind
from storage.demo.casting import Casting
from storage.demo.script import Script, Story
from storage.demo.territory import Territory
from storage.demo.turns import Rep, Turn

_KINDS: Final = {
    Purpose.COMEBACK: "comeback", Purpose.RETURN: "return", Purpose.FOLLOW_UP: "warm", Purpose.REFERRAL: "warm",
    Purpose.ANSWER: "warm", Purpose.CHASE: "warm", Purpose.OPENING: "opening", Purpose.SUCCESSOR: "opening",
    Purpose.TICKLE: "value",
}  # fmt: skip
_REST: Final = "avag"
"""What a tape that has run out goes on with."""
_NOTED: Final = 0.35
"""How often a touch has a note."""
_MEETING: Final = (3, 9)
"""Days until a meeting."""


class Chances:
    """Chooses outcomes, with a tape for those who have a story."""

    def __init__(self, territory: Territory, rep: Rep, casting: Casting, script: Script, random: Random) -> None:
        """Throw the dice of `random`."""
        self._territory = territory
        self._rep = rep
        self._casting = casting
        self._script = script
        self._random = random
        self._played: dict[str, int] = {}

    def turn(self, account: AccountFacts, step: Step | None, at: datetime, *, calm: bool = False) -> Turn:
        """Return what the rep says about this row; in calm days nobody leaves, so that the stories are heard."""
        person, channel = self._rep.aim(account, step)
        story = self._script.stories.get(account.name)
        key = self._key(step, channel, stays=calm or account.dream) if story is None else self._taped(story, step)
        whom = None if person is None else person.id
        turn = Turn(account.id, key, at, step, whom, channel, note=self._note(key), name=self._name(key, account))
        return self._dated(turn, account)

    def _key(self, step: Step | None, channel: Channel | None, *, stays: bool) -> str:
        if step is not None and step.purpose is Purpose.RESEARCH:
            return "y" if step.rule == "R2" else "w1"
        weights = self._script.chances[self._kind(step, channel)]
        (key,) = self._random.choices([name for name, _ in weights], [weight for _, weight in weights])
        return "a" if key == "l" and stays else key

    def _kind(self, step: Step | None, channel: Channel | None) -> str:
        if step is not None and step.kind is StepKind.PROMISE:
            return "promise"
        if step is not None and gives(step):
            return "value"
        written = "written" if channel in WRITTEN else "call"
        return written if step is None else _KINDS.get(step.purpose, written)

    def _taped(self, story: Story, step: Step | None) -> str:
        if step is not None and gives(step):
            return "e"
        if step is not None and step.purpose is Purpose.COMEBACK:
            return "a"
        place = self._played.get(story.company, 0)
        self._played[story.company] = place + 1
        return story.tape[place] if place < len(story.tape) else _REST[place % len(_REST)]

    def _note(self, key: str) -> str:
        if key[0] == "e" and key != "e1":
            return self._random.choice(self._script.assets)[0]
        notes = self._script.notes.get(key) or self._script.notes.get(key[0], ())
        return self._random.choice(notes) if notes and self._random.random() < _NOTED else ""

    def _name(self, key: str, account: AccountFacts) -> str:
        """Whom they name: the one referred to; now and then the leaver's successor."""
        place = self._script.places.get(account.get("city"))
        wanted = key == "w1" or (key == "l" and self._random.random() < _NOTED)
        return self._casting.name(place.names) if wanted and place is not None else ""

    def _dated(self, turn: Turn, account: AccountFacts) -> Turn:
        """Put a day to what needs one: a call back, a meeting."""
        day = turn.at.date()
        if turn.key == "c":
            said = self._random.choice(self._script.callbacks)
            on = self._free(day + timedelta(days=said.days), account, day)
            return replace(turn, when=on, when_at=said.at, words=said.words)
        if turn.key == "m":
            on = self._free(day + timedelta(days=self._random.randint(*_MEETING)), account, day)
            return replace(turn, when=on)
        return turn

    def _free(self, on: date, account: AccountFacts, day: date) -> date:
        """The day, or the first after it on which both sides work: the rep asks at once (R10)."""
        off = self._territory.days_off("US", day) | self._territory.days_off(account.get("country"), day)
        return days.to_work_day(on, off)


def gives(step: Step) -> bool:
    """Return whether a step gives instead of asking (S4)."""
    return step.intent is Intent.VALUE
