from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from justhtml import JustHTML
from justhtml.dom import Comment, Element

from digests.digest import Digest
from digests.render.view import plain
from tests.digests.samples import HOSTILE, canal, digest, hostile, rover, written

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

SAMPLES = [digest(), digest(canal()), digest(rover()), digest(hostile())]


def render(made: Digest) -> str:
    return written(made)["digest.html"]


def parse(html: str) -> JustHTML:
    # Without its sanitiser: we want to see all that is there.
    return JustHTML(html, collect_errors=True, sanitize=False)


def attribute(element: Element | Comment, name: str) -> str:
    return (element.attrs or {}).get(name) or ""


@pytest.fixture(scope="module")
def page() -> JustHTML:
    return parse(render(digest()))


@pytest.mark.parametrize("made", SAMPLES)
def test_the_page_is_valid_html5(made: Digest) -> None:
    assert parse(render(made)).errors == []


ELEMENTS = """
a article b blockquote body details div em footer h1 h2 h3 head header html li main meta nav ol p s
section span style summary time title ul
"""

ATTRIBUTES = """
aria-label aria-labelledby charset class content datetime dir href hreflang http-equiv id lang name
open rel
"""


def test_only_our_elements_and_attributes(page: JustHTML) -> None:
    elements = page.query("*")
    assert {element.name for element in elements} == set(ELEMENTS.split())
    names = {name for element in elements for name in element.attrs or {}}
    assert names == set(ATTRIBUTES.split())
    assert len(page.query("style")) == 1


def test_the_policy_forbids_scripts_and_requests(page: JustHTML) -> None:
    (policy,) = page.query("meta[http-equiv=Content-Security-Policy]")
    assert attribute(policy, "content") == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    (style,) = page.query("style")
    assert not re.search(r"@import|url\(|expression", style.to_text())


