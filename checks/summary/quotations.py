"""Whether quotations are the source's, word for word, and keep their speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.names import Name, find_names, same_name
from language.english.words import REPORTING, find_words, fold, word_table

# An opening mark, and the paragraph's end where the closing mark is missing: in news, a quotation
# that runs over several paragraphs is closed only in the last.
_QUOTATION = re.compile(
    r"“(?P<curly>[^“”\n]+)(?:”|(?=\n|$))"
    r"|\"(?P<straight>[^\"\n]+)(?:\"|(?=\n|$))"
    r"|(?<!\w)‘(?P<single>[^‘\n]+?)’(?!\w)"
)
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]]*\])\s*")
_SPEAKING = REPORTING | word_table("accord ask call describe put quote speak")


@dataclass(frozen=True)
class Quotations(Rule):
    """What stands in quotation marks was quoted in the source, from the same speaker.

    Case, punctuation and omissions marked with an ellipsis do not matter. A few words may be put
    in marks though the source has them bare, as titles and terms are. The speaker is looked for
    beside the quotation and in the sentences before it, so a pronoun there lets any name of those
    pass.
    """

    name: ClassVar[str] = "quotations"
    subject: ClassVar[str] = "quotations"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    bare_words: int = 3
    """Longest quotation, in words, that the source may have without quotation marks."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first quotation that is not the source's; skip where there is none."""
        quotations = list(_quotations(context.sentence))
        if not quotations:
            return self.skipped()
        source = "\n".join((context.source, *context.evidence))
        words = _plain(source)
        quoted = [_plain(text) for _, text in _quotations(source)]
        for _, text in quotations:
            parts = [part for part in map(_plain, _ELLIPSIS.split(text)) if part]
            places = quoted if len(text.split()) > self.bare_words else [words]
            if not any(_in_order(parts, place) for place in places):
                return self.failed("words that the source quotes", f"“{text}”")
        text = quotations[0][1]
        if not any(_in_order([_plain(text)], place) for place in quoted):
            return self.passed()
        return self._speaker(context.sentence, text, source)

    def _speaker(self, sentence: str, quotation: str, source: str) -> Check:
        passed = self.passed()
        speakers = _speakers(sentence)
        passage = _passage(source, _plain(_ELLIPSIS.split(quotation)[0]))
        if not speakers or passage is None:
            return passed
        before, holding = passage
        candidates = _speakers(holding) or find_names(f"{before} {_unquoted(holding)}")
        if any(same_name(speaker, candidate) for speaker in speakers for candidate in candidates):
            return passed
        return self.failed(
            ", ".join(name.text for name in candidates) or "no named speaker",
            ", ".join(name.text for name in speakers),
        )


def _quotations(text: str) -> Iterator[tuple[int, str]]:
    for match in _QUOTATION.finditer(text):
        yield match.start(), match[match.lastgroup or 0]


def _plain(text: str) -> str:
    """Return the folded words of ``text``, each between spaces."""
    words = [fold(word.text) for word in find_words(text.replace("’", "'"))]
    return f" {' '.join(words)} " if words else ""


def _in_order(parts: Sequence[str], text: str) -> bool:
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part) - 1
    return True


def _unquoted(text: str) -> str:
    return _QUOTATION.sub(lambda match: " " * len(match[0]), text)


def _speakers(sentence: str) -> tuple[Name, ...]:
    """Return the names that stand next to a verb of speaking, outside quotations."""
    text = _unquoted(sentence)
    names = find_names(text)
    speakers: list[Name] = []
    for word in find_words(text):
        if word.lemma not in _SPEAKING:
            continue
        before = [name for name in names if name.end <= word.start]
        after = [name for name in names if name.start >= word.end]
        if before and not re.search(r"[.;:]", text[before[-1].end : word.start]):
            # Of the clause's names the first is the subject, but in apposition the last can be.
            speakers += before
        elif after and after[0].start - word.end < 40:
            speakers.append(after[0])
    # A country or an office beside a name only describes the speaker.
    named = [name for name in speakers if name.kind in {"name", "acronym"}]
    return tuple(named or speakers)


def _passage(source: str, words: str) -> tuple[str, str] | None:
    """Return what stands before the paragraph that holds the words, and that paragraph."""
    paragraphs = [paragraph for paragraph in source.split("\n") if paragraph.strip()]
    for number, paragraph in enumerate(paragraphs):
        if words and words in _plain(paragraph):
            return " ".join(paragraphs[max(0, number - 2) : number]), paragraph
    return None
