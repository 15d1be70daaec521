"""Files of every kind around one story, in which anything can be put in the place of anything.

Without arguments each is a file that is read.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
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
TEXT = "\n\n".join(STORY)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
CANARY = "The canary of Ostend sings in the cellar."
"""What stands in a file beside each input, and in no article."""


class HostileInput(NamedTuple):
    """An input that is meant to do harm."""

    name: str
    file: str
    """Name of the file or folder."""
    data: bytes | Callable[[], bytes] | Mapping[str, bytes | Path]
    """What the file holds, or the folder: by name, contents or what a link leads to."""

    def write(self, folder: Path) -> Path:
        """Put it into an empty folder, ``canary.txt`` beside it; returns where it is."""
        (folder / "canary.txt").write_text(CANARY)
        path = folder / self.file
        if isinstance(self.data, Mapping):
            for name, contents in self.data.items():
                inside = path / name
                inside.parent.mkdir(parents=True, exist_ok=True)
                if isinstance(contents, Path):
                    inside.symlink_to(contents)
                else:
                    inside.write_bytes(contents)
        else:
            path.write_bytes(self.data if isinstance(self.data, bytes) else self.data())
        return path


def empty(folder: Path) -> None:
    """Take out of a folder what is in it."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def page(head: str = "", body: str = PARAGRAPHS, title: str = "Ferry is late") -> bytes:
    """Return a page around a head and a body."""
    return _bytes(
        f"<html><head>{head}<title>{title}</title></head><body>{body}</body></html>",
    )


def markdown(before: str, title: str = "Ferry is late", after: str = "") -> bytes:
    """Return a story in Markdown between something else."""
    return _bytes(f"{before}\n\n# {title}\n\n{TEXT}\n{after}")


def plain(title: str = "Ferry is late", after: str = "") -> bytes:
    """Return a story as plain text, with something after it."""
    return _bytes(f"{title}\n\n{TEXT}{after}")


def record(**fields: object) -> bytes:
    """Return a line of JSON Lines: a story, with fields that take the place of its own."""
    return json.dumps({"title": "Ferry is late", "text": TEXT, **fields}).encode()


def feed(before: str = "", inside: str = "", title: str = "Ferry is late") -> bytes:
    """Return an RSS feed with something after the XML declaration and within its item."""
    return _bytes(
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel>'
        f"<title>News</title><item><title>{title}</title><link>x:1</link><guid>1</guid>"
        f"<pubDate>Mon, 28 Nov 2022 10:00:00 GMT</pubDate><category>sea</category>{inside}"
        f"<description><![CDATA[{PARAGRAPHS * 3}]]></description></item></channel></rss>"
    )


def atom(before: str = "", inside: str = "") -> bytes:
    """Return an Atom feed with something after the XML declaration and within its entry."""
    return _bytes(
        f'<?xml version="1.0"?>{before}<feed xmlns="http://www.w3.org/2005/Atom">'
        '<title>News</title><entry><title type="html">Ferry &amp;amp; tram</title><id>/1</id>'
        f"<updated>2022-11-28T10:00:00Z</updated>{inside}"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS * 3}</div>'
        "</content></entry></feed>"
    )


def sitemap(pages: str, before: str = "") -> bytes:
    """Return a sitemap of pages, with something after the XML declaration."""
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return _bytes(f'<?xml version="1.0"?>{before}<urlset {names}>{pages}</urlset>')


def json_feed(**fields: object) -> bytes:
    """Return a JSON Feed of one item, with fields that take the place of the item's own."""
    item = {
        "id": "1",
        "title": "Ferry is late",
        "content_html": PARAGRAPHS * 3,
        "date_published": "2022-11-28T10:00:00Z",
        "authors": [{"name": "Anna Holm"}],
        "tags": ["sea"],
        **fields,
    }
    about = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [item]}
    return json.dumps(about).encode()


def archived(source: Mapping[str, object] | None = None, **fields: object) -> bytes:
    """Return an archived article, with fields that take the place of its own or its source's."""
    text, sentences = "", []
    for sentence in STORY:
        text += "\n\n" if text else ""
        sentences.append({"start": len(text), "end": len(text) + len(sentence), "text": sentence})
        text += sentence
    article = {
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
            **(source or {}),
        },
        "doubtful": [[0, 3]],
        "removed": [{"text": "Share", "reason": "share-bar"}],
        "notes": ["repaired"],
    }
    return json.dumps({**article, **fields}).encode()


def mail(
    headers: bytes = b"",
    body: bytes = TEXT.encode(),
    kind: bytes = b"text/plain; charset=utf-8",
    subject: bytes = b"Ferry is late",
) -> bytes:
    """Return a mail with headers, a body and its media type."""
    return (
        b"From: Anna Holm <anna@example.org>\r\nSubject: " + subject + b"\r\n"
        b"Date: Mon, 28 Nov 2022 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        + headers
        + (b"Content-Type: " + kind + b"\r\n" if kind else b"")
        + b"\r\n"
        + body
    )


def multipart(*parts: bytes, boundary: bytes = b"b", kind: bytes = b"alternative") -> bytes:
    """Return a mail of parts, each with its headers."""
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    declared = b"multipart/" + kind + b'; boundary="' + boundary + b'"'
    return mail(body=body + b"--" + boundary + b"--\r\n", kind=declared)


def warc(
    headers: bytes = b"Content-Type: text/html; charset=utf-8",
    body: bytes | None = None,
    length: bytes | None = None,
    url: bytes = b"https://news.example/ferry",
    more: bytes = b"",
) -> bytes:
    """Return a record of WARC: an answer with headers and a body, of a length that may be wrong."""
    answer = b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n\r\n" + (page() if body is None else body)
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url + b"\r\n"
        b"WARC-Date: 2022-11-28T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n" + more
        + b"Content-Type: application/http; msgtype=response\r\nContent-Length: "
        + (length or b"%d" % len(answer)) + b"\r\n\r\n" + answer + b"\r\n\r\n"
    )  # fmt: skip


def zeros(megabytes: int, before: bytes = b"") -> bytes:
    """Return a gzip file of something and of so much white space."""
    return gzip.compress(before + b" " * megabytes * 1_000_000, 9)


def pdf(
    objects: Mapping[int, bytes] | None = None,
    trailer: bytes = b"",
    drawn: bytes | None = None,
    title: bytes = b"(Ferry is late)",
) -> bytes:
    """Return a PDF, with objects by number that take the place of its own (1 to 6) or add to them.

    1 is the catalogue, 2 the pages, 3 the page, 4 what is ``drawn`` on it, 5 its font, 6 the title.
    """
    lines = " T* ".join(f"({line}) Tj" for sentence in STORY for line in sentence.split(", "))
    stream = f"BT /F1 11 Tf 14 TL 40 700 Td (Ferry is late) Tj T* {lines} ET".encode()
    stream = stream if drawn is None else drawn
    every = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: b"<< /Title " + title + b" >>",
        **(objects or {}),
    }
    document = b"%PDF-1.4\n"
    places = {}
    for number, each in sorted(every.items()):
        places[number] = len(document)
        document += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = max(every) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    about = b"<< /Size %d /Root 1 0 R /Info 6 0 R %s >>" % (size, trailer)
    end = b"startxref\n%d\n%%%%EOF\n" % len(document)
    return document + b"xref\n0 %d\n%strailer\n%s\n%s" % (size, table, about, end)


def _bytes(text: str) -> bytes:
    """Encode a text, halves of characters as some programs do it."""
    return text.encode("utf-8", "surrogatepass")
