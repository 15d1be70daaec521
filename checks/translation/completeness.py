"""Whether the translation is the sentence, the whole sentence, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

_CLOSERS = r"[\"'”’»」』)\]）】*_\s]*"
_ENDED = re.compile(rf"[.!?…。！？．]{_CLOSERS}$")
_TALK = re.compile(
    r"^\W*(?:(?:конечно\W+)?вот (?:русский |ваш |мой )?перевод"
    r"|перевод\w*(?: на русский(?: язык)?)?\s*:|русский(?: перевод)?\s*:|(?:sure\W+)?here is"
    r"|translation\s*:|以下是.{0,8}(?:翻译|译文)|这是.{0,6}翻译|翻译(?:如下|结果)?[:：]|译文[:：]"
    r"|中文[:：])"
    r"|[(（\[【]\s*(?:прим(?:ечание|\.)|note\b|注[:：释]|译者?注|译注|перев\.)|\bпримечание:"
    r"|(?:^|\s)注[:：]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W\d_a-zа-яё])|[。！？]+(?=[^。！？”’』」）)\s])"
)
_ABBREVIATED = re.compile(
    r"\b(?:[A-ZА-Я]|[Mm]rs?|[DdSs][rt]|vs|[Nn]o|etc|г|гг|им|т|д|др|тыс|млн|руб|св)\.$"
)
_QUOTATION = re.compile(r"[\"“](?:[^\s\"]+\s+){2,}[^\s\"]+[\"”]")
_QUOTED = re.compile(r"[\"“”„«»「」『』《》‘’]|''")


@dataclass(frozen=True)
class Completeness:
    """The translation ends where the source ends, and has its sentences and its quotations.

    Sees a lost ending, lost or added sentences, lost quotation marks, line breaks, and what models
    say about a translation (*Вот перевод:*, 注：). Cannot see a clause left out in the middle: the
    checks of length and adequacy may.
    """

    name: ClassVar[str] = "completeness"
    more: int = 1
    """Sentences that it may have more than the source, which splitting long ones needs."""
    fewer: int = 1
    """Sentences that it may have less."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first sign that something is missing or added."""
        for expected, seen in self._faults(context.source.strip(), context.hypothesis.strip()):
            return Check(name=self.name, status="failed", expected=expected, seen=seen)
        return Check(name=self.name, status="passed")

    def _faults(self, source: str, hypothesis: str) -> Iterator[tuple[str, str]]:
        if not hypothesis:
            yield "a translation", "nothing"
            return
        if (talk := _TALK.search(hypothesis)) and not _TALK.search(source):
            yield "the translation alone", talk.group().strip()
        if "=" in hypothesis and "=" not in source:
            yield "the translation alone", "="
        if "\n" in hypothesis and "\n" not in source:
            yield "one line", "several"
        ended = _ENDED.search(source) and not _ABBREVIATED.search(source)
        if ended and not _ENDED.search(hypothesis):
            yield f"an ending such as {source[-1]}", f"…{hypothesis[-12:]}"
        if _QUOTATION.search(source) and not _QUOTED.search(hypothesis):
            yield "a quotation", "no quotation marks"
        wanted, held = _sentences(source), _sentences(hypothesis)
        if not wanted - self.fewer <= held <= wanted + self.more:
            yield f"{wanted} sentences", str(held)


def _sentences(text: str) -> int:
    return 1 + sum(
        not _ABBREVIATED.search(text[: match.start() + 1]) for match in _SENTENCE.finditer(text)
    )
