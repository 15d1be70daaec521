"""Which events a watch list is waiting for, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from articles.article import Article, Story
from digests.events.records import Watched
from digests.evidence import Evidence
from digests.watch_list import WatchItem
from language.glossary import Glossary
from language.known_names import KnownNames
from language.pack import pack
from language.spotting import Spotter

MOST_EVIDENCE = 3
"""Passages that say why an event matched an item, of an article each."""
MOST_READ = 60
"""Stories of an event that are looked into."""
AROUND = 200
"""Characters before and behind a match that are shown of a sentence that is longer."""


class Watch:
    """Finds the items of a watch list in articles of any language.

    An item is found by its name, by the forms that the list adds, and by what the glossary and
    CLDR know of it: the name in other languages, other spellings, a country's adjectives.
    """

    def __init__(self, items: Sequence[WatchItem], glossary: Glossary) -> None:
        """Prepare to look for the items of a list."""
        self._items = {item.name: item for item in items}
        self._known = KnownNames(glossary)
        self._spotters: dict[str, tuple[Spotter, Spotter]] = {}

    def matches(self, stories: Iterable[Story]) -> tuple[Watched, ...]:
        """Return the items that articles name, in the order of the list, each with evidence."""
        found: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
        for story in islice(stories, MOST_READ):
            for article in story.articles:
                for name, words, proof in self._first_matches(article):
                    if len(found[name]) < MOST_EVIDENCE:
                        found[name].append((words, proof))
        return tuple(
            Watched(
                name=name,
                found=tuple(dict.fromkeys(words for words, _ in found[name])),
                evidence=tuple(proof for _, proof in found[name]),
            )
            for name in self._items
            if name in found
        )

    def _first_matches(self, article: Article) -> Iterator[tuple[str, str, Evidence]]:
        """Yield each item that an article names, as it stands there, with the first place."""
        named: set[str] = set()
        for spotter in self._of(article.language):
            for field, text in (("title", article.title), ("text", article.text)):
                for spotted in spotter.find(text):
                    start, end = spotted.start, spotted.end
                    if field == "text" and article.is_doubtful(start, end):
                        continue
                    if new := [name for name in spotted.meanings if name not in named]:
                        named.update(new)
                        proof = _evidence(article, field, start, end)
                        yield from ((name, text[start:end], proof) for name in new)

    def _of(self, language: str) -> tuple[Spotter, Spotter]:
        """Return what finds places in a language, and what finds all else."""
        if language not in self._spotters:
            places: dict[str, tuple[str, ...]] = {}
            others: dict[str, tuple[str, ...]] = {}
            for item in self._items.values():
                listed = places if item.section == "places" else others
                listed[item.name] = self._forms(item, language)
            self._spotters[language] = (
                Spotter(places, language, self._known.places(language)),
                Spotter(others, language),
            )
        return self._spotters[language]

    def _forms(self, item: WatchItem, language: str) -> tuple[str, ...]:
        known = self._known.called(item.name, item.section, language)
        forms = (item.name, *item.forms.get(language, ()), *known)
        # A single character of a language without spaces stands in many words.
        return tuple(form for form in forms if len(form) > 1 or pack(language).spaced)


def _evidence(article: Article, field: str, start: int, end: int) -> Evidence:
    """Return the sentence, or the title, in which a match stands; of a long one what is near."""
    text = article.title if field == "title" else article.text
    first, last = start, end
    if field == "title":
        first, last = 0, len(text)
    for sentence in article.sentences if field == "text" else ():
        if sentence.start <= start and end <= sentence.end:
            first, last = sentence.start, sentence.end
            break
    first, last = max(first, start - AROUND), min(last, end + AROUND)
    return Evidence.model_validate(
        {
            "article": article.id,
            "field": field,
            "start": first,
            "end": last,
            "text": text[first:last],
            "score": 1.0,
        }
    )
