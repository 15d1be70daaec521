"""Bytes to text: which encoding they are in, and text that went through a wrong one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy
import webencodings
from charset_normalizer import from_bytes
from ftfy.badness import badness

from articles.article import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is how this one begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
_SAMPLE = 100_000
# Python's codecs of these names know less than what is meant by them on the web.
_WIDER = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "ascii": "cp1252",
}
_LIKELY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r koi8_u cp866 iso8859_2"
    " iso8859_5 mac_cyrillic gb18030 big5 cp932 euc_jp cp949 iso2022_jp"
)
_ISO_2022 = re.compile(rb"\x1b\$[@B]|\x1b\$\(D")
_HIGH_LATIN = re.compile("[À-ÖØ-öø-ÿ]")
_LETTER = re.compile(r"[^\W\d_]")
# What UTF-8 looks like that was read as another encoding.
_SUSPECT = re.compile(
    "[ÃÂâÐÑРСÅÄäåæçèéï][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac"
    "\u2122\u0400-\u040f\u0450-\u045f\u0490\u0491\u2116]"
)
_LOST = "\ufffd"


@dataclass(frozen=True)
class Decoded:
    """A text, and what was done to have it, where that was not plain."""

    text: str
    note: str | None = None


def decode(data: bytes, location: str, charset: str | None = None) -> Decoded:
    """Decode by the byte order mark, as UTF-8, as is declared, or as is likeliest.

    ``charset`` is what was declared beside the bytes, by a server for one. Labels mean what they
    mean on the web: iso-8859-1 is windows-1252, gb2312 is GB 18030. A few wrong bytes in UTF-8 do
    not make it another encoding: they are read as Windows-1252, with a note.

    Raises ArticleError where ``data`` is empty, binary or undecodable.
    """
    if not data.strip():
        raise ArticleError(location, "empty", "give an article's text")
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    encoding = encoding or _wide(data)
    if encoding is None and b"\0" in data:
        raise ArticleError(location, "binary, not text", "give text, Markdown or HTML")
    if encoding is not None:
        found = _strict(data, encoding)
        if found is None:
            raise _undecodable(location)
        return found
    if _ISO_2022.search(data):
        found = _strict(data, "iso2022_jp_3") or _strict(data, "iso2022_jp")
        if found:
            return found
    found = _strict(data, "utf-8") or _nearly_utf8(data)
    if found:
        return mended(found)
    declared = known_encoding(charset) or _declared(data)
    likely = None
    if declared is None or declared == "utf-8" or (found := _strict(data, declared)) is None:
        likely = _likely(data)
    elif _is_soup(found.text) and (other := _likely(data)) and other != declared:
        better = _strict(data, other)
        if better and not _is_soup(better.text):
            return Decoded(better.text, f"read as {other}, not as {declared} as it declares")
    if likely:
        found = _strict(data, likely)
    if found is None:
        raise _undecodable(location)
    return mended(found)


def _undecodable(location: str) -> ArticleError:
    return ArticleError(
        location, "undecodable: no known encoding fits its bytes", "save it as UTF-8"
    )


def _wide(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 without a mark, by where the zero bytes of ASCII are."""
    sample = data[: 4 * 1024]
    if sample.count(0) < 4 or len(sample) < 8:
        return None
    zeros = [sample[at::4].count(0) / max(1, len(sample[at::4])) for at in range(4)]
    if min(zeros[1:]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:3]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    # Spaces and digits are there in every language: some zeros on one side, none on the other.
    if odd > 0.03 and odd > 1.5 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.03 and even > 1.5 * odd else None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """Decode; a last character that is cut in the middle is left out, with a note."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or not error.start:
            return None
        with_cut = data[: error.start]
    try:
        return Decoded(with_cut.decode(encoding), "cut off in the middle of its last character")
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """Decode what is UTF-8 but for a few bytes, or return None where it is not."""
    lossy = data.decode("utf-8", "replace")
    wrong = lossy.count(_LOST) - data.count(_LOST.encode())
    right = sum(1 for char in lossy if ord(char) > 0x7F) - lossy.count(_LOST)
    if right < 3 * wrong:
        return None
    return Decoded(
        data.decode("utf-8", _AS_WINDOWS_1252),
        f"repaired: {wrong} bytes that are not UTF-8 are read as Windows-1252",
    )


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


_AS_WINDOWS_1252 = "articles.windows-1252"
codecs.register_error(_AS_WINDOWS_1252, _as_windows_1252)


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:4096])
    return known_encoding(match[1].decode("ascii")) if match else None


def known_encoding(label: str | None) -> str | None:
    """Return the codec for a label by the WHATWG's table, or None: Python has codecs of no text."""
    found = webencodings.lookup(label) if label else None
    if found is None:
        return None
    try:
        name = codecs.lookup(found.codec_info.name).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def _likely(data: bytes) -> str | None:
    matches = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY.split())
    best = matches.best()
    if best is None and len(data) > _SAMPLE:
        return None
    # Latin code pages differ in a few letters only, which no statistics tells apart in a short
    # text. Where Windows-1252 is plausible it is by far the commonest; others must be declared.
    names = [match.encoding for match in matches]
    if "cp1252" in names:
        return "cp1252"
    if best is None:  # it may be cut in the middle of a character
        cut = (from_bytes(data[:-size], cp_isolation=_LIKELY.split()).best() for size in (1, 2, 3))
        best = next((match for match in cut if match), None)
    return best.encoding if best else None


def _is_soup(text: str) -> bool:
    """Whether a text seems to be in another alphabet than its letters: Ïðåçèäåíò."""
    letters = len(_LETTER.findall(text[:_SAMPLE]))
    return letters > 40 and len(_HIGH_LATIN.findall(text[:_SAMPLE])) > 0.4 * letters


def mended(decoded: Decoded) -> Decoded:
    """Undo what a program did that read UTF-8 as another encoding, with a note."""
    text = decoded.text
    if not _SUSPECT.search(text):
        return decoded
    lines = text.split("\n")
    better = [
        ftfy.fix_encoding(line) if _SUSPECT.search(line) and badness(line) > 1 else line
        for line in lines
    ]
    if better == lines:
        return decoded
    note = "repaired: parts of it had been read in a wrong encoding"
    return Decoded("\n".join(better), f"{decoded.note}; {note}" if decoded.note else note)


def is_garbled(text: str) -> bool:
    """Whether a text went through a wrong encoding, and cannot be read as it is."""
    return (
        _is_soup(text)
        or text.count(_LOST) > max(2, len(text) / 500)
        or (bool(_SUSPECT.search(text)) and badness(text) > max(2, len(text) / 400))
    )
