"""Whose export a list is: a heading that only one vendor writes, or ids that only one gives."""

from __future__ import annotations

from collections.abc import Sequence

from storage.importing import ids
from storage.importing.header import Header
from storage.importing.lexicon import headings, squeeze


def of(header: Header, samples: Sequence[Sequence[str]]) -> str:
    """Return the vendor of a list, "close.contacts" where one has two kinds of export; empty where none is known."""
    if not header.line:
        return ""
    here = {squeeze(name) for name in header.names}
    known = headings()
    started = (vendor for vendor, start in known.vendor_starts if any(name.startswith(start) for name in header.names))
    named = next(started, "") or next((vendor for vendor, wanted in known.vendors if wanted <= here), "")
    if named:
        return named
    first = [value for values in samples[:1] for value in values if value]
    return "salesforce" if first and all(map(ids.salesforce, first)) else ""


def source_of(vendor: str) -> str:
    """Return whose ids a vendor's list holds: both exports of Close name the same firms."""
    return vendor.partition(".")[0]
