"""Whether the translation is written as its language is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule
from language.pack import LanguagePack

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_CYRILLIC = "\u0400-\u04ff"
_LETTERS = re.compile(r"[^\W\d_]+")
_SEAM = re.compile(
    rf"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]|[\u4e00-\u9fff][{_CYRILLIC}]"
    rf"|[{_CYRILLIC}][\u4e00-\u9fff]"
)
_LATIN_WORD = re.compile(rf"[{_LATIN}]+(?:['’-][{_LATIN}]+)*")
_LATIN_RUN = re.compile(rf"[{_LATIN}]+(?:[ '’&/-]+[{_LATIN}]+)*")
_UNIT = re.compile(rf"(?<=\d)\s?[{_LATIN}]{{1,3}}\b")
_NOT_PROSE = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)\S{1,64}@\S+|[@#][\w#-]+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|org|net|ru|cn|uk|gov|eu)\b\S*"
)


@dataclass(frozen=True)
class Script(Rule):
    """The translation holds no words left as they were, mixed from two scripts or in a third.

    Sees *lethalные*, *Чinese*, Cyrillic in Chinese, traditional characters in simplified Chinese
    and Latin words that are no names, acronyms or brands of the source. Cannot see Latin names
    that should have been transliterated: the check of names does, where it knows them.
    """

    name: ClassVar[str] = "script"
    subject: ClassVar[str] = "script"
    acronym: int = 5
    """Longest Latin word in capitals that may stand without being in the source."""

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str | None:
        """See `Rule`: the last is the translation's."""
        return cls.subject if packs[-1].writing else None

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first words that do not belong; skip where the writing is not known."""
        writing = context.target_pack.writing
        if writing is None:
            return self.skipped(context.target_pack.lacks("writing"))
        text = _UNIT.sub(" ", _NOT_PROSE.sub(" ", context.hypothesis))
        wrong = [
            *(word for word in _LETTERS.findall(text) if _SEAM.search(word)),
            *(w for w in writing.other_scripts.findall(text) if w not in context.source),
            *self._left_over(context, text),
            *writing.variants(text),
        ]
        if not wrong:
            return self.passed()
        return self.failed(
            f"words in the script of {context.target}", ", ".join(dict.fromkeys(wrong))
        )

    def _left_over(self, context: TranslationContext, text: str) -> Iterator[str]:
        """Yield Latin words that are not the source's, or are its plain words."""
        syntax = context.source_pack.syntax
        names = {
            match.group().casefold(): match.group()
            for match in _LATIN_WORD.finditer(context.source)
        }
        accepted = {
            match.group().casefold()
            for term in context.terms
            for rendering in term.renderings
            for match in _LATIN_WORD.finditer(rendering)
        }
        source = context.source.casefold()
        kept = {
            place
            for run in _LATIN_RUN.finditer(text)
            if not run.group().islower() and run.group().casefold() in source
            for place in range(*run.span())
        }
        for match in _LATIN_WORD.finditer(text):
            word = match.group()
            if match.start() in kept:
                continue
            written = names.get(word.casefold())
            if len(word) == 1 or (word.isupper() and len(word) <= self.acronym):
                continue
            if word.casefold() in accepted:
                continue
            if written is None or (syntax and written.islower() and syntax.known_word(written)):
                yield word
