from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from justhtml import JustHTML
from justhtml.dom import Comment, Element
from playwright.sync_api import Browser, Page, expect

from articles.article import Article
from digests.digest import Digest, Entry
from digests.render.view import plain
from language.sentences import Sentence
from tests.browser import visit
from tests.digests.samples import (
    HOSTILE,
    article,
    canal,
    digest,
    event,
    evidence,
    failed,
    hostile,
    laid_out,
    rover,
    sentence,
    source,
    written,
)

KEY = "7a" * 8
QUOTE = "The vote is on Friday."
PARAGRAPH = f"It took three hours. {QUOTE} Few expect a change."
TEXT = f"Members met in Geneva.\n\n{PARAGRAPH}\n\nMore follows."


def vote() -> Entry:
    """Build a story with a section, an article in German and a translation of many faults."""
    doubts = ("numbers", "negation", "names")
    said = sentence(
        f"{KEY}-1",
        "Members vote on Friday.",
        evidence(KEY, TEXT.index(QUOTE), QUOTE),
        zh=("成员国将于5月11日投票。", failed("dates", "Friday", "5月11日", "weekday")),
        ru="Члены не голосуют.",
    )
    faulty = said.translations["ru"].model_copy(
        update={"checks": tuple(failed(name, "one", "other") for name in doubts)}
    )
    said = said.model_copy(update={"translations": {**said.translations, "ru": faulty}})
    paper = source("vote.md", publisher="Genfer Blatt", url="https://genf.example/vote")
    return Entry(
        id=KEY,
        fingerprint="f4" * 32,
        headline=sentence(f"{KEY}-h", "A vote in Geneva", zh="日内瓦的投票", ru="Голосование"),
        summary=(said,),
        articles=(article(KEY, "Abstimmung", paper.model_copy(update={"section": "World"}), "de"),),
    )


def vote_article() -> Article:
    return Article(
        id=KEY,
        title="Abstimmung",
        text=TEXT,
        language="de",
        sentences=(Sentence(start=0, end=len(TEXT), text=TEXT),),
        source=source("vote.md").model_copy(update={"sha256": KEY * 4}),
    )


EVERYTHING = digest(canal(), rover(), hostile(), vote())
ALONE = digest(canal()).model_copy(update={"targets": ()})
RIGHT_TO_LEFT = digest(event()).model_copy(update={"targets": ("ar", "zh")})


def render(made: Digest, name: str = "digest.html") -> str:
    return written(made)[name]


def parse(html: str) -> JustHTML:
    # Without its sanitiser: we want to see all that is there.
    return JustHTML(html, collect_errors=True, sanitize=False)


def attribute(element: Element | Comment, name: str) -> str:
    return (element.attrs or {}).get(name) or ""


@pytest.fixture(scope="module")
def page() -> JustHTML:
    return parse(render(EVERYTHING))


