"""The digest as JSON-LD in the terms of schema.org: an article per entry and language.

A translation is a work of its own (``translationOfWork``). The articles of the story stand under
``isBasedOn``, the passages that the sentences rest on under ``citation``; both on the original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from digests.digest import DigestHead, Entry, EntryArticle
from digests.render.exchange import body, made_by, text_in, uri
from digests.render.formats import File
from digests.render.phrases import phrases
from digests.render.view import DigestView, StoryView, credit, plain, publisher, safe_url
from digests.render.wording import title

_CONTEXT = "https://schema.org"
_MACHINE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format."""
    return {"digest.jsonld": File(partial(_story, head), _page)}


def _page(page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    head = page.head
    collection = {
        "@type": "Collection",
        "@id": uri("run", head.run),
        "name": title(phrases(head.source_language), head),
        "identifier": head.run,
        "dateCreated": head.created.isoformat(),
        "inLanguage": [head.source_language, *head.targets],
        "creditText": made_by(head),
        "digitalSourceType": _MACHINE,
        "collectionSize": len(page.contents),
    }
    yield f'{{"@context": "{_CONTEXT}", "@graph": [\n{_json(collection)}'
    for story in stories:
        yield ",\n"
        yield story
    yield "\n]}\n"


def _story(head: DigestHead, story: StoryView) -> str:
    entry = story.entry
    translations = [
        target for target in head.targets if text_in(entry.headline, target) is not None
    ]
    works = [
        _original(head, entry, translations),
        *(_translation(head, entry, target) for target in translations),
    ]
    return ",\n".join(map(_json, works))


def _original(head: DigestHead, entry: Entry, targets: list[str]) -> dict[str, Any]:
    return _work(head, entry, None) | {
        "isBasedOn": [_article(article) for article in entry.articles],
        "citation": [
            {
                "@type": "Quotation",
                "text": plain(proof.text),
                "isPartOf": {"@id": uri("article", proof.article)},
            }
            for proof in dict.fromkeys(p for s in entry.sentences for p in s.evidence)
        ],
        "workTranslation": [{"@id": uri(entry.id, target)} for target in targets],
    }


def _translation(head: DigestHead, entry: Entry, target: str) -> dict[str, Any]:
    original = {"@id": uri(entry.id, head.source_language)}
    return _work(head, entry, target) | {"translationOfWork": original}


def _work(head: DigestHead, entry: Entry, target: str | None) -> dict[str, Any]:
    language = target or head.source_language
    return {
        "@type": "NewsArticle",
        "@id": uri(entry.id, language),
        "identifier": entry.id,
        "inLanguage": language,
        "headline": text_in(entry.headline, target),
        "articleBody": "\n".join(body(entry, target)),
        "dateCreated": head.created.isoformat(),
        "creditText": made_by(head, target),
        "digitalSourceType": _MACHINE,
    }


def _article(article: EntryArticle) -> dict[str, Any]:
    source = article.source
    known = {
        "url": safe_url(source.url),
        "datePublished": source.published,
        "dateline": source.dateline and plain(source.dateline),
        "copyrightNotice": source.licence and plain(source.licence),
    }
    return {
        "@type": "NewsArticle",
        "@id": uri("article", article.id),
        "headline": plain(article.title),
        "inLanguage": article.language,
        "publisher": {"@type": "Organization", "name": plain(publisher(source))},
        "creditText": plain(credit(source)),
        **{name: value for name, value in known.items() if value},
    }


def _json(value: dict[str, Any]) -> str:
    # It is made to be put into a page, where `</script>` would end it.
    return json.dumps(value, ensure_ascii=False).replace("<", r"\u003c")
