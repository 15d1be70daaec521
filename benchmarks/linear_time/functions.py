"""The public functions that read text, found in the sources and fed by what their parameters are.

A function that is neither fed nor left out with a reason is an error, so that none is forgotten.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.article import Article, Provenance, Story
from articles.assemble import RawArticle
from articles.clean.furniture import Place
from articles.extract.blocks import Block
from articles.extract.passages import Passages
from benchmarks.linear_time.growth import Prepare
from checks.contexts import SummaryContext, TranslationContext
from digests.digest import DigestHead, DigestSentence, Entry, EntryArticle, Translation
from digests.events.event import Event
from digests.evidence import Evidence
from language.pack import pack, require_source
from language.plain_reader import PlainReader
from language.quantities.numerals import ENGLISH
from language.quantities.reading import find_measures, find_quantities
from language.sentences import split_sentences

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("base", "language", "articles", "models", "checks", "digests", "flows")
LANGUAGES = ("en", "ru", "zh", "de")
"""Those that have a pack, and one that has none."""
_THEN = datetime(2024, 5, 1, tzinfo=UTC)
_MOST_SENTENCES = 2_000


class UnknownFunctionError(Exception):
    """A public function reads text, and nobody has said how it is measured."""


@dataclass(frozen=True)
class TextFunction:
    """A function that reads text, in one of the ways in which it can be called."""

    name: str
    prepare: Prepare

    @property
    def room(self) -> str:
        """The folder that it is in."""
        return self.name.partition(".")[0]


# --- What is made of a text -----------------------------------------------------------------------


class Vectors:
    """An embedder that reads nothing: a vector by the hash of the text."""

    fingerprint = "vectors"
    licence = None

    @property
    def calibration(self) -> Any:
        """Return that of the shipped embedder."""
        from models.embedder import CALIBRATION

        return CALIBRATION

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as unit vectors."""
        return np.stack([_vector(text) for text in texts]) if texts else np.zeros((0, 8), "f4")


def _vector(text: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:4])
    vector = np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def _article(text: str, language: str = "en") -> Article:
    """Return an article of a text, as long as an article can be."""
    text = f"The report is here.\n\n{text.strip() or 'Nothing.'}"
    return Article(
        id=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
        title="What happened in Paris",
        text=text,
        language=language,
        sentences=split_sentences(text, language)[:_MOST_SENTENCES],
        source=Provenance(
            location="a.txt",
            sha256="ab" * 32,
            retrieved=_THEN,
            publisher="The Paper",
            published="2024-05-01",
        ),
    )


def _story(text: str, language: str = "en") -> Story:
    article = _article(text, language)
    return Story(id=article.id, articles=(article,))


def _event(text: str) -> Event:
    return Event.alone(_story(text))


def _pieces(text: str, size: int = 40) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def _summary_context(text: str) -> SummaryContext:
    return SummaryContext(
        sentence=text,
        evidence=(text, "On Monday 12 people were killed in Paris."),
        support=0.9,
        source=f"What happened\n\n{text}",
        published=date(2024, 5, 1),
        others=("Nothing else happened in Paris.",),
    )


def _translation_context(target: str, text: str) -> TranslationContext:
    return TranslationContext(
        source=text,
        hypothesis=text,
        target=target,
        others=(("John Smith met 12 people.", "约翰·史密斯会见了12人。"),),
    )


def _entry(text: str) -> Entry:
    """Return an entry of a digest that says the text wherever it can."""
    proof = Evidence(article="0" * 16, start=0, end=len(text), text=text, score=0.9)
    made = Translation(renders="e-1", target="zh", text=text)
    sentence = DigestSentence(
        id="e-1",
        text=text,
        origin="model",
        supported=True,
        evidence=(proof,),
        translations={"zh": made},
    )
    source = _article("Text.").source.model_copy(update={"publisher": text, "byline": text})
    return Entry(
        id="e",
        fingerprint="f",
        headline=sentence.model_copy(update={"id": "e-h", "origin": "title"}),
        summary=(sentence,),
        articles=(EntryArticle(id="0" * 16, title=text, language="en", source=source),),
    )


