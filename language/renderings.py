"""Whether a rendering of a name occurs in a translation, however it is inflected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from language.russian.morphology import declensions, fold_yo, lemmas, proper_lemmas

UNSPACED = frozenset({"zh", "ja", "th", "km", "lo", "my"})
"""Languages that write no spaces between words."""

# Countries in compounds (中俄, 美方): one beside another, or beside what makes a word with it.
_BRIEF = (
    "中美俄英法德日韩朝印以伊乌欧亚非澳加巴白墨意西葡荷比瑞芬希"
    "土叙黎沙埃泰缅越柬菲马新港台蒙古波匈捷塞格立委挪奥华"
)
_BRIEF_AFTER = "方军媒企籍裔资股式总外防驻对关"
_BRIEF_BEFORE = "驻访赴抵涉反亲援旅"

_TOKEN = re.compile(r"[^\W_]+")
_NOT_KEPT = re.compile(r"[\s\"'“”‘’《》「」『』]+")
_DOTS = re.compile(r"[•・･‧∙⋅．.]")


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Return Chinese text without spaces and quotation marks, its middle dots as U+00B7."""
    return _DOTS.sub("·", _NOT_KEPT.sub("", text))


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[re.Match[str], ...]:
    """Return the words of a text; hyphens and apostrophes part words."""
    return tuple(_TOKEN.finditer(text))


def occurs(rendering: str, text: str, language: str) -> bool:
    """Whether ``text``, in ``language``, holds ``rendering``.

    Chinese must hold it as it is; a single character counts only in a compound such as 中俄.
    Russian may inflect it. In other languages with spaces its words may end otherwise.
    """
    if language in UNSPACED:
        wanted, held = squeeze(rendering), squeeze(text)
        return wanted in held if len(wanted) > 1 else _in_compound(wanted, held)
    return next(find(rendering, text, language), None) is not None


def forms(rendering: str, language: str) -> tuple[str, ...]:
    """Return the forms in which a rendering may be put into a text, as it is first.

    A single Chinese character is none: it counts in compounds only.
    """
    if language in UNSPACED and len(rendering) == 1:
        return ()
    return declensions(rendering) if language == "ru" else (rendering,)


def find(rendering: str, text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each place where words of ``text`` are forms of ``rendering``."""
    for number, word in enumerate(tokens(text)):
        if (end := end_of(rendering, text, number, language)) is not None:
            yield word.start(), end


def end_of(rendering: str, text: str, number: int, language: str) -> int | None:
    """Return where ``rendering`` ends if it begins, in any form, with that word of ``text``."""
    wanted = tokens(rendering)
    window = tokens(text)[number : number + len(wanted)]
    if len(window) == len(wanted) and all(
        _same(w.group(), h.group(), language) for w, h in zip(wanted, window, strict=True)
    ):
        return window[-1].end()
    return None


def _in_compound(character: str, text: str) -> bool:
    c = re.escape(character)
    pattern = rf"{c}[{_BRIEF}{_BRIEF_AFTER}]|[{_BRIEF}{_BRIEF_BEFORE}]{c}"
    return re.search(pattern, text) is not None


@lru_cache(maxsize=65536)
def _same(wanted: str, held: str, language: str) -> bool:
    """Whether a word is a form of another; names unknown to a dictionary go by their stem."""
    first, second = fold_yo(wanted), fold_yo(held)
    if first == second:
        return True
    if wanted.isupper() and len(wanted) > 1:
        # an abbreviation, which may be inflected: МИДа
        return (
            held.startswith(wanted)
            and held[len(wanted) :].islower()
            and len(held) < len(wanted) + 3
        )
    if language == "ru" and (
        proper_lemmas(wanted) & proper_lemmas(held) or lemmas(wanted) & lemmas(held)
    ):
        return True
    # First or last part of a compound: российско-китайский, афроамериканский.
    adjective = language == "ru" and len(first) > 6 and first.endswith(("ский", "цкий"))
    if adjective and (second == f"{first[:-2]}о" or first[:-2] in second):
        return True
    stem = first[:-1] if len(first) > 4 and first[-1] in _ENDINGS.get(language, "") else first
    return len(stem) > 3 and second.startswith(stem) and len(second) - len(stem) <= 3


_ENDINGS = {
    "ru": "аеийоуыьэюя",
    "de": "e",
    "es": "ao",
    "it": "aeio",
    "pl": "aeioy",
    "uk": "аеийіоуьюяї",
}
