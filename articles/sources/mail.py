"""Newsletters: mails, mailboxes and Maildir folders."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import ParserError

from articles.article import ArticleError
from articles.assemble import RawArticle, article_of
from articles.extract.characters import one_line
from articles.extract.encodings import known_encoding
from articles.extract.metadata import Metadata
from articles.extract.tags import is_too_much_for_a_parser
from articles.sources.files import complete
from articles.sources.items import as_error, in_worker
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.listing import Listed, absolute, believable, read_listed
from articles.sources.resource import MAX_BYTES, Resource
from articles.sources.source import moment
from base.showing import fault

STORIES = 3
"""Links with a title from which on a newsletter is a list of stories, not a story."""
MAX_HEADER = 2_000
"""Characters of a header that is read; its parser takes a time by their square."""
_REST = rb"[ \t]*:(?:[^\r\n]|\r?\n[ \t]){%d}" % MAX_HEADER
_LONG_HEADER = re.compile(rb"^(?:from|subject|date)" + _REST, re.I | re.M)
_LONG_CONTENT = re.compile(rb"^content-[a-z-]{1,40}" + _REST, re.I | re.M)
"""Of any part of the mail."""
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_TITLE_WORDS = 4
_NO_STORY = re.compile(
    r"unsubscribe|view (?:this|it) (?:email )?in (?:your|a) browser|preferences|privacy|forward"
    r"|advertis|sponsor|follow us|manage (?:your )?subscription",
    re.I,
)


class Mail:
    """A mail in a file."""

    name = "mail"
    shape = ".eml"

    def accepts(self, resource: Resource) -> bool:
        """Whether the suffix or the media type is that of a mail."""
        return not resource.is_folder and (
            resource.suffix == ".eml" or resource.media_type == "message/rfc822"
        )

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield its story, or the stories that it links to."""
        yield from _read(resource.read(), resource.location, resource, reading)


class Mailbox:
    """Many mails in one file, or in a Maildir folder."""

    name = "mailbox"
    shape = ".mbox, a Maildir folder"

    def accepts(self, resource: Resource) -> bool:
        """Whether it is such a file or folder on this machine."""
        path = resource.path
        if path is None:
            return False
        if path.is_dir():
            return all((path / folder).is_dir() for folder in ("cur", "new", "tmp"))
        return resource.suffix == ".mbox"

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the stories of each mail; damaged ones are errors."""
        path = resource.path or Path()
        box = None if path.is_dir() else mailbox.mbox(path, create=False)
        letters: Iterator[Callable[[], Any]] = (
            _in_maildir(path) if box is None else (partial(box.get_file, k) for k in box.iterkeys())
        )
        try:
            for number, letter in enumerate(letters, start=1):
                location = f"{resource.location}#{number}"
                try:
                    with letter() as file:
                        data = file.read(MAX_BYTES + 1)
                    if len(data) > MAX_BYTES:
                        raise ArticleError(
                            location, f"larger than {MAX_BYTES:,} bytes", "leave it out"
                        )
                    yield from _read(data, location, resource, reading)
                except Exception as error:
                    yield as_error(location, error)
        finally:
            if box is not None:
                box.close()


def _in_maildir(folder: Path) -> Iterator[Callable[[], Any]]:
    """Yield what opens each mail in order of name; links, which no mail program makes, are none."""
    letters = (file for part in ("cur", "new") for file in (folder / part).iterdir())
    for letter in sorted(letters, key=lambda file: file.name):
        if letter.is_file() and not letter.is_symlink():
            yield partial(letter.open, "rb")


@dataclass(frozen=True)
class _Letter:
    """What is read of a mail."""

    kind: str
    text: str
    declared: Metadata
    stories: tuple[Listed, ...]


def _read(data: bytes, location: str, resource: Resource, reading: Reading) -> Iterator[Item]:
    letter = in_worker(location, _opened, data, location)
    declared = letter.declared
    if reason := reading.source.refusal(
        published=moment(declared.published),
        text=declared.title or "",
        sections=(),
        now=reading.retrieved,
    ):
        yield Skipped(location, reason, "see the filters of the source")
        return
    if len(letter.stories) >= STORIES and reading.source.follow != "never":
        here = replace(resource, location=location)
        yield from read_listed(letter.stories, here, reading)
        return
    origin = RawArticle(location, data, resource.retrieved, reading.languages, reading.defaults)
    text, kind = letter.text.encode("utf-8", "replace"), f"{letter.kind}; charset=utf-8"
    yield complete(in_worker(location, article_of, origin, text, kind, declared), reading)


def _opened(data: bytes, location: str) -> _Letter:
    head = data[: found.start()] if (found := _END_OF_HEAD.search(data)) else data
    if _LONG_HEADER.search(head) or _LONG_CONTENT.search(data):
        raise ArticleError(
            location, f"a mail with a header of over {MAX_HEADER:,} characters", "leave it out"
        )
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("html", "plain"))
        if not isinstance(message, EmailMessage) or not isinstance(body, EmailMessage):
            raise ArticleError(location, "a mail without a text", "leave it out")
        kind, text = body.get_content_type(), _text(body)
        stories = _stories(text) if kind == "text/html" else []
        return _Letter(kind, text, _declared(message), tuple(stories))
    except ArticleError:
        raise
    except Exception as error:  # the parser stumbles over hostile headers in many ways
        reason = f"mail cannot be parsed ({fault(error)})"
        raise ArticleError(location, reason, "leave it out") from error


def _text(body: EmailMessage) -> str:
    """Return the text of a part; what it declares counts only where it names an encoding."""
    charset = body.get_content_charset()
    if charset and known_encoding(charset) is None:
        body.set_param("charset", "utf-8")
    return str(body.get_content(errors="replace"))


def _declared(message: EmailMessage) -> Metadata:
    """Return what the headers say: the subject is the title, the sender is the publisher."""
    name, address = parseaddr(str(message.get("From", "")))
    published = None
    try:
        sent = parsedate_to_datetime(str(message.get("Date", "")))
        sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        published = believable(sent.isoformat())
    except (ValueError, TypeError):
        pass
    return Metadata(
        title=one_line(str(message.get("Subject", ""))) or None,
        publisher=one_line(name) or address.rpartition("@")[2] or None,
        published=published,
    )


def _stories(page: str) -> list[Listed]:
    """Return the links of a newsletter whose texts read as titles."""
    if is_too_much_for_a_parser(page):
        return []
    try:
        tree: Any = html.fromstring(page)
    except (ParserError, ValueError):
        return []
    found: dict[str, Listed] = {}
    for link in tree.iter("a"):
        title = one_line(str(link.text_content()))
        url = absolute("", str(link.get("href") or ""))
        if url and len(title.split()) >= _TITLE_WORDS and not _NO_STORY.search(title):
            found.setdefault(url, Listed(url=url, title=title))
    return list(found.values())
