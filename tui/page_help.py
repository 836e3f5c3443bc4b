"""What each page is, in a sentence or two, and the rules that it keeps: told by `?` and `f1` on the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """One page."""

    what: str
    rules: tuple[str, ...] = ()


ABOUT: dict[str, About] = {
    "AccountScreen": About(
        "Everything about one account: facts to change in place, and all that ever happened. An outcome's key works"
        " here too: it logs and goes back to the list.",
        ("R23", "R45", "R41", "R1"),
    ),
    "SearchScreen": About(
        "Finds accounts by name, person, phone, e-mail, note or pain, as you type. Filters stand beside words or alone:"
        " is:dream is:dumped fit:on no:>5 silent:>90d tag:x state:IL.",
    ),
    "PoolScreen": About("Everybody who waits for a first touch, the best fit first.", ("R32", "R2")),
    "HeldScreen": About("What the day's cap holds back, in its order, and the ways out.", ("R34", "R32")),
    "SpreadScreen": About("Spreads what waits over the coming days; shown before anything moves.", ("R34", "R37")),
    "LeaveScreen": About("Days off get no touches; each promise that falls into them is asked about.", ("R37", "R10")),
    "LibraryScreen": About("Things worth giving, and when each was given to whom.", ("R13",)),
    "DumpedScreen": About("Whom you let go, the hours won, and the way back.", ("R29", "R30")),
    "NumbersScreen": About(
        "What the work brought, by outcome, by fit, by hour; copied as text by one key.", ("R4", "R27")
    ),
    "ForecastScreen": About(
        "This playbook played forward with the book as it is; it never pretends to predict.", ("R5", "R6")
    ),
    "ImportsScreen": About("Every list that landed; one is taken back as a whole.", ("R39",)),
    "ImportScreen": About(
        "Brings a list in: the columns it found, what would be new, changed, the same or skipped, then one step.",
        ("R44", "R29", "R38"),
    ),
    "ProfileScreen": About("Three questions on your columns make a first profile.", ("R1", "R3")),
    "BlockSummaryScreen": About("What the block brought; the look comes after it.", ("R35", "R43")),
    "LookScreen": About(
        "Who took the most time and said no yes: are the signs of a time drainer there?", ("R43", "R24")
    ),
    "DuplicatesScreen": About("Who may be one and the same; nothing is merged by itself.", ("R39",)),
    "MergeScreen": About(
        "Two records side by side: which word stays of each line. One undo splits them again.", ("R39",)
    ),
    "ExportScreen": About("Takes it all away, or what a search finds, as files for anything else.", ("R40",)),
    "BackupsScreen": About(
        "Copies of the book, checked when they are made; and the whole record, to carry to another machine.", ("R40",)
    ),
    "DoctorScreen": About("Looks over everything that can be rebuilt, and counts the forgotten.", ("R6", "R40")),
    "EraseScreen": About("Erases a person or an account for good, out of the backups too.", ("R40", "R38")),
    "PlaybookScreen": About(
        "Every figure of the rules, with its reason; one document too. A change is shown before it is saved.",
        ("R3", "R8", "R32"),
    ),
    "HistoryScreen": About("Every change of the playbook, and the way back to any of them.", ("R39",)),
    "KeysScreen": About("The keys of this machine. A clash is refused, pressing the same key again swaps.", ()),
    "FirstStartScreen": About("An empty book, and the ways to begin.", ("R32",)),
    "ExplainScreen": About(
        "Why the row stands here, and what each key would plan, with its rule and its essay.", ("R33",)
    ),
    "EvidenceScreen": About("Why an account is proposed for dumping, and what each key does about it.", ("R25",)),
    "HelpScreen": About("Every key and every habit. Type to find one.", ()),
}
"""The pages by the name of their class."""
