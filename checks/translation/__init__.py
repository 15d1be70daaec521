"""Checks of translations against the sentences that they render."""
