"""What a page declares of its article, and what its headline, byline and clock say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.clean.furniture import word_count
from articles.extract.bylines import byline_names, people_of
from articles.extract.characters import one_line
from articles.extract.dates import likely_date
from articles.extract.json_ld import Declaration, read_json_ld
from articles.extract.marks import inherited, mark_of
from articles.locations import source_url
from articles.publishers import known_publisher

_DATE_METAS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date.created",
    "cxenseparse:recs:publishtime", "publish-date", "publishdate", "publish_date", "pubdate",
    "publication_date", "article_date_original", "article.published", "dc.date", "dcterms.date",
    "date", "weibo:article:create_at", "apub:time", "timestamp",
)  # fmt: skip
_AUTHOR_METAS = (
    "author", "parsely-author", "sailthru.author", "article:author_name", "dc.creator", "byl",
    "dcterms.creator", "article:author", "cxenseparse:author", "twitter:data1",
)  # fmt: skip
_OTHERS = {"related-link", "comments", "navigation", "share-bar", "subscribe", "hidden"}
_SEPARATOR = r"\s*(?:--+|\||•|·|»|«|\*|::|(?<=\s)[-–—:/](?=\s)|(?<=\w):(?=\s))\s*"
MAX_TITLE = 500
"""Characters of a headline, or of the name of a site."""
MAX_HEADINGS = 20
"""Headings of the first rank that are looked at: a page has one, or a few."""
_NOT_WORD = re.compile(r"[\W_]+")
_LINE = 120
"""Characters of a line that says who signs."""
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=/|-|_|\.|$)")


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold().removeprefix("the")


@dataclass(frozen=True)
class PageMetadata:
    """What one page says of its article; each property is worked out when it is asked for."""

    tree: HtmlElement
    _own: dict[HtmlElement, bool] = field(default_factory=dict, init=False, repr=False)
    """Whether elements are about the article."""

    @cached_property
    def json_ld(self) -> Declaration:
        """What its JSON-LD declares."""
        return read_json_ld(self.tree)

    @cached_property
    def _metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for meta in self.tree.iter("meta"):
            content = one_line(meta.get("content") or "")
            name = meta.get("property") or meta.get("name") or meta.get("itemprop")
            if content and name and self._is_own(meta):
                found.setdefault(name.lower().strip(), content)
        return found

    @cached_property
    def url(self) -> str | None:
        """The canonical address."""
        links = self.tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
        shared = (
            str(meta.get("content") or "")
            for meta in self.tree.iter("meta")
            if (meta.get("property") or meta.get("name")) == "og:url" and self._is_own(meta)
        )
        declared = itertools.chain(links, shared, self.json_ld.urls)
        return next((url for each in declared if (url := source_url(str(each)))), None)

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """By what names the site goes, the best known first."""
        host = (urlsplit(self.url or "").hostname or "").removeprefix("www.")
        known = known_publisher(self.url) if self.url else None
        names = [
            known or "",
            self._metas.get("og:site_name", ""),
            *self.json_ld.publishers,
            *self.json_ld.site_names,
            self._metas.get("application-name", ""),
            self._metas.get("twitter:site", "").lstrip("@"),
            self._metas.get("apple-mobile-web-app-title", ""),
            host,
            host.rpartition(".")[0],
        ]
        return tuple(
            dict.fromkeys(one_line(name[:MAX_TITLE]) for name in names if _key(name[:MAX_TITLE]))
        )

    @cached_property
    def _site_keys(self) -> frozenset[str]:
        return frozenset(map(_key, self.site_names))

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return self.json_ld.is_article or self._metas.get("og:type", "").startswith("article")

    @property
    def publisher(self) -> str | None:
        """The name of the publisher: a known one's, else as declared, slogans aside."""
        known = known_publisher(self.url) if self.url else None
        declared = [
            name
            for name in (self._metas.get("og:site_name", ""), *self.json_ld.publishers)
            if _key(name) and not re.search(r"^https?:|^\S+\.\w{2,12}$", name.strip())
        ]
        # A slogan is longer than the name that is declared elsewhere.
        short = [name for name in declared if len(name.split()) <= 5]
        return known or next(iter(short or declared), None)

    @cached_property
    def headings(self) -> list[tuple[HtmlElement, str]]:
        """The main headings with their text, without logos and those of other articles."""
        found = []
        for element in self.tree.iter("h1"):
            text = _short_text(element, MAX_TITLE)
            if text and not self._is_site(text) and self._is_own(element):
                found.append((element, text))
            if len(found) == MAX_HEADINGS:
                break
        return found

    @cached_property
    def title(self) -> str | None:
        """The headline, without the name of the site."""
        declared = [
            one_line(each)[:MAX_TITLE]
            for each in (
                *self.json_ld.headlines[:1],
                self._metas.get("og:title", ""),
                self._metas.get("twitter:title", ""),
                *(str(each) for each in self.tree.xpath("//head/title/text()")[:1]),
            )
            if one_line(each)
        ]
        headings = [text for _, text in self.headings]
        titles = [self._without_site(each, [*headings, *declared]) for each in declared]
        titles = [each for each in titles if each and not self._is_site(each)]
        if len(headings) == 1:
            titles.insert(1, headings[0])
        elif not titles:
            titles = headings
        for number, title in enumerate(titles):
            others = titles[:number] + titles[number + 1 :]
            longer = [each for each in others if _is_cut(title, each)]
            # A headline that shares no word with any other is another article's.
            if not others or any(_alike(title, each) for each in others):
                return longer[0] if longer else title
        return next(iter(titles), None)

    @property
    def has_long_title(self) -> bool:
        """Whether its headline is cut off."""
        return len(self.title or "") == MAX_TITLE

    def _is_site(self, text: str) -> bool:
        return _key(text) in self._site_keys

    def _without_site(self, title: str, others: Sequence[str]) -> str:
        """Take the site's name and its sections off the ends of a title."""
        known = {_key(each) for each in others if each != title}
        parts = [
            (m.start(), m.end()) for m in re.finditer(_SEPARATOR, title) if m.end() > m.start()
        ]
        for start, end in reversed(parts):
            if _key(title[:start]) in known and word_count(title[:start]) >= 3:
                return title[:start].strip()
            if _key(title[end:]) in known and ":" not in title[start:end]:
                return title[end:].strip()
        while parts:
            start, end = parts[-1]
            if self._is_site_part(title[end:]):
                title, parts = title[:start].rstrip(), parts[:-1]
                continue
            start, end = parts[0]
            if self._is_site_part(title[:start]):
                return self._without_site(title[end:].lstrip(), others)
            break
        return title

    def _is_site_part(self, part: str) -> bool:
        key = _key(part)
        if not key:
            return True
        return any(
            key == name or (len(name) >= 4 and len(key) >= 4
            and (key.startswith(name) or name.startswith(key)) and abs(len(key) - len(name)) <= 12)
            for name in self._site_keys
        )  # fmt: skip

    @property
    def description(self) -> str:
        """The standfirst as far as it is declared."""
        declared = (
            self._metas.get("og:description", ""),
            self._metas.get("description", ""),
            self.json_ld.description,
        )
        return "\n".join(each for each in declared if each)

    def dates(self) -> Iterator[str]:
        """Yield the dates of publication that the page gives, those most to be relied on first."""
        yield from _dates(self.json_ld.published[:1])
        yield from _dates(self._metas[name] for name in _DATE_METAS if name in self._metas)
        clocks = [
            each
            for each in self.tree.xpath("//*[self::time or @itemprop='datePublished']")[:200]
            if self._is_own(each)
        ]
        marked = [
            each
            for each in clocks
            if each.get("pubdate") is not None or each.get("itemprop") == "datePublished"
        ]
        framed = [
            each
            for each in clocks
            if any(p.tag in {"article", "main"} for p in each.iterancestors())
        ]
        for each in (*marked, *framed):
            yield from _dates([each.get("datetime") or each.get("content") or each.text or ""])
        yield from _dates(self.json_ld.published[1:])
        if day := _URL_DAY.search(urlsplit(self.url or "").path):
            yield from _dates(["-".join(day.groups())])

    def authors(self) -> Iterator[Sequence[str]]:
        """Yield the names that each place gives, those most to be relied on first."""
        yield self.json_ld.authors
        declared = [self._metas[name] for name in _AUTHOR_METAS if name in self._metas]
        yield [each for each in declared[:1] if "://" not in each]
        for where in (
            "descendant::*[@itemprop='name'][ancestor::*[@itemprop='author']]"
            " | descendant::a[@rel='author']",
            "descendant::*[@class][contains(@class, 'byline') or contains(@class, 'author')]",
        ):
            named = [
                (each, text)
                for each in self.tree.xpath(where)[:20]
                if self._is_own(each)
                and (text := _short_text(each, _LINE))
                and ("@itemprop" in where or byline_names(text) or _is_name(text))
            ]
            # Those who sign together stand together; further down others sign their teasers.
            around = {p for each, _ in named[:1] for p in [*each.iterancestors()][:3]}
            yield [text for each, text in named if around & set([*each.iterancestors()][:3])]
        yield [each for each in declared[1:] if "://" not in each]

    def _is_own(self, element: HtmlElement) -> bool:
        """Whether an element is about the article, not about a comment, a teaser or the site."""
        return inherited(
            element, self._own, True, lambda each, above: above and not _is_of_others(each)
        )


