from __future__ import annotations

import json
import logging
import multiprocessing
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from filelock import FileLock

from base.database import StoreError
from digests.digest import Digest
from digests.report import RunReport
from digests.run_folder import run_name, scratch_folder, write_run
from tests.digests.samples import canal, digest, laid_out, report

FILES = {
    "digest.json",
    "digest.md",
    "digest.html",
    "digest.zh.html",
    "digest.ru.html",
    "run.json",
}


def write(out: Path) -> Path:
    return write_run(out, laid_out(digest()), report(digest()))


def assert_whole(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES
    read = Digest.model_validate_json((folder / "digest.json").read_bytes())
    told = RunReport.model_validate_json((folder / "run.json").read_bytes())
    assert read.run == told.run == folder.name
    assert (folder / "digest.html").read_text("utf-8").endswith("</html>\n")


def runs(out: Path) -> list[Path]:
    folders = [path for path in out.iterdir() if path.is_dir() and not path.is_symlink()]
    return [folder for folder in folders if not folder.name.startswith(".")]


def leftovers(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.name.startswith(".")]


def test_a_run_is_named_after_its_start_and_profile() -> None:
    started = datetime(2023, 9, 18, 23, 30, 5, tzinfo=timezone(timedelta(hours=-5)))
    assert run_name("opus", started) == "2023-09-19T043005Z-opus"


def test_a_run_has_its_files_and_is_the_latest(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    folder = write(out)
    assert folder == out / digest().run
    assert_whole(folder)
    assert (out / "latest").readlink() == Path(folder.name)
    assert not leftovers(out)


def test_articles_are_for_their_owner_and_a_digest_is_by_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        folder = write_run(tmp_path, laid_out(digest()), report(digest()), [b"{}\n"])
    finally:
        os.umask(before)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in folder.iterdir()}
    assert modes.pop("articles.jsonl") == "0o600"
    assert set(modes.values()) == {"0o644"}
    assert folder.stat().st_mode & 0o777 == 0o755


def test_only_the_formats_asked_for(tmp_path: Path) -> None:
    folder = write_run(tmp_path, laid_out(digest(), ["json"]), report(digest()))
    assert {path.name for path in folder.iterdir()} == {"digest.json", "run.json"}


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    names = [write(tmp_path).name for _ in range(3)]
    assert names == [digest().run, f"{digest().run}-2", f"{digest().run}-3"]
    for name in names:
        assert_whole(tmp_path / name)
    assert (tmp_path / "latest").resolve().name == names[-1]


@pytest.mark.parametrize("name", ["", ".", "..", "../up", "/root", ".hidden", "a/b", "a\nb"])
def test_a_name_that_is_no_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot name a folder"):
        write_run(tmp_path, laid_out(digest(run=name)), report(digest()))


def test_a_folder_in_the_place_of_the_link_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "latest" / "mine").mkdir(parents=True)
    with caplog.at_level(logging.WARNING):
        assert_whole(write(tmp_path))
    assert "no link 'latest'" in caplog.text
    assert (tmp_path / "latest" / "mine").is_dir()
    assert not leftovers(tmp_path)


WRITER = """
import sys
from pathlib import Path
from tests.digests.test_run_folder import write
write(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    write(Path(sys.argv[1]))
"""


def test_a_killed_writer_leaves_whole_folders_only(tmp_path: Path) -> None:
    delays = random.Random(7)
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(delays.uniform(0.02, 0.2))
        writer.kill()
        writer.communicate()
        for folder in runs(tmp_path):
            assert_whole(folder)
    assert runs(tmp_path)
    write(tmp_path)
    assert not leftovers(tmp_path)
    assert (tmp_path / "latest").exists()


def test_what_a_living_writer_has_under_way_stays(tmp_path: Path) -> None:
    staging = tmp_path / ".tmp-0123456789abcdef"
    staging.mkdir()
    with FileLock(f"{staging}.lock"):
        write(tmp_path)
        assert staging.is_dir()
    write(tmp_path)
    assert not leftovers(tmp_path)


def _write_some(out: Path) -> list[str]:
    return [write_run(out, laid_out(digest(canal())), report(digest())).name for _ in range(8)]


def test_processes_that_write_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        written = pool.map(_write_some, [tmp_path] * 2, chunksize=1)
    names = sorted(name for some in written for name in some)
    assert len(names) == len(set(names)) == 16
    assert sorted(folder.name for folder in runs(tmp_path)) == names
    for name in names:
        assert_whole(tmp_path / name)
    assert not leftovers(tmp_path)


def test_a_full_disk_leaves_nothing_behind(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    with pytest.raises(StoreError, match="disk: the disk is full; free some space") as caught:
        write(small_disk)
    assert str(small_disk) in caught.value.thing
    assert list(small_disk.iterdir()) == [ballast]
    ballast.unlink()
    assert_whole(write(small_disk))


def test_a_disk_that_intermediate_files_fill(small_disk: Path) -> None:
    with (
        pytest.raises(StoreError, match="disk: the disk is full; free some space"),
        scratch_folder(small_disk) as folder,
    ):
        (folder / "shard").write_bytes(b"x" * 300_000)
    assert not list(small_disk.iterdir())


def test_a_disk_that_cannot_be_written(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StoreError, match=r"cannot be written \(its file system is read-only\)"):
        write(small_disk)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(StoreError, match=r"out: it cannot be written \(a file is in the place of"):
        write(tmp_path / "out")


def test_the_report_is_written_for_people_to_read(tmp_path: Path) -> None:
    text = (write(tmp_path) / "run.json").read_text("utf-8")
    assert text.startswith('{\n  "schema_version"')
    assert json.loads(text)["started"] == digest().created.astimezone(UTC).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )
