"""Which engine runs the embedded chat model best: ``python -m benchmarks.chat_engines FOLDER``.

The folder has ``wmt22.en-zh.src.en``, ``wmt22.en-zh.ref.A.zh`` and the like for Russian. Each
engine translates the same sentences, the two languages in turns, in a process of its own, with the
prompts of the profile; a sentence of each language before the clock starts loads and warms up. An
engine goes on until it has done all sentences or its share of the time is used up; how many it did
stands in the table. chrF (sacrebleu) is over those, and beside it the difference to llama.cpp over
the sentences that both did.

``--emulate`` says whether the CPU is taken as it is, or is to behave as one with AVX2 only, as far
as the libraries can be told; the xllamacpp wheel is compiled for AVX2 and does the same in both.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import platform
import re
import resource
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
import torch
from sacrebleu.metrics import CHRF

from base.hardware import cpus
from benchmarks.sections import put_section
from digests.profile import load_profile
from models.chat_encoding import ChatEncoder
from models.checkpoint import Checkpoint, open_checkpoint
from models.engines import Decoding, Hypothesis, Prompt
from models.engines.torch_engine import TorchEngine, computes_bfloat16
from models.messages import MessageWriter, translation_values
from models.registry import fetch, load_translator
from models.spec import LocalModel, TorchModel, read_spec
from models.tasks import TranslationRequest
from models.translators import translator_of

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "engine.md"

TARGETS = ("zh", "ru")
CHUNK = 8
"""Sentences of a language that an engine is given at once: as much as a story has and more."""
AVX2 = {
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "DNNL_MAX_CPU_ISA": "AVX2",
    "MKL_ENABLE_INSTRUCTIONS": "AVX2",
    "CT2_FORCE_CPU_ISA": "AVX2",
}
"""What tells the libraries to do without AVX-512 and bfloat16."""
LIBRARIES = ("torch", "torchao", "ctranslate2", "xllamacpp", "openvino-genai")
WARM = ("The minister met him in Geneva on Monday.",)

Translate = Callable[[str, Sequence[str]], list[str]]
"""Renders sentences in a target language."""


def spec_for(engine: str, **settings: Any) -> LocalModel:
    """Return the model of the embedded profile on an engine."""
    base = load_profile("embedded").translator("zh").model_dump(exclude_unset=True)
    kept = ("family", "name", "file", "sha256", "carried", "context")
    keys = {key: base[key] for key in kept if key in base}
    spec = read_spec({**keys, "engine": engine, "threads": cpus(), **settings})
    assert isinstance(spec, LocalModel)
    return spec


def of_project(engine: str, **settings: Any) -> Translate:
    """Return the project's own translator on one of its engines."""
    translator = load_translator(spec_for(engine, **settings), "en", *TARGETS)
    return lambda target, texts: translator.translate(
        [TranslationRequest(text, target) for text in texts]
    )


def of_checkpoint(checkpoint: Checkpoint) -> Translate:
    """Return the project's translator on an engine that it does not ship."""
    translator = translator_of(checkpoint, "en")
    return lambda target, texts: translator.translate(
        [TranslationRequest(text, target) for text in texts]
    )


class _Quantised(TorchEngine):
    """The torch engine with linear layers that something has replaced."""

    def __init__(self, spec: TorchModel, folder: Path, quantise: Callable[[Any], Any]) -> None:
        super().__init__(
            folder, causal=True, device="cpu", dtype="float32", threads=spec.threads or cpus()
        )
        self._quantise = quantise

    def _load(self) -> Any:
        model = self._quantise(super()._load())
        gc.collect()
        return model


def quantised(quantise: Callable[[Any], Any]) -> Translate:
    """Return the project's translator on torch with quantised linear layers."""
    spec = spec_for("torch", dtype="float32")
    assert isinstance(spec, TorchModel)
    checkpoint = open_checkpoint(spec)
    engine = _Quantised(spec, checkpoint.weights.folder, quantise)
    return of_checkpoint(replace(checkpoint, engine=engine))


def torch_dynamic(backend: str) -> Translate:
    """Return torch with `quantize_dynamic`: int8 weights, activations one scale a tensor."""

    def quantise(model: Any) -> Any:
        torch.backends.quantized.engine = backend
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return torch.ao.quantization.quantize_dynamic(  # type: ignore[no-untyped-call]
                model, {torch.nn.Linear}, dtype=torch.qint8, inplace=True
            )

    return quantised(quantise)


def torch_ao() -> Translate:
    """Return torch with torchao: int8 weights, activations one scale a token."""
    from torchao.quantization import Int8DynamicActivationInt8WeightConfig, quantize_

    def quantise(model: Any) -> Any:
        quantize_(model, Int8DynamicActivationInt8WeightConfig(version=2))
        return model

    return quantised(quantise)


