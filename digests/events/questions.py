"""Open questions: where the sources of an event deny one another.

Only what a text marks is found: somebody denies it, or two who are named, or two reports, say the
opposite of one thing. Precision comes before recall: what is not found is still in the reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.article import Article
from digests.events.origins import origin_of
from digests.events.records import OpenQuestion, Origin, Side
from digests.evidence import Evidence
from language.disputing import Disputing
from language.pack import pack
from language.plain_reader import reader_of
from language.words import content
from models.tasks import Embedder

_SAID_SO, _BESIDE, _ALIKE = 0.9, 0.7, 0.6
"""How sure it is: one denies it in as many words, stands beside the other, is only like it."""
_LEAST_ALIKE = 0.3
"""Similarity, as the embedder is calibrated, of statements that are about one thing."""
_LEAST_ACROSS = 0.45
"""The same across languages, where no words can be compared."""
_MAX_STATEMENTS = 400
"""Of an event that are compared: the similarities grow with their square."""
_MAX_SENTENCE = 1_000


@dataclass(frozen=True)
class _Statement:
    article: str
    evidence: Evidence
    language: str
    origins: tuple[str, ...]
    speaker: str | None
    denies: bool
    denies_it: bool
    negative: bool
    contrasts: bool
    retorts: bool
    place: int
    """Of the sentence in its article."""

    def side(self, *, denies: bool, score: float) -> Side:
        evidence = self.evidence.model_copy(update={"score": score})
        return Side(origins=self.origins, speaker=self.speaker, denies=denies, evidence=(evidence,))


def find_open_questions(
    articles: Sequence[Article], origins: Iterable[Origin], embedder: Embedder
) -> tuple[OpenQuestion, ...]:
    """Find where one source says that what another says is not so, the surest first.

    Args:
        articles: Of one event.
        origins: Of the articles: reports of one hand do not deny one another.
        embedder: Compares statements across languages.

    """
    hands = origin_of(origins)
    statements = [
        statement
        for article in articles
        for statement in _statements(article, hands.get(article.id, ()))
    ]
    found: list[tuple[_Statement, _Statement, float]] = list(_told(statements))
    taken = {(one.article, one.place) for pair in found for one in pair[:2]}
    rest = [one for one in statements if (one.article, one.place) not in taken]
    rest = rest[:_MAX_STATEMENTS]
    found += _alike(rest, embedder)
    return tuple(
        OpenQuestion(
            sides=(
                claim.side(denies=False, score=score),
                denial.side(denies=True, score=score),
            )
        )
        for claim, denial, score in sorted(found, key=lambda pair: -pair[2])
    )


def _statements(article: Article, hands: tuple[str, ...]) -> Iterator[_Statement]:
    """Yield the sentences in which somebody says something."""
    known = pack(article.language)
    if known.disputing is None:
        return
    words: Disputing = known.disputing
    for place, sentence in enumerate(article.sentences):
        text = sentence.text
        if len(text) > _MAX_SENTENCE or article.is_doubtful(sentence.start, sentence.end):
            continue
        denies_it = words.denies_it.search(text) is not None
        denies = denies_it or words.denies.search(text) is not None
        if denies or words.reports.search(text):
            yield _Statement(
                article.id,
                Evidence(
                    article=article.id,
                    start=sentence.start,
                    end=sentence.end,
                    text=text,
                    score=_SAID_SO,
                ),
                article.language,
                hands,
                _speaker(text, article.language),
                denies,
                denies_it,
                denies or words.negates.search(text) is not None,
                words.contrasts.search(text) is not None,
                words.retorts.search(text) is not None,
                place,
            )


def _speaker(text: str, language: str) -> str | None:
    speech = pack(language).speech
    if speech is None:
        return None
    quoted = next(iter(speech.find(text)), None)
    found = (
        speech.attribute(text[: quoted.start - 1], text[quoted.end + 1 :])
        if quoted
        else speech.attribute(text, "")
    )
    return found.speaker or None if found and not found.pronoun else None


def _told(statements: Sequence[_Statement]) -> Iterator[tuple[_Statement, _Statement, float]]:
    """Yield what a text itself sets against one another, in one sentence or two in a row."""
    before: _Statement | None = None
    for statement in statements:
        near = (
            before is not None
            and before.article == statement.article
            and before.place + 1 == statement.place
        )
        if statement.denies and _tells_both(statement):
            unnamed = replace(statement, speaker=None)  # which of the two is which is not read
            yield unnamed, unnamed, _SAID_SO
            before = None
            continue
        if before is not None and near and _are_two(before, statement):
            opposed = before.negative != statement.negative or statement.retorts
            set_apart = before.contrasts or statement.contrasts
            if statement.denies_it or (opposed and set_apart):
                first_denies = before.negative and not statement.negative
                pair = (statement, before) if first_denies else (before, statement)
                yield (*pair, _SAID_SO if statement.denies_it else _BESIDE)
        before = statement


def _tells_both(statement: _Statement) -> bool:
    """Whether one sentence tells what somebody says and that somebody else denies it."""
    words = pack(statement.language).disputing
    if words is None:
        return False
    text = statement.evidence.text
    if after := words.denies_it.search(text):
        return words.reports.search(text, 0, after.start()) is not None
    denial = words.denies.search(text)
    turn = words.contrasts.search(text, denial.end()) if denial else None
    return turn is not None and words.reports.search(text, turn.end()) is not None


def _are_two(one: _Statement, other: _Statement) -> bool:
    """Whether two different ones speak."""
    return one.speaker != other.speaker


def _alike(
    statements: Sequence[_Statement], embedder: Embedder
) -> list[tuple[_Statement, _Statement, float]]:
    """Return statements of opposite sense from different hands that are about one thing."""
    denials = [number for number, one in enumerate(statements) if one.denies]
    if not denials or len(denials) == len(statements):
        return []
    stems = [_stems(one) for one in statements]
    vectors = embedder.embed([one.evidence.text for one in statements])
    alike = embedder.calibration.similarity(vectors[denials] @ vectors.T)
    found = []
    for row, number in zip(alike, denials, strict=True):
        denial = statements[number]
        claims = [
            (float(row[other]), other)
            for other, claim in enumerate(statements)
            if row[other] >= (_LEAST_ALIKE if claim.language == denial.language else _LEAST_ACROSS)
            and not claim.negative
            and (claim.speaker or claim.article) != (denial.speaker or denial.article)
            and (claim.language != denial.language or len(stems[number] & stems[other]) > 1)
        ]
        if claims:
            found.append((statements[max(claims)[1]], denial, _ALIKE))
    return found


def _stems(statement: _Statement) -> frozenset[str]:
    """Return the words that say something: two statements of a language about one thing share some.

    Of two languages they cannot be compared.
    """
    reader = reader_of(statement.language)
    words = reader.find_words(statement.evidence.text)
    return frozenset(word.stem for word in content(words))
