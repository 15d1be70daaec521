"""Names in Chinese by their sound.

Characters that transliterations are made of are read in pinyin and compared sound by sound: a
change costs the less, the more often transliterations make it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

from language.sounds import Likeness, Sounds, latin_sound

_VOWELS = frozenset("aeiou")
# What one sound costs in place of another, where less than any other: sounds that Chinese does not
# tell apart, or that transliterations take for one another. q is the ch of *chin*, x the sh of
# *shin*, c the ts of *tsar*, R a syllable 尔, which stands for l and for r.
_CHANGES = {
    0.1: "lr lR rR fv uv",
    0.15: "bp dt gk sz ov",
    0.25: "aeiou sx sc jz jq cq qx cz qt dj",
    0.3: "ij jk kq hx bv mn fp",
    0.4: "gh hk gj gq hj cx qs ct jx xz fh dt ks kx gx hv pv",
}
_CHANGED: dict[tuple[str, str], float] = {}
for _cost, _groups in _CHANGES.items():
    for _pair in (pair for group in _groups.split() for pair in permutations(group, 2)):
        _CHANGED.setdefault(_pair, _cost)
# What a sound costs that only the rendering or only the name has: Chinese puts vowels between
# consonants, and drops those that end a syllable.
_ADDED = {"e": 0.08, "u": 0.08, **dict.fromkeys("aio", 0.25), "R": 0.25, "v": 0.4, "n": 0.45,
          "h": 0.5}  # fmt: skip
_DROPPED = {**dict.fromkeys("aeiou", 0.2), "h": 0.2, "r": 0.3, "v": 0.5, "n": 0.6, "d": 0.7,
            "g": 0.7, "t": 0.7, "k": 0.8}  # fmt: skip
_WEIGHT_OF_VOWEL = 0.4
# Pinyin initials and finals in these sounds.
_INITIALS = {"zh": "j", "ch": "q", "sh": "x", "w": "v"}
_FINALS = {
    "ao": "au", "ang": "an", "eng": "en", "ong": "un", "ian": "ien", "iang": "ian", "ing": "in",
    "iong": "iun", "uo": "o", "uang": "uan", "v": "iu", "ue": "ie", "ve": "ie", "ui": "uei",
    "iu": "iu",
}  # fmt: skip
_TRANSLITERATING = frozenset(
    "阿埃艾爱安昂奥巴白班邦包保鲍贝本比彼边宾波伯博卜布策查察昌川次茨达大代戴丹当道德登邓迪第蒂丁东都杜顿多"
    "厄恩尔法凡范方菲费芬丰冯佛弗夫福富盖甘冈高戈哥格根贡古瓜圭郭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加佳贾简"
    "杰金津京卡凯坎康考柯科克肯孔库奎夸坤拉莱赖兰朗劳勒雷莉里理立利丽连良列林琳刘留柳龙隆卢鲁路吕伦罗洛马"
    "玛迈麦曼芒毛梅门蒙孟米密敏明莫默木姆穆纳娜奈南内尼年涅宁纽农努诺欧帕派潘庞佩彭皮平泼普齐奇恰钱乔切钦"
    "琴青丘琼让热仁日荣儒瑞若撒萨塞赛桑瑟森沙莎山尚绍舍申什圣施石史士世舒朔斯丝思苏索所塔泰坦汤唐陶特滕提"
    "蒂廷通图土托瓦万汪威韦维温文翁沃乌武伍西希锡席夏香小肖歇谢辛欣兴雄休修许雅亚延扬耶叶伊因英尤于约泽曾"
    "扎詹章珍芝治朱祖佐汀兹黎珂迦缇黛蕾琪薇娅妮婷蕊茜菱芙荷洁姬艾柏贝伯岑褚摩那堡牙得喀太他拜干耳逊罕孜陀敦"
    "浦来捷济赞典台其翰松律拿烈斐汗蓬宾契靼坡侯瑙慕累夷旺疆鞑望也别灿颇力葛讷玻嘉坎沃厘满伐脱宛突色泊帝腓娃楚"
    "设铁答腊茂渥芳臣甸符车伏刚梯宿吕丘盖焦滨登岩玉卢索佩弥涅瓦戎晋哲帆茹旦茨朔莎琅贡顺诗"
)
_RUN = re.compile(rf"[{''.join(sorted(_TRANSLITERATING))}·]{{2,}}")
# Japanese and Korean names are not transliterated into Chinese but read: nothing sounds alike.
_READ = re.compile(
    r"(?:(?:[kgsztdnhbpmyrwfj]|sh|ch|ts|[kgnhbpmr]y)?(?:[aeiou]|ou)n?)+|(?:kim|lee|park|choi|jung"
    r"|yoon)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def most_like(name: str, text: str) -> Likeness:
    """Find the characters of a Chinese text that sound most like a Latin name."""
    if read := _read_in_pinyin(name.lower(), text):
        return Likeness(1.0, read)
    wanted = _sounds(name)
    best = Likeness(0.0, "")
    for run in _RUN.finditer(text.replace(" ", "")):
        characters = run.group().replace("·", "")
        syllables = [_syllable(pinyin) for pinyin in _pinyin(characters)]
        cost, start, end = _cheapest(wanted, syllables)
        score = 1 - cost / max(_weight(wanted), 1)
        if score > best.score:
            best = Likeness(score, characters[start:end])
    return best


def _cheapest(wanted: str, syllables: Sequence[str]) -> tuple[float, int, int]:
    """Return (cost, start, end) of the syllables that a name is turned into at the least cost.

    A weighted edit distance that may begin and end at any syllable, by dynamic programming (Sellers
    1980, Journal of Algorithms 1:4): one column for each sound, one cell for each part of the name.
    """
    dropped = [_dropped(wanted, place) for place in range(len(wanted))]
    least = (_weight(wanted), 0, 0)
    column = [(sum(dropped[:place]), 0) for place in range(len(wanted) + 1)]
    for number, syllable in enumerate(syllables):
        column[0] = (0.0, number)
        for place, cost in enumerate(dropped):
            column[place + 1] = min(column[place + 1], (column[place][0] + cost, column[place][1]))
        for sound in syllable:
            added = _ADDED.get(sound, 1.0)
            following = [(column[0][0] + added, column[0][1])]
            for place, cost in enumerate(dropped):
                changed, begun = column[place]
                following.append(
                    min(
                        (changed + _changed(wanted[place], sound), begun),
                        (column[place + 1][0] + added, column[place + 1][1]),
                        (following[place][0] + cost, following[place][1]),
                    )
                )
            column = following
        if column[-1][0] < least[0]:
            least = (*column[-1], number + 1)
    return least


def _changed(wanted: str, sound: str) -> float:
    if wanted == sound:
        return 0.0
    other = 1.0 if (wanted in _VOWELS) == (sound in _VOWELS) else 1.2
    return _CHANGED.get((wanted, sound), other)


def _dropped(wanted: str, place: int) -> float:
    sound = wanted[place]
    if sound == "r" and wanted[place + 1 : place + 2] in _VOWELS:
        return 0.8
    return _DROPPED.get(sound, 1.0)


def _weight(sounds: str) -> float:
    return sum(_WEIGHT_OF_VOWEL if sound in _VOWELS else 1.0 for sound in sounds)


def _pinyin(characters: str) -> list[str]:
    from pypinyin import lazy_pinyin  # its dictionary takes a while, and not all read Chinese

    return lazy_pinyin(characters)


def _read_in_pinyin(name: str, text: str) -> str | None:
    """Return the one to three characters whose pinyin is the name, as of a Chinese family name."""
    characters = re.findall(r"[\u4e00-\u9fff]", text)
    syllables = _pinyin("".join(characters))
    for size in (1, 2, 3):
        for start in range(len(syllables) - size + 1):
            if "".join(syllables[start : start + size]) == name:
                return "".join(characters[start : start + size])
    return None


def _sounds(name: str) -> str:
    return latin_sound(name).replace("sh", "x").replace("ch", "q").replace("ts", "c")


@lru_cache(maxsize=2048)
def _syllable(pinyin: str) -> str:
    if pinyin == "er":
        return "R"
    match = re.fullmatch(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcswy]?)(.*)", pinyin)
    initial, final = match.groups() if match else ("", "")
    if initial == "y":
        initial = ""
        final = final if final.startswith("i") else re.sub("^u", "v", final)
        final = final if final.startswith(("i", "v")) else f"i{final}"
    elif initial == "w" and final.startswith("u"):
        initial = ""
    elif initial in {"zh", "ch", "sh", "r", "z", "c", "s"} and final == "i":
        final = ""
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)


def _same(first: str, second: str) -> bool:
    return first in second or second in first


SOUNDS = Sounds(most_like=most_like, likeness=0.65, same=_same, read=_READ)
