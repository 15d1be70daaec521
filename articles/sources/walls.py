"""Pages that stand before a story, or in place of one: known by name, never read as the story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import ParserError

from articles.extract.characters import one_line
from articles.fetch.fetcher import Fetched
from language.sentences import split_sentences

SHORT = 1_000
"""Characters below which a text may be a teaser, or no story at all."""
NOTHING = 200
"""Characters that are left of a story where there is none."""

_CAPTCHA = re.compile(
    r"captcha|are you a (?:robot|human)|verify (?:that )?you are (?:a )?human|unusual traffic"
    r"|checking your browser|just a moment\.\.\.|press (?:and|&) hold",
    re.I,
)
_SCRIPT = re.compile(
    r"(?:enable|turn on|activate|requires?|needs?|without) java ?script"
    r"|java ?script (?:is (?:disabled|required|not enabled)|must be enabled)",
    re.I,
)
_CONSENT = re.compile(
    r"\b(?:we (?:and our \S+ )?(?:use|value|store)|accept|agree to|manage|reject)\b"
    r".{0,80}\b(?:cookies?|your privacy|consent|tracking)\b",
    re.I,
)
_ABOUT_CONSENT = re.compile(r"cookie|consent|privacy|partners|tracking|personal data", re.I)
_NOT_FOUND = re.compile(
    r"\b404\b|page (?:not found|can(?:no|')t be found|does ?n[o']t exist|no longer exists)"
    r"|no longer available|(?:article|story) (?:not found|has been (?:removed|deleted))",
    re.I,
)
_SUBSCRIBE = re.compile(
    r"subscribe (?:now )?to (?:read|continue|unlock)|to (?:continue|keep) reading"
    r"|for subscribers only|(?:sign|log) in to (?:read|continue)|free articles? (?:left|remaining)",
    re.I,
)
_WALL_NAMES = re.compile(
    r"pay-?wall|meter(?:ed)?-?(?:wall|content)|subscription-?(?:wall|required)", re.I
)


def find_wall(page: bytes, story: str, fetched: Fetched) -> str | None:
    """Return what a page is instead of the story that its URL promises, or None.

    Such as ``paywall teaser, 2 sentences``, ``consent wall`` or ``soft 404``.

    Args:
        page: The page.
        story: The text that was taken out of it; nothing where there was none.
        fetched: How the page was got.

    """
    if _leads_home(fetched):
        return "soft 404: led to the front page"
    if len(story) >= SHORT:
        return None
    try:
        tree: Any = html.fromstring(page)
    except (ParserError, ValueError):
        return None
    title = _text(tree, "//title//text() | //h1//text()")[:300]
    whole = _text(tree, "//body//text()[not(ancestor::script or ancestor::style)]")
    sentences = [sentence.text for sentence in split_sentences(story, "en")] if story else []
    if _NOT_FOUND.search(title) and len(story) < SHORT / 2:
        return "soft 404"
    if _CAPTCHA.search(f"{title} {whole[:3_000]}") and _is_nothing(sentences, _CAPTCHA):
        return "CAPTCHA"
    if _SCRIPT.search(whole) and _is_nothing(sentences, _SCRIPT):
        return "needs JavaScript"
    about = sum(bool(_ABOUT_CONSENT.search(sentence)) for sentence in sentences)
    if _CONSENT.search(whole) and 2 * about >= len(sentences):
        return "consent wall"
    names = tree.xpath("//body//@class | //body//@id")[:5_000]
    if (
        False in _declared(tree)
        or _SUBSCRIBE.search(whole)
        or any(_WALL_NAMES.search(name) for name in names)
    ):
        return f"paywall teaser, {len(sentences)} sentence{'s' * (len(sentences) != 1)}"
    return None


def _leads_home(fetched: Fetched) -> bool:
    """Whether the URL of a story led to the front page."""
    asked, found = urlsplit(fetched.url), urlsplit(fetched.final_url)
    return bool(asked.path.strip("/") and not found.path.strip("/") and not found.query)


def _is_nothing(sentences: list[str], request: re.Pattern[str]) -> bool:
    """Whether a text is hardly more than a request."""
    return sum(len(each) for each in sentences if not request.search(each)) < NOTHING


def _text(tree: Any, path: str) -> str:
    return one_line(" ".join(map(str, tree.xpath(path))))


def _declared(tree: Any) -> Iterator[bool]:
    """Yield what schema.org's isAccessibleForFree says of the page."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            waiting = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node[:100]
            elif isinstance(node, dict):
                waiting.append(node.get("@graph"))
                if "isAccessibleForFree" in node:
                    yield str(node["isAccessibleForFree"]).lower() != "false"
