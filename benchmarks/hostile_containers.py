"""Hostile inputs that hold articles: JSON, archives, mails, WARC, PDF, lists, folders and names."""

from __future__ import annotations

import base64
import gzip
import os
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.hostile_files import (
    PARAGRAPHS,
    STORY,
    TEXT,
    HostileInput,
    archived,
    json_feed,
    mail,
    multipart,
    page,
    pdf,
    plain,
    record,
    warc,
    zeros,
)

_Data = bytes | Callable[[], bytes]

_PLAIN_PART = b"Content-Type: text/plain\r\n\r\n" + TEXT.encode()
_HTML_PART = b"Content-Type: text/html\r\n\r\n" + PARAGRAPHS.encode()

_RECORDS: dict[str, _Data] = {
    "half a character": record(title="x\ud800"),
    "nested": b"[" * 200_000,
    "nested within a field": record(tags=None)[:-1] + b',"x":' + b'{"a":' * 100_000,
    "long number": b'{"title": ' + b"9" * 100_000 + b"}",
    "number of a large exponent": b'{"title": 1e999999999}',
    "no number": b'{"title": NaN, "text": Infinity}',
    "key of 3 MB": record(**{"k" * 3_000_000: 1}),
    "key of NUL": record(**{"\0": 1}),
    "key of escape sequences": record(**{"\x1b[2J\r\nERROR": 1}),
    "key of a prototype": record(__proto__={"isAdmin": True}, constructor={"prototype": {}}),
    "100,000 keys": lambda: record(**{f"k{n}": 1 for n in range(100_000)}),
    "one key 100,000 times": b'{"title":"x",' + b'"title":"y",' * 100_000 + b'"text":"z"}',
    "second text": record()[:-1] + b',"text":"x"}',
    "both bodies": record(html=PARAGRAPHS),
    "title of 300,000 characters": record(title="x" * 300_000),
    "title that is a list": record(title=["x"]),
    "page of nested elements": record(text=None, html="<div>" * 100_000 + PARAGRAPHS),
    "page with a document type": record(text=None, html="<!DOCTYPE html><html>" + PARAGRAPHS),
    "marks of encodings": b"\xef\xbb\xbf" * 3 + record(),
    "UTF-16": record().decode().encode("utf-16"),
    "UTF-16 cut off": record().decode().encode("utf-16")[:-1],
    "wrong UTF-8": record().replace(b"ferry", b"f\xffrry"),
    "line ends within a text": record().replace(b"\\n", b"\r\n"),
    "comments": b"// x\n/* y */" + record() + b",",
    "line over 10 MB": lambda: record(text="word " * 2_100_000),
    "100,000 empty lines": b"\n\r\n \t" * 100_000,
    "language that lies": record(language="zh"),
    "language that is none": record(language="x" * 10_000),
    "language of a path": record(language="../../en"),
    "not an object": b'null\ntrue\n"x"\n1\n[]\n{}',
}

_JSON_FEEDS: dict[str, _Data] = {
    "items of wrong types": b'{"version":"https://jsonfeed.org/version/1.1","items":[1,null,[],"x"]}',
    "items that are none": b'{"version":"https://jsonfeed.org/version/1.1","items":{"a":1}}',
    "nested": b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 100_000,
    "authors of wrong types": json_feed(authors=[1]),
    "name that is a number": json_feed(authors=[{"name": 1}]),
    "authors that are a text": json_feed(authors="Anna"),
    "100,000 authors": lambda: json_feed(authors=[{"name": "Anna"}] * 100_000),
    "tags of wrong types": json_feed(tags=5),
    "tags nested": json_feed(tags=[[[["x"]]], {"a": 1}, None]),
    "id that is an object": json_feed(id={"a": 1}),
    "half a character": json_feed(title="x\ud800", content_html=PARAGRAPHS * 3 + "\udfff"),
    "address of this machine": json_feed(url="http://127.0.0.1:1/", content_html=""),
    "address of a file": json_feed(url="file:///etc/passwd", content_html=""),
    "date that overflows": json_feed(date_published="9999-12-31T23:59:59-23:59"),
    "date before all": json_feed(date_published="0001-01-01T00:00:00+23:59"),
    "nested page": json_feed(content_html="<div>" * 100_000 + PARAGRAPHS * 3),
    "50,000 items": lambda: (
        b'{"version":"https://jsonfeed.org/version/1.1","items":['
        + b'{"id":"1"},' * 50_000
        + b"{}]}"
    ),
}


def _sentences(*ranges: tuple[object, object]) -> list[dict[str, object]]:
    return [{"start": start, "end": end, "text": STORY[0]} for start, end in ranges]


_ARCHIVED: dict[str, _Data] = {
    "offsets past the end": archived(sentences=_sentences((0, 99_999))),
    "offsets below nothing": archived(sentences=_sentences((-5, 10))),
    "offsets that overlap": archived(sentences=_sentences((0, len(STORY[0])), (0, len(STORY[0])))),
    "offsets the wrong way": archived(sentences=_sentences((10, 5))),
    "offsets that are none": archived(sentences=_sentences((float("nan"), "x"))),
    "offsets beyond a machine word": archived(sentences=_sentences((0, 10**30))),
    "no sentence": archived(sentences=[]),
    "100,000 sentences": lambda: archived(
        text="Go. " * 45_000,
        sentences=[{"start": 4 * n, "end": 4 * n + 3, "text": "Go."} for n in range(45_000)],
    ),
    "doubtful beyond the text": archived(doubtful=[[0, 10**9]]),
    "doubtful all over": archived(doubtful=[[n, n + 1] for n in range(200)] * 500),
    "id of another": archived(id="cd" * 8),
    "id that is a path": archived(id="../../../../x"),
    "hash that is none": archived({"sha256": "x" * 64}),
    "got in another age": archived({"retrieved": "0001-01-01T00:00:00Z"}),
    "got at the end of time": archived({"retrieved": "9999-12-31T23:59:59-23:59"}),
    "text of another alphabet": archived(text="Паром опаздывает. " * 20),
    "text with control characters": archived(text=TEXT.replace(" ", "\x1b[2J\0 ")),
    "text with half a character": archived(text=TEXT + "\ud800"),
    "language that lies": archived(language="zh"),
    "100,000 tags": archived({"tags": ["x"] * 100_000}),
    "long tags": archived({"tags": ["x" * 100_000] * 10, "opt_outs": ["y" * 100_000] * 10}),
    "removed 100,000 times": archived(removed=[{"text": "x", "reason": "y"}] * 100_000),
    "removed 2 MB": archived(removed=[{"text": "x" * 2_000_000, "reason": "y" * 2_000_000}]),
    "100,000 notes": archived(notes=["x"] * 100_000),
    "reason with control characters": archived(removed=[{"text": "\x1b", "reason": "\x1b\n"}]),
    "section with control characters": archived({"section": "\x1b[2J\nx", "dateline": "\0"}),
    "location with control characters": archived({"location": "\x1b[2J\r\nERROR"}),
    "location of 1 MB": archived({"location": "x" * 1_000_000}),
    "of another version": archived(version=99, extra={"a": 1}),
    "article within an article": archived(source=None)[:-1] + b',"article":' + archived() + b"}",
    "nested": b'{"id":' * 100_000,
    "cut off": archived()[:-200],
    "two articles": archived() * 2,
    "no source": archived().replace(b'"source"', b'"sources"'),
}


def _encapsulated(depth: int) -> bytes:
    """Return a mail in a mail, so many times."""
    return b"Content-Type: message/rfc822\r\n\r\n" * depth + mail()


def _nested_parts(depth: int) -> bytes:
    heads = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return b"Subject: Ferry is late\r\nMIME-Version: 1.0\r\n" + b"".join(heads) + _PLAIN_PART


