"""The value library: things worth giving, and which of them suit an account now (R13; S4).

S4: "add them tremendous value": an invite to a webinar, an event near them, an article, an introduction, an idea. An
asset says for whom it is good in a few words; what an account got least lately comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from playbook.bodies import AssetAdded, AssetSet
from playbook.cleaning import clean_line
from playbook.facts import AccountFacts, Fields
from playbook.folding import fold
from playbook.values import dataclass
from playbook.words import AssetId

TWO = 2
"""Ideas on a card and in a refusal (R13)."""
_SHORTEST = 2
"""Letters of a word that counts as a match: "a" fits everything."""
_WORD = re.compile(r"\w+")


class AssetKind(StrEnum):
    """What is given."""

    INVITE = "invite"
    EVENT = "event"
    ARTICLE = "article"
    GUIDE = "guide"
    INTRODUCTION = "introduction"
    IDEA = "idea"
    FIGURE = "figure"
    """A look at a number of theirs."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing worth giving."""

    id: AssetId
    title: str
    kind: AssetKind = AssetKind.IDEA
    link: str = ""
    about: str = ""
    """What it gives them, in a line."""
    fits: tuple[str, ...] = ()
    """Words of those whom it suits: a tag, an industry, a word of their pain; none: it suits everybody."""
    until: date | None = None
    """The last day on which it can be given: the event is over after it."""
    gone: bool = False
    """Taken out of the library; what was given stays in the record."""


@dataclass(frozen=True, slots=True)
class Idea:
    """An asset beside an account."""

    asset: Asset
    given: date | None = None
    """When the account got it last, None for never."""
    because: str = ""
    """The word of the account that it fits, empty where it suits everybody."""


STARTERS: tuple[Asset, ...] = (
    Asset(AssetId(""), "An invite to a webinar or event", AssetKind.INVITE, about="near them, on their business case"),
    Asset(AssetId(""), "An article on a problem of theirs", AssetKind.ARTICLE, about="with the one line that matters"),
    Asset(AssetId(""), "An introduction", AssetKind.INTRODUCTION, about="to somebody who solved their problem"),
    Asset(AssetId(""), "An idea for their work", AssetKind.IDEA, about="something seen at others that would help them"),
    Asset(AssetId(""), "A look at a number of theirs", AssetKind.FIGURE, about="what it costs, what others reach"),
)  # fmt: skip
"""Kinds of value drawn from S4, offered where the library is empty: nothing is written until the rep says so."""


def suiting(
    account: AccountFacts, assets: Sequence[Asset], given: Mapping[AssetId, date], today: date
) -> tuple[Idea, ...]:
    """Return what may be given to an account, best first (R13).

    What suits it by tag, industry or pain comes before what suits everybody, that before the rest; inside each, what it
    never got, then what it got least lately. An event that is over, or a thing taken out, is left out.
    """
    words = words_of(account)
    found = [
        Idea(asset, given.get(asset.id), next((each for each in asset.fits if _meets(each, words)), ""))
        for asset in assets
        if not asset.gone and (asset.until is None or asset.until >= today)
    ]
    return tuple(sorted(found, key=_order))


def ideas(
    account: AccountFacts, assets: Sequence[Asset], given: Mapping[AssetId, date], today: date
) -> tuple[Idea, ...]:
    """Return two ideas for the account; S4's kinds fill up a library that holds fewer (R13)."""
    found = suiting(account, assets, given, today)[:TWO]
    return (*found, *(Idea(each) for each in STARTERS))[:TWO]


def words_of(account: AccountFacts) -> str:
    """Return what an account says of itself, folded: its tags, its industry, its pain and the points agreed."""
    said = [remark.text for remark in account.remarks if remark.about in {"pain", "agreed"}]
    return _plain(" ".join((account.get("tags"), account.get("industry"), *said)))


def cleaned(fields: Fields) -> Fields:
    """Return fields of an asset with their texts cleaned, sorted by name."""
    return tuple(sorted((name, clean_line(str(value))) for name, value in fields))


def fields_of(asset: Asset) -> Fields:
    """Return what an entry holds of an asset beside its title; what is empty is left out."""
    held = (
        ("about", asset.about),
        ("fits", ", ".join(asset.fits)),
        ("kind", str(asset.kind)),
        ("link", asset.link),
        ("until", "" if asset.until is None else asset.until.isoformat()),
    )
    return tuple(pair for pair in held if pair[1])


def step_asset(asset: Asset | None, number: AssetId, body: AssetAdded | AssetSet) -> Asset | None:
    """Lay an entry on an asset; last writer wins per field. A change of something unknown is None: it waits for it."""
    if isinstance(body, AssetAdded):
        return _told(Asset(number, body.title), body.fields)
    if asset is None:
        return None
    told = _told(asset, body.fields)
    return told if body.gone is None else replace(told, gone=body.gone)


def _told(asset: Asset, fields: Iterable[tuple[str, object]]) -> Asset:
    held = {name: str(value) for name, value in fields}
    return replace(
        asset,
        title=held.get("title") or asset.title,
        kind=kind_of(held["kind"]) if "kind" in held else asset.kind,
        link=held.get("link", asset.link),
        about=held.get("about", asset.about),
        fits=words(held["fits"]) if "fits" in held else asset.fits,
        until=day_of(held["until"]) if "until" in held else asset.until,
    )


def words(text: str) -> tuple[str, ...]:
    """Return a list written with commas as its words."""
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def kind_of(text: str) -> AssetKind:
    """Return the kind of that name; one of a newer version counts as an idea."""
    return next((kind for kind in AssetKind if kind == text), AssetKind.IDEA)


def day_of(text: str) -> date | None:
    """Return an ISO day, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _meets(word: str, said: str) -> bool:
    """Whether a word of an asset stands in what the account says: whole words, but for scripts without blanks."""
    wanted = _plain(word)
    if not wanted.isascii():
        return wanted in said
    return len(wanted) >= _SHORTEST and f" {wanted} " in f" {said} "


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _order(idea: Idea) -> tuple[int, date, str, str]:
    place = 0 if idea.because else 2 if idea.asset.fits else 1
    return (place, idea.given or date.min, fold(idea.asset.title), idea.asset.id)
