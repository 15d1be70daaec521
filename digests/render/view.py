"""What the formats for people share: numbered evidence, names of languages, dates, safe links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple
from unicodedata import category
from urllib.parse import quote

from babel import Locale, UnknownLocaleError

from articles.article import Article, Provenance
from articles.locations import shown_host, web_url
from checks.verdict import Check
from digests.digest import (
    EVENTS,
    DigestHead,
    DigestSentence,
    Edited,
    Entry,
    EntryArticle,
    EventAccount,
    Translation,
)
from digests.events.records import Figure, FigureValue, Side
from digests.evidence import Evidence
from digests.report import Counts

# Marks that turn the direction of text, and blanks of no width.
_BIDI = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)

FOLDED_FROM = 3
"""A translation that fails so many checks is folded away behind the original."""
_AROUND = 240
"""Characters of the paragraph that are shown before a quoted passage, and behind it."""
_SCRIPTS = {"zh": "zh-Hans"}
"""Languages whose code alone leaves the script open, as the project writes them."""


@dataclass(frozen=True)
class ReaderLanguage:
    """A language as a reader knows it; ``direction`` is ``ltr`` or ``rtl``."""

    code: str
    tag: str
    """The code with the script, where it would leave that open (BCP 47)."""
    name: str
    direction: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an article: its text, and where in the article it begins."""

    text: str
    start: int


@dataclass(frozen=True)
class Passage:
    """A quoted passage of evidence; ``number`` is its reference mark within the story."""

    number: int
    anchor: str
    evidence: Evidence
    article: EntryArticle | None
    """None where the entry does not list the article that the evidence names."""
    url: str | None
    paragraph: Paragraph | None = None
    """Where it stands, if the article is at hand."""


class Piece(NamedTuple):
    """A piece of a quotation: a passage that a sentence rests on, or what stands around it."""

    text: str
    is_passage: bool


@dataclass(frozen=True)
class Quotation:
    """Passages of one paragraph, with the paragraph around them."""

    article: EntryArticle | None
    evidence: Evidence
    """The best of the passages."""
    url: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Match:
    """What of the watch list a story matches: its name there, the words for it, and where."""

    name: str
    words: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The passages, with the words marked."""
        return tuple(
            Quotation(
                passage.article,
                passage.evidence,
                passage.url,
                tuple(_marked(passage.evidence.text, self.words)),
            )
            for passage in self.passages
        )


@dataclass(frozen=True)
class Cell:
    """A sentence as the readers of one language get it."""

    language: ReaderLanguage
    translation: Translation | None
    """None in the language of the sources, and where there is none."""
    text: str
    """The translation; the original where that is missing or folded away."""
    written: ReaderLanguage
    """The language of ``text``."""
    failed: tuple[Check, ...]
    edited: Edited | None
    """What persons decided about the sentence or the translation."""

    @property
    def is_source(self) -> bool:
        """Whether it is the sentence itself."""
        return self.translation is None and self.language == self.written

    @property
    def is_missing(self) -> bool:
        """Whether it should have been translated and was not."""
        return self.translation is None and self.language != self.written

    @property
    def is_folded(self) -> bool:
        """Whether there is a translation with so many faults that the original stands first."""
        return self.translation is not None and self.language != self.written


@dataclass(frozen=True)
class Row:
    """A headline or summary sentence with the passages that it leads to."""

    anchor: str
    sentence: DigestSentence
    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]
    """By language of the digest."""

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its passages by paragraph, in the order of the best passage of each."""
        places: dict[tuple[str, str, int], list[Passage]] = {}
        for passage in self.passages:
            proof = passage.evidence
            start = passage.paragraph.start if passage.paragraph else proof.start
            places.setdefault((proof.article, proof.field, start), []).append(passage)
        return tuple(map(_quotation, places.values()))

    @property
    def is_remarked(self) -> bool:
        """Whether something is to be said of the sentence or of a translation."""
        return not self.sentence.supported or any(
            cell.failed or cell.is_missing or cell.edited for cell in self.cells
        )

    @property
    def publishers(self) -> tuple[str, ...]:
        """Name who published the passages; an article that is not listed is named by its id."""
        return tuple(
            dict.fromkeys(
                publisher(found.article.source) if found.article else found.evidence.article
                for found in self.passages
            )
        )


