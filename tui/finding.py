"""Finds a command by what it does: its label, its help and the words that people of the field have for it.

Words may stand in any order, may be cut short and may have a typo; every one of them must say something of the command.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tui.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.commands import Command

WORDS: dict[str, str] = {
    "outcome.no-answer": "nobody picked up; did not answer; no pickup; ring; unanswered; busy; no reply; sent;"
    " not home",
    "outcome.voicemail": "vm; answering machine; left a message; mailbox",
    "outcome.gatekeeper": "receptionist; assistant; secretary; front desk; pa; switchboard; blocked",
    "outcome.no": "rejected; not interested; refused; turned down; declined; hung up; objection; timing; value;"
    " priority",
    "outcome.all-set": "has a provider; happy with vendor; incumbent; competitor; has a solution; loyal;"
    " under contract",
    "outcome.not-now": "tickle; nurture; later; bad timing; recycle; not ready; park; next quarter; drip",
    "outcome.callback": "call me back; callback; follow up on; remind me; in six months; appointment to call; promise;"
    " schedule a call; reminder",
    "outcome.faded": "ghosted; gone quiet; silent; unresponsive; stalled; went dark; no news; lost touch",
    "outcome.wrong": "wrong number; wrong person; bounced; referral; bad data; invalid; referred; dead number;"
    " bad email",
    "outcome.left": "no longer with company; quit; changed job; moved on; resigned; successor; new employer;"
    " job change",
    "outcome.value": "sent something; article; invitation; gift; send value; shared; webinar; case study; newsletter",
    "outcome.talk": "had a talk; conversation; connected; spoke; reached; discovery; conversation held; good call",
    "outcome.meeting": "book meeting; demo booked; next step; won; lost; deal; appointment; closed won; closed lost",
    "outcome.my-time": "they want a demo; proposal; pilot; rfp; tender; visit; specification; quote; gate; site visit",
    "outcome.off-profile": "disqualify; unqualified; not a fit; poor fit; wrong size; bad fit; dq; out of profile",
    "outcome.fits": "qualify; qualified; good fit; on profile; icp",
    "outcome.barred": "do not contact; do not call; dnc; blacklist; block list; unsubscribe; opt out; gdpr; stop list;"
    " remove me; suppress; never call",
    "after.note": "comment; remark; annotate; write down; memo; what they said; words; log a note",
    "after.when": "backdate; earlier; date of the touch; time; yesterday; change time; log late",
    "after.undo": "take back; revert; mistake; oops; go back; wrong key; cancel last; restore last",
    "after.redo": "again; bring back; repeat",
    "touch.inbound": "they called; they wrote; incoming; reply; came to us; replied; answered my mail; call in",
    "touch.person": "other person; switch contact; next contact; somebody else; stakeholder",
    "touch.channel": "by email; by phone; linkedin; switch channel; letter; visit; text; sms; call instead",
    "touch.snooze": "reschedule; postpone; skip; later today; tomorrow; next week; put off; defer; delay; bury; wait;"
    " remind; move; shift",
    "touch.explain": "why; explain; reason; rule; what is this; where does it come from; context",
    "touch.copy": "clipboard; copy script; template; copy line; copy draft",
    "touch.reach": "dial; call now; phone; ring; mail; send email; write; compose; mailto; tel; open link; website",
    "touch.ways": "numbers; phone numbers; addresses; copy phone; copy number; email address; website; linkedin; links;"
    " contact details",
    "touch.more": "more prospects; extra; ten more; new leads; keep going; next batch; first touches; custom study",
    "account.open": "details; account page; contact card; full record; edit account; history; timeline;"
    " profile of account",
    "account.star": "favourite; favorite; dream client; pin; vip; target account; key account; strategic",
    "account.signal": "red flag; time waster; tyre kicker; tire kicker; drainer; sign; leech; warning sign",
    "account.dump": "delete; remove; let go; drop; get rid of; kick out; archive; close; discard; give up;"
    " disqualify; trash",
    "account.keep": "keep; hold on; not dump; retain; overrule",
    "account.add": "new; create; new account; new contact; new person; new lead; new prospect; opening; add company;"
    " enter; contacts; trigger event",
    "book.search": "find; look up; lookup; filter; where is; query; who is; find someone; contacts; accounts; list all;"
    " all accounts",
    "book.import": "upload; csv; excel; load list; bring in; spreadsheet; xlsx; vcard; salesforce; hubspot; pipedrive;"
    " crm; linkedin; contacts; migrate; new list",
    "book.block": "focus; power hour; call block; session; dial; one at a time; timer; start calling; dialer; study;"
    " pomodoro; calling session",
    "book.look": "time drainers; review; most time; who wastes my time; leeches; disqualify; minutes",
    "book.pool": "never called; untouched; new leads; prospects waiting; backlog of leads; queue of new; fresh;"
    " unworked;"
    " uncontacted; list of prospects",
    "book.held": "cap; limit; overflow; too many; held back; workload; hidden; why so few; daily limit; overdue",
    "book.spread": "backlog; overdue; catch up; reschedule all; postpone all; spread; load balance; behind; balance",
    "book.leave": "vacation; holiday; holidays; time off; pto; sick; away; out of office; days off; pause; ooo; trip",
    "book.value_library": "content; articles; assets; collateral; invitations; templates; gifts; materials; library;"
    " snippets; resources",
    "book.dumped": "dumped list; deleted; archive; lost; revive; bring back account; restore account; hours won; bin;"
    " trash; removed; recycle bin; undelete",
    "book.numbers": "statistics; stats; report; reports; dashboard; metrics; kpi; charts; analytics; graphs;"
    " performance;"
    " activity; conversion; connect rate; results; manager; weekly report; how am i doing",
    "book.forecast": "simulate; simulation; future; projection; predict; seven years; capacity; what if; plan ahead",
    "book.imports": "undo import; import history; past lists; take back import; uploads; remove import",
    "book.duplicates": "dedupe; duplicate; merge; same company; doubles; twins; merge contacts; clean up",
    "book.export": "download; csv; excel; xlsx; calendar; ics; vcard; json; markdown; save as; take away;"
    " call sheet; share; backup to file; contacts; spreadsheet",
    "book.backups": "backup; back up; restore; copy of the book; sync; synchronise; synchronize; other machine;"
    " journal;"
    " second computer; save; cloud; merge machines; recovery",
    "book.erase": "delete for good; gdpr; right to be forgotten; erase; purge; delete person; privacy; forget; wipe;"
    " delete contact; delete account; unsubscribe; data protection; ccpa; remove for ever",
    "book.doctor": "check; repair; fix; integrity; health; diagnose; corrupt; broken; problem; verify; forgotten",
    "book.profile": "icp; ideal customer; who buys; criteria; fit; scoring; target market; qualification; persona;"
    " segment",
    "book.playbook": "settings; preferences; options; configuration; configure; config; rules; caps; spacing;"
    " hours; quota;"
    " templates; rhythm; cadence; sequence; interval; working hours; goals; questions",
    "book.keys": "shortcuts; hotkeys; keyboard; rebind; keymap; key bindings; remap; change keys; vim; customise;"
    " settings",
    "book.tour": "tutorial; learn; getting started; introduction; how does it work; walkthrough; demo; guide;"
    " onboarding;"
    " lesson; first steps; example; try",
    "book.theme": "dark mode; light mode; colour; color; colours; appearance; look; skin; contrast; night; dawn;"
    " font; design",
    "book.help": "shortcuts; keys; manual; documentation; how to; cheat sheet; cheatsheet; commands; coming from;"
    " anki;"
    " taskwarrior; what can i do; list of keys; hotkeys",
    "book.quit": "exit; close; leave the program; log out; logout; stop; end; shut down",
    "book.print": "print; paper; printer; hard copy; call sheet; html; pdf",
}
"""What people say when they mean a command, beside its label: phrases with `;` between them."""

_NAMELESS = (
    "a an and are as at be by can do does for from get give go have how i in into is it me my of on or our please"
    " show that the them they this to up want we what where which with you your see make all someone until till"
)
_IDLE = frozenset(_NAMELESS.split())
"""Words that name nothing; they count only where nothing else was typed."""
_EXACT, _BEGINS, _TYPO, _WITHIN = 1.0, 0.85, 0.6, 0.4
_SLIPS = ((4, 1), (8, 2))
"""Letters from which a word may have so many slips of the finger."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a command, in small letters."""

    label: str
    phrases: tuple[str, ...]
    label_words: frozenset[str]
    synonym_words: frozenset[str]
    help_words: frozenset[str]


