"""Sentence pairs to train on: read from TSV files, filtered, what is left out counted."""

from __future__ import annotations

import gzip
import logging
import lzma
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, cast

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from language.pack import pack
from models.language_codes import LANGUAGES, FamilyCodes, codes_of
from models.tasks import ModelError

log = logging.getLogger(__name__)

_LONGEST_LINE = 1 << 16
"""Bytes."""
_LONGEST = 1000
"""Characters of a sentence: more is a paragraph, or no text."""
_RATIO = {True: (0.4, 2.5), False: (0.12, 1.2)}
"""Characters of the target by one of the source: of a language with spaces, and without."""
_SMOOTHING = 10
"""Characters that are added to both sides: short sentences vary more."""
_NEAR = 0.5
"""Jaccard similarity of word trigrams from which two sentences are the same but for details."""
_JUDGED = 40
"""Letters from which a language is told from others of its script."""
_SCRIPTS = {
    "Arab": "ARABIC", "Armn": "ARMENIAN", "Beng": "BENGALI", "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI", "Geor": "GEORGIAN", "Grek": "GREEK", "Hans": "CJK", "Hant": "CJK",
    "Hang": "HANGUL", "Hebr": "HEBREW", "Jpan": "CJK", "Kore": "HANGUL", "Latn": "LATIN",
    "Thai": "THAI",
}  # fmt: skip
"""First word of the Unicode names of letters, by ISO 15924 code."""
_KANA = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}


@dataclass(frozen=True)
class Pair:
    """A sentence, its translation, and the id of the source that it is from, where known."""

    source: str
    target: str
    origin: str = ""


@dataclass
class Pairs:
    """What is left of some files: to train on, and to measure on."""

    training: list[Pair] = field(default_factory=list)
    development: list[Pair] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    """Pairs by file."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Lines by reason."""
    first: dict[str, str] = field(default_factory=dict)
    """By reason, the first such line, as `file:number`."""

    def drop(self, reason: str, where: str) -> None:
        """Count a line that is left out."""
        self.dropped[reason] += 1
        self.first.setdefault(reason, where)


class Overlap:
    """Finds sentences that are the same as, or nearly the same as, one of a given set."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sizes: list[int] = []
        self._holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            trigrams = _trigrams(sentence)
            self._sizes.append(len(trigrams))
            for trigram in trigrams:
                self._holders[trigram].append(number)

    def near(self, sentence: str) -> bool:
        """Tell whether one of the set shares half of all word trigrams with a sentence."""
        trigrams = _trigrams(sentence)
        shared = Counter(n for trigram in trigrams for n in self._holders.get(trigram, ()))
        return any(
            count >= _NEAR * (len(trigrams) + self._sizes[number] - count)
            for number, count in shared.items()
        )


def read_pairs(
    files: Sequence[Path],
    target: str,
    *,
    source: str = "en",
    development: Path | None = None,
    development_size: int = 200,
    excluded: Sequence[Path] = (),
    most: int | None = None,
    seed: int = 7,
) -> Pairs:
    """Read pairs of a source and a target language.

    Args:
        files: `source<TAB>target[<TAB>source-id]` a line, in UTF-8; `.gz` and `.xz` are unpacked.
        target: FamilyCodes of the second column.
        source: FamilyCodes of the first column.
        development: Pairs to measure on; without it, `development_size` sentences, or a tenth
            where that is fewer, are held out by the seed.
        development_size: See above.
        excluded: Files whose first column holds sentences that must not be trained on, as those
            of an evaluation set.
        most: Pairs to train on, at most; drawn by the seed.
        seed: Of what is drawn.

    Raises:
        ModelError: A file that cannot be read, or too few pairs that can be used.

    """
    found = Pairs()
    barred = Overlap(columns[0] for path in excluded for _, columns in _lines(path) if columns)
    seen: set[tuple[str, str]] = set()
    for path in files:
        for number, columns in _lines(path):
            where = f"{path.name}:{number}"
            if len(columns) not in (2, 3):
                found.drop("not two or three columns", where)
                continue
            pair = Pair(*(column.strip() for column in columns))
            key = _normal(pair.source), _normal(pair.target)
            if reason := _fault(pair, codes_of(source), codes_of(target)):
                found.drop(reason, where)
            elif key in seen:
                found.drop("duplicate", where)
            elif barred.near(pair.source):
                found.drop("near an excluded sentence", where)
            else:
                seen.add(key)
                found.training.append(pair)
                found.kept[path.name] += 1
    draw = random.Random(seed)
    if development:
        found.development = [
            Pair(*columns[:2]) for _, columns in _lines(development) if len(columns) > 1
        ]
        if len(found.development) > development_size:
            found.development = draw.sample(found.development, development_size)
    else:
        by_source = list(dict.fromkeys(pair.source for pair in found.training))
        count = min(development_size, len(by_source) // 10)
        held_out = dict.fromkeys(draw.sample(by_source, count))
        first = {pair.source: pair for pair in reversed(found.training)}
        found.development = [first[text] for text in held_out]
    near = Overlap(pair.source for pair in found.development)
    training = [pair for pair in found.training if not near.near(pair.source)]
    if left_out := len(found.training) - len(training):
        found.dropped["near a development sentence"] = left_out
    found.training = training if most is None or len(training) <= most else (
        draw.sample(training, most)
    )  # fmt: skip
    if not found.training or not found.development:
        raise ModelError(
            ", ".join(str(path) for path in files),
            f"{len(found.training)} pairs to train on and {len(found.development)} to measure on "
            f"are left; {described(found) or 'nothing was left out'}",
            "give more pairs, or --dev",
        )
    return found


def described(pairs: Pairs) -> str:
    """Return the lines that were left out, by reason, with the first of each."""
    return "; ".join(
        f"{count} {reason}" + (f" (first: {pairs.first[reason]})" if reason in pairs.first else "")
        for reason, count in pairs.dropped.most_common()
    )


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the columns of each line; none where it is not UTF-8, or endless."""
    try:
        with _open(path) as file:
            number = 0
            while line := file.readline(_LONGEST_LINE):
                number += 1
                whole = line.endswith(b"\n") or len(line) < _LONGEST_LINE
                while not line.endswith(b"\n") and (line := file.readline(_LONGEST_LINE)):
                    whole = False
                try:
                    yield number, line.decode().rstrip("\r\n").split("\t") if whole else []
                except UnicodeDecodeError:
                    yield number, []
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise ModelError(
            str(path), f"cannot be read: {error}", "give TSV files, plain or as .gz or .xz"
        ) from error


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    if path.suffix == ".xz":
        return lzma.open(path)
    return path.open("rb")


