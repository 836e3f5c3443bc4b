"""The yardstick of the screen: a bare Textual app with a header, a list of 200 rows and a footer."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, OptionList

ROWS = 200


class Bare(App[None]):
    """Nothing but widgets of Textual's own."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012  (as in the base class)

    def compose(self) -> ComposeResult:
        """Lay out the three."""
        yield Header()
        yield OptionList(*(f"Row {number}" for number in range(ROWS)))
        yield Footer()


def main() -> None:
    """Run it."""
    Bare().run()


if __name__ == "__main__":
    main()
