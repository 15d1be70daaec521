"""Countries as English news names them: by name, by adjective, by what their people are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import pycountry
from babel import Locale

from language.english.words import fold

# ISO 3166 code, then what pycountry and CLDR lack: adjectives, peoples and newspaper names.
# A plural -s is understood. Names that two countries share (Congo, Congolese) are left out.
_USAGE = """
AD Andorran|AE Emirati,UAE,the Emirates|AF Afghan|AG Antiguan|AL Albanian|AM Armenian|AO Angolan
AR Argentine,Argentinian|AT Austrian|AU Australian|AZ Azerbaijani,Azeri|BA Bosnian,Bosnia
BB Barbadian|BD Bangladeshi|BE Belgian|BF Burkinabe|BG Bulgarian|BH Bahraini|BI Burundian
BJ Beninese|BN Bruneian|BO Bolivian|BR Brazilian|BS Bahamian|BT Bhutanese|BW Motswana,Batswana
BY Belarusian,Belarussian|BZ Belizean|CA Canadian|CD DR Congo,DRC,Democratic Republic of Congo
CF Central African|CH Swiss|CI Ivorian,Ivory Coast|CL Chilean|CM Cameroonian|CN Chinese
CO Colombian|CR Costa Rican|CU Cuban|CV Cape Verde,Cape Verdean|CY Cypriot|CZ Czech,Czech Republic
DE German|DJ Djiboutian|DK Danish,Dane|DM Dominica|DO Dominican|DZ Algerian
EC Ecuadorian,Ecuadorean|EE Estonian|EG Egyptian|ER Eritrean|ES Spanish,Spaniard|ET Ethiopian
FI Finnish,Finn|FJ Fijian|FR French,Frenchman,Frenchmen|GA Gabonese
GB British,Briton,Britain,Great Britain,UK,U.K.|GB-ENG English,England,Englishman
GB-NIR Northern Irish,Northern Ireland|GB-SCT Scottish,Scot,Scotland|GB-WLS Welsh,Wales
GD Grenadian|GE Georgian|GH Ghanaian|GL Greenlandic,Greenlander|GM Gambian|GN Guinean
GQ Equatorial Guinean,Equatoguinean|GR Greek|GT Guatemalan|GW Bissau-Guinean|GY Guyanese
HK Hong Kong,Hong Konger|HN Honduran|HR Croatian,Croat|HT Haitian|HU Hungarian|ID Indonesian
IE Irish|IL Israeli|IN Indian|IQ Iraqi|IR Iranian|IS Icelandic,Icelander|IT Italian|JM Jamaican
JO Jordanian|JP Japanese|KE Kenyan|KG Kyrgyz|KH Cambodian|KM Comorian|KP North Korean
KR South Korean|KW Kuwaiti|KZ Kazakh,Kazakhstani|LA Lao,Laotian|LB Lebanese|LK Sri Lankan
LR Liberian|LS Basotho|LT Lithuanian|LU Luxembourger|LV Latvian|LY Libyan|MA Moroccan
MC Monegasque|MD Moldovan|ME Montenegrin|MG Malagasy|MH Marshallese|MK Macedonian,North Macedonian
ML Malian|MM Burmese,Burma,Myanmar|MN Mongolian|MR Mauritanian|MT Maltese|MU Mauritian
MV Maldivian,Maldives|MW Malawian|MX Mexican|MY Malaysian|MZ Mozambican|NA Namibian|NE Nigerien
NG Nigerian|NI Nicaraguan|NL Dutch,Dutchman,Dutchmen,Holland|NO Norwegian|NP Nepali,Nepalese
NZ New Zealander|OM Omani|PA Panamanian|PE Peruvian|PG Papua New Guinean|PH Filipino,Philippine
PK Pakistani|PL Polish,Pole|PS Palestinian,Palestine|PT Portuguese|PY Paraguayan|QA Qatari
RO Romanian|RS Serbian,Serb|RU Russian|RW Rwandan|SA Saudi,Saudi Arabian|SB Solomon Islander
SC Seychellois|SD Sudanese|SE Swedish,Swede|SG Singaporean|SI Slovenian,Slovene
SK Slovak,Slovakian|SL Sierra Leonean|SM Sammarinese|SN Senegalese|SO Somali|SR Surinamese
SS South Sudanese|SV Salvadoran,Salvadorean|SY Syrian|SZ Swazi,Swaziland|TD Chadian|TG Togolese
TH Thai|TJ Tajik|TL Timorese,East Timor,East Timorese|TM Turkmen|TN Tunisian|TO Tongan
TR Turkish,Turk,Turkey,Türkiye|TT Trinidadian|TV Tuvaluan|TW Taiwanese,Taiwan|TZ Tanzanian
UA Ukrainian|UG Ugandan|US American,America,US,U.S.,USA,U.S.A.,United States of America
UY Uruguayan|UZ Uzbek|VA Vatican,Holy See|VE Venezuelan|VN Vietnamese,Vietnam|VU Ni-Vanuatu
WS Samoan|XK Kosovar,Kosovo|YE Yemeni|ZA South African|ZM Zambian|ZW Zimbabwean
"""

_SEATS = """
AF Kabul|AR Buenos Aires|AU Canberra|BE Brussels|BR Brasilia|BY Minsk|CA Ottawa|CN Beijing
CO Bogota|CU Havana|DE Berlin|EG Cairo|ES Madrid|FR Paris,Elysee|GB London,Downing Street,Whitehall
GR Athens|HU Budapest|ID Jakarta|IE Dublin|IL Jerusalem|IN New Delhi,Delhi|IQ Baghdad|IR Tehran
IT Rome|JP Tokyo|KP Pyongyang|KR Seoul|LB Beirut|MX Mexico City|NG Abuja|NL The Hague|NO Oslo
PK Islamabad|PL Warsaw|PT Lisbon|QA Doha|RO Bucharest|RS Belgrade|RU Moscow,Kremlin|SA Riyadh
SE Stockholm|SY Damascus|TR Ankara|TW Taipei|UA Kyiv,Kiev|US Washington,White House,Pentagon
VE Caracas|VN Hanoi|ZA Pretoria
"""

_PRONOUN_LIKE = frozenset({"us"})
"""Keys that count only in capitals: *us* is not the country."""


def is_country_name(words: tuple[str, ...]) -> bool:
    """Whether the words are a country's own name: *Panama* is one, *Panamanian* is not."""
    return key(" ".join(words)) in _own_names()


