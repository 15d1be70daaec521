from __future__ import annotations

import pytest

from flows.cli.common import language_tag, split_targets


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
