"""How many errors the translation checks find, and how often they blame a right translation.

python -m benchmarks.translation_checks                   # the set that the project ships
python -m benchmarks.translation_checks --data WMT22_DIR  # files wmt22.en-<target>.{src.en,ref.*}

Errors of known kinds are put into human translations. Recall is counted over translations that
passed every check before; the rate of false alarms over all of them as they are. The project ships
translations by a model too, of its example articles, each read and labelled by hand.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.contexts import TranslationContext
from checks.registry import TRANSLATION_CHECKS, make_translation_checks
from checks.translation.names import unknown_names
from checks.verdict import Check, Embedder, judge_translations
from language.glossary import Glossary
from language.pack import pack, require_source
from language.renderings import find, squeeze
from language.sounds import Likeness
from models.embedder import CALIBRATION, E5Embedder

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "benchmarks" / "data" / "translation.tsv"
ANNOTATED = ROOT / "benchmarks" / "data" / "model_translations.tsv"
GLOSSARY = ROOT / "configs" / "glossary.base.yaml"
TARGETS = ("zh", "ru")
ENOUGH = 40
ENGLISH = require_source("en")
"""Characters of English from which on a sentence is long enough to be cut or half copied."""

Pair = tuple[str, str]
Corrupt = Callable[["Material", int, random.Random], str | None]


@dataclass(frozen=True)
class Material:
    """Sentence pairs of one target, and what errors are made of."""

    target: str
    pairs: Sequence[Pair]
    glossary: Glossary
    heard: Sequence[str]
    """Renderings in the target of full names that the glossary does not have."""

    @property
    def joiner(self) -> str:
        """What stands between words."""
        return "" if self.target == "zh" else " "

    def units(self, text: str) -> list[str]:
        """Return the words of a text; the characters of a Chinese one."""
        return list(text) if self.target == "zh" else text.split()


def digit_changed(material: Material, index: int, generator: random.Random) -> str | None:
    """Change one digit of one number."""
    source, text = material.pairs[index]
    if not re.search(r"\d", source):
        return None
    places = [m.start() for m in re.finditer(r"\d", text)]
    if not places:
        return None
    place = generator.choice(places)
    digit = generator.choice([d for d in "123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1 :]


_SPELLED = {
    "zh": dict(zip("三四五六七八九", "四五六七八九三", strict=True)),
    "ru": {
        "три": "пять", "трёх": "пяти", "трех": "пяти", "четыре": "шесть", "четырёх": "шести",
        "пять": "семь", "пяти": "семи", "шесть": "три", "шести": "трёх", "семь": "девять",
        "восемь": "пять", "девять": "восемь", "десять": "двенадцать",
    },
}  # fmt: skip


def word_number_changed(material: Material, index: int, generator: random.Random) -> str | None:
    """Change a number from three on that is written in words, where the source has it in words."""
    source, text = material.pairs[index]
    words = r"\b(?:three|four|five|six|seven|eight|nine|ten)\b"
    table = _SPELLED[material.target]
    forms = "|".join(table)
    pattern = (
        rf"(?:{forms})(?=[个名位人次年天种家国座艘])"
        if material.target == "zh"
        else rf"\b(?:{forms})\b"
    )
    places = list(re.finditer(pattern, text))
    if not places or not re.search(words, source, re.IGNORECASE):
        return None
    place = generator.choice(places)
    return text[: place.start()] + table[place.group()] + text[place.end() :]


RUSSIAN_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
_CALENDAR: dict[str, list[tuple[str, Sequence[str]]]] = {
    "zh": [
        (r"(?:周|星期)[一二三四五六日天]", [f"周{day}" for day in "一二三四五六日"]),
        (r"(?<!\d)\d{1,2}\s?月", [f"{month} 月" for month in range(1, 13)]),
    ],
    "ru": [
        (r"в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b",
         ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу"]),
        (r"\b(?:" + "|".join(RUSSIAN_MONTHS) + r")\b", RUSSIAN_MONTHS),
    ],
}  # fmt: skip


def date_changed(material: Material, index: int, generator: random.Random) -> str | None:
    """Put another weekday or month."""
    _, text = material.pairs[index]
    for pattern, others in _CALENDAR[material.target]:
        if place := re.search(pattern, text):
            told = squeeze(place.group()).replace("星期", "周").replace("天", "日")
            other = generator.choice([o for o in others if squeeze(o) != told])
            return text[: place.start()] + other + text[place.end() :]
    return None


def negation_dropped(material: Material, index: int, generator: random.Random) -> str | None:
    """Take the first negation out, where the source has one."""
    del generator
    source, text = material.pairs[index]
    if not re.search(r"\b(?:not|never|no|without|neither|nor)\b|n['’]t\b", source, re.IGNORECASE):
        return None
    patterns = {
        "zh": r"并未|没有|不会|未能|从未|无法|不能|不|没|未|无",
        "ru": r"\b(?:[Нн]е|[Нн]и|[Нн]икогда|[Бб]ез)\s",
    }
    changed = re.sub(patterns[material.target], "", text, count=1)
    return None if changed == text else changed


_TURNED = {
    "zh": {
        "上升": "下降", "上涨": "下跌", "增长": "下降", "增加": "减少", "提高": "降低",
        "下降": "上升", "下跌": "上涨", "减少": "增加", "降低": "提高", "支持": "反对",
        "反对": "支持", "进口": "出口", "出口": "进口", "购买": "出售", "出售": "购买",
        "开放": "关闭", "关闭": "开放", "允许": "禁止", "禁止": "允许", "释放": "逮捕",
        "逮捕": "释放", "击败": "输给", "赢得": "输掉",
    },
    "ru": {
        r"вырос(л[аои])?\b": r"снизил\1ся", r"увелич": "уменьш", r"уменьш": "увелич",
        r"повыси": "снизи", r"снизи": "повыси", r"сниже": "повыше", r"повыше": "сниже",
        r"поддерж(ал\w*|ива\w+)": r"возражал против", r"импорт": "экспорт", r"экспорт": "импорт",
        r"купи": "прода", r"откры": "закры", r"закры": "откры", r"разреши": "запрети",
        r"запрети": "разреши", r"освобо\w+": "арестовали", r"арест\w+": "освободили",
        r"победи": "проигра", r"выигра": "проигра",
    },
}  # fmt: skip


def opposite_put(material: Material, index: int, generator: random.Random) -> str | None:
    """Turn what rises into what falls and the like, once in a translation."""
    _, text = material.pairs[index]
    edge = "" if material.target == "zh" else r"\b"
    held = {form: turned for form, turned in _TURNED[material.target].items()
            if re.search(edge + form, text)}  # fmt: skip
    if not held:
        return None
    form = generator.choice(sorted(held))
    return re.sub(edge + form, held[form], text, count=1)


def _glossary_name(material: Material, index: int) -> tuple[int, int, str] | None:
    """Return (start, end, kind) of a glossary name in a translation."""
    source, text = material.pairs[index]
    kinds = {form: n.kind for n in material.glossary.names for form in n.forms}
    for term in material.glossary.terms(source, material.target):
        kind = kinds.get(term.source, "country")
        if kind not in {"country", "person", "place"}:
            continue
        for rendering in term.renderings:
            if material.target == "zh" and len(rendering) > 1 and rendering in text:
                start = text.index(rendering)
                return start, start + len(rendering), kind
            if material.target == "ru" and rendering[0].isupper():
                for start, end in find(rendering, text, "ru"):
                    return start, end, kind
    return None


def known_name_swapped(material: Material, index: int, generator: random.Random) -> str | None:
    """Put another glossary name of the same kind."""
    place = _glossary_name(material, index)
    if place is None:
        return None
    start, end, kind = place
    source, text = material.pairs[index]
    others = [
        name
        for name in material.glossary.names
        if name.kind == kind and name.renderings.get(material.target) and name.term not in source
    ]
    other = generator.choice(others).renderings[material.target][0]
    return text[:start] + other + text[end:]


def sounds_most_like(name: str, text: str, target: str) -> Likeness:
    """Find what in a text sounds most like a name; nothing where the sounds are not known."""
    sounds = pack(target).sounds
    return sounds.most_like(name, text) if sounds else Likeness(0.0, "")


def other_name_swapped(material: Material, index: int, generator: random.Random) -> str | None:
    """Put the rendering of another name for one that the glossary does not have."""
    source, text = material.pairs[index]
    for name in unknown_names(source, ENGLISH):
        heard = sounds_most_like(name, text, material.target)
        if heard.score >= 0.7 and heard.text in text and len(heard.text) > 1:
            others = [other for other in material.heard if other != heard.text]
            return text.replace(heard.text, generator.choice(others)) if others else None
    return None


def name_added(material: Material, index: int, generator: random.Random) -> str | None:
    """Bring in a country, city or leader that the source does not name."""
    source, text = material.pairs[index]
    others = [
        name
        for name in material.glossary.names
        if name.kind in {"country", "person", "place"} and name.term not in source
        and (name.kind != "person" or any(" " not in form for form in name.forms))
        and not name.term.startswith("the ") and name.renderings.get(material.target)
    ]  # fmt: skip
    other = generator.choice(others).renderings[material.target][0]
    units = material.units(text)
    if len(units) < 6:
        return None
    place = generator.randrange(1, len(units) - 1)
    return material.joiner.join([*units[:place], other, *units[place:]])


def truncated(material: Material, index: int, generator: random.Random) -> str | None:
    """Break off after 40 to 80 percent, as at a limit of tokens."""
    source, text = material.pairs[index]
    units = material.units(text)
    if len(source) < ENOUGH or len(units) < 6:
        return None
    return material.joiner.join(units[: round(len(units) * generator.uniform(0.4, 0.8))])


def half_left_out(material: Material, index: int, generator: random.Random) -> str | None:
    """Leave out the second half but end as a sentence does."""
    del generator
    source, text = material.pairs[index]
    units = material.units(text)
    if len(source) < ENOUGH or len(units) < 6:
        return None
    return material.joiner.join(units[: len(units) // 2]).rstrip(" ,，、") + (
        "。" if material.target == "zh" else "."
    )


def untranslated(material: Material, index: int, generator: random.Random) -> str | None:
    """Leave the source as it is."""
    del generator
    source, _ = material.pairs[index]
    return source if len(source) >= ENOUGH // 2 else None


def word_untranslated(material: Material, index: int, generator: random.Random) -> str | None:
    """Leave one lower-case word of the source in the translation."""
    source, text = material.pairs[index]
    words = re.findall(r"\b[a-z]{4,}\b", source)
    units = material.units(text)
    if not words or len(units) < 6:
        return None
    place = generator.randrange(1, len(units) - 1)
    return material.joiner.join([*units[:place], generator.choice(words), *units[place + 1 :]])


def script_mixed(material: Material, index: int, generator: random.Random) -> str | None:
    """Write part of a word in another script."""
    _, text = material.pairs[index]
    if material.target == "zh":
        units = material.units(text)
        place = generator.randrange(len(units))
        return "".join([*units[:place], generator.choice(["ский", "Чи", "ов"]), *units[place:]])
    words = list(re.finditer(r"[а-яё]{5,}", text))
    if not words:
        return None
    word = generator.choice(words)
    start = word.start() + generator.randrange(1, 4)
    return text[: word.start()] + generator.choice(["leth", "sec", "pre"]) + text[start:]


def phrase_doubled(material: Material, index: int, generator: random.Random) -> str | None:
    """Say a phrase of three to eight words (six to sixteen characters) twice."""
    _, text = material.pairs[index]
    units = material.units(text)
    factor = 2 if material.target == "zh" else 1
    size = generator.randrange(3, 9) * factor
    if len(units) < size + 2:
        return None
    start = generator.randrange(len(units) - size)
    phrase = units[start : start + size]
    return material.joiner.join([*units[: start + size], *phrase, *units[start + size :]])


def loop(material: Material, index: int, generator: random.Random) -> str | None:
    """End in one to four words (two to eight characters), over and over."""
    _, text = material.pairs[index]
    units = material.units(text.rstrip(" .。"))
    size = generator.randrange(1, 5) * (2 if material.target == "zh" else 1)
    if len(units) < size + 2:
        return None
    return material.joiner.join([*units, *(units[-size:] * 6)]) + "."


def preamble(material: Material, index: int, generator: random.Random) -> str | None:
    """Say that a translation follows, or put a note after it."""
    _, text = material.pairs[index]
    before = {"zh": ["翻译：", "以下是中文翻译："], "ru": ["Вот русский перевод: ", "Перевод: "]}
    return generator.choice(before[material.target]) + text


def other_sentence(material: Material, index: int, generator: random.Random) -> str | None:
    """Give the translation of another sentence of about the same length."""
    source, text = material.pairs[index]
    if len(source) < ENOUGH:
        return None
    alike = [
        other
        for i, (_, other) in enumerate(material.pairs)
        if i != index and other != text and abs(len(other) - len(text)) <= 0.1 * len(text)
    ]
    return generator.choice(alike) if alike else None


KINDS: dict[str, Corrupt] = {
    "digit changed": digit_changed,
    "number in words changed": word_number_changed,
    "weekday or month changed": date_changed,
    "negation dropped": negation_dropped,
    "opposite put": opposite_put,
    "glossary name swapped": known_name_swapped,
    "other name swapped": other_name_swapped,
    "name added": name_added,
    "truncated": truncated,
    "half left out": half_left_out,
    "untranslated": untranslated,
    "one word untranslated": word_untranslated,
    "script mixed": script_mixed,
    "phrase doubled": phrase_doubled,
    "loop": loop,
    "preamble": preamble,
    "another sentence": other_sentence,
}


class Judge:
    """Runs all translation checks, as a profile with no settings does.

    ``cache`` is a file that keeps embeddings from one run to the next.
    """

    def __init__(self, glossary: Glossary, cache: Path | None = None) -> None:
        self._glossary = glossary
        self._embedder = E5Embedder()
        self._checks = make_translation_checks({"adequacy": False})
        (self._adequacy,) = make_translation_checks(
            {name: name == "adequacy" for name in TRANSLATION_CHECKS}
        )
        self._cache = cache
        self._embedded: dict[str, NDArray[np.float32]] = {}
        if cache is not None and cache.exists():
            with np.load(cache) as kept:
                self._embedded = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def keep(self) -> None:
        """Write the embeddings to the cache."""
        if self._cache is not None and self._embedded:
            texts = np.array([*self._embedded])
            np.savez_compressed(self._cache, texts=texts, vectors=[*self._embedded.values()])

    calibration = CALIBRATION

    @property
    def embedder(self) -> Embedder:
        """See `Resources`."""
        return self

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; each once, whatever asks for it."""
        unknown = sorted({*texts} - self._embedded.keys(), key=len)
        if unknown:
            self._embedded.update(zip(unknown, self._embedder.embed(unknown), strict=True))
        return np.stack([self._embedded[text] for text in texts])

    def failures(
        self, pairs: Sequence[Pair], target: str, *, sparing: bool = False
    ) -> list[frozenset[str]]:
        """Return the names of the checks that each pair fails.

        ``sparing`` embeds only pairs that fail nothing else, which is what takes time.
        """
        contexts = [
            TranslationContext(
                source=source,
                hypothesis=hypothesis,
                target=target,
                terms=self._glossary.terms(source, target),
                foreign=self._glossary.foreign(hypothesis, source, target),
            )
            for source, hypothesis in pairs
        ]
        failed = [_failed(v) for v in judge_translations(self._checks, contexts, self)]
        asked = [i for i, names in enumerate(failed) if not (sparing and names)]
        meant = judge_translations([self._adequacy], [contexts[i] for i in asked], self)
        for i, verdicts in zip(asked, meant, strict=True):
            failed[i] |= _failed(verdicts)
        return failed


