"""Names and how target languages write them: CLDR for countries and cities, YAML for the rest."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import babel
import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator
from rapidfuzz import fuzz

from base.errors import ExplainedError
from language import renderings
from language.english.countries import country_code
from language.english.words import fold, known_word
from language.russian.morphology import likely_name, proper_lemmas
from language.terms import Term

Kind = Literal["country", "person", "place", "body", "event", "office", "term"]

MAX_BYTES = 4_000_000
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[&'’][^\W_]+)*\+?")
_GAP = re.compile(r"[ \u00a0\n.,‑–-]{1,2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")

# People, firms and words bear these names too: beside another capitalised word they may mean those.
_NAMESAKES = frozenset(
    {"Austin", "Chad", "Chelsea", "Dallas", "Darwin", "England", "English", "Florence", "French",
     "Georgia", "Holland", "Houston", "Ireland", "Israel", "Jordan", "Lenin", "London", "Mars",
     "Paris", "Phoenix", "Santiago", "Sofia", "Stanley", "Sydney", "Trump", "Washington", "West"}
)  # fmt: skip
_NOT_CITIES = frozenset(
    {"Canary", "Center", "Chatham", "Christmas", "Cocos", "Creston", "Darwin", "Davis", "Dawson",
     "Easter", "Eucla", "Gambier", "Kamchatka", "Kirov", "Lindeman", "Mahe", "Midway", "Nome",
     "Norfolk", "Oral", "Regina", "Resolute", "Reunion", "Sakhalin", "Salta", "Stanley", "Unknown",
     "Wake", "Wallis"}
)  # fmt: skip
# Territories whose names are mostly something else's, such as a church's or a river's.
_ISLANDS = frozenset({"BL", "BV", "CC", "CX", "GS", "HM", "IO", "MF", "NF", "PN", "SJ", "TF", "UM"})
_NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_KINGDOM = {
    "GB-ENG": "England",
    "GB-NIR": "Northern Ireland",
    "GB-SCT": "Scotland",
    "GB-WLS": "Wales",
}
_NOT_CITY_ZONES = ("Antarctica/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
_COMPASS = frozenset(
    {"central", "east", "eastern", "north", "northern", "south", "southeast", "southern", "west",
     "western"}
)  # fmt: skip
# What opens a sentence and is no name: *Fed up with waiting*.
_PARTICIPLE = re.compile(r"Fed (?:up|by|on|with|from|into|through)\b")
# Short Chinese renderings that are as often the beginning of a longer transliteration.
_SHORT = (
    "马里|巴林|阿曼|多哥|加纳|贝宁|汤加|海地|利马|巴库|安曼|罗马|米兰|里加|洛美|古巴|帕劳"
    "|多米尼克|约旦|拉萨"
)
_FRAGMENTS = re.compile(
    rf"(?:{_SHORT})(?=[科斯特尔奥克兰亚娜顿莱诺西塞德里拉罗尼])"
    rf"|(?<=[卡尔斯克拉德诺罗萨维埃奥娜蒂塔格菲弗])(?:{_SHORT})"
)
# Chinese words that hold a name without meaning it.
_TRAPS = re.compile(
    r"发展中国家|发达中国家|[沿东南北西近黄红黑]海地|海地(?:区|震|带)|东海岸|南海岸|北海岸|北海道"
    r"|巴西安|新西安"
    r"|印度教|哥伦比亚(?:广播|特区|大学)|巴黎圣日[尔耳]曼|参加沙|大连(?:续|接|锁|任|胜)|形成都|构成都|阿曼达|巴林顿|马里奥|约旦河西岸|[今当昨]日本|世界上海"
    r"|在上海拔"
)


class GlossaryError(ExplainedError):
    """A glossary that cannot be used: names the file, the entry, the reason and the remedy."""


@dataclass(frozen=True)
class Name:
    """A name that the glossary knows.

    ``forms`` always mean it, ``short`` only where the text has one of them too. ``renderings`` are
    those of each language, best first.
    """

    term: str
    kind: Kind
    forms: tuple[str, ...]
    renderings: Mapping[str, tuple[str, ...]] = field(hash=False)
    short: str | None = None
    country: str | None = None

    @property
    def family_first(self) -> bool:
        """The family name is the first word, as in Chinese and Korean."""
        return self.short is not None and self.term.startswith(self.short)

    def accepted(self, form: str, language: str) -> tuple[str, ...]:
        """Return what may render ``form`` of this name; a family name may render a full one."""
        full = self.renderings.get(language, ())
        if self.kind == "country":
            named = not _names_country(form)
            return tuple(sorted(full, key=lambda r: named and not r[:1].islower()))
        if self.kind != "person":
            return full
        family = tuple(_family_name(rendering, self.family_first) for rendering in full)
        both = (*family, *full) if len(form.split()) == 1 else (*full, *family)
        return tuple(dict.fromkeys(r for r in both if len(r) > 1))


def _family_name(rendering: str, first: bool) -> str:
    if "·" in rendering:
        return rendering.rsplit("·", 1)[1]
    words = rendering.split()
    return words[0 if first else -1]


class _Entry(BaseModel):
    """An entry of a glossary file; any further key is a language code with renderings."""

    model_config = ConfigDict(frozen=True, extra="allow")

    aliases: tuple[str, ...] = ()
    short: str | None = None
    country: str | None = None
    renderings: dict[str, tuple[str, ...]] = {}

    @model_validator(mode="before")
    @classmethod
    def _collect(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise ValueError("an entry is a mapping, such as {zh: 北京, ru: Пекин}")
        known = {
            key: value for key, value in data.items() if key in {"aliases", "short", "country"}
        }
        rendered = {}
        for language, value in data.items():
            if language in known:
                continue
            if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                raise ValueError(
                    f"unknown key {language!r}: use aliases, short, country or a language code"
                )
            values = [value] if isinstance(value, str) else value
            if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
                raise ValueError(f"{language}: a rendering is a text or a list of texts")
            rendered[language] = tuple(values)
        return {**known, "renderings": rendered}


_FILE = TypeAdapter(dict[Kind, dict[str, _Entry]])


@dataclass(frozen=True)
class Found:
    """A mention of a name in a source text."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, eq=False)
