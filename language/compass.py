"""Points of the compass in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Compass:
    """How a language says directions.

    The groups of both patterns match what ``initials`` has, in lower case, with N, S, E or W.
    """

    plain: re.Pattern[str]
    loose: re.Pattern[str]
    """Anything that may be meant for a direction, names such as 北约 included."""
    initials: Mapping[str, str]

    def plain_points(self, text: str) -> dict[str, str]:
        """Return points, such as NE, with their words, in lower case.

        In capitals they are parts of names, or the West.
        """
        return {
            point: match.group()
            for point, match in self._points(self.plain, text)
            if match.group()[0] == match.group()[0].lower()
        }

    def possible_points(self, text: str) -> set[str]:
        """Return all points that may be meant, with both halves of those such as NE."""
        found = {point for point, _ in self._points(self.loose, text)}
        return found | {half for point in found for half in point}

    def _points(self, pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, re.Match[str]]]:
        for match in pattern.finditer(text):
            parts = [self.initials[part.lower()] for part in match.groupdict().values() if part]
            yield "".join(sorted(parts, key="NSEW".index)), match
