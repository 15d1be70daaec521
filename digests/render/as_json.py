"""The digest as data: valid against ``digest_schema()``, in the order of the model."""

from __future__ import annotations

from digests.digest import Digest


def render(digest: Digest) -> str:
    """Write a digest as JSON: Unicode as it is, two spaces of indentation, a final newline."""
    return digest.model_dump_json(indent=2) + "\n"
