"""Summarisers: chat and seq2seq models, and sentences chosen from the text itself."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from models.answers import whole_sentences
from models.chat_encoding import ChatEncoder, defuse
from models.chat_server import ChatServer, Question, estimated_tokens
from models.checkpoint import CODE_VERSION, Checkpoint, Written, hash_of
from models.engines import Prompt
from models.fitting import split_to_fit
from models.messages import Conversation, MessageWriter
from models.spec import AdaptableModel
from models.tasks import Document, DraftSummary, Embedder, ModelError

MOST_SENTENCES = 4


@dataclass(frozen=True)
class Reader:
    """A model as a summariser sees it."""

    name: str
    fingerprint: str
    input_limit: int
    """Tokens that a prompt may have."""
    size: Callable[[Document, int], int]
    """Gives the tokens of the prompt for a document and an attempt."""
    write: Callable[[Sequence[Document], int], list[Written]]
    """Gives what the model writes to documents at an attempt."""


class ModelSummariser:
    """Lets a model summarise what it can read whole, and anything longer in chunks."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change a summary."""
        return self._reader.fingerprint

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        """Summarise each document in at most four whole sentences, in order.

        A document over the model's limit is cut into chunks at sentence bounds; their summaries
        are then summarised together. A draft has fewer than two sentences, or none, where the
        model wrote no more that is whole.

        Raises:
            ModelError: The prompt alone is over the model's limit, or memory is exhausted.

        """
        chunked = [self._chunks(document, attempt) for document in documents]
        written = iter(self._write([c for chunks in chunked for c in chunks], attempt))
        drafts: list[DraftSummary] = []
        joint: dict[int, Document] = {}
        for number, (document, chunks) in enumerate(zip(documents, chunked, strict=True)):
            sentences = tuple(s for summary in islice(written, len(chunks)) for s in summary)
            shorter = len(" ".join(sentences)) < len(" ".join(document.sentences))
            if len(sentences) > MOST_SENTENCES and shorter:
                joint[number] = Document(document.title, sentences)
            drafts.append(DraftSummary(sentences[:MOST_SENTENCES], len(chunks)))
        if joint:
            again = self.summarise(list(joint.values()), attempt=attempt)
            for number, draft in zip(joint, again, strict=True):
                drafts[number] = DraftSummary(draft.sentences, drafts[number].chunks)
        return drafts

    def _write(self, documents: Sequence[Document], attempt: int) -> list[tuple[str, ...]]:
        return [
            whole_sentences(answer.text, finished=answer.finished)[:MOST_SENTENCES]
            for answer in self._reader.write(documents, attempt)
        ]

    def _chunks(self, document: Document, attempt: int) -> list[Document]:
        """Cut a document into the fewest chunks that the model can read, of about equal length."""
        limit = self._reader.input_limit

        def size(sentences: Sequence[str]) -> int:
            return self._reader.size(Document(document.title, tuple(sentences)), attempt)

        total, frame = size(document.sentences), size(())
        if total <= limit:
            return [document]
        if frame >= limit:
            raise ModelError(
                self._reader.name,
                f"its prompt alone has {frame} tokens of the {limit} that it may read",
                "raise `max_input_tokens`, or choose a shorter prompt",
            )
        sentences = [
            piece
            for sentence in document.sentences
            for piece in split_to_fit(sentence, lambda text: size([text]) <= limit)
        ]
        aim = frame + math.ceil((total - frame) / math.ceil((total - frame) / (limit - frame)))
        chunks: list[list[str]] = [[]]
        for sentence in sentences:
            if chunks[-1] and size([*chunks[-1], sentence]) > aim:
                chunks.append([])
            chunks[-1].append(sentence)
        return [Document(document.title, tuple(chunk)) for chunk in chunks]


def chat_summariser(checkpoint: Checkpoint) -> ModelSummariser:
    """Return a summariser that asks a chat model."""
    writer = MessageWriter(checkpoint.spec.prompt or "summarise")
    encoder = ChatEncoder(checkpoint.tokenizer)

    def prompt_of(document: Document, attempt: int) -> Prompt:
        values = {"title": document.title, "sentences": document.sentences, "attempt": attempt}
        return encoder.prompt(writer.write(values), checkpoint.output_limit)

    return _of_checkpoint(checkpoint, prompt_of, prompt=writer.source)


def seq2seq_summariser(checkpoint: Checkpoint) -> ModelSummariser:
    """Return a summariser of a checkpoint that was trained to summarise."""
    assert isinstance(checkpoint.spec, AdaptableModel)  # GGUF files are chat models here
    tokenizer, prefix = checkpoint.tokenizer, checkpoint.spec.prefix

    def prompt_of(document: Document, attempt: int) -> Prompt:
        del attempt  # Such a model cannot be told to be stricter.
        text = prefix + defuse(" ".join(document.sentences), tokenizer.all_special_tokens)
        return Prompt(tuple(tokenizer(text)["input_ids"]), checkpoint.output_limit)

    return _of_checkpoint(checkpoint, prompt_of, prefix=prefix)


