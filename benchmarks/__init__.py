"""Measurements; each prints ratios and can be rerun by anyone."""
