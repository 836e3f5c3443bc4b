"""What each column of a list is taken for: by its heading, by one slip of its heading, by its cells (DESIGN section 6).

What nothing recognises becomes a field of its own; no column is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from playbook.errors import BadInput
from storage.importing import contents, dates, headless, ids, labels, mending, own_lists, scales, subjects, vendors
from storage.importing.cells import clean
from storage.importing.delimiting import Row
from storage.importing.folded import fold
from storage.importing.header import Header
from storage.importing.lexicon import headings, squeeze
from storage.importing.plan import Column

OWN: Final = "own"
SKIP: Final = "skip"
Mapping = tuple[tuple[str, str], ...]

_HALF: Final = 0.5
_BRACKETS: Final = re.compile(r"\s*[\(\[][^()\[\]]*[\)\]]")
_PRIVATE: Final = re.compile(
    r"[(\[](?:home|private?|personal|domicile|prive|casa|particular|other|autre|weitere|fax)\b"
)
"""What in brackets makes something else of a column: "Rue (domicile)" is nobody's office."""
_OF_PLACES: Final = frozenset({"any.street", "any.street2", "any.city", "any.state", "any.postcode", "any.country"})
_CUSTOM: Final = re.compile(r"^(?:custom|cf)[._: ]+|__c$", re.IGNORECASE)
_SKIP_WORDS: Final = frozenset({"", "skip", "ignore", "none"})
_DATES: Final = frozenset(
    {"row.last_contact", "row.next_activity", "firm.contract_end", "firm.pursued_since", "firm.incumbent_since",
     "person.since", "person.birthday"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns of a list and what the list is about."""

    columns: tuple[Column, ...]
    kind: str
    """As in `FilePlan.kind`."""
    subject: str
    """`person` or `firm`: whose the columns without an owner are."""
    source: str
    vendor: str


def recognise(header: Header, rows: Sequence[Row], mapping: Mapping = (), *, months_lead: bool = True) -> Reading:
    """Return what the columns of a list are taken for, from its headings and its first rows."""
    samples = [column_of(rows, place) for place in range(len(header.names))]
    vendor = vendors.of(header, samples)
    told = _told(header, mapping)
    ours = "" if told else own_lists.kind_of(header.cells)
    if ours:
        return Reading(own_lists.columns(header.cells), ours, subjects.FIRM, own_lists.OURS, own_lists.OURS)
    columns = [
        told.get(place)
        or _by_itself(place, (name, _written(header, place)), samples[place], vendor, headed=header.line > 0)
        for place, name in enumerate(header.names)
    ]
    columns = _one_of_each(columns) if header.line else headless.recognise(columns, samples)
    columns = labels.paired([replace(each, scale=scales.of(each.name, each.field)) for each in columns])
    settled = subjects.settle(columns, samples, headed=header.line > 0)
    columns = [_with_days(column, samples[column.index], months_lead) for column in settled.columns]
    names = mending.without(header.names) if header.line else [f"{column.index} {column.field}" for column in columns]
    source = vendors.source_of(vendor) or ids.shape_of(names)
    return Reading(tuple(columns), settled.kind, settled.subject, source, vendor)


def column_of(rows: Sequence[Row], place: int) -> list[str]:
    """Return the clean cells of one column."""
    return [clean(row.cells[place]) if place < len(row.cells) else "" for row in rows]


def check_meanings(mapping: Mapping) -> None:
    """Refuse a mapping to nothing.

    Raises:
        BadInput: a column would be called by no name.
    """
    for name, what in mapping:
        _meant(0, name, what)


def unknown_words(header_names: Sequence[str], mapping: Mapping) -> list[str]:
    """Return the headings of a mapping that a list does not have."""
    known = {squeeze(name) for name in header_names} | {str(place) for place in range(1, len(header_names) + 1)}
    return [word for word, _ in mapping if squeeze(word) not in known]


def _told(header: Header, mapping: Mapping) -> dict[int, Column]:
    """Return the columns that the user named, by place."""
    places = {squeeze(name): place for place, name in enumerate(header.names)}
    found: dict[int, Column] = {}
    for word, what in mapping:
        place = places.get(squeeze(word), int(word) - 1 if word.isdecimal() else -1)
        if 0 <= place < len(header.names):
            found[place] = _meant(place, header.names[place], what)
    return found


def _meant(place: int, name: str, what: str) -> Column:
    words = headings()
    wanted = what.strip().lower()
    if wanted in words.names.values():
        return Column(place, name, wanted, "told")
    if wanted in _SKIP_WORDS or wanted == "-":
        return Column(place, name, SKIP, "told")
    field = words.told.get(squeeze(wanted)) or words.names.get(squeeze(wanted))
    if field:
        return Column(place, name, field, "told")
    own = clean(what)
    if not own:
        raise BadInput(f'"{name}" cannot be called "{what}".', "Name a field, or `skip`.")
    return Column(place, own, OWN, "told")


def _written(header: Header, place: int) -> str:
    """Return a heading as it stands in the file: the second "Title" of a list is told apart as "Title 2"."""
    return clean(header.cells[place]) if place < len(header.cells) else ""


def _again(written: str, vendor: str) -> str:
    """Return what a heading that comes a second time names; a second name is somebody else's, and told by its place."""
    field = by_name(written, vendor)
    return "" if field.endswith(".name") else field


def _by_itself(place: int, names: tuple[str, str], values: Sequence[str], vendor: str, *, headed: bool) -> Column:
    name, written = names
    if mending.is_beside(name):
        return Column(place, name, SKIP, "name")
    field = (by_name(name, vendor) or _again(written, vendor)) if headed else ""
    if field == OWN:
        return Column(place, name, OWN, "own", as_money=contents.holds_money(values))
    if field and not contents.denies(field, values):
        return Column(place, name, _estado(field, values), "name")
    near = "" if field or not headed else _similar(name)
    if near and not contents.denies(near, values):
        return Column(place, name, near, "similar")
    seen = "" if not headed or _stays(name) else contents.told(values)
    if seen:
        return Column(place, name, seen, "content")
    return Column(place, name, OWN, "own", as_money=contents.holds_money(values))


def _stays(name: str) -> bool:
    """Return whether a heading says that its column is none of ours, whatever its cells look like."""
    kept = headings()
    parts = re.split(r"[\W_]+|(?<=[a-z])(?=[A-Z])", _CUSTOM.sub("", name))
    return squeeze(name) in kept.kept or any(part.lower() in kept.kept_words for part in parts)


def by_name(name: str, vendor: str = "") -> str:
    """Return the field that a heading names, empty where it is none of ours."""
    words = headings()
    bare = _CUSTOM.sub("", name)
    short = bare if _PRIVATE.search(fold(bare)) else _BRACKETS.sub("", bare)
    for text in (name, bare, short, bare.split(":", 1)[-1]):
        word = squeeze(text)
        field = words.vendor_names.get(vendor, {}).get(word) or words.names.get(word)
        if field:
            return field
    return _by_prefix(bare)


def _by_prefix(name: str) -> str:
    """Read "Person - Name", "Company City", "Contact Email": the first word says whose it is."""
    words = headings()
    parts = [part for part in re.split(r"[\s_\-:.]+|(?<=[a-z])(?=[A-Z])", name) if part]
    for count in (3, 2, 1):
        whose = words.prefixes.get(squeeze(" ".join(parts[:count])))
        field = words.names.get(squeeze(" ".join(parts[count:]))) if whose else None
        if not whose or field is None:
            continue
        owner, _, what = field.partition(".")
        if field == "person.linkedin" and whose == "firm":
            continue  # a company's page is nobody's profile
        if whose == "place":
            return field if field in _OF_PLACES else ""
        if whose == "deal":
            return f"deal.{what}" if f"deal.{what}" in words.names.values() else ""
        return f"{whose}.{what}" if owner == "any" else field
    return ""


def _similar(name: str) -> str:
    """Return the field of a heading that is one slip away: "Nmae", "Emial", "Compny"."""
    word = squeeze(name)
    return next((field for known, field in headings().similar if one_slip(word, known)), "")


def one_slip(word: str, known: str) -> bool:
    """Return whether one letter added, left out, changed, or two neighbours swapped makes one word of the other."""
    if abs(len(word) - len(known)) > 1 or len(word) < 4 or word == known:  # noqa: PLR2004  (short words are too near each other)
        return False
    start = next((place for place, (one, other) in enumerate(zip(word, known, strict=False)) if one != other), None)
    if start is None:
        return True
    rest, wanted = word[start:], known[start:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == wanted
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]


def _estado(field: str, values: Sequence[str]) -> str:
    """Tell a state from a status: "Estado" and "State" may be either, and so says their cells."""
    if field == "any.state" and contents.share(values, contents.is_status) > _HALF > contents.share(
        values, contents.is_state
    ):
        return "row.status"
    if field == "any.url":
        return "person.linkedin" if contents.share(values, contents.is_linkedin) > _HALF else "firm.domain"
    if field == "firm.domain" and contents.share(values, contents.is_linkedin) > _HALF:
        return "person.linkedin"
    if field == "firm.domain" and contents.share(values, contents.is_site) > _HALF > contents.share(
        values, contents.is_firm_site
    ):
        return OWN  # pages on a network that many share
    return field


def _one_of_each(columns: list[Column]) -> list[Column]:
    """Let what was recognised by its heading stand before what was only guessed by its cells."""
    sure = {_family(column.field) for column in columns if column.how in {"name", "told"}}
    found: list[Column] = []
    for column in columns:
        if column.how in {"content", "similar"} and _family(column.field) in sure:
            found.append(replace(column, field=OWN, how="own"))
        else:
            found.append(column)
            sure |= {_family(column.field)} if column.how in {"content", "similar"} else set()
    return found


def _family(field: str) -> str:
    """Return what a field competes with: all addresses and all numbers of a row are of one family."""
    what = field.split(".")[1] if "." in field else field
    return what if what in {"email", "phone"} else field


def _with_days(column: Column, values: Sequence[str], months_lead: bool) -> Column:  # noqa: FBT001  (a setting passed on)
    if column.field not in _DATES:
        return column
    return replace(column, months_lead=dates.month_first(values, default=months_lead))
