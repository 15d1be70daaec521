"""What goes into a model and what comes out: plain texts, no article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from base.errors import ExplainedError
from base.run_errors import OfTheRun
from language.terms import Term


@dataclass(frozen=True)
class Document:
    """A text to summarise, split into sentences; never a title alone."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class DraftSummary:
    """A summary as a model wrote it.

    ``chunks`` is the number of pieces that the document was summarised in: 1 means that the model
    saw the document whole.
    """

    sentences: tuple[str, ...]
    chunks: int = 1


@dataclass(frozen=True)
class TranslationRequest:
    """One sentence to translate.

    ``context`` is the text around it, for models that can read it; ``attempt`` above 0 asks for
    another hypothesis than the attempts before it gave (other prompt, other beam).

    ``missing`` are terms that ``draft``, an earlier translation, lacks, each with all forms that
    may stand in the text: the draft is then repaired, or given back where that cannot be done.
    """

    text: str
    target: str
    context: str = ""
    terms: tuple[Term, ...] = ()
    attempt: int = 0
    draft: str = ""
    missing: tuple[Term, ...] = ()


class Summariser(Protocol):
    """Writes summaries."""

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change an output: weights, settings, prompt, version of the code."""

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        """Summarise each document, in order; ``attempt`` above 0 asks for a stricter draft."""


class Translator(Protocol):
    """Translates sentences."""

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change an output: weights, settings, prompt, version of the code."""

    def translate(self, requests: Sequence[TranslationRequest]) -> list[str]:
        """Translate each request, in order, one hypothesis each."""


@dataclass(frozen=True)
class Calibration:
    """What the cosines of an embedder mean: measured with it, they hold for no other."""

    floor: float
    """Cosine of news sentences that have nothing to do with one another."""
    ceiling: float
    """Cosine of sentences that say the same."""
    least_support: float
    """Similarity, from 0 to 1, from which a passage may support a sentence beside another one."""
    least_adequacy: Mapping[str, float]
    """Least cosine of a sentence and its translation, by target."""
    least_adequacy_elsewhere: float
    """The same for any other target."""

    def similarity(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Stretch cosines to similarities: 0 at the floor or below, 1 at the ceiling or above."""
        stretched = (cosines - self.floor) / (self.ceiling - self.floor)
        found: NDArray[np.float32] = np.clip(stretched, 0.0, 1.0)
        return found


class Embedder(Protocol):
    """Sentence embeddings, comparable across languages where the model is multilingual."""

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change an embedding."""

    @property
    def calibration(self) -> Calibration:
        """What its cosines mean."""

    @property
    def licence(self) -> str | None:
        """Licence of its weights."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as unit vectors of shape (len(texts), dimensions)."""


class ModelError(ExplainedError):
    """A model that cannot be had or used: names the thing, the reason and the remedy."""


class UnusableError(OfTheRun, ModelError):
    """A model that no other text would fare better with: what is left to do is not tried."""


class HubError(OfTheRun, ModelError):
    """A model hub that does not answer: it may later."""
