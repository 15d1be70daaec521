"""A digest as four tables: entries, sentences, evidence, checks; keyed by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from checks.verdict import Check
from digests.digest import DigestHead, DigestSentence, Entry
from digests.render.exchange import MACHINE_SOURCE
from digests.render.view import publisher, safe_url
from digests.report import author

Row = tuple[str | int | float | bool | None, ...]
CellType = type[str] | type[int] | type[float] | type[bool]


class Table(NamedTuple):
    """The columns of a table by name, with their types, and the rows that an entry has in it."""

    columns: Mapping[str, CellType]
    rows: Callable[[DigestHead, Entry], Iterator[Row]]


def _entries(head: DigestHead, entry: Entry) -> Iterator[Row]:
    source = entry.articles[0].source if entry.articles else None
    yield (
        entry.id,
        head.created.isoformat(),
        entry.headline.text,
        head.source_language,
        len(entry.articles),
        publisher(source) if source else None,
        source.published if source else None,
        safe_url(source.url) if source else None,
        len(entry.summary),
        sum(not sentence.supported for sentence in entry.sentences),
        sum(check.status == "failed" for _, _, check in _checked(head, entry)),
        entry.fingerprint,
    )


def _sentences(head: DigestHead, entry: Entry) -> Iterator[Row]:
    for position, sentence in enumerate(entry.sentences):
        written = sentence.origin == "model"
        yield (
            sentence.id,
            entry.id,
            position,
            head.source_language,
            sentence.origin,
            sentence.text,
            sentence.supported,
            None,
            author(head.models, sentence.origin, head.source_language),
            MACHINE_SOURCE if written else None,
            len(sentence.failed),
        )
        for translation in sentence.translations.values():
            yield (
                sentence.id,
                entry.id,
                position,
                translation.target,
                "translation",
                translation.text,
                sentence.supported,
                translation.attempts,
                author(head.models, "translation", translation.target),
                MACHINE_SOURCE,
                len(translation.failed),
            )


def _evidence(head: DigestHead, entry: Entry) -> Iterator[Row]:
    sources = {article.id: article.source for article in entry.articles}
    for sentence in entry.sentences:
        for proof in sentence.evidence:
            source = sources.get(proof.article)
            yield (
                sentence.id,
                entry.id,
                proof.article,
                publisher(source) if source else None,
                safe_url(source.url) if source else None,
                proof.field,
                proof.start,
                proof.end,
                proof.text,
                proof.score,
            )


def _checks(head: DigestHead, entry: Entry) -> Iterator[Row]:
    for sentence, language, check in _checked(head, entry):
        yield (
            sentence.id,
            entry.id,
            language,
            check.name,
            check.status,
            check.expected,
            check.seen,
            check.reason,
        )


def _checked(head: DigestHead, entry: Entry) -> Iterator[tuple[DigestSentence, str, Check]]:
    for sentence in entry.sentences:
        for check in sentence.checks:
            yield sentence, head.source_language, check
        for translation in sentence.translations.values():
            for check in translation.checks:
                yield sentence, translation.target, check


TABLES = {
    "entries": Table(
        {
            "entry": str,
            "digested": str,
            "headline": str,
            "language": str,
            "articles": int,
            "publisher": str,
            "published": str,
            "url": str,
            "sentences": int,
            "unsupported": int,
            "failed_checks": int,
            "fingerprint": str,
        },
        _entries,
    ),
    "sentences": Table(
        {
            "sentence": str,
            "entry": str,
            "position": int,
            "language": str,
            "origin": str,
            "text": str,
            "supported": bool,
            "attempts": int,
            "model": str,
            "digital_source_type": str,
            "failed_checks": int,
        },
        _sentences,
    ),
    "evidence": Table(
        {
            "sentence": str,
            "entry": str,
            "article": str,
            "publisher": str,
            "url": str,
            "field": str,
            "start": int,
            "end": int,
            "text": str,
            "score": float,
        },
        _evidence,
    ),
    "checks": Table(
        {
            "sentence": str,
            "entry": str,
            "language": str,
            "check": str,
            "status": str,
            "expected": str,
            "seen": str,
            "reason": str,
        },
        _checks,
    ),
}
