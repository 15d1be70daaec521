"""Whether a Chinese or Russian rendering of a name sounds like the name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz

from digests.renderings import tokens

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "o", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
# Spellings of one sound, longest first.
_SOUNDS = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("eau", "o"), ("ough", "o"), ("igh", "ai"),
    ("dzh", "j"), ("dj", "j"), ("dg", "j"), ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("kh", "h"),
    ("gh", "g"), ("wh", "v"), ("th", "t"), ("zh", "j"), ("cz", "ch"), ("sz", "sh"), ("x", "ks"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "C"), ("c", "k"), ("C", "ch"), ("q", "k"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("y", "i"),
)  # fmt: skip
# Sounds that Chinese does not tell apart, or that transliterations take for one another.
_CLASSES = {
    **dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkh", "K"),
    **dict.fromkeys("lr", "L"), "m": "M", "n": "N", **dict.fromkeys("fvw", "F"),
    **dict.fromkeys("szjcxq", "S"),
}  # fmt: skip
_TRANSLITERATING = frozenset(
    "阿埃艾爱安昂奥巴白班邦包保鲍贝本比彼边宾波伯博卜布策查察昌川次茨达大代戴丹当道德登邓迪第蒂丁东都杜顿多"
    "厄恩尔法凡范方菲费芬丰冯佛弗夫福富盖甘冈高戈哥格根贡古瓜圭郭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加佳贾简"
    "杰金津京卡凯坎康考柯科克肯孔库奎夸坤拉莱赖兰朗劳勒雷莉里理立利丽连良列林琳刘留柳龙隆卢鲁路吕伦罗洛马"
    "玛迈麦曼芒毛梅门蒙孟米密敏明莫默木姆穆纳娜奈南内尼年涅宁纽农努诺欧帕派潘庞佩彭皮平泼普齐奇恰钱乔切钦"
    "琴青丘琼让热仁日荣儒瑞若撒萨塞赛桑瑟森沙莎山尚绍舍申什圣施石史士世舒朔斯丝思苏索所塔泰坦汤唐陶特滕提"
    "蒂廷通图土托瓦万汪威韦维温文翁沃乌武伍西希锡席夏香小肖歇谢辛欣兴雄休修许雅亚延扬耶叶伊因英尤于约泽曾"
    "扎詹章珍芝治朱祖佐汀兹黎珂迦缇黛蕾琪薇娅妮婷蕊茜菱芙荷洁姬艾柏贝伯岑褚"
)
_RUN = re.compile(rf"[{''.join(sorted(_TRANSLITERATING))}·]{{2,}}")


@dataclass(frozen=True)
class Likeness:
    """How much the most similar part of a text sounds like a name, 0 to 1."""

    score: float
    text: str


@lru_cache(maxsize=4096)
def sounds_most_like(name: str, text: str, language: str) -> Likeness:
    """Find what in a Chinese (``zh``) or Russian (``ru``) text sounds most like a Latin name.

    Russian words are romanised and compared letter by letter. Chinese characters that
    transliterations are made of are read in pinyin, and the consonants, grouped by what Chinese
    tells apart, are compared with those of the name.
    """
    return _in_chinese(name, text) if language == "zh" else _in_russian(name, text)


def romanise(word: str) -> str:
    """Return a Cyrillic word in Latin letters, as it sounds to English ears."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in word.lower())


def _in_russian(name: str, text: str) -> Likeness:
    # A w is written as в or as у.
    sounds = {_sound(name), _sound(re.sub(r"w(?=[aeiou])", "u", name.lower()))}
    best = Likeness(0.0, "")
    for token in tokens(text):
        word = token.group()
        if not word[:1].isupper():
            continue
        held = _sound(romanise(word))
        # Endings of Russian cases are no part of the name.
        heard = max(
            score
            for wanted in sounds
            for score in (
                fuzz.ratio(wanted, held),
                fuzz.ratio(wanted, held[: len(wanted)]),
                fuzz.ratio(_bones(wanted), _bones(held)),
            )
        )
        if heard > best.score * 100:
            best = Likeness(heard / 100, word)
    return best


def _in_chinese(name: str, text: str) -> Likeness:
    if read := _read_in_pinyin(name.lower(), text):
        return Likeness(1.0, read)
    sound = _sound(name)
    # An r that ends a syllable is often not heard.
    wanted = {_consonants(sound), _consonants(re.sub(r"(?<=[aeiou])r(?![aeiou])", "", sound))}
    longest = max(map(len, wanted))
    best = Likeness(0.0, "")
    for run in _RUN.finditer(text.replace(" ", "")):
        syllables = [_syllable(pinyin) for pinyin in lazy_pinyin(run.group())]
        for start in range(len(syllables)):
            for end in range(start + 1, min(len(syllables), start + longest + 3) + 1):
                held = "".join(syllables[start:end])
                score = max(fuzz.ratio(sound, held) for sound in wanted) / 100
                if score > best.score:
                    best = Likeness(score, run.group()[start:end])
    return best


def _read_in_pinyin(name: str, text: str) -> str | None:
    """Return the one to three characters whose pinyin is the name, as of a Chinese family name."""
    characters = re.findall(r"[\u4e00-\u9fff]", text)
    syllables = lazy_pinyin(characters)
    for size in (1, 2, 3):
        for start in range(len(syllables) - size + 1):
            if "".join(syllables[start : start + size]) == name:
                return "".join(characters[start : start + size])
    return None


@lru_cache(maxsize=16384)
def _sound(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    sound = "".join(c for c in decomposed if c.isascii() and c.isalpha())
    for spelling, heard in _SOUNDS:
        sound = sound.replace(spelling, heard)
    return re.sub(r"(.)\1+", r"\1", sound)


def _bones(sound: str) -> str:
    """Return the consonants with all vowels alike."""
    return re.sub(r"[aeiouy]+", "a", sound.replace("h", "")).strip("a")


def _consonants(sound: str) -> str:
    sound = sound.replace("sh", "s").replace("ch", "s").replace("ts", "s")
    return re.sub(r"(.)\1+", r"\1", "".join(_CLASSES.get(letter, "") for letter in sound))


@lru_cache(maxsize=2048)
def _syllable(pinyin: str) -> str:
    if pinyin in {"er", "a", "ai", "ao", "o", "ou", "e"}:
        return "L" if pinyin == "er" else ""
    initial = re.match(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcsw]?", pinyin)
    first = _CLASSES.get(initial.group()[:1], "") if initial else ""
    return first + ("N" if pinyin.endswith(("n", "ng")) else "")
