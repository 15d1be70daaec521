"""What hostile input does to the reading of articles: it may cost itself, and nothing else.

``python -m benchmarks.hostile`` reads each of the named inputs, and ``--mutations N`` so many
mutated files of every kind. Each is read through the door that every run uses. The table says how
many held nothing that is wanted, became articles, were refused by a reason of their own, raised
what nobody foresaw (which the door turns into a refusal all the same), took more than their budget,
became an article that must not be (`faults`), or got through the door, which must never be either.
"""

from __future__ import annotations

import argparse
import re
import socket
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Literal, NamedTuple, get_args

from articles.article import Article
from articles.assemble import MAX_FIELD
from articles.extract.extraction import MAX_CHARACTERS
from articles.fetch.fetcher import Fetcher
from articles.fetch.settings import FetchSettings
from articles.locations import MAX_URL, location_of
from articles.sources import read_articles
from articles.sources.items import UNFORESEEN
from articles.sources.kind import Skipped
from benchmarks.hostile_files import CANARY, HostileInput, empty
from benchmarks.hostile_inputs import INPUTS
from benchmarks.mutations import mutations

Fate = Literal[
    "no item",
    "article",
    "refused",
    "unforeseen",
    "over budget",
    "broken article",
    "through the door",
]
FATES: tuple[Fate, ...] = get_args(Fate)

_LANGUAGES = ("en", "ru", "zh", "de", "fr", "es")
_MAX_JSON = 20 * MAX_CHARACTERS
"""Bytes of an article as it is kept, its text, sentences and what was taken out of it together."""
_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_WHOLE_URL = re.compile(r"https?://[^/?#@\s]+(?:[/?#]\S*)?")
_MANNERS = FetchSettings(delay=0, backoff=0, attempts=1, shared_turns=False)
_SECRETS = (CANARY, "root:x:0:0")
"""What stands in files that an input may name, and in none."""


class Tried(NamedTuple):
    """What became of an input."""

    name: str
    fate: Fate
    """Of its items, the worst."""
    seconds: float
    words: str
    """What was said of it, where it became no article."""


def tried(inputs: Iterable[HostileInput], folder: Path) -> Iterator[Tried]:
    """Read inputs one by one, each alone in the empty ``folder``."""
    with Fetcher(_MANNERS, resolve=_addresses) as fetcher:
        for each in inputs:
            path = each.write(folder)
            start = perf_counter()
            fate, words = _fate(path, fetcher)
            yield Tried(each.name, fate, perf_counter() - start, words)
            empty(folder)


def _addresses(host: str, port: int) -> list[str]:
    """Read an address as the system does; no name is asked for."""
    found = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
    return [str(address[0]) for *_, address in found]


def faults(article: Article) -> list[str]:
    """Return what an article must not be, whatever it was made of."""
    source, last, found = article.source, 0, []
    for sentence in article.sentences:
        if sentence.start < last or article.text[sentence.start : sentence.end] != sentence.text:
            found.append(f"sentence at {sentence.start} is not in the text")
        last = sentence.end
    if any(not 0 <= start < end <= len(article.text) for start, end in article.doubtful):
        found.append("doubtful beyond the text")
    lines = {
        "title": article.title,
        "section": source.section,
        **{name: getattr(source, name) for name in ("byline", "agency", "dateline", "licence")},
        "publisher": source.publisher,
        **{f"tag {number}": tag for number, tag in enumerate(source.tags)},
    }
    for name, value in lines.items():
        if value and (len(value) > MAX_FIELD or "\n" in value or _CONTROL.search(value)):
            found.append(f"{name} is no short line that prints: {value[:50]!r}")
    if _CONTROL.search(article.text) or not source.location.isprintable():
        found.append("control characters")
    if source.url and (not _WHOLE_URL.fullmatch(source.url) or len(source.url) > 2 * MAX_URL):
        found.append(f"address {source.url[:100]!r}")
    kept = article.model_dump_json()
    if len(kept.encode()) > _MAX_JSON:
        found.append(f"{len(kept):,} characters to keep")
    if any(secret in kept for secret in _SECRETS):
        found.append("holds what stands in another file")
    return found


def _fate(path: Path, fetcher: Fetcher) -> tuple[Fate, str]:
    worst: tuple[Fate, str] = ("no item", "")
    try:
        items = read_articles([location_of(path)], languages=_LANGUAGES, fetcher=fetcher)
        for item in items:
            found: tuple[Fate, str] = ("no item", "")
            if isinstance(item, Article):
                found = "article", ""
                if wrong := faults(item):
                    found = "broken article", "; ".join(wrong)[:300]
            elif not str(item).isprintable() or any(secret in str(item) for secret in _SECRETS):
                found = "broken article", f"is refused in words that nobody may see: {item!r}"
            elif item.reason.startswith(UNFORESEEN):
                found = "over budget" if "more than" in item.reason else "unforeseen", item.reason
            elif not isinstance(item, Skipped):
                found = "refused", item.reason
            worst = max(worst, found, key=lambda each: FATES.index(each[0]))
    except Exception as error:
        return "through the door", f"{type(error).__name__}: {error}"
    return worst


def main() -> None:
    """Read the arguments, try the inputs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="WORDS", help="named inputs with these words")
    parser.add_argument("--slow", type=float, default=5, metavar="S", help="name those over S s")
    arguments = parser.parse_args()
    inputs = (each for each in INPUTS if arguments.only in each.name)
    mutated = (
        HostileInput(f"{file} {number}", file, data)
        for number, (file, data) in enumerate(mutations(arguments.mutations, arguments.seed))
    )
    fates: dict[str, Counter[Fate]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        for kind, some in (("named", inputs), ("mutated", mutated)):
            for each in tried(some, Path(folder)):
                row = kind if kind == "named" else Path(each.name.split(" ")[0]).suffix
                fates[row][each.fate] += 1
                slowest[row] = max(slowest[row], each.seconds)
                if FATES.index(each.fate) > FATES.index("refused"):
                    print(f"{each.fate}: {each.name}: {each.words}", file=sys.stderr)
                elif each.seconds > arguments.slow:
                    print(f"slow: {each.name}: {each.seconds:.1f} s", file=sys.stderr)
    print("| inputs | tried |", " | ".join(FATES), "| slowest, s |")
    print("|---|---:|" + "---:|" * (len(FATES) + 1))
    for row, counts in fates.items():
        cells = (str(counts[fate]) for fate in FATES)
        print(f"| {row} | {counts.total()} |", " | ".join(cells), f"| {slowest[row]:.1f} |")


if __name__ == "__main__":
    main()
