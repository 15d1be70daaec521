"""Evidence: which sentences of a story support a sentence of its summary, and how well.

Words, names and numbers that the source must say are found by weighted overlap; what is said in
other words is found by sentence embeddings. Both go into a logistic score that was fitted on
annotated sentences (``benchmarks/attribution.py``).
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from articles.article import Article, Story
from digests.evidence import Evidence
from language.plain_reader import reader_of
from language.quantities.reading import find_quantities
from language.syntax import Reader
from models.tasks import Embedder

MAX_EVIDENCE = 3
MAX_CORROBORATING = 5
"""Further texts that are cited because they say the same."""
MAX_PASSAGE = 2_000
"""Characters: what is longer is no sentence that a reader could check, and is no evidence."""

_NAME_WEIGHT = 2.0
_NUMBER_WEIGHT = 2.0
_LEAD_BONUS = 0.03
_TITLE_MALUS = 0.25
# Share of a sentence's weight that a further passage must newly cover. It must also be similar to
# the sentence, as the embedder is calibrated: a word that happens to stand elsewhere is no support.
_MIN_GAIN = 0.15
# What another text says is the same only if it has names and numbers, and most of the rest.
_SAYS_ALL = 0.85
_CORROBORATES = 0.6


@dataclass(frozen=True)
class Features:
    """What the score is made of, each from 0 to 1."""

    coverage: float
    """Share of the sentence's weighted words that the passages hold."""
    specifics: float
    """The same of its names and numbers alone; 1 where it has none."""
    similarity: float
    """Cosine of the embeddings, stretched to the range that news sentences use."""

    @property
    def score(self) -> float:
        """Estimated probability that the passages support the sentence."""
        parts = (1.0, self.coverage, self.specifics, self.similarity)
        return 1 / (1 + math.exp(-sum(map(operator.mul, _WEIGHTS, parts))))


_WEIGHTS = (-7.0, 7.0, 2.2, 5.3)
"""Bias, then weights in the order of the features, as ``benchmarks/attribution.py`` fits them."""


@dataclass(frozen=True)
class Attribution:
    """The passages that support a sentence, best first, and how well they do together."""

    evidence: tuple[Evidence, ...]
    features: Features

    @property
    def score(self) -> float:
        """Estimated probability that the evidence supports the sentence; 0 without evidence."""
        return self.features.score if self.evidence else 0.0


@dataclass(frozen=True)
class _Passage:
    article: str
    field: Literal["title", "text"]
    start: int
    end: int
    text: str
    preference: float
    terms: Mapping[str, float]
    implied: frozenset[str]
    """Names of the sentence before, where a pronoun may stand for them."""

    def evidence(self, score: float) -> Evidence:
        return Evidence(
            article=self.article,
            field=self.field,
            start=self.start,
            end=self.end,
            text=self.text,
            score=score,
        )


