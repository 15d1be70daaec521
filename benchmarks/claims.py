"""How many claims that are told as facts the check of attribution finds.

python -m benchmarks.claims FILE...   # plain text, or rows of parallel text, a sentence a line

Rules take the words that leave a statement to others out of news sentences: *police allege that*,
*reportedly*, *is accused of*, *denies that*. Each sentence is also judged as it stands: none may
fail. Rows may be compressed with xz; of several columns the first is read. Even sentences, by a
hash, tuned the check; ``--part held-out`` takes the odd ones.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.contexts import SummaryContext
from checks.summary.attribution import Attribution
from language.pack import require_source

_SUBJECT = r"^[^,\"“]{3,70}? "
_CLAUSE = (
    r" (?:that )?((?:he|she|it|they|the|a|an|[A-Z]\w+)\b.* "
    r"(?:was|were|is|are|had|has|have|will|would|could|can)\b.+)$"
)
_ENGLISH = require_source("en")
_CLAIM = r"(?:alleges?|alleged|claims?|claimed)"


def drop_claims(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, sentence) of each way in which a rule makes a fact of a claim in a sentence."""
    if match := re.match(_SUBJECT + _CLAIM + _CLAUSE, text):
        yield "they claim that …", _capital(match[1])
    if match := re.match(rf"^(.{{20,}}), [\w ]{{3,40}} {_CLAIM}\.$", text):
        yield "…, they claim", _capital(match[1]) + "."
    if match := re.match(_SUBJECT + r"(?:denies|deny|denied)" + _CLAUSE, text):
        yield "they deny that …", _capital(match[1])
    if match := re.search(r",? (?:allegedly|reportedly)\b,?", text):
        yield "allegedly, reportedly", text[: match.start()] + text[match.end() :]
    charged = r" (?:(?:is|was|are|were|been|being) )?(?:accused|suspected) of (\w+ing)\b"
    if (match := re.search(charged, text)) and match[1] != "having":
        verb = _ENGLISH.find_words(match[1])[0].lemma
        deed = verb + ("d" if verb.endswith("e") else "ed")
        yield "accused of, suspected of", f"{text[: match.start()]} {deed}{text[match.end() :]}"
    told = r"(?:said|believed|thought|reported|alleged|rumou?red|understood|suspected)"
    if match := re.search(rf" (?:is|are|was|were) {told} to have (\w+)", text):
        yield "said to have", f"{text[: match.start()]} has {text[match.start(1) :]}"


def sentences(files: Sequence[Path], part: str) -> list[str]:
    """Return the sentences of a part, each once."""
    texts: dict[str, None] = {}
    for file in files:
        with (
            lzma.open(file, "rt", encoding="utf-8")
            if file.suffix == ".xz"
            else file.open(encoding="utf-8") as lines
        ):
            texts.update((line.rstrip("\n").split("\t")[0], None) for line in lines)
    odd = part == "held-out"
    return [text for text in texts if _hash(text) % 2 == odd]


def _hash(text: str) -> int:
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()[0]


def fails(sentence: str, evidence: str) -> bool:
    """Whether the check fails a sentence on its evidence."""
    context = SummaryContext(sentence, (evidence,), support=1.0, source=evidence)
    return Attribution().verdict(context).status == "failed"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def main() -> None:
    """Print how many claims told as facts are found, by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--part", choices=("tuning", "held-out"), default="held-out")
    parser.add_argument("--missed", action="store_true", help="print what is not found")
    arguments = parser.parse_args()
    texts = sentences(arguments.files, arguments.part)
    found, made = Counter[str](), Counter[str]()
    for text in texts:
        for kind, sentence in drop_claims(text):
            made[kind] += 1
            found[kind] += fails(sentence, text)
            if arguments.missed and not fails(sentence, text):
                print(f"{kind}: {text}\n  {sentence}")
    print("| claim told as fact | sentences | found |\n|---|---|---|")
    for kind, number in made.most_common():
        print(f"| {kind} | {number} | {found[kind]} |")
    print(f"| all | {made.total()} | {found.total()} ({found.total() / made.total():.0%}) |")
    print(f"\nAs they stand: {sum(fails(t, t) for t in texts)} of {len(texts)} fail.")


if __name__ == "__main__":
    main()
