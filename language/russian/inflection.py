"""How Russian words change their form."""

from __future__ import annotations

from language.pack import Inflection
from language.russian.morphology import declensions, fold_yo, lemmas, paradigm, proper_lemmas

_ENDINGS = "аеийоуыьэюя"


def _same(wanted: str, held: str) -> bool:
    first, second = fold_yo(wanted), fold_yo(held)
    if first == second:
        return True
    if any(_own(wanted, forms(wanted)) & forms(held) for forms in (proper_lemmas, lemmas)):
        return True
    # First or last part of a compound: российско-китайский, афроамериканский.
    adjective = len(first) > 6 and first.endswith(("ский", "цкий"))
    if adjective and (second == f"{first[:-2]}о" or first[:-2] in second):
        return True
    stem = first[:-1] if len(first) > 4 and first[-1] in _ENDINGS else first
    return len(stem) > 3 and second.startswith(stem) and len(second) - len(stem) <= 3


def _own(word: str, forms: frozenset[str]) -> frozenset[str]:
    """Return the dictionary forms of a glossary's word: a name's own, if it is one.

    Львов is the city there, not lions.
    """
    own = frozenset({fold_yo(word)})
    return own if word[:1].isupper() and own <= forms else forms


INFLECTION = Inflection(same=_same, forms=declensions, paradigm=paradigm)
