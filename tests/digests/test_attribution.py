from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from articles.article import Article, Provenance, Story
from articles.sources import read_articles
from articles.stories.duplicates import group_stories
from checks.contexts import SummaryContext
from checks.registry import make_summary_checks
from checks.summary.supported import SUPPORTED
from digests.attribution import MAX_EVIDENCE, MAX_PASSAGE, Attribution, Attributor
from language.sentences import Sentence
from models.embedder import E5Embedder

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "articles"

BRIDGE = (
    "The Lindholm bridge will close on Monday, Transport Minister Kari Dahl said.",
    "Four people were killed and 14 injured when a barge hit it in August.",
    "Engineers from Denmark will test every cable before traffic may return.",
    "The city council of Bergen has asked for a second ferry.",
)


def article(title: str, *sentences: str, language: str = "en") -> Article:
    spans, start = [], 0
    for text in sentences:
        spans.append(Sentence(start=start, end=start + len(text), text=text))
        start += len(text) + 1
    text = " ".join(sentences)
    digest = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    source = Provenance(location=title, sha256=digest, retrieved=datetime(2023, 9, 18, tzinfo=UTC))
    return Article(
        id=digest[:16],
        title=title,
        text=text,
        language=language,
        sentences=tuple(spans),
        source=source,
    )


def story(*articles: Article) -> Story:
    return Story(id=articles[0].id, articles=articles)


@cache
def attributor() -> Attributor:
    return Attributor(E5Embedder())


def attribute(sentence: str, *articles: Article) -> Attribution:
    return attributor().attribute([sentence], story(*articles or (article("Bridge", *BRIDGE),)))[0]


def test_what_may_be_furniture_supports_nothing() -> None:
    whole = article("Bridge", *BRIDGE)
    span = whole.sentences[2]
    doubted = whole.model_copy(update={"doubtful": ((span.start, span.end),)})
    assert attribute(BRIDGE[2], whole).score > SUPPORTED > attribute(BRIDGE[2], doubted).score
    assert BRIDGE[2] not in [each.text for each in attribute(BRIDGE[2], doubted).evidence]


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        (BRIDGE[2], [BRIDGE[2]]),
        ("The bridge is to be shut on Monday, according to Kari Dahl.", [BRIDGE[0]]),
        ("14 people were injured when a barge struck the bridge.", [BRIDGE[1]]),
        (
            "The Lindholm bridge closes on Monday, and Danish engineers are to test its cables.",
            [BRIDGE[0], BRIDGE[2]],
        ),
    ],
)
def test_evidence_covers_the_sentence_and_no_more(sentence: str, evidence: list[str]) -> None:
    found = attribute(sentence)
    assert sorted(e.text for e in found.evidence) == sorted(evidence)
    assert found.score >= SUPPORTED


def test_offsets_lead_to_the_quoted_text() -> None:
    source = article("Bridge", *BRIDGE)
    for evidence in attribute("Bergen wants a second ferry.", source).evidence:
        assert evidence.article == source.id
        assert source.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices in Tokyo rose by two percent.",
        "The prime minister resigned over the scandal.",
    ],
)
def test_what_the_story_does_not_say_is_not_supported(sentence: str) -> None:
    found = attribute(sentence)
    assert found.score < SUPPORTED
    assert 1 <= len(found.evidence) <= MAX_EVIDENCE


def test_no_passage_is_quoted_from_several_articles() -> None:
    lead = article("Bridge", *BRIDGE)
    copy = article("Bridge to close", *BRIDGE[:2], "The ferry to Askoy runs twice an hour.")
    found = attribute("The Lindholm bridge will close on Monday.", lead, copy)
    assert [(e.article, e.text) for e in found.evidence] == [(lead.id, BRIDGE[0])]
    found = attribute("A ferry to Askoy runs twice an hour.", lead, copy)
    assert [e.article for e in found.evidence] == [copy.id]


def test_a_headline_is_evidence_only_where_the_text_is_not() -> None:
    titled = article("Whale seen off Bergen", *BRIDGE)
    found = attribute("A whale has been seen off Bergen.", titled)
    assert (found.evidence[0].field, found.evidence[0].text) == ("title", titled.title)
    titled = article("Lindholm bridge to close on Monday", *BRIDGE)
    found = attribute("The Lindholm bridge will close on Monday.", titled)
    assert {e.field for e in found.evidence} == {"text"}


def test_a_pronoun_carries_the_name_before_it() -> None:
    speech = article(
        "Speech",
        "Kari Dahl spoke in Bergen.",
        "She promised that no cable would remain untested.",
        "The audience was small.",
    )
    other = article("Speech", "Per Lie spoke in Bergen.", *(s.text for s in speech.sentences[1:]))
    sentence = "Dahl promised that no cable would remain untested."
    assert attribute(sentence, speech).score > attribute(sentence, other).score


def test_a_sentence_without_end_is_no_evidence() -> None:
    endless = " ".join(["The Lindholm bridge will close"] * MAX_PASSAGE) + "."
    found = attribute("The Lindholm bridge will close.", article("Bridge", endless, BRIDGE[3]))
    assert endless not in {evidence.text for evidence in found.evidence}


def test_nothing_in_nothing_out() -> None:
    source = story(article("Bridge", *BRIDGE))
    assert attributor().attribute([], source) == []
    assert attributor().attribute(["…"], source)[0].evidence
    empty = attributor().attribute(["A bridge."], story(article("…", "—")))[0]
    assert (empty.evidence, empty.score) == ((), 0.0)


def test_source_sentences_are_their_own_evidence_and_pass_every_check() -> None:
    articles = read_articles([str(path) for path in sorted(EXAMPLES.glob("ever-given-*"))])
    (wire,) = group_stories(a for a in articles if isinstance(a, Article)).stories
    assert len(wire.articles) == 2
    lead = wire.lead
    sentences = [sentence.text for sentence in lead.sentences]
    checks = make_summary_checks({})
    for text, found in zip(sentences, attributor().attribute(sentences, wire), strict=True):
        assert found.evidence[0].text == text
        context = SummaryContext(
            sentence=text,
            evidence=tuple(evidence.text for evidence in found.evidence),
            support=found.score,
            source=f"{lead.title}\n\n{lead.text}",
            published=lead.source.published_on,
        )
        verdicts = [check.verdict(context) for check in checks]
        assert not [verdict for verdict in verdicts if verdict.status == "failed"]


@pytest.mark.parametrize(
    ("language", "sentences", "sentence"),
    [
        ("de", ("Die Lindholm-Brücke schließt am Montag.", "Der Hafen bekommt 14 neue Kräne."),
         "Im Hafen stehen bald 14 neue Kräne."),
        ("zh", ("林德霍姆大桥将于周一关闭。", "港口将有14台新起重机。"),
         "14台新起重机将运抵港口。"),
    ],
)  # fmt: skip
def test_evidence_is_found_in_languages_without_syntax(
    language: str, sentences: tuple[str, ...], sentence: str
) -> None:
    found = attribute(sentence, article("1", *sentences, language=language))
    assert [evidence.text for evidence in found.evidence] == [sentences[1]]
    assert found.features.coverage > 0.5
