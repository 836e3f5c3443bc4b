"""Small modal dialogs: each asks one thing and answers with a value of `tui.dialogs.answers`; esc changes nothing."""
