"""Checks of a summary sentence against its source; all for English."""
