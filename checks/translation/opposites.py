"""Whether what rises does not fall in translation, and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack


@dataclass(frozen=True)
class Opposites(Rule):
    """What the source says is not turned into its opposite.

    Sees *raised* as снизила and *opened* as 关闭: words of one side alone in the source, and of the
    other side alone in the translation. Looks at nine pairs: rise and fall, support and opposition,
    import and export, buying and selling, opening and closing, allowing and forbidding, freeing and
    seizing, winning and losing, what is meant and what is not (*reckless* as 故意). Leaves
    sentences with a negation alone. Cannot see who does it to whom.
    """

    name: ClassVar[str] = "opposites"
    subject: ClassVar[str] = "opposites such as rise and fall"
    version: ClassVar[int] = 2
    reads: ClassVar[tuple[str, ...]] = ("negation", "opposites")

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first opposite; skip where the source has neither side of any pair."""
        known, target = context.source_pack, context.target_pack
        reason = lack(context, *self.reads)
        if reason or not (known.negation and known.opposites and target.opposites):
            return self.skipped(reason)
        if known.negation.words.search(context.source):
            return self.skipped()
        looked = False
        for name, pair in known.opposites.items():
            if (theirs := target.opposites.get(name)) is None:
                continue
            for side in (0, 1):
                wanted = pair[side].plain.search(context.source)
                if wanted is None or pair[1 - side].any.search(context.source):
                    continue
                looked = True
                seen = theirs[1 - side].plain.search(context.hypothesis)
                if seen and not theirs[side].any.search(context.hypothesis):
                    return self.failed(wanted.group(), seen.group())
        return self.passed() if looked else self.skipped()
