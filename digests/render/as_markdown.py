"""The digest as Markdown (CommonMark with GitHub's strikethrough), readable as plain text too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from checks.verdict import Check
from digests.digest import DigestHead, DigestSentence, Edited, EntryArticle, Model
from digests.render.formats import File
from digests.render.view import (
    MACHINE_MADE,
    DigestView,
    Heading,
    Passage,
    ReaderLanguage,
    Row,
    StoryView,
    credit,
    moment,
    plain,
    safe_url,
    warning,
)

# What begins a construct of CommonMark or GitHub's dialect in running text (mathematics, mentions
# and bare links among them), and what begins a block at the start of a line.
_INLINE = re.compile(r"[\\`*_{}\[\]<>&|~$@#]|(?<=www)\.|/(?=/)", re.IGNORECASE)
_BLOCK = re.compile(r"^(?:\d+(?=[.)])|(?=[+=:-]))")


class Markdown(Markup):
    """Text that is Markdown already; whatever is formatted into it is escaped on the way."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Markdown:
        """Write a text as one line of Markdown that shows it as it is and does nothing else."""
        if isinstance(s, Markdown):
            return s
        return cls(_BLOCK.sub(r"\g<0>\\", _INLINE.sub(r"\\\g<0>", plain(str(s)))))


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format."""
    return {"digest.md": File(render_story, render_page)}


def render_story(story: StoryView) -> str:
    """Write a story as Markdown."""
    return "".join(f"{line}\n" for line in _story(story))


def render_page(page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    """Write a digest as Markdown; its only HTML are the anchors that reference marks lead to."""
    yield from (f"{line}\n" for line in _opening(page))
    yield from stories
    yield from (f"{line}\n" for line in _colophon(page))


def _opening(page: DigestView) -> Iterator[str]:
    yield _md("# News digest, {}", page.created.words)
    yield ""
    yield _md("{}", page.summary)
    yield ""
    yield _md("> {}", " ".join((MACHINE_MADE, *page.caveats)))
    yield ""
    yield "## Contents"
    yield ""
    for heading in page.contents:
        yield _md(
            "{}. [{}]({}){}",
            heading.number,
            _struck(heading, heading.text),
            _fragment(heading.anchor),
            "".join(f", {note}" for note in heading.troubles),
        )
    if not page.contents:
        yield "No stories."


def _colophon(page: DigestView) -> Iterator[str]:
    yield from ("", "## How this digest was made", "")
    yield _md("Run {}, profile {}.", page.head.run, page.head.profile)
    yield ""
    yield from (_model(model) for model in page.head.models)
    if page.coverage:
        yield ""
        yield from (_md("- {}", line) for line in page.coverage)


def _story(story: StoryView) -> Iterator[str]:
    targets = story.languages[1:]
    yield ""
    yield _md(
        "## {}{}. {}",
        _anchor(story.heading.anchor),
        story.heading.number,
        _sentence(story.headline),
    )
    yield ""
    yield _md("*{}*", "; ".join(story.notes))
    yield ""
    yield from _below(story.headline.sentence, targets, "")
    yield ""
    for number, row in enumerate(story.rows, 1):
        yield _md("{}. {}", number, _sentence(row))
        yield from _below(row.sentence, targets, " " * (len(str(number)) + 2))
    if story.passages:
        yield from ("", "### Evidence", "")
        yield from (_passage(passage) for passage in story.passages)
    yield from ("", "### Sources", "")
    yield from (_source(article) for article in story.entry.articles)


def _sentence(row: Row) -> Markdown:
    sentence = row.sentence
    marks = [_md("[[{}]]({})", mark.number, _fragment(mark.anchor)) for mark in row.passages]
    if sentence.supported:
        quoted = [Markdown("*(quoted from the source)*")] if sentence.origin == "source" else []
        return Markdown(" ").join([sentence.text, *quoted, *_edited(sentence.edited), *marks])
    struck = _md("**Not supported by the source:** {}", _struck(sentence, sentence.text))
    nearest = ["Nearest passages:"] if marks else []
    return Markdown(" ").join([struck, *_edited(sentence.edited), *nearest, *marks])


def _edited(edited: Edited | None) -> list[Markdown]:
    """Name the persons who decided about a text, if any did."""
    if edited is None:
        return []
    done = "accepted" if edited.accepted else "edited"
    return [_md("*({} by {})*", done, ", ".join(edited.editors))]


def _below(
    sentence: DigestSentence, targets: Sequence[ReaderLanguage], indent: str
) -> Iterator[str]:
    """List the warnings and the translations of a sentence."""
    yield from _warnings(sentence.failed, indent)
    for target in targets:
        translation = sentence.translations.get(target.code)
        words = _struck(sentence, translation.text) if translation else _md("*not translated*")
        signed = Markdown(" ").join([words, *_edited(translation.edited if translation else None)])
        yield _md("{}- **{}**: {}", Markdown(indent), target.name, signed)
        if translation:
            yield from _warnings(translation.failed, indent + "  ")


def _warnings(failed: Sequence[Check], indent: str) -> Iterator[str]:
    yield from (_md("{}- ⚠ {}", Markdown(indent), warning(check)) for check in failed)


def _passage(passage: Passage) -> Markdown:
    proof = passage.evidence
    article = passage.article
    return _md(
        "- {}**\\[{}\\]** “{}” ({}, {})",
        _anchor(passage.anchor),
        passage.number,
        proof.text,
        credit(article.source) if article else f"article {proof.article}",
        _link(passage.place, passage.url),
    )


def _source(article: EntryArticle) -> Markdown:
    source = article.source
    facts = (
        credit(source),
        moment(source.published).words if source.published else "no date",
        source.licence,
    )
    title = _link(article.title, safe_url(source.url))
    return _md("- {}: {}", title, "; ".join(fact for fact in facts if fact))


def _model(model: Model) -> Markdown:
    facts = (
        f"{model.name}{' into ' if model.targets else ''}{', '.join(model.targets)}",
        f"revision {model.revision}" if model.revision else None,
        f"licence {model.licence}" if model.licence else None,
        f"adapter {model.adapter.name}" if model.adapter else None,
        model.notice,
    )
    return _md("- {}: {}", model.role, "; ".join(fact for fact in facts if fact))


def _struck(sentence: DigestSentence | Heading, text: str) -> Markdown:
    return _md("{}" if sentence.supported else "~~{}~~", text)


def _link(words: str, url: str | None) -> Markdown:
    # Even in a link's address CommonMark decodes character references.
    return (
        _md("[{}](<{}>)", words, Markdown(url.replace("&", "&amp;"))) if url else _md("{}", words)
    )


def _anchor(anchor: str) -> Markdown:
    return Markdown(f'<a id="{anchor}"></a>')


def _fragment(anchor: str) -> Markdown:
    return Markdown(f"#{anchor}")


def _md(template: str, *values: object) -> Markdown:
    return Markdown(template).format(*values)
