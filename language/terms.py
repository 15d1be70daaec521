"""Glossary terms as they occur in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A glossary term that occurs in a source text, with its accepted renderings, best first."""

    source: str
    renderings: tuple[str, ...]
    required: bool = True
    """Whether a translation must have one of them; else others may be as right."""
