"""The rooms import only from rooms on their left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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
OUTSIDE = {"prefect": {"flows"}, "transformers": {"models"}, "torch": {"models"}}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add((node.module or "").split(".")[0])
    return found


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
