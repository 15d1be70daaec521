"""Currencies: which of them a word or a sign can mean."""

from __future__ import annotations

_DOLLARS = "USD AUD CAD HKD NZD SGD TWD JMD TTD BBD BSD BZD FJD GYD LRD NAD SRD XCD ZWL"
MEANT = {
    "dollar": frozenset(_DOLLARS.split()),
    "yuan": frozenset({"CNY", "HKD", "TWD", "MOP"}),
    "¥": frozenset({"CNY", "JPY", "yuan"}),
    "pound": frozenset({"GBP", "EGP", "LBP", "SYP", "SDG", "SSP"}),
    "rupee": frozenset({"INR", "PKR", "LKR", "NPR", "MUR", "SCR", "IDR"}),
    "盾": frozenset({"IDR", "VND", "NLG"}),
    "franc": frozenset({"CHF", "XAF", "XOF", "CDF", "RWF", "FRF", "BEF"}),
    "peso": frozenset({"MXN", "PHP", "ARS", "COP", "CLP", "CUP", "UYU", "DOP"}),
    "krone": frozenset({"SEK", "NOK", "DKK", "CZK", "ISK", "EEK"}),
    "dinar": frozenset({"KWD", "IQD", "RSD", "JOD", "DZD", "TND", "LYD", "BHD", "MKD"}),
    "dirham": frozenset({"AED", "MAD"}),
    "rial": frozenset({"IRR", "SAR", "QAR", "OMR", "YER"}),
    "lira": frozenset({"TRY", "ITL", "LBP", "SYP"}),
    "shilling": frozenset({"KES", "UGX", "TZS", "SOS"}),
    "won": frozenset({"KRW", "KPW"}),
    "rouble": frozenset({"RUB", "BYN"}),
    "mark": frozenset({"DEM", "BAM"}),
    "som": frozenset({"KGS", "UZS"}),
}
"""What a word or sign without a country can mean: ISO 4217 codes, and words less wide."""


UNMISTAKABLE = frozenset({"dollar", "USD", "EUR", "GBP", "CNY", "JPY", "rouble", "rupee", "franc"})
"""Those whose names mean nothing else, as *won* and *real* do."""


SMALL_CHANGE = frozenset({"cent", "penny", "kopeck"})


def agree(first: str | None, second: str | None) -> bool:
    """Whether two currencies, codes or words of ``MEANT``, can be the same; None is any."""
    return (
        first is None
        or second is None
        or first == second
        or first in MEANT.get(second, ())
        or second in MEANT.get(first, ())
    )