class Attributor:
    """Finds the evidence of summary sentences in a story."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def attribute(
        self, sentences: Sequence[str], story: Story, independent: Mapping[str, str] | None = None
    ) -> list[Attribution]:
        """Find one to three passages for each sentence, over all articles of the story.

        The passages are chosen by greedy set cover: a second and third only where they hold words
        of the sentence that those before do not. Of passages with equal words only the first
        article's is considered.

        Args:
            sentences: What is to be supported.
            story: Where the passages are sought.
            independent: Which text each article is a copy of. Where it is given, the best passage
                of every other text that supports a sentence by itself stands behind those chosen.

        """
        passages = list(_passages(story))
        if not sentences or not passages:
            return [Attribution((), Features(0.0, 0.0, 0.0)) for _ in sentences]
        language = story.lead.language
        weights = _Weights(passages)
        vectors = self._embedder.embed([*sentences, *(passage.text for passage in passages)])
        cosines = vectors[: len(sentences)] @ vectors[len(sentences) :].T
        calibration = self._embedder.calibration
        least = calibration.least_support
        return [
            _attribute(_terms(sentence, language), passages, weights, row, least, independent or {})
            for sentence, row in zip(sentences, calibration.similarity(cosines), strict=True)
        ]

    def rate(
        self, sentence: str, chosen: Sequence[Evidence], language: str, story: Story | None
    ) -> Attribution:
        """Rate passages that were chosen for a sentence of a language; their order stays.

        Args:
            sentence: What they are to support.
            chosen: Titles or sentences of the story.
            language: Of the sentence.
            story: Where they stand, which tells rare words and whom a pronoun means; None: it was
                not kept.

        """
        known = {
            (passage.article, passage.field, passage.start): passage
            for article in (story.articles if story else ())
            for passage in _article_passages(article, 0.0, doubtful=True)
        }
        passages = [
            known.get((each.article, each.field, each.start)) or _lone(each, language)
            for each in chosen
        ]
        if not passages:
            return Attribution((), Features(0.0, 0.0, 0.0))
        vectors = self._embedder.embed([sentence, *(passage.text for passage in passages)])
        similarities = self._embedder.calibration.similarity(vectors[1:] @ vectors[0])
        terms = _terms(sentence, language)
        weighted = _Weights(list(_passages(story)) if story else passages).of(terms)
        alone = [
            _features(weighted, terms, passage.terms, float(similarity))
            for passage, similarity in zip(passages, similarities, strict=True)
        ]
        held = {term for passage in passages for term in (*passage.terms, *passage.implied)}
        best = max(features.similarity for features in alone)
        return Attribution(
            evidence=tuple(
                passage.evidence(features.score)
                for passage, features in zip(passages, alone, strict=True)
            ),
            features=_features(weighted, terms, held, best),
        )


def _lone(evidence: Evidence, language: str) -> _Passage:
    """Make a passage of what an entry quotes."""
    return _Passage(
        evidence.article,
        evidence.field,
        evidence.start,
        evidence.end,
        evidence.text,
        0.0,
        _terms(evidence.text, language),
        frozenset(),
    )


class _Weights:
    """Weights of terms by how few passages of the story hold them (inverse document frequency)."""

    def __init__(self, passages: Sequence[_Passage]) -> None:
        counts = Counter(term for passage in passages for term in passage.terms)
        self._idf = {t: math.log(1 + len(passages) / n) for t, n in counts.items()}
        self._unseen = math.log(1 + 2 * len(passages))

    def of(self, terms: Mapping[str, float]) -> dict[str, float]:
        return {t: weight * self._idf.get(t, self._unseen) for t, weight in terms.items()}


def _attribute(
    terms: Mapping[str, float],
    passages: Sequence[_Passage],
    weights: _Weights,
    similarities: NDArray[np.float32],
    least_similarity: float,
    independent: Mapping[str, str],
) -> Attribution:
    weighted = weights.of(terms)
    alone = [
        _features(weighted, terms, passage.terms, float(similarity))
        for passage, similarity in zip(passages, similarities, strict=True)
    ]
    rank = [
        features.coverage + 0.5 * features.similarity + passage.preference
        for features, passage in zip(alone, passages, strict=True)
    ]
    best = max(range(len(passages)), key=rank.__getitem__)
    chosen = [best]
    covered = set(passages[best].terms)
    total = sum(weighted.values()) or 1.0
    while len(chosen) < MAX_EVIDENCE:
        gains = {
            i: sum(w for t, w in weighted.items() if t in p.terms and t not in covered) / total
            for i, p in enumerate(passages)
            if i not in chosen and alone[i].similarity >= least_similarity
        }
        further = max(gains, key=lambda i: (gains[i] + passages[i].preference, rank[i]), default=-1)
        if further < 0 or gains[further] < _MIN_GAIN:
            break
        chosen.append(further)
        covered.update(passages[further].terms)
    implied = frozenset[str]().union(*(passages[index].implied for index in chosen))
    beside = _corroborating(passages, alone, chosen, independent)
    return Attribution(
        evidence=tuple(passages[index].evidence(alone[index].score) for index in chosen + beside),
        features=_features(
            weighted,
            terms,
            covered | implied,
            max(alone[index].similarity for index in chosen),
        ),
    )


def _corroborating(
    passages: Sequence[_Passage],
    alone: Sequence[Features],
    chosen: Sequence[int],
    independent: Mapping[str, str],
) -> list[int]:
    """Return the best passage of each text but the chosen ones that supports the whole sentence."""
    texts = {independent.get(passages[index].article) for index in chosen}
    best: dict[str, int] = {}
    for index, (passage, features) in enumerate(zip(passages, alone, strict=True)):
        text = independent.get(passage.article)
        if (
            text is not None
            and text not in texts
            and passage.field == "text"
            and features.specifics >= _SAYS_ALL
            and features.score >= _CORROBORATES
            and (text not in best or features.score > alone[best[text]].score)
        ):
            best[text] = index
    return sorted(best.values(), key=lambda index: -alone[index].score)[:MAX_CORROBORATING]


def _features(
    weighted: Mapping[str, float],
    terms: Mapping[str, float],
    held: Collection[str],
    similarity: float,
) -> Features:
    def share(of: Sequence[str]) -> float:
        total = sum(weighted[term] for term in of)
        return sum(weighted[term] for term in of if term in held) / total if total else 1.0

    return Features(
        coverage=share(list(weighted)),
        specifics=share([term for term, weight in terms.items() if weight > 1]),
        similarity=similarity,
    )


def _passages(story: Story) -> Iterator[_Passage]:
    """Yield titles and sentences of all articles, none with the same words twice."""
    seen: set[tuple[str, ...]] = set()
    for number, article in enumerate(story.articles):
        bonus = _LEAD_BONUS if number == 0 else 0.0
        reader = reader_of(article.language)
        for passage in _article_passages(article, bonus):
            words = tuple(word.stem for word in reader.find_words(passage.text))
            if words and words not in seen and len(passage.text) <= MAX_PASSAGE:
                seen.add(words)
                yield passage


def _article_passages(
    article: Article, bonus: float, *, doubtful: bool = False
) -> Iterator[_Passage]:
    reader = reader_of(article.language)
    named = frozenset[str]()
    for sentence in article.sentences if doubtful else article.certain_sentences:
        text = sentence.text
        pronoun = any(word.text.lower() in reader.pronouns for word in reader.find_words(text))
        implied = named if pronoun else frozenset[str]()
        yield _Passage(
            article.id,
            "text",
            sentence.start,
            sentence.end,
            text,
            bonus,
            _terms(text, article.language),
            implied,
        )
        named = _named(text, reader) | implied
    title = article.title
    preference = bonus - _TITLE_MALUS
    terms = _terms(title, article.language)
    yield _Passage(article.id, "title", 0, len(title), title, preference, terms, frozenset())


def _named(text: str, reader: Reader) -> frozenset[str]:
    """Return the terms that stand for the names of ``text``."""
    names = reader.find_names(text)
    spelled = _Places()
    for name in names:
        if not name.code:
            spelled.add(name.start, name.end)
    return frozenset(name.code for name in names if name.code) | {
        word.stem for word in reader.find_words(text) if word.start in spelled
    }


@lru_cache(maxsize=2048)
def _terms(text: str, language: str) -> Mapping[str, float]:
    """Return what a source must say for ``text`` to be supported: stems, names, numbers, dates."""
    reader = reader_of(language)
    terms: dict[str, float] = {}
    taken = _Places()
    for quantity in find_quantities(text, language):
        if quantity.certainty == "exact":
            kind = quantity.kind if quantity.kind in {"month", "weekday"} else ""
            terms[f"{kind}={quantity.value.normalize()}"] = _NUMBER_WEIGHT
            taken.add(quantity.start, quantity.end)
    named = _Places()
    for name in reader.find_names(text):
        named.add(name.start, name.end)
        if name.code:
            terms[name.code] = _NAME_WEIGHT
            taken.add(name.start, name.end)
    for word in reader.find_words(text):
        if word.content and word.start not in taken:
            terms[word.stem] = _NAME_WEIGHT if word.start in named else 1.0
    return terms


class _Places:
    """The characters of a text that something stands at."""

    def __init__(self) -> None:
        self._held: set[int] = set()

    def add(self, start: int, end: int) -> None:
        self._held.update(range(start, end))

    def __contains__(self, place: int) -> bool:
        return place in self._held