def _of_checkpoint(
    checkpoint: Checkpoint, prompt_of: Callable[[Document, int], Prompt], **facts: str
) -> ModelSummariser:
    def write(documents: Sequence[Document], attempt: int) -> list[Written]:
        prompts = [prompt_of(document, attempt) for document in documents]
        return [best for best, *_ in checkpoint.write(prompts, checkpoint.decoding)]

    return ModelSummariser(
        Reader(
            checkpoint.spec.name,
            checkpoint.fingerprint(task="summarise", **facts),
            checkpoint.input_limit,
            lambda document, attempt: len(prompt_of(document, attempt).tokens),
            write,
        )
    )


def server_summariser(server: ChatServer) -> ModelSummariser:
    """Return a summariser that asks a model behind an endpoint."""
    writer = MessageWriter(server.spec.prompt or "summarise")

    def ask(document: Document, attempt: int) -> Conversation:
        values = {"title": document.title, "sentences": document.sentences, "attempt": attempt}
        return writer.write(values)

    def write(documents: Sequence[Document], attempt: int) -> list[Written]:
        limit = server.spec.generation.max_new_tokens
        # A stricter draft is another question; it needs no chance.
        return server.answer(
            [Question(ask(document, attempt), limit, field="summary") for document in documents]
        )

    return ModelSummariser(
        Reader(
            server.spec.name,
            server.fingerprint(task="summarise", prompt=writer.source),
            server.input_limit,
            lambda document, attempt: ask(document, attempt).size(estimated_tokens),
            write,
        )
    )


_DANGLING = re.compile(
    r"(?:he|she|it|they|we|i|this|that|these|those|but|and|however|meanwhile|also|his|her|their)\b",
    re.IGNORECASE,
)


class ExtractiveSummariser:
    """Chooses source sentences, verbatim: central, early, and unlike one another.

    Maximal marginal relevance (Carbonell & Goldstein 1998, doi:10.1145/290941.291025) over
    sentence embeddings, with the document's mean embedding as the query.
    """

    def __init__(
        self, embedder: Embedder, *, sentences: int = 3, novelty: float = 0.6, lead: float = 0.3
    ) -> None:
        """Take how many sentences to choose, and the weights of novelty and of standing early."""
        self._embedder = embedder
        self._count = sentences
        self._novelty = novelty
        self._lead = lead

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change a summary."""
        settings = (self._count, self._novelty, self._lead)
        return hash_of(
            {"code": CODE_VERSION, "embedder": self._embedder.fingerprint, "settings": settings}
        )

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        """Choose up to three sentences of each document, in the order of the text.

        A source sentence cannot be unfaithful: every attempt gives the same.
        """
        del attempt
        return [self._summarise(document.sentences) for document in documents]

    def _summarise(self, sentences: tuple[str, ...]) -> DraftSummary:
        distinct = list(dict.fromkeys(sentences))
        # What refers back, asks, or is a fragment does not stand alone; in need it must.
        alone = [s for s in distinct if not _DANGLING.match(s) and 6 <= len(s.split()) <= 60]
        pool = alone if len(alone) >= self._count else distinct
        if len(pool) <= self._count:
            return DraftSummary(tuple(pool))
        vectors = self._embedder.embed(pool)
        chosen = self._choose(vectors, [distinct.index(s) / len(distinct) for s in pool])
        return DraftSummary(tuple(pool[n] for n in sorted(chosen)))

    def _choose(self, vectors: NDArray[np.float32], places: Sequence[float]) -> list[int]:
        """Return the rows to take, given unit vectors and places in the text from 0 to 1."""
        mean = vectors.mean(axis=0)
        relevance = _spread(vectors @ (mean / np.linalg.norm(mean)))
        relevance += self._lead * np.exp(-6 * np.asarray(places))
        likeness = vectors @ vectors.T
        likeness = (likeness - likeness.min()) / max(float(np.ptp(likeness)), 1e-6)
        chosen = [int(relevance.argmax())]
        while len(chosen) < self._count:
            score = (1 - self._novelty) * relevance - self._novelty * likeness[:, chosen].max(1)
            score[chosen] = -np.inf
            chosen.append(int(score.argmax()))
        return chosen


def _spread(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Stretch values to 0 … 1: E5 cosines lie close together near 1."""
    spread: NDArray[np.float32] = (values - values.min()) / max(float(np.ptp(values)), 1e-6)
    return spread
