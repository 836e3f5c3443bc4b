"""One thing of the value library: everything about it, and to whom it was given (R13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import daywords
from tui.content import assemble
from tui.dialogs.answers_value import AssetAnswer
from tui.dialogs.choice import QUIET
from tui.dialogs.forms import AssetForm
from tui.dialogs.frame import Dialog
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.value_library import Asset
    from storage.views_library import GivenRow
    from tui.dialogs.when import Reader

_MOST = 4


class AssetDialog(Dialog[AssetAnswer]):
    """A form; what was given stands below it."""

    RULE = "R13  On value rows the card proposes what suits the account and what it got least lately."
    ROOM = 24
    DEFAULT_CSS = """
    AssetDialog #given { height: auto; margin-top: 1; }
    """

    def __init__(self, reader: Reader, asset: Asset | None = None, given: Sequence[GivenRow] = ()) -> None:
        """Change `asset`, or make a new one; `reader` reads its last day, `given` is its record."""
        super().__init__()
        self._form = AssetForm(reader, asset)
        self._new = asset is None
        self._given = given

    def title_text(self) -> str:
        """New or not."""
        return "Something worth giving" if self._new else "Worth giving"

    def body(self) -> ComposeResult:
        """The form, and the record."""
        yield self._form
        if self._given:
            yield Prose(assemble(("given  ", QUIET), (self._record(), "")), id="given")

    def on_mount(self) -> None:
        """Begin to write."""
        super().on_mount()
        self.query_one(self._form.FIRST).focus()

    def answer(self) -> AssetAnswer | None:
        """Return the thing as it shall stand."""
        added = self._form.added()
        if added is None:
            self.refuse(self._form.missing())
        return added

    def _record(self) -> str:
        shown = [
            f"{each.name}{f' ({each.person})' if each.person else ''}, {daywords.short(each.on)} {each.on.year}"
            for each in self._given[:_MOST]
        ]
        more = len(self._given) - _MOST
        return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
