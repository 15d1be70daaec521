"""Whether a name is rendered in one way throughout an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.translation.names import unknown_names
from checks.verdict import Check, Rule
from language.pack import LanguagePack


@dataclass(frozen=True)
class Consistency(Rule):
    """Names that the glossary does not have are rendered as in the entry's other sentences.

    Sees 帕特鲁舍夫 beside 帕特鲁谢夫. Looks at full names that are no English words and of which
    both sentences hold something that sounds like them.
    """

    name: ClassVar[str] = "consistency"
    subject: ClassVar[str] = "one rendering of each name"
    likeness: float = 0.7
    """Least likeness in sound for something to count as the rendering."""

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str | None:
        """See `Rule`: the last is the translation's."""
        return cls.subject if packs[0].syntax and packs[-1].sounds else None

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first name rendered otherwise elsewhere; skip where no name comes back."""
        sounds, syntax = context.target_pack.sounds, context.source_pack.syntax
        if sounds is None or syntax is None:
            return self.skipped(
                context.source_pack.lacks("syntax") or context.target_pack.lacks("sounds")
            )
        compared = False
        for name in unknown_names(context.source, syntax):
            here = sounds.most_like(name, context.hypothesis)
            for source, hypothesis in context.others:
                if name not in unknown_names(source, syntax):
                    continue
                there = sounds.most_like(name, hypothesis)
                if min(here.score, there.score) < self.likeness:
                    continue
                compared = True
                if not sounds.same(here.text, there.text):
                    return self.failed(f"{name}: {there.text}", here.text)
        return self.passed() if compared else self.skipped()
