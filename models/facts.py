"""What a reader of a digest may ask about a model that took part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.adapters.adapter import LoraAdapter


@dataclass(frozen=True)
class ModelFacts:
    """A model, as it was resolved."""

    name: str
    revision: str | None
    sha256: Mapping[str, str]
    """Of the publisher's files, by name."""
    licence: str | None
    notice: str | None = None
    """What a reader must know, such as non-commercial."""
    adapter: LoraAdapter | None = None
