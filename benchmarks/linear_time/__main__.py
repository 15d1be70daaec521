"""Feed every public text function strings of repeated units, and print what is not linear.

    python -m benchmarks.linear_time                        # all of them: some hours of one core
    python -m benchmarks.linear_time --only language.       # those whose names begin so
    python -m benchmarks.linear_time --units few --pairs 0  # in minutes

Each string is made of one unit, such as ``1,`` or ``U.S. ``, or of two in turn, as often as it
takes. Its CPU time is measured at n and 4n characters; more than 6 times the time is a finding, and
so is a call that raises or takes longer than ``--limit``. Each function runs in a process of its
own, so that one that hangs is ended. Exit code 1 where something is found.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from benchmarks.linear_time.functions import TextFunction, text_functions
from benchmarks.linear_time.growth import MOST_GROWTH, Growth, Sizes, measure
from benchmarks.linear_time.units import FEW, Shape, shapes

_START = 400
"""Characters to begin with: a check refuses what is longer than any sentence, and then is fast."""


@dataclass(frozen=True)
class Finding:
    """What a shape of text does to a function."""

    function: str
    shape: str
    what: str


@dataclass
class Tally:
    """What was measured of a function."""

    shapes: int = 0
    worst: float = 0.0
    """Growth of time over four times the text, of calls that take long enough to tell."""
    slowest: float = 0.0
    """CPU seconds of 100,000 characters."""
    slowest_shape: str = ""


def _work(function: TextFunction, made: Sequence[Shape], sizes: Sizes, sender: Connection) -> None:
    for shape in made:
        sender.send(None)
        try:
            sender.send(measure(function.prepare, shape, sizes))
        except Exception as error:
            sender.send(f"raises {type(error).__name__}: {str(error)[:200]}")
    sender.close()


def _cpu_seconds(process: int) -> float:
    try:
        times = psutil.Process(process).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def _answers(receiver: Connection, process: int, most: float) -> bool:
    """Wait for an answer, as long as a process has not taken more CPU seconds in all."""
    while not receiver.poll(0.5):
        if _cpu_seconds(process) > most:
            return False
    return True


def _measured(
    function: TextFunction, made: Sequence[Shape], sizes: Sizes, limit: float
) -> Iterator[tuple[Shape, Growth | str]]:
    """Yield what comes of each shape; a process that does not answer in time is ended."""
    context = multiprocessing.get_context("fork")
    done = 0
    while done < len(made):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(function, made[done:], sizes, sender))
        process.start()
        sender.close()
        spent = 0.0
        while done < len(made):
            try:
                answered = _answers(receiver, process.pid or 0, spent + limit)
                found = receiver.recv() if answered else f"over {limit:g} s"
            except EOFError:
                found = f"the process ended with code {process.exitcode}"
                answered = False
            if found is None:
                spent = _cpu_seconds(process.pid or 0)
                continue
            yield made[done], found
            done += 1
            if not answered:
                break
        process.kill()
        process.join()


def main() -> None:
    """Measure, print the findings, and a line a function."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", default="", metavar="NAME", help="what the names begin with")
    parser.add_argument("--units", choices=("all", "few"), default="all")
    parser.add_argument("--pairs", type=int, default=0, help="pairs of units, drawn by a seed")
    parser.add_argument("--most", type=int, default=64_000, help="characters of the longest text")
    parser.add_argument("--least", type=float, default=0.02, help="CPU seconds that tell something")
    parser.add_argument("--limit", type=float, default=20, help="CPU seconds of one shape")
    parser.add_argument("--json", type=Path, metavar="FILE", help="for programs")
    given = parser.parse_args()
    made = list(shapes(given.pairs)) if given.units == "all" else [Shape(unit) for unit in FEW]
    sizes = Sizes(first=_START, least=given.least, most=given.most)
    findings: list[Finding] = []
    tallies: dict[str, Tally] = {}
    for function in text_functions(given.only):
        tally = tallies[function.name] = Tally()
        for shape, found in _measured(function, made, sizes, given.limit):
            tally.shapes += 1
            what = found if isinstance(found, str) else ""
            if isinstance(found, Growth):
                tally.worst = max(tally.worst, found.ratio)
                if found.speed > tally.slowest:
                    tally.slowest, tally.slowest_shape = found.speed, str(shape)
                if not found.is_linear:
                    what = f"{found.ratio:.1f} times from {found.characters:,} characters on, "
                    what += f"{found.seconds_of_four:.2f} s"
            if what:
                findings.append(Finding(function.name, str(shape), what))
                print(f"! {function.name}  {shape}  {what}", flush=True)
        print(
            f"{function.name}: {tally.shapes} shapes, {tally.worst:.1f} times at worst; "
            f"{tally.slowest:.2f} s per 100,000 characters of {tally.slowest_shape}",
            flush=True,
        )
    if given.json:
        report = {
            "findings": [asdict(each) for each in findings],
            "functions": {name: asdict(tally) for name, tally in tallies.items()},
        }
        given.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    worst = max((tally.worst for tally in tallies.values()), default=0.0)
    print(
        f"{len(tallies)} functions, {len(made)} shapes each: {len(findings)} findings; "
        f"{worst:.1f} times at worst, {MOST_GROWTH:g} allowed"
    )
    if findings:
        sys.exit(1)


if __name__ == "__main__":
    main()
