"""A chat model on llama.cpp and behind a server: ours, bare, and as users run it.

All methods translate the same sentences of a test set with the same prompts, in turns, so that
what else the machine does falls on all of them. ``python -m benchmarks.engine --servers FOLDER``
runs it; see `benchmarks.chat_engines` for the folder.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from sacrebleu.metrics import CHRF

from base.hardware import cpus
from benchmarks.chat_engines import (
    TARGETS,
    WARM,
    Translate,
    bare_llamacpp,
    machine,
    of_project,
    read_sentences,
    spec_for,
)
from models.chat_server import estimated_tokens
from models.checkpoint import open_checkpoint
from models.messages import MessageWriter, translation_values
from models.registry import load_translator
from models.spec import ServerModel
from models.tasks import TranslationRequest

NAME = "served"
AT_ONCE = 4
"""Requests under way together, and slots of the server."""
CONTEXT = 2048
"""Tokens of a slot."""
CHUNK = 8
"""Sentences of a language in a round: as much as a story has and more."""

ENGINE = "this engine, llama.cpp"
LIBRARY = "xllamacpp alone, in this process"
SINGLY = "server of llama.cpp, a bare client, one request at a time"
BUSY = f"server of llama.cpp, a bare client, {AT_ONCE} requests at once"
OURS = f"this engine, `server`, {AT_ONCE} requests at once"

_SERVE = """
import sys
import xllamacpp

file, name, slots, context, threads = sys.argv[1:]
parameters = xllamacpp.CommonParams()
parameters.model.path, parameters.model_alias = file, {name}
parameters.n_parallel, parameters.n_ctx = int(slots), int(slots) * int(context)
parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = int(threads)
parameters.warmup, parameters.port, parameters.verbosity = False, 0, 0
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextmanager
def served(file: Path) -> Iterator[str]:
    """Serve a GGUF file in a process of its own, as llama-server does; give its base URL."""
    settings = [str(file), NAME, str(AT_ONCE), str(CONTEXT), str(cpus())]
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE, *settings],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout
            yield f"{process.stdout.readline().strip()}/v1"
        finally:
            process.kill()


def bare_client(url: str, at_once: int) -> Translate:
    """Return a client that does nothing but ask, with the requests that the engine makes."""
    writer = MessageWriter("translate")

    def body(target: str, text: str) -> dict[str, Any]:
        values = translation_values(TranslationRequest(text, target), text, context=False)
        messages = writer.write(values).messages
        return {
            "model": NAME,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "max_tokens": min(512, 4 * estimated_tokens(text) + 64),
            "temperature": 0.0,
            "seed": 0,
        }

    async def ask(bodies: Sequence[dict[str, Any]]) -> list[str]:
        gate = asyncio.Semaphore(at_once)
        async with httpx2.AsyncClient(timeout=None) as client:

            async def one(body: dict[str, Any]) -> str:
                async with gate:
                    response = await client.post(f"{url}/chat/completions", json=body)
                return str(json.loads(response.content)["choices"][0]["message"]["content"])

            return list(await asyncio.gather(*map(one, bodies)))

    return lambda target, texts: asyncio.run(ask([body(target, text) for text in texts]))


def server_engine(url: str) -> Translate:
    """Return the project's translator on engine `server`."""
    spec = ServerModel(family="chat", name=NAME, base_url=url, context=False, concurrency=AT_ONCE)
    translator = load_translator(spec, "en", *TARGETS)
    return lambda target, texts: translator.translate(
        [TranslationRequest(text, target) for text in texts]
    )


Round = dict[str, tuple[float, list[str]]]
"""By method: seconds, and the translations of all languages in order."""


