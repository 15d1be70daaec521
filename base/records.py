"""Records that do not change and take no unknown field."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from base.showing import named, shown


class Frozen(BaseModel):
    """A record: immutable, strict about its fields; its numbers are finite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _if_text(value: object) -> object:
    return shown(value) if isinstance(value, str) else value


def _if_name(value: object) -> object:
    return named(value) if isinstance(value, str) else value


Shown = Annotated[str, BeforeValidator(_if_text)]
"""A field that holds what people are shown."""
Named = Annotated[str, BeforeValidator(_if_name)]
"""A field that names something of the outside."""