def likeness(query: str, command: Command) -> float:
    """Return how like a command is to what was typed: 0 for not at all, about 1 for a word of it, 2 for its name."""
    typed = " ".join(_words(query))
    if not typed:
        return 0.0
    known = _known(command)
    whole = _whole(typed, known)
    words = [word for word in typed.split() if word not in _IDLE] or typed.split()
    found = [_best(word, known) for word in words]
    if not all(found):
        return whole
    return max(whole, sum(found) / len(found))


def ranked(query: str, among: Iterable[Command] = COMMANDS) -> list[tuple[float, Command]]:
    """Return the commands that are like it, the likest first; equals keep the table's order."""
    scored = [(likeness(query, each), each) for each in among]
    return sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])


def _whole(typed: str, known: Known) -> float:
    """Return what the whole line is worth: a label or a phrase of the field beats single words."""
    if typed == known.label:
        return 2.0
    if typed in known.phrases:
        return 1.6 - known.phrases.index(typed) / 100
    if known.label.startswith(typed):
        return 1.5
    begun = [place for place, phrase in enumerate(known.phrases) if phrase.startswith(typed)]
    return 1.2 - begun[0] / 100 if begun else 0.0


def _best(word: str, known: Known) -> float:
    fields = ((known.label_words, 1.15), (known.synonym_words, 1.0), (known.help_words, 0.6))
    return max(_closest(word, words) * worth for words, worth in fields)