def _failed(verdicts: Sequence[Check]) -> frozenset[str]:
    return frozenset(check.name for check in verdicts if check.status == "failed")


def read_own() -> dict[str, list[Pair]]:
    """Return the pairs of the set that the project ships, by target."""
    with OWN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {target: [(row["en"], row[target]) for row in rows] for target in TARGETS}


def read_wmt(folder: Path) -> dict[str, list[Pair]]:
    """Return the pairs of source and each reference of WMT22 files, by target and reference."""
    sets = {}
    for target in TARGETS:
        stem = f"wmt22.en-{target}"
        sources = (folder / f"{stem}.src.en").read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.glob(f"{stem}.ref.*.{target}")):
            lines = path.read_text(encoding="utf-8").splitlines()
            name = path.name.removeprefix(f"{stem}.").removesuffix(f".{target}")
            sets[f"{target} {name}"] = list(zip(sources, lines, strict=True))
    return sets


def measure(judge: Judge, glossary: Glossary, name: str, pairs: list[Pair], limit: int) -> None:
    """Print false alarms and recall on one set."""
    target = name.split(maxsplit=1)[0]
    clean = judge.failures(pairs, target)
    alarms = Counter(check for failed in clean for check in failed)
    flagged = sum(map(bool, clean))
    print(f"\n### {name}: {len(pairs)} pairs\n")
    print(f"Flagged as they are: {flagged} ({flagged / len(pairs):.1%}); by check: ", end="")
    print(", ".join(f"{check} {count}" for check, count in alarms.most_common()) or "none")
    heard = sorted(
        {
            found.text
            for source, text in pairs
            for word in unknown_names(source, ENGLISH)
            if (found := sounds_most_like(word, text, target)).score >= 0.8 and len(found.text) > 1
        }
    )
    material = Material(target, pairs, glossary, heard)
    print("\n| error | tried | found | found by |\n|---|---|---|---|")
    for kind, corrupt in KINDS.items():
        generator = random.Random(kind)
        order = [i for i, failed in enumerate(clean) if not failed]
        generator.shuffle(order)
        wrong = []
        for index in order:
            text = corrupt(material, index, generator)
            if text is not None and text != pairs[index][1]:
                wrong.append((pairs[index][0], text))
            if len(wrong) == limit:
                break
        verdicts = judge.failures(wrong, target, sparing=True)
        caught = sum(map(bool, verdicts))
        by = Counter(check for failed in verdicts for check in failed).most_common(3)
        if wrong:
            print(
                f"| {kind} | {len(wrong)} | {caught / len(wrong):.1%} "
                f"| {', '.join(f'{check} {count}' for check, count in by)} |"
            )