def _is_of_others(element: HtmlElement) -> bool:
    """Whether an element by itself is about a comment, a teaser or the site."""
    if element.tag in {"aside", "nav", "footer"}:
        return True
    if element.tag in {"html", "body", "main", "article", "head"}:
        return False
    mark = mark_of(element)
    return (
        mark is not None
        and mark.reason in _OTHERS
        and (mark.is_strong or mark.reason == "comments")
    )


def _short_text(element: HtmlElement, most: int) -> str:
    """Return the text of an element on one line, or nothing where it is longer than ``most``."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(" ".join(piece.split()))
        if length > 2 * most:
            return ""
    text = one_line(" ".join("".join(pieces).split()))
    return text if len(text) <= most else ""


def _is_name(text: str) -> bool:
    return bool(people_of([text])) and len(text.split()) in {2, 3, 4}


def _alike(one: str, other: str) -> bool:
    """Whether two headlines may be of one article: they share words, or pairs of characters."""
    first, second = (
        set(re.findall(r"\w{4,}", each.casefold()))
        | {each[at : at + 2] for at in range(len(each) - 1) if ord(each[at]) > 0x2E80}
        for each in (one, other)
    )
    return not first or not second or bool(first & second)


def _is_cut(title: str, other: str) -> bool:
    """Whether ``title`` is ``other`` cut off."""
    start = title.rstrip(". …")
    return (
        title != start
        and title.endswith(("…", "..."))
        and other.startswith(start)
        and other != title
    )


def _dates(values: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for value in values:
        if date := likely_date(value):
            yield date