_MAILS: dict[str, _Data] = {
    "20,000 headers": mail(b"X-A: b\r\n" * 20_000),
    "20,000 recipients": mail(b"To: " + b"a@example.org,\r\n " * 20_000 + b"b@example.org\r\n"),
    "received 20,000 times": mail(b"Received: from a by b; Mon, 28 Nov 2022 10:00:00\r\n" * 20_000),
    "header of 5 MB": mail(b"X-A: " + b"b" * 5_000_000 + b"\r\n"),
    "folded 50,000 times": mail(b"X-A: b\r\n" + b" c\r\n" * 50_000),
    "name of a header of 1 MB": mail(b"X" * 1_000_000 + b": a\r\n"),
    "20,000 subjects": mail(b"Subject: x\r\n" * 20_000),
    "20,000 types": mail(b"Content-Type: text/html\r\n" * 20_000),
    "multiparts 1,000 deep": _nested_parts(1_000),
    "multiparts 20,000 deep": _nested_parts(20_000),
    "mails 1,000 deep": _encapsulated(1_000),
    "mails 20,000 deep": _encapsulated(20_000),
    "20,000 parts": multipart(*[_PLAIN_PART[:60]] * 20_000),
    "boundary of nothing": multipart(_PLAIN_PART, boundary=b""),
    "boundary of 1,900 characters": multipart(_PLAIN_PART, boundary=b"b" * 1_900),
    "boundary of a pattern": multipart(_PLAIN_PART, boundary=b"(.*)+[^"),
    "boundary of dashes": multipart(_PLAIN_PART, boundary=b"--"),
    "boundary that never comes": mail(kind=b"multipart/mixed; boundary=zzz"),
    "boundary that is not declared": mail(kind=b"multipart/alternative"),
    "boundary in pieces": mail(kind=b"multipart/mixed; boundary*0=a; boundary*1=b; boundary*9=c"),
    "boundary of the part within": multipart(multipart(_PLAIN_PART)),
    "related to nothing": multipart(_HTML_PART, kind=b'related; start="<nobody>"'),
    "encoded words": mail(subject=b"=?utf-8?q?a?= " * 130),
    "encoded words that are none": mail(subject=b"=?hex?b?aGV4?= =?utf-8?z?x?= =?utf-8?b?=?="),
    "encoded words in one another": mail(subject=b"=?utf-8?q?" * 190),
    "encoded line end": mail(subject=b"=?utf-8?q?x=0D=0ABcc:_a=40b?="),
    "encoded NUL": mail(subject=b"=?utf-16?b?AAAA?= =?utf-8?q?=00=1B[2J?="),
    "encoded halves": mail(subject=b"=?utf-16?b?2AA=?= =?utf-7?q?+2AA-?="),
    "sender nested": mail(b"From: " + b"(" * 1_900 + b"\r\n"),
    "sender of groups": mail(b"Reply-To: " + b"a:b:;" * 10_000 + b"\r\n"),
    "subject of eight bits": mail(subject=b"F\xe4hre \xff\x00\x80"),
    "header of eight bits": mail(b"X-\xff: \xfe\r\nFrom: \xff <\xff@\xff>\r\n"),
    "charset hex": mail(kind=b"text/plain; charset=hex"),
    "charset of eight bits": mail(kind=b"text/plain; charset=\xff\xfe"),
    "charset that lies": mail(kind=b"text/plain; charset=utf-16"),
    "charset of 1,900 characters": mail(kind=b"text/plain; charset=" + b"x" * 1_900),
    "charset in pieces": mail(kind=b"text/plain; charset*0*=u'x'%ff; charset*1=f"),
    "base64 that is none": mail(b"Content-Transfer-Encoding: base64\r\n"),
    "base64 of one character": mail(b"Content-Transfer-Encoding: base64\r\n", b"A"),
    "base64 cut off": mail(
        b"Content-Transfer-Encoding: base64\r\n", base64.encodebytes(TEXT.encode())[:-3]
    ),
    "base64 within base64": mail(
        b"Content-Transfer-Encoding: base64\r\n", base64.b64encode(base64.b64encode(TEXT.encode()))
    ),
    "quoted-printable without an end": mail(
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        TEXT.encode() + b"=\r\n" * 50_000 + b"=F",
    ),
    "uuencode": mail(b"Content-Transfer-Encoding: x-uuencode\r\n", b"begin 644 x\n\xff\nend\n"),
    "uuencode cut off": mail(b"Content-Transfer-Encoding: x-uuencode\r\n", b"begin 777 ../x\nM!"),
    "encoding that is none": mail(b"Content-Transfer-Encoding: x-bomb; a=b\r\n"),
    "encoding of a multipart": multipart(_PLAIN_PART).replace(
        b"MIME-Version", b"Content-Transfer-Encoding: base64\r\nMIME-Version"
    ),
    "winmail": multipart(
        b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22"
        + b"\xff" * 99
    ),
    "text as an attachment": multipart(b"Content-Disposition: attachment\r\n" + _PLAIN_PART),
    "attachment with a path": multipart(
        b'Content-Disposition: inline; filename="../../etc/x"\r\n' + _PLAIN_PART
    ),
    "type of nothing": mail(kind=b""),
    "type without a half": mail(kind=b"text/; charset=x"),
    "type of slashes": mail(kind=b"////"),
    "external body": mail(
        kind=b'message/external-body; access-type=local-file; name="/etc/passwd"'
    ),
    "partial": mail(kind=b'message/partial; id="1"; number=2; total=99999999'),
    "delivery status": mail(kind=b"message/delivery-status"),
    "no blank line": b"From: a@example.org\r\nSubject: Ferry is late\r\n" + TEXT.encode(),
    "only a blank line": b"\r\n" * 10_000,
    "header after the text": TEXT.encode() + b"\r\n\r\n" + mail(),
    "NUL in headers": mail(b"X\0Y: \0\r\n", subject=b"Ferry\0late"),
    "only line feeds": mail().replace(b"\r\n", b"\n"),
    "only carriage returns": mail().replace(b"\r\n", b"\r"),
    "date that overflows": mail(b"Date: Fri, 31 Dec 99999 25:61:61 +9999\r\n"),
    "date nested": mail(b"Date: " + b"(" * 1_900 + b"\r\n"),
    "page of nested elements": mail(body=b"<div>" * 100_000, kind=b"text/html"),
    "page of an encoding": mail(body=page("<meta charset=hex>"), kind=b"text/html; charset=rot13"),
    "links to this machine": mail(
        body=b"<a href='http://127.0.0.1:1/'>The ferry is late again today</a>" * 50
        + b"".join(
            b"<a href='http://127.0.0.1:1/%d'>One two three four</a>" % n for n in range(50)
        ),
        kind=b"text/html",
    ),
    "flowed quotations": mail(body=b">" * 60_000, kind=b"text/plain; format=flowed"),
}
_FROM = b"From a@example Mon Jan  1 00:00:00 2024\n"
_MAILBOXES: dict[str, _Data] = {
    "20,000 empty mails": _FROM * 2_000,
    "no separator": mail(),
    "separators in a mail": _FROM + mail(body=TEXT.encode() + b"\nFrom here on\n" * 100),
    "binary": bytes(range(256)) * 100,
    "mail over 10 MB": lambda: _FROM + mail(body=b"x" * 10_500_000),
    "damaged between whole ones": _FROM
    + mail()
    + b"\n"
    + _FROM
    + _nested_parts(500)
    + b"\n"
    + _FROM,
}

