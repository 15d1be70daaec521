"""`polydigest adapt` as real processes, and digests with its adapters."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from benchmarks import tiny_models as tiny
from digests.assembly import models_used
from digests.profile import ProfileError, load_profile
from tests.flows.conftest import ROOT
from tests.flows.processes import PATIENCE


@pytest.fixture
def roomy_profile(tmp_path: Path, tiny_profile: Path) -> Path:
    """Give a profile whose translator may write whole sentences."""
    profile = yaml.safe_load(tiny_profile.read_text("utf-8"))
    profile["translators"]["*"]["generation"]["max_new_tokens"] = 96
    path = tmp_path / "roomy.yaml"
    path.write_text(yaml.safe_dump(profile), "utf-8")
    return path


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    rows = "".join(f"{s}\t{t}\n" for s, t in tiny.TO_RUSSIAN)
    path.write_text(rows + "no pair\n", encoding="utf-8")
    return path


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    path = tmp_path / "dev.tsv"
    rows = "".join(f"{' '.join(reversed(s.split()))}\t{t}\n" for s, t in tiny.TO_RUSSIAN)
    path.write_text(rows, encoding="utf-8")
    return path


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "flows.cli", "adapt", *map(str, arguments)]


def test_a_stopped_command_goes_on_and_its_adapter_serves_a_profile(
    tmp_path: Path, roomy_profile: Path, pairs: Path, dev: Path, served: dict[str, str]
) -> None:
    out = tmp_path / "adapters" / "ru"
    asked = command(
        pairs, "-b", roomy_profile, "-t", "ru", "-o", out, "--licence", "CC0-1.0", "--dev", dev,
        "--epochs", "200", "--batch", "8", "--evaluations", "2", "--learning-rate", "1e-3",
    )  # fmt: skip
    process = subprocess.Popen(
        asked, cwd=ROOT, env=served, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    seen = []
    for line in process.stderr:
        seen.append(line)
        if "left" in line and "step 3 of 200" in line:
            break
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, "".join(seen) + stderr
    assert "run the same command to go on" in stderr
    assert not stdout
    assert not out.exists()
    assert any("1 not two or three columns (first: pairs.tsv:9)" in line for line in seen)

    done = subprocess.run(
        asked, cwd=ROOT, env=served, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    assert "going on after step" in done.stderr
    assert done.stdout.splitlines()[-1] == str(out)
    assert "polydigest adapt" in (out / "README.md").read_text(encoding="utf-8")

    settings = yaml.safe_load(roomy_profile.read_text(encoding="utf-8"))
    own = tmp_path / "own.yaml"
    own.write_text(yaml.safe_dump({**settings, "adapters": {"ru": "adapters/ru"}}))
    profile = load_profile(str(own))
    by_target = {model.targets: model for model in models_used(profile, ["zh", "ru"])}
    assert by_target["zh",].adapter is None
    adapter = by_target["ru",].adapter
    assert adapter
    assert (adapter.name, adapter.licence) == ("ru", "CC0-1.0")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-t", "ru,zh"], ["--targets", "one language"]),
        (["-t", "ru", "--dev", "none.tsv"], ["none.tsv", "no such file"]),
        (["-t", "ru", "--learning-rate", "0"], ["--learning-rate"]),
        (["-t", "xx"], ["'xx'", "known"]),
    ],
)
@pytest.mark.usefixtures("started")
def test_a_wrong_call_is_one_clear_line(
    tmp_path: Path,
    roomy_profile: Path,
    pairs: Path,
    call: Callable[..., subprocess.CompletedProcess[str]],
    arguments: list[str],
    words: list[str],
) -> None:
    given = ["-b", roomy_profile, "-o", tmp_path / "x", "--licence", "x"]
    done = call("adapt", pairs, *given, *arguments)
    assert done.returncode == 2
    assert all(word in done.stderr for word in words)


def test_a_profile_names_the_adapter_without_a_translator(
    tmp_path: Path, roomy_profile: Path
) -> None:
    settings = yaml.safe_load(roomy_profile.read_text(encoding="utf-8"))
    translators = {"zh": settings["translators"]["*"]}
    own = tmp_path / "own.yaml"
    own.write_text(
        yaml.safe_dump({**settings, "translators": translators, "adapters": {"ru": "x"}})
    )
    with pytest.raises(ProfileError, match=r"own\.yaml.*no translator for 'ru'"):
        load_profile(str(own))
