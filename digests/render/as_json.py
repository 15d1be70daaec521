"""The digest as data: valid against ``digest_schema()``, in the order of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digests.digest import DigestHead
from digests.render.formats import File
from digests.render.view import DigestView, StoryView

_INDENT = "  "


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format."""
    return {"digest.json": File(render_story, render_page)}


def render_story(story: StoryView) -> str:
    """Write an entry as JSON, as it stands in a digest."""
    layout = f"\n{story.entry.model_dump_json(indent=len(_INDENT))}"
    # No string in JSON holds a line break: each begins a line of the layout.
    return layout.replace("\n", f"\n{_INDENT * 2}")


def render_page(page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    """Write a digest as JSON: Unicode as it is, two spaces of indentation, a final newline."""
    yield page.head.model_dump_json(indent=len(_INDENT)).removesuffix("\n}")
    yield f',\n{_INDENT}"entries": ['
    separator = ""
    for each in stories:
        yield separator
        yield each
        separator = ","
    yield f"\n{_INDENT}]\n}}\n" if separator else "]\n}\n"
