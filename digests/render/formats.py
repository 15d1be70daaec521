"""The formats by name, and what a format is: each is one module here, or somebody else's package.

A module of a format has ``files(head, settings)``: the files of a digest with that head, by name.
Where it takes settings it also has ``Settings``, a pydantic model; else it is given None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel

from base.errors import ExplainedError
from digests.digest import DigestHead
from digests.format_names import ENTRY_POINTS, SHIPPED, format_names
from digests.render.view import DigestView, StoryView


class FormatError(ExplainedError, ValueError):
    """A format that cannot be written: names it, the reason and the remedy."""


class File(NamedTuple):
    """How one file is laid out; the same digest gives the same bytes."""

    render_story: Callable[[StoryView], str]
    """Writes an entry, as it comes."""
    render_page: Callable[[DigestView, Iterable[str]], Iterator[str | bytes]]
    """Yields the file in pieces, the stories as ``render_story`` has written them."""


class Format(Protocol):
    """The module of a format."""

    @property
    def files(self) -> Callable[[DigestHead, Any], Mapping[str, File]]:
        """A function from a digest's head and the settings to the files by name.

        It raises `FormatError` where a package is missing.
        """


def format_settings(name: str, given: Mapping[str, Any]) -> BaseModel | None:
    """Read the settings of a format.

    Raises:
        FormatError: There is no such format, or it takes no settings.
        ValueError: It does not know a setting.

    """
    model: type[BaseModel] | None = getattr(_load(name), "Settings", None)
    if model is not None:
        return model.model_validate(dict(given))
    if given:
        raise FormatError(f"format {name}", "it takes no settings", f"write `{name}: {{}}`")
    return None


def files(
    head: DigestHead, formats: Iterable[str], settings: Mapping[str, Mapping[str, Any]]
) -> dict[str, File]:
    """Return the files of a digest in these formats; ``settings`` are by format.

    Raises:
        FormatError: A format is unknown, or needs a package that is not installed.
        ValueError: A setting of one is unknown.

    """
    formats = tuple(formats)
    if unknown := sorted(set(formats) - set(format_names())):
        raise _unknown(", ".join(unknown))
    return {
        file: how
        for name in formats
        for file, how in _load(name)
        .files(head, format_settings(name, settings.get(name, {})))
        .items()
    }


def _load(name: str) -> Format:
    if name not in format_names():
        raise _unknown(name)
    if name in SHIPPED:
        module: Any = import_module(SHIPPED[name])
    else:
        module = next(iter(entry_points(group=ENTRY_POINTS, name=name))).load()
    loaded: Format = module
    return loaded


def _unknown(names: str) -> FormatError:
    return FormatError(f"format {names}", "unknown", f"there are {', '.join(format_names())}")
