"""Extracts to articles: clean, split, check that there is a story to summarise."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from articles.article import Article, ArticleError, Removed, Source
from articles.clean.cleaning import clean
from articles.extract.characters import one_line
from articles.extract.extraction import MAX_CHARACTERS, Extract
from articles.extract.metadata import UNKNOWN, Metadata
from articles.publishers import canonical_url, find_agency, publisher_of
from language.detection import detect_language
from language.sentences import split_sentences

MIN_SENTENCES = 2
MIN_WORDS = 25
"""Below this a text is a title or a teaser, of which a summary can only be invented."""
MAX_SENTENCES = 2_000
MAX_REMOVED = 300
"""Blocks taken out that are kept one by one."""
MAX_FIELD = 500
"""Characters of a metadata field."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")


@dataclass(frozen=True)
class Origin:
    """The bytes that an article was read from, and where, when and under which defaults."""

    location: str
    data: bytes
    retrieved: datetime
    language: str
    defaults: Metadata = UNKNOWN


def make_article(extract: Extract, origin: Origin, declared: Metadata = UNKNOWN) -> Article:
    """Make an article of what was extracted; ``declared`` outweighs what the page says itself.

    Raises ArticleError where there is no title or no story, where it is too short or too long, in
    another language, or published on a day that cannot be.
    """
    location = origin.location
    known = declared.or_else(extract.metadata)
    cleaned = clean(extract.blocks, known.title or "")
    metadata = _tidy(known.or_else(cleaned.metadata).or_else(origin.defaults))
    text = "\n\n".join(cleaned.paragraphs)
    if not text:
        raise ArticleError(location, "no story text found", "give a text of several sentences")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            location,
            f"longer than an article can be ({len(text):,} characters)",
            f"split it into articles of at most {MAX_CHARACTERS:,} characters",
        )
    language = detect_language(text, origin.language)
    if language != origin.language:
        raise ArticleError(
            location,
            f"written in {language or 'no language that is known'}, not in {origin.language}",
            f"give articles in {origin.language}, or set the language of the input",
        )
    sentences = split_sentences(text, language)
    words = len(_WORD.findall(text))
    if len(sentences) < MIN_SENTENCES or words < MIN_WORDS:
        raise ArticleError(
            location,
            f"too short to summarise ({len(sentences)} sentences, {words} words)",
            f"give the whole article: at least {MIN_SENTENCES} sentences and {MIN_WORDS} words",
        )
    if len(sentences) > MAX_SENTENCES:
        raise ArticleError(
            location,
            f"longer than an article can be ({len(sentences):,} sentences)",
            f"split it into articles of at most {MAX_SENTENCES:,} sentences",
        )
    if not metadata.title:
        raise ArticleError(
            location,
            "no title",
            "put the title on the first line, or into the field `title`",
        )
    _check_date(metadata.published, origin)
    digest = hashlib.sha256(origin.data).hexdigest()
    return Article(
        id=digest[:16],
        title=metadata.title,
        text=text,
        language=language,
        sentences=sentences,
        source=Source(
            location=location,
            sha256=digest,
            retrieved=origin.retrieved,
            publisher=metadata.publisher or (publisher_of(metadata.url) if metadata.url else None),
            byline=metadata.byline,
            agency=metadata.agency,
            url=metadata.url,
            published=metadata.published,
            dateline=metadata.dateline,
            licence=metadata.licence,
        ),
        removed=_few((*extract.removed, *cleaned.removed)),
    )


def _few(removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """Keep each block that was taken out, those of a page of nothing else in one piece."""
    if len(removed) <= MAX_REMOVED:
        return removed
    rest = " / ".join(block.text for block in removed[MAX_REMOVED:])
    return (*removed[:MAX_REMOVED], Removed(text=rest[:MAX_CHARACTERS], reason="boilerplate"))


def _tidy(metadata: Metadata) -> Metadata:
    tidy = {
        field.name: one_line(value)[:MAX_FIELD] or None
        for field in fields(metadata)
        if (value := getattr(metadata, field.name))
    }
    agency = tidy.get("agency")
    return replace(
        Metadata(**tidy),
        url=canonical_url(metadata.url or ""),
        agency=agency and (find_agency(agency) or agency),
    )


def _check_date(published: str | None, origin: Origin) -> None:
    if published is None:
        return
    moment = datetime.fromisoformat(published)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # A day's margin: a date has no time zone.
    if not datetime(1600, 1, 1, tzinfo=UTC) <= moment <= origin.retrieved + timedelta(days=1):
        raise ArticleError(
            origin.location,
            f"published on {published}, which is not before it was retrieved",
            "correct the date of publication",
        )
