from __future__ import annotations

import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML
from playwright.sync_api import Browser

from digests.digest import Digest
from digests.render.as_mail import LIMIT
from digests.render.formats import FormatError
from digests.render.view import plain
from tests.browser import visit
from tests.digests.samples import HOSTILE, canal, digest, hostile, in_bytes, rover

SAMPLES = [digest(), digest(canal()), digest(rover()), digest(hostile())]


def parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


def messages(made: Digest, **settings: Any) -> dict[str, EmailMessage]:
    files = in_bytes(made, ["eml"], {"eml": settings})
    return {name.split(".")[1]: parsed(data) for name, data in files.items()}


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def words(message: EmailMessage) -> str:
    return " ".join(JustHTML(part(message, "html")).to_text().split())


@pytest.mark.parametrize("made", SAMPLES)
def test_a_mail_has_two_parts_that_say_the_same(made: Digest) -> None:
    for language, message in messages(made).items():
        assert message.get_content_type() == "multipart/alternative"
        assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
        assert not message.defects
        assert message["Content-Language"] == language
        text, html = " ".join(part(message, "plain").split()), words(message)
        for entry in made.entries:
            for sentence in entry.sentences:
                translation = sentence.translations.get(language)
                shown = plain(translation.text if translation else sentence.text)
                assert shown in text
                assert shown in html


def test_styles_are_inlined_and_nothing_is_loaded() -> None:
    for message in messages(digest()).values():
        html = part(message, "html")
        page = JustHTML(html, sanitize=False)
        assert not page.query("style, link, script, img, iframe")
        assert all("style" in (p.attrs or {}) for p in page.query("p"))
        assert "url(" not in html


def test_a_reader_of_chinese_gets_chinese() -> None:
    message = messages(digest(canal(), rover()))["zh"]
    assert message["Subject"] == "2021年3月30日新闻摘要：堵塞苏伊士运河六天的货轮重新浮起"
    text = part(message, "plain")
    assert "本文由机器撰写。摘要：example/summariser；翻译：example/translator-zh。" in text
    assert "  ⚠ 数字不一致：400 – 4000\n  原文：More than 400 vessels" in text
    assert "⚠ 来源中没有依据" in text
    assert "Not " not in text


def many(count: int) -> Digest:
    entries = [
        entry.model_copy(update={"id": f"{number:016x}"})
        for number in range(count)
        for entry in (canal(),)
    ]
    return digest(*entries)


def test_what_mail_readers_would_clip_is_left_out_and_counted() -> None:
    message = messages(many(120))["zh"]
    html = part(message, "html")
    assert LIMIT * 0.9 < len(html.encode()) < LIMIT
    shown = len(JustHTML(html, sanitize=False).query("h2"))
    assert f"另有 {120 - shown} 篇报道" in words(message)
    assert part(message, "plain").count("⚠ 数字不一致") == 120


@pytest.mark.parametrize(
    "text",
    ["Fine\r\nBcc: evil@evil.example", "a\nTo: x@evil.example", "\u2028Bcc: x", "=?utf-8?q?x?="],
)
def test_a_headline_adds_no_header(text: str) -> None:
    one = canal()
    headline = one.headline.model_copy(update={"text": text})
    message = messages(digest(one.model_copy(update={"headline": headline})))["en"]
    clean = messages(digest(one))["en"]
    assert message.keys() == clean.keys()
    assert str(message["Subject"]).endswith(" ".join(text.replace("=?", "= ?").split()))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_texts_are_texts(language: str) -> None:
    message = messages(digest(hostile()))[language]
    page = JustHTML(part(message, "html"), sanitize=False)
    assert not page.query("script, img, iframe, [onerror], [onmouseover]")
    for link in page.query("a[href]"):
        assert str((link.attrs or {}).get("href")).startswith("https://")
    assert " ".join(HOSTILE[0].split()) in words(message)


@pytest.mark.parametrize(
    "settings",
    [
        {"to": ["a@b.example\r\nBcc: x@y.example"]},
        {"to": ["not an address"]},
        {"to": ["a@b.example, c@d.example"]},
        {"from": ""},
    ],
)
def test_an_address_that_is_none_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not a mail address"):
        messages(digest(canal()), **settings)


def test_a_message_is_the_same_every_time() -> None:
    assert in_bytes(digest(), ["eml"]) == in_bytes(digest(), ["eml"])


def test_mail_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "css_inline", None)
    with pytest.raises(FormatError, match=r"pip install 'polydigest\[mail\]'"):
        in_bytes(digest(), ["eml"])


def test_a_browser_loads_nothing_for_a_mail(browser: Browser, tmp_path: Path) -> None:
    mail = tmp_path / "mail.html"
    mail.write_text(part(messages(digest())["zh"], "html"), encoding="utf-8")
    with visit(browser, mail.as_uri()) as opened:
        assert opened.page.title() == "2021年3月30日新闻摘要"
        assert opened.requests == [mail.as_uri()]
