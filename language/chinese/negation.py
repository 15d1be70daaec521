"""Denials in Chinese."""

from __future__ import annotations

import re

from language.pack import Negation

_WORDS = re.compile(
    r"[不没未无非否莫勿毋别拒免缺失禁]|防止|阻止|避免|难以|难于|很难|放弃|取消|停止|排除|杜绝"
    r"|驳回|驳斥|反对|终止|叫停"
    r"|除了|才能|才会|从来|仅|只有|怎么|岂"
)
_IDIOMS = re.compile(
    r"不断|不仅|不过|不同|不久|不错|不少|不但|不管|不论|不得不|不一会|差不多|非常|非洲|未来"
    r"|无论|是不是|能不能|要不要"
    r"|[区分特个类级辨识]别|别[的人墅]|无线|无人机|不丹|没错|并非洲|南非|北非|东非|西非|中非"
    r"|失业|消失|损失|失去|失败|国务"
)
_PLAIN = re.compile(r"并未|并不(?!是)|没有(?!问题)|不会|不能|不再|从未|无法|未能|不得|绝不")

NEGATION = Negation(words=_WORDS, idioms=_IDIOMS, plain=_PLAIN, counted=True)