class Glossary:
    """The names that translations must keep, and that they must not bring in."""

    names: tuple[Name, ...]
    fingerprint: str

    @classmethod
    def load(cls, paths: Sequence[Path]) -> Glossary:
        """Read glossary files; where two have a term, the later one's renderings come first.

        Raises:
            GlossaryError: a file that cannot be read, is too big, or has a wrong entry.

        """
        return _parsed(tuple((path, _read(path)) for path in paths))

    def terms(self, text: str, target: str, context: str = "") -> tuple[Term, ...]:
        """Return the terms that occur in English ``text`` and have renderings in ``target``.

        The longest term counts. A short form, such as the family name alone, counts where ``text``
        or ``context``, the text around it, has the full one.
        """
        found = self._find(text, context)
        terms = {}
        for mention in found:
            source = text[mention.start : mention.end]
            accepted = _renderings(mention.name, source, target)
            if accepted:
                # Of a language that no file lists, CLDR knows one name where people have several.
                listed = target in mention.name.renderings
                terms[source] = Term(source, accepted, required=listed)
        return tuple(terms.values())

    def foreign(self, hypothesis: str, source: str, target: str) -> tuple[Term, ...]:
        """Return the names that ``hypothesis`` has and English ``source`` has not.

        A country goes with its places and bodies: *Beijing* may be rendered as China, not as
        Berlin. Only Chinese and Russian are looked at. A term's one rendering is what was seen.
        """
        if target not in {"zh", "ru"}:
            return ()
        mentioned = {mention.name.term for mention in self._find(source, source, loose=True)}
        countries = {(name.country or "").split("-")[0] for name in self._mentioned(mentioned)} - {
            ""
        }
        words = {fold(match.group()) for match in _TOKEN.finditer(source)}
        added = {}
        bearers = dict(_bearers(self, target, hypothesis))
        for seen, names in bearers.items():
            if any(
                name.kind not in {"country", "person", "place"}
                or name.term.startswith("the ")
                or name.term in mentioned
                or (name.kind != "person" and (name.country or "").split("-")[0] in countries)
                or _alike(name, words)
                for name in names
            ):
                continue
            added[seen] = Term(_english(names[0]), (seen,))
        return tuple(added.values())

    def _mentioned(self, terms: set[str]) -> Iterator[Name]:
        for name in self._by_term.values():
            if name.term in terms:
                yield name
        for term in terms:
            if term in _territories("en"):
                yield _country(term, {})

    @cached_property
    def _by_term(self) -> dict[str, Name]:
        return {name.term: name for name in self.names}

    @cached_property
    def _index(self) -> dict[tuple[str, ...], list[tuple[str, Name, bool]]]:
        """Map the words of a form to (form, name, whether it is a short one)."""
        index = defaultdict(list)
        for name in self.names + _cities():
            if name.kind == "country":
                continue
            for form in name.forms:
                index[_key(form)].append((form, name, False))
            if name.short and _key(name.short) not in {_key(form) for form in name.forms}:
                index[_key(name.short)].append((name.short, name, True))
        return dict(index)

    @cached_property
    def _country_names(self) -> dict[str, Name]:
        return {name.term: name for name in self.names if name.kind == "country"}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._index), default=1)

    def _find(self, text: str, context: str, *, loose: bool = False) -> tuple[Found, ...]:
        return _mentions(self, text, context, loose)


