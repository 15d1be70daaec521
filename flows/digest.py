"""The flow: collect, edit the shards, write the run's folder; `digests.pipeline` does the work."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Cancelled, Completed, Failed
from pydantic import Field

from articles.sources import items
from base.errors import ExplainedError
from base.secrets import holds_a_secret
from base.showing import number_of, shown
from digests.pipeline import DigestRun, Made, digest_run, models_to_itself
from digests.profile import load_profile
from digests.shards import Collected, Edited, given_up
from flows.artifacts import Artifacts
from flows.blocks import read_block
from flows.explanation import explain
from flows.logs import BY_NAME, MAX_NAME, show_progress
from flows.progress import shown_progress
from flows.runners import task_runner
from flows.server import server_explained
from flows.tasks import MODELS_TAG, OVERDUE, STOPPED, collect, edit
from models.interrupt import interrupt, resume

# Prefect's workers load this file under a name of their own, which no logger is set up for.
logger = logging.getLogger("flows.digest")


def _run_name() -> str:
    return shown(f"digest-{Path(flow_run.parameters['profile']).stem}", MAX_NAME)


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
    formats: Annotated[
        Sequence[str], Field(description="What to write; nothing named: what the profile says")
    ] = (),
    watch: Annotated[
        str | None, Field(description="Watch list; none: that of the profile, if it has one")
    ] = None,
    fail_above: Annotated[
        float, Field(ge=0, le=1, description="Share of failed articles that fails the run")
    ] = 1.0,
) -> str | State[Any]:
    """Digest news articles: summarise each story, translate the summary, check both.

    Returns the folder of the run, which holds the digest and ``run.json``.
    """
    show_progress()
    if any(map(holds_a_secret, sources)):
        return Failed(message=BY_NAME)
    try:
        # The folder that a remote worker shares may not be its own: it gets absolute paths.
        folder = Path(out).absolute()
        chosen = load_profile(profile).watching(watch)
        items.begin()
        with server_explained(), digest_run(chosen, targets, folder, formats, read_block) as run:
            with run.stage("collect"):
                state = collect(
                    sources,
                    _path(run),
                    since,
                    str(run.work),
                    str(run.out),
                    watch and str(Path(watch).absolute()),
                    return_state=True,
                )
            collected = state.result(raise_on_failure=False)
            if not isinstance(collected, Collected):
                # Of a failed task's own state Prefect says only that a state failed.
                return state if state.is_cancelled() else Failed(message=state.message)
            artifacts = Artifacts(len(collected.shards))
            with run.stage("edit"), closing(_edited(run, collected)) as shards:
                # Entries are laid out while the models are at those that follow.
                for done, (shard, edited) in enumerate(shards, start=1):
                    artifacts.update(done)
                    for entry in run.lay_out(shard, edited):
                        artifacts.add(entry)
            made = run.finish(collected)
    except Exception as error:
        return Failed(message=explain(error))
    except KeyboardInterrupt:
        return Cancelled(message=STOPPED)
    if made.folder:
        artifacts.show_digest(made.folder, made.report)
    return _state(made, Path(out), fail_above)


def _path(run: DigestRun) -> str:
    return str(run.profile.path.absolute())


class ShardError(ExplainedError):
    """A shard that ended without a result: says why."""


def _edited(run: DigestRun, collected: Collected) -> Generator[tuple[str, Edited]]:
    """Yield each shard with what became of it, in order."""
    deployment = run.profile.deployment
    threads = deployment.runner == "threads"
    with (
        # Dask and Ray load models in as many processes as there are workers.
        models_to_itself() if threads else nullcontext(),
        shown_progress(collected.events) as advance,
        task_runner(deployment.runner, deployment.workers, deployment.runner_address) as runner,
        _interrupted_with_the_flow(),
    ):
        # Threads have one set of models, and this machine to themselves. Each limit asked of the
        # server can cost two seconds: its SQLite refuses one of two writes at a time.
        tags = [] if threads else [MODELS_TAG]
        futures = [
            runner.submit(
                edit.with_options(task_run_name=f"edit-{number}", tags=tags),
                parameters={
                    "shard": shard,
                    "profile": _path(run),
                    "targets": list(run.targets),
                    "out": str(run.out),
                },
            )
            for number, shard in enumerate(collected.shards, start=1)
        ]
        shards = zip(collected.shards, futures, strict=True)
        for number, (shard, future) in enumerate(shards, start=1):
            future.wait()
            state = future.state
            if state.is_completed():
                edited = future.result()
            elif state.name == OVERDUE:
                edited = given_up(shard, deployment.timeout)
            else:
                raise ShardError(
                    f"shard {number}",
                    state.message or "it failed",
                    "finished entries are kept: another run goes on",
                )
            advance(edited.events)
            yield shard, edited


@contextmanager
def _interrupted_with_the_flow() -> Iterator[None]:
    """Stop the shards at work when the flow stops: a runner would wait for them to the end."""
    resume()
    try:
        yield
    except BaseException:
        interrupt()
        raise


def _state(made: Made, out: Path, fail_above: float) -> State[Any]:
    """Say how the run ended."""
    counts = made.report.counts
    if made.folder is None:
        return Completed(
            message=f"nothing new: {number_of(counts.read, 'article')} read, all skipped"
        )
    folder = str(out / made.folder.name)
    if made.undelivered:
        reasons = "; ".join(made.undelivered)
        return Failed(
            message=f"digest in {folder} not delivered: {reasons}; "
            "polydigest deliver sends it again",
            data=folder,
        )
    words = f"{counts.failed} of {number_of(counts.read, 'article')} failed"
    if counts.failed > fail_above * counts.read:
        return Failed(
            message=f"{words}, more than the share of {fail_above}; digest in {folder}",
            data=folder,
        )
    if counts.failed:
        logger.warning("%s; run.json says why", words)
    return Completed(
        message=f"{number_of(counts.entries, 'entry', 'entries')}; {words}", data=folder
    )


if __name__ == "__main__":  # becomes `polydigest run`, which imports this module
    os.execv(sys.executable, [sys.executable, "-m", "flows.cli", "run", *sys.argv[1:]])
