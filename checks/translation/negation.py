"""Whether what the source denies is denied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack


@dataclass(frozen=True)
class Negation(Rule):
    """What the source denies, the translation denies; what it does not, neither does this.

    Looks for words that deny, refuse or lack. Sees a negation dropped where it was the only one,
    in Chinese one of several too, and a plain one added to a source without a trace of any. Cannot
    see which word is negated.
    """

    name: ClassVar[str] = "negation"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "negation"
    reads: ClassVar[tuple[str, ...]] = ("negation",)
    added: bool = True
    """Whether negations that the source has no sign of fail."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where one side alone denies; skip where the words are not known, and neither."""
        known, target = context.source_pack.negation, context.target_pack.negation
        if known is None or target is None:
            return self.skipped(lack(context, *self.reads))
        hypothesis = target.idioms.sub(" ", context.hypothesis)
        source = known.idioms.sub(" ", context.source)
        denied = known.words.search(source)
        if denied and not target.words.search(hypothesis):
            return self.failed(denied.group(), None)
        if denied and target.counted and known.several:
            several = known.several.findall(source)
            found = len(target.words.findall(hypothesis))
            if len(several) > found:
                return self.failed(", ".join(several), f"{found} in all")
        plain = None
        if self.added and target.plain and known.reasons:
            plain = target.plain.search(hypothesis)
            if plain and not any(
                words.search(context.source) for words in (known.words, known.reasons)
            ):
                return self.failed(None, plain.group())
        return self.passed() if denied or plain else self.skipped()