@pytest.mark.parametrize("made", SAMPLES)
def test_links_lead_within_the_page_or_to_a_source(made: Digest) -> None:
    page = parse(render(made))
    ids = [attribute(element, "id") for element in page.query("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.query("a[href]"):
        href = attribute(link, "href")
        if href.startswith("#"):
            assert href[1:] in ids
        else:
            assert urlsplit(href).scheme == "https"
            assert attribute(link, "rel") == "noopener noreferrer"
            assert attribute(link, "hreflang") == "en"


def test_hostile_text_is_shown_as_it_is(page: JustHTML) -> None:
    words = " ".join(page.to_text().split())
    for text in HOSTILE:
        assert plain(text) in words


def test_headings_descend_one_level_at_a_time(page: JustHTML) -> None:
    levels = [int(heading.name[1]) for heading in page.query("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_each_sentence_is_a_row_with_its_languages_side_by_side() -> None:
    page = parse(render(digest(canal(), rover())))
    rows = page.query(".row")
    assert len(rows) == 7
    for row in rows:
        languages = [
            attribute(cell, "lang") or attribute(cell.query("h2")[0], "lang")
            for cell in row.query(".cell")
        ]
        assert languages == ["en", "zh", "ru"]


def text(page: JustHTML, selector: str) -> str:
    (found,) = page.query(selector)
    return " ".join(found.to_text().split())


def test_a_failed_translation_stands_beside_its_sentence_with_the_warning() -> None:
    page = parse(render(digest(canal())))
    row = f"[id='{'1a' * 8}-2']"
    assert text(page, f"{row} .cell.failed[lang=zh] .text").startswith("恢复通航时")
    assert text(page, f"{row} .cell.failed .flags") == "numbers: expected 400, seen 4000"
    assert text(page, f"{row} .cell[lang=en] .text").startswith("More than 400 vessels")
    assert [mark.to_text() for mark in page.query(f"{row} .marks a")] == ["2", "3"]


def test_an_unsupported_sentence_is_struck_out_in_every_language() -> None:
    page = parse(render(digest(rover())))
    row = f"[id='{'4d' * 8}-2']"
    assert [struck.to_text() for struck in page.query(f"{row} s")] == [
        "The helicopter Ingenuity flew for nine minutes.",
        "“机智号”直升机飞行了九分钟。",
        "Вертолёт «Индженьюити» летал девять минут.",
    ]
    assert len(page.query(f"{row} .flags .unsupported")) == 3
    assert len(page.query("s")) == 3


def test_what_a_reader_must_know_is_said() -> None:
    page = parse(render(digest(canal(), rover())))
    words = " ".join(page.to_text().split())
    assert text(page, f"[id='{'4d' * 8}-3'] .origin") == "Quoted from the source"
    assert text(page, f"[id='{'4d' * 8}-3'] .missing") == "Not translated"
    assert "long text summarised in 3 parts" in words
    assert "The Harbour Courier, Northern Ledger, Daily Compass" in words
    assert "Daily Compass, AFP, 29 March 2021 , characters 655 to 722" in words
    assert "Written by machine." in words
    assert "Name its authors where you pass the translations on." in words
    assert "2 stories; 7 sentences, 1 not supported; 13 translations, 2 with warnings" in words
    assert [trouble.to_text() for trouble in page.query(".contents .trouble")] == [
        "1 warning",
        "1 not supported",
        "1 warning",
    ]


def test_a_language_written_from_right_to_left() -> None:
    made = digest(canal()).model_copy(update={"targets": ("ar", "zh")})
    page = parse(render(made))
    assert {attribute(cell, "dir") for cell in page.query(".cell[lang=ar]")} == {"rtl"}


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
        for ink in ("ink", "soft", "link", "warn", "bad"):
            for paper in ("paper", "warn-paper", "here"):
                bright, dim = sorted((luminance(palette[ink]), luminance(palette[paper])))[::-1]
                assert (bright + 0.05) / (dim + 0.05) >= 4.5, (ink, paper, palette)


def browse(folder: Path, html: str) -> tuple[str, set[str]]:
    """Open a page in Chromium; returns the document afterwards and the hosts asked for."""
    folder.mkdir()
    (folder / "page.html").write_text(html, encoding="utf-8")
    return open_in_browser((folder / "page.html").as_uri(), folder)


def open_in_browser(address: str, folder: Path) -> tuple[str, set[str]]:
    """Open an address in Chromium, whose profile is kept in the folder; see `browse`."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    options = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
        "--disable-background-networking --disable-component-update --disable-dev-shm-usage"
    )
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [
            CHROMIUM,
            *options.split(),
            f"--user-data-dir={folder / 'profile'}",
            f"--log-net-log={folder / 'net.json'}",
            "--virtual-time-budget=10000",
            "--dump-dom",
            address,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    events = json.loads((folder / "net.json").read_text("utf-8"))["events"]
    urls = {str(event.get("params", {}).get("url", "")) for event in events}
    return done.stdout.decode(), {host for url in urls if (host := urlsplit(url).hostname)}


def test_a_browser_runs_nothing_and_asks_for_nothing(tmp_path: Path) -> None:
    # That the same text does harm where it is not escaped shows that the test can see harm.
    attack = HOSTILE[0].replace("src=//", "src=http://").replace("alert(1)", "1")
    document, hosts = browse(tmp_path / "armed", f"<!doctype html><title>x</title>{attack}")
    assert "<title>pwned</title>" in document
    assert "evil.example" in hosts

    document, hosts = browse(tmp_path / "digest", render(digest()))
    assert "<title>News digest, 30 March 2021, 06:15 UTC</title>" in document
    assert not {host for host in hosts if host.endswith(".example")}
    loaded = parse(document)
    assert not loaded.query("script, img, iframe, object, link")
    assert len(loaded.query(".row")) == len(parse(render(digest())).query(".row"))


def test_what_is_written_from_right_to_left_says_so() -> None:
    story = canal()
    articles = tuple(a.model_copy(update={"language": "fa"}) for a in story.articles)
    made = digest(story.model_copy(update={"articles": articles}))
    page = parse(render(made.model_copy(update={"source_language": "fa"})))
    for place in ("nav a", ".kicker span", ".headline h2", "blockquote", ".sources li a"):
        assert page.query(f"{place}[lang=fa]"), place
    for element in page.query("[lang]"):
        expected = "rtl" if attribute(element, "lang") == "fa" else "ltr"
        assert element.name == "html" or attribute(element, "dir") == expected
