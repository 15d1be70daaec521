"""Quantities in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from language.chinese.currencies import CURRENCIES
from language.quantities.grammar import (
    COMMON_CLAIMS,
    PERCENT_SIGN,
    SIGN_BEFORE,
    Claim,
    Grammar,
    Numeral,
    Rule,
    clock_time,
    fraction,
    minus_pattern,
    nothing,
    part,
    ranks,
)
from language.quantities.numerals import ENGLISH, MAX_NUMERAL, word_list
from language.quantities.quantity import Certainty, Quantity

_DIGITS = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "亿": 10**8}
_POSSIBLE = {"双": 2, "俩": 2, "半年": 6}

_HAN = "零〇一二两三四五六七八九十百千万亿"
_LONGEST = 24
"""Characters of a numeral, at most: what is longer is no number that anybody counts."""
_NUMBER = re.compile(
    rf"(?P<digits>{ENGLISH.pattern})(?:\s?[多余几]?\s?(?P<scale>[十百千]?[万亿]{{1,{_LONGEST}}}"
    rf"|[百千](?![克米瓦赫卡里帕字])))?"
    rf"(?P<rest>[\d{_HAN}]{{0,{_LONGEST}}}[万亿][{_HAN}\d]{{0,{_LONGEST}}})?"
    rf"|(?P<about>好?几|(?<![人总次个指分倍户件参岁票票场])数"
    rf"|(?<![以早晚海陆路天船车])上(?=[百千万亿])|成(?=[百千万亿]))"
    rf"(?P<size>[十百千万亿]{{1,{_LONGEST}}})(?![一二三四五六七八九])"
    rf"|十(?=[几多余])|[{_HAN}]++(?:点[零〇一二三四五六七八九]++(?![{_HAN}\d]))?"
)
# What single numerals are followed by where they count: classifiers, units, time.
_CLASSIFIERS = word_list(
    """个 名 位 人 次 年 月 日 号 天 小时 分 秒 周 岁 家 国 项 条 件 种 座 艘 架 枚 辆 场 届 所 只
    头 支 轮 步 倍 层 部 份 组 队 代 章 节 大 级 度 英 公 米 吨 元 美元 欧元 卢布 日元 英镑 点
    成 世 颗 台 套 批 起 例 口 间 篇 封 张 把 根 块 片 段 句 句话 字 季 方 战 胜 负 平 球 局 盘
    万 亿 百 千 镇 省 州 县 市 村 处 类 档 股 笔 期 圈 棵 本 册 幅 顶 双 对 副 面 匹 株 发 声
    幢 栋 盒 瓶 杯 包 袋 箱 磅 码 寸 尺 里 亩 克 升 伏 瓦 维 室 厅 星 速 号线 机 连 角 边 院 党
    军 线"""
)
_COUNTS = re.compile(rf"\s?(?:{'|'.join(sorted(_CLASSIFIERS, key=len, reverse=True))}|多|余|几)")
_IDIOMS = re.compile(
    r"十分(?!之|钟|[\d一二三四五六七八九])|千万(?=[不别要])|万一(?!千)|百分比|百货|百科|百姓|千禧"
    r"|万圣|万维|万物|万能|亿万"
    r"|成千上万|三星|五角大楼|四川|四处|三明治|三亚|三角|九江|十字|八卦|六边|一千零一夜|百度"
    r"|百老汇|千篇一律|三峡"
    r"|不三不四|接二连三|二手|二维|三维|千斤顶|乱七八糟|五花八门|四面八方|独一无二|百慕大|十足"
    r"|百合|二氧化|万事"
    r"|三文鱼|三七|七上八下|[东西南北]四环|万科|万豪|万达|千瓦|千克|千米|千字节|千赫|千卡|两口子"
)

_AND_A_HALF = re.compile(
    r"½|\s?(?:个半(?!月刊)|个?(?:多)?(?:年|天|周|小时|钟头|月|星期|倍|米|公里|英里|吨|公斤|分钟|岁|美元|欧元)"
    r"半(?![径导岛夜天个年月票点场价数]))"
)

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_NOT_A_WEEKDAY = r"(?!个|次|天(?!\S)|期|篇|名|部|场|款|份|集|种)"


def han_value(numeral: str) -> Decimal:
    """Return the value of a numeral in Han characters, Arabic digits or both, such as 3亿5千万."""
    whole, _, decimals = numeral.partition("点")
    if decimals:
        return han_value(whole) + Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals))
    if len(whole) > 2 and all(c in _DIGITS for c in whole):
        return Decimal("".join(str(_DIGITS[c]) for c in whole))
    total, section, number, last = Decimal(0), Decimal(0), None, 1
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|\S", whole):
        if token in _SMALL_UNITS:
            last = _SMALL_UNITS[token]
            section += (Decimal(1) if number is None else number) * last
            number = None
        elif token in _LARGE_UNITS:
            last = _LARGE_UNITS[token]
            section += number or 0
            if last == 10**8:
                total, section = (total + section or Decimal(1)) * last, Decimal(0)
            else:
                total, section = total + (section or Decimal(1)) * last, Decimal(0)
            number = None
        else:
            number = (
                Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token.replace(",", ""))
            )
            if number == 0:
                number, last = None, 1
    if number is not None and last >= 100 and re.search(r"[百千万亿][一二三四五六七八九]$", whole):
        number *= Decimal(last) / 10  # 两千五 is 2500
    return total + section + (number or 0)


def _numerals(text: str) -> Iterator[Numeral]:
    idioms = {place for match in _IDIOMS.finditer(text) for place in range(*match.span())}
    for match in _NUMBER.finditer(text):
        if match["about"]:
            yield Numeral(*match.span(), han_value(match["size"]), "approximate")
        elif match["digits"]:
            yield from _in_digits(text, match)
        elif idioms.isdisjoint(range(*match.span())):
            yield from _in_han(text, match)
    for match in re.finditer("|".join(_POSSIBLE), text):
        yield Numeral(*match.span(), Decimal(_POSSIBLE[match.group()]), "possible")


def _in_digits(text: str, match: re.Match[str]) -> Iterator[Numeral]:
    start, end = match.span()
    if match.end("digits") - start > MAX_NUMERAL:
        return
    value, scale = ENGLISH.value(match["digits"]), Decimal(1)
    if match["scale"]:
        scale = han_value(match["scale"])
        value *= scale
    if match["rest"]:
        if match["scale"]:
            value += han_value(match["rest"])
        else:
            value = han_value(match["digits"] + match["rest"])
    elif not match["scale"]:
        end = match.end("digits")
    if _AND_A_HALF.match(text, end):
        value += scale / 2
    yield Numeral(start, end, value, "exact", text[start - 1 : start] == "第", scale)


def _in_han(text: str, match: re.Match[str]) -> Iterator[Numeral]:
    start, end = match.span()
    numeral = match.group()
    if len(numeral) > _LONGEST:
        return
    ordinal = re.search(r"第\s?$", text[max(0, start - 2) : start]) is not None
    following = text[end : end + 1]
    if following in {"几", "多", "余"} and numeral[-1] in "十百千万亿":
        yield Numeral(start, end + 1, han_value(numeral), "approximate")
        return
    if not set(numeral) - set("百千万亿"):
        # 百年, 千兆: a size by word-formation, mostly no count
        yield Numeral(start, end, han_value(numeral), "possible")
        return
    half = Decimal("0.5") if _AND_A_HALF.match(text, end) else 0
    yield Numeral(
        start,
        end,
        han_value(numeral) + half,
        _certainty(text, numeral, end, ordinal),
        ordinal,
        _scale(numeral),
    )


def _certainty(text: str, numeral: str, end: int, ordinal: bool) -> Certainty:
    digits_only = all(c in _DIGITS for c in numeral)
    if numeral in {"一", "零", "〇", "二", "两"}:
        return "possible"
    if digits_only and len(numeral) == 2:
        return "possible"  # 三四个: three or four
    if len(numeral) == 1 and not ordinal and not _COUNTS.match(text, end):
        return "possible"
    return "possible" if ordinal and numeral == "三" else "exact"


def _scale(numeral: str) -> Decimal:
    large = [c for c in numeral[1:] if c in _LARGE_UNITS]
    return Decimal(_LARGE_UNITS[large[-1]]) if large else Decimal(1)


def _small(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else int(han_value(numeral))


def _weekday(match: re.Match[str]) -> Iterable[Quantity]:
    return (part(match, "weekday", 7 if match["day"] in "日天" else _DIGITS[match["day"]]),)


def _decade(match: re.Match[str]) -> Iterable[Quantity]:
    return (part(match, "decade", _small(match["years"])),)


def _fraction(match: re.Match[str]) -> Iterable[Quantity]:
    over, under = han_value(match["over"]), han_value(match["under"])
    if under == 100:
        return (Quantity(*match.span(), match.group(), over, "percent"),)
    return (fraction(match, int(over), int(under)),) if under else ()


def _tenths(match: re.Match[str]) -> Iterable[Quantity]:
    tens, ones = _DIGITS[match["tens"]], _DIGITS.get(match["ones"] or "零", 0)
    return (part(match, "percent", 10 * tens + ones),)


def _month(match: re.Match[str]) -> Iterable[Quantity]:
    month = _small(match["month"])
    return (part(match, "month", month),) if 1 <= month <= 12 else ()


def _hours(match: re.Match[str]) -> Iterable[Quantity]:
    hour = _small(match["hour"])
    minute = 30 if match["half"] else _small(match["minute"] or "零")
    if match["quarters"]:
        minute = 15 * _DIGITS[match["quarters"]]
    if hour > 24 or minute > 59:
        return ()
    late = re.match("下午|晚|傍晚|夜", match["part"] or "") is not None and hour < 12
    return (part(match, "time", (hour + 12 * late) * 60 + minute),)


GRAMMAR = Grammar(
    numerals=_numerals,
    claims=(
        Claim(re.compile("成千上万|成百上千"), nothing),
        Claim(
            re.compile(
                r"(?:(?:\d\d|[一二]?十[一二三四五六七八九]?|[上本])\s?世纪\s?)?(?:19|20)?"
                r"(?P<years>(?<!\d)\d0|(?<=19|20)\d0|[二三四五六七八九]十)\s?年代"
            ),
            _decade,
        ),
        Claim(
            re.compile(
                rf"(?<![{_HAN}])(?P<under>[{_HAN}]{{1,{_LONGEST}}}+)分之"
                rf"(?P<over>[{_HAN}]{{1,{_LONGEST}}}(?:点[零一二三四五六七八九]{{1,{_LONGEST}}})?)"
            ),
            _fraction,
        ),
        Claim(
            re.compile(
                r"(?<![一二三四五六七八九十])(?P<tens>[一两二三四五六七八九])成"
                r"(?P<ones>[一二三四五六七八九])?(?![为立功员果本长交就绩不])"
            ),
            _tenths,
        ),
        Claim(
            re.compile(
                rf"(?P<part>凌晨|早上|上午|中午|下午|晚上|晚间|傍晚|夜间|夜里|早|晚)?\s?"
                rf"(?<![\d.])(?!一点[^半钟\d零一二三四五六七八九十])(?!一点$)(?P<hour>{_NUMERAL})\s?(?:点钟?|时(?!间|代|期|候|装|尚|差))"
                rf"(?:(?P<half>半)|(?P<quarters>[一三])刻|\s?(?P<minute>{_NUMERAL})\s?分)?(?![零一二三四五六七八九\d])"
            ),
            _hours,
        ),
        Claim(
            re.compile(
                r"(?<=[午晨上早晚夜于在间])\s?(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?!\d)"
            ),
            clock_time,
        ),
        *COMMON_CLAIMS,
        Claim(
            re.compile(
                r"(?<![\d.个])(?P<month>(?:1[0-2]|0?[1-9])(?=\s?月)"
                r"|[一二三四五六七八九十]{1,2}(?=月))"
                r"\s?月(?:份|底|初|中旬|上旬|下旬)?"
            ),
            _month,
        ),
        Claim(
            re.compile(
                r"(?<![一二三四五六七八九十两几\d每])(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
                + _NOT_A_WEEKDAY
            ),
            _weekday,
        ),
    ),
    after=(
        PERCENT_SIGN,
        *ranks(
            [
                (r"\s?个?百分点", "percent", None),
            ]
        ),
        *CURRENCIES,
        Rule(re.compile(r"(?=\s?[多余]?磅)"), "number", "pound"),
        Rule(re.compile(r"\s?年(?!代)"), "year", values=range(1000, 2200)),
        Rule(re.compile(r"\s?[日号](?!线|楼)"), "day", values=range(1, 32)),
    ),
    before=SIGN_BEFORE,
    range_joint=re.compile(r"\s?[-–—~～至到]\s?[$£€]?"),
    ratio_joint=re.compile(r"个?(?:人|家|名|位)?(?:当?中)(?:就|便|约)?有|比|/"),
    minus=minus_pattern("负|零下|摄氏零下|华氏零下"),
    losses_before=re.compile(
        r"(?:下[降跌滑调]|跌|降|减|亏|损失|萎缩|缩水|低于|赤字|逆差|负|失|欠|少|收缩|零下|折扣|便宜)"
        r"[^。；]{0,8}(?<![至到为])$"
    ),
    losses_after=re.compile(
        r"的?[\u4e00-\u9fff]{0,3}(?:下降|下跌|跌幅|降幅|亏损|损失|萎缩|下滑|赤字|逆差|减少|以下|折扣)"
    ),
)
