"""A watch list from the command line to the digest, the exit code and Prefect."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

from digests.digest import Digest, read_digest
from digests.report import RunReport, read_report
from tests.flows.conftest import EXAMPLES

Call = Callable[..., subprocess.CompletedProcess[str]]
INPUTS = (EXAMPLES / "saudi-iran-agreement.md", EXAMPLES / "ever-given-harbour-courier.md")

pytestmark = pytest.mark.usefixtures("started")


def made(done: subprocess.CompletedProcess[str]) -> tuple[Digest, RunReport]:
    folder = Path(done.stdout.splitlines()[-1])
    return read_digest(folder / "digest.json"), read_report(folder / "run.json")


def test_what_is_watched_for_comes_first_and_raises_an_alert(
    call: Call, tmp_path: Path, tiny_profile: Path
) -> None:
    listed = tmp_path / "watch.yaml"
    listed.write_text("places: [Suez Canal]\nwords: [zeppelin]\n", encoding="utf-8")
    run = ("run", *INPUTS, "-p", tiny_profile, "-t", "ru", "-o", tmp_path, "--formats", "json,md")
    plain = call(*run)
    watched = call(*run, "--watch", listed, "--alert")
    assert (plain.returncode, watched.returncode) == (0, 3), watched.stderr
    assert "1 of them on the watch list" in watched.stderr
    (before, _), (after, report) = made(plain), made(watched)
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries[::-1]]
    [match], nothing = (entry.watched for entry in after.entries)
    assert (match.name, match.found, nothing) == ("Suez Canal", ("Suez Canal",), ())
    assert report.counts.watched == 1
    assert report.counts.cached == 2, "a watch list changes no text"
    assert "**Watch list**: Suez Canal" in (tmp_path / "latest" / "digest.md").read_text("utf-8")
    with get_client(sync_client=True) as client:
        [artifact] = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["digest-watched"]))
        )
    [row] = yaml.safe_load(str(artifact.data))
    assert row["watched"] == "Suez Canal"
    assert row["headline"] == after.entries[0].headline.text


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (None, ["--alert"], ["--alert: nothing is watched", "--watch FILE"]),
        ("place: [Suez]", ["--watch"], ["watch.yaml: place: unknown key", "places"]),
    ],
)
def test_a_wrong_call_is_refused_at_once(
    call: Call, tmp_path: Path, content: str | None, options: list[str], words: list[str]
) -> None:
    listed = tmp_path / "watch.yaml"
    if content:
        listed.write_text(content, encoding="utf-8")
        options = [*options, str(listed)]
    done = call("run", INPUTS[0], "-o", tmp_path, *options)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
