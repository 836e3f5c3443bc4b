"""Our own export on its way back: every field literally, no guess, the same ids (R38, R40).

A list of ours is known by its first heading. In the book that it came from it changes nothing; in an empty book it
brings every account and person with what was said of them. Who stands in the book already keeps what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from playbook.bodies import Barred, Body, Dumped, NewStep, PersonSet, StandingSet, StepSet, TouchLogged
from playbook.cleaning import clean_line, clean_note
from playbook.facts import AccountFacts, PersonFacts, Value
from playbook.words import AccountId, Channel, Outcome, Purpose, Standing, StepKind
from storage.exporting import headings
from storage.formulas import bared
from storage.importing.delimiting import Row
from storage.importing.ids import OURS, Key
from storage.importing.plan import ACCOUNTS, PEOPLE, Column
from storage.importing.said import FirmSaid, PersonSaid, RowSaid

__all__ = ["OURS", "RECORD", "STATED", "about_account", "about_person", "came_from", "columns", "is_ours", "kind_of",
           "read", "taken"]  # fmt: skip

RECORD: Final = "record"
"""Kind of a list that is told and never read back: touches, plan, signals."""
STATED: Final = "~own"
"""Where what was said of somebody beside their fields waits in the scratch database; no heading can be called so."""

_LONG: Final = 1_000_000
_CARDS: Final = "vcard"
_ON_CARD: Final = {
    "account": frozenset({"name"}),
    "person": frozenset(
        {"name", "title", "department", "phone", "phone_ext", "mobile", "email", "email_2", "linkedin"}
    ),
}
"""What our cards say of those who are in the book."""
_KINDS: Final = {headings.ACCOUNT_ID: ACCOUNTS, headings.PERSON_ID: PEOPLE, headings.RECORD_ID: RECORD}
_YES: Final = "yes"
_EVERY: Final = "all"
_FITS: Final = {"fits": Outcome.FITS, "off": Outcome.OFF_PROFILE}
_ENDED: Final = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})
_WHY: Final = "next step in the list"


def kind_of(cells: tuple[str, ...]) -> str:
    """Return what a list of ours holds, by its headings; empty where it is none of ours."""
    return _KINDS.get(bared(cells[0].lstrip("\ufeff").strip()), "") if cells else ""


def columns(cells: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a list of ours, each taken for the field that it holds."""
    known = headings.ACCOUNT if kind_of(cells) == ACCOUNTS else headings.PERSON
    fields = {head: name for name, head in known.items()}
    whose = "firm" if kind_of(cells) == ACCOUNTS else "person"
    heads = [bared(cell.lstrip("\ufeff").strip()) for cell in cells]
    about = {headings.ACCOUNT_ID: "firm.id", headings.PERSON_ID: "person.id", headings.FIRM: "firm.name"}
    return tuple(
        Column(place, head, f"{whose}.{fields[head]}" if head in fields else about.get(head, "own"), "name")
        for place, head in enumerate(heads)
    )


def read(heads: tuple[Column, ...], kind: str, number: int, row: Row) -> RowSaid:
    """Return what a row of ours says, literally."""
    cells = {
        column.name: clean_note(bared(row.cells[column.index]), _LONG) if column.index < len(row.cells) else ""
        for column in heads
    }
    firm_id = clean_line(cells.pop(headings.ACCOUNT_ID, ""))
    if kind == ACCOUNTS:
        return _account(cells, firm_id, number, row.line)
    return _person(cells, firm_id, number, row.line)


def _account(cells: dict[str, str], firm_id: str, number: int, line: int) -> RowSaid:
    name = clean_line(cells.pop(headings.ACCOUNT["name"], ""))
    stated = {head: cells.pop(head) for head in headings.ABOUT_ACCOUNT if head in cells}
    fields = _fields(cells, headings.ACCOUNT) | _kept(stated)
    if not name or not firm_id:
        return RowSaid(number, line, FirmSaid(""), None, skip="it names no account, or not by its id")
    domain = str(fields.get("domain", ""))
    firm = FirmSaid(name, (Key(OURS, "account", firm_id),), domain, fields=tuple(sorted(fields.items())))
    return RowSaid(number, line, firm, None, listed=True)


def _person(cells: dict[str, str], firm_id: str, number: int, line: int) -> RowSaid:
    person_id = clean_line(cells.pop(headings.PERSON_ID, ""))
    firm_name = clean_line(cells.pop(headings.FIRM, ""))
    name = clean_line(cells.pop(headings.PERSON["name"], ""))
    stated = {head: cells.pop(head) for head in headings.ABOUT_PERSON if head in cells}
    fields = _fields(cells, headings.PERSON) | _kept(stated)
    if not name or not person_id or not firm_id:
        return RowSaid(number, line, FirmSaid(""), None, skip="it names no person, or not by their id and account")
    mails = tuple(str(fields[each]) for each in ("email", "email_2") if each in fields)
    phones = tuple(str(fields[each]) for each in ("phone", "mobile") if each in fields)
    key = (Key(OURS, "person", person_id),)
    person = PersonSaid(name, key, mails, phones, tuple(sorted(fields.items())))
    return RowSaid(number, line, FirmSaid(firm_name, (Key(OURS, "account", firm_id),)), person)


