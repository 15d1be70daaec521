"""Adapter folders of what a bare machine sent: ``python -m benchmarks.adapter_recipe.collect``.

Joins the pieces, writes the folder as `polydigest adapt` does, and compares the translations with
the adapter and without by chrF and BLEU, with a paired bootstrap.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from peft import LoraConfig
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.significance import PairedTest
from safetensors.torch import load_file, save_file

from base.hashing import file_sha256
from benchmarks.adapter_recipe.prepare import local
from digests.profile import load_profile
from models.adapters.adapter import (
    CARD,
    CONFIG,
    RECORD,
    WEIGHTS,
    DataFile,
    Evaluation,
    Record,
    weight_hashes,
)
from models.adapters.card import model_card
from models.answers import clean_translation
from models.checkpoint import hash_of, open_checkpoint


def write_adapter(sent: Path, files: Path, language: str, out: Path, licence: str) -> Record:
    """Write the folder of an adapter; return its record."""
    recipe = json.loads((files / "recipe.json").read_text(encoding="utf-8"))
    told = json.loads((sent / f"{language}.json").read_text())
    out.mkdir(parents=True)
    state: dict[str, Any] = {}
    for piece in sorted(sent.glob(f"{language}.*.safetensors")):
        state |= load_file(piece)
    save_file(state, out / WEIGHTS, metadata={"format": "pt"})
    LoraConfig(
        base_model_name_or_path=recipe["base"]["name"],
        r=told["rank"],
        lora_alpha=2 * told["rank"],
        lora_dropout=0.05,
        target_modules="all-linear",
        inference_mode=True,
    ).save_pretrained(str(out))
    data = recipe[language]
    record = Record(
        base=recipe["base"]["name"],
        base_revision=None,
        base_sha256=weight_hashes(recipe["base"]["sha256"]),
        sha256={name: file_sha256(out / name) for name in (WEIGHTS, CONFIG)},
        source_language="en",
        target=language,
        licence=licence,
        command="python -m benchmarks.adapter_recipe (docs/adapters.md)",
        plan=hash_of({"recipe": recipe, "told": told}),
        data=(DataFile(**data["file"], pairs=data["pairs"]),),
        origins=data["origins"],
        dropped=data["dropped"],
        development_pairs=data["development"],
        epochs=told["epochs"],
        steps=told["steps"],
        rank=told["rank"],
        learning_rate=told["rate"],
        seed=told["seed"],
        parameters=told["parameters"],
        dtype="bfloat16",
        device=told["device"],
        seconds=told["seconds"],
        libraries={"torch": told["torch"]},
        best=min(told["curve"], key=lambda point: float(point[1]))[0],
        evaluations=tuple(
            Evaluation(step=step, loss=round(loss, 4), chrf=None) for step, loss in told["curve"]
        ),
    )
    (out / RECORD).write_text(record.model_dump_json(indent=1), encoding="utf-8")
    (out / CARD).write_text(model_card(record), encoding="utf-8")
    return record


def compare(sent: Path, files: Path, language: str) -> None:
    """Print chrF and BLEU of the answers, without the adapter and with it."""
    asked = json.loads((files / f"prompts.{language}.json").read_text("utf-8"))
    answers = json.loads((sent / f"answers.{language}.json").read_text())
    tokenizer = open_checkpoint(local(load_profile("embedded").translator(language))).tokenizer
    systems = [
        (name, [
            clean_translation(tokenizer.decode(tokens, skip_special_tokens=True), source)
            for tokens, source in zip(rows, asked["sources"], strict=True)
        ])
        for name, rows in answers.items()
    ]  # fmt: skip
    tokenize = "zh" if language == "zh" else "13a"
    references = [asked["references"]]
    metrics = {
        "chrF": CHRF(references=references),
        "BLEU": BLEU(tokenize=tokenize, references=references),
    }
    _, scores = PairedTest(systems, metrics, None, n_samples=1000)()
    print(f"\n{language}: {len(asked['sources'])} segments; paired bootstrap, 1,000 samples\n")
    print("| system | chrF | p | BLEU | p | left empty |\n|---|---:|---:|---:|---:|---:|")
    for (name, texts), chrf, bleu in zip(systems, scores["chrF2"], scores["BLEU"], strict=True):
        chances = [f"{r.p_value:.3f}" if r.p_value is not None else "" for r in (chrf, bleu)]
        print(
            f"| {name} | {chrf.score:.1f} | {chances[0]} | {bleu.score:.1f} | {chances[1]} "
            f"| {texts.count('')} |"
        )
    for n in range(min(40, len(asked["sources"]))):
        print(f"\n{asked['sources'][n]}\n- {systems[0][1][n]}\n+ {systems[1][1][n]}")


def main() -> None:
    """Write the folders and print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sent", type=Path, help="what bare.py wrote")
    parser.add_argument("files", type=Path, help="what prepare.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder that gets the adapters")
    parser.add_argument("--languages", default="ru,zh")
    parser.add_argument("--licence", required=True)
    asked = parser.parse_args()
    for language in asked.languages.split(","):
        record = write_adapter(
            asked.sent, asked.files, language, asked.out / language, asked.licence
        )
        print(f"{asked.out / language}: best after step {record.best}")
        compare(asked.sent, asked.files, language)


if __name__ == "__main__":
    main()
