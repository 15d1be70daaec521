from __future__ import annotations

import pytest

from language.detection import detect_language

ENGLISH = (
    "The harbour authority said on Monday that the new ferry terminal will open in April. " * 40
)
RUSSIAN = "Министр иностранных дел встретился в понедельник с коллегой, заявили в ведомстве. " * 40
LATIN = "Gallia est omnis divisa in partes tres, quarum unam"


@pytest.mark.parametrize("expected", [None, "en", "ru"])
def test_what_is_expected_does_not_change_what_is_seen(expected: str | None) -> None:
    assert detect_language(ENGLISH, expected) == "en"
    assert detect_language(RUSSIAN, expected) == "ru"


def test_quotations_where_few_characters_are_looked_at_do_not_decide() -> None:
    text = "".join(f"{LATIN} {ENGLISH}"[:500] for _ in range(4))
    assert detect_language(f"{LATIN} " * 8, "en") == "la"
    assert detect_language(text, "en") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ဝန်ကြီးချုပ်က တနင်္လာနေ့တွင် ဆိပ်ကမ်းသစ်ကို ဧပြီလတွင် ဖွင့်လှစ်မည်ဟု ပြောကြားခဲ့သည်။", "my"),
        ("រដ្ឋមន្ត្រីបាននិយាយថា ចំណតថ្មីនឹងបើកនៅខែមេសា ពីរខែក្រោយពេលកំណត់។", "km"),
        ("Polisi mengatakan bahwa korban meninggal di kantor kota pada Senin karena banjir besar.",
         "id"),
        ("Polis berkata bahawa mangsa meninggal dunia di pejabat bandar pada Isnin kerana banjir.",
         "ms"),
    ],
)  # fmt: skip
def test_languages_that_are_easily_mistaken(text: str, language: str) -> None:
    assert detect_language(text * 3) == language
    assert detect_language(text * 3, "en") == language
