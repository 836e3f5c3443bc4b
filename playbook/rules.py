"""The rules by number: what each says, which essay it comes from, where its code is, and where a rep meets it.

`home` is the module (below the packages) whose functions name the rule; `met` is the key, pane or command. A test holds
every row against the code: the home exists and names the rule, and some test names it too.
"""

from __future__ import annotations

from dataclasses import dataclass

ESSAYS = (
    ("S0", 'the essay that begins with the words "They\'re not our profile"'),
    ("S1", '"Prospecting = EXCLUSIVE activity"'),
    ("S2", "Anthony Iannarino, on the question when to give up on a prospect, 20 November 2018"),
    ("S3", "Shamus Brown, on dumping fast and first"),
    ("S4", 'Brian, "Persistence: Part 5 of 8 – The Evolution of the Modern Day Sales Professional"'),
)
"""The five essays that the rules come from."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the playbook."""

    number: int
    name: str
    says: str
    """In one sentence, for a rep."""
    essays: str
    """Where it comes from: "S0 S2"; empty for what a planner needs anyway."""
    home: str
    met: str

    @property
    def code(self) -> str:
        """How tests, settings and reasons name it: "R14"."""
        return f"R{self.number}"


RULES = (
    Rule(1, "Fit", "An account fits by what is known of it: criteria, weights, musts; the verdict explains itself.",
         "S0", "playbook.fit", "the card's title, the account's page, the three questions after an import"),
    Rule(2, "The gate", "On profile: rhythm; unknown: one burst and the question; off: set aside or proposed.",
         "S0", "playbook.persistence", "y and o, the dump pane's set-aside line"),
    Rule(3, "Re-scoring", "A changed profile says first what comes on and what goes off; one undo takes it back.",
         "S0", "storage.rescore", "the playbook page before saving"),
    Rule(4, "Proof", "Meetings, wins and minutes: what fits against what doesn't.",
         "S0", "playbook.proof", "the numbers page"),
    Rule(5, "No limit", "Four No's, forty or four hundred: on profile nobody is ever given up for a count.",
         "S2 S4", "playbook.persistence", "No 23 on every row"),
    Rule(6, "Never forgotten", "Who is worked always has a next step; the doctor counts the forgotten: none.",
         "S4", "playbook.silence", "notyet doctor, the forecast"),
    Rule(7, "Counted from what happened", "The next step counts from the touch's own day.",
         "S4", "playbook.case", "every date on a key, @ for an earlier touch"),
    Rule(8, "Spacing", "30 days, 45, then 60; a talk starts it again; dream clients 30 or 21; ask and value in turn.",
         "S2 S4", "playbook.spacing", "the dates of n, a, v; the reason on each row"),
    Rule(9, "Fuzz and balance", "Spaced steps may move a little, to the least loaded working day.",
         "", "playbook.placement", "every spaced date"),
    Rule(10, "Promises", "A day that they named is exact and never moves by itself.",
         "S4", "playbook.series", "c, the top of today's list"),
    Rule(11, "Not a pest", "After a talk or a gift: five working days to that person, two to the account.",
         "S4", "playbook.guards", "the quiet ! on a key"),
    Rule(12, "One person a day", "One person per account per day; two channels within the hour are one attempt.",
         "S4", "playbook.guards", "planned days"),
    Rule(13, "Value is named", "A gift says what is given; checking in is refused, with two better ideas.",
         "S4", "playbook.guards", "e and the value library"),
    Rule(14, "Call me back", "Their words become a day, with value before it and none in the last three weeks.",
         "S4", "playbook.phrases", "c, notyet when"),
    Rule(15, "Faded", "Gone quiet: guess why, give value four times, never check in.",
         "S4", "playbook.series", "f"),
    Rule(16, "The early no", "The first No is a reflex: a written comeback says why thirty minutes are worth it.",
         "S4", "playbook.noes", "n on somebody new, the draft on the card"),
    Rule(17, "Burst", "Six attempts in eighteen days, other channel, other hour; once per person.",
         "S4", "playbook.persistence", "a, v, g on a first touch"),
    Rule(18, "The reading of a No", "Timing, value or priority: each has its own way back.",
         "S2", "playbook.noes", "1 2 3 after n; s"),
    Rule(19, "They die or you die", "Silence never dumps a dream client; starring says what it costs.",
         "S2", "playbook.drain", "*"),
    Rule(20, "Silence score", "Days late against the rhythm; the most silent dream client first.",
         "S2", "playbook.silence", "the dream pane"),
    Rule(21, "Person left", "The best news of the year: call the successor today, and follow who left.",
         "S2", "playbook.changes", "l"),
    Rule(22, "Openings", "A change at the account is worth a call: 90 and 30 days before its day, or today.",
         "S2", "playbook.openings", "+ opening, today's second group"),
    Rule(23, "The long record", "Years, No's, touches, people outlived, who supplies them now.",
         "S2", "storage.dream", "the dream pane, the card"),
    Rule(24, "Signals", "Lures, let-downs, make-ups, the pity order: the rounds of a time drainer.",
         "S1", "playbook.drain", "!"),
    Rule(25, "Proposed, never done", "At score 4 or a closed round it waits in the dump queue, with its evidence.",
         "S1", "playbook.drain", "the dump pane, r keeps"),
    Rule(26, "The dump point", "Before they get much of your time: gap, profile, pain, decision-maker.",
         "S3", "playbook.gates", "p"),
    Rule(27, "Minutes", "What each touch costs, by outcome and channel, measured in block mode.",
         "S1 S3", "playbook.minutes", "block mode, @"),
    Rule(28, "Quietly and nicely", "A dump sends nothing; it lists what ends and offers a kind line.",
         "S1 S3", "playbook.dumping", "d"),
    Rule(29, "Stays dumped", "Nothing revives it but you, with a reason.",
         "S1 S3", "playbook.moves", "the let-go page, i on a dumped one"),
    Rule(30, "Hours won", "What each dump frees a quarter, and whom to spend it on.",
         "S1 S3", "storage.dump", "the dump pane's title, the let-go page"),
    Rule(31, "Tickle", "What fits and isn't ready gets a small gift in 60 days, then every 90.",
         "S3", "playbook.persistence", "t"),
    Rule(32, "Always more", "Five first touches a day, woven in; a full book says so.",
         "S0 S1", "storage.today", "today's list, >, the pool"),
    Rule(33, "Order", "Promises, openings, warm, dream, value, rhythm, research; the reason on each row.",
         "", "playbook.ordering", "today's list"),
    Rule(34, "Cap", "Forty unpromised touches a day; what is held back keeps its order and is counted.",
         "", "playbook.spread", "held back, spread"),
    Rule(35, "One at a time", "Block mode shows one prospect and nothing else.",
         "S1", "playbook.block", "b"),
    Rule(36, "Their clock", "Calls in their office hours, never before 8 or after 21 there.",
         "", "playbook.guards", "the local time on the card, the ! on a key"),
    Rule(37, "Leave", "Days off plan nothing; promises that fall into them are asked about one by one.",
         "", "playbook.leave", "leave"),
    Rule(38, "Do not contact", "Absolute, per person, channel or account; it follows the person.",
         "", "playbook.guards", "x"),
    Rule(39, "Undo", "Every action is one step back, at any depth.",
         "", "storage.undo", "u, ctrl+r, imports"),
    Rule(40, "Nothing is lost", "Entries are only added; everything shown can be rebuilt from them.",
         "", "storage.tables", "notyet doctor --rebuild"),
    Rule(41, "Pain", "Their pain in their words, or the questions that find it.",
         "S3", "playbook.drafting", "the card, h and 1"),
    Rule(42, "Chase", "Nobody there after a talk, promise, meeting or reply: three tries in seven working days.",
         "S4", "playbook.persistence", "a on a promise"),
    Rule(43, "Look", "After a block: the three that cost most and gave nothing.",
         "S1", "playbook.look", "the end of a block"),
    Rule(44, "Lists carry standing", "Customer, lost, do not call: a list's words keep nobody cold-called.",
         "", "storage.importing.standing", "the import page"),
    Rule(45, "What they said", "A note on any touch by one key; the last one stands on the card.",
         "S4", "playbook.amending", "space, @, the card"),
)  # fmt: skip
"""R1 to R45, in order."""


def rule(code: str) -> Rule | None:
    """Return the rule of that code ("R14", "r14" or "14"), None where there is none."""
    number = code.strip().upper().removeprefix("R")
    return next((each for each in RULES if str(each.number) == number), None)
