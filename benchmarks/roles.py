"""How often the check of roles sees who does what to whom turned round.

python -m benchmarks.roles --target zh FILE...      # rows of English, translation and source
python -m benchmarks.roles --target ru EN TARGET    # or two aligned files

Roles are turned in the English of human translations, since names do not change their form there:
the two names of the first action change places, or an active verb becomes passive. Every pair is
also judged as it stands. Even pairs, by a hash of the English, tuned the check; ``--part held-out``
takes the odd ones. Files may be compressed with xz.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.contexts import TranslationContext
from checks.translation.roles import Roles
from language.glossary import Glossary
from language.pack import pack
from language.roles import Action

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "configs" / "glossary.base.yaml"


def swap_names(text: str, action: Action) -> str:
    """Let the two names of an action change places."""
    (a, b), (c, d) = sorted((action.agent, action.patient))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def make_passive(text: str, action: Action) -> str | None:
    """Turn *Smith accused* into *Smith was accused by*; None where the verb is not so simple."""
    gap = text[action.agent[1] : action.patient[0]]
    match = re.fullmatch(r" (\w+ed) (.*)", gap)
    if match is None:
        return None
    return f"{text[: action.agent[1]]} was {match[1]} by {match[2]}{text[action.patient[0] :]}"


def read_pairs(files: Sequence[Path], part: str) -> Iterator[tuple[str, str]]:
    """Yield (English, translation) of a part, each pair once."""
    columns = [list(_lines(file)) for file in files]
    if len(files) == 2 and "\t" not in columns[0][0]:
        rows = list(zip(*columns, strict=True))
    else:
        rows = [tuple(line.split("\t")[:2]) for column in columns for line in column]
    for source, translation in dict.fromkeys(rows):
        digest = hashlib.md5(source.encode(), usedforsecurity=False).digest()
        if part == "all" or digest[0] % 2 == (part == "held-out"):
            yield source, translation


def _lines(file: Path) -> Iterator[str]:
    if file.suffix == ".xz":
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            yield from (line.rstrip("\n") for line in lines)
    else:
        yield from file.read_text(encoding="utf-8").split("\n")


def main() -> None:
    """Print how many turned pairs are found, and how many right ones are blamed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--target", choices=("zh", "ru"), required=True)
    parser.add_argument("--part", choices=("tuning", "held-out", "all"), default="held-out")
    parser.add_argument("--blamed", action="store_true", help="print right pairs that fail")
    arguments = parser.parse_args()
    glossary, check = Glossary.load([GLOSSARY]), Roles()
    find_actions = pack("en").actions
    assert find_actions is not None

    def status(source: str, translation: str) -> str:
        terms = glossary.terms(source, arguments.target)
        context = TranslationContext(source, translation, arguments.target, terms)
        return check.verdict(context).status

    counts = Counter[str]()
    for source, translation in read_pairs(arguments.files, arguments.part):
        counts["pairs"] += 1
        for action in find_actions(source)[:1]:
            counts["with an action"] += 1
            standing = status(source, translation)
            counts[f"right: {standing}"] += 1
            if arguments.blamed and standing == "failed":
                print(f"{source}\n  {translation}")
            for way, turned in (
                ("names swapped", swap_names(source, action)),
                ("made passive", make_passive(source, action)),
            ):
                if turned is not None:
                    counts[f"{way}: {status(turned, translation)}"] += 1
    for name, number in sorted(counts.items()):
        print(f"{name}: {number}")


if __name__ == "__main__":
    main()