def _english(name: Name) -> str:
    return _KINGDOM.get(name.term) or _territories("en").get(name.term, name.term)


def _alike(name: Name, words: set[str]) -> bool:
    """Whether the source has a word so like the name that the rendering may be that word's."""
    own = _english(name)
    if name.kind == "person":
        own = name.short or name.term.split()[-1]
    folded = fold(own)
    return any(fuzz.ratio(folded, word) > 80 for word in words)


@lru_cache(maxsize=1024)
def _mentions(glossary: Glossary, text: str, context: str, loose: bool) -> tuple[Found, ...]:
    tokens = list(_TOKEN.finditer(text))
    around = f" {' '.join(_key(text) + _key(context))} "
    found, at = [], 0
    while at < len(tokens):
        for size in range(min(glossary._longest, len(tokens) - at), 0, -1):
            window = tokens[at : at + size]
            name = _name_of(glossary, text, window, around, loose)
            if name and (loose or not _namesake(text, tokens, at, size)):
                found.append(Found(window[0].start(), _end(window[-1]), name))
                at += size
                break
        else:
            at += 1
    return tuple(found)


def _end(token: re.Match[str]) -> int:
    return token.end() - (2 if re.search(r"['’]s$", token.group()) else 0)


def _name_of(
    glossary: Glossary, text: str, window: Sequence[re.Match[str]], around: str, loose: bool
) -> Name | None:
    for before, after in pairwise(window):
        if not _GAP.fullmatch(text, before.end(), after.start()):
            return None
    if _PARTICIPLE.match(text, window[0].start()):
        return None
    words = tuple(match.group() for match in window)
    for form, name, short in glossary._index.get(_key(" ".join(words)), ()):
        if _cased(form, words) and (
            not short or any(f" {' '.join(_key(full))} " in around for full in name.forms)
        ):
            return name
    if words[0].lower() == "the" or (words == ("US",) and (text.isupper() or "US$" in text)):
        return None
    capitals = loose or all(word[:1].isupper() or word in {"of", "and", "the"} for word in words)
    if capitals and (code := country_code(words)) and code not in _ISLANDS:
        return glossary._country_names.get(code) or _country(code, {})
    return None


def _key(form: str) -> tuple[str, ...]:
    return tuple(
        fold(match.group()).replace(".", "").replace("’", "'") for match in _TOKEN.finditer(form)
    )


