"""What is known of an article besides its text."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Metadata:
    """Fields of a `Provenance`, as far as one place gives them (a page, its text, a record)."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    agency: str | None = None
    published: str | None = None
    dateline: str | None = None
    licence: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return these fields, each one that is missing taken from ``other``."""
        return Metadata(
            **{
                field.name: getattr(self, field.name) or getattr(other, field.name)
                for field in fields(self)
            }
        )


UNKNOWN = Metadata()
