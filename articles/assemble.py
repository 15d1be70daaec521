"""Extracts to articles: clean, split, check that there is a story to summarise."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from articles.article import Article, ArticleError, Provenance, Removed
from articles.clean.cleaning import Cleaned, clean
from articles.extract.characters import one_line
from articles.extract.encodings import is_garbled
from articles.extract.extraction import MAX_CHARACTERS, Extract
from articles.extract.metadata import UNKNOWN, Metadata
from articles.publishers import canonical_url, find_agency, publisher_of
from base.errors import either
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
class RawArticle:
    """The bytes that an article was read from, and where, when and under which defaults."""

    location: str
    data: bytes
    retrieved: datetime
    languages: tuple[str, ...]
    """Of articles that are wanted, the likeliest first."""
    defaults: Metadata = UNKNOWN


def make_article(extract: Extract, origin: RawArticle, declared: Metadata = UNKNOWN) -> Article:
    """Make an article of what was extracted; ``declared`` outweighs what the page says itself.

    A date on which it cannot have been published is passed over for the next that is given, with a
    note.

    Raises ArticleError where there is no title or no story, where it is too short or too long, or
    in another language.
    """
    location = origin.location
    known = declared.or_else(extract.metadata)
    cleaned = clean(extract.blocks, known.title or "", known.byline or "")
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
    if is_garbled(text) or is_garbled(metadata.title or ""):
        raise ArticleError(
            location,
            "mojibake: its text went through a wrong encoding",
            "save it anew from its source as UTF-8",
        )
    language = detect_language(text, origin.languages[0])
    if language not in origin.languages:
        wanted = either(origin.languages)
        raise ArticleError(
            location,
            f"written in {language or 'no language that is known'}, not in {wanted}",
            f"give articles in {wanted}, or set the languages of the input",
        )
    sentences = split_sentences(text, language)
    doubtful = tuple(_ranges(cleaned))
    told = [
        each for each in sentences if not any(start <= each.start < end for start, end in doubtful)
    ]
    words = sum(len(_WORD.findall(each.text)) for each in told)
    if len(told) < MIN_SENTENCES or words < MIN_WORDS:
        raise ArticleError(
            location,
            f"too short to summarise ({len(told)} sentences, {words} words)",
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
    published, notes = _possible_date(
        (metadata.published, extract.metadata.published, *extract.other_dates), origin
    )
    digest = hashlib.sha256(origin.data).hexdigest()
    return Article(
        id=digest[:16],
        title=metadata.title,
        text=text,
        language=language,
        sentences=sentences,
        source=Provenance(
            location=location,
            sha256=digest,
            retrieved=origin.retrieved,
            publisher=metadata.publisher or (publisher_of(metadata.url) if metadata.url else None),
            byline=metadata.byline,
            agency=metadata.agency,
            url=metadata.url,
            published=published,
            dateline=metadata.dateline,
            licence=metadata.licence,
        ),
        removed=_few((*extract.removed, *cleaned.removed)),
        doubtful=doubtful,
        notes=(*extract.notes, *notes),
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


def _ranges(cleaned: Cleaned) -> Iterator[tuple[int, int]]:
    """Yield where the doubtful paragraphs are in the text."""
    start = 0
    for number, paragraph in enumerate(cleaned.paragraphs):
        if number in cleaned.doubtful:
            yield start, start + len(paragraph)
        start += len(paragraph) + 2


def _can_be(published: str, origin: RawArticle) -> bool:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return False
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # A day's margin: a date has no time zone.
    return datetime(1600, 1, 1, tzinfo=UTC) <= moment <= origin.retrieved + timedelta(days=1)


def _possible_date(
    declared: Sequence[str | None], origin: RawArticle
) -> tuple[str | None, tuple[str, ...]]:
    """Return the first date on which an article can have been published, with notes on others."""
    wrong = []
    for published in dict.fromkeys(declared):
        if published is None:
            continue
        if _can_be(published, origin):
            break
        wrong.append(published)
    else:
        published = None
    instead = f"{published} is taken" if published else "none is known"
    return published, tuple(
        f"declared as published on {each}, which cannot be: {instead}" for each in wrong
    )
