from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.article import ArticleError
from articles.extract.characters import decode, normalise, one_line

TEXT = "The “president” said it’s over in Genève — prices rose 5% in the region’s capital."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_common_encodings_are_told_apart(encoding: str) -> None:
    # Without a byte order mark UTF-16 is a guess, which needs more than a few words.
    assert normalise(decode((TEXT * 3).encode(encoding), "a.txt")) == TEXT * 3


def test_html_charset_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Мир</p>'
    assert "Мир" in decode(page.encode("cp1251"), "a.html")


def test_unknown_html_charset_falls_back_to_likelihood() -> None:
    page = f'<html><head><meta charset="x-unheard-of"></head><p>{TEXT}</p>'
    assert TEXT in decode(page.encode("cp1252"), "a.html")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "binary"),
        (b"plain words\0 and then more of them", "binary"),
        (bytes(byte | 0x80 for byte in range(256)) * 8, "undecodable"),
        (b'<meta charset="ascii">caf\xe9', "undecodable"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason) as caught:
        decode(data, "a.txt")
    assert caught.value.location == "a.txt"
    assert caught.value.remedy


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
