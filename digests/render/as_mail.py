"""The digest as mail, a message per language: HTML with its styles inlined, and plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from importlib import resources

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from digests.digest import DigestHead
from digests.mail_address import MailAddress
from digests.render import wording
from digests.render.exchange import uri
from digests.render.formats import File, FormatError
from digests.render.phrases import Phrases, phrases
from digests.render.reading import Reading, Sentence, reading_of
from digests.render.templates import environment
from digests.render.view import DigestView, StoryView, plain

LIMIT = 100_000
"""Bytes of the HTML part: mail readers clip longer ones."""

_SUBJECT = 160  # characters

_environment = environment()
_STORY = _environment.get_template("mail_story.html.jinja")
_PAGE = _environment.get_template("mail.html.jinja")
_CSS = (resources.files("digests.render") / "mail.css").read_text(encoding="utf-8")


class Settings(BaseModel):
    """Settings of the format ``eml``."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    sender: MailAddress = Field("polydigest <polydigest@localhost>", alias="from")
    to: tuple[MailAddress, ...] = ()
    subject: str | None = Field(None, description="By default the day's digest, in its language")


def files(head: DigestHead, settings: Settings) -> dict[str, File]:
    """Return a message per language.

    Raises:
        FormatError: css-inline is not installed.

    """
    require_css_inline()
    return {
        f"digest.{language}.eml": File(
            partial(_story, head, language), partial(_message_file, language, settings)
        )
        for language in dict.fromkeys((head.source_language, *head.targets))
    }


def require_css_inline() -> None:
    """See that styles can be inlined.

    Raises:
        FormatError: css-inline is not installed.

    """
    try:
        import css_inline  # noqa: F401
    except ModuleNotFoundError as error:
        raise FormatError(
            "mail", "css-inline is not installed", "pip install 'polydigest[mail]'"
        ) from error


def _story(head: DigestHead, language: str, story: StoryView) -> str:
    return json.dumps(story_parts(reading_of(story, head, language), phrases(language)))


def _message_file(
    language: str, settings: Settings, page: DigestView, stories: Iterable[str]
) -> Iterator[bytes]:
    message = compose(page.head, language, map(json.loads, stories), settings)
    message["X-Unsent"] = "1"  # mail programs open it as a draft
    yield message.as_bytes(policy=SMTP)


def story_parts(story: Reading, said: Phrases) -> dict[str, str]:
    """Write a story for a message: its ``title``, its ``html`` with styles, its ``text``."""
    import css_inline

    html = css_inline.inline_fragment(_STORY.render(story=story, said=said), _CSS)
    return {"title": story.title, "html": html, "text": _text(story, said)}


def compose(
    head: DigestHead,
    language: str,
    stories: Iterable[dict[str, str]],
    settings: Settings,
    page: str | None = None,
) -> EmailMessage:
    """Write a message for readers of a language.

    Args:
        head: Of the digest.
        language: One of the digest's.
        stories: As `story_parts` writes them. The HTML part has as many as stay below `LIMIT`,
            and says how many it leaves out; the text part has all.
        settings: Addresses and subject.
        page: Address of the digest's page.

    """
    said = phrases(language)
    title = wording.title(said, head)
    shown, texts, size, left_out = [], [], len(_frame(head, said, title, page, 9_999, "")), 0
    first = None
    for story in stories:
        first = first or story["title"]
        texts.append(story["text"])
        size += len(story["html"].encode()) + 1
        if size < LIMIT and not left_out:
            shown.append(story["html"])
        else:
            left_out += 1
    message = EmailMessage(policy=SMTP)
    subject = settings.subject or (said.before(title, first) if first else title)
    message["From"] = settings.sender
    if settings.to:
        message["To"] = ", ".join(settings.to)
    # A text that looks like an encoded word would be decoded by whoever reads it.
    message["Subject"] = plain(subject).replace("=?", "= ?")[:_SUBJECT]
    message["Date"] = format_datetime(head.created)
    message["Message-ID"] = f"<{_key(head, language)}@polydigest.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join([title, "", wording.machine(said, head), "", *texts, page or ""]))
    html = _frame(head, said, title, page, left_out, "\n".join(shown))
    message.add_alternative(html.decode(), subtype="html")
    message["Content-Language"] = language
    message.set_boundary(f"=_{_key(head, language)}")
    return message


def _key(head: DigestHead, language: str) -> str:
    return uri("mail", head.run, language).rpartition(":")[2]


def _frame(
    head: DigestHead, said: Phrases, title: str, page: str | None, left_out: int, body: str
) -> bytes:
    import css_inline

    whole = _PAGE.render(
        said=said,
        machine=wording.machine(said, head),
        title=title,
        page=page,
        left_out=said.ngettext("{count} further story", "{count} further stories", left_out)
        if left_out
        else "",
        body=Markup("<i id=stories></i>"),
    )
    framed: str = css_inline.CSSInliner(extra_css=_CSS, load_remote_stylesheets=False).inline(whole)
    return framed.replace('<i id="stories"></i>', body).encode()


def _text(story: Reading, said: Phrases) -> str:
    lines = [_line(story.headline, said), "-" * 40]
    lines += [f"\n{story.watched}"] if story.watched else []
    lines += [f"  “{reason.text}” ({reason.credit})" for reason in story.reasons]
    lines += [f"\n{_line(sentence, said)}" for sentence in story.sentences]
    if story.history:
        lines += ["", said.before(said.gettext("History of the event"), story.history)]
    lines += ["", said.before(said.gettext("Sources"), "").rstrip()]
    for number, source in enumerate(story.sources, 1):
        lines.append(f"[{number}] {source.title} ({source.credit})")
        lines += [f"    {source.url}"] if source.url else []
    return "\n".join([*lines, "", ""])


def _line(sentence: Sentence, said: Phrases) -> str:
    marks = "".join(f" [{mark.number}]" for mark in sentence.marks)
    notes = "".join(f" ({note})" for note in sentence.notes)
    lines = [f"{sentence.text}{notes}{marks}", *(f"  ⚠ {doubt}" for doubt in sentence.doubts)]
    if sentence.original:
        lines.append(f"  {said.before(said.gettext('Original'), sentence.original)}")
    return "\n".join(lines)
