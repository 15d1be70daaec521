"""The words of pages in the languages of their readers, by gettext; dates and numbers by CLDR.

What is said stands in the code in English, as an argument of ``gettext``, ``ngettext`` or
`gettext_noop`, and in ``catalogues/<language>.po`` in every other language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from io import BytesIO
from typing import Concatenate, ParamSpec, Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_datetime_format
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup

from digests.render.view import ReaderLanguage, language

_P = ParamSpec("_P")
_CATALOGUES = resources.files("digests.render") / "catalogues"
_ENGLISH = "en"

# What typesetters of a language keep on one line: Russian a dash with the word before it and a
# short word with the word after it, French a mark of two parts with the word before it.
_NO_BREAK = {
    "ru": re.compile(
        r" (?=[—–])|(?<=\b[аивкосу]) |(?<=\b(?:на|не|за|по|до|из|от)) ", re.IGNORECASE
    ),
    "fr": re.compile(r" (?=[:;!?»])|(?<=«) "),
}


@dataclass(frozen=True)
class Moment:
    """A date, with the time where one is known: for readers, and in ISO 8601."""

    words: str
    iso: str


class Said(Protocol):
    """Words for the readers of one language, or of several at once."""

    @property
    def voices(self) -> Sequence[Phrases]:
        """The phrases of each language."""

    def gettext(self, message: str, /, **values: str) -> str:
        """Say something, with ``{name}`` replaced by the value of that name."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """Say how many; ``{count}`` becomes the number as the language writes it."""

    def each(
        self,
        say: Callable[Concatenate[Phrases, _P], str],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> str:
        """Say what ``say`` makes of the phrases of a language and of the arguments."""


@dataclass(frozen=True)
class Phrases:
    """What is said to the readers of a language beside the stories."""

    language: ReaderLanguage
    spoken: ReaderLanguage
    """The language that the phrases are in: English where there is no catalogue."""
    catalogue: NullTranslations

    @property
    def voices(self) -> Sequence[Phrases]:
        """See `Said`."""
        return (self,)

    def gettext(self, message: str, /, **values: str) -> str:
        """See `Said`."""
        text = self.catalogue.gettext(message)
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """See `Said`."""
        return self.catalogue.ngettext(one, many, count).format(count=self.number(count))

    def each(
        self,
        say: Callable[Concatenate[Phrases, _P], str],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> str:
        """See `Said`."""
        return say(self, *args, **kwargs)

    def number(self, number: int) -> str:
        """Write a number with its digits grouped as the language groups them."""
        return format_decimal(number, locale=self._locale)

    def day(self, day: date) -> str:
        """Word a day."""
        return format_date(day, "long", locale=self._locale)

    def moment(self, iso: str) -> Moment:
        """Word an ISO 8601 date or date-time; a time without its offset says nothing."""
        return _moment(iso, self._locale)

    def language_name(self, code: str) -> str:
        """Name a language; one that CLDR does not know is its code."""
        return _language_name(code, self._locale)

    def currency_name(self, code: str) -> str | None:
        """Name a currency by its code of ISO 4217; None of what is no such code."""
        return self._locale.currencies.get(code)

    def listed(self, texts: Iterable[str]) -> str:
        """List texts."""
        return self.catalogue.gettext(", ").join(texts)

    def before(self, label: str, text: str) -> str:
        """Set a label before a text, as the language sets a colon."""
        template = self.catalogue.gettext("{label}: {text}")
        if isinstance(text, Markup):
            template = Markup(template)
        return template.format(label=label, text=text)

    @property
    def _locale(self) -> Locale:
        return _locale(self.spoken.code)


@dataclass(frozen=True)
class ParallelPhrases:
    """The same phrases in all languages of a page, whose style shows those of one language.

    Each stands in an element of the class ``w0``, ``w1`` and so on.
    """

    voices: Sequence[Phrases]

    def gettext(self, message: str, /, **values: str) -> Markup:
        """See `Said`."""
        return self.each(Phrases.gettext, message, **values)

    def ngettext(self, one: str, many: str, count: int, /) -> Markup:
        """See `Said`."""
        return self.each(Phrases.ngettext, one, many, count)

    def each(
        self,
        say: Callable[Concatenate[Phrases, _P], str],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> Markup:
        """See `Said`."""
        texts = [say(voice, *args, **kwargs) for voice in self.voices]
        if len(set(texts)) == 1:
            return Markup.escape(texts[0])
        return Markup("").join(
            Markup('<span class="w{}" lang="{}">{}</span>').format(number, voice.spoken.tag, text)
            for number, (voice, text) in enumerate(zip(self.voices, texts, strict=True))
        )


def gettext_noop(message: str) -> str:
    """Mark what is said later for the catalogues."""
    return message


def catalogues() -> tuple[str, ...]:
    """Return the codes of the languages that have a catalogue; English needs none."""
    files = (path.name for path in _CATALOGUES.iterdir())
    return tuple(sorted(name.removesuffix(".po") for name in files if name.endswith(".po")))


@cache
def phrases(code: str) -> Phrases:
    """Return the phrases of a language, or of what it is a variety of; else those in English."""
    known = catalogues()
    base = code.split("-", maxsplit=1)[0]
    spoken = code if code in known else base if base in known else _ENGLISH
    return Phrases(language(code), language(spoken), _catalogue(spoken))


@cache
def _catalogue(code: str) -> NullTranslations:
    if code == _ENGLISH:
        return NullTranslations()
    with (_CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    if no_break := _NO_BREAK.get(code):
        for message in catalogue:
            told = message.string or ""
            texts = (told,) if isinstance(told, str) else told
            kept = tuple(no_break.sub("\N{NO-BREAK SPACE}", text) for text in texts)
            message.string = kept if message.pluralizable else kept[0]
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _locale(code: str) -> Locale:
    # English is read all over the world, and there the day stands before the month.
    return Locale.parse("en_001" if code == _ENGLISH else code, sep="-" if "-" in code else "_")


@lru_cache(maxsize=1024)
def _language_name(code: str, locale: Locale) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code


@lru_cache(maxsize=4096)
def _moment(iso: str, locale: Locale) -> Moment:
    value = datetime.fromisoformat(iso)
    day = format_date(value, "long", locale=locale)
    if value.tzinfo is None:
        return Moment(day, value.date().isoformat())
    both = str(get_datetime_format("medium", locale=locale))
    time = f"{value:%H:%M} {value.tzname()}"
    return Moment(both.replace("{0}", time).replace("{1}", day), value.isoformat())