def measure_annotated(judge: Judge) -> None:
    """Print how many of a model's translations are marked, by label."""
    with ANNOTATED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts: Counter[tuple[str, str]] = Counter()
    marked: Counter[tuple[str, str]] = Counter()
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for target in TARGETS:
        own = [row for row in rows if row["target"] == target]
        verdicts = judge.failures([(row["en"], row["hypothesis"]) for row in own], target)
        for row, failed in zip(own, verdicts, strict=True):
            counts[row["label"], target] += 1
            marked[row["label"], target] += bool(failed)
            by[row["label"]].update(failed)
    print(f"\n### Translations by a model: {len(rows)} pairs\n")
    print("| label | marked in zh | marked in ru | most by |\n|---|---|---|---|")
    for label in sorted(by | {label: Counter() for label, _ in counts}):
        shares = (f"{marked[label, t]} of {counts[label, t]}" for t in TARGETS)
        most = ", ".join(f"{check} {count}" for check, count in by[label].most_common(3))
        print(f"| {label} | {' | '.join(shares)} | {most} |")


def chosen(pairs: list[Pair], part: str, sample: int | None, seed: int) -> list[Pair]:
    """Return a part of the pairs: even lines to tune on, odd ones held out; or a sample of it."""
    kept = {"all": pairs, "tuning": pairs[::2], "held-out": pairs[1::2]}[part]
    if sample is None or sample >= len(kept):
        return kept
    return random.Random(seed).sample(kept, sample)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, help="folder of WMT22 files")
    parser.add_argument("--part", choices=("all", "tuning", "held-out"), default="all")
    parser.add_argument("--sample", type=int, help="pairs of each set, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--limit", type=int, default=200, help="errors of each kind")
    parser.add_argument("--cache", type=Path, help="file (.npz) that keeps embeddings")
    arguments = parser.parse_args()
    glossary = Glossary.load([GLOSSARY])
    judge = Judge(glossary, arguments.cache)
    sets = read_wmt(arguments.data) if arguments.data else read_own()
    for name, pairs in sets.items():
        part = chosen(pairs, arguments.part, arguments.sample, arguments.seed)
        measure(judge, glossary, name, part, arguments.limit)
    if not arguments.data:
        measure_annotated(judge)
    judge.keep()


if __name__ == "__main__":
    main()
