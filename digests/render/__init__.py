"""Digest files, one module per format."""