def _rows(table: str) -> Iterator[tuple[str, str]]:
    """Yield the code and each name of the entries of a table."""
    for entry in filter(None, table.replace("\n", "|").split("|")):
        code, _, names = entry.partition(" ")
        for name in names.split(","):
            yield code, name


def country_names(code: str) -> tuple[str, ...]:
    """Return what means the country of an ISO 3166 code: names first, then adjectives, peoples."""
    own = (name for name, country in _own_spelled() if country == code)
    return tuple(dict.fromkeys((*own, *(name for c, name in _rows(_USAGE) if c == code))))


@cache
def _own_names() -> dict[tuple[str, ...], str]:
    return {key(name): code for name, code in _own_spelled()}


@cache
def _own_spelled() -> tuple[tuple[str, str], ...]:
    territories = Locale("en").territories
    return tuple(
        (name, country.alpha_2)
        for country in pycountry.countries
        for name in (
            country.name,
            getattr(country, "common_name", ""),
            territories[country.alpha_2],
        )
        if name and "," not in name and "(" not in name and name != "Congo"
    )


@cache
def _codes() -> dict[tuple[str, ...], str]:
    codes = dict(_own_names())
    for code, name in _rows(_USAGE):
        codes[key(name)] = code
        codes[key(f"{name}s")] = code
    return codes


def key(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without article and full stops."""
    words = tuple(fold(part).replace(".", "") for part in name.replace("-", " ").split())
    return words[1:] if words[:1] == ("the",) else words


@lru_cache(maxsize=65536)
def country_code(words: tuple[str, ...]) -> str | None:
    """Return the ISO 3166 code of the country that a name or adjective means, else None.

    ``words`` as they stand in the text. The parts of the United Kingdom have ISO 3166-2 codes.
    """
    folded = key(" ".join(words))
    if len(folded) == 1 and folded[0] in _PRONOUN_LIKE and not words[-1].isupper():
        return None
    return _codes().get(folded)


def governed_from(words: tuple[str, ...]) -> str | None:
    """Return the code of the country whose government news calls by this place, such as *Kremlin*.

    A place is not its country: this tells only whom a metonym can mean.
    """
    return _governments().get(key(" ".join(words)))


@cache
def _governments() -> dict[tuple[str, ...], str]:
    return {key(name): code for code, name in _rows(_SEATS)}
