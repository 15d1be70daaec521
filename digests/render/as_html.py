"""The digest as self-contained HTML pages: no request, nothing that a source could inject.

A page holds every language and shows one of them, or all side by side, as its reader likes.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from importlib import resources

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from digests.digest import DigestHead
from digests.render import event_words, view, wording
from digests.render.formats import File
from digests.render.phrases import ParallelPhrases, Said, gettext_noop, phrases
from digests.render.templates import environment

SIDE_BY_SIDE = "all"

_SCRIPT = (resources.files("digests.render") / "digest.js").read_text(encoding="utf-8")


class Settings(BaseModel):
    """Settings of the format ``html``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] | None = Field(
        None, description="Targets with a page that opens in them alone; by default all"
    )


def files(head: DigestHead, settings: Settings) -> dict[str, File]:
    """Return the page that opens with all languages side by side, and one for each target."""
    codes = (head.source_language, *head.targets)
    said = ParallelPhrases(tuple(map(phrases, codes)))
    story = partial(render_story, said)
    targets = head.targets if settings.languages is None else settings.languages
    own = {
        f"digest.{code}.html": File(story, partial(render_page, said, codes.index(code)))
        for code in targets
        if code in head.targets
    }
    return {"digest.html": File(story, partial(render_page, said, None)), **own}


def render_story(said: Said, story: view.StoryView) -> str:
    """Write a story as a part of the page."""
    return _STORY.render(story=story, said=said)


def render_page(
    said: ParallelPhrases, shown: int | None, page: view.DigestView, stories: Iterable[str]
) -> Iterator[str]:
    """Write a digest as a self-contained HTML5 page.

    Args:
        said: The words of the page.
        shown: Number of the language that it opens in; None: all side by side.
        page: What stands around the stories.
        stories: As `render_story` writes them.

    """
    style = _STYLE.render(page=page, said=said)
    return _PAGE.generate(
        page=page,
        said=said,
        shown=SIDE_BY_SIDE if shown is None or len(page.languages) == 1 else shown,
        speaker=shown or 0,
        publishers=_choices(publisher for story in page.contents for publisher in story.publishers),
        sections=_choices(section for story in page.contents for section in story.sections),
        written=_choices(code for story in page.contents for code in story.languages),
        watched=_choices(name for story in page.contents for name in story.watched),
        style=Markup(style),
        style_hash=csp_hash(style),
        script=Markup(_SCRIPT),
        script_hash=csp_hash(_SCRIPT),
        stories=map(Markup, stories),
    )


def _choices(values: Iterable[str]) -> dict[str, int]:
    """Return the values that stories can be filtered by, each with its number."""
    return {value: number for number, value in enumerate(sorted(set(values)))}


def csp_hash(text: str) -> str:
    """Return the hash of a style or script, by which a page's policy allows it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _css_string(text: str) -> Markup:
    """Write a text as a string of CSS, which cannot end its element either."""
    return Markup(json.dumps(text, ensure_ascii=False).replace("<", "\\3c "))


pages = environment()
"""Of all pages that look as a digest does."""
pages.globals |= {
    "credit": view.credit,
    "css_string": _css_string,
    "gettext_noop": gettext_noop,
    "language": view.language,
    "safe_url": view.safe_url,
    "wording": wording,
    "event_words": event_words,
}
_STORY = pages.get_template("story.html.jinja")
_PAGE = pages.get_template("digest.html.jinja")
_STYLE = pages.get_template("digest.css.jinja")
