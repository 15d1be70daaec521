"""The digest as one HTML file: no script, no request, nothing that a source could inject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from digests.digest import DigestHead
from digests.render import view
from digests.render.formats import File
from digests.render.templates import environment


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format."""
    return {"digest.html": File(render_story, render_page)}


def render_story(story: view.StoryView) -> str:
    """Write a story as a part of the page."""
    return _STORY.render(story=story)


def render_page(page: view.DigestView, stories: Iterable[str]) -> Iterator[str]:
    """Write a digest as a self-contained HTML5 page."""
    return _PAGE.generate(page=page, stories=map(Markup, stories))


_environment = environment()
_environment.globals |= {
    function.__name__: function
    for function in (
        view.counted,
        view.credit,
        view.language,
        view.moment,
        view.safe_url,
        view.warning,
    )
}
_environment.globals["MACHINE_MADE"] = view.MACHINE_MADE
_STORY = _environment.get_template("story.html.jinja")
_PAGE = _environment.get_template("digest.html.jinja")