def _fields(cells: Mapping[str, str], known: Mapping[str, str]) -> dict[str, Value]:
    names = {head: name for name, head in known.items()}
    figures = _json(cells.get(headings.FIGURES, ""), list)
    found: dict[str, Value] = {}
    for head, text in cells.items():
        if text and head not in {headings.FIGURES, headings.MORE}:
            name = names.get(head) or headings.own_name(head)
            found[name] = headings.value(name, text, figure=head not in names and name in figures)
    for name, value in _json(cells.get(headings.MORE, ""), dict).items():
        if isinstance(value, str | int | float | bool) and not str(name).startswith("~"):
            found[clean_line(str(name))] = clean_note(value, _LONG) if isinstance(value, str) else value
    return {name: value for name, value in found.items() if name and not name.startswith("~") and value != ""}


def _json(text: str, kind: type) -> Any:  # noqa: ANN401  (what a cell holds is judged by the caller)
    try:
        found = json.loads(text) if text else kind()
    except ValueError:
        return kind()
    return found if isinstance(found, kind) else kind()


def _kept(stated: Mapping[str, str]) -> dict[str, Value]:
    held = {head: text for head, text in stated.items() if text}
    return {STATED: json.dumps(held, ensure_ascii=False, sort_keys=True)} if held else {}


def is_ours(keys: Iterable[Key]) -> str:
    """Return the id that a list of ours gives somebody, empty for a list of anybody else."""
    return next((key.key for key in keys if key.source == OURS), "")


def taken(said: dict[str, dict[str, Value]], kind: str, keys: Iterable[Key], *, known: bool) -> dict[str, str]:
    """Take out what was said of somebody beside their fields; the fields of all sources stay.

    Of a card of ours only what stands on it stays for one who is in the book (`known`): what an import makes out of it
    (a zone, halves of a name, the firm's site) would be nobody's saying.
    """
    found: dict[str, str] = {}
    for fields in said.values():
        if STATED in fields:
            found |= json.loads(str(fields.pop(STATED)))
    if known and _CARDS in said and is_ours(keys):
        said[_CARDS] = {name: value for name, value in said[_CARDS].items() if name in _ON_CARD[kind]}
    return found


def about_account(stated: Mapping[str, str], facts: AccountFacts | None, today: date) -> Iterator[Body]:
    """Yield what a list of ours says of where an account stands.

    One that is in the book keeps its own standing; only a bar is laid on it, since R38 is absolute.
    """
    if not stated:  # a list of anybody else, or nothing beside the fields
        return
    yield from _bars(stated, facts)
    if facts is not None:
        return
    since = _day(stated, headings.DREAM_SINCE)
    if stated.get(headings.DREAM) == _YES:
        yield StandingSet(since or today, None, dream=True)
    outcome = _FITS.get(stated.get(headings.FIT_SAID, ""))
    if outcome is not None:
        why = stated.get(headings.FIT_REASON, "")
        yield TouchLogged(today, "", outcome, note=why, counts=False)
    yield from _standing(stated, today)


def _standing(stated: Mapping[str, str], today: date) -> Iterator[Body]:
    says = next((each for each in Standing if each.value == stated.get(headings.STATED, "")), None)
    ahead = _day(stated, headings.NEXT)
    steps: tuple[NewStep, ...] = ()
    if ahead is not None and says not in _ENDED:
        steps = (NewStep(1, StepKind.HAND, Purpose.HAND, ahead, rule="R44", why=_WHY),)
    if says is Standing.DUMPED:
        yield Dumped(_day(stated, headings.DUMPED_ON) or today, stated.get(headings.DUMP_REASON, ""))
    elif says is not None and not (says is Standing.BARRED and headings.BARS in stated):
        yield StandingSet(today, says, reason=_WHY, steps=steps)
    elif steps:
        yield StepSet(steps=steps, why=_WHY)


def about_person(stated: Mapping[str, str], facts: PersonFacts | None) -> Iterator[Body]:
    """Yield what a list of ours says of a person: bars always, that they left only where the book has them not yet."""
    if not stated:
        return
    yield from _bars(stated, facts)
    if facts is None and stated.get(headings.GONE) == _YES:
        yield PersonSet(gone=True)


def _bars(stated: Mapping[str, str], facts: AccountFacts | PersonFacts | None) -> Iterator[Barred]:
    held = {bar.channel for bar in (() if facts is None else facts.bars)}
    for line in stated.get(headings.BARS, "").split("\n"):
        how, mark, words = line.partition(":")
        if not mark or (how != _EVERY and how not in set(Channel)):
            continue
        channel = None if how == _EVERY else Channel(how)
        if facts is None or (channel not in held and None not in held):
            yield Barred(channel, words.strip())


def _day(stated: Mapping[str, str], head: str) -> date | None:
    try:
        return date.fromisoformat(stated.get(head, ""))
    except ValueError:
        return None


def came_from(stated: Mapping[str, str]) -> AccountId | None:
    """Return the account that a person left when they came (R21), None for none."""
    return AccountId(stated[headings.CAME_FROM]) if headings.CAME_FROM in stated else None
