"""Currencies as English names them after a number."""

from __future__ import annotations

from language.quantities.grammar import currency_rules

_COUNTRIES = {
    "USD": r"U\.?S\.?|American", "AUD": r"Australian|Aussie", "CAD": "Canadian",
    "HKD": "Hong Kong", "NZD": "New Zealand", "SGD": "Singapore(?:an)?",
    "TWD": "(?:New )?Taiwan(?:ese)?", "JMD": "Jamaican", "FJD": "Fiji(?:an)?",
    "GBP": "British|sterling", "EGP": "Egyptian", "LBP": "Lebanese", "SYP": "Syrian",
    "SDG": "Sudanese", "SSP": "South Sudanese",
    "INR": "Indian", "PKR": "Pakistani?", "LKR": "Sri Lankan?", "NPR": "Nepal(?:ese|i)",
    "CHF": "Swiss", "XAF": "CFA", "CDF": "Congolese", "RWF": "Rwandan", "FRF": "French",
    "BEF": "Belgian", "MXN": "Mexican", "PHP": "Philippine|Filipino", "ARS": "Argentin(?:e|ian)",
    "COP": "Colombian", "CLP": "Chilean", "CUP": "Cuban", "UYU": "Uruguayan", "DOP": "Dominican",
    "SEK": "Swedish", "NOK": "Norwegian", "DKK": "Danish", "CZK": "Czech", "ISK": "Icelandic",
    "EEK": "Estonian", "KWD": "Kuwaiti", "IQD": "Iraqi", "RSD": "Serbian", "JOD": "Jordanian",
    "DZD": "Algerian", "TND": "Tunisian", "LYD": "Libyan", "BHD": "Bahraini",
    "MKD": "Macedonian", "AED": r"U\.?A\.?E\.?|Emirati", "MAD": "Moroccan", "IRR": "Iranian",
    "SAR": "Saudi(?: Arabian)?", "QAR": "Qatari", "OMR": "Omani", "YER": "Yemeni",
    "TRY": "Turkish", "ITL": "Italian", "KES": "Kenyan", "UGX": "Ugandan", "TZS": "Tanzanian",
    "SOS": "Somali", "KRW": "(?:South )?Korean", "KPW": "North Korean", "RUB": "Russian",
    "BYN": "Belarus(?:ian)?", "KGS": "Kyrgyz", "UZS": "Uzbek",
}  # fmt: skip
_WORDS = {
    "dollar": r"dollars?\b|bucks\b", "rupee": r"rupees?\b", "franc": r"francs?\b",
    "peso": r"pesos?\b", "krone": r"kron[aeo]r?n?s?\b|crowns?\b|korun\w+", "dinar": r"dinars?\b",
    "dirham": r"dirhams?\b", "rial": r"ri(?:y)?als?\b", "lira": r"lir[ae]s?\b",
    "shilling": r"shillings?\b", "won": r"won\b(?! (?:the|an?|by|in|its|his|her|their|over)\b)",
    "rouble": r"ro?ubles?\b", "som": r"som\b",
}  # fmt: skip
_OWN = {
    "EUR": r"euros?\b(?![ -]cents?\b)", "CNY": r"(?:Chinese )?yuan\b|renminbi\b|RMB\b",
    "JPY": r"(?:Japanese )?yen\b",
    "GBP": r"pounds? sterling\b|British pounds?\b|quid\b", "EGP": r"Egyptian pounds?\b",
    "LBP": r"Lebanese pounds?\b", "SYP": r"Syrian pounds?\b", "SDG": r"Sudanese pounds?\b",
    "PLN": r"(?:Polish )?zlot(?:y|ys|ies)\b", "HUF": r"(?:Hungarian )?forints?\b",
    "ILS": r"(?:new )?(?:Israeli )?shekels?\b", "UAH": r"(?:Ukrainian )?hryvni?as?\b",
    "KZT": r"(?:Kazakh )?tenge\b", "THB": r"(?:Thai )?bahts?\b",
    "IDR": r"(?:Indonesian )?rupiahs?\b", "MYR": r"(?:Malaysian )?ringgits?\b",
    "VND": r"(?:Vietnamese )?dong\b", "BRL": r"(?:Brazilian )?rea(?:l|is)\b",
    "ZAR": r"(?:South African )?rands?\b", "NGN": r"(?:Nigerian )?nairas?\b",
    "ETB": r"(?:Ethiopian )?birr\b", "GHS": r"(?:Ghanaian )?cedis?\b",
    "BGN": r"(?:Bulgarian )?lev[as]?\b", "RON": r"(?:Romanian )?lei\b",
    "BDT": r"(?:Bangladeshi )?taka\b", "VES": r"(?:Venezuelan )?bol[ií]var(?:e?s)?\b",
    "PEN": r"(?:Peruvian )soles\b", "GEL": r"(?:Georgian )?laris?\b",
    "AZN": r"(?:Azerbaijani )?manats?\b", "AMD": r"(?:Armenian )?drams?\b",
    "MNT": r"(?:Mongolian )?tugriks?\b", "AFN": r"(?:Afghan )?afghanis?\b",
    "DEM": r"(?:German[ -]|Deutsche[ -]?|D-)marks?\b", "BTC": r"bitcoins?\b",
    "cent": r"(?:euro[ -]|U\.?S\.? )?cents?\b",
    "penny": r"pence\b|pennies\b", "kopeck": r"kopecks?\b",
}  # fmt: skip
CURRENCIES = currency_rules(
    "[ \u00a0-]",
    _COUNTRIES,
    _WORDS,
    _OWN,
    between="[ -]",
    other=r"\w{1,40}+ (?<!the )(?<!of )(?<!and )(?<!in )",
)
