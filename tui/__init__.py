"""The desk: panes, keys and commands; the only floor that draws."""
