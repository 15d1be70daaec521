"""Digests: evidence, checks, storage and rendering. Nothing here knows Prefect."""
