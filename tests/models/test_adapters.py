"""Adapters: filtering of pairs, training for seconds, resuming, and use beside the base."""

from __future__ import annotations

import gzip
import json
import lzma
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from benchmarks import tiny_models as tiny
from models import interrupt
from models.adapters import lora
from models.adapters.adapter import CARD, CONFIG, RECORD, WEIGHTS, LoraAdapter, open_adapter
from models.adapters.examples import batch_order, loss_of, make_examples, packed, padded
from models.adapters.pairs import Overlap, Pair, described, read_pairs
from models.adapters.training import Request, Settings, train
from models.checkpoint import open_checkpoint
from models.engines.pool import torch_engine
from models.registry import describe, load_translator
from models.spec import LocalModel, TorchModel
from models.tasks import ModelError, TranslationRequest
from models.translators import translator_of

ROOT = Path(__file__).resolve().parents[2]
SpecOf = Callable[..., LocalModel]

PAIRS = tiny.TO_RUSSIAN[:4]
REQUESTS = [TranslationRequest(source, "ru") for source, _ in PAIRS]
TAUGHT = [target for _, target in PAIRS]
ROTATED = [*TAUGHT[1:], TAUGHT[0]]
"""Other translations than those that a trained base knows."""
CHAT = Settings(epochs=40, learning_rate=1e-2, batch=4, dropout=0.05, evaluations=2)


def tsv(path: Path, pairs: Sequence[tuple[str, str]]) -> Path:
    path.write_text("".join(f"{s}\t{t}\tnews\n" for s, t in pairs), encoding="utf-8")
    return path


def request_for(folder: Path, spec: LocalModel, settings: Settings = CHAT) -> Request:
    """Ask for an adapter that learns the tiny pairs; measured on the same words, reordered."""
    folder.mkdir(parents=True, exist_ok=True)
    reordered = [(" ".join(reversed(s.split())), t) for s, t in PAIRS[:2]]
    return Request(
        files=(tsv(folder / "pairs.tsv", PAIRS),),
        base=spec,
        target="ru",
        out=folder / "adapter",
        licence="CC0-1.0",
        development=tsv(folder / "dev.tsv", reordered),
        settings=settings,
        command="polydigest adapt pairs.tsv",
    )


@pytest.fixture(scope="session")
def chat_spec(spec_of: SpecOf) -> TorchModel:
    spec = spec_of("chat", generation={"beams": 1, "max_new_tokens": 64})
    assert isinstance(spec, TorchModel)
    return spec


@pytest.fixture(scope="session")
def taught(chat_spec: TorchModel, tmp_path_factory: pytest.TempPathFactory) -> Request:
    """Give a finished training of the tiny chat model."""
    request = request_for(tmp_path_factory.mktemp("taught"), chat_spec)
    train(request)
    return request


def with_adapter(spec: LocalModel, folder: Path) -> LocalModel:
    return spec.model_copy(update={"adapter": folder})


# Pairs


