"""Prefect flows and the command line: thin, and the only room that knows everything."""

ROOMS = ("base", "language", "articles", "models", "checks", "digests", "flows")
DEBUG = "POLYDIGEST_DEBUG"
"""Environment variable; where it is set, tracebacks are shown as well."""
