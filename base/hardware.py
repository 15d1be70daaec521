"""What the machine offers: CPUs, memory, number formats."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

_CGROUP = Path("/sys/fs/cgroup")


def _first_numbers(path: Path) -> list[int]:
    try:
        return [int(word) for word in path.read_text().split() if word.lstrip("-").isdigit()]
    except OSError:
        return []


def _cgroup_cpus(root: Path) -> float | None:
    """Return the CPU quota of this process's control group: version 2, else version 1."""
    limit = _first_numbers(root / "cpu.max")
    if len(limit) == 1:  # "max 100000": no limit
        return None
    if not limit:
        limit = _first_numbers(root / "cpu/cpu.cfs_quota_us") + _first_numbers(
            root / "cpu/cpu.cfs_period_us"
        )
    if len(limit) != 2 or limit[0] <= 0:
        return None
    return limit[0] / limit[1]


def _cgroup_memory(root: Path) -> int | None:
    limits = _first_numbers(root / "memory.max") or _first_numbers(
        root / "memory/memory.limit_in_bytes"
    )
    return limits[0] if limits and limits[0] > 0 else None


def _cgroup_memory_used(root: Path) -> int:
    """Return what the control group has taken, without the file pages that it can give back."""
    version_2, version_1 = root / "memory.current", root / "memory/memory.usage_in_bytes"
    used = _first_numbers(version_2) or _first_numbers(version_1)
    if not used:
        return 0
    statistics = (version_2 if version_2.exists() else version_1).with_name("memory.stat")
    pages = dict(line.split() for line in statistics.read_text().splitlines())
    return used[0] - int(pages.get("total_inactive_file", pages.get("inactive_file", 0)))


def cpus(root: Path = _CGROUP) -> int:
    """Return how many CPUs this process may use: affinity, control group and OMP_NUM_THREADS.

    A container with a quota of two CPUs on a machine of 64 shows 64; as many threads would only
    wait for one another. OMP_NUM_THREADS is how a scheduler gives a worker its share.
    """
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    quota = _cgroup_cpus(root)
    limits = [count, round(quota) if quota else count]
    if (share := os.environ.get("OMP_NUM_THREADS", "").split(",")[0]).isdecimal():
        limits.append(int(share))
    return max(1, min(limits))


def memory(root: Path = _CGROUP) -> int:
    """Return the bytes of memory that this process may use, at most."""
    total = int(psutil.virtual_memory().total)
    return min(total, _cgroup_memory(root) or total)


def free_memory(root: Path = _CGROUP) -> int:
    """Return the bytes of memory that this process may still take."""
    available = int(psutil.virtual_memory().available)
    limit = _cgroup_memory(root)
    return min(available, limit - _cgroup_memory_used(root)) if limit else available
