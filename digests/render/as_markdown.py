"""The digest as Markdown (CommonMark with GitHub's strikethrough), readable as plain text too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from checks.verdict import Check
from digests.digest import (
    DigestHead,
    DigestSentence,
    Edited,
    EntryArticle,
    EventAccount,
    Model,
)
from digests.render import event_words, wording
from digests.render.formats import File
from digests.render.phrases import Phrases, phrases
from digests.render.view import (
    DigestView,
    EventView,
    Heading,
    Passage,
    Row,
    StoryView,
    credit,
    plain,
    safe_url,
)

# A viewer may know more than CommonMark: mathematics, mentions, marks, shortcodes, bare links. An
# entity is understood by all; a backslash that all understand, before these, reads better.
_MEANT = re.compile(
    r"""
    # Some viewers make links of bare addresses however these are escaped, but not in code.
    (?P<address>
        (?a:(?<![\w.+-]) [\w.+-]++ (?:@ [\w-]++ (?:\.[\w-]++)++ [\w.+-]*+)++)
        | (?a:(?:https?://|ftp://|www\.) [\w.~:/?\#@!&'*+,;=%()-]* [\w/=\#%&~+-])
    )
    | (?P<backslashed> [*_\[\]] )
    | [<>`\\{|~^=@\#]
    | \$ (?!\d)
    | & (?= \#?\w* (?:;|$))         # begins an entity, or would with what follows
    | (?<=\w) \. (?=               # of a host, as linkers know it without a scheme
        (?:[a-z]{2}|biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф
        |xn--[a-z\d-]+) (?![\w-]))
    | (?<=\bwww) \.
    | / (?=/)
    | (?<=[a-z]) : (?=\S)           # of a scheme
    | : (?= [\w+-]+ :)              # of an emoji's name
    | \+ (?=\+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What begins a block at the start of a line: lists, titles and rules, definitions, admonitions.
_BLOCK = re.compile(r"^(?:(?=[+-])|\(?(?:\d+|[a-z]|[ivxlcdm]+)(?=[.)](?:\s|$)))", re.ASCII)
_BLOCK_ENTITY = re.compile(r"^(?:[:%!?](?=[:%!?\s]|$)|\((?=@))")


class Markdown(Markup):
    """Text that is Markdown already; whatever is formatted into it is escaped on the way."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Markdown:
        """Write a text as one line of Markdown that shows it as it is and does nothing else."""
        if isinstance(s, Markdown):
            return s
        line = _BLOCK.sub(r"\g<0>\\", _MEANT.sub(_written, plain(str(s))))
        return cls(_without_mathematics(_BLOCK_ENTITY.sub(_written, line)))


def _written(found: re.Match[str]) -> str:
    text = found[0]
    if found.lastgroup == "address":
        return f"`{text}`"
    if found.lastgroup == "backslashed":
        return f"\\{text}"
    name = {"<": "lt", ">": "gt", "&": "amp"}.get(text, f"#{ord(text)}")
    return f"&{name};"


def _without_mathematics(line: str) -> str:
    """Leave one sign of a currency in a line as it is: two could set off mathematics."""
    return line.replace("$", "&#36;") if line.count("$") > 1 else line


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return the one file of the format, in the words of the sources' language."""
    said = phrases(head.source_language)
    return {"digest.md": File(partial(render_story, said), partial(render_page, said))}


def render_story(said: Phrases, story: StoryView) -> str:
    """Write a story as Markdown."""
    return "".join(f"{line}\n" for line in _story(story, said))


def render_page(said: Phrases, page: DigestView, stories: Iterable[str]) -> Iterator[str]:
    """Write a digest as Markdown; its only HTML are the anchors that reference marks lead to."""
    yield from (f"{line}\n" for line in _opening(page, said))
    yield from stories
    yield from (f"{line}\n" for line in _colophon(page, said))


def _opening(page: DigestView, said: Phrases) -> Iterator[str]:
    yield _md("# {}", wording.title(said, page.head))
    yield ""
    yield _md("{}", wording.summary(said, page))
    yield ""
    yield _md("> {}", wording.notice(said, page))
    yield ""
    yield _md("## {}", said.gettext("Contents"))
    yield ""
    for heading in page.contents:
        yield _md(
            "{}. [{}]({}){}",
            heading.number,
            _struck(heading, heading.text),
            _fragment(heading.anchor),
            _md(" · {}", found) if (found := wording.troubles(said, heading)) else "",
        )
    if not page.contents:
        yield _md("{}", said.gettext("No stories."))


def _colophon(page: DigestView, said: Phrases) -> Iterator[str]:
    yield from ("", _md("## {}", said.gettext("How this digest was made")), "")
    yield _md("{}", wording.run(said, page.head))
    yield ""
    yield from (_model(model, said) for model in page.head.models)
    if page.head.coverage:
        yield ""
        yield from (_md("- {}", wording.coverage(said, found)) for found in page.head.coverage)


def _story(story: StoryView, said: Phrases) -> Iterator[str]:
    yield ""
    yield _md(
        "## {}{}. {}",
        _anchor(story.heading.anchor),
        story.heading.number,
        _sentence(story.headline, said, listed=True),
    )
    yield ""
    yield _md("*{}*", wording.kicker(said, story))
    yield ""
    yield from _below(story.headline, said, "")
    yield ""
    for found in story.watched:
        yield _md("- **{}**: {}", said.gettext("Watch list"), wording.match(found))
        yield from (_md("  - {}", _quoted(passage, said)) for passage in found.passages)
    if story.watched:
        yield ""
    yield from sentences(story, said, listed=True)
    if story.event:
        yield from _event(story.event, story.entry.articles, said)
    if history := story.history("md"):
        yield from ("", link(said.gettext("History of the event"), history))
    if story.passages:
        yield from ("", _md("### {}", said.gettext("Evidence")), "")
        yield from (_passage(passage, said) for passage in story.passages)
    yield from ("", _md("### {}", said.gettext("Sources")), "")
    yield from (_source(article, said) for article in story.entry.articles)


def headline(story: StoryView, said: Phrases) -> Iterator[str]:
    """Write a headline as a line of its own, with its translations."""
    yield _md("**{}**", _sentence(story.headline, said, listed=False))
    yield ""
    yield from _below(story.headline, said, "")


def sentences(story: StoryView, said: Phrases, *, listed: bool) -> Iterator[str]:
    """Write the sentences of a summary, each with what is to be known of it.

    Where no list of evidence follows, that is not ``listed``, they name who published it.
    """
    for number, row in enumerate(story.rows, 1):
        yield _md("{}. {}", number, _sentence(row, said, listed=listed))
        yield from _below(row, said, " " * (len(str(number)) + 2), story.entry.event)


def _event(event: EventView, articles: Iterable[EntryArticle], said: Phrases) -> Iterator[str]:
    notes = (
        event_words.origins(said, event.account, articles),
        event_words.news(said, event.account),
    )
    yield from ("", _md("*{}*", " · ".join(note for note in notes if note)))
    yield from account_lines(event, said, listed=True)


def account_lines(event: EventView, said: Phrases, *, listed: bool) -> Iterator[str]:
    """Write what the reports of an event say together; see `sentences`."""
    account = event.account
    if account.corrections:
        yield from ("", _md("### {}", said.gettext("Corrections")), "")
        yield from (_md("- {}", event_words.correction(said, c)) for c in account.corrections)
    if event.figures:
        yield from ("", _md("### {}", said.gettext("Figures")), "")
        for row in event.figures:
            given = Markdown("; ").join(
                Markdown(" ").join(
                    (event_words.shown_value(said, each), *_marks(each.passages, listed=listed))
                )
                for each in row.values
            )
            status = event_words.status(said, row.figure)
            yield _md("- **{}**: {} · {}", event_words.figure(said, row.figure), given, status)
    if event.speeches:
        yield from ("", _md("### {}", said.gettext("Who said what")), "")
        for speech in event.speeches:
            speaker = speech.speaker or said.gettext("unnamed")
            yield _md("- **{}**: {}", speaker, _sentence(speech.row, said, listed=listed))
            yield from _below(speech.row, said, "  ")
    if event.questions:
        yield from ("", _md("### {}", said.gettext("Open questions")), "")
        for sides in event.questions:
            for number, shown in enumerate(sides):
                quoted = " ".join(passage.evidence.text for passage in shown.passages)
                hands = event_words.side(said, shown.side)
                bullet = "  - " if number else "- "
                said_so = _md("“{}” ({})", quoted, hands) if hands else _md("“{}”", quoted)
                line = Markdown(" ").join((said_so, *_marks(shown.passages, listed=listed)))
                yield _md("{}{}", Markdown(bullet), line)
    if len(account.timeline) > 1:
        yield from ("", _md("### {}", said.gettext("Day by day")), "")
        for told in reversed(account.timeline):
            headlines = "; ".join(headline.text for headline in told.headlines)
            worded = event_words.day(said, told)
            yield _md("- {}", said.before(worded, headlines) if headlines else worded)


def _marks(passages: Iterable[Passage], *, listed: bool) -> list[Markdown]:
    """Write the marks that lead to the list of evidence, where that follows."""
    found = passages if listed else ()
    return [_md("[[{}]]({})", mark.number, _fragment(mark.anchor)) for mark in found]


def _sentence(row: Row, said: Phrases, *, listed: bool) -> Markdown:
    sentence = row.sentence
    proven = _marks(row.passages, listed=listed)
    if not listed and row.publishers:
        proven = [_md("({})", said.listed(row.publishers))]
    if sentence.supported:
        quoted = (
            [_md("*({})*", said.gettext("quoted from the source"))]
            if sentence.origin == "source"
            else []
        )
        signed = _edited(sentence.edited, said)
        text = f"“{sentence.text}”" if sentence.origin == "quotation" else sentence.text
        return Markdown(" ").join([text, *quoted, *signed, *proven])
    struck = _md(
        "**{}** {}",
        said.before(said.gettext("Not supported by the source"), "").rstrip(),
        _struck(sentence, sentence.text),
    )
    nearest = [said.before(said.gettext("Nearest passages"), "").rstrip()] if proven else []
    return Markdown(" ").join([struck, *_edited(sentence.edited, said), *nearest, *proven])


def _edited(edited: Edited | None, said: Phrases) -> list[Markdown]:
    """Name the persons who decided about a text, if any did."""
    return [_md("*({})*", wording.edited(said, edited))] if edited else []


def _below(
    row: Row, said: Phrases, indent: str, account: EventAccount | None = None
) -> Iterator[str]:
    """List what is to be known of a sentence, the doubts about it, and its translations."""
    sentence = row.sentence
    remarks = (event_words.told_by(said, sentence), event_words.change(said, sentence))
    yield from (_md("{}- *{}*", Markdown(indent), remark) for remark in remarks if remark)
    for dispute in event_words.disputes(said, sentence, account):
        differs = said.before(said.gettext("Reports differ"), dispute)
        yield _md("{}- *{}*", Markdown(indent), differs)
    yield from _doubts(row.sentence.failed, said, indent)
    for cell in row.cells[1:]:
        words = (
            _struck(row.sentence, cell.translation.text)
            if cell.translation
            else _md("*{}*", said.gettext("Not translated"))
        )
        signed = Markdown(" ").join([words, *_edited(cell.edited, said)])
        yield _md("{}- **{}**: {}", Markdown(indent), cell.language.name, signed)
        yield from _doubts(cell.failed, said, indent + "  ")


def _doubts(failed: Sequence[Check], said: Phrases, indent: str) -> Iterator[str]:
    yield from (_md("{}- ⚠ {}", Markdown(indent), wording.doubt(said, check)) for check in failed)


def _passage(passage: Passage, said: Phrases) -> Markdown:
    return _md(
        "- {}**\\[{}\\]** {}",
        _anchor(passage.anchor),
        passage.number,
        _quoted(passage, said),
    )


def _quoted(passage: Passage, said: Phrases) -> Markdown:
    credited = link(wording.credited(said, passage), passage.url)
    return _md("“{}” ({})", passage.evidence.text, credited)


def _source(article: EntryArticle, said: Phrases) -> Markdown:
    source = article.source
    facts = (credit(source), wording.date(said, source.published), source.licence)
    title = link(article.title, safe_url(source.url))
    return _md("- {}: {}", title, "; ".join(fact for fact in facts if fact))


def _model(model: Model, said: Phrases) -> Markdown:
    return _md("- {}", "; ".join((wording.model(said, model), *filter(None, (model.notice,)))))


def _struck(sentence: DigestSentence | Heading, text: str) -> Markdown:
    return _md("{}" if sentence.supported else "~~{}~~", text)


def link(words: str, url: str | None) -> Markdown:
    """Write words that lead to an address, or the words alone."""
    if not url:
        return _md("{}", words)
    # Even in a link's address CommonMark decodes entities, though others do not.
    return _md("[{}](<{}>)", words, Markdown(_ENTITY.sub("&amp;", url)))


def _anchor(anchor: str) -> Markdown:
    return Markdown(f'<a id="{anchor}"></a>')


def _fragment(anchor: str) -> Markdown:
    return Markdown(f"#{anchor}")


def _md(template: str, *values: object) -> Markdown:
    return Markdown(_without_mathematics(Markdown(template).format(*values)))
