"""A list without headings, read by what stands in it: purchased lists come so (DESIGN section 6).

Each column is judged by its own cells, then by its neighbours: a city stands beside a state or a postcode, a last name
behind a first one. What could be two things is a guess and says so; what tells nothing stays a field of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from storage.importing import contents, headless_names, shapes
from storage.importing.plan import Column

Samples = Sequence[Sequence[str]]
_OWN: Final = "own"
_MOST: Final = 0.6
_NEARLY: Final = 0.85
_ALL: Final = 0.95
_SOME: Final = 0.3
_HALF: Final = 0.5
_PLACES: Final = frozenset({"any.state", "any.postcode", "any.country"})

_SURE: Final[tuple[tuple[str, Callable[[str], bool], float], ...]] = (
    ("any.email", contents.has_mail, _HALF),
    ("person.linkedin", contents.is_linkedin, _MOST),
    ("firm.domain", contents.is_firm_site, _MOST),
    ("any.phone", shapes.is_phone, _MOST),
    ("firm.revenue", shapes.is_revenue, _MOST),
    ("firm.employees", shapes.is_size, _MOST),
    ("any.street", shapes.is_street, _MOST),
)


def recognise(columns: Sequence[Column], samples: Samples) -> list[Column]:
    """Return what the columns of a list without headings are; those that the user named stay as they are."""
    found = [column if column.how == "told" else _alone(column, samples[column.index]) for column in columns]
    found = _one_site(found)
    found = _postcodes(found, samples)
    found = _cities(found, samples)
    found = _codes(found, samples)
    found = headless_names.find(found, samples)
    found = _cities(found, samples, loose=True)
    return _headcount(found, samples)


def _alone(column: Column, values: Sequence[str]) -> Column:
    """Judge a column by nothing but its cells."""
    if not any(values) or contents.share(values, contents.is_day) >= _MOST:
        return replace(column, field=_OWN, how="own")
    if contents.share(values, contents.is_greeting) >= _NEARLY:  # Mr and Ms are countries, too
        return replace(column, field=_OWN, how="greeting")
    field = next((field for field, test, enough in _SURE if contents.share(values, test) >= enough), "")
    field = field or _place(values) or ("person.title" if contents.share(values, contents.is_title) >= _SOME else "")
    return replace(column, field=field or _OWN, how="content" if field else "own")


def _place(values: Sequence[str]) -> str:
    """Tell a state from a country: IL and CA may be either, and so the column that knows more of its cells wins."""
    if contents.share(values, shapes.is_postcode_of_letters) >= _MOST:
        return "any.postcode"
    state, country = shapes.share_of_states(values), contents.share(values, contents.is_country)
    if max(state, country) < _NEARLY:
        return ""
    return "any.state" if state >= country else "any.country"


def _one_site(columns: list[Column]) -> list[Column]:
    sites = [column for column in columns if column.field == "firm.domain"]
    return [replace(each, field=_OWN, how="own") if each in sites[1:] else each for each in columns]


def _free(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.field == _OWN and column.how == "own"]


def _beside(columns: Sequence[Column], place: int, fields: frozenset[str], reach: int = 1) -> bool:
    near = columns[max(place - reach, 0) : place] + list(columns[place + 1 : place + 1 + reach])  # type: ignore[operator]
    return any(column.field in fields for column in near)


def _set(columns: list[Column], chosen: Column | None, field: str, how: str = "content") -> list[Column]:
    return [replace(each, field=field, how=how) if each is chosen else each for each in columns]


def _postcodes(columns: list[Column], samples: Samples) -> list[Column]:
    """Find the postcode: figures of one width beside a place, or with a nought in front."""
    if any(column.field == "any.postcode" for column in columns):
        return columns
    near = frozenset({"any.state", "any.country", "any.street"})
    fitting = [
        each
        for each in _free(columns)
        if contents.share(samples[each.index], shapes.is_postcode) >= _NEARLY
        and contents.share(samples[each.index], shapes.is_year) < _ALL
    ]
    beside = [each for each in fitting if _beside(columns, each.index, near, 2)]
    naught = [each for each in fitting if any(value.startswith("0") for value in samples[each.index])]
    wordy = [each for each in fitting if _text_beside(columns, samples, each.index)]
    chosen = (beside + naught + wordy)[:1]
    return _set(columns, chosen[0], "any.postcode") if chosen else columns


def _text_beside(columns: Sequence[Column], samples: Samples, place: int) -> bool:
    """Return whether a town may stand behind or before: a postcode of five figures among words is one."""
    sides = [each for each in (place - 1, place + 1) if 0 <= each < len(columns)]
    towns = (contents.share(samples[each], shapes.is_town) >= _NEARLY for each in sides)
    five = contents.share(samples[place], shapes.is_five) >= _ALL
    return five and any(towns)


def _cities(columns: list[Column], samples: Samples, *, loose: bool = False) -> list[Column]:
    """Find the city: words without a figure beside a state, a postcode or a street."""
    if any(column.field == "any.city" for column in columns):
        return columns
    near = _PLACES | {"any.street"} if loose else _PLACES
    fitting = [
        each
        for each in _free(columns)
        if contents.share(samples[each.index], shapes.is_town) >= _NEARLY
        and contents.share(samples[each.index], contents.is_firm) < _SOME
        and _beside(columns, each.index, near)
    ]
    return _town(columns, samples, fitting[0]) if fitting else columns


def _town(columns: list[Column], samples: Samples, chosen: Column) -> list[Column]:
    """Tell a town from the county behind it: of two columns of words between street and postcode the first is the town.

    Lists of Britain and Ireland come so ("Mill Road, Huddersfield, West Yorkshire, HD1 2NE").
    """
    place = chosen.index
    behind = columns[place + 1].field if place + 1 < len(columns) else ""
    towns = place > 1 and contents.share(samples[place - 1], shapes.is_town) >= _NEARLY
    between = columns[place - 2].field == "any.street" and behind in {"any.postcode", "any.country"}
    if not (towns and between and columns[place - 1] in _free(columns)):
        return _set(columns, chosen, "any.city")
    return _set(_set(columns, chosen, "any.state"), columns[place - 1], "any.city")


def _codes(columns: list[Column], samples: Samples) -> list[Column]:
    """Name the codes of lines of business that stay fields of their own, so that nobody takes them for headcounts."""
    found = list(columns)
    for column in _free(columns):
        values = samples[column.index]
        name = next((name for name, test in shapes.CODES if contents.share(values, test) >= _ALL), "")
        if name and name not in {each.name for each in found}:
            found[column.index] = replace(column, name=name, how="code")
    return [
        replace(each, how="own") if each.how == "code" and _alone_of_its_kind(each, found) else each for each in found
    ]


def _alone_of_its_kind(column: Column, columns: Sequence[Column]) -> bool:
    return column.how == "code" and any(each is column for each in columns)


def _headcount(columns: list[Column], samples: Samples) -> list[Column]:
    """Take the one column of plain small figures for the headcount, as a guess; of several nobody knows which."""
    if any(column.field == "firm.employees" for column in columns):
        return columns
    fitting = [
        each
        for each in _free(columns)
        if each.name not in shapes.CODE_NAMES and contents.share(samples[each.index], shapes.is_count) >= _NEARLY
    ]
    figures = [each for each in fitting if len(set(samples[each.index]) - {""}) > 1 or len(samples[each.index]) == 1]
    return _set(columns, figures[0], "firm.employees", "guess") if len(figures) == 1 else columns
