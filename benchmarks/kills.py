"""Kills at any moment: ``python -m benchmarks.kills``, exit code 1 if one of them mattered.

Runs of the command line, with tiny models and feeds to deliver, are killed (SIGKILL) at random
moments, as many in each stage from the start of Python to delivery. Sometimes it is the run's
temporary Prefect server that is killed, or a worker of Dask or Ray. The next run, which is killed
as well now and then, starts at once and must end as if nothing had been: its digest is compared
byte for byte, but for its name and times, with that of a run that nobody disturbed, and so is
every other run that is there in the end.

With threads, every fourth round kills ``polydigest ingest``, which reads a feed on loopback, and
compares the articles that are kept.

What is left behind counts as a difference: scratch folders, half-written files, processes,
temporary files and shared memory.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import psutil
import yaml

from benchmarks.memory import ROOT, tiny_profile, write_articles
from benchmarks.sources import serve
from flows.temporary_server import SCRIPT

ARTICLES, WORDS, SHARD = 24, 100, 3
ITEMS = 40
LATENCY = 0.02
"""Seconds that the site takes to answer, so that ingestion lasts long enough to be killed."""
AGAIN = 0.25
"""Share of kills that the next run does not survive either."""
OTHERS = 0.3
"""Share of kills that hit the server or a worker in place of the command itself."""
PATIENCE = 300.0
"""Seconds after which a command counts as hanging, and a process as left behind."""
LOOK_EVERY = 0.005

MARK = "POLYDIGEST_KILLS"
"""Variable that all processes of a place inherit, whatever becomes of their parents."""

_RUN = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-\w+(-\d+)?")
_VARYING = re.compile(r'"(run|created|retrieved)": ?"[^"]*"')
_CHANCE = re.compile(r"[0-9a-f]{6,}|\d+")


class Command:
    """A command of polydigest at work."""

    def __init__(self, place: Place, name: str) -> None:
        """Start it; what it says goes to a file of that name."""
        self.place = place
        self.runs = len(runs_in(place.out))
        self._log = place.folder / f"{name}.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.cli", *place.arguments],
                env=place.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def said(self) -> str:
        """What it has said so far."""
        return self._log.read_text("utf-8", "replace")

    @property
    def works(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.poll() is None

    @property
    def stage(self) -> Stage:
        """The last stage that has begun."""
        return [stage for stage in self.place.stages if stage.begun(self)][-1]

    def end(self) -> int | None:
        """Wait for its end and return the exit code, None if it hangs."""
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None


@dataclass(frozen=True)
class Stage:
    """A part of a command's time."""

    name: str
    begun: Callable[[Command], bool]
    """Whether it has begun, seen from without."""


@dataclass
class Place:
    """Where a command is run and killed, and what its end must be."""

    name: str
    folder: Path
    arguments: list[str]
    stages: tuple[Stage, ...]
    results: Callable[[Path], list[str]]
    """Hashes of all results in an output folder: each must be that of an undisturbed command."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Length of each stage where nobody disturbs."""
    result: str = ""
    names: frozenset[str] = frozenset()
    """What an undisturbed command leaves."""

    @property
    def out(self) -> Path:
        """The output folder of a round."""
        return self.folder / "out"

    @property
    def temporary(self) -> Path:
        """Where processes put temporary files."""
        return self.folder / "tmp"

    @property
    def environment(self) -> dict[str, str]:
        """Of its processes: nothing is shared with other places."""
        return {
            **os.environ,
            MARK: str(self.folder),
            "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(self.folder / "prefect"),
            "POLYDIGEST_CACHE": str(self.folder / "cache"),
            "TMPDIR": str(self.temporary),
            # Of five, which take a minute where the server is killed.
            "PREFECT_CLIENT_MAX_RETRIES": "1",
        }

    def empty(self) -> None:
        """Begin with an empty output folder."""
        for folder in (self.out, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

    def left(self) -> frozenset[str]:
        """Return the names of what is in the output and temporary folders, without chance."""
        found = [*self.out.rglob("*"), *self.temporary.rglob("*")]
        names = (str(path.relative_to(self.folder)) for path in found)
        return frozenset(
            _CHANCE.sub("*", _RUN.sub("RUN", name))
            for name in names
            # The logs of a cluster, which every run leaves.
            if not name.startswith("tmp/ray/")
        )

    def processes(self) -> list[psutil.Process]:
        """Return all processes that inherited its mark."""
        found = []
        for process in psutil.process_iter():
            try:
                if (
                    process.environ().get(MARK) == str(self.folder)
                    and process.status() != psutil.STATUS_ZOMBIE
                ):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def remaining(self) -> list[psutil.Process]:
        """Wait until no process is there; return those that stay, which are ended."""
        deadline = time.monotonic() + PATIENCE
        while (there := self.processes()) and time.monotonic() < deadline:
            psutil.wait_procs(there, timeout=0.2)
        for process in there:
            process.kill()
        return there


def observe(place: Place) -> None:
    """Note how long each stage takes where nobody disturbs, and what is there in the end.

    Raises:
        RuntimeError: The command failed.

    """
    for name in ("warm", "undisturbed"):  # the first makes Prefect's database and caches
        place.empty()
        command = Command(place, name)
        begun: dict[str, float] = {}
        while command.works:
            begun.setdefault(command.stage.name, time.monotonic())
            time.sleep(LOOK_EVERY)
        if command.process.returncode:
            raise RuntimeError(f"polydigest {place.name} failed:\n{command.said[-3000:]}")
    end = time.monotonic()
    for stage in reversed(place.stages):
        start = begun.get(stage.name, end)  # one that was too short to be seen
        place.seconds[stage.name], end = end - start, start
    (place.result,) = place.results(place.out)
    place.remaining()
    place.names = place.left()


def kill(command: Command, stage: Stage, dice: random.Random) -> str | None:
    """Kill the command, or a process that works for it, at a random moment of a stage.

    Returns what was killed and when, None where the command was faster.
    """
    place = command.place
    while not stage.begun(command) and command.works:
        time.sleep(LOOK_EVERY)
    time.sleep(dice.random() * place.seconds[stage.name])
    now = command.stage.name
    victims = servants(place) if dice.random() < OTHERS else {}
    what = dice.choice(sorted(victims)) if victims else f"polydigest {place.name}"
    try:
        if victims:
            dice.choice(victims[what]).kill()
        elif command.works:
            command.process.kill()
        else:
            return None
    except psutil.NoSuchProcess:
        return None
    return f"{what} | {now}"


def servants(place: Place) -> dict[str, list[psutil.Process]]:
    """Return the processes that work for a command, by what they are."""
    found: dict[str, list[psutil.Process]] = defaultdict(list)
    for process in place.processes():
        try:
            words = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if str(SCRIPT) in words:
            found["its Prefect server"].append(process)
        elif "spawn_main" in words or words.startswith("ray::"):
            found["a worker"].append(process)
    return found


def shared_memory() -> set[str]:
    """Return the names of shared memory that no process has mapped."""
    folder = Path("/dev/shm")
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    for maps in Path("/proc").glob("[0-9]*/maps") if names else ():
        try:
            text = maps.read_text("utf-8", "replace")
        except OSError:  # it has ended
            continue
        names -= {name for name in names if f"{folder}/{name}" in text}
    return names


@dataclass
class Round:
    """What happened in an output folder from the first kill to a command that was let finish."""

    killed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def play(place: Place, stage: Stage, dice: random.Random) -> Round:
    """Kill, again and again if the dice say so, then let a command finish."""
    place.empty()
    memory = shared_memory()
    made = Round()
    for number in itertools.count():
        command = Command(place, f"killed-{number}")
        killed = kill(command, stage, dice)
        code = command.end()
        if killed:
            made.killed.append(killed)
        if code is None:
            made.wrong.append("hangs")
        elif code > 0 and ("Traceback" in command.said or "polydigest: " not in command.said):
            made.wrong.append(f"exit code {code} without an explanation")
        if dice.random() >= AGAIN:
            break
        stage = dice.choice(place.stages)
    last = Command(place, "last")
    if code := last.end():
        made.wrong.append(f"exit code {code}: {last.said[-2000:]}")
    if set(place.results(place.out)) != {place.result}:
        made.wrong.append("another result")
    if there := place.remaining():
        made.wrong.append(f"processes left: {', '.join(each.name() for each in there)}")
    if left := place.left() - place.names:
        made.wrong.append(f"left behind: {', '.join(sorted(left))}")
    shared = shared_memory() - memory
    for _ in range(10):
        if not shared:
            break
        time.sleep(1)  # other programs leave some for a moment
        shared &= shared_memory()
    if shared:
        made.wrong.append(f"shared memory left: {', '.join(sorted(shared))}")
    return made


def campaign(places: Sequence[Place], kills: int, dice: random.Random) -> Iterator[str]:
    """Kill so many times, in one place after another; yields a line for each round that matters.

    Yields the lines of a Markdown table in the end.
    """
    counts: dict[str, int] = defaultdict(int)
    equal: dict[str, int] = defaultdict(int)
    stages = {}
    for place in places:
        if place.name not in stages:
            observe(place)
            stages[place.name] = itertools.cycle(place.stages)
    for place in itertools.cycle(places):
        if sum(counts.values()) >= kills:
            break
        made = play(place, next(stages[place.name]), dice)
        done = sum(counts.values()) + len(made.killed)
        print(f"{done} of {kills} kills", file=sys.stderr)
        for killed in made.killed:
            counts[killed] += 1
            equal[killed] += not made.wrong
        if made.wrong:
            yield f"{', then '.join(made.killed) or place.name}: {'; '.join(made.wrong)}"
    yield "\n| killed | in stage | kills | equal |"
    yield "|---|---|---:|---:|"
    for killed in sorted(counts):
        yield f"| {killed} | {counts[killed]} | {equal[killed]} |"
    yield f"| all | | {sum(counts.values())} | {sum(equal.values())} |"


# What is killed


def runs_in(out: Path) -> list[Path]:
    """Return the folders of runs in an output folder."""
    return [folder for folder in out.iterdir() if _RUN.fullmatch(folder.name)]


def digests_in(out: Path) -> list[str]:
    """Return a hash of each run: its digest and articles, and the names of its files."""
    return [
        _hash([folder / "digest.json", folder / "articles.jsonl"], sorted(folder.iterdir()))
        for folder in runs_in(out)
    ]


def articles_in(out: Path) -> list[str]:
    """Return a hash of all articles that are kept."""
    kept = sorted((out / "articles").rglob("*.article.json"))
    return [_hash(kept, kept)]


def _hash(files: Sequence[Path], names: Sequence[Path]) -> str:
    """Hash what files say but for what varies, and other files' names."""
    texts = [_VARYING.sub(r'"\1": ""', file.read_text("utf-8")) for file in files if file.exists()]
    return hashlib.sha256("\0".join([*texts, *(path.name for path in names)]).encode()).hexdigest()


STAGES_OF_RUN = (
    Stage("start-up", lambda command: True),
    Stage("collect", lambda command: "collect …" in command.said),
    Stage("edit", lambda command: "edit …" in command.said),
    Stage("writing", lambda command: bool(re.search(r"events: (\d+) of \1,", command.said))),
    Stage("delivery", lambda command: len(runs_in(command.place.out)) > command.runs),
)
STAGES_OF_INGEST = (
    Stage("start-up", lambda command: True),
    Stage("taking in", lambda command: "Beginning flow run" in command.said),
)


def place_of_runs(folder: Path, runner: str) -> Place:
    """Prepare runs in a folder: articles, tiny models, small shards, and feeds to deliver."""
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    write_articles(inputs / "articles.jsonl", ARTICLES, WORDS)
    profile = tiny_profile(folder)
    settings = {
        **yaml.safe_load(profile.read_text("utf-8")),
        "shard_size": SHARD,
        "deliver": {"feeds": {}},
        "runner": runner,
        "workers": 1 if runner == "threads" else 2,
    }
    profile.write_text(yaml.safe_dump(settings), "utf-8")
    return Place(
        "run",
        folder,
        ["run", str(inputs), "-p", str(profile), "-t", "ru", "-o", str(folder / "out")],
        STAGES_OF_RUN,
        digests_in,
    )


@contextmanager
def place_of_ingestion(folder: Path) -> Iterator[Place]:
    """Prepare ingestion in a folder, and serve a site of some articles meanwhile."""
    spawn = get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    server = spawn.Process(target=serve, args=(LATENCY, sender), daemon=True)
    server.start()
    try:
        folder.mkdir()
        listed = folder / "sources.yaml"
        location = f"http://127.0.1.1:{receiver.recv()}/feed/{ITEMS}"
        source = {"location": location, "allow_private": True, "delay": 0, "freshness": "0m"}
        listed.write_text(yaml.safe_dump([source]), "utf-8")
        yield Place(
            "ingest",
            folder,
            ["ingest", str(listed), "--archive", str(folder / "out" / "articles")],
            STAGES_OF_INGEST,
            articles_in,
        )
    finally:
        server.terminate()


def main() -> None:
    """Kill and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--runner", choices=("threads", "dask", "ray"), default="threads")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    mattered = False
    with tempfile.TemporaryDirectory(prefix="kills-") as temporary:
        folder = Path(temporary)
        runs = place_of_runs(folder / "run", chosen.runner)
        with place_of_ingestion(folder / "ingest") as ingestion:
            places = [runs, runs, runs, ingestion] if chosen.runner == "threads" else [runs]
            for line in campaign(places, chosen.kills, random.Random(chosen.seed)):
                mattered |= not line.startswith(("|", "\n|"))
                print(line, flush=True)
    sys.exit(mattered)


if __name__ == "__main__":
    main()
