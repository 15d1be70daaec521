"""Whether measures keep their units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check
from language.quantities.reading import find_quantities

# Dimension, unit, and what stands after a number.
_UNITS = {
    "en": (
        ("length", "mile", r"miles?\b|mi\b|mph\b"),
        ("length", "kilometre", r"kilomet(?:er|re)s?\b|kms?\b|kph\b"),
        ("length", "metre", r"met(?:er|re)s?\b"),
        ("length", "foot", r"f(?:oo|ee)t\b|ft\b"),
        ("length", "yard", r"yards?\b"),
        ("length", "inch", r"inch(?:es)?\b"),
        ("length", "centimetre", r"centimet(?:er|re)s?\b|cm\b"),
        ("mass", "pound", r"pounds?\b|lbs?\b"),
        ("mass", "kilogram", r"kilo(?:gram)?s?\b|kg\b"),
        ("mass", "ounce", r"ounces?\b|oz\b"),
        ("mass", "gram", r"grams?\b"),
        ("temperature", "Fahrenheit", r"(?:degrees? )?fahrenheit\b|°? ?F\b"),
        ("temperature", "Celsius", r"(?:degrees? )?(?:celsius|centigrade)\b|°? ?C\b"),
        ("area", "acre", r"acres?\b"),
        ("area", "hectare", r"hectares?\b|ha\b"),
        ("volume", "gallon", r"gallons?\b"),
        ("volume", "litre", r"lit(?:er|re)s?\b"),
    ),
    "ru": (
        ("length", "mile", r"мил(?:ь|и|ю|ям?и?|ях|ей)\b|мильн"),
        ("length", "kilometre", r"километр|км\b"),
        ("length", "metre", r"метр|м\b(?!\.)"),
        ("length", "foot", r"фут(?!бол)"),
        ("length", "yard", r"ярд"),
        ("length", "inch", r"дюйм"),
        ("length", "centimetre", r"сантиметр|см\b"),
        ("mass", "pound", r"фунт"),
        ("mass", "kilogram", r"кило(?:грам|\b)|кг\b"),
        ("mass", "ounce", r"унци"),
        ("mass", "gram", r"грам"),
        ("temperature", "Fahrenheit", r"(?:градус\w* )?по фаренгейту|°? ?F\b"),
        ("temperature", "Celsius", r"(?:градус\w* )?по цельсию|°? ?C\b"),
        ("area", "acre", r"акр"),
        ("area", "hectare", r"гектар|га\b"),
        ("volume", "gallon", r"галлон"),
        ("volume", "litre", r"литр|л\b"),
    ),
    "zh": (
        ("length", "mile", r"英里|哩"),
        ("length", "kilometre", r"公里|千米|km"),
        ("length", "metre", r"米"),
        ("length", "foot", r"英尺|尺"),
        ("length", "yard", r"码"),
        ("length", "inch", r"英寸|寸"),
        ("length", "centimetre", r"厘米|公分"),
        ("mass", "pound", r"磅"),
        ("mass", "kilogram", r"公斤|千克"),
        ("mass", "ounce", r"盎司"),
        ("mass", "gram", r"克(?!拉)"),
        ("temperature", "Fahrenheit", r"华氏度|°F|℉"),
        ("temperature", "Celsius", r"摄氏度|°C|℃"),
        ("area", "acre", r"英亩"),
        ("area", "hectare", r"公顷"),
        ("volume", "gallon", r"加仑"),
        ("volume", "litre", r"升"),
    ),
}
# What may stand between the number and the unit.
_LINK = {"en": r"(?:square )?", "ru": r"(?:квадратн\w+ |кв\. ?)?", "zh": r"多?平?方?"}
_PATTERNS = {
    language: tuple(
        (dimension, unit, re.compile(rf"[\s\u00a0-]?{_LINK[language]}(?:{words})", re.IGNORECASE))
        for dimension, unit, words in units
    )
    for language, units in _UNITS.items()
}

# Units that Russian writes as one word with the number, and that Chinese puts before it.
_WITHIN = (
    ("length", "mile", "мильн"),
    ("length", "kilometre", "километр"),
    ("length", "metre", "метр"),
)
_BEFORE = (("temperature", "Fahrenheit", "华氏"), ("temperature", "Celsius", "摄氏"))


@dataclass(frozen=True)
class _Measure:
    text: str
    value: Decimal
    dimension: str
    unit: str


@dataclass(frozen=True)
class Units:
    """Miles stay miles, or their number changes.

    Sees the number of the source with another unit of the same dimension: *293 million miles* as
    293 миллиона километров. Looks at Russian and Chinese, at lengths, masses, areas, volumes and
    temperatures. Cannot see a conversion that is wrong: the check of numbers does.
    """

    name: ClassVar[str] = "units"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first measure in another unit; skip where the source has none."""
        if context.target not in _PATTERNS:
            return Check(name=self.name, status="skipped")
        wanted = list(_measures(context.source, "en"))
        for seen in _measures(context.hypothesis, context.target) if wanted else ():
            alike = [m for m in wanted if (m.value, m.dimension) == (seen.value, seen.dimension)]
            if alike and all(measure.unit != seen.unit for measure in alike):
                return Check(
                    name=self.name, status="failed", expected=alike[0].text, seen=seen.text
                )
        return Check(name=self.name, status="passed" if wanted else "skipped")


def _measures(text: str, language: str) -> Iterator[_Measure]:
    for quantity in find_quantities(text, language):
        before, word = text[: quantity.start].rstrip(), quantity.text.lower()
        for dimension, unit, pattern in _PATTERNS[language]:
            if match := pattern.match(text, quantity.end):
                said = text[quantity.start : match.end()]
                yield _Measure(said, quantity.value, dimension, unit)
                break
        else:
            for dimension, unit, said in _WITHIN:
                if said in word:
                    yield _Measure(quantity.text, quantity.value, dimension, unit)
                    break
            for dimension, unit, said in _BEFORE:
                if before.endswith(said):
                    yield _Measure(said + quantity.text, quantity.value, dimension, unit)
