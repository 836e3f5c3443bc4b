"""Erasing as the book offers it: look, erase, finish what was cut short (R38)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from playbook.facts import Value
from playbook.words import EntryId
from storage.reads import Reads
from storage.transaction import glance

if TYPE_CHECKING:
    from storage.erase_views import Cleaned, Erased, ErasePreview
    from storage.recording import Pen


class Erasing(Reads):
    """Erases somebody for good."""

    _pen: Pen

    def person_called(self, name: str, account: str = "") -> str:
        """Return the id of a person by id or name, at one account where it is said.

        Raises:
            NotFound: nobody is called that.
            Ambiguous: several are; their ids are in the message.
        """
        from storage import erase_target

        with glance(self._link) as db:
            return erase_target.person_called(db, name, account)

    def erase_preview(self, target: str) -> ErasePreview:
        """Return what erasing an account or a person would blank; nothing is written.

        Raises:
            NotFound: there is nobody of that id.
        """
        from storage import erase_run

        return erase_run.preview(self._link, target)

    def erase(
        self,
        target: str,
        now: datetime,
        *,
        keep: Collection[EntryId] | None = None,
        backups: bool = True,
        told: Callable[[str, int, int], None] | None = None,
    ) -> Erased:
        """Erase an account with its people, or a person: no undo brings them back (R38).

        `keep`: entries of others that keep their words; None: those that the preview leaves unmarked. `backups`: the
        backups are rewritten as well.

        Raises:
            NotFound: there is nobody of that id.
            BookTrouble: nothing was erased; or the erasure stands and the file is not clean yet, which the words say.
        """
        from storage import erase_run

        return erase_run.erase(self._link, self._pen, erase_run.Wish(target, now, keep, backups), told)

    def finish_erasure(self) -> Cleaned:
        """Finish the cleaning that an earlier erasure owes.

        Raises:
            BookTrouble: locked, full or failing; it is owed still.
        """
        from storage import erase_clean

        return erase_clean.finish(self._link)

    def owes_cleaning(self) -> bool:
        """Return whether an erasure was cut short before the file was clean."""
        from storage import erase_owed

        return erase_owed.is_owed(self._link.db)

    def erased_before(self, fields: Mapping[str, Value]) -> date | None:
        """Return the day on which somebody with one of these addresses, numbers or pages was erased (R38)."""
        from storage.suppressed import Suppressed

        with glance(self._link) as db:
            return Suppressed(db).when_fields(fields)