def _cased(form: str, words: Sequence[str]) -> bool:
    """Whether the words have the capitals that the form has; those in lower case may have any."""
    for wanted, held in zip(_TOKEN.findall(form), words, strict=True):
        if len(wanted) > 1 and wanted.isupper() and not held.isupper():
            return False
        compass = wanted.lower() in _COMPASS and len(words) > 1 and not form.startswith("the ")
        if wanted[:1].isupper() and not held[:1].isupper() and not compass:
            return False
    return True


def _namesake(text: str, tokens: Sequence[re.Match[str]], at: int, size: int) -> bool:
    word = tokens[at + size - 1]
    if word.group() not in _NAMESAKES:
        return False
    following = tokens[at + size] if at + size < len(tokens) else None
    if (
        following
        and following.group()[:1].isupper()
        and text[word.end() : following.start()] == " "
    ):
        return True
    if size > 1 or not at:
        return False
    before = tokens[at - 1]
    # What opens a sentence has a capital anyway.
    named = before.group()[:1].isupper() and (at > 1 or not known_word(fold(before.group())))
    return named and text[before.end() : word.start()] == " "


def _renderings(name: Name, form: str, target: str) -> tuple[str, ...]:
    if name.kind == "country" and target not in name.renderings:
        local = _territories(target).get(name.term)
        return (local,) if local and _names_country(form) else ()
    return name.accepted(form, target)


@cache
def _bearer_index(glossary: Glossary, target: str) -> dict[str, dict[str, list[Name]]]:
    """Map a first character (Chinese) or lemma (Russian) to renderings to who bears them."""
    index: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    countries = tuple(
        glossary._country_names.get(code) or _country(code, {}) for code in _territories("en")
    )
    for name in (*countries, *glossary.names, *_cities()):
        # A family name alone tells who is meant only where it always means the same person.
        backed = any(len(form.split()) == 1 for form in name.forms)
        for rendering in name.renderings.get(target, ()):
            forms = {rendering}
            if name.kind == "person":
                whole = name.family_first or re.search(r"[·\s]", rendering) is not None
                forms = {rendering} if whole else set()
                if backed:
                    forms |= {rendering, _family_name(rendering, name.family_first)}
            for seen in forms:
                if target == "zh" and len(seen) > (2 if name.family_first else 1):
                    index[seen[0]][seen].append(name)
                elif target == "ru" and seen[:1].isupper() and len(seen) > 2 and not seen.isupper():
                    for lemma in proper_lemmas(_TOKEN.findall(seen.replace("-", " "))[0]):
                        index[lemma][seen].append(name)
    return {key: dict(value) for key, value in index.items()}


def _bearers(glossary: Glossary, target: str, text: str) -> Iterator[tuple[str, list[Name]]]:
    index = _bearer_index(glossary, target)
    if target == "zh":
        yield from _bearers_unspaced(
            index, _FRAGMENTS.sub("　", _TRAPS.sub("　", renderings.squeeze(text)))
        )
        return
    words = renderings.tokens(text)
    free = 0
    for number, word in enumerate(words):
        if word.start() < free or not word.group()[:1].isupper():
            continue
        held = {
            rendering: names
            for lemma in proper_lemmas(word.group())
            for rendering, names in index.get(lemma, {}).items()
        }
        opens = not re.search(r"[\w,][\s«„“\"(]+$", text[max(0, word.start() - 4) : word.start()])
        if opens and not likely_name(word.group()):
            held = {rendering: names for rendering, names in held.items() if " " in rendering}
        for rendering in sorted(held, key=len, reverse=True):
            if (end := renderings.end_of(rendering, text, number, "ru")) is not None:
                yield rendering, held[rendering]
                free = end
                break


def _bearers_unspaced(
    index: Mapping[str, Mapping[str, list[Name]]], text: str
) -> Iterator[tuple[str, list[Name]]]:
    at = 0
    while at < len(text):
        held = index.get(text[at], {})
        fitting = [rendering for rendering in held if text.startswith(rendering, at)]
        if fitting:
            longest = max(fitting, key=len)
            yield longest, held[longest]
            at += len(longest)
        else:
            at += 1


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise GlossaryError(str(path), reason, "check the path") from error
    if len(data) > MAX_BYTES:
        raise GlossaryError(str(path), f"larger than {MAX_BYTES:,} bytes", "split it")
    return data


