"""What a rep's actions on the value library add to the journal (R13); `Book.record` writes each call as one action."""

from __future__ import annotations

from playbook import value_library
from playbook.bodies import AssetAdded, AssetSet
from playbook.cleaning import clean_line
from playbook.decision import Draft
from playbook.facts import Fields
from playbook.value_library import STARTERS, Asset
from playbook.words import AccountId

_BOOK = AccountId("")
"""An addition concerns the whole book; its own id is the asset's."""


def add(asset: Asset) -> Draft:
    """Return an asset put into the library."""
    return Draft(_BOOK, AssetAdded(clean_line(asset.title), value_library.cleaned(value_library.fields_of(asset))))


def starters() -> tuple[Draft, ...]:
    """Return S4's kinds of value, to begin with."""
    return tuple(add(each) for each in STARTERS)


def change(asset: Asset, wanted: Asset) -> tuple[Draft, ...]:
    """Return what makes an asset the wanted one; nothing where nothing differs. An emptied field is said too."""
    before = dict(value_library.fields_of(asset)) | {"title": asset.title}
    after = dict(value_library.fields_of(wanted)) | {"title": clean_line(wanted.title)}
    fields: Fields = tuple(
        sorted((name, after.get(name, "")) for name in before | after if before.get(name, "") != after.get(name, ""))
    )
    return (Draft(AccountId(asset.id), AssetSet(value_library.cleaned(fields))),) if fields else ()


def remove(asset: Asset) -> Draft:
    """Return an asset taken out; what was given stays in the record."""
    return Draft(AccountId(asset.id), AssetSet(gone=True))
