"""Whether a name is rendered in one way throughout an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.translation.names import unknown_names
from checks.verdict import Check
from language.russian.morphology import lemmas
from language.sounds import sounds_most_like


@dataclass(frozen=True)
class Consistency:
    """Names that the glossary does not have are rendered as in the entry's other sentences.

    Sees 帕特鲁舍夫 beside 帕特鲁谢夫. Looks at Chinese and Russian, at full names that are no
    English words and of which both sentences hold something that sounds like them.
    """

    name: ClassVar[str] = "consistency"
    likeness: float = 0.7
    """Least likeness in sound for something to count as the rendering."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first name rendered otherwise elsewhere; skip where no name comes back."""
        if context.target not in {"zh", "ru"}:
            return Check(name=self.name, status="skipped")
        compared = False
        for name in unknown_names(context.source):
            here = sounds_most_like(name, context.hypothesis, context.target)
            for source, hypothesis in context.others:
                if name not in unknown_names(source):
                    continue
                there = sounds_most_like(name, hypothesis, context.target)
                if min(here.score, there.score) < self.likeness:
                    continue
                compared = True
                if not _same(here.text, there.text, context.target):
                    return Check(
                        name=self.name,
                        status="failed",
                        expected=f"{name}: {there.text}",
                        seen=here.text,
                    )
        return Check(name=self.name, status="passed" if compared else "skipped")


def _same(first: str, second: str, language: str) -> bool:
    if language == "zh":
        return first in second or second in first
    return bool(lemmas(first) & lemmas(second)) or first[:-2] == second[:-2]