def _laid_out(format_name: str, text: str) -> object:
    from digests.render import Layout

    head = DigestHead(run="r", created=_THEN, profile="p", targets=("zh",), models=())
    layout = Layout(head, [format_name])
    layout.add(_entry(text))
    return [list(pieces) for pieces in layout.files("r").values()]


def _place(text: str) -> Place:
    return Place(text, True, True, False, text, text, text)


@cache
def _glossary() -> Any:
    from language.glossary import Glossary

    return Glossary.load([ROOT / "configs" / "glossary.base.yaml"])


def _mentions() -> Any:
    return require_source("en").index_glossary(_glossary().names)


@cache
def _watch() -> Any:
    from digests.watch import Watch
    from digests.watch_list import WatchItem

    return Watch(
        [WatchItem(name="Paris", section="places"), WatchItem(name="Jan", section="words")],
        _glossary(),
    )


@cache
def _spotter(language: str) -> Any:
    from language.spotting import Spotter

    return Spotter({"a": ["John Smith", "сто", "一百", "A.", "1 1"]}, language, ["John Smith Hall"])


@cache
def _judge() -> Any:
    from checks.registry import make_summary_checks, make_translation_checks
    from digests.judge import Judge

    return Judge(
        embedder=Vectors(),
        attributor=_attributor(),
        summary_checks=make_summary_checks({}),
        translation_checks=make_translation_checks({}),
        glossary=_glossary(),
    )


def _known(part: Any) -> Any:
    """Return a part of a pack that is not missing."""
    assert part is not None
    return part


def _attributor() -> Any:
    from digests.attribution import Attributor

    return Attributor(Vectors())


def _proof(text: str) -> Evidence:
    return Evidence(article="0" * 16, start=0, end=len(text) or 1, text=text, score=0.9)


def _event_of_two(text: str) -> Event:
    """Return an event with two reports, which are compared."""
    from digests.events.event import Reported

    stories = [_story(text), _story(f"{text} It is so.")]
    return Event(id=stories[0].id, stories=tuple(Reported(story=story) for story in stories))


def _account(text: str) -> Any:
    from digests.events.account import account_of

    return account_of(_event_of_two(text), "en", Vectors())


def _page(text: str) -> Any:
    from articles.fetch.fetcher import Fetched

    url = "https://paper.example/2024/05/01/what-happened"
    return Fetched(url, url, None, "text/html", text.encode("utf-8", "replace"), _THEN)


# --- How it is fed --------------------------------------------------------------------------------

_MAKE: Mapping[str, Callable[[str], Any]] = {
    "str": lambda text: text,
    "str | None": lambda text: text,
    "Sequence[str]": _pieces,
    "Iterable[str]": _pieces,
    "Collection[str]": _pieces,
    "tuple[str, ...]": lambda text: tuple(_pieces(text)),
    "str | Sequence[str]": lambda text: text,
    "bytes": lambda text: text.encode("utf-8", "replace"),
    "Article": _article,
    "Sequence[Article]": lambda text: [_article(text)],
    "Iterable[Article]": lambda text: [_article(text)],
    "Story": _story,
    "Sequence[Story]": lambda text: [_story(text)],
    "Event": _event_of_two,
    "Block": Block,
    "Sequence[Block]": lambda text: [Block(text), *map(Block, text.splitlines()), Block("End.")],
    "SummaryContext": _summary_context,
    "Entry": _entry,
    "bool": lambda _: False,
    "int": lambda _: 0,
    "Embedder": lambda _: Vectors(),
    "Iterable[Origin]": lambda _: (),
    "date | None": lambda _: None,
    "RawArticle": lambda _: RawArticle("a.txt", b"", _THEN, ("en",)),
    "Place": lambda _: _place("Title"),
    "DigitStyle": lambda _: ENGLISH,
}
"""What is made of a text for a parameter, by its annotation."""

