"""The flow that only reads: sources change and vanish, what was read is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, cast

from prefect import flow, task, unmapped
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Cancelled, Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from articles.article import ArticleError
from articles.fetch.bodies import Bodies
from articles.fetch.errors import StoppedError
from articles.fetch.fetcher import Fetcher
from articles.fetch.settings import FetchSettings
from articles.sources import listed_sources
from articles.sources.archive import tidy
from articles.sources.intake import Intake, take_in
from articles.sources.source import Source
from articles.sources.state import FetchMemory
from articles.sources.state import State as SourceState
from base.database import StoreBusyError, default_url, has_password
from base.secrets import holds_a_secret
from base.showing import number_of, shown
from digests.store import Store
from flows.artifacts import table
from flows.explanation import explain
from flows.logs import BY_NAME, MAX_NAME, show_progress
from flows.server import server_explained

# Prefect's workers load this file under a name of their own, which no logger is set up for.
logger = logging.getLogger("flows.ingest")

RAW = ".raw"
"""Folder of an archive that keeps bodies as they were fetched; hidden, as it is no article."""
SETTINGS = FetchSettings()
"""How the fetcher behaves."""
RETRY_AFTER = 10.0
"""Seconds before a source that was away is tried once more; Ctrl-C waits for them as well."""

_AWAY = "Away"
"""Name of the state of a source that may be there in a while."""


def _may_pass(task: object, task_run: object, state: State[Any]) -> bool:
    return state.name == _AWAY


def _run_name(parameters: dict[str, Any]) -> str:
    return shown(parameters["source"].location, MAX_NAME)


def _flow_run_name() -> str:
    return shown(f"ingest-to-{flow_run.parameters['archive']}", MAX_NAME)


class _Ingestion:
    """What the tasks of a run share, and what they found: one fetcher, so one turn a host."""

    def __init__(
        self,
        fetcher: Fetcher,
        state: SourceState,
        archive: Path,
        languages: tuple[str, ...],
        again: bool,
    ) -> None:
        self.again = again
        self.fetcher = fetcher
        self.state = state
        self.archive = archive
        self.languages = languages
        self.intakes: dict[str, Intake] = {}


@task(
    name="take-in",
    task_run_name=cast(Any, _run_name),  # its type wants a class for what is a function
    retries=1,
    retry_jitter_factor=0.5,
    retry_condition_fn=_may_pass,
    persist_result=False,
)
def take_in_source(source: Source, ingestion: _Ingestion) -> State[Any]:
    """Read one source and keep what is new; a source that is away is tried once more."""
    try:
        intake = take_in(
            source,
            ingestion.fetcher,
            ingestion.state,
            ingestion.archive,
            languages=ingestion.languages,
            again=ingestion.again,
        )
    except StoppedError:
        return Cancelled(message="stopped; what was read is kept")
    except StoreBusyError as error:
        return Failed(name=_AWAY, message=str(error))
    except Exception as error:
        return Failed(message=explain(error))
    before = ingestion.intakes.get(source.location)
    if before:  # a first try was reported as due
        intake.is_due = before.is_due
    ingestion.intakes[source.location] = intake
    if intake.may_pass:
        return Failed(name=_AWAY, message=str(intake.error))
    return Completed(message=f"{intake.new} new, {intake.known} known, {intake.failed} failed")


@flow(name="ingest", flow_run_name=_flow_run_name)
def ingest(
    sources: Annotated[
        list[str],
        Field(min_length=1, description="URLs, files, folders or sources.yaml lists to read"),
    ],
    archive: Annotated[
        str, Field(description="Folder that keeps the articles: a source of later digests")
    ] = "outputs/articles",
    languages: Annotated[
        Sequence[str],
        Field(min_length=1, description="Of articles that are kept, where a source states none"),
    ] = ("en",),
    store: Annotated[
        str | None,
        Field(
            description="Database URL of what is known, without a password; a SQLite file beside "
            "the archive"
        ),
    ] = None,
    again: Annotated[
        bool, Field(description="Make articles anew of what was fetched, as after an upgrade")
    ] = False,
    at_once: Annotated[int, Field(ge=1, description="Sources that are read at once")] = 64,
) -> State[Any]:
    """Read the sources and keep each article that is new; returns how many inputs failed.

    A source is a task. Each host is asked one thing at a time, whoever asks; what was fetched
    within its freshness, what did not change and what is known is not read again. Killed at any
    moment, the next run does the rest.
    """
    show_progress()
    if any(map(holds_a_secret, sources)):
        return Failed(message=BY_NAME)
    if store and has_password(store):
        return Failed(
            message="store: parameters of a flow are shown to everybody; leave the password to "
            "PGPASSWORD or ~/.pgpass, or name it, as ${NAME}"
        )
    url = store or default_url(Path(archive).parent).render_as_string(hide_password=False)
    try:
        listed, wrong = _listed(sources)
        with (
            server_explained(),
            SourceState(url) as state,
            Fetcher(
                SETTINGS,
                FetchMemory(state, Bodies(Path(archive) / RAW)),
            ) as fetcher,
        ):
            tidy(Path(archive))
            ingestion = _Ingestion(fetcher, state, Path(archive), tuple(languages), again)
            states = _take_in_all(listed, ingestion, at_once)
            _show(ingestion, listed, url)
    except Exception as error:
        return Failed(message=explain(error))
    except KeyboardInterrupt:
        return Cancelled(message="stopped; what was read is kept")
    intakes = list(ingestion.intakes.values())
    if broken := next((s for s in states if not s.is_completed() and s.name != _AWAY), None):
        return Failed(message=broken.message or "a task crashed")
    failed = sum(intake.failed for intake in intakes) + wrong
    updated = sum(intake.updated for intake in intakes)
    words = [
        f"{sum(intake.new for intake in intakes)} new articles kept in {archive}",
        *([f"{updated} updated"] if updated else []),
        f"{sum(intake.known for intake in intakes)} known",
        f"{failed} failed",
    ]
    return Completed(message=", ".join(words), data=failed)


def _listed(locations: Iterable[str]) -> tuple[list[Source], int]:
    """Return the sources that the inputs name, and how many of them are wrong."""
    sources: dict[str, Source] = {}
    wrong = 0
    for source in listed_sources(locations):
        if isinstance(source, ArticleError):
            logger.warning("%s", source)
            wrong += 1
        else:
            sources.setdefault(source.location, source)
    return list(sources.values()), wrong


def _take_in_all(sources: list[Source], ingestion: _Ingestion, at_once: int) -> list[State[Any]]:
    if not sources:
        return []
    threads: ThreadPoolTaskRunner[State[Any]] = ThreadPoolTaskRunner(
        max_workers=min(at_once, len(sources))
    )
    with threads as runner:
        taking = take_in_source.with_options(retry_delay_seconds=RETRY_AFTER)
        futures = runner.map(taking, {"source": sources, "ingestion": unmapped(ingestion)})
        try:
            for future in futures:
                future.wait()
        except BaseException:  # the runner waits for its threads
            ingestion.fetcher.stop()
            raise
        return [future.state for future in futures]


def _show(ingestion: _Ingestion, sources: list[Source], store: str) -> None:
    """Log what went wrong, and show tables of the sources and of what was refused."""
    replaced: dict[str, str] = {}
    refused: list[dict[str, str]] = []
    for intake in ingestion.intakes.values():
        for item in intake.refused:
            is_source = item is intake.error
            if is_source and not intake.is_due:
                logger.info("%s", item)
            else:
                logger.log(logging.WARNING if intake.failed else logging.INFO, "%s", item)
            refused.append({"location": item.location, "reason": f"{item.reason}; {item.remedy}"})
        replaced |= intake.replaced
        if intake.moved_to:
            logger.info("%s has moved for good to %s", intake.source.location, intake.moved_to)
    with Store(store) as entries:
        runs = entries.seen(list(replaced.values()))
    for newer, older in replaced.items():
        digested = f", which run {runs[older]} digested" if older in runs else ""
        logger.info("article %s is a new version of %s%s", newer, older, digested)
    rows = [
        {
            "source": health.location,
            "new": ingestion.intakes[health.location].new,
            "updated": ingestion.intakes[health.location].updated,
            "failed": ingestion.intakes[health.location].failed,
            "items a day": round(health.items_a_day, 1),
            "newest": f"{health.newest:%Y-%m-%d %H:%M}" if health.newest else "",
            "last success": f"{health.last_success:%Y-%m-%d %H:%M}" if health.last_success else "",
            "failures in a row": health.failures,
            "moved to": ingestion.intakes[health.location].moved_to or "",
            "error": health.error or "",
        }
        for health in ingestion.state.health(sources)
        if health.location in ingestion.intakes
    ]
    _table("ingest-sources", rows, f"{number_of(len(rows), 'source')}, by health")
    _table(
        "ingest-refused", refused, f"{number_of(len(refused), 'item')} without an article, and why"
    )


def _table(key: str, rows: list[dict[str, Any]], description: str) -> None:
    create: Callable[..., Any] = create_table_artifact
    try:
        create(table(rows), key=key, description=description)
    except Exception as error:  # a server that does not answer costs no article
        logger.warning("not shown in Prefect: %s (%s)", key, error)
