from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from articles.extract.marks import mark_of, mark_of_name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("share-bar", "share-bar"),
        ("article-share-buttons", "share-bar"),
        ("socialShare", "share-bar"),
        ("newsletter", "subscribe"),
        ("c-newsletter-signup__form", "subscribe"),
        ("wsj-newsletter-box", "subscribe"),
        ("related-articles", "related-link"),
        ("most-popular", "related-link"),
        ("post__comments", "comments"),
        ("cookie-banner", "cookie-notice"),
        ("wp-caption-text", "caption"),
        ("author-bio", "byline"),
        ("social-housing", None),
        ("share-price", None),
        ("popular-vote", None),
        ("newsletter-story-scandal", None),
        ("comment-by-minister", None),
        ("article__body", None),
        ("css-1q2w3e", None),
    ],
)
def test_names_count_word_by_word(name: str, reason: str | None) -> None:
    mark = mark_of_name(name)
    assert (mark.reason if mark else None) == reason


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<nav>x</nav>", "navigation"),
        ("<figcaption>x</figcaption>", "caption"),
        ("<div role='navigation'>x</div>", "navigation"),
        ("<div style='display: none'>x</div>", "hidden"),
        ("<div hidden>x</div>", "hidden"),
        ("<p class='lead'>x</p>", None),
    ],
)
def test_tags_and_attributes_count_as_well(html: str, reason: str | None) -> None:
    mark = mark_of(fragment_fromstring(html))
    assert (mark.reason if mark else None) == reason
