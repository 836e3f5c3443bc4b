"""The screens of the app, each a page of its own."""
