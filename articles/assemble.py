"""Extracts to articles: clean, split, check that there is a story to summarise."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from articles.article import Article, ArticleError, Provenance, Removed
from articles.clean.cleaning import Cleaned, clean
from articles.extract.characters import normalise, one_line
from articles.extract.encodings import is_garbled
from articles.extract.extraction import MAX_CHARACTERS, Extract
from articles.extract.media import extract
from articles.extract.metadata import UNKNOWN, Metadata
from articles.locations import source_url
from articles.publishers import find_agency, publisher_of
from base.errors import either
from base.showing import number_of
from language.detection import detect_language
from language.sentences import Sentence, split_sentences

MIN_SENTENCES = 2
MIN_WORDS = 25
"""Below this a text is a title or a teaser, of which a summary can only be invented."""
MAX_SENTENCES = 2_000
MAX_REMOVED = 300
"""Blocks taken out that are kept one by one."""
MAX_FIELD = 500
"""Characters of a metadata field."""

_MAX_LOCATION = 4_096
_MAX_TAGS = 50
_DAY = timedelta(days=1)
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


def article_of(
    origin: RawArticle, body: bytes, media_type: str, declared: Metadata = UNKNOWN
) -> Article:
    """Make an article of a text of some media type; see `make_article`."""
    return make_article(extract(body, media_type, origin.location), origin, declared)


def make_article(extracted: Extract, origin: RawArticle, declared: Metadata = UNKNOWN) -> Article:
    """Make an article of what was extracted; ``declared`` outweighs what the page says itself.

    A date on which it cannot have been published is passed over for the next that is given, with a
    note.

    Raises ArticleError where there is no title or no story, where it is too short or too long, or
    in another language.
    """
    location = origin.location
    known = declared.or_else(extracted.metadata)
    cleaned = clean(extracted.blocks, known.title or "", known.byline or "")
    metadata = _tidy(known.or_else(cleaned.metadata).or_else(origin.defaults))
    text = "\n\n".join(cleaned.paragraphs)
    doubtful = tuple(_ranges(cleaned))
    language, sentences = _judged(
        text, metadata.title or "", doubtful, location, origin.languages, origin.languages[0]
    )
    published, notes = _possible_date(
        (metadata.published, extracted.metadata.published, *extracted.other_dates),
        origin.retrieved,
    )
    digest = hashlib.sha256(origin.data).hexdigest()
    return Article(
        id=digest[:16],
        title=metadata.title or "",
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
        removed=_few((*extracted.removed, *cleaned.removed)),
        doubtful=doubtful,
        notes=(*extracted.notes, *notes),
    )


def remade(article: Article, location: str, languages: tuple[str, ...]) -> Article:
    """Make an article anew of one that was read from ``location`` as it was made before.

    Whoever wrote the file may have written anything: only what cannot be found out again is taken
    from it, such as where and when its text was got, and none of that at more than its length.

    Raises ArticleError as `make_article` does, or where it cannot have been made when it says.
    """
    source = article.source
    if not datetime(1990, 1, 1, tzinfo=UTC) <= source.retrieved <= datetime.now(UTC) + _DAY:
        raise ArticleError(
            location,
            f"got on {source.retrieved.date()}, which cannot be",
            "ingest the source again",
        )
    known = {field.name for field in fields(Metadata)} & set(Provenance.model_fields)
    metadata = _tidy(
        Metadata(title=article.title, **{name: getattr(source, name) for name in known})
    )
    text = normalise(article.text)
    # Ranges are of the text as it was.
    doubtful = _merged(article.doubtful) if text == article.text else ()
    likeliest = article.language if article.language in languages else languages[0]
    language, sentences = _judged(
        text, metadata.title or "", doubtful, location, languages, likeliest
    )
    published, notes = _possible_date((source.published,), source.retrieved)
    return Article(
        id=source.sha256[:16],
        title=metadata.title or "",
        text=text,
        language=language,
        sentences=sentences,
        source=source.model_copy(
            update={
                **{name: getattr(metadata, name) for name in known},
                "location": one_line(source.location)[:_MAX_LOCATION],
                "published": published,
                "section": _short(source.section or "") or None,
                "tags": tuple(map(_short, source.tags[:_MAX_TAGS])),
                "opt_outs": tuple(map(_short, source.opt_outs[:_MAX_TAGS])),
            }
        ),
        removed=_few(
            tuple(
                Removed(text=one_line(each.text)[:MAX_CHARACTERS], reason=_short(each.reason))
                for each in article.removed
            )
        ),
        doubtful=doubtful,
        notes=tuple(dict.fromkeys((*map(_short, article.notes[:_MAX_TAGS]), *notes))),
    )


def _short(text: str) -> str:
    return one_line(text)[:MAX_FIELD]


def _merged(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ranges in order, those that touch one another as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _judged(
    text: str,
    title: str,
    doubtful: Sequence[tuple[int, int]],
    location: str,
    languages: tuple[str, ...],
    likeliest: str,
) -> tuple[str, tuple[Sentence, ...]]:
    """Return language and sentences of a story that can be digested.

    Raises ArticleError where it cannot be.
    """
    if not text:
        raise ArticleError(location, "no story text found", "give a text of several sentences")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            location,
            f"longer than an article can be ({len(text):,} characters)",
            f"split it into articles of at most {MAX_CHARACTERS:,} characters",
        )
    if is_garbled(text) or is_garbled(title):
        raise ArticleError(
            location,
            "mojibake: its text went through a wrong encoding",
            "save it anew from its source as UTF-8",
        )
    language = detect_language(text, likeliest)
    if language not in languages:
        wanted = either(languages)
        raise ArticleError(
            location,
            f"written in {language or 'no language that is known'}, not in {wanted}",
            f"give articles in {wanted}, or set the languages of the input",
        )
    sentences = split_sentences(text, language)
    told = [
        each for each in sentences if not any(start <= each.start < end for start, end in doubtful)
    ]
    words = sum(len(_WORD.findall(each.text)) for each in told)
    if len(told) < MIN_SENTENCES or words < MIN_WORDS:
        raise ArticleError(
            location,
            f"too short to summarise ({number_of(len(told), 'sentence')}, "
            f"{number_of(words, 'word')})",
            f"give the whole article: at least {MIN_SENTENCES} sentences and {MIN_WORDS} words",
        )
    if len(sentences) > MAX_SENTENCES:
        raise ArticleError(
            location,
            f"longer than an article can be ({len(sentences):,} sentences)",
            f"split it into articles of at most {MAX_SENTENCES:,} sentences",
        )
    if not title:
        raise ArticleError(
            location,
            "no title",
            "put the title on the first line, or into the field `title`",
        )
    return language, sentences


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
        url=source_url(metadata.url or ""),
        agency=agency and (find_agency(agency) or agency),
    )


def _ranges(cleaned: Cleaned) -> Iterator[tuple[int, int]]:
    """Yield where the doubtful paragraphs are in the text."""
    start = 0
    for number, paragraph in enumerate(cleaned.paragraphs):
        if number in cleaned.doubtful:
            yield start, start + len(paragraph)
        start += len(paragraph) + 2


def _can_be(published: str, retrieved: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return False
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # A day's margin: a date has no time zone.
    return datetime(1600, 1, 1, tzinfo=UTC) <= moment <= retrieved + _DAY


def _possible_date(
    declared: Sequence[str | None], retrieved: datetime
) -> tuple[str | None, tuple[str, ...]]:
    """Return the first date on which an article can have been published, with notes on others."""
    wrong = []
    for published in dict.fromkeys(declared):
        if published is None:
            continue
        if _can_be(published, retrieved):
            break
        wrong.append(published)
    else:
        published = None
    instead = f"{published} is taken" if published else "none is known"
    return published, tuple(
        f"declared as published on {each}, which cannot be: {instead}" for each in wrong
    )
