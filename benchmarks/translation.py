"""Measure translators on a test set: chrF, and whether the difference could be chance.

Usage: python -m benchmarks.translation SOURCES REFERENCES PROFILE... --target ru

The first profile is the baseline. Both files hold one sentence a line.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from sacrebleu.metrics import CHRF
from sacrebleu.significance import PairedTest

from digests.profile import load_profile
from models.registry import load_translator
from models.tasks import TranslationRequest


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("references", type=Path)
    parser.add_argument("profiles", nargs="+")
    parser.add_argument("--target", required=True)
    parser.add_argument("--sentences", type=int, help="drawn by the seed; default: all")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    sides = [path.read_text("utf-8").splitlines() for path in (asked.sources, asked.references)]
    pairs = list(zip(*sides, strict=True))
    if asked.sentences:
        pairs = random.Random(asked.seed).sample(pairs, asked.sentences)
    requests = [TranslationRequest(source, asked.target) for source, _ in pairs]
    systems, seconds = [], []
    for name in asked.profiles:
        profile = load_profile(name)
        started = time.monotonic()
        translator = load_translator(profile.translator(asked.target), profile.source_language)
        systems.append((name, translator.translate(requests)))
        seconds.append(time.monotonic() - started)
    references = [[reference for _, reference in pairs]]
    # sacrebleu wants two systems to compare.
    compared = systems if len(systems) > 1 else systems * 2
    test = PairedTest(compared, {"chrF": CHRF(references=references)}, None, n_samples=1000)
    results = test()[1]["chrF2"]
    print(f"{len(pairs)} sentences, seed {asked.seed}; paired bootstrap, 1,000 samples\n")
    print("| profile | chrF | p | left empty | seconds |")
    print("|---|---:|---:|---:|---:|")
    for (name, texts), result, took in zip(systems, results, seconds, strict=False):
        chance = "" if result.p_value is None else f"{result.p_value:.3f}"
        print(
            f"| {Path(name).stem} | {result.score:.1f} | {chance} "
            f"| {texts.count('')} | {took:.0f} |"
        )


if __name__ == "__main__":
    main()