_WARC: dict[str, _Data] = {
    "length too long": warc(length=b"99999"),
    "length too short": warc(length=b"10") + warc(),
    "length below nothing": warc(length=b"-1"),
    "length beyond a machine word": warc(length=b"9" * 18) + warc(),
    "length of 5,000 digits": warc(length=b"9" * 5_000),
    "length of nothing": warc(length=b"0") + warc(),
    "length that is none": warc(length=b"0x1F"),
    "two lengths": warc(more=b"Content-Length: 5\r\n"),
    "chunks": warc(
        b"Transfer-Encoding: chunked\r\nContent-Type: text/html", b"5\r\nhello\r\n0\r\n"
    ),
    "chunks below nothing": warc(
        b"Transfer-Encoding: chunked\r\nContent-Type: text/html", b"-5\r\nx"
    ),
    "chunks beyond the end": warc(
        b"Transfer-Encoding: chunked\r\nContent-Type: text/html", b"FFFFFFFFFFFFFFFF\r\nx"
    ),
    "packed body": lambda: warc(b"Content-Type: text/html\r\nContent-Encoding: gzip", zeros(100)),
    "packed body of one bit": warc(
        b"Content-Type: text/html\r\nContent-Encoding: gzip", b"\x1f\x8b"
    ),
    "packed body that is none": warc(b"Content-Type: text/html\r\nContent-Encoding: gzip, br, x"),
    "deflated body": warc(
        b"Content-Type: text/html\r\nContent-Encoding: deflate", zlib.compress(page())[:-9]
    ),
    "charset hex": warc(b"Content-Type: text/html; charset=hex"),
    "type of eight bits": warc(b"Content-Type: text/\xff; charset=\xff"),
    "20,000 headers": warc(b"Content-Type: text/html" + b"\r\nX-A: b" * 20_000),
    "headers of 1 MB": warc(more=b"X-A: " + b"b" * 1_000_000 + b"\r\n") + warc(),
    "address of a file": warc(url=b"file:///etc/passwd"),
    "address that is none": warc(url=b"http://["),
    "address with a user": warc(url=b"https://user:secret@news.example/"),
    "address of 100 kB": warc(url=b"https://news.example/" + b"a" * 60_000),
    "address with escape sequences": warc(url=b"https://news.example/\x1b[2J"),
    "date that overflows": warc().replace(b"2022-11-28T10:00:00Z", b"9999-12-31T23:59:59-23:59"),
    "date before all": warc().replace(b"2022-11-28T10:00:00Z", b"0001-01-01T00:00:00+23:59"),
    "digest that lies": warc(more=b"WARC-Block-Digest: sha1:AAAA\r\n"),
    "digest of no kind": warc(more=b"WARC-Payload-Digest: x:y:z\r\nWARC-Block-Digest: md99:\r\n"),
    "segments": warc(more=b"WARC-Segment-Number: 2\r\nWARC-Segment-Total-Length: 1\r\n"),
    "revisit": warc().replace(b"Type: response", b"Type: revisit") + warc(),
    "type of no kind": warc().replace(b"Type: response", b"Type: \xff\0"),
    "version of no kind": warc().replace(b"WARC/1.0", b"WARC/9.9"),
    "status of no kind": warc().replace(b" 200 OK", b" 2\xb20 OK"),
    "no end of a line": warc().replace(b"\r\n\r\n", b"\r\n", 1),
    "no end of records": warc().rstrip() * 3,
    "records in a record": warc(body=warc() * 5),
    "only beginnings": b"WARC/1.0\r\n" * 50_000,
    "20,000 beginnings of records": b"WARC/1.0\r\nWARC-Type: response\r\n" * 20_000,
    "page of nested elements": warc(body=b"<div>" * 100_000),
}
_PACKED: dict[str, _Data] = {
    "gzip in gzip": b"\x1f\x8b\x08" * 1_000,
    "a thousand to one": lambda: zeros(300, warc()),
    "members of nothing": gzip.compress(b"") * 10_000,
    "member cut off": gzip.compress(warc())[:-20],
    "wrong checksum": gzip.compress(warc())[:-8] + b"\0" * 8 + gzip.compress(warc()),
    "gzip within gzip": gzip.compress(gzip.compress(warc())),
    "no gzip after gzip": gzip.compress(warc()) + b"\xff" * 10_000,
    "name of a file": b"\x1f\x8b\x08\x08\0\0\0\0\0\0../../etc/x\0" + zlib.compress(warc())[2:],
    "one member of two records": gzip.compress(warc() * 2),
}