def bare_llamacpp() -> Translate:
    """Return xllamacpp alone: its server's chat answers, one slot with its prompt cache."""
    import xllamacpp

    checkpoint = open_checkpoint(spec_for("llamacpp"))
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(checkpoint.weights.file)
    parameters.n_ctx, parameters.n_parallel = 4096, 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = cpus()
    parameters.warmup = False
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    writer = MessageWriter("translate")

    def translate(target: str, texts: Sequence[str]) -> list[str]:
        answers = []
        for text in texts:
            values = translation_values(TranslationRequest(text, target), text, context=False)
            answer = server.handle_chat_completions(
                {
                    "messages": [
                        {"role": m.role, "content": m.content}
                        for m in writer.write(values).messages
                    ],
                    "max_tokens": 2 * len(text) + 24,
                    "temperature": 0.0,
                    "cache_prompt": True,
                }
            )
            answers.append(str(answer["choices"][0]["message"]["content"]).strip())
        return answers

    return translate


class _OpenVino:
    """OpenVINO GenAI on the GGUF file, with what prompts share read once."""

    beams = False
    facts = ("openvino-genai",)
    token_budget = 1_000_000
    loaded = True

    def __init__(self, file: Path, tokenizer: Any) -> None:
        import openvino_genai

        scheduler = openvino_genai.SchedulerConfig()
        scheduler.enable_prefix_caching = True
        scheduler.cache_size = 1
        self._config = openvino_genai.GenerationConfig
        self._tokenizer = tokenizer
        self._pipe = openvino_genai.LLMPipeline(
            str(file), "CPU", scheduler_config=scheduler, INFERENCE_NUM_THREADS=cpus()
        )

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        """See `models.engines.Engine`."""
        del decoding
        settings = self._config()
        settings.max_new_tokens = max(prompt.limit for prompt in prompts)
        settings.do_sample = settings.apply_chat_template = False
        texts = [self._tokenizer.decode(list(prompt.tokens)) for prompt in prompts]
        written = self._pipe.generate(texts, settings).texts
        encoder = ChatEncoder(self._tokenizer)
        return [[Hypothesis(encoder.text(text), finished=True)] for text in written]

    def foresee(self, *_: Any) -> Any:
        """Do nothing: no benchmark asks for it."""

    def prepare(self) -> None:
        """Do nothing."""

    def unload(self) -> None:
        """Do nothing."""


def openvino() -> Translate:
    """Return the project's translator on OpenVINO GenAI."""
    checkpoint = open_checkpoint(spec_for("llamacpp"))
    assert checkpoint.weights.file
    engine = _OpenVino(checkpoint.weights.file, checkpoint.tokenizer)
    return of_checkpoint(replace(checkpoint, engine=engine))


ENGINES: dict[str, tuple[str, Callable[[], Translate]]] = {
    "llamacpp": ("this engine, llama.cpp, 4-bit", lambda: of_project("llamacpp")),
    "llamacpp-alone": ("xllamacpp alone, 4-bit", bare_llamacpp),
    "openvino": ("OpenVINO GenAI, from the 4-bit file", openvino),
    "ctranslate2": (
        "this engine, CTranslate2 int8",
        lambda: of_project("ctranslate2", compute_type="int8"),
    ),
    "torch-bfloat16": (
        "this engine, torch bfloat16",
        lambda: of_project("torch", dtype="bfloat16"),
    ),
    "torch-x86": ("torch int8, quantize_dynamic x86", lambda: torch_dynamic("x86")),
    "torch-onednn": ("torch int8, quantize_dynamic onednn", lambda: torch_dynamic("onednn")),
    "torch-fbgemm": ("torch int8, quantize_dynamic fbgemm", lambda: torch_dynamic("fbgemm")),
    "torch-qnnpack": ("torch int8, quantize_dynamic qnnpack", lambda: torch_dynamic("qnnpack")),
    "torchao": ("torch int8, torchao", torch_ao),
    "torch-float32": ("this engine, torch float32", lambda: of_project("torch", dtype="float32")),
}
REFERENCE = "llamacpp"
NOT_BY_DEFAULT = ("torchao",)
"""Without its compiler it computes for minutes what others do in seconds."""
EMULATED = ("llamacpp", "openvino", "ctranslate2", "torch-onednn", "torch-float32")
"""What is run as on another CPU: one way of each library that can be told to do without AVX-512."""


# One engine in a process of its own


def serve(name: str, connection: Connection) -> None:
    """Load an engine; translate what comes until nothing does; tell seconds and memory."""
    try:
        torch.set_num_threads(cpus())
        started = time.perf_counter()
        translate = ENGINES[name][1]()
        for target in TARGETS:
            translate(target, WARM)
        connection.send(time.perf_counter() - started)
        while request := connection.recv():
            target, texts = request
            started = time.perf_counter()
            answers = translate(target, texts)
            seconds = time.perf_counter() - started
            connection.send((answers, seconds, _peak()))
    except Exception as error:  # whatever stops an engine is a line of the table
        words = " ".join(str(error).split()) or repr(error)
        connection.send(f"{type(error).__name__}: {words[:160]}")


