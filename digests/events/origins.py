"""Origins: how many independent hands wrote the reports of an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Literal

from articles.article import Article, Story
from articles.publishers import SourceMention, find_agency, find_sources, publisher_of
from digests.events.records import Origin
from language.crediting import Crediting
from language.pack import pack

Hand = tuple[str, Literal["agency", "own"]]
"""Name and kind of an origin."""

_OPENING = 120
"""Characters in which a dateline stands."""
_CLOSING = 300
"""Characters in which a credit at the end stands."""
_AROUND = 90
"""Characters beside a name that can say what part it has."""
_LINE = 240
"""Characters of a line before a name that can say that it only helped."""
_MAX_MENTIONS = 200
_LEAD = 2
"""Sentences at the beginning: who is cited there for what they tell is cited for the report."""
_SHORT = 4
"""Sentences up to which a text is one piece of news, wherever it names its source."""


@dataclass(frozen=True)
class _Credits:
    """Whom an article names as the hand behind it, or behind some of it."""

    signed: frozenset[Hand]
    cited: frozenset[Hand]
    """For the report as a whole."""
    quoted: frozenset[Hand]
    """For some line of it."""
    own: bool
    """Says that its own reporters learnt something themselves."""


def find_origins(stories: Sequence[Story]) -> tuple[Origin, ...]:
    """Find the independent hands behind the stories of an event, in the order of the stories.

    All copies of a story share the agency that one of them names. A text that tells what an agency
    reports rests on that agency; one with reporting of its own that quotes a line of an agency
    rests on both. A story that names nobody is its earliest publisher's own.
    """
    found: dict[Hand, list[str]] = {}
    for story in stories:
        for hand, article in _hands(story):
            found.setdefault(hand, []).append(article)
    return tuple(
        Origin(name=name, kind=kind, articles=tuple(dict.fromkeys(articles)))
        for (name, kind), articles in found.items()
    )


def origin_of(origins: Iterable[Origin]) -> dict[str, tuple[str, ...]]:
    """Return the names of the origins that each article, by its id, rests on."""
    names: dict[str, list[str]] = {}
    for origin in origins:
        for article in origin.articles:
            names.setdefault(article, []).append(origin.name)
    return {article: tuple(dict.fromkeys(of)) for article, of in names.items()}


def _order(article: Article) -> datetime:
    """Order copies by publication, of a day from its beginning; of unknown times they come last."""
    if article.source.published is None:
        return datetime.max.replace(tzinfo=UTC)
    moment = datetime.fromisoformat(article.source.published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _hands(story: Story) -> Iterator[tuple[Hand, str]]:
    """Yield each hand behind a story with the id of an article that rests on it."""
    found = {article.id: _credits(article) for article in story.articles}
    earliest = min(story.articles, key=_order)
    shared = _in_order(credit.signed | credit.cited for credit in found.values())
    if not shared:
        quoted = _in_order(credit.quoted for credit in found.values())
        shared = [(_publisher(earliest), "own"), *quoted]
    for hand in shared:
        for article in story.articles:
            yield hand, article.id
    for article in story.articles:
        publisher = _publisher(article)
        if found[article.id].own and not find_agency(publisher):
            yield (publisher, "own"), article.id


def _in_order(sets: Iterable[frozenset[Hand]]) -> list[Hand]:
    return list(dict.fromkeys(hand for hands in sets for hand in sorted(hands)))


def _publisher(article: Article) -> str:
    source = article.source
    return (
        source.publisher
        or (publisher_of(source.url) if source.url else None)
        or source.byline
        or source.location
    )


def _credits(article: Article) -> _Credits:
    source, text = article.source, article.text
    names = {
        source.agency,
        *(find_agency(name) for name in (source.publisher, source.byline) if name),
    }
    signed: set[Hand] = {(find_agency(name) or name, "agency") for name in names if name}
    cited: set[Hand] = set()
    quoted: set[Hand] = set()
    crediting = pack(article.language).crediting
    if crediting is None:
        return _Credits(frozenset(signed), frozenset(), frozenset(), own=False)
    publisher = _publisher(article)
    own = crediting.own.search(text) is not None or _told(text, publisher, article.language)
    reporter = source.byline is not None and not crediting.compiler.search(source.byline)
    ends = [sentence.end for sentence in article.sentences]
    lead = ends[min(_LEAD, len(ends)) - 1]
    short = len(ends) <= _SHORT
    for mention in islice(find_sources(text), _MAX_MENTIONS):
        hand: Hand = (mention.name, mention.kind)
        part = _part(text, mention, crediting)
        if mention.name == publisher:
            continue
        if part == "signs":
            if mention.kind == "agency":
                signed.add(hand)
        elif part == "whole" or (part in {"cited", "told"} and (short or mention.start < lead)):
            cited.add(hand)
        elif part is not None:
            quoted.add(hand)
    for removed in article.removed:
        if removed.reason in _SIGNATURES:
            for mention in find_sources(removed.text[-_CLOSING:]):
                hand = (mention.name, mention.kind)
                if mention.kind == "agency" and mention.name != publisher:
                    helped = crediting.assists.search(removed.text) is not None
                    (quoted if helped else signed).add(hand)
    for agency, desk in crediting.desks.items():
        if any(desk.search(line) for line in _closing_lines(article)):
            signed.add((agency, "agency"))
    return _Credits(
        frozenset(signed),
        frozenset(cited - signed),
        frozenset(quoted - cited - signed),
        own=own or (reporter and not signed and bool(cited)),
    )


def _told(text: str, publisher: str, language: str) -> bool:
    """Whether somebody told it to the publisher's own reporters."""
    known = pack(language)
    forms = known.inflection.forms(publisher) if known.inflection else (publisher,)
    return known.crediting is not None and any(
        known.crediting.told_before.search(text[max(0, match.start() - _AROUND) : match.start()])
        for match in islice(re.finditer("|".join(map(re.escape, forms)), text), _MAX_MENTIONS)
    )


_SIGNATURES = frozenset({"byline", "credit", "dateline"})


def _closing_lines(article: Article) -> list[str]:
    removed = [block.text for block in article.removed if block.reason in _SIGNATURES]
    return [article.text[-_CLOSING:], *removed]


def _part(
    text: str, mention: SourceMention, crediting: Crediting
) -> Literal["signs", "whole", "cited", "told", "quoted"] | None:
    """Return what part somebody named in an article has in it, None for none."""
    start, end = mention.start, mention.end
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    closing = start >= len(text) - _CLOSING
    if (
        start < _OPENING
        and crediting.signs_before.search(text[:start])
        and crediting.signs_after.match(after)
    ):
        return "signs"
    if crediting.assists.search(text[_line_start(text, start) : end + _AROUND]):
        return "quoted" if closing else None
    if closing and crediting.closes.search(before) and _NOTHING_MORE.match(after):
        return "signs"
    if crediting.whole_before.search(before):
        return "whole"
    if crediting.told_before.search(before):
        return "told"
    if crediting.cites_before.search(before):
        return "cited"
    if crediting.cites_after.match(after) and not crediting.other_name.search(before):
        return "cited"
    return None


def _line_start(text: str, place: int) -> int:
    first = max(0, place - _LINE)
    return max(first, text.rfind("\n", first, place) + 1)


_NOTHING_MORE = re.compile(r"[\s.)\]】）/»\"”]*(?:$|\n)")
