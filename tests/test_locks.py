"""The locks: what they pin is what `constraints.txt` pins, all of it with hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
IMAGE = ("postgresql", "ctranslate2", "pdf", "warc")


def pins(text: str) -> dict[str, tuple[str, int]]:
    """Return version and number of hashes by name."""
    entries = re.split(r"(?<!\\)\n", re.sub(r"^#.*\n", "", text, flags=re.M))
    found: dict[str, tuple[str, int]] = {}
    for entry in filter(None, entries):
        requirement, *hashes = re.split(r"\s+--hash=sha256:", entry.replace("\\\n", ""))
        (pin,) = Requirement(requirement).specifier
        assert pin.operator == "=="
        assert all(re.fullmatch(r"[0-9a-f]{64}\s*", each) for each in hashes), entry
        found[canonicalize_name(Requirement(requirement).name)] = (pin.version, len(hashes))
    return found


@pytest.mark.parametrize(("lock", "extras"), [("image", IMAGE), ("embedded", (*IMAGE, "embedded"))])
def test_a_lock_has_all_that_is_required_with_hashes_in_the_pinned_versions(
    lock: str, extras: tuple[str, ...]
) -> None:
    locked = pins((ROOT / "locks" / f"{lock}.txt").read_text("utf-8"))
    pinned = pins((ROOT / "constraints.txt").read_text("utf-8"))
    assert all(hashes for _, hashes in locked.values())
    for name, (version, _) in locked.items():
        assert pinned.get(name, (version, 0))[0] == version, name
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    required = [*project["dependencies"], *(each for extra in extras for each in optional[extra])]
    for requirement in map(Requirement, required):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement
