"""How fast the engines run, side by side: ``python -m benchmarks.engine``.

Checkpoints have the true shapes of opus-mt-en-zh and distilbart-cnn-12-6 with random weights: the
time of a matrix product does not depend on what is in it. No text ends by itself; each is written
to a given length, drawn once from the lengths of news sentences and their translations, so that
all engines do the same work. Every measure alternates with the others, and its median counts.

``--linear`` compares the time of 4,000 sentences with that of 1,000. ``--chat FOLDER`` compares,
for a folder that holds a GGUF chat model and its unpacked form, one prompt at a time on packed
weights with this engine's batches. ``--servers FOLDER`` compares llama.cpp and a served model on a
test set, as `benchmarks.chat_servers` says. Each writes a section of the document.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece
import torch
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    BartConfig,
    BartForConditionalGeneration,
    GgufConfig,
    MarianConfig,
    MarianMTModel,
    MarianTokenizer,
    RobertaTokenizer,
)

from base.hardware import cpus
from benchmarks.chat_servers import compare as compare_servers
from benchmarks.sections import put_section
from models.batching import TokenBudget, generate
from models.engines import Decoding, Engine, Prompt
from models.engines.ctranslate2_engine import CTranslate2Engine, converted
from models.engines.settings import no_call_for_sacremoses
from models.engines.torch_engine import TorchEngine, computes_bfloat16
from models.spec import TorchModel
from models.weights import Weights, resolve

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "engine.md"

_NEVER = -1e9


@dataclass(frozen=True)
class Shape:
    """A kind of checkpoint, and what is asked of it."""

    title: str
    make: Callable[[Path], Any]
    tokens: Callable[[random.Random], tuple[int, int]]
    """Draws the tokens of a source and of its output."""
    vocabulary: int
    naive_batch: int
    one_by_one: bool


def sentence_lengths(chance: random.Random) -> tuple[int, int]:
    """Draw a news sentence: a median of 30 tokens, from 6 to 120, translated at 0.7 to 1.4."""
    source = min(120, max(6, round(chance.lognormvariate(math.log(30), 0.5))))
    return source, max(5, round(source * chance.uniform(0.7, 1.4)))


def article_lengths(chance: random.Random) -> tuple[int, int]:
    """Draw a news article: a median of 600 tokens, up to 1,020, in a summary of 56 to 100."""
    source = min(1020, max(150, round(chance.lognormvariate(math.log(600), 0.5))))
    return source, chance.randint(56, 100)


def make_opus(folder: Path) -> Any:
    """Write a model of the shape of Helsinki-NLP/opus-mt-en-zh."""
    size = 65_001
    pieces = io_pieces(folder)
    tokens = ["</s>", "<unk>", *pieces]
    tokens += [f"word{n}" for n in range(size - len(tokens) - 1)] + ["<pad>"]
    (folder / "vocab.json").write_text(json.dumps({token: n for n, token in enumerate(tokens)}))
    with no_call_for_sacremoses():
        tokenizer = MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            vocab=str(folder / "vocab.json"),
        )
    tokenizer.save_pretrained(folder)
    config = MarianConfig(
        vocab_size=size,
        d_model=512,
        encoder_layers=6,
        decoder_layers=6,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=2048,
        decoder_ffn_dim=2048,
        max_position_embeddings=512,
        pad_token_id=size - 1,
        eos_token_id=0,
        decoder_start_token_id=size - 1,
        scale_embedding=True,
        activation_function="swish",
        forced_eos_token_id=None,
    )
    return MarianMTModel(config)


def io_pieces(folder: Path) -> list[str]:
    """Write the sentence-piece models that a Marian tokenizer asks for; give their pieces."""
    for name in ("source.spm", "target.spm"):
        with (folder / name).open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(["the ministers met in the city on monday"]),
                model_writer=file,
                vocab_size=40,
                hard_vocab_limit=False,
                minloglevel=2,
            )
    model = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    return [piece for n in range(3, len(model)) if (piece := model.id_to_piece(n))]


def make_distilbart(folder: Path) -> Any:
    """Write a model of the shape of sshleifer/distilbart-cnn-12-6."""
    size = 50_264
    tokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *(f"word{n}" for n in range(size - 5))]
    vocabulary = {token: n for n, token in enumerate(tokens)}
    RobertaTokenizer(vocab=vocabulary, merges=[]).save_pretrained(folder)
    config = BartConfig(
        vocab_size=size,
        d_model=1024,
        encoder_layers=12,
        decoder_layers=6,
        encoder_attention_heads=16,
        decoder_attention_heads=16,
        encoder_ffn_dim=4096,
        decoder_ffn_dim=4096,
        max_position_embeddings=1024,
        forced_eos_token_id=None,
    )
    return BartForConditionalGeneration(config)


OPUS = Shape("opus-mt-en-zh", make_opus, sentence_lengths, 65_000, 16, one_by_one=True)
DISTILBART = Shape("distilbart-cnn-12-6", make_distilbart, article_lengths, 50_264, 4, False)


def write_checkpoint(shape: Shape, folder: Path) -> Weights:
    """Write a checkpoint with random weights that never ends a text."""
    torch.manual_seed(1)
    model = shape.make(folder)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() > 1:
                # Drawn anew: as they come, with embeddings tied, one token is repeated for ever.
                weight.normal_(0, 0.02 if "embed" in name or "shared" in name else 0.1)
        model.final_logits_bias.zero_()
        model.final_logits_bias[0, model.config.eos_token_id] = _NEVER
        model.final_logits_bias[0, model.config.pad_token_id] = _NEVER
        if shape is OPUS:
            model.get_input_embeddings().weight[model.config.pad_token_id].zero_()
    model.generation_config.forced_eos_token_id = None
    model.generation_config.max_length = None
    model.save_pretrained(folder)
    return resolve(TorchModel(family="seq2seq", name=f"random/{shape.title}", folder=folder))


def draw_prompts(shape: Shape, count: int) -> list[Prompt]:
    """Draw texts of made-up words; the limit of each is the length that it will have."""
    chance = random.Random(2)
    prompts = []
    for _ in range(count):
        source, output = shape.tokens(chance)
        words = tuple(chance.randrange(100, shape.vocabulary - 1) for _ in range(source - 1))
        end = 0 if shape is OPUS else 2
        prompts.append(Prompt((*words, end), output))
    return prompts


def sample(prompts: Sequence[Prompt], count: int) -> list[Prompt]:
    """Take prompts of all lengths evenly, in random order: slow methods are measured on few."""
    ordered = sorted(prompts, key=lambda prompt: len(prompt.tokens))
    step = len(ordered) / count
    few = [ordered[int((n + 0.5) * step)] for n in range(count)]
    random.Random(3).shuffle(few)
    return few


Run = Callable[[Sequence[Prompt]], list[list[int]]]
"""Generates for all prompts, and gives the tokens of each."""


def transformers_run(model: Any, beams: int, batch: int) -> Run:
    """Return transformers' own `generate`, in batches as they come."""

    def run(prompts: Sequence[Prompt]) -> list[list[int]]:
        written = []
        for start in range(0, len(prompts), batch):
            some = prompts[start : start + batch]
            width = max(len(prompt.tokens) for prompt in some)
            pad = model.config.pad_token_id
            ids = torch.tensor([list(p.tokens) + [pad] * (width - len(p.tokens)) for p in some])
            with torch.inference_mode():
                rows = model.generate(
                    ids,
                    attention_mask=(ids != pad).long(),
                    num_beams=beams,
                    do_sample=False,
                    max_new_tokens=max(prompt.limit for prompt in some),
                )
            written += [
                row[1 : 1 + prompt.limit].tolist() for row, prompt in zip(rows, some, strict=True)
            ]
        return written

    return run


