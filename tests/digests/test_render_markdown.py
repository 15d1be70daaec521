from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from benchmarks.markdown_viewers import digest_of, faults, hostile_texts, viewers
from digests.digest import Digest
from digests.render.as_markdown import Markdown
from digests.render.view import plain
from tests.digests.samples import HOSTILE, canal, digest, hostile, rover, written

PARSER = MarkdownIt("gfm-like")
STRICT = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def render(made: Digest) -> str:
    return written(made)["digest.md"]


def flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def parse(made: Digest) -> list[Token]:
    return list(flat(PARSER.parse(render(made))))


def shown(tokens: Sequence[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in {"text", "code_inline"})


@pytest.mark.parametrize("made", [digest(), digest(hostile()), digest(canal(), rover())])
def test_links_lead_to_evidence_or_to_the_source(made: Digest) -> None:
    tokens = parse(made)
    anchors = [token.content for token in tokens if token.type == "html_inline"]
    names = set(re.findall(r'<a id="([\w-]+)">', "".join(anchors)))
    assert set(anchors) == {f'<a id="{name}">' for name in names} | {"</a>"}
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert {link[1:] for link in links if link.startswith("#")} == names
    pages = {s.url for e in made.entries for a in e.articles if (s := a.source).url}
    hosts = {page.split("/")[2] for page in pages if page.startswith("https://")}
    assert {link.split("/")[2] for link in links if not link.startswith("#")} == hosts


def test_hostile_text_is_shown_as_it_is_and_does_nothing() -> None:
    tokens = parse(digest(hostile()))
    kinds = {token.type for token in tokens}
    assert not kinds & {"image", "fence", "code_block", "html_block", "table_open"}
    code = {token.content for token in tokens if token.type == "code_inline"}
    assert all("evil.example" in address for address in code)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h3", "h3", "h2"]
    for text in HOSTILE:
        assert plain(text) in shown(tokens)


@given(st.text(st.sampled_from("`*_{}[]<>&|~$@#\\/:.-+=!()\"';^% \n\t019abw\u202e\x00&lt;")))
def test_any_text_is_one_paragraph_of_text(text: str) -> None:
    made = STRICT.parse(Markdown.escape(text))
    if plain(text):
        assert [token.type for token in made] == [
            "paragraph_open",
            "inline",
            "paragraph_close",
        ]
        assert {token.type for token in made[1].children or ()} <= {"text", "code_inline"}
    assert shown(list(flat(made))) == plain(text)


@pytest.mark.parametrize("link", ["//evil.com", "evil.com"])
def test_bare_addresses_are_no_links(link: str) -> None:
    assert "<a" in PARSER.render(link)
    assert PARSER.render(str(Markdown.escape(link))) == f"<p>{link}</p>\n"


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/a?b=1&amp;c", "HTTP://EVIL.example", "www.evil.com", "me@evil.com"],
)
def test_whole_addresses_are_code(link: str) -> None:
    made = str(Markdown.escape(f"see {html.unescape(link)}, now"))
    assert PARSER.render(made) == f"<p>see <code>{link}</code>, now</p>\n"


@pytest.fixture(scope="module")
def attack() -> tuple[list[str], str]:
    texts = hostile_texts()[::3]  # the command has all of them
    return texts, digest_of(texts)


@pytest.mark.parametrize(
    "viewer", ["markdown-it-py, GFM with links", "cmark-gfm", "Python-Markdown, with extras"]
)
def test_no_viewer_makes_anything_of_hostile_texts(
    viewer: str, attack: tuple[list[str], str]
) -> None:
    texts, document = attack
    assert not list(faults(viewers()[viewer](document), texts))


@pytest.mark.parametrize(
    "text",
    [
        "Oil rose 3.5% to $82.10 a barrel, its highest in a year, the U.S. said (AFP).",
        "“It's over,” said J. K. Doe of AT&T – 5/6 of staff, 16:40 GMT+2; and/or 20-odd others…",
        "经济学家说：“增长率为3.5%”，共5000人（2023年）。",
        "Премьер-министр заявил: «Это — всё», т.е. 5 млн долл. и 3,5 % в 2023 г.",
    ],
)
def test_news_need_no_escapes(text: str) -> None:
    assert Markdown.escape(text) == text


def test_what_is_formatted_into_markdown_is_escaped_once() -> None:
    inner = Markdown("**{}**").format("a*b")
    assert Markdown("{} {}").format(inner, "[x]") == r"**a\*b** \[x\]"


def test_a_story_reads_well_as_plain_text() -> None:
    text = render(digest(canal()))
    assert (
        "2. More than 400 vessels were waiting at both ends of the canal when traffic resumed, and "
        "clearing the queue would take about three and a half days. "
        "[[2]](#1a1a1a1a1a1a1a1a-e2) [[3]](#1a1a1a1a1a1a1a1a-e3)\n"
        "   - **中文**: 恢复通航时，运河两端有4000多艘船只在等候，疏通大约需要三天半。\n"
        "     - ⚠ The number differs: 400 – 4000\n"
        "   - **русский**: Когда движение"
    ) in text
    assert "“Clearing the queue would take about three and a half days, he said.” " in text
    assert "(Daily Compass, AFP, 29 March 2021)\n" in text
    assert "The Harbour Courier, Miriam Okafor, AFP; 29 March 2021, 16:40 UTC+02:00; © AFP" in text


def test_what_a_reader_must_know_is_said() -> None:
    text = render(digest(rover()))
    assert "**Not supported by the source:** ~~The helicopter Ingenuity flew for nine min" in text
    assert "~~ Nearest passages: [[3]]" in text
    assert "~~“机智号”直升机飞行了九分钟。~~" in text
    assert "back to Earth. *(quoted from the source)* [[4]]" in text
    assert "long text summarised in 3 parts" in text
    assert "- **русский**: *Not translated*" in text
    assert "1 not supported · 1 doubt" in text
    assert "Written by machine." in text
    assert "licence CC-BY-4.0; Name its authors where you pass the translations on." in text
