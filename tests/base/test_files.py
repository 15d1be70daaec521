from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from base.files import (
    is_full,
    make_folder,
    refusal_behind,
    refused,
    whole_file,
    why_unwritable,
    write_flushed,
)

KILLED = """
import os, signal, sys
from pathlib import Path
from base.files import whole_file

with whole_file(Path(sys.argv[1])) as file:
    file.write(b"new, but only ha")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_file_takes_the_place_of_the_older_one_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_the_older_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(b"old")

    def write_half() -> None:
        with whole_file(path) as file:
            file.write(b"ne")
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_that_is_killed_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert [left.suffix for left in tmp_path.iterdir()] == [".part"]
    assert not list(tmp_path.glob("*.json"))


def test_a_full_disk_is_told_from_one_that_may_not_be_written(
    small_disk: Path, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="No space") as full, whole_file(small_disk / "news") as file:
        file.write(bytes(1_000_000))
    assert is_full(full.value)
    assert why_unwritable(full.value)[0] == "the disk is full"
    assert not list(small_disk.iterdir())
    with pytest.raises(OSError, match="directory") as lost, whole_file(tmp_path / "no" / "news"):
        pass
    assert why_unwritable(lost.value)[0].startswith("it cannot be written (")


LIMITED = """
import resource, sys
from pathlib import Path
from base.files import make_folder, refused, whole_file

folder = Path(sys.argv[2])
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[3]),) * 2)
try:
    with whole_file(folder / "news") as file:
        file.write(bytes(1_000_000))
except OSError as error:
    print(refused(error))
"""


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [
        ("RLIMIT_FSIZE", 4096, "a file may not become that large; raise ulimit -f"),
        ("RLIMIT_NOFILE", 3, "this process may not open more files; raise the limit"),
    ],
)
def test_a_limit_of_the_process_is_explained_and_leaves_nothing(
    limit: str, most: int, words: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, limit, str(tmp_path), str(most)],
        check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith(str(tmp_path)), done.stdout
    assert words in done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda f: make_folder(f / "file" / "news"), "a file is in the place of a folder"),
        (
            lambda f: make_folder(f / "file"),
            "a file is in the place of a folder",
        ),
        (lambda f: (f / "file").mkdir(), "a file is in the place of a folder"),
        (lambda f: write_flushed(f, [b""]), "a folder is in the place of a file"),
        (lambda f: make_folder(f / ("x" * 300)), "the path is too long; name a shorter one"),
        (lambda f: (f / "circle" / "news").read_bytes(), "its links lead in a circle"),
        (lambda f: write_flushed(Path("/dev/full"), [b"x"]), "the disk is full; free some space"),
    ],
)
def test_what_the_system_refuses_is_named_with_reason_and_remedy(
    write: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(OSError, match=r"\[Errno \d+\]") as error:
        write(tmp_path)
    explained = refused(error.value)
    assert words in str(explained)
    assert explained.thing.startswith((str(tmp_path), "/dev/full"))


def test_a_folder_that_a_variable_names_is_named_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path))
    refusal = OSError(errno.EROFS, "Read-only file system", str(tmp_path / "models.lock"))
    assert str(refused(refusal)).endswith("read-only; set POLYDIGEST_CACHE to another folder")


def test_what_the_system_refused_is_found_behind_what_came_of_it() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/weights")
    missing = FileNotFoundError(errno.ENOENT, "No such file or directory", "/optional")
    for reason, found in ((full, full), (missing, None)):
        error = KeyError("weights")
        error.__context__ = reason
        assert refusal_behind(error) is found
    native = refusal_behind(RuntimeError("I/O error: No space left on device (os error 28)"))
    assert native is not None
    assert native.errno == errno.ENOSPC


def test_what_is_private_is_for_its_owner_alone(tmp_path: Path) -> None:
    os.chmod(tmp_path, 0o755)  # noqa: PTH101
    before = os.umask(0o022)
    try:
        make_folder(tmp_path / "open" / "kept", private=True)
        with whole_file(tmp_path / "open" / "kept" / "article", private=True) as file:
            file.write(b"unpublished")
        write_flushed(tmp_path / "open" / "digest.md", ["published"])
    finally:
        os.umask(before)
    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in tmp_path.rglob("*")}
    assert modes == {"open": "0o755", "kept": "0o700", "article": "0o600", "digest.md": "0o644"}
