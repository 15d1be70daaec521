"""Checks of another package that is installed beside polydigest, as the documentation shows."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checks import registry
from checks.coverage import translation_coverage
from checks.registry import TRANSLATION_CHECKS, check_fingerprint, make_translation_checks
from digests.profile import ProfileError, load_profile
from tests.checks.translation.texts import context

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "extending.md").read_text("utf-8")

Install = Callable[[dict[str, str]], None]


def example(language: str, start: str) -> str:
    code = next(c for c in DOCUMENT.split(f"```{language}\n")[1:] if c.startswith(start))
    return code.partition("```")[0]


def forget() -> None:
    registry.summary_checks.cache_clear()
    registry.translation_checks.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "newsroom"]:
        del sys.modules[name]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install the documented check as a package with these entry points."""
    package = tmp_path / "newsroom"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "embargo.py").write_text(example("python", "# newsroom/embargo.py"), "utf-8")

    def write(points: dict[str, str]) -> None:
        info = tmp_path / "newsroom-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom\nVersion: 1.0\n")
        lines = "\n".join(f"{name} = {value}" for name, value in points.items())
        (info / "entry_points.txt").write_text(f"[{registry.ENTRY_POINTS}]\n{lines}\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        forget()

    yield write
    forget()


def test_a_check_of_another_package_is_on_and_can_be_tuned(install: Install) -> None:
    before = translation_coverage("ru").checked
    groups = tomllib.loads(example("toml", '[project.entry-points."polydigest.checks"]'))
    install(groups["project"]["entry-points"]["polydigest.checks"])
    *shipped, embargo = make_translation_checks({})
    assert [check.name for check in shipped] == list(TRANSLATION_CHECKS)
    told = context("EMBARGO until noon.", "До полудня.", "ru")
    assert embargo.verdict(told).status == "failed"
    *_, other = make_translation_checks({"embargo": {"word": "HOLD"}})
    assert other.verdict(told).status == "skipped"
    assert check_fingerprint(other) != check_fingerprint(embargo)
    assert len(make_translation_checks({"embargo": False})) == len(TRANSLATION_CHECKS)
    assert translation_coverage("ru").checked == (*before, "embargoes")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("translation.embargo", "newsroom.lost:Embargo", "not loaded: No module named"),
        ("translation.numbers", "newsroom.embargo:Embargo", "a dataclass with that name"),
        ("summary.embargoes", "newsroom.embargo:Embargo", "a dataclass with that name"),
    ],
)
def test_one_that_cannot_be_used_is_named(
    name: str, value: str, reason: str, install: Install
) -> None:
    install({name: value})
    with pytest.raises(ProfileError, match=f"check '{name}' of {value}: .*{reason}"):
        load_profile("opus")
