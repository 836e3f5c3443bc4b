"""Fields typed by hand, settled at the door as an import settles them: numbers, places, zones, amounts (R36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.facts import Fields, Value
    from storage.importing.phones import Phone

USUAL = "US"
"""The country of numbers and states that name none, where the settings say nothing else."""
_FIGURES = {"employees": "headcount", "revenue": "money", "spend": "money"}


def settled(fields: Fields, usual: str = USUAL) -> Fields:
    """Return fields with E.164 phones, state and country codes, figures as numbers, and the zone that follows.

    What cannot be read stays as it was typed. A zone that stands in `fields` is never changed; the number library is
    loaded only where a number is.
    """
    from storage.importing import firms, places

    held = dict(fields)
    place = places.settle("", str(held.get("state", "")), str(held.get("country", "")), usual)
    held |= {key: text for key, text in (("state", place.state), ("country", place.country)) if held.get(key) and text}
    number = _phone(held, place.country or usual)
    _figures(held)
    zone = firms.zone_of(number, place.state, place.country or (usual if place.state else ""))
    if zone and not held.get("zone"):
        held["zone"] = zone
    return tuple(sorted(held.items()))


def _phone(held: dict[str, Value], country: str) -> Phone | None:
    """Settle the numbers; return the first one, which speaks for the zone."""
    first: Phone | None = None
    for key in ("phone", "mobile"):
        text = str(held.get(key, ""))
        if not text:
            continue
        from storage.importing import phones

        number = phones.read(text, (country,))[0]
        held[key] = number.text
        if key == "phone" and number.ext:
            held["phone_ext"] = number.ext
        first = first or number
    return first


def _figures(held: dict[str, Value]) -> None:
    from storage.importing import cells

    for key, kind in _FIGURES.items():
        text = held.get(key)
        if not isinstance(text, str) or not text:
            continue
        figure = cells.headcount(text) if kind == "headcount" else cells.money(text)
        if figure is not None:
            held[key] = cells.tidy(figure)
