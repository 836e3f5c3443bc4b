"""The lists of an import, opened: with what the rep says of their columns now, and what they said before (R44)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.errors import BadInput
from storage.importing import remembered
from storage.importing.columns import Mapping
from storage.importing.files import OpenedList, lists
from storage.importing.lexicon import squeeze
from storage.importing.plan import FilePlan, called
from storage.importing.remembered import Remembered

Asked = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What a rep says of the columns and the status words of lists."""

    mapping: Mapping = ()
    words: Mapping = ()
    """Status words and the standing that each is taken for, in our names."""
    known: tuple[Remembered, ...] = ()
    """What they said before."""
    forget: bool = False
    """What they said before of these lists is forgotten."""

    @property
    def anything(self) -> bool:
        """Whether they say something now."""
        return bool(self.mapping or self.words or self.forget)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A list with what holds for it."""

    opened: OpenedList
    key: remembered.Key
    mapping: Mapping = ()
    """What the rep said of its columns, now and before."""
    words: Mapping = ()

    @property
    def plan(self) -> FilePlan:
        """What it is taken for."""
        return self.opened.plan


def open_all(
    paths: Sequence[Path], said: Said, asked: Asked | None = None, *, months_lead: bool = True
) -> list[Mapped | FilePlan]:
    """Open every list of some files; what cannot be used is a plan that says why."""
    found: list[Mapped | FilePlan] = []
    for path in paths:
        try:
            found += _of_file(path, said, asked, months_lead=months_lead)
        except BadInput as error:
            found.append(FilePlan(path, refused=error.message.removeprefix(f"{called(path)} "), hint=error.hint))
    return found


def _of_file(path: Path, said: Said, asked: Asked | None, *, months_lead: bool) -> list[Mapped | FilePlan]:
    plain = lists(path, months_lead=months_lead, asked=asked)
    told = lists(path, said.mapping, months_lead=months_lead, asked=asked) if said.mapping else plain
    found: list[Mapped | FilePlan] = []
    for place, each in enumerate(told):
        before = plain[place]
        if not isinstance(each, OpenedList) or not isinstance(before, OpenedList):
            found.append(each if isinstance(each, FilePlan) else each.plan)
            continue
        key = remembered.key_of(before.head, before.reading.columns)
        held = None if said.forget else remembered.of(said.known, key)
        if held is None:
            found.append(Mapped(each, key, _own(said.mapping, each), said.words))
            continue
        mapping = remembered.under(said.mapping, held)
        again = lists(path, mapping, months_lead=months_lead, asked=asked)[place]
        found.append(_with_saved(again, key, said, held) if isinstance(again, OpenedList) else again)
    return found


def _with_saved(opened: OpenedList, key: remembered.Key, said: Said, held: Remembered) -> Mapped:
    columns = remembered.marked(opened.reading.columns, opened.head.names, said.mapping, held)
    plan = replace(opened.plan, columns=columns, saved_on=held.on)
    opened = replace(opened, plan=plan, reading=replace(opened.reading, columns=columns))
    words = (*(pair for pair in held.words if pair[0] not in dict(said.words)), *said.words)
    return Mapped(opened, key, _own(remembered.under(said.mapping, held), opened), words)


def _own(mapping: Mapping, opened: OpenedList) -> Mapping:
    """Return what of a mapping is about a list's own columns, each by its heading."""
    names = {squeeze(name): name for name in opened.head.names}
    by_place = {str(place): name for place, name in enumerate(opened.head.names, 1)}
    named = ((names.get(squeeze(word)) or by_place.get(word, ""), what) for word, what in mapping)
    return tuple((name, what) for name, what in named if name)
