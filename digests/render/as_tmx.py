"""The translations as a translation memory (TMX 1.4), a unit per sentence with all languages.

A memory is used without a look: what is unsupported, or fails a check, is left out. XLIFF has all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.metadata import version

from lxml import etree

from digests.digest import DigestHead, DigestSentence
from digests.render.exchange import made_by, utc, xml_text
from digests.render.formats import File
from digests.render.view import DigestView, StoryView
from digests.report import author

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format."""
    return {"digest.tmx": File(partial(_story, head), _page)}


def _page(page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    head = page.head
    header = etree.Element(
        "header",
        creationtool="polydigest",
        creationtoolversion=version("polydigest"),
        segtype="sentence",
        datatype="plaintext",
        adminlang="en",
        srclang=head.source_language,
        creationdate=re.sub("[:-]", "", utc(head.created)),
        attrib={"o-tmf": "polydigest"},
    )
    for target in head.targets:
        etree.SubElement(header, "note").text = f"{target}: {made_by(head, target)}"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield f'<tmx version="1.4">\n{_xml(header)}\n<body>\n'
    yield from stories
    yield "</body>\n</tmx>\n"


def _story(head: DigestHead, story: StoryView) -> str:
    units = (_unit(head, sentence) for sentence in story.entry.translatable if sentence.supported)
    return "".join(f"{_xml(unit)}\n" for unit in units if len(unit) > 1)


def _unit(head: DigestHead, sentence: DigestSentence) -> etree._Element:
    unit = etree.Element("tu", tuid=xml_text(sentence.id))
    _variant(unit, head.source_language, sentence.text)
    for target, translation in sentence.translations.items():
        if not translation.failed and xml_text(translation.text):
            writer = author(head.models, "translation", target)
            _variant(unit, target, translation.text, creationid=f"machine: {writer or 'unknown'}")
    return unit


def _variant(unit: etree._Element, language: str, text: str, **attributes: str) -> None:
    variant = etree.SubElement(unit, "tuv", {_LANG: language, **attributes})
    etree.SubElement(variant, "seg").text = xml_text(text)


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode")
