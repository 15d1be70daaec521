"""Names in English text, found by capital letters, and whether another text holds them.

There is no model in this: a name is a run of capitalised words. What starts a sentence is a name
only where its words say so, so that precision comes before recall.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Literal

from language.english.countries import country_code, governed_from, is_country_name
from language.english.words import REPORTING, Word, find_words, fold, known_word, word_table

Kind = Literal["country", "acronym", "office", "name"]

CALENDAR = word_table(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep
    oct nov dec"""
)
_FORENAME_MONTHS = word_table("april august june march may")
_TITLES = word_table(
    """admiral aide ambassador archbishop attorney ayatollah baron baroness bishop brigadier captain
    capt cardinal chairman chairperson chairwoman chancellor chief coach col colonel commander
    commissioner congressman congresswoman counsel crown deputy director doctor dr duchess duke
    emir emperor empress envoy executive father first former gen general gov governor imam inspector
    judge justice king lady lieutenant lord lt madam maj major marshal mayor minister miss mr mrs
    ms mufti officer pope premier president prime prince princess prof professor prosecutor queen
    rabbi rep representative rev reverend sec secretary sen senator sergeant sgt sheikh sheriff sir
    speaker spokesman spokesperson spokeswoman sultan undersecretary vice"""
)
_OFFICE_HEADS = word_table("chancellor director marshal minister president prosecutor secretary")
_OFFICE_FIELDS = word_table(
    """agriculture culture defence defense economic economy education energy environment finance
    foreign health home information interior justice labor labour security state trade
    transport treasury"""
)
_OFFICE_RANKS = word_table("deputy prime vice")
_BODIES = word_table(
    """academy agency alliance army assembly association authority bank board bureau cabinet center
    centre chamber church college commission committee community conference confederation congress
    corporation council court department directorate federation force forum foundation fund group
    house institute kingdom league ministry mission movement museum office order organisation
    organization panel parliament party republic school senate service society studio trust union
    university"""
)
_PLURAL_BODIES = word_table(
    "commission committee conference council department ministry office organisation organization"
)
_PARTICLES = word_table("al bin bint da de del den der di dos du el ibn la le ter van von")
_JOINTS = word_table("at for in of on the to")
_PAIRABLE = word_table("central east eastern north northern south southern west western")
_OPENERS = word_table(
    """eight eleven elsewhere first five four hundreds meanwhile nine one second seven six ten third
    thousands three today tomorrow tonight twelve two yesterday"""
)
# Nouns that may stand before a verb without an article, though singular in form.
_BARE_NOUNS = word_table(
    "congress government industry investigators opposition parliament people police staff"
)
_PERSONAL_VERBS = REPORTING | word_table(
    """accuse agree arrive ask call denounce fly hail hold invite join meet offer order praise
    refuse reject resign sign speak thank travel visit welcome win"""
)
_VARIANTS = {
    "african": "africa",
    "arabs": "arab",
    "asian": "asia",
    "center": "centre",
    "defense": "defence",
    "democratic": "democrat",
    "eastern": "east",
    "european": "europe",
    "labor": "labour",
    "northern": "north",
    "organization": "organisation",
    "southern": "south",
    "western": "west",
}
_ABBREVIATIONS = word_table("co corp dr gen gov inc jr lt ltd mr mrs ms prof rep sen sgt sr st vs")
_AFTER_STOP = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|\n)[\"“‘'(\[]*$|[\"“‘]$")
_BARRIER = re.compile(r"[,;:()\[\]\"“”\n!?]|\.\s")


@dataclass(frozen=True)
class Name:
    """A name, with character offsets into its text.

    ``words`` are folded, without function words: lower case, no accents, no possessive. ``code`` is
    the ISO 3166 code where the name is a country, its adjective or its people. An *office* is a
    title with a field or rank, such as *Foreign Minister*; other titles and calendar words are no
    names.
    """

    start: int
    end: int
    text: str
    kind: Kind
    words: tuple[str, ...]
    code: str | None = None


@lru_cache(maxsize=2048)
def find_names(text: str) -> tuple[Name, ...]:
    """Find the people, places, bodies, peoples and offices that ``text`` names, in order."""
    return tuple(name for run in _runs(text) for name in _split(text, run))


def same_name(a: Name, b: Name) -> bool:
    """Whether two mentions may mean one thing: *Wang* and *Wang Yi*, *EU* and *European Union*."""
    if a.code or b.code:
        return a.code == b.code
    shorter, longer = sorted((a.words, b.words), key=len)
    forms = {_form(word) for word in longer}
    return all(_form(word) in forms for word in shorter) or (
        len(shorter) == 1 and _initials(longer) == _plain(shorter[0])
    )


def may_mean(one: Name, other: Name) -> bool:
    """Whether two mentions may mean one thing, a capital its country's government too."""
    codes = [name.code or governed_from(name.words) for name in (one, other)]
    return same_name(one, other) or (codes[0] is not None and codes[0] == codes[1])


