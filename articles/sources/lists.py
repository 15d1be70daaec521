"""Lists of inputs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from articles.article import ArticleError
from articles.extract.characters import decode, one_line
from articles.extract.extraction import explain
from articles.extract.metadata import Metadata
from articles.sources.kind import Item, Reading, read_bytes, shown


class ListedInput(BaseModel):
    """An input of a list; publisher and licence are for those of its articles that name none."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    location: str = Field(
        pattern=r"^[^\x00]+$", description="Path, relative to the folder of the list"
    )
    publisher: str | None = None
    licence: str | None = None


class InputList:
    """A YAML file with a list of inputs."""

    shape = ".yaml .yml"

    def accepts(self, path: Path) -> bool:
        """Whether the suffix is one of YAML's."""
        return path.suffix.lower() in {".yaml", ".yml"} and not path.is_dir()

    def read(self, path: Path, reading: Reading) -> Iterator[Item]:
        """Yield what the listed inputs hold, in the order of the list."""
        location = shown(path)
        resolved = path.resolve()
        if resolved in reading.within:
            yield ArticleError(location, "lists itself", "remove it from the list")
            return
        try:
            listed = _load(path, location)
        except ArticleError as error:
            yield error
            return
        for number, fields in enumerate(listed, start=1):
            try:
                entry = ListedInput.model_validate(fields)
            except ValidationError as error:
                yield ArticleError(
                    f"{location}#{number}",
                    f"wrong entry ({explain(error)})",
                    f"known fields: {', '.join(ListedInput.model_fields)}",
                )
                continue
            inside = replace(
                reading,
                within=(*reading.within, resolved),
                defaults=Metadata(publisher=entry.publisher, licence=entry.licence).or_else(
                    reading.defaults
                ),
            )
            yield from reading.read(Path(os.path.normpath(path.parent / entry.location)), inside)


def _load(path: Path, location: str) -> list[Any]:
    text = decode(read_bytes(path), location)
    try:
        listed = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ArticleError(
            location, f"not YAML ({one_line(str(error))[:200]})", "mend the list"
        ) from error
    if not isinstance(listed, list) or not listed:
        raise ArticleError(
            location, "not a list of inputs", "write `- location: PATH`, one for each input"
        )
    return listed
