"""The digest as one HTML file: no script, no request, nothing that a source could inject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from digests.digest import DigestHead, Entries
from digests.render import view


def render(head: DigestHead, entries: Entries) -> Iterator[str]:
    """Write a digest as a self-contained HTML5 page."""
    return _TEMPLATE.generate(page=view.view(head, entries))


def _finalize(value: Any) -> Any:
    return view.plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_environment = Environment(
    loader=PackageLoader("digests.render", ""),
    autoescape=True,
    finalize=_finalize,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_environment.globals |= {
    function.__name__: function
    for function in (view.counted, view.credit, view.moment, view.safe_url, view.warning)
}
_environment.globals["MACHINE_MADE"] = view.MACHINE_MADE
_TEMPLATE = _environment.get_template("digest.html.jinja")
