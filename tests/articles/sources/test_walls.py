from __future__ import annotations

import pytest

from tests.articles.sources.samples import articles, full_text, problems, read_all, story
from tests.articles.web import Page, Web, story_page

TEASER = story()[:2]


def page(body: str, title: str = "Ferry is late", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


FREE = '<script type="application/ld+json">{{"isAccessibleForFree": {}}}</script>'

WALLS = {
    "paywall teaser, 2 sentences": [
        page(f"<article>{paragraphs(TEASER)}</article>", head=FREE.format('"False"')),
        page(f"<article>{paragraphs(TEASER)}</article><div class='c-paywall'>Join us</div>"),
        page(f"<article>{paragraphs(TEASER)}</article><div>Subscribe to read the rest</div>"),
    ],
    "consent wall": [
        page(
            "<h1>Before you continue</h1><p>We value your privacy. We and our 1,204 partners store"
            " cookies on your device.</p><p>You can accept all cookies or manage your consent and"
            " tracking choices.</p><button>Accept all cookies</button>"
        )
    ],
    "needs JavaScript": [
        page("<noscript>You need to enable JavaScript to run this app.</noscript><div></div>"),
        page("<p>Please turn on JavaScript in your browser to read this site.</p>"),
    ],
    "CAPTCHA": [
        page("<h1>Just a moment...</h1><p>Checking your browser before you access the site.</p>"),
        page("<p>Our systems have detected unusual traffic. Please solve the CAPTCHA below.</p>"),
    ],
    "soft 404": [
        page("<h1>Page not found</h1><p>Sorry, we could not find it.</p>", title="The Daily"),
        page("<p>This article has been removed by its author.</p>", title="404 | The Daily"),
    ],
}


@pytest.mark.parametrize(
    ("name", "body"), [(name, body) for name, bodies in WALLS.items() for body in bodies]
)
def test_what_stands_in_place_of_a_story_is_named(web: Web, name: str, body: str) -> None:
    url = web.put("a.example/news/story", Page(body))
    (error,) = problems(read_all(web, url))
    assert error.reason == name


def test_a_story_that_became_the_front_page(web: Web) -> None:
    web.put("a.example/", Page(story_page("All the news", story())))
    url = web.put("a.example/news/story", Page(status=302, headers={"Location": "/"}))
    (error,) = problems(read_all(web, url))
    assert error.reason == "soft 404: led to the front page"


@pytest.mark.parametrize(
    "body",
    [
        page(f"<article>{paragraphs(story())}</article>", head=FREE.format("true")),
        page(f"<article>{full_text()}</article><div class='paywall'>Subscribe to read</div>"),
        page(f"<noscript>Please enable JavaScript</noscript><article>{full_text()}</article>"),
        page(f"<article>{paragraphs(story())}</article><footer>protected by reCAPTCHA</footer>"),
        page(f"<article>{full_text()}</article><div>We value your privacy: accept cookies</div>"),
        page(f"<article>{full_text()}</article>", title="404 ferries sold"),
        page(
            f"<article>{paragraphs(story())}</article>"
            "<div>We and our partners use cookies. <button>Accept all cookies</button></div>"
        ),
    ],
)
def test_stories_beside_which_something_is_asked_for(web: Web, body: str) -> None:
    assert articles(read_all(web, web.put("a.example/news/story", Page(body))))
