"""Units in Russian."""

from __future__ import annotations

from language.measures import Measures, units_after

MEASURES = Measures(
    after=units_after(
        r"(?:квадратн\w+ |кв\. ?)?",
        (
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
    ),
    within=(
        ("length", "mile", "мильн"),
        ("length", "kilometre", "километр"),
        ("length", "metre", "метр"),
    ),
)
