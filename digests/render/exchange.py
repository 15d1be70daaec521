"""What the formats for other systems share: identifiers, texts, and the machine-made label."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

from digests.digest import DigestHead, DigestSentence, Entry
from digests.render.view import plain
from digests.report import author

MACHINE_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's term for what a trained model has made."""

UNSUPPORTED = "Not supported by the source: "

DOUBTED = "⚠"
"""Stands before a text that fails a check."""

# Identifiers are hashed from it (UUID version 5): it never changes.
_NAMESPACE = uuid.UUID("6f5a3d2e-7c1b-5d4e-9a80-2b1c5e7f9d13")

# What XML 1.0 cannot hold, not even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def uri(*parts: str) -> str:
    """Return an identifier of what these parts name, such as an entry and a language."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, '|'.join(parts))}"


def xml_text(text: str) -> str:
    """Make a text one line that XML can hold."""
    return _NOT_XML.sub("", plain(text))


def made_by(head: DigestHead, target: str | None = None) -> str:
    """Name the models that wrote the summaries and, where a target is given, its translations."""
    summariser = author(head.models, "model", head.source_language)
    said = f"Summary by machine ({summariser or 'model not named'})"
    if target is not None:
        translator = author(head.models, "translation", target)
        said += f", translation by machine ({translator or 'model not named'})"
    return f"{said}; {DOUBTED}: doubted by an automatic check"


def text_in(sentence: DigestSentence, target: str | None) -> str | None:
    """Return a sentence, or its translation where there is one, as one line.

    What the source does not support says so, in English: it must not pass for a fact. What fails
    a check bears a mark.
    """
    if target is not None and target not in sentence.translations:
        return None
    shown = sentence if target is None else sentence.translations[target]
    if not sentence.supported:
        return UNSUPPORTED + plain(shown.text)
    return f"{DOUBTED} {plain(shown.text)}" if shown.failed else plain(shown.text)


def body(entry: Entry, target: str | None) -> list[str]:
    """Return the supported sentences of a summary in a language, untranslated ones left out."""
    texts = (text_in(sentence, target) for sentence in entry.summary if sentence.supported)
    return [text for text in texts if text is not None]


def utc(moment: datetime) -> str:
    """Write a point in time as RFC 3339 has it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
