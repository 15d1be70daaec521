from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checks.verdict import Embedder, Resources, judge_translations
from models.embedder import CALIBRATION
from tests.checks.translation.texts import CHECKS, context


class NoEmbedder:
    embedder: Embedder | None = None


class Alike:
    """An embedder that gives any two texts the same cosine."""

    calibration = CALIBRATION

    def __init__(self, cosine: float) -> None:
        self._vectors = {"a": (1.0, 0.0), "b": (cosine, math.sqrt(1 - cosine**2))}

    @property
    def embedder(self) -> Embedder | None:
        return self

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._vectors[text] for text in texts], dtype=np.float32)


def test_adequacy_has_a_threshold_by_target() -> None:
    def status(target: str, similarity: float | None) -> str:
        resources: Resources = Alike(similarity) if similarity else NoEmbedder()
        ((check,),) = judge_translations(
            [CHECKS["adequacy"]], [context("a", "b", target)], resources
        )
        return check.status

    assert status("zh", None) == "skipped"
    assert status("zh", 0.9) == "passed"
    assert status("zh", 0.7) == "failed"
    assert status("de", 0.76) == "passed"
