"""What an import would write, read back from its scratch database when it lands."""

from __future__ import annotations

from collections.abc import Iterator

from storage.importing.refs import SourceRef
from storage.importing.scratch import Scratch
from storage.views import Written


def drafts(scratch: Scratch) -> Iterator[Written]:
    """Yield the drafts of an import in their order."""
    for row in scratch.each("SELECT entity, kind, body FROM draft ORDER BY seq"):
        yield Written(*row)


def source_refs(scratch: Scratch) -> Iterator[SourceRef]:
    """Yield what the lists said of whom."""
    for row in scratch.each("SELECT source, kind, key, entity, said FROM ref ORDER BY source, kind, key"):
        yield SourceRef(*row)
