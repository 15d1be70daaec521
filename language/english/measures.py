"""Units in English."""

from __future__ import annotations

from language.measures import Measures, units_after

MEASURES = Measures(
    after=units_after(
        r"(?:square )?",
        (
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
    ),
)
