"""What Prefect users expect: schedules, artifacts, retries, timeouts, one set of models at once."""

from __future__ import annotations

import logging
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from filelock import FileLock
from prefect import Flow, flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId
from prefect.client.schemas.objects import State
from prefect.flows import load_flow_from_entrypoint

from articles.article import Article
from articles.sources import read_articles
from base.database import default_url
from base.files import cache_folder
from digests.profile import load_profile
from digests.report import RunReport
from digests.shards import collect_shards
from flows.artifacts import digest_text
from flows.deployments import DeploymentError, deployments, serve
from flows.digest import digest
from flows.ingest import ingest
from flows.tasks import edit
from tests.conftest import with_settings
from tests.flows.conftest import EXAMPLES, ROOT, write_other_flows

pytestmark = pytest.mark.usefixtures("prefect_server")

HARBOUR = EXAMPLES / "ever-given-harbour-courier.md"
PARIS = EXAMPLES / "paris-agreement.md"


def run(sources: list[Path], profile: Path, out: Path, **more: Any) -> State[Any]:
    return digest(
        [str(source) for source in sources],
        profile=str(profile),
        targets=["ru"],
        out=str(out),
        return_state=True,
        **more,
    )


def report_of(state: State[Any]) -> RunReport:
    folder = Path(str(state.result()))
    return RunReport.model_validate_json((folder / "run.json").read_text("utf-8"))


def test_a_run_since_the_last_takes_only_what_is_new(tmp_path: Path, tiny_profile: Path) -> None:
    out = tmp_path / "out"
    first = run([HARBOUR], tiny_profile, out, since="last-run")
    assert report_of(first).counts.entries == 1
    second = run([HARBOUR, PARIS], tiny_profile, out, since="last-run")
    outcomes = {Path(o.location).name: o for o in report_of(second).outcomes}
    assert outcomes[PARIS.name].status == "digested"
    assert outcomes[HARBOUR.name].status == "skipped"
    assert Path(str(first.result())).name in (outcomes[HARBOUR.name].reason or "")
    third = run([HARBOUR, PARIS], tiny_profile, out, since="last-run")
    assert third.is_completed()
    assert third.result() is None
    assert "nothing new" in (third.message or "")


def test_the_interface_tells_the_story_of_a_run(tmp_path: Path, tiny_profile: Path) -> None:
    (tmp_path / "empty.md").touch()
    state = run([HARBOUR, tmp_path / "empty.md"], tiny_profile, tmp_path / "out")
    assert state.is_completed()
    assert "1 of 2 articles failed" in (state.message or "")
    folder = Path(str(state.result()))
    assert isinstance(state.state_details.flow_run_id, UUID)
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(
            artifact_filter=ArtifactFilter(
                flow_run_id=ArtifactFilterFlowRunId(any_=[state.state_details.flow_run_id])
            )
        )
    by_key = {artifact.key: artifact for artifact in found}
    assert by_key["digest-progress"].data == 100
    assert "Suez Canal" in str(by_key["digest-entries"].data)
    assert "1 of 2 articles failed" in str(by_key["digest-entries"].description)
    assert "empty.md" in str(by_key["digest-failures"].data)
    assert by_key["digest-text"].data == (folder / "digest.md").read_text("utf-8")
    assert (folder / "digest.html").resolve().as_uri() in str(by_key["digest-page"].data)


def test_the_interface_links_the_histories_where_they_are(tmp_path: Path) -> None:
    written = "see [History of the event](<../events/5f.md>), [1](#5f-e1)"
    (tmp_path / "digest.md").write_text(written, "utf-8")
    events = (tmp_path.parent / "events").as_uri()
    assert digest_text(tmp_path) == f"see [History of the event](<{events}/5f.md>), [1](#5f-e1)"


def shard(tmp_path: Path, profile: Path) -> str:
    read = read_articles([str(HARBOUR)])
    url = default_url(tmp_path)
    return collect_shards(read, tmp_path, load_profile(str(profile)), url).shards[0]


@pytest.mark.parametrize(
    ("store", "tries"),
    [("postgresql://127.0.0.1:9/nowhere", 3), ("mysql://127.0.0.1/nowhere", 1)],
)
def test_only_what_may_pass_is_tried_again(
    tmp_path: Path,
    tiny_profile: Path,
    caplog: pytest.LogCaptureFixture,
    store: str,
    tries: int,
) -> None:
    states: list[State[Any]] = []
    profile = with_settings(tiny_profile, tmp_path, store=store)

    @flow
    def alone() -> None:
        states.append(
            edit.with_options(retries=2, retry_delay_seconds=0)(
                shard(tmp_path, tiny_profile),
                str(profile),
                ["ru"],
                str(tmp_path),
                return_state=True,
            )
        )

    alone()
    [state] = states
    assert state.is_failed()
    # The server is told of tasks by and by: whoever asks it at once may hear of none.
    assert caplog.text.count("will start immediately") == tries - 1


