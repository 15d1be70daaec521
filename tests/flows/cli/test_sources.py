"""``polydigest sources``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.commands import app
from tests.articles.sources.samples import RSS, put_stories, rss
from tests.articles.web import Page, Web, save


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")


def test_each_source_has_a_row(web: Web, tmp_path: Path) -> None:
    put_stories(web, 1, "127.0.0.1")
    url = web.put("127.0.0.1/feed", Page(rss(f"<link>{web.url('127.0.0.1/0')}</link>"), RSS))
    settings = "allow_private: true\n  delay: 0"
    listed = save(
        tmp_path / "sources.yaml",
        f"- location: {url}\n  {settings}\n- location: {url}[red]\n  {settings}\n- locaton: x\n",
    )
    result = CliRunner().invoke(app, ["sources", "check", str(listed)])
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert any(f"{url} " in line and " feed " in line and " 1 " in line for line in lines)
    assert any(f"{url}[red]" in line and "404 Not Found" in line for line in lines)
    assert any("sources.yaml#3" in line and "wrong entry" in line for line in lines)
    save(listed, f"- location: {url}\n  {settings}\n")
    assert CliRunner().invoke(app, ["sources", "check", str(listed)]).exit_code == 0


def test_what_a_site_has(web: Web) -> None:
    front = web.put("127.0.0.1/", Page("<a href='/rss.xml'>RSS</a>"))
    command = ["sources", "find", front, "--allow-private", "--delay", "0"]
    none = CliRunner().invoke(app, command)
    assert (none.exit_code, "names no feed" in none.output) == (1, True)
    url = web.put("127.0.0.1/rss.xml", Page(rss("<link>x</link>", head="<title>News</title>"), RSS))
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert any(
        url in line and "feed" in line and "News" in line for line in result.output.split("\n")
    )
    refused = CliRunner().invoke(app, command[:3])
    assert (refused.exit_code, "no public address" in refused.output) == (1, True)
