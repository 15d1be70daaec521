from __future__ import annotations

import pytest

from articles.article import ArticleError
from articles.extract.characters import normalise
from articles.extract.encodings import decode, is_garbled

TEXT = "The “president” said it’s over in Genève — prices rose 5% in the region’s capital."
RUSSIAN = (
    "Управление порта сообщило в понедельник, что новый паромный терминал откроется в апреле, на"
    " два месяца позже запланированного срока, так как штормы повредили кран."
)
UKRAINIAN = (
    "Управління порту повідомило в понеділок, що новий поромний термінал відкриється у квітні, на"
    " два місяці пізніше запланованого терміну, бо шторми пошкодили кран."
)
CHINESE = "港务局周一表示，新的渡轮码头将于四月启用，比原计划晚了两个月，十一月的风暴损坏了起重机。"
TAIWANESE = "港務局週一表示，新的渡輪碼頭將於四月啟用，比原計畫晚了兩個月，風暴損壞了起重機。"
JAPANESE = (
    "港湾局は月曜日、新しいフェリーターミナルが予定より二か月遅れて四月に開業すると発表した。"
)
KOREAN = "항만청은 월요일 새 여객선 터미널이 예정보다 두 달 늦은 4월에 문을 연다고 밝혔다."
ARABIC = "أعلنت هيئة الميناء يوم الاثنين أن محطة العبارات الجديدة ستفتح في أبريل بعد شهرين."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_common_encodings_are_told_apart(encoding: str) -> None:
    # Without a byte order mark UTF-16 is a guess, which needs more than a few words.
    assert normalise(decode((TEXT * 3).encode(encoding), "a.txt").text) == TEXT * 3


def test_html_charset_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Мир</p>'
    assert "Мир" in decode(page.encode("cp1251"), "a.html").text


@pytest.mark.parametrize(
    "charset",
    ["x-unheard-of", "hex", "zlib", "bz2", "base64", "quopri", "rot13", "undefined", "idna", "uu"],
)
def test_a_charset_that_is_no_encoding_of_the_web_counts_for_nothing(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><p>{TEXT}</p>'
    assert TEXT in decode(page.encode("cp1252"), "a.html", charset).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "binary"),
        (b"plain words\0 and then more of them", "binary"),
        (bytes(byte | 0x80 for byte in range(256)) * 8, "undecodable"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason) as caught:
        decode(data, "a.txt")
    assert caught.value.location == "a.txt"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "cp949"),
        (ARABIC, "cp1256"),
        (CHINESE + "\n2025 ", "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
    ],
)
def test_plain_text_is_known_by_its_content(text: str, encoding: str) -> None:
    for copies in (1, 4):
        assert decode((text * copies).encode(encoding), "a.txt").text == text * copies


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", TEXT),
        ("latin1", "cp1252", TEXT),
        ("ascii", "cp1252", TEXT),
        ("gb2312", "gb18030", CHINESE + "镕喆"),
        ("shift_jis", "cp932", JAPANESE + "①髙"),
        ("euc-kr", "cp949", KOREAN + "똠"),
        ("iso-8859-9", "cp1254", "Başbakan “önümüzdeki” ay gelecek dedi – ilk kez."),
        ("x-sjis", "cp932", JAPANESE),
    ],
)
def test_labels_mean_what_they_mean_on_the_web(label: str, encoding: str, text: str) -> None:
    page = f'<meta charset="{label}"><p>{text}</p>'.encode(encoding)
    assert text in decode(page, "a.html").text
    assert decode(text.encode(encoding), "a.txt", label).text == text


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, JAPANESE, TEXT], ids=["ru", "zh", "ja", "en"])
def test_a_stray_byte_does_not_turn_a_text_into_another_alphabet(text: str) -> None:
    data = text.encode()
    for stray in (b"\xe9", b"\x92", b"\xff"):
        found = decode(data + b" caf" + stray + b" " + data, "a.txt")
        assert text in found.text
        assert "not UTF-8" in (found.note or "")


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "utf-8"), (CHINESE, "gb18030"), (JAPANESE, "cp932")]
)
def test_a_text_cut_in_mid_character_is_read_up_to_there(text: str, encoding: str) -> None:
    data = (text[:-1] * 3).encode(encoding)
    found = decode(data[:-1], "a.txt")
    assert found.text.startswith((text[:-1] * 3)[:-2])


@pytest.mark.parametrize(
    "wrong",
    [
        RUSSIAN.encode().decode("cp1251", "replace"),
        "It’s over – “Genève”".encode().decode("cp1252", "replace"),
    ],
)
def test_mojibake_is_repaired_with_a_note_or_seen(wrong: str) -> None:
    found = decode((wrong * 3).encode(), "a.txt")
    assert "repaired" in (found.note or "") or is_garbled(found.text)


def test_a_wrong_label_is_seen_by_the_letters() -> None:
    page = f'<meta charset="iso-8859-1"><p>{RUSSIAN * 4}</p>'.encode("cp1251")
    found = decode(page, "a.html")
    assert RUSSIAN in found.text
    assert "cp1251" in (found.note or "")


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (RUSSIAN.encode("cp1251").decode("cp1252"), True),
        ("The \ufffd\ufffd\ufffd said \ufffd it was over.", True),
        ("L’été à Genève, où l’hôtelière a dîné, fut très très âpre.", False),
        ("Þeir sögðu að það væri ekki rétt, æðsti maðurinn fór út á sjó.", False),
        (RUSSIAN, False),
        (CHINESE, False),
    ],
)
def test_garbled_text_is_told_from_foreign_text(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled
