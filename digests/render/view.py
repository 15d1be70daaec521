"""What the formats for people share: numbered evidence, names of languages, dates, safe links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import PurePath
from unicodedata import category
from urllib.parse import quote, urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from articles.article import Provenance
from checks.verdict import Check
from digests.digest import DigestHead, DigestSentence, Entry, EntryArticle
from digests.evidence import Evidence
from digests.report import Counts

# Marks that turn the direction of text, and blanks of no width.
_BIDI = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)

MACHINE_MADE = (
    "Written by machine. Models wrote the summaries and the translations, and automatic checks "
    "looked at every sentence. The number after a sentence leads to the passage that it rests on. "
    "What is struck out is not supported by the source: do not take it for a fact. A check that "
    "passes is no proof: where it matters, read the source."
)

_HEADLINES = {
    "title": "headline as published",
    "model": "headline by a model",
    "source": "headline quoted from the source",
}


@dataclass(frozen=True)
class ReaderLanguage:
    """A language as a reader knows it; ``direction`` is ``ltr`` or ``rtl``."""

    code: str
    name: str
    english: str
    direction: str


@dataclass(frozen=True)
class Moment:
    """A date, with the time where one is known: for readers, and in ISO 8601."""

    words: str
    iso: str


@dataclass(frozen=True)
class Passage:
    """A quoted passage of evidence; ``number`` is its reference mark within the story."""

    number: int
    anchor: str
    evidence: Evidence
    article: EntryArticle | None
    """None where the entry does not list the article that the evidence names."""
    url: str | None

    @property
    def place(self) -> str:
        """Say where in the article the passage stands."""
        field = "headline, " if self.evidence.field == "title" else ""
        return f"{field}characters {self.evidence.start} to {self.evidence.end}"


@dataclass(frozen=True)
class Row:
    """A headline or summary sentence with the passages that it leads to."""

    anchor: str
    sentence: DigestSentence
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Heading:
    """A story in the table of contents."""

    number: int
    anchor: str
    text: str
    supported: bool
    unsupported: int
    warnings: int
    """Sentences and translations that fail a check, the unsupported sentences left out."""

    @property
    def troubles(self) -> tuple[str, ...]:
        """Say how many sentences are unsupported and how many texts fail a check, if any."""
        unsupported = f"{self.unsupported} not supported" if self.unsupported else ""
        warnings = counted(self.warnings, "warning") if self.warnings else ""
        return tuple(trouble for trouble in (unsupported, warnings) if trouble)


@dataclass(frozen=True)
class StoryView:
    """An entry, ready to be laid out; ``languages`` are those of its digest."""

    heading: Heading
    languages: tuple[ReaderLanguage, ...]
    entry: Entry
    headline: Row
    rows: tuple[Row, ...]
    passages: tuple[Passage, ...]
    publishers: tuple[str, ...]
    published: Moment | None
    """Of the first article that gives a date."""
    verdicts: Counter[str]
    """How many checks passed, failed and were skipped."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Say when and by whom the story was published and what was done to it."""
        verdicts = ", ".join(f"{self.verdicts[v]} {v}" for v in ("passed", "failed", "skipped"))
        notes = (
            self.published.words if self.published else "no date",
            ", ".join(self.publishers),
            _HEADLINES[self.headline.sentence.origin],
            f"long text summarised in {self.entry.chunks} parts" if self.entry.chunks > 1 else "",
            f"checks: {verdicts}",
        )
        return tuple(note for note in notes if note)


@dataclass(frozen=True)
class DigestView:
    """What stands around the stories of a digest, ready to be laid out."""

    head: DigestHead
    languages: tuple[ReaderLanguage, ...]
    counts: Counts
    contents: Sequence[Heading]

    @property
    def created(self) -> Moment:
        """When its run began."""
        return moment(self.head.created.isoformat())

    @property
    def coverage(self) -> tuple[str, ...]:
        """Say what was checked in each language, and what was not."""
        return tuple(
            f"Checked in {language(found.language).english}: {', '.join(found.checked)}."
            + (f" Not checked: {', '.join(found.unchecked)}." if found.unchecked else "")
            for found in self.head.coverage
        )

    @property
    def caveats(self) -> tuple[str, ...]:
        """Name the languages in which little can be checked."""
        return tuple(
            f"Little can be checked in {language(found.language).english}: no mark is no proof."
            for found in self.head.coverage
            if len(found.unchecked) > len(found.checked)
        )

    @property
    def summary(self) -> str:
        """Count stories, sentences and translations, and what is wrong with them."""
        counts = self.counts
        return (
            f"{counted(counts.entries, 'story', 'stories')}; "
            f"{counted(counts.sentences, 'sentence')}, {counts.unsupported} not supported; "
            f"{counted(counts.translations, 'translation')}, "
            f"{counts.translations_failed} with warnings"
        )


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
        name=locale.get_display_name() or code,
        english=locale.get_display_name("en") or code,
        direction="rtl" if locale.character_order == "right-to-left" else "ltr",
    )