@pytest.mark.parametrize("made", [EVERYTHING, ALONE, RIGHT_TO_LEFT, digest(hostile())])
def test_the_page_is_valid_html5_whose_links_lead_within_it_or_to_a_source(made: Digest) -> None:
    page = parse(render(made))
    assert page.errors == []
    ids = [attribute(element, "id") for element in page.query("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.query("a[href]"):
        href = attribute(link, "href")
        if href.startswith("#"):
            assert href[1:] in ids
        else:
            assert urlsplit(href).scheme == "https"
            assert attribute(link, "rel") == "noopener noreferrer"
            assert attribute(link, "hreflang") in {"en", "de"}
    levels = [int(heading.name[1]) for heading in page.query("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


ELEMENTS = """
a article bdi blockquote body br details div em fieldset figcaption figure footer form h1 h2 head
header html input label legend li main mark meta nav ol option output p s script search select span
style summary time title ul
"""

ATTRIBUTES = """
aria-labelledby autocomplete charset class content data-checks data-code data-dir data-lang
data-language data-publisher data-section data-show data-w0 data-w1 data-w2 data-watched data-words
datetime dir hidden href hreflang http-equiv id lang name open rel role spellcheck type value
"""


def test_only_our_elements_and_attributes(page: JustHTML) -> None:
    elements = page.query("*")
    assert {element.name for element in elements} == set(ELEMENTS.split())
    names = {name for element in elements for name in element.attrs or {}}
    assert names == set(ATTRIBUTES.split())
    words = " ".join(page.to_text().split())
    for text in HOSTILE:
        assert plain(text) in words


@pytest.mark.parametrize("made", [EVERYTHING, ALONE, RIGHT_TO_LEFT])
def test_the_policy_allows_our_script_and_style_alone(made: Digest) -> None:
    page = render(made)
    (policy,) = parse(page).query("meta[http-equiv=Content-Security-Policy]")
    style, script = (
        f"'sha256-{b64encode(sha256(found.encode()).digest()).decode()}'"
        for tag in ("style", "script")
        for found in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    )
    assert attribute(policy, "content") == (
        f"default-src 'none'; script-src {script}; style-src {style}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"@import|url\(|expression|\bstyle=", page)


def test_there_is_a_page_for_each_target_unless_the_profile_says_otherwise() -> None:
    files = written(digest(canal()), ["html"])
    assert list(files) == ["digest.html", "digest.zh.html", "digest.ru.html"]
    opened = [parse(html).query("html")[0].attrs for html in files.values()]
    assert opened == [
        {"lang": "en", "dir": "ltr", "data-show": "all", "data-words": "0"},
        {"lang": "zh-Hans", "dir": "ltr", "data-show": "1", "data-words": "1"},
        {"lang": "ru", "dir": "ltr", "data-show": "2", "data-words": "2"},
    ]
    titles = [parse(html).query("title")[0].to_text() for html in files.values()]
    assert titles[1:] == ["2021年3月30日新闻摘要", "Обзор новостей, 30 марта 2021 г."]
    for languages, names in (([], []), (["ru", "de"], ["digest.ru.html"])):
        made = written(digest(canal()), ["html"], {"html": {"languages": languages}})
        assert list(made) == ["digest.html", *names]


def test_cells_say_which_language_they_are_in() -> None:
    made = RIGHT_TO_LEFT.model_copy(update={"source_language": "fa"})
    page = parse(render(made))
    for element in page.query("[lang]"):
        if element.name in {"html"} or (attribute(element, "class") or "").startswith("w"):
            continue
        expected = "rtl" if attribute(element, "lang") in {"fa", "ar"} else "ltr"
        assert element.name in {"span", "em"} or attribute(element, "dir") == expected
    row = f"[id='{'1a' * 8}-1']"
    assert [attribute(t, "lang") for t in page.query(f"{row} .t")] == ["fa", "fa", "zh-Hans"]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_enough_in_the_light_the_dark_and_on_paper() -> None:
    palettes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block))
        for block in re.findall(r":root \{(.*?)\}", render(digest()), re.DOTALL)
    ]
    assert len(palettes) == 3
    for palette in palettes:
        for ink in ("ink", "soft", "link", "doubt", "bad"):
            for paper in ("paper", "well", "here"):
                bright, dim = sorted((luminance(palette[ink]), luminance(palette[paper])))[::-1]
                assert (bright + 0.05) / (dim + 0.05) >= 4.5, (ink, paper, palette)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of everything, with the text of one article."""
    out = tmp_path_factory.mktemp("pages")
    folder = out / "run"
    folder.mkdir()
    (out / "events").mkdir()
    (out / "events" / f"{KEY}.html").write_text("<!doctype html><title>told</title>")
    layout = laid_out(EVERYTHING.model_copy(update={"entries": ()}), ["html"])
    for entry in EVERYTHING.entries:
        own = entry.id == KEY
        layout.add(entry, [vote_article()] if own else [], ["html"] if own else [])
    for name, pieces in layout.files(EVERYTHING.run).items():
        (folder / name).write_text("".join(map(str, pieces)), encoding="utf-8")
    (folder / "rtl.html").write_text(render(RIGHT_TO_LEFT, "digest.ar.html"), encoding="utf-8")
    (folder / "alone.html").write_text(render(ALONE), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def opened(browser: Browser, folder: Path) -> Iterator[Page]:
    with visit(browser, (folder / "digest.html").as_uri()) as opened:
        yield opened.page


def shown(page: Page, selector: str) -> list[str]:
    """Return the texts of the elements that can be seen, also where one would have to scroll."""
    for story in page.locator(".story").all():
        story.evaluate("(story) => { story.style.contentVisibility = 'visible'; }")
    elements = page.locator(selector).filter(visible=True).all()
    return [" ".join(element.inner_text().split()) for element in elements]


def test_a_reader_chooses_a_language_and_the_page_remembers(opened: Page) -> None:
    sentences = f"[id='{KEY}-1'] > .c > .t"
    assert shown(opened, sentences) == ["Members vote on Friday.", "成员国将于5月11日投票。"]
    opened.get_by_label("side by side").focus()
    opened.keyboard.press("ArrowLeft")
    assert shown(opened, "legend") == ["Язык"]
    opened.get_by_label("中文").check()
    assert opened.title() == "2021年3月30日新闻摘要"
    assert opened.locator("html").get_attribute("lang") == "zh-Hans"
    assert shown(opened, sentences) == ["成员国将于5月11日投票。"]
    assert shown(opened, f"[id='{KEY}-1'] .doubts") == ["星期不一致：Friday – 5月11日"]
    assert shown(opened, ".summary") == [
        "4 篇报道 · 2 篇在关注列表中 · 13 句 · 2 句无依据 · 22 句译文 · 5 句存疑"
    ]
    opened.reload()
    assert shown(opened, "h1") == ["2021年3月30日新闻摘要"]
    opened.get_by_label("对照显示").check()
    assert shown(opened, sentences) == ["Members vote on Friday.", "成员国将于5月11日投票。"]
    opened.evaluate("localStorage.clear()")
    opened.reload()
    assert shown(opened, "h1") == ["News digest, 30 March 2021"]


def test_a_page_opens_in_the_language_of_its_reader(browser: Browser, folder: Path) -> None:
    address = (folder / "digest.html").as_uri()
    with visit(browser, address, locale="ru-RU") as opened:
        history = "a[href^='../events/']"
        assert shown(opened.page, history) == ["Ход события"]
        opened.page.locator(history).click()
        assert opened.page.title() == "told"
        opened.page.go_back()
        assert shown(opened.page, "h1") == ["Обзор новостей, 30 марта 2021 г."]
        assert len(shown(opened.page, f"[id='{'1a' * 8}-1'] > .c > .t")) == 3
        opened.page.goto(f"{address}?show=zh")
        assert shown(opened.page, f"[id='{'1a' * 8}-1'] > .c > .t")[0].startswith("堵塞")


def test_a_sentence_opens_its_evidence_in_place(opened: Page) -> None:
    row = opened.locator(f"[id='{KEY}-1']")
    quoted = row.locator("blockquote")
    assert not quoted.is_visible()
    row.locator(".evidence > summary").press("Enter")
    expect(quoted).to_be_visible()
    assert quoted.inner_text() == PARAGRAPH
    assert quoted.get_attribute("lang") == "de"
    assert row.locator("mark").inner_text() == QUOTE
    link = row.locator("figcaption a")
    assert link.get_attribute("href") == (
        "https://genf.example/vote#:~:text=The%20vote%20is%20on%20Friday."
    )
    label = "getComputedStyle(document.querySelector('.evidence > summary'), '::before').content"
    assert opened.evaluate(label) == '"Evidence: "'


def test_what_is_doubted_is_marked_quietly(opened: Page) -> None:
    assert shown(opened, f"[id='{'1a' * 8}-2'] .doubts li") == ["The number differs: 400 – 4000"]
    unsupported = f"[id='{'4d' * 8}-2']"
    assert shown(opened, f"{unsupported} s") == [
        "The helicopter Ingenuity flew for nine minutes.",
        "“机智号”直升机飞行了九分钟。",
        "Вертолёт «Индженьюити» летал девять минут.",
    ]
    assert shown(opened, f"{unsupported} .doubts li") == [
        "Not supported by the source",
        "The number differs: nine minutes",
    ]
    quoted = f"[id='{'4d' * 8}-3']"
    assert shown(opened, f"{quoted} .note") == ["quoted from the source", "Not translated"]
    folded = opened.locator(f"[id='{KEY}-1'] .folded")
    assert not folded.locator(".t").is_visible()
    folded.locator("summary").click()
    assert shown(opened, f"[id='{KEY}-1'] .folded .t") == ["Члены не голосуют."]
    opened.get_by_label("русский").check()
    assert shown(opened, f"[id='{KEY}-1'] > .c > .t") == ["Members vote on Friday."]
    opened.get_by_label("параллельно").check()


def test_stories_are_filtered(opened: Page) -> None:
    form = opened.locator("#tools")
    stories = ["1", "2", "3", "4"]
    assert shown(opened, ".number") == stories
    for name, value, numbers in (
        ("publisher", "Genfer Blatt", ["4"]),
        ("publisher", "Northern Ledger", ["1"]),
        ("language", "Deutsch", ["4"]),
        ("watched", "Suez Canal", ["1"]),
        ("checks", "unsupported", ["2", "3"]),
        ("checks", "doubted", stories),
        ("checks", "fine", []),
    ):
        chosen = form.locator(f"select[name={name}]")
        chosen.select_option(value)
        assert shown(opened, ".number") == numbers
        assert opened.locator("#count").inner_text() == f"{len(numbers)} / 4"
        assert len(shown(opened, ".contents li")) == len(numbers)
        chosen.select_option("")
    for text, numbers in (("suez CANAL", ["1"]), ("火星车", ["2"]), ("вертолет", ["2"])):
        form.locator("input[name=text]").fill(text)
        assert shown(opened, ".number") == numbers
    form.locator("input[name=text]").fill("")
    assert form.locator("select[name=section]").count() == 0, "there is but one"


@pytest.mark.parametrize("name", ["digest", "digest.zh", "rtl", "alone"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_fits_is_accessible_and_asks_for_nothing(
    browser: Browser, folder: Path, name: str, width: int
) -> None:
    address = (folder / f"{name}.html").as_uri()
    scheme = "dark" if width == 390 else "light"
    size = {"width": width, "height": 844}
    with visit(browser, address, viewport=size, color_scheme=scheme) as opened:
        page = opened.page
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert opened.complaints == []
        assert opened.requests == [address]
        assert "pwned" not in page.title()


def test_all_can_be_read_on_paper_and_without_scripts(browser: Browser, folder: Path) -> None:
    address = (folder / "digest.html").as_uri()
    with visit(browser, address, java_script_enabled=False) as opened:
        assert shown(opened.page, ".tools") == []
        assert len(shown(opened.page, f"[id='{'1a' * 8}-1'] > .c > .t")) == 3
        opened.page.emulate_media(media="print")
        assert QUOTE in shown(opened.page, "mark")
        assert "Члены не голосуют." in shown(opened.page, ".folded .t")


def test_the_policy_stops_what_is_not_ours(browser: Browser, tmp_path: Path) -> None:
    # That the same text does harm where it is not escaped shows that the test can see harm.
    attack = HOSTILE[0].replace("src=//", "src=https://")
    (tmp_path / "armed.html").write_text(f"<!doctype html><title>x</title>{attack}")
    with visit(browser, (tmp_path / "armed.html").as_uri()) as opened:
        assert opened.page.title() == "pwned"
        assert any("evil.example" in request for request in opened.requests)
    armed = render(digest(canal())).replace("</main>", f"{attack}</main>")
    (tmp_path / "page.html").write_text(armed, encoding="utf-8")
    with visit(browser, (tmp_path / "page.html").as_uri()) as opened:
        assert opened.page.title() == "News digest, 30 March 2021"
        stopped = [said for said in opened.complaints if "Content Security Policy" in said]
        assert len(stopped) == 3, "the script, the image and its handler"
