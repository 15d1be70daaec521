from __future__ import annotations

from pathlib import Path

import pytest

from articles.article import Article
from articles.sources import read_articles
from checks.registry import SUMMARY_CHECKS, make_summary_checks
from tests.checks.summary.texts import ARTICLE, PUBLISHED, context

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "articles"


@pytest.mark.parametrize("sentence", ARTICLE)
@pytest.mark.parametrize("name", SUMMARY_CHECKS)
def test_a_source_sentence_passes_every_check(name: str, sentence: str) -> None:
    verdict = SUMMARY_CHECKS[name]().verdict(
        context(sentence, sentence, source="\n\n".join(ARTICLE), published=PUBLISHED)
    )
    assert verdict.status != "failed", verdict


def test_every_sentence_of_the_example_articles_passes_every_check() -> None:
    checks = make_summary_checks({})
    articles = [a for a in read_articles([str(EXAMPLES)]) if isinstance(a, Article)]
    assert len(articles) >= 8
    for article in articles:
        for sentence in article.sentences:
            verdicts = [
                check.verdict(
                    context(
                        sentence.text,
                        sentence.text,
                        source=f"{article.title}\n\n{article.text}",
                        published=article.source.published_on,
                    )
                )
                for check in checks
            ]
            assert not [v for v in verdicts if v.status == "failed"], sentence.text
