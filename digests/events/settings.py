"""What a profile says of events."""

from __future__ import annotations

from pydantic import Field

from base.records import Frozen


class EventSettings(Frozen):
    """How reports are grouped to events."""

    languages: tuple[str, ...] = Field(
        ("en", "ru", "zh"),
        description="Of the reports that are read; those in another than the source language tell "
        "who else reports what, and are not summarised",
    )
    window: int = Field(
        4, ge=1, le=90, description="Days without a report after which an event is over"
    )
    granularity: float = Field(
        0.5, ge=0, le=1, description="From 0, few wide events, to 1, many narrow ones"
    )
