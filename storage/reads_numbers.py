"""The questions behind the numbers page, the dumped list and the list of imports."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from playbook.words import ActionId
from storage import settings_rows
from storage.free_days import rep_days_off
from storage.transaction import glance

if TYPE_CHECKING:
    from playbook.forecast.book import Start
    from playbook.spans import Period, Span
    from storage.connection import Link
    from storage.views_numbers import DumpedList, Numbers, TakenBack, Worth


class NumbersReads:
    """Reads over spans, dumps and imports; `storage.reads.Reads` is all of them."""

    _link: Link

    def numbers(self, wanted: Period | Span, now: datetime, back: int = 0) -> Numbers:
        """Return the numbers of a span of days, or of a period: the one that ends today, or one so many `back` (R4)."""
        from storage import numbers_span

        with glance(self._link) as db:
            return numbers_span.numbers(db, settings_rows.read(db), wanted, now, back=back)

    def dumped(self, now: datetime) -> DumpedList:
        """Return what was let go, what it won, and whom to spend the hours on (R29, R30)."""
        from storage import dump

        with glance(self._link) as db:
            return dump.dumped_list(db, settings_rows.read(db), now)

    def worth(self, now: datetime) -> tuple[Worth, ...]:
        """Return whom to spend the hours on that dumps have won: dream clients, the best of the pool (R30)."""
        from storage import worth

        with glance(self._link) as db:
            return worth.worth(db, settings_rows.read(db), now)

    def taken_back(self, action: ActionId) -> TakenBack:
        """Return what taking this import back would do, without doing it (R39).

        Raises:
            NotFound: there is no such import.
        """
        from storage import imports

        with glance(self._link) as db:
            return imports.taken_back(db, action)

    def forecast_start(self, now: datetime) -> Start:
        """Return the book as the forecast plays it on: live accounts, their people, plan and views."""
        from storage import forecast

        with glance(self._link) as db:
            settings = settings_rows.read(db)
            return forecast.start(db, now, rep_days_off(db, settings, now.date()))
