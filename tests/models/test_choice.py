"""Which engine a model with `engine: auto` gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from benchmarks import tiny_models as tiny
from models.engines import choice, speeds
from models.engines.choice import choose, on_engine, settle
from models.measuring import measure
from models.registry import load_translator
from models.spec import AutoModel, LocalModel, TorchModel, read_spec
from models.tasks import TranslationRequest

GGUF = {"family": "chat", "name": "x/y", "file": "a.gguf", "folder": "here"}
OPUS = {"family": "seq2seq", "name": "x/z", "folder": "here"}


def auto(keys: Mapping[str, object]) -> AutoModel:
    spec = read_spec({**keys, "engine": "auto", "device": "cpu"})
    assert isinstance(spec, AutoModel)
    return spec


@pytest.mark.parametrize(
    ("keys", "bfloat16", "missing", "engine", "reason"),
    [
        (GGUF, False, "", "llamacpp", "does not multiply bfloat16"),
        (GGUF, True, "", "llamacpp", "multiplies bfloat16"),
        (GGUF, True, "llamacpp", "torch", "pip install 'polydigest[llamacpp]'"),
        (GGUF, False, "llamacpp", "ctranslate2", "pip install 'polydigest[llamacpp]'"),
        ({**GGUF, "adapter": "lora"}, False, "", "ctranslate2", "does not"),
        ({**GGUF, "generation": {"beams": 4}}, False, "", "ctranslate2", "does not"),
        ({**GGUF, "file": None}, False, "", "ctranslate2", "does not"),
        (OPUS, True, "", "ctranslate2", "multiplies bfloat16"),
        (OPUS, True, "ctranslate2", "torch", "pip install 'polydigest[ctranslate2]'"),
    ],
)
def test_without_measurements_a_table_says(
    monkeypatch: pytest.MonkeyPatch,
    keys: dict[str, object],
    bfloat16: bool,
    missing: str,
    engine: str,
    reason: str,
) -> None:
    monkeypatch.setattr(choice, "computes_bfloat16", lambda: bfloat16)
    monkeypatch.setattr(choice, "installed", lambda name: name != missing)
    found = choose(auto(keys))
    assert found.engine == engine
    assert reason in found.reason
    choice._chosen.cache_clear()
    settled = settle(auto(keys))
    choice._chosen.cache_clear()
    assert isinstance(settled, LocalModel)
    assert settled.engine == engine


def test_what_was_measured_here_counts() -> None:
    spec = auto(GGUF)
    before = choose(spec)
    speeds.keep(spec, "ctranslate2", speeds.Figures(summary=1.0, translation=2.0))
    assert choose(spec) == before, "one engine alone says nothing of the others"
    speeds.keep(on_engine(spec, "torch"), "torch", speeds.Figures(summary=2.0, translation=2.0))
    found = choose(spec)
    assert found.engine == "ctranslate2"
    assert found.reason == "measured here: 3.0 s a story; torch 4.0 s"
    assert choose(auto({**GGUF, "name": "x/other"})) != found


def test_keys_of_the_model_stay_and_those_of_other_engines_go() -> None:
    spec = auto({**GGUF, "context": False, "generation": {"beams": 1, "max_new_tokens": 9}})
    assert on_engine(spec, "llamacpp") == read_spec(
        {**GGUF, "engine": "llamacpp", "context": False, "generation": {"max_new_tokens": 9}}
    )
    torch = on_engine(spec, "torch")
    assert isinstance(torch, TorchModel)
    assert (torch.device, torch.generation.beams) == ("cpu", 1)
    assert settle(torch) is torch


def test_each_engine_is_measured_and_the_fastest_translates(
    checkpoint: Callable[[str], Path], spec_of: Callable[..., LocalModel], tmp_path: Path
) -> None:
    pytest.importorskip("xllamacpp")
    tiny.make_gguf(checkpoint("chat-translator"), tmp_path / "tiny.gguf")
    keys = {"family": "chat", "name": "t", "file": "tiny.gguf", "folder": tmp_path, "threads": 1}
    spec = auto({**keys, "max_input_tokens": 3000, "generation": {"max_new_tokens": 24}})
    rows = list(measure(spec, spec, "en", "uk"))
    assert [row.engine for row in rows] == ["torch", "ctranslate2", "llamacpp"]
    assert all(row.figures and row.figures.summary and row.figures.translation for row in rows)
    found = choose(spec)
    assert found.reason.startswith("measured here")
    assert settle(spec) == on_engine(spec, found.engine)
    translator = load_translator(spec, "en", "uk")
    expected = load_translator(spec_of("chat-translator"), "en").fingerprint
    assert translator.translate([TranslationRequest(tiny.ENGLISH[0], "uk")])
    assert translator.fingerprint != expected
