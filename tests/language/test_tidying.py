from __future__ import annotations

import pytest

from language.tidying import tidy


@pytest.mark.parametrize(
    ("hypothesis", "source", "target", "tidied"),
    [
        (
            "Погибли 2,000 человек, магнитуда 7,215",
            "2,000 dead; magnitude 7.215",
            "ru",
            "Погибли 2\xa0000 человек, магнитуда 7,215",
        ),
        ("1,250,000 долларов", "$1,250,000", "ru", "1\xa0250\xa0000 долларов"),
        ("12,500 Meilen", "12,500 miles", "de", "12.500 Meilen"),
        ("2,000人", "2,000 people", "zh", "2,000人"),
        ("2,000 метра", "2 metres", "ru", "2,000 метра"),
        ("1,2,000", "2,000", "ru", "1,2,000"),
        ("2,000.5", "2,000.5", "ru", "2,000.5"),
        ("2,000", "2,000", "tlh", "2,000"),
    ],
)
def test_digit_groups_of_copied_numbers(
    hypothesis: str, source: str, target: str, tidied: str
) -> None:
    assert tidy(hypothesis, source, target) == tidied
