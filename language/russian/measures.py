"""Units in Russian."""

from __future__ import annotations

import re

from language.measures import Measures, unit_patterns

_LENGTHS = {
    "mile": r"мил(?:ь|и|ю|ям?и?|ях|ей)\b|мильн", "kilometre": r"километр|км\b",
    "metre": r"метр|м\b", "foot": r"фут(?!бол)", "yard": r"ярд",
}  # fmt: skip
_WATTS = {"kilo": r"кило|к", "mega": r"мега|М", "giga": r"гига|Г", "tera": r"тера|Т"}
_TIMES = {
    "second": r"секунд|сек\b|с\b(?=[.,]? \d)", "minute": r"минут|мин\b",
    "hour": r"час(?!т)|ч\b(?!\.)",
    "day": r"д(?:ень|н(?:[яюеи]|ей|ям|ями|ях|[её]м)\b|невн)|сут(?:ок|к|очн)",
    "week": r"недел", "month": r"месяц|месяч|мес\b",
    "year": r"лет\b|(?<=[-\u2010\u2011])летн|лети[еяюй]|год(?!н|овщ|ит|ят)",
    "century": r"век(?!с)|столети",
}  # fmt: skip
_WORDS = {
    **{
        f"square {unit}": rf"(?:квадратн\w+|кв\.?)[ \u00a0]?(?:{words})"
        for unit, words in _LENGTHS.items()
    },
    "square kilometre ": r"км2\b|км²", "square metre ": r"м2\b|м²",
    "cubic metre": r"(?:кубическ\w+|куб\.?)[ \u00a0]?(?:метр|м\b)|кубометр|м3\b|м³",
    "cubic foot": r"(?:кубическ\w+|куб\.?)[ \u00a0]?фут",
    "nautical mile": r"морск\w+[ \u00a0]мил", "light year": r"светов\w+[ \u00a0](?:год|лет)",
    **_TIMES,
    **_LENGTHS,
    "inch": r"дюйм", "centimetre": r"сантиметр|см\b", "millimetre": r"миллиметр|мм\b",
    "acre": r"акр(?![^\W\d_]*бат)", "hectare": r"гектар|га\b", "mu": r"му\b",
    "kilogram": r"кило(?:грам|\b)|кг\b", "milligram": r"миллиграм|мг\b",
    "gram": r"грам(?!мат|от)|гр?\b", "tonne": r"тонн|т\b(?!\. ?[екдпн]\.)",
    "pound": r"фунт(?!\w*[ \u00a0](?:стерл|ст\.))", "ounce": r"унци", "stone": r"стоун",
    "jin": r"цзин(?:ь|ей|я)",
    "millilitre": r"миллилитр|мл\b", "litre": r"литр|л\b", "gallon": r"галлон",
    "barrel": r"баррел|бар(?:р)?\.",
    **{
        f"{size}watt-hour": rf"(?:{prefix})(?:ватт?[- ]?час|Вт[·⋅*-]?ч)"
        for size, prefix in _WATTS.items()
    },
    **{f"{size}watt": rf"(?:{prefix})(?:ватт|Вт\b)" for size, prefix in _WATTS.items()},
    "watt": r"ватт|Вт\b", "horsepower": r"лошадин\w+[ \u00a0]сил|л\.[ \u00a0]?с\.",
    "kilojoule": r"килоджоул|кДж\b", "joule": r"джоул|Дж\b", "calorie": r"(?:кило)?калор|к?кал\b",
    "kilovolt": r"киловольт|кВ\b", "volt": r"вольт(?!ер)|(?-i:В\b(?=[ ,.]|$)(?<= В))",
    "kilohertz": r"килогерц|кГц\b", "megahertz": r"мегагерц|МГц\b",
    "gigahertz": r"гигагерц|ГГц\b", "hertz": r"герц(?!ог|ег)|Гц\b",
    "kilobyte": r"килобайт|Кб\b", "megabyte": r"мегабайт|Мб\b",
    "gigabyte": r"гигабайт|Гб\b", "terabyte": r"терабайт|Тб\b",
    "Fahrenheit": r"(?:градус\w* )?(?:по )?фаренгейт|° ?F\b",
    "Celsius": r"(?:градус\w* )?(?:по )?цельси|° ?[CС]\b", "degree": r"градус|°",
}  # fmt: skip
_MEASURED = (
    r"[ \u00a0\u202f-]?(?:-?(?:х|ти|и|ми|й|го|му|м|ю|е|я|ой|ый|ая|летн\w+)[ \u00a0-])?"
    r"(?:(?:с[ \u00a0]лишним|с[ \u00a0]небольшим|последн\w+|ближайш\w+|полн\w+|долг\w+|цел\w+"
    r"|дополнительн\w+|следующ\w+|предыдущ\w+|прошедш\w+|прошл\w+|минувш\w+|рабоч\w+|календарн\w+"
    r"|учебн\w+|подряд|метрическ\w+|американск\w+|английск\w+|непрерывн\w+|разн\w+|других|последующ\w+"
    r"|коротк\w+|первых|трудн\w+|тяжел\w+|тяжёл\w+|земн\w+|световых|(?:с|и)[ \u00a0]половиной"
    r"|или[ \u00a0]около[ \u00a0]того)[ \u00a0]){0,5}"
)
_WITHIN = {
    "mile": r"мильн", "kilometre": r"километр", "centimetre": r"сантиметр",
    "millimetre": r"миллиметр", "metre": r"метр", "second": "секундн", "minute": "минутн",
    "hour": "часов", "day": r"дневн|суточн", "week": "недельн", "month": r"месячн|полгод|полугод",
    "year": r"летн|летие|летия|годов|годичн|десятилет|столет|\bвек",
    "kilogram": "килограммов", "milligram": "миллиграм",
    "tonne": r"тонн", "litre": "литров", "foot": "футов", "inch": "дюймов", "gram": "граммов",
    "acre": "акров", "hectare": "гектаров", "degree": "градусн", "megawatt": "мегаватт",
    "kilowatt": "киловатт", "gigawatt": "гигаватт", "watt": "ваттн", "barrel": "баррел",
}  # fmt: skip
MEASURES = Measures(
    after=unit_patterns(_MEASURED, _WORDS),
    within=unit_patterns("", _WITHIN),
    joint=re.compile(
        r"[ \u00a0]?[-–—/][ \u00a0]?|,?[ \u00a0](?:до|или|и|а то и|или даже|либо)[ \u00a0]|, ",
        re.IGNORECASE,
    ),
)
