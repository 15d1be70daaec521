"""Newsletters: mails, mailboxes and Maildir folders."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import ParserError

from articles.article import ArticleError
from articles.assemble import RawArticle, make_article
from articles.extract.characters import one_line
from articles.extract.media import extract
from articles.extract.metadata import Metadata
from articles.sources.files import complete
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.listing import Listed, absolute, believable, read_listed
from articles.sources.resource import MAX_BYTES, Resource, unreadable
from articles.sources.source import moment

STORIES = 3
"""Links with a title from which on a newsletter is a list of stories, not a story."""
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
        try:
            data = resource.read()
        except ArticleError as error:
            yield error
            return
        yield from _read(data, resource.location, resource, reading)


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
        box: mailbox.Mailbox[Any] = (
            mailbox.Maildir(path, create=False)
            if path.is_dir()
            else mailbox.mbox(path, create=False)
        )
        try:
            keys = sorted(box.keys(), key=str)
            for number, key in enumerate(keys, start=1):
                location = f"{resource.location}#{number}"
                try:
                    with box.get_file(key) as file:
                        data = file.read(MAX_BYTES + 1)
                except (OSError, KeyError) as error:
                    yield ArticleError(location, f"cannot be read ({error})", "check the mailbox")
                    continue
                if len(data) > MAX_BYTES:
                    yield ArticleError(location, f"larger than {MAX_BYTES:,} bytes", "leave it out")
                else:
                    yield from _read(data, location, resource, reading)
        except OSError as error:
            yield unreadable(resource.location, error)
        finally:
            box.close()


def _read(data: bytes, location: str, resource: Resource, reading: Reading) -> Iterator[Item]:
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("html", "plain"))
        if not isinstance(message, EmailMessage) or not isinstance(body, EmailMessage):
            raise ArticleError(location, "a mail without a text", "leave it out")
        kind, text = body.get_content_type(), str(body.get_content())
        declared = _declared(message)
    except ArticleError as error:
        yield error
        return
    except Exception as error:  # the parser stumbles over hostile headers in many ways
        fault = one_line(f"{type(error).__name__}: {error}")[:200]
        yield ArticleError(location, f"mail cannot be parsed ({fault})", "leave it out")
        return
    if reason := reading.source.refusal(
        published=moment(declared.published),
        text=declared.title or "",
        sections=(),
        now=reading.retrieved,
    ):
        yield Skipped(location, reason, "see the filters of the source")
        return
    stories = _stories(text) if kind == "text/html" else []
    if len(stories) >= STORIES and reading.source.follow != "never":
        here = replace(resource, location=location)
        yield from read_listed(stories, here, reading)
        return
    origin = RawArticle(location, data, resource.retrieved, reading.languages, reading.defaults)
    try:
        extracted = extract(text.encode(), f"{kind}; charset=utf-8", location)
        yield complete(make_article(extracted, origin, declared), reading)
    except ArticleError as error:
        yield error


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
