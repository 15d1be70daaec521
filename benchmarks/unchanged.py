"""Whether a change of the code's plan changes what it says: ``python -m benchmarks.unchanged``.

Judges translations and summary sentences with every check, and lays out a digest of 1,000 entries,
with stand-ins for the models. Prints a SHA-256 of each, the same as long as every verdict and every
byte of the digest is the same.

    python -m benchmarks.unchanged --keep before            # at the commit before
    python -m benchmarks.unchanged --against before         # after: exit code 1 where they differ

``--pairs zh=FILE`` judges the pairs of a TSV file (also .xz) of source and translation as well:
each as it stands, and each source with the translation of the next, which is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from articles.article import Article
from articles.sources import read_articles
from articles.stories.duplicates import group_stories
from benchmarks.attribution import annotated_cases, injected, read_stories
from benchmarks.stand_ins import StandIn, pairs, write_known_articles
from checks.contexts import SummaryContext, TranslationContext
from checks.registry import make_summary_checks, make_translation_checks
from checks.verdict import Check
from digests.attribution import Attributor
from digests.digest import DigestHead
from digests.editor import Editor
from digests.events.event import Event
from digests.render import Layout
from language.glossary import Glossary

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "configs" / "glossary.base.yaml"
TARGETS = ("zh", "ru")
THEN = datetime(2024, 5, 1, tzinfo=UTC)
ENTRIES = 1_000


class _NoMemory:
    def recall(self, fingerprint: str, target: str, texts: Sequence[str]) -> dict[str, str]:
        del fingerprint, target, texts
        return {}

    def remember(self, fingerprint: str, target: str, translations: object) -> None:
        del fingerprint, target, translations


def _line(checks: Sequence[Check], *about: str) -> str:
    told = [[c.name, c.status, c.expected, c.seen] for c in checks]
    return json.dumps([*about, told], ensure_ascii=False)


def _read_pairs(path: Path, most: int) -> list[tuple[str, str]]:
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    rows = (line.split("\t") for line in text.split("\n") if line)
    return [(row[0], row[1]) for row in islice(rows, most)]


def translations(files: dict[str, Path], most: int) -> Iterator[str]:
    """Yield the verdicts on the shipped pairs and on those of files, by target."""
    glossary = Glossary.load([GLOSSARY])
    # Adequacy needs an embedder: the digest shows it.
    checks = make_translation_checks({"adequacy": False})
    for target in TARGETS:
        known = [(source, row[target]) for source, row in pairs().items()]
        known += _read_pairs(files[target], most) if target in files else []
        turned = [(s, known[(i + 1) % len(known)][1]) for i, (s, _) in enumerate(known)]
        for number, (source, hypothesis) in enumerate([*known, *turned]):
            context = TranslationContext(
                source=source,
                hypothesis=hypothesis,
                target=target,
                terms=glossary.terms(source, target),
                foreign=glossary.foreign(hypothesis, source, target),
                others=tuple(known[max(0, number % len(known) - 2) : number % len(known)]),
            )
            yield _line([c.verdict(context) for c in checks], target, source, hypothesis)


def summaries() -> Iterator[str]:
    """Yield the verdicts on annotated sentences, and on source sentences with a mistake."""
    by_location = read_stories()
    stories = list({story.id: story for story in by_location.values()}.values())
    attributor = Attributor(StandIn(0))
    checks = make_summary_checks({})
    for case in [*annotated_cases(by_location), *injected(stories)]:
        lead = case.story.lead
        found = attributor.attribute([case.sentence], case.story)[0]
        context = SummaryContext(
            sentence=case.sentence,
            evidence=tuple(evidence.text for evidence in found.evidence),
            support=found.score,
            source=f"{lead.title}\n\n{lead.text}",
            published=lead.source.published_on,
        )
        yield _line([c.verdict(context) for c in checks], case.sentence)


def digest(folder: Path) -> Iterator[str]:
    """Yield the files of a digest of generated articles."""
    articles = folder / "articles.jsonl"
    write_known_articles(articles, ENTRIES)
    model = StandIn(0)
    editor = Editor(
        summariser=model,
        translators=dict.fromkeys(TARGETS, model),
        embedder=model,
        attributor=Attributor(model),
        summary_checks=make_summary_checks({}),
        translation_checks=make_translation_checks({}),
        glossary=Glossary.load([GLOSSARY]),
        memory=_NoMemory(),
        retries=0,
        progress=lambda _: None,
    )
    head = DigestHead(run="r", created=THEN, profile="p", targets=TARGETS, models=())
    layout = Layout(head)
    read = read_articles([str(articles)], retrieved=THEN)
    stories = group_stories(article for article in read if isinstance(article, Article)).stories
    for start in range(0, len(stories), 16):
        for entry in editor.entries([Event.alone(s) for s in stories[start : start + 16]]):
            # A fingerprint may change where nothing else does; where a file lies may too.
            sources = [
                a.model_copy(update={"source": a.source.model_copy(update={"location": "l"})})
                for a in entry.articles
            ]
            layout.add(entry.model_copy(update={"fingerprint": "f", "articles": tuple(sources)}))
    for name, pieces in layout.files("r").items():
        yield f"{name} {''.join(map(str, pieces))}"


def main() -> None:
    """Print the hashes; keep or compare what they are of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pairs", action="append", default=[], metavar="LANGUAGE=FILE")
    parser.add_argument("--most", type=int, default=7_500, help="pairs of each file")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--against", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    files = {language: Path(f) for language, _, f in (p.partition("=") for p in arguments.pairs)}
    changed = False
    with tempfile.TemporaryDirectory() as temporary:
        for what, lines in {
            "summaries": summaries(),
            "digest": digest(Path(temporary)),
            "translations": translations(files, arguments.most),
        }.items():
            found = list(lines)
            digested = hashlib.sha256("\n".join(found).encode()).hexdigest()
            print(f"{what}: {len(found)} {digested}", flush=True)
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / what).write_text("\n".join(found), encoding="utf-8")
            if arguments.against:
                before = (arguments.against / what).read_text(encoding="utf-8").split("\n")
                now = "\n".join(found).split("\n")
                differing = [pair for pair in zip(before, now, strict=False) if pair[0] != pair[1]]
                if differing or len(before) != len(now):
                    changed = True
                    print(f"  {len(differing)} lines differ; {len(before)} before, {len(now)} now")
                    for old, new in differing[:5]:
                        print(f"  - {old[:1500]}\n  + {new[:1500]}")
    if changed:
        sys.exit(1)


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
