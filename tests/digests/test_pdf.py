"""The digest as a real browser prints it."""

from __future__ import annotations

import os

import pypdfium2
import pytest

from digests.render.formats import FormatError
from tests.browser import CHROMIUM
from tests.digests.samples import canal, digest, hostile, in_bytes

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def pdf(**settings: object) -> bytes:
    made = digest(canal(), hostile())
    return in_bytes(made, ["pdf"], {"pdf": {"sandbox": False, **settings}})["digest.pdf"]


@needs_browser
def test_a_digest_is_printed_whole_and_the_same_every_time() -> None:
    printed = pdf()
    assert printed == pdf()
    document = pypdfium2.PdfDocument(printed)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    words = "".join(text.split())
    for shown in (
        "Ship that blocked Suez Canal for six days is afloat again",
        "堵塞苏伊士运河六天的货轮重新浮起",
        "на плаву",
        "<script>document.title='pwned'</script>",
    ):
        assert "".join(shown.split()) in words


def test_without_a_browser_the_format_says_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FormatError, match=r"no browser is installed .*; install Chromium"):
        pdf()


@needs_browser
def test_a_browser_that_prints_nothing_is_explained() -> None:
    with pytest.raises(FormatError, match=r"took more than 0\.001 s; raise the setting timeout"):
        pdf(timeout=0.001)
    if os.geteuid() == 0:  # whom it refuses to serve in a sandbox
        with pytest.raises(FormatError, match=r"printed nothing: .*set `pdf: {sandbox: false}`"):
            pdf(sandbox=True)
