"""Whether a rendering of a name occurs in a translation, however it is inflected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from language.pack import pack

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
    known = pack(language)
    if not known.spaced:
        wanted, held = squeeze(rendering), squeeze(text)
        if len(wanted) > 1 or known.in_compound is None:
            return wanted in held
        return known.in_compound(wanted, held)
    return next(find(rendering, text, language), None) is not None


def forms(rendering: str, language: str) -> tuple[str, ...]:
    """Return the forms in which a rendering may be put into a text, as it is first.

    A single Chinese character is none: it counts in compounds only.
    """
    known = pack(language)
    if not known.spaced and len(rendering) == 1:
        return ()
    return known.inflection.forms(rendering) if known.inflection else (rendering,)


def find(rendering: str, text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each place where words of ``text`` are forms of ``rendering``."""
    for number, word in enumerate(tokens(text)):
        if (end := end_of(rendering, text, number, language)) is not None:
            yield word.start(), end


def end_of(rendering: str, text: str, number: int, language: str) -> int | None:
    """Return where ``rendering`` ends if it begins, in any form, with that word of ``text``."""
    wanted = tokens(rendering)
    window = tokens(text)[number : number + len(wanted)]
    if (
        wanted
        and len(window) == len(wanted)
        and all(_same(w.group(), h.group(), language) for w, h in zip(wanted, window, strict=True))
    ):
        return window[-1].end()
    return None


@lru_cache(maxsize=65536)
def _same(wanted: str, held: str, language: str) -> bool:
    """Whether a word is a form of another; where no forms are known, they go by their stem."""
    first, second = wanted.lower(), held.lower()
    if first == second:
        return True
    if wanted.isupper() and len(wanted) > 1:
        # an abbreviation, which may be inflected: МИДа
        return (
            held.startswith(wanted)
            and held[len(wanted) :].islower()
            and len(held) < len(wanted) + 3
        )
    if inflection := pack(language).inflection:
        return inflection.same(wanted, held)
    stem = first[:-1] if len(first) > 4 and first[-1] in _ENDINGS.get(language, "") else first
    return len(stem) > 3 and second.startswith(stem) and len(second) - len(stem) <= 3


# Of languages whose forms are not known further.
_ENDINGS = {"de": "e", "es": "ao", "it": "aeio", "pl": "aeioy", "uk": "аеийіоуьюяї"}
