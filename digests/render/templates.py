"""The environment of all templates: what enters a page is escaped, and is one line."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from digests.render.view import plain


def _finalize(value: Any) -> Any:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def environment() -> Environment:
    """Return an environment whose templates are those of ``digests/render/``."""
    return Environment(
        loader=PackageLoader("digests.render", ""),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
