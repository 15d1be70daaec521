"""A digest for those who read one language: what mail and feeds show of a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digests.digest import DigestHead, DigestSentence, Entry, EventAccount
from digests.render import event_words, wording
from digests.render.phrases import Phrases, phrases
from digests.render.view import (
    Match,
    Piece,
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
    notes: tuple[str, ...]
    """Whether it is quoted, who decided about it, who tells it and what is in dispute."""
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
class Reason:
    """A passage for which a story is on the watch list, with the words marked."""

    pieces: tuple[Piece, ...]
    language: ReaderLanguage
    credit: str
    url: str | None

    @property
    def text(self) -> str:
        """The passage as plain text."""
        return plain("".join(piece.text for piece in self.pieces))


@dataclass(frozen=True)
class Reading:
    """A story in one language."""

    entry: Entry
    anchor: str
    headline: Sentence
    sentences: tuple[Sentence, ...]
    sources: tuple[SourceLine, ...]
    watched: str | None
    """What of the watch list it matches."""
    reasons: tuple[Reason, ...]
    history: str | None
    """Address of the page of its event over all runs."""

    @property
    def title(self) -> str:
        """The headline as plain text; what is not supported, or doubted, begins with a mark."""
        doubted = not self.headline.supported or self.headline.doubts
        return f"⚠ {self.headline.text}" if doubted else self.headline.text


def reading(head: DigestHead, entry: Entry, code: str, history: str | None = None) -> Reading:
    """Prepare a story of a digest for readers of a language.

    Args:
        head: Of the digest.
        entry: The story.
        code: One of the digest's languages.
        history: Address of the page of its event over all runs, where there is one.

    """
    return reading_of(story_view(1, entry, languages(head)), head, code, history)


def reading_of(
    story: StoryView, head: DigestHead, code: str, history: str | None = None
) -> Reading:
    """Prepare a story that is a view already; see `reading`."""
    entry = story.entry
    numbers = {article.id: number for number, article in enumerate(entry.articles, 1)}

    def sentence(row: Row) -> Sentence:
        source, target = language(head.source_language), language(code)
        return _sentence(row, numbers, entry.event, source, target)

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
        watched=wording.watched(phrases(code), story.watched) if story.watched else None,
        reasons=tuple(
            reason for match in story.watched for reason in _reasons(match, head, phrases(code))
        ),
        history=history,
    )


def _reasons(match: Match, head: DigestHead, said: Phrases) -> Iterator[Reason]:
    for passage, quotation in zip(match.passages, match.quotations, strict=True):
        written = passage.article.language if passage.article else head.source_language
        yield Reason(
            quotation.pieces,
            language(written),
            plain(wording.credited(said, passage)),
            passage.url,
        )


def _sentence(
    row: Row,
    numbers: Mapping[str, int],
    event: EventAccount | None,
    source: ReaderLanguage,
    target: ReaderLanguage,
) -> Sentence:
    sentence = row.sentence
    translation = sentence.translations.get(target.code)
    said = phrases(target.code)
    original = target.code == source.code
    doubts = [] if sentence.supported else [said.gettext("Not supported by the source")]
    if sentence.supported:
        doubts += [wording.doubt(said, check) for check in sentence.failed]
    if not original:
        doubts += (
            [wording.doubt(said, check) for check in translation.failed]
            if translation
            else [said.gettext("Not translated")]
        )
    marks = {
        numbers[passage.evidence.article]: Mark(numbers[passage.evidence.article], passage.url)
        for passage in reversed(row.passages)
        if passage.evidence.article in numbers
    }
    shown = translation.text if translation and not original else sentence.text
    decided = translation.edited if translation and not original else sentence.edited
    return Sentence(
        text=plain(shown),
        language=target if translation and not original else source,
        supported=sentence.supported,
        notes=(
            *((said.gettext("quoted from the source"),) if sentence.origin == "source" else ()),
            *((wording.edited(said, decided),) if decided else ()),
            *filter(
                None,
                (
                    event_words.told_by(said, sentence),
                    *(
                        said.before(said.gettext("Reports differ"), dispute)
                        for dispute in event_words.disputes(said, sentence, event)
                    ),
                    event_words.change(said, sentence),
                ),
            ),
        ),
        doubts=tuple(dict.fromkeys(doubts)),
        original=plain(sentence.text) if translation and not original and doubts else None,
        source=source,
        marks=tuple(marks[number] for number in sorted(marks)),
    )


def is_translated(sentence: DigestSentence, head: DigestHead, code: str) -> bool:
    """Whether a sentence can be read in a language of the digest."""
    return code == head.source_language or code in sentence.translations