def _peak() -> float:
    """Return the peaks of resident memory of this process and its children together, in GB."""
    process = psutil.Process()
    try:
        # What `getrusage` says begins with the peak of the process that started this one.
        words = [
            Path(f"/proc/{p.pid}/status").read_text()
            for p in (process, *process.children(recursive=True))
        ]
        return sum(int(re.findall(r"VmHWM:\s+(\d+) kB", w)[0]) for w in words) * 1024 / 1e9
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e9


@dataclass
class Result:
    """What an engine did: translations by language and number, and seconds of each call."""

    name: str
    load: float = 0.0
    memory: float = 0.0
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    calls: list[tuple[int, int, float]] = field(default_factory=list)
    """Sentences, tokens written, seconds."""
    fault: str = ""


def measure(
    name: str,
    sources: dict[str, list[str]],
    share: float,
    count_tokens: Callable[[str], int],
) -> Result:
    """Let an engine load and translate for its share of seconds.

    It has at least half of them after it has loaded. What has no answer after twice the share is
    ended.
    """
    result = Result(name)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(name, there), daemon=True)
    process.start()
    there.close()
    end = time.monotonic() + 2 * share

    def hear() -> Any:
        if not here.poll(max(0.0, end - time.monotonic())):
            raise TimeoutError(f"no answer within {2 * share:.0f} s")
        heard = here.recv()
        if isinstance(heard, str):
            raise RuntimeError(heard)
        return heard

    try:
        result.load = hear()
        started = time.monotonic()
        for target, first in _chunks(sources):
            if result.calls and time.monotonic() - started > max(share / 2, share - result.load):
                break
            texts = sources[target][first : first + CHUNK]
            here.send((target, texts))
            answers, took, result.memory = hear()
            tokens = sum(map(count_tokens, answers))
            result.calls.append((len(texts), tokens, took))
            result.texts |= {(target, first + n): a for n, a in enumerate(answers)}
    except (RuntimeError, TimeoutError, EOFError, OSError) as error:
        result.fault = str(error) or type(error).__name__
    finally:
        process.kill()
        process.join()
    return result


def _chunks(sources: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    longest = max(map(len, sources.values()))
    for first in range(0, longest, CHUNK):
        for target, texts in sources.items():
            if first < len(texts):
                yield target, first


# The table


def table(results: Sequence[Result], references: dict[str, list[str]], title: str) -> Iterator[str]:
    """Yield lines of Markdown."""
    yield f"\n### {title}\n"
    yield (
        "| engine | sentences | s a sentence | tokens/s | spread | to load, s | peak GB |"
        + "".join(f" chrF {t} |" for t in TARGETS)
        + "".join(f" … to llama.cpp, {t} |" for t in TARGETS)
    )
    yield "|---|" + "---:|" * (6 + 2 * len(TARGETS))
    base = next((r for r in results if r.name == REFERENCE), None)
    for r in results:
        title = ENGINES[r.name][0]
        if not r.calls:
            yield f"| {title} | {r.fault} |" + " |" * (5 + 2 * len(TARGETS))
            continue
        sentences = sum(count for count, _, _ in r.calls)
        pace = statistics.median(took / count for count, _, took in r.calls)
        rates = [tokens / took for _, tokens, took in r.calls]
        rate = statistics.median(rates)
        spread = (max(rates) - min(rates)) / rate
        scores = [_chrf(r, references, t, set(r.texts)) for t in TARGETS]
        apart = [_difference(r, base, references, t) for t in TARGETS]
        yield (
            f"| {title} | {sentences} | {pace:.2f} | {rate:.1f} | {spread:.0%} | {r.load:.0f} |"
            f" {r.memory:.1f} | " + " | ".join([*scores, *apart]) + " |"
        )
        if r.fault:
            yield f"| … then | {r.fault} |" + " |" * (5 + 2 * len(TARGETS))


def _chrf(
    result: Result, references: dict[str, list[str]], target: str, which: set[tuple[str, int]]
) -> str:
    score = _score(result, references, target, which)
    return "" if score is None else f"{score:.1f}"


def _score(
    result: Result, references: dict[str, list[str]], target: str, which: set[tuple[str, int]]
) -> float | None:
    numbers = sorted(number for t, number in which if t == target)
    if not numbers:
        return None
    hypotheses = [result.texts[target, number] for number in numbers]
    expected = [[references[target][number] for number in numbers]]
    return float(CHRF().corpus_score(hypotheses, expected).score)


def _difference(
    result: Result, base: Result | None, references: dict[str, list[str]], target: str
) -> str:
    if base is None or result is base:
        return ""
    both = set(result.texts) & set(base.texts)
    here, there = (_score(r, references, target, both) for r in (result, base))
    return "" if here is None or there is None else f"{here - there:+.1f}"


def read_sentences(folder: Path, count: int) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Take sentences and references of a test set evenly, so that all its kinds of text count."""
    sources, references = {}, {}
    for target in TARGETS:
        source = (folder / f"wmt22.en-{target}.src.en").read_text("utf-8").splitlines()
        reference = (folder / f"wmt22.en-{target}.ref.A.{target}").read_text("utf-8").splitlines()
        step = len(source) / count
        numbers = [int((n + 0.5) * step) for n in range(count)]
        sources[target] = [source[n].strip() for n in numbers]
        references[target] = [reference[n].strip() for n in numbers]
    return sources, references


def compare(
    names: Sequence[str], folder: Path, count: int, minutes: float, emulations: Sequence[bool]
) -> Iterator[str]:
    """Measure engines on this CPU, emulated or not; yield lines of Markdown."""
    sources, references = read_sentences(folder, count)
    tokenizer = open_checkpoint(spec_for("llamacpp")).tokenizer

    def count_tokens(text: str) -> int:
        return len(tokenizer(text)["input_ids"]) + 1

    yield f"\nMachine: {machine()}. {count} sentences a language."
    end = time.monotonic() + 60 * minutes
    waiting = [
        (emulated, name)
        for emulated in emulations
        for name in names
        if (name in EMULATED if emulated else name != "torch-bfloat16" or computes_bfloat16())
    ]
    found: dict[bool, list[Result]] = {emulated: [] for emulated in emulations}
    for number, (emulated, name) in enumerate(waiting):
        left = end - time.monotonic()
        share = max(30.0, left / (len(waiting) - number))
        before = {key: os.environ.get(key) for key in AVX2}
        if emulated:
            os.environ |= AVX2
        result = measure(name, sources, share, count_tokens)
        for key, value in before.items():
            os.environ.pop(key, None)
            if value is not None:
                os.environ[key] = value
        done = sum(count for count, _, _ in result.calls)
        print(
            f"{'AVX2 ' if emulated else ''}{name}: {done} sentences, "
            f"{result.fault or 'all went well'}; {left - (end - time.monotonic()):.0f} s",
            flush=True,
        )
        found[emulated].append(result)
    for emulated, results in found.items():
        title = "As an AVX2 CPU (emulated)" if emulated else f"{_features()} (real)"
        yield from table(results, references, title)


def machine() -> str:
    """Name the CPU and the versions of the libraries."""
    return f"{_cpu()}, {cpus()} CPUs; {_versions()}"


def _cpu() -> str:
    try:
        words = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    names = re.findall(r"^model name\s*: (.+)$", words, re.MULTILINE)
    return names[0] if names else platform.machine()


def _features() -> str:
    offered = torch.cpu.get_capabilities()
    names = ("avx2", "avx512_f", "avx512_vnni", "avx512_bf16", "amx_bf16", "bf16")
    return f"This CPU: {', '.join(n for n in names if offered.get(n)) or platform.machine()}"


def _versions() -> str:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def main() -> None:
    """Measure, print, and write to a document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="of the test set")
    parser.add_argument("--segments", type=int, default=100, help="sentences a language")
    parser.add_argument("--minutes", type=float, default=20, help="for all together")
    usual = [name for name in ENGINES if name not in NOT_BY_DEFAULT]
    parser.add_argument(
        "--engines", default=",".join(usual), help=f"of {', '.join(ENGINES)}, with commas"
    )
    parser.add_argument("--emulate", choices=["both", "avx2", "none"], default="both")
    parser.add_argument("--output", type=Path, default=DOCUMENT)
    chosen = parser.parse_args()
    for engine, settings in (("torch", {}), ("ctranslate2", {"compute_type": "int8"})):
        fetch(spec_for(engine, **settings))  # unpacking and converting are done once
    emulations = {"both": [False, True], "avx2": [True], "none": [False]}[chosen.emulate]
    lines = [
        "## Chat: the embedded model on each engine\n",
        "Written by `python -m benchmarks.chat_engines`. English news and other sentences of "
        "WMT22, translated to Chinese and Russian; seconds and tokens are medians over calls of "
        f"{CHUNK} sentences, *spread* is the range over the median. Engines write as many "
        "sentences as their minutes allow: the last two columns compare quality on those that both "
        "wrote.",
        *compare(
            chosen.engines.split(","), chosen.folder, chosen.segments, chosen.minutes, emulations
        ),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    put_section(chosen.output, "chat engines", text)


if __name__ == "__main__":
    main()
