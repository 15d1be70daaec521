"""YAML that people write: profiles, lists of sources, watch lists, glossaries.

Scalars are read as YAML 1.2 has them: ``no`` is a text, as Norwegian's code has to be, and so are
dates and ``1:30``. What no such file needs is refused, with its line: tags, keys that are there
twice, numbers that are none, more than can be meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from base.errors import ExplainedError

MAX_BYTES = 4_000_000
MAX_DEPTH = 50
MAX_NODES = 500_000
"""Scalars, lists and mappings, those that an alias stands for counted each time."""
MAX_ANCHORS = 1_000
MAX_DIGITS = 40
"""Of a number."""
_SHOWN = 40
"""Characters of a key that an error shows."""

# Those in C are ten times faster.
_Parser: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Texts: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_STANDARD = "tag:yaml.org,2002:"


class YamlError(ExplainedError):
    """A file that is no YAML as we read it: names file and line, the reason and the remedy."""


class _Loader(_Parser):  # type: ignore[misc,valid-type]  # a class that is chosen when it runs
    """Makes the values of YAML 1.2's core schema, and nothing else."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 -- as its base has it

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        own = [key for key, _ in node.value if key.tag != _STANDARD + "merge"]
        found: set[Hashable] = set()
        for key in own:
            name = self.construct_object(key, deep=True)
            if not isinstance(name, Hashable):
                raise _refused("a list or mapping is no key", key.start_mark)
            if name in found:
                raise _refused(f"the key {str(name)[:_SHOWN]!r} is there twice", key.start_mark)
            found.add(name)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return made

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        text = str(self.construct_scalar(node))
        if len(text) > MAX_DIGITS:
            raise _refused(f"a number of {len(text):,} characters", node.start_mark)
        try:
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        except ValueError:
            raise _refused("no number", node.start_mark) from None

    def construct_yaml_float(self, node: yaml.ScalarNode) -> float:
        text = str(self.construct_scalar(node))
        try:
            number = float(text) if len(text) <= MAX_DIGITS else math.nan
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise _refused("no number that can be meant", node.start_mark)
        return number


def _resolve(kind: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(_STANDARD + kind, re.compile(f"(?:{pattern})$"), list(first))


_resolve("merge", "<<", "<")
_resolve("null", "~|null|Null|NULL|", "~nN")
_Loader.yaml_implicit_resolvers[""] = [(_STANDARD + "null", re.compile("$"))]
_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_resolve("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789")
_resolve(
    "float",
    r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    "-+.0123456789",
)
_Loader.add_constructor(_STANDARD + "int", _Loader.construct_yaml_int)
_Loader.add_constructor(_STANDARD + "float", _Loader.construct_yaml_float)


def read_yaml(path: Path, most: int = MAX_BYTES) -> Any:
    """Read a YAML file; see `parse_yaml`.

    Raises:
        YamlError: It cannot be read, or is no YAML as we read it.

    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise YamlError(str(path), reason, "check the path") from error
    return parse_yaml(data, str(path), most)


def parse_yaml(data: bytes, name: str, most: int = MAX_BYTES) -> Any:
    """Return what YAML says: mappings, lists, texts, finite numbers, booleans and None.

    Args:
        data: UTF-8, with a byte order mark or without.
        name: Of the file, for errors; these show nothing of its values, which may be secret.
        most: Bytes.

    Raises:
        YamlError: It is none, or holds what no such file needs.

    """
    if len(data) > most:
        raise YamlError(name, f"larger than {most:,} bytes", "shorten or split it")
    return _parsed(_decoded(data, name), name, _Loader)


def parse_texts(text: str, name: str) -> Any:
    """Return what YAML of the web says: mappings, lists and texts, whatever its tags ask for.

    Raises:
        YamlError: It is none, or takes long to read.

    """
    return _parsed(text, name, _Texts)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"{name}, line {line}"
        raise YamlError(where, "not valid YAML: not UTF-8", "save it as UTF-8") from None


def _parsed(text: str, name: str, loader: type[yaml.BaseLoader]) -> Any:
    if odd := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        reason = f"not valid YAML: the character U+{ord(odd[0]):04X}"
        raise YamlError(f"{name}, line {line}", reason, "take it out")
    try:
        _check(text, tags=loader is _Texts)
        return yaml.load(text, loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and mark.line > text.count("\n"):  # behind the end, where something is not closed
            mark = error.context_mark or mark
        where = f"{name}, line {mark.line + 1}, column {mark.column + 1}" if mark else name
        reason = " ".join(str(error.problem or error.context or "cannot be parsed").split())
        raise YamlError(where, f"not valid YAML: {reason[:200]}", "mend it") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise YamlError(name, "not valid YAML", "mend it") from None


def _refused(problem: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _check(text: str, *, tags: bool) -> None:
    """Refuse what would take long to build, before anything is built: nothing here recurses."""
    sizes: dict[str, int] = {}
    total = 0
    open_nodes: list[tuple[str | None, int]] = []
    """Anchor of each, and how many nodes there were before it."""
    for event in yaml.parse(text, _Parser):
        if isinstance(event, yaml.NodeEvent):
            total += 1
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes:
                raise _refused("an alias of what is not there, or of itself", event.start_mark)
            total += sizes[event.anchor]
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.tag is not None and not tags:
                raise _refused("a tag, which is not read", event.start_mark)
            if isinstance(event, yaml.ScalarEvent):
                if event.anchor:
                    sizes[event.anchor] = 1
            else:
                open_nodes.append((event.anchor, total))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_nodes.pop()
            if anchor:
                sizes[anchor] = total - before + 1
        if len(open_nodes) > MAX_DEPTH:
            raise _refused(f"nested more than {MAX_DEPTH} deep", event.start_mark)
        if len(sizes) > MAX_ANCHORS:
            raise _refused(f"more than {MAX_ANCHORS:,} anchors", event.start_mark)
        if total > MAX_NODES:
            raise _refused(f"more than {MAX_NODES:,} values", event.start_mark)
