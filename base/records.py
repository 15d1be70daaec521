"""Records that do not change and take no unknown field."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record: immutable, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
