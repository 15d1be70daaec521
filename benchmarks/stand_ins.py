"""One run with stand-ins for the models, as the benchmark of overhead asks for it.

``python -m benchmarks.stand_ins ARTICLES OUT PROFILE SECONDS`` starts as the command line
does: what takes long is imported while the Prefect server boots.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

import flows.cli  # noqa: F401 -- sets what Prefect reads when it is imported
from flows.startup import starting
from models.tasks import Calibration, Document, DraftSummary, TranslationRequest

if TYPE_CHECKING:
    from digests.editor import Editor, Memory
    from digests.profile import Profile

PAIRS = Path(__file__).resolve().parent / "data" / "translation.tsv"
TARGETS = ("zh", "ru")
KNOWN = 4
"""Known sentences of an article: its title, and the three of its summary."""
_ONE_MODEL = threading.Lock()


@cache
def pairs() -> dict[str, dict[str, str]]:
    """Return sentences with their translations, by sentence and target language."""
    with PAIRS.open(encoding="utf-8") as file:
        return {row["en"]: row for row in csv.DictReader(file, delimiter="\t")}


def write_known_articles(path: Path, count: int) -> None:
    """Write articles to a JSON Lines file: known sentences, then words by chance."""
    # It imports what a run is to import while the server boots.
    from benchmarks.word_chains import following_words, paragraph

    chance, following = random.Random(count), following_words()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            title, *known = chance.sample(list(pairs()), KNOWN)
            text = "\n\n".join([" ".join(known), *(paragraph(following, chance) for _ in range(9))])
            url = f"https://paper{number % 40}.example/{number}"
            file.write(json.dumps({"title": title, "text": text, "url": url}) + "\n")


@dataclass(frozen=True)
class StandIn:
    """Answers for all models; ``seconds`` is the time an article takes all of them."""

    seconds: float
    fingerprint: str = "stand-in"
    licence: str | None = None

    @property
    def calibration(self) -> Calibration:
        """Take its cosines for those of the embedder in whose place it stands."""
        from models.embedder import CALIBRATION

        return CALIBRATION

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        """Take the first sentences of each document, after the time of all models."""
        if not attempt:
            with _ONE_MODEL:
                time.sleep(self.seconds * len(documents))
        return [DraftSummary(document.sentences[: KNOWN - 1]) for document in documents]

    def translate(self, requests: Sequence[TranslationRequest]) -> list[str]:
        """Give the known translations."""
        return [pairs()[request.text][request.target] for request in requests]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give unit vectors: one for a known sentence and its translations, else any."""
        return np.stack([_vector(_originals().get(text, text)) for text in texts])


@cache
def _originals() -> dict[str, str]:
    return {row[target]: sentence for sentence, row in pairs().items() for target in TARGETS}


@lru_cache(maxsize=4096)
def _vector(text: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def run_flow(articles: str, out: str, settings: str, seconds: float) -> None:
    """Run the flow with stand-ins for the models of the profile."""
    with starting():
        from digests import shards
        from digests.assembly import make_editor
        from digests.attribution import Attributor
        from flows.digest import digest

    def make(profile: Profile, targets: Sequence[str], memory: Memory) -> Editor:
        model = StandIn(seconds)
        return replace(
            make_editor(profile, targets, memory),
            summariser=model,
            translators=dict.fromkeys(targets, model),
            embedder=model,
            attributor=Attributor(model),
            retries=0,
        )

    shards.make_editor = make  # type: ignore[attr-defined]
    digest([articles], profile=settings, targets=TARGETS, out=out)


if __name__ == "__main__":
    _, articles_file, out_folder, profile_file, model_seconds = sys.argv
    run_flow(articles_file, out_folder, profile_file, float(model_seconds))
