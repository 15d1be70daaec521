"""The rooms import only from rooms on their left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from language.pack import FOLDERS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "configs": set[str](),
    "base": set[str](),
    "language": {"base"},
    "articles": {"base", "language"},
    "models": {"base", "language", "configs"},
    "checks": {"base", "language"},
    "digests": {"base", "language", "articles", "models", "checks", "configs"},
    "flows": {"base", "language", "articles", "models", "checks", "digests", "configs"},
}
DOORS = {
    "articles": {"article", "fetch", "locations", "publishers", "sources", "stories"},
    "models": {
        "adapters", "cache", "interrupt", "language_codes", "measuring", "progress", "registry",
        "spec", "tasks", "usage",
    },
    "checks": {"contexts", "coverage", "registry", "verdict"},
    "digests": {
        "comparison", "delivery", "digest", "events", "format_names", "judge", "pipeline",
        "profile", "render", "report", "review", "shards", "store", "versions",
    },
    "language": {
        "counted", "crediting", "detection", "disputing", "glossary", "known_names", "measures",
        "opposites", "pack", "plain_reader", "quantities", "renderings", "roles", "scripts",
        "sentences", "sounds", "speech", "spotting", "syntax", "terms", "tidying", "topics",
        "words",
    },
}  # fmt: skip
"""What other rooms may import of a room: of languages, nothing that is of one language."""
LARGEST = 0.3
"""Share of the lines that a room may have: a larger one holds several."""
OUTSIDE = {"prefect": {"flows"}, "transformers": {"models"}, "torch": {"models"}}


def imported(path: Path) -> set[str]:
    """Return the modules, and what may be modules, that a file imports, in full."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imports(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_downwards(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        found = imports(path)
        upwards = (found & ROOMS.keys()) - ROOMS[room] - {room}
        assert not upwards, f"{path} imports {upwards}"
        for library, rooms in OUTSIDE.items():
            assert library not in found or room in rooms, f"{path} imports {library}"


@pytest.mark.parametrize("room", DOORS)
def test_a_room_is_entered_by_its_doors(room: str) -> None:
    # Benchmarks measure what is inside; but what is of one language is nobody's else.
    others = [name for name in (*ROOMS, *["benchmarks"] * (room == "language")) if name != room]
    for path in (path for other in others for path in sorted((ROOT / other).rglob("*.py"))):
        parts = {tuple(name.split(".")[:2]) for name in imported(path)}
        inner = {part for package, *rest in parts if package == room for part in rest}
        assert inner <= DOORS[room], f"{path} imports {inner - DOORS[room]} of {room}"


def test_what_languages_share_knows_none_of_them() -> None:
    folders = tuple(f"{folder}." for folder in FOLDERS.values())
    shared = [
        path
        for path in sorted((ROOT / "language").rglob("*.py"))
        if path.parent.name not in {folder.rpartition(".")[2] for folder in FOLDERS.values()}
    ]
    assert {"counted", "language", "quantities"} <= {path.parent.name for path in shared}
    for path in shared:
        of_one = {name for name in imported(path) if name.startswith(folders)}
        assert not of_one, f"{path} imports {of_one}"


def test_no_room_is_several() -> None:
    lines = {
        room: sum(len(path.read_bytes().splitlines()) for path in (ROOT / room).rglob("*.py"))
        for room in ROOMS
    }
    assert max(lines.values()) <= LARGEST * sum(lines.values()), lines


def test_benchmarks_and_rooms_know_no_tests() -> None:
    for room in (*ROOMS, "benchmarks"):
        for path in (ROOT / room).rglob("*.py"):
            assert "tests" not in imports(path), f"{path} imports tests"
