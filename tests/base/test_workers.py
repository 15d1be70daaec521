from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from base.errors import ExplainedError
from base.workers import Budget, NoWorkersError, WorkerError, Workers
from tests.base import calls

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(calls.prepare, Budget(seconds=0.2, memory=2**28), 2)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (calls.spin, "more than 0.2 s of work"),
        (calls.backtrack, "more than 0.2 s of work"),
        (calls.wait, "more than 0.2 s of work"),
        (calls.crash, "crashed the process"),
        (calls.fill, "more than 0.25 GB of memory"),
        (calls.divide, "ZeroDivisionError: division by zero"),
        (calls.leave, "SystemExit: bye"),
        (calls.recurse, "RecursionError"),
        (calls.give_what_cannot_be_sent, "pickle"),
    ],
)
def test_a_call_harms_no_other(workers: Workers, call: Callable[[], object], reason: str) -> None:
    with pytest.raises(WorkerError, match=reason):
        workers.call(call)
    assert workers.call(calls.echo, "still there") == "still there"


def test_what_is_explained_is_raised_as_it_is(workers: Workers) -> None:
    with pytest.raises(ExplainedError, match=r"a\.html: empty; give a text"):
        workers.call(calls.explain)


def test_threads_share_a_few_processes_and_get_their_own_answers(workers: Workers) -> None:
    with ThreadPoolExecutor(16) as threads:
        numbers = range(200)
        assert list(threads.map(lambda n: workers.call(calls.echo, n), numbers)) == list(numbers)
        processes = set(threads.map(lambda _: workers.call(calls.process), numbers))
    assert len(processes) <= 2


def test_workers_see_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_PASSWORD", "canary")
    workers = Workers(calls.prepare, Budget(seconds=1, memory=2**28), 1)
    seen = workers.call(calls.variables)
    workers.close()
    assert "PATH" in seen
    assert "NEWS_PASSWORD" not in seen


def test_workers_that_cannot_be_had_are_explained() -> None:
    with pytest.raises(NoWorkersError, match="none can be started"):
        Workers(calls.leave, calls.ENOUGH, 1).call(calls.echo, 1)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_no_process_outlives_the_program(sent: signal.Signals, code: int) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", "from tests.base.calls import program; program()"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    program.stdout.readline()
    children = psutil.Process(program.pid).children(recursive=True)
    program.send_signal(sent)
    _, errors = program.communicate()
    assert (program.returncode, errors) == (code, "")
    _, left = psutil.wait_procs(children, timeout=10)
    assert (len(children) > 1, left) == (True, [])


def test_a_script_of_a_few_lines_is_run_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from base.workers import Workers\nfrom tests.base import calls\nprint('begun')\n"
        "print(Workers(calls.prepare, calls.ENOUGH, 1).call(calls.echo, 'done'))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("begun\ndone\n", "")
