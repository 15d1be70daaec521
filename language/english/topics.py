"""What English texts are about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from language.english.names import find_names
from language.english.words import REPORTING, find_words
from language.gazetteer import cities
from language.topics import country_key, sound_key


class EnglishTopics:
    """Stems of content words; names by sound, countries by code."""

    def words(self, text: str) -> Iterable[str]:
        """See `language.pack.TopicReader`."""
        return (
            word.stem
            for word in find_words(text)
            if word.content and word.lemma not in REPORTING and not word.text[0].isdigit()
        )

    def names(self, text: str) -> Iterable[str]:
        """See `language.pack.TopicReader`."""
        for name in find_names(text):
            if name.code:
                yield country_key(name.code)
            elif name.kind == "office":
                continue
            elif name.text in _cities():
                yield name.text
            else:
                yield from filter(None, map(sound_key, name.words))


@cache
def _cities() -> frozenset[str]:
    return frozenset(city.term for city in cities())


TOPICS = EnglishTopics()
