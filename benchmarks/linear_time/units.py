"""Strings made of one unit repeated: what makes a scan that backtracks or nests go quadratic."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_DIGITS = (
    "1", "1,", "1 ", "1.", "1. ", "1-", "1/", "1:", "1%", "1'", "1\u00a0", "1,000,", "1.000.",
    "1 000 ", "12:30 ", "$1 ", "€1 ", "1st ", "1-2-", "1950-53 ", "2024-01-01 ", "1/2/2024 ",
    "٣", "１", "1½", "½", "一1", "1万", "1亿", "1 km ", "5 million ", "1 in 1 ", "-1 ", "1990s ",
)  # fmt: skip
_CHINESE = (
    "一", "十", "百", "千", "万", "亿", "零", "点", "两", "几", "多", "第", "一十", "十万", "上百",
    "几百", "一点", "分之", "一分之", "百分之", "三分之一", "点五", "年", "月", "日", "一月",
    "星期", "周", "成", "半", "三成", "一点半", "下午一时", "中国", "中", "王毅", "约翰·", "·",
    "不", "没有", "据", "据报道，", "表示：", "新华社", "说", "他说：“", "在", "被", "比", "死亡",
    "名", "人", "下降", "超过", "了", "的", "，", "。",
)  # fmt: skip
_ENGLISH = (
    "a", "a ", "A", "A ", "Aa ", "aA", "ab-", "ab'", "a'", "’s ", "a’s ", "I ", "the ", "The ",
    "of ", "and ", "or ", "not ", "no ", "never ", "un", "to ", "by ", "in ", "was ", "will ",
    "which ", "who, ", "said ", "he said ", "said: ", "“a” said ", "“a.” ", "said John ",
    "is said to ", "was told to ", "allegedly ", "accused of ", "denies that ", "denied ", "may ",
    "could ", "plans to ", "more ", "less ", "more than ", "up from ", "up ", "rose by ", "fell ",
    "fell to ", "north ", "north-", "killed ", "people ", "dead ", "invited ", "met ",
    "was invited by ", "invitation ", "China ", "US ", "Guinea ", "John ", "John Smith ",
    "John Smith, ", "Bank of ", "Foreign Minister ", "President ", "Paris ", "Beijing ",
    "Washington ", "Reuters ", "(Reuters) - ", "AFP ", "By ", "By A ", "Photo: ", "Read more: ",
    "Share ", "© ", "© 2020 ", "Jan ", "Jan 1 ", "Jan. 1, ", "May ", "Monday ", "10 a.m. ", "noon ",
    "U.S. ", "U.S.A. ", "U.S", "A. ", "A.", "Mr. ", "Mr ", "Dr. ", "No. ", "e.g. ", "XIV ", "one ",
    "two ", "twenty-", "hundred ", "million ", "one hundred and ", "dozens of ", "half ",
    "a third ", "second ", "and a half ", "one in ", "km ", "a quarter ", "percent ", "pounds ",
    "dollars ", "degrees ", "minus ", "double ", "once ",
)  # fmt: skip
_RUSSIAN = (
    "я", "А ", "А. ", "один ", "сто ", "тысяч ", "миллион ", "пять ", "пол", "полтора ",
    "с половиной ", "третий ", "2 г. ", "тыс. ", "руб. ", "1 января ", "января ", "понедельник ",
    "в среду ", "сказал ", "сказал он, ", "не ", "нет ", "что ", "и ", "на ", "из ", "был ", "США ",
    "России ", "Иван Петров ", "Путин ", "погиб ", "человек ", "упал на ", "более ", "до ", "север",
    "юго-", "— ", " — сказал ",
)  # fmt: skip
_MARKUP = (
    "<!--", "-->", "<!-- -->", "<p>", "</p>", "<p></p>", "<b>", "<i>a", "<a>", "<a href='", "<br>",
    "<", "</", "<!", "<?", "<![CDATA[", "<script>", "<style>", "<table><tr><td>", "<li>", "<img>",
    "<svg>", "&", "&#", "&#1", "&#1;", "&#x", "&amp", "&amp;", "&lt", "&sect", "![", "![](", "[a](",
    "[a][", "[a]: ", "](", "[](", "`", "``` ", "**", "**a", "__", "*a ", "~~", "# ", "> ", "- ",
    "* ", "| ", "|-", "\\", "\\[", "---\n", "\n===\n", "```\n", "    a\n", "=\"", "{\"a\":",
    "{\"a\":[", "{{", "{%", "a: ", "- - ", "!", "$$",
)  # fmt: skip
_ADDRESSES = (
    "http://a.b/ ",
    "https://",
    "http://",
    "www.a.b ",
    "www.",
    "a@b.c ",
    "a@",
    "@",
    "@a ",
    "#a ",
    "a.",
    "a.b",
    "/",
    "/a",
    "//",
    "?a=",
    "&a=",
    "%20",
    "%",
    ";a",
    "mailto:",
    "a.com ",
)
_INVISIBLE = (
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a",
    "\u202e", "\u202c", "\u2066", "\u2069", "\u061c", "\u0301", "\u0335", "\u20e3", "\ufe0f",
    "\u180e", "\x00", "\x07", "\x1b[", "\x85", "a\u0301", "a\u200d", " \u200b", "\u200b\n",
    "e\u0301\u0301", "👨\u200d", "😀",
)  # fmt: skip
_BLANK = (
    " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\u00a0", "\u3000", "\u2028", " \n", "\n ",
    "\n \n", "\x0b", "a\n", "a\n\n", "A.\n", "A. \n\n", "a \n", ". ", ".\n", "! ", "? ", "... ",
    "…",
)  # fmt: skip
_MARKS = "“”‘’«»„‟‹›「」『』《》〈〉（）【】〔〕［］｛｝…—–‑·•・、。！？；：，¿¡°€£¥©®™§¶†‰№"
_LETTERS = "яאاกก็한あéßﬃİŉ𝔞ＡⅣ²"
_FROM = (
    *string.punctuation,
    *(f"{mark} " for mark in string.punctuation),
    *(f"a{mark}" for mark in string.punctuation),
    *_MARKS,
    *(f"a{mark}" for mark in _MARKS),
    *(f" {mark}" for mark in "“”‘’«»„—–"),
    *_LETTERS,
)
UNITS = tuple(
    dict.fromkeys(
        (
            *_FROM,
            *_DIGITS,
            *_CHINESE,
            *_ENGLISH,
            *_RUSSIAN,
            *_MARKUP,
            *_ADDRESSES,
            *_INVISIBLE,
            *_BLANK,
        )
    )
)
"""Single units."""

CORE = (
    "a", "A ", "1", "1 ", "1,", "1.", "一", "万", "，", "。", "я ", "a ", "the ", "of ", "John ",
    "U.S. ", "Jan ", "said ", "not ", "and ", "“", "”", "‘", "'", "\"", "(", ")", "[", "]", "<",
    ">", "&", "*", "-", "—", ".", ",", ":", ";", "/", "@", "\n", "\n\n", " ", "\u200d", "\u0301",
    "#", "|", "`", "!", "$", "%", "million ", "killed ",
)  # fmt: skip
"""Units of which pairs are made."""

ENDS = (("", ""), ("a ", "\nb"), ("“1(", "x!"))
"""What stands before and behind the repeated unit: what breaks a match at its very end."""

FEW = (
    "1 ", "1,", "一", "万1", "U.S. ", "Jan 1 ", "A. ", "John Smith ", "is said to ",
    "one hundred and ", "“", "'", "(", "<!--", "&#", "[a](", "\u200d", "\n \n", "http://a.b/ ",
    "миллион ",
)  # fmt: skip
"""Units that tell most in minutes."""
FEWEST = ("1 ", "万1", "Jan 1 ", "U.S. ", "“", "is said to ")
"""Units that tell most in the seconds that a test may take."""


@dataclass(frozen=True)
class Shape:
    """A string of repeated units, of any length."""

    unit: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        ends = f" in {self.before!r} … {self.after!r}" if self.before or self.after else ""
        return f"{self.unit!r}{ends}"

    def text(self, characters: int, more: int = 0) -> str:
        """Return about so many characters, and ``more`` units so that no cache knows it."""
        return f"{self.before}{self.unit * (characters // len(self.unit) + more)}{self.after}"


def shapes(pairs: int = 0) -> Iterator[Shape]:
    """Yield every unit with every end, then so many ``pairs`` of units, drawn by a fixed seed."""
    for unit, (before, after) in product(UNITS, ENDS):
        yield Shape(unit, before, after)
    two = [f"{one}{other}" for one, other in product(CORE, CORE) if one != other]
    for unit in random.Random(1).sample(two, min(pairs, len(two))):
        yield Shape(unit)