@dataclass(frozen=True)
class ValueRow:
    """A value of a figure with the passages that give it."""

    value: FigureValue
    passages: tuple[Passage, ...]
    is_past: bool
    """Whether a later value took its place."""


@dataclass(frozen=True)
class FigureRow:
    """A figure of an event with its values, the current ones first."""

    figure: Figure
    values: tuple[ValueRow, ...]


@dataclass(frozen=True)
class SpeechRow:
    """What somebody is quoted as saying."""

    speaker: str | None
    row: Row


@dataclass(frozen=True)
class SideRow:
    """One side of an open question with its passages."""

    side: Side
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class EventView:
    """What the reports of an event say together, ready to be laid out."""

    account: EventAccount
    figures: tuple[FigureRow, ...]
    speeches: tuple[SpeechRow, ...]
    questions: tuple[tuple[SideRow, ...], ...]


@dataclass(frozen=True)
class Heading:
    """A story in the table of contents, and what it can be found by."""

    number: int
    anchor: str
    titles: tuple[Cell, ...]
    """Its headline by language of the digest."""
    supported: bool
    unsupported: int
    doubted: int
    """Sentences and translations that fail a check, the unsupported sentences left out."""
    publishers: tuple[str, ...]
    sections: tuple[str, ...]
    languages: tuple[str, ...]
    """Codes of the languages of its articles."""
    watched: tuple[str, ...]
    """What of the watch list it matches."""

    @property
    def text(self) -> str:
        """The headline in the language of the sources."""
        return self.titles[0].text


@dataclass(frozen=True)
class StoryView:
    """An entry, ready to be laid out; ``languages`` are those of its digest."""

    heading: Heading
    languages: tuple[ReaderLanguage, ...]
    entry: Entry
    headline: Row
    rows: tuple[Row, ...]
    event: EventView | None
    """None where one story alone reports it."""
    passages: tuple[Passage, ...]
    publishers: tuple[str, ...]
    watched: tuple[Match, ...]
    published: str | None
    """Date of the first article that gives one, in ISO 8601."""
    verdicts: Counter[str]
    """How many checks passed, failed and were skipped."""
    histories: frozenset[str]
    """Formats of which `digests.digest.EVENTS` has a file of the event over all runs."""

    def history(self, kind: str) -> str | None:
        """Return where the event's history in a format lies, seen from the folder of the run."""
        if kind not in self.histories:
            return None
        return f"../{EVENTS}/{self.heading.anchor}.{kind}"


@dataclass(frozen=True)
class DigestView:
    """What stands around the stories of a digest, ready to be laid out."""

    head: DigestHead
    languages: tuple[ReaderLanguage, ...]
    counts: Counts
    contents: Sequence[Heading]


def languages(head: DigestHead) -> tuple[ReaderLanguage, ...]:
    """Return the languages of a digest, first that of the sources."""
    return tuple(language(code) for code in (head.source_language, *head.targets))


def plain(text: str) -> str:
    """Make a text one line without the characters that would reorder or hide what follows."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or (category(c) != "Cc" and c not in _BIDI))
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def language(code: str) -> ReaderLanguage:
    """Look a language up by its code; a code that CLDR does not know is its own name."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return ReaderLanguage(code, code, code, "ltr")
    return ReaderLanguage(
        code=code,
        tag=_SCRIPTS.get(code, code),
        name=locale.get_display_name() or code,
        direction="rtl" if locale.character_order == "right-to-left" else "ltr",
    )


def warning(check: Check) -> str:
    """Say what a failed check expected and saw, as far as it does."""
    parts = [
        f"{word} {value}"
        for word, value in (("expected", check.expected), ("seen", check.seen))
        if value
    ]
    return f"{check.name}: {', '.join(parts)}" if parts else check.name


def counted(number: int, one: str, many: str | None = None) -> str:
    """Count a noun: ``counted(2, "part")`` is "2 parts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def safe_url(url: str | None) -> str | None:
    """Return a link that may be followed, as `web_url` spells it; else None."""
    return web_url(url) if url else None


def publisher(source: Provenance) -> str:
    """Name who published a text: the publisher, else the host, else the file that was read."""
    host = shown_host(url) if (url := safe_url(source.url)) else None
    return source.publisher or host or PurePath(source.location).name


def credit(source: Provenance) -> str:
    """Name the publisher, the byline and the agency, none twice."""
    named = publisher(source)
    for part in (source.byline, source.agency):
        if part and not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", named, re.IGNORECASE):
            named = f"{named}, {part}"
    return named


def story_view(
    number: int,
    entry: Entry,
    languages: tuple[ReaderLanguage, ...],
    articles: Iterable[Article] = (),
    histories: Iterable[str] = (),
) -> StoryView:
    """Prepare an entry of a digest for readers.

    Args:
        number: Its place in the digest, from 1.
        entry: What is shown.
        languages: Those of the digest, first that of the sources.
        articles: Those of the story whose text may be shown, for the paragraphs around quotations.
        histories: Formats of the files that the event over all runs has.

    """
    anchor = quote(entry.id, safe="")
    listed = {article.id: article for article in entry.articles}
    texts = {article.id: article.text for article in articles}
    passages: dict[tuple[str, str, int, int], Passage] = {}

    def marks_of(evidence: Iterable[Evidence]) -> tuple[Passage, ...]:
        marks = []
        for proof in evidence:
            key = (proof.article, proof.field, proof.start, proof.end)
            if key not in passages:
                article = listed.get(proof.article)
                text = texts.get(proof.article) if proof.field == "text" else None
                passages[key] = Passage(
                    number=len(passages) + 1,
                    anchor=f"{anchor}-e{len(passages) + 1}",
                    evidence=proof,
                    article=article,
                    url=_passage_url(article.source.url, proof.text) if article else None,
                    paragraph=_paragraph(proof, text) if text else None,
                )
            marks.append(passages[key])
        return tuple(marks)

    def row(sentence: DigestSentence) -> Row:
        cells = tuple(_cell(sentence, language, languages[0]) for language in languages)
        return Row(quote(sentence.id, safe=""), sentence, marks_of(sentence.evidence), cells)

    def event(account: EventAccount) -> EventView:
        return EventView(
            account,
            tuple(
                FigureRow(
                    figure,
                    tuple(
                        ValueRow(each, marks_of(each.evidence), number > 0 and updated)
                        for number, each in enumerate(figure.values)
                    ),
                )
                for figure in account.figures
                for updated in [figure.status == "updated"]
            ),
            tuple(SpeechRow(each.speaker, row(each.sentence)) for each in account.quotations),
            tuple(
                tuple(SideRow(side, marks_of(side.evidence)) for side in question.sides)
                for question in account.questions
            ),
        )

    rows = tuple(row(sentence) for sentence in entry.sentences)
    translations = [t for s in entry.sentences for t in s.translations.values()]
    sources = [article.source for article in entry.articles]
    dates = [source.published for source in sources if source.published]
    publishers = tuple(dict.fromkeys(publisher(source) for source in sources))
    return StoryView(
        heading=Heading(
            number=number,
            anchor=anchor,
            titles=rows[0].cells,
            supported=entry.headline.supported,
            unsupported=sum(not s.supported for s in entry.sentences),
            doubted=sum(bool(s.failed) for s in entry.sentences if s.supported)
            + sum(bool(t.failed) for t in translations),
            publishers=publishers,
            sections=tuple(dict.fromkeys(source.section for source in sources if source.section)),
            languages=tuple(dict.fromkeys(article.language for article in entry.articles)),
            watched=tuple(each.name for each in entry.watched),
        ),
        languages=languages,
        entry=entry,
        headline=rows[0],
        rows=rows[1:],
        event=event(entry.event) if entry.event else None,
        passages=tuple(passages.values()),
        publishers=publishers,
        watched=tuple(
            Match(each.name, each.found, tuple(_passage(p, listed) for p in each.evidence))
            for each in entry.watched
        ),
        published=dates[0] if dates else None,
        verdicts=Counter(
            check.status
            for checks in (*(s.checks for s in entry.sentences), *(t.checks for t in translations))
            for check in checks
        ),
        histories=frozenset(histories),
    )


def _cell(sentence: DigestSentence, language: ReaderLanguage, source: ReaderLanguage) -> Cell:
    if language == source:
        return Cell(language, None, sentence.text, source, sentence.failed, sentence.edited)
    translation = sentence.translations.get(language.code)
    if translation is None:
        return Cell(language, None, sentence.text, source, (), None)
    failed, edited = translation.failed, translation.edited
    if len(failed) >= FOLDED_FROM:
        return Cell(language, translation, sentence.text, source, failed, edited)
    return Cell(language, translation, translation.text, language, failed, edited)


def _passage(proof: Evidence, listed: Mapping[str, EntryArticle]) -> Passage:
    """Return a passage that no reference mark leads to."""
    article = listed.get(proof.article)
    url = _passage_url(article.source.url, proof.text) if article else None
    return Passage(0, "", proof, article, url)


def _marked(text: str, words: Sequence[str]) -> Iterator[Piece]:
    """Part a text at the first of the words in it."""
    place, word = min(((text.find(w), w) for w in words if w in text), default=(len(text), ""))
    for piece, is_passage in (
        (text[:place], False),
        (word, True),
        (text[place + len(word) :], False),
    ):
        if piece:
            yield Piece(piece, is_passage)


def _paragraph(proof: Evidence, text: str) -> Paragraph | None:
    """Return the paragraph of an article's text that a passage stands in, if it stands there."""
    if text[proof.start : proof.end] != proof.text:
        return None
    start = text.rfind("\n\n", 0, proof.start) + 2 if "\n\n" in text[: proof.start] else 0
    end = text.find("\n\n", proof.end)
    return Paragraph(text[start : end if end >= 0 else len(text)], start)


