"""The index of all runs, in a real browser that opens it from the file system."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from justhtml import JustHTML
from playwright.sync_api import Browser, expect

from digests.delivery.index import write_index
from digests.run_folder import run_name, write_run
from tests.browser import Visit, visit
from tests.digests.samples import CREATED, canal, digest, event, hostile, laid_out, report, rover
from tests.digests.test_feeds import run
from tests.digests.test_render_html import attribute, parse


def texts(page: JustHTML, selector: str) -> list[str]:
    found = (element.to_text(separator="", strip=False) for element in page.query(selector))
    return [" ".join(text.split()) for text in found]


@contextmanager
def searched(browser: Browser, out: Path, query: str) -> Iterator[Visit]:
    """Search in the browser; nothing is asked for but the page and what it searches."""
    address = f"{(out / 'index.html').as_uri()}#{urlencode({'q': query}, quote_via=quote)}"
    with visit(browser, address) as opened:
        expect(opened.page.locator("#status")).to_have_text(re.compile("stor(y|ies)"))
        assert all(request.startswith(out.as_uri()) for request in opened.requests)
        yield opened


def test_runs_stand_newest_first_with_counts_and_links(tmp_path: Path) -> None:
    run(tmp_path, 0, canal())
    run(tmp_path, 26, rover(), canal())
    page = parse(write_index(tmp_path).read_text("utf-8"))
    assert page.errors == []
    assert texts(page, "main h3") == ["31 March 2021, 08:15 UTC", "30 March 2021, 06:15 UTC"]
    first, *_ = texts(page, "main ul .soft")
    assert first == (
        "sample · English, 中文, русский · 2 stories · 1 not supported · 2 marked by a check"
    )
    for link in page.query("main a[href]"):
        assert (tmp_path / attribute(link, "href")).is_file()
    run(tmp_path, 50, event())
    page = parse(write_index(tmp_path).read_text("utf-8"))
    assert texts(page, "main ul .soft")[0].endswith("1 correction")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("index") / "outputs"
    run(out, 0, canal(), rover())
    run(out, 26, hostile(), rover())
    write_index(out)
    return out


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [
        ("suez", "Ship that blocked Suez Canal for six days is afloat again", 1),
        ("SUEZ vessel", "Ship that blocked Suez Canal for six days is afloat again", 1),
        ("Суэцкий", "Судно, шесть дней блокировавшее Суэцкий канал, снова на плаву", 1),
        ("марсоход езеро", "На Марсе — марсоход с буром и вертолёт", 2),
        ("вертолет", "На Марсе — марсоход с буром и вертолёт", 2),
        ("苏伊士运河", "堵塞苏伊士运河六天的货轮重新浮起", 1),
        ("长赐号 运河", "堵塞苏伊士运河六天的货轮重新浮起", 1),
        ("火星", "带着钻头的火星车和直升机登上火星", 2),
        ("伊苏", "", 0),
        ("uez", "", 0),
        ("nine minutes", "", 0),
    ],
)
def test_search_finds_words_in_every_language(
    browser: Browser, out: Path, query: str, first: str, count: int
) -> None:
    with searched(browser, out, query) as opened:
        status = opened.page.locator("#status").inner_text()
        found = opened.page.locator("#results h3").all_inner_texts()
    assert status == f"{count} {'story' if count == 1 else 'stories'}"
    assert len(found) == count
    if count:
        assert found[0] == first


def test_hostile_texts_are_found_and_do_nothing(browser: Browser, out: Path) -> None:
    with searched(browser, out, "script") as opened:
        page = opened.page
        assert page.title() == "News digests"
        assert (
            page.locator("#results h3")
            .inner_text()
            .startswith("⚠ <script>document.title='pwned'</script>")
        )
        assert page.locator("#results").locator("script, img, iframe").count() == 0
        for link in page.locator("#results a").all():
            assert (out / str(link.get_attribute("href")).split("#", maxsplit=1)[0]).is_file()
        assert opened.complaints == []


def test_the_policy_lets_only_our_script_run(browser: Browser, out: Path, tmp_path: Path) -> None:
    copy = tmp_path / "outputs"
    shutil.copytree(out, copy)
    page = (copy / "index.html").read_text("utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert "unsafe" not in policy
    armed = page.replace("</main>", "</main><script>document.title = 'pwned'</script>")
    assert armed != page
    (copy / "index.html").write_text(armed, "utf-8")
    with searched(browser, copy, "suez") as opened:
        assert opened.page.title() == "News digests"
        assert opened.page.locator("#status").inner_text() == "1 story"


def lines(out: Path) -> dict[str, str]:
    return {
        json.JSONDecoder().raw_decode(line, len("polydigest.add("))[0]["run"]: line
        for path in (out / "search").glob("*.js")
        for line in path.read_text("utf-8").splitlines()
    }


def test_a_new_run_is_added_and_the_others_are_not_read_again(tmp_path: Path) -> None:
    old = run(tmp_path, 0, canal())
    write_index(tmp_path)
    before = lines(tmp_path)
    path = tmp_path / old.run / "digest.json"
    stat = path.stat()
    path.write_text("{}")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    new = run(tmp_path, 1, rover())
    write_index(tmp_path)
    assert lines(tmp_path).keys() == {old.run, new.run}
    assert lines(tmp_path)[old.run] == before[old.run]


def test_a_run_that_changed_is_read_again_and_one_that_is_gone_vanishes(tmp_path: Path) -> None:
    first, second = run(tmp_path, 0, canal()), run(tmp_path, 24 * 40, rover())
    write_index(tmp_path)
    assert len(list((tmp_path / "search").iterdir())) == 2
    path = tmp_path / first.run / "digest.json"
    path.write_text(path.read_text("utf-8").replace("afloat again", "adrift"), "utf-8")
    shutil.rmtree(tmp_path / second.run)
    write_index(tmp_path)
    assert lines(tmp_path).keys() == {first.run}
    assert "adrift" in lines(tmp_path)[first.run]
    assert second.run not in (tmp_path / "index.html").read_text("utf-8")


def test_the_index_built_step_by_step_is_the_one_built_at_once(tmp_path: Path) -> None:
    step, once = tmp_path / "step", tmp_path / "once"
    for hours, entry in enumerate((canal(), rover(), hostile())):
        run(step, hours, entry)
        write_index(step)
        run(once, hours, entry)
    write_index(once)
    for name in ("index.html", "search/2021-03.js"):
        assert (step / name).read_bytes() == (once / name).read_bytes()


def test_a_run_without_json_or_of_another_version_is_listed(tmp_path: Path) -> None:
    created = run_name("sample", CREATED)
    made = digest(canal(), run=created)
    write_run(tmp_path, laid_out(made, ["md"]), report(made))
    other = run(tmp_path, 1, rover())
    path = tmp_path / other.run / "digest.json"
    path.write_text(path.read_text("utf-8").replace('"1.', '"9.', 1), "utf-8")
    page = parse(write_index(tmp_path).read_text("utf-8"))
    assert len(page.query("main ul li")) == 2
    assert all(line.endswith(", []);") for line in lines(tmp_path).values())
