"""Corrections: sentences of earlier digests whose sources were changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from articles.article import Article
from digests.digest import Entry
from digests.events.records import Correction
from digests.evidence import Evidence

_ALIKE = 50
"""Likeness, of 100, from which on a sentence of the new version is in place of the old one."""


def find_corrections(
    articles: Sequence[Article], told: Iterable[tuple[str, Entry]]
) -> tuple[Correction, ...]:
    """Find what earlier digests said that new versions of their articles do not say any more.

    Args:
        articles: Of this run; one with the URL of an article cited before is its new version.
        told: Earlier runs and what each said, oldest first.

    """
    versions = {article.source.url: article for article in articles if article.source.url}
    found = [correction for run, entry in told for correction in _of_entry(run, entry, versions)]
    # A later digest that repeated the sentence is corrected once.
    return tuple({correction.text: correction for correction in found}.values())


def _of_entry(run: str, entry: Entry, versions: dict[str, Article]) -> Iterator[Correction]:
    newer = {
        article.id: versions[article.source.url]
        for article in entry.articles
        if article.source.url in versions and versions[article.source.url].id != article.id
    }
    for sentence in entry.sentences:
        for evidence in sentence.evidence:
            version = newer.get(evidence.article)
            if version is None or evidence.text in (version.title, *_sentences(version)):
                continue
            yield Correction(
                run=run,
                sentence=sentence.id,
                text=sentence.text,
                translations={t: each.text for t, each in sorted(sentence.translations.items())},
                before=evidence.model_copy(update={"run": evidence.run or run}),
                after=_in_place(evidence, version),
            )
            break


def _sentences(article: Article) -> list[str]:
    return [sentence.text for sentence in article.sentences]


def _in_place(evidence: Evidence, version: Article) -> Evidence | None:
    """Return what a new version says in the place of a passage that it has not."""
    if evidence.field == "title":
        return Evidence.of_title(version.id, version.title)
    match = process.extractOne(
        evidence.text, _sentences(version), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    if match is None:
        return None
    sentence = version.sentences[match[2]]
    return Evidence(article=version.id, score=1.0, **sentence.model_dump())
