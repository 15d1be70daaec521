"""Units in Chinese."""

from __future__ import annotations

import re

from language.measures import Measures, unit_patterns

_LENGTHS = {
    "mile": r"英里|哩", "kilometre": r"公里|千米|km", "metre": r"米(?!其|兰|歇|尔|国|饭)|公尺",
    "foot": r"英尺|呎", "yard": r"码(?!头|洋|子)",
}  # fmt: skip
_WORDS = {
    **{f"square {unit}": rf"平方?(?:{words})" for unit, words in _LENGTHS.items()},
    "square metre ": r"平(?:方)?米|平方(?!公里|千米|英|码|厘|分)|平米|㎡|m²",
    "square kilometre ": r"平方公里|km²|km2",
    "cubic metre": r"立方米|立方(?!英|厘)|m³|方(?=[水土])", "cubic foot": r"立方英尺",
    "nautical mile": r"海里|浬", "light year": r"光年",
    "second": r"秒", "minute": r"分钟|分(?=\d+\s?秒)|分(?=[一二三四五六七八九十]+秒)",
    "hour": r"个?多?(?:小时|钟头|钟点)",
    "week": r"(?:个多?)?(?:星期|礼拜)(?![一二三四五六日天])|周(?!年|岁|[一二三四五六日])",
    "day": r"工作[日天]|交易日|营业日"
    r"|天(?!津|王|安|使|鹅|主|猫)|日(?!元|圆|币|本|报|经|军|企|籍|线|方|裔)|昼夜|个日夜",
    "month": r"个多?月|个?月大", "century": r"个?世纪",
    "year": r"年(?!级|代|货|轻|糕|龄)|周?岁|周年|载(?!重|客|人|货|荷|有)|个年头|个?财年|个春秋",
    **_LENGTHS,
    "foot ": r"尺(?!寸)", "inch": r"英寸|吋|寸", "centimetre": r"厘米|公分|cm",
    "millimetre": r"毫米|mm", "acre": r"英亩", "hectare": r"公顷", "mu": r"亩",
    "kilogram": r"公斤|千克|kg", "milligram": r"毫克|mg",
    "gram": r"克(?!拉|朗|里|罗|什|制)|g(?![a-z])",
    "tonne": r"公?吨", "pound": r"磅", "ounce": r"盎司|安士", "jin": r"市?斤", "stone": r"英石",
    "millilitre": r"毫升|ml", "litre": r"公升|升(?![至到级职旗])", "gallon": r"加仑",
    "barrel": r"桶",
    "kilowatt-hour": r"千瓦[·⋅]?时|千瓦小时|kwh", "megawatt-hour": r"兆瓦[·⋅]?时|兆瓦小时|mwh",
    "gigawatt-hour": r"吉瓦[·⋅]?时|吉瓦小时|gwh", "terawatt-hour": r"太瓦[·⋅]?时|twh",
    "kilowatt": r"千瓦|kw", "megawatt": r"兆瓦|mw", "gigawatt": r"吉瓦|gw", "terawatt": r"太瓦|tw",
    "watt": r"瓦(?!解|砾|房|片|尔|莱|努)", "horsepower": r"匹?马力|匹(?=功率)",
    "kilojoule": r"千焦", "joule": r"焦耳|焦(?!点|虑|急)",
    "calorie": r"千?卡路里|[千大]卡|卡(?!车|塔|片)",
    "kilovolt": r"千伏|kv", "volt": r"伏特?",
    "kilohertz": r"千赫", "megahertz": r"兆赫", "gigahertz": r"吉赫|ghz",
    "hertz": r"赫兹|赫(?!尔|鲁)",
    "kilobyte": r"kb|千字节", "megabyte": r"mb|兆(?:字节)?(?!瓦|赫)",
    "gigabyte": r"gb|吉字节",
    "terabyte": r"tb|太字节",
    "Fahrenheit": r"华氏度|度华氏|°F|℉", "Celsius": r"摄氏度|度摄氏|°C|℃",
    "degree": r"度(?!假|过|电|数|的?夏|角)|°",
}  # fmt: skip
MEASURES = Measures(
    after=unit_patterns(r"\s?[多余来几]?\s?个?[多来]?\s?(?:整|完整的)?", _WORDS),
    within=unit_patterns("", {"month": "半年", "day": "日"}),
    before=unit_patterns(
        "",
        {"Fahrenheit": r"华氏\s?", "Celsius": r"摄氏\s?"},
        end=r"(?:零下|负|-|－)?\s?$",
    ),
    joint=re.compile(r"\s?(?:[-–—~～至到或和、]|或者|甚至|、?或)\s?"),
)
