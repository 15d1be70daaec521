"""How simplified Chinese is written, and what models write around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.pack import Writing

CHATTER = re.compile(
    r"^\W*(?:以下是.{0,8}(?:翻译|译文)|这是.{0,6}翻译|翻译(?:如下|结果)?[:：]|译文[:：]|中文[:：])"
    r"|[(（\[【]\s*(?:注[:：释]|译者?注|译注)|(?:^|\s)注[:：]",
    re.IGNORECASE,
)
# In Big5 and not in GB 2312, yet not the traditional form of a character: names have them.
_RARE = frozenset("喆堃昇甯珮瀞彥祐")


def _traditional(text: str) -> Iterator[str]:
    for character in text:
        if (
            character > "\u4e00"
            and character not in _RARE
            and not _encodes(character, "gb2312")
            and _encodes(character, "big5")
        ):
            yield character


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


WRITING = Writing(
    re.compile(r"[\u0400-\u04ff\u0370-\u03ff\u0590-\u0e7f\u3040-\u30fa\uac00-\ud7af]+"),
    _traditional,
)