def test_every_line_that_is_left_out_is_counted_with_the_first(tmp_path: Path) -> None:
    good = [*tiny.TO_RUSSIAN, *((f"{s} He said so.", f"{t} Он так сказал.") for s, t in
            tiny.TO_RUSSIAN)]  # fmt: skip
    lines = [
        *(f"{s}\t{t}" for s, t in good),
        "only one column",
        f"\t{tiny.RUSSIAN[0]}",
        f"{tiny.ENGLISH[0]}\tДа.",
        f"{tiny.ENGLISH[1]}\t{tiny.ENGLISH[1]}",
        "The committee will publish its report.\tКомітет оприлюднить свій звіт наступного тижня.",
        f"{tiny.ENGLISH[2].upper()}\t{tiny.RUSSIAN[2]}",
        f"{'long ' * 300}\t{'длинно ' * 200}",
        "A secret sentence of the evaluation set: always kept apart!\tТайное предложение набора.",
    ]
    path = tmp_path / "pairs.tsv"
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe broken\tx\n")
    barred = tmp_path / "eval.en"
    barred.write_text("A secret sentence of the evaluation set, always kept apart.\n")
    found = read_pairs([path], "ru", excluded=[barred], development_size=2)
    assert found.dropped == {
        "not two or three columns": 2,
        "empty": 1,
        "length ratio": 1,
        "wrong language": 2,
        "duplicate": 1,
        "too long": 1,
        "near an excluded sentence": 1,
        "near a development sentence": len(good) - len(found.training),
    }
    assert "1 empty (first: pairs.tsv:18)" in described(found)
    assert found.kept == {"pairs.tsv": 16}
    assert len(found.development) == 1
    assert not set(found.development) & set(found.training)
    assert found == read_pairs([path], "ru", excluded=[barred], development_size=2)


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files_are_read(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    plain = tsv(tmp_path / "pairs.tsv", tiny.TO_CHINESE)
    packed_file = tmp_path / f"pairs.tsv{suffix}"
    packed_file.write_bytes(pack(plain.read_bytes()))
    dev = tsv(tmp_path / "dev.tsv", [("Nothing alike stands here.", "这里没有相似的内容。")])
    found = read_pairs([packed_file], "zh", development=dev)
    assert found.training == [Pair(s, t, "news") for s, t in tiny.TO_CHINESE]
    packed_file.write_bytes(pack(plain.read_bytes())[:-8])
    with pytest.raises(ModelError, match="cannot be read"):
        read_pairs([packed_file], "zh", development=dev)


def test_a_line_without_end_is_no_pair(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    rows = "".join(f"{s}\t{t}\n" for s, t in tiny.TO_RUSSIAN)
    path.write_text(f"{'x' * 200_000}\ty\n{rows}", encoding="utf-8")
    dev = tsv(tmp_path / "dev.tsv", [("Nothing alike stands here.", "Ничего похожего здесь нет.")])
    found = read_pairs([path], "ru", development=dev)
    assert found.dropped == {"not two or three columns": 1}
    assert len(found.training) == len(tiny.TO_RUSSIAN)


def test_overlap_finds_what_differs_in_details_only() -> None:
    overlap = Overlap(["The minister met the president in Geneva on Monday morning.", "Yes."])
    assert overlap.near("the minister met the president in Geneva on Monday, morning")
    assert overlap.near("The minister met the president in Geneva on Tuesday morning.")
    assert overlap.near("YES!")
    assert not overlap.near("The minister met the president of France.")
    assert not overlap.near("No.")


def test_too_few_pairs_are_refused_with_what_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("x\n")
    with pytest.raises(ModelError, match=r"0 pairs.*1 not two or three columns.*pairs\.tsv:1"):
        read_pairs([path], "ru")


# Examples


@pytest.mark.parametrize("name", ["chat-trained", "marian-trained", "nllb-trained", "m2m100"])
def test_examples_are_what_inference_reads_and_writes(spec_of: SpecOf, name: str) -> None:
    checkpoint = open_checkpoint(spec_of(name, generation={"beams": 1}))
    translator = translator_of(checkpoint, "en")
    (example,) = make_examples([Pair(*tiny.TO_RUSSIAN[0])], translator, "ru")
    prompt = translator.prompt(REQUESTS[0])
    assert example.read == prompt.tokens
    text = checkpoint.tokenizer.decode(list(example.written), skip_special_tokens=True)
    assert text.replace("__ru__", "").strip() == tiny.RUSSIAN[0]
    if name in {"marian-trained", "nllb-trained"}:
        # The trained base writes these tokens, and its end.
        ((best,),) = checkpoint.engine.generate([prompt], translator._decoding(REQUESTS[0]))
        assert best.finished
        assert example.written[:-1] == best.tokens


def test_packing_computes_what_separate_rows_do(spec_of: SpecOf) -> None:
    checkpoint = open_checkpoint(spec_of("chat"))
    examples = make_examples(
        [Pair(*pair) for pair in tiny.TO_RUSSIAN], translator_of(checkpoint, "en"), "ru"
    )
    assert all(example.shared > 100 for example in examples)
    model = checkpoint.engine.model  # type: ignore[attr-defined]  # of PyTorch
    (together,) = packed(examples, 10**6)
    assert together.inputs["input_ids"].shape[1] < 0.5 * sum(len(e.read) for e in examples)
    several = list(packed(examples, together.inputs["input_ids"].shape[1] - 1))
    assert 1 < len(several) < len(examples)
    with torch.no_grad():
        alone = sum(
            float(
                torch.nn.functional.cross_entropy(
                    model(torch.tensor([[*e.read, *e.written]])).logits[0, len(e.read) - 1 : -1],
                    torch.tensor(e.written),
                    reduction="sum",
                )
            )
            for e in examples
        )
        assert float(loss_of(model, together)) == pytest.approx(alone, rel=1e-4)
        cut = sum(float(loss_of(model, batch)) for batch in several)
        assert cut == pytest.approx(alone, rel=1e-4)


def test_a_trained_base_finds_its_own_translations_likely(spec_of: SpecOf) -> None:
    checkpoint = open_checkpoint(spec_of("marian-trained"))
    examples = make_examples(
        [Pair(*pair) for pair in tiny.TO_RUSSIAN], translator_of(checkpoint, "en"), "ru"
    )
    (batch,) = padded(examples, 10**6, checkpoint.tokenizer.pad_token_id)
    model = checkpoint.engine.model  # type: ignore[attr-defined]  # of PyTorch
    assert float(loss_of(model, batch).detach()) / batch.answers < 0.05


def test_batches_hold_every_example_once_and_like_lengths(spec_of: SpecOf) -> None:
    translator = translator_of(open_checkpoint(spec_of("chat")), "en")
    examples = make_examples([Pair(*pair) for pair in tiny.TO_RUSSIAN], translator, "ru")
    order = batch_order(examples, 3, 0, 7)
    assert sorted(n for batch in order for n in batch) == list(range(len(examples)))
    assert order == batch_order(examples, 3, 0, 7)
    spread = [max(examples[n].size for n in b) - min(examples[n].size for n in b) for b in order]
    whole = max(e.size for e in examples) - min(e.size for e in examples)
    assert sum(spread) <= whole


# Training and use


def test_training_teaches_and_the_base_stays_as_it_is(
    taught: Request, chat_spec: TorchModel
) -> None:
    base = load_translator(chat_spec, "en")
    adapted = load_translator(with_adapter(chat_spec, taught.out), "en")
    before = base.translate(REQUESTS)
    assert adapted.translate(REQUESTS) == TAUGHT
    assert base.translate(REQUESTS) == before != TAUGHT
    assert adapted.translate(REQUESTS) == TAUGHT
    assert adapted.fingerprint != base.fingerprint


def test_the_folder_says_how_it_was_made(taught: Request, chat_spec: TorchModel) -> None:
    assert sorted(path.name for path in taught.out.iterdir()) == [
        CARD, CONFIG, WEIGHTS, RECORD,
    ]  # fmt: skip
    assert not taught.work().exists()
    adapter = describe(with_adapter(chat_spec, taught.out)).adapter
    assert adapter
    assert adapter.licence == "CC0-1.0"
    record = train(taught)  # a finished training is not repeated
    assert record.evaluations[0].step == 0
    assert record.best > 0
    assert record.evaluations[-1].loss < 0.5 * record.evaluations[0].loss
    card = (taught.out / CARD).read_text(encoding="utf-8")
    for fact in (
        adapter.sha256, record.data[0].sha256, *record.base_sha256.values(), "CC0-1.0",
        "polydigest adapt pairs.tsv", "seed 7", "tiny/chat", "| news | 4 |",
    ):  # fmt: skip
        assert fact in card
    assert str(taught.out.parent) not in (taught.out / CONFIG).read_text()


def test_an_engine_keeps_few_adapters_and_switches_between_all(
    taught: Request, chat_spec: TorchModel, tmp_path: Path
) -> None:
    weights = load_file(taught.out / WEIGHTS)
    adapters = []
    for number in range(5):
        folder = tmp_path / str(number)
        shutil.copytree(taught.out, folder)
        config = json.loads((folder / CONFIG).read_text())
        (folder / CONFIG).write_text(json.dumps({**config, "lora_dropout": 0.9}))
        adapters.append(LoraAdapter(folder, str(number) * 64))
    checkpoint = open_checkpoint(chat_spec)
    engine = torch_engine(chat_spec, checkpoint.weights)
    checkpoint = replace(checkpoint, engine=engine)
    for adapter in (*adapters, *adapters[:2]):
        asked = replace(checkpoint, decoding=replace(checkpoint.decoding, adapter=adapter))
        assert translator_of(asked, "en").translate(REQUESTS) == TAUGHT
    assert len(engine.model.peft_config) == 4
    assert sum("lora_A" in name for name, _ in engine.model.named_parameters()) == 4 * sum(
        "lora_A" in name for name in weights
    )


def test_a_seq2seq_base_is_taught_too(spec_of: SpecOf, tmp_path: Path) -> None:
    spec = spec_of("marian-trained", generation={"beams": 1})
    settings = Settings(epochs=60, learning_rate=3e-3, batch=4, dropout=0.0, evaluations=1)
    request = request_for(tmp_path, spec, settings)
    rotated = [(source, t) for (source, _), t in zip(PAIRS, ROTATED, strict=True)]
    tsv(request.files[0], rotated)
    assert request.development
    tsv(request.development, [(" ".join(reversed(s.split())), t) for s, t in rotated])
    train(request)
    adapted = load_translator(with_adapter(spec, request.out), "en")
    assert adapted.translate(REQUESTS) == ROTATED
    base = load_translator(spec, "en")
    assert base.translate(REQUESTS) == TAUGHT
    chinese = [TranslationRequest(source, "zh") for source in tiny.ENGLISH]
    assert base.translate(chinese) == list(tiny.CHINESE)
    fast = spec_of("marian-trained", generation={"beams": 1}, engine="ctranslate2")
    assert load_translator(with_adapter(fast, request.out), "en").translate(REQUESTS) == ROTATED
    assert load_translator(fast, "en").translate(REQUESTS) == TAUGHT


def test_an_adapter_of_another_base_is_refused(
    taught: Request, chat_spec: TorchModel, spec_of: SpecOf, tmp_path: Path
) -> None:
    other = spec_of("chat-trained")
    with pytest.raises(ModelError, match=r"made for tiny/chat with weights model\.safetensors"):
        load_translator(with_adapter(other, taught.out), "en")
    with pytest.raises(ModelError, match=r"is no folder.*polydigest adapt"):
        load_translator(with_adapter(chat_spec, tmp_path / "none"), "en")
    with pytest.raises(ModelError, match=r"holds no training\.json"):
        load_translator(with_adapter(chat_spec, tmp_path), "en")
    changed = tmp_path / "changed"
    shutil.copytree(taught.out, changed)
    (changed / WEIGHTS).write_bytes(b"cut")
    with pytest.raises(ModelError, match="expected SHA-256"):
        open_adapter(changed, "tiny/chat", describe(chat_spec).sha256)


def test_weights_of_another_shape_are_refused(
    taught: Request, spec_of: SpecOf, tmp_path: Path
) -> None:
    spec = spec_of("chat-trained")
    assert isinstance(spec, TorchModel)
    model = torch_engine(spec, open_checkpoint(spec).weights).model
    with pytest.raises(ModelError, match="does not fit the model"):
        lora.attach(model.model.layers[0], LoraAdapter(taught.out, ""), "part")


def step_of(request: Request) -> int:
    """Return the step of the state that a training has saved; -1 where there is none."""
    time.sleep(0.05)
    try:
        return int(torch.load(request.work() / "state.pt", weights_only=True)["step"])
    except FileNotFoundError:
        return -1


def command(request: Request) -> list[str]:
    """Return a process that trains with a state saved after every step."""
    script = (
        "import sys; from dataclasses import replace; import torch\n"
        "from pathlib import Path; from models.spec import spec_from_json\n"
        "from tests.models.test_adapters import request_for; from models.adapters.training"
        " import train\n"
        "torch.set_num_threads(1)\n"
        "spec = spec_from_json(sys.argv[2])\n"
        "train(replace(request_for(Path(sys.argv[1]), spec), checkpoint_seconds=0.0))\n"
    )
    return [sys.executable, "-c", script, str(request.out.parent), request.base.model_dump_json()]


def test_a_killed_training_goes_on_and_ends_as_an_undisturbed_one(
    taught: Request, chat_spec: TorchModel, tmp_path: Path
) -> None:
    request = request_for(tmp_path, chat_spec)
    process = subprocess.Popen(command(request), cwd=ROOT)
    while step_of(request) < 25:
        assert process.poll() is None
    process.kill()
    process.wait()
    assert step_of(request) < 40
    assert not request.out.exists()
    train(request)
    assert (request.out / WEIGHTS).read_bytes() == (taught.out / WEIGHTS).read_bytes()
    assert not request.work().exists()


def test_an_interrupted_training_goes_on(
    taught: Request, chat_spec: TorchModel, tmp_path: Path
) -> None:
    request = replace(request_for(tmp_path, chat_spec), checkpoint_seconds=0.0)

    def stop() -> None:
        while step_of(request) < 3:
            pass
        interrupt.interrupt()

    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        with pytest.raises(interrupt.InterruptionError):
            train(request)
    finally:
        stopper.join()
        interrupt.resume()
    assert (request.work() / "state.pt").is_file()
    other = replace(request, settings=CHAT.model_copy(update={"rank": 4}))
    with pytest.raises(ModelError, match="not finished"):
        train(other)
    train(request)
    assert (request.out / WEIGHTS).read_bytes() == (taught.out / WEIGHTS).read_bytes()
    with pytest.raises(ModelError, match="other data or with other settings"):
        train(other)


def test_an_adapter_that_is_no_better_is_not_written(chat_spec: TorchModel, tmp_path: Path) -> None:
    request = request_for(
        tmp_path, chat_spec, Settings(learning_rate=1e-12, batch=8, dropout=0.0, evaluations=1)
    )
    with pytest.raises(ModelError, match="no evaluation was better"):
        train(request)
    assert not request.out.exists()


def test_missing_peft_names_the_extra(
    chat_spec: TorchModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "peft", None)
    with pytest.raises(ModelError, match=r"pip install 'polydigest\[adapt\]'"):
        train(request_for(tmp_path, chat_spec))
