"""Feeds over the newest entries of all runs: Atom (RFC 4287) and JSON Feed 1.1, per language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from base.files import whole_file
from digests.delivery.event_files import history_address
from digests.delivery.runs import digests
from digests.delivery.settings import Delivery, Feeds
from digests.digest import DigestHead
from digests.render import wording
from digests.render.exchange import MACHINE_SOURCE, uri, utc, xml_text
from digests.render.phrases import Phrases, phrases
from digests.render.reading import Reading, is_translated, reading
from digests.render.templates import environment

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_SCHEME, _, _TERM = MACHINE_SOURCE.rpartition("/")

_story_html = environment().get_template("feed.html.jinja")


@dataclass(frozen=True)
class Item:
    """An entry of a feed."""

    head: DigestHead
    story: Reading
    language: str
    page: str | None

    @property
    def id(self) -> str:
        """Stays the same in every run that has the story."""
        return uri(self.story.entry.id, self.language)

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Addresses and names of the articles that have an address."""
        return [(line.url, line.credit) for line in self.story.sources if line.url]

    def html(self) -> str:
        """Write the story, with its sources and the label of machine-made text."""
        said = phrases(self.language)
        return _story_html.render(
            story=self.story, said=said, machine=wording.machine(said, self.head), page=self.page
        )


def write_feeds(out: Path, delivery: Delivery, settings: Feeds) -> list[Path]:
    """Write ``feed.<language>.atom`` and ``.json`` to an output folder; each is whole or absent.

    The languages are those of the newest run. A story that several runs have stands in the feed
    once, as the newest tells it.

    Raises:
        OSError: The folder cannot be written.

    """
    written = []
    for language, items in _items(out, delivery, settings.entries).items():
        said = phrases(language)
        title = settings.title or said.gettext("News digest")
        feeds = {
            f"feed.{language}.atom": _atom(items, said, title, delivery),
            f"feed.{language}.json": _json_feed(items, said, title, delivery),
        }
        for name, data in feeds.items():
            with whole_file(out / name) as file:
                file.write(data)
            written.append(out / name)
    return written


def _items(out: Path, delivery: Delivery, most: int) -> dict[str, list[Item]]:
    found: dict[str, dict[str, Item]] = {}
    for digest in digests(out):
        if not found:
            found = {language: {} for language in (digest.source_language, *digest.targets)}
        for entry in digest.entries:
            for language, items in found.items():
                if language not in (digest.source_language, *digest.targets):
                    continue
                if len(items) < most and is_translated(entry.headline, digest, language):
                    history = history_address(out, delivery, entry.id)
                    story = reading(digest, entry, language, history)
                    page = delivery.page(digest.run, story.anchor)
                    items.setdefault(entry.id, Item(digest, story, language, page))
        if all(len(items) >= most for items in found.values()):
            break
    return {language: list(items.values()) for language, items in found.items()}


def _address(delivery: Delivery, name: str) -> str:
    return f"{delivery.base_url.rstrip('/')}/{name}" if delivery.base_url else name


def _atom(items: Sequence[Item], said: Phrases, title: str, delivery: Delivery) -> bytes:
    code = said.language.code
    names: Any = {None: _ATOM}
    feed = etree.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": code}, names)
    _element(feed, "id", uri("feed", delivery.base_url or "", code))
    _element(feed, "title", title)
    _element(feed, "updated", utc(max((i.head.created for i in items), default=_NEVER)))
    _element(feed, "generator", "polydigest")
    _author(feed, said.gettext("News digest"))
    _link(feed, "self", "application/atom+xml", _address(delivery, f"feed.{code}.atom"), code)
    if delivery.base_url:
        _link(feed, "alternate", "text/html", _address(delivery, "index.html"), None)
    for item in items:
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _element(entry, "id", item.id)
        _element(entry, "title", item.story.title, type="text")
        _element(entry, "updated", utc(item.head.created))
        _author(entry, wording.machine(said, item.head))
        if item.page:
            _link(entry, "alternate", "text/html", item.page, code)
        for url, name in item.sources:
            _link(entry, "via", "text/html", url, None, title=xml_text(name))
        _element(entry, "category", "", term=_TERM, scheme=f"{_SCHEME}/")
        _element(entry, "content", item.html(), type="html")
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _element(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = xml_text(text) or None
    return element


def _author(parent: etree._Element, name: str) -> None:
    author = etree.SubElement(parent, f"{{{_ATOM}}}author")
    _element(author, "name", name)


def _link(
    parent: etree._Element, rel: str, kind: str, href: str, language: str | None, **more: str
) -> None:
    attributes = {"rel": rel, "type": kind, "href": href, **more}
    if language:
        attributes["hreflang"] = language
    etree.SubElement(parent, f"{{{_ATOM}}}link", attributes)


def _json_feed(items: Sequence[Item], said: Phrases, title: str, delivery: Delivery) -> bytes:
    code = said.language.code
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": code,
        "authors": [{"name": said.gettext("News digest")}],
        "items": [_json_item(item, said) for item in items],
    }
    if delivery.base_url:
        feed["home_page_url"] = _address(delivery, "index.html")
        feed["feed_url"] = _address(delivery, f"feed.{code}.json")
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: Item, said: Phrases) -> dict[str, Any]:
    original = item.sources[0][0] if item.sources else None
    known = {"url": item.page, "external_url": original}
    return {
        "id": item.id,
        **{name: value for name, value in known.items() if value},
        "title": item.story.title,
        "content_html": item.html(),
        "language": item.language,
        "date_published": utc(item.head.created),
        "authors": [{"name": wording.machine(said, item.head)}],
        "_polydigest": {
            "run": item.head.run,
            "entry": item.story.entry.id,
            "digital_source_type": MACHINE_SOURCE,
            "sources": [url for url, _ in item.sources],
        },
    }
