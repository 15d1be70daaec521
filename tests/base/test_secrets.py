"""Secrets in texts of all kinds."""

from __future__ import annotations

from base64 import b64encode

import pytest

from base.errors import ExplainedError
from base.secrets import (
    UnknownSecretError,
    conceal,
    conceal_known,
    guard,
    hide,
    hide_known,
    holds_a_secret,
    resolve,
    reveal,
    shown_origin,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no https://user:pa@ss@host/x yet", "no https://***@host/x yet"),
        ("http://only-a-token@host/", "http://***@host/"),
        ("postgresql://reader:secret@host/db", "postgresql://reader:***@host/db"),
        ("GET /feed?x=1&api_key=a1b2&y=2", "GET /feed?x=1&api_key=***&y=2"),
        ("https://h/?X-Amz-Signature=9f&accessToken=1", "https://h/?X-Amz-Signature=***&accessToken=***"),
        ("https://h/#access_token=9f", "https://h/#access_token=***"),
        ("<a href='https://h/?a=1&amp;token=9f'>", "<a href='https://h/?a=1&amp;token=***'>"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_masked(text: str, shown: str) -> None:
    assert hide(text) == shown
    assert hide(shown) == shown
    assert str(ExplainedError("a thing", text, "mend it")) == f"a thing: {shown}; mend it"


@pytest.mark.parametrize(
    "text",
    [
        "https://mastodon.example/@user/1",
        "postgresql://reader@host/db",
        "https://h/?monkey=1&author=2&passage=3&tokens=4&designature=",
        "mail someone@host.example about a=b",
        "https://h/?token=${NEWS_TOKEN}",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert hide(text) == text


def test_a_known_secret_is_masked_however_it_is_written() -> None:
    guard("s3cr:t/with space", user="desk")
    basic = b64encode(b"desk:s3cr:t/with space").decode()
    for written in (
        "s3cr:t/with space",
        "S3CR:T/WITH SPACE",
        "s3cr%3At%2Fwith%20space",
        "s3cr%3at%2fwith+space",
        basic,
    ):
        assert hide_known(f"sent {written} there") == "sent *** there"
    guard("postgres", "short")
    assert hide_known("postgres at postgresql, short") == "*** at postgresql, short"
    assert hide_known("u%3Apostgres%40h") == "u%3A***%40h"


def test_a_url_is_known_by_what_may_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_TOKEN", "by/name-4711")
    named = "https://one.example/feed?token=${NEWS_TOKEN}"
    assert conceal(named) == named
    assert reveal(named) == "https://one.example/feed?token=by%2Fname-4711"
    raw = "https://two.example/feed?token=in-the-url-4711"
    shown = conceal(raw)
    assert (shown, reveal(shown)) == ("https://two.example/feed?token=***", raw)
    assert conceal(shown) == shown
    assert [holds_a_secret(url) for url in (raw, shown, named)] == [True, False, False]
    with pytest.raises(UnknownSecretError, match="differs from it in a secret alone"):
        conceal("https://two.example/feed?token=another-4711")
    elsewhere = "https://three.example/in-the-url-4711?key=plain"
    assert conceal_known(elsewhere) == "https://three.example/***?key=plain"
    assert reveal(conceal_known(elsewhere)) == elsewhere
    assert shown_origin("https://hooks.example:8443/T0/B0?x=1") == "https://hooks.example:8443"
    monkeypatch.setattr("base.secrets._read_block", None)
    for name, reason in (("NEWS_NOTHING", "no NEWS_NOTHING"), ("block:news", "block news")):
        with pytest.raises(UnknownSecretError, match=reason):
            resolve(f"${{{name}}}")
