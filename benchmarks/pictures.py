"""The pictures of a digest in the documentation: ``python -m benchmarks.pictures [FOLDER]``.

The articles are three of the examples; what a model would have written of them stands in
``benchmarks/data/pictures.yaml``, by a person. Evidence and checks are those of any run.
It takes Chromium and Playwright (``pip install 'polydigest[test]'``).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import yaml
from playwright.sync_api import sync_playwright

from articles.article import Article
from articles.sources import read_articles
from articles.stories.duplicates import group_stories
from base.database import default_url
from checks.coverage import coverage
from digests.digest import ARTICLES, DigestHead
from digests.editor import Editor
from digests.events.event import Event
from digests.judge import make_judge
from digests.profile import load_profile
from digests.render import Layout
from digests.report import RunReport
from digests.review.desk import Desk, Request
from digests.review.server import ReviewServer
from models.tasks import Document, DraftSummary, TranslationRequest

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "benchmarks" / "data" / "pictures.yaml"
COPY = "ever-given-harbour-courier.md"
"""A second paper that has the first story."""
TARGETS = ("zh", "ru")
CREATED = datetime(2023, 9, 10, 6, 15, tzinfo=UTC)


class Picture(NamedTuple):
    """A picture: of which page, how wide, light or dark, what is opened on it."""

    name: str
    page: str
    width: int
    height: int
    scheme: str = "light"
    story: int = 0
    opened: int = 0
    """Number of the sentence of the story that shows its evidence; 0: none does."""


PICTURES = (
    Picture("desk-en", "digest.html", 1280, 960, opened=1),
    Picture("desk-zh", "digest.zh.html", 1280, 900, story=1, opened=2),
    Picture("desk-ru", "digest.ru.html", 1280, 900, "dark", story=1, opened=3),
    Picture("phone-en", "digest.html", 390, 844),
    Picture("phone-zh", "digest.zh.html", 390, 844, story=2, opened=2),
    Picture("phone-ru", "digest.ru.html", 390, 844, "dark", story=1, opened=2),
)


@cache
def texts() -> dict[str, list[dict[str, str]]]:
    """Return by example the headline and the sentences, with their translations."""
    found: dict[str, list[dict[str, str]]] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Person:
    """Who wrote the texts, in the place of models."""

    fingerprint: str = "a person"

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        """Give the sentences of each document, whatever the attempt."""
        written = {lines[0]["en"]: lines[1:] for lines in texts().values()}
        return [DraftSummary(tuple(line["en"] for line in written[d.title])) for d in documents]

    def translate(self, requests: Sequence[TranslationRequest]) -> list[str]:
        """Give the translation of each sentence, or of what the editor put in its place."""
        lines = [line for written in texts().values() for line in written]
        known = {line.get("instead", line["en"]): line for line in lines}
        return [known[request.text][request.target] for request in requests]

    def recall(self, fingerprint: str, target: str, texts: Sequence[str]) -> dict[str, str]:
        """Remember nothing."""
        return {}

    def remember(self, fingerprint: str, target: str, translations: Mapping[str, str]) -> None:
        """See `recall`."""


REVIEW = Picture("review", "1", 1280, 960)
EDITOR = "Miriam Okafor"


def write_pages(folder: Path) -> None:
    """Write the pages of the digest."""
    examples = ROOT / "examples" / "articles"
    read = read_articles([str(examples / name) for name in (*texts(), COPY)])
    articles = [article for article in read if isinstance(article, Article)]
    stories = group_stories(articles, folder).stories
    profile, person = load_profile("embedded"), Person()
    judge = make_judge(profile)
    editor = Editor(
        summariser=person,
        translators=dict.fromkeys(TARGETS, person),
        embedder=judge.embedder,
        attributor=judge.attributor,
        summary_checks=judge.summary_checks,
        translation_checks=judge.translation_checks,
        glossary=judge.glossary,
        memory=person,
        retries=0,
    )
    head = DigestHead(
        run="2023-09-10T061500Z-pictures",
        created=CREATED,
        profile="pictures",
        targets=TARGETS,
        models=(),
        coverage=coverage("en", TARGETS),
    )
    layout = Layout(head, ["html", "json"], folder)
    events = [Event.alone(story) for story in stories]
    for story, entry in zip(stories, editor.entries(events), strict=True):
        layout.add(entry, story.articles)
    report = RunReport(
        run=head.run, started=CREATED, finished=CREATED, profile="embedded", settings={}
    )
    lines = [f"{article.model_dump_json()}\n" for story in stories for article in story.articles]
    files = {
        **layout.files(head.run),
        "run.json": [report.model_dump_json()],
        ARTICLES: lines,
    }
    for name, pieces in files.items():
        (folder / name).write_text("".join(map(str, pieces)), encoding="utf-8")


def take(pages: Path, folder: Path) -> None:
    """Take the pictures of the pages."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in PICTURES:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme="dark" if picture.scheme == "dark" else "light",
                locale="en-GB",
            )
            page.goto((pages / picture.page).as_uri())
            if picture.opened:
                story = page.locator(".story").nth(max(picture.story - 1, 0))
                story.locator(".evidence > summary").nth(picture.opened).click()
            if picture.story:
                top = page.locator(".story").nth(picture.story - 1)
                top.evaluate("(story) => scrollTo(0, story.offsetTop)")
            page.screenshot(path=folder / f"{picture.name}.png")
            page.close()
        browser.close()


def take_review(run: Path, folder: Path) -> None:
    """Take the picture of a review in which something was decided already."""
    judge = make_judge(load_profile("embedded"))
    desk = Desk(run, lambda: judge, default_url(run))
    first, second = desk.entries[0].summary[:2]
    for sentence, action, target, text in (
        (first, "edit", None, f"{first.text.rstrip('.')} on Tuesday."),
        (second, "accept", "zh", None),
        (second, "reject", "ru", None),
    ):
        desk.decide(
            Request.model_validate(
                {
                    "editor": EDITOR,
                    "action": action,
                    "sentence": sentence.id,
                    "target": target,
                    "text": text,
                }
            )
        )
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with ReviewServer(desk, EDITOR) as server, sync_playwright() as playwright:
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": REVIEW.width, "height": REVIEW.height}, locale="en-GB"
        )
        page.goto(server.url + REVIEW.page)
        page.locator(".unit").nth(3).hover()
        page.screenshot(path=folder / f"{REVIEW.name}.png")
        browser.close()
        server.shutdown()


def main() -> None:
    """Take the pictures and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "pictures")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as pages:
        write_pages(Path(pages))
        take(Path(pages), folder)
        take_review(Path(pages), folder)
    for picture in (*PICTURES, REVIEW):
        path = folder / f"{picture.name}.png"
        print(f"{path} {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
