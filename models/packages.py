"""Translation models that are in CTranslate2's format already, with SentencePiece beside them.

Argos packages are zip files (``.argosmodel``), or what one unpacks to: ``metadata.json``,
``model/`` and ``sentencepiece.model``. Firefox Translations models that somebody converted are
folders with ``model.bin`` and ``vocab.spm``, or ``srcvocab.spm`` and ``trgvocab.spm``. Beside
either, a folder in transformers' layout is written, with a Marian tokenizer of the same pieces.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from transformers import GenerationConfig, MarianConfig, MarianTokenizer

from models.engines.settings import no_call_for_sacremoses
from models.tasks import ModelError

_LARGEST = 4 << 30
"""Bytes that a file of a package may unpack to."""
_ARGOS = "metadata.json"
_END, _UNKNOWN, _PAD = "</s>", "<unk>", "<pad>"


@dataclass(frozen=True)
class Package:
    """Where the parts of a package are."""

    model: Path
    """Folder in CTranslate2's format."""
    pieces: tuple[Path, Path]
    """SentencePiece models of source and target."""
    metadata: Mapping[str, Any]
    """As an Argos package has it; empty elsewhere."""


def is_package(folder: Path) -> bool:
    """Tell whether a path is one of these packages."""
    return folder.is_file() or any((folder / name).is_file() for name in ("model.bin", _ARGOS))


def unpack(file: Path, target: Path) -> None:
    """Write what is needed of an ``.argosmodel`` file into a folder, flat.

    Raises:
        ModelError: It is no such file.

    """
    try:
        with ZipFile(file) as packed:
            found = {name for name in packed.namelist() if name.endswith(_ARGOS)}
            root = min(found, key=len, default="").removesuffix(_ARGOS)
            wanted = {
                name
                for name in packed.namelist()
                if name.startswith(f"{root}model/") or name == f"{root}sentencepiece.model"
            }
            for name in sorted({*found, *wanted}):
                if name.endswith("/"):
                    continue
                if packed.getinfo(name).file_size > _LARGEST:
                    raise ModelError(str(file), f"{name} is too large", "get it again")
                with packed.open(name) as source, (target / Path(name).name).open("wb") as copy:
                    shutil.copyfileobj(source, copy)
    except BadZipFile as error:
        raise ModelError(
            str(file), f"is no Argos package: {error}", "let `folder` name one, or a folder"
        ) from error


def open_package(folder: Path) -> Package:
    """Find the parts of a package in its folder.

    Raises:
        ModelError: A part is missing, or of a kind that is not known here.

    """
    metadata: dict[str, Any] = {}
    model = folder
    if (folder / _ARGOS).is_file():
        metadata = json.loads((folder / _ARGOS).read_text("utf-8"))
        if (folder / "model" / "model.bin").is_file():
            model = folder / "model"
        if metadata.get("target_prefix"):
            raise ModelError(
                str(folder), "translates into several languages", "choose one of a single pair"
            )
    for source, target in (
        ("sentencepiece.model", "sentencepiece.model"),
        ("srcvocab.spm", "trgvocab.spm"),
        ("vocab.spm", "vocab.spm"),
        ("source.spm", "target.spm"),
    ):
        if (folder / source).is_file() and (folder / target).is_file():
            break
    else:
        raise ModelError(
            str(folder),
            "has no SentencePiece model beside it",
            "put sentencepiece.model, vocab.spm, or srcvocab.spm and trgvocab.spm there",
        )
    if not (model / "model.bin").is_file():
        raise ModelError(str(folder), "has no model.bin", "get the whole package")
    return Package(model, (folder / source, folder / target), metadata)


def write_layout(package: Package, target: Path) -> None:
    """Write what transformers reads of a package, but no weights, into a folder."""
    sides = _vocabularies(package.model)
    for side, name in (("source", "vocab.json"), ("target", "target_vocab.json")):
        words = [*sides[side], *([] if _PAD in sides[side] else [_PAD])]
        (target / name).write_text(json.dumps({word: n for n, word in enumerate(words)}))
    for path, name in zip(package.pieces, ("source.spm", "target.spm"), strict=True):
        shutil.copyfile(path, target / name)
    with no_call_for_sacremoses():
        tokenizer = MarianTokenizer(
            source_spm=str(target / "source.spm"),
            target_spm=str(target / "target.spm"),
            vocab=str(target / "vocab.json"),
            target_vocab_file=str(target / "target_vocab.json"),
            separate_vocabs=True,
            source_lang=package.metadata.get("from_code"),
            target_lang=package.metadata.get("to_code"),
        )
    tokenizer.save_pretrained(target)
    end = sides["target"].index(_END)
    MarianConfig(
        vocab_size=len(sides["source"]),
        eos_token_id=end,
        pad_token_id=end,
        decoder_start_token_id=end,
        forced_eos_token_id=None,
    ).save_pretrained(target)
    GenerationConfig(
        eos_token_id=end,
        pad_token_id=end,
        decoder_start_token_id=end,
        num_beams=4,
        # As Argos Translate itself decodes.
        length_penalty=0.2 if package.metadata else 1.0,
        max_length=512,
    ).save_pretrained(target)


def _vocabularies(folder: Path) -> dict[str, list[str]]:
    """Read the words by side, which are in one file where both sides share them."""
    found = {}
    for side in ("source", "target"):
        names = [
            folder / f"{stem}_vocabulary{suffix}"
            for stem in (side, "shared")
            for suffix in (".json", ".txt")
        ]
        path = next((name for name in names if name.is_file()), None)
        if path is None:
            raise ModelError(str(folder), "has no vocabulary", "get the whole package")
        text = path.read_text("utf-8")
        words = json.loads(text) if path.suffix == ".json" else text.splitlines()
        if _END not in words or _UNKNOWN not in words:
            raise ModelError(str(path), f"lacks {_END} or {_UNKNOWN}", "choose another package")
        found[side] = words
    return found
