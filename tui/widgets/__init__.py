"""The panes of the main screen: each is fed with frozen rows and says what was picked; none reads the book."""