def _fault(pair: Pair, source: FamilyCodes, target: FamilyCodes) -> str | None:
    if not pair.source or not pair.target:
        return "empty"
    if max(len(pair.source), len(pair.target)) > _LONGEST:
        return "too long"
    low, high = _RATIO[pack(target.tag).spaced]
    ratio = (len(pair.target) + _SMOOTHING) / (len(pair.source) + _SMOOTHING)
    if not low <= ratio <= high:
        return "length ratio"
    if not _is_in(pair.source, source, target) or not _is_in(pair.target, target, source):
        return "wrong language"
    return None


def _is_in(text: str, expected: FamilyCodes, other: FamilyCodes) -> bool:
    """Tell whether most letters are of the language's script, and no other one is likelier."""
    letters = [script for character in text if (script := _script(character))]
    if 2 * letters.count(_script_of(expected)) <= len(letters):
        return not letters  # numbers alone are in any language
    detector = _detector(expected, other)
    if detector is None or len(letters) < _JUDGED:
        return True
    judged = detector.detect_language_of(text)
    return judged is None or judged.iso_code_639_1.name.lower() == _iso(expected.tag)


def _script_of(known: FamilyCodes) -> str:
    return _SCRIPTS[known.nllb.partition("_")[2]]


@lru_cache(maxsize=1 << 14)
def _script(character: str) -> str | None:
    if not character.isalpha():
        return None
    first = unicodedata.name(character, "").partition(" ")[0]
    return _KANA.get(first, first)


@cache
def _detector(expected: FamilyCodes, other: FamilyCodes) -> LanguageDetector | None:
    """Return what tells a language from others of its script; nothing where there is none.

    Of the many in Latin letters, only the pair's other one counts: an untranslated sentence.
    """
    script = _script_of(expected)
    rivals = [other] if script == "LATIN" else LANGUAGES.values()
    tags = {_iso(known.tag) for known in (expected, *rivals) if _script_of(known) == script}
    codes = [code for tag in sorted(tags) if (code := getattr(IsoCode639_1, tag.upper(), None))]
    if len(codes) < 2:
        return None
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


def _iso(tag: str) -> str:
    return {"no": "nb"}.get(tag, tag.partition("-")[0])


def _normal(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c if c.isalnum() else " " for c in folded).split()


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[n : n + 3]) for n in range(max(1, len(words) - 2))}