def test_a_shard_that_takes_too_long_is_given_up(tmp_path: Path, tiny_profile: Path) -> None:
    hasty = with_settings(tiny_profile, tmp_path, timeout=0.001)
    state = run([HARBOUR], hasty, tmp_path / "out")
    assert state.is_failed()
    assert "its shard took more than 0.001 s" in (state.message or "")


def test_two_runs_do_not_load_models_at_once(
    tmp_path: Path, tiny_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path / "cache"))
    cache_folder().mkdir()
    held, waiting, released = threading.Event(), threading.Event(), list[datetime]()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "another run on this machine is using its models" in record.getMessage():
                waiting.set()

    def hold() -> None:
        with FileLock(cache_folder() / "models.lock"):
            held.set()
            waiting.wait(timeout=200)
            released.append(datetime.now(UTC))

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    listener = Listener()
    logging.getLogger("digests.pipeline").addHandler(listener)
    report = report_of(run([HARBOUR], tiny_profile, tmp_path / "out"))
    logging.getLogger("digests.pipeline").removeHandler(listener)
    other.join()
    assert waiting.is_set()
    assert report.finished > released[0]


def test_what_was_ingested_is_digested_as_it_was_read(tmp_path: Path, tiny_profile: Path) -> None:
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    inbox.mkdir()
    shutil.copy(HARBOUR, inbox)
    (inbox / "empty.md").touch()
    first = ingest([str(inbox)], archive=str(archive), return_state=True)
    assert (first.message or "").startswith("1 new articles")
    assert first.result() == 1
    [read] = [a for a in read_articles([str(inbox)]) if isinstance(a, Article)]
    again = ingest([str(inbox)], archive=str(archive), return_state=True)
    assert "0 new articles" in (again.message or "")
    shutil.rmtree(inbox)
    [kept] = read_articles([str(archive)])
    assert isinstance(kept, Article)
    assert kept.text == read.text
    assert kept.source.location == read.source.location
    assert report_of(run([archive], tiny_profile, tmp_path / "out")).counts.entries == 1


def test_a_spoilt_archive_is_an_error_of_that_article(tmp_path: Path) -> None:
    ingest([str(HARBOUR)], archive=str(tmp_path), return_state=True)
    [path] = tmp_path.rglob("*.article.json")
    path.write_text(path.read_text("utf-8").replace('"start":0', '"start":3', 1), "utf-8")
    [error] = read_articles([str(path)])
    assert "no archived article" in str(error)


def serving(**more: str) -> dict[str, object]:
    settings: dict[str, object] = {"profile": "embedded", "targets": ["zh"], "out": "outputs"}
    return {**settings, "cron": "30 5 * * 1-5", "timezone": "Europe/Berlin", **more}


def test_served_deployments_have_their_schedules() -> None:
    found = {d.full_name: d for d in deployments([str(EXAMPLES)], **serving())}  # type: ignore[arg-type]
    assert found.keys() == {"digest/daily", "digest/on-demand", "ingest/hourly"}
    for deployment in found.values():
        deployment.apply()
    with get_client(sync_client=True) as client:
        daily = client.read_deployment_by_name("digest/daily")
    assert daily.parameters["since"] == "last-run"
    assert [s.schedule.model_dump(include={"cron", "timezone"}) for s in daily.schedules] == [
        {"cron": "30 5 * * 1-5", "timezone": "Europe/Berlin"}
    ]
    assert daily.global_concurrency_limit
    assert daily.global_concurrency_limit.limit == 1


@pytest.mark.parametrize(
    ("wrong", "words"), [({"cron": "every day"}, "schedule"), ({"timezone": "Berlin"}, "time zone")]
)
def test_a_wrong_schedule_is_explained(wrong: dict[str, str], words: str) -> None:
    with pytest.raises(DeploymentError, match=words):
        deployments([str(EXAMPLES)], **serving(**wrong))  # type: ignore[arg-type]


def test_a_folder_with_packages_of_our_names_serves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_other_flows(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DeploymentError, match=r"package 'flows' of its own.*another folder"):
        serve([str(EXAMPLES)], **serving())  # type: ignore[arg-type]
    # The image has a copy of ours there.
    shutil.copy(ROOT / "flows" / "__init__.py", tmp_path / "flows")
    with pytest.raises(DeploymentError, match="schedule"):
        serve([str(EXAMPLES)], **serving(cron="every day"))  # type: ignore[arg-type]


def test_prefect_yaml_names_flows_and_parameters_that_exist(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    found = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    names = set()
    for deployment in found:
        found_flow: Flow[..., Any] = load_flow_from_entrypoint(deployment["entrypoint"])
        names.add(f"{found_flow.name}/{deployment['name']}")
        assert found_flow.validate_parameters(deployment["parameters"])
        for schedule in deployment.get("schedules", ()):
            assert schedule["timezone"]
    assert names == {"digest/daily", "digest/on-demand", "ingest/hourly"}
