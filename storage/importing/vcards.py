"""A file of vCards as a list: every card is a row, its columns are known fields, read like a CSV's."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.importing.delimiting import Row
from storage.importing.plan import Column
from storage.importing.vcards_held import FIELDS, held, plain
from storage.importing.vcards_lines import Card, cards

SOURCE: Final = "vcard"
_OWN: Final = "own"
_MOST_OWN: Final = 60
_GROUP: Final = "this card is a group of contacts, not one of them"


@dataclass(frozen=True, slots=True)
class CardRows:
    """The cards of a file as rows."""

    path: Path
    names: tuple[str, ...]
    """The columns, in their order."""

    def rows(self, asked: Callable[[], None] | None = None) -> Generator[Row]:
        """Yield a row a card, its line that of the card's beginning; a broken card's row says why it is one."""
        places = {name: place for place, name in enumerate(self.names)}
        for card in cards(self.path):
            if asked is not None:
                asked()
            cells = [""] * len(places)
            for name, text in held(card).items():
                if name in places:
                    cells[places[name]] = text
            yield Row(card.line, tuple(cells), unusable=_unusable(card))


def columns(path: Path) -> tuple[Column, ...]:
    """Return the columns that the cards of a file fill: our fields first, then what else they hold."""
    found: dict[str, None] = {}
    for card in cards(path):
        found |= dict.fromkeys(held(card))
    known = [name for name in FIELDS if name in found]
    own = [name for name in found if name not in FIELDS][:_MOST_OWN]
    return tuple(
        Column(place, name, FIELDS.get(name, _OWN), "name" if name in FIELDS else "own")
        for place, name in enumerate((*known, *own))
    )


def _unusable(card: Card) -> str:
    kinds = {plain(each.value).lower() for each in card.all("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    return card.fault or (_GROUP if kinds & {"group"} else "")
