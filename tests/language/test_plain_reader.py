from __future__ import annotations

import pytest

from language.pack import require_source
from language.plain_reader import PlainReader, reader_of


@pytest.mark.parametrize(
    ("language", "text", "stems"),
    [
        ("de", "Die Brücke schließt, die Fähre fährt.",
         ["die", "brücke", "schliesst", "die", "fähre", "fährt"]),
        ("zh", "WHO称2023年", ["who", "称", "2023", "年"]),
        ("ja", "橋は閉鎖", ["橋", "は", "閉", "鎖"]),
    ],
)  # fmt: skip
def test_words_of_languages_that_are_not_read(language: str, text: str, stems: list[str]) -> None:
    words = reader_of(language).find_words(text)
    assert [word.stem for word in words] == stems
    assert all(word.content and text[word.start : word.end] == word.text for word in words)


def test_what_a_pack_reads_is_left_to_it() -> None:
    assert reader_of("en") is require_source("en")
    assert isinstance(reader_of("de"), PlainReader)
