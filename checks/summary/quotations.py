"""Whether quotations are the source's, word for word, and keep their speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Name, Syntax

_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]]*\])\s*")


@dataclass(frozen=True)
class Quotations(Rule):
    """What stands in quotation marks was quoted in the source, from the same speaker.

    Case, punctuation and omissions marked with an ellipsis do not matter. A few words may be put
    in marks though the source has them bare, as titles and terms are. The speaker is looked for
    beside the quotation and in the sentences before it, so a pronoun there lets any name of those
    pass.
    """

    name: ClassVar[str] = "quotations"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "quotations"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    bare_words: int = 3
    """Longest quotation, in words, that the source may have without quotation marks."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first quotation that is not the source's; skip where there is none."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        quotations = _quotations(context.sentence, syntax)
        if not quotations:
            return self.skipped()
        source = "\n".join((context.source, *context.evidence))
        words = _plain(source, syntax)
        quoted = [_plain(text, syntax) for text in _quotations(source, syntax)]
        for text in quotations:
            parts = [part for p in _ELLIPSIS.split(text) if (part := _plain(p, syntax))]
            places = quoted if len(text.split()) > self.bare_words else [words]
            if not any(_in_order(parts, place) for place in places):
                return self.failed(None, f"“{text}”")
        text = quotations[0]
        if not any(_in_order([_plain(text, syntax)], place) for place in quoted):
            return self.passed()
        return self._speaker(context.sentence, text, source, syntax)

    def _speaker(self, sentence: str, quotation: str, source: str, syntax: Syntax) -> Check:
        passed = self.passed()
        speakers = _speakers(sentence, syntax)
        passage = _passage(source, _plain(_ELLIPSIS.split(quotation)[0], syntax), syntax)
        if not speakers or passage is None:
            return passed
        before, holding = passage
        candidates = _speakers(holding, syntax) or syntax.find_names(
            f"{before} {_unquoted(holding, syntax)}"
        )
        if any(syntax.same_name(one, other) for one in speakers for other in candidates):
            return passed
        return self.failed(
            ", ".join(name.text for name in candidates) or None,
            ", ".join(name.text for name in speakers),
        )


def _quotations(text: str, syntax: Syntax) -> list[str]:
    return [match[match.lastgroup or 0] for match in syntax.quotation.finditer(text)]


def _plain(text: str, syntax: Syntax) -> str:
    """Return the folded words of ``text``, each between spaces."""
    words = [syntax.fold(word.text) for word in syntax.find_words(text.replace("’", "'"))]
    return f" {' '.join(words)} " if words else ""


def _in_order(parts: Sequence[str], text: str) -> bool:
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part) - 1
    return True


def _unquoted(text: str, syntax: Syntax) -> str:
    return syntax.quotation.sub(lambda match: " " * len(match[0]), text)


def _speakers(sentence: str, syntax: Syntax) -> tuple[Name, ...]:
    """Return the names that stand next to a verb of speaking, outside quotations."""
    text = _unquoted(sentence, syntax)
    names = syntax.find_names(text)
    speakers: list[Name] = []
    for word in syntax.find_words(text):
        if word.lemma not in syntax.vocabulary.speaking:
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


def _passage(source: str, words: str, syntax: Syntax) -> tuple[str, str] | None:
    """Return what stands before the paragraph that holds the words, and that paragraph."""
    paragraphs = [paragraph for paragraph in source.split("\n") if paragraph.strip()]
    for number, paragraph in enumerate(paragraphs):
        if words and words in _plain(paragraph, syntax):
            return " ".join(paragraphs[max(0, number - 2) : number]), paragraph
    return None
