"""Packages that are in CTranslate2's format already: Argos's, and converted Firefox models."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks import tiny_models as tiny
from models.engines.ctranslate2_engine import converted
from models.registry import describe, load_translator, needs
from models.spec import CTranslate2Model
from models.tasks import ModelError, TranslationRequest
from models.weights import resolve

pytest.importorskip("ctranslate2")

METADATA = {"package_version": "1.9", "from_code": "en", "to_code": "ru", "type": "translate"}


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marian")
    return tiny.make_marian(folder, targets=(), pairs={"rus": tiny.TO_RUSSIAN})


@pytest.fixture
def ready(marian: Path) -> Path:
    """Give the model in CTranslate2's format."""
    spec = CTranslate2Model(family="seq2seq", name="tiny/marian", folder=marian)
    return converted(resolve(spec), "float32")


def argos(ready: Path, marian: Path, folder: Path) -> Path:
    (folder / "model").mkdir(parents=True)
    for path in ready.iterdir():
        if path.name != "complete.json":
            shutil.copy(path, folder / "model")
    shutil.copy(marian / "source.spm", folder / "sentencepiece.model")
    (folder / "metadata.json").write_text(json.dumps(METADATA))
    return folder


def argos_zip(ready: Path, marian: Path, folder: Path) -> Path:
    root = argos(ready, marian, folder / "translate-en_ru")
    file = folder / "en_ru.argosmodel"
    with ZipFile(file, "w") as packed:
        for path in sorted(root.rglob("*")):
            packed.write(path, path.relative_to(folder))
    shutil.rmtree(root)
    return file


def firefox(ready: Path, marian: Path, folder: Path) -> Path:
    shutil.copytree(ready, folder)
    shutil.copy(marian / "source.spm", folder / "srcvocab.spm")
    shutil.copy(marian / "target.spm", folder / "trgvocab.spm")
    # As older converters wrote it.
    words = json.loads((folder / "shared_vocabulary.json").read_text("utf-8"))
    (folder / "shared_vocabulary.json").unlink()
    (folder / "shared_vocabulary.txt").write_text("\n".join(words), "utf-8")
    return folder


@pytest.mark.parametrize("make", [argos, argos_zip, firefox])
def test_a_package_translates_as_its_checkpoint(
    make: Callable[[Path, Path, Path], Path], ready: Path, marian: Path, tmp_path: Path
) -> None:
    folder = make(ready, marian, tmp_path / "package")
    spec = CTranslate2Model(family="seq2seq", name="a/b", folder=folder, compute_type="float32")
    translator = load_translator(spec, "en", "ru")
    requests = [TranslationRequest(text, "ru") for text in tiny.ENGLISH]
    assert translator.translate(requests) == list(tiny.RUSSIAN)
    assert describe(spec).sha256
    assert needs(spec).memory_bytes > 1e9


def test_what_is_no_package_or_has_another_target_is_an_error(
    ready: Path, marian: Path, tmp_path: Path
) -> None:
    def translator(folder: Path, target: str = "ru") -> None:
        load_translator(CTranslate2Model(family="seq2seq", name="x", folder=folder), "en", target)

    whole = argos(ready, marian, tmp_path / "whole")
    with pytest.raises(ModelError, match="translates into ru only"):
        translator(whole, "zh")
    partial = whole.rename(tmp_path / "partial")
    (partial / "sentencepiece.model").unlink()
    with pytest.raises(ModelError, match="no SentencePiece model"):
        translator(partial)
    broken = tmp_path / "broken.argosmodel"
    broken.write_bytes(b"PK")
    with pytest.raises(ModelError, match="is no Argos package"):
        translator(broken)
