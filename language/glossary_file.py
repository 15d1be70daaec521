"""Files of names and of how languages render them, in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from base.errors import ExplainedError
from base.yaml_files import MAX_BYTES, YamlError, parse_yaml
from language.gazetteer import country
from language.glossary_name import GlossaryKind, GlossaryName

_LANGUAGE = re.compile(r"[a-z]{2,3}")


class GlossaryError(ExplainedError):
    """A glossary that cannot be used: names the file, the entry, the reason and the remedy."""


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


_FILE = TypeAdapter(dict[GlossaryKind, dict[str, _Entry]])


def read_bytes(path: Path) -> bytes:
    """Return what a glossary file holds.

    Raises:
        GlossaryError: It cannot be read, or is too big.

    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise GlossaryError(str(path), reason, "check the path") from error
    if len(data) > MAX_BYTES:
        raise GlossaryError(str(path), f"larger than {MAX_BYTES:,} bytes", "split it")
    return data


def parse_names(files: Iterable[tuple[Path, bytes]]) -> tuple[GlossaryName, ...]:
    """Return the names of glossary files; of a name in two, the later renderings come first.

    Raises:
        GlossaryError: A file has a wrong entry, which is named.

    """
    names: dict[tuple[GlossaryKind, str], GlossaryName] = {}
    for path, data in files:
        for name in _parse(path, data):
            key = (name.kind, name.term)
            names[key] = _merged(name, names[key]) if key in names else name
    return tuple(names.values())


def _parse(path: Path, data: bytes) -> Iterator[GlossaryName]:
    try:
        kinds = _FILE.validate_python(parse_yaml(data, str(path)) or {})
    except YamlError as error:
        raise GlossaryError(error.thing, error.reason, error.remedy) from error
    except ValidationError as error:
        wrong = error.errors()[0]
        where = " > ".join(str(part) for part in wrong["loc"])
        message = wrong["msg"].removeprefix("Value error, ")
        raise GlossaryError(str(path), f"{where}: {message}", "mend the entry") from error
    for kind, entries in kinds.items():
        for term, entry in entries.items():
            yield (
                country(term, entry.renderings) if kind == "country" else _named(term, kind, entry)
            )


def _named(term: str, kind: GlossaryKind, entry: _Entry) -> GlossaryName:
    short = entry.short
    if kind == "person" and short is None and len(term.split()) > 1:
        short = term.rsplit(maxsplit=1)[-1]
    return GlossaryName(term, kind, (term, *entry.aliases), entry.renderings, short, entry.country)


def _merged(later: GlossaryName, earlier: GlossaryName) -> GlossaryName:
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
