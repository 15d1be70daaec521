"""Profiles: where deployment settings stand, and what an error does not show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from digests.profile import ProfileError, load_profile, profile_names

PROFILE = {
    "description": "Mine",
    "summariser": {"family": "extractive", "name": "multilingual-e5-small"},
    "translators": {"*": {"family": "seq2seq", "name": "any", "folder": "any"}},
}
CLUSTER = {"runner": "dask", "workers": 4, "timeout": 60, "store": "postgresql://me:secret@host/db"}


def write(path: Path, **settings: Any) -> str:
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", profile_names())
def test_shipped_profiles_say_nothing_of_a_deployment(name: str) -> None:
    assert not load_profile(name).deployment.model_fields_set


def test_deployment_settings_stand_in_a_block_a_file_or_as_before(tmp_path: Path) -> None:
    write(tmp_path / "cluster.yaml", **CLUSTER)
    block = load_profile(write(tmp_path / "a.yaml", **PROFILE, deployment=CLUSTER))
    file = load_profile(write(tmp_path / "b.yaml", **PROFILE, deployment="cluster.yaml"))
    before = load_profile(write(tmp_path / "c.yaml", **PROFILE, **CLUSTER))
    assert block.deployment == file.deployment == before.deployment
    assert block.deployment.workers == 4
    assert block.deployment.store_url(tmp_path) == CLUSTER["store"]
    for shown in (str(block.model_dump(mode="json")), repr(block)):
        assert "secret" not in shown


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"deployment": {"workers": 2}, "runner": "ray"}, "runner: beside 'deployment'; move it"),
        ({"deployment": {"wurkers": 2}}, "deployment.wurkers: unknown key"),
        ({"runner": "slurm"}, "deployment.runner: Input should be 'threads', 'dask' or 'ray'"),
        ({"deployment": "lost.yaml"}, "lost.yaml: cannot be read: No such file"),
        ({"deployment": "list.yaml"}, "list.yaml: not a file of deployment settings"),
    ],
)
def test_wrong_deployment_settings_are_named(
    settings: dict[str, Any], words: str, tmp_path: Path
) -> None:
    (tmp_path / "list.yaml").write_text("- runner\n")
    with pytest.raises(ProfileError) as caught:
        load_profile(write(tmp_path / "mine.yaml", **PROFILE, **settings))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("description: x\nsummarizer: {}\n", "summarizer"),
        ("description: [", "YAML"),
        ("- a list\n", "not a profile"),
        (
            "description: x\nsummariser: {family: extractive, name: e}\n"
            "translators: {zh: {family: chat, name: e}}\nchecks: {translation: {nombers: false}}\n",
            "nombers",
        ),
    ],
)
def test_a_wrong_profile_names_the_file_and_the_key(text: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(str(path))
    assert str(path) in str(caught.value)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "description: x\nstore: postgresql://me:secret@host/db: [",
        "description: x\ndeployment: {store: [postgresql://me:secret@host/db]}\n",
        "deployment: {runner: 'postgresql://me:secret@host/db'}\n",
    ],
)
def test_an_error_never_shows_the_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(str(path))
    assert str(path) in str(caught.value)
    assert "secret" not in str(caught.value)
