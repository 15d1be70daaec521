"""Whether the names are those of the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule
from language.pack import LanguagePack
from language.syntax import Name, Syntax

_BRACKETED = re.compile(r"[(（][^()（）\u4e00-\u9fff]+[)）]")


@dataclass(frozen=True)
class Names(Rule):
    """Each name of the source is rendered as it should be, and none is brought in.

    Sees a glossary term without any of its renderings (South Korea as 朝鲜), a glossary name that
    the source does not have (Берлин for *Beijing*) and, in languages whose sounds are known,
    another name of which nothing in the translation sounds like it. Cannot see names that are
    words (*Bush*, *Brown*) nor one name said in place of another that is in the source too.
    """

    name: ClassVar[str] = "names"
    subject: ClassVar[str] = "names"
    version: ClassVar[int] = 3
    likeness: Mapping[str, float] = field(default_factory=dict)
    """Least likeness in sound of a name that the glossary does not have, 0 to 1, by language."""

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str:
        """See `Rule`: the last is the translation's."""
        return cls.subject if packs[0].syntax and packs[-1].sounds else "names of the glossary"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at names missing or added; skip where there is none to look at."""
        missing = context.missing_terms()
        unlike = self._unlike(context)
        if missing or unlike or context.foreign:
            wanted = [f"{t.source}: {' / '.join(t.renderings[:3])}" for t in missing]
            added = [f"{t.renderings[0]} ({t.source})" for t in context.foreign]
            return self.failed(
                "; ".join([*wanted, *unlike]) or None,
                "; ".join(added) or None,
            )
        syntax = context.source_pack.syntax if context.target_pack.sounds else None
        if context.terms or (syntax and syntax.find_names(context.source)):
            return self.passed()
        return self.skipped()

    def _unlike(self, context: TranslationContext) -> list[str]:
        """Return the source's other names that nothing in the translation sounds like."""
        sounds, syntax = context.target_pack.sounds, context.source_pack.syntax
        if sounds is None or syntax is None:
            return []
        least = self.likeness.get(context.target, sounds.likeness)
        words = (w for term in context.terms for w in re.findall(r"[^\W\d_]+", term.source))
        covered = set(map(syntax.fold, words))
        # Texts give the Latin spelling in brackets after the rendering.
        kept = _BRACKETED.sub("", context.hypothesis).casefold()
        return [
            word
            for word in unknown_names(context.source, syntax, single=True)
            if syntax.fold(word) not in covered
            and word.casefold() not in kept
            and not (sounds.read and sounds.read.fullmatch(word))
            and sounds.most_like(word, context.hypothesis).score < least
        ]


def unknown_names(source: str, syntax: Syntax, *, single: bool = False) -> tuple[str, ...]:
    """Return the words of full names, such as people's, that are no dictionary words, in order.

    ``single`` adds names of one word, but for those that open a sentence and those made of
    dictionary words, which tend to be translated.
    """
    heard = (
        word
        for name in syntax.find_names(source)
        if name.kind == "name"
        and (len(name.words) > 1 or (single and _is_said(name, source, syntax)))
        for word in re.findall(r"[^\W\d_]+", name.text)
        if _is_heard(word, syntax)
    )
    return tuple(dict.fromkeys(heard))


def _is_said(name: Name, source: str, syntax: Syntax) -> bool:
    """Whether a name of one word is said in another language too, as far as its form tells."""
    inside = name.start > 0 and source[name.start - 2 : name.start].strip(" ")[-1:].isalnum()
    return inside and not syntax.is_made_of_words(name)


def _is_heard(word: str, syntax: Syntax) -> bool:
    return (
        len(word) > 3
        and word[:2].istitle()
        and word[1:].islower()
        and not syntax.known_word(syntax.fold(word))
    )