@lru_cache(maxsize=8)
def _parsed(files: tuple[tuple[Path, bytes], ...]) -> Glossary:
    """Parse files of this content once a process: every shard asks for them."""
    entries: dict[tuple[Kind, str], Name] = {}
    digest = hashlib.sha256(babel.__version__.encode())
    for path, data in files:
        digest.update(data)
        for name in _names(path, data):
            key = (name.kind, name.term)
            entries[key] = _merged(name, entries[key]) if key in entries else name
    return Glossary(tuple(entries.values()), digest.hexdigest())


def _names(path: Path, data: bytes) -> Iterator[Name]:
    try:
        content = yaml.load(data.decode(), _Loader)
        kinds = _FILE.validate_python(content or {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = f"not valid YAML in UTF-8: {' '.join(str(error).split())}"
        raise GlossaryError(str(path), reason, "mend it") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        where = " > ".join(str(part) for part in wrong["loc"])
        message = wrong["msg"].removeprefix("Value error, ")
        raise GlossaryError(str(path), f"{where}: {message}", "mend the entry") from error
    for kind, entries in kinds.items():
        for term, entry in entries.items():
            yield (
                _country(term, entry.renderings) if kind == "country" else _named(term, kind, entry)
            )


def _named(term: str, kind: Kind, entry: _Entry) -> Name:
    short = entry.short
    if kind == "person" and short is None and len(term.split()) > 1:
        short = term.rsplit(maxsplit=1)[-1]
    return Name(term, kind, (term, *entry.aliases), entry.renderings, short, entry.country)


def _merged(later: Name, earlier: Name) -> Name:
    both = {
        language: tuple(
            dict.fromkeys(
                (*later.renderings.get(language, ()), *earlier.renderings.get(language, ()))
            )
        )
        for language in {**earlier.renderings, **later.renderings}
    }
    return replace(
        later,
        forms=tuple(dict.fromkeys((*later.forms, *earlier.forms))),
        renderings=both,
        short=later.short or earlier.short,
        country=later.country or earlier.country,
    )


@cache
def _territories(language: str) -> dict[str, str]:
    """Return country names by ISO 3166 code, none for a language that CLDR lacks."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def _country(code: str, listed: Mapping[str, tuple[str, ...]]) -> Name:
    """Return a country with its CLDR names; what is listed comes first where it is a name."""
    both = {}
    for language in {"zh", "ru", *listed}:
        cldr = _territories(language).get(code)
        plain = re.sub(r"[（(].*?[)）]", "", cldr or "").strip()
        own = listed.get(language, ())
        leads = own and (own[0][0].isupper() if language == "ru" else len(plain) > 4)
        ordered = (*own, cldr, plain) if leads else (cldr, plain, *own)
        both[language] = tuple(dict.fromkeys(name for name in ordered if name))
    return Name(code, "country", (), both, None, code)


@cache
def _names_country(form: str) -> bool:
    """Whether a form is a country's name, not an adjective or a people."""
    names = {fold(name) for name in _territories("en").values()}
    return fold(form) in names or form.isupper() or form.endswith(".")


@cache
def _cities() -> tuple[Name, ...]:
    """Cities that time zones are named after, as CLDR writes them."""
    zones = {language: Locale(language).time_zones for language in ("zh", "ru")}
    countries = {fold(name) for name in _territories("en").values()}
    cities = []
    for zone, country in get_global("zone_territories").items():
        term = zone.rsplit("/", 1)[-1].replace("_", " ")
        written = {language: zones[language].get(zone, {}).get("city") for language in zones}
        if (
            zone.startswith(_NOT_CITY_ZONES)
            or term in _NOT_CITIES
            or fold(term) in countries
            or not all(written.values())
            or "о-в" in str(written["ru"])
        ):
            continue
        rendered = {language: (str(name),) for language, name in written.items()}
        cities.append(Name(term, "place", (term,), rendered, None, country))
    return tuple(cities)
