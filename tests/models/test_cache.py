from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models import cache
from models.cache import find_damage, make_once, verify
from models.tasks import ModelError

ROOT = Path(__file__).resolve().parents[2]
SOURCE = {"model.gguf": "0" * 64}
WEIGHTS = bytes(range(256)) * 40


def fill(target: Path) -> None:
    (target / "weights").write_bytes(WEIGHTS)
    (target / "config.json").write_text("{}")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return make_once(tmp_path / "made", SOURCE, 1000, fill)


def overwrite(folder: Path) -> None:
    """Change bytes in the middle, and set the time of the file as it was."""
    path = folder / "weights"
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(5_000)
        file.write(b"x" * 1_000)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_by_link(path: Path) -> None:
    moved = path.rename(path.parent.parent / f"moved-{path.name}")
    path.symlink_to(moved)


def manifest(folder: Path) -> Path:
    return folder.with_name("made.json")


@pytest.mark.parametrize(
    ("harm", "path", "reason"),
    [
        (overwrite, "made/weights", "expected SHA-256"),
        (lambda f: (f / "weights").write_bytes(WEIGHTS[:-1]), "made/weights", "expected SHA-256"),
        (lambda f: (f / "weights").unlink(), "made/weights", "is gone"),
        (lambda f: (f / "adapter.bin").touch(), "made/adapter.bin", "is no part"),
        (lambda f: replace_by_link(f / "weights"), "made/weights", "is a link"),
        (replace_by_link, "made", "is no folder"),
        (lambda f: manifest(f).unlink(), "made.json", "is not there"),
        (lambda f: manifest(f).write_text("{"), "made.json", "cannot be read"),
        (
            lambda f: manifest(f).write_text(manifest(f).read_text().replace("weights", "others")),
            "made.json",
            "was changed",
        ),
    ],
)
def test_what_is_not_as_it_was_made_is_named_and_made_again(
    made: Path, harm: Callable[[Path], object], path: str, reason: str
) -> None:
    assert find_damage(made, SOURCE) is None
    harm(made)
    damage = find_damage(made, SOURCE)
    assert damage is not None
    assert damage.path == made.parent / path
    assert reason in damage.reason
    make_once(made, SOURCE, 1000, fill)
    assert find_damage(made, SOURCE, thorough=True) is None
    assert {each.name for each in made.iterdir()} == {"weights", "config.json"}
    assert (made / "weights").read_bytes() == WEIGHTS


def test_what_was_made_of_other_files_is_made_again(made: Path) -> None:
    other = {"model.gguf": "1" * 64}
    make_once(made, other, 1000, lambda target: (target / "others").touch())
    assert [each.name for each in made.iterdir()] == ["others"]
    assert find_damage(made, SOURCE) is not None


def test_a_file_of_the_publisher_has_the_hash_that_the_publisher_gives(tmp_path: Path) -> None:
    make_once(tmp_path / "made", {"weights": "0" * 64}, 1000, fill)
    damage = find_damage(tmp_path / "made")
    assert damage is not None
    assert "another hash of weights than its publisher" in damage.reason


def test_a_copy_of_the_cache_is_hashed_once_and_then_known(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "made"
    shutil.copytree(made, copy)
    shutil.copy(manifest(made), manifest(copy))
    noted = manifest(copy).read_bytes()
    assert find_damage(copy, SOURCE) is None
    again = manifest(copy).read_bytes()
    assert again != noted
    assert find_damage(copy, SOURCE) is None
    assert manifest(copy).read_bytes() == again


def test_verify_finds_what_looks_unchanged_and_it_is_made_again(tmp_path: Path) -> None:
    folders = [
        make_once(cache.place("unpacked", key), SOURCE, 1000, fill) for key in ("rotten", "whole")
    ]
    rotten = folders[0]
    (rotten / "weights").write_bytes(WEIGHTS[::-1])
    known = cache._Manifest.model_validate_json(
        manifest_text := (rotten.with_name("rotten.json")).read_bytes()
    )
    assert manifest_text
    looks = {
        name: cache._Noted.of(rotten / name, noted.sha256) for name, noted in known.files.items()
    }
    cache._write_manifest(rotten, cache._Manifest.sealed(known.made_from, looks))
    assert find_damage(rotten, SOURCE) is None
    found = {each.folder.name: each.damage for each in verify()}
    assert found["whole"] is None
    assert found["rotten"]
    assert found["rotten"].path == rotten / "weights"
    make_once(rotten, SOURCE, 1000, fill)
    assert [each.damage for each in verify()] == [None, None]


# Other processes, kill -9, full disks

_CONVERT = """
import sys, time
from pathlib import Path
from models.cache import make_once

def convert(target):
    (target / "weights").write_bytes(b"x" * 1000)
    with open(sys.argv[2], "a") as log:
        log.write("started\\n")
    time.sleep(float(sys.argv[3]))

make_once(Path(sys.argv[1]), {}, 1000, convert)
"""


def start_conversion(folder: Path, log: Path, seconds: float) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _CONVERT, str(folder), str(log), str(seconds)], cwd=ROOT
    )


def test_killed_conversion_leaves_nothing_that_counts(tmp_path: Path) -> None:
    folder, log = tmp_path / "made", tmp_path / "log"
    process = start_conversion(folder, log, 600)
    while not log.exists():
        assert process.poll() is None
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not folder.exists()

    def convert(target: Path) -> None:
        (target / "weights").write_bytes(b"y")

    make_once(folder, {}, 10, convert)
    assert (folder / "weights").read_bytes() == b"y"
    assert not list(tmp_path.glob("*.tmp"))


def test_two_processes_convert_once(tmp_path: Path) -> None:
    folder, log = tmp_path / "made", tmp_path / "log"
    processes = [start_conversion(folder, log, 1) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert log.read_text() == "started\n"
    assert (folder / "weights").stat().st_size == 1000


def test_too_little_disk_is_said_before_work(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"the disk is full: needs .* MB are free.*CACHE"):
        make_once(tmp_path / "made", {}, 1 << 60, lambda target: pytest.fail("work was done"))
    assert not (tmp_path / "made").exists()


def test_disk_that_fills_up(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")

    def convert(target: Path) -> None:
        (target / "weights").write_bytes(b"x" * (4 << 20))

    try:
        with pytest.raises(ModelError, match="the disk is full"):
            make_once(disk / "made", {}, 1000, convert)
        assert [path.suffix for path in disk.iterdir()] == [".lock"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match=r"cannot be written.*POLYDIGEST_CACHE"):
        make_once(tmp_path / "file" / "made", {}, 0, lambda target: None)
