"""How many wrong currencies, units, periods and signs the checks of quantities find.

python -m benchmarks.wrong_quantities --wmt WMT22_DIR --pairs train.en-ru.tsv.xz --part held-out

One word or sign of a human translation is replaced by another of its kind: dollars by euros, hours
by days, megawatts by kilowatts; a minus is taken out or put in. Only where the source names the
same thing beside a number. Recall is counted over translations that the checks passed before; the
rate of false alarms over all of them as they are. The words here are the benchmark's own.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.translation_checks import TARGETS, Pair, read_wmt
from checks.contexts import TranslationContext
from checks.registry import make_translation_checks

CHECKS = ("numbers", "dates", "units")
KINDS = ("currency", "period", "unit", "minus lost", "minus added")

Wrong = Callable[[Pair, random.Random], str | None]


@dataclass(frozen=True)
class Named:
    """A unit or currency as English names it, and its forms in a target, parallel by place."""

    english: str
    forms: tuple[str, ...]


def _table(text: str) -> tuple[Named, ...]:
    rows = (line.split(" | ") for line in text.strip().splitlines())
    return tuple(Named(row[0].strip(), tuple(f.strip() for f in row[1:])) for row in rows)


# English pattern | forms: one and the same place of two rows can stand for one another.
_RUSSIAN: dict[str, tuple[tuple[Named, ...], ...]] = {
    "currency": (
        _table(
            r"""
            dollars?|\$ | доллар | доллара | долларов | доллары | долларам | $
            euros?|€ | евро | евро | евро | евро | евро | €
            ro?ubles? | рубль | рубля | рублей | рубли | рублям | ₽
            yuan|renminbi|RMB | юань | юаня | юаней | юани | юаням | ¥
            pounds?|£ | фунт стерлингов | фунта стерлингов | фунтов стерлингов | фунты | фунтам | £
            yen | иена | иены | иен | иены | иенам | JPY
            rupees?|Rs | рупия | рупии | рупий | рупии | рупиям | ₹
            """
        ),
    ),
    "period": (
        _table(
            r"""
            seconds? | секунда | секунды | секунд | секунду | секундный | секундная | секундного
            minutes?|min | минута | минуты | минут | минуту | минутный | минутная | минутного
            hours?|hrs? | час | часа | часов | часы | часовой | часовая | часового
            days? | день | дня | дней | дни | дневный | дневная | дневного
            weeks? | неделя | недели | недель | неделю | недельный | недельная | недельного
            months? | месяц | месяца | месяцев | месяцы | месячный | месячная | месячного
            years? | год | года | лет | годы | летний | летняя | летнего
            """
        ),
    ),
    "unit": (
        _table(
            r"""
            kilomet(?:er|re)s?|km | километр | километра | километров | км | километровый
            miles? | миля | мили | миль | миль | мильный
            met(?:er|re)s?|m | метр | метра | метров | м | метровый
            feet|foot|ft | фут | фута | футов | футов | футовый
            centimet(?:er|re)s?|cm | сантиметр | сантиметра | сантиметров | см | сантиметровый
            inch(?:es)? | дюйм | дюйма | дюймов | дюймов | дюймовый
            """
        ),
        _table(
            r"""
            tonn?e?s? | тонна | тонны | тонн | т
            kilograms?|kilos?|kg | килограмм | килограмма | килограммов | кг
            pounds? | фунт | фунта | фунтов | фунтов
            grams?|g | грамм | грамма | граммов | г
            """
        ),
        _table(
            r"""
            hectares? | гектар | гектара | гектаров | га
            acres? | акр | акра | акров | акров
            square kilomet(?:er|re)s? | кв. км | кв. километра | кв. километров | кв. км
            """
        ),
        _table(
            r"""
            megawatts?|MW | мегаватт | мегаватта | мегаватт | МВт
            kilowatts?|kW | киловатт | киловатта | киловатт | кВт
            gigawatts?|GW | гигаватт | гигаватта | гигаватт | ГВт
            """
        ),
        _table(
            r"""
            barrels? | баррель | барреля | баррелей
            lit(?:er|re)s? | литр | литра | литров
            gallons? | галлон | галлона | галлонов
            """
        ),
    ),
}
_CHINESE: dict[str, tuple[tuple[Named, ...], ...]] = {
    "currency": (
        _table(
            r"""
            dollars?|\$ | 美元 | 美金
            euros?|€ | 欧元 | 欧元
            ro?ubles? | 卢布 | 卢布
            yuan|renminbi|RMB | 元人民币 | 人民币
            pounds?|£ | 英镑 | 英镑
            yen | 日元 | 日元
            rupees?|Rs | 卢比 | 卢比
            """
        ),
    ),
    "period": (
        _table(
            r"""
            seconds? | 秒 | 秒钟
            minutes?|min | 分钟 | 分钟
            hours?|hrs? | 小时 | 个小时
            days? | 天 | 天
            weeks? | 周 | 个星期
            months? | 个月 | 个月
            years? | 年 | 年
            """
        ),
    ),
    "unit": (
        _table(
            r"""
            kilomet(?:er|re)s?|km | 公里 | 千米
            miles? | 英里 | 英里
            met(?:er|re)s?|m | 米 | 米
            feet|foot|ft | 英尺 | 英尺
            centimet(?:er|re)s?|cm | 厘米 | 公分
            inch(?:es)? | 英寸 | 英寸
            """
        ),
        _table(
            r"""
            tonn?e?s? | 吨 | 公吨
            kilograms?|kilos?|kg | 公斤 | 千克
            pounds? | 磅 | 磅
            grams?|g | 克 | 克
            """
        ),
        _table(
            r"""
            hectares? | 公顷
            acres? | 英亩
            square kilomet(?:er|re)s? | 平方公里
            mu | 亩
            """
        ),
        _table(
            r"""
            megawatts?|MW | 兆瓦
            kilowatts?|kW | 千瓦
            gigawatts?|GW | 吉瓦
            """
        ),
        _table(
            r"""
            barrels? | 桶
            lit(?:er|re)s? | 升
            gallons? | 加仑
            """
        ),
    ),
}
WORDS = {"ru": _RUSSIAN, "zh": _CHINESE}

_COUNTED = (
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|hundred|thousand|million|billion|trillion|mn|bn))"
)
_NUMBER = {
    "ru": r"(?:\d|\b(?:дв[ае]|двух|тр[иёе]х?|четыр\w+|пят[ьи]|шест[ьи]|сем[ьи]|вос[её]?мь?и?"
    r"|девят[ьи]|десят[ьи]|\w+надцат[ьи]|двадцат[ьи]|тридцат[ьи]|сорока?|тысячи?|миллион(?:а|ов)?"
    r"|миллиард(?:а|ов)?|триллион(?:а|ов)?|тыс\.|млн|млрд|трлн))[\s\u00a0-]?",
    "zh": r"(?:\d|[二两三四五六七八九十百千万亿])\s?[多余]?",
}
_END = {"ru": r"(?![^\W\d_])", "zh": r"(?![\u4e00-\u9fff]?[级代度])(?!元)"}


def word_changed(kind: str, target: str) -> Wrong:
    """Return what puts another word of a kind beside a number of a translation."""

    def changed(pair: Pair, generator: random.Random) -> str | None:
        source, text = pair
        places = []
        for table in WORDS[target][kind]:
            for named in table:
                if not _counted(named, source):
                    continue
                for place, form in enumerate(named.forms):
                    for start in _beside_numbers(form, text, target):
                        others = [o.forms[place] for o in table if o.forms[place] != form]
                        places.append((start, form, sorted(set(others))))
        if not places:
            return None
        start, form, others = generator.choice(places)
        return text[:start] + generator.choice(others) + text[start + len(form) :]

    return changed


def _counted(named: Named, source: str) -> bool:
    words = rf"(?:{named.english})"
    after = rf"{_COUNTED}[\d.,]*[ -]?{words}(?![a-z])"
    before = r"(?:[$€£]|Rs\.?|RMB) ?\d" if re.search(r"[$€£]|Rs|RMB", named.english) else None
    sign = before and re.search(before, source)
    signed = sign is not None and sign and re.match(words, sign.group()) is not None
    return signed or re.search(after, source, re.IGNORECASE) is not None


def _beside_numbers(form: str, text: str, target: str) -> list[int]:
    if form in "$€£¥₽₹":
        return [m.start() for m in re.finditer(rf"{re.escape(form)}(?=\s?\d)", text)]
    pattern = rf"{_NUMBER[target]}(?P<form>{re.escape(form)}){_END[target]}"
    starts = [m.start("form") for m in re.finditer(pattern, text)]
    if form == "年":  # a calendar year is no period
        return [start for start in starts if not re.search(r"(?:\d{4}|[零〇].)\s?$", text[:start])]
    if form.startswith(("год", "дн", "ден", "час")):
        return [s for s in starts if not re.search(r"(?<!\d)\d{4}\s$|\d:\d\d\s$", text[:s])]
    return starts


_MINUS_SOURCE = re.compile(
    r"(?:\b(?:minus|negative) |(?<=[\s(])[-\u2212])[$€£]?\d|\d\D{0,22}\bbelow (?:zero|freezing)"
)
_MINUS = {
    "ru": re.compile(r"\bминус\s(?=\d)|(?<=[\s(])[-–\u2212](?=[$€£]?\d)|\s(?:ниже нуля|мороза)\b"),
    "zh": re.compile(r"零下|负(?=\d)|(?<![\w)])[-\u2212](?=\d)"),
}
_SIGNED = {
    "ru": re.compile(
        r"(?<![\w.,:–-])(?<!до )(?<!от )(?<!из )(?<!и )\d[\d,.]*(?=\s?(?:%|процент|градус|°))"
    ),
    "zh": re.compile(r"(?<![\w.,:–~-])\d[\d,.]*(?=\s?(?:%|度|℃|摄氏))"),
}
_FALL = {
    "ru": r"сни[зж]|упа|пад|сокра|уменьш|потер|убыт|ниже|мен[ье]|спад|скид|пони[зж]|дешев|долг|-",
    "zh": r"降|跌|减|少|亏|损|负|下|缩|低|失|折|-",
}


def minus_lost(target: str) -> Wrong:
    """Return what takes the minus from a number of a translation."""

    def changed(pair: Pair, generator: random.Random) -> str | None:
        del generator
        source, text = pair
        if not _MINUS_SOURCE.search(source) or len(_MINUS[target].findall(text)) != 1:
            return None
        return _MINUS[target].sub("", text)

    return changed


def minus_added(target: str) -> Wrong:
    """Return what puts a minus before a share or a temperature that does not fall."""

    def changed(pair: Pair, generator: random.Random) -> str | None:
        source, text = pair
        places = list(_SIGNED[target].finditer(text))
        if not places or _MINUS_SOURCE.search(source) or re.search(_FALL[target], text):
            return None
        place = generator.choice(places)
        words = {"ru": ("минус ", "-"), "zh": ("负", "-")}[target]
        return text[: place.start()] + generator.choice(words) + text[place.start() :]

    return changed


def makers(target: str) -> Mapping[str, Wrong]:
    """Return what makes an error of each kind."""
    return {
        **{kind: word_changed(kind, target) for kind in ("currency", "period", "unit")},
        "minus lost": minus_lost(target),
        "minus added": minus_added(target),
    }


class Judge:
    """Runs the checks of quantities."""

    def __init__(self) -> None:
        self._checks = [c for c in make_translation_checks({}) if c.name in CHECKS]

    def statuses(self, pair: Pair, target: str) -> tuple[frozenset[str], bool]:
        """Return the names of the checks that fail, and whether one of them is in doubt."""
        context = TranslationContext(source=pair[0], hypothesis=pair[1], target=target)
        verdicts = [check.verdict(context) for check in self._checks]
        failed = frozenset(v.name for v in verdicts if v.status == "failed")
        return failed, any(v.status == "skipped" and v.reason for v in verdicts)


def measure(
    judge: Judge, sets: Mapping[str, Sequence[Pair]], target: str, limit: int, show: int
) -> None:
    """Print false alarms of each set, and recall of each kind over all sets."""
    passing: list[Pair] = []
    print(
        f"\n### {target}\n\n| translations | pairs | marked | by | in doubt |\n"
        "|---|---|---|---|---|"
    )
    for name, pairs in sets.items():
        verdicts = [judge.statuses(pair, target) for pair in pairs]
        by = Counter(check for failed, _ in verdicts for check in failed)
        passing += [pair for pair, (failed, _) in zip(pairs, verdicts, strict=True) if not failed]
        listed = ", ".join(f"{check} {count}" for check, count in by.most_common())
        marked = sum(bool(failed) for failed, _ in verdicts)
        doubts = sum(doubt and not failed for failed, doubt in verdicts)
        print(f"| {name} | {len(pairs)} | {marked} | {listed} | {doubts} |")
    print("\n| error | tried | found | in doubt | passed |\n|---|---|---|---|---|")
    for kind, wrong in makers(target).items():
        generator = random.Random(kind)
        order = list(passing)
        generator.shuffle(order)
        tried = found = doubted = 0
        for pair in order:
            text = wrong(pair, generator)
            if text is None or text == pair[1]:
                continue
            tried += 1
            failed, doubt = judge.statuses((pair[0], text), target)
            found += bool(failed)
            doubted += doubt and not failed
            if not failed and show:
                print(f"{kind}\n  {pair[0]}\n  {pair[1]}\n  {text}")
            if tried == limit:
                break
        if tried:
            print(
                f"| {kind} | {tried} | {found / tried:.1%} | {doubted} "
                f"| {tried - found - doubted} |"
            )


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file of English, tab, target and more; compressed or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [(row[0], row[1]) for row in rows if len(row) > 1]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--wmt", type=Path, help="folder of WMT22 files")
    parser.add_argument(
        "--pairs", type=Path, nargs="*", default=[], help="files <any>.en-<target>.tsv[.xz]"
    )
    parser.add_argument("--sample", type=int, default=15000, help="pairs of each file")
    parser.add_argument("--seed", type=int, default=5, help="of the sample")
    parser.add_argument(
        "--part", choices=("all", "tuning", "held-out"), default="all",
        help="even lines of the WMT22 files and half of each sample's draw, or the others",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, default=400, help="errors of each kind")
    parser.add_argument("--show", action="store_true", help="print what was not found")
    arguments = parser.parse_args()
    wmt = read_wmt(arguments.wmt) if arguments.wmt else {}
    first = {"all": 0, "tuning": 0, "held-out": 1}[arguments.part]
    step = 1 if arguments.part == "all" else 2
    for target in TARGETS:
        sets = {n: p[first::step] for n, p in wmt.items() if n.split(maxsplit=1)[0] == target}
        for path in arguments.pairs:
            if f".en-{target}." in path.name:
                pairs = read_pairs(path)
                random.Random(arguments.seed).shuffle(pairs)
                sets[path.name] = pairs[first : step * arguments.sample : step]
        if sets:
            measure(Judge(), sets, target, arguments.limit, arguments.show)


if __name__ == "__main__":
    main()
