from __future__ import annotations

from pathlib import Path

from benchmarks.hostile import tried
from benchmarks.mutations import mutations, seeds


def test_every_kind_can_be_read_and_what_chance_makes_of_it_is_foreseen(tmp_path: Path) -> None:
    whole = {
        each.name: each.fate for each in tried(((n, n, d) for n, d in seeds().items()), tmp_path)
    }
    assert set(whole.values()) == {"article"}
    mutated = ((name, name, data) for name, data in mutations(120, seed=1))
    odd = [each for each in tried(mutated, tmp_path) if each.fate not in {"article", "refused"}]
    assert odd == []
