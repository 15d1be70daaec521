"""How much of the story is extracted from real pages, and how much that is not the story.

python -m benchmarks.extraction PAGES            # folder with article-extraction-benchmark, fundus
python -m benchmarks.extraction PAGES --part 1   # only pages of odd hash: not those to tune on
python -m benchmarks.extraction PAGES --show 20  # and what is wrong on each page

The pages are not part of the project: scrapinghub/article-extraction-benchmark (gzipped pages in
``html/`` and ``ground-truth.json``) and the test pages of flairNLP/fundus (``COUNTRY/NAME_DATE.html
.gz`` beside ``NAME.json``). Plain trafilatura reads the same pages in the same run.

F1 of the first set is its own: multisets of token 4-grams, their true and false positives averaged
a page; a page that is refused has no text. That of the second is over multisets of tokens, averaged
a page. A paragraph is lost where less than a third of its token trigrams are in the text, furniture
where less than a third of a sentence's are in the reference.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

import trafilatura
from lxml.html import HTMLParser, document_fromstring

from articles.article import Article, ArticleError
from articles.assemble import RawArticle, make_article
from articles.extract.encodings import decode
from articles.extract.extraction import Extract
from articles.extract.media import extract
from articles.publishers import find_agency
from language.detection import detect_language
from language.sentences import split_sentences

SHORT = 6
"""Tokens below which a paragraph or sentence is not counted as lost or as furniture."""
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")
_LINES = re.compile(r"\s*\n\s*")
ENGLISH = {"us", "uk", "au", "ca", "ind", "za", "na", "ls", "tz", "my"}


@dataclass(frozen=True)
class Page:
    """A page and what people say is on it."""

    name: str
    group: str
    path: Path
    paragraphs: tuple[str, ...]
    text: str
    """The reference: paragraphs and the headings between them, in the order of reading."""
    title: str | None = None
    authors: tuple[str, ...] | None = None
    day: str | None = None

    @property
    def part(self) -> int:
        """0: to tune on; 1: to report on."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2


@dataclass(frozen=True)
class Reading:
    """What a program makes of a page; no text where it refuses it."""

    text: str = ""
    title: str | None = None
    byline: str | None = None
    agency: str | None = None
    published: str | None = None
    seconds: float = 0.0
    refusal: str | None = None


@dataclass
class Score:
    """Counts of a group of pages under one program."""

    matches: list[tuple[float, float, float]] = field(default_factory=list)
    f1: list[float] = field(default_factory=list)
    right: dict[str, list[bool]] = field(default_factory=dict)
    headline: list[bool] = field(default_factory=list)
    """Whether the title is the reference's, or the page's own main heading."""
    lost: int = 0
    furniture: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


