"""Inputs of every kind that can be read, and what chance makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.hostile_files import (
    PARAGRAPHS,
    TEXT,
    archived,
    atom,
    feed,
    json_feed,
    multipart,
    pdf,
    warc,
)

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"

_LETTER = multipart(
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT.encode(),
    b"Content-Type: text/html; charset=utf-8\r\n\r\n" + PARAGRAPHS.encode(),
)
_PIECES = (
    b"<!DOCTYPE html>",
    b"<html>",
    b"</html>",
    b"<body>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<?xml",
    b"<meta charset=hex>",
    b"charset=zlib",
    b"; charset=undefined",
    b"encoding='utf-7'",
    b"<title>",
    b"<br",
    b"&#x110000;",
    b"&#xD800;",
    b"&#0;",
    b"&amp",
    b"\\ud800",
    b"\\U00110000",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    "\u202e\u200d\u2028".encode(),
    b"---\n",
    b"\n\n",
    b"\r",
    b"\t",
    b"| - | - |\n",
    b"![](",
    b"[x]: <",
    b"```\n",
    b"> > > ",
    b"- " * 50,
    b"[" * 200,
    b"{" * 200,
    b"(" * 200,
    b"<div>" * 300,
    b"9" * 400,
    b"1e999",
    b"-1",
    b"null",
    b"[]",
    b"{}",
    b'""',
    b"9999-12-31T23:59-23:59",
    b"0001-01-01",
    b"Content-Type: text/html; charset=rot13\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"=?hex?b?aGV4?=",
    b"Content-Length: 99999999999\r\n",
    b"WARC/1.0\r\n",
    b"http://[",
    b"https://a.example:99999/",
    b"%%EOF",
    b" obj\n",
    b"<<",
    b"/Length 99999999",
    b"x" * 5_000,
)
"""What parsers have stumbled over, or may."""


def seeds() -> dict[str, bytes]:
    """Return an input of every kind that is read from a file, by file name."""
    found = {path.name: path.read_bytes() for path in sorted(EXAMPLES.iterdir())}
    found |= {
        "feed.xml": feed(),
        "atom.xml": atom(),
        "feed.json": json_feed(),
        "kept.article.json": archived(),
        "letter.eml": _LETTER,
        "letters.mbox": b"From a@example Mon Jan  1 00:00:00 2024\n" + _LETTER + b"\n",
        "pages.warc": warc() * 2,
        "paper.pdf": pdf(),
    }
    return found


def mutations(number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many file names with mutated contents, the same for the same ``seed``."""
    chance = random.Random(seed)
    known = seeds()
    names = sorted(known)
    for count in range(number):
        name = names[count % len(names)]
        data = bytearray(known[name])
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            _mutate(data, known[chance.choice(names)], chance)
        yield name, bytes(data)


def _mutate(data: bytearray, other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 4, 30, 300, 3_000)))
    match chance.randrange(8):
        case 0 if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
        case 1:
            del data[at:end]
        case 2:
            data[at:at] = data[at:end] * chance.choice((1, 2, 20))
        case 3 | 4:
            data[at:at] = chance.choice(_PIECES)
        case 5:
            data[at:end] = chance.choice(_PIECES)
        case 6:
            start = chance.randrange(len(other) + 1)
            data[at:at] = other[start : start + 1_000]
        case _:
            del data[at:]