def _closest(word: str, words: frozenset[str]) -> float:
    return max((_like(word, each) for each in words), default=0.0)


def _like(typed: str, word: str) -> float:
    if typed == word:
        return _EXACT
    if len(typed) > 1 and (word.startswith(typed) or _stem(typed) == _stem(word)):
        return _BEGINS
    allowed = max((slips for letters, slips in _SLIPS if len(typed) >= letters), default=0)
    if allowed and _slips(typed, word, allowed):
        return _TYPO
    return _WITHIN if len(typed) > 3 and typed in word else 0.0  # noqa: PLR2004  (shorter pieces stand in any word)


def _stem(word: str) -> str:
    """Cut the endings that change nothing: reports, reporting, reported."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004  (what is left must be a word)
            return word[: -len(ending)]
    return word


def _slips(typed: str, word: str, allowed: int) -> bool:
    """Tell whether a word was meant: letters swapped, missing, doubled or wrong, or its beginning so."""
    if abs(len(typed) - len(word)) > allowed and len(word) > len(typed):
        word = word[: len(typed)]
    if abs(len(typed) - len(word)) > allowed or typed[0] != word[:1]:
        return False
    return _distance(typed, word) <= allowed


def _distance(one: str, two: str) -> int:
    """Return the edits from one word to another; two neighbours swapped are one."""
    before: list[int] = []
    last = list(range(len(two) + 1))
    for row, left in enumerate(one, 1):
        now = [row]
        for column, right in enumerate(two, 1):
            edit = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (left != right))
            if row > 1 and column > 1 and left == two[column - 2] and one[row - 2] == right:
                edit = min(edit, before[column - 2] + 1)
            now.append(edit)
        before, last = last, now
    return last[-1]


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()


@cache
def _known(command: Command) -> Known:
    phrases = tuple(" ".join(_words(phrase)) for phrase in WORDS.get(command.id, "").split(";") if phrase.strip())
    return Known(
        " ".join(_words(command.label)),
        phrases,
        frozenset(_words(command.label)),
        frozenset(word for phrase in phrases for word in phrase.split() if word not in _IDLE),
        frozenset(word for word in _words(command.help) if word not in _IDLE),
    )
