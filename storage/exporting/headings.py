"""The headings of our own lists: written here, and known again by the importer (storage/importing/own_lists.py).

A list of ours comes back as it went: every field literally, a field of the rep's own under its own name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from playbook.cleaning import clean_line
from playbook.facts import Fields, Value

ACCOUNT_ID: Final = "notyet account id"
PERSON_ID: Final = "notyet person id"
RECORD_ID: Final = "notyet record"
"""First heading of what is told and not read back: touches, plan, signals."""

ACCOUNT: Final = {
    "name": "Account", "domain": "Website", "phone": "Phone", "email": "Email", "street": "Street", "city": "City",
    "state": "State", "postcode": "Postcode", "country": "Country", "zone": "Time zone", "industry": "Industry",
    "employees": "Employees", "revenue": "Revenue", "spend": "Spend", "incumbent": "Incumbent",
    "incumbent_since": "Incumbent since", "contract_end": "Contract end", "tags": "Tags", "tier": "Tier",
    "pursued_since": "Pursued since", "nos_before": "Nos before", "source": "Source", "status": "Status",
    "owner": "Owner", "description": "Description", "language": "Language", "phone_ext": "Extension",
}  # fmt: skip
"""Field of an account -> its heading."""
PERSON: Final = {
    "name": "Name", "first": "First name", "last": "Last name", "title": "Job title", "role": "Buying role",
    "phone": "Phone", "phone_ext": "Extension", "mobile": "Mobile", "email": "Email", "email_2": "Email 2",
    "linkedin": "LinkedIn", "zone": "Time zone", "country": "Country", "state": "State", "city": "City",
    "street": "Street", "postcode": "Postcode", "email_bad": "Email that bounced", "since": "Known since",
    "source": "Source", "status": "Status", "birthday": "Birthday", "department": "Department", "tags": "Tags",
}  # fmt: skip
"""Field of a person -> their heading."""

STATED, DREAM, DREAM_SINCE = "Standing", "Dream client", "Dream since"
FIT_SAID, FIT_REASON = "Fit by hand", "Fit reason"
DUMPED_ON, DUMP_REASON, NEXT = "Dumped on", "Dump reason", "Next step"
BARS, GONE, CAME_FROM, FIRM = "Do not contact", "Left", "Came from", "Account"
FIGURES, MORE = "Figures", "More fields"
"""Names of the rep's own fields that hold a figure and no text; and fields that no column holds, as JSON."""

ABOUT_ACCOUNT: Final = (STATED, DREAM, DREAM_SINCE, FIT_SAID, FIT_REASON, DUMPED_ON, DUMP_REASON, NEXT, BARS)
ABOUT_PERSON: Final = (GONE, CAME_FROM, BARS)

NUMBERS: Final = frozenset({"employees", "revenue", "spend", "nos_before"})
"""Fields that hold a figure wherever the text is one."""
MOST_OWN: Final = 800
"""Columns of the rep's own; the importer reads a thousand columns."""
_MOST_BREAKS: Final = 100
_LONGEST: Final = 60
_PREFIX: Final = "field "
_FIGURE: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|true|false", re.IGNORECASE)

_TAKEN: Final = frozenset(
    {ACCOUNT_ID, PERSON_ID, RECORD_ID, FIGURES, MORE, *ACCOUNT.values(), *PERSON.values(), *ABOUT_ACCOUNT,
     *ABOUT_PERSON}
)  # fmt: skip


def own_heading(name: str) -> str:
    """Return the heading of a field of the rep's own; one that looks like ours says so."""
    return f"{_PREFIX}{name}" if name in _TAKEN or name.startswith(_PREFIX) else name


def own_name(heading: str) -> str:
    """Return the field of the rep's own behind a heading."""
    return heading.removeprefix(_PREFIX)


def can_head(name: str) -> bool:
    """Return whether a field's name can stand at the head of a column: one clean line that reads back as it is."""
    return bool(name) and clean_line(name, _LONGEST) == name


def cells(fields: Fields, known: Mapping[str, str], own: Iterable[str]) -> list[Value]:
    """Return the cells of some fields: the known ones, the rep's own in their columns, figures, and all the rest."""
    left = dict(fields)
    ours = [_taken(left, name, ours=True) for name in known]
    theirs = {name: _taken(left, name, ours=False) for name in own}
    figures = [name for name, value in theirs.items() if not isinstance(value, str)]
    return [*ours, *theirs.values(), _json(figures), _json(left)]


def _taken(left: dict[str, Value], name: str, *, ours: bool) -> Value:
    """Take a field; what would not read back as it is stays, for the column of the rest."""
    held = left.get(name, "")
    if isinstance(held, str):
        looks_like_one = ours and name in NUMBERS and _FIGURE.fullmatch(held)
        stays = bool(looks_like_one) or held.count("\n") > _MOST_BREAKS
    else:
        stays = ours and name not in NUMBERS
    return "" if stays else left.pop(name, "")


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")) if held else ""


def value(name: str, text: str, *, figure: bool) -> Value:
    """Return what a cell says: a figure where it should be one and is, else its text."""
    if (figure or name in NUMBERS) and _FIGURE.fullmatch(text):
        found: Value = json.loads(text.lower())
        return found
    return text