def tokens(text: str) -> list[str]:
    """Return the words of a text, the characters of scripts without spaces."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold())


def shingles(words: Sequence[str], width: int) -> Counter[tuple[str, ...]]:
    """Count the runs of ``width`` words; a shorter text is one run."""
    last = max(1, len(words) - width + 1)
    return Counter(tuple(words[at : at + width]) for at in range(last) if words)


def shingle_matches(reference: str, text: str) -> tuple[float, float, float]:
    """Return true positives, false positives and false negatives, which sum up to 1."""
    words = [re.findall(r"\w+", each) for each in (reference, text)]
    wanted, found = (shingles(each, 4) for each in words)
    counts = [(wanted & found).total(), (found - wanted).total(), (wanted - found).total()]
    total = sum(counts) or 1
    return counts[0] / total, counts[1] / total, counts[2] / total


def f1_of(positive: float, false: float, missed: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * positive / max(1e-9, 2 * positive + false + missed)


def token_f1(reference: str, text: str) -> float:
    """Return F1 over multisets of tokens."""
    wanted, found = Counter(tokens(reference)), Counter(tokens(text))
    both = (wanted & found).total()
    return f1_of(both, found.total() - both, wanted.total() - both)


def missing(pieces: Sequence[str], text: str) -> list[str]:
    """Return the pieces of which less than a third is in ``text``."""
    known = shingles(tokens(text), 3).keys()
    gone = []
    for piece in pieces:
        words = tokens(piece)
        runs = shingles(words, 3)
        if len(words) >= SHORT and sum(run in known for run in runs) < len(runs) / 3:
            gone.append(piece)
    return gone


# Reading the sets


def benchmark_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of article-extraction-benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, fields in truth.items():
        paragraphs = tuple(_LINES.split(fields["articleBody"].strip()))
        path = folder / "html" / f"{name}.html.gz"
        yield Page(name, "benchmark", path, paragraphs, "\n".join(paragraphs))


def fundus_pages(folder: Path) -> Iterator[Page]:
    """Yield the test pages of fundus, each with the version of its parser that fits it."""
    for path in sorted(folder.glob("*/*.html.gz")):
        publisher = path.name.partition("_")[0]
        versions = json.loads(path.with_name(f"{publisher}.json").read_text(encoding="utf-8"))
        shown = _plain(gzip.decompress(path.read_bytes()))
        found = [fields for fields in versions.values() if fields.get("body")]
        fields = max(found, key=lambda fields: _overlap(fields, shown), default=None)
        if fields is None or _overlap(fields, shown) < 0.3:
            continue
        body = fields["body"]
        sections = body["sections"]
        country = path.parent.name
        yield Page(
            f"{country}/{path.name}",
            "english" if country in ENGLISH else country,
            path,
            (*body["summary"], *(text for each in sections for text in each["paragraphs"])),
            "\n".join(
                [
                    *body["summary"],
                    *(t for each in sections for t in (*each["headline"], *each["paragraphs"])),
                ]
            ),
            fields.get("title"),
            tuple(fields["authors"]) if "authors" in fields else None,
            (fields.get("publishing_date") or "")[:10] or None,
        )


def _plain(data: bytes) -> set[tuple[str, ...]]:
    text = html.unescape(re.sub(r"<[^<>]+>", "", data.decode("utf-8", "replace")))
    return set(shingles(tokens(text), 3))


def _overlap(fields: dict[str, Any], shown: set[tuple[str, ...]]) -> float:
    body = fields["body"]
    paragraphs = [*body["summary"], *(p for each in body["sections"] for p in each["paragraphs"])]
    runs = shingles(tokens(" ".join(paragraphs)), 3).keys()
    return sum(run in shown for run in runs) / max(1, len(runs))


# The two programs


def read_here(data: bytes, page: Page) -> Reading:
    """Read a page as the project does, in the language of its reference."""
    expected = detect_language(" ".join(page.paragraphs)) or "en"
    start = time.perf_counter()
    try:
        extracted: Extract = extract(data, "text/html", page.name)
        seconds = time.perf_counter() - start
        origin = RawArticle(page.name, data, datetime.now(UTC), (expected,))
        article: Article = make_article(extracted, origin)
    except ArticleError as error:
        return Reading(seconds=time.perf_counter() - start, refusal=error.reason)
    source = article.source
    return Reading(
        article.text, article.title, source.byline, source.agency, source.published, seconds
    )


def read_by_trafilatura(data: bytes, page: Page) -> Reading:
    """Read a page as plain trafilatura does, with metadata and without comments."""
    text = decode(data, page.name).text
    start = time.perf_counter()
    document = trafilatura.bare_extraction(text, include_comments=False, with_metadata=True)
    seconds = time.perf_counter() - start
    if document is None:
        return Reading(seconds=seconds, refusal="nothing found")
    return Reading(
        document.text or "", document.title, document.author, None, document.date, seconds
    )


PROGRAMS: dict[str, Callable[[bytes, Page], Reading]] = {
    "polydigest": read_here,
    "trafilatura": read_by_trafilatura,
}


def main_headings(data: bytes, name: str) -> set[str]:
    """Return the words of each main heading that a page shows."""
    tree = document_fromstring(
        decode(data, name).text.encode(), parser=HTMLParser(encoding="utf-8")
    )
    return {" ".join(tokens("".join(map(str, each.itertext())))) for each in tree.iter("h1")}


# Scoring


def names_match(expected: Sequence[str], found: Reading) -> bool:
    """Whether a byline names those authors and nobody else.

    An article's agency is a field of its own: some references have it among the authors.
    """
    small = {"and", "by", "und", "et", "y", "e", "with"}
    wanted = {word for name in expected for word in tokens(find_agency(name) or name)}
    named = found.byline or ""
    return any(
        wanted - small == {*tokens(text)} - small for text in (named, f"{named} {found.agency}")
    )


def score(page: Page, reading: Reading, headings: set[str], into: Score) -> list[str]:
    """Count a page, and return what is wrong with it; ``headings`` are the page's main ones."""
    wrong = []
    into.seconds.append(reading.seconds)
    into.matches.append(shingle_matches(page.text, reading.text))
    into.f1.append(token_f1(page.text, reading.text))
    if reading.refusal:
        into.refused += 1
        wrong.append(f"refused: {reading.refusal}")
    else:
        gone = missing(page.paragraphs, f"{reading.text}\n{reading.title}")
        # Some references begin below the standfirst: neither blame nor credit for the title.
        reference = f"{page.text}\n{page.title or reading.title}"
        sentences = [sentence.text for sentence in split_sentences(reading.text)]
        left = missing(sentences, reference)
        into.lost += bool(gone)
        into.furniture += bool(left)
        wrong += [f"lost: {text}" for text in gone] + [f"left: {text}" for text in left]
    for what, expected, found in (
        ("title", page.title, reading.title),
        ("date", page.day, (reading.published or "")[:10] or None),
    ):
        if expected:
            is_right = tokens(expected) == tokens(found or "")
            into.right.setdefault(what, []).append(is_right)
            if what == "title":
                into.headline.append(is_right or " ".join(tokens(found or "")) in headings)
            if not is_right:
                wrong.append(f"{what}: {found!r}, not {expected!r}")
    if page.authors is not None:
        is_right = names_match(page.authors, reading)
        into.right.setdefault("byline", []).append(is_right)
        if not is_right:
            wrong.append(f"byline: {reading.byline!r}, {reading.agency!r}, not {page.authors!r}")
    return wrong


