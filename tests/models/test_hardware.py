from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest
import torch

from base.files import cache_folder
from base.hardware import cpus, free_memory, memory
from models.engines import choice
from models.registry import expected_figures, machine, needs
from models.spec import ExtractiveModel, TorchModel, read_spec
from models.tasks import ModelError


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, None),
        ({"cpu_dot_max": "max 100000\n"}, None),
        ({"cpu_dot_max": "100000 100000\n"}, 1),
        ({"cpu_dot_max": "40000 100000\n"}, 1),
        ({"cpu__cpu_dot_cfs_quota_us": "-1\n", "cpu__cpu_dot_cfs_period_us": "100000\n"}, None),
        ({"cpu__cpu_dot_cfs_quota_us": "100000\n", "cpu__cpu_dot_cfs_period_us": "100000\n"}, 1),
    ],
)
def test_cpus_follow_affinity_and_quota(
    tmp_path: Path,
    files: dict[str, str],
    expected: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert cpus(write(tmp_path, **files)) == (expected or len(os.sched_getaffinity(0)))


@pytest.mark.parametrize(
    ("share", "expected"), [("1", 1), ("1,4", 1), ("0", 1), ("9999", None), ("", None), ("x", None)]
)
def test_a_worker_keeps_to_its_share_of_the_cpus(
    share: str, expected: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", share)
    assert cpus(tmp_path) == (expected or len(os.sched_getaffinity(0)))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, None),
        ({"memory_dot_max": "max\n"}, None),
        ({"memory_dot_max": "1000000\n"}, 1_000_000),
        ({"memory__memory_dot_limit_in_bytes": "2000000\n"}, 2_000_000),
        ({"memory__memory_dot_limit_in_bytes": "9223372036854771712\n"}, None),
    ],
)
def test_memory_follows_the_control_group(
    tmp_path: Path, files: dict[str, str], expected: int | None
) -> None:
    assert memory(write(tmp_path, **files)) == (expected or psutil.virtual_memory().total)


@pytest.mark.parametrize(
    "files",
    [
        {
            "memory_dot_max": "1000000",
            "memory_dot_current": "700000",
            "memory_dot_stat": "anon 300000\ninactive_file 400000\nactive_file 1\n",
        },
        {
            "memory__memory_dot_limit_in_bytes": "1000000",
            "memory__memory_dot_usage_in_bytes": "700000",
            "memory__memory_dot_stat": "inactive_file 1\ntotal_inactive_file 400000\n",
        },
    ],
)
def test_free_memory_is_what_the_control_group_leaves(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert free_memory(write(tmp_path, **files)) == 700_000


def test_free_memory_without_a_control_group_is_the_machines(tmp_path: Path) -> None:
    assert 0 < free_memory(tmp_path) <= psutil.virtual_memory().total
    assert free_memory(write(tmp_path, memory_dot_max="max\n")) > 0


def test_machine_tells_its_facts(tmp_path: Path) -> None:
    here = machine()
    assert here.cpus >= 1
    assert here.cache == tmp_path / "cache" == cache_folder()
    assert here.cache_free_bytes > 0
    assert here.hub.startswith("http")
    assert here.versions["torch"]


def test_needs_follow_the_number_format(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with (tmp_path / "model.safetensors").open("wb") as file:
        file.truncate(4_000_000_000)
    spec = TorchModel(family="seq2seq", name="x/y", folder=tmp_path, dtype="float32", device="cpu")
    wide = needs(spec)
    narrow = needs(spec.model_copy(update={"dtype": "bfloat16"}))
    assert wide.memory_bytes - narrow.memory_bytes == 2_000_000_000
    assert wide.disk_bytes == 0
    with pytest.raises(ModelError, match="no revision is pinned"):
        needs(TorchModel(family="seq2seq", name="x/y"))


@pytest.mark.parametrize("isa", ["", "avx2", "AVX512_CORE_BF16"])
@pytest.mark.parametrize("engine", ["auto", "ctranslate2", "torch"])
def test_what_was_not_measured_is_expected_of_the_cpu(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, isa: str, engine: str
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True})
    monkeypatch.setattr(choice, "installed", lambda _: True)
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", isa)
    choice._chosen.cache_clear()
    with (tmp_path / "a.gguf").open("wb") as file:
        file.truncate(1_117_320_768)
    keys = {"family": "chat", "name": "x/y", "file": "a.gguf", "folder": tmp_path}
    found = {
        threads: expected_figures(
            read_spec({**keys, "engine": engine, "device": "cpu", "threads": threads})
        )
        for threads in (2, 4)
    }
    choice._chosen.cache_clear()
    few, many = found[2], found[4]
    assert few
    assert few.summary
    assert few.translation
    assert many
    assert many.summary == pytest.approx(few.summary / 2)
    told = {"auto": (23, 23), "ctranslate2": (32, 51), "torch": (37, 85)}
    # How many weights a packed file has is known about.
    assert few.translation == pytest.approx(told[engine][isa == "avx2"], rel=0.3)
    assert expected_figures(ExtractiveModel(family="extractive", name="x")) is None
