"""What the lines around a story say of it: who signs it, and when it was published.

They are asked where the page declares nothing: a line below the headline, a labelled fact, a name
that stands alone in front of the story or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from articles.extract.blocks import Block, ends_as_sentence
from articles.extract.body import Verdict
from articles.extract.bylines import is_list_of_names, labelled_names, split_byline
from articles.extract.characters import one_line
from articles.extract.dates import written_date
from articles.extract.page_blocks import PageBlock

_HEADER = 12
"""Blocks between headline and story that are looked at."""
_LINE = 120
_DATE_LABEL = re.compile(
    r"(?:date|datum|published|publication date|veröffentlicht|erstellt|stand|fecha|publicado|publié"
    r"|data|pubblicato|дата|опубликовано|опубліковано|publicerad|publisert|日期|发布时间|公開日)\b",
    re.I,
)


def lines_around(blocks: Sequence[PageBlock], verdicts: Sequence[Verdict]) -> list[str]:
    """Return the short lines between the headline and the story, and what is labelled below."""
    first = next(
        (
            n
            for n, (each, verdict) in enumerate(zip(blocks, verdicts, strict=True))
            if verdict.part != "outside" and ends_as_sentence(each.block.text)
        ),
        len(blocks),
    )
    above = [
        n for n in range(first) if verdicts[n].reason == "title" or verdicts[n].part != "outside"
    ]
    start = above[0] + 1 if above else first
    header = [*range(max(start, first - _HEADER), first)]
    below = [n for n in range(first, len(blocks)) if verdicts[n].part == "outside"]
    texts = [one_line(blocks[n].block.text) for n in header]
    texts += [
        text
        for n in below
        if len(text := one_line(blocks[n].block.text)) <= _LINE
        and (_DATE_LABEL.match(text) or labelled_names(text, must_name=True))
    ]
    return [text for text in texts if 0 < len(text) <= _LINE]


def dates_in(lines: Sequence[str]) -> list[str]:
    """Return the dates that are written in ``lines``."""
    return [date for line in lines if (date := written_date(line))]


def names_in(lines: Sequence[str]) -> list[str]:
    """Return the names in the first of ``lines`` that is a signature."""
    return next(([names] for line in lines if (names := labelled_names(line))), [])


def name_alone(blocks: Sequence[Block], sites: Sequence[str]) -> int | None:
    """Return the number of the block, above the first sentence or last, that only names people."""
    header = sum(1 for _ in takewhile(lambda block: not ends_as_sentence(block.text), blocks))
    last = len(blocks) - 1
    places = [*range(min(header, 4))]
    if last > header and ends_as_sentence(blocks[last - 1].text):
        places.append(last)
    return next(
        (
            number
            for number in places
            if blocks[number].kind == "paragraph"
            and is_list_of_names(one_line(blocks[number].text))
            and split_byline(one_line(blocks[number].text), sites)[0]
        ),
        None,
    )