_FIXED: Mapping[str, Any] = {
    "location": "a.txt", "charset": None, "expected": "en", "source": "en", "reason": "caption",
    "media_type": "text/html",
}  # fmt: skip
"""Parameters that are no text, by name; see also `_CODES`."""
_CODES: Mapping[str, Sequence[str]] = {
    "language": LANGUAGES,
    "target": ("zh", "ru", "de"),
    "TranslationContext": ("zh", "ru", "de"),
}
"""Languages that are tried, by name or annotation of a parameter."""
_IS_TEXT = frozenset(
    {
        "checks.translation.names:unknown_names.source",
        "language.tidying:tidy.source",
        "models.answers:clean_translation.source",
    }
)
"""Parameters that are text though their name is among the fixed."""
_READS = re.compile(
    r"\b(?:str|bytes|Article|Story|Event|Block|SummaryContext|TranslationContext|Entry)\b"
)
_NO_TEXT = re.compile(r"\b(?:Mapping|dict|Path|re\.|Callable|Literal|Annotated|EventStore)")

Arguments = Callable[[str], tuple[Any, ...]]


def _ways(
    ways: Sequence[str], arguments: Callable[[str, str], tuple[Any, ...]]
) -> dict[str, Arguments]:
    """Return what makes the arguments of a text for each way, such as a language."""
    return {way: partial(arguments, way) for way in ways}


