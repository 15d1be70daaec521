"""Repair and retry: real checks and embeddings, models that say what the test needs them to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article, Provenance, Story
from base.database import default_url
from checks.registry import make_summary_checks, make_translation_checks
from digests.attribution import Attributor
from digests.editor import Editor
from digests.events.event import Event
from digests.store import Store
from language.glossary import Glossary
from language.sentences import split_sentences
from models.registry import load_embedder
from models.tasks import Document, DraftSummary, ModelError, TranslationRequest

GLOSSARY = Path(__file__).parents[2] / "configs" / "glossary.base.yaml"
TEXT = (
    "The Lindholm bridge between Denmark and Sweden was closed on Monday after a ferry hit it, "
    "police said.\n\n"
    "Some 4,000 people cross the bridge every day. Nobody was hurt.\n\n"
    "The transport ministry expects the repairs to take three weeks and to cost 12 million euros."
)
FAITHFUL = "Police said the Lindholm bridge was closed on Monday after a ferry hit it."
WRONG = "Some 9,000 people cross the bridge every day."
RIGHT = "Some 4,000 people cross the bridge every day."


def event() -> Event:
    digest = "ab" * 32
    article = Article(
        id=digest[:16],
        title="Ferry closes bridge between Denmark and Sweden",
        text=TEXT,
        language="en",
        sentences=split_sentences(TEXT),
        source=Provenance(location="ferry.md", sha256=digest, retrieved=datetime.now(UTC)),
    )
    return Event.alone(Story(id=article.id, articles=(article,)))


class Scripted:
    """A summariser and translator whose attempts are written down; counts what it is asked."""

    fingerprint = "scripted"

    def __init__(
        self,
        drafts: Sequence[Sequence[str]] = ((FAITHFUL, RIGHT),),
        translations: Sequence[str] = ("桥梁关闭。",),
    ) -> None:
        self.drafts, self.translations = drafts, translations
        self.asked: list[TranslationRequest] = []

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        return [
            DraftSummary(tuple(self.drafts[min(attempt, len(self.drafts) - 1)])) for _ in documents
        ]

    def translate(self, requests: Sequence[TranslationRequest]) -> list[str]:
        self.asked += requests
        last = len(self.translations) - 1
        return [self.translations[min(request.attempt, last)] for request in requests]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(default_url(tmp_path))


def editor(model: Scripted, store: Store, retries: int = 1) -> Editor:
    embedder = load_embedder("multilingual-e5-small")
    return Editor(
        summariser=model,
        translators={"zh": model},
        embedder=embedder,
        attributor=Attributor(embedder),
        summary_checks=make_summary_checks({}),
        translation_checks=make_translation_checks({}),
        glossary=Glossary((), "none"),
        memory=store,
        retries=retries,
    )


def summary(model: Scripted, store: Store) -> list[tuple[str, str]]:
    (entry,) = editor(model, store).entries([event()])
    assert all(sentence.supported and sentence.evidence for sentence in entry.summary)
    assert len({sentence.id for sentence in entry.sentences}) == len(entry.sentences)
    return [(sentence.text, sentence.origin) for sentence in entry.summary]


def test_a_faithful_draft_is_kept(store: Store) -> None:
    assert summary(Scripted(), store) == [(FAITHFUL, "model"), (RIGHT, "model")]


def test_a_wrong_sentence_gives_way_to_a_right_one_of_the_second_draft(store: Store) -> None:
    model = Scripted(drafts=[(FAITHFUL, WRONG), (FAITHFUL, RIGHT)])
    assert summary(model, store) == [(FAITHFUL, "model"), (RIGHT, "model")]


def test_what_stays_wrong_is_replaced_by_the_source_and_marked(store: Store) -> None:
    model = Scripted(drafts=[(FAITHFUL, WRONG)])
    assert summary(model, store) == [(FAITHFUL, "model"), (RIGHT, "source")]


def test_a_model_that_writes_nothing_leaves_two_source_sentences(store: Store) -> None:
    made = summary(Scripted(drafts=[()]), store)
    assert [origin for _, origin in made] == ["source", "source"]
    assert made[0][0] == TEXT.split("\n\n", maxsplit=1)[0]


def test_a_failing_translation_is_tried_again_and_the_best_is_kept(store: Store) -> None:
    bad, good = "The bridge was closed.", "周一，一艘渡轮撞上林霍尔姆大桥，大桥随后关闭。"
    model = Scripted(drafts=[(FAITHFUL, RIGHT)], translations=[bad, good])
    (entry,) = editor(model, store).entries([event()])
    kept = entry.summary[0].translations["zh"]
    assert (kept.text, kept.attempts) == (good, 2)
    model = Scripted(drafts=[(FAITHFUL, RIGHT)], translations=[good, bad])
    model.fingerprint = "the memory does not know it"
    again = editor(model, store, retries=3).entries([event()])[0].summary[0].translations["zh"]
    assert again.text == good


def test_a_missing_term_is_asked_for_once_and_judged_as_any_other(store: Store) -> None:
    model = Scripted(translations=["大桥周一关闭。"])
    made = replace(editor(model, store, retries=2), glossary=Glossary.load([GLOSSARY]))
    made.entries([event()])
    asked = {r.attempt: r for r in model.asked if "Denmark" in r.text}
    assert not asked[0].missing
    assert asked[1].draft == "大桥周一关闭。"
    assert "丹麦" in {form for term in asked[1].missing for form in term.renderings}
    assert not asked[2].missing, "the same repair again would give the same"


def test_a_translation_that_stays_bad_is_kept_with_its_verdicts(store: Store) -> None:
    model = Scripted(translations=["The bridge was closed."])
    (entry,) = editor(model, store).entries([event()])
    for sentence in entry.sentences:
        translation = sentence.translations["zh"]
        assert {"language", "script"} & {check.name for check in translation.failed}
        assert translation.renders == sentence.id


def test_the_translation_memory_answers_what_was_translated_before(store: Store) -> None:
    editor(Scripted(), store, retries=0).entries([event()])
    model = Scripted()
    editor(model, store, retries=0).entries([event()])
    assert not model.asked


def test_the_fingerprint_covers_text_models_and_settings(store: Store) -> None:
    first = editor(Scripted(), store)
    assert first.fingerprint(event()) == editor(Scripted(), store).fingerprint(event())
    assert first.fingerprint(event()) != editor(Scripted(), store, 2).fingerprint(event())
    other = Scripted()
    other.fingerprint = "other"
    assert first.fingerprint(event()) != editor(other, store).fingerprint(event())


def test_errors_of_a_model_pass_through(store: Store) -> None:
    class Broken(Scripted):
        def summarise(
            self, documents: Sequence[Document], *, attempt: int = 0
        ) -> list[DraftSummary]:
            raise ModelError("a text", "is too long", "choose another model")

    with pytest.raises(ModelError, match="too long"):
        editor(Broken(), store).entries([event()])
