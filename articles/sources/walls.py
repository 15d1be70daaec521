"""Pages that stand before a story, or in place of one: known by name, never read as the story.

What a page declares and how it is built count before what it says, since words are known in some
languages only (``walls.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import ParserError

from articles.article import ArticleError
from articles.extract.blocks import ends_as_sentence
from articles.extract.body import squeezed
from articles.extract.characters import one_line
from articles.extract.encodings import decode
from articles.extract.json_ld import is_article, read_nodes
from articles.extract.tags import is_too_much_for_a_parser
from articles.fetch.fetcher import Fetched
from base.yaml_files import parse_yaml
from language.detection import detect_language
from language.sentences import split_sentences

SHORT = 1_000
"""Characters below which a text may be a teaser, or no story at all, by little evidence."""
LONG = 3_000
"""Characters above which a teaser must be shown to lack something."""
NOTHING = 200
"""Characters that are left of a story where there is none."""
WHOLE = 0.8
"""Share of the declared words from which on a text is the whole story."""
LACKING = 100
"""Words that a teaser lacks at least of what is declared, which is half of them or more."""

_WALL_NAMES = re.compile(
    r"pay-?wall|reg-?wall|meter(?:ed)?-?(?:wall|content)|subscri(?:ption|ber)s?-?(?:wall|required|only)"
    r"|(?:premium|locked|gated)-?(?:wall|teaser|overlay|content)|content-?gate|abo-?wall"
    r"|\bpiano-|\btp-(?:modal|container|backdrop)",
    re.I,
)
_CHALLENGE = re.compile(
    r"challenges\.cloudflare\.com|/cdn-cgi/challenge-platform/|captcha-delivery\.com|px-captcha"
    r"|_Incapsula_Resource|hcaptcha\.com/1/api|recaptcha/(?:api|enterprise)\.js|smartcaptcha",
    re.I,
)
"""Scripts of those who ask readers to prove that they are people."""
_CONSENT_PLACE = re.compile(
    r"^(?:consent|cmp|privacy|cookies?)\.|/(?:collect)?consent(?:/|$)", re.I
)
_MISSING_PLACE = re.compile(r"/(?:404|not-?found|error(?:-?404)?)(?:\.\w{2,5})?/?$", re.I)
_ROOTS = "//div[@id='root' or @id='app' or @id='__next' or @id='__nuxt']"
_CUT = re.compile(r"(?:\.{3,}|…|[\[(]\s*(?:…|\.{3})\s*[\])])\s*$")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_DECLARES = re.compile(rb"isAccessibleForFree|content_tier|wordCount", re.I)
_MOST_CLASSES = 20
"""Of elements that a page says are not free."""
_MOST_TEXT = 200_000
"""Characters of a page in which words of a wall are looked for."""
_CLASS = re.compile(r"\.([\w-]{1,100})\s*$")


def find_wall(page: bytes, story: str, fetched: Fetched) -> str | None:
    """Return what a page is instead of the story that its URL promises, or None.

    Such as ``paywall teaser, 2 sentences``, ``consent wall`` or ``soft 404``.

    Args:
        page: The page.
        story: The text that was taken out of it, a blank line between paragraphs; nothing where
            there was none.
        fetched: How the page was got.

    """
    if place := _leads_elsewhere(fetched):
        return place
    is_short = len(story) < SHORT
    if not (is_short or _is_cut(story) or _DECLARES.search(page)):
        return None
    try:
        text = decode(page, fetched.final_url, _charset(fetched)).text
        if is_too_much_for_a_parser(text):
            return None
        parser = html.HTMLParser(encoding="utf-8")
        tree: Any = html.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ArticleError, ParserError, ValueError):
        return None
    whole = _text(tree, "//body//text()[not(ancestor::script or ancestor::style)]")
    if is_short and (name := _in_place_of_a_story(tree, story, whole)):
        return name
    return _teaser(tree, story, whole)


def _charset(fetched: Fetched) -> str | None:
    header = Message()
    header["Content-Type"] = fetched.media_type
    return header.get_content_charset()


def _leads_elsewhere(fetched: Fetched) -> str | None:
    asked, found = urlsplit(fetched.url), urlsplit(fetched.final_url)
    if asked.path.strip("/") and not found.path.strip("/") and not found.query:
        return "soft 404: led to the front page"
    if fetched.url != fetched.final_url:
        if _MISSING_PLACE.search(found.path) and not _MISSING_PLACE.search(asked.path):
            return "soft 404: led to a page for errors"
        place = f"{found.hostname}{found.path}"
        if _CONSENT_PLACE.search(place) and asked.hostname != found.hostname:
            return "consent wall"
    return None


def _in_place_of_a_story(tree: Any, story: str, whole: str) -> str | None:
    titles = (text for each in tree.iter("title", "h1") for text in each.itertext())
    title = one_line(" ".join(islice(titles, 300)))[:300]
    sentences = _sentences(story)
    if _said("gone").search(title) and len(story) < SHORT / 2:
        return "soft 404"
    scripts = [str(source) for source in tree.xpath("//script/@src | //iframe/@src")]
    asks = _said("captcha")
    if asks.search(f"{title} {whole[:3_000]}") and _is_nothing(sentences, asks):
        return "CAPTCHA"
    if len(whole) < NOTHING and any(_CHALLENGE.search(source) for source in scripts):
        return "CAPTCHA"
    asks = _said("script")
    if asks.search(whole) and _is_nothing(sentences, asks):
        return "needs JavaScript"
    shown = _text(tree, "//body//text()[not(ancestor::script or ancestor::style"
                  " or ancestor::noscript)]")  # fmt: skip
    if scripts and len(shown) < NOTHING and tree.xpath(_ROOTS):
        return "needs JavaScript"
    about = sum(bool(_said("privacy").search(sentence)) for sentence in sentences)
    if _said("consent").search(whole) and 2 * about >= len(sentences):
        return "consent wall"
    return None


@dataclass(frozen=True)
class _Declared:
    """What a page says of who may read it."""

    is_closed: bool | None
    """Whether it is not free; None where it does not say."""
    parts: tuple[str, ...]
    """Classes of the elements that are not free."""
    words: int
    """Of the whole story; 0 where it does not say."""
    tier: str
    """Free, metered, locked, or nothing."""


def _teaser(tree: Any, story: str, whole: str) -> str | None:
    """Name a text that is the beginning of a story, whose rest is kept back."""
    declared = _read_declared(tree)
    words = len(_WORD.findall(story))
    is_short = len(story) < SHORT
    if _holds(tree, declared.parts, story):
        return None
    is_whole = declared.words and words >= WHOLE * declared.words
    if not is_short and (is_whole or declared.is_closed is False):
        return None
    lacks = 2 * words <= declared.words and declared.words - words >= LACKING
    closed = declared.is_closed or (declared.is_closed is None and declared.tier == "locked")
    asks = bool(
        declared.tier == "metered" or _said("subscribe").search(whole) or _has_wall(tree, story)
    )
    if is_short:
        is_teaser = closed or asks or lacks
    elif closed:
        could_be = len(story) < LONG and (asks or bool(declared.parts))
        is_teaser = lacks or _is_cut(story) or could_be
    else:
        is_teaser = (lacks and (asks or _is_cut(story))) or (
            asks and _is_cut(story) and len(story) < LONG
        )
    if not is_teaser:
        return None
    count = len(_sentences(story))
    kind = "paywall teaser" if closed or asks else "teaser"
    return f"{kind}, {count} sentence{'s' * (count != 1)}"


def _read_declared(tree: Any) -> _Declared:
    nodes = sorted(read_nodes(tree), key=lambda node: not is_article(node))
    free = [node["isAccessibleForFree"] for node in nodes if "isAccessibleForFree" in node]
    counts = [str(node.get("wordCount") or "") for node in nodes[:1]]
    tiers = tree.xpath("//meta[contains(@property, 'content_tier')]/@content")
    return _Declared(
        _is_false(free[0]) if free else None,
        tuple(name for node in nodes for name in _closed_parts(node)),
        next((int(count) for count in counts if re.fullmatch(r"[0-9]{1,6}", count)), 0),
        str(tiers[0]).strip().lower() if tiers else "",
    )


def _closed_parts(node: dict[str, Any]) -> Iterator[str]:
    parts = node.get("hasPart")
    for part in parts[:20] if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and _is_false(part.get("isAccessibleForFree")):
            selectors = part.get("cssSelector")
            for each in selectors[:20] if isinstance(selectors, list) else [selectors]:
                for selector in str(each or "").split(","):
                    if match := _CLASS.search(selector):
                        yield match[1]


def _is_false(value: object) -> bool:
    return str(value).strip().lower().rpartition("/")[2] == "false"


def _holds(tree: Any, classes: Iterable[str], story: str) -> bool:
    """Whether the story has much of what lies in elements that are said not to be free."""
    paragraphs = [squeezed(each) for each in story.split("\n\n")]
    for name in islice(classes, _MOST_CLASSES):
        path = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        for element in tree.xpath(path)[:50]:
            text = squeezed(str(element.text_content()))
            if sum(len(each) for each in paragraphs if each and each in text) >= NOTHING:
                return True
    return False


def _has_wall(tree: Any, story: str) -> bool:
    """Whether an element is named as a wall, and is not the frame of the story itself."""
    first = squeezed(story.partition("\n\n")[0])
    for element in tree.iter("*"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in {"html", "body"} and _WALL_NAMES.search(names):
            text = squeezed(str(element.text_content()))
            if not first or first not in text:
                return True
    return False


def _is_cut(story: str) -> bool:
    """Whether a text breaks off: in an ellipsis, or within a sentence as no paragraph before."""
    *before, last = [each for each in story.split("\n\n") if each.strip()] or [""]
    if _CUT.search(last.rstrip()[-20:]):
        return True
    is_whole = ends_as_sentence(last) or len(last) < 40
    return not is_whole and len(before) > 1 and all(map(ends_as_sentence, before))


def _is_nothing(sentences: list[str], request: re.Pattern[str]) -> bool:
    """Whether a text is hardly more than a request."""
    return sum(len(each) for each in sentences if not request.search(each)) < NOTHING


def _sentences(story: str) -> list[str]:
    if not story:
        return []
    return [each.text for each in split_sentences(story, detect_language(story) or "en")]


def _text(tree: Any, path: str) -> str:
    return one_line(" ".join(map(str, tree.xpath(path)))[: 2 * _MOST_TEXT])[:_MOST_TEXT]


@cache
def _said(kind: str) -> re.Pattern[str]:
    """Return one pattern for what pages of a kind say in all languages of the table."""
    data = (files("articles.sources") / "walls.yaml").read_bytes()
    table: dict[str, dict[str, str]] = parse_yaml(data, "walls.yaml")
    lines = (line for words in table.values() for line in words[kind].splitlines())
    return re.compile("|".join(f"(?:{line})" for line in lines), re.I)
