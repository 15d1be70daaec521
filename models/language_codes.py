"""The code that each family of models has for a language."""

from __future__ import annotations

from dataclasses import dataclass

from models.tasks import ModelError


@dataclass(frozen=True)
class FamilyCodes:
    """A language by its BCP 47 tag, as users write it; an empty code: the family lacks it."""

    tag: str
    name: str
    """In English: what a chat model is told."""
    marian: tuple[str, ...]
    """Target tokens of OPUS-MT checkpoints, without the brackets, best first."""
    nllb: str
    """FLORES-200 code (NLLB Team 2022, arXiv:2207.04672)."""
    m2m100: str
    """Code of M2M-100 (Fan et al. 2020, arXiv:2010.11125)."""
    madlad: str
    """Code of MADLAD-400 (Kudugunta et al. 2023, arXiv:2309.04662)."""


# fmt: off
_TABLE = (
    FamilyCodes("ar", "Arabic", ("ara", "arb"), "arb_Arab", "ar", "ar"),
    FamilyCodes("bg", "Bulgarian", ("bul",), "bul_Cyrl", "bg", "bg"),
    FamilyCodes("bn", "Bengali", ("ben",), "ben_Beng", "bn", "bn"),
    FamilyCodes("cs", "Czech", ("ces",), "ces_Latn", "cs", "cs"),
    FamilyCodes("da", "Danish", ("dan",), "dan_Latn", "da", "da"),
    FamilyCodes("de", "German", ("deu",), "deu_Latn", "de", "de"),
    FamilyCodes("el", "Greek", ("ell",), "ell_Grek", "el", "el"),
    FamilyCodes("en", "English", ("eng",), "eng_Latn", "en", "en"),
    FamilyCodes("es", "Spanish", ("spa",), "spa_Latn", "es", "es"),
    FamilyCodes("et", "Estonian", ("est",), "est_Latn", "et", "et"),
    FamilyCodes("fa", "Persian", ("pes", "fas"), "pes_Arab", "fa", "fa"),
    FamilyCodes("fi", "Finnish", ("fin",), "fin_Latn", "fi", "fi"),
    FamilyCodes("fr", "French", ("fra",), "fra_Latn", "fr", "fr"),
    FamilyCodes("he", "Hebrew", ("heb",), "heb_Hebr", "he", "iw"),
    FamilyCodes("hi", "Hindi", ("hin",), "hin_Deva", "hi", "hi"),
    FamilyCodes("hr", "Croatian", ("hrv",), "hrv_Latn", "hr", "hr"),
    FamilyCodes("hu", "Hungarian", ("hun",), "hun_Latn", "hu", "hu"),
    FamilyCodes("hy", "Armenian", ("hye",), "hye_Armn", "hy", "hy"),
    FamilyCodes("id", "Indonesian", ("ind",), "ind_Latn", "id", "id"),
    FamilyCodes("it", "Italian", ("ita",), "ita_Latn", "it", "it"),
    FamilyCodes("ja", "Japanese", ("jpn",), "jpn_Jpan", "ja", "ja"),
    FamilyCodes("ka", "Georgian", ("kat",), "kat_Geor", "ka", "ka"),
    FamilyCodes("kk", "Kazakh", ("kaz", "kaz_Cyrl"), "kaz_Cyrl", "kk", "kk"),
    FamilyCodes("ko", "Korean", ("kor", "kor_Hang"), "kor_Hang", "ko", "ko"),
    FamilyCodes("lt", "Lithuanian", ("lit",), "lit_Latn", "lt", "lt"),
    FamilyCodes("lv", "Latvian", ("lav",), "lvs_Latn", "lv", "lv"),
    FamilyCodes("ms", "Malay", ("zsm", "zsm_Latn", "msa"), "zsm_Latn", "ms", "ms"),
    FamilyCodes("nl", "Dutch", ("nld",), "nld_Latn", "nl", "nl"),
    FamilyCodes("no", "Norwegian", ("nob", "nor"), "nob_Latn", "no", "no"),
    FamilyCodes("pl", "Polish", ("pol",), "pol_Latn", "pl", "pl"),
    FamilyCodes("pt", "Portuguese", ("por",), "por_Latn", "pt", "pt"),
    FamilyCodes("ro", "Romanian", ("ron",), "ron_Latn", "ro", "ro"),
    FamilyCodes("ru", "Russian", ("rus",), "rus_Cyrl", "ru", "ru"),
    FamilyCodes("sk", "Slovak", ("slk",), "slk_Latn", "sk", "sk"),
    FamilyCodes("sl", "Slovenian", ("slv",), "slv_Latn", "sl", "sl"),
    FamilyCodes("sr", "Serbian", ("srp_Cyrl", "srp"), "srp_Cyrl", "sr", "sr"),
    FamilyCodes("sv", "Swedish", ("swe",), "swe_Latn", "sv", "sv"),
    FamilyCodes("sw", "Swahili", ("swa", "swh"), "swh_Latn", "sw", "sw"),
    FamilyCodes("th", "Thai", ("tha",), "tha_Thai", "th", "th"),
    FamilyCodes("tr", "Turkish", ("tur",), "tur_Latn", "tr", "tr"),
    FamilyCodes("uk", "Ukrainian", ("ukr",), "ukr_Cyrl", "uk", "uk"),
    FamilyCodes("ur", "Urdu", ("urd",), "urd_Arab", "ur", "ur"),
    FamilyCodes("uz", "Uzbek", ("uzb_Latn", "uzb"), "uzn_Latn", "uz", "uz"),
    FamilyCodes("vi", "Vietnamese", ("vie", "vie_Hani"), "vie_Latn", "vi", "vi"),
    FamilyCodes("zh", "Simplified Chinese", ("cmn_Hans", "zho_Hans", "cmn", "zho"), "zho_Hans",
                "zh", "zh"),
    FamilyCodes("zh-Hant", "Traditional Chinese", ("cmn_Hant", "zho_Hant"), "zho_Hant", "", ""),
)
# fmt: on
LANGUAGES: dict[str, FamilyCodes] = {codes.tag: codes for codes in _TABLE}


def codes_of(tag: str) -> FamilyCodes:
    """Return the codes of a language.

    Raises:
        ModelError: The table lacks it.

    """
    try:
        return LANGUAGES[tag]
    except KeyError:
        raise ModelError(
            f"language {tag!r}", "is not known here", f"use one of {', '.join(LANGUAGES)}"
        ) from None