_SQUEEZED = zlib.compress(zlib.compress(b" " * 50_000_000, 9), 9)
_PDFS: dict[str, _Data] = {
    "nothing": b"%PDF-1.7\n",
    "cut off": pdf()[:-300],
    "binary": b"%PDF-1.7\n" + bytes(range(256)) * 1_000,
    "100,000 objects": lambda: pdf(dict.fromkeys(range(10, 100_000), b"null")),
    "table of itself": pdf(trailer=b"/Prev 9"),
    "table beyond the end": pdf(trailer=b"/Prev 99999999999"),
    "table below nothing": pdf(trailer=b"/Prev -1 /XRefStm -1"),
    "size beyond a machine word": pdf().replace(b"/Size 7", b"/Size 99999999999999999999"),
    "start beyond the end": pdf().replace(b"startxref\n", b"startxref\n9999999999"),
    "encrypted": pdf(trailer=b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -1 >>"),
    "encrypted by itself": pdf(trailer=b"/Encrypt 1 0 R /ID [<00> <00>]"),
    "catalogue of itself": pdf({1: b"1 0 R"}),
    "pages within themselves": pdf({2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"}),
    "page that is its parent": pdf({3: b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"}),
    "pages 5,000 deep": pdf({
        2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
        **{n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(10, 5_000)},
        5_000: b"3 0 R",
    }),
    "a billion pages": pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"}),
    "pages below nothing": pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"}),
    "one page 10,000 times": pdf({
        2: b"<< /Type /Pages /Kids [" + b"3 0 R " * 10_000 + b"] /Count 10000 >>"
    }),
    "script": pdf({1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS"
                      b" (app.launchURL\\('http://127.0.0.1/'\\)) >> >>"}),
    "launch": pdf({1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch"
                      b" /F (/bin/sh) >> >>"}),
    "file within": pdf({1: b"<< /Type /Catalog /Pages 2 0 R /AF [7 0 R] >>",
                        7: b"<< /Type /Filespec /F (/etc/passwd) >>"}),
    "stream of another file": pdf({4: b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"}),
    "form of itself": pdf({
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources"
        b" << /XObject << /X 7 0 R >> >> >>",
        7: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5 /Resources << /XObject"
        b" << /X 7 0 R >> >> >>\nstream\n/X Do\nendstream",
    }, drawn=b"/X Do " * 10_000),
    "page without measure": pdf({3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e38 1e38]"
                                    b" /Contents 4 0 R >>"}),
    "page of no size": pdf({3: b"<< /Type /Page /Parent 2 0 R /MediaBox [5 5 5 5]"
                               b" /Rotate 45 >>"}),
    "packed twice": lambda: pdf({4: b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>"
                                    b"\nstream\n%s\nendstream" % (len(_SQUEEZED), _SQUEEZED)}),
    "a thousand filters": pdf({4: b"<< /Filter [" + b"/ASCIIHexDecode " * 1_000 + b"] /Length 2 >>"
                                  b"\nstream\n>>\nendstream"}),
    "stream of its own length": pdf({4: b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"}),
    "length below nothing": pdf({4: b"<< /Length -5 >>\nstream\nBT ET\nendstream"}),
    "objects in a stream of themselves": pdf({
        7: b"<< /Type /ObjStm /N 9999999 /First 99999 /Extends 7 0 R /Length 4 >>\nstream\n7 0 \n"
        b"endstream"
    }),
    "nested brackets": pdf({6: b"[" * 100_000}),
    "nested dictionaries": pdf({6: b"<< /A " * 100_000}),
    "unclosed text": pdf(drawn=b"BT /F1 11 Tf (" + b"(" * 100_000),
    "100,000 saved states": pdf(drawn=b"q " * 100_000),
    "one letter 20,000 times": pdf(drawn=b"BT /F1 11 Tf " + b"40 700 Td (x) Tj " * 20_000 + b"ET"),
    "font of no kind": pdf({5: b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R]"
                               b" /Encoding /Identity-H /ToUnicode 5 0 R >>"}),
    "letters that are others": pdf({
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>",
        7: b"<< /Length 75 >>\nstream\n1 beginbfrange <00> <ff> <DC00> endbfrange 1 beginbfchar"
        b" <41> <D800> endbfchar \nendstream",
    }),
    "form of XML": pdf({1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 7 0 R >> >>",
                        7: b"<< /Length 62 >>\nstream\n<!DOCTYPE x [<!ENTITY j SYSTEM"
                           b' "file:///etc/passwd">]><x>&j;</x>  \nendstream'}),
}  # fmt: skip

_LISTS: dict[str, _Data] = {
    "itself": b"- location: a.yaml\n",
    "files of the machine": b"- location: /etc/passwd\n- location: ../../../etc/passwd\n",
    "a device": b"- location: /dev/zero\n- location: /dev/stdin\n- location: /proc/self/mem\n",
    "this machine": b"- location: http://127.0.0.1:1/\n- location: http://[::1]:1/\n",
    "schemes": b"- location: gopher://127.0.0.1/\n- location: ftp://127.0.0.1/x\n"
    b"- location: dict://127.0.0.1/\n- location: s3://x/y\n- location: jar:file:///x!/y\n",
    "user in an address": b"- location: http://user:secret@127.0.0.1:1/\n",
    "unknown secret": b"- location: http://127.0.0.1:1/?key=${NO_SUCH_SECRET}\n",
    "tag of a language": b"- !!python/object/apply:os.system ['id']\n",
    "aliases": b"- &a [x, x, x, x, x, x, x, x, x, x]\n"
    + b"".join(b"- &b%d [%s]\n" % (n, b"*a, " * 50) for n in range(200)),
    "alias of itself": b"- &a [*a]\n",
    "merge of itself": b"- &a\n  <<: *a\n  location: b.txt\n",
    "nested": b"[" * 100_000,
    "nested mappings": b"".join(b" " * n + b"a:\n" for n in range(2_000)),
    "digits": b"- location: " + b"9" * 5_000 + b"\n- limit: " + b"9" * 5_000 + b"\n",
    "dates and numbers": b"- location: 2023-99-99\n- location: 1:30\n- location: .nan",
    "anchor of 1 MB": b"- &" + b"a" * 1_000_000 + b" x\n",
    "50,000 entries": b"- x\n" * 50_000,
    "binary": b"\0\xff\xfe" * 1_000,
    "escape sequences": b'- location: "\\e[2J\\r\\nERROR.txt"\n',
    "half a character": b'- location: "\\uD800.txt"\n- location: "\\U00110000"\n',
    "setting of patterns": b"- location: http://127.0.0.1:1/\n  keywords: ['(a+)+$', '']\n",
    "headers": b'- location: http://127.0.0.1:1/\n  headers: {"A\\r\\nB": "PATH", Host: "x y"}\n',
    "time that overflows": b"- location: x.txt\n  max_age: 99999d\n  since: 0001-01-01\n",
    "many documents": b"---\n" * 20_000,
    "UTF-16": "- location: a.txt\n".encode("utf-16"),
}

_NAMES: dict[str, str] = {
    "options": "-rf.txt",
    "line ends": "a\nERROR forged\r.txt",
    "escape sequences": "\x1b]0;x\x07\x1b[2J.txt",
    "turned text": "\u202etxt.exe\u2066.txt",
    "255 bytes": "x" * 251 + ".txt",
    "255 bytes of three each": "港" * 83 + "aa.txt",
    "bytes that are no text": os.fsdecode(b"\xff\xfe\x80.txt"),
    "leading dots": "...txt",
    "blanks": "  a  .txt",
    "blank at the end": "a.txt ",
    "parts of an address": "a?b#c%2e%2e&d.txt",
    "address": "http:x.txt",
    "home": "~root.txt",
    "shell": "$(reboot);`id`|&.txt",
    "pattern": "[*?]{a,b}.txt",
    "template": "{{7*7}}${HOME}%s{0}.txt",
    "markup": "<img src=x onerror=alert(1)>.txt",
    "query": "'; DROP TABLE articles; --.txt",
    "device of another system": "con.txt",
    "two suffixes": "a.pdf.html.txt",
    "suffix that lies": "a.pdf",
    "suffix in capitals": "A.TXT",
    "suffix that folds": "a.tx\u0442",
    "marks": "a\u0301" * 50 + ".txt",
    "secret by name": "${HOME}.txt",
}

_FOLDERS: dict[str, Mapping[str, bytes | Path]] = {
    "link out": {"a.txt": Path("../canary.txt"), "b.txt": plain()},
    "link to a file of the machine": {"a.txt": Path("/etc/passwd"), "b.txt": plain()},
    "link to all": {"a": Path("/"), "b.txt": plain()},
    "link to itself": {"a.txt": Path("a.txt"), "b": Path("b"), "c.txt": plain()},
    "link to the folder": {"a": Path(), "b": Path(".."), "c.txt": plain()},
    "link to nowhere": {"a.txt": Path("gone.txt"), "b.txt": plain()},
    "link to a device": {"a.txt": Path("/dev/zero"), "b.txt": Path("/dev/stdin")},
    "link to memory": {"a.txt": Path("/proc/self/environ"), "b.txt": plain()},
    "two links a level": {
        f"{'d/' * n}{name}": Path("d") for n in range(12) for name in ("l1", "l2")
    } | {"d/" * 12 + "a.txt": plain()},
    "100 deep": {"d/" * 100 + "a.txt": plain()},
    "odd names": {name: plain() for name in _NAMES.values()},
    "hidden": {".a.txt": plain(), ".b/c.txt": plain(), "d.txt": plain()},
    "list within": {"a.yaml": b"- location: /etc/passwd\n", "b.txt": plain()},
    "half a mailbox": {"cur/1": mail(), "new/2": b"", "tmp/3": mail()},
    "mailbox with a link": {"cur/1": Path("../../canary.txt"), "new/2": mail(), "tmp/3": b""},
    "page with its parts": {"a.html": page(), "a_files/b.html": page("<meta charset=hex>")},
    "one name in two spellings": {"\u00e9.txt": plain(), "e\u0301.txt": plain()},
    "one id 50 times": {f"{n}.article.json": archived(title=f"No {n}") for n in range(50)},
    "left half written": {"a.txt.part": plain(), ".a.txt.1.part": plain(), "b.txt": plain()},
    "file that is a folder": {"a.txt/b.txt": plain(), "c.pdf/d.pdf": pdf()},
}  # fmt: skip


CONTAINERS: tuple[HostileInput, ...] = (
    *(
        HostileInput(f"{kind}: {name}", file, data)
        for kind, file, table in (
            ("record", "a.jsonl", _RECORDS),
            ("JSON Feed", "a.json", _JSON_FEEDS),
            ("archived article", "a.article.json", _ARCHIVED),
            ("mail", "a.eml", _MAILS),
            ("mailbox", "a.mbox", _MAILBOXES),
            ("WARC", "a.warc", _WARC),
            ("packed WARC", "a.warc.gz", _PACKED),
            ("PDF", "a.pdf", _PDFS),
            ("list", "a.yaml", _LISTS),
        )
        for name, data in table.items()
    ),
    *(HostileInput(f"name of a file: {kind}", name, plain()) for kind, name in _NAMES.items()),
    *(HostileInput(f"folder: {name}", "folder", inside) for name, inside in _FOLDERS.items()),
)
