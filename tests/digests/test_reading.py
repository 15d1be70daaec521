from __future__ import annotations

import re
from importlib import resources

import pytest
import yaml

from digests.render.reading import phrases
from tests.digests.samples import digest

KNOWN = yaml.safe_load((resources.files("digests.render") / "phrases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("code", KNOWN)
def test_every_language_has_every_phrase(code: str) -> None:
    for name, english in KNOWN["en"].items():
        holes = re.findall(r"\{\w+\}", KNOWN[code][name])
        assert sorted(holes) == sorted(re.findall(r"\{\w+\}", english)), name
    assert KNOWN[code].keys() == KNOWN["en"].keys()


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "News digest, March 30, 2021"),
        ("zh", "2021年3月30日新闻摘要"),
        ("ru", "Обзор новостей, 30 марта 2021\u202fг."),
        ("de", "Nachrichtenüberblick, 30. März 2021"),
        ("fr", "Revue de l’actualité, 30 mars 2021"),
        ("es", "Resumen de noticias, 30 de marzo de 2021"),
        ("ar", "موجز الأخبار، 30 مارس 2021"),
        ("ja", "News digest, March 30, 2021"),
    ],
)
def test_a_digest_is_named_in_the_language_of_its_reader(code: str, title: str) -> None:
    assert phrases(code).title(digest()) == title
