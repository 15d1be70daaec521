"""Names in Russian texts, in any case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from language.glossary_name import Bearers
from language.renderings import end_of, tokens
from language.russian.morphology import likely_name, proper_lemmas

_WITHIN = re.compile(r"[\w,][\s«„“\"(]+$")
"""What stands before a word that does not open a sentence."""


def _keys(rendering: str, family_first: bool) -> Iterable[str]:
    """Return the lemmas of the first word; adjectives and short forms name nobody."""
    del family_first
    if not rendering[:1].isupper() or len(rendering) <= 2 or rendering.isupper():
        return ()
    return proper_lemmas(tokens(rendering)[0].group())


def _find(index: Mapping[str, Collection[str]], text: str) -> Iterator[str]:
    free = 0
    for number, word in enumerate(tokens(text)):
        if word.start() < free or not word.group()[:1].isupper():
            continue
        lemmas = proper_lemmas(word.group())
        held = {rendering: None for lemma in lemmas for rendering in index.get(lemma, ())}
        opens = not _WITHIN.search(text[max(0, word.start() - 4) : word.start()])
        if opens and not likely_name(word.group()):
            held = {rendering: None for rendering in held if " " in rendering}
        for rendering in sorted(held, key=len, reverse=True):
            if (end := end_of(rendering, text, number, "ru")) is not None:
                yield rendering
                free = end
                break


BEARERS = Bearers(keys=_keys, find=_find)
