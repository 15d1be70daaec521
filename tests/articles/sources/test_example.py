from __future__ import annotations

from articles.article import Article
from articles.fetch.fetcher import Fetcher
from articles.sources import read_source
from examples.feed import serving


def test_the_example_feed_is_read_in_full() -> None:
    with serving() as source, Fetcher() as fetcher:
        found = list(read_source(source, fetcher))
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found) == 3
    assert sorted("#" in article.source.location for article in articles) == [False, False, True]
