"""The languages, and the code that each family of models has for them."""

from __future__ import annotations

from dataclasses import dataclass

from models.tasks import ModelError


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag, as users write it; an empty code: the family lacks it."""

    tag: str
    name: str
    """In English, for prompts."""
    marian: tuple[str, ...]
    """Target tokens of OPUS-MT checkpoints, without the brackets, best first."""
    nllb: str
    """FLORES-200 code (NLLB Team 2022, arXiv:2207.04672)."""
    m2m100: str
    """Code of M2M-100 (Fan et al. 2020, arXiv:2010.11125)."""
    madlad: str
    """Code of MADLAD-400 (Kudugunta et al. 2023, arXiv:2309.04662)."""
    spaced: bool = True
    """Whether sentences and clauses are separated by spaces."""


# fmt: off
_TABLE = (
    Language("ar", "Arabic", ("ara", "arb"), "arb_Arab", "ar", "ar"),
    Language("bg", "Bulgarian", ("bul",), "bul_Cyrl", "bg", "bg"),
    Language("bn", "Bengali", ("ben",), "ben_Beng", "bn", "bn"),
    Language("cs", "Czech", ("ces",), "ces_Latn", "cs", "cs"),
    Language("da", "Danish", ("dan",), "dan_Latn", "da", "da"),
    Language("de", "German", ("deu",), "deu_Latn", "de", "de"),
    Language("el", "Greek", ("ell",), "ell_Grek", "el", "el"),
    Language("en", "English", ("eng",), "eng_Latn", "en", "en"),
    Language("es", "Spanish", ("spa",), "spa_Latn", "es", "es"),
    Language("et", "Estonian", ("est",), "est_Latn", "et", "et"),
    Language("fa", "Persian", ("pes", "fas"), "pes_Arab", "fa", "fa"),
    Language("fi", "Finnish", ("fin",), "fin_Latn", "fi", "fi"),
    Language("fr", "French", ("fra",), "fra_Latn", "fr", "fr"),
    Language("he", "Hebrew", ("heb",), "heb_Hebr", "he", "iw"),
    Language("hi", "Hindi", ("hin",), "hin_Deva", "hi", "hi"),
    Language("hr", "Croatian", ("hrv",), "hrv_Latn", "hr", "hr"),
    Language("hu", "Hungarian", ("hun",), "hun_Latn", "hu", "hu"),
    Language("hy", "Armenian", ("hye",), "hye_Armn", "hy", "hy"),
    Language("id", "Indonesian", ("ind",), "ind_Latn", "id", "id"),
    Language("it", "Italian", ("ita",), "ita_Latn", "it", "it"),
    Language("ja", "Japanese", ("jpn",), "jpn_Jpan", "ja", "ja", spaced=False),
    Language("ka", "Georgian", ("kat",), "kat_Geor", "ka", "ka"),
    Language("kk", "Kazakh", ("kaz", "kaz_Cyrl"), "kaz_Cyrl", "kk", "kk"),
    Language("ko", "Korean", ("kor", "kor_Hang"), "kor_Hang", "ko", "ko"),
    Language("lt", "Lithuanian", ("lit",), "lit_Latn", "lt", "lt"),
    Language("lv", "Latvian", ("lav",), "lvs_Latn", "lv", "lv"),
    Language("ms", "Malay", ("zsm", "zsm_Latn", "msa"), "zsm_Latn", "ms", "ms"),
    Language("nl", "Dutch", ("nld",), "nld_Latn", "nl", "nl"),
    Language("no", "Norwegian", ("nob", "nor"), "nob_Latn", "no", "no"),
    Language("pl", "Polish", ("pol",), "pol_Latn", "pl", "pl"),
    Language("pt", "Portuguese", ("por",), "por_Latn", "pt", "pt"),
    Language("ro", "Romanian", ("ron",), "ron_Latn", "ro", "ro"),
    Language("ru", "Russian", ("rus",), "rus_Cyrl", "ru", "ru"),
    Language("sk", "Slovak", ("slk",), "slk_Latn", "sk", "sk"),
    Language("sl", "Slovenian", ("slv",), "slv_Latn", "sl", "sl"),
    Language("sr", "Serbian", ("srp_Cyrl", "srp"), "srp_Cyrl", "sr", "sr"),
    Language("sv", "Swedish", ("swe",), "swe_Latn", "sv", "sv"),
    Language("sw", "Swahili", ("swa", "swh"), "swh_Latn", "sw", "sw"),
    Language("th", "Thai", ("tha",), "tha_Thai", "th", "th", spaced=False),
    Language("tr", "Turkish", ("tur",), "tur_Latn", "tr", "tr"),
    Language("uk", "Ukrainian", ("ukr",), "ukr_Cyrl", "uk", "uk"),
    Language("ur", "Urdu", ("urd",), "urd_Arab", "ur", "ur"),
    Language("uz", "Uzbek", ("uzb_Latn", "uzb"), "uzn_Latn", "uz", "uz"),
    Language("vi", "Vietnamese", ("vie", "vie_Hani"), "vie_Latn", "vi", "vi"),
    Language("zh", "Simplified Chinese", ("cmn_Hans", "zho_Hans", "cmn", "zho"), "zho_Hans", "zh",
             "zh", spaced=False),
    Language("zh-Hant", "Traditional Chinese", ("cmn_Hant", "zho_Hant"), "zho_Hant", "", "",
             spaced=False),
)
# fmt: on
LANGUAGES: dict[str, Language] = {language.tag: language for language in _TABLE}


def language(tag: str) -> Language:
    """Return a language of the table.

    Raises:
        ModelError: The table lacks it.

    """
    try:
        return LANGUAGES[tag]
    except KeyError:
        raise ModelError(
            f"language {tag!r}", "is not known here", f"use one of {', '.join(LANGUAGES)}"
        ) from None