_PACKS = ("en", "ru", "zh")
_HAN = "零一二三四五六七八九十百千万亿"
ARGUMENTS: Mapping[str, Arguments | Mapping[str, Arguments]] = {
    "articles.assemble:article_of": _ways(
        ("text/html", "text/markdown", "text/plain"),
        lambda kind, t: (
            RawArticle("a", b"a", _THEN, ("en",)),
            t.encode("utf-8", "replace"),
            kind,
        ),
    ),
    "articles.extract.passages:Passages.holding": lambda t: (Passages([t, t[:1_000]]), t),
    "articles.clean.cleaning:clean": lambda t: (
        [Block("The report is here."), Block(t), *map(Block, t.split("\n"))],
        t,
        t,
    ),
    "articles.extract.body:Witness.has": lambda t: (
        import_module("articles.extract.body").Witness(t),
        t,
    ),
    "articles.extract.media:extract": _ways(
        ("text/html", "text/markdown", "text/plain"),
        lambda kind, t: (t.encode("utf-8", "replace"), kind, "a"),
    ),
    "articles.fetch.reservations:Reservations.parse": lambda t: (t.encode("utf-8", "replace"),),
    "articles.fetch.robots:Robots.parse": lambda t: (t.encode("utf-8", "replace"),),
    "articles.sources.listing:absolute": lambda t: ("https://a.example/", t),
    "articles.sources.opt_outs:opt_outs": lambda t: (t.encode("utf-8", "replace"), _page(t), "a"),
    "articles.sources.walls:find_wall": lambda t: (t.encode("utf-8", "replace"), t, _page(t)),
    "checks.translation.names:unknown_names": lambda t: (t, require_source("en")),
    "digests.attribution:Attributor.attribute": lambda t: (_attributor(), [t], _story(t)),
    "digests.attribution:Attributor.rate": lambda t: (
        _attributor(),
        t,
        [_proof(t)],
        "en",
        _story(t),
    ),
    "digests.events.account:superseded": lambda t: (t, [_proof(t)], _account(t), "en"),
    "digests.events.changes:going_on": lambda t: (
        _entry(t),
        _entry(f"{t} It is so."),
        "r",
        Vectors(),
        "en",
    ),
    "digests.judge:Judge.sentence": lambda t: (
        _judge(),
        t,
        _attributor().attribute([t], _story(t))[0],
        import_module("digests.judge").Report.of(_story(t)),
        (),
    ),
    "digests.judge:Judge.translations": _ways(
        ("zh", "ru", "de"), lambda target, t: (_judge(), [_translation_context(target, t)])
    ),
    "digests.watch:Watch.matches": lambda t: (_watch(), [_story(t)]),
    "language.chinese.quantities:han_value": lambda t: (
        "".join(filter(_HAN.__contains__, t)) or "一",
    ),
    "language.english.quantities:roman_value": lambda t: (
        "".join(filter("IVXLC".__contains__, t)),
    ),
    "language.plain_reader:PlainReader.find_words": lambda t: (PlainReader(spaced=False), t),
    "language.plain_reader:PlainReader.find_names": lambda t: (PlainReader(spaced=False), t),
    "language.chinese.renderings:in_compound": lambda t: ("中", t),
    "language.chinese.sounds:most_like": lambda t: ("Khachaturian", t),
    "language.russian.sounds:most_like": lambda t: ("Khachaturian", t),
    "language.chinese.roles:names": lambda t: ("Khachaturian", t),
    "language.russian.roles:names": lambda t: ("Khachaturian", t),
    "language.chinese.roles:order": lambda t: ("invite", t, [(0, 1)], [(len(t) - 1, len(t))]),
    "language.russian.roles:order": lambda t: ("invite", t, [(0, 1)], [(len(t) - 1, len(t))]),
    "language.counted.reader:Counted.find": _ways(
        _PACKS,
        lambda code, t: (
            pack(code).counted,
            t,
            find_quantities(t, code),
            find_measures(t, code),
            _known(pack(code).bounds).patterns,
            2024,
        ),
    ),
    "language.counted.reader:Counted.place": _ways(
        _PACKS, lambda code, t: (pack(code).counted, t, (len(t) - 1, len(t)))
    ),
    "language.counted.reader:Counted.is_part": _ways(
        _PACKS, lambda code, t: (pack(code).counted, t, (len(t) - 1, len(t)))
    ),
    "digests.events.places:place_in": _ways(
        _PACKS, lambda code, t: (t, (len(t) - 1, len(t)), code)
    ),
    "language.english.mentions:EnglishMentions.find": lambda t: (_mentions(), t, t),
    "language.english.mentions:EnglishMentions.fold": lambda t: (_mentions(), t),
    "language.english.mentions:EnglishMentions.search": lambda t: (_mentions(), t, " ", True),
    "language.glossary:Glossary.terms": lambda t: (_glossary(), t, "zh", t),
    "language.glossary:Glossary.foreign": _ways(
        ("zh", "ru"), lambda target, t: (_glossary(), t, t, target)
    ),
    "language.measures:Measures.find": _ways(
        _PACKS, lambda code, t: (pack(code).measures, t, find_quantities(t, code))
    ),
    "language.quantities.grammar:Grammar.read": _ways(
        _PACKS, lambda code, t: (pack(code).quantities, t)
    ),
    "language.quantities.grammar:Grammar.currencies": _ways(
        _PACKS, lambda code, t: (pack(code).quantities, t)
    ),
    "language.quantities.numerals:DigitStyle.value": lambda t: (
        ENGLISH,
        f"1{',111' * (len(t) // 4)}.1",
    ),
    "language.quantities.cldr_names:find_plain_currencies": lambda t: (
        t,
        "de",
        find_quantities(t, "de"),
    ),
    "language.quantities.cldr_names:find_plain_measures": lambda t: (
        t,
        "de",
        find_quantities(t, "de"),
    ),
    "language.quantities.quantity:quote": lambda t: (find_quantities(t, "en"), t),
    "language.renderings:find": _ways(LANGUAGES, lambda code, t: ("John Smith", t, code)),
    "language.renderings:occurs": _ways(LANGUAGES, lambda code, t: ("John Smith", t, code)),
    "language.speech:Speech.find": _ways(_PACKS, lambda code, t: (pack(code).speech, t)),
    "language.speech:Speech.goes_on": _ways(_PACKS, lambda code, t: (pack(code).speech, t, 0)),
    "language.speech:Speech.is_speech": _ways(_PACKS, lambda code, t: (pack(code).speech, t)),
    "language.spotting:Spotter.find": _ways(LANGUAGES, lambda code, t: (_spotter(code), t)),
    "language.compass:Compass.plain_points": _ways(_PACKS, lambda code, t: (pack(code).compass, t)),
    "language.compass:Compass.possible_points": _ways(
        _PACKS, lambda code, t: (pack(code).compass, t)
    ),
    "language.topics:share_heard": _ways(
        ("ru", "zh"), lambda code, t: (["Smith", "Putin"], t, code)
    ),
    "models.chat_encoding:defuse": lambda t: (t, ["<|im_start|>", "<|im_end|>", "<s>"]),
    "models.fitting:split_to_fit": lambda t: (t, lambda piece: len(piece) < 500),
}
"""Arguments of a text, for functions whose parameters do not tell; for some in several ways."""


