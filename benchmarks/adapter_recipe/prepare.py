"""Pairs to files of tokens: ``python -m benchmarks.adapter_recipe.prepare``.

Everything that needs the project is done here, so that the machine that trains needs none of it:
prompts are written as in inference, and the pairs are chosen, news first. Of each language there
is a file to train on, one to measure the loss on, and one of prompts to translate.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from base.hashing import file_sha256
from digests.profile import load_profile
from models.adapters.examples import Example, make_examples
from models.adapters.pairs import Pair, read_pairs
from models.checkpoint import open_checkpoint
from models.engines.choice import settle
from models.engines.settings import end_tokens
from models.spec import LocalModel, ModelSpec
from models.tasks import TranslationRequest
from models.translators import translator_of

NEWS = re.compile(r"newstest|ntrex|wmt21|newscomm")
SPOKEN = re.compile(r"3am|aic|manythings|ted")
SEED = 7


def rank(origin: str) -> int:
    """Return how late pairs of an origin are taken: news, then other prose, then captions."""
    if NEWS.match(origin):
        return 0
    return 2 if SPOKEN.search(origin) else 1


def chosen(pairs: Sequence[Pair], most: int) -> list[Pair]:
    """Return at most so many pairs, news first, in an order drawn by the seed."""
    draw = random.Random(SEED)
    drawn = sorted(draw.sample(pairs, len(pairs)), key=lambda pair: rank(pair.origin))[:most]
    return draw.sample(drawn, len(drawn))


def local(spec: ModelSpec) -> LocalModel:
    """Return the spec of a model whose weights are here.

    Raises:
        TypeError: It is no such model.

    """
    found = settle(spec)
    if not isinstance(found, LocalModel):
        raise TypeError(f"{spec.name}: has no weights here that could be adapted")
    return found


def write_examples(path: Path, examples: Iterable[Example]) -> int:
    """Write examples that share one start; return how many tokens they have beside it."""
    kept = list(examples)
    prefix = kept[0].read[: kept[0].shared]
    if any(example.read[: example.shared] != prefix for example in kept):
        raise ValueError(f"{path}: the prompts of a language must share their start")
    flat = [(*e.read[e.shared :], *e.written) for e in kept]
    np.savez_compressed(
        path,
        prefix=np.array(prefix, dtype=np.int32),
        tokens=np.array([token for row in flat for token in row], dtype=np.int32),
        read=np.array([len(e.read) - e.shared for e in kept], dtype=np.int32),
        written=np.array([len(e.written) for e in kept], dtype=np.int32),
    )
    return sum(map(len, flat))


def main() -> None:
    """Write the files of each language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", nargs="+", metavar="LANGUAGE=FILE", help="TSV, also .xz")
    parser.add_argument("--test", type=Path, required=True, help="folder of the WMT22 task's files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=25_000, help="pairs of a language")
    parser.add_argument("--development", type=int, default=400, help="segments to measure on")
    parser.add_argument("--translate", type=int, default=300, help="segments to translate")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    profile = load_profile("embedded")
    told: dict[str, object] = {"seed": SEED}
    for language, _, file in (pair.partition("=") for pair in asked.pairs):
        spec = local(profile.translator(language))
        checkpoint = open_checkpoint(spec)
        translator = translator_of(checkpoint, "en")
        source = asked.test / f"wmt22.en-{language}.src.en"
        reference = asked.test / f"wmt22.en-{language}.ref.A.{language}"
        found = read_pairs([Path(file)], language, excluded=[source], development_size=1)
        pairs = chosen(found.training, asked.most)
        segments = [
            Pair(*both)
            for both in zip(
                source.read_text("utf-8").splitlines(),
                reference.read_text("utf-8").splitlines(),
                strict=True,
            )
        ]
        drawn = random.Random(SEED).sample(segments, asked.development + asked.translate)
        measured, translated = drawn[: asked.development], drawn[asked.development :]
        tokens = write_examples(
            asked.out / f"train.{language}.npz", make_examples(pairs, translator, language)
        )
        write_examples(
            asked.out / f"development.{language}.npz",
            make_examples(measured, translator, language),
        )
        prompts = [translator.prompt(TranslationRequest(p.source, language)) for p in translated]
        (asked.out / f"prompts.{language}.json").write_text(
            json.dumps(
                {
                    "prompts": [prompt.tokens for prompt in prompts],
                    "limits": [prompt.limit for prompt in prompts],
                    "sources": [pair.source for pair in translated],
                    "references": [pair.target for pair in translated],
                },
                ensure_ascii=False,
            ),
            encoding="utf-8",
        )
        told[language] = {
            "file": {"name": Path(file).name, "sha256": file_sha256(Path(file))},
            "pairs": len(pairs),
            "tokens": tokens,
            "development": len(measured),
            "origins": dict(Counter(pair.origin for pair in pairs).most_common()),
            "dropped": dict(found.dropped.most_common()),
            "end": list(end_tokens(checkpoint.settings)),
        }
        told["base"] = {"name": spec.name, "file": spec.file, "sha256": dict(spec.sha256)}
        print(f"{language}: {len(pairs)} pairs, {tokens} tokens beside the shared start")
    (asked.out / "recipe.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    size = sum(file.stat().st_size for file in asked.out.iterdir())
    print(f"{asked.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
