"""Watch lists: names, words and places that a desk waits for, read from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import Field

from base.errors import ExplainedError, either
from base.records import Frozen
from base.yaml_files import YamlError, read_yaml
from language.known_names import Sort
from language.pack import english_name, pack

SECTIONS: tuple[Sort, ...] = get_args(Sort)
MAX_BYTES = 200_000
MAX_ITEMS = 1_000
MAX_FORMS = 50
"""Of an item in a language."""
MAX_LENGTH = 100
"""Characters of a form."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class WatchListError(ExplainedError):
    """A watch list that cannot be used: names the file and the key, the reason and the remedy."""


class WatchItem(Frozen):
    """What is watched for, with the forms that its list adds, by language."""

    name: str
    section: Sort
    forms: dict[str, tuple[str, ...]] = Field(default_factory=dict)


def read_watch_list(path: Path) -> tuple[WatchItem, ...]:
    """Read a watch list.

    Raises:
        WatchListError: It cannot be read, is too big, or has a wrong key or form.

    """
    items: dict[str, WatchItem] = {}
    for section, entries in _sections(path).items():
        where = f"{path}: {_shown(section)}"
        if section not in SECTIONS:
            raise WatchListError(where, "unknown key", f"write {either(SECTIONS)}")
        for name, forms in _entries(where, entries):
            _check_form(where, name)
            item = WatchItem(
                name=name, section=section, forms=dict(_forms(f"{where}: {name}", forms))
            )
            if name in items:
                raise WatchListError(f"{where}: {name}", "it is there twice", "keep one of them")
            items[name] = item
            if len(items) > MAX_ITEMS:
                raise WatchListError(str(path), f"more than {MAX_ITEMS} items", "shorten it")
    if not items:
        raise WatchListError(str(path), "nothing is watched", f"write {either(SECTIONS)}")
    return tuple(items.values())


def _sections(path: Path) -> Mapping[Any, Any]:
    try:
        content = read_yaml(path, MAX_BYTES)
    except YamlError as error:
        raise WatchListError(error.thing, error.reason, error.remedy) from error
    if not isinstance(content, Mapping):
        raise WatchListError(str(path), "no watch list", f"write {either(SECTIONS)} and a colon")
    return content


def _entries(where: str, entries: Any) -> Iterator[tuple[Any, Any]]:
    """Yield names with their forms, from a list of names or a mapping."""
    if isinstance(entries, Mapping):
        yield from entries.items()
    elif isinstance(entries, list):
        yield from ((name, None) for name in entries)
    elif entries is not None:
        remedy = "write one a line behind a dash, or with a colon and forms by language"
        raise WatchListError(where, "not a list of names", remedy)


def _forms(where: str, forms: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if forms is None:
        return
    if not isinstance(forms, Mapping):
        remedy = "write them as in {ru: Одесса, de: [Odessa, Odesa]}"
        raise WatchListError(where, "not forms by language", remedy)
    for language, given in forms.items():
        known = isinstance(language, str) and _LANGUAGE.fullmatch(language)
        if not known or english_name(language) == language:
            remedy = "write one such as ru"
            raise WatchListError(f"{where}: {_shown(language)}", "no code of a language", remedy)
        listed = given if isinstance(given, list) else [given]
        if len(listed) > MAX_FORMS:
            reason = f"more than {MAX_FORMS} forms"
            raise WatchListError(f"{where}: {language}", reason, "shorten the list")
        for form in listed:
            _check_form(f"{where}: {language}", form)
            if len(form) == 1 and not pack(language).spaced:
                reason = f"{form}: one character stands in many words"
                raise WatchListError(f"{where}: {language}", reason, "write longer forms")
        yield language, tuple(dict.fromkeys(listed))


def _check_form(where: str, form: Any) -> None:
    if not isinstance(form, str):
        remedy = "set it in quotation marks"
        raise WatchListError(where, f"{_shown(form)} is no text to YAML", remedy)
    if len(form) > MAX_LENGTH:
        raise WatchListError(where, f"{form[:20]}… is too long", f"at most {MAX_LENGTH} characters")
    if not form.isprintable() or not any(c.isalnum() for c in form):
        raise WatchListError(where, f"{_shown(form)} has no word in it", "write one, on one line")


def _shown(value: Any) -> str:
    """Show a key or value of the file; what is nested may unfold to any size."""
    if isinstance(value, str):
        return ascii(value[:40]) if not value.isprintable() else value[:40]
    return (
        repr(value)[:40] if isinstance(value, bool | int | float) else f"a {type(value).__name__}"
    )