def _of_pack(part: str, name: str, texts: int = 1) -> dict[str, Prepare]:
    """Return how a part of each pack is called that takes so many texts."""

    def prepare(code: str, text: str) -> Callable[[], object]:
        return partial(_drained, getattr(getattr(pack(code), part), name), *[text] * texts)

    return {code: partial(prepare, code) for code in _PACKS}


def _neighbours(text: str) -> Callable[[], object]:
    from language.syntax import find_neighbours

    return partial(find_neighbours, require_source("en").find_clauses(text), (0, 3))


def _compared_quantities(text: str) -> Callable[[], object]:
    from language.quantities.quantity import compare_quantities

    half = len(text) // 2
    first, second = (find_quantities(part, "en") for part in (text[:half], text[half:]))
    return partial(compare_quantities, first, second)


def _compared_statements(text: str) -> Callable[[], object]:
    from digests.events.figures import Statement, compare_statements

    return partial(compare_statements, Statement(text, "en"), Statement(f"{text} It is so.", "en"))


def _with_origins(text: str) -> Callable[[], object]:
    from digests.events.account import with_origins

    return partial(with_origins, _entry(text).headline, _account(text), "en")


def _held_name(text: str) -> Callable[[], object]:
    syntax = require_source("en")
    (name,) = syntax.find_names("The Bank of England said so.")
    return partial(syntax.index_names(text).holds, name)


_FORMATS = ("json", "md", "html", "jsonld", "ninjs", "csv", "xliff", "tmx", "eml")
OTHERS: Mapping[str, Prepare | Mapping[str, Prepare]] = {
    "digests.events.account:with_origins": _with_origins,
    "digests.events.figures:compare_statements": _compared_statements,
    "digests.render:Layout": {name: partial(partial, _laid_out, name) for name in _FORMATS},
    "language.english.same_names:NameIndex.holds": _held_name,
    "language.pack:LanguagePack.clock": _of_pack("clock", "times"),
    "language.pack:LanguagePack.speech.attribute": _of_pack("speech", "attribute", 2),
    "language.pack:LanguagePack.speech.names": _of_pack("speech", "names"),
    "language.quantities.quantity:compare_quantities": _compared_quantities,
    "language.syntax:find_neighbours": _neighbours,
}
"""What reads text and no parameter says so: parts of packs, formats, what reads what was found."""

