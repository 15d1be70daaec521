"""Reports of an event, as they arrive."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from articles.article import Article, Provenance, Removed, Story
from language.sentences import split_sentences

RETRIEVED = datetime(2024, 3, 9, tzinfo=UTC)


def report(
    text: str,
    language: str = "en",
    *,
    publisher: str | None = "Harbour Courier",
    published: str | None = "2024-03-05T09:00:00+00:00",
    byline: str | None = None,
    agency: str | None = None,
    title: str = "A title",
    section: str | None = None,
    url: str | None = None,
    removed: tuple[str, str] | None = None,
) -> Article:
    digest = sha256(f"{text}{publisher}{published}{title}".encode()).hexdigest()
    return Article(
        id=digest[:16],
        title=title,
        text=text,
        language=language,
        sentences=split_sentences(text, language),
        source=Provenance(
            location="reports.jsonl",
            sha256=digest,
            retrieved=RETRIEVED,
            publisher=publisher,
            published=published,
            byline=byline,
            agency=agency,
            section=section,
            url=url,
        ),
        removed=(Removed(text=removed[0], reason=removed[1]),) if removed else (),
    )


def story(*articles: Article) -> Story:
    return Story(id=articles[0].id, articles=articles)
