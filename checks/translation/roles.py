"""Whether who does what to whom is as in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.pack import LanguagePack
from language.renderings import find
from language.roles import Action, Span

_BRACKETED = re.compile(r"\s?[(（][^()（）]*[)）]")
_MOST = 8
"""Actions of a text, and places of a name, that are looked at."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Roles(Rule):
    """Who does what to whom is not turned round in translation.

    Sees *at the invitation of Patrushev* as 王毅将邀请帕特鲁舍夫, and *was accused by* as if it
    were *accused*, for some thirty kinds of actions. Both must be named beside the verb in the
    source, be found in the translation by the glossary or by their sound, and have changed places
    beside the corresponding verb, by the order of Chinese words or the cases of Russian ones.
    Cannot see an action done by or to somebody who is not named, nor one put in another way.
    """

    name: ClassVar[str] = "roles"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "who does what to whom"

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str | None:
        """See `Rule`: the last is the translation's."""
        return cls.subject if packs[0].actions and packs[-1].roles else None

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first action that is turned round; skip where none is told or found again."""
        find_actions, roles = context.source_pack.actions, context.target_pack.roles
        if find_actions is None or roles is None:
            return self.skipped(context.source_pack.lacks("actions") or lack(context, "roles"))
        # The Latin spelling in brackets would part a name from its verb.
        context = replace(context, hypothesis=_BRACKETED.sub("", context.hypothesis))
        looked = False
        for action in find_actions(context.source)[:_MOST]:
            agents, patients = (
                tuple(islice(_places(name, context), _MOST))
                for name in (action.agent, action.patient)
            )
            if not agents or not patients or set(agents) & set(patients):
                continue
            order = roles.order(action.kind, context.hypothesis, agents, patients)
            looked = looked or order != "unclear"
            if order == "turned":
                return self.failed(_said(action, context), _said(action, context, turned=True))
        return self.passed() if looked else self.skipped()


def _places(name: Span, context: TranslationContext) -> Iterator[Span]:
    """Yield where the translation has a name of the source, by the glossary, else by its sound."""
    words = [word.casefold() for word in _WORD.findall(context.source[slice(*name)])]
    known = False
    for term in context.terms:
        if all(word.casefold() in words for word in _WORD.findall(term.source)):
            known = True
            for rendering in term.renderings:
                yield from _rendered(rendering, context)
    if known:
        return
    for word in reversed(words):
        if len(word) < 2:
            continue
        if found := tuple(_heard(word, context)):
            yield from found
            return


def _rendered(rendering: str, context: TranslationContext) -> Iterator[Span]:
    if context.target_pack.spaced:
        yield from find(rendering, context.hypothesis, context.target)
    elif len(rendering) > 1:
        for match in re.finditer(re.escape(rendering), context.hypothesis):
            yield match.span()


def _heard(word: str, context: TranslationContext) -> Iterator[Span]:
    """Yield where a word of a name stands, kept as it is or written by its sound."""
    kept = re.compile(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", re.IGNORECASE)
    if found := [match.span() for match in kept.finditer(context.hypothesis)]:
        yield from found
        return
    sounds, roles = context.target_pack.sounds, context.target_pack.roles
    if sounds is None or roles is None:
        return
    heard = sounds.most_like(word, context.hypothesis)
    if heard.score >= sounds.likeness:
        yield from roles.names(heard.text, context.hypothesis)


def _said(action: Action, context: TranslationContext, *, turned: bool = False) -> str:
    one, other = (context.source[slice(*span)] for span in (action.agent, action.patient))
    return f"{other} → {one}" if turned else f"{one} → {other}"
