"""Lists of inputs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from articles.article import ArticleError
from articles.extract.extraction import explain
from articles.locations import is_url, location_of, path_of
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.resource import Resource
from articles.sources.source import Source
from base.errors import either
from base.yaml_files import YamlError, parse_yaml


class InputList:
    """A YAML file with a list of inputs."""

    name = "list"
    shape = ".yaml .yml"

    def accepts(self, resource: Resource) -> bool:
        """Whether it is a file with one of YAML's suffixes: a list from elsewhere is not obeyed."""
        return resource.path is not None and (
            resource.suffix in {".yaml", ".yml"} and not resource.is_folder
        )

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield what the listed inputs hold, in the order of the list."""
        resolved = str((resource.path or Path()).resolve())
        if resolved in reading.within:
            yield ArticleError(resource.location, "lists itself", "remove it from the list")
            return
        for source in list(load_sources(resource)):
            if isinstance(source, ArticleError):
                yield source
            elif source.language not in {None, *reading.languages}:
                yield Skipped(
                    source.location,
                    f"in {source.language}, not in {either(reading.languages)}",
                    "read it with that language",
                )
            else:
                inside = replace(
                    reading,
                    within=(*reading.within, resolved),
                    source=source,
                    defaults=source.defaults.or_else(reading.defaults),
                )
                yield from reading.read(source.location, inside)


def load_sources(resource: Resource) -> Iterator[Source | ArticleError]:
    """Yield the sources of a list, paths resolved against its folder; errors for wrong entries.

    Raises ArticleError where it is no list at all.
    """
    folder = (resource.path or Path()).parent
    for number, fields in enumerate(_load(resource), start=1):
        try:
            source = Source.model_validate(fields)
        except ValidationError as error:
            yield ArticleError(
                f"{resource.location}#{number}",
                f"wrong entry ({explain(error)})",
                f"known fields: {', '.join(Source.model_fields)}",
            )
            continue
        if is_url(source.location):
            yield source
        else:
            path = Path(os.path.normpath(folder / path_of(source.location)))
            yield source.model_copy(update={"location": location_of(path)})


def _load(resource: Resource) -> list[Any]:
    try:
        listed = parse_yaml(resource.read(), resource.location)
    except YamlError as error:
        raise ArticleError(error.thing, error.reason, error.remedy) from error
    if not isinstance(listed, list) or not listed:
        raise ArticleError(
            resource.location,
            "not a list of inputs",
            "write `- location: PATH`, one for each input",
        )
    return listed
