"""The formats by name: apart from what they are, since the command's help names them."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

DEFAULT = ("json", "md", "html")
"""What a run writes where nobody says otherwise."""

ENTRY_POINTS = "polydigest.formats"
"""Group of the entry points by which an installed package adds formats."""

SHIPPED = {
    "json": "digests.render.as_json",
    "md": "digests.render.as_markdown",
    "html": "digests.render.as_html",
    "jsonld": "digests.render.as_jsonld",
    "ninjs": "digests.render.as_ninjs",
    "csv": "digests.render.as_csv",
    "parquet": "digests.render.as_parquet",
    "xliff": "digests.render.as_xliff",
    "tmx": "digests.render.as_tmx",
    "eml": "digests.render.as_mail",
    "pdf": "digests.render.as_pdf",
}
"""Module by format."""


@cache
def format_names() -> tuple[str, ...]:
    """Return the names of all formats, those of installed packages last."""
    added = sorted(point.name for point in entry_points(group=ENTRY_POINTS))
    return tuple(dict.fromkeys((*SHIPPED, *added)))
