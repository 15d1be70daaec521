from __future__ import annotations

import os
import signal

import pytest

from flows.cli.common import interrupts, language_tag, split_targets


@pytest.mark.parametrize(
    ("written", "tag"),
    [("EN", "en"), ("zh_hant", "zh-Hant"), ("pt-BR", "pt-BR"), ("Klingon", "Klingon")],
)
def test_a_language_may_be_written_in_any_case(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(("written", "tag"), [("en-US", "en"), ("EN_gb", "en"), ("xx-YY", "xx-YY")])
def test_articles_of_a_region_are_of_its_language(written: str, tag: str) -> None:
    assert language_tag(written, region=False) == tag


def test_targets_are_named_once() -> None:
    assert split_targets(" ZH, ru ,zh,,") == ["zh", "ru"]


def test_the_first_ctrl_c_may_be_gentle_and_the_second_is_not() -> None:
    asked: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with interrupts(gently=lambda: asked.append("end")) as seen:
        os.kill(os.getpid(), signal.SIGINT)
        assert (asked, seen.pressed) == (["end"], True)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert asked == ["end"]
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_raises_where_nobody_asked_for_more() -> None:
    with pytest.raises(KeyboardInterrupt), interrupts():
        os.kill(os.getpid(), signal.SIGINT)
