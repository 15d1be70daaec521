"""Whether the translation is the sentence, the whole sentence, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import MOST_CHARACTERS, TranslationContext
from checks.verdict import Check, Rule
from language.pack import pack

_CLOSERS = r"[\"'”’»」』)\]）】*_\s]*"
_ENDED = re.compile(rf"[.!?…。！？．؟۔।։]{_CLOSERS}$")
_SENTENCE = re.compile(
    r"[.!?…]++[\"'”’»)\]]*+(?=\s+[\"'“‘«(\[]*[^\W\d_a-zа-яё])|[。！？]++(?=[^。！？”’』」）)\s])"
)
_QUOTATION = re.compile(r"[\"“](?:[^\s\"]+\s+){2,}[^\s\"]+[\"”]")
_QUOTED = re.compile(r"[\"“”„«»「」『』《》‘’]|''")


@dataclass(frozen=True)
class Completeness(Rule):
    """The translation ends where the source ends, and has its sentences and its quotations.

    Sees a lost ending, lost or added sentences, lost quotation marks, line breaks, and what models
    say about a translation (*Вот перевод:*, 注：). Cannot see a clause left out in the middle: the
    checks of length and adequacy may.
    """

    name: ClassVar[str] = "completeness"
    subject: ClassVar[str] = "endings, sentences and quotations"
    version: ClassVar[int] = 3
    more: int = 1
    """Sentences that it may have more than the source, which splitting long ones needs."""
    fewer: int = 1
    """Sentences that it may have less."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first sign that something is missing or added."""
        for expected, seen in self._faults(context):
            return self.failed(expected, seen)
        return self.passed()

    def _faults(self, context: TranslationContext) -> Iterator[tuple[str, str]]:
        if context.is_cut:
            yield f"at most {MOST_CHARACTERS:,} characters", "more"
        source, hypothesis = context.source.strip(), context.hypothesis.strip()
        if not hypothesis:
            yield "a translation", "nothing"
            return
        packs = (context.source_pack, context.target_pack)
        # Models speak English of whatever they translate.
        for chatter in {p.chatter for p in (pack("en"), *packs) if p.chatter}:
            if (talk := chatter.search(hypothesis)) and not chatter.search(source):
                yield "the translation alone", talk.group().strip()
        if "=" in hypothesis and "=" not in source:
            yield "the translation alone", "="
        if "\n" in hypothesis and "\n" not in source:
            yield "one line", "several"
        abbreviated = [p.abbreviations for p in packs if p.abbreviations]
        ended = _ENDED.search(source) and not any(a.search(source) for a in abbreviated)
        if ended and not _ENDED.search(hypothesis):
            yield f"an ending such as {source[-1]}", f"…{hypothesis[-12:]}"
        if _QUOTATION.search(source) and not _QUOTED.search(hypothesis):
            yield "a quotation", "no quotation marks"
        wanted, held = _sentences(source, abbreviated), _sentences(hypothesis, abbreviated)
        if not wanted - self.fewer <= held <= wanted + self.more:
            yield f"{wanted} sentences", str(held)


def _sentences(text: str, abbreviated: Sequence[re.Pattern[str]]) -> int:
    return 1 + sum(
        not any(pattern.search(text[: match.start() + 1]) for pattern in abbreviated)
        for match in _SENTENCE.finditer(text)
    )
