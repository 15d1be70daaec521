from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer

from flows.cli import signals
from flows.cli.common import stoppable
from flows.cli.signals import SIGNALS, receiving
from tests.flows.conftest import ROOT

EXIT_CODES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGQUIT": 131}

AT_ONCE = """
import os, signal, sys, time
from flows.cli.signals import end_by_signals, receiving
from flows.cli.common import stoppable

sent = getattr(signal, sys.argv[1])
if "ignored" in sys.argv:
    signal.signal(sent, signal.SIG_IGN)
end_by_signals()
if "after" in sys.argv:
    try:
        with stoppable():
            os.kill(os.getpid(), sent)
    except Exception:
        os.kill(os.getpid(), signal.SIGHUP)  # of the same burst
        raise SystemExit(7)
os.kill(os.getpid(), sent)
print("goes on")
"""


@pytest.fixture(autouse=True)
def undisturbed() -> Iterator[None]:
    """Let no signal of a test count as one of the next, and none be ignored, as below nohup."""
    ignored = [each for each in SIGNALS if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.default_int_handler)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)
    signals._Burst.first = None


def send(signum: int) -> None:
    os.kill(os.getpid(), signum)


def test_the_first_ctrl_c_may_be_gentle_and_the_second_is_not() -> None:
    asked: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with receiving(gently=lambda: asked.append("end")) as seen:
        send(signal.SIGINT)
        assert (asked, seen.signal) == (["end"], signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            send(signal.SIGINT)
        send(signal.SIGINT)  # while the second is at work
    assert asked == ["end"]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("signum", SIGNALS)
def test_work_is_stopped_by_every_signal_alike(
    signum: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    cleaned: list[str] = []

    def work() -> None:
        with stoppable("all is kept"):
            try:
                send(signum)
            finally:
                send(signal.SIGHUP)  # a terminal that closes says so more than once
                cleaned.append("up")

    with pytest.raises(typer.Exit) as ended:
        work()
    assert (ended.value.exit_code, cleaned) == (EXIT_CODES[signum.name], ["up"])
    assert capsys.readouterr().err == "polydigest: stopped; all is kept\n"


def test_an_interrupt_that_a_destructor_swallows_comes_again() -> None:
    class Swallows:
        def __del__(self) -> None:
            send(signal.SIGINT)

    def work() -> None:
        with receiving():
            del_me = Swallows()
            del del_me
            signal.pause()

    with pytest.raises(KeyboardInterrupt):
        work()


@pytest.mark.parametrize(
    ("arguments", "ends"),
    [
        ("SIGINT", (130, "polydigest: stopped\n")),
        ("SIGQUIT", (131, "polydigest: stopped\n")),
        ("SIGHUP ignored", (0, "")),
        ("SIGTERM after", (7, "polydigest: stopped\n")),
    ],
)
def test_a_process_with_nothing_to_clean_up_ends_at_once(
    arguments: str, ends: tuple[int, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, *arguments.split()],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == ends
    assert done.stdout == ("goes on\n" if "ignored" in arguments else "")