def engine_run(engine: Engine, beams: int) -> Run:
    """Return this project's engine."""

    def run(prompts: Sequence[Prompt]) -> list[list[int]]:
        written: list[list[int]] = [[] for _ in prompts]
        budget = TokenBudget(engine.token_budget)
        for number, found in generate(engine, prompts, Decoding(beams=beams), budget):
            written[number] = list(found[0].tokens)
        return written

    return run


def bare_run(folder: Path, beams: int, threads: int) -> Run:
    """Return CTranslate2 without this project: `translate_batch` on texts grouped by length."""
    translator = ctranslate2.Translator(
        str(folder), compute_type="int8", inter_threads=threads, intra_threads=1
    )
    file = next(f for f in folder.glob("*vocabulary.json") if "target" not in f.name)
    words = json.loads(file.read_text("utf-8"))
    ids = {word: n for n, word in enumerate(words)}

    def run(prompts: Sequence[Prompt]) -> list[list[int]]:
        order = sorted(range(len(prompts)), key=lambda n: -prompts[n].limit)
        size = min(32, -(-len(order) // threads))  # none of the threads is to stand idle
        answers: list[Any] = []
        for start in range(0, len(order), size):
            group = [prompts[n] for n in order[start : start + size]]
            answers += translator.translate_batch(
                [[words[token] for token in prompt.tokens] for prompt in group],
                beam_size=beams,
                max_decoding_length=group[0].limit,
                max_input_length=0,
                asynchronous=True,
            )
        written: list[list[int]] = [[] for _ in prompts]
        for n, answer in zip(order, answers, strict=True):
            words_written = answer.result().hypotheses[0]
            written[n] = [ids[word] for word in words_written][: prompts[n].limit]
        return written

    return run


@dataclass(frozen=True)
class Measure:
    """A method's name, speed in output tokens a second, and share of tokens as the reference."""

    name: str
    texts: int
    speed: float
    spread: float
    agreement: float


def measure(
    methods: dict[str, tuple[Run, Sequence[Prompt]]], reference: str, rounds: int
) -> list[Measure]:
    """Run all methods in turns, so that what else the machine does falls on all of them."""
    speeds: dict[str, list[float]] = {name: [] for name in methods}
    outputs: dict[str, dict[Prompt, list[int]]] = {}
    for _ in range(rounds):
        for name, (run, prompts) in methods.items():
            started = time.perf_counter()
            written = run(prompts)
            seconds = time.perf_counter() - started
            speeds[name].append(sum(len(tokens) for tokens in written) / seconds)
            outputs[name] = dict(zip(prompts, written, strict=True))
            logging.info("%s: %.0f tokens/s", name, speeds[name][-1])
    return [
        Measure(
            name,
            len(methods[name][1]),
            statistics.median(found),
            (max(found) - min(found)) / statistics.median(found),
            _agreement(outputs[name], outputs[reference]),
        )
        for name, found in speeds.items()
    ]


def _agreement(ours: dict[Prompt, list[int]], reference: dict[Prompt, list[int]]) -> float:
    """Return the share of texts that begin with the same half: later, one near-tie changes all."""
    shared = [prompt for prompt in reference if prompt in ours]
    same = [_first_half(ours[p], p) == _first_half(reference[p], p) for p in shared]
    return sum(same) / len(same) if same else math.nan


def _first_half(tokens: list[int], prompt: Prompt) -> list[int]:
    return tokens[: prompt.limit // 2]


def compare(shape: Shape, folder: Path, count: int, rounds: int) -> Iterator[str]:
    """Measure a shape; yield lines of Markdown."""
    beams, threads = 4, cpus()
    weights = write_checkpoint(shape, folder)
    prompts = draw_prompts(shape, count)
    some = sample(prompts, max(shape.naive_batch, count // 4))
    naively = sample(some, shape.naive_batch)
    few = sample(naively, max(4, shape.naive_batch // 3))
    torch.set_num_threads(threads)
    dtype = "bfloat16" if computes_bfloat16() else "float32"
    wide = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()

    fast = CTranslate2Engine(
        weights, causal=False, device="cpu", compute_type="int8", threads=threads
    )
    naive = f"transformers, batches of {shape.naive_batch} in input order, float32"
    single = "transformers, one text at a time, float32"
    bare = "CTranslate2 alone, int8"
    ours = "this engine, CTranslate2 int8"
    methods: dict[str, tuple[Run, Sequence[Prompt]]] = {
        naive: (
            transformers_run(wide, beams, shape.naive_batch),
            naively,
        ),
        f"this engine, PyTorch {dtype}": (
            engine_run(
                TorchEngine(folder, causal=False, device="cpu", dtype=dtype, threads=threads),
                beams,
            ),
            some,
        ),
        ours: (engine_run(fast, beams), prompts),
        bare: (bare_run(converted(weights, "int8"), beams, threads), prompts),
    }
    if shape.one_by_one:
        methods = {single: (transformers_run(wide, beams, 1), few), **methods}
    baseline = single if shape.one_by_one else naive
    for run, asked in methods.values():
        run(asked[:2])  # load and convert
    measures = measure(methods, baseline, rounds)
    base = next(m.speed for m in measures if m.name == baseline)
    yield f"\n## {shape.title}, {beams} beams\n"
    yield "| method | texts | tokens/s | spread | speed-up | same first half |"
    yield "|---|---:|---:|---:|---:|---:|"
    for m in measures:
        yield (
            f"| {m.name} | {m.texts} | {m.speed:,.0f} | {m.spread:.0%} | {m.speed / base:.1f} |"
            f" {m.agreement:.0%} |"
        )
    alone, with_us = (next(m.speed for m in measures if m.name == n) for n in (bare, ours))
    yield f"\nThis engine reaches {with_us / alone:.0%} of CTranslate2 alone."


def compare_sizes(shape: Shape, folder: Path, count: int) -> Iterator[str]:
    """Measure whether four times the texts take four times as long; yield lines of Markdown."""
    weights = write_checkpoint(shape, folder)
    engine = CTranslate2Engine(
        weights, causal=False, device="cpu", compute_type="int8", threads=cpus()
    )
    run, seconds = engine_run(engine, 4), []
    run(draw_prompts(shape, 2))
    for size in (count, 4 * count):
        prompts = draw_prompts(shape, size)
        started = time.perf_counter()
        run(prompts)
        seconds.append(time.perf_counter() - started)
    yield "\n## Four times the work\n"
    yield (
        f"{4 * count:,} sentences of {shape.title} took {seconds[1]:.1f} s, {count:,} took "
        f"{seconds[0]:.1f} s: {seconds[1] / seconds[0]:.2f} times as long."
    )


def compare_chat(folder: Path, rounds: int, count: int) -> Iterator[str]:
    """Measure a chat model: packed and one by one, against batches of this engine."""
    packed = next(folder.glob("*.gguf"))
    spec = TorchModel(family="chat", name=packed.name, file=packed.name, folder=folder)
    weights = resolve(spec)
    tokenizer = AutoTokenizer.from_pretrained(weights.folder)
    model = AutoModelForCausalLM.from_pretrained(
        folder, gguf_file=packed.name, quantization_config=GgufConfig()
    ).eval()
    limit, threads = 48, cpus()
    torch.set_num_threads(threads)
    prompts = [
        Prompt(
            tuple(
                tokenizer(
                    tokenizer.apply_chat_template(
                        [{"role": "user", "content": f"Write {n + 3} sentences about the sea."}],
                        tokenize=False,
                        add_generation_prompt=True,
                    )
                )["input_ids"]
            ),
            limit,
        )
        for n in range(count)
    ]

    def one_by_one(asked: Sequence[Prompt]) -> list[list[int]]:
        written = []
        for prompt in asked:
            ids = torch.tensor([prompt.tokens])
            with torch.inference_mode():
                row = model.generate(
                    ids,
                    attention_mask=torch.ones_like(ids),
                    do_sample=False,
                    max_new_tokens=limit,
                    min_new_tokens=limit,
                )
            written.append(row[0, ids.shape[1] :].tolist())
        return written

    dtype = "bfloat16" if computes_bfloat16() else "float32"
    engine = TorchEngine(weights.folder, causal=True, device="cpu", dtype=dtype, threads=threads)
    single, batched = "packed, one prompt at a time", f"this engine, PyTorch {dtype}, batches"
    methods: dict[str, tuple[Run, Sequence[Prompt]]] = {
        single: (one_by_one, prompts[:2]),
        batched: (engine_run(engine, 1), prompts),
    }
    engine_run(engine, 1)(prompts[:2])
    measures = measure(methods, single, rounds)
    yield f"\n## Chat: {packed.name}, greedy\n"
    yield "| method | texts | tokens/s | spread | speed-up |"
    yield "|---|---:|---:|---:|---:|"
    for m in measures:
        ratio = m.speed / measures[0].speed
        yield f"| {m.name} | {m.texts} | {m.speed:.1f} | {m.spread:.0%} | {ratio:.1f} |"


def heading(rounds: int) -> str:
    """Say what was measured where."""
    return (
        "Written by `python -m benchmarks.engine`. Checkpoints have the true shapes and random "
        "weights; every text is written to a given length, so that all methods do the same work. "
        f"Medians of {rounds} alternating rounds; *spread* is the range over the median. Slow "
        "methods are measured on a sample with the same lengths. *Same first half*: texts whose "
        "first half is token for token that of the baseline; with random weights near-ties are "
        "many, and quantisation decides them otherwise.\n\n"
        f"Machine: {platform.machine()}, {cpus()} CPUs, {os.uname().sysname}; "
        f"torch {torch.__version__}, CTranslate2 {ctranslate2.__version__}."
    )


def main() -> None:
    """Measure, print, and write to `docs/engine.md`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chat", type=Path, metavar="FOLDER", help="folder of a GGUF chat model")
    parser.add_argument(
        "--servers",
        type=Path,
        metavar="FOLDER",
        help="compare llama.cpp and engine `server` with bare ones, on a test set",
    )
    parser.add_argument("--minutes", type=float, default=11, help="of --servers")
    parser.add_argument("--most-rounds", type=int, default=12, help="of --servers")
    parser.add_argument("--linear", action="store_true", help="only compare 4,000 with 1,000")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--articles", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, default=DOCUMENT)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.servers:
            section = "chat servers"
            lines = list(compare_servers(chosen.servers, chosen.minutes, chosen.most_rounds))
        elif chosen.chat:
            section = "chat"
            lines = list(compare_chat(chosen.chat, chosen.rounds, 32))
        elif chosen.linear:
            section = "linear"
            os.environ["POLYDIGEST_CACHE"] = f"{folder}/cache"
            lines = list(compare_sizes(OPUS, Path(folder), 1000))
        else:
            section = "shapes"
            os.environ["POLYDIGEST_CACHE"] = f"{folder}/cache"
            lines = [heading(chosen.rounds)]
            for shape, count in ((OPUS, chosen.sentences), (DISTILBART, chosen.articles)):
                place = Path(folder) / shape.title
                place.mkdir()
                lines += compare(shape, place, count, chosen.rounds)
    text = "\n".join(lines) + "\n"
    print(text)
    put_section(chosen.output, section, text)


if __name__ == "__main__":
    main()