def _quotation(passages: Sequence[Passage]) -> Quotation:
    best = passages[0]
    paragraph = best.paragraph
    if paragraph is None:
        pieces = [Piece(passage.evidence.text, True) for passage in passages]
        return Quotation(best.article, best.evidence, best.url, tuple(pieces))
    text, pieces, end = paragraph.text, [], 0
    for proof in sorted((passage.evidence for passage in passages), key=lambda e: e.start):
        start = max(proof.start - paragraph.start, end)
        pieces.append(Piece(text[end:start], False))
        end = max(proof.end - paragraph.start, end)
        pieces.append(Piece(text[start:end], True))
    pieces[0] = Piece(_end_of(pieces[0].text), False)
    pieces.append(Piece(_beginning_of(text[end:]), False))
    return Quotation(
        best.article, best.evidence, best.url, tuple(piece for piece in pieces if piece.text)
    )


def _end_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    cut = text[-_AROUND:]
    return f"… {cut.partition(' ')[2] or cut}"


def _beginning_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    cut = text[:_AROUND]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _passage_url(url: str | None, text: str) -> str | None:
    """Link to the passage itself, by a text fragment (WICG Scroll to Text Fragment).

    A browser that does not know text fragments, or does not find the text, opens the page.
    """
    page = safe_url(url)
    if page is None or ":~:" in page:
        return page
    words = text.split()
    ends = (" ".join(words[:5]), " ".join(words[-5:])) if len(words) > 12 else (" ".join(words),)
    mark = "" if "#" in page else "#"
    return (
        f"{page}{mark}:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"
    )
