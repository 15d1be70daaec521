"""The translations for translators' tools (XLIFF 2.1), a file per target language.

A file of it is an entry, a unit a sentence. A translation that passes its checks has the state
``translated``; what fails one, or is missing, stands at ``initial`` with a note that says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from xml.sax.saxutils import quoteattr

from lxml import etree

from digests.digest import DigestHead, DigestSentence
from digests.render.exchange import made_by, xml_text
from digests.render.formats import File
from digests.render.view import DigestView, StoryView, warning

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_NO_TOKEN = re.compile(r"[^\w.-]", re.ASCII)


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return a file per target language."""
    return {
        f"digest.{target}.xlf": File(partial(_story, head, target), partial(_page, target))
        for target in head.targets
    }


def _page(target: str, page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    languages = f"srcLang={quoteattr(page.head.source_language)} trgLang={quoteattr(target)}"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{_NAMESPACE}" version="2.1" {languages}>\n'
    written = False
    for story in stories:
        written = True
        yield story
    if not written:  # a document has at least one file, a file at least one unit
        yield '<file id="empty"><unit id="empty"><segment><source/></segment></unit></file>\n'
    yield "</xliff>\n"


def _story(head: DigestHead, target: str, story: StoryView) -> str:
    entry = story.entry
    file = etree.Element("file", id=_token(entry.id), original=xml_text(entry.id))
    urls = [passage.url for passage in story.passages if passage.url]
    _notes(file, [("machine", made_by(head, target)), *(("source", url) for url in urls)])
    for sentence in entry.translatable:
        _unit(file, sentence, target)
    return f"{etree.tostring(file, encoding='unicode')}\n"


def _unit(file: etree._Element, sentence: DigestSentence, target: str) -> None:
    translation = sentence.translations.get(target)
    failed = (*sentence.failed, *(translation.failed if translation else ()))
    doubts = [("check", xml_text(warning(check))) for check in failed]
    if not sentence.supported:
        doubts.insert(0, ("unsupported", "The source does not support this sentence"))
    if translation is None:
        doubts.append(("missing", "Not translated"))
    unit = etree.SubElement(file, "unit", id=_token(sentence.id))
    _notes(unit, doubts)
    fine = translation is not None and not doubts
    segment = etree.SubElement(unit, "segment", state="translated" if fine else "initial")
    etree.SubElement(segment, "source").text = xml_text(sentence.text)
    if translation is not None:
        etree.SubElement(segment, "target").text = xml_text(translation.text)


def _notes(parent: etree._Element, notes: list[tuple[str, str]]) -> None:
    if notes:
        group = etree.SubElement(parent, "notes")
        for category, text in notes:
            etree.SubElement(group, "note", category=category).text = text


def _token(key: str) -> str:
    """Make an id that XML takes for a name token."""
    return _NO_TOKEN.sub("_", key) or "_"