def moment(iso: str) -> Moment:
    """Word an ISO 8601 date or date-time in English; a time without its offset says nothing."""
    value = datetime.fromisoformat(iso)
    day = format_date(value, "d MMMM y", locale="en")
    if value.tzinfo is None:
        return Moment(day, value.date().isoformat())
    return Moment(f"{day}, {value:%H:%M} {value.tzname()}", value.isoformat())


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
    """Return a link that may be followed: http or https, percent-encoded; else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return quote(parts.geturl(), safe="%/:=&?~#+!$,;@*")


def publisher(source: Provenance) -> str:
    """Name who published a text: the publisher, else the host, else the file that was read."""
    host = urlsplit(url).hostname if (url := safe_url(source.url)) else None
    return source.publisher or host or PurePath(source.location).name


def credit(source: Provenance) -> str:
    """Name the publisher, the byline and the agency."""
    return ", ".join(part for part in (publisher(source), source.byline, source.agency) if part)


def _heading(number: int, entry: Entry) -> Heading:
    sentences = entry.sentences
    translations = (t for s in sentences for t in s.translations.values())
    return Heading(
        number=number,
        anchor=quote(entry.id, safe=""),
        text=entry.headline.text,
        supported=entry.headline.supported,
        unsupported=sum(not s.supported for s in sentences),
        warnings=sum(bool(s.failed) for s in sentences if s.supported)
        + sum(bool(t.failed) for t in translations),
    )


def story_view(number: int, entry: Entry, languages: tuple[ReaderLanguage, ...]) -> StoryView:
    """Prepare an entry of a digest in these languages; stories are numbered from 1."""
    heading = _heading(number, entry)
    articles = {article.id: article for article in entry.articles}
    passages: dict[tuple[str, str, int, int], Passage] = {}

    def row(sentence: DigestSentence) -> Row:
        marks = []
        for proof in sentence.evidence:
            key = (proof.article, proof.field, proof.start, proof.end)
            if key not in passages:
                article = articles.get(proof.article)
                passages[key] = Passage(
                    number=len(passages) + 1,
                    anchor=f"{heading.anchor}-e{len(passages) + 1}",
                    evidence=proof,
                    article=article,
                    url=_passage_url(article.source.url, proof.text) if article else None,
                )
            marks.append(passages[key])
        return Row(quote(sentence.id, safe=""), sentence, tuple(marks))

    rows = tuple(row(sentence) for sentence in entry.sentences)
    translations = [t for s in entry.sentences for t in s.translations.values()]
    dates = [article.source.published for article in entry.articles if article.source.published]
    return StoryView(
        heading=heading,
        languages=languages,
        entry=entry,
        headline=rows[0],
        rows=rows[1:],
        passages=tuple(passages.values()),
        publishers=tuple(dict.fromkeys(publisher(article.source) for article in entry.articles)),
        published=moment(dates[0]) if dates else None,
        verdicts=Counter(
            check.status
            for checks in (*(s.checks for s in entry.sentences), *(t.checks for t in translations))
            for check in checks
        ),
    )


def _passage_url(url: str | None, text: str) -> str | None:
    """Link to the passage itself, by a text fragment (WICG Scroll to Text Fragment).

    A browser that does not know text fragments, or does not find the text, opens the page.
    """
    page = safe_url(url)
    if page is None or "#" in page:
        return page
    words = text.split()
    ends = (" ".join(words[:5]), " ".join(words[-5:])) if len(words) > 12 else (" ".join(words),)
    return f"{page}#:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"
