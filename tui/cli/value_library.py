"""`notyet library`: things worth giving; list, add, change, take out (R13)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from playbook import assets
from playbook.cleaning import clean_line
from playbook.errors import BadInput, Refused
from playbook.value_library import STARTERS, Asset, AssetKind, day_of, kind_of, words
from playbook.words import AssetId
from tui.cli.say import Json, answer, out, table, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.views_library import LibraryRow

_KINDS = click.Choice([kind.value for kind in AssetKind])


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say everything about an asset."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="For scripts."),
        click.option("--until", help="The last day on which it is good: 2027-01-14; empty: always."),
        click.option("--for", "fits", help="Whom it suits: tags, industries, words of their pain, with commas."),
        click.option("--link", help="Where it is."),
        click.option("--about", help="What it gives them, in a line."),
        click.option("--kind", type=_KINDS, help="What it is."),
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_context
def library(ctx: click.Context, *, as_json: bool) -> None:
    """Things worth giving: list, add, change, take out."""
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Session), "", as_json=as_json)


@library.command(name="list")
@click.argument("word", default="")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def list_assets(session: Session, /, *, word: str, as_json: bool) -> None:
    """List the library, or what WORD finds in it, with how often and when each was given."""
    _list(session, word, as_json=as_json)


@library.command()
@click.argument("title")
@_options
@pass_session
def add(session: Session, /, *, title: str, as_json: bool, **said: Any) -> None:  # noqa: ANN401  (click's options)
    """Add something worth giving, called TITLE."""
    if not clean_line(title):
        raise BadInput("It needs a name. Nothing was added.")
    asset = _told(Asset(AssetId(""), clean_line(title)), **said)
    with session.writing() as book:
        change = book.record((assets.add(asset),), now=session.now, label=f"library · added: {asset.title}")
        number = change.entries[0]
    if as_json:
        answer({"added": number, "title": asset.title})
        return
    out(f"Added: {asset.title}")


@library.command()
@click.pass_obj
def start(session: Session) -> None:
    """Put five kinds of value in, to begin with."""
    with session.writing() as book:
        if book.value_library(session.now):
            raise Refused("The library holds something already; nothing was added.", "notyet library list shows it.")
        book.record(assets.starters(), now=session.now, label="library · five kinds of value")
    for each in STARTERS:
        out(f"Added: {each.title}")


@library.command(name="set")
@click.argument("asset")
@click.option("--title", help="Another name for it.")
@_options
@pass_session
def set_asset(session: Session, /, *, asset: str, title: str | None, as_json: bool, **said: Any) -> None:  # noqa: ANN401
    """Change ASSET, named by its id or the beginning of its title."""
    with session.reading() as book:
        before = book.asset(asset)
        wanted = _told(replace(before, title=clean_line(title or "") or before.title), **said)
        drafts = assets.change(before, wanted)
        if not drafts:
            raise Refused(f"{before.title}: nothing differs, so nothing was changed.")
        book.record(drafts, now=session.now, label=f"library · changed: {wanted.title}")
    if as_json:
        answer({"changed": before.id, "title": wanted.title})
        return
    out(f"Changed: {wanted.title}")


@library.command()
@click.argument("asset")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def remove(session: Session, /, *, asset: str, as_json: bool) -> None:
    """Take ASSET out; what was given stays in the record, and undo brings it back."""
    with session.reading() as book:
        found = book.asset(asset)
        book.record((assets.remove(found),), now=session.now, label=f"library · taken out: {found.title}")
    if as_json:
        answer({"removed": found.id, "title": found.title})
        return
    out(f"Taken out: {found.title}")


def _list(session: Session, word: str, *, as_json: bool) -> None:
    with session.reading() as book:
        rows = book.value_library(session.now, word)
    if as_json:
        answer({"library": [_shape(row) for row in rows]})
        return
    if not rows:
        talk("Nothing found." if word else "The library is empty: notyet library start puts five kinds of value in.")
        return
    table([_line(row) for row in rows], ("kind", "title", "good for", "given", "last", "to"))


def _line(row: LibraryRow) -> list[str]:
    last = "" if row.last_on is None else row.last_on.isoformat()
    fits = "over" if row.over else ", ".join(row.asset.fits)
    to = row.last_account if not row.last_person else f"{row.last_person}, {row.last_account}"
    return [str(row.asset.kind), row.asset.title, fits, str(row.times or ""), last, to]


def _shape(row: LibraryRow) -> Json:
    asset = row.asset
    return {
        "id": asset.id, "title": asset.title, "kind": asset.kind.value, "about": asset.about, "link": asset.link,
        "for": list(asset.fits), "until": None if asset.until is None else asset.until.isoformat(), "over": row.over,
        "given": row.times, "last": None if row.last_on is None else row.last_on.isoformat(),
        "last_to": {"account": row.last_account, "person": row.last_person} if row.times else None,
    }  # fmt: skip


def _told(
    asset: Asset, *, kind: str | None, about: str | None, link: str | None, fits: str | None, until: str | None
) -> Asset:
    """Return the asset with what was said of it; what was not said stays."""
    if until and day_of(until) is None:
        raise BadInput(f"{until!r} is no day; nothing was changed.", "Write it as 2027-01-14.")
    return replace(
        asset,
        kind=asset.kind if kind is None else kind_of(kind),
        about=asset.about if about is None else clean_line(about),
        link=asset.link if link is None else clean_line(link),
        fits=asset.fits if fits is None else words(clean_line(fits)),
        until=asset.until if until is None else day_of(until),
    )