def rounds(
    methods: dict[str, Translate], sources: dict[str, list[str]], minutes: float
) -> Iterator[Round]:
    """Let all methods translate the next sentences, each time in another order."""
    started, names, longest = time.monotonic(), list(methods), 0.0
    for name, translate in methods.items():
        for target in TARGETS:
            translate(target, WARM * (AT_ONCE if name in (BUSY, OURS) else 1))
        print(f"{name} is ready after {time.monotonic() - started:.0f} s", flush=True)
    for number, first in enumerate(range(0, len(sources[TARGETS[0]]), CHUNK)):
        before = time.monotonic()
        if number and before + longest > started + 60 * minutes:
            return
        found: Round = {}
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            begun, texts = time.perf_counter(), []
            for target in TARGETS:
                texts += methods[name](target, sources[target][first : first + CHUNK])
            found[name] = time.perf_counter() - begun, texts
            print(f"round {number + 1}, {name}: {found[name][0]:.1f} s", flush=True)
        yield found
        longest = max(longest, time.monotonic() - before)


def compare(folder: Path, minutes: float, most: int) -> Iterator[str]:
    """Measure for some minutes; yield lines of Markdown."""
    sources, references = read_sentences(folder, CHUNK * most)
    for texts in (*sources.values(), *references.values()):
        random.Random(4).shuffle(texts)  # all alike: however few rounds, all kinds of text count
    checkpoint = open_checkpoint(spec_for("llamacpp"))
    assert checkpoint.weights.file
    with served(checkpoint.weights.file) as url:
        methods = {
            LIBRARY: bare_llamacpp(),
            ENGINE: of_project("llamacpp"),
            SINGLY: bare_client(url, 1),
            BUSY: bare_client(url, AT_ONCE),
            OURS: server_engine(url),
        }
        done = list(rounds(methods, sources, minutes))
    count = CHUNK * len(done)
    yield "## Chat: the embedded model behind a server\n"
    yield (
        "Written by `python -m benchmarks.engine --servers`: sentences of WMT22 as above, "
        f"{count} a language, {2 * CHUNK} a round, all methods in turns in {len(done)} rounds. "
        "Medians of the rounds; *spread* is the range over the median. The server is xllamacpp's "
        f"own, which is llama-server, with {AT_ONCE} slots on the same CPUs; a client that asks "
        "for one thing at a time is what most programs are to Ollama and its like."
    )
    yield f"\nMachine: {machine()}.\n"
    yield "| method | s a sentence | tokens/s | spread |" + "".join(f" chrF {t} |" for t in TARGETS)
    yield "|---|" + "---:|" * (3 + len(TARGETS))
    for name in methods:
        seconds = [each[name][0] / len(each[name][1]) for each in done]
        rates = [_tokens(each[name][1], checkpoint.tokenizer) / each[name][0] for each in done]
        pace = statistics.median(seconds)
        scores = [_score(done, name, references, number) for number in range(len(TARGETS))]
        yield (
            f"| {name} | {pace:.2f} | {statistics.median(rates):.1f} |"
            f" {(max(seconds) - min(seconds)) / pace:.0%} | "
            + " | ".join(f"{score:.1f}" for score in scores)
            + " |"
        )
    yield (
        f"\nTime beside that of another method, by rounds: llama.cpp as this engine to the library "
        f"alone {_ratio(done, ENGINE, LIBRARY)}; engine `server` to a bare client that keeps the "
        f"server as busy {_ratio(done, OURS, BUSY)}, and to one request at a time "
        f"{_ratio(done, OURS, SINGLY)}."
    )


def _tokens(texts: Sequence[str], tokenizer: Callable[[str], Any]) -> int:
    return sum(len(tokenizer(text)["input_ids"]) + 1 for text in texts)


def _score(
    done: Sequence[Round], name: str, references: dict[str, list[str]], number: int
) -> float:
    """Return chrF of a method in the language of that number."""
    written = [t for each in done for t in each[name][1][number * CHUNK : (number + 1) * CHUNK]]
    expected = [references[TARGETS[number]][: len(written)]]
    return float(CHRF().corpus_score(written, expected).score)


def _ratio(done: Sequence[Round], name: str, base: str) -> str:
    ratios = sorted(each[name][0] / each[base][0] for each in done)
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
