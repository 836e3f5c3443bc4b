"""What an import would write: drafts and refs, kept in the scratch database until they land (R29, R38, R44).

Nothing here revives, unbars or replans: dumped stays dumped, barred stays barred, and a customer is nobody's cold call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from playbook.bodies import AccountAdded, AccountSet, Barred, Body, PersonAdded, PersonSet
from playbook.codec import encode_body
from playbook.facts import AccountFacts, Fields, PersonFacts, Value
from playbook.words import AccountId, PersonId
from storage.importing import comparing, names, own_lists, refs, staged, standings
from storage.importing.barring import Barring
from storage.importing.ids import WORLD, Key
from storage.importing.known import Known
from storage.importing.merging import Clash
from storage.importing.probable import One
from storage.importing.probable_ones import Newcomers
from storage.importing.said import Remark
from storage.importing.scratch import Scratch
from storage.importing.settling import Firms
from storage.importing.settling_people import People
from storage.importing.staged import Firm, Person
from storage.importing.standings import Stands
from storage.importing.tally import Tally

_NOTHING: Final = "[]"
Said = dict[str, dict[str, Value]]
"""What each source says."""


@dataclass(slots=True)
class Counts:
    """How many are new, changed and the same."""

    new: int = 0
    changed: int = 0
    same: int = 0
    moved: set[str] = field(default_factory=set)


class Drafter:
    """Drafts firm by firm."""

    def __init__(self, scratch: Scratch, known: Known, tally: Tally, today: date) -> None:
        """Work in `scratch`, asking `known`; `today` is the rep's day."""
        self._scratch = scratch
        self._known = known
        self._tally = tally
        self._today = today
        self._firms = Firms(scratch, known, tally)
        self._people = People(scratch, known, tally)
        self._barring = Barring(known)
        self._drafted = 0
        self._drafts: list[tuple[str, str, str]] = []
        self._refs: list[tuple[str, str, str, str, str]] = []
        """Rows that wait for `write`."""
        self._newcomers = Newcomers(scratch, tally.files)
        self._added: dict[str, dict[str, Value]] = {}
        """What the drafts say of the firm and the people whom they add, by entity."""
        self.accounts = Counts()
        self.people = Counts()

    def firm(self, held: Firm) -> None:
        """Draft a firm and its people."""
        self._added.clear()
        facts = None if self._known.nobody else self._firms.find(held)
        people = [(person, self._known_person(person, held, facts)) for person in held.people]
        settled = [(person, known) for person, known in people if known is not None and not self._moves(person, known)]
        if facts is None and not held.listed and settled and len(settled) == len(people):
            self._stay(held, settled)
            return
        self._drafted = 0
        entity = AccountId(facts.id if facts is not None else self._firms.new_id(held))
        said = self._account(held, entity, facts, [person for person, _ in people])
        self._count(self.accounts, facts is None)
        for person, known in people:
            self._person(person, known, held, entity)
        if not own_lists.is_ours(held.ids):
            self._keep(self._firms.keys(held), entity, said)

    def write(self) -> list[One]:
        """Write what was drafted since: nothing reads it before the last firm, so a statement can write many rows.

        Whom it adds is returned, to be compared with everybody else.
        """
        self._scratch.many("INSERT INTO draft (entity, kind, body) VALUES (?, ?, ?)", self._drafts)
        self._scratch.many(
            "INSERT OR REPLACE INTO ref (source, kind, key, entity, said) VALUES (?, ?, ?, ?, ?)", self._refs
        )
        self._drafts.clear()
        self._refs.clear()
        return self._newcomers.take()

    def _known_person(self, person: Person, firm: Firm, account: AccountFacts | None) -> PersonFacts | None:
        known = None if self._known.nobody else self._people.find(person, firm, account)
        if known is not None:
            self._people.claim(known.id)
        return known

    def _stay(self, held: Firm, people: list[tuple[Person, PersonFacts]]) -> None:
        """Leave people where the book has them; a company that only this list gives them is told, not added."""
        for person, known in people:
            if not held.made:
                self._elsewhere(person, known, held)
            self._person(person, known, held, known.account)

    def _elsewhere(self, person: Person, known: PersonFacts, firm: Firm) -> None:
        """Tell that a list has somebody at another company than the book."""
        at = self._known.account(known.account)
        held = at.name if at is not None else "none"
        self._tally.conflict(person.file, person.line, known.name, Clash("company", held, firm.name))

    def _moves(self, person: Person, known: PersonFacts) -> bool:
        """Return whether a list that put somebody where the book has them now puts them elsewhere."""
        said = (self._known.said(source, "person", known.id) for source in self._sources(person))
        return any(each is not None and each.get(refs.FIRM) == known.account for each in said)

    def _sources(self, held: Firm | Person) -> list[str]:
        return list(dict.fromkeys(self._tally.sources[int(file)] for file in (*held.said, str(held.file))))

    def _account(self, held: Firm, entity: AccountId, facts: AccountFacts | None, people: list[Person]) -> Said:
        said = self._said(held)
        keys = held.ids
        stated = own_lists.taken(said, "account", keys, known=facts is not None)
        merged = {name: value for each in reversed(said.values()) for name, value in each.items()}
        file = self._tally.files[held.file]
        if facts is None:
            added = AccountAdded(held.name, _beside_name(merged), file)
            self._draft(entity, added)
            self._newcomers.firm(entity, held, added)
        else:
            self._tally.merged += self._are_news(said, "account", facts.id, keys)
            changes = self._compared(said, "account", facts.id, _held(facts), held)
            if changes:
                self._draft(entity, AccountSet(changes, file))
        for body in own_lists.about_account(stated, facts, self._today):
            self._draft(entity, body)
        before = self._before(said, "account", entity)
        stands = standings.account(held, people, facts, before, self._today)
        for body in stands.bodies:
            self._draft(entity, body)
        self._tally.note(standings.told(stands, file, held.line, held.name))
        return {source: each | stands.said for source, each in said.items()}

    def _said(self, held: Firm) -> Said:
        """Return what each source says of a firm; a made-up name is nobody's saying."""
        domain = self._firms.domain(held)
        found: Said = {}
        for file in dict.fromkeys((*held.said, *held.soft, str(held.file))):
            soft = {name: value for name, value in held.soft.get(file, {}).items() if value is not None}
            own = soft | held.said.get(file, {})
            own |= {} if "domain" in own or not domain else {"domain": domain}
            source = self._tally.sources[int(file)]
            found[source] = own | found.get(source, {})
        for name in unsure(held) - held.fields.keys():
            for own in found.values():
                own.pop(name, None)
        if any(key.alone for key in held.ids):
            merged = {name: value for each in reversed(found.values()) for name, value in each.items()}
            found = {WORLD: merged} | (found if len(held.said) > 1 else {})
        return found

    def _compared(self, said: Said, kind: str, entity: str, now: dict[str, Value], held: Firm | Person) -> Fields:
        """Return what all sources change; each is compared with what it said last itself."""
        changes: dict[str, Value] = {}
        alike = names.firms_alike if kind == "account" else names.people_alike
        for source, each in said.items():
            before = self._known.said(source, kind, entity)
            found = comparing.compare(each, before, now | changes, alike)
            changes |= dict(found.changes)
            for clash in found.clashes:
                self._tally.conflict(held.file, held.line, str(now["name"]), clash)
        return tuple(sorted(changes.items()))

    def _are_news(self, said: Said, kind: str, entity: str, keys: list[Key]) -> bool:
        """Return whether no source ever spoke of somebody in the book; a list of ours names them by our own id."""
        return not own_lists.is_ours(keys) and all(self._known.said(source, kind, entity) is None for source in said)

    def _before(self, said: Said, kind: str, entity: str) -> Mapping[str, Value]:
        held: dict[str, Value] = {}
        for source in reversed(said):
            held |= self._known.said(source, kind, entity) or {}
        return held

    def _person(self, held: Person, facts: PersonFacts | None, firm: Firm, at: AccountId) -> None:
        self._drafted = 0
        entity = PersonId(facts.id if facts is not None else self._people.new_id(held))
        said = self._person_said(held)
        stated = own_lists.taken(said, "person", held.ids, known=facts is not None)
        merged = {name: value for each in reversed(said.values()) for name, value in each.items()}
        file = self._tally.files[held.file]
        before: Mapping[str, Value] = {}
        fresh: Mapping[str, Value] = merged
        if facts is None:
            added = PersonAdded(at, held.name, _beside_name(merged), own_lists.came_from(stated), source=file)
            self._draft(entity, added)
            self._newcomers.person(entity, held, firm, added)
        else:
            self._tally.merged += self._are_news(said, "person", facts.id, held.ids)
            before = self._before(said, "person", facts.id)
            changes = self._compared(said, "person", facts.id, _held(facts), held)
            fresh = dict(changes)
            moved = at if facts.account != at and before.get(refs.FIRM) == facts.account else None
            if facts.account != at and moved is None and before.get(refs.FIRM) != at and not firm.made:
                self._elsewhere(held, facts, firm)
            if changes or moved:
                self._draft(entity, PersonSet(changes, moved, facts.account if moved else None, source=file))
        stands = standings.person(
            held, entity, facts, before, self._known.account(at) if held.stands else None, self._today
        )
        own = own_lists.about_person(stated, facts)
        for body in (*own, *stands.bodies, *self._bars(fresh, entity, facts, stands, held)):
            self._draft(entity, body)
        for body in stands.about_account:
            self._draft(at, body)
        self._tally.note(standings.told(stands, file, held.line, held.name))
        self._count(self.people, facts is None)
        told = {source: each | stands.said | {refs.FIRM: at} for source, each in said.items()}
        self._keep([] if own_lists.is_ours(held.ids) else self._people.keys(held, firm), entity, told)

    def _bars(
        self, fresh: Mapping[str, Value], entity: str, facts: PersonFacts | None, stands: Stands, held: Person
    ) -> list[Barred]:
        """Return the bars that come with an address or a number, as far as they are new; they are told (R38)."""
        known = {bar.channel for bar in (() if facts is None else facts.bars)}
        known |= {body.channel for body in stands.bodies if isinstance(body, Barred)}
        found = [bar for bar in self._barring.bars(fresh, entity) if bar.channel not in known and None not in known]
        told = (Remark("barred", self._tally.files[held.file], held.line, f"{held.name}: {bar.words}") for bar in found)
        self._tally.note(told)
        return found

    def _person_said(self, held: Person) -> Said:
        found: Said = {}
        for file in dict.fromkeys((*held.said, str(held.file))):
            source = self._tally.sources[int(file)]
            found[source] = held.said.get(file, {}) | found.get(source, {})
        if any(key.alone for key in held.ids):
            merged = {name: value for each in reversed(found.values()) for name, value in each.items()}
            found = {WORLD: merged} | found
        return found

    def _draft(self, entity: str, body: Body) -> None:
        self._drafted += 1
        if isinstance(body, AccountAdded | PersonAdded):
            self._added[entity] = refs.added_by(body)
        self._drafts.append((entity, body.kind, encode_body(body)))

    def _count(self, counts: Counts, new: bool) -> None:  # noqa: FBT001  (new or not is all there is to say)
        if new:
            counts.new += 1
        elif self._drafted:
            counts.changed += 1
        else:
            counts.same += 1

    def _keep(self, keys: list[Key], entity: str, said: Said) -> None:
        """Keep what each source said under its first key; the others only say who it is."""
        told: set[str] = set()
        added = self._added.get(entity)
        for key in keys:
            first = key.source in said and key.source not in told
            text = refs.text_of(said[key.source], added) if first else _NOTHING
            told.add(key.source)
            ref = self._known.ref(key)
            if ref is None or ref.entity != entity or (text != _NOTHING and ref.said != said[key.source]):
                self._refs.append((key.source, key.kind, key.key, entity, text))


def _beside_name(said: Mapping[str, Value]) -> Fields:
    return tuple(sorted([item for item in said.items() if item[0] != "name"]))


def _held(facts: AccountFacts | PersonFacts) -> dict[str, Value]:
    fields: dict[str, Value] = {"name": facts.name}
    return fields | dict(facts.fields)


def unsure(held: Firm) -> set[str]:
    """Return the names of what a firm's people say of it and do not agree on, all files together."""
    if len(held.soft) == 1:
        return {name for said in held.soft.values() for name, value in said.items() if value is None}
    return {name for said in held.soft.values() for name in said} - staged.agreed_soft(held).keys()
