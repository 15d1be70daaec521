"""The digest as IPTC ninjs 3.1, a news object a line: one per entry and language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from digests.digest import DigestHead, Entry, EntryArticle
from digests.render.exchange import MACHINE_SOURCE, body, made_by, text_in, uri, utc
from digests.render.formats import File
from digests.render.view import DigestView, StoryView, credit, plain, publisher, safe_url
from digests.render.wording import MACHINE_MADE

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format."""
    return {"digest.ninjs.jsonl": File(partial(_story, head), _page)}


def _page(page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    yield from stories


def _story(head: DigestHead, story: StoryView) -> str:
    entry = story.entry
    languages = [None, *(t for t in head.targets if text_in(entry.headline, t) is not None)]
    return "".join(
        f"{json.dumps(_item(head, entry, target), ensure_ascii=False)}\n" for target in languages
    )


def _item(head: DigestHead, entry: Entry, target: str | None) -> dict[str, Any]:
    sentences = body(entry, target)
    return {
        "uri": uri(entry.id, target or head.source_language),
        "standard": _STANDARD,
        "type": "text",
        "profile": "text-only",
        "version": head.run,
        "versionCreated": utc(head.created),
        "language": target or head.source_language,
        "by": made_by(head, target),
        "edNote": MACHINE_MADE,
        "digitalSourceType": {"name": "Trained algorithmic media", "uri": MACHINE_SOURCE},
        "headlines": [
            {
                "role": "main",
                "contentType": "text/plain",
                "value": text_in(entry.headline, target),
            }
        ],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len("\n".join(sentences)),
                "value": "\n".join(sentences),
            }
        ],
        "infoSources": [_source(article) for article in entry.articles],
        "associations": [
            *_translations(head, entry, target),
            *(_article(article) for article in entry.articles),
        ],
    }


def _translations(head: DigestHead, entry: Entry, target: str | None) -> Iterator[dict[str, Any]]:
    for other in (None, *head.targets):
        if other != target and (headline := text_in(entry.headline, other)) is not None:
            yield {
                "name": headline,
                "rel": "hasTranslation" if target is None else "translationOf",
                "uri": uri(entry.id, other or head.source_language),
                "type": "text",
                "language": other or head.source_language,
            }


def _source(article: EntryArticle) -> dict[str, Any]:
    url = safe_url(article.source.url)
    return {
        "name": plain(publisher(article.source)),
        "role": "publisher",
        **({"uri": url} if url else {}),
    }


def _article(article: EntryArticle) -> dict[str, Any]:
    source = article.source
    known = {
        "versionCreated": _moment(source.published),
        "by": source.byline and plain(source.byline),
        "copyrightNotice": source.licence and plain(source.licence),
        "located": source.dateline and plain(source.dateline),
    }
    return {
        "name": plain(article.title),
        "rel": "isBasedOn",
        "uri": safe_url(source.url) or uri("article", article.id),
        "type": "text",
        "language": article.language,
        "title": plain(credit(source)),
        **{name: value for name, value in known.items() if value},
    }


def _moment(iso: str | None) -> str | None:
    """Write a time that has an offset; a bare day is no point in time."""
    moment = datetime.fromisoformat(iso) if iso else None
    return utc(moment) if moment and moment.tzinfo else None
