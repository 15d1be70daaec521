"""Units in English."""

from __future__ import annotations

import re

from language.measures import Measures, unit_patterns

_LENGTHS = {
    "mile": r"miles?\b|mi\b", "kilometre": r"kilomet(?:er|re)s?\b|kms?\b|k\b",
    "metre": r"met(?:er|re)s?\b|(?-i:m\b)(?![ -]?(?:people|users))",
    "foot": r"f(?:oo|ee)t\b|ft\b", "yard": r"yards?\b",
}  # fmt: skip
_MEASURED = (
    r"[ \u00a0-]?(?:(?:more|full|whole|long|straight|consecutive|successive|extra|additional"
    r"|further|other|different|calendar|business|working|school|trading|short|solid|or so|odd|plus"
    r"|light|metric|short|troy|US|U\.S\.|imperial|net|gross|good|happy|hard|difficult"
    r"|statute|great)[ -]){0,5}"
)
MEASURES = Measures(
    after=unit_patterns(
        _MEASURED,
        {
            **{
                f"square {unit}": rf"(?:square|sq\.?)[ -](?:{words})"
                for unit, words in _LENGTHS.items()
            },
            "cubic metre": r"(?:cubic|cu\.?)[ -]met(?:er|re)s?\b|m3\b|m³",
            "cubic foot": r"(?:cubic|cu\.?)[ -]f(?:oo|ee)t\b",
            "nautical mile": r"nautical miles?\b",
            "light year": r"light[ -]years?\b|(?<=light )years?\b",
            "square kilometre ": r"km2\b|km²", "square metre ": r"m2\b|m²|sqm\b",
            "square foot ": r"sqft\b",
            "second": r"seconds\b|secs?\b|(?<=-)second\b", "minute": r"minutes?\b|mins?\b",
            "hour": r"hours?\b|hrs?\b", "day": r"days?\b", "week": r"weeks?\b|wks?\b",
            "month": r"months?\b", "year": r"years?\b|yrs?\b|y\.?o\.?\b",
            "century": r"centur(?:y|ies)\b",
            **_LENGTHS,
            "mile ": r"mph\b", "kilometre ": r"k(?:p|m/?)h\b",
            "inch": r"inch(?:es)?\b", "centimetre": r"centimet(?:er|re)s?\b|cms?\b",
            "millimetre": r"millimet(?:er|re)s?\b|mm\b",
            "acre": r"acres?\b", "hectare": r"hectares?\b|ha\b", "mu": r"mu\b",
            "tonne": r"ton(?:ne)?s?\b", "kilogram": r"kilo(?:gram(?:me)?)?s?\b|kgs?\b",
            "milligram": r"milligram(?:me)?s?\b|mg\b",
            "gram": r"gram(?:me)?s?\b|(?-i:(?<=\d)g\b|(?<=\d )g\b)",
            "pound": r"pounds?\b(?! sterling)|lbs?\b", "ounce": r"ounces?\b|oz\b",
            "stone": r"(?<=\d )stones?\b", "jin": r"jin\b|catt(?:y|ies)\b",
            "litre": r"lit(?:er|re)s?\b", "millilitre": r"millilit(?:er|re)s?\b|ml\b",
            "gallon": r"gallons?\b", "barrel": r"barrels?\b|bpd\b",
            "kilowatt-hour": r"kilowatt[ -]?hours?\b|kwh\b",
            "megawatt-hour": r"megawatt[ -]?hours?\b|mwh\b",
            "gigawatt-hour": r"gigawatt[ -]?hours?\b|gwh\b",
            "terawatt-hour": r"terawatt[ -]?hours?\b|twh\b",
            "kilowatt": r"kilowatts?\b|kw\b", "megawatt": r"megawatts?\b|mw\b",
            "gigawatt": r"gigawatts?\b|gw\b", "terawatt": r"terawatts?\b|tw\b",
            "watt": r"watts?\b", "horsepower": r"horse ?power\b|hp\b|bhp\b",
            "kilojoule": r"kilojoules?\b|kj\b", "joule": r"joules?\b",
            "calorie": r"(?:kilo)?calories?\b|k?cals?\b",
            "kilovolt": r"kilovolts?\b|kv\b", "volt": r"volts?\b",
            "kilohertz": r"kilohertz\b|khz\b", "megahertz": r"megahertz\b|mhz\b",
            "gigahertz": r"gigahertz\b|ghz\b", "hertz": r"hertz\b|hz\b",
            "kilobyte": r"kilobytes?\b|kb\b", "megabyte": r"megabytes?\b|mb\b",
            "gigabyte": r"gigabytes?\b|gb\b", "terabyte": r"terabytes?\b|tb\b",
            "Fahrenheit": r"(?:degrees? )?fahrenheit\b|° ?F\b|degrees? F\b|(?-i:F\b)",
            "Celsius": r"(?:degrees? )?(?:celsius|centigrade)\b|° ?C\b|degrees? C\b|(?-i:C\b)",
            "degree": r"degrees?\b|°",
        },
    ),
    within=unit_patterns("", {"year": r"\bdecades?\b|\bcentury\b", "week": r"\bfortnight\b"}),
    before=unit_patterns(
        r"\b", {"year": r"(?:aged?|ages|age of|aged (?:over|under)|turn(?:s|ed|ing)?)"}, end=r" $"
    ),
    joint=re.compile(r"[ -]?(?:-|–|—|/)[ -]?|-?,? (?:to|or|and|or even|and even) |, ", re.I),
)  # fmt: skip
