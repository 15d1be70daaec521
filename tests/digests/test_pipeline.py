"""Runs without Prefect, with real articles and tiny real models."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from articles.article import Article, ArticleError
from articles.sources import read_articles
from digests.digest import Digest
from digests.events.history import EventHistory
from digests.pipeline import Made, NothingToDigestError, digest_articles
from digests.profile import load_profile
from flows.digest import _state
from tests.conftest import with_settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "articles"
HARBOUR = EXAMPLES / "ever-given-harbour-courier.md"
PARIS = EXAMPLES / "paris-agreement.md"


def digest_of(made: Made) -> Digest:
    assert made.folder
    return Digest.model_validate_json((made.folder / "digest.json").read_bytes())


def test_the_lines_of_the_documentation_digest_articles(
    tmp_path: Path, tiny_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = (ROOT / "docs" / "api.md").read_text("utf-8")
    code = re.findall(r"```python\n(.*?)```", document, re.DOTALL)[0]
    names: dict[str, Any] = {}
    monkeypatch.chdir(tmp_path)
    for placeholder, path in (('"news/"', HARBOUR), ('"opus"', tiny_profile)):
        assert placeholder in code
        code = code.replace(placeholder, repr(str(path)))
    exec(code, names)
    made = names["made"]
    [article] = read_articles([str(HARBOUR)])
    assert isinstance(article, Article)
    [entry] = digest_of(made).entries
    for sentence in entry.sentences:
        assert sentence.translations.keys() == {"zh", "ru"}
        for evidence in sentence.evidence:
            found = getattr(article, evidence.field)[evidence.start : evidence.end]
            assert found == evidence.text
    assert made.folder.resolve() == (tmp_path / "outputs" / "latest").resolve()


def test_the_articles_beside_a_digest_prove_its_evidence(
    tmp_path: Path, tiny_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_articles([str(EXAMPLES)])
    made = digest_articles(
        read, profile=str(tiny_profile), targets=["ru"], out=tmp_path / "outputs"
    )
    assert digest_of(made).articles_file == "articles.jsonl"
    monkeypatch.chdir(tmp_path)
    document = (ROOT / "docs" / "digest-format.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", document, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    shown = {article.id for entry in digest_of(made).entries for article in entry.articles}
    assert names["articles"].keys() == shown
    assert names["found"]["text"]
    [use] = made.report.usage
    assert (use.model, use.engine) == ("tests/marian", "torch")
    assert min(use.tokens_read, use.tokens_written) > 0, "of several shards"


def test_a_licence_may_forbid_to_keep_articles(tmp_path: Path, tiny_profile: Path) -> None:
    profile = with_settings(tiny_profile, tmp_path, keep_articles=False)
    made = digest_articles(read_articles([str(HARBOUR)]), profile=str(profile), out=tmp_path)
    assert made.folder
    assert not (made.folder / "articles.jsonl").exists()
    assert digest_of(made).articles_file is None


def histories(made: Made) -> dict[str, list[Path]]:
    """Return what the pages of a run link to in the folder of events, by format."""
    found = {}
    for kind in ("html", "md"):
        assert made.folder
        text = (made.folder / f"digest.{kind}").read_text("utf-8")
        if links := re.findall(r'(?:href="|\]\(<)(\.\./events/[^">]+)', text):
            found[kind] = [made.folder / link for link in links]
    return found


def test_a_run_takes_up_what_another_left_and_skips_what_it_digested(
    tmp_path: Path, tiny_profile: Path
) -> None:
    profile = load_profile(str(tiny_profile))

    def run(*paths: Path, since: Any = None) -> Made:
        read = read_articles([str(path) for path in paths])
        return digest_articles(read, profile=profile, targets=["ru"], out=tmp_path, since=since)

    first, again = run(HARBOUR), run(HARBOUR, PARIS)
    assert (first.report.counts.cached, again.report.counts.cached) == (0, 1)
    kept, made = digest_of(first).entries[0], digest_of(again).entries[0]
    assert kept.sentences == made.sentences
    history = EventHistory.model_validate_json(
        (tmp_path / "events" / f"{kept.id}.json").read_bytes()
    )
    assert [run.run for run in history.runs] == [digest_of(made).run for made in (first, again)]
    page = (tmp_path / "events" / f"{kept.id}.html").read_text("utf-8")
    assert f"../{digest_of(again).run}/digest.html#{kept.id}" in page
    assert again.report.run == digest_of(again).run
    assert not histories(first), "it is told for the first time, of one report"
    for kind, linked in histories(again).items():
        assert [path.resolve() for path in linked] == [tmp_path / "events" / f"{kept.id}.{kind}"]
        assert linked[0].is_file()
    nothing = run(HARBOUR, PARIS, since="last-run")
    assert nothing.folder is None
    assert {outcome.status for outcome in nothing.report.outcomes} == {"skipped"}


def test_inputs_of_which_nothing_can_be_made(tmp_path: Path, tiny_profile: Path) -> None:
    error = ArticleError("feed.xml", "no article in it", "check the address")
    with pytest.raises(NothingToDigestError, match=r"1 read, 1 failed; feed\.xml: no article"):
        digest_articles([error], profile=str(tiny_profile), out=tmp_path)
    hasty = with_settings(tiny_profile, tmp_path, timeout=0.001)
    with pytest.raises(NothingToDigestError, match=r"its shard took more than 0\.001 s"):
        digest_articles(read_articles([str(HARBOUR)]), profile=str(hasty), out=tmp_path)
    assert not list(tmp_path.glob("20*"))


def test_what_cannot_be_delivered_is_said_and_the_rest_is(
    tmp_path: Path, tiny_profile: Path
) -> None:
    deliver = {"feeds": {"entries": 5}, "webhook": {"url": "http://127.0.0.1:1/hook"}}
    profile = with_settings(tiny_profile, tmp_path, deliver=deliver)
    out = tmp_path / "outputs"
    made = digest_articles(read_articles([str(HARBOUR)]), profile=str(profile), out=out)
    assert digest_of(made).entries
    [reason] = made.undelivered
    assert "POLYDIGEST_WEBHOOK_SECRET is not set; set it to the key" in reason
    assert (out / "feed.zh.atom").is_file()
    assert made.folder
    assert "webhook" not in (made.folder / "run.json").read_text("utf-8")
    assert str(_state(made, out, 1.0).message).startswith(f"digest in {made.folder} not delivered")
