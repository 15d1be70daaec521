"""Quantities in Russian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from language.english.quantities import roman_value
from language.quantities.grammar import (
    COMMON_CLAIMS,
    PERCENT_SIGN,
    SIGN_AFTER,
    SIGN_BEFORE,
    Claim,
    Grammar,
    Numeral,
    Rule,
    calendar_date,
    clock_time,
    fraction,
    minus_pattern,
    named,
    part,
    ranks,
)
from language.quantities.numerals import RUSSIAN, digit_numbers
from language.quantities.quantity import Certainty, Quantity
from language.russian.currencies import CURRENCIES
from language.russian.morphology import inflections

_CARDINALS = {
    "ноль": 0, "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
    "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
    "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16,
    "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19, "двадцать": 20, "тридцать": 30,
    "сорок": 40, "ста": 100, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80,
    "девяносто": 90, "сто": 100, "двести": 200, "триста": 300, "четыреста": 400,
    "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
    "двое": 2, "трое": 3, "четверо": 4, "пятеро": 5, "шестеро": 6, "семеро": 7,
    "семерка": 7, "двадцатка": 20, "четверка": 4,
}  # fmt: skip
_ORDINALS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6,
    "седьмой": 7, "восьмой": 8, "девятый": 9, "десятый": 10, "одиннадцатый": 11,
    "двенадцатый": 12, "тринадцатый": 13, "четырнадцатый": 14, "пятнадцатый": 15,
    "шестнадцатый": 16, "семнадцатый": 17, "восемнадцатый": 18, "девятнадцатый": 19,
    "двадцатый": 20, "тридцатый": 30, "сороковой": 40, "пятидесятый": 50, "шестидесятый": 60,
    "семидесятый": 70, "восьмидесятый": 80, "девяностый": 90, "сотый": 100,
}  # fmt: skip
_SCALES = {
    "тысяча": 1000, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12, "дюжина": 12,
    "десятилетие": 10,
}  # fmt: skip
_ABBREVIATED = {"тыс": 1000, "млн": 10**6, "млрд": 10**9, "трлн": 10**12}
_HEAPS = {"десяток": 10, "сотня": 100, "тысяча": 1000, "миллион": 10**6, "миллиард": 10**9}
_POSSIBLE = {
    "оба": 2, "пара": 2, "дважды": 2, "вдвое": 2, "двойной": 2, "вдвоем": 2, "удвоить": 2,
    "удвоиться": 2, "двойня": 2, "двусторонний": 2, "двухсторонний": 2, "половина": 2,
    "втрое": 3, "трижды": 3, "тройной": 3, "тройка": 3, "трехсторонний": 3, "втроем": 3,
    "пятерка": 5, "десятка": 10, "век": 100, "столетие": 100, "ежеквартальный": 4,
    "полгода": 6, "полугодие": 6, "полугодовой": 6, "полугодовалый": 6,
}  # fmt: skip
_PREFIXES = {
    "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7,
    "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцати": 11, "двенадцати": 12, "тринадцати": 13,
    "четырнадцати": 14, "семнадцати": 17, "восемнадцати": 18, "девятнадцати": 19,
    "пятнадцати": 15, "шестнадцати": 16, "двадцати": 20, "тридцати": 30, "сорока": 40,
    "пятидесяти": 50, "сто": 100,
}  # fmt: skip

_WORD = re.compile(r"[А-Яа-яЁё]+")
_PREFIXED = re.compile(
    rf"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})"
    r"(?:летн|годов|летие|летия|дневн|часов|минутн|секундн|месячн|недельн|годичн|этажн|кратн|местн|тысячн"
    r"|миллионн|миллиардн|процентн|звездочн|метров|километров|ступенчат|частн|серийн|томн|комнатн"
    r"|очков|мильн|тонн|футов|дюймов|(?:кило|милли)?граммов|литров|градусн|гектаров|акров|(?:кило|мега|гига)?ваттн|баррельн|сантиметров|миллиметров|суточн|полугоди|вековой|значн|палатн|партийн|раундов|долларов|сотлет|мест|конечн|угольн|матчев"
    r"|страничн|кубов|квартальн|сезонн|сторонн|спальн|полосн|цилиндров|колесн|буквенн|голов)"
)
_SCALE = re.compile(
    r"[ \u00a0\u2009\u202f-]?"
    r"(?:(тыс|млн|млрд|трлн)\b\.?|(тысяч|миллион|миллиард|триллион|десятилети)[а-я]{0,3}\b)"
)
_THOUSANDS_OF = re.compile(r"[ \u00a0](миллион|миллиард)(?:ов|а|ы)?\b")
_LONG = {"тысяч": 1000, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12, "десятилети": 10}
_ORDINAL_ENDING = re.compile(
    r"[-\u2010\u2011](?:го|ого|му|ому|й|ый|ий|ой|я|ая|е|ое|х|ых|м|ым|ом|ю|ую|ей|ми)\b"
)
_HALF_OR_HEAP = re.compile(
    r"(?:[ \u00a0]с[ \u00a0]половиной\b|½)"
    r"(?:[ \u00a0](?P<size>тысяч|миллион|миллиард|триллион)[а-я]{0,3}\b)?"
    r"|[ \u00a0](?P<heap>десят(?=к)|сот(?=ен|ни|ня))[а-я]{1,4}\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"(?<![A-Za-z])(?:(?:X{0,2}(?:IX|IV|V?I{2,3}|VI)|X{2,3}|XI|XVI)(?![A-Za-z])"
    r"|[IVX]{1,4}(?=[ \u00a0](?:век|столет|в\.|квартал)))"
)

MONTHS = (
    r"\bянвар(?:[ьяюе]|ем|ск\w+)\b", r"\bфеврал(?:[ьяюе]|ем|ьск\w+)\b",
    r"\bмарт(?:[аеу]|ом|овск\w+)?\b",
    r"\bапрел(?:[ьяюе]|ем|ьск\w+)\b", r"\bма(?:[йяюе]|ем|йск\w+)\b", r"\bиюн(?:[ьяюе]|ем|ьск\w+)\b",
    r"\bиюл(?:[ьяюе]|ем|ьск\w+)\b", r"\bавгуст(?:[аеу]|ом|овск\w+)?\b",
    r"\bсентябр(?:[ьяюе]|ем|ьск\w+)\b", r"\bоктябр(?:[ьяюе]|[её]м|ьск\w+)\b",
    r"\bноябр(?:[ьяюе]|[её]м|ьск\w+)\b", r"\bдекабр(?:[ьяюе]|[её]м|ьск\w+)\b",
)  # fmt: skip
WEEKDAYS = (
    r"\bпонедельник\w{0,3}\b", r"\bвторник\w{0,3}\b",
    r"\bв[ \u00a0]среду\b|\b(?:на|эту|прошлую|следующую|минувшую)[ \u00a0]среду\b"
    r"|\b(?:до|со?|утр\w+|вечер\w+|дн[еяё]м?|ночь|ночью)[ \u00a0]среды\b|\bк[ \u00a0]среде\b"
    r"|\bпо[ \u00a0]средам\b|^среда\b|\bв ночь на среду\b",
    r"\bчетверг\w{0,3}\b", r"\bпятниц\w{1,3}\b|\bпятничн\w+\b", r"\bсуббот\w{1,3}\b|\bсубботн\w+\b",
    r"\bвоскресень(?:[еяюи]|ем|ям|ях)\b|\bвоскресн\w+\b",
)  # fmt: skip
_MONTH = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b"


@cache
def _forms(lemmas: tuple[str, ...]) -> Mapping[str, str]:
    """Map every inflected form, with е for ё, to its lemma."""
    return {form: lemma for lemma in lemmas for form in {lemma, *inflections(lemma)}}


def _value(words: Mapping[str, int], word: str) -> int | None:
    lemma = _forms(tuple(words)).get(word)
    return None if lemma is None else words[lemma]


def _numerals(text: str) -> Iterator[Numeral]:
    for start, digits_end, value in digit_numbers(text, RUSSIAN):
        match = _SCALE.match(text, digits_end)
        scale = Decimal(_ABBREVIATED.get(match[1]) or _LONG[match[2]]) if match else Decimal(1)
        if scale == _LONG["тысяч"] and match and (of := _THOUSANDS_OF.match(text, match.end())):
            match, scale = of, scale * _LONG[of[1]]
        if more := _HALF_OR_HEAP.match(text, match.end() if match else digits_end):
            yield Numeral(start, more.end(), *_with_more(value * scale, scale, more))
            continue
        ordinal = _ORDINAL_ENDING.match(text, match.end() if match else digits_end)
        last = ordinal or match
        end = last.end() if last else digits_end
        yield Numeral(start, end, value * scale, "exact", bool(ordinal), scale)
    yield from _spelled(text)
    for match in _ROMAN.finditer(text):
        yield Numeral(*match.span(), Decimal(roman_value(match.group())), "possible", ordinal=True)


def _spelled(text: str) -> Iterator[Numeral]:
    run: list[tuple[re.Match[str], int, str]] = []
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("ё", "е")
        if run and text[run[-1][0].end() : match.start()] not in {" ", "\u00a0"}:
            yield from _number(text, run)
            run = []
        for kind, table in (("cardinal", _CARDINALS), ("ordinal", _ORDINALS), ("scale", _SCALES)):
            value = _value(table, word)
            if value is not None:
                if run and not _continues(run[-1], kind, value):
                    yield from _number(text, run)
                    run = []
                run.append((match, value, kind))
                break
        else:
            yield from _number(text, run)
            run = []
            yield from _light(match, word)
    yield from _number(text, run)


def _continues(last: tuple[re.Match[str], int, str], kind: str, value: int) -> bool:
    _, before, before_kind = last
    if before_kind == "ordinal":
        return False
    return kind == "scale" or before_kind == "scale" or (before > value and before >= 20)


def _number(text: str, run: list[tuple[re.Match[str], int, str]]) -> Iterator[Numeral]:
    if not run:
        return
    total, current, scale = 0, 0, 1
    for _, size, kind in run:
        if kind == "scale":
            total, current, scale = total + (current or 1) * size, 0, size
        else:
            current += size
    start, end = run[0][0].start(), run[-1][0].end()
    value, ordinal = Decimal(total + current), run[-1][2] == "ordinal"
    if not ordinal and (more := _HALF_OR_HEAP.match(text, end)):
        yield Numeral(start, more.end(), *_with_more(value, Decimal(scale), more))
        return
    first = run[0][0].group().lower()  # семью: seven, or a family
    certainty: Certainty = "exact"
    if run[0][2] == "scale" and len(run) == 1:
        heap = re.search(r"\b(десят|сот)\w+[ \u00a0]$", text[max(0, start - 12) : start], re.I)
        plural = first.startswith(("тысяч", "миллион", "миллиард", "триллион")) and first not in {
            "тысяча", "тысячу", "миллион", "миллиард", "триллион",
        }  # fmt: skip
        if heap:
            value *= 10 if heap[1].lower() == "десят" else 100
            start -= len(heap.group())
        certainty = "approximate" if heap or plural else "exact"
        if first.startswith(("дюжин", "десятилет")) and first[-1] in "иыйх":
            certainty = "possible"
    elif value <= 2 or (ordinal and value == 3) or first == "семью":
        certainty = "possible"
    yield Numeral(start, end, value, certainty, ordinal, Decimal(scale))


def _with_more(
    value: Decimal, scale: Decimal, more: re.Match[str]
) -> tuple[Decimal, Certainty, bool, Decimal]:
    """Return value, certainty, False and scale of a number and a half, or of so many tens."""
    if more["heap"]:
        size = 10 if more["heap"].lower() == "десят" else 100
        return value * size, "exact", False, Decimal(1)
    size = _LONG.get((more["size"] or "").lower(), 1)
    value, scale = (value + scale / 2) * size, Decimal(size) if size > 1 else scale
    return value, "exact" if value > 2 else "possible", False, scale


def _light(match: re.Match[str], word: str) -> Iterator[Numeral]:
    """Read a word that is a quantity in part (четырёхдневный) or perhaps (оба, десятки)."""
    if prefixed := _PREFIXED.match(word):
        count = _PREFIXES[prefixed[1]] * next(
            (size for stem, size in _LONG.items() if word.startswith(stem, prefixed.end(1))), 1
        )
        yield Numeral(*match.span(), Decimal(count), "exact" if count > 1 else "possible")
    elif (value := _value(_POSSIBLE, word)) is not None:
        yield Numeral(*match.span(), Decimal(value), "possible")
    elif (value := _value(_HEAPS, word)) is not None:
        yield Numeral(*match.span(), Decimal(value), "approximate")


def _decade(match: re.Match[str]) -> Iterable[Quantity]:
    return (part(match, "decade", int(match["years"])),)


def _word_decade(match: re.Match[str]) -> Iterable[Quantity]:
    value = _value(_ORDINALS, match["years"].lower().replace("ё", "е"))
    return () if value is None else (part(match, "decade", value),)


def _fraction(match: re.Match[str]) -> Iterable[Quantity]:
    over = {"д": 2, "т": 3}.get((match["over"] or " ")[0].lower(), 1)
    return (fraction(match, over, 3 if match["under"].lower().startswith("трет") else 4),)


def _parts(match: re.Match[str]) -> Iterable[Quantity]:
    words = (match["over"] or match["over2"] or "одна", match["under"] or match["under2"])
    over, under = (word.lower().replace("ё", "е") for word in words)
    parts, whole = _value(_CARDINALS, over), _value(_ORDINALS, under)
    return (fraction(match, parts, whole),) if parts and whole else ()


def _one_and_half(match: re.Match[str]) -> Iterable[Quantity]:
    word = (match["scale"] or "").lower()
    scale = 100 if word.startswith("сот") else _value(_SCALES, word) or 1
    value, text = Decimal("1.5") * scale, match.string
    for rule in CURRENCIES:
        if currency := rule.pattern.match(text, match.end()):
            start, end = match.start(), currency.end()
            return (Quantity(start, end, text[start:end], value, "money", rule.unit, "possible"),)
    return (Quantity(*match.span(), match.group(), value, "number", None, "possible"),)


def _half(match: re.Match[str]) -> Iterable[Quantity]:
    scale = 10**6 if match["scale"].lower() == "миллион" else 10**9
    return (part(match, "number", scale // 2),)


def _half_an_hour(match: re.Match[str]) -> Iterable[Quantity]:
    hour = _value(_ORDINALS, match["hour"].lower().replace("ё", "е"))
    if hour is None or hour > 12:
        return ()
    return (part(match, "time", (hour - 1) * 60 + (30 if match["part"][0] in "пП" else 15)),)


def _before_the_hour(match: re.Match[str]) -> Iterable[Quantity]:
    words = (match[name].lower().replace("ё", "е") for name in ("minutes", "hour"))
    minutes, hour = (_value(_CARDINALS, word) for word in words)
    minutes = 15 if match["minutes"].lower() == "четверти" else minutes
    hour = 1 if match["hour"].lower() == "час" else hour
    if minutes is None or hour is None or hour > 12:
        return ()
    return (part(match, "time", hour * 60 - minutes),)


def _every(match: re.Match[str]) -> Iterable[Quantity]:
    under = _value(_ORDINALS, match["under"].lower().replace("ё", "е"))
    if under is None or under < 2:
        return ()
    return (replace(fraction(match, 1, under), certainty="possible"),)


GRAMMAR = Grammar(
    numerals=_numerals,
    claims=(
        Claim(
            re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)"),
            calendar_date,
        ),
        Claim(
            re.compile(
                r"(?<=в[ \u00a0])(?P<hour>\d{1,2})[.](?P<minute>[0-5]\d)"
                r"(?!\d|[ \u00a0](?:раз|балл|тыс|мил|м))"
            ),
            clock_time,
        ),
        Claim(
            re.compile(
                # в 2 дня, but not 2 дня
                r"(?<![\d:])(?!(?<!\bв.)\d{1,2}[ \u00a0]дня)"
                r"(?P<hour>\d{1,2})[ \u00a0](?:час\w{0,2}[ \u00a0])?"
                r"(?:(?P<minute>[0-5]?\d)[ \u00a0]минут\w?[ \u00a0])?"
                r"(?:утра|дня|вечера|ночи)\b"
            ),
            clock_time,
        ),
        Claim(
            re.compile(
                r"\b(?P<part>половин[ауые][ \u00a0]|четверть[ \u00a0]|пол)"
                r"(?P<hour>(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат"
                r"|двенадцат)ого|третьего)\b"
                r"(?![ \u00a0](?:тайм|иннинг|раунд|сезон|этап|век|класс|год|месяц|квартал|период"
                r"|матч|сет|круг|дня[ \u00a0]недели|столет|тысячелет|миллион|курс|том|час))",
                re.IGNORECASE,
            ),
            _half_an_hour,
        ),
        Claim(
            re.compile(
                r"\bбез[ \u00a0](?P<minutes>четверти|пяти|десяти|двадцати)[ \u00a0]"
                r"(?:минут[ \u00a0])?"
                r"(?P<hour>час|два|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать"
                r"|двенадцать)\b",
                re.IGNORECASE,
            ),
            _before_the_hour,
        ),
        Claim(
            re.compile(
                r"\bкажд\w{1,3}[ \u00a0](?P<under>втор\w{2,3}|трет\w{1,4}|четв[её]рт\w{2,3}"
                r"|пят\w{2,3}|шест\w{2,3}|седьм\w{2,3}|восьм\w{2,3}|девят\w{2,3}|десят\w{2,3}"
                r"|двадцат\w{2,3}|сот\w{2,3})\b(?![ \u00a0](?:день|год|раз|месяц|час|недел))",
                re.IGNORECASE,
            ),
            _every,
        ),
        *COMMON_CLAIMS,
        Claim(
            re.compile(
                r"(?<!\d)(?P<years>(?:1[5-9]|20)?\d0)[-\u2010\u2011](?:[её]|ы?е|ы?х|ы?м|ы?ми)\b"
            ),
            _decade,
        ),
        Claim(
            re.compile(r"\b(?P<years>\w+(?:десят|девяност|двадцат|тридцат|сороков)ы(?:е|х|м))\b"),
            _word_decade,
        ),
        Claim(
            re.compile(
                r"\b(?:(?P<over>одна|одной|одну|две|двух|двум|двумя|три|тр[её]х|четыре|четыр[её]х|пять"
                r"|пяти|семь|семи|девять|девяти)[ \u00a0])?"
                r"(?P<under>(?:пят|шест|седьм|восьм|девят|десят)"
                r"(?:ая|ой|ую|ых|ыми?))[ \u00a0](?:част\w+|дол\w+)"
                r"|\b(?P<over2>две|двух|двум|три|тр[её]х|четыре|четыр[её]х|пяти|семи|семь|девять|девяти)"
                r"[ \u00a0](?P<under2>(?:пят|шест|седьм|восьм|девят|десят)ых)\b",
                re.I,
            ),
            _parts,
        ),
        Claim(
            re.compile(
                r"\b(?:(?P<over>две|двух|двум|двумя|три|трех|трёх)[ \u00a0])?"
                r"(?P<under>трет(?:ь|и|ью|ей)|четверт(?:ь|и|ью|ей))\b(?![ \u00a0](?:раз|год|ден))",
                re.I,
            ),
            _fraction,
        ),
        Claim(
            re.compile(
                r"\b(?:полтор(?:а|ы|ых)|полутора)\b"
                r"(?:[ \u00a0](?P<scale>тысяч\w*|миллион\w*|миллиард\w*|сот\w*))?",
                re.I,
            ),
            _one_and_half,
        ),
        Claim(re.compile(r"\bполу?(?P<scale>миллион|миллиард)(?:а|е|у|ом)\b", re.I), _half),
        *named("month", MONTHS),
        *named("weekday", WEEKDAYS),
    ),
    after=(
        PERCENT_SIGN,
        *SIGN_AFTER,
        *ranks(
            [
                (r"[ \u00a0-]?(?:процент\w*|п\.\s?п\.)", "percent", None),
            ]
        ),
        *CURRENCIES,
        # money or mass: the check of units tells
        Rule(re.compile(r"(?=[ \u00a0-]фунт(?!бол))", re.IGNORECASE), "number", "pound"),
        Rule(re.compile(rf"(?=[ \u00a0]{_MONTH})"), "day", values=range(1, 32)),
        Rule(
            re.compile(r"(?:-й|-го|-му|-м)?[ \u00a0](?:год(?:а|у|ом|е)?|г\.)(?!\w)"),
            "year",
            values=range(1000, 2200),
        ),
    ),
    before=(
        *SIGN_BEFORE,
        Rule(re.compile(rf"{_MONTH}[ \u00a0]$"), "year", values=range(1000, 2200)),
    ),
    range_joint=re.compile(r"\s?[-–—]\s?|[ \u00a0](?:до|и)[ \u00a0]"),
    ratio_joint=re.compile(
        r"[ \u00a0](?:\w+[ \u00a0])?из(?:[ \u00a0]кажд\w+)?[ \u00a0]", re.IGNORECASE
    ),
    minus=minus_pattern(r"\b(?:минус\w{0,3}|отрицательн\w+)[ \u00a0]"),
    below_nought=re.compile(
        r"[ \u00a0-]?(?:градус\w*|°)?(?:[ \u00a0]?(?:по Цельсию|по Фаренгейту|Цельсия|[CСF]\b))?,?"
        r"[ \u00a0-](?:ниже нуля|мороз)",
        re.IGNORECASE,
    ),
    losses_before=re.compile(
        r"\b(?:упа[лд]|пада|сниз|сниж|пониз|пониж|сокра[тщ]|уменьш|потер|убыт|дефицит|минус|мороз|ниже"
        r"|просел|опуст|рухну|обвал|спад|скидк|дешев|подешев|ушл|долг|отрицат|урез)[^.;]*"
        r"(?<!до )(?<!до [$£€])(?<!в )$",
        re.IGNORECASE,
    ),
    losses_after=re.compile(
        r"(?:[ \u00a0-]\w+){0,2}[ \u00a0-](?:паден|сниж|спад|убыт|сокращ|потер|дефицит|скидк|меньше"
        r"|ниже|мороз)",
        re.IGNORECASE,
    ),
)
