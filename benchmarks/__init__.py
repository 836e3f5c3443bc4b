"""Measures notyet against its budgets, each beside a yardstick of the same run (`make bench`)."""
