"""Whether times of day are in the half of the day in which the source has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack


@dataclass(frozen=True)
class Clock(Rule):
    """The part of the day said beside a time is that of the source.

    Sees *11:11 p.m.* as 11:11 утра, *12:40 p.m.* as 凌晨12:40, noon as midnight. Looks at times
    that name a part of the day: 23:11 is for the check of dates. Cannot see a part of the day that
    has no hour (*on Monday morning*).
    """

    name: ClassVar[str] = "clock"
    subject: ClassVar[str] = "times of day"
    reads: ClassVar[tuple[str, ...]] = ("clock",)

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first time in the wrong part; skip where no time is in both texts."""
        known, target = context.source_pack.clock, context.target_pack.clock
        if known is None or target is None:
            return self.skipped(lack(context, *self.reads))
        wanted = list(known.times(context.source))
        looked = False
        for seen in target.times(context.hypothesis):
            alike = [time for time in wanted if time.clock == seen.clock]
            looked = looked or bool(alike)
            if alike and all(time.minutes.isdisjoint(seen.minutes) for time in alike):
                return self.failed(alike[0].text, seen.text)
        for here, there, right, wrong in (
            (known.noon, known.midnight, target.noon, target.midnight),
            (known.midnight, known.noon, target.midnight, target.noon),
        ):
            said = here.search(context.source)
            if said is None or there.search(context.source):
                continue
            looked = True
            turned = wrong.search(context.hypothesis)
            if turned and not right.search(context.hypothesis):
                return self.failed(said.group(), turned.group())
        return self.passed() if looked else self.skipped()
