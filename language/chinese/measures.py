"""Units in Chinese."""

from __future__ import annotations

from language.measures import Measures, units_after

MEASURES = Measures(
    after=units_after(
        r"多?平?方?",
        (
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
    ),
    before=(("temperature", "Fahrenheit", "华氏"), ("temperature", "Celsius", "摄氏")),
)
