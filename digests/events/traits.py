"""What a story is about, in the form in which stories and events are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from articles.article import Article, Provenance
from language.topics import find_topics, sound_key
from models.tasks import Embedder

READ = 1_500
"""Characters of a text, its beginning, that say what it reports: background comes later."""
EMBEDDED = 400
"""Characters of title and beginning that are embedded."""
LISTENED = 800
"""Characters of a text in which names are listened for."""
_TITLE = 2
"""Times that the title counts, which names what is new."""


@dataclass(frozen=True)
class Traits:
    """What a story is about.

    ``words`` hold for their language, ``names`` and ``figures`` for any; ``vector`` is a unit
    vector of the embedder, ``moment`` the time of publication, or that of reading where it is not
    known.
    """

    language: str
    words: Counter[str]
    names: Counter[str]
    spoken: Counter[str]
    figures: frozenset[str]
    vector: NDArray[np.float32]
    moment: datetime
    text: str
    """What was read, in which the names of other languages are listened for."""


def read_traits(articles: Sequence[Article], embedder: Embedder) -> list[Traits]:
    """Return what each article is about; the embedder sees them in one batch."""
    vectors = embedder.embed([_beginning(article, EMBEDDED) for article in articles])
    return [_traits(article, vector) for article, vector in zip(articles, vectors, strict=True)]


def _traits(article: Article, vector: NDArray[np.float32]) -> Traits:
    text = (article.title + "\n\n") * _TITLE + _beginning(article, READ)
    topics = find_topics(text, article.language)
    for name in _hands(article):
        del topics.names[name]  # it tells who writes, not what of
    return Traits(
        article.language,
        topics.words,
        topics.names,
        topics.spoken,
        topics.figures,
        vector,
        moment_of(article),
        text[:LISTENED],
    )


def _beginning(article: Article, length: int) -> str:
    """Return the title and whole sentences after it, up to so many characters."""
    end = 0
    for sentence in article.sentences:
        if end and sentence.end > length:
            break
        end = sentence.end
    return f"{article.title}\n\n{article.text[: min(end or length, length)]}"


def moment_of(article: Article) -> datetime:
    """Return when an article was published; a day without a time counts as its noon."""
    return published_at(article.source)


def published_at(source: Provenance) -> datetime:
    """Return when a source was published, else when it was read; see `moment_of`."""
    published = source.published
    if published is None:
        return source.retrieved
    moment = datetime.fromisoformat(published)
    if len(published) == len("2023-09-18"):
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _hands(article: Article) -> set[str]:
    """Return the keys of the names of publisher, agency and author."""
    source = article.source
    names = " ".join(filter(None, (source.publisher, source.agency, source.byline)))
    return {key for word in re.findall(r"[^\W\d_]+", names) if (key := sound_key(word))}
