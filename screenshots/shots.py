"""Every picture of this folder, and what it shows: the index in README.md is drawn from here."""

from __future__ import annotations

from datetime import timedelta

from screenshots.posing import Scene, Shot, Stage
from tui import themes

_PAGE, _NORMAL, _SLIM = (100, 30), (80, 24), (60, 24)

_MAIN = (
    Shot("main", "The main screen: today, dream clients, dump queue, the card, a date on every key"),
    Shot("main-80", "The same at 80 columns: one pane at a time, a brief of three lines", size=_NORMAL),
    Shot("main-60", "The same at 60 columns", size=_SLIM),
    Shot("main-dawn", "The main screen by day", theme=themes.DAWN),
    Shot("main-80-dawn", "80 columns by day", size=_NORMAL, theme=themes.DAWN),
    Shot("main-60-dawn", "60 columns by day", size=_SLIM, theme=themes.DAWN),
)
_ASKED = (
    Shot("explain", "`?`: why each key plans what it plans, with its rule", ("question_mark",)),
    Shot("palette", "`ctrl+p`: every command by what it does, and every account", ("ctrl+p", "type:back")),
)
_BOOK = (
    Shot(
        "account",
        "The account's page: everything about one prospect, edited in place",
        ("to:Corvallane Foods", "enter"),
    ),
    Shot("help", "`F1`: every key and every habit, found by typing", ("do:book.help",)),
    Shot("keys", "Other keys for what you do most", ("do:book.keys",)),
    Shot("search", "`/`: as you type, over names, people, phones and notes", ("do:book.search", "type:no:>5 is:dream")),
    Shot("pool", "The pool: never touched, best fit first", ("do:book.pool",)),
    Shot("library", "The value library: things worth giving", ("do:book.value_library",)),
    Shot("dumped", "Everything that was let go, and the hours won", ("do:book.dumped",)),
    Shot("leave", "Days off: what becomes of each promise", ("do:book.leave", "type:1 to 31 Dec")),
    Shot("imports", "Every import, and the way to take one back", ("do:book.imports",)),
)
_RULES = (
    Shot("numbers", "What the work brought: figures beside plots", ("do:book.numbers",)),
    Shot("forecast", "This playbook, played forward: one year here, seven as a rule", ("do:book.forecast",)),
    Shot("playbook", "The settings: profile, spacing, caps, texts", ("do:book.playbook",)),
    Shot("profile", "Three questions: who usually buys from you?", ("do:book.profile",)),
    Shot("look", "Who took the most time and said no yes; the signs to tick", ("do:book.look",)),
)
_SAFE = (
    Shot("export", "Everything taken away, in every format", ("do:book.export", "set:#folder /planner/exports"), _PAGE),
    Shot("backups", "Backups: make, check, restore", ("do:book.backups",), _PAGE),
    Shot("doctor", "The book looked over", ("do:book.doctor",), _PAGE),
    Shot(
        "erase", "Erasing for good: what goes, and where from", ("to:Corvallane Foods", "do:book.erase", "enter"), _PAGE
    ),
)
_DIALOGS = (
    Shot("callback", "`c`: a phrase, understood as it is typed", ("c", "type:in six months, after the audit")),
    Shot("meeting", "`m`: the meeting's hour", ("m",)),
    Shot("wrong", "`w`: wrong person, wrong number, bounced", ("w",)),
    Shot("left", "`l`: the person left: the best news of the year", ("l",)),
    Shot("my-time", "`p`: they want my time: the signs of a time drainer", ("p",)),
    Shot("barred", "`x`: do not contact, asked once", ("x",)),
    Shot("dump", "`d`: let go, quietly and nicely", ("tab", "tab", "d")),
    Shot("add", "`+`: a prospect, a person, a note, an opening", ("plus",)),
)
_SAID_MORE = (
    Shot("talk", "`h`, then `1`: when they talk again, their pain, what was agreed", ("h", "1")),
    Shot("value", "`e`, then `2`: the thing that was given", ("e", "2")),
    Shot("snooze", "`z`: put off, and three digits for other days", ("z",)),
)

_CHOSEN = ("do:book.import", "type:prospects.csv", "enter")

SCENES: tuple[Scene, ...] = (
    Scene((*_MAIN, *_ASKED, *_DIALOGS)),
    Scene((*_BOOK, *_RULES, *_SAFE), goes_on=True),
    Scene(
        (
            Shot("after-a-no", "After `n`: saved, the next date, and three digits to say more", ("to:dream", "n")),
            Shot("block", "Block mode: one prospect at a time, timed", ("b",)),
            Shot("block-summary", "The block's numbers", ("wait:14", "n", "a", "v", "wait:61", "b", "pick:yes")),
        ),
        goes_on=True,
    ),
    Scene(_SAID_MORE),
    Scene((Shot("tour-steps", "The tour on the demo book: five steps, done rather than read"),), tour=True),
    Scene(
        (
            Shot("held", "What the cap holds back today, in its order", ("do:book.held",)),
            Shot("spread", "The backlog, spread over the coming days; shown before it is done", ("do:book.spread",)),
        ),
        stage=Stage.FULL,
        later=timedelta(days=3),
    ),
    Scene(
        (
            Shot("duplicates", "Who may be one and the same", ("do:book.duplicates",), _PAGE),
            Shot("merging", "Two made one, field by field", ("enter",), _PAGE),
        ),
        stage=Stage.TWINS,
        goes_on=True,
    ),
    Scene(
        (
            Shot("first-start", "The first start: three ways to begin", (), _PAGE),
            Shot("main-empty", "The main screen of an empty book", ("escape",)),
            Shot("numbers-empty", "The numbers before there are any", ("do:book.numbers",), _PAGE),
            Shot("pool-empty", "A pool that nobody waits in", ("escape", "do:book.pool"), _PAGE),
            Shot("import-files", "Import, step 1: the files", ("escape", *_CHOSEN), _PAGE),
            Shot("import-columns", "Step 2: what each column is taken for", ("enter",), _PAGE),
            Shot("import-trial", "Step 3: what would be new, changed, skipped and why", ("enter",), _PAGE),
        ),
        stage=Stage.EMPTY,
        goes_on=True,
    ),
    Scene(
        (
            Shot(
                "import-report",
                "Step 4: what came of it",
                ("do:book.import", "type:referrals.csv", *["enter"] * 4),
                _PAGE,
            ),
        ),
    ),
)


def named() -> dict[str, Shot]:
    """Return every picture by its name, in their order."""
    return {shot.name: shot for scene in SCENES for shot in scene.shots}


def index() -> str:
    """Return the index of the folder, in Markdown."""
    shown = [f"| [{shot.name}]({shot.name}.svg) | {_words(shot)} |" for shot in named().values()]
    return "\n".join([*_HEAD, *shown, ""])


def _words(shot: Shot) -> str:
    width, height = shot.size
    return f"{shot.shows} | {width} × {height}"


_HEAD = (
    "# What it looks like",
    "",
    "Drawn by `make shots` from the demo book, at a frozen moment; a test turns red where one is not of this code.",
    "",
    "| Picture | What it shows | Cells |",
    "|---|---|---|",
    "| [tour](tour.svg) | A morning in half a minute, animated | 120 × 36 |",
    "| [browser](browser.png) | `notyet serve`: the planner in a browser, taken by a real one | |",
)
