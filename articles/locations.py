"""Where articles lie: what can be said of a location before anything is read."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


def is_url(location: str) -> bool:
    """Whether a location is a URL, of whatever scheme, rather than a path."""
    return bool(_SCHEME.match(location))
