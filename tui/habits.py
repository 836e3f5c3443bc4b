"""Coming from another tool: what the hands did there, and what does it here; README and help are drawn from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui import keymap, keys
from tui.commands import command


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit and what takes its place; `{outcome.no}` stands for a key, `notyet log` for a command."""

    old: str
    here: str

    @property
    def now(self) -> str:
        """What does it here, with the keys of now."""
        return keys.keyed(self.here).replace("`", "")

    @property
    def ids(self) -> tuple[str, ...]:
        """The commands of the planner that it names."""
        return tuple(re.findall(r"\{([a-z]+\.[a-z_-]+)\}", self.here))

    @property
    def calls(self) -> tuple[str, ...]:
        """The commands of the command line that it names, each with its words: "notyet journal save"."""
        return tuple(re.findall(r"`(notyet [^`]+)`", self.here))


ANKI = (
    Habit(
        "one key grades a card, each button shows its interval",
        "one key logs a touch ({outcome.no} {outcome.no-answer} {outcome.talk} …), each shows the day that"
        " it plans",
    ),
    Habit("study: one card at a time, the next one follows", "{book.block}: a block, one prospect at a time"),
    Habit("undo a grade together with its date", "{after.undo} or ctrl+z, at any depth; {after.redo} brings it back"),
    Habit("bury until tomorrow", "{touch.snooze}; then 1 later today, 3 next week"),
    Habit("suspend a card", "{outcome.not-now} not now: one small value touch in 60 days"),
    Habit("mark a note with *", "{account.star} stars a dream client"),
    Habit(
        "leeches",
        "the dump queue: proposed with evidence, never done by itself; {account.dump} lets go,"
        " {account.keep} keeps",
    ),
    Habit("browse, with is:due and tag:", "{book.search} with is:dream, no:>5, silent:>90d, tag:, fit:on"),
    Habit("custom study: more new cards today", "{touch.more}: ten more first touches"),
    Habit("daily limits, and what they hold back", "{book.held}; the cap stands in {book.playbook}"),
    Habit("fuzz and load balancing", "the same windows; promises never move"),
    Habit("deck options", "{book.playbook} or `notyet playbook edit`"),
    Habit("statistics", "{book.numbers} or `notyet numbers`"),
)  # fmt: skip
TASKWARRIOR = (
    Habit("task add", "`notyet add`, or {account.add}"),
    Habit("task next, task list", "`notyet today`"),
    Habit("task 3 done", "`notyet log ACCOUNT OUTCOME`, or the outcome's key: done plans the next one"),
    Habit("task 3 modify wait:tomorrow", "{touch.snooze}, or {outcome.callback} for a day that they named"),
    Habit("task undo", "`notyet undo` and `notyet redo`, or {after.undo}"),
    Habit("task 3 annotate", "{after.note}, or `notyet log … --note`"),
    Habit("task 3 delete", "{account.dump} lets go, `notyet dumped` lists them; `notyet erase` is for good"),
    Habit("task project:Acme list", "`notyet search Acme`, `notyet show Acme`"),
    Habit("urgency", "the order of today; {touch.explain} says why a row stands where it does"),
    Habit("recurring tasks", "the rhythm: it counts from the touch that happened, and never ends"),
    Habit("task export", "`notyet today --json`, `notyet export json DIR`"),
    Habit("task sync", "`notyet journal save FILE` and `notyet journal merge FILE`"),
    Habit("~/.taskrc", "`notyet playbook edit`; keys and theme in config.toml: `notyet keys`"),
    Habit(
        "j k / ? u tab in its terminal screens",
        "{move.down} {move.up} {book.search} {touch.explain} {after.undo} {move.pane}: the same hands",
    ),
    Habit("v marks several, one key for all", "in the search and in the pool % marks, & does one thing to all marked"),
)  # fmt: skip
HUBSPOT = (
    Habit(
        "a task queue: complete, reschedule or skip, next",
        "{book.block}; an outcome's key completes, {touch.snooze} reschedules or skips",
    ),
    Habit("log a call: no answer, busy", "{outcome.no-answer}"),
    Habit("log a call: left voicemail", "{outcome.voicemail}"),
    Habit("log a call: left live message", "{outcome.gatekeeper}"),
    Habit(
        "log a call: connected",
        "{outcome.talk} a talk, {outcome.no} a No, {outcome.all-set} all set: what they said plans the next"
        " touch",
    ),
    Habit("log a call: wrong number", "{outcome.wrong}, then 2"),
    Habit(
        "create a follow-up task in 6 months",
        "{outcome.callback}, 6 months, enter: the promise and the value touches before it",
    ),
    Habit("lead status: bad timing, unqualified", "{outcome.not-now} not now, {outcome.off-profile} off profile"),
    Habit("meeting booked; deal won or lost", "{outcome.meeting}"),
    Habit(
        "enrol in a sequence or cadence",
        "nothing to do: the first touch begins a burst of six, then the rhythm goes on",
    ),
    Habit("sequence finished, no reply", "does not exist here: on profile nobody is given up for a count"),
    Habit(
        "switch between contacts of a company, call or email",
        "{touch.person} for the next person, {touch.channel} for the next channel: the dates follow",
    ),
    Habit("opt out, do not call", "{outcome.barred}: per channel, person or account; a list never undoes it"),
    Habit(
        "snippets and templates",
        "{touch.copy} copies the draft on the card; {book.value_library} holds what is worth giving",
    ),
    Habit("pause tasks for days off", "{book.leave} or `notyet leave`: each promise in them is asked about"),
    Habit("import contacts; manage duplicates", "{book.import} or `notyet import FILE`; {book.duplicates}"),
    Habit("target accounts", "{account.star}: dream clients, in a pane of their own"),
    Habit("activity feed of a record", "{account.open}: everything that happened, in words"),
    Habit("reports and dashboards", "{book.numbers}, `notyet numbers`; a block ends with its own"),
)  # fmt: skip
HABITS: tuple[tuple[str, tuple[Habit, ...]], ...] = (
    ("Anki", ANKI),
    ("taskwarrior", TASKWARRIOR),
    ("HubSpot, Salesloft, Outreach", HUBSPOT),
)
"""The habits by the tool that they come from."""


def habit_tables() -> str:
    """Return the habits as Markdown tables, with the keys as they came."""
    lines: list[str] = []
    for tool, habits in HABITS:
        lines += [f"**Coming from {tool}**", "", "| There | Here |", "|---|---|"]
        lines += [f"| {habit.old} | {_marked(habit.here)} |" for habit in habits]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _marked(text: str) -> str:
    palette = command("book.palette").own

    def mark(name: str) -> str:
        own = command(name).own
        return f"`{own}`" if own else f"`{palette}` {command(name).label}"

    return keymap.keyed(text, mark)
