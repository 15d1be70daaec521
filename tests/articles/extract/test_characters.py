from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extract.characters import normalise, one_line

TEXT = "The “president” said it’s over in Genève — prices rose 5% in the region’s capital."


def test_invisible_characters_go_and_visible_ones_stay() -> None:
    hidden = "a\u200bb\u00adc\u202ed\u2066e\ufefff\U000e0041g\x00h\x1bi\u00a0j\u2009k\ue000l"
    assert normalise(hidden) == "abcdefghi j kl"
    assert normalise("“Curly” ‘quotes’ — stay…") == "“Curly” ‘quotes’ — stay…"
    assert normalise("cafe\u0301") == "caf\u00e9"
    assert normalise("one\r\ntwo\rthree\u2029four") == "one\ntwo\nthree\nfour"
    assert normalise("1\u200d000") == "1000"
    assert normalise("می\u200cروم") == "می\u200cروم"
    assert one_line(" a \n\n b\u3000c ") == "a b c"


@settings(deadline=None, database=None)
@given(st.text())
def test_normalised_text_is_stable_and_can_be_stored(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
