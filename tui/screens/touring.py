"""The tour on the main screen: it watches what the rep does on the demo book, and never presses anything itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.blocking import Blocking
from tui.widgets.quiet_line import Said as Line
from tui.widgets.quiet_line import Tone

if TYPE_CHECKING:
    from textual import events

    from playbook.words import Outcome
    from tui.target import RowKey
    from tui.tour import Tour


class Touring(Blocking):
    """Shows the step that stands and goes on when its thing was done; `enter` skips, `esc` ends."""

    tour: Tour | None = None
    greeting = ""
    """What is said once the book is open: a key that could not be taken, or nothing."""
    tour_wanted = False
    """`notyet demo --tour`: begin it as soon as the lists are there."""
    _stood_at: RowKey | None = None

    def begin_tour(self) -> None:
        """Begin at the first step, on the list of today."""
        from tui.tour import Tour
        from tui.widgets.tour_box import TourBox

        self.tour = Tour()
        self._stood_at = self._row()
        self.add_class("-touring")
        if not self.query(TourBox):
            self.mount(TourBox(id="tour"), after="#brief")
        self.call_after_refresh(self._draw_tour)

    def on_resize(self, event: events.Resize) -> None:
        """The box takes what room there is."""
        del event  # the layout has its own handler of it
        self._draw_tour()

    def ran_dry(self) -> None:
        """The lists were read: a tour that was asked for begins."""
        super().ran_dry()
        if self.tour_wanted:
            self.tour_wanted = False
            self.begin_tour()

    def action_tour(self) -> None:
        """Take the tour: here where it is the demo book, else in a demo book of its own."""
        if not self.ready:
            self.tell(self.blocked)
        elif not self.waits("tour"):
            self.doors.tour()

    def action_tour_on(self) -> None:
        """Skip the step; the last card ends the tour."""
        if self.tour is None or self.tour.over:
            self.action_tour_end()
            return
        self.tour.skip()
        self._draw_tour()

    def action_tour_end(self) -> None:
        """End the tour; who came from a book of their own goes back to it."""
        if self.tour is None:
            return
        self.tour = None
        self.remove_class("-touring")
        self.query("#tour").remove()
        self.doors.tour_ended()

    def action_open(self) -> None:
        """`enter` skips a step while the tour stands."""
        if self.tour is None:
            super().action_open()
        else:
            self.action_tour_on()

    def action_back(self, key: str) -> None:
        """`esc` ends the tour while it stands, `q` leaves as ever."""
        if self.tour is not None and key == "escape" and self.pane is self.base:
            self.action_tour_end()
        else:
            super().action_back(key)

    def take_outcome(self, outcome: Outcome) -> None:
        """An outcome: the tour goes on once it is saved."""
        if self.tour is not None:
            self.tour.logs(outcome)
        super().take_outcome(outcome)

    def action_digit(self, key: str) -> None:
        """A digit: the tour goes on once it is saved."""
        if self.tour is not None:
            self.tour.adds()
        super().action_digit(key)

    def action_undo(self) -> None:
        """An undo: the tour goes on once it is saved."""
        if self.tour is not None:
            self.tour.undoes()
        super().action_undo()

    def toured(self, line: Line) -> Line:
        """Something is said: the footer follows, and what is saved may be what the step waited for."""
        self.foot()
        if self.tour is not None and line.tone is Tone.SAVED and self.tour.saved():
            self._stood_at = self._row()
            self._draw_tour()
        return line

    def tour_aimed(self) -> None:
        """The highlight may have moved: the footer follows, and the tour."""
        self.foot()
        if self.tour is None:
            return
        stood, self._stood_at = self._stood_at, self._row()
        if stood is not None and stood != self._stood_at and self.tour.moved():
            self._draw_tour()

    def _row(self) -> RowKey | None:
        target = self.active().highlighted
        return None if target is None else target.key

    def _draw_tour(self) -> None:
        if self.tour is None:
            return
        from tui.widgets.tour_box import TourBox

        for box in self.query(TourBox):
            if box.is_mounted:
                box.fit(self.size.height)
                box.show(self.tour)
