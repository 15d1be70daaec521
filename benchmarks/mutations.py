"""Inputs of every kind that can be read, and what chance makes of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from benchmarks.hostile_inputs import STORY

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"

_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
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
        "feed.xml": _feed(),
        "atom.xml": _atom(),
        "feed.json": _json_feed(),
        "kept.article.json": _archived(),
        "letter.eml": _mail(),
        "letters.mbox": b"From a@example Mon Jan  1 00:00:00 2024\n" + _mail() + b"\n",
        "pages.warc": _warc(),
        "paper.pdf": _pdf(),
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


def _feed() -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>'
        "<item><title>Ferry is late</title><link>x:1</link><guid>1</guid>"
        "<pubDate>Mon, 28 Nov 2022 10:00:00 GMT</pubDate><category>sea</category>"
        f"<description><![CDATA[{_PARAGRAPHS * 3}]]></description></item></channel></rss>"
    ).encode()


def _atom() -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>'
        '<entry><title type="html">Ferry &amp;amp; tram</title><id>/1</id>'
        "<updated>2022-11-28T10:00:00Z</updated>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_PARAGRAPHS * 3}</div>'
        "</content></entry></feed>"
    ).encode()


def _json_feed() -> bytes:
    item = {
        "id": "1",
        "title": "Ferry is late",
        "content_html": _PARAGRAPHS * 3,
        "date_published": "2022-11-28T10:00:00Z",
        "authors": [{"name": "Anna Holm"}],
        "tags": ["sea"],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [item]}
    return json.dumps(feed).encode()


def _archived() -> bytes:
    text, sentences = "", []
    for sentence in STORY:
        text += "\n\n" if text else ""
        sentences.append({"start": len(text), "end": len(text) + len(sentence), "text": sentence})
        text += sentence
    return json.dumps(
        {
            "id": "ab" * 8,
            "title": "Ferry is late",
            "text": text,
            "language": "en",
            "sentences": sentences,
            "source": {
                "location": "a.txt",
                "sha256": "ab" * 32,
                "retrieved": "2024-01-01T00:00:00Z",
                "published": "2022-11-28",
            },
            "doubtful": [[0, 3]],
            "removed": [{"text": "Share", "reason": "share-bar"}],
            "notes": ["repaired"],
        }
    ).encode()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Anna Holm <anna@example.org>"
    mail["Subject"] = "Ferry is late – again"
    mail["Date"] = "Mon, 28 Nov 2022 10:00:00 +0000"
    mail.set_content("\n\n".join(STORY))
    mail.add_alternative(f"<html><body>{_PARAGRAPHS}</body></html>", subtype="html")
    return bytes(mail)


def _warc() -> bytes:
    page = f"<html><title>Ferry is late</title><body>{_PARAGRAPHS}</body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/ferry\r\n"
        "WARC-Date: 2022-11-28T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return (head.encode() + answer + b"\r\n\r\n") * 2


def _pdf() -> bytes:
    lines = " T* ".join(f"({line}) Tj" for sentence in STORY for line in sentence.split(", "))
    stream = f"BT /F1 11 Tf 14 TL 40 700 Td (Ferry is late) Tj T* {lines} ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Ferry is late) >>",
    )
    document = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(document))
        document += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return document + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\n"
        % table
        + b"startxref\n%d\n%%%%EOF\n" % len(document)
    )