_LEFT_OUT = {
    "makes patterns and tables of what the project itself has written, when it is imported": (
        "articles.clean.words:", "language.counted.heads:", "language.counted.nouns:noun_table",
        "language.english.words:word_table",
        "language.measures:unit_patterns", "language.opposites:opposite_",
        "language.quantities.grammar:currency_rules", "language.quantities.grammar:minus_pattern",
        "language.quantities.grammar:named", "language.quantities.grammar:ranks",
        "language.quantities.numerals:word_list",
    ),
    "takes a match or a quantity, which was bounded where it was found": (
        "language.quantities.grammar:", "language.quantities.quantity:", "language.counting:",
    ),
    "takes codes, names, keys and settings of a run": (
        "base.", "checks.coverage:", "checks.verdict:Rule.", "digests.delivery.",
        "digests.assembly:", "digests.profile:", "digests.evidence:", "digests.render.formats:",
        "digests.render.phrases:", "digests.render.wording:", "digests.render.view:language",
        "digests.render.view:counted",
        "language.gazetteer:", "language.pack:", "language.known_names:", "language.scripts:",
        "language.topics:country_key", "language.quantities.currencies:",
        "models.engines.", "models.language_codes:",
        "models.progress:", "models.registry:", "models.usage:", "models.spec:",
        "models.cache:", "digests.failures:", "flows.",
    ),
    "asks the network, a database or a disk; what it reads there is read by what is measured": (
        "articles.fetch.", "articles.sources.", "digests.store:", "digests.events.state:",
        "digests.events.history:", "digests.events.gathering:", "digests.run_folder:",
        "digests.shards:", "digests.pipeline:", "digests.report:",
        "digests.versions:", "digests.review.",
    ),
    "holds articles and events by what was read of them; not by the length of a text": (
        "articles.stories.", "digests.events.grouping:", "digests.events.assignment:",
        "digests.events.changes:", "digests.events.corrections:", "digests.events.event:",
        "digests.editor:",
    ),
    "lays out what a format of Layout lays out": ("digests.render.",),
    "runs a model, or PDFium": (
        "models.adapters.", "models.chat_encoding:ChatEncoder", "models.embedder:",
        "models.messages:", "models.translators:",
        "articles.extract.pdf:", "checks.translation.adequacy:",
    ),
    "is asked by a check or a format that is measured": (
        "checks.verdict:", "digests.judge:", "checks.translation.names:",
    ),
    "is asked by a reader of sentences that is measured": (
        "language.counted.alone:", "language.counted.bounding:", "language.counted.hands:",
        "language.counted.numbers:", "language.counted.parts:", "language.counted.people:",
        "language.counted.periods:", "language.counted.places:", "language.counted.relative:",
        "language.counted.sentence:", "language.counted.sums:", "language.counted.times:",
        "language.counted.units:", "language.counted.wording:",
    ),
}  # fmt: skip
LEFT_OUT: Mapping[str, str] = {start: why for why, starts in _LEFT_OUT.items() for start in starts}
"""Why those are not measured whose names begin so."""


# --- Which there are ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Declared:
    """A public function as its source declares it."""

    module: str
    path: str
    """Its name, after that of its class."""
    parameters: tuple[tuple[str, str, bool], ...]
    """Name, annotation, and whether it must be given."""
    is_method: bool

    @property
    def name(self) -> str:
        """Name by which it is measured or left out."""
        return f"{self.module}:{self.path}"

    @property
    def reads_text(self) -> bool:
        """Whether a parameter can hold text."""
        return any(
            _READS.search(annotation)
            and not _NO_TEXT.search(annotation)
            and (f"{self.name}.{name}" in _IS_TEXT or name not in {*_FIXED, *_CODES})
            for name, annotation, _ in self.parameters
        )


