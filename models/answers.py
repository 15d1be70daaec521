"""Taking a model's chatter off what it was asked for."""

from __future__ import annotations

import re

from language.sentences import split_sentences

_END = re.compile(r"[.!?][\"'”’)\]]*$")
_CUT = re.compile(r"(\.\.\.|…)[\"'”’)\]]*$")
_BULLET = re.compile(r"^(?:[-*•–]|\(?\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^(?:#{1,6}\s|-{3,}$|={3,}$|```)")
_EMPHASIS = re.compile(r"\*\*|__|`")
_LABEL = re.compile(
    r"^(?:(?:final|brief|short|news)\s+)?(?:summary|digest|answer|output|sentence(?:\s*\d+)?|"
    r"key (?:points|facts))\s*:\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^[(\[]?(?:note|disclaimer|please note|i hope|let me know)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"^(?:(?:sure|certainly|of course)\b[,.!]?\s*)?"
    r"(?:here(?:'s| is| are)|below (?:is|are)|the following|this is)\b[^:\n]{0,60}"
    r"\b(?:summary|sentences?|digest|version|points)\b[^:\n]{0,80}:\s*",
    re.IGNORECASE,
)
_TRANSLATION_ANNOUNCED = re.compile(
    r"^(?:(?:sure|certainly|of course)\b[,.!]?\s*)?"
    r"(?:"
    r"(?:here(?:'s| is)|below is|the)\b[^:：\n]{0,40}\btranslat[^:：\n]{0,60}"
    r"|translation(?:\s+(?:in)?to\s+\w+)?|(?:simplified |traditional )?(?:chinese|russian)"
    r"(?:\s+translation)?"
    r"|вот\b[^:：\n]{0,60}перевод[^:：\n]{0,40}|перевод(?:\s+на\s+\w+)?|русский(?:\s+перевод)?"
    r"|(?:以下|下面)是?[^:：\n]{0,30}(?:翻译|译文)[^:：\n]{0,10}|(?:中文)?(?:翻译|译文)(?:如下|为|是)?"
    r")\s*[:：]\s*",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*[(（\[](?:note|примечание|прим\.|注|注意|译注)[^)）\]]*[)）\]]\s*$", re.IGNORECASE
)
_TERMS = re.compile(r"\s*[(（][^()（）]*=[^()（）]*[)）]\s*$")
"""Glossary terms that the model repeats from its prompt."""
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"), ("'", "'"), ("‘", "’"))


def whole_sentences(text: str, *, finished: bool) -> tuple[str, ...]:
    """Return the sentences of a summary as a model wrote it, without what it wrote around them.

    Announcements, headings, bullets, labels and markup go. A sentence that has no end, or that
    the token limit cut (``finished`` is False), is left out: half a fact is none.
    """
    sentences: list[str] = []
    for raw in text.splitlines():
        line = _EMPHASIS.sub("", raw).strip()
        if not line or _HEADING.match(line) or _ASIDE.match(line):
            continue
        line = _LABEL.sub("", _ANNOUNCED.sub("", _BULLET.sub("", line)))
        if not line.endswith(":"):
            sentences += [sentence.text for sentence in split_sentences(line)]
    if not finished:
        sentences = sentences[:-1]
    whole = [s for s in sentences if _END.search(s) and not _CUT.search(s)]
    return tuple(dict.fromkeys(whole))


def clean_translation(text: str, source: str) -> str:
    """Return the translation of one sentence out of what a chat model answered; may be empty."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("```")]
    while len(lines) > 1 and lines[0].endswith((":", "：")) and not source.endswith(":"):
        del lines[0]
    if not lines:
        return ""
    if "**" not in source:
        lines = [line.replace("**", "") for line in lines]
    answer = _TRANSLATION_ANNOUNCED.sub("", lines[0])
    if not answer and len(lines) > 1:
        answer = lines[1]
    if "=" not in source:
        answer = _TERMS.sub("", answer)
    return _unquote(_REMARK.sub("", answer).strip(), source).strip()


def _unquote(answer: str, source: str) -> str:
    """Take off quotation marks around the whole answer that the source does not have."""
    for opening, closing in _QUOTES:
        inner = answer[1:-1]
        if (
            len(answer) > 2
            and answer.startswith(opening)
            and answer.endswith(closing)
            and opening not in inner
            and not source.lstrip().startswith(tuple(mark for mark, _ in _QUOTES))
        ):
            return inner
    return answer
