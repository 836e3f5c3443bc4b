"""The book: the journal on disk, the tables that follow from it, and lists coming in.

The only package that knows SQLite. `book.Book` is its front door, `desk.Desk` the one thread on which a book lives,
`views` what it answers. The way of a write: `book` → `recording` (stamps entries) → `journal` (appends) → `stepping` or
`refold` (entries become facts, by `playbook.fold`) → `projection` (facts become rows).
"""
