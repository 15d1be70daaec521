"""A digest for those who read one language: what mail and feeds show of a story, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from babel import Locale
from babel.dates import format_date
from markupsafe import Markup

from checks.verdict import Check
from digests.digest import DigestHead, DigestSentence, Entry
from digests.render.view import (
    ReaderLanguage,
    Row,
    StoryView,
    credit,
    language,
    languages,
    plain,
    safe_url,
    story_view,
)
from digests.report import author


@dataclass(frozen=True)
class Phrases:
    """What is said to readers of a language beside the stories."""

    language: ReaderLanguage
    spoken: str
    """Code of the language that the phrases are in: English where there are none."""
    texts: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def machine(self, head: DigestHead) -> str:
        """Say that a machine wrote this, and with which models."""
        unnamed = self["unnamed"]
        summariser = author(head.models, "model", head.source_language) or unnamed
        if self.language.code == head.source_language:
            return self["machine_original"].format(summariser=summariser)
        translator = author(head.models, "translation", self.language.code) or unnamed
        return self["machine"].format(summariser=summariser, translator=translator)

    def title(self, head: DigestHead) -> str:
        """Name the digest of a day."""
        day = format_date(head.created, "long", locale=Locale.parse(self.spoken))
        return self["digest_of"].format(day=day)

    @property
    def gap(self) -> Markup:
        """What stands behind a colon: a full-width one brings its own blank."""
        return Markup("" if self["colon"] == "：" else " ")

    def before(self, label: str, text: str) -> str:
        """Set a label before a text, as the language sets a colon."""
        return f"{label}{self['colon']}{self.gap}{text}"


@dataclass(frozen=True)
class Mark:
    """A reference mark: the number of a source of the story, and a link to the passage."""

    number: int
    url: str | None


@dataclass(frozen=True)
class Sentence:
    """A sentence as a reader of one language gets it."""

    text: str
    language: ReaderLanguage
    supported: bool
    quoted: bool
    doubts: tuple[str, ...]
    original: str | None
    """The sentence that a doubted translation renders, in the language ``source``."""
    source: ReaderLanguage
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class SourceLine:
    """A source of a story: a line of its list."""

    title: str
    credit: str
    url: str | None
    language: str


@dataclass(frozen=True)
class Reading:
    """A story in one language."""

    entry: Entry
    anchor: str
    headline: Sentence
    sentences: tuple[Sentence, ...]
    sources: tuple[SourceLine, ...]

    @property
    def title(self) -> str:
        """The headline as plain text; what is not supported, or doubted, begins with a mark."""
        doubted = not self.headline.supported or self.headline.doubts
        return f"⚠ {self.headline.text}" if doubted else self.headline.text


@cache
def phrases(code: str) -> Phrases:
    """Return the phrases of a language, those in English where there are none."""
    file = resources.files("digests.render") / "phrases.yaml"
    known = yaml.safe_load(file.read_text(encoding="utf-8"))
    spoken = code if code in known else "en"
    return Phrases(language(code), spoken, known[spoken])


def reading(head: DigestHead, entry: Entry, code: str) -> Reading:
    """Prepare a story of a digest for readers of a language, one of the digest's."""
    return reading_of(story_view(1, entry, languages(head)), head, code)


def reading_of(story: StoryView, head: DigestHead, code: str) -> Reading:
    """Prepare a story that is a view already; see `reading`."""
    entry = story.entry
    numbers = {article.id: number for number, article in enumerate(entry.articles, 1)}

    def sentence(row: Row) -> Sentence:
        return _sentence(row, numbers, language(head.source_language), language(code))

    return Reading(
        entry=entry,
        anchor=story.heading.anchor,
        headline=sentence(story.headline),
        sentences=tuple(map(sentence, story.rows)),
        sources=tuple(
            SourceLine(
                plain(article.title),
                plain(credit(article.source)),
                safe_url(article.source.url),
                article.language,
            )
            for article in entry.articles
        ),
    )


def _sentence(
    row: Row, numbers: Mapping[str, int], source: ReaderLanguage, target: ReaderLanguage
) -> Sentence:
    sentence = row.sentence
    translation = sentence.translations.get(target.code)
    said = phrases(target.code)
    original = target.code == source.code
    doubts = [] if sentence.supported else [said["unsupported"]]
    if sentence.supported:
        doubts += _doubts(sentence.failed, said)
    if not original:
        doubts += _doubts(translation.failed, said) if translation else [said["untranslated"]]
    marks = {
        numbers[passage.evidence.article]: Mark(numbers[passage.evidence.article], passage.url)
        for passage in reversed(row.passages)
        if passage.evidence.article in numbers
    }
    shown = translation.text if translation and not original else sentence.text
    return Sentence(
        text=plain(shown),
        language=target if translation and not original else source,
        supported=sentence.supported,
        quoted=sentence.origin == "source",
        doubts=tuple(dict.fromkeys(doubts)),
        original=plain(sentence.text) if translation and not original and doubts else None,
        source=source,
        marks=tuple(marks[number] for number in sorted(marks)),
    )


def _doubts(failed: tuple[Check, ...], said: Phrases) -> list[str]:
    """Say what is doubted: what was expected, and what stands there instead."""
    doubts = []
    for check in failed:
        values = " → ".join(plain(value) for value in (check.expected, check.seen) if value)
        doubts.append(said.before(said["doubted"], values) if values else said["doubted"])
    return doubts


def is_translated(sentence: DigestSentence, head: DigestHead, code: str) -> bool:
    """Whether a sentence can be read in a language of the digest."""
    return code == head.source_language or code in sentence.translations