def row(group: str, program: str, scored: Score) -> str:
    """Return a line of the table."""
    pages = len(scored.f1)
    matched = [sum(each) for each in zip(*scored.matches, strict=True)]
    right = [
        f"{sum(known)}/{len(known)}" if (known := scored.right.get(what)) else "-"
        for what in ("title", "date", "byline")
    ]
    if scored.headline:
        right[0] += f" ({sum(scored.headline)})"
    cells = [
        group,
        program,
        str(pages),
        f"{f1_of(*matched):.3f}",
        f"{mean(scored.f1):.3f}",
        str(scored.refused),
        *right,
        f"{scored.furniture / pages:.1%}",
        f"{scored.lost / pages:.1%}",
        f"{1000 * mean(scored.seconds):.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--part", type=int, choices=(0, 1), help="0: to tune on; 1: to report on")
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="pages that are shown")
    arguments = parser.parse_args()
    pages = [
        page
        for page in (
            *benchmark_pages(arguments.pages / "article-extraction-benchmark"),
            *fundus_pages(arguments.pages / "fundus"),
        )
        if arguments.part in {None, page.part} and arguments.only in page.name
    ]
    trafilatura.extract("<p>" + "Warm up. " * 100)  # its tables are loaded once
    scores: dict[tuple[str, str], Score] = {}
    shown = 0
    for page in pages:
        data = gzip.decompress(page.path.read_bytes())
        headings = main_headings(data, page.name)
        group = page.group if page.group in {"benchmark", "english"} else "other languages"
        for program, read in PROGRAMS.items():
            into = scores.setdefault((group, program), Score())
            wrong = score(page, read(data, page), headings, into)
            if program == "polydigest" and wrong and shown < arguments.show:
                shown += 1
                print(f"{page.name}\n" + "\n".join(f"  {each[:300]}" for each in wrong), flush=True)
    print(
        "| set | program | pages | F1 of 4-grams | F1 of tokens | refused | title | date | byline"
        " | pages with furniture | pages with a lost paragraph | ms a page |\n|" + "---|" * 12
    )
    for (group, program), scored in sorted(scores.items()):
        print(row(group, program, scored))


if __name__ == "__main__":
    main()
