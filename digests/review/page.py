"""The pages of a review, as HTML; whatever a text holds, it is shown as it is."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import get_args
from urllib.parse import quote

from jinja2 import ChoiceLoader, PackageLoader
from markupsafe import Markup

from articles.article import Article
from checks.verdict import Check
from digests.digest import DigestSentence, Edited, Entry, Translation
from digests.render import wording
from digests.render.phrases import phrases
from digests.render.templates import environment
from digests.render.view import (
    counted,
    credit,
    language,
    languages,
    plain,
    safe_url,
    story_view,
)
from digests.review.desk import Desk
from digests.review.revision import sentences_of
from language.glossary import GlossaryKind
from language.sentences import Sentence

_FILES = resources.files("digests.review")
_STYLE = (_FILES / "review.css").read_text(encoding="utf-8")
_SCRIPT = (_FILES / "review.js").read_text(encoding="utf-8")
_ORIGINS = {"title": "headline as published", "source": "quoted from the source", "model": ""}

_ENGLISH = phrases("en")

_environment = environment().overlay(
    loader=ChoiceLoader([PackageLoader("digests.review", ""), PackageLoader("digests.render", "")])
)
_environment.globals["language"] = language
_PAGE = _environment.get_template("review.html.jinja")
_UNITS = _environment.get_template("units.html.jinja")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of the pages: nothing runs and nothing is asked for but what is ours."""


@dataclass(frozen=True)
class _Unit:
    """A sentence or a translation, as its card shows it."""

    sentence: str
    target: str | None
    language: str
    origin: str
    text: str
    supported: bool
    checks: tuple[Check, ...]
    edited: Edited | None
    rejected: bool
    evidence: str = ""
    can_reject: bool = True
    can_attribute: bool = False

    @property
    def anchor(self) -> str:
        return f"u-{quote(self.sentence, safe='')}-{self.target or 'text'}"

    @property
    def label(self) -> str:
        return language(self.language).name

    @property
    def name(self) -> str:
        kind = "Translation" if self.target else "Sentence"
        return f"{kind} in {_ENGLISH.language_name(self.language)}"

    @property
    def accepted(self) -> bool:
        return self.edited is not None and self.edited.accepted

    @property
    def seen(self) -> str:
        return self.edited.decisions[-1] if self.edited else ""

    @property
    def flags(self) -> list[str]:
        unsupported = [] if self.supported else ["Not supported by the source"]
        failed = [
            wording.doubt(_ENGLISH, check) for check in self.checks if check.status == "failed"
        ]
        return [*unsupported, *failed]

    @property
    def troubled(self) -> bool:
        return bool(self.flags) and not self.accepted and not self.rejected

    @property
    def machine(self) -> str | None:
        """What the machine had, where it is another text."""
        was = self.edited.machine if self.edited else None
        return was.text if was and was.text != self.text else None

    @property
    def decided(self) -> str:
        """Say what was decided, by whom and when."""
        return decided(self.edited, rejected=self.rejected, text=self.text)


@dataclass(frozen=True)
class _Row:
    rejected: bool
    units: tuple[_Unit, ...]


@dataclass(frozen=True)
class _Source:
    id: str
    title: str
    language: str
    credit: str
    url: str | None
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True)
class _Line:
    text: str
    troubles: str
    decided: str


def decided(edited: Edited | None, *, rejected: bool, text: str) -> str:
    """Say in a line what was decided about a text, by whom and when; empty where nobody did."""
    if edited is None:
        return ""
    was = edited.machine
    if rejected:
        words = "Rejected"
    elif was is None or was.text != text:
        words = "Edited and accepted" if edited.accepted else "Edited"
    else:
        words = "Accepted" if edited.accepted else "Evidence chosen"
    when = _ENGLISH.moment(edited.time.isoformat()).words
    return f"{words} by {plain(', '.join(edited.editors))}, {when}"


def contents_page(desk: Desk, editor: str) -> str:
    """Write the page that lists all stories, with what is marked and what was decided."""
    lines = []
    for number, entry in enumerate(desk.entries, 1):
        heading = story_view(number, entry, languages(desk.head)).heading
        count = sum(unit.edited is not None for row in _rows(entry, desk) for unit in row.units)
        lines.append(
            _Line(
                heading.text,
                wording.troubles(_ENGLISH, heading),
                f"{counted(count, 'text')} decided about" if count else "",
            )
        )
    return _page(desk, editor, contents=lines, story=None, number=0, articles=())


def story_page(desk: Desk, editor: str, number: int) -> str:
    """Write the page of the story ``number``, from 1."""
    story = desk.story(number - 1)
    articles = tuple(map(_source, story.articles)) if story else ()
    units = Markup(units_html(desk, number))
    return _page(desk, editor, contents=(), story=units, number=number, articles=articles)


def units_html(desk: Desk, number: int) -> str:
    """Write the sentences and translations of the story ``number``, from 1."""
    return _UNITS.render(
        rows=list(_rows(desk.entries[number - 1], desk)), kinds=get_args(GlossaryKind)
    )


def unwritten_words(desk: Desk) -> str:
    """Say how much the files of the run do not show yet."""
    if not desk.unwritten:
        return "The digest is as decided."
    return f"{counted(desk.unwritten, 'story', 'stories')} not written yet"


def _page(desk: Desk, editor: str, **parts: object) -> str:
    return _PAGE.render(
        head=desk.head,
        editor=editor,
        total=len(desk.entries),
        total_words=counted(len(desk.entries), "story", "stories"),
        unwritten_words=unwritten_words(desk),
        style=Markup(_STYLE),
        script=Markup(_SCRIPT),
        **parts,
    )


def _rows(entry: Entry, desk: Desk) -> Iterator[_Row]:
    gone = {sentence.id for sentence in entry.rejected}
    for sentence in sentences_of(entry):
        rejected = sentence.id in gone
        targets = [_translation(sentence, target, rejected) for target in desk.head.targets]
        yield _Row(rejected, (_sentence(sentence, entry, desk, rejected), *targets))


def _sentence(sentence: DigestSentence, entry: Entry, desk: Desk, rejected: bool) -> _Unit:
    return _Unit(
        sentence=sentence.id,
        target=None,
        language=desk.head.source_language,
        origin=_ORIGINS[sentence.origin],
        text=sentence.text,
        supported=sentence.supported,
        checks=sentence.checks,
        edited=sentence.edited,
        rejected=rejected,
        evidence="|".join(f"{e.article} {e.field} {e.start}" for e in sentence.evidence),
        can_reject=sentence.id != entry.headline.id and not rejected,
        can_attribute=not rejected and desk.has_articles,
    )


def _translation(sentence: DigestSentence, target: str, gone: bool) -> _Unit:
    made: Translation | None = (sentence.translations | sentence.rejected).get(target)
    rejected = target in sentence.rejected
    return _Unit(
        sentence=sentence.id,
        target=target,
        language=target,
        origin="",
        text=made.text if made else "",
        supported=True,
        checks=made.checks if made else (),
        edited=made.edited if made else None,
        rejected=rejected or gone,
        can_reject=made is not None and not rejected and not gone,
    )


def _source(article: Article) -> _Source:
    paragraphs: list[list[Sentence]] = []
    end = 0
    for sentence in article.sentences:
        if not paragraphs or "\n" in article.text[end : sentence.start]:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
        end = sentence.end
    return _Source(
        article.id,
        article.title,
        article.language,
        credit(article.source),
        safe_url(article.source.url),
        tuple(map(tuple, paragraphs)),
    )
