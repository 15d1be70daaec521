"""Hostile inputs by name: what each is meant to do, as a file that is made when it is asked for.

Another one is one line in ``INPUTS``: a name that says what is hostile, the name of the file, by
whose suffix it is read, and its bytes or a function that returns them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

STORY = (
    "The harbour authority said on Monday that the new ferry terminal will open in April, two"
    " months later than planned.",
    "Work was delayed by storms in November, which damaged a crane and flooded part of the site,"
    " director Anna Holm told reporters.",
    "The terminal will cost 42 million euros and is expected to handle 1.2 million passengers a"
    " year.",
)
"""A story that can be read, around which what is hostile is put."""
_TEXT = "\n\n".join(STORY)
_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


class HostileInput(NamedTuple):
    """An input that is meant to do harm."""

    name: str
    file: str
    data: bytes | Callable[[], bytes]

    def contents(self) -> bytes:
        """Return what the file holds."""
        return self.data if isinstance(self.data, bytes) else self.data()


def page(head: str = "", body: str = _PARAGRAPHS) -> bytes:
    """Return a page with a title around a head and a body."""
    return (
        f"<html><head>{head}<title>Ferry is late</title></head><body>{body}</body></html>".encode()
    )


def markdown(before: str) -> bytes:
    """Return a story in Markdown after something else."""
    return f"{before}\n\n# Ferry is late\n\n{_TEXT}\n".encode()


def record(**fields: object) -> bytes:
    """Return a line of JSON Lines: a story, with fields that take the place of its own."""
    return json.dumps({"title": "Ferry is late", "text": _TEXT, **fields}).encode()


_NO_ENCODINGS = (
    *("hex", "zlib", "rot13", "rot-13", "base64", "quopri"),
    *("bz2", "uu", "undefined", "idna", "punycode", "mbcs"),
)

INPUTS: tuple[HostileInput, ...] = (
    *(
        HostileInput(f"charset {name}", "a.html", page(f'<meta charset="{name}">\xe9'))
        for name in _NO_ENCODINGS
    ),
    HostileInput("document type in Markdown", "a.md", markdown("<!DOCTYPE html>")),
    HostileInput("html element in Markdown", "a.md", markdown("<html>")),
    HostileInput("empty html block in Markdown", "a.md", markdown("<!DOCTYPE x>\n\n<?x?>")),
    HostileInput(
        "front matter beyond Unicode", "a.md", markdown('---\ntitle: "\\U00110000"\n---\n')
    ),
    HostileInput("entity beyond Unicode", "a.md", markdown("&#x110000; &#1114112;")),
    HostileInput("half a character in JSON", "a.jsonl", record(title="x\ud800")),
    HostileInput("nested JSON", "a.jsonl", b"[" * 200_000),
    HostileInput("long number in JSON", "a.jsonl", b'{"title": ' + b"9" * 100_000 + b"}"),
    HostileInput("key of 3 MB in JSON", "a.jsonl", record(**{"k" * 3_000_000: 1})),
    HostileInput("title of 300,000 characters", "a.jsonl", record(title="x" * 300_000)),
    HostileInput("nested elements", "a.html", lambda: page(body="<div>" * 200_000 + _PARAGRAPHS)),
    HostileInput("a million paragraphs", "a.html", lambda: page(body="<p></p>" * 1_000_000)),
    HostileInput("a million closing tags", "a.html", lambda: page(body="</p>" * 1_000_000)),
    HostileInput("opened comments", "a.html", lambda: page(body=_PARAGRAPHS + "<!--" * 50_000)),
    HostileInput("opened brackets", "a.md", lambda: markdown("![" * 50_000)),
    HostileInput("opened parentheses", "a.html", lambda: page(f"<title>{'(' * 50_000}</title>")),
    HostileInput(
        "zero-width joiners", "a.txt", f"Ferry\n\n{_TEXT}{chr(0x200D) * 100_000}".encode()
    ),
    HostileInput("nothing but quotation marks", "a.txt", ("“'" * 50_000).encode()),
    HostileInput("no text but NUL", "a.txt", b"\0" * 10_000),
    HostileInput("PDF of nothing", "a.pdf", b"%PDF-1.7\n"),
    HostileInput("gzip in gzip as WARC", "a.warc.gz", b"\x1f\x8b\x08" * 1_000),
)