class NameIndex:
    """A text that can be asked whether it holds a name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = find_words(text)
        self._forms = [_form(fold(word.text)) for word in self._words]
        self._places: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            self._places.setdefault(form, []).append(place)

    def holds(self, name: Name) -> bool:
        """Whether the text says the name, as a whole or as part of a longer one.

        A country may stand as name, adjective or people, a body as acronym or in full, with its
        words turned round an *of*, a government by another of its seats. A likeness is not enough:
        *South Korea* does not hold *North Korea*, nor *Northern Ireland* *Ireland*, nor *Mr Bush*
        *George Bush*.
        """
        forms = tuple(_form(word) for word in name.words)
        if name.code:
            return name.code in self._codes or (len(forms) > 1 and self._sequence(forms))
        if (seat := governed_from(name.words)) and seat in self._governments:
            return True
        if len(forms) == 1:
            return forms[0] in self._places or _plain(forms[0]) in self._initials
        paired = " and " in name.text
        if self._sequence(forms, paired=paired) or _initials(name.words) in self._acronyms:
            return True
        turns = (forms[k:] + forms[:k] for k in range(1, len(forms)))
        seam = "" if " of " in name.text else "of"
        return any(self._sequence(turned, seam) for turned in turns)

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return find_names(self._text)

    @cached_property
    def _codes(self) -> set[str]:
        codes = set()
        place = 0
        while place < len(self._words):
            code, length = _country_at(self._words, place)
            if code:
                codes.add(code)
            place += max(1, length)
        return codes

    @cached_property
    def _governments(self) -> set[str | None]:
        return {governed_from(name.words) for name in self._names}

    @cached_property
    def _initials(self) -> set[str]:
        return {_initials(name.words) for name in self._names if len(name.words) > 1}

    @cached_property
    def _acronyms(self) -> set[str]:
        return {_plain(fold(w.text)) for w in self._words if w.text.isupper() and len(w.text) > 1}

    def _sequence(self, forms: Sequence[str], seam: str = "", *, paired: bool = False) -> bool:
        """Whether the words stand in order, apart only by joints or the rest of a longer name.

        ``seam`` is a word that must stand among them; ``paired`` makes *and* a joint, which it
        otherwise is in *North and South Korea* only.
        """
        for start in self._places.get(forms[0], ()):
            place: int | None = start
            for form in forms[1:]:
                place = None if place is None else self._next(form, place, paired=paired)
            if place is not None and (
                not seam or any(word.text == seam for word in self._words[start:place])
            ):
                return True
        return False

    def _next(self, form: str, place: int, *, paired: bool) -> int | None:
        paired = paired or self._words[place].text.lower() in _PAIRABLE
        for ahead in range(place + 1, min(place + 5, len(self._words))):
            before, word = self._words[ahead - 1 : ahead + 1]
            gap = self._text[before.end : word.start]
            if _BARRIER.search(gap) and not (gap == ". " and _abbreviated(before)):
                return None
            if self._forms[ahead] == form:
                return ahead
            if not (word.text in _JOINTS or word.capitalised or (word.text == "and" and paired)):
                return None
        return None


def _runs(text: str) -> Iterator[list[Word]]:
    """Yield capitalised words that may be one name, with the particles and joints within."""
    run: list[Word] = []
    before: Word | None = None
    for word in find_words(text):
        if run and not _adjacent(text, run[-1], word):
            yield run
            run = []
        if (word.capitalised and (run or _nameable(text, before, word))) or (
            run and _within(run, word)
        ):
            run.append(word)
        elif run:
            yield run
            run = []
        before = word
    if run:
        yield run


def _adjacent(text: str, before: Word, word: Word) -> bool:
    gap = text[before.end : word.start]
    if before.text.endswith(("'s", "’s", "s'", "s’")):
        return False
    return gap in {" ", "-", "\u2011", " & "} or (gap == ". " and _abbreviated(before))


def _abbreviated(word: Word) -> bool:
    return len(word.text) == 1 or word.text.lower() in _ABBREVIATIONS


def _within(run: Sequence[Word], word: Word) -> bool:
    """Whether a lower-case word may go on within a name."""
    heads = {part.text.lower() for part in run}
    match word.text:
        case "of" | "for":
            return bool(heads & (_BODIES | {"secretary"}))
        case "the":
            return run[-1].text in {"of", "for"}
        case "and":
            return bool(heads & _PLURAL_BODIES) and not heads.isdisjoint({"of", "for"})
        case _:
            return word.text in _PARTICLES


def _nameable(text: str, before: Word | None, word: Word) -> bool:
    bare = re.split(r"['’]", word.text)[0]
    if bare in {"I", "A", "An", "The"}:
        return False
    if word.content and not _opens_sentence(text, before, word):
        return True
    if not word.content:
        return not _opens_sentence(text, before, word) and word.lemma not in _JOINTS
    participle = bare.endswith("ing") and word.lemma != bare.lower()
    return not (
        participle or bare.lower() in _OPENERS or (bare.endswith("ly") and known_word(bare))
    )


def _opens_sentence(text: str, before: Word | None, word: Word) -> bool:
    if before is None:
        return True
    if not _AFTER_STOP.search(text[before.end : word.start]):
        return False
    return not (text[before.end : before.end + 1] == "." and _abbreviated(before))


def _split(text: str, run: Sequence[Word]) -> Iterator[Name]:
    """Part a run into offices, countries and names; drop titles, dates and mere sentence starts."""
    current: list[Word] = []
    place = 0
    while place < len(run):
        word = run[place]
        folded = fold(word.text)
        titles = _titles_at(run, place)
        code, length = _country_at(run, place)
        if titles:
            yield from _name(text, current)
            current = []
            span = run[place : place + titles]
            forms = {fold(part.text) for part in span}
            ranked = forms & _OFFICE_FIELDS or (forms & _OFFICE_RANKS and forms & _OFFICE_HEADS)
            if ranked and forms & _OFFICE_HEADS:
                yield _make(text, span, "office")
            place += titles
        elif folded in CALENDAR and not (current and folded in _FORENAME_MONTHS):
            yield from _name(text, current)
            current = []
            place += 1
        elif code and _stands_alone(run, place, length, current):
            yield from _name(text, current)
            current = []
            yield _make(text, run[place : place + length], "country", code)
            place += length
        else:
            current.append(word)
            place += 1
    yield from _name(text, current)


def _stands_alone(run: Sequence[Word], place: int, length: int, current: Sequence[Word]) -> bool:
    """Whether a country within a run is a name of its own.

    It is in *Chinese Foreign Ministry* and *Foreign Ministry of China*, not in *Panama Canal*,
    *Bank of England* and *Michael Jordan*.
    """
    if current:
        return len(current) > 2 and current[-1].text == "of"
    end = place + length
    alone = end == len(run) or not run[end].capitalised or _titles_at(run, end) > 0
    return alone or not is_country_name(tuple(word.text for word in run[place:end]))


def _titles_at(run: Sequence[Word], place: int) -> int:
    """Return how many words from ``place`` on are a title, 0 where they belong to a name."""
    end = place
    length = 0
    while end < len(run) and fold(run[end].text) in _TITLES | _OFFICE_FIELDS:
        end += 1
        if fold(run[end - 1].text) in _TITLES:
            length = end - place
    following, field = [*(fold(word.text) for word in run[place + length :][:2]), "", ""][:2]
    if length and following == "of" and field in _OFFICE_FIELDS:
        return length + 2  # Secretary of State
    return 0 if following in _BODIES else length


def _country_at(words: Sequence[Word], place: int) -> tuple[str | None, int]:
    """Return the code of the longest country name that starts at ``place`` and its word count."""
    for length in range(min(4, len(words) - place), 0, -1):
        span = tuple(word.text for word in words[place : place + length])
        if span[0][:1].isupper() and (code := country_code(span)):
            return code, length
    return None, 0


def _name(text: str, words: Sequence[Word]) -> Iterator[Name]:
    while words and not words[-1].capitalised:
        words = words[:-1]
    while words and not words[0].capitalised:
        words = words[1:]
    if not words:
        return
    only = words[0]
    if len(words) == 1 and (len(only.text) == 1 or not _named_alone(text, only)):
        return
    acronym = len(words) == 1 and only.text.isupper()
    yield _make(text, words, "acronym" if acronym else "name")


def _named_alone(text: str, word: Word) -> bool:
    """Whether one capitalised word is a name though it may only start a sentence."""
    words = find_words(text)
    number = bisect_left(words, word.start, key=attrgetter("start"))
    if not _opens_sentence(text, words[number - 1] if number else None, word):
        return True
    folded = fold(word.text)
    if word.text.isupper() or not known_word(folded) or governed_from((word.text,)):
        return True
    if word.lemma in _BARE_NOUNS or word.lemma != folded or folded in _TITLES:
        return False
    if re.search(r"['’]s$", word.text):
        return True
    following = words[number + 1 : number + 3]
    if not following:
        return False
    paired = following[0].text == "and" and following[-1].capitalised
    return paired or following[0].lemma in _PERSONAL_VERBS


def _make(text: str, words: Sequence[Word], kind: Kind, code: str | None = None) -> Name:
    start, end = words[0].start, words[-1].end
    if possessive := re.search(r"['’]s?$", text[start:end]):
        end = start + possessive.start()
    parts = tuple(fold(word.text) for word in words if word.text not in _JOINTS | {"and"})
    return Name(start, end, text[start:end], kind, parts, code)


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    """Return the form in which two words of names are compared: singular, one spelling."""
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
    plain = _plain(singular)
    return _VARIANTS.get(plain, plain)


def _plain(word: str) -> str:
    return word.replace(".", "")


def _initials(words: Sequence[str]) -> str:
    """Return the acronym of a name; an acronym within it, as in *UN Security Council*, stays."""
    return "".join(w if len(w) <= 3 and not known_word(w) else w[:1] for w in map(_plain, words))