def declared() -> Iterator[Declared]:
    """Yield the public functions of all rooms that can read text."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for found in _functions(module, tree.body, ""):
                if found.reads_text:
                    yield found


def _functions(module: str, body: Sequence[ast.stmt], within: str) -> Iterator[Declared]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            if not any("Protocol" in ast.unparse(base) for base in node.bases):
                yield from _functions(module, node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            if any("property" in ast.unparse(each) for each in node.decorator_list):
                continue
            yield Declared(module, within + node.name, tuple(_parameters(node)), bool(within))


def _parameters(node: ast.FunctionDef) -> Iterator[tuple[str, str, bool]]:
    given = node.args
    plain = [*given.posonlyargs, *given.args]
    least = len(plain) - len(given.defaults)
    every = [(each, number < least) for number, each in enumerate(plain)]
    every += [
        (each, default is None)
        for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
    ]
    for each, needed in every:
        if each.arg not in {"self", "cls"}:
            yield each.arg, ast.unparse(each.annotation) if each.annotation else "", needed


def text_functions(only: str = "") -> list[TextFunction]:
    """Return the public functions that read text, each in all the ways in which it is called.

    Args:
        only: What their names begin with, such as a room.

    Raises:
        UnknownFunctionError: One is neither fed nor left out.

    """
    found: list[TextFunction] = []
    every = {each.name: each for each in declared()}
    for name, each in every.items():
        if not name.startswith(only) and not only.startswith(name):
            continue
        if name in ARGUMENTS:
            ways = ARGUMENTS[name]
            found += _in_ways(
                name,
                {way: partial(_with_arguments, each, given) for way, given in ways.items()}
                if isinstance(ways, Mapping)
                else partial(_with_arguments, each, ways),
            )
        elif name not in OTHERS and reason_for(name) is None:
            found += _fed(each)
    if lost := sorted(ARGUMENTS.keys() - every.keys()):
        raise UnknownFunctionError(f"no such functions: {', '.join(lost)}")
    for name, prepared in OTHERS.items():
        found += _in_ways(name, prepared)
    return sorted((f for f in found if f.name.startswith(only)), key=lambda f: f.name)


def reason_for(name: str) -> str | None:
    """Return why a function is left out, None where it is not."""
    return next((why for start, why in LEFT_OUT.items() if name.startswith(start)), None)


def _in_ways(name: str, ways: Prepare | Mapping[str, Prepare]) -> Iterator[TextFunction]:
    if isinstance(ways, Mapping):
        for way, prepare in ways.items():
            yield TextFunction(f"{name}[{way}]", prepare)
    else:
        yield TextFunction(name, ways)


def _fed(function: Declared) -> Iterator[TextFunction]:
    makers: dict[str, Callable[[str], Any]] = {}
    codes: dict[str, tuple[str, bool]] = {}
    for name, annotation, needed in function.parameters:
        if name in _CODES or annotation in _CODES:
            codes[name] = (name if name in _CODES else annotation, annotation in _CODES)
        elif name in _FIXED and f"{function.name}.{name}" not in _IS_TEXT:
            makers[name] = partial(_fixed, _FIXED[name])
        elif annotation in _MAKE and (needed or annotation in {"str", "str | None"}):
            makers[name] = _MAKE[annotation]
        elif needed:
            raise UnknownFunctionError(
                f"{function.name}: nothing is known to feed {name}: {annotation} with; say in "
                "benchmarks/linear_time/functions.py what it takes, or why it is left out"
            )
    if not codes:
        yield TextFunction(function.name, partial(_with_makers, function, makers))
        return
    ((name, (key, is_context)),) = codes.items()
    for code in _CODES[key]:
        make = partial(_translation_context, code) if is_context else partial(_fixed, code)
        prepare = partial(_with_makers, function, {**makers, name: make})
        yield TextFunction(f"{function.name}[{code}]", prepare)


def _fixed(value: object, text: str) -> object:
    del text
    return value


def _with_makers(
    function: Declared, makers: Mapping[str, Callable[[str], Any]], text: str
) -> Callable[[], object]:
    values = {name: make(text) for name, make in makers.items()}
    return partial(_drained, _resolved(function, bound=True), **values)


def _with_arguments(function: Declared, arguments: Arguments, text: str) -> Callable[[], object]:
    return partial(_drained, _resolved(function, bound=False), *arguments(text))


def _drained(call: Callable[..., object], *arguments: Any, **named: Any) -> object:
    found = call(*arguments, **named)
    return list(found) if isinstance(found, Iterator) else found


def _resolved(function: Declared, *, bound: bool) -> Callable[..., object]:
    module = import_module(function.module.removesuffix(".__init__"))
    owner, _, name = function.path.rpartition(".")
    if not owner:
        return getattr(module, name)  # type: ignore[no-any-return]
    kind = getattr(module, owner)
    of_instance = bound and not isinstance(vars(kind).get(name), (classmethod, staticmethod))
    return getattr(kind() if of_instance else kind, name)  # type: ignore[no-any-return]
