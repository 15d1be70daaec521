"""The flow on a real temporary server, with real articles and tiny real models."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from articles.article import Article
from articles.sources import read_articles
from digests.digest import Digest, digest_schema
from digests.report import RunReport
from flows.digest import digest
from flows.temporary_server import Door
from tests.flows.conftest import EXAMPLES

pytestmark = pytest.mark.usefixtures("prefect_server")


def load(folder: str) -> tuple[Digest, RunReport]:
    path = Path(folder)
    return (
        Digest.model_validate_json((path / "digest.json").read_text(encoding="utf-8")),
        RunReport.model_validate_json((path / "run.json").read_text(encoding="utf-8")),
    )


def by_id(*sources: Path) -> dict[str, Article]:
    read = read_articles([str(source) for source in sources])
    return {article.id: article for article in read if isinstance(article, Article)}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example articles, one of them twice, and what cannot be read."""
    folder = tmp_path_factory.mktemp("inputs")
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    again = next(folder.glob("*.html"))
    shutil.copy(again, folder / "zz-again.html")
    (folder / "empty.md").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "german.txt").write_text(
        "Bundestag beschließt Haushalt\n\n"
        "Der Bundestag hat am Freitag nach langer Debatte den Haushalt für das kommende Jahr "
        "beschlossen. Die Opposition stimmte geschlossen dagegen und kündigte eine Klage an. "
        "Der Finanzminister sprach von einem guten Tag für das Land.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def run(prefect_server: Door, inputs: Path, out: Path, tiny_profile: Path) -> str:
    folder = digest([str(inputs)], profile=str(tiny_profile), out=str(out))
    assert isinstance(folder, str)
    return folder


def test_every_sentence_points_back_to_its_source(run: str, inputs: Path) -> None:
    made, _ = load(run)
    articles = by_id(inputs)
    assert made.entries
    for entry in made.entries:
        assert 2 <= len(entry.summary) <= 4
        for sentence in entry.sentences:
            assert sentence.evidence
            for evidence in sentence.evidence:
                article = articles[evidence.article]
                assert getattr(article, evidence.field)[evidence.start : evidence.end] == (
                    evidence.text
                )
            assert sentence.translations.keys() == {"zh", "ru"}
            for target, translation in sentence.translations.items():
                assert (translation.renders, translation.target) == (sentence.id, target)
                assert translation.checks
        for shown in entry.articles:
            assert shown.source.url == articles[shown.id].source.url
            assert shown.source.sha256 == articles[shown.id].source.sha256


def test_files_are_valid_and_whole(run: str, out: Path) -> None:
    folder = Path(run)
    assert {path.name for path in folder.iterdir()} == {
        "digest.json",
        "digest.md",
        "digest.html",
        "digest.zh.html",
        "digest.ru.html",
        "articles.jsonl",
        "run.json",
    }
    jsonschema.validate(json.loads((folder / "digest.json").read_text("utf-8")), digest_schema())
    assert not list(out.glob(".tmp-*"))
    assert (out / "latest").resolve() == folder.resolve()


def test_every_input_has_an_outcome(run: str, inputs: Path) -> None:
    made, report = load(run)
    status = {Path(o.location.split("#")[0]).name: o for o in report.outcomes}
    assert status["empty.md"].status == "failed"
    assert status["binary.txt"].status == "failed"
    assert "written in de" in (status["german.txt"].reason or "")
    repeated = [o for o in report.outcomes if o.status == "repeated"]
    assert len(repeated) == 1
    assert {Path(o.location.split("#")[0]).name for o in report.outcomes} == {
        path.name for path in inputs.iterdir()
    }
    assert report.counts.failed == 3
    assert report.counts.entries == len(made.entries) == report.counts.stories
    assert {model.role for model in report.models} == {"summariser", "translator", "embedder"}
    assert all(model.sha256 for model in report.models)
    assert report.settings["summariser"]["family"] == "extractive"


def test_a_wire_text_in_two_papers_is_one_story(run: str) -> None:
    made, _ = load(run)
    wires = [entry for entry in made.entries if len(entry.articles) > 1]
    assert len(wires) == 1
    assert len({article.source.publisher for article in wires[0].articles}) == 2


def test_a_second_run_takes_every_entry_from_the_store(
    run: str, inputs: Path, out: Path, tiny_profile: Path
) -> None:
    again = digest([str(inputs)], profile=str(tiny_profile), out=str(out))
    assert isinstance(again, str)
    assert again != run
    (before, _), (after, report) = load(run), load(again)
    assert report.counts.cached == report.counts.entries
    assert [e.fingerprint for e in after.entries] == [e.fingerprint for e in before.entries]
    assert [e.summary for e in after.entries] == [e.summary for e in before.entries]


def test_older_articles_are_skipped_with_the_reason(
    run: str, inputs: Path, out: Path, tiny_profile: Path
) -> None:
    folder = digest(
        [str(inputs)],
        profile=str(tiny_profile),
        since=date(2022, 6, 1),
        out=str(out),
        formats=["json"],
    )
    assert isinstance(folder, str)
    made, report = load(folder)
    skipped = [o for o in report.outcomes if o.status == "skipped"]
    assert skipped
    assert all("before 2022-06-01" in (o.reason or "") for o in skipped)
    dates = [a.source.published for e in made.entries for a in e.articles]
    assert dates
    assert all(published >= "2022-06-01" for published in dates if published)


def test_too_many_failed_articles_fail_the_run(
    run: str, inputs: Path, out: Path, tiny_profile: Path
) -> None:
    state = digest(
        [str(inputs)], profile=str(tiny_profile), out=str(out), fail_above=0.01, return_state=True
    )
    assert state.is_failed()
    assert "articles failed" in (state.message or "")
    assert (out / "latest").resolve() != Path(run).resolve()
    assert (out / "latest" / "digest.json").is_file()


@pytest.mark.parametrize(
    ("profile", "target", "words"),
    [
        ("no-such", "zh", ["no-such", "embedded"]),
        ("opus", "de", ["'de'", "zh, ru"]),
        ("opus", "tlh", ["'tlh'", "known"]),
    ],
)
def test_a_wrong_call_says_what_is_known(
    tmp_path: Path, profile: str, target: str, words: list[str]
) -> None:
    state = digest(
        [str(EXAMPLES)], profile=profile, targets=[target], out=str(tmp_path), return_state=True
    )
    assert state.is_failed()
    for word in words:
        assert word in (state.message or "")
    assert not list(tmp_path.glob("*-*"))


def test_nothing_to_digest_is_no_success(tmp_path: Path, tiny_profile: Path) -> None:
    (tmp_path / "empty.md").touch()
    state = digest(
        [str(tmp_path / "empty.md")],
        profile=str(tiny_profile),
        out=str(tmp_path / "out"),
        return_state=True,
    )
    assert state.is_failed()
    assert "nothing to digest" in (state.message or "")
    assert "empty.md" in (state.message or "")
    assert not (tmp_path / "out" / "latest").exists()
