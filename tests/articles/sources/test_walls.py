from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from articles.fetch.fetcher import Fetched
from articles.sources.walls import find_wall
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


# What needs no language


def declared(**said: object) -> str:
    node = {"@type": ["NewsArticle"], "headline": "Ferry is late", **said}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def closed(name: str = ".locked", **said: object) -> str:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": name}
    return declared(isAccessibleForFree=False, hasPart=[part], **said)


LONG = [*story(), *story(1), *story(2)][:9]
"""Paragraphs of 1,100 characters."""
BREAKING_OFF = [*LONG[:-1], LONG[-1][:80]]
TIER = '<meta property="article:content_tier" content="{}">'


def framed(paragraphs_: list[str], rest: str = "") -> str:
    return f"<article>{paragraphs(paragraphs_)}</article>{rest}"


@pytest.mark.parametrize(
    ("head", "body", "is_wall"),
    [
        (closed(), framed(LONG), True),  # what is locked is not there
        (closed(), framed(LONG, "<div class='locked'><p>Text is loading</p></div>"), True),
        (closed(), framed(LONG[:3], f"<div class='x locked'>{paragraphs(LONG[3:])}</div>"), False),
        (closed(), f"<div class='locked'>{framed(LONG[:4])}</div>", False),  # short, and whole
        (closed("div.a > .locked"), framed(LONG), True),
        (closed(wordCount=210), framed(LONG), False),
        (closed(wordCount="900"), framed(LONG), True),
        (declared(wordCount=900), framed(LONG), False),  # nothing but a doubtful number
        (declared(wordCount=900), framed(BREAKING_OFF), True),
        (declared(wordCount=900), framed(LONG[:3]), True),
        (declared(isAccessibleForFree="http://schema.org/False"), framed(BREAKING_OFF), True),
        (declared(isAccessibleForFree=False), framed(LONG), False),
        (TIER.format("locked"), framed([*LONG[:-1], f"{LONG[-1]} And so on [...]"]), True),
        (TIER.format("metered"), framed(BREAKING_OFF), True),
        (TIER.format("metered"), framed(LONG), False),
        (TIER.format("free"), framed(BREAKING_OFF), False),
        (TIER.format("locked") + declared(isAccessibleForFree=True), framed(LONG[:4]), False),
        ("", framed(BREAKING_OFF, "<div id='piano-inline'></div>"), True),
        (
            declared(isAccessibleForFree=True, wordCount=900),
            framed(BREAKING_OFF, "<div id='piano-inline'></div>"),
            False,
        ),
        ("", f"<div class='paywall'>{framed(BREAKING_OFF)}</div>", False),
        ("", f"<div class='paywall'>{framed(LONG[:4])}</div>", False),
    ],
)
def test_teasers_are_told_by_what_a_page_declares(
    web: Web, head: str, body: str, is_wall: bool
) -> None:
    found = read_all(web, web.put("a.example/news/story", Page(page(body, head=head))))
    if is_wall:
        (error,) = problems(found)
        assert "teaser, " in error.reason
    else:
        assert articles(found)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("a.example/404.html", "soft 404: led to a page for errors"),
        ("consent.b.example/collect", "consent wall"),
    ],
)
def test_where_a_story_leads_to(web: Web, where: str, name: str) -> None:
    there = web.put(where, Page(story_page("All the news", story())))
    url = web.put("a.example/news/story", Page(status=302, headers={"Location": there}))
    (error,) = problems(read_all(web, url))
    assert error.reason == name


SAID = {
    "consent wall": {
        "de": "Wir und unsere 800 Partner verwenden Cookies und Tracking.",
        "fr": "Nous utilisons des cookies pour votre vie privée.",
        "es": "Utilizamos cookies y datos personales.",
        "ru": "Мы используем файлы cookie, нажмите «Принять».",
        "uk": "Ми використовуємо файли cookie.",
        "zh": "本网站使用cookie，请同意我们的隐私政策。",
        "ja": "当サイトではクッキーを使用しています。同意してください。",
        "ar": "نستخدم ملفات تعريف الارتباط.",
    },
    "needs JavaScript": {
        "de": "Bitte aktivieren Sie JavaScript, um die Seite zu sehen.",
        "fr": "Veuillez activer JavaScript.",
        "es": "Por favor, active JavaScript.",
        "ru": "Пожалуйста, включите JavaScript в браузере.",
        "uk": "Будь ласка, увімкніть JavaScript.",
        "zh": "请启用JavaScript后继续。",
        "ja": "JavaScriptを有効にしてください。",
        "ar": "يرجى تفعيل جافا سكريبت",
    },
    "CAPTCHA": {
        "de": "Sind Sie ein Roboter?",
        "fr": "Êtes-vous un robot ?",
        "es": "Demuestre que no es: ¿es usted un robot?",
        "ru": "Подтвердите, что вы не робот.",
        "uk": "Підтвердьте, що ви не робот.",
        "zh": "请输入验证码。",
        "ja": "私はロボットではありません",
        "ar": "أنت روبوت؟ تحقق من أنك إنسان",
    },
}


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [(name, language, text) for name, said in SAID.items() for language, text in said.items()],
)
def test_walls_in_other_languages(name: str, language: str, text: str) -> None:
    assert find(page(f"<p>{text}</p>", title="News"), text) == name, language


@pytest.mark.parametrize(
    ("title", "request_"),
    [
        ("Seite nicht gefunden", "Nur für Abonnenten"),
        ("Page introuvable", "Cet article est réservé aux abonnés"),
        ("Página no encontrada", "Suscríbete para seguir leyendo"),
        ("Страница не найдена", "Оформите подписку, чтобы читать дальше"),
        ("Сторінку не знайдено", "Лише для передплатників"),
        ("页面不存在", "登录后即可继续阅读"),
        ("ページが見つかりません", "この記事は有料会員限定です。残り 1,234文字"),
        ("الصفحة غير موجودة", "اشترك لمواصلة القراءة"),
    ],
)
def test_missing_pages_and_subscriptions_in_other_languages(title: str, request_: str) -> None:
    assert find(page("<p>—</p>", title=title), "") == "soft 404"
    teaser = "\n\n".join(TEASER)
    body = page(f"{paragraphs(TEASER)}<div>{request_}</div>")
    assert find(body, teaser) == "paywall teaser, 2 sentences"


def find(body: str, text: str) -> str | None:
    url = "https://a.example/news/story"
    fetched = Fetched(url, url, None, "text/html", body.encode(), datetime.now(UTC))
    return find_wall(body.encode(), text, fetched)
