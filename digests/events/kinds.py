"""Which articles report one happening, and which give an opinion or retell several."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from articles.article import Article
from language.pack import pack

Kind = Literal["report", "opinion", "round-up"]

_OPINION = re.compile(
    r"opinions?|comment(?:ary|isfree)?|editorials?|columns?|columnists?|op-?eds?|letters?|voices"
    r"|views?|ideas|blogs?|analysis|mneni[ye]|kolonki|guandian|pinglun|shelun"
)
_ROUND_UP = re.compile(r"(?:morning-|evening-|daily-)?(?:briefings?|digests?|round-?ups?)")


def kind_of(article: Article) -> Kind:
    """Tell the kind of an article by what its paper says: title, section, tags and address.

    A text that says nothing of itself is a report.
    """
    source = article.source
    genres = pack(article.language).genres
    title = article.title.casefold()
    shelves = [shelf.casefold() for shelf in (source.section, *source.tags) if shelf]
    if source.url:
        shelves += [part.casefold() for part in urlsplit(source.url).path.split("/")[1:-1]]
    if (genres and genres.round_up.search(title)) or any(map(_ROUND_UP.fullmatch, shelves)):
        return "round-up"
    byline = (source.byline or "").casefold()
    signed = bool(byline) and re.match(rf"{re.escape(byline)}\s*[:|–—-]", title) is not None
    if (
        signed or (genres and any(genres.opinion.search(text) for text in (title, *shelves)))
    ) or any(map(_OPINION.fullmatch, shelves)):
        return "opinion"
    return "report"
