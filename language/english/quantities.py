"""Quantities in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from language.english.currencies import CURRENCIES
from language.quantities.grammar import (
    CODES,
    COMMON_CLAIMS,
    PERCENT_SIGN,
    REACH,
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
from language.quantities.numerals import ENGLISH, digit_numbers, word_list
from language.quantities.quantity import Certainty, Quantity

_UNITS = {
    word: value
    for value, word in enumerate(
        word_list(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen"""
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        word_list("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "decades": 10, "mn": 10**6, "bn": 10**9, "tn": 10**12, "k": 1000,
    "mln": 10**6, "bln": 10**9, "trln": 10**12,
}  # fmt: skip
_ORDINALS = (
    {
        word: value
        for value, word in enumerate(
            word_list(
                """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth"""
            ),
            start=1,
        )
    }
    | {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
    | {"hundredth": 100}
)
_POSSIBLE = {
    "both": 2, "pair": 2, "couple": 2, "twice": 2, "double": 2, "doubled": 2, "doubling": 2,
    "bilateral": 2, "duo": 2, "twins": 2, "triple": 3, "tripled": 3, "trio": 3, "trilateral": 3,
    "quarterly": 4, "decade": 10, "century": 100, "fortnight": 2, "once": 1, "half": 2,
}  # fmt: skip
_MAGNITUDES = {
    "dozens": 10, "scores": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12, "tens": 10,
}  # fmt: skip

_CARDINAL = "|".join([*_UNITS, *_TENS])
_ONES = "|".join(list(_UNITS)[1:10])
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_ONES})\b)?|(?:{_CARDINAL}))\b"
_BIG = r"(?:thousand|million|billion|trillion|dozen|decades)\b"
_GROUP = rf"(?:(?:{_SMALL}|an?)[ -]hundred\b(?:(?:[ ]and)?[ -]{_SMALL})?|{_SMALL})"
_RANK = rf"(?:(?:{'|'.join(_TENS)})[ -])?(?:{'|'.join(_ORDINALS)})\b"
_WORDS = re.compile(
    rf"\b(?:{_RANK}"
    rf"|(?:{_GROUP}|half an?|an?)[ -]{_BIG}(?:[ ]{_GROUP}[ ]{_BIG})*(?:(?:[ ]and)?[ ]{_GROUP})?"
    rf"|{_GROUP})",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"(?:[ \u00a0-])?(hundred|thousand|million|billion|trillion|dozen|decades)\b"
    r"|[ ]?(mn|bn|tn|mln|bln|trln)\b|(k)\b",
    re.IGNORECASE,
)
_THOUSANDS_OF = re.compile(r"(?<=thousand)[ -](million|billion)s?\b", re.IGNORECASE)
_MONEY_BEFORE = re.compile(rf"(?:[$£€¥₹]|\b(?:{CODES}))\s?$")
_MONEY_MILLIONS = re.compile(r" ?m\b")
_COUNTED_MILLIONS = re.compile(
    r" ?m(?= (?:people|users|voters|barrels|tonnes|tons|jobs|homes|children|residents|cases"
    rf"|euros|dollars|rupees|yuan|yen|ro?ubles|francs|{CODES})\b)"
)
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_ROMAN = re.compile(r"(?<=[A-Za-z] )(?:X{0,2}(?:IX|IV|V?I{2,3}|VI)|X{2,3}|XI|XVI)\b")
_AND_A_HALF = re.compile(
    r"(?:(?: and a half|-and-a-half)\b|½)"
    r"(?:[ -](hundred|thousand|million|billion|trillion|dozen)\b)?",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(r" [A-Z][a-z]")
_LOWER = re.compile(r"\b[a-z]+ $")
_APPROXIMATE = re.compile(
    r"\b(tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b"
    r"(?: of (thousands|millions|billions)\b)?",
    re.IGNORECASE,
)
_LIGHT = re.compile(rf"\b(?:{'|'.join(_POSSIBLE)})\b", re.IGNORECASE)
_FRACTION = re.compile(
    rf"\b(?P<over>an?|{_ONES})[ -](?P<under>third|quarter|fifth|sixth|seventh|eighth|tenth)s?\b"
    # a third of them, but not a third time, nor a quarter-final
    r"(?:(?<=s)|(?<=-\w{5})|(?<=-\w{7})|(?= (?:of|more|less|higher|lower|since|as)\b|[.,;)]|$))",
    re.IGNORECASE,
)

MONTHS = (
    r"\bJanuary\b|\bJan\b\.?", r"\bFebruary\b|\bFeb\b\.?",
    r"(?<=[a-z,\d] )March\b|\bMarch(?= \d)|\bMar\b\.?(?= \d)", r"\bApril\b|\bApr\b\.?",
    r"\bMay\b(?= \d)|(?<=\d )May\b|(?<=[Ii]n )May\b|(?<=[Ss]ince )May\b|(?<=[Uu]ntil )May\b"
    r"|(?<=[Ee]arly )May\b|(?<=[Ll]ate )May\b|(?<=[Mm]id-)May\b|(?<=[Ll]ast )May\b"
    r"|(?<=[Tt]his )May\b|(?<=[Nn]ext )May\b|(?<=[Bb]y )May\b|(?<=of )May\b",
    r"\bJune\b|\bJun\b\.?(?= \d)", r"\bJuly\b|\bJul\b\.?(?= \d)", r"\bAugust\b|\bAug\b\.?",
    r"\bSeptember\b|\bSept?\b\.?", r"\bOctober\b|\bOct\b\.?", r"\bNovember\b|\bNov\b\.?",
    r"\bDecember\b|\bDec\b\.?",
)  # fmt: skip
WEEKDAYS = tuple(
    rf"\b{day}days?\b" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)


def spelled_value(words: str) -> tuple[Decimal, Decimal]:
    """Return (value, scale) of an English number in words, such as *two hundred and five*."""
    total, current, scale = Decimal(0), Decimal(0), Decimal(1)
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "half":
            current = Decimal("0.5")
        elif word in _UNITS or word in _TENS or word in _ORDINALS:
            current += _UNITS.get(word) or _TENS.get(word) or _ORDINALS.get(word) or 0
            scale = Decimal(1)
        elif word in _SCALES:
            factor = _SCALES[word]
            current = (current or Decimal(1)) * factor
            scale = Decimal(factor)
            if factor >= 1000:
                total, current = total + current, Decimal(0)
    return total + current, scale


def _numerals(text: str) -> Iterator[Numeral]:
    for start, digits_end, value in digit_numbers(text, ENGLISH):
        scale = Decimal(1)
        money = bool(_MONEY_BEFORE.search(text[max(0, start - 5) : start]))
        if match := _SCALE.match(text, digits_end):
            scale = Decimal(_SCALES[match[match.lastindex or 1].lower()])
        elif match := (_MONEY_MILLIONS if money else _COUNTED_MILLIONS).match(text, digits_end):
            scale = Decimal(10**6)
        if match and (of := _THOUSANDS_OF.match(text, match.end())):
            match, scale = of, scale * _SCALES[of[1].lower()]
        end = match.end() if match else digits_end
        if half := _AND_A_HALF.match(text, end):
            more, scale = _with_half(value * scale, scale, half)
            yield Numeral(start, half.end(), more, scale=scale)
            continue
        ordinal = _ORDINAL_ENDING.match(text, end)
        last = ordinal.end() if ordinal else end
        yield Numeral(start, last, value * scale, "exact", bool(ordinal), scale)
    yield from _spelled(text)
    for match in _APPROXIMATE.finditer(text):
        size = _MAGNITUDES[match[1].lower()] * (_MAGNITUDES[match[2].lower()] if match[2] else 1)
        yield Numeral(*match.span(), Decimal(size), "approximate")
    for match in _LIGHT.finditer(text):
        yield Numeral(*match.span(), Decimal(_POSSIBLE[match.group().lower()]), "possible")
    for match in _ROMAN.finditer(text):
        yield Numeral(*match.span(), Decimal(roman_value(match.group())), "possible", ordinal=True)


def _spelled(text: str) -> Iterator[Numeral]:
    for match in _WORDS.finditer(text):
        if text[max(0, match.start() - 1) : match.start()].isdecimal():
            continue
        words = match.group().lower()
        if re.search(r"\d[\d.,]*[ -]$", text[max(0, match.start() - 16) : match.start()]):
            continue  # the scale of a number in digits
        value, scale = spelled_value(words)
        ordinal = re.split(r"[ -]", words)[-1] in _ORDINALS
        if half := None if ordinal else _AND_A_HALF.match(text, match.end()):
            value, scale = _with_half(value, scale, half)
            yield Numeral(match.start(), half.end(), value, _sure(value > 2), scale=scale)
            continue
        loose = value <= 2 or words == "third"
        name = _IN_A_NAME.match(text, match.end()) and _LOWER.search(text, *_lead(match.start()))
        certainty = _sure(not (loose or (name and match.group()[0].isupper())))
        yield Numeral(*match.span(), value, certainty, ordinal, scale)


def _lead(start: int) -> tuple[int, int]:
    """Return the bounds of what right before a place can say what stands there."""
    return max(0, start - REACH), start


def _sure(sure: bool) -> Certainty:
    return "exact" if sure else "possible"


def _with_half(value: Decimal, scale: Decimal, half: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return (value, scale) of a number and a half, which a scale may follow."""
    size = Decimal(_SCALES[half[1].lower()]) if half[1] else Decimal(1)
    return (value + scale / 2) * size, size if half[1] else scale


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _decade(match: re.Match[str]) -> Iterable[Quantity]:
    return (part(match, "decade", int(match["years"])),)


def _word_decade(match: re.Match[str]) -> Iterable[Quantity]:
    return (part(match, "decade", _TENS[f"{match['tens'].lower()}y"]),)


def _one_in(match: re.Match[str]) -> Iterable[Quantity]:
    under = match["under"]
    return (fraction(match, 1, int(under) if under.isdecimal() else int(spelled_value(under)[0])),)


def _fraction(match: re.Match[str]) -> Iterable[Quantity]:
    over = _UNITS.get(match["over"].lower(), 1)
    under = 4 if match["under"].lower() == "quarter" else _ORDINALS[match["under"].lower()]
    return (fraction(match, over, under),)


def _month(number: int, match: re.Match[str]) -> Iterable[Quantity]:
    month = part(match, "month", number)
    before, after = _lead(match.start()), match.end()
    dated = _DATED.search(match.string, *before) or _DAY.match(match.string, after)
    if match.group() in _NAMES_TOO and not dated:
        return (replace(month, certainty="possible"),)
    return (month,)


_NAMES_TOO = frozenset({"Jan", "April", "May", "June", "August"})
_DATED = re.compile(
    r"(?:\d|\b(?:in|of|since|until|till|by|from|to|through|last|this|next|each|every|early|late|mid"
    r"|during|between|Last|This|Next|In|Since|By|Until|Early|Late|Mid))"
    r"(?:st|nd|rd|th)?,?[ -]$"
)
_DAY = re.compile(r"\.?,? (?:the )?\d")


def _to_the_hour(match: re.Match[str]) -> Iterable[Quantity]:
    hour = int(match["hour"]) if match["hour"].isdecimal() else _UNITS[match["hour"].lower()]
    minutes = 30 if match["part"].lower() == "half" else 15
    before = match["side"].lower() in {"to", "before"}
    return (part(match, "time", hour % 12 * 60 + (-minutes if before else minutes)),)


GRAMMAR = Grammar(
    numerals=_numerals,
    claims=(
        Claim(
            re.compile(r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)"),
            calendar_date,
        ),
        Claim(
            re.compile(
                r"(?<![\d:.,$£€])(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))?\s?"
                r"(?P<half>[ap]\.m\.|[ap]m\b)",
                re.IGNORECASE,
            ),
            clock_time,
        ),
        Claim(
            re.compile(
                r"\b(?:a )?(?P<part>half(?= past)|quarter)[ -](?P<side>past|after|to|before)[ -]"
                rf"(?P<hour>1[0-2]|[1-9]|{'|'.join(list(_UNITS)[1:13])})\b(?![.,]?\d)",
                re.IGNORECASE,
            ),
            _to_the_hour,
        ),
        *COMMON_CLAIMS,
        Claim(re.compile(r"(?<!\d)['’]?(?P<years>(?:1[5-9]|20)?\d0)['’]?s\b"), _decade),
        Claim(
            re.compile(
                r"\b(?P<tens>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b", re.IGNORECASE
            ),
            _word_decade,
        ),
        Claim(_FRACTION, _fraction),
        Claim(
            re.compile(
                rf"\b(?:one|1) in (?P<under>{_CARDINAL}|\d{{1,3}})\b(?! \w+ion)", re.IGNORECASE
            ),
            _one_in,
        ),
        *(Claim(re.compile(name), partial(_month, n)) for n, name in enumerate(MONTHS, start=1)),
        *named("weekday", WEEKDAYS, 0),
    ),
    after=(
        PERCENT_SIGN,
        *ranks(
            [
                (r"[ -]?(?:percent|per cent|pct\b|percentage points?)", "percent", None),
            ]
        ),
        *CURRENCIES,
        *SIGN_AFTER,
        Rule(re.compile(r"p\b"), "money", "penny", values=range(1, 100)),  # not of a video: 720p
        # money or mass: the check of units tells
        Rule(re.compile(r"(?=[ -]pounds?\b)", re.IGNORECASE), "number", "pound"),
        Rule(re.compile(rf"(?=,? (?:of )?{_MONTH})"), "day", values=range(1, 32)),
    ),
    before=(
        *SIGN_BEFORE,
        Rule(re.compile(rf"{_MONTH} (?:the )?$"), "day", values=range(1, 32)),
        Rule(
            re.compile(rf"{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?,?)? $"),
            "year",
            values=range(1000, 2200),
        ),
    ),
    range_joint=re.compile(r"\s?[-–—]\s?|\s(?:to|and)\s[$£€]?|\s?[-–—]\s?[$£€]"),
    ratio_joint=re.compile(
        r" (?:\w+ )?(?:in(?: every)?|out of(?: every)?|of every) ", re.IGNORECASE
    ),
    minus=minus_pattern(r"\b(?:minus|negative)[ -]"),
    below_nought=re.compile(
        r"[ -]?(?:degrees?|°)?(?: ?(?:Celsius|Fahrenheit|centigrade|[CF]))?,?"
        r" (?:below(?: zero| freezing)|sub-?zero|of frost)\b",
        re.IGNORECASE,
    ),
    losses_before=re.compile(
        r"\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w+|down|decreas\w+|lost|los(?:e|s|es"
        r"|ses|ing)|deficit|cut(?:s|ting)?|contract(?:ed|ing|ion|s)|shr[aiu]nk\w*|shed|slip\w*"
        r"|slid\w*|lower\w*|plung\w+|tumbl\w+|below|reduc\w+|discount|off|negative|sank|sink"
        r"|plummet\w+|minus|decay|debt|owe[ds]?)\b[^.;]*(?<!to )(?<!at )(?<!\bto [$£€])$",
        re.IGNORECASE,
    ),
    losses_after=re.compile(
        r"(?:[ -]\w+){0,2}[ -](?:declin|drop|fall|loss|decreas|low|down|less|contraction|cut|reduc"
        r"|discount|deficit|below|off\b)",
        re.IGNORECASE,
    ),
)
